"""A cache of finished work, in folders named by the key of their input.

A key is computed from everything the work depends on: the input bytes and the program. So no entry is ever out of date,
the cache may be deleted at any time, and two builds of the same input give the same bytes: the second is discarded.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from disclosure.store import hash_bytes

#: What decides on the bytes that are made, besides our own files.
_LIBRARIES = ("altair", "vl-convert-python", "jinja2", "markupsafe", "pyyaml", "duckdb")
_PROGRAM = Path(__file__).parent
_COMPLETE = "complete"


class Shelf:
    """Folders of finished work below ``folder``, each named by its key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> Path | None:
        """The folder kept under ``key``, if its work was finished and its files have not changed since."""
        kept = self.folder / key
        try:
            seal = (kept / _COMPLETE).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return None
        return kept if seal == _seal(kept) else None

    def make(self, key: str, work: Callable[[Path], None]) -> Path:
        """The folder under ``key``; if there is none, what ``work`` puts into the empty folder it is given."""
        if kept := self.find(key):
            return kept
        self.folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".", dir=self.folder))
        try:
            work(scratch)
            (scratch / _COMPLETE).write_text(_seal(scratch), encoding="ascii")
            return self._put(scratch, key)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _put(self, scratch: Path, key: str) -> Path:
        """Give a finished folder its name. What another build has put there meanwhile is as good, if it is whole."""
        target = self.folder / key
        try:
            scratch.rename(target)
        except OSError:
            if not self.find(key):
                shutil.rmtree(target, ignore_errors=True)
                scratch.rename(target)
        return target

    def sweep(self, wanted: Collection[str]) -> None:
        """Remove everything but the keys that are ``wanted``, and what killed builds have left."""
        with suppress(FileNotFoundError):
            for path in self.folder.iterdir():
                if path.name not in wanted:
                    shutil.rmtree(path, ignore_errors=True)


def _seal(folder: Path) -> str:
    """What the files of a folder are like from outside: a file written to since has another time or size."""
    lines = sorted(f"{path[len(str(folder)) :]} {told.st_size} {told.st_mtime_ns}" for path, told in _scan(str(folder)))
    return hash_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))


def _scan(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder but the seal itself."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _scan(entry.path)
            elif entry.name != _COMPLETE:
                yield entry.path, entry.stat(follow_symlinks=False)


def make_key(parts: Iterable[bytes | str]) -> str:
    """A key from everything some work depends on, the program included; the order counts."""
    digest = hashlib.sha256(_digest_program().encode("ascii"))
    for part in parts:
        content = part.encode("utf-8") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()[:32]


def digest_files(paths: Iterable[Path]) -> str:
    """One sha256 over the names and contents of some files."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


@cache
def _digest_program() -> str:
    """This program and what it works with: its own files, the libraries' versions, the interpreter's, and zlib's."""
    own = sorted(path for path in _PROGRAM.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    told = [digest_files(own), sys.version, zlib.ZLIB_RUNTIME_VERSION]
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            told.append(f"{name} {version(name)}")
    return hash_bytes("\n".join(told).encode("utf-8"))
