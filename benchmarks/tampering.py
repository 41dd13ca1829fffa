"""How many single changes to the data of reports are found, with their sources and without.

Run with ``PYTHONPATH=scripts:. DISCLOSURE_SOURCES=FOLDER python benchmarks/tampering.py [CHANGES]``. The reports are
those of this checkout and invented ones; each change is made in a copy, and found is what ``disclosure verify`` prints.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator, Sequence
from pathlib import Path

from tests.specimens.prefecture.checkout import make_unread, write_unit
from tests.specimens.prefecture.series import make_units
from tests.tampering import tamper

from disclosure.command.building.build import build_reports
from disclosure.command.executors.job import Job, Result, read_report
from disclosure.command.review.verify import verify_reports
from disclosure.store import Layout, find_layout


class Once:
    """Reads each report once, and gives the same again: its source does not change."""

    def __init__(self) -> None:
        self._known: dict[str, Result] = {}

    def read(self, jobs: Sequence[Job]) -> Generator[tuple[int, Result], None, None]:
        for number, job in enumerate(jobs):
            if job.name not in self._known:
                self._known[job.name] = read_report(job)
            yield number, self._known[job.name]


def prepare(folder: Path) -> tuple[Layout, Path]:
    """A checkout with the reports of this one and five invented ones, built; and the folder of all sources."""
    here = find_layout(Path(__file__).parent)
    units = map(write_unit, make_units(5, units=1, years=3))
    make_unread(folder / "checkout", folder / "sources", here.root, units)
    for source in (path for path in Path(os.environ["DISCLOSURE_SOURCES"]).glob("*.txt")):
        shutil.copyfile(source, folder / "sources" / source.name)
    shutil.copytree(here.reports, folder / "checkout" / "data" / "reports", dirs_exist_ok=True)
    for name in ("units", "unit_names"):
        lines = (here.reference / f"{name}.csv").read_text("utf-8").splitlines(keepends=True)
        path = folder / "checkout" / "data" / "reference" / f"{name}.csv"
        known = path.read_text("utf-8")
        path.write_text(known + "".join(line for line in lines if line not in known), "utf-8")
    os.environ["DISCLOSURE_SOURCES"] = str(folder / "sources")
    layout = Layout(folder / "checkout")
    failures = build_reports(layout, layout.report_folders()).failures
    assert not failures, failures
    os.environ.pop("DISCLOSURE_SOURCES")
    return layout, folder / "sources"


def main() -> None:
    """Print, by kind of change, how many were made and found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("changes", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=21)
    given = parser.parse_args()
    rng, once = random.Random(given.seed), Once()  # noqa: S311 - a choice of test cases
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        layout, sources = prepare(Path(folder))
        folders = layout.report_folders()
        empty = Path(folder) / "empty"
        empty.mkdir()
        for _ in range(given.changes):
            report = rng.choice(folders)
            change = tamper(report, rng)
            path = report / f"{change.table}.csv"
            before = path.read_bytes()
            path.write_bytes(change.content)
            made[change.kind] += 1
            found[change.kind] += not verify_reports(layout, [report], sources, executor=once)[0].is_equal
            alone[change.kind] += bool(verify_reports(layout, [report], empty, executor=once)[0].inconsistencies)
            path.write_bytes(before)
    print(f"{len(folders)} reports, seed {given.seed}")
    print(f"{'change':<12}{'made':>8}{'found with sources':>20}{'without':>10}")
    for kind in sorted(made):
        print(f"{kind:<12}{made[kind]:>8}{found[kind]:>20}{alone[kind]:>10}")
    print(f"{'all':<12}{made.total():>8}{found.total():>20}{alone.total():>10}")


if __name__ == "__main__":
    main()
