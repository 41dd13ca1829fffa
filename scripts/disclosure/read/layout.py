"""A page's characters and rules to lines and tables, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from disclosure.read.builder import GridCell
from disclosure.read.lines import Line, join_lines, make_lines
from disclosure.read.marks import Glyph, PageContent
from disclosure.read.ruling import Grid, find_grids


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table of a page and the height (points from the top) at which it begins."""

    top: float
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What stands on a page, from top to bottom."""

    width: float
    height: float
    items: tuple[Line | PlacedTable, ...]


def lay_out(page: PageContent) -> PageLayout:
    """Put every character of a page into a cell of a ruled grid or into a line; none is lost."""
    grids = find_grids(page.rules)
    inside: list[list[Glyph]] = [[] for _ in grids]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
        home = next((held for grid, held in zip(grids, inside, strict=True) if grid.holds(x, y)), outside)
        home.append(glyph)
    items: list[tuple[float, float, Line | PlacedTable]] = []
    for grid, held in zip(grids, inside, strict=True):
        table = fill_grid(grid, held)
        if table is None:
            outside.extend(held)
        else:
            items.append((grid.ys[0], grid.xs[0], table))
    items.extend((line.baseline - 0.35 * line.height, line.x0, line) for line in make_lines(outside))
    items.sort(key=lambda item: item[:2])
    return PageLayout(page.width, page.height, tuple(item for *_, item in items))


def fill_grid(grid: Grid, glyphs: list[Glyph]) -> PlacedTable | None:
    """Put characters into the cells that hold their middle; None unless two cells hold a word."""
    at = {
        (row, column): number
        for number, area in enumerate(grid.areas)
        for row in range(area.row, area.row + area.row_span)
        for column in range(area.column, area.column + area.column_span)
    }
    held: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        row = min(bisect_right(grid.ys, glyph.middle), len(grid.ys) - 1) - 1
        column = min(bisect_right(grid.xs, (glyph.x0 + glyph.x1) / 2), len(grid.xs) - 1) - 1
        held[at[row, column]].append(glyph)
    texts = {number: join_lines(make_lines(chars), grid.areas[number].x1) for number, chars in held.items()}
    if sum(1 for text in texts.values() if text) < 2:
        return None
    return PlacedTable(
        grid.ys[0],
        tuple(
            GridCell(texts.get(number, ""), area.row, area.column, area.row_span, area.column_span)
            for number, area in enumerate(grid.areas)
        ),
    )
