"""The first-level project (一级项目) of the projects in the rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from disclosure.model import Cell
from disclosure.parse.forms.names.heads import Segment
from disclosure.parse.forms.names.records import strip_number
from disclosure.parse.forms.tables.sheets import Row
from disclosure.parse.projects import ProjectBook


class FirstLevel:
    """What the column 一级项目 of a list says of its rows; a name goes on over the rows below that have none."""

    def __init__(self, segments: Sequence[Segment], text: Callable[[Cell], str]) -> None:
        self._columns = [column for segment in segments for column in segment.parents]
        self._text = text
        self._last = ""
        self._names: dict[int, str] = {}

    def note(self, row: Row, index: int) -> None:
        """Take note of a row, the ``index``-th of the form."""
        cell = next((row[column] for column in self._columns if column in row), None)
        printed = self._text(cell) if cell is not None else ""
        self._last = printed or self._last
        if self._last:
            self._names[index] = strip_number(self._last)

    def add_parents(self, projects: Mapping[int, int], book: ProjectBook) -> None:
        """Give each of ``projects`` (numbers by row) the first-level project that it is a part of."""
        names = {number: self._names.get(row, "") for row, number in projects.items()}
        for number, name in names.items():
            parent = book.number(name) if name else number
            if parent != number:
                book.update(number, parent=parent)
