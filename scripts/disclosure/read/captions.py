"""What stands above the columns of a table without rules: words to blocks, blocks to heads of columns and of groups.

Without rules only places tell which columns a word is over. A word stands over the column in whose width it
reaches; one over several columns stands in their middle, or begins where the first of them begins. Where that
leaves two readings, or a column without a word that its neighbours have, the head as a whole is unclear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from disclosure.read.builder import GridCell
from disclosure.read.words import SPACED, Word, is_apart, join_words, overlap

#: Lines of one block stand between these parts of their height apart.
LEAST_PITCH, MOST_PITCH = 0.55, 1.7
#: Middles and beginnings nearer than this part of the height are one below another; blocks nearer are level.
ALIGNED, LEVEL = 0.35, 0.4
#: Blocks lower by more than this part of the height stand below another, not beside it.
BELOW = 0.5
#: A group's middle may be off that of its columns by so many points.
OFF_CENTRE = 2.0
#: Groups of one level that are told apart by trying all ways to part the columns between them: at most so many ways.
MAX_WAYS = 5_000


@dataclass(eq=False, slots=True)
class Block:
    """Words of one cell of a head, a line below another."""

    words: list[Word]

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return max(word.height for word in self.words)

    @property
    def level(self) -> float:
        """The height at which the block's middle stands: cells beside each other are set at their middle."""
        return (self.words[0].baseline + self.words[-1].baseline) / 2

    @property
    def text(self) -> str:
        return join_words(self.words)


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

    @property
    def top(self) -> Block | None:
        """The uppermost block over the column that is known yet."""
        return self.groups[-1] if self.groups else self.head

    def take_head(self, block: Block) -> None:
        self.head = block
        self.low, self.high = min(self.low, block.x0), max(self.high, block.x1)


@dataclass(frozen=True, slots=True)
class Caption:
    """The columns of a table from left to right, and the cells of its head; ``rows`` of them."""

    columns: list[Column]
    cells: list[GridCell]
    rows: int


class _UnclearError(Exception):
    """The words above the columns have no reading, or several."""


def read_caption(words: Sequence[Word], bands: Sequence[Column]) -> Caption:
    """The columns under the ``words`` of a head, given those (``bands``) in which rows have words.

    Columns without a word in any row are added where the head has one. An unclear head leaves the bands as they are,
    and its words in one cell over all but the first.
    """
    if not words:
        return Caption(list(bands), [], 0)
    blocks = _make_blocks(words)
    ways: list[list[Column]] = []
    for hanging in (False, True):
        with suppress(_UnclearError):
            ways.append(_read_blocks(blocks, bands, hanging=hanging))
            break
    if not ways:
        ordered = sorted(words, key=lambda word: (word.baseline, word.x0))
        rest = " ".join(word.text for word in ordered[1:])
        cells = [GridCell(ordered[0].text, 0, 0), *([GridCell(rest, 0, 1, 1, len(bands) - 1)] if rest else [])]
        return Caption(list(bands), cells, 1)
    (columns,) = ways
    depth = max(len(column.groups) for column in columns) + 1
    return Caption(columns, list(_write_cells(columns, depth)), depth)


# --- words to blocks ---


def _make_blocks(words: Sequence[Word]) -> list[Block]:
    """Words one below another at the distance of lines, about one middle or from one beginning."""
    blocks: list[Block] = []
    for word in _join_spaced(sorted(words, key=lambda each: (each.baseline, each.x0))):
        above = [block for block in blocks if _goes_on(block.words[-1], word)]
        if above:
            min(above, key=lambda block: abs(block.words[-1].middle - word.middle)).words.append(word)
        else:
            blocks.append(Block([word]))
    return blocks


def _goes_on(upper: Word, word: Word) -> bool:
    pitch = (word.baseline - upper.baseline) / word.height
    if not LEAST_PITCH < pitch <= MOST_PITCH or not 0.8 < upper.height / word.height < 1.25:
        return False
    near = ALIGNED * word.height
    from_left = abs(upper.x0 - word.x0) <= near and word.x1 <= upper.x1 + near
    return abs(upper.middle - word.middle) <= near or from_left


def _join_spaced(words: Sequence[Word]) -> list[Word]:
    """Two characters set apart on one line (合　计) are one word, unless others stand below or above them."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if (
            last is not None
            and is_apart(last, word)
            and word.baseline == last.baseline
            and word.x0 - last.x1 < SPACED * word.height
            and not any(_goes_on(one, each) or _goes_on(each, one) for one in words for each in (last, word))
        ):
            joined[-1] = Word(last.text + word.text, last.x0, word.x1, last.baseline, last.height)
        else:
            joined.append(word)
    return joined


# --- blocks to columns ---


def _read_blocks(blocks: Sequence[Block], bands: Sequence[Column], *, hanging: bool) -> list[Column]:
    """The columns under the blocks. With ``hanging`` a block that no other stands below is over a group where the
    heads beside it stand lower, else it is the head of a column."""
    leaves = [block for block in blocks if not any(_stands_over(block, other) for other in blocks)]
    if hanging:
        leaves = [block for block in leaves if not _hangs_between(block, leaves)]
    columns = _match_heads(_place_heads(leaves, [replace(each) for each in bands]))
    _place_groups([block for block in blocks if block not in leaves], columns)
    _check_levels(columns)
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
    """Each head over the one column that it reaches over; a column of its own where there is none."""
    for block in leaves:
        words = Word("", block.x0, block.x1, 0.0, block.height)
        under = [column for column in columns if overlap(words, column.low, column.high)]
        if len(under) > 1:
            under = [_unite(under, columns)]
        if not under:
            under = [Column(block.x0, block.x1, filled=False)]
            columns.extend(under)
        if under[0].head is not None:
            raise _UnclearError
        under[0].take_head(block)
    return sorted(columns, key=lambda column: column.low)


def _unite(parts: list[Column], columns: list[Column]) -> Column:
    """The column that ranges under one head are, if no row has words in two of them: codes set in by their level."""
    rows = [row for part in parts for row in part.rows]
    if len(set(rows)) < len(rows) or any(part.figures or not part.filled or part.head for part in parts):
        raise _UnclearError
    for part in parts:
        columns.remove(part)
    low, high = min(part.low for part in parts), max(part.high for part in parts)
    columns.append(Column(low, high, rows=frozenset(rows)))
    return columns[-1]


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
    """Give each group its columns, the lowest groups first."""
    left = sorted(groups, key=lambda block: -block.level)
    while left:
        level = [block for block in left if left[0].level - block.level <= LEVEL * block.height]
        left = left[len(level) :]
        level.sort(key=lambda block: block.x0)
        while level:
            run = _find_run(level[0], columns)
            held = [block for block in level if columns[run[0]].low - 1 <= block.middle <= columns[run[1]].high + 1]
            if level[0] not in held:
                raise _UnclearError
            level = [block for block in level if block not in held]
            for block, (first, last) in zip(held, _part_run(held, columns, *run), strict=True):
                for column in columns[first : last + 1]:
                    column.groups += (block,)


def _find_run(block: Block, columns: list[Column]) -> tuple[int, int]:
    """The first and last of the columns around a group's word whose blocks all stand below it."""
    words = Word("", block.x0, block.x1, 0.0, block.height)
    under = [index for index, each in enumerate(columns) if overlap(words, each.low, each.high)]
    if not under:
        after = next(index for index, each in enumerate(columns) if each.low >= block.x1 - 1)
        under = [after - 1, after]
    tops = [top.level for index in under if (top := columns[index].top) is not None]
    child = min(tops)
    if child < block.level + BELOW * block.height:
        raise _UnclearError
    first, last = under[0], under[-1]
    while first > 0 and _stands_below(columns[first - 1], child, block):
        first -= 1
    while last < len(columns) - 1 and _stands_below(columns[last + 1], child, block):
        last += 1
    return first, last


def _stands_below(column: Column, child: float, block: Block) -> bool:
    return column.top is not None and column.top.level >= child - LEVEL * block.height


def _part_run(blocks: list[Block], columns: list[Column], first: int, last: int) -> list[tuple[int, int]]:
    """The columns of each of the groups that share a run: the one way to part them in which all are centred, or
    in which all begin with their first column."""
    places = range(first + 1, last + 1)
    parts: list[list[tuple[int, int]]] = []
    for tried, cuts in enumerate(combinations(places, len(blocks) - 1)):
        if tried > MAX_WAYS:
            raise _UnclearError
        edges = [first, *cuts, last + 1]
        parts.append([(low, high - 1) for low, high in pairwise(edges)])
    for fits in (_is_centred, _begins_with):
        ways = [
            way for way in parts
            if all(fits(block, columns, *span) for block, span in zip(blocks, way, strict=True))
        ]  # fmt: skip
        if len(ways) == 1:
            return ways[0]
        if ways:
            break
    raise _UnclearError


def _is_centred(block: Block, columns: list[Column], first: int, last: int) -> bool:
    """Whether a group's word can stand in the middle of columns, whose edges lie between their words' ends."""
    low, high = columns[first].low, columns[last].high
    before = columns[first - 1].high if first else low - 2 * block.height
    after = columns[last + 1].low if last + 1 < len(columns) else high + 2 * block.height
    return (before + high) / 2 - OFF_CENTRE <= block.middle <= (low + after) / 2 + OFF_CENTRE


def _begins_with(block: Block, columns: list[Column], first: int, last: int) -> bool:
    head = columns[first].head
    return last > first and head is not None and abs(block.x0 - head.x0) <= ALIGNED * block.height


def _check_levels(columns: list[Column]) -> None:
    """Heads beside each other under one group, or under none, are level, and those under none stand higher than
    those under a group. A head that stands lower than that has a group that was not found."""
    beside: dict[Block | None, list[float]] = {}
    for column in columns:
        if column.head is not None:
            beside.setdefault(column.groups[0] if column.groups else None, []).append(column.head.level)
    near = LEVEL * max((column.head.height for column in columns if column.head is not None), default=0.0)
    if any(max(levels) - min(levels) > near for levels in beside.values()):
        raise _UnclearError
    alone = beside.pop(None, [])
    if alone and any(max(alone) > min(levels) - near / 2 for levels in beside.values()):
        raise _UnclearError


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
