"""A table of the package as files: CSV in pieces, with cells made harmless, and its resource in a descriptor."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from disclosure.package.derived.grain import describe_rows
from disclosure.package.editions.about import split_languages
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.cells import guard_cell
from disclosure.store import format_value, hash_bytes, hash_file

#: The unit of measure of money in our schemas.
MONEY = "元"


@dataclass
class Tally:
    """What some rows of a table hold: their number, the cells of each column that are not empty, and the first such
    cell of each, as it was before guarding."""

    rows: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Count rows that follow."""
        self.rows += other.rows
        self.filled.update(other.filled)
        self.examples = other.examples | self.examples


class _Lines(list[str]):
    """What a writer of CSV needs of a file: one call a row."""

    write = list.append


def render_lines(shape: Shape, rows: Iterable[Mapping[str, object]]) -> tuple[list[str], Tally]:
    """Each row as its line of CSV, and what they hold; a column a row lacks is an error.

    Minimal quoting, LF. Text cells are written as guard_cell makes them.
    """
    listed, lines = list(rows), _Lines()
    tally = Tally(len(listed))
    columns = []
    for name, described in zip(shape.columns, shape.schema["fields"], strict=True):
        cells = [format_value(row[name]) for row in listed]
        if filled := len(cells) - cells.count(""):
            tally.filled[name] = filled
            tally.examples[name] = next(filter(None, cells))
        columns.append(list(map(guard_cell, cells)) if filled and described["type"] == "string" else cells)
    csv.writer(lines, lineterminator="\n").writerows(zip(*columns, strict=True))
    return list(lines), tally


def write_header(shape: Shape) -> str:
    """What a published CSV file begins with: the names of the columns."""
    lines = _Lines()
    csv.writer(lines, lineterminator="\n").writerow(shape.columns)
    return lines[0]


class TableFile:
    """A published CSV file written batch by batch, UTF-8; ``tally`` says what it holds so far."""

    def __init__(self, path: Path, shape: Shape) -> None:
        """Open ``path`` for writing."""
        self.path, self.shape, self.tally = path, shape, Tally()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream = path.open("w", encoding="utf-8", newline="")
        self._stream.write(write_header(shape))

    def __enter__(self) -> TableFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def rows(self) -> int:
        """The rows written so far."""
        return self.tally.rows

    def close(self) -> None:
        """Put what was written into the file."""
        self._stream.close()

    def write(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Append ``rows``; a column a row lacks is an error."""
        lines, tally = render_lines(self.shape, rows)
        self.append("".join(lines), tally)

    def append(self, lines: str, tally: Tally) -> None:
        """Append what render_lines has made."""
        self._stream.write(lines)
        self.tally.add(tally)


def render_table(shape: Shape, rows: Iterable[Mapping[str, object]]) -> bytes:
    """A table as the bytes of a published CSV file."""
    return (write_header(shape) + "".join(render_lines(shape, rows)[0])).encode("utf-8")


def describe_resource(shape: Shape, path: Path) -> dict[str, Any]:
    """The resource of a CSV file, its schema inlined, with its size and hash."""
    return _describe(shape, path.stat().st_size, hash_file(path), publish_schema(shape.schema))


def describe_content(shape: Shape, content: bytes, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The resource of a table whose CSV file has these bytes; ``schema`` is what publish_schema makes of its own."""
    return _describe(shape, len(content), hash_bytes(content), schema)


def _describe(shape: Shape, size: int, digest: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": shape.name,
        "type": "table",
        "title": shape.title,
        **_describe_rows(shape.name),
        "path": f"{shape.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _describe_rows(table: str) -> dict[str, str]:
    english, chinese = split_languages(describe_rows(table))
    return {"description": chinese, "description_en": english} if chinese else {}


def publish_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A Table Schema as a published descriptor has it.

    A pattern is named for required columns only: frictionless makes a rule of SQL from it that fails on an empty cell.
    Money is marked as such, by the code of its currency (ISO 4217).
    """
    return {**schema, "fields": [_publish_field(each) for each in schema["fields"]]}


def _publish_field(field_: Mapping[str, Any]) -> dict[str, Any]:
    published = dict(field_)
    limits = dict(published.pop("constraints", {}))
    if not limits.get("required"):
        limits.pop("pattern", None)
    if published.get("unit") == MONEY:
        published["currency"] = "CNY"
    return {**published, "constraints": limits} if limits else published
