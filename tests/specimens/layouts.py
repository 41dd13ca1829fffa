"""The forms of a report on paper and on screen: PDF, Word, workbook and web page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from typing import Protocol

import docx
import openpyxl
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .formats.content import Box
from .formats.office import add_table, as_number, html_table
from .formats.paper import HAN
from .national import FormSheet

#: An A4 page on its side, its margins, the height of a row, the size of the letters, in points.
WIDTH, HEIGHT, MARGIN, ROW, SIZE = 842.0, 595.0, 36.0, 19.0, 7.0


class Titled(Protocol):
    """What the forms are of: final accounts or a budget."""

    @property
    def title(self) -> str: ...

    @property
    def year(self) -> int: ...


def write_pdf(
    accounts: Titled, forms: list[FormSheet], *, ruled: bool = True, rows_a_page: int = 99, repeats: bool = True
) -> bytes:
    """One form a page or more: behind ``rows_a_page`` rows it goes on on the next, its head and title ``repeats`` there
    or do not. ``ruled`` draws the lines of the tables."""
    pdfmetrics.registerFont(UnicodeCIDFont(HAN))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setFont(HAN, 16)
    canvas.drawString(MARGIN, HEIGHT - 120, accounts.title)
    canvas.showPage()
    for form in forms:
        for lines, boxes, note in _pages(form, rows_a_page, repeats):
            at = _write_lines(canvas, lines)
            at = _draw_table(canvas, boxes, at, ruled)
            canvas.setFont(HAN, SIZE)
            canvas.drawString(MARGIN, HEIGHT - at - 14, note)
            canvas.drawString(WIDTH / 2, 6, str(canvas.getPageNumber()))
            canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _pages(form: FormSheet, rows_a_page: int, repeats: bool) -> Iterator[tuple[list[str], tuple[Box, ...], str]]:
    for start in range(0, len(form.rows), rows_a_page):
        rows = form.rows[start : start + rows_a_page]
        note = form.note if start + rows_a_page >= len(form.rows) else ""
        if start and not repeats:
            boxes = form.boxes(rows)
            first = len(form.head)
            yield [], tuple(
                Box(box.text, box.row - first, box.column, box.row_span, box.column_span)
                for box in boxes if box.row >= first
            ), note  # fmt: skip
        else:
            yield form.lines, form.boxes(rows), note


def _write_lines(canvas: Canvas, lines: list[str]) -> float:
    at = 40.0
    for index, line in enumerate(lines):
        size = 12.0 if index == 0 else SIZE
        canvas.setFont(HAN, size)
        x = {0: WIDTH / 2 - len(line) * 6, 1: WIDTH - MARGIN - 60}.get(index, MARGIN)
        if index == 2:
            left, _, right = line.partition(" ")
            canvas.drawString(x, HEIGHT - at, left)
            canvas.drawString(WIDTH - MARGIN - 90, HEIGHT - at, right)
        else:
            canvas.drawString(x, HEIGHT - at, line)
        at += 16
    return at


def _draw_table(canvas: Canvas, boxes: tuple[Box, ...], top: float, ruled: bool) -> float:
    """Draw the cells: words to the left, amounts to the right; give the table's lower end."""
    columns = max(box.column + box.column_span for box in boxes)
    width = (WIDTH - 2 * MARGIN) / columns
    for box in boxes:
        x0, y0 = MARGIN + box.column * width, top + box.row * ROW
        x1, y1 = x0 + box.column_span * width, y0 + box.row_span * ROW
        if ruled:
            canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=1, fill=0)
        room = max(1, int((x1 - x0 - 4) / SIZE))
        is_amount = as_number(box.text) is not None
        lines = [box.text] if is_amount else [box.text[i : i + room] for i in range(0, len(box.text), room)]
        canvas.setFont(HAN, SIZE)
        for index, line in enumerate(lines):
            y = HEIGHT - (y0 + y1) / 2 - 2.5 - (index - (len(lines) - 1) / 2) * (SIZE + 0.6)
            if is_amount:
                canvas.drawRightString(x1 - 3, y, line)
            else:
                canvas.drawString(x0 + 3, y, line)
    return top + max(box.row + box.row_span for box in boxes) * ROW


def write_docx(accounts: Titled, forms: list[FormSheet]) -> bytes:
    """A Word document: a title, and each form with the lines above and below it."""
    document = docx.Document()
    document.add_paragraph(accounts.title)
    for form in forms:
        for line in form.lines:
            document.add_paragraph(line)
        add_table(document, form.boxes())
        document.add_paragraph(form.note)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def write_xlsx(accounts: Titled, forms: list[FormSheet]) -> bytes:
    """The annexed workbook: a sheet a form, named GK01 and so on, its title and lines above the table."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for form in forms:
        sheet = book.create_sheet(f"GK{form.number:02}")
        for line in form.lines[:2]:
            sheet.append([line])
        left, _, right = form.lines[2].partition(" ")
        sheet.append([left, "", f"{accounts.year}年度", "", right])
        for box in form.boxes():
            number = as_number(box.text)
            cell = sheet.cell(box.row + 4, box.column + 1, box.text if number is None else number)
            cell.number_format = "@" if number is None else f"#,##0.{'0' * form.style.decimals}"
            if box.row_span * box.column_span > 1:
                sheet.merge_cells(
                    start_row=box.row + 4, start_column=box.column + 1, end_row=box.row + box.row_span + 3,
                    end_column=box.column + box.column_span,
                )  # fmt: skip
        sheet.append([form.note])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_html(accounts: Titled, forms: list[FormSheet]) -> bytes:
    """A saved web page."""
    parts = [f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h1>{escape(accounts.title)}</h1>']
    for form in forms:
        parts.extend(f"<p>{escape(line)}</p>" for line in form.lines)
        parts.append(html_table(form.boxes()))
        parts.append(f"<p>{escape(form.note)}</p>")
    return "\n".join([*parts, "</body></html>"]).encode()
