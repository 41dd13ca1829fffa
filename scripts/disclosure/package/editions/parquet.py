"""Parquet files of the package's tables: typed, money as decimals, the text as printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.cells import GUARDED

if TYPE_CHECKING:
    import duckdb

#: Decimals of a number in Parquet: usually _USUAL; SCALE in a table with a figure that is printed with more. A figure
#: with more than SCALE is refused rather than rounded.
SCALE, _USUAL = 10, 4
#: Our types of columns as types of the database.
TYPES = {
    "string": "VARCHAR", "integer": "BIGINT", "number": f"DECIMAL(38,{SCALE})", "boolean": "BOOLEAN",
    "year": "INTEGER", "date": "DATE",
}  # fmt: skip


def connect(spill: Path | None = None, memory: str = "") -> duckdb.DuckDBPyConnection:
    """A database in memory that works in one thread and keeps the order of rows: the same input, the same bytes.

    It neither fetches nor loads extensions. With ``spill``, what does not fit into ``memory`` ("1GB") goes there.
    """
    import duckdb  # loads for a sixth of a second what is needed where a table has changed

    options: dict[str, Any] = {
        "threads": 1, "preserve_insertion_order": True, "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }  # fmt: skip
    if spill is not None:
        options |= {"temp_directory": str(spill), "memory_limit": memory}
    return duckdb.connect(config=options)


def write_parquet(
    connection: duckdb.DuckDBPyConnection,
    source: Path,
    target: Path,
    shape: Shape,
    about: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write the published CSV file ``source`` to ``target`` with the types of its schema and unguarded cells.

    ``about`` goes into the file's key-value metadata, with the name, the title and the schema of the table.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    select = select_typed(source, shape, _find_number(connection, source, shape))
    connection.execute(f"COPY ({select}) TO {quote(str(target))} ({write_options(_describe(shape, about))})")


def _describe(shape: Shape, about: Mapping[str, str]) -> dict[str, str]:
    schema = json.dumps(shape.schema, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {**about, "table": shape.name, "table_title": shape.title, "table_schema": schema}


def write_options(about: Mapping[str, str]) -> str:
    """How a Parquet file is written, as options of COPY: compressed, and with what it says of itself."""
    pairs = ", ".join(f'"{name}": {quote(value)}' for name, value in about.items())
    return f"FORMAT parquet, COMPRESSION zstd{f', KV_METADATA {{{pairs}}}' if pairs else ''}"


def _find_number(connection: duckdb.DuckDBPyConnection, source: Path, shape: Shape) -> str:
    """The type that holds every number of a published CSV file: that of most, or the one with the most decimals."""
    names = [f'"{field["name"]}"' for field in shape.schema["fields"] if field["type"] == "number"]
    if not names:
        return TYPES["number"]
    longest = ", ".join(f"coalesce(max(length(split_part({name}, '.', 2))), 0)" for name in names)
    widest = ", ".join(f"coalesce(max(length(split_part({name}, '.', 1))), 0)" for name in names)
    found = connection.execute(f"SELECT greatest({longest}), greatest({widest}) FROM {_read(source)}").fetchone()  # noqa: S608
    assert found is not None
    # a DECIMAL of 18 digits is stored as a whole number of 64 bits; a sign takes a character of its own
    return f"DECIMAL(18,{_USUAL})" if found[0] <= _USUAL and found[1] <= 18 - _USUAL else TYPES["number"]


def select_typed(source: Path, shape: Shape, number: str = "") -> str:
    """The query that reads a published CSV file as its schema says; ``number`` is the type of numbers, by default the
    widest. An empty cell is NULL."""
    types = {**TYPES, "number": number or TYPES["number"]}
    columns = ", ".join(_select_column(field, types) for field in shape.schema["fields"])
    return f"SELECT {columns} FROM {_read(source)}"  # noqa: S608 - the names are those of our own schemas


def _read(source: Path) -> str:
    """A published CSV file as a relation whose columns are all text."""
    options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
    # a buffer of a line instead of two saves 50 MB
    size = "max_line_size = 16777216, buffer_size = 16777216"
    return f"read_csv({quote(str(source))}, {options}, parallel = false, {size})"


def _select_column(field: Mapping[str, Any], types: Mapping[str, str]) -> str:
    name, kind = f'"{field["name"]}"', field["type"]
    return unguard(field["name"]) if kind == "string" else f"CAST({name} AS {types[kind]}) AS {name}"


def unguard(column: str) -> str:
    """The expression that undoes what guard_cell did to a text column, under the column's name."""
    name, pattern = f'"{column}"', quote(GUARDED)
    return f"CASE WHEN regexp_matches({name}, {pattern}) THEN substr({name}, 2) ELSE {name} END AS {name}"


def quote(text: str) -> str:
    """``text`` as a literal of SQL."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def list_columns(names: Sequence[str] | str) -> str:
    """One column or several, as a schema names them, as a list of SQL."""
    return ", ".join(f'"{name}"' for name in as_list(names))


def as_list(names: Sequence[str] | str) -> list[str]:
    """What a schema writes as one name or as a list of them."""
    return [names] if isinstance(names, str) else list(names)
