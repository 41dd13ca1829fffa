"""Many reports read, parsed and checked at once, each by itself, in processes of their own; in order, within bounds."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from disclosure.command.chain import Outcome, read_all, run_chain
from disclosure.command.failure import typed_errors
from disclosure.errors import DisclosureError, SourceError
from disclosure.model import Report
from disclosure.reference import Reference, load_reference

#: Fewer reports than this are read sooner than another process is started.
WORTH_A_POOL = 8
#: More processes than this are never started: each may use what the readers of one document may.
MOST_WORKERS = 8


@dataclass(frozen=True)
class Job:
    """A report to be read: its description, the files of its sources, the folder of the code lists."""

    report: Report
    paths: Sequence[Path]
    reference: Path


def read_reports(jobs: Sequence[Job], workers: int | None = None) -> Iterator[Outcome | DisclosureError]:
    """What comes of each job by itself, in their order: an outcome, or the error that it ended with.

    ``workers`` is the number of processes, by default one for each processor. At most two reports for each wait to
    be taken, so that memory does not grow with the number of reports. One that kills its process fails alone.
    """
    count = min(workers or _count_processors(), MOST_WORKERS)
    if count < 2 or len(jobs) < WORTH_A_POOL:
        yield from map(read_report, jobs)
        return
    done = 0
    while done < len(jobs):
        # spawned: what a process has loaded before is no business of the others
        with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as pool:
            try:
                for outcome in _map_within(pool, jobs[done:], 2 * count):
                    done += 1
                    yield outcome
            except BrokenProcessPool:
                pass
            else:
                return
        yield _read_alone(jobs[done])
        done += 1


def read_report(job: Job) -> Outcome | DisclosureError:
    """Read, parse and check one report by itself."""
    try:
        with typed_errors(f"data/reports/{job.report.folder}"):
            return run_chain(job.report, read_all(job.paths), _load_reference(job.reference))
    except DisclosureError as error:
        return error


@cache
def _load_reference(folder: Path) -> Reference:
    return load_reference(folder)


def _count_processors() -> int:
    """The processors this process may use, which may be fewer than there are."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _map_within(pool: Executor, jobs: Sequence[Job], most: int) -> Iterator[Outcome | DisclosureError]:
    """Results in order; never more than ``most`` jobs are begun and not taken."""
    begun: deque[Future[Outcome | DisclosureError]] = deque()
    for job in jobs:
        if len(begun) == most:
            yield begun.popleft().result()
        begun.append(pool.submit(read_report, job))
    while begun:
        yield begun.popleft().result()


def _read_alone(job: Job) -> Outcome | DisclosureError:
    """The next report after a process died: it may have been the one that killed it, so it gets one of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(read_report, job).result()
        except BrokenProcessPool:
            return SourceError(
                "the process that read it was ended from outside, or ran out of memory",
                file=f"data/reports/{job.report.folder}",
                remedy="build this report alone; if it ends again, its source needs more memory than there is",
            )
