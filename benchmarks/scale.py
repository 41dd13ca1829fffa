"""Measures an invented prefecture of growing size through the whole chain; prints a table of it.

Run with ``make bench``, or ``python benchmarks/scale.py 60 200`` for numbers of reports. Every stage runs in a process
of its own, so that its peak memory is its own. Seconds are of one machine on one day: compare ratios.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.specimens.prefecture.checkout import make_checkout, write_unit
from tests.specimens.prefecture.score import score_audit
from tests.specimens.prefecture.series import make_units
from tests.specimens.prefecture.slips import plant_slips

from disclosure.command.chain import refresh_units
from disclosure.package.distribution import write_distribution
from disclosure.publish import build_site
from disclosure.store import Layout

REPOSITORY = Path(__file__).parents[1]
PAGE = REPOSITORY / "docs" / "reference" / "performance.md"
MARKS = ("<!-- measured -->", "<!-- end of what was measured -->")
YEARS = 5
#: Two reports a year.
A_UNIT = 2 * YEARS
SEED = 20


@dataclass(frozen=True)
class Measured:
    """What a stage took: seconds, peak memory in bytes of it and of its children, and what it says of itself."""

    seconds: float
    memory: int
    said: str


def run_alone(stage: Callable[..., str], *arguments: object) -> Measured:
    """Run a stage in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure, stage, *arguments).result()


def _measure(stage: Callable[..., str], *arguments: object) -> Measured:
    begun = time.perf_counter()
    said = stage(*arguments)
    seconds = time.perf_counter() - begun
    own, below = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Measured(seconds, max(own, below) * 1024, said)


# --- stages ---------------------------------------------------------------------------------------


def write_data(root: str, reports: int) -> str:
    """Write, audit and describe the data of an invented prefecture."""
    layout = make_checkout(Path(root), REPOSITORY, map(write_unit, make_units(SEED, reports // A_UNIT, YEARS)))
    sizes = [path.stat().st_size for path in layout.reports.rglob("*.csv")]
    return f"{sum(sizes) / 1e6:.1f} MB of CSV"


def check_data(root: str) -> str:
    """Audit every report again from its tables, by itself and beside its unit's others."""
    layout = Layout(Path(root))
    units = sorted({folder.parent.name for folder in layout.report_folders()})
    return f"{len(refresh_units(layout, units))} files changed"


def package_data(root: str, out: str) -> str:
    """Write the published package in every format."""
    made = write_distribution(Layout(Path(root)), Path(out))
    return f"{sum(made.rows.values()):,} rows, {made.files:,} files, {_weigh(Path(out))}"


def publish(root: str, out: str) -> str:
    """Build the whole site, search and downloads with it."""
    made = build_site(Layout(Path(root)), Path(out), lambda _: None)
    return f"{made.pages:,} pages, {made.charts:,} charts, {made.files:,} files, {_weigh(Path(out))}"


def build_floor(root: str, pages: int) -> str:
    """The same theme over as many empty pages, without search, navigation or anything of ours."""
    folder = Path(root)
    (folder / "docs").mkdir(parents=True)
    for number in range(pages):
        (folder / "docs" / f"page-{number}.md").write_text(f"# Page {number}\n", encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Floor\ntheme:\n  name: material\n  font: false\nplugins: []\n"
        "nav:\n  - index.md\nnot_in_nav: page-*\n",
        encoding="utf-8",
    )
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return f"{pages:,} pages, {_weigh(folder / 'site')}"


def find_slips(reports: int) -> str:
    """Plant slips and say how many of them the audit tells, and what it tells beside them."""
    units = (write_unit(years) for years in make_units(SEED, reports // A_UNIT, YEARS))
    score = score_audit(plant_slips(units, SEED))
    missed = ", ".join(f"{kind} {count}" for kind, count in (score.planted - score.found).items()) or "none"
    return (
        f"{score.planted.total()} planted, recall {score.recall:.3f}, precision {score.precision:.3f}, missed: {missed}"
    )


def _weigh(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:.1f} MB"


# --- the table ------------------------------------------------------------------------------------


def measure(reports: int) -> dict[str, Measured]:
    """Every stage over ``reports`` reports, by name."""
    with tempfile.TemporaryDirectory(prefix="prefecture-") as scratch:
        root, site = f"{scratch}/checkout", f"{scratch}/site"
        found = {
            "write and audit": run_alone(write_data, root, reports),
            "audit again": run_alone(check_data, root),
            "planted slips": run_alone(find_slips, reports),
            "package": run_alone(package_data, root, f"{scratch}/package"),
            "site, cold": run_alone(publish, root, site),
            "site, warm": run_alone(publish, root, site),
        }
        shutil.rmtree(site)
        pages = int(found["site, cold"].said.split()[0].replace(",", ""))
        found["empty pages"] = run_alone(build_floor, f"{scratch}/floor", pages)
    return found


def write_table(sizes: Sequence[int]) -> str:
    """The table in Markdown: seconds, peak memory and what each stage says, for each number of reports."""
    lines = [
        "| reports | stage | seconds | ms a report | peak memory, MB | |",
        "| ---: | --- | ---: | ---: | ---: | --- |",
    ]
    for reports in sizes:
        for name, made in measure(reports).items():
            lines.append(
                f"| {reports:,} | {name} | {made.seconds:.1f} | {1000 * made.seconds / reports:.0f} "
                f"| {made.memory / 1e6:.0f} | {made.said} |"
            )
            print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def keep_table(table: str, words: str) -> None:
    """Put the table into the page, between its marks, with ``words`` on the day and the machine."""
    text = PAGE.read_text(encoding="utf-8")
    head, begin, rest = text.partition(MARKS[0])
    _, end, tail = rest.partition(MARKS[1])
    PAGE.write_text(f"{head}{begin}\n\n{words}\n\n{table}\n{end}{tail}", encoding="utf-8")


def main() -> None:
    """Measure the numbers of reports that are named, or 60 and 200."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("reports", type=int, nargs="*", default=[60, 200], help=f"multiples of {A_UNIT}")
    options.add_argument("--keep", metavar="WORDS", help="write the table into the page: the day and the machine")
    chosen = options.parse_args()
    table = write_table(chosen.reports)
    if chosen.keep:
        keep_table(table, chosen.keep)


if __name__ == "__main__":
    main()
