"""What a watch remembers from run to run, in sources/.watch: pages as they were, documents by their hash.

One SQLite file; each request is one transaction, so that a run that is cut off goes on where it was. The folder may be
deleted: then everything is requested once more, and what is in sources/ or in the data is still known by its hash.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from disclosure.errors import BusyError, DisclosureError
from disclosure.locks import take_lock

#: A run that was cut off goes on within so many seconds; later, all pages are requested again.
RESUMED = 2 * 86_400
_TABLES = """
CREATE TABLE IF NOT EXISTS runs (started REAL PRIMARY KEY, finished REAL);
CREATE TABLE IF NOT EXISTS addresses (
    address TEXT PRIMARY KEY, checked REAL, etag TEXT, modified TEXT, sha256 TEXT, ending TEXT, final TEXT,
    problem TEXT);
CREATE TABLE IF NOT EXISTS pages (address TEXT PRIMARY KEY, content BLOB);
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What an address gave when it was last requested: seconds since 1970, headers for a conditional request, the sum
    and ending of the content, the address behind redirects, or why there was none."""

    address: str
    checked: float
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    ending: str = ""
    final: str = ""
    problem: str = ""

    @property
    def condition(self) -> dict[str, str]:
        """Headers that ask for the content only if it has changed; empty where the server gave no means to."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


class Memory:
    """The state of a watch in one file."""

    def __init__(self, path: Path, now: float) -> None:
        """Open or make it, and begin a run or go on with the last one.

        Raises BusyError while another watch has it, DisclosureError where the file is damaged.
        """
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = path.with_suffix(".lock").open("w", encoding="utf-8")
        if not take_lock(self._lock.fileno()):
            self._lock.close()
            raise BusyError("another watch is running", file=str(path), remedy="wait until it has finished")
        with self._errors():
            self._store = sqlite3.connect(path, isolation_level=None)
            self._store.execute("PRAGMA synchronous = FULL")
            self._store.executescript(_TABLES)
            last = self._store.execute("SELECT max(started) FROM runs WHERE finished IS NULL").fetchone()[0]
            self.resumed = last is not None and now - last < RESUMED
            self.started: float = last if self.resumed else now
            if not self.resumed:
                self._store.execute("DELETE FROM runs WHERE finished IS NULL")
                self._store.execute("INSERT OR REPLACE INTO runs VALUES (?, NULL)", (now,))

    def find(self, address: str) -> Known | None:
        """What is known of an address."""
        with self._errors():
            row = self._store.execute(
                "SELECT address, checked, etag, modified, sha256, ending, final, problem FROM addresses "
                "WHERE address = ?", (address,)
            ).fetchone()  # fmt: skip
        return Known(*row) if row else None

    def is_checked(self, known: Known | None) -> bool:
        """Whether an address has been requested in this run already, before it was cut off."""
        return known is not None and known.checked >= self.started

    def note(self, known: Known, content: bytes | None = None) -> None:
        """Keep what an address gave, and the content of a page."""
        row = (known.address, known.checked, known.etag, known.modified, known.sha256, known.ending, known.final,
               known.problem)  # fmt: skip
        with self._errors(), self._transaction():
            self._store.execute("INSERT OR REPLACE INTO addresses VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            if content is not None:
                packed = zlib.compress(content)
                self._store.execute("INSERT OR REPLACE INTO pages VALUES (?, ?)", (known.address, packed))

    def read_page(self, address: str) -> bytes | None:
        """The content of a page as it was last fetched."""
        with self._errors():
            row = self._store.execute("SELECT content FROM pages WHERE address = ?", (address,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def list_hashes(self) -> set[str]:
        """The sums of all documents that were ever fetched."""
        with self._errors():
            rows = self._store.execute("SELECT sha256 FROM addresses WHERE sha256 <> '' AND ending <> '.html'")
            return {sha256 for (sha256,) in rows}

    def finish(self, now: float) -> None:
        """The run has come to its end: the next one begins anew."""
        with self._errors():
            self._store.execute("UPDATE runs SET finished = ? WHERE started = ?", (now, self.started))

    def close(self) -> None:
        """Close the file; a run that is not finished goes on next time."""
        self._store.close()
        self._lock.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._store.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._store.execute("ROLLBACK")
            raise
        self._store.execute("COMMIT")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, zlib.error) as error:
            raise DisclosureError(
                f"the state of the watch cannot be used: {error}", file=str(self._path),
                remedy="delete the file: all pages are requested once more, nothing in sources/ or in the data is lost",
            ) from None  # fmt: skip
