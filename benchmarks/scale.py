"""Measures an invented prefecture of growing size through the whole chain; prints a table of it.

Run with ``make bench``, or ``python benchmarks/scale.py 4 12`` for numbers of units. With ``--real 60 120`` the site of
so many reports of data/, renamed and shifted, is measured too; with ``--other CHECKOUT`` the program of another
checkout builds the site of the invented prefecture that its own benchmark makes.

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from benchmarks.enlarged import make_enlarged
from frictionless import Package
from tests.specimens.prefecture.checkout import make_checkout, write_unit
from tests.specimens.prefecture.score import score_audit
from tests.specimens.prefecture.series import make_units
from tests.specimens.prefecture.slips import plant_slips

from disclosure.command.review.check import check_reports
from disclosure.package.stored.collection import list_units, read_members
from disclosure.publish import build_site
from disclosure.publish.charts.chart import draw
from disclosure.publish.facts.holdings import hold_unit
from disclosure.publish.site import run_mkdocs
from disclosure.publish.units.part import Workshop
from disclosure.publish.units.year import compose_year
from disclosure.store import Layout

REPOSITORY = Path(__file__).parents[1]
PAGE = REPOSITORY / "docs" / "reference" / "performance.md"
MARKS = ("<!-- measured -->", "<!-- end of what was measured -->")
#: Of each unit; two reports a year.
YEARS = 8
SEED = 20
#: The most that each ratio may be before the guard speaks, and how much dearer a report may be among more.
BOUNDS = {"MkDocs over our pages / over empty ones": 3.0, "one report changed / cold": 0.8, "warm / cold": 0.7}
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
    held = hold_unit(bench.reference.units[unit_id], "", read_members(bench.layout, unit_id))
    specs = [chart.spec for year in held.years for chart in compose_year(held, year, workshop.setting).charts]
    draw(specs[0])  # which starts the engine
    begun = time.perf_counter()
    for spec in specs:
        draw(spec)
    return f"{len(specs)} charts, {len(specs) / (time.perf_counter() - begun):.0f} a second"


def publish_changed(root: str, out: str) -> str:
    """Change a figure of one report and build the site again."""
    layout = Layout(Path(root))
    path = layout.report_folders()[-1] / "texts.csv"
    path.write_bytes(path.read_bytes().replace("。".encode(), "；".encode(), 1))
    return publish(root, out)


def render_pages(root: str, out: str) -> str:
    """MkDocs alone over the pages of a site that was built: every page rendered, nothing else."""
    run_mkdocs(Layout(Path(root)), Path(out))
    return f"{_weigh(Path(out))} of HTML"


def build_floor(root: str, pages: int) -> str:
    """The same theme over as many empty pages, without search, navigation or anything of ours."""
    bodies = {f"page-{number}": f"# Page {number}\n" for number in range(pages)}
    return _build_plain(Path(root), bodies, "plugins: []\nnot_in_nav: page-*\nnav: [index.md]\n")


def build_plain(root: str, checkout: str) -> str:
    """The same pages as Material takes them by itself: tables and drawings inside Markdown, its own search."""
    fragments = Path(checkout) / "build" / "fragments"
    articles = (path for unit in sorted((fragments / "units").iterdir()) for path in sorted(unit.rglob("article.html")))
    bodies = {
        (path.parent / "index").relative_to(fragments).as_posix(): path.read_text(encoding="utf-8") for path in articles
    }
    settings = "plugins: [search]\nnot_in_nav: units/**\nnav: [index.md]\nmarkdown_extensions: [attr_list]\n"
    return _build_plain(Path(root), bodies, settings)


def _build_plain(folder: Path, bodies: Mapping[str, str], settings: str) -> str:
    for name, body in {**bodies, "index": "# Home\n"}.items():
        path = folder / "docs" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    theme = "site_name: Plain\ntheme:\n  name: material\n  font: false\n"
    (folder / "mkdocs.yml").write_text(theme + settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return f"{len(bodies):,} pages, {_weigh(folder / 'site')}"


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


def measure(units: int, *, plain: bool) -> Iterator[tuple[str, Measured]]:
    """Every stage over so many units, by name, as it ends; ``plain`` with the one that takes longest."""
    with tempfile.TemporaryDirectory(prefix="prefecture-") as scratch:
        root, site = f"{scratch}/checkout", f"{scratch}/site"
        yield "write and audit", run_alone(write_data, root, units)
        yield "planted slips", run_alone(find_slips, units)
        yield "check", run_alone(check_data, root)
        built = run_alone(publish, root, site)
        yield "site, cold", built
        yield "site, warm", run_alone(publish, root, site)
        yield "site, one report changed", run_alone(publish_changed, root, site)
        yield "MkDocs over our pages", run_alone(render_pages, root, f"{scratch}/rendered")
        yield "charts", run_alone(draw_charts, root)
        pages = int(built.said.split()[0].replace(",", ""))
        yield "Material over as many empty pages", run_alone(build_floor, f"{scratch}/floor", pages)
        if plain:
            yield "plain Material over the same pages", run_alone(build_plain, f"{scratch}/plain", root)
        yield "frictionless validates the package", run_alone(validate, f"{site}/downloads")


def measure_enlarged(reports: int) -> Iterator[tuple[str, Measured]]:
    """The stages of a site of so many real reports, by name, as they end."""
    with tempfile.TemporaryDirectory(prefix="enlarged-") as scratch:
        root, site = f"{scratch}/checkout", f"{scratch}/site"
        yield "real: write", run_alone(write_enlarged, root, reports)
        yield "real: site, cold", run_alone(publish, root, site)
        yield "real: kinds of files, MB", run_alone(weigh_kinds, site)
        yield "real: site, one report changed", run_alone(publish_changed, root, site)


def measure_other(tree: Path, units: int) -> Iterator[tuple[str, Measured]]:
    """The stages of a site by the program of the checkout ``tree``, of the prefecture that its own benchmark writes."""
    with tempfile.TemporaryDirectory(prefix="other-") as scratch:
        root, site = f"{scratch}/checkout", f"{scratch}/site"
        stages = (("write and audit", "write_data", root, str(units)), ("site, cold", "publish", root, site),
                  ("site, one report changed", "publish_changed", root, site))  # fmt: skip
        for name, stage, *arguments in stages:
            command = [sys.executable, str(Path(__file__).with_name("stage.py")), str(tree), stage, *arguments]
            environment = os.environ | {"PYTHONPATH": f"{tree / 'scripts'}:{tree}"}
            done = subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True, text=True)
            yield f"{tree.name}: {name}", Measured(**json.loads(done.stdout.splitlines()[-1]))


def compare(found: Mapping[str, Measured]) -> dict[str, float]:
    """What is asked of a size as ratios of seconds."""
    seconds = {name: made.seconds for name, made in found.items()}
    return {
        "MkDocs over our pages / over empty ones": seconds["MkDocs over our pages"]
        / seconds["Material over as many empty pages"],
        "one report changed / cold": seconds["site, one report changed"] / seconds["site, cold"],
        "warm / cold": seconds["site, warm"] / seconds["site, cold"],
    }


def write_table(sizes: Sequence[int], plain: int) -> tuple[str, dict[int, dict[str, Measured]]]:
    """The table in Markdown: seconds, peak memory and what each stage says, for each number of units; plain Material
    only up to ``plain`` units."""
    lines = [
        "| reports | stage | seconds | of the clock | ms a report | peak memory, MB | |",
        "| ---: | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    print(*lines, sep="\n", flush=True)
    found: dict[int, dict[str, Measured]] = {}
    for units in sizes:
        found[units] = {}
        for name, made in measure(units, plain=units <= plain):
            found[units][name] = made
            lines.append(_print_rows(2 * YEARS * units, [(name, made)]).rstrip())
        for name, ratio in compare(found[units]).items():
            lines.append(f"| {2 * YEARS * units:,} | *{name}* | *{ratio:.2f}* | | | | |")
            print(lines[-1], flush=True)
    return "\n".join(lines) + "\n", found


def _print_rows(reports: int, stages: Iterable[tuple[str, Measured]]) -> str:
    """Print the row of each stage as it ends; returns them."""
    rows = []
    for name, made in stages:
        rows.append(
            f"| {reports:,} | {name} | {made.seconds:.1f} | {made.clock:.1f} | {1000 * made.seconds / reports:.1f} "
            f"| {made.memory / 1e6:.0f} | {made.said} |\n"
        )
        print(rows[-1], end="", flush=True)
    return "".join(rows)


def guard(found: Mapping[int, Mapping[str, Measured]]) -> list[str]:
    """What has grown out of its bounds: coarse ones, for a machine that others use as well."""
    told = []
    for units, stages in found.items():
        for name, ratio in compare(stages).items():
            if ratio > BOUNDS[name]:
                told.append(f"{units} units: {name}: {ratio:.2f}, more than {BOUNDS[name]}")
    (small, first), (large, second) = min(found.items()), max(found.items())
    for name in ("check", "site, cold", "site, warm"):
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
    options.add_argument("--plain", type=int, default=12, help="plain Material too, up to so many units")
    options.add_argument("--keep", metavar="WORDS", help="write the table into the page: the day and the machine")
    options.add_argument("--guard", action="store_true", help="fail where a ratio is out of its coarse bounds")
    options.add_argument("--real", type=int, nargs="*", default=[], help="numbers of real reports, renamed and shifted")
    options.add_argument("--other", type=Path, help="another checkout: its program builds the smallest one too")
    chosen = options.parse_args()
    table, found = write_table(chosen.units, chosen.plain)
    for reports in chosen.real:
        table += _print_rows(reports, measure_enlarged(reports))
    if chosen.other:
        smallest = min(chosen.units)
        table += _print_rows(2 * YEARS * smallest, measure_other(chosen.other.resolve(), smallest))
    if chosen.keep:
        keep_table(table, chosen.keep)
    if chosen.guard and (told := guard(found)):
        sys.exit("\n".join(told))


if __name__ == "__main__":
    main()
