"""Tables without rules: lines whose parts stand below each other, with white space between the columns.

Only what is clear becomes a table: every row has at most one part in each column, and most parts beside
the first column are amounts. All other lines stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosure.read.builder import GridCell, PlacedTable
from disclosure.read.lines import Line, split_line

#: A table has at least so many rows with amounts, and so many columns at most.
MIN_ROWS, MAX_COLUMNS = 3, 30
#: Rows further apart than so many times their height are not of one table.
MAX_DISTANCE = 4.0
#: Lines between two rows that may be the rest of a label, and lines above that may be a header.
MAX_WRAPPED, MAX_HEADER = 2, 5
#: A header's part is not longer than this.
MAX_HEADING = 20

_AMOUNT = re.compile(r"[-−(（]?(\d[\d,]*\.\d+|\d{1,3}(,\d{3})+)%?[)）]?")
_NUMBER = re.compile(r"[-−(（]?[\d,]*\.?\d+%?[)）]?|[-—–]+")
_SENTENCE = re.compile(r"[。；：:]")


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    parts: tuple[Line, ...]

    @property
    def has_amount(self) -> bool:
        return len(self.parts) > 1 and any(_AMOUNT.fullmatch(part.text.replace(" ", "")) for part in self.parts[1:])


def find_tables(lines: Sequence[Line]) -> Iterator[Line | PlacedTable]:
    """Lines from top to bottom, those of a clear table replaced by it; no word is lost."""
    rows = [_Row(line, tuple(split_line(line))) for line in lines]
    done = at = 0
    while at < len(rows):
        if not rows[at].has_amount:
            at += 1
            continue
        stop, bands = _take_rows(rows, at)
        if bands:
            first = _find_header(rows, done, at)
            yield from (row.line for row in rows[done:first])
            yield _make_table(rows[first:stop], bands, at - first)
            done = stop
        at = stop
    yield from (row.line for row in rows[done:])


def _take_rows(rows: list[_Row], start: int) -> tuple[int, list[tuple[float, float]]]:
    """One past the last row of a table that begins at ``start``, and its columns; none if there is no table."""
    members = [start]
    for index in range(start + 1, len(rows)):
        if rows[index].line.baseline - rows[index - 1].line.baseline > MAX_DISTANCE * rows[index].line.height:
            break
        if rows[index].has_amount:
            members.append(index)
        elif index - members[-1] > MAX_WRAPPED:
            break
    bands = _find_bands(rows, members)
    for before, index in pairwise(members):
        wrapped = rows[before + 1 : index]
        if any(len(row.parts) > 1 or _SENTENCE.search(row.line.text) for row in wrapped):
            # something else stands between: what is above it is one table, what is below another
            members = [each for each in members if each <= before]
            bands = _find_bands(rows, members)
            break
    return members[-1] + 1, bands if _is_clear(rows, members, bands) else []


def _find_bands(rows: list[_Row], members: list[int]) -> list[tuple[float, float]]:
    """The columns: where the parts of any row stand, joined where they overlap."""
    bands: list[tuple[float, float]] = []
    for low, high in sorted((part.x0, part.x1) for index in members for part in rows[index].parts):
        if bands and low < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(high, bands[-1][1]))
        else:
            bands.append((low, high))
    return bands


def _is_clear(rows: list[_Row], members: list[int], bands: list[tuple[float, float]]) -> bool:
    if len(members) < MIN_ROWS or not 2 <= len(bands) <= MAX_COLUMNS:
        return False
    numbers = others = 0
    for index in members:
        places = [_columns_of(part, bands)[0] for part in rows[index].parts]
        if len(set(places)) < len(places):
            return False
        for part in rows[index].parts[1:]:
            if _NUMBER.fullmatch(part.text.replace(" ", "")):
                numbers += 1
            else:
                others += 1
    return numbers > others


def _find_header(rows: list[_Row], low: int, start: int) -> int:
    """The first of the lines above ``start`` that name the columns."""
    first = start
    for index in range(start - 1, max(low, start - MAX_HEADER) - 1, -1):
        row, below = rows[index], rows[index + 1]
        if below.line.baseline - row.line.baseline > MAX_DISTANCE * row.line.height:
            break
        if any(len(part.text) > MAX_HEADING or _SENTENCE.search(part.text) for part in row.parts):
            break
        if len(row.parts) > 1:
            first = index
    return first


def _make_table(rows: list[_Row], bands: list[tuple[float, float]], heads: int) -> PlacedTable:
    """The table of ``rows``, of which the first ``heads`` stand above its figures."""
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        found: dict[int, tuple[int, str]] = {}
        if number < heads and _is_crowded(row, bands):
            # columns without a figure show nowhere but here: which name is of which column, nothing tells
            cells.append(GridCell(row.line.text, number, 0, 1, len(bands)))
            continue
        for part in row.parts:
            first, last = _columns_of(part, bands)
            span, text = found.get(first, (0, ""))
            found[first] = (max(span, last - first + 1), f"{text} {part.text}".strip())
        ordered = sorted(found.items())
        for (column, (span, text)), after in zip(ordered, [*ordered[1:], None], strict=True):
            room = (after[0] if after else len(bands)) - column
            cells.append(GridCell(text, number, column, 1, min(span, room)))
    return PlacedTable(rows[0].line.baseline - rows[0].line.height, tuple(cells))


def _is_crowded(row: _Row, bands: list[tuple[float, float]]) -> bool:
    """Whether a line above the figures has two parts for one column, and one that stands over none."""
    first = [_columns_of(part, bands)[0] for part in row.parts]
    aside = any(all(part.x0 >= high or part.x1 <= low for low, high in bands) for part in row.parts)
    return aside and len(set(first)) < len(first)


def _columns_of(part: Line, bands: list[tuple[float, float]]) -> tuple[int, int]:
    """The first and the last column that a part reaches into; the nearest if it stands between two."""
    reached = [index for index, (low, high) in enumerate(bands) if part.x0 < high and part.x1 > low]
    if reached:
        return reached[0], reached[-1]
    middle = (part.x0 + part.x1) / 2
    nearest = min(range(len(bands)), key=lambda index: abs(sum(bands[index]) / 2 - middle))
    return nearest, nearest
