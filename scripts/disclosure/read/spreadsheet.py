"""Spreadsheets (.xlsx, .xls): each sheet's name as a line, then its cells as a table, as shown on screen."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping

import openpyxl
import xlrd
from openpyxl.worksheet.worksheet import Worksheet

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.builder import MAX_CELLS, DocumentBuilder, GridCell
from disclosure.read.cell_looks import CellLooks, count_drawings
from disclosure.read.container import Container
from disclosure.read.number_format import is_date_format, show_value

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS_TYPE = "application/vnd.ms-excel"

#: A sheet with more merged ranges is refused; the fullest known here has 300.
MAX_MERGES = 20_000

#: Row, column, row span, column span of a merged range.
_Merge = tuple[int, int, int, int]
_NO_VALUE = re.compile(rb"<c\b(?:(?!</c>).)*?(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>", re.DOTALL)
_MERGE = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def read_xlsx(content: bytes, container: Container, name: str, sha256: str) -> Document:
    """Read a workbook's visible sheets, rows and columns.

    Raises SourceError for a broken one, and for formulas whose values the file does not hold.
    """
    container.check_parts()
    for member in container.members:
        if member.startswith("xl/worksheets/"):
            _check_sheet(container.read(member), name, member)
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True)
    builder = DocumentBuilder(name)
    looks = CellLooks(book)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            merges = [(r.min_row, r.min_col, r.size["rows"], r.size["columns"]) for r in sheet.merged_cells.ranges]
            _add_sheet(builder, name, sheet.title, _xlsx_values(sheet, looks, name), merges)
    for kind, count in count_drawings(container):
        builder.skip(kind, count)
    return _finish(builder, name, sha256, XLSX_TYPE)


def _check_sheet(content: bytes, name: str, member: str) -> None:
    if _NO_VALUE.search(content):
        raise SourceError(
            "contains formulas without their values",
            file=name,
            place=member,
            remedy="open it in a spreadsheet program and save it",
        )
    # the library makes an object for each cell of a merged range, so that one range may exhaust the memory
    ranges = _MERGE.findall(content)
    merged = sum(
        (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1) for left, top, right, bottom in ranges
    )
    if len(ranges) > MAX_MERGES:
        raise SourceError(
            f"{len(ranges)} merged ranges, more than {MAX_MERGES}", file=name, place=member, remedy="split it"
        )
    if merged > MAX_CELLS:
        raise SourceError(f"{merged:,} merged cells, more than {MAX_CELLS}", file=name, place=member, remedy="split it")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _xlsx_values(sheet: Worksheet, looks: CellLooks, name: str) -> dict[tuple[int, int], str]:
    hidden_rows = {index for index, row in sheet.row_dimensions.items() if row.hidden or row.height == 0}
    hidden_columns: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if (dimension.hidden or dimension.width == 0) and dimension.min and dimension.max:
            hidden_columns.update(range(dimension.min, min(dimension.max, 20_000) + 1))
    values: dict[tuple[int, int], str] = {}
    # the cells that are there: one stray cell far down would make millions of the rows between
    for cell in sheet._cells.values():
        if cell.value is not None and cell.row not in hidden_rows and cell.column not in hidden_columns:
            _check_number(cell.value, name, f"{sheet.title}, {cell.coordinate}")
            values[cell.row, cell.column] = looks.show(cell)
    return values


def _check_number(value: object, name: str, place: str) -> None:
    """Raises SourceError for 1E999 and the like, which no spreadsheet program writes: what it was is not known."""
    if isinstance(value, float) and not math.isfinite(value):
        raise SourceError(
            "the number of a cell is not finite", file=name, place=place, remedy="download the document again"
        )


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
        if sheet.visibility == 0:
            merges = [(top, left, bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells]
            _add_sheet(builder, name, sheet.name, _xls_values(book, sheet, name), merges)
    return _finish(builder, name, sha256, XLS_TYPE)


def _xls_values(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, name: str) -> dict[tuple[int, int], str]:
    values: dict[tuple[int, int], str] = {}
    hidden_rows = {index for index, row in sheet.rowinfo_map.items() if row.hidden}
    hidden_columns = {index for index, column in sheet.colinfo_map.items() if column.hidden}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if row not in hidden_rows and column not in hidden_columns:
                cell = sheet.cell(row, column)
                _check_number(cell.value, name, f"{sheet.name}, {xlrd.cellname(row, column)}")
                text = _show_xls_cell(cell, _find_xls_format(book, cell, name), book.datemode)
                if text:
                    values[row, column] = text
    return values


def _find_xls_format(book: xlrd.book.Book, cell: xlrd.sheet.Cell, name: str) -> str:
    """The format a cell is shown with. Raises SourceError where the workbook has none of its number."""
    try:
        return (
            str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str) if cell.xf_index is not None else ""
        )
    except (IndexError, KeyError):
        raise SourceError(
            "the workbook is broken: the format of a cell is missing", file=name, remedy="download the document again"
        ) from None


def _show_xls_cell(cell: xlrd.sheet.Cell, code: str, datemode: int) -> str:
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


def _add_sheet(
    builder: DocumentBuilder, name: str, title: str, values: Mapping[tuple[int, int], str], merges: Iterable[_Merge]
) -> None:
    """Add a sheet: rows and columns without any word are left out, empty cells between words are kept. A sheet of one
    column is prose, a line for each cell."""
    filled = {place: text for place, text in values.items() if text.strip()}
    if not filled:
        return
    builder.add_line(title)
    spans = {(top, left): (rows, columns) for top, left, rows, columns in merges}
    covered = {
        (row, column)
        for (top, left), (rows, columns) in spans.items()
        if (top, left) in filled
        for row in range(top, top + rows)
        for column in range(left, left + columns)
        if (row, column) != (top, left)
    }
    rows = {row: number for number, row in enumerate(sorted({row for row, _ in filled}))}
    columns = {column: number for number, column in enumerate(sorted({column for _, column in filled}))}
    if len(rows) * len(columns) > MAX_CELLS:
        raise SourceError(f"more than {MAX_CELLS} cells", file=name, place=title, remedy="split the document")
    if len(columns) == 1:
        for row, column in sorted(filled):
            builder.add_line(filled[row, column])
        return
    cells: list[GridCell] = []
    for row, row_number in rows.items():
        for column, column_number in columns.items():
            if (row, column) in covered and (row, column) not in filled:
                continue
            high, wide = spans.get((row, column), (1, 1))
            row_span = sum(1 for each in range(row, row + high) if each in rows) if high > 1 else 1
            column_span = sum(1 for each in range(column, column + wide) if each in columns) if wide > 1 else 1
            text = filled.get((row, column), "")
            cells.append(GridCell(text, row_number, column_number, max(1, row_span), max(1, column_span)))
    builder.add_table(cells)


def _finish(builder: DocumentBuilder, name: str, sha256: str, media_type: str) -> Document:
    if builder.empty:
        raise SourceError("the workbook contains no text", file=name, remedy="download the document again")
    return builder.finish(sha256, media_type)
