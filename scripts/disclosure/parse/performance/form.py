"""What stands between the name of a project and its indicators: money and goals, labelled or below heads."""

from __future__ import annotations

from disclosure.parse.performance.columns import Head, find_head
from disclosure.parse.performance.funds import FundRows
from disclosure.parse.performance.labels import LabelBook, find_label
from disclosure.parse.performance.matrix import Box, Matrix
from disclosure.parse.performance.table import PerformanceBuilder
from disclosure.parse.performance.whole import WholeMoney

_PHASES = frozenset({"approved", "adjusted", "executed"})


class FormHead:
    """Reads the rows of one form that are neither its names nor its indicators."""

    def __init__(self, builder: PerformanceBuilder, labels: LabelBook, measure: str) -> None:
        self.builder = builder
        self.labels = labels
        self.funds = FundRows(builder, labels, measure)
        self.whole = WholeMoney(builder, labels, measure)
        self.phases: Head | None = None
        self.goals: list[tuple[str, Box]] = []

    def read(self, matrix: Matrix, row: int) -> int:
        """Read a row; returns how many rows were taken. One that is nothing known is left."""
        if self.builder.whole_unit and (taken := self.whole.read_below(matrix, row)):
            return taken
        phases = find_head(matrix, row, self.labels.phases, self.labels)
        if phases is not None and len(_PHASES & {column.key for column in phases.columns}) > 1:
            self.phases = phases if matrix.spans or self._in_order(phases) else None
            return phases.height
        if goals := self._find_goals(matrix, row):
            self.goals = goals
            return 1
        self._ignore_weight(matrix, row)
        if self.goals:
            self._read_goals(matrix, row)
        elif not self._read_funds(matrix, row):
            self._read_goal(matrix, row)
        return 1

    def _in_order(self, head: Head) -> bool:
        """Whether the columns of the money are in the order of the form."""
        order = [key for key in self.labels.words.fund_columns if head.has(key)]
        return [column.key for column in head.columns if column.key] == order

    def _read_funds(self, matrix: Matrix, row: int) -> bool:
        if self.phases is not None:
            return self.funds.read_columns(matrix, row, self.phases)
        if self.builder.whole_unit and self.whole.read_beside(matrix, row):
            return True
        return self.funds.read_pairs(matrix, row)

    def _ignore_weight(self, matrix: Matrix, row: int) -> None:
        """The weight of the execution rate, told in the words of a label (执行率分值（10分）)."""
        for box in matrix.rows[row]:
            if box.row == row and find_label(box.text, self.labels.execution):
                self.builder.ignore(box.piece, "label")
        for label, value in matrix.pairs(row, self.labels.is_label):
            if find_label(label.text, self.labels.execution):
                self.builder.add_weight(label.piece, value.piece)

    def _find_goals(self, matrix: Matrix, row: int) -> list[tuple[str, Box]]:
        """Two or more kinds of goals side by side, or one alone in its row, with their words in the next row; a label
        that takes more rows than they do is in the margin."""
        found = [(find_label(box.text, self.labels.goals), box) for box in matrix.rows[row] if box.row == row]
        goals = [(role, box) for role, box in found if role and box.row_end == row + 1]
        alone = len(goals) == 1 and all(box is goals[0][1] or box.row_end > row + 1 for box in matrix.rows[row])
        return goals if len(goals) > 1 or alone else []

    def _read_goals(self, matrix: Matrix, row: int) -> None:
        for role, head in self.goals:
            boxes = matrix.over(row, head.column, head.column_end)
            if len(boxes) == 1 and boxes[0].within(head.column, head.column_end) and boxes[0].row == row:
                self._add_goal(role, boxes[0])
        self.goals = []

    def _read_goal(self, matrix: Matrix, row: int) -> None:
        for label, value in matrix.pairs(row, self.labels.is_label):
            role = find_label(label.text, self.labels.goals)
            if role:
                self._add_goal(role, value)
                return

    def _add_goal(self, role: str, box: Box) -> None:
        """The goal of a term of several years is not kept; the numbers in its words are no figures either way."""
        if role == "longer":
            self.builder.ignore(box.piece, "explanation")
        else:
            self.builder.add_goal(role, box.piece)
