"""Atomic writing of the data: all changes of a command become visible, or none.

A command that writes works on a generation: a clone of data/ made of hard links, in which a written file is a new
file and the old one stays. The changed files are then moved into a journal; once the journal has its name, the change
is decided: if the command is killed while the files are moved to their places, the next command finishes it. A command
killed earlier leaves only a folder that the next one removes.

    .journal/work-…/     a generation, not used after its command has ended
    .journal/decided/    the files of a change that must be finished, and manifest.json: where each one goes
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from disclosure.errors import BusyError, DescriptionError, DisclosureError, StorageError
from disclosure.locks import take_lock
from disclosure.store import Layout, dump_json, link_file, write_bytes

FOLDER = ".journal"
#: The files outside data/ that commands write: the descriptor, and the version in the citation.
BESIDE_DATA = ("datapackage.json", "CITATION.cff")
MANIFEST = "manifest.json"
#: How long a command waits for another one to end, and how often it looks, in seconds.
WAIT, GLANCE = 3.0, 0.05


@contextmanager
def lock_checkout(layout: Layout, *, shared: bool = False, wait: float = WAIT) -> Iterator[None]:
    """Lock the data against writing, and with ``shared`` false also against reading, inside the ``with`` block.

    The lock is the kernel's, on the folder data/: it ends with its process, however that ends. A decided change of a
    killed command is finished first. Raises BusyError after ``wait`` seconds.
    """
    handle = os.open(layout.data, os.O_RDONLY)
    try:
        _take(handle, layout, wait)
        _finish(layout)
        if shared:
            _take(handle, layout, wait, shared=True)
        yield
    finally:
        os.close(handle)


def _take(handle: int, layout: Layout, wait: float, *, shared: bool = False) -> None:
    until = time.monotonic() + wait
    while not take_lock(handle, shared=shared):
        if time.monotonic() >= until:
            raise BusyError(
                "another command is writing this data",
                file=str(layout.data),
                remedy="wait until it has finished, then try again",
            )
        time.sleep(GLANCE)


class Generation:
    """A clone of the data to work on. ``layout`` is the checkout as it will be; its sources are the old one's."""

    def __init__(self, layout: Layout, work: Path) -> None:
        self._real = layout
        self._work = work
        self.layout = Layout(work, home=layout.root)
        _refuse_links(layout)
        shutil.copytree(layout.data, self.layout.data, copy_function=link_file)
        for name in BESIDE_DATA:
            if (layout.root / name).is_file():
                link_file(layout.root / name, work / name)

    def commit(self) -> list[Path]:
        """Move all written files into the checkout, all or none; returns the files that changed."""
        changed = [path for path in sorted(self._work.rglob("*")) if path.is_file() and not self._is_old(path)]
        names = [path.relative_to(self._work).as_posix() for path in changed]
        if names:
            ready = Path(tempfile.mkdtemp(prefix="ready-", dir=self._work.parent))
            for number, path in enumerate(changed):
                path.rename(ready / str(number))
            write_bytes(ready / MANIFEST, dump_json(names))
            _flush(ready)
            ready.rename(ready.parent / "decided")
            _flush(ready.parent)
            _finish(self._real)
        return [self._real.root / name for name in names]

    def name_error(self, error: DisclosureError) -> DisclosureError:
        """The same error with the path of the checkout: internal paths are not shown to users."""
        error.file = error.file.replace(str(self._work), str(self._real.root))
        return error

    def _is_old(self, path: Path) -> bool:
        old = self._real.root / path.relative_to(self._work)
        if not old.is_file():
            return False
        return Path(old).samefile(path) or old.read_bytes() == path.read_bytes()


@contextmanager
def open_generation(layout: Layout) -> Iterator[Generation]:
    """A generation to write into, under the lock. Without its commit, all stays as it was. Raises BusyError."""
    with lock_checkout(layout):
        journal = layout.root / FOLDER
        journal.mkdir(exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix="work-", dir=journal))
        generation = None
        try:
            generation = Generation(layout, work)
            yield generation
        except DisclosureError as error:
            raise (generation.name_error(error) if generation else error) from error.__cause__
        finally:
            _sweep(layout)


def _finish(layout: Layout) -> None:
    """Finish a decided change, remove an undecided one. Only under the lock."""
    journal = layout.root / FOLDER
    decided = journal / "decided"
    if (decided / MANIFEST).is_file():
        for number, name in enumerate(_read_manifest(decided / MANIFEST)):
            target = layout.root / name
            if (decided / str(number)).is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                Path(decided / str(number)).replace(target)
                _flush(target.parent)
        (decided / MANIFEST).unlink()
    _sweep(layout)


def _read_manifest(path: Path) -> list[str]:
    """The names in a manifest: files of data/ and BESIDE_DATA, nothing else."""
    try:
        names = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(names, list) or not all(isinstance(name, str) and _is_ours(name) for name in names):
            raise ValueError
    except (ValueError, RecursionError):
        raise StorageError(
            "is not a journal of this program", file=str(path.parent), remedy="inspect it, remove it, then build again"
        ) from None
    return names


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    inside = path.parts[:1] == ("data",) and len(path.parts) > 1
    return (inside or name in BESIDE_DATA) and ".." not in path.parts and "\\" not in name and "\0" not in name


def _sweep(layout: Layout) -> None:
    """Remove what is no longer needed: everything, unless a decided change could not be finished yet."""
    journal = layout.root / FOLDER
    if not (journal / "decided" / MANIFEST).is_file():
        shutil.rmtree(journal, ignore_errors=True)


def exchange_folders(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot (Linux has renameat2)."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(first), here, os.fsencode(second), exchange) == 0)


def replace_folder(fresh: Path, out: Path, old: Path) -> None:
    """Put ``fresh`` in the place of ``out``, or leave ``out`` as it was. The old one is ``fresh`` or ``old`` then."""
    if out.exists():
        if exchange_folders(fresh, out):
            return
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


def _refuse_links(layout: Layout) -> None:
    """A symbolic link in the data may lead anywhere. Raises DescriptionError for the first."""
    for path in sorted(layout.data.rglob("*")):
        if path.is_symlink():
            raise DescriptionError(
                "is a symbolic link", file=path.relative_to(layout.root).as_posix(), remedy="put the file itself there"
            )


def _flush(folder: Path) -> None:
    """Write the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
