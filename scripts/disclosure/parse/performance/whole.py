"""The money of a whole unit in its form: amounts below funds and kinds of expenditure, or to the right of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.parse.performance.labels import LabelBook, find_label, find_measure
from disclosure.parse.performance.matrix import Box, Matrix
from disclosure.parse.performance.table import PerformanceBuilder

_MONEY = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
#: A head of the money has no more rows.
_TALLEST = 2


@dataclass(frozen=True, slots=True)
class _Column:
    fund: str
    type: str
    head: Box


class WholeMoney:
    """Reads the rows of a whole unit's form that give its money, not a project's."""

    def __init__(self, builder: PerformanceBuilder, labels: LabelBook, unit: str) -> None:
        self.builder = builder
        self.labels = labels
        self.unit = unit
        #: The unit of measure of the amounts in each column whose head says what they are.
        self.amounts: dict[int, str] = {}

    def read_below(self, matrix: Matrix, row: int) -> int:
        """Amounts in one row below the names of funds, which may be split by kinds of expenditure; returns how many
        rows were taken, 0 for other rows."""
        height = next((each for each in range(1, _TALLEST + 1) if self._are_amounts(matrix, row + each)), 0)
        if not height or any(self._is_amount(box) for box in matrix.rows[row]):
            return 0
        columns = {box.column: self._find_column(matrix, row, height, box) for box in matrix.rows[row + height]}
        found = [(column, matrix.over(row + height, at, at + 1)[0]) for at, column in columns.items() if column]
        keys = [(column.fund, column.type) for column, _ in found]
        if len(keys) < 2 or len(set(keys)) < len(keys):
            return 0
        margin = [box.text for box in matrix.rows[row] if box.row_end > row + height]
        for column, box in found:
            if self._is_amount(box):
                self._add(column.fund, column.type, column.head, box, find_measure([column.head.text, *margin]))
        return height + 1

    def read_beside(self, matrix: Matrix, row: int) -> bool:
        """Amounts to the right of funds and kinds of expenditure, below a head of amounts; else False."""
        boxes = [box for box in matrix.rows[row] if box.row == row]
        heads = {box.column: find_measure([box.text]) for box in boxes if find_label(box.text, self.labels.whole_money)}
        if heads:
            self.amounts.update(heads)
            return True
        if not self.amounts:
            return False
        read = False
        for label, value in matrix.pairs(row, self.labels.is_label):
            fund, kind = self._read(label.text)
            if value.column in self.amounts and self._is_amount(value) and (fund or kind):
                self._add(fund, kind, label, value, self.amounts[value.column])
                read = True
        return read

    def _find_column(self, matrix: Matrix, row: int, height: int, box: Box) -> _Column | None:
        """What the heads over an amount say; None unless each of them is known."""
        path = [each for at in range(row, row + height) for each in matrix.over(at, box.column, box.column + 1)]
        path = [each for each in dict.fromkeys(path) if each.row_end <= row + height]
        read = [self._read(each.text) for each in path]
        if not path or not all(fund or kind for fund, kind in read):
            return None
        funds = [fund for fund, _ in read if fund not in ("", "total")]
        kinds = [kind for _, kind in read if kind]
        return _Column(funds[-1] if funds else "", kinds[-1] if kinds else "", path[0])

    def _read(self, text: str) -> tuple[str, str]:
        """The fund and the kind of expenditure that a label names."""
        labels: Mapping[str, str] = {**self.labels.whole_money, **self.labels.funds}
        return find_label(text, labels), find_label(text, self.labels.types)

    def _are_amounts(self, matrix: Matrix, row: int) -> bool:
        boxes = [box for box in matrix.rows[row] if box.row == row and box.text] if row < len(matrix.rows) else []
        return len(boxes) > 1 and all(self._is_amount(box) for box in boxes)

    @staticmethod
    def _is_amount(box: Box) -> bool:
        return _MONEY.fullmatch(box.text) is not None

    def _add(self, fund: str, kind: str, label: Box, value: Box, measure: str) -> None:
        self.builder.unit, self.builder.whole = measure or self.unit, {}
        cells = {"approved": value.piece}
        self.builder.add_fund("" if fund == "total" else fund, label.piece, cells, expenditure_type=kind)
