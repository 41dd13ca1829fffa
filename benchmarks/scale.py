"""Measures an invented prefecture of growing size through the whole chain; prints a table of it.

Run with ``make bench``, or ``python benchmarks/scale.py 4 12`` for numbers of units. With ``--real 60 120`` the site of
so many reports of data/, renamed and shifted, is measured too; with ``--other CHECKOUT`` the program of another
checkout builds the site of the invented prefecture that its own benchmark makes, with the Python of its own .venv if it
has one. ``--results FILE`` keeps what was measured for benchmarks/targets.py.

Every stage runs in a process of its own, so that its peak memory is its own. Seconds are those of the processor, with
every process that was started, so that other work of the machine counts less; those of the clock are next to them. Both
are of one machine on one day: compare ratios.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.change import change_report
from benchmarks.enlarged import make_enlarged
from frictionless import Package
from tests.specimens.prefecture.checkout import make_checkout, write_unit
from tests.specimens.prefecture.score import score_audit
from tests.specimens.prefecture.series import make_units
from tests.specimens.prefecture.slips import plant_slips

from disclosure.command.review.check import check_reports
from disclosure.package.editions.assembly import make_batch
from disclosure.package.stored.collection import list_units, read_members
from disclosure.publish import build_site
from disclosure.publish.charts.engine import draw, draw_many
from disclosure.publish.facts.holdings import find_region, hold_unit
from disclosure.publish.units.part import Workshop
from disclosure.publish.units.yearbook import compose_yearbook, plan_years
from disclosure.store import Layout

REPOSITORY = Path(__file__).parents[1]
PAGE = REPOSITORY / "docs" / "reference" / "performance.md"
MARKS = ("<!-- measured -->", "<!-- end of what was measured -->")
#: Of each unit; two reports a year.
YEARS = 8
SEED = 20
#: The most that each ratio may be before the guard speaks, and how much dearer a report may be among more.
BOUNDS = {"one report changed / cold": 0.8, "warm / cold": 0.7}
GROWTH = 1.5


@dataclass(frozen=True)
class Measured:
    """What a stage took: seconds of the processor and of the clock, peak memory in bytes of the largest process, and
    what it says of itself."""

    seconds: float
    clock: float
    memory: int
    said: str


def run_alone(stage: Callable[..., str], *arguments: object) -> Measured:
    """Run a stage in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure, stage, *arguments).result()


def _measure(stage: Callable[..., str], *arguments: object) -> Measured:
    begun, used = time.perf_counter(), sum(os.times()[:4])
    said = stage(*arguments)
    clock, seconds = time.perf_counter() - begun, sum(os.times()[:4]) - used
    own, below = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Measured(seconds, clock, max(own, below) * 1024, said)


# --- stages ---------------------------------------------------------------------------------------


def write_data(root: str, units: int) -> str:
    """Write, audit and describe the data of an invented prefecture."""
    layout = make_checkout(Path(root), REPOSITORY, map(write_unit, make_units(SEED, units, YEARS)))
    sizes = [path.stat().st_size for path in layout.reports.rglob("*.csv")]
    return f"{sum(sizes) / 1e6:.1f} MB of CSV"


def write_enlarged(root: str, reports: int) -> str:
    """Write the data of as many reports as are asked for, those of this repository renamed and shifted."""
    layout = make_enlarged(Path(root), REPOSITORY, reports)
    facts = sum(path.read_bytes().count(b"\n") - 1 for path in layout.reports.glob("*/*/facts.csv"))
    return f"{facts / reports:,.0f} facts a report"


def weigh_kinds(out: str) -> str:
    """The largest kinds of files of a site, in MB."""
    sizes: Counter[str] = Counter()
    for path in Path(out).rglob("*"):
        if path.is_file():
            sizes[f"{path.relative_to(out).parts[0]}/*{path.suffix}"] += path.stat().st_size
    return ", ".join(f"{kind} {size / 1e6:.1f}" for kind, size in sizes.most_common(10))


def check_data(root: str) -> str:
    """Audit every report again from its tables, by itself and beside its unit's others."""
    layout = Layout(Path(root))
    with redirect_stdout(io.StringIO()) as told:
        failures = check_reports(layout, layout.report_folders(), "json")
    findings = sum(len(report["findings"]) for report in json.loads(told.getvalue())["reports"])
    return f"{findings:,} findings, {len(failures)} failures"


def publish(root: str, out: str) -> str:
    """Build the whole site: package, drawings, pages, search."""
    made = build_site(Layout(Path(root)), Path(out), lambda _: None)
    return f"{made.pages:,} pages, {made.charts:,} charts, {made.files:,} files, {_weigh(Path(out))}"


def draw_charts(root: str) -> str:
    """Draw every chart of one unit's years, in one process and from no cache."""
    workshop = Workshop(Layout(Path(root)), "")
    bench = workshop.bench
    unit_id = list_units(bench.layout)[0]
    unit = bench.reference.units[unit_id]
    batch = make_batch(bench.reference, bench.english, unit_id, read_members(bench.layout, unit_id))
    specs = []
    for held in hold_unit(unit, find_region(unit.region_code, bench.reference.regions), batch.members):
        plans, _ = plan_years(held, workshop.setting.wording, batch.tables["project_links"])
        pages = [page for plan in plans for page in compose_yearbook(plan, workshop.setting)]
        specs += [spec for page in pages for chart in page.charts for spec in chart.specs]
    draw(specs[0])  # which starts the engine
    begun = time.perf_counter()
    draw_many(specs)
    return f"{len(specs)} charts, {len(specs) / (time.perf_counter() - begun):.0f} a second"


def publish_changed(root: str, out: str) -> str:
    """Change a text of one report and build the site again."""
    change_report(Path(root))
    return publish(root, out)


def validate(folder: str) -> str:
    """The referee's own validation of the published package."""
    report = Package(f"{folder}/datapackage.json").validate()
    rows = sum(task.stats.get("rows", 0) for task in report.tasks)
    return f"{rows:,} rows, {'valid' if report.valid else 'NOT VALID'}"


def find_slips(units: int) -> str:
    """Plant slips and say how many of them the audit tells, and what it tells beside them."""
    score = score_audit(plant_slips(map(write_unit, make_units(SEED, units, YEARS)), SEED))
    missed = ", ".join(f"{kind} {count}" for kind, count in (score.planted - score.found).items()) or "none"
    return (
        f"{score.planted.total()} planted, recall {score.recall:.3f}, precision {score.precision:.3f}, missed: {missed}"
    )


def _weigh(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:.1f} MB"


# --- the table ------------------------------------------------------------------------------------


def measure(units: int) -> Iterator[tuple[str, Measured]]:
    """Every stage over so many units, by name, as it ends."""
    with tempfile.TemporaryDirectory(prefix="prefecture-") as scratch:
        root, site = f"{scratch}/checkout", f"{scratch}/site"
        yield "write and audit", run_alone(write_data, root, units)
        yield "planted slips", run_alone(find_slips, units)
        yield "check", run_alone(check_data, root)
        yield "site, cold", run_alone(publish, root, site)
        yield "site, warm", run_alone(publish, root, site)
        yield "site, one report changed", run_alone(publish_changed, root, site)
        yield "charts", run_alone(draw_charts, root)
        yield "frictionless validates the package", run_alone(validate, f"{site}/downloads")


def measure_enlarged(reports: int) -> Iterator[tuple[str, Measured]]:
    """The stages of a site of so many real reports, by name, as they end."""
    with tempfile.TemporaryDirectory(prefix="enlarged-") as scratch:
        root, site = f"{scratch}/checkout", f"{scratch}/site"
        yield "write", run_alone(write_enlarged, root, reports)
        yield "site, cold", run_alone(publish, root, site)
        yield "kinds of files, MB", run_alone(weigh_kinds, site)
        yield "site, one report changed", run_alone(publish_changed, root, site)


def measure_other(tree: Path, units: int) -> Iterator[tuple[str, Measured]]:
    """The stages of a site by the program of the checkout ``tree``, of the prefecture that its own benchmark writes.

    Ends the program where a stage fails, with the last line that it said.
    """
    own = tree / ".venv" / "bin" / "python"
    with tempfile.TemporaryDirectory(prefix="other-") as scratch:
        root, site = f"{scratch}/checkout", f"{scratch}/site"
        stages = (("write and audit", "write_data", root, str(units)), ("site, cold", "publish", root, site),
                  ("site, one report changed", "publish", root, site))  # fmt: skip
        for name, stage, *arguments in stages:
            if "changed" in name:
                change_report(Path(root))
            starter = [str(own) if own.is_file() else sys.executable, str(Path(__file__).with_name("stage.py"))]
            environment = os.environ | {"PYTHONPATH": f"{tree / 'scripts'}:{tree}"}
            done = subprocess.run(
                [*starter, str(tree), stage, *arguments], cwd=tree, env=environment, capture_output=True, text=True
            )
            if done.returncode:
                sys.exit(
                    f"error: {tree}: {name}: {done.stderr.strip().splitlines()[-1]}\n"
                    "  remedy: make setup there, so that the other program has the packages of its own lock"
                )
            yield name, Measured(**json.loads(done.stdout.splitlines()[-1]))


def compare(found: Mapping[str, Measured]) -> dict[str, float]:
    """What is asked of a size as ratios of seconds."""
    seconds = {name: made.seconds for name, made in found.items()}
    return {
        "one report changed / cold": seconds["site, one report changed"] / seconds["site, cold"],
        "warm / cold": seconds["site, warm"] / seconds["site, cold"],
    }


class Table:
    """What was measured, printed as it comes in; ``rows`` is the table in Markdown, ``results`` a record a stage."""

    def __init__(self, kept: Path | None) -> None:
        """Print the head; the records are in the file ``kept``, those of a run that breaks off too."""
        self.kept = kept
        self.rows = [
            "| whose | data | reports | stage | seconds | of the clock | ms a report | peak memory, MB | |",
            "| --- | --- | ---: | --- | ---: | ---: | ---: | ---: | --- |",
        ]
        self.results: list[dict[str, object]] = []
        print(*self.rows, sep="\n", flush=True)

    def take(self, whose: str, data: str, reports: int, stages: Iterable[tuple[str, Measured]]) -> dict[str, Measured]:
        """Add stages as they end; gives them by name."""
        found = {}
        for name, made in stages:
            found[name] = made
            self.results.append({"whose": whose, "data": data, "reports": reports, "stage": name, **asdict(made)})
            if self.kept:
                self.kept.write_text(json.dumps(self.results, ensure_ascii=False, indent=1), encoding="utf-8")
            self._print(
                f"| {whose} | {data} | {reports:,} | {name} | {made.seconds:.1f} | {made.clock:.1f} "
                f"| {1000 * made.seconds / reports:.1f} | {made.memory / 1e6:.0f} | {made.said} |"
            )
        return found

    def add_ratios(self, data: str, reports: int, found: Mapping[str, Measured]) -> None:
        """Add a row for each ratio that is bounded."""
        for name, ratio in compare(found).items():
            self._print(f"| here | {data} | {reports:,} | *{name}* | *{ratio:.2f}* | | | | |")

    def _print(self, row: str) -> None:
        self.rows.append(row)
        print(row, flush=True)


def guard(found: Mapping[int, Mapping[str, Measured]]) -> list[str]:
    """What has grown out of its bounds: coarse ones, for a machine that others use as well."""
    told = []
    for units, stages in found.items():
        for name, ratio in compare(stages).items():
            if ratio > BOUNDS[name]:
                told.append(f"{units} units: {name}: {ratio:.2f}, more than {BOUNDS[name]}")
    (small, first), (large, second) = min(found.items()), max(found.items())
    for name in ("check", "site, cold", "site, one report changed"):
        growth = (second[name].seconds / first[name].seconds) / (large / small)
        if growth > GROWTH:
            told.append(f"{name}: {growth:.2f} times as long a report for {large} units as for {small}")
    return told


def keep_table(table: str, words: str) -> None:
    """Put the table into the page, between its marks, with ``words`` on the day and the machine."""
    text = PAGE.read_text(encoding="utf-8")
    head, begin, rest = text.partition(MARKS[0])
    _, end, tail = rest.partition(MARKS[1])
    PAGE.write_text(f"{head}{begin}\n\n{words}\n\n{table}\n{end}{tail}", encoding="utf-8")


def main() -> None:
    """Measure prefectures of as many units as are named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("units", type=int, nargs="*", default=[4, 12], help=f"of {2 * YEARS} reports each")
    options.add_argument("--keep", metavar="WORDS", help="write the table into the page: the day and the machine")
    options.add_argument("--guard", action="store_true", help="fail where a ratio is out of its coarse bounds")
    options.add_argument("--real", type=int, nargs="*", default=[], help="numbers of real reports, renamed and shifted")
    options.add_argument("--other", type=Path, help="another checkout: its program builds the invented ones too")
    options.add_argument("--results", type=Path, help="keep what was measured in this file, as JSON")
    chosen = options.parse_args()
    table, found = Table(chosen.results), {}
    for units in chosen.units:
        reports = 2 * YEARS * units
        found[units] = table.take("here", "invented", reports, measure(units))
        table.add_ratios("invented", reports, found[units])
        if chosen.other:
            table.take("other", "invented", reports, measure_other(chosen.other.resolve(), units))
    for reports in chosen.real:
        table.take("here", "real", reports, measure_enlarged(reports))
    if chosen.keep:
        keep_table("\n".join(table.rows) + "\n", chosen.keep)
    if chosen.guard and (told := guard(found)):
        sys.exit("\n".join(told))


if __name__ == "__main__":
    main()
