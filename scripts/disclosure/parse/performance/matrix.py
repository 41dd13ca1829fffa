"""Tables whose source tells the place of every cell: rows of boxes, merged ones in each row they cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from disclosure.model import Cell, Document, Table
from disclosure.parse.performance.table import Piece
from disclosure.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its words, and the rows and columns it covers (ends exclusive)."""

    piece: Piece
    row: int
    row_end: int
    column: int
    column_end: int

    @property
    def text(self) -> str:
        """The words as the vocabulary writes them."""
        return self.piece.folded

    def within(self, first: int, end: int) -> bool:
        """Whether the box lies in the columns from ``first`` to ``end``."""
        return first <= self.column and self.column_end <= end


class Matrix:
    """A table as rows of boxes. ``rows[i]`` holds every box that covers row ``i``, in column order;
    ``merged`` tells that some box covers several rows."""

    def __init__(self, document: Document, table: Table) -> None:
        self.start, self.end = table.start, table.end
        first = min(cell.row for cell in table.cells)
        last = max(cell.row for cell in table.cells)
        self.rows: list[list[Box]] = [[] for _ in range(last - first + 1)]
        for cell in table.cells:
            box = _make_box(document, cell, first, len(self.rows))
            for row in range(box.row, box.row_end):
                self.rows[row].append(box)
        self.merged = any(box.row_end - box.row > 1 for boxes in self.rows for box in boxes)
        #: Whether the source merges cells; a text export does not, and a line that is missing there displaces cells.
        self.spans = self.merged or any(box.column_end - box.column > 1 for boxes in self.rows for box in boxes)
        for boxes in self.rows:
            boxes.sort(key=lambda box: box.column)

    def over(self, row: int, first: int, end: int) -> list[Box]:
        """The boxes of a row that reach into the columns from ``first`` to ``end``."""
        return [box for box in self.rows[row] if box.column < end and box.column_end > first]

    def pairs(self, row: int, is_label: Callable[[str], bool]) -> Iterator[tuple[Box, Box]]:
        """Each box that begins in a row, with the one to its right. Where the source merges no cells, columns that a
        merged box covered are empty: the next filled box is the one then, unless it is a label itself."""
        boxes = self.rows[row]
        for at, (box, value) in enumerate(pairwise(boxes)):
            if not self.spans and box.text and not value.text:
                filled = next((each for each in boxes[at + 1 :] if each.text), value)
                value = value if is_label(filled.text) else filled
            if value.row == row:
                yield box, value


def _make_box(document: Document, cell: Cell, first: int, height: int) -> Box:
    piece = make_piece(document, cell)
    row = cell.row - first
    return Box(piece, row, min(row + cell.row_span, height), cell.column, cell.column + cell.column_span)


def make_piece(document: Document, cell: Cell) -> Piece:
    """A cell's words without white space, and where they stand."""
    raw = document.text[cell.start : cell.end]
    text = "".join(raw.split())
    lead = len(raw) - len(raw.lstrip())
    span = (cell.start + lead, cell.start + len(raw.rstrip())) if text else (cell.start, cell.start)
    return Piece(text, (span,))
