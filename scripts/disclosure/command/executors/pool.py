"""Many reports read at once on this machine, in processes of their own and within bounds."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from disclosure.command.executors.job import Job, Result, read_report, tell_killed
from disclosure.crew import MOST_WORKERS, count_processors

#: Fewer reports than this are read sooner than another process is started.
WORTH_A_POOL = 8
#: So many reports for each process are begun and not taken: one that is read and one that waits.
AHEAD = 2

_Numbered = deque[tuple[int, Job]]


class Processes:
    """An Executor over this machine's processors; ``workers`` is the number of processes, by default one for each."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = min(workers or count_processors(), MOST_WORKERS)

    def read(self, jobs: Sequence[Job]) -> Generator[tuple[int, Result], None, None]:
        """As Executor.read. When a process dies, every report that was under way is read again, in one of its own:
        the one that kills that too is the one."""
        if self._workers < 2 or len(jobs) < WORTH_A_POOL:
            yield from enumerate(map(read_report, jobs))
            return
        left = deque(enumerate(jobs))
        while left:
            suspects: _Numbered = deque()
            with _open_pool(self._workers) as pool:
                yield from _read_within(pool, left, self._workers * AHEAD, suspects)
            while suspects:
                number, job = suspects.popleft()
                yield number, _read_alone(job)


@contextmanager
def _open_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes end with it: at once, where it is left by an exception."""
    before = set(multiprocessing.active_children())
    # spawned: a process must not inherit what this one has loaded
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        raise
    pool.shutdown()


def _read_within(
    pool: ProcessPoolExecutor, left: _Numbered, most: int, suspects: _Numbered
) -> Iterator[tuple[int, Result]]:
    """Results as they come, of ``left`` until it is empty or a process has died; then ``suspects`` are those that
    were under way. Never more than ``most`` are begun and not taken."""
    begun: dict[Future[Result], tuple[int, Job]] = {}
    broken = False
    while begun or (left and not broken):
        while left and not broken and len(begun) < most:
            try:
                begun[_submit(pool, left[0][1])] = left[0]
            except BrokenProcessPool:
                broken = True
            else:
                left.popleft()
        for future in wait(begun, return_when=FIRST_COMPLETED).done:
            numbered = begun.pop(future)
            if isinstance(future.exception(), BrokenProcessPool):
                broken = True
                suspects.append(numbered)
            else:
                yield numbered[0], future.result()


def _submit(pool: ProcessPoolExecutor, job: Job) -> Future[Result]:
    """Begin a job. A process started for it inherits that interrupts are blocked: Ctrl-C is for this one alone to
    take, which then ends the others."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(read_report, job)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _read_alone(job: Job) -> Result:
    with _open_pool(1) as pool:
        try:
            return _submit(pool, job).result()
        except BrokenProcessPool:
            return tell_killed(job)
