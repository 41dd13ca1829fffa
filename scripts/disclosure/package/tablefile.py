"""A table of the package as files: CSV in pieces, with cells made harmless, and its resource in a descriptor."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
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

    Text cells are written as guard_cell makes them. ``rows`` counts what was written, ``filled`` the cells of each
    column that are not empty; ``examples`` has the first such cell of each, as it was before guarding.
    """

    def __init__(self, path: Path | None, shape: Shape) -> None:
        """Open ``path`` for writing, or a buffer in memory where there is none."""
        self.shape, self.rows = shape, 0
        self.filled: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self._texts = {field["name"] for field in shape.schema["fields"] if field["type"] == "string"}
        self._path = path
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._stream = io.StringIO() if path is None else path.open("w", encoding="utf-8", newline="")
        self._stream.write(BYTE_ORDER_MARK)
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self._writer.writerow(shape.columns)

    def __enter__(self) -> TableFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        assert self._path is not None
        return self._path

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
            for name, cell in cells:
                if cell:
                    self.filled[name] += 1
                    self.examples.setdefault(name, cell)

    def content(self) -> bytes:
        """What was written so far, of a table in memory."""
        assert isinstance(self._stream, io.StringIO)
        return self._stream.getvalue().encode("utf-8")


def render_table(shape: Shape, rows: Iterable[Mapping[str, object]]) -> bytes:
    """A table as the bytes of a published CSV file."""
    with TableFile(None, shape) as table:
        table.write(rows)
        return table.content()


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
