"""Parquet in pieces: a folder for each province and year, so that a question about one reads nothing else.

    parquet/facts/province=650000/fiscal_year=2024/part-0.parquet

The two names are columns to whoever reads the folders (hive partitioning); in the files they are not. They are not
called region_code and year, which some tables have: a county's code there is finer than its province's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb

from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.parquet import list_columns, quote, write_options
from disclosure.store import dump_csv, hash_file

#: Where the pieces lie below a package, and the list of them, since a folder at a web address cannot be listed.
FOLDER = "parquet"
INDEX = f"{FOLDER}/files.csv"
#: Rows of one file. Two million facts of real reports have some 30 MB; hosts commonly take files of up to 100.
MOST_ROWS = 2_000_000


@dataclass(frozen=True)
class Part:
    """One file: its table, six-digit code of the province, year, path below the package, rows, bytes, sha256."""

    table: str
    province: str
    fiscal_year: int
    path: str
    rows: int
    bytes: int
    sha256: str


COLUMNS = tuple(Part.__dataclass_fields__)


def write_parts(
    connection: duckdb.DuckDBPyConnection,
    shape: Shape,
    source: str,
    folder: Path,
    about: Mapping[str, str] = MappingProxyType({}),
) -> list[Part]:
    """Write a table in pieces below ``folder``.

    ``source`` is a relation of SQL with the columns of ``shape``, province and fiscal_year; ``about`` is what each file
    says of the package it is of.
    """
    found = connection.execute(
        f"SELECT DISTINCT province, fiscal_year FROM {source} ORDER BY ALL"  # noqa: S608 - our own names
    ).fetchall()
    return [
        part
        for province, year in found
        for part in write_pieces(
            connection, shape, f"{source} WHERE province = {quote(province)} AND fiscal_year = {year}", folder,
            province, year, about,
        )
    ]  # fmt: skip


def write_pieces(
    connection: duckdb.DuckDBPyConnection,
    shape: Shape,
    source: str,
    folder: Path,
    province: str,
    year: int,
    about: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Part]:
    """Write the rows of one province and year, what follows FROM in SQL, sorted by the table's key, in files of at
    most MOST_ROWS.

    The same rows give the same bytes, in whichever order they come.
    """
    counted = connection.execute(f"SELECT count(*) FROM {source}").fetchone()  # noqa: S608 - our own names
    assert counted is not None
    ordered = f"SELECT {list_columns(shape.columns)} FROM {source} ORDER BY {list_columns(shape.schema['primaryKey'])}"  # noqa: S608
    options = write_options({**about, "table": shape.name} if about else {})
    for number, start in enumerate(range(0, counted[0], MOST_ROWS)):
        path = f"{FOLDER}/{shape.name}/province={province}/fiscal_year={year}/part-{number}.parquet"
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        rows = min(MOST_ROWS, counted[0] - start)
        cut = f" LIMIT {rows} OFFSET {start}" if counted[0] > MOST_ROWS else ""
        connection.execute(f"COPY ({ordered}{cut}) TO {quote(str(target))} ({options})")
        yield Part(shape.name, province, year, path, rows, target.stat().st_size, hash_file(target))


def stamp_source(source: str, reports: str) -> str:
    """A relation of rows with a report_id, with the province and year of each report in the relation ``reports``."""
    stamps = f"SELECT report_id, left(region_code, 2) || '0000' AS province, year AS fiscal_year FROM {reports}"  # noqa: S608
    return f"(SELECT * FROM {source} JOIN ({stamps}) USING (report_id))"  # noqa: S608


def dump_parts(parts: Iterable[Part]) -> bytes:
    """The list of the pieces as CSV, sorted by path."""
    rows = [{name: getattr(part, name) for name in COLUMNS} for part in sorted(parts, key=lambda part: part.path)]
    return dump_csv(COLUMNS, rows)
