"""Parquet in pieces: a folder for each province and year, so that a question about one reads nothing else.

    parquet/facts/province=650000/fiscal_year=2024/part-0.parquet

The two names are columns to whoever reads the folders (hive partitioning); in the files they are not. They are not
called region_code and year, which some tables have: a county's code there is finer than its province's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.parquet import list_columns, quote, write_options
from disclosure.shelf import Shelf, make_key
from disclosure.store import dump_csv, fill_file, hash_file, link_file

if TYPE_CHECKING:
    import duckdb

#: Where the pieces lie below a package, and the list of them, since a folder at a web address cannot be listed.
FOLDER = "parquet"
INDEX = f"{FOLDER}/files.csv"
#: Rows of one file. Two million facts of real reports have some 30 MB; hosts commonly take files of up to 100.
MOST_ROWS = 2_000_000
#: In the folder of pieces that are kept: the list of them.
_LISTED = "pieces.json"


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
    kept: KeptPieces | None = None,
) -> list[Part]:
    """Write a table in pieces below ``folder``.

    ``source`` is a relation of SQL with the columns of ``shape``, province and fiscal_year; ``about`` is what each file
    says of the package it is of. A piece whose rows are those of an earlier build is taken from ``kept``.
    """
    # the rows of a table are never the same twice, so that no sum is lost to another
    found = connection.execute(
        "SELECT province, fiscal_year, count(*), bit_xor(md5_number(CAST(each AS VARCHAR))) "  # noqa: S608 - our own names
        f"FROM {source} AS each GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    parts: list[Part] = []
    for province, year, *state in found:
        rows = f"{source} WHERE province = {quote(province)} AND fiscal_year = {year}"

        def write(target: Path, rows: str = rows, province: str = province, year: int = year) -> list[Part]:
            return list(write_pieces(connection, shape, rows, target, province, year, about))

        if kept is None:
            parts += write(folder)
        else:
            parts += kept.take([repr(shape), repr(about), province, str(year), repr(state)], folder, write)
    return parts


class KeptPieces:
    """Pieces of earlier builds below ``folder``, by what is in them. Afterwards ``sweep`` removes those not taken."""

    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder)
        self._taken: list[str] = []

    def take_table(self, about: Iterable[str], folder: Path, write: Callable[[], list[Part]]) -> list[Part]:
        """Put the pieces of a table below ``folder``: where ``about`` is as in an earlier build, those that ``write``
        has taken then."""
        key = make_key(about)
        if (listed := self._shelf.find(key)) is not None:
            kept = [(each, self._shelf.find(each)) for each in _read(listed / _LISTED)]
            if all(made for _, made in kept):
                self._taken += [key, *(each for each, _ in kept)]
                return [part for _, made in kept if made for part in _put(made, folder)]
        before = len(self._taken)
        parts = write()
        keys = self._taken[before:]
        self._shelf.make(key, lambda scratch: fill_file(scratch / _LISTED, json.dumps(keys).encode("ascii")))
        self._taken.append(key)
        return parts

    def take(self, about: Iterable[str], folder: Path, write: Callable[[Path], list[Part]]) -> list[Part]:
        """Put the pieces of the rows that ``about`` is about below ``folder``; those not kept are written."""
        key = make_key(about)
        self._taken.append(key)

        def work(scratch: Path) -> None:
            parts = write(scratch)
            fill_file(scratch / _LISTED, json.dumps([asdict(part) for part in parts]).encode("utf-8"))

        return _put(self._shelf.make(key, work), folder)

    def sweep(self) -> None:
        """Remove what was not taken."""
        self._shelf.sweep(set(self._taken))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _put(made: Path, folder: Path) -> list[Part]:
    """Put pieces that are kept in ``made`` below ``folder``."""
    parts = [Part(**each) for each in _read(made / _LISTED)]
    for part in parts:
        (folder / part.path).parent.mkdir(parents=True, exist_ok=True)
        link_file(made / part.path, folder / part.path)
    return parts


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
