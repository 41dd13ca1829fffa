"""Files that do to the process which reads them what no report should. They are here, where other processes find them."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

from disclosure.command.executors.worker import read_parcel

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


#: A source with these bytes in it kills whatever process is told to read it.
POISON = b"\nPOISON\n"


def read_or_die(order: str, reference: bytes, contents: Sequence[bytes]) -> bytes:
    """As a worker reads a report, unless it is poisoned."""
    if any(POISON in content for content in contents):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_parcel(order, reference, contents)
