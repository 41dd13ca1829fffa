"""Words that run over the rule between two cells: a spreadsheet prints a text that is longer than its cell, and a
reader of the page finds its end, or where it is centred its begin, in the next cell.

A word is given back only where it makes known words of unknown ones: both cells of a header are known then, in exactly
one way; the name of a row is known then, and what is left of the other cell is an amount or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from itertools import pairwise
from typing import Protocol

from disclosure.model import Cell
from disclosure.parse.forms.names.heads import ColumnSense

Row = dict[int, Cell]
#: So many characters of a header's word, or of a row's name, may be in another cell.
_LONGEST_REST = 2
_SPILLED = re.compile(r"\s*(?P<rest>[\u4e00-\u9fff（）()]{1,4})(?:\s+(?P<amount>-?[0-9][0-9,]*(?:\.[0-9]+)?))?\s*")
_NAMES = frozenset({"name", "economic", "functional", "government"})


class RowNames(Protocol):
    """The words that rows may have."""

    def has(self, words: str, /) -> bool:
        """Whether they are the whole name of a row."""

    def begins(self, words: str, /) -> bool:
        """Whether they are one, or the begin of one only."""


def mend_header(
    row: Row, text: Callable[[Cell], str], is_header: Callable[[str], bool], mended: MutableMapping[int, str]
) -> None:
    """Give words of a header that the rule between two cells cuts (科目编|码科目名称, 预算数支|出科目) back to their
    cell; ``mended`` takes the words of the two cells by where they begin. Of several ways that is taken in which a word
    is that of another cell, else the likeliest, if it is one."""
    others = {text(cell) for cell in row.values()}
    for cell, after in pairwise(dict.fromkeys(cell for _, cell in sorted(row.items()))):
        first, second = text(cell), text(after)
        if not first or not second or is_header(first) or is_header(second):
            continue
        groups = [
            {way for way in ways if all(way) and is_header(way[0]) and is_header(way[1])}
            for ways in _list_ways(first, second)
        ]
        repeated = {way for ways in groups for way in ways if others.intersection(way)}
        found = next((ways for ways in (repeated, *groups) if ways), set())
        if len(found) == 1:
            mended[cell.start], mended[after.start] = found.pop()


def _list_ways(first: str, second: str) -> Iterator[list[tuple[str, str]]]:
    """Where the words of two cells may part, the likeliest first: the end of the first word is in the second cell; the
    begin of the second word is at the end of the first cell; or it is at its begin, where the first word is in several
    lines and the second is level with the first of them."""
    lengths = range(1, _LONGEST_REST + 1)
    yield [(first + second[:length], second[length:]) for length in lengths]
    yield [(first[:-length], first[-length:] + second) for length in lengths]
    yield [(first[length:], first[:length] + second) for length in lengths]


def mend_row(
    row: Row, senses: Sequence[ColumnSense], document: str, names: RowNames, text: Callable[[Cell], str]
) -> Iterator[tuple[Cell, Cell]]:
    """Each name of a row whose end is in the next cell, with that end as a cell; ``row`` keeps the rest of the next
    cell, its amount. ``names`` says which words rows have."""
    for column, sense in enumerate(senses[:-1]):
        cell, after = row.get(column), row.get(column + 1)
        if sense.kind not in _NAMES or cell is None or after is None or senses[column + 1].kind in _NAMES:
            continue
        found = _SPILLED.fullmatch(document, after.start, after.end)
        name = text(cell)
        if found is None or not name or names.has(name) or not names.begins(name + found["rest"].translate(_WIDE)):
            continue
        rest = Cell(*found.span("rest"), after.row, after.column)
        start, end = found.span("amount") if found["amount"] else (found.end(), found.end())
        row[column + 1] = Cell(start, end, after.row, after.column, after.row_span, after.column_span)
        yield cell, rest


_WIDE = str.maketrans("()", "（）")
