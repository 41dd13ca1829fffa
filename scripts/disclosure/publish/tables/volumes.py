"""Parting what a year has in tables and projects into pages a phone can open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from disclosure.publish.facts.ledger import Entry
from disclosure.publish.tables.grids import Grid, Line
from disclosure.publish.tables.projects import Undertaking
from disclosure.publish.tables.sections import Section

Kind = TypeVar("Kind")
#: Figures with their quotes on one page of tables or projects.
MOST_FIGURES = 240
#: The same for projects, each of which takes a row, and more where its goals and its money have no page of their own.
_MOST_OF_PROJECTS = 420


@dataclass(frozen=True)
class Volume(Generic[Kind]):
    """One page of several: its address below the page of the year, and what it shows."""

    path: str
    items: Sequence[Kind]


def bind(name: str, items: Iterable[Kind], weigh: Callable[[Kind], int], most: int) -> list[Volume[Kind]]:
    """The pages ``name/``, ``name/2/``... of items in order, each page as full as ``most`` allows; at least one item
    a page, no page where there is no item."""
    pages: list[list[Kind]] = []
    weight = 0
    for item in items:
        if not pages or weight + weigh(item) > most:
            pages.append([])
            weight = 0
        pages[-1].append(item)
        weight += weigh(item)
    return [Volume(f"{name}/{number}/" if number > 1 else f"{name}/", each) for number, each in enumerate(pages, 1)]


def bind_sections(sections: Iterable[Section]) -> list[Volume[Section]]:
    """The pages of the tables; a section too long for one page goes on on the next."""
    parts = [part for section in sections for part in _divide(section)]
    return bind("tables", parts, _weigh_section, MOST_FIGURES)


def bind_projects(projects: Iterable[Undertaking]) -> list[Volume[Undertaking]]:
    """The pages of the projects."""
    return bind("projects", projects, _weigh_project, _MOST_OF_PROJECTS)


def _weigh_section(section: Section) -> int:
    return max(len(section.entries), sum(map(_count_figures, section.grids)))


def _weigh_project(project: Undertaking) -> int:
    return 6 + len(project.entries) + (0 if project.home else 2 * len(project.texts))


def _count_figures(grid: Grid) -> int:
    return sum(map(_count_cells, grid.lines)) + len(grid.zeros)


def _count_cells(line: Line) -> int:
    return sum(map(len, line.cells))


def _divide(section: Section) -> Iterator[Section]:
    """A section in parts that fit a page: the rows of its tables in order, each part with the quotes of its rows."""
    if _weigh_section(section) <= MOST_FIGURES:
        yield section
        return
    grids = [piece for grid in section.grids for piece in _cut(grid)]
    groups = [each.items for each in bind("", grids, _count_figures, MOST_FIGURES)]
    shown = [
        (number, entry)
        for number, group in reversed(list(enumerate(groups)))
        for grid in group
        for line in (*grid.lines, *grid.zeros)
        for cell in line.cells
        for entry in cell
    ]
    owner = {entry.anchor: number for number, entry in shown}
    rows = {_name_row(entry): number for number, entry in shown}
    # a figure printed again with the same value is in no cell: it goes where its row is, else behind the one before
    quoted: list[list[int]] = [[] for _ in groups]
    number = 0
    for position, entry in enumerate(section.entries):
        number = owner.get(entry.anchor, rows.get(_name_row(entry), number))
        quoted[number].append(position)
    for number, group in enumerate(groups):
        entries = [section.entries[position] for position in quoted[number]]
        more = {} if number == 0 else {"title": f"{section.title}（续）", "chart": None}
        yield replace(section, grids=list(group), entries=entries, **more)  # type: ignore[arg-type]


def _name_row(entry: Entry) -> tuple[str, ...]:
    """What two figures of the same row have in common."""
    columns = ("item", "functional_code", "functional_name", "economic_code", "economic_name", "project")
    return tuple(entry[column] for column in columns)


def _cut(grid: Grid) -> Iterator[Grid]:
    """A table in parts of so many figures; what is zero goes with the first."""
    for number, part in enumerate(bind("", grid.lines, _count_cells, MOST_FIGURES // 2)):
        caption = f"{grid.caption}（续）" if number else grid.caption
        yield replace(grid, caption=caption, lines=tuple(part.items), zeros=() if number else grid.zeros)
    if not grid.lines:
        yield grid
