"""Tables without rules: words that stand below each other, with white space between the columns.

Only what is clear becomes a table: every row has at most one part in each column, and most parts beside
the first column are amounts. All other lines stay lines, and a row that does not fit is one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from disclosure.read.building.builder import GridCell, PlacedTable
from disclosure.read.page.lines import Line
from disclosure.read.page.words import Word, join_words, overlap, split_parts, split_words
from disclosure.read.tables.captions import Caption, Column, follow_columns, read_caption
from disclosure.read.tables.wrapping import MOST_PITCH, NOWHERE, Row, deal_lines

#: A table has at least so many rows with amounts, or one under a head over at least so many columns, or one that goes
#: on with at least so many of the page before; and so many columns at most.
MIN_ROWS, MIN_COLUMNS, MAX_COLUMNS = 3, 3, 60
#: Of so many rows one may not fit the columns.
MOST_UNCLEAR = 1.15
#: Rows further apart than so many times their height are not of one table.
MAX_DISTANCE = 4.0
#: Lines between two rows that may be words of their names, and lines above that may be a head.
MAX_WRAPPED, MAX_HEADER = 6, 24
#: A head's part is not longer than this; letters between rows are not taller than this many times those of the rows,
#: those of heads not taller than that.
MAX_HEADING, TALLER, HEAD_TALLER = 24, 1.15, 1.5
#: Ends of figures nearer than this are below each other (points).
SAME_END = 1.5

_AMOUNT_WITHIN = re.compile(r"\d[.,]\s?\d")
_SENTENCE = re.compile("[。；;]")
_COLON = re.compile("[：:]")
_OF_WHICH = re.compile("其中[：:]?")


class _Strip:
    """A line and its parts, which are looked for only where they are asked for."""

    def __init__(self, line: Line) -> None:
        self.line = line

    @cached_property
    def words(self) -> list[Word]:
        return split_words(self.line)

    @cached_property
    def parts(self) -> list[Word]:
        return split_parts(self.words)

    @cached_property
    def has_amount(self) -> bool:
        text = self.line.text
        if " " not in text or not _AMOUNT_WITHIN.search(text):
            return False
        return len(self.parts) > 1 and any(part.is_amount for part in self.parts)

    @property
    def is_numbering(self) -> bool:
        """Whether it numbers the columns: 1, 2, 3 … and few words."""
        numbers = [word.text for word in self.words if word.text.isascii() and word.text.isdigit()]
        numbered = len(numbers) > 1 and all(text.lstrip("0") == str(at) for at, text in enumerate(numbers, 1))
        return numbered and len(numbers) * 2 >= len(self.words)

    @property
    def is_sentence(self) -> bool:
        return _SENTENCE.search(self.line.text) is not None

    @property
    def is_label(self) -> bool:
        """Whether it says something of the table as a whole: the unit, the measure."""
        return any(_COLON.search(_OF_WHICH.sub("", part.text)) for part in self.parts)


def find_tables(lines: Sequence[Line], columns: Sequence[tuple[float, float]] = ()) -> Iterator[Line | PlacedTable]:
    """Lines from top to bottom, those of a clear table replaced by it; no word is lost.

    ``columns`` are those of the table with which a first one without a head would go on.
    """
    strips = [_Strip(line) for line in lines]
    done = at = 0
    while at < len(strips):
        if not strips[at].has_amount:
            at += 1
            continue
        members, bands = _take_rows(strips, at)
        found = _make_table(strips, done, members, bands, columns) if bands else None
        at, columns = members[-1] + 1, ()
        if found is not None:
            first, at, table = found
            yield from (strip.line for strip in strips[done:first])
            yield table
            done = at
    yield from (strip.line for strip in strips[done:])


# --- rows and columns ---


def _take_rows(strips: list[_Strip], start: int) -> tuple[list[int], list[Column]]:
    """The rows with amounts of a table that begins at ``start``, and its columns; none if there is no table."""
    members = [start]
    for index in range(start + 1, len(strips)):
        strip, before = strips[index].line, strips[index - 1].line
        if strip.baseline - before.baseline > MAX_DISTANCE * strip.height or _is_prose(strips[index], strips[start]):
            break
        if strips[index].has_amount:
            members.append(index)
        elif (
            index - members[-1] > MAX_WRAPPED
            or strip.height > TALLER * strips[start].line.height
            or (strips[index].is_label and len(strips[index].parts) > 1)
        ):
            break
    bands = _find_bands(strips, members)
    for upper, lower in pairwise(members):
        if any(not _is_within(each, bands) for each in strips[upper + 1 : lower]):
            # something else stands between: what is above it is one table, what is below another
            members = [each for each in members if each <= upper]
            bands = _find_bands(strips, members)
            break
    clear = [index for index in members if _fits(strips[index], bands)]
    if len(clear) < len(members) <= len(clear) * MOST_UNCLEAR:
        bands = _find_bands(strips, clear)
        clear = [index for index in clear if _fits(strips[index], bands)]
    if len(members) > len(clear) * MOST_UNCLEAR or not _is_table(strips, clear, bands):
        return members, []
    _add_bands(strips, members, bands)
    return members, bands


def _is_prose(strip: _Strip, first: _Strip) -> bool:
    """Whether a line holds the end of a sentence that is not of a column behind the first."""
    return any(_SENTENCE.search(part.text) and part.x0 < first.parts[1].x0 for part in strip.parts)


def _find_bands(strips: list[_Strip], members: list[int]) -> list[Column]:
    """The columns of some rows."""
    return _join_parts([(part, index) for index in members for part in strips[index].parts])


def _join_parts(parts: list[tuple[Word, int]]) -> list[Column]:
    """Where parts of rows stand, joined where they overlap."""
    groups: list[list[tuple[Word, int]]] = []
    high = 0.0
    for part, index in sorted(parts, key=lambda each: each[0].x0):
        if not groups or part.x0 >= high:
            groups.append([])
            high = part.x1
        groups[-1].append((part, index))
        high = max(high, part.x1)
    bands = [_make_band(group) for group in groups]
    _settle_sides(bands)
    return bands


def _make_band(held: list[tuple[Word, int]]) -> Column:
    """A column from its words and the rows they stand in."""
    parts = [part for part, _ in held]
    figures = sum(part.is_figure for part in parts) * 5 > len(parts) * 4 and any(part.is_amount for part in parts)
    begins, ends = [part.x0 for part in parts], [part.x1 for part in parts]
    wide = [part.x1 - part.x0 for part in parts]
    level = {"left": max(begins) - min(begins), "right": max(ends) - min(ends)}
    side = min(level, key=lambda each: level[each])
    told = max(wide) - min(wide) > 2 * SAME_END and level[side] <= SAME_END
    return Column(min(begins), max(ends), figures, side if told else "", rows=frozenset(row for _, row in held))


def _is_within(strip: _Strip, bands: list[Column]) -> bool:
    """Whether the words of a line between rows stand in columns of names, each in one."""
    for part in strip.parts:
        over = [band for band in bands if overlap(part, band.low, band.high)]
        apart = len(over) < 2 or not frozenset.intersection(*(band.rows for band in over))
        if not apart or any(band.figures for band in over):
            return False
    return True


def _fits(strip: _Strip, bands: list[Column]) -> bool:
    """Whether each part of a row stands in a column of its own."""
    places = [_find_column(part, bands) for part in strip.parts]
    return None not in places and len(set(places)) == len(places)


def _is_table(strips: list[_Strip], members: list[int], bands: list[Column]) -> bool:
    """Whether there are columns, and most of what stands behind the first are figures."""
    parts = [part for index in members for part in strips[index].parts[1:]]
    return 2 <= len(bands) <= MAX_COLUMNS and sum(part.is_figure for part in parts) * 2 > len(parts)


def _add_bands(strips: list[_Strip], members: list[int], bands: list[Column]) -> None:
    """Add the columns of names of which only broken lines stand between the rows."""
    more = [
        (part, index)
        for index in range(members[0], members[-1])
        for part in strips[index].parts
        if not any(overlap(part, band.low, band.high) for band in bands)
    ]
    bands.extend(replace(band, rows=frozenset()) for band in _join_parts(more))
    for part in (part for strip in strips[max(0, members[0] - 1) : members[-1]] for part in strip.parts):
        # the end of a broken name may stand beside the others, the whole of it over both
        over = [band for band in bands if overlap(part, band.low, band.high)]
        if len(over) == 2 and not over[0].rows & over[1].rows and not any(band.figures for band in over):
            bands.remove(over[1])
            over[0].low, over[0].high = min(band.low for band in over), max(band.high for band in over)
            over[0].rows |= over[1].rows
    bands.sort(key=lambda band: band.low)


def _find_column(word: Word, columns: Sequence[Column]) -> int | None:
    """The one column that a word reaches into, or that alone is near it; None if that is not certain."""
    over = [index for index, column in enumerate(columns) if overlap(word, column.low, column.high)]
    if over:
        return over[0] if len(over) == 1 else None
    away = sorted((max(column.low - word.x1, word.x0 - column.high), index) for index, column in enumerate(columns))
    return away[0][1] if len(away) == 1 or away[0][0] * 2 < away[1][0] else None


def _settle_sides(bands: list[Column]) -> None:
    """Columns of figures whose side is not known are like the others, if those are all alike; so are those of words."""
    for figures in (False, True):
        alike = [band for band in bands if band.figures == figures]
        known = {band.side for band in alike if band.side}
        for band in alike:
            if not band.side and len(known) == 1:
                (band.side,) = known


# --- the table ---


def _make_table(
    strips: list[_Strip], low: int, members: list[int], bands: list[Column], known: Sequence[tuple[float, float]]
) -> tuple[int, int, PlacedTable] | None:
    """The table of some rows with its head and the broken lines of names; the first of its lines, one past the last."""
    start = members[0]
    first = _find_header(strips, low, start)
    numbered = [index for index in range(first, start) if strips[index].is_numbering]
    stop = _find_tail(strips, members[-1], bands)
    edges = [max([first - 1, *numbered]), *members, stop]
    between = [_words_between(strips[a + 1 : b], bands) for a, b in pairwise(edges)]
    rows = [_make_row(strips[index], bands) for index in members]
    rows = deal_lines(rows, between, _find_pitch(strips[start:stop], bands))
    taken = {id(word) for row in rows for words in row.words.values() for word in words}
    above = [
        word for strip in strips[first:start] if not strip.is_numbering
        for word in strip.words if id(word) not in taken
    ]  # fmt: skip
    rows[:0] = [Row(strips[index].line.baseline, 0.0, {0: list(strips[index].words)}) for index in numbered]
    while stop - 1 > members[-1] and not any(id(word) in taken for word in strips[stop - 1].words):
        stop -= 1
    if any(id(word) not in taken for strip in strips[members[-1] + 1 : stop] for word in strip.words):
        return None
    caption = read_caption(above, bands) if above else follow_columns(known, bands)
    width = (
        len(bands) if above or caption is None else len(caption.columns)
    )  # of a table that goes on: all of its columns
    if caption is None or (len(members) < MIN_ROWS and (width < MIN_COLUMNS or not caption.is_clear)):
        return None
    top = strips[first].line
    reach = tuple((column.low, column.high) for column in caption.columns) if caption.is_clear else ()
    return first, stop, PlacedTable(top.baseline - top.height, tuple(_write_cells(caption, rows, bands)), reach)


def _find_header(strips: list[_Strip], low: int, start: int) -> int:
    """The first of the lines above ``start`` that name the columns."""
    first = start
    height = HEAD_TALLER * strips[start].line.height / TALLER
    for index in range(start - 1, max(low, start - MAX_HEADER) - 1, -1):
        strip, below = strips[index], strips[index + 1].line
        if below.baseline - strip.line.baseline > MAX_DISTANCE * strip.line.height:
            break
        if strip.line.height > TALLER * height:
            break
        if strip.is_sentence or strip.is_label or any(len(part.text) > MAX_HEADING for part in strip.parts):
            break
        if any(part.is_amount for part in strip.parts):
            return start  # rows of which no table was made: what stands above them is not known
        first = index
    return first


def _find_tail(strips: list[_Strip], last: int, bands: list[Column]) -> int:
    """One past the last of the lines below ``last`` that may be the rest of a name in that row."""
    stop = last + 1
    while stop < len(strips) and stop - last <= MAX_WRAPPED:
        strip, above = strips[stop], strips[stop - 1].line
        if strip.line.baseline - above.baseline > MOST_PITCH * strip.line.height or strip.is_sentence:
            break
        if strip.is_label or not _is_within(strip, bands):
            break
        stop += 1
    return stop


def _find_pitch(strips: Sequence[_Strip], bands: list[Column]) -> float:
    """The least distance between lines that are rows for certain: words stand in several columns of both; 0 if
    there are none."""
    wide = [len({_find_column(part, bands) for part in strip.parts}) > 1 for strip in strips]
    return min(
        (
            lower.line.baseline - upper.line.baseline
            for (upper, above), (lower, below) in pairwise(zip(strips, wide, strict=True))
            if above and below
        ),
        default=0.0,
    )


def _words_between(strips: Sequence[_Strip], bands: list[Column]) -> dict[int, list[Word]]:
    """The words of lines without amounts by the column of names they stand in, or NOWHERE."""
    held: dict[int, list[Word]] = {}
    for strip in strips:
        for word in strip.words:
            column = _find_column(word, bands)
            named = column is not None and not bands[column].figures
            held.setdefault(column if named and column is not None else NOWHERE, []).append(word)
    return held


def _make_row(strip: _Strip, bands: list[Column]) -> Row:
    amount = next(word for word in strip.words if word.is_amount)
    row = Row(amount.baseline, strip.line.height, clear=_fits(strip, bands))
    for word in strip.words:
        column = _find_column(word, bands)
        row.words.setdefault(NOWHERE if column is None else column, []).append(word)
    return row


def _write_cells(caption: Caption, rows: list[Row], bands: list[Column]) -> Iterator[GridCell]:
    """The cells of a table; a row that is not clear is one cell."""
    yield from caption.cells
    columns = caption.columns
    for number, row in enumerate(rows, caption.rows):
        words = [word for held in row.words.values() for word in held]
        places = [_find_column(word, columns) for word in words]
        if not row.clear or None in places:
            yield GridCell(" ".join(word.text for word in words), number, 0, 1, len(columns))
            continue
        for index in range(len(columns)):
            held = [word for word, place in zip(words, places, strict=True) if place == index]
            yield GridCell(join_words(held), number, index)
