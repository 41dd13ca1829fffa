"""Tables that list things without amounts of the accounts: the forms of a report, numbered names, charges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosure.model import Cell, Table
from disclosure.parse.forms.names.numbering import is_number
from disclosure.parse.forms.tables.sheets import FormFinder
from disclosure.parse.stream import fold

#: The code of a unit in a line above a form: 部门编码及名称：[008]望舒市档案局.
_UNIT_CODE = re.compile(r"(?:单位|部门|名称|编码|代码)\s*[：:]\s*[［\[【（(]?\s*(?P<code>\d{3,15})(?![\d.,，年])")

#: A price for one unit of something: 342元/㎡.
_PRICE = re.compile(r"\d+(?:\.\d+)?元/[^\d/]{1,6}")
#: A table is a list of prices if so many of its rows, and this share of them, have one.
_ENOUGH_PRICES, _MOST_PRICES = 3, 0.6


def ignore_registers(finder: FormFinder, tables: Sequence[Table]) -> Iterator[tuple[int, int, str]]:
    """Ranges of tables that hold no figures of the accounts, each with its reason, told by the words of their first
    row: all of a list of forms (numbering), and the column that numbers the rows of any; or by its cells, all of a list
    of prices (price)."""
    lists = finder.setting.vocabulary.grids.lists
    for table in tables:
        rows = table.rows()
        head = {cell.column: finder.text(cell) for cell in (rows[0] if rows else ())}
        if set(head.values()) & set(lists["contents"]):
            yield table.start, table.end, "numbering"
        priced = [row for row in rows if any(_PRICE.fullmatch(finder.text(cell)) for cell in row)]
        if len(priced) >= max(_ENOUGH_PRICES, _MOST_PRICES * len(rows)):
            yield table.start, table.end, "price"
        for column, word in head.items():
            if word in lists["numbering"]:
                cells = [cell for row in rows[1:] for cell in row if cell.column == column]
                yield from _number_rows(finder, cells)


def _number_rows(finder: FormFinder, cells: Sequence[Cell]) -> Iterator[tuple[int, int, str]]:
    """The cells of a column that count from one, as far as they do."""
    for number, cell in enumerate(cells, 1):
        if finder.text(cell) != str(number):
            return
        yield cell.start, cell.end, "numbering"


def ignore_lines(finder: FormFinder) -> Iterator[tuple[int, int, str]]:
    """Ranges of the lines above tables that hold no figures: the number of a form, and the code of a unit."""
    text = finder.document.text
    for block in finder.above:
        if is_number(fold(text[block.start : block.end])):
            yield block.start, block.end, "numbering"
        for found in _UNIT_CODE.finditer(text, block.start, block.end):
            yield *found.span("code"), "code"
