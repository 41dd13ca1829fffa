"""Rules to grids: which rules belong together, and the cells they bound."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosure.quick import quick
from disclosure.read.page.marks import Rule

#: Rules nearer than this are one line (points): borders of neighbouring cells are often drawn twice.
SAME_LINE = 2.0
#: Ends nearer than this to another rule touch it (points).
TOUCH = 3.0
#: A rule, all its pieces joined, is at least this long (points).
SHORTEST = 5.0
#: A grid with more places for cells is left out; the largest statement known here has 60 rows of 18 columns.
MAX_PLACES = 200_000


@quick
@dataclass(frozen=True, slots=True)
class Area:
    """A cell of a grid: its box in points, and its place and spans in rows and columns (from 0)."""

    x0: float
    y0: float
    x1: float
    y1: float
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells bounded by rules that touch each other; ``xs`` and ``ys`` are the edges of its columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The left, right, upper and lower edge."""
        return self.xs[0], self.xs[-1], self.ys[0], self.ys[-1]


def find_grids(rules: Iterable[Rule]) -> list[Grid]:
    """Every ruled grid of at least two columns, from top to bottom; one within another is left out."""
    lines = _merge(rules)
    found = [grid for part in _connect(lines) if (grid := _make_grid(part))]
    found.sort(key=lambda grid: (grid.xs[0] - grid.xs[-1]) * (grid.ys[-1] - grid.ys[0]))
    outer: list[Grid] = []
    for grid in found:
        if not any(_overlap(grid, other) for other in outer):
            outer.append(grid)
    return sorted(outer, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _overlap(one: Grid, other: Grid) -> bool:
    return (
        min(one.xs[-1], other.xs[-1]) - max(one.xs[0], other.xs[0]) > SAME_LINE
        and min(one.ys[-1], other.ys[-1]) - max(one.ys[0], other.ys[0]) > SAME_LINE
    )


def _merge(rules: Iterable[Rule]) -> list[Rule]:
    """Rules of one direction at one height, joined where they overlap or touch."""
    merged: list[Rule] = []
    for vertical in (False, True):
        ordered = sorted((rule for rule in rules if rule.vertical == vertical), key=lambda rule: rule.at)
        for group in _cluster(ordered):
            at = sum(rule.at * (rule.high - rule.low) for rule in group) / sum(rule.high - rule.low for rule in group)
            merged.extend(Rule(vertical, at, low, high) for low, high in _join((r.low, r.high) for r in group))
    return [rule for rule in merged if rule.high - rule.low >= SHORTEST]


def _cluster(ordered: Sequence[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in ordered:
        if group and rule.at - group[0].at > SAME_LINE:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _join(ranges: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for low, high in sorted(ranges):
        if joined and low - joined[-1][1] <= TOUCH:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _connect(lines: list[Rule]) -> Iterator[list[Rule]]:
    """Groups of lines that reach each other across or at their ends."""
    across = sorted((line for line in lines if not line.vertical), key=lambda line: line.at)
    down = [line for line in lines if line.vertical]
    heights = [line.at for line in across]
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for number, line in enumerate(down, len(across)):
        for index in range(bisect_left(heights, line.low - TOUCH), bisect_right(heights, line.high + TOUCH)):
            if across[index].low - TOUCH <= line.at <= across[index].high + TOUCH:
                parent[root(number)] = root(index)
    groups: defaultdict[int, list[Rule]] = defaultdict(list)
    for index, line in enumerate((*across, *down)):
        groups[root(index)].append(line)
    yield from groups.values()


def _make_grid(lines: list[Rule]) -> Grid | None:
    across = [line for line in lines if not line.vertical]
    down = [line for line in lines if line.vertical]
    if len(across) < 2 or not down:
        return None
    xs = _positions([line.at for line in down], [end for line in across for end in (line.low, line.high)])
    ys = _positions([line.at for line in across], [end for line in down for end in (line.low, line.high)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MAX_PLACES:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_fill(xs, ys, _walls(down, xs, ys), _walls(across, ys, xs))))


def _positions(values: list[float], ends: list[float]) -> list[float]:
    """The distinct places of lines, and the outer ends of the lines across where no line is drawn there."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > SAME_LINE:
            places.append(value)
    low, high = min(ends), max(ends)
    return [
        *([low] if low < places[0] - 2 * TOUCH else []),
        *places,
        *([high] if high > places[-1] + 2 * TOUCH else []),
    ]


def _walls(lines: list[Rule], places: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """(place, step) for each piece of a line that bounds the cells beside it: it covers the step's middle."""
    walls: set[tuple[int, int]] = set()
    middles = [(low + high) / 2 for low, high in pairwise(steps)]
    for line in lines:
        near = bisect_left(places, line.at)
        place = min((near - 1, near), key=lambda i: abs(places[i] - line.at) if 0 <= i < len(places) else 1e9)
        first, last = bisect_left(middles, line.low), bisect_right(middles, line.high)
        walls.update((place, step) for step in range(first, last))
    return walls


def _fill(
    xs: list[float], ys: list[float], beside: set[tuple[int, int]], below: set[tuple[int, int]]
) -> Iterator[Area]:
    """Grow each cell from its upper left corner to the right until a wall, then down until a wall."""
    columns, rows = len(xs) - 1, len(ys) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (right, row) not in beside and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < rows and _open(bottom, column, right, beside, below):
                bottom += 1
            taken.update((r, c) for r in range(row, bottom) for c in range(column, right))
            yield Area(xs[column], ys[row], xs[right], ys[bottom], row, column, bottom - row, right - column)


def _open(row: int, left: int, right: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> bool:
    """Whether a cell over columns left to right goes on into ``row``: no wall above it, none within it."""
    return not any((row, column) in below for column in range(left, right)) and not any(
        (column, row) in beside for column in range(left + 1, right)
    )
