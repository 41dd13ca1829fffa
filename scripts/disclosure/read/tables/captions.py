"""What stands above the columns of a table without rules: words to blocks, blocks to heads of columns and of groups.

Without rules only places tell which columns a word is over. A word stands over the column in whose width it
reaches; one over several columns stands in their middle, or begins where the first of them begins. Where that
leaves two readings, or a column without a word that its neighbours have, the head as a whole is unclear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import prod

from disclosure.read.building.builder import GridCell
from disclosure.read.page.words import Word, overlap
from disclosure.read.tables.blocks import ALIGNED, LEAST_PITCH, LEVEL, Block, cut_blocks, find_cuts, make_blocks

#: Blocks lower by more than this part of the height stand below another, not beside it.
BELOW = 0.5
#: A group's middle may be off that of its columns by so many points.
OFF_CENTRE = 2.0
#: What a head reaches over by less than this part of what it stands over, it only grazes.
GRAZED = 0.2
#: Groups are told apart by trying all ways to give them columns: at most so many.
MAX_WAYS = 5_000


@dataclass(eq=False, slots=True)
class Column:
    """A column: how far its words and its head reach, whether it holds figures, on which side its words are below
    each other (left, right, or not known), whether any row has words in it, and which rows have."""

    low: float
    high: float
    figures: bool = False
    side: str = ""
    filled: bool = True
    head: Block | None = None
    groups: tuple[Block, ...] = ()
    rows: frozenset[int] = frozenset()

    def take_head(self, block: Block) -> None:
        self.head = block
        self.low, self.high = min(self.low, block.x0), max(self.high, block.x1)


@dataclass(frozen=True, slots=True)
class Caption:
    """The columns of a table from left to right, and the cells of its head, ``rows`` rows of them; ``is_clear``
    if it is known what stands over each column."""

    columns: list[Column]
    cells: list[GridCell]
    rows: int
    is_clear: bool


#: The first and the last of some columns beside each other.
Span = tuple[int, int]


class _UnclearError(Exception):
    """The words above the columns have no reading, or several."""


def read_caption(words: Sequence[Word], bands: Sequence[Column]) -> Caption:
    """The columns under the ``words`` of a head, given those (``bands``) in which rows have words.

    Columns without a word in any row are added where the head has one. An unclear head leaves the bands as they are,
    and its words in one cell over all but the first; the first word over the first if it reaches over it.
    """
    columns = _read_words(words, bands)
    if columns is None:
        ordered = sorted(words, key=lambda word: (word.baseline, word.x0))
        own = ordered[:1] if overlap(ordered[0], bands[0].low, bands[0].high) else []
        rest = " ".join(word.text for word in ordered[len(own) :])
        cells = [GridCell(" ".join(word.text for word in own), 0, 0)]
        cells += [GridCell(rest, 0, 1, 1, len(bands) - 1)] if rest else []
        return Caption(list(bands), cells, 1, is_clear=False)
    depth = max(len(column.groups) for column in columns) + 1
    return Caption(columns, list(_write_cells(columns, depth)), depth, is_clear=True)


def follow_columns(known: Sequence[tuple[float, float]], bands: Sequence[Column]) -> Caption | None:
    """The ``known`` columns of a table on the page before, if the bands of rows without a head each stand in one of
    them; else None."""
    columns = [Column(low, high, filled=False) for low, high in known]
    for band in bands:
        words = Word("", band.low, band.high, 0.0, 1.0)
        over = [column for column in columns if overlap(words, *known[columns.index(column)])]
        if len(over) != 1 or (over[0].filled and (band.figures or over[0].rows & band.rows)):
            return None
        over[0].filled, over[0].rows = True, over[0].rows | band.rows
        over[0].low, over[0].high = min(over[0].low, band.low), max(over[0].high, band.high)
    return Caption(columns, [], 0, is_clear=True) if columns and bands else None


def _read_words(words: Sequence[Word], bands: Sequence[Column]) -> list[Column] | None:
    """The columns under words: with the blocks as they are; else with the first lines of one of them, or of all
    that could be, as a group over what stands below. None where no way is left, or two."""
    blocks = make_blocks(words, [(band.low, band.high) for band in bands])
    columns = _try_blocks(blocks, bands)
    if columns is not None:
        return columns
    cuts = list(find_cuts(blocks))
    found = [each for cut in cuts if (each := _try_blocks(cut_blocks(blocks, [cut]), bands)) is not None]
    if not found and len(cuts) > 1:
        found = [each for each in (_try_blocks(cut_blocks(blocks, cuts), bands),) if each is not None]
    return found[0] if len(found) == 1 else None


def _try_blocks(blocks: Sequence[Block], bands: Sequence[Column]) -> list[Column] | None:
    for hanging in (False, True):
        with suppress(_UnclearError):
            return _read_blocks(blocks, bands, hanging=hanging)
    return None


# --- blocks to columns ---


def _read_blocks(blocks: Sequence[Block], bands: Sequence[Column], *, hanging: bool) -> list[Column]:
    """The columns under the blocks. With ``hanging`` a block that no other stands below is over a group where the
    heads beside it stand lower, else it is the head of a column."""
    leaves = [block for block in blocks if not any(_stands_over(block, other) for other in blocks)]
    if hanging:
        leaves = [block for block in leaves if not _hangs_between(block, leaves)]
    columns = _match_heads(_place_heads(leaves, [replace(each) for each in bands]))
    _place_groups([block for block in blocks if block not in leaves], columns)
    return columns


def _stands_over(block: Block, other: Block) -> bool:
    """Whether a block stands above another, in the same part of the page's width."""
    lower = other.words[0].baseline - block.words[-1].baseline > LEAST_PITCH * block.height
    return lower and min(block.x1, other.x1) - max(block.x0, other.x0) > 0.05 * block.height


def _hangs_between(block: Block, leaves: Sequence[Block]) -> bool:
    left = [each for each in leaves if each.x1 <= block.x0 + 1]
    right = [each for each in leaves if each.x0 >= block.x1 - 1]
    sides = [max(left, key=lambda each: each.x1)] if left else []
    sides += [min(right, key=lambda each: each.x0)] if right else []
    return len(sides) == 2 and all(each.level > block.level + BELOW * block.height for each in sides)


def _place_heads(leaves: Sequence[Block], columns: list[Column]) -> list[Column]:
    """Each head over the one column that it reaches over; a column of its own where there is none.

    Where figures stand to the right of the middle of every such head, figures of one length end with their column.
    """
    shifts: list[float] = []
    for block in leaves:
        words = Word("", block.x0, block.x1, 0.0, block.height)
        under = [column for column in columns if overlap(words, column.low, column.high)]
        if len(under) > 1:
            under = [_unite(under, columns) if _is_one(under) else _find_most(block, under)]
        if not under:
            under = [Column(block.x0, block.x1, filled=False)]
            columns.extend(under)
        if under[0].head is not None:
            raise _UnclearError
        if under[0].figures:
            shifts.append(((under[0].low + under[0].high) / 2 - block.middle) / block.height)
        under[0].take_head(block)
    if shifts and min(shifts) > BELOW:
        for column in columns:
            column.side = column.side or ("right" if column.figures else "")
    return sorted(columns, key=lambda column: column.low)


def _is_one(parts: list[Column]) -> bool:
    """Whether ranges under one head are one column: no row has words in two of them. Codes are set in by level."""
    rows = [row for part in parts for row in part.rows]
    return len(set(rows)) == len(rows) and not any(part.figures or not part.filled or part.head for part in parts)


def _unite(parts: list[Column], columns: list[Column]) -> Column:
    for part in parts:
        columns.remove(part)
    low, high = min(part.low for part in parts), max(part.high for part in parts)
    columns.append(Column(low, high, rows=frozenset(row for part in parts for row in part.rows)))
    return columns[-1]


def _find_most(block: Block, under: list[Column]) -> Column:
    """The column a head stands over if it but grazes the others."""
    shares = [min(block.x1, column.high) - max(block.x0, column.low) for column in under]
    if sum(share > GRAZED * max(shares) for share in shares) > 1:
        raise _UnclearError
    return under[shares.index(max(shares))]


def _match_heads(columns: list[Column]) -> list[Column]:
    """Heads that reach over no words, and words that reach under no head, joined where only one way is left."""
    matched: list[Column] = []
    run: list[Column] = []
    for column in [*columns, None]:
        if column is not None and (column.head is None or not column.filled):
            run.append(column)
            continue
        matched.extend(_match_run(run))
        run = []
        if column is not None:
            matched.append(column)
    return matched


def _match_run(run: list[Column]) -> list[Column]:
    """Words that begin below each other begin where their column begins, so that its head is the next to the right;
    those that end below each other have theirs to the left. A run of one head and one without is of one column."""
    bare = [column for column in run if column.filled]
    left = list(run)
    for column in bare:
        at = left.index(column)
        if len(run) == 2:
            other = left[1 - at] if len(left) == 2 else None
        else:
            step = {"left": 1, "right": -1}.get(column.side, 0)
            other = left[at + step] if step and 0 <= at + step < len(left) else None
        if other is None or other.filled or other.head is None:
            raise _UnclearError
        left.remove(other)
        column.take_head(other.head)
    return left


# --- groups ---


def _place_groups(groups: list[Block], columns: list[Column]) -> None:
    """Give each group its columns: the one way in which all fit, none crosses another and all heads are level."""
    ordered = sorted(groups, key=lambda block: (block.level, block.x0))
    ways: list[list[Span]] = []
    for fits in (_is_centred, _begins_with):
        choices = [_find_spans(block, columns, fits) for block in ordered]
        if prod(len(spans) for spans in choices) > MAX_WAYS:
            raise _UnclearError
        ways = ways or [way for way in _nest(choices, []) if _is_level(ordered, way, columns)]
    if len(ways) != 1:
        raise _UnclearError
    for index, column in enumerate(columns):
        column.groups = _groups_over(ordered, ways[0], index)


def _nest(choices: Sequence[list[Span]], chosen: list[Span]) -> Iterator[list[Span]]:
    """Every choice of one span for each group in which a lower one is within a higher one or beside it."""
    if len(chosen) == len(choices):
        yield chosen
        return
    for first, last in choices[len(chosen)]:
        if all((low <= first and last <= high) or last < low or high < first for low, high in chosen):
            yield from _nest(choices, [*chosen, (first, last)])


def _groups_over(groups: Sequence[Block], spans: Sequence[Span], index: int) -> tuple[Block, ...]:
    """The groups over a column, the lowest first."""
    over = [block for block, (first, last) in zip(groups, spans, strict=True) if first <= index <= last]
    return tuple(reversed(over))


def _find_spans(
    block: Block, columns: list[Column], fits: Callable[[Block, list[Column], int, int], bool]
) -> list[Span]:
    """The columns a group can be over: those its word reaches over and their neighbours, where it ``fits``."""
    under = [index for index, each in enumerate(columns) if min(block.x1, each.high) - max(block.x0, each.low) > 0]
    low = [
        index
        for index, each in enumerate(columns)
        if each.head and each.head.level > block.level + BELOW * block.height
    ]
    return [
        (first, last)
        for first in low
        for last in range(first, len(columns))
        if all(index in low for index in range(first, last + 1))
        and all(first <= index <= last for index in under)
        and fits(block, columns, first, last)
    ]


def _is_level(groups: Sequence[Block], spans: Sequence[Span], columns: Sequence[Column]) -> bool:
    """Whether heads beside each other under one group, or under none, are level, and higher than those under a
    further group. A head that stands lower than that has a group that was not found."""
    beside: dict[Block | None, list[float]] = {}
    within: dict[Block | None, list[float]] = {}
    near = LEVEL * max((column.head.height for column in columns if column.head is not None), default=0.0)
    for index, column in enumerate(columns):
        if column.head is not None:
            over = (*_groups_over(groups, spans, index), None)
            beside.setdefault(over[0], []).append(column.head.level)
            for block in over[1:]:
                within.setdefault(block, []).append(column.head.level)
    return all(max(levels) - min(levels) <= near for levels in beside.values()) and all(
        max(levels) <= min(within[block]) - near / 2 for block, levels in beside.items() if block in within
    )


def _is_centred(block: Block, columns: list[Column], first: int, last: int) -> bool:
    """Whether a group's word can stand in the middle of columns, whose edges lie between their words' ends."""
    low, high = columns[first].low, columns[last].high
    before = columns[first - 1].high if first else low - 2 * block.height
    after = columns[last + 1].low if last + 1 < len(columns) else high + 2 * block.height
    return (before + high) / 2 - OFF_CENTRE <= block.middle <= (low + after) / 2 + OFF_CENTRE


def _begins_with(block: Block, columns: list[Column], first: int, last: int) -> bool:
    head = columns[first].head
    return last > first and head is not None and abs(block.x0 - head.x0) <= ALIGNED * block.height


def _write_cells(columns: list[Column], depth: int) -> Iterator[GridCell]:
    spans: dict[Block, tuple[int, int, int]] = {}
    for index, column in enumerate(columns):
        chain = [*reversed(column.groups), column.head]
        for row, block in enumerate(chain):
            if block is not None:
                first = spans[block][1] if block in spans else index
                spans[block] = (row, first, index)
        if column.head is None:
            yield GridCell("", len(column.groups), index, depth - len(column.groups), 1)
    heads = {column.head for column in columns}
    for block, (row, first, last) in spans.items():
        yield GridCell(block.text, row, first, depth - row if block in heads else 1, last - first + 1)
