"""Weighs the package of invented reports table by table, and times a federation of such sites; prints Markdown.

Run with ``python benchmarks/capacity.py 200 600`` for numbers of reports to weigh, ``--sites 5x100 20x100`` for
federations of so many sites of so many reports. What was measured stands in docs/reference/capacity.md. Seconds are
those of the processor, not of the clock, so that other work beside it counts less.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.specimens.prefecture.checkout import make_checkout, write_unit
from tests.specimens.prefecture.series import make_units

from disclosure.command.report.chain import refresh_units
from disclosure.package.editions.distribution import write_distribution
from disclosure.package.federation.federation import federate
from disclosure.package.versions.contract import SHARED
from disclosure.store import Layout, dump_json, hash_file

REPOSITORY = Path(__file__).parents[1]
YEARS = 5
A_UNIT = 2 * YEARS
SEED = 21
#: The region of the invented prefecture, as it stands in a row.
_REGION = b"999900"


def run_alone(stage: Callable[..., str], *arguments: object) -> tuple[float, float, int, str]:
    """Run a stage in a process of its own: seconds of the processor, of the clock, peak bytes, what it says."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure, stage, *arguments).result()


def _measure(stage: Callable[..., str], *arguments: object) -> tuple[float, float, int, str]:
    before, begun = _spend(), time.perf_counter()
    said = stage(*arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return _spend() - before, time.perf_counter() - begun, peak, said


def _spend() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


# --- stages ---------------------------------------------------------------------------------------


def write_data(root: str, reports: int) -> str:
    """Invent a prefecture, audit it, write its data."""
    make_checkout(
        Path(root), REPOSITORY, map(write_unit, make_units(SEED, reports // A_UNIT, YEARS)), pages=False
    )  # fmt: skip
    return f"{reports} reports"


def check_data(root: str) -> str:
    """Audit every report again from its tables."""
    layout = Layout(Path(root))
    refresh_units(layout, sorted({folder.parent.name for folder in layout.report_folders()}))
    return ""


def package_data(root: str, out: str) -> str:
    """Write the package in every format."""
    made = write_distribution(Layout(Path(root)), Path(out))
    return f"{sum(made.rows.values()):,} rows"


def merge_sites(folders: Sequence[str], out: str, cache: str) -> str:
    """Merge the sites in ``folders``."""
    made = federate(Layout(REPOSITORY), folders, Path(out), Path(cache))
    assert made.replaced, [str(each) for each in made.failures]
    assert not made.failures
    files = list(Path(out).rglob("*.parquet"))
    weight = sum(path.stat().st_size for path in files)
    return (
        f"{sum(made.rows.values())} {made.rows['reports']} {len(files)} {weight} {max(p.stat().st_size for p in files)}"
    )


# --- what is weighed ------------------------------------------------------------------------------


def weigh_package(folder: Path, reports: int) -> str:
    """Rows and bytes a report of every table, and of every edition."""
    lines = ["| table | rows | CSV | Parquet |", "| --- | ---: | ---: | ---: |"]
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    editions = {"CSV, all tables": 0, "Parquet, all tables": 0, "Parquet in pieces, shared tables": 0}
    for resource_ in descriptor["resources"]:
        name, size = resource_["name"], resource_["bytes"]
        packed = (folder / "parquet" / f"{name}.parquet").stat().st_size
        rows = (folder / f"{name}.csv").read_bytes().count(b"\n") - 1
        editions["CSV, all tables"] += size
        editions["Parquet, all tables"] += packed
        if name in SHARED:
            lines.append(f"| {name} | {rows / reports:,.1f} | {size / reports:,.0f} | {packed / reports:,.0f} |")
    editions["Parquet in pieces, shared tables"] = _weigh(folder, "parquet/*/**/*.parquet")
    editions |= {"zip of all tables": _weigh(folder, "open-books.zip"), "SQLite": _weigh(folder, "*.sqlite.zip")}
    editions |= {"JSON": _weigh(folder, "api/**/*.json*"), "zips of reports": _weigh(folder, "reports/*.zip")}
    editions["everything"] = _weigh(folder, "**/*")
    lines += ["", "| edition | bytes a report |", "| --- | ---: |"]
    lines += [f"| {name} | {size / reports:,.0f} |" for name, size in editions.items()]
    return "\n".join(lines)


def _weigh(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def copy_site(site: Path, target: Path, number: int) -> None:
    """A site like ``site`` in a region of its own, four regions in a province, with documents of its own."""
    target.mkdir(parents=True)
    region = f"{11 + number // 4:02}{10 + number % 4:02}00".encode()
    descriptor = json.loads((site / "datapackage.json").read_text("utf-8"))
    for resource_ in descriptor["resources"]:
        path = target / f"{resource_['name']}.csv"
        shutil.copyfile(site / path.name, path)
        if "region_code" in {each["name"] for each in resource_["schema"]["fields"]}:
            content = re.sub(rb"(?<=[,\n])" + _REGION + rb"(?=[,\n])", region, path.read_bytes())
            if resource_["name"] == "reports":
                content = re.sub(rb"\b[0-9a-f]{64}\b", lambda found: _salt(found[0], number), content)
            path.write_bytes(content)
        resource_ |= {"bytes": path.stat().st_size, "hash": f"sha256:{hash_file(path)}"}
    (target / "datapackage.json").write_bytes(dump_json(descriptor))


def _salt(digest: bytes, number: int) -> bytes:
    return hashlib.sha256(digest + str(number).encode()).hexdigest().encode()


# --- what is printed ------------------------------------------------------------------------------


def print_package(reports: int, scratch: Path) -> Path:
    """Make and weigh the package of so many reports; gives its folder."""
    root, out = scratch / f"checkout-{reports}", scratch / f"package-{reports}"
    run_alone(write_data, str(root), reports)
    for name, made in (
        ("audit", run_alone(check_data, str(root))), ("package", run_alone(package_data, str(root), str(out))),
    ):  # fmt: skip
        print(f"{reports} reports, {name}: {1000 * made[0] / reports:.0f} ms of processor each, {made[2] / 1e6:.0f} MB")
    print(f"\n{weigh_package(out, reports)}\n", flush=True)
    return out


def print_federation(sites: int, reports: int, scratch: Path) -> None:
    """Merge so many sites of so many reports."""
    site = scratch / f"package-{reports}"
    if not site.is_dir():
        print_package(reports, scratch)
    folders = [scratch / f"sites-{sites}-{reports}" / f"{number}" for number in range(sites)]
    for number, folder in enumerate(folders):
        copy_site(site, folder, number)
    paths = [f"{folder}/" for folder in folders]
    weight = sum(_weigh(folder, "*.csv") for folder in folders)
    made = run_alone(merge_sites, paths, str(scratch / "national"), str(scratch / "cache"))
    rows, taken, files, packed, largest = map(int, made[3].split())
    print(
        f"| {sites} | {taken:,} | {rows:,} | {weight / 1e6:,.0f} | {packed / 1e6:,.1f} | {files:,} "
        f"| {largest / 1e6:.2f} | {made[0]:.1f} | {rows / made[0]:,.0f} "
        f"| {1000 * made[0] / taken:.1f} | {made[2] / 1e6:.0f} |",
        flush=True,
    )
    for folder in (scratch / "national", scratch / "cache", folders[0].parent):
        shutil.rmtree(folder)


def main() -> None:
    """Weigh the numbers of reports that are named, then merge."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("reports", type=int, nargs="*", default=[200], help=f"multiples of {A_UNIT}")
    options.add_argument("--sites", nargs="*", default=["5x100", "20x100"], metavar="SITESxREPORTS")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="capacity-") as scratch:
        for reports in chosen.reports:
            print_package(reports, Path(scratch))
        print(
            "| sites | reports | rows | CSV, MB | Parquet, MB | files | largest, MB | processor, s | rows/s "
            "| ms a report | memory, MB |"
        )
        for text in chosen.sites:
            sites, _, reports = text.partition("x")
            print_federation(int(sites), int(reports), Path(scratch))


if __name__ == "__main__":
    main()
