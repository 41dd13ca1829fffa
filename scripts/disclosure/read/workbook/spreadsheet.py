"""Spreadsheets (.xlsx): each sheet's name as a line, then its cells as a table, as shown on screen."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from disclosure.document import Document
from disclosure.errors import SourceError
from disclosure.read.building.builder import MAX_CELLS, SPLIT, DocumentBuilder, GridCell
from disclosure.read.building.container import Container
from disclosure.read.page.hidden import tally_figures
from disclosure.read.workbook.cell_looks import CellLooks, count_drawings
from disclosure.read.workbook.sheet_boxes import SheetBox, find_boxes

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: A sheet with more merged ranges is refused; the fullest known here has 300.
MAX_MERGES = 20_000

#: Rows of this height (points) and columns of this width (characters) or less show nothing.
_NO_HEIGHT, _NO_WIDTH = 1.0, 0.2
_THEME = "xl/theme/theme1.xml"

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
    looks = CellLooks(book, container.parse(_THEME) if _THEME in container.members else None)
    boxes = find_boxes(container)
    for sheet in book.worksheets:
        shown, unseen = _xlsx_values(sheet, looks, name)
        held = boxes.get(sheet.title, [])
        if sheet.sheet_state == "visible":
            merges = [(r.min_row, r.min_col, r.size["rows"], r.size["columns"]) for r in sheet.merged_cells.ranges]
            _add_with_boxes(builder, name, sheet.title, shown, merges, held)
            held = [box for box in held if not box.shown]
        else:
            unseen += list(shown.values())
        count_hidden(builder, [*unseen, *(box.words for box in held)])
    for kind, count in count_drawings(container):
        builder.skip(kind, count)
    return finish_book(builder, name, sha256, XLSX_TYPE)


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
        raise SourceError(f"{len(ranges)} merged ranges, more than {MAX_MERGES}", file=name, place=member, remedy=SPLIT)
    if merged > MAX_CELLS:
        raise SourceError(f"{merged:,} merged cells, more than {MAX_CELLS}", file=name, place=member, remedy=SPLIT)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _add_with_boxes(
    builder: DocumentBuilder,
    name: str,
    title: str,
    values: Mapping[tuple[int, int], str],
    merges: Iterable[_Merge],
    boxes: Iterable[SheetBox],
) -> None:
    """Add a sheet; text boxes above its cells come before them, all others behind them."""
    first = min((row for row, _ in values), default=0)
    above = [box for box in boxes if box.shown and box.row <= first]
    for box in above:
        builder.add_line(box.words)
    add_sheet(builder, name, title, values, merges)
    for box in boxes:
        if box.shown and box not in above:
            builder.add_line(box.words)


def count_hidden(builder: DocumentBuilder, words: Iterable[str]) -> None:
    """Count the figures in what a workbook does not show."""
    count = sum(map(tally_figures, words))
    if count:
        builder.skip("hidden", count)


def _xlsx_values(sheet: Worksheet, looks: CellLooks, name: str) -> tuple[dict[tuple[int, int], str], list[str]]:
    """The words of the cells that are shown, by row and column, and of those that are not."""
    hidden_rows = {
        index
        for index, row in sheet.row_dimensions.items()
        if row.hidden or (row.height is not None and row.height <= _NO_HEIGHT)
    }
    hidden_columns: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if (dimension.hidden or dimension.width <= _NO_WIDTH) and dimension.min and dimension.max:
            hidden_columns.update(range(dimension.min, min(dimension.max, 20_000) + 1))
    values: dict[tuple[int, int], str] = {}
    unseen: list[str] = []
    rules, zeros = looks.rules(sheet), sheet.sheet_view.showZeros is not False
    # the cells that are there: one stray cell far down would make millions of the rows between
    for cell in sheet._cells.values():
        if cell.value is None:
            continue
        check_number(cell.value, name, f"{sheet.title}, {cell.coordinate}")
        shows = zeros or isinstance(cell.value, str | bool) or cell.value != 0
        if cell.row in hidden_rows or cell.column in hidden_columns:
            unseen.append(looks.show(cell, rules))
        elif shows:
            values[cell.row, cell.column] = looks.show(cell, rules)
    return values, unseen


def check_number(value: object, name: str, place: str) -> None:
    """Raises SourceError for 1E999 and the like, which no spreadsheet program writes: what it was is not known."""
    if isinstance(value, float) and not math.isfinite(value):
        raise SourceError(
            "the number of a cell is not finite", file=name, place=place, remedy="download the document again"
        )


def add_sheet(
    builder: DocumentBuilder, name: str, title: str, values: Mapping[tuple[int, int], str], merges: Iterable[_Merge]
) -> None:
    """Add a sheet: rows and columns without any word are left out, empty cells between words are kept. A sheet of one
    column is prose, a line for each cell, and so are the sentences above a table."""
    filled = {place: text for place, text in values.items() if text.strip()}
    if not filled:
        return
    builder.add_line(title)
    for place in _list_sentences(filled):
        builder.add_line(filled.pop(place))
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
        raise SourceError(f"has more than {MAX_CELLS:,} cells of tables", file=name, place=title, remedy=SPLIT)
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


def _list_sentences(filled: Mapping[tuple[int, int], str]) -> list[tuple[int, int]]:
    """The cells that are alone in their rows at the top of a sheet of several columns, down to the last sentence."""
    alone = Counter(row for row, _ in filled)
    top = list(takewhile(lambda place: alone[place[0]] == 1, sorted(filled)))
    ends = [at for at, place in enumerate(top, 1) if filled[place].rstrip().endswith("。")]
    return top[: ends[-1]] if ends and len(top) < len(filled) else []


def finish_book(builder: DocumentBuilder, name: str, sha256: str, media_type: str) -> Document:
    """The document of a workbook. Raises SourceError for one without any word."""
    if builder.empty:
        raise SourceError("the workbook contains no text", file=name, remedy="download the document again")
    return builder.finish(sha256, media_type)
