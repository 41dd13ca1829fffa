"""Old spreadsheets (.xls): each sheet's name as a line, then its cells as a table, as shown on screen."""

from __future__ import annotations

import io
from typing import Any

import xlrd

from disclosure.document import Document
from disclosure.errors import SourceError
from disclosure.read.building.builder import DocumentBuilder
from disclosure.read.building.colours import Rgb
from disclosure.read.building.looks import Look, Sized, compose, note_sizes
from disclosure.read.workbook.biff_objects import count_objects
from disclosure.read.workbook.cell_colours import WHITE
from disclosure.read.workbook.cell_looks import Letters, look_of
from disclosure.read.workbook.number_format import is_date_format, show_value
from disclosure.read.workbook.spreadsheet import add_sheet, check_number, count_hidden, finish_book

XLS_TYPE = "application/vnd.ms-excel"

#: Rows of this height (twentieths of a point) and columns of this width (256ths of a character) or less show nothing.
_NO_HEIGHT, _NO_WIDTH = 20, 51
_TWIPS = 20.0


def read_xls(content: bytes, name: str, sha256: str) -> Document:
    """Read an old workbook (.xls). Raises SourceError for a broken or encrypted one."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        encrypted = "encrypted" in str(error).lower()
        raise SourceError(
            "the workbook is encrypted" if encrypted else "the workbook is broken",
            file=name,
            remedy="save a copy without a password" if encrypted else "download the document again",
        ) from None
    builder = DocumentBuilder(name)
    for sheet in book.sheets():
        shown, unseen = _read_cells(book, sheet, name)
        if sheet.visibility == 0:
            merges = [(top, left, bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells]
            add_sheet(builder, name, sheet.name, shown, merges)
        else:
            unseen += list(shown.values())
        count_hidden(builder, unseen)
    for kind, count in sorted(count_objects(content).items()):
        builder.skip(kind, count)
    return finish_book(builder, name, sha256, XLS_TYPE)


def _read_cells(
    book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, name: str
) -> tuple[dict[tuple[int, int], str], list[str]]:
    """The words of the cells that are shown, by row and column, and of those that are not."""
    values: dict[tuple[int, int], str] = {}
    unseen: list[str] = []
    covered = {
        (row, column)
        for top, bottom, left, right in sheet.merged_cells
        for row in range(top, bottom)
        for column in range(left, right)
        if (row, column) != (top, left)
    }
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            check_number(cell.value, name, f"{sheet.name}, {xlrd.cellname(row, column)}")
            if cell.value == 0 and cell.ctype == xlrd.XL_CELL_NUMBER and not sheet.show_zero_values:
                continue
            text = _show(book, sheet, (row, column), name)
            if text and ((row, column) in covered or _is_hidden(sheet, row, column)):
                unseen.append(text)
            elif text:
                values[row, column] = text
    return values, unseen


def _is_hidden(sheet: xlrd.sheet.Sheet, row: int, column: int) -> bool:
    line, width = sheet.rowinfo_map.get(row), sheet.colinfo_map.get(column)
    low = line is not None and (line.hidden or (not line.has_default_height and line.height <= _NO_HEIGHT))
    return bool(low or (width is not None and (width.hidden or width.width <= _NO_WIDTH)))


def _show(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, place: tuple[int, int], name: str) -> str:
    """The words of a cell as shown, with marks of what is not read in the place of figures."""
    cell = sheet.cell(*place)
    if cell.xf_index is None:
        return _show_value(cell, "", book.datemode)
    try:
        style = book.xf_list[cell.xf_index]
        code = str(book.format_map[style.format_key].format_str)
        letters = _find_letters(book, style.font_index)
    except (IndexError, KeyError):
        raise SourceError(
            "the workbook is broken: the format of a cell is missing", file=name, remedy="download the document again"
        ) from None
    ground, text = _find_ground(book, style.background), _show_value(cell, code, book.datemode)
    crossed = style.border.diag_line_style and (style.border.diag_up or style.border.diag_down)
    least = Look.STRUCK if crossed and cell.ctype == xlrd.XL_CELL_NUMBER else Look.PLAIN
    runs = sheet.rich_text_runlist_map.get(place) if cell.ctype == xlrd.XL_CELL_TEXT else None
    pieces: list[Sized] = []
    at = 0
    for start, font in (*(runs or ()), (len(text), 0)):
        pieces.append((text[at:start], max(least, look_of(letters, ground)), letters.size))
        letters, at = _find_letters(book, min(font, len(book.font_list) - 1)), start
    return compose(note_sizes(pieces))


def _find_letters(book: xlrd.book.Book, index: int) -> Letters:
    font = book.font_list[index]
    return Letters(
        book.colour_map.get(font.colour_index), font.height / _TWIPS, bool(font.struck_out), font.escapement in {1, 2}
    )


def _find_ground(book: xlrd.book.Book, fill: Any) -> Rgb | None:
    """The colour behind letters; None where a pattern leaves it open."""
    if fill.fill_pattern == 0:
        return WHITE
    found: Rgb | None = book.colour_map.get(fill.pattern_colour_index) if fill.fill_pattern == 1 else None
    return found


def _show_value(cell: xlrd.sheet.Cell, code: str, datemode: int) -> str:
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return show_value(bool(value), code)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#?"))
    if cell.ctype == xlrd.XL_CELL_DATE and is_date_format(code):
        try:
            return show_value(xlrd.xldate.xldate_as_datetime(value, datemode), code)
        except (ValueError, OverflowError):
            return show_value(value, "")
    return show_value(value if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE} else str(value), code)
