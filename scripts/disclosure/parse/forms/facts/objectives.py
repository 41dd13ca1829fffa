"""What projects are for, where a list of projects says so in a column next to their amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure.model import Cell, Text
from disclosure.parse.forms.selection.claim import GridForm
from disclosure.parse.forms.tables.sheets import FormFinder, Row


class Objectives:
    """The objectives in some ``columns`` of one form: ``cells`` has those of each row's project with the table they are
    in, over as many rows as they go on."""

    def __init__(self, finder: FormFinder, columns: Sequence[int]) -> None:
        self.cells: dict[int, list[tuple[int, Cell]]] = {}
        self._finder = finder
        self._columns = columns

    def note(self, row: Row, index: int, part: int, result: GridForm, *, named: bool) -> None:
        """Take the objective of the row ``index`` in the table ``part``; in a row that is not ``named`` the objective
        of the last project goes on."""
        cells = [row[column] for column in self._columns if column in row and self._finder.text(row[column])]
        result.ignored.extend((cell.start, cell.end, "explanation") for cell in cells)
        at = index if named else next(reversed(self.cells), None)
        if cells and at is not None:
            self.cells.setdefault(at, []).extend((part, cell) for cell in cells)

    def add_texts(self, projects: Mapping[int, int], results: Sequence[GridForm]) -> None:
        """Put the objectives of the rows that are ``projects`` (number by row) into ``results``, by table."""
        document = self._finder.document
        for row, cells in self.cells.items():
            if row in projects:
                part, first = cells[0]
                content = "".join("".join(document.text[cell.start : cell.end].split()) for _, cell in cells)
                place = document.place(first.start, cells[-1][1].end)
                results[part].texts.append(
                    Text("project", "objective", content, place, project=projects[row], start=first.start)
                )
