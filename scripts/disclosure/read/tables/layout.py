"""A page's characters and rules to lines and tables, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from disclosure.document import SkipKind
from disclosure.read.building.builder import PlacedTable
from disclosure.read.page.lines import Line, make_lines
from disclosure.read.page.marks import MIDDLE, Glyph, PageContent
from disclosure.read.tables.columns import find_tables
from disclosure.read.tables.grid import fill_grid
from disclosure.read.tables.ruling import Grid, find_grids

Item = Line | PlacedTable


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What stands on a page, from top to bottom."""

    width: float
    height: float
    items: tuple[Item, ...]
    aslant: tuple[str, ...] = ()
    legible: bool = True
    recognized: bool = False
    skipped: tuple[tuple[SkipKind, int], ...] = ()


def lay_out(page: PageContent, before: PageLayout | None = None) -> PageLayout:
    """Put every character of a page into a cell of a table or into a line; none is lost.

    A table without rules and without a head, with which a page begins, goes on with the last of the page ``before``.
    """
    grids = find_grids(page.rules)
    inside, outside = _part_glyphs(page.glyphs, grids)
    items: list[tuple[float, float, Item]] = []
    for grid, held in zip(grids, inside, strict=True):
        table = fill_grid(grid, held)
        if table is None:
            outside.extend(held)
        else:
            items.append((grid.ys[0], grid.xs[0], table))
    items.extend((line.baseline - 0.35 * line.height, line.x0, line) for line in make_lines(outside))
    items.sort(key=lambda item: item[:2])
    found = tuple(_find_unruled([item for *_, item in items], before))
    return PageLayout(page.width, page.height, found, page.aslant, page.legible, page.recognized, page.skipped)


def _part_glyphs(glyphs: list[Glyph], grids: list[Grid]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The characters within each grid, and those outside."""
    inside: list[list[Glyph]] = [[] for _ in grids]
    if not grids:
        return inside, list(glyphs)
    outside: list[Glyph] = []
    # every character of the document comes by here
    bounds = [(grid.bounds, held) for grid, held in zip(grids, inside, strict=True)]
    for glyph in glyphs:
        _, x0, x1, baseline, height = glyph
        x, y = (x0 + x1) / 2, baseline - MIDDLE * height
        for (left, right, top, bottom), held in bounds:
            if left <= x <= right and top <= y <= bottom:
                held.append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def _find_unruled(items: Sequence[Item], before: PageLayout | None) -> Iterator[Item]:
    """The same items, with tables without rules found in the lines between ruled ones."""
    tables = [item for item in (before.items if before else ()) if isinstance(item, PlacedTable)]
    columns = tables[-1].columns if tables else ()
    for is_line, group in groupby(items, key=lambda item: isinstance(item, Line)):
        if is_line:
            yield from find_tables([item for item in group if isinstance(item, Line)], columns)
        else:
            yield from group
        columns = ()
