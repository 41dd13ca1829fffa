"""Characters into the cells of a ruled grid."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclosure.read.building.builder import GridCell, PlacedTable
from disclosure.read.page.lines import SAME_BASELINE, Line, join_lines, make_lines
from disclosure.read.page.marks import MIDDLE, Glyph
from disclosure.read.tables.ruling import Area, Grid

_NUMBER = re.compile(r"[-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?|[-—–]+")
_FIGURES = frozenset("0123456789.,-%")
#: Characters of one figure stand nearer than this part of their height.
_TIGHT = 0.15


def fill_grid(grid: Grid, glyphs: list[Glyph]) -> PlacedTable | None:
    """Put characters into the cells that hold their middle; None unless two cells hold a word.

    A figure too wide for its cell goes whole into the cell that holds most of it. A row without rules
    between its lines, as columns of figures show, is split into those lines.
    """
    lines = {number: make_lines(chars) for number, chars in _distribute(grid, glyphs).items()}
    if sum(1 for held in lines.values() if held) < 2:
        return None
    cells: list[GridCell] = []
    shift = 0
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for number, area in enumerate(grid.areas):
        rows[area.row].append(number)
    for row in range(len(grid.ys) - 1):
        areas = {number: grid.areas[number] for number in rows[row]}
        anchors = _find_anchors(grid, areas, lines)
        for number, area in areas.items():
            for step, held in enumerate(_split_rows(lines.get(number, []), anchors)):
                text = join_lines(held, area.x1)
                cells.append(GridCell(text, row + shift + step, area.column, area.row_span, area.column_span))
        shift += max(0, len(anchors) - 1)
    return PlacedTable(grid.ys[0], tuple(cells))


def _distribute(grid: Grid, glyphs: list[Glyph]) -> dict[int, list[Glyph]]:
    """The characters of each area, by the area's number."""
    at = {
        (row, column): number
        for number, area in enumerate(grid.areas)
        for row in range(area.row, area.row + area.row_span)
        for column in range(area.column, area.column + area.column_span)
    }
    homes: list[int] = []
    # the outer edges are no limits: a character upon one belongs to the cell beside it
    inner_xs, inner_ys = grid.xs[1:-1], grid.ys[1:-1]
    for _, x0, x1, baseline, height in glyphs:
        row, column = bisect_right(inner_ys, baseline - MIDDLE * height), bisect_right(inner_xs, (x0 + x1) / 2)
        homes.append(at[row, column])
    _mend_figures(grid, glyphs, homes)
    held: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph, home in zip(glyphs, homes, strict=True):
        held[home].append(glyph)
    return held


def _mend_figures(grid: Grid, glyphs: list[Glyph], homes: list[int]) -> None:
    """Give a figure that a rule cuts through to the one cell that holds most of it."""
    for run in _list_figures(glyphs):
        areas = [homes[each] for each in run]
        if len(set(areas)) != 2 or not _NUMBER.fullmatch("".join(glyphs[each].char for each in run)):
            continue
        walls = {grid.areas[area].x0 for area in areas} & {grid.areas[area].x1 for area in areas}
        if any(_cuts(wall, glyphs[each]) for wall in walls for each in run):
            most = max(set(areas), key=areas.count)
            homes[run.start : run.stop] = [most] * len(run)


def _list_figures(glyphs: Sequence[Glyph]) -> Iterator[range]:
    """Where two or more characters of one figure follow each other."""
    start = 0
    before: Glyph | None = None
    for index, glyph in enumerate(glyphs):
        if glyph[0] not in _FIGURES:
            if index - start > 1 and before is not None:
                yield range(start, index)
            before = None
            continue
        if before is None or not _goes_on(before, glyph):
            if before is not None and index - start > 1:
                yield range(start, index)
            start = index
        before = glyph
    if before is not None and len(glyphs) - start > 1:
        yield range(start, len(glyphs))


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    return abs(glyph.baseline - before.baseline) < 1 and abs(glyph.x0 - before.x1) < _TIGHT * glyph.height


def _cuts(wall: float, glyph: Glyph) -> bool:
    """Whether a rule runs through a character, not just along its edge."""
    margin = 0.2 * (glyph.x1 - glyph.x0)
    return glyph.x0 + margin < wall < glyph.x1 - margin


def _find_anchors(grid: Grid, areas: dict[int, Area], lines: dict[int, list[Line]]) -> list[float]:
    """The baselines at which a row is split: where two columns or more hold nothing but figures, one below
    another at the same heights. None for a row that is one."""
    if any(area.row_span > 1 for area in areas.values()) or not areas:
        return []
    if sum(area.column_span for area in areas.values()) != len(grid.xs) - 1:
        return []  # a cell from above reaches into this row
    columns = [
        [line.baseline for line in lines[number]]
        for number, area in areas.items()
        if number in lines and _is_column_of_figures(lines[number], area.x1)
    ]
    if len(columns) < 2:
        return []
    tall = max(line.height for number in areas for line in lines.get(number, []))
    anchors: list[float] = []
    for baseline in sorted(each for column in columns for each in column):
        if not anchors or baseline - anchors[-1] > SAME_BASELINE * tall:
            anchors.append(baseline)
    shared = sum(
        1 for anchor in anchors if sum(any(abs(each - anchor) <= tall / 2 for each in column) for column in columns) > 1
    )
    return anchors if shared * 2 > len(anchors) and min(b - a for a, b in pairwise(anchors)) > tall / 2 else []


def _is_column_of_figures(lines: list[Line], right: float) -> bool:
    """Whether a cell holds several figures and nothing else; one figure broken over lines is not several."""
    return all(_NUMBER.fullmatch(line.text.replace(" ", "")) for line in lines) and "\n" in join_lines(lines, right)


def _split_rows(lines: Sequence[Line], anchors: list[float]) -> list[list[Line]]:
    """The lines at each anchor; all of them together if there is none."""
    if not anchors:
        return [list(lines)]
    held: list[list[Line]] = [[] for _ in anchors]
    for line in lines:
        held[min(range(len(anchors)), key=lambda index: abs(anchors[index] - line.baseline))].append(line)
    return held
