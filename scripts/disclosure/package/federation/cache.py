"""Files of sites by their sha256, so that what has not changed is not fetched again.

The folder may be deleted at any time. Two commands may use it at once: a file gets its name there when it is whole,
and each command works on a name of its own, so that nothing it has verified can go away under it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from disclosure.errors import SiteError
from disclosure.store import hash_file


class Cache:
    """Files below ``folder``, which is made when there is something to put into it; ``fetched`` counts bytes that
    were not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.fetched = 0

    def take(self, target: Path, sha256: str, size: int, fetch: Callable[[BinaryIO], None], address: str) -> None:
        """Put the file of that sum and size at ``target``, from here or by ``fetch``. Raises SiteError where what
        was fetched is another file."""
        kept = self._folder / sha256[:2] / sha256
        if kept.is_file():
            with suppress(OSError):
                _give_name(kept, target)
            if target.is_file() and target.stat().st_size == size and hash_file(target) == sha256:
                return
            target.unlink(missing_ok=True)
            kept.unlink(missing_ok=True)
        with target.open("wb") as sink:
            fetch(sink)
        found = target.stat().st_size
        self.fetched += found
        if found != size:
            raise _refuse(address, f"has {found} bytes where the catalogue says {size}")
        if hash_file(target) != sha256:
            raise _refuse(address, "has another sha256 than the catalogue says")
        with suppress(OSError):  # a cache that cannot be written costs time, nothing else
            kept.parent.mkdir(parents=True, exist_ok=True)
            _give_name(target, kept)


def _give_name(file: Path, name: Path) -> None:
    """A second name of a file; a copy, whole from the first moment, where the two lie on different disks."""
    with suppress(FileExistsError):
        try:
            os.link(file, name)
        except FileExistsError:
            raise
        except OSError:
            handle, copy = tempfile.mkstemp(dir=name.parent, prefix=".part-")
            os.close(handle)
            try:
                shutil.copyfile(file, copy)
                Path(copy).replace(name)
            except BaseException:
                Path(copy).unlink(missing_ok=True)
                raise


def _refuse(address: str, problem: str) -> SiteError:
    remedy = "publish the whole site again; a file changed by hand or by the host is never accepted"
    return SiteError(problem, file=address, remedy=remedy)
