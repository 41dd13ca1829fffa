"""Which lines of words belong to which row of figures, where no rule parts the rows.

A name too long for its column is broken over lines, and the figures of its row stand at the middle of those lines.
So the lines of a column are dealt to the rows in the one way in which each row's lines have their middle at its
figures and the fewest are left over. What is left over is a row of its own if it stands as far from others as rows
do; else nobody can tell, and the rows beside it are unclear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from disclosure.read.page.words import Word

#: The column of words that stand in none, or in one of figures.
NOWHERE = -1
#: A row's name has at most so many lines above its figures, and as many below.
MAX_SIDE = 4
#: Lines of one name stand at most so many times their height apart, and nearer than this part of the rows' distance.
MOST_PITCH, NEARER = 1.7, 0.85
#: Distances between the lines of one name differ by less than this part of the height.
UNEVEN = 0.25
#: Lines of two rows are not nearer than this part of the rows' distance.
APART = 0.95
#: The middle of a name is off the figures by at most these parts of the height: of several lines, of one line.
OFF_MIDDLE, OFF_LINE = 0.35, 0.65


@dataclass(eq=False, slots=True)
class Row:
    """A row of figures, or of words alone: its baseline, and the words of each column by the column's number."""

    baseline: float
    height: float
    words: dict[int, list[Word]] = field(default_factory=dict)
    clear: bool = True


def deal_lines(rows: Sequence[Row], between: Sequence[dict[int, list[Word]]], least: float) -> list[Row]:
    """Give the words ``between`` the rows (before the first, after each) to them, column by column; words that
    belong to none become rows of their own between the first and the last. Words before the first row and after the
    last that belong to none stay in ``between``; all others are taken out of it. Words of no column (NOWHERE) make
    the rows around them unclear. ``least`` is the least distance of rows, 0 if it is not known."""
    own: list[Row] = []
    for column in sorted({column for held in between for column in held} - {NOWHERE}):
        lines = [list(_split_lines(held.get(column, []))) for held in between]
        for index, (row, (above, below)) in enumerate(zip(rows, _deal(rows, column, lines, least), strict=True)):
            taken = [*lines[index][len(lines[index]) - above :], *lines[index + 1][:below]]
            row.words.setdefault(column, []).extend(word for line in taken for word in line)
            lines[index] = lines[index][: len(lines[index]) - above]
            lines[index + 1] = lines[index + 1][below:]
        for index, left in enumerate(lines):
            between[index].pop(column, None)
            if left and index in (0, len(rows)):
                between[index][column] = [word for line in left for word in line]
                continue
            if left and _hang_on(left, column, rows[index - 1], rows[index], least):
                continue
            for line in left:
                _stand_alone(line, column, rows[index - 1], rows[index], own, least)
    for held, upper, lower in zip(between[1:], rows, rows[1:], strict=False):
        for line in _split_lines(held.pop(NOWHERE, [])):
            own.append(Row(line[0].baseline, line[0].height, {NOWHERE: line}, clear=False))
            upper.clear = lower.clear = False
    return sorted([*rows, *own], key=lambda row: row.baseline)


def _split_lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda each: (each.baseline, each.x0)):
        if line and word.baseline - line[0].baseline > OFF_MIDDLE * word.height:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _hang_on(left: list[list[Word]], column: int, above: Row, below: Row, least: float) -> bool:
    """Whether lines are the rest of the row above or the beginning of the one below, whose figures stand at the
    first or the last line: nearer to it than rows are to each other, and no nearer to the other than rows are."""
    ends = [max(word.baseline for word in above.words.get(column) or [left[0][0]])]
    begins = [min(word.baseline for word in below.words.get(column) or [left[-1][0]])]
    heights = [*ends, *(line[0].baseline for line in left), *begins]
    steps = [after - before for before, after in pairwise(heights)]
    for row, near, far in ((above, steps[:-1], steps[-1]), (below, steps[1:], steps[0])):
        tight = all(0 < step <= min(NEARER * least, MOST_PITCH * left[0][0].height) for step in near)
        if row.words.get(column) and tight and far >= APART * least:
            row.words[column].extend(word for line in left for word in line)
            return True
    return False


def _stand_alone(line: list[Word], column: int, above: Row, below: Row, own: list[Row], least: float) -> None:
    """Make a line a row of its own; one that is too near to another row makes both rows unclear."""
    baseline, height = line[0].baseline, line[0].height
    near = [row for row in own if abs(row.baseline - baseline) <= OFF_MIDDLE * height]
    if near:
        near[0].words.setdefault(column, []).extend(line)
        return
    apart = min(baseline - above.baseline, below.baseline - baseline)
    apart = min([apart, *(abs(row.baseline - baseline) for row in own)])
    row = Row(baseline, height, {column: line})
    own.append(row)
    if apart < NEARER * (least or MOST_PITCH * height):
        row.clear = above.clear = below.clear = False


def _deal(rows: Sequence[Row], column: int, lines: Sequence[list[list[Word]]], least: float) -> list[tuple[int, int]]:
    """How many lines above and below each row are its own; a row is unclear where two ways are as good."""
    choices = [_find_choices(row, column, lines[i], lines[i + 1], least) for i, row in enumerate(rows)]
    # the fewest lines left over in all rows up to one, by how many lines below it that row takes
    best: list[dict[int, int]] = []
    for index, found in enumerate(choices):
        costs: dict[int, int] = {}
        for above, below in found:
            before = [(0, 0)] if not index else [(k, cost) for k, cost in best[-1].items()]
            for taken, cost in before:
                room = len(lines[index]) - taken - above
                if room >= 0 or not index:
                    total = cost + (room if index else -above)
                    costs[below] = min(costs.get(below, total), total)
        best.append(costs)
    return _trace(rows, choices, best, lines)


def _trace(
    rows: Sequence[Row],
    choices: Sequence[list[tuple[int, int]]],
    best: Sequence[dict[int, int]],
    lines: Sequence[list[list[Word]]],
) -> list[tuple[int, int]]:
    """The best way from the last row back; the last row's own lines below count as taken."""
    dealt: list[tuple[int, int]] = []
    last = {below: cost - below for below, cost in best[-1].items()}
    for index in range(len(rows) - 1, -1, -1):
        least = min(last.values())
        belows = [below for below, cost in last.items() if cost == least]
        options: list[tuple[int, int, dict[int, int]]] = []
        for above, below in choices[index]:
            if below not in belows:
                continue
            if not index:
                if -above == best[0][below]:
                    options.append((above, below, {}))
                continue
            room = {
                taken: cost + len(lines[index]) - taken - above
                for taken, cost in best[index - 1].items()
                if len(lines[index]) - taken - above >= 0
            }
            fit = {taken: cost for taken, cost in room.items() if cost == best[index][below]}
            if fit:
                options.append((above, below, fit))
        if len(options) > 1:
            rows[index].clear = False
        above, below, last = options[0]
        dealt.append((above, below))
    return dealt[::-1]


def _find_choices(
    row: Row, column: int, above: list[list[Word]], below: list[list[Word]], least: float
) -> list[tuple[int, int]]:
    """How many lines above and below a row may be its own: none, or so many that their middle is at its figures."""
    own = bool(row.words.get(column))
    found = [(0, 0)]
    for up in range(min(MAX_SIDE, len(above)) + 1):
        for down in range(min(MAX_SIDE, len(below)) + 1):
            if up + down == 0:
                continue
            heights = [line[0].baseline for line in above[len(above) - up :]]
            heights.append(row.baseline)
            heights += [line[0].baseline for line in below[:down]]
            tall = (above[-1] if up else below[0])[0].height
            pitch = max((b - a for a, b in pairwise(heights)), default=0.0)
            ends = heights if own else [each for each in heights if each != row.baseline]
            steps = [after - before for before, after in pairwise(ends)]
            even = not steps or max(steps) - min(steps) <= UNEVEN * tall
            off = abs((ends[0] + ends[-1]) / 2 - row.baseline)
            tight = pitch <= MOST_PITCH * tall and (pitch <= NEARER * least if least else not own)
            if even and tight and off <= (OFF_MIDDLE if len(ends) > 1 else OFF_LINE) * tall:
                found.append((up, down))
    return found
