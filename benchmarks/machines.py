"""Measures the reading of an invented prefecture's documents: in one process, in several, and on a Dask cluster.

Run with ``python benchmarks/machines.py 60`` for a number of reports. Each way runs in a process of its own, all of
them in turn in every round; the least of the rounds is told. The cluster's workers are processes of this machine,
started before the clock is: what is measured is what sending costs, not what more machines are worth.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.specimens.prefecture.checkout import make_unread, write_unit
from tests.specimens.prefecture.series import make_units

from disclosure.command.executors.cluster import Cluster
from disclosure.command.executors.job import Executor, Job
from disclosure.command.executors.pool import Processes
from disclosure.command.report.source import SourceIndex
from disclosure.description import load_report
from disclosure.errors import DisclosureError
from disclosure.store import Layout

REPOSITORY = Path(__file__).parents[1]
#: Two reports a year.
YEARS, SEED = 5, 20
WORKERS = 2
WAYS = ("one process", f"{WORKERS} processes", f"Dask, {WORKERS} workers")


@dataclass(frozen=True)
class Measured:
    """Seconds of the clock and of the processors, these with every process that was started, and the peak memory of
    the one that asked, in bytes."""

    seconds: float
    processors: float
    memory: int


@contextmanager
def open_executor(way: str) -> Iterator[Executor]:
    """What reads the reports in one of WAYS."""
    if way != WAYS[2]:
        yield Processes(1 if way == WAYS[0] else WORKERS)
        return
    from distributed import LocalCluster

    here = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=WORKERS, threads_per_worker=1, **here) as machines:
        yield Cluster(machines.scheduler_address)


def measure(way: str, root: str) -> Measured:
    """Read every report below ``root`` in one way. Raises ValueError if one cannot be read."""
    layout = Layout(Path(root) / "checkout")
    index = SourceIndex(layout)
    jobs = []
    for folder in layout.report_folders():
        report = load_report(folder / "report.yml")
        jobs.append(Job(report, index.find_all(report) or (), layout.reference))
    before = _count_processors_time()
    with open_executor(way) as executor:
        begun = time.perf_counter()
        failed = [str(result) for _, result in executor.read(jobs) if isinstance(result, DisclosureError)]
        seconds = time.perf_counter() - begun
    if failed:
        raise ValueError(failed[0])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Measured(seconds, _count_processors_time() - before, memory)


def _count_processors_time() -> float:
    """Seconds of the processors that this process took, and those it started that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure_alone(way: str, root: str) -> Measured:
    """Measure in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, way, root).result()


def main() -> None:
    """Print a table in Markdown."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("reports", type=int, nargs="?", default=60, help=f"a multiple of {2 * YEARS}")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="machines-") as root:
        archive = Path(root) / "archive"
        units = map(write_unit, make_units(SEED, chosen.reports // (2 * YEARS), YEARS))
        make_unread(Path(root) / "checkout", archive, REPOSITORY, units)
        os.environ["DISCLOSURE_SOURCES"] = str(archive)
        found: dict[str, list[Measured]] = {way: [] for way in WAYS}
        for _ in range(chosen.rounds):
            for way in WAYS:
                found[way].append(measure_alone(way, root))
    print("| way | seconds | ms a report | processor seconds | peak memory here, MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for way, rounds in found.items():
        seconds, processors = min(each.seconds for each in rounds), min(each.processors for each in rounds)
        memory = max(each.memory for each in rounds)
        print(
            f"| {way} | {seconds:.1f} | {1000 * seconds / chosen.reports:.0f} | {processors:.1f} | {memory / 1e6:.0f} |"
        )


if __name__ == "__main__":
    main()
