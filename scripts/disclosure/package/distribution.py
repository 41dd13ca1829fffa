"""The published package: every table in every format, a package for each unit and report, checksums over all."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from disclosure.model import Report
from disclosure.package.archive import write_archive
from disclosure.package.assembly import LISTS, Batch, Shape, iterate_batches, load_shapes, read_lists
from disclosure.package.catalogues import make_croissant, make_csvw, make_dataset, make_dcat
from disclosure.package.collection import Member, Row
from disclosure.package.database import write_database
from disclosure.package.descriptor import describe_package
from disclosure.package.parquet import connect, write_parquet
from disclosure.package.static_api import ApiWriter
from disclosure.package.tablefile import TableFile, describe_resource
from disclosure.store import Layout, dump_json, write_bytes

ARCHIVE = "open-books.zip"
DATABASE = "open-books.sqlite"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Distribution:
    """What was written: the folder, the rows of every table, the number of files."""

    folder: Path
    rows: Mapping[str, int]
    files: int


def write_distribution(layout: Layout, folder: Path) -> Distribution:
    """Write everything there is to download into ``folder``, which must be empty or new.

    One unit at a time is in memory. The same data gives the same bytes. Raises DescriptionError where data is
    incomplete.
    """
    shapes = load_shapes(layout)
    lists = read_lists(layout)
    reports: list[Report] = []
    api = ApiWriter(folder / "api", shapes)
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(folder / f"{name}.csv", shape)) for name, shape in shapes.items()}
        for name, listed in lists.items():
            files[name].write(listed)
        for batch in iterate_batches(layout):
            for name, rows in batch.tables.items():
                files[name].write(rows)
            _write_unit(folder, batch, shapes, lists)
            for member in batch.members:
                _write_report(folder, member, batch, shapes, lists)
            api.write_unit(batch)
            reports.extend(member.report for member in batch.members)
    api.write_index(lists)
    sources = {name: file.path for name, file in files.items()}
    _describe(folder, shapes, sources, reports)
    _write_catalogues(folder, reports, lists)
    write_archive(folder / ARCHIVE, folder, [folder / "datapackage.json", *sources.values()])
    with connect() as connection:
        for name, source in sources.items():
            write_parquet(connection, source, folder / "parquet" / f"{name}.parquet", shapes[name])
    write_database(folder / DATABASE, _order_by_links(sources, shapes), shapes)
    _write_sums(folder)
    count = sum(path.is_file() for path in folder.rglob("*"))
    return Distribution(folder, {name: file.rows for name, file in files.items()}, count)


def _order_by_links(sources: Mapping[str, Path], shapes: Mapping[str, Shape]) -> dict[str, Path]:
    """Code lists and registers first: what others refer to."""
    return {name: sources[name] for name in (*LISTS, *(name for name in shapes if name not in LISTS))}


def _describe(
    folder: Path, shapes: Mapping[str, Shape], sources: Mapping[str, Path], reports: Sequence[Report], part: str = ""
) -> None:
    resources = [describe_resource(shapes[name], source, folder) for name, source in sources.items()]
    write_bytes(folder / "datapackage.json", dump_json(describe_package(resources, reports, part)))


def _write_catalogues(folder: Path, reports: Sequence[Report], lists: Mapping[str, Sequence[Row]]) -> None:
    """The package as schema.org, DCAT-AP, CSV on the Web and Croissant describe it, from its one descriptor."""
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    years = sorted({report.year for report in reports})
    used = {str(row["region_code"]) for row in lists["reports"]}
    regions = [str(row["name"]) for row in lists["regions"] if row["region_code"] in used]
    made = {
        "dataset.jsonld": make_dataset(descriptor, years, regions),
        "dcat.jsonld": make_dcat(descriptor, years, regions),
        "csv-metadata.json": make_csvw(descriptor), "croissant.json": make_croissant(descriptor),
    }  # fmt: skip
    for name, value in made.items():
        write_bytes(folder / name, dump_json(value))


def _write_unit(folder: Path, batch: Batch, shapes: Mapping[str, Shape], lists: Mapping[str, Sequence[Row]]) -> None:
    """The package of one unit: its rows of every table, the rows of the lists it refers to."""
    names = {member.report.report_id for member in batch.members}
    reports = [member.report for member in batch.members]
    tables = {**batch.tables, **_cut_lists(lists, {batch.unit_id}, names)}
    _write_part(folder / "units" / f"{batch.unit_id}.zip", tables, shapes, reports, batch.unit_id)


def _write_report(
    folder: Path,
    member: Member,
    batch: Batch,
    shapes: Mapping[str, Shape],
    lists: Mapping[str, Sequence[Row]],
) -> None:
    name = member.report.report_id
    tables: dict[str, Sequence[Row]] = {
        table: [row for row in rows if row["report_id"] == name]
        for table, rows in batch.tables.items()
        if "report_id" in shapes[table].columns
    }
    tables |= _cut_lists(lists, {batch.unit_id}, {name})
    _write_part(folder / "reports" / f"{name}.zip", tables, shapes, [member.report], name)


def _cut_lists(lists: Mapping[str, Sequence[Row]], units: set[str], reports: set[str]) -> dict[str, Sequence[Row]]:
    """The lists with only these units and reports; code lists whole, so that every key holds."""
    kept = {"units": ("unit_id", units), "unit_names": ("unit_id", units), "reports": ("report_id", reports)}
    return {
        name: [row for row in rows if name not in kept or row[kept[name][0]] in kept[name][1]]
        for name, rows in lists.items()
    }


def _write_part(
    path: Path,
    tables: Mapping[str, Iterable[Row]],
    shapes: Mapping[str, Shape],
    reports: Sequence[Report],
    name: str,
) -> None:
    """A package of its own as one zip at ``path``."""
    with tempfile.TemporaryDirectory(prefix="package-") as scratch:
        folder = Path(scratch)
        sources = {}
        for table, rows in tables.items():
            with TableFile(folder / f"{table}.csv", shapes[table]) as file:
                file.write(rows)
            sources[table] = file.path
        _describe(folder, shapes, sources, reports, name)
        write_archive(path, folder, [folder / "datapackage.json", *sources.values()])


def list_sums(folder: Path) -> dict[str, str]:
    """The sha256 of every file below ``folder`` but the list of sums itself, by path, sorted."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths if path != SUMS}


def _write_sums(folder: Path) -> None:
    lines = "".join(f"{digest}  {path}\n" for path, digest in list_sums(folder).items())
    write_bytes(folder / SUMS, lines.encode("utf-8"))
