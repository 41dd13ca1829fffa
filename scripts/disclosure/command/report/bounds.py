"""The limit on the time for parsing and checking one report: a document written to be slow is rejected."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from disclosure.errors import SourceError

#: A report must be parsed and checked within so many seconds of the processor; the slowest real one takes three.
MAX_SECONDS = 300


@contextmanager
def bound_time(file: str, seconds: float = MAX_SECONDS) -> Iterator[None]:
    """Let what is inside use at most ``seconds`` of the processor; then it ends with a SourceError about ``file``.

    Counts the processor's seconds, not the clock's: a machine with other work does not refuse what another one reads.
    Without effect outside a process's first thread, and where the system has no such timer (Windows).
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise SourceError(
            f"parsing and checking it takes more than {seconds:g} seconds of processor time",
            file=file,
            remedy="a report of one department never takes that long; if this is one, split it and open an issue",
        )

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
