"""Documents drawn from rows of words: tables with merged cells, on one page or over several."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.model import Document
from disclosure.read.building.builder import DocumentBuilder, GridCell

#: A cell that is merged with the one above, and one merged with the one to its left.
ABOVE, LEFT = "^", "<"
Rows = Sequence[Sequence[str]]


def merge_cells(rows: Rows) -> list[GridCell]:
    """The cells of rows whose merged places are marked."""
    cells = []
    for row, words in enumerate(rows):
        for column, text in enumerate(words):
            if text in (ABOVE, LEFT):
                continue
            wide = 1
            while column + wide < len(words) and words[column + wide] == LEFT:
                wide += 1
            tall = 1
            while row + tall < len(rows) and rows[row + tall][column] == ABOVE:
                tall += 1
            cells.append(GridCell(text, row, column, tall, wide))
    return cells


def draw_pages(*pages: Sequence[str | Rows]) -> Document:
    """A document with pages of lines and tables."""
    builder = DocumentBuilder("specimen.pdf")
    for parts in pages:
        builder.begin_page()
        for part in parts:
            if isinstance(part, str):
                builder.add_line(part)
            else:
                builder.add_table(merge_cells(part))
    return builder.finish("0" * 64, "application/pdf")
