"""A table of the package as files: CSV in pieces, with cells made harmless, and its resource in a descriptor."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from disclosure.package.assembly import Shape
from disclosure.package.cells import guard_cell
from disclosure.store import format_value

#: Excel takes UTF-8 for the local encoding without it.
BYTE_ORDER_MARK = "\ufeff"


class TableFile:
    """A CSV file written batch by batch: UTF-8 with a byte order mark, LF, minimal quoting, a final newline.

    Text cells are written as guard_cell makes them. ``rows`` counts what was written.
    """

    def __init__(self, path: Path, shape: Shape) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.shape, self.rows = path, shape, 0
        self._texts = {field["name"] for field in shape.schema["fields"] if field["type"] == "string"}
        self._stream = path.open("w", encoding="utf-8", newline="")
        self._stream.write(BYTE_ORDER_MARK)
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self._writer.writerow(shape.columns)

    def __enter__(self) -> TableFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Put what was written into the file."""
        self._stream.close()

    def write(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Append ``rows``; a column a row lacks is an error."""
        columns = self.shape.columns
        for row in rows:
            cells = [(name, format_value(row[name])) for name in columns]
            self._writer.writerow([guard_cell(cell) if name in self._texts else cell for name, cell in cells])
            self.rows += 1


def describe_resource(shape: Shape, path: Path, folder: Path) -> dict[str, Any]:
    """The resource of a CSV file below ``folder``, its schema inlined, with its size and hash."""
    return {
        "name": shape.name,
        "type": "table",
        "title": shape.title,
        "path": path.relative_to(folder).as_posix(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        "schema": shape.schema,
    }
