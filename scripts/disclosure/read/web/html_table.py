"""Tables of a web page on their way into a document: layout tables are left out, and spans are placed."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.read.building.builder import DocumentBuilder, GridCell
from disclosure.read.building.looks import veil

#: A cell spans at most so many rows or columns, as in the HTML standard's limit for columns.
MAX_SPAN = 1_000
#: So many digits of a span are read at most: Python itself refuses to read thousands.
_MOST_DIGITS = 9


@dataclass(slots=True)
class HtmlTable:
    """A table being read. ``items`` of a cell are its lines and the tables in it, in order; of ``veiled`` columns it
    is not sure whether they are shown."""

    rows: list[list[HtmlCell]] = field(default_factory=list)
    nested: bool = False
    columns: int = 0
    veiled: set[int] = field(default_factory=set)


@dataclass(slots=True)
class HtmlCell:
    """A cell being read."""

    row_span: int
    column_span: int
    items: list[str | HtmlTable] = field(default_factory=list)


def read_span(value: str | None) -> int:
    """How many rows or columns an attribute says that a cell spans."""
    text = (value or "").strip()
    return max(1, min(int(text[:_MOST_DIGITS]), MAX_SPAN)) if text.isdecimal() else 1


def write_items(items: list[str | HtmlTable], builder: DocumentBuilder) -> None:
    """Write lines and tables; a table that holds tables, or has one column, only lays out the page."""
    for item in items:
        if isinstance(item, str):
            builder.add_line(item)
        elif item.nested or all(len(row) < 2 for row in item.rows):
            for row in item.rows:
                for cell in row:
                    write_items(cell.items, builder)
        else:
            builder.add_table(_place(item))


def _place(table: HtmlTable) -> list[GridCell]:
    """Give each cell its column: cells spanning rows push those of the next rows to the right."""
    placed: list[GridCell] = []
    until: dict[int, int] = {}
    for number, row in enumerate(row for row in table.rows if row):
        column = 0
        for cell in row:
            while until.get(column, 0) > number:
                column += 1
            text = "\n".join(item for item in cell.items if isinstance(item, str))
            if column in table.veiled:
                text = veil(text)
            row_span = min(cell.row_span, len(table.rows) - number)
            placed.append(GridCell(text, number, column, row_span, cell.column_span))
            for taken in range(column, column + cell.column_span):
                until[taken] = number + row_span
            column += cell.column_span
    return placed
