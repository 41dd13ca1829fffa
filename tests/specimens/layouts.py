"""The forms of a report on paper and on screen: PDF, Word, workbook and web page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Protocol

import openpyxl
from reportlab.pdfgen.canvas import Canvas

from .formats.content import Box
from .formats.office import as_number, html_table
from .formats.typeface import HAN, register_typeface
from .formats.word import make_paragraph, make_table, write_word
from .national import FormSheet

#: An A4 page on its side, its margins, the height of a row, the size of the letters, in points.
WIDTH, HEIGHT, MARGIN, ROW, SIZE = 842.0, 595.0, 36.0, 19.0, 7.0


class Titled(Protocol):
    """What the forms are of: final accounts or a budget."""

    @property
    def title(self) -> str: ...

    @property
    def year(self) -> int: ...


@dataclass(frozen=True)
class Drawing:
    """How a form is drawn. ``rules``: every cell's (all), none, rows, frame, filled (thin areas), double or broken
    (in two pieces a side). Words of heads stand in the middle of their cells or, not ``centred``, at the left;
    ``stacked`` writes the heads of columns one character a line. The table takes ``share`` of the page's width.
    ``size`` is that of the words in cells: two lines of them must fit into a ``row``. ``figures`` names another font for amounts, a little lower. ``turned`` draws the page on its side."""

    rules: str = "all"
    centred: bool = False
    stacked: bool = False
    share: float = 1.0
    row: float = ROW
    size: float = SIZE
    figures: str = ""
    turned: bool = False
    tables_a_page: int = 1


PLAIN = Drawing()


def write_pdf(
    accounts: Titled, forms: list[FormSheet], *, drawing: Drawing = PLAIN, rows_a_page: int = 99,
    repeats: bool = True,
) -> bytes:  # fmt: skip
    """One form a page or more: behind ``rows_a_page`` rows it goes on on the next, its head and title ``repeats`` there
    or do not."""
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    _turn(canvas, drawing)
    canvas.setFont(HAN, 16)
    canvas.drawString(MARGIN, HEIGHT - 120, accounts.title)
    canvas.showPage()
    pages = [page for form in forms for page in _pages(form, rows_a_page, repeats)]
    for first in range(0, len(pages), drawing.tables_a_page):
        _turn(canvas, drawing)
        at = 40.0
        for lines, boxes, note, heads in pages[first : first + drawing.tables_a_page]:
            at = _draw_table(canvas, boxes, _write_lines(canvas, lines, at), drawing, heads)
            canvas.setFont(HAN, SIZE)
            canvas.drawString(MARGIN, HEIGHT - at - 14, note)
            at += 44
        canvas.drawString(WIDTH / 2, HEIGHT - 16, str(canvas.getPageNumber()))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _turn(canvas: Canvas, drawing: Drawing) -> None:
    if drawing.turned:
        canvas.setPageRotation(90)
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)


def _pages(form: FormSheet, rows_a_page: int, repeats: bool) -> Iterator[tuple[list[str], tuple[Box, ...], str, int]]:
    """The lines, the cells and the note of each page, and how many rows of the head are on it."""
    for start in range(0, len(form.rows), rows_a_page):
        rows = form.rows[start : start + rows_a_page]
        note = form.note if start + rows_a_page >= len(form.rows) else ""
        first = len(form.head)
        if start and not repeats:
            boxes = form.boxes(rows)
            yield [], tuple(
                Box(box.text, box.row - first, box.column, box.row_span, box.column_span)
                for box in boxes if box.row >= first
            ), note, 0  # fmt: skip
        else:
            yield form.lines, form.boxes(rows), note, first


def _write_lines(canvas: Canvas, lines: list[str], at: float) -> float:
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


def _draw_table(canvas: Canvas, boxes: tuple[Box, ...], top: float, drawing: Drawing, heads: int) -> float:
    """Draw the cells: words to the left, amounts to the right; give the table's lower end."""
    columns = max(box.column + box.column_span for box in boxes)
    rows = max(box.row + box.row_span for box in boxes)
    width = (WIDTH - 2 * MARGIN) * drawing.share / columns
    tall = [row for row in range(heads) if drawing.stacked and any(_is_stacked(box, row, heads) for box in boxes)]
    deep = max((len(box.text) for box in boxes for row in tall if _is_stacked(box, row, heads)), default=0)
    heights = [(deep + 1) * (SIZE + 1.5) if row in tall[-1:] else drawing.row for row in range(rows)]
    edges = [top + sum(heights[:row]) for row in range(rows + 1)]
    if edges[-1] > HEIGHT:
        raise ValueError(f"a table of {rows} rows ends {edges[-1] - HEIGHT:.0f} points below its page")
    for box in boxes:
        x0, y0 = MARGIN + box.column * width, edges[box.row]
        x1, y1 = x0 + box.column_span * width, edges[box.row + box.row_span]
        if drawing.rules not in {"none", "frame"}:
            _draw_rules(canvas, (x0, HEIGHT - y1, x1, HEIGHT - y0), drawing.rules)
        stacked = drawing.stacked and any(_is_stacked(box, row, heads) for row in tall[-1:])
        _write_cell(canvas, box, (x0, y0, x1, y1), drawing, is_head=box.row < heads, stacked=stacked)
    if drawing.rules == "frame":
        _draw_rules(canvas, (MARGIN, HEIGHT - edges[-1], MARGIN + columns * width, HEIGHT - top), "all")
    return edges[-1]


def _is_stacked(box: Box, row: int, heads: int) -> bool:
    """Whether a cell of the head's row is narrow and ends in it."""
    last = box.row + box.row_span - 1
    return last == row < heads and box.column_span == 1 and not box.text.isdigit() and len(box.text) < 10


def _draw_rules(canvas: Canvas, corners: tuple[float, float, float, float], rules: str) -> None:
    x0, low, x1, high = corners
    sides = [(x0, high, x1, high), (x0, low, x1, low), (x0, low, x0, high), (x1, low, x1, high)]
    for ax, ay, bx, by in sides[:2] if rules == "rows" else sides:
        if rules == "filled":
            canvas.rect(ax - 0.3, ay - 0.3, bx - ax + 0.6, by - ay + 0.6, stroke=0, fill=1)
        elif rules == "broken":
            long = max(abs(bx - ax), abs(by - ay))
            before, after = 0.5 - 1.2 / long, 0.5 + 1.2 / long
            canvas.line(ax, ay, ax + before * (bx - ax), ay + before * (by - ay))
            canvas.line(ax + after * (bx - ax), ay + after * (by - ay), bx, by)
        else:
            canvas.line(ax, ay, bx, by)
        if rules == "double":
            canvas.line(ax + 1.2, ay + 1.2, bx + 1.2, by + 1.2)


def _write_cell(
    canvas: Canvas, box: Box, corners: tuple[float, float, float, float], drawing: Drawing, *, is_head: bool,
    stacked: bool,
) -> None:  # fmt: skip
    x0, y0, x1, y1 = corners
    room = 1 if stacked else max(1, int((x1 - x0 - 4) / drawing.size))
    is_amount = as_number(box.text) is not None
    lines = [box.text] if is_amount else [box.text[i : i + room] for i in range(0, len(box.text), room)]
    pitch = drawing.size + (1.5 if stacked else 0.6)
    for index, line in enumerate(lines):
        y = HEIGHT - (y0 + y1) / 2 - 2.5 - (index - (len(lines) - 1) / 2) * pitch
        if is_amount and not is_head:
            canvas.setFont(drawing.figures or HAN, drawing.size)
            canvas.drawRightString(x1 - 3, y - (1.2 if drawing.figures else 0), line)
            continue
        canvas.setFont(HAN, drawing.size)
        if is_head and drawing.centred:
            canvas.drawCentredString((x0 + x1) / 2, y, line)
        elif is_amount:
            canvas.drawRightString(x1 - 3, y, line)
        else:
            canvas.drawString(x0 + 3, y, line)


def write_docx(accounts: Titled, forms: list[FormSheet]) -> bytes:
    """A Word document: a title, and each form with the lines above and below it."""
    blocks = [make_paragraph(accounts.title)]
    for form in forms:
        blocks += [*map(make_paragraph, form.lines), make_table(form.boxes()), make_paragraph(form.note)]
    return write_word(blocks)


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
