"""Lists of projects by the unit that uses the money: a row of each unit's sum, its projects with objectives below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.parse.numbers import parse_decimal
from disclosure.parse.performance.columns import Column, Head, match_columns
from disclosure.parse.performance.funds import split_funds
from disclosure.parse.performance.labels import LabelBook, find_label, find_measure
from disclosure.parse.performance.matrix import Box, Matrix
from disclosure.parse.performance.table import PerformanceBuilder, Piece, is_money, join_pieces


@dataclass(slots=True)
class _Row:
    label: Piece
    amounts: dict[str, Piece]
    goal: list[Piece] = field(default_factory=list)

    @property
    def sums(self) -> dict[str, Decimal]:
        return {fund: parse_decimal(piece.folded) for fund, piece in self.amounts.items()}


@dataclass(slots=True)
class _Group:
    unit: _Row
    projects: list[_Row] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether the projects' amounts make the unit's, of every fund: then the rows are what they seem."""
        return bool(self.projects) and _sum(self.projects) == self.unit.sums


class UnitList:
    """Reads the rows below one head, over as many tables as go on with it. Which rows are units and which are
    projects is known only by their objectives and sums; a unit whose projects do not make its sum is left."""

    def __init__(self, head: Head, builder: PerformanceBuilder, labels: LabelBook, unit: str) -> None:
        self.head = head
        self.columns = head.columns
        self.builder = builder
        self.labels = labels
        self.unit = find_measure(column.words for column in head.columns) or unit
        self.done = False
        self.rows: list[_Row] = []
        self._resumed = False

    def resume(self, matrix: Matrix) -> bool:
        """Go on in another table without a head; False where its columns are not the head's."""
        columns = match_columns(self.head, matrix, len(matrix.rows))
        if columns is not None:
            self.begin_page(columns)
        return columns is not None

    def begin_page(self, columns: tuple[Column, ...]) -> None:
        """The next row is the first behind a page's end, where the columns are ``columns``."""
        self.columns = columns
        self._resumed = True

    def read(self, matrix: Matrix, row: int) -> bool:
        """Take a row; one whose cells do not fit the columns leaves its unit's sum unproven."""
        resumed, self._resumed = self._resumed, False
        found: dict[str, Box] = {}
        for column in self.columns:
            boxes = matrix.over(row, column.first, column.end)
            if len(boxes) != 1 or not boxes[0].within(column.first, column.end) or boxes[0].row_end != row + 1:
                return False
            found[column.key] = boxes[0]
        filled = {key: box.piece for key, box in found.items() if key and box.text}
        amounts = split_funds(filled)
        if resumed and self.rows and set(filled) == {"objective"}:
            self.rows[-1].goal.append(filled["objective"])
        elif "grouped" in filled and all(is_money(piece.folded) for piece in amounts.values()):
            goal = [filled["objective"]] if "objective" in filled else []
            self.rows.append(_Row(filled["grouped"], amounts, goal))
        return True

    def flush(self) -> None:
        """Tell units and projects apart, and hand over those whose sums hold."""
        totals, groups = self._group()
        for group in groups:
            if group.holds:
                self._add_group(group)
        proven = len(totals) == 1 and bool(groups) and all(group.holds for group in groups)
        if proven and _sum(group.unit for group in groups) == totals[0].sums:
            self._add_amounts(totals[0])
        self.rows = []

    def _group(self) -> tuple[list[_Row], list[_Group]]:
        totals: list[_Row] = []
        groups: list[_Group] = []
        for row in self.rows:
            if find_label(row.label.text, self.labels.total):
                totals.append(row)
            elif not row.goal:
                groups.append(_Group(row))
            elif groups:
                groups[-1].projects.append(row)
        return totals, groups

    def _add_group(self, group: _Group) -> None:
        self.builder.ignore(group.unit.label, "label")
        for piece in group.unit.amounts.values():
            self.builder.ignore(piece, "part_of_unit")
        unit = group.unit.label.text
        for row in group.projects:
            self.builder.project = number = self.builder.book.number_of(row.label.text, unit)
            self.builder.book.update(number, implementer=unit)
            self.builder.ignore(row.label, "label")
            self._add_amounts(row)
            self.builder.add_goal("objective", join_pieces(row.goal))
        self.builder.project = None

    def _add_amounts(self, row: _Row) -> None:
        self.builder.unit = self.unit
        for fund, piece in sorted(row.amounts.items()):
            self.builder.add_project_amount(fund, row.label, piece)


def _sum(rows: Iterable[_Row]) -> Mapping[str, Decimal]:
    total: dict[str, Decimal] = {}
    for row in rows:
        for fund, amount in row.sums.items():
            total[fund] = total.get(fund, Decimal(0)) + amount
    return total
