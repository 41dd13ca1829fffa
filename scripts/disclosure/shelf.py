"""A cache of finished work, in folders named by the key of their input.

A key is computed from everything the work depends on: the input bytes and the program. So no entry is ever out of date,
the cache may be deleted at any time, and two builds of the same input give the same bytes: the second is discarded.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from disclosure.store import hash_bytes, link_file

#: Libraries whose version changes the bytes of a result.
_LIBRARIES = (
    "altair", "vl_convert_python", "jinja2", "markupsafe", "pyyaml", "duckdb", "markdown", "pymdown_extensions",
    "mkdocs", "mkdocs_material", "pagefind_bin_extended", "pypinyin", "opencc_python_reimplemented", "openpyxl",
)  # fmt: skip
#: Signs that are all the same in the name of a package.
_SIGNS = re.compile(r"[-_.]+")
#: The folder of the program.
PROGRAM = Path(__file__).parent
#: The seal of a folder of finished work, and the one file in it where it is for one.
_COMPLETE, _FILE = "complete", "file"


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
        return kept if seal == seal_folder(kept) else None

    def make(self, key: str, work: Callable[[Path], None]) -> Path:
        """The folder under ``key``; if it is missing, ``work`` is called with an empty folder to fill."""
        if kept := self.find(key):
            return kept
        self.folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".", dir=self.folder))
        try:
            work(scratch)
            (scratch / _COMPLETE).write_text(seal_folder(scratch), encoding="ascii")
            return self._put(scratch, key)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _put(self, scratch: Path, key: str) -> Path:
        """Give a finished folder its name. A complete folder of another build under that name is kept instead."""
        target = self.folder / key
        try:
            scratch.rename(target)
        except OSError:
            if not self.find(key):
                shutil.rmtree(target, ignore_errors=True)
                scratch.rename(target)
        return target

    def sweep(self, wanted: Collection[str]) -> None:
        """Remove all keys except those ``wanted``, and the leftovers of killed builds."""
        with suppress(FileNotFoundError):
            for path in self.folder.iterdir():
                if path.name not in wanted:
                    shutil.rmtree(path, ignore_errors=True)


class KeptFiles:
    """Files that take long to make, kept below ``folder`` by the key of their input; without a folder none is kept.
    Afterwards ``sweep`` removes those that were not taken."""

    def __init__(self, folder: Path | None) -> None:
        self._shelf = Shelf(folder) if folder else None
        self._taken: set[str] = set()

    def take(self, about: Iterable[bytes | str], target: Path, write: Callable[[Path], None]) -> None:
        """Put the file that ``about`` is about at ``target``; ``write`` is called with a path where it is not kept."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if self._shelf is None:
            write(target)
            return
        key = make_key(about)
        self._taken.add(key)
        made = self._shelf.make(key, lambda folder: write(folder / _FILE))
        link_file(made / _FILE, target)

    def has(self, about: Iterable[bytes | str]) -> bool:
        """Whether the file that ``about`` is about is kept."""
        return self._shelf is not None and self._shelf.find(make_key(about)) is not None

    def sweep(self) -> None:
        """Remove what was not taken."""
        if self._shelf is not None:
            self._shelf.sweep(self._taken)


def seal_folder(folder: Path) -> str:
    """A hash of names, sizes and times of a folder's files: a file that is written to changes one of them."""
    lines = sorted(f"{path[len(str(folder)) :]} {stat.st_size} {stat.st_mtime_ns}" for path, stat in _scan(str(folder)))
    return hash_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))


def _scan(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder but the seal itself."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _scan(entry.path)
            elif entry.name != _COMPLETE:
                yield entry.path, entry.stat(follow_symlinks=False)


def list_tree(folder: Path) -> list[str]:
    """The path of every file below a folder, sorted, but for compiled ones."""
    return sorted(entry.path for entry in _walk(str(folder)))


def list_stats(place: Path) -> list[tuple[str, os.stat_result]]:
    """Every file below a folder as list_tree has it, or the one that ``place`` is, with what the file system says."""
    if place.is_file():
        return [(str(place), place.stat())]
    return sorted(((entry.path, entry.stat()) for entry in _walk(str(place))), key=lambda found: found[0])


def read_content(path: str) -> bytes:
    """What is in a file. Of thousands of small ones Path would take half of the time."""
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
        return stream.read()


def _walk(folder: str) -> Iterator[os.DirEntry[str]]:
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _walk(entry.path)
            elif entry.is_file():
                yield entry


def list_packages() -> list[str]:
    """Every package that is installed with its version, as its folder is named: what it says of itself is not read."""
    found: set[str] = set()
    for folder in map(Path, sys.path):
        with suppress(OSError):
            found.update(path.name for path in folder.iterdir() if path.name.endswith((".dist-info", ".egg-info")))
    return sorted(found)


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
    """A hash of the program's files and of the versions of its libraries, the interpreter and zlib."""
    own = sorted(path for path in PROGRAM.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    versions = [digest_files(own), sys.version, zlib.ZLIB_RUNTIME_VERSION]
    versions += [each for each in list_packages() if _SIGNS.sub("_", each.partition("-")[0]).lower() in _LIBRARIES]
    return hash_bytes("\n".join(versions).encode("utf-8"))
