"""Files that do to the process which reads them what no report should. They are here, where other processes find them."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from pathlib import Path

#: Longer than anything here takes, in seconds: what has not happened by then never will.
PATIENCE = 60


class Deadly:
    """Files that kill the process which reads them, as the kernel does where memory has run out."""

    def __iter__(self) -> Iterator[Path]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield from ()


class DeadlyOnce:
    """Files that kill the first process which reads them: it was another one that took the memory."""

    def __init__(self, paths: list[Path], mark: Path) -> None:
        self.paths, self.mark = paths, mark

    def __iter__(self) -> Iterator[Path]:
        if not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield from self.paths


class Unforeseen:
    """Files on which the reader stumbles as nobody foresaw."""

    def __iter__(self) -> Iterator[Path]:
        raise LookupError("nobody thought of it")


class Waiting:
    """Files that are there when something is written into a pipe."""

    def __init__(self, pipe: Path) -> None:
        self.pipe = pipe

    def __iter__(self) -> Iterator[Path]:
        handle = os.open(self.pipe, os.O_RDWR)
        select.select([handle], [], [], PATIENCE)
        os.close(handle)
        yield self.pipe  # which is no document
