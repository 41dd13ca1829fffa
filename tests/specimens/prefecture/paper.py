"""The documents of a prefecture as files: text, Word, and PDF with real pages."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportlab.pdfgen.canvas import Canvas

from ..formats.content import Box
from ..formats.paper import width_of
from ..formats.typeface import HAN, register_typeface
from ..formats.word import make_paragraph, make_table, write_word
from .writer import Row, Written

#: An A4 page, its margin and the size of its letters, in points.
WIDTH, HEIGHT, MARGIN, SIZE = 595.0, 842.0, 60.0, 10.5
_LINES = 40


def write_text(written: Written) -> bytes:
    """Plain text, as Word exports it."""
    return written.text.encode("utf-8")


def write_docx(written: Written) -> bytes:
    """A Word document; the tables are tables."""
    made: list[str] = []
    for block in written.blocks:
        if isinstance(block, str):
            made.append(make_paragraph(block))
        else:
            made += [make_paragraph(block[0][0]), make_paragraph(block[1][0]), make_table(_boxes(block[2:]))]
    return write_word(made)


def _boxes(rows: list[Row]) -> tuple[Box, ...]:
    """Cells of rows that are not all of one length: the last of a shorter row takes what is left, in the row of the
    total score the first."""
    width, boxes = max(len(row) for row in rows), []
    for index, row in enumerate(rows):
        wide = 0 if row[0] == "总分" else len(row) - 1
        column = 0
        for number, text in enumerate(row):
            span = width - len(row) + 1 if number == wide else 1
            boxes.append(Box(text, index, column, 1, span))
            column += span
    return tuple(boxes)


def write_pdf(written: Written) -> bytes:
    """A PDF of running text, lines broken at the page's width, with page numbers. Tables are not drawn: a document
    with tables is refused."""
    if written.tables:
        raise ValueError("a document with tables")
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    lines = [line for block in written.blocks for line in _wrap(str(block))]
    for page, start in enumerate(range(0, len(lines), _LINES), 1):
        canvas.setFont(HAN, SIZE)
        for index, line in enumerate(lines[start : start + _LINES]):
            canvas.drawString(MARGIN, HEIGHT - MARGIN - index * 18, line)
        canvas.drawString(WIDTH / 2, 24, str(page))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _wrap(text: str) -> Iterator[str]:
    """Break a line where the page ends, in the middle of a figure if that is where it ends."""
    line = ""
    for char in text:
        if width_of(line + char, SIZE) > WIDTH - 2 * MARGIN:
            yield line
            line = ""
        line += char
    yield line
