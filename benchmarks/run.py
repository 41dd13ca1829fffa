"""Times the reading and the audit of every report whose source is at hand, and building the site; prints a table.

Run with ``make bench``. No data is written; building writes generated, git-ignored pages. Timings
are of one machine on one day: compare ratios, and only runs of the same machine.
"""

from __future__ import annotations

import argparse
import functools
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from disclosure.check import check_unit
from disclosure.command.report.chain import check_parsed
from disclosure.command.report.source import SourceIndex
from disclosure.description import load_report
from disclosure.model import Parsed, Report
from disclosure.parse import parse_report
from disclosure.publish import build_site
from disclosure.read import read_document
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout, find_layout


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds: the one least disturbed by others."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def time_report(report: Report, paths: list[Path], reference: Reference, times: int) -> tuple[Parsed, list[float]]:
    """What was read, and the seconds to read, to parse and to check one report: every check, with its source."""
    documents = [read_document(path) for path in paths]
    parsed = parse_report(documents, report, reference)
    source = "\n".join(document.text for document in documents)
    return parsed, [
        best_of(times, lambda: [read_document(path) for path in paths]),
        best_of(times, lambda: parse_report(documents, report, reference)),
        best_of(times, lambda: check_parsed(report, parsed, source)),
    ]


def time_site(layout: Layout) -> tuple[float, int, int]:
    """Seconds to build the site into a temporary folder, its files and its bytes."""
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "site"
        seconds = best_of(1, lambda: build_site(layout, out, lambda _: None))
        sizes = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    return seconds, len(sizes), sum(sizes)


def main() -> None:
    """Print one row per report and one for the site."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=3, help="runs of each step; the shortest counts")
    options.add_argument("--no-site", action="store_true", help="leave the site out")
    chosen = options.parse_args()
    layout = find_layout()
    index, reference = SourceIndex(layout), load_reference(layout.reference)
    units: dict[str, list[tuple[Report, Parsed]]] = {}
    spent: list[float] = []
    print(f"{'report':<32}{'bytes':>10}{'read ms':>10}{'parse ms':>10}{'check ms':>10}")
    for folder in layout.report_folders():
        report = load_report(folder / "report.yml")
        paths = index.find_all(report)
        if paths is None:
            print(f"{report.report_id:<32}{'its source is not at hand':>40}")
            continue
        size = sum(path.stat().st_size for path in paths)
        parsed, seconds = time_report(report, paths, reference, chosen.times)
        spent.append(sum(seconds))
        units.setdefault(report.unit_id, []).append((report, parsed))
        print(f"{report.report_id:<32}{size:>10,}" + "".join(f"{1000 * each:>10.1f}" for each in seconds))
    if spent:
        print(f"{'seconds a committed report':<32}{len(spent):>10}{sum(spent) / len(spent):>30.3f}")
    for unit_id, reports in units.items():
        taken = best_of(chosen.times, functools.partial(check_unit, reports))
        print(f"{unit_id + ': between its reports':<32}{len(reports):>10}{1000 * taken:>30.1f}")
    if not chosen.no_site:
        built, files, total = time_site(layout)
        print(f"site: {built:.1f} s, {files:,} files, {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
