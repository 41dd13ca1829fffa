"""Parquet files of the package's tables: typed, money as decimals, the text as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from disclosure.package.assembly import Shape
from disclosure.package.cells import RISKY_SIGNS

#: Decimals kept of a number; a figure printed with more is refused rather than rounded.
SCALE = 10
#: Our types of columns as types of the database.
TYPES = {
    "string": "VARCHAR", "integer": "BIGINT", "number": f"DECIMAL(38,{SCALE})", "boolean": "BOOLEAN",
    "year": "INTEGER", "date": "DATE",
}  # fmt: skip


def connect(spill: Path | None = None, memory: str = "") -> duckdb.DuckDBPyConnection:
    """A database in memory that works in one thread and keeps the order of rows: the same input, the same bytes.

    It neither fetches nor loads extensions. With ``spill``, what does not fit into ``memory`` ("1GB") goes there.
    """
    options: dict[str, Any] = {
        "threads": 1, "preserve_insertion_order": True, "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }  # fmt: skip
    if spill is not None:
        options |= {"temp_directory": str(spill), "memory_limit": memory}
    return duckdb.connect(config=options)


def write_parquet(connection: duckdb.DuckDBPyConnection, source: Path, target: Path, shape: Shape) -> None:
    """Write the published CSV file ``source`` to ``target`` with the types of its schema and unguarded cells."""
    target.parent.mkdir(parents=True, exist_ok=True)
    select = select_typed(source, shape)
    connection.execute(f"COPY ({select}) TO {quote(str(target))} (FORMAT parquet, COMPRESSION zstd)")


def select_typed(source: Path, shape: Shape) -> str:
    """The query that reads a published CSV file as its schema says. An empty cell is NULL."""
    columns = ", ".join(_select_column(field) for field in shape.schema["fields"])
    options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
    table = f"read_csv({quote(str(source))}, {options}, parallel = false, max_line_size = 16777216)"
    return f"SELECT {columns} FROM {table}"  # noqa: S608 - the names are those of our own schemas


def _select_column(field: Mapping[str, Any]) -> str:
    name, kind = f'"{field["name"]}"', field["type"]
    return unguard(field["name"]) if kind == "string" else f"CAST({name} AS {TYPES[kind]}) AS {name}"


def unguard(column: str) -> str:
    """The expression that undoes what guard_cell did to a text column, under the column's name."""
    name, pattern = f'"{column}"', quote(f"^'+[{RISKY_SIGNS}]")
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
