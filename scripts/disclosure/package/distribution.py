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
from disclosure.package.contract import SHARED
from disclosure.package.database import write_database
from disclosure.package.descriptor import describe_package
from disclosure.package.parquet import connect, quote, write_parquet
from disclosure.package.partition import INDEX, dump_parts, stamp_source, write_parts
from disclosure.package.release import Release, load_release
from disclosure.package.static_api import ApiWriter
from disclosure.package.tablefile import TableFile, describe_resource, render_table
from disclosure.store import Layout, dump_json, write_bytes

ARCHIVE = "open-books.zip"
DATABASE = "open-books.sqlite"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Distribution:
    """What was written: the folder, the tables with what they hold, the number of files."""

    folder: Path
    tables: Mapping[str, TableFile]
    files: int

    @property
    def rows(self) -> dict[str, int]:
        """The rows of every table."""
        return {name: table.rows for name, table in self.tables.items()}


def write_distribution(layout: Layout, folder: Path) -> Distribution:
    """Write everything there is to download into ``folder``, which must be empty or new.

    One unit at a time is in memory. The same data gives the same bytes. Raises DescriptionError where data is
    incomplete.
    """
    shapes, lists = load_shapes(layout), read_lists(layout)
    parts = _Parts(folder, load_release(layout), shapes, lists)
    api = ApiWriter(folder / "api", shapes)
    reports: list[Report] = []
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(folder / f"{name}.csv", shape)) for name, shape in shapes.items()}
        for name, listed in lists.items():
            files[name].write(listed)
        for batch in iterate_batches(layout):
            for name, rows in batch.tables.items():
                files[name].write(rows)
            parts.write_unit(batch)
            api.write_unit(batch)
            reports.extend(member.report for member in batch.members)
    api.write_index(lists)
    sources = {name: file.path for name, file in files.items()}
    parts.describe(folder, sources, reports)
    _write_catalogues(folder, reports, lists)
    write_archive(folder / ARCHIVE, folder, [folder / "datapackage.json", *sources.values()])
    _write_typed(folder, sources, shapes)
    _write_sums(folder)
    count = sum(path.is_file() for path in folder.rglob("*"))
    return Distribution(folder, files, count)


def _write_typed(folder: Path, sources: Mapping[str, Path], shapes: Mapping[str, Shape]) -> None:
    """The editions with types: Parquet, whole and in pieces, and SQLite with what others refer to first."""
    files = {name: folder / "parquet" / f"{name}.parquet" for name in sources}
    with connect() as connection:
        for name, source in sources.items():
            write_parquet(connection, source, files[name], shapes[name])
        read = {name: f"read_parquet({quote(str(files[name]))})" for name in SHARED}
        parts = [
            part
            for name in SHARED
            for part in write_parts(connection, shapes[name], stamp_source(read[name], read["reports"]), folder)
        ]
    write_bytes(folder / INDEX, dump_parts(parts))
    ordered = {name: sources[name] for name in (*LISTS, *(name for name in shapes if name not in LISTS))}
    write_database(folder / DATABASE, ordered, shapes)


class _Parts:
    """Writes the packages of units and reports below ``folder``, each a zip of its own."""

    def __init__(
        self, folder: Path, release: Release, shapes: Mapping[str, Shape], lists: Mapping[str, Sequence[Row]]
    ) -> None:
        self._folder, self._release, self._shapes, self._lists = folder, release, shapes, lists
        self._whole: dict[str, bytes] = {}

    def write_unit(self, batch: Batch) -> None:
        """The package of one unit and those of its reports: their rows, and the rows of the lists these refer to."""
        reports = [member.report for member in batch.members]
        tables = {**batch.tables, **self._cut_lists(batch.unit_id, {report.report_id for report in reports})}
        self._write(self._folder / "units" / f"{batch.unit_id}.zip", tables, reports, batch.unit_id)
        for member in batch.members:
            self._write_report(member, batch)

    def _write_report(self, member: Member, batch: Batch) -> None:
        name = member.report.report_id
        tables: dict[str, Sequence[Row]] = {
            table: [row for row in rows if row["report_id"] == name]
            for table, rows in batch.tables.items()
            if "report_id" in self._shapes[table].columns
        }
        tables |= self._cut_lists(batch.unit_id, {name})
        self._write(self._folder / "reports" / f"{name}.zip", tables, [member.report], name)

    def _cut_lists(self, unit_id: str, reports: set[str]) -> dict[str, Sequence[Row]]:
        """The lists with only this unit and these reports; code lists whole, so that every key holds."""
        kept = {
            "units": ("unit_id", {unit_id}),
            "unit_names": ("unit_id", {unit_id}),
            "reports": ("report_id", reports),
        }
        return {
            name: rows if name not in kept else [row for row in rows if row[kept[name][0]] in kept[name][1]]
            for name, rows in self._lists.items()
        }

    def _render(self, table: str, rows: Iterable[Row]) -> bytes:
        """A table as CSV; a list that goes whole into every package is put into words once."""
        if rows is not self._lists.get(table):
            return render_table(self._shapes[table], rows)
        if table not in self._whole:
            self._whole[table] = render_table(self._shapes[table], rows)
        return self._whole[table]

    def _write(self, path: Path, tables: Mapping[str, Iterable[Row]], reports: Sequence[Report], name: str) -> None:
        with tempfile.TemporaryDirectory(prefix="package-") as scratch:
            folder = Path(scratch)
            sources = {}
            for table, rows in tables.items():
                sources[table] = folder / f"{table}.csv"
                sources[table].write_bytes(self._render(table, rows))
            self.describe(folder, sources, reports, name)
            write_archive(path, folder, [folder / "datapackage.json", *sources.values()])

    def describe(self, folder: Path, sources: Mapping[str, Path], reports: Sequence[Report], part: str = "") -> None:
        """Write the descriptor of the tables in ``folder``; ``part`` is the unit or report they are cut down to."""
        resources = [describe_resource(self._shapes[name], source, folder) for name, source in sources.items()]
        descriptor = describe_package(self._release, resources, reports, part)
        write_bytes(folder / "datapackage.json", dump_json(descriptor))


def _write_catalogues(folder: Path, reports: Sequence[Report], lists: Mapping[str, Sequence[Row]]) -> None:
    """The package as schema.org, DCAT-AP, CSV on the Web and Croissant describe it, from its one descriptor."""
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    years = sorted({report.year for report in reports})
    used = {str(row["region_code"]) for row in lists["reports"]}
    regions = [str(row["name"]) for row in lists["regions"] if row["region_code"] in used]
    made = {
        "dataset.jsonld": make_dataset(descriptor, years, regions),
        "dcat.jsonld": make_dcat(descriptor, years, regions),
        "csv-metadata.json": make_csvw(descriptor),
        "croissant.json": make_croissant(descriptor),
    }
    for name, value in made.items():
        write_bytes(folder / name, dump_json(value))


def list_sums(folder: Path) -> dict[str, str]:
    """The sha256 of every file below ``folder`` but the list of sums itself, by path, sorted."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths if path != SUMS}


def _write_sums(folder: Path) -> None:
    lines = "".join(f"{digest}  {path}\n" for path, digest in list_sums(folder).items())
    write_bytes(folder / SUMS, lines.encode("utf-8"))
