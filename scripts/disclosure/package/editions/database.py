"""One SQLite file of the whole package: every table ordered by its key, with links and views.

There is no other index: those of every link took more space than the rows, and a table is joined by its key. Who asks
the same question often creates an index of their own.
"""

from __future__ import annotations

import csv
import itertools
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from disclosure.errors import DescriptionError
from disclosure.package.editions.about import list_columns_of
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.cells import unguard_cell
from disclosure.package.editions.parquet import as_list, list_columns
from disclosure.package.versions.contract import VERSION as CONTRACT
from disclosure.package.versions.contract import list_links

_TYPES = {
    "string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER", "year": "INTEGER",
    "date": "TEXT",
}  # fmt: skip
#: Questions with one right answer, ready made. Each view says in its name what a row is.
VIEWS = {
    "executed_by_function": """
        SELECT year, unit_id, report_id, statement, fund, functional_class, functional_code, functional_name, amount
        FROM spending_by_function WHERE kind = 'final'
        """,
    "budgeted_by_function": """
        SELECT year, unit_id, report_id, statement, fund, functional_class, functional_code, functional_name, amount
        FROM spending_by_function WHERE kind = 'budget'
        """,
    "facts_in_words": """
        SELECT f.report_id, f.fact, r.unit_name, r.year, r.kind, s.label_zh AS statement, c.label_zh AS item,
               f.functional_name, f.economic_name, f.phase, f.measure, f.basis, f.value, f.value_unit,
               t.title AS form_title, f.place, f.quote
        FROM facts f JOIN reports r USING (report_id) JOIN statements s ON s.code = f.statement
        LEFT JOIN forms t ON t.report_id = f.report_id AND t.form = f.form
        LEFT JOIN concepts c ON c.statement = f.statement AND coalesce(c.item, '') = coalesce(f.item, '')
        """,
}
#: How a cell of CSV is put into a column: whole numbers and years SQLite makes of it by the kind of the column.
_VALUE = "NULLIF(?{0}, '')"
_VALUES = {"boolean": "CASE ?{0} WHEN '' THEN NULL ELSE ?{0} = 'true' END"}
#: Whole numbers with more characters are kept as the nearest double: SQLite's have 64 bits.
_WHOLE = 18
#: SQLite writes its own version into the header; a fixed one keeps the bytes the same with every version.
_VERSION_AT, _VERSION = 96, (3_040_000).to_bytes(4, "big")


def write_database(
    path: Path,
    sources: Mapping[str, Path],
    shapes: Mapping[str, Shape],
    about: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write the published CSV files ``sources`` into a new database at ``path``.

    Numbers are integers where they are whole, else the nearest double: the Parquet edition has decimals. An empty
    cell is NULL. Raises DescriptionError where a key does not hold.
    """
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        for name, source in sources.items():
            connection.execute(_create(shapes[name], {each: shapes[each] for each in sources}))
            values = ", ".join(_VALUES.get(field["type"], _VALUE).format(n) for n, field in _number(shapes[name]))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({values})', _read_rows(source, shapes[name]))  # noqa: S608
        for name, query in VIEWS.items():
            if set(_list_tables(query)) <= set(sources):
                connection.execute(f"CREATE VIEW {name} AS {' '.join(query.split())}")
        _describe(connection, shapes, about)
        connection.commit()
        connection.execute("VACUUM")
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            table, row, target = broken[0][:3]
            raise _refuse(f"row {row} of {table} refers to a row that {target} does not have")
    except sqlite3.IntegrityError as error:
        raise _refuse(str(error)) from None
    finally:
        connection.close()
    with path.open("r+b") as stream:
        stream.seek(_VERSION_AT)
        stream.write(_VERSION)


def _describe(connection: sqlite3.Connection, shapes: Mapping[str, Shape], about: Mapping[str, str]) -> None:
    """Tables about the package itself: what it is, by name, and what each column means."""
    connection.execute("CREATE TABLE _datapackage (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO _datapackage VALUES (?, ?)", about.items())
    columns = ("table_name", "column_name", "title", "title_en", "description", "description_en", "unit")
    typed = ", ".join(f"{name} TEXT" for name in columns)
    connection.execute(f"CREATE TABLE _columns ({typed}, PRIMARY KEY (table_name, column_name)) WITHOUT ROWID")
    rows = list_columns_of([{"name": name, "schema": shape.schema} for name, shape in shapes.items()])
    connection.executemany("INSERT INTO _columns VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute(f"PRAGMA user_version = {CONTRACT}")


def _refuse(problem: str) -> DescriptionError:
    return DescriptionError(
        problem, file="data", remedy="build the reports again; a new code or unit must first be added to data/reference"
    )


def _create(shape: Shape, known: Mapping[str, Shape]) -> str:
    """The statement that creates a table, stored in the order of its key.

    A key with a column that may be empty is none in SQL, where NULL equals nothing; a link to anything but a primary
    key is left to the other editions.
    """
    parts = [f'"{field["name"]}" {_TYPES[field["type"]]}' for field in shape.schema["fields"]]
    key = _find_key(shape)
    if key:
        parts.append(f"PRIMARY KEY ({list_columns(key)})")
    for link in list_links(shape.schema):
        target = link["reference"]["resource"] or shape.name
        wanted = as_list(link["reference"]["fields"])
        if target in known and wanted == _find_key(known[target]):
            parts.append(f'FOREIGN KEY ({list_columns(link["fields"])}) REFERENCES "{target}" ({list_columns(wanted)})')
    return f'CREATE TABLE "{shape.name}" ({", ".join(parts)}){" WITHOUT ROWID" if key else ""}'


def _find_key(shape: Shape) -> list[str]:
    """The columns of the primary key of a table; none where one of them may be empty."""
    required = {field["name"] for field in shape.schema["fields"] if field.get("constraints", {}).get("required")}
    key = as_list(shape.schema.get("primaryKey", ()))
    return key if required.issuperset(key) else []


def _number(shape: Shape) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(shape.schema["fields"], 1))


def _read_rows(source: Path, shape: Shape) -> Iterator[list[str | float]]:
    """The cells of a published file, unguarded, with numbers in the columns of numbers: SQLite's own reading of them
    has changed from version to version."""
    numbers = [at for at, field in enumerate(shape.schema["fields"]) if field["type"] == "number"]
    with source.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        next(rows)
        for row in rows:
            cells: list[str | float] = list(row)
            if any(cell[:1] == "'" for cell in row):
                cells = [unguard_cell(cell) for cell in row]
            for at in numbers:
                if cell := row[at]:
                    cells[at] = float(cell) if "." in cell or len(cell) > _WHOLE else int(cell)
            yield cells


def _list_tables(query: str) -> list[str]:
    words = query.split()
    return [after for word, after in itertools.pairwise(words) if word in ("FROM", "JOIN")]
