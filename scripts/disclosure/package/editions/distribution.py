"""The published package: every table in every format, a package for each unit and report, checksums over all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disclosure.model import Report
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.catalogues import WHOLE, make_croissant, make_dataset, make_dcat
from disclosure.package.editions.descriptor import describe_package
from disclosure.package.editions.packing import pack_tables
from disclosure.package.editions.share import FILES, ROWS, Bench, Share, make_shares
from disclosure.package.editions.static_api import write_index
from disclosure.package.editions.tablefile import TableFile, describe_resource
from disclosure.package.stored.integrity import SUMS
from disclosure.store import Layout, dump_compact, fill_file, hash_file, link_file, read_csv

ARCHIVE = "open-books.zip"
#: A database of SQLite, in a zip: a seventh of its size.
DATABASE = "open-books.sqlite.zip"
WORKBOOK = "open-books.xlsx"
#: CSV on the Web.
CSVW = "csv-metadata.json"


@dataclass(frozen=True)
class Distribution:
    """What was written: the folder, and the tables with what they hold."""

    folder: Path
    tables: Mapping[str, TableFile]

    @property
    def shapes(self) -> dict[str, Shape]:
        """What every table is."""
        return {name: table.shape for name, table in self.tables.items()}

    @property
    def rows(self) -> dict[str, int]:
        """The rows of every table."""
        return {name: table.rows for name, table in self.tables.items()}


def write_distribution(layout: Layout, folder: Path, address: str = "") -> Distribution:
    """Write everything there is to download into ``folder``, which must be empty or new.

    ``address`` is that of the site it is published on, empty where unknown; the folder is its ``downloads/``. One unit
    at a time is in memory. The same data gives the same bytes. Raises DescriptionError where data is incomplete.
    """
    from disclosure.package.editions.whole import write_editions  # which needs this module

    bench = Bench.open(layout, address)
    made = write_stated(bench, folder, make_shares(bench))
    write_editions(folder, made.shapes)
    describe_editions(folder)
    return made


def write_stated(bench: Bench, folder: Path, shares: Iterable[tuple[Share, Path]]) -> Distribution:
    """Write what the ``shares`` of all units, by id, hold together: every table as CSV, the parts, the JSON, the
    descriptor. The editions made of these are for write_editions."""
    shapes, lists = bench.shapes, bench.lists
    reports: list[Report] = []
    units: list[Mapping[str, Any]] = []
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(folder / f"{name}.csv", shape)) for name, shape in shapes.items()}
        for name, listed in lists.items():
            files[name].write(listed)
        for share, work in shares:
            for name, tally in share.tallies.items():
                files[name].append((work / ROWS / f"{name}.csv").read_bytes().decode("utf-8"), tally)
            copy_files(work / FILES, folder)
            reports.extend(share.reports)
            units.append(share.indexed)
    write_index(folder / "api", units, lists, shapes)
    resources = [describe_resource(shapes[name], file.path) for name, file in files.items()]
    fill_file(folder / "datapackage.json", dump_compact(describe_package(bench.release, resources, reports)))
    changelog = bench.layout.data / "CHANGELOG.md"
    if changelog.is_file():
        fill_file(folder / changelog.name, changelog.read_bytes())
    return Distribution(folder, files)


def pack_distribution(folder: Path) -> None:
    """Make of what write_editions has written what a site has: tables that grow are compressed. The description of
    CSV on the Web, which knows no compression, is in the zip."""
    pack_tables(folder, ARCHIVE)
    (folder / CSVW).unlink()


def describe_editions(folder: Path) -> None:
    """Write the catalogues of what is in ``folder``, and the checksums of everything."""
    _write_catalogues(folder, json.loads((folder / "datapackage.json").read_text("utf-8")))
    write_sums(folder)


def copy_files(source: Path, target: Path) -> None:
    """Give every file below ``source``, if it is there, its place below ``target``, whose folders may exist: as a
    second name of the same file, a copy where the file system has no such thing."""
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        _copy_below(str(source), str(target))


def _copy_below(source: str, target: str) -> None:
    with os.scandir(source) as entries:
        for entry in entries:
            place = f"{target}{os.sep}{entry.name}"
            if entry.is_dir():
                with suppress(FileExistsError):
                    os.mkdir(place)  # noqa: PTH102 - Path would take half of the time
                _copy_below(entry.path, place)
            else:
                link_file(entry.path, place)


def _write_catalogues(folder: Path, descriptor: Mapping[str, Any]) -> None:
    """The package as schema.org, DCAT-AP and Croissant describe it, from its one descriptor."""
    reports = read_csv(folder / "reports.csv")
    years = sorted({int(row["year"]) for row in reports})
    used = {row["region_code"] for row in reports}
    regions = [row["name"] for row in read_csv(folder / "regions.csv") if row["region_code"] in used]
    paths = [*(folder / path for path, _, _ in WHOLE), *sorted((folder / "parquet").glob("*.parquet"))]
    files = {path.relative_to(folder).as_posix(): (path.stat().st_size, hash_file(path)) for path in paths}
    made = {
        "dataset.jsonld": make_dataset(descriptor, years, regions),
        "dcat.jsonld": make_dcat(descriptor, years, regions, files),
        "croissant.json": make_croissant(descriptor, files),
    }
    for name, value in made.items():
        fill_file(folder / name, dump_compact(value))


def list_sums(folder: Path) -> dict[str, str]:
    """The sha256 of every file below ``folder`` but the list of sums itself, by path, sorted."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path: hash_file(folder / path) for path in paths if path != SUMS}


def write_sums(folder: Path) -> None:
    """Write the list of sums of a folder into it, as sha256sum takes it."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in list_sums(folder).items())
    fill_file(folder / SUMS, lines.encode("utf-8"))
