"""The money of a project in a matrix: labels beside amounts, amounts below phases, and the term they are of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from disclosure.parse.performance.columns import Head
from disclosure.parse.performance.labels import LabelBook, find_label, find_measure
from disclosure.parse.performance.matrix import Box, Matrix
from disclosure.parse.performance.table import PerformanceBuilder, Piece

#: What the amounts of a project's whole term are called among the facts.
WHOLE_TERM = "whole_term"


class FundRows:
    """Reads rows of a project's money."""

    def __init__(self, builder: PerformanceBuilder, labels: LabelBook, unit: str) -> None:
        self.builder = builder
        self.labels = labels
        self.unit = unit
        self.terms: dict[int, str] = {}
        self.wholes: dict[int, Mapping[str, Decimal]] = {}

    def read_pairs(self, matrix: Matrix, row: int) -> bool:
        """A row of labels with an amount to the right of each (财政拨款 | 285.87); False if it is none."""
        read = False
        for label, value in matrix.pairs(row, self.labels.is_label):
            fund = find_label(label.text, self.labels.funds)
            kind = find_label(label.text, self.labels.types)
            if kind and self.terms and self.builder.whole_unit:
                self._read_kind(kind, label, value, self._beside(matrix, row, label))
                read = True
            elif fund:
                self._read_pair(fund, label, value, self._beside(matrix, row, label))
                read = True
        return read

    def _read_pair(self, fund: str, label: Box, value: Box, beside: list[str]) -> None:
        """An amount is of the year or of the project's whole term, as the total in its column says."""
        if fund == "total":
            self.terms[label.column] = WHOLE_TERM if self.labels.of_longer_term(label.text) else "total"
            self.wholes[label.column] = {}
        if label.column not in self.terms:
            return
        self.builder.unit = find_measure([label.text, *beside]) or self.unit
        self.builder.whole = self.wholes[label.column]
        cells = {"approved": value.piece}
        self.builder.add_fund("" if fund == "total" else fund, label.piece, cells, self.terms[label.column])
        self.wholes[label.column] = self.builder.whole

    def _read_kind(self, kind: str, label: Box, value: Box, beside: list[str]) -> None:
        """An amount of a whole unit by kind of expenditure, below the amount of all."""
        self.builder.unit = find_measure([label.text, *beside]) or self.unit
        self.builder.add_fund("", label.piece, {"approved": value.piece}, "total", kind)

    def read_columns(self, matrix: Matrix, row: int, head: Head) -> bool:
        """A row of one fund, its amounts below the phases that ``head`` names; False if it is none."""
        label = next(
            (box for box in matrix.rows[row] if box.row == row and find_label(box.text, self.labels.funds)), None
        )
        if label is None:
            return False
        if not matrix.spans and matrix.rows[row][-1].column_end != head.columns[-1].end:
            return True  # a cell is missing or too many: which one is not known
        fund = find_label(label.text, self.labels.funds)
        cells: dict[str, Piece] = {}
        for column in head.columns:
            boxes = matrix.over(row, column.first, column.end)
            if column.key and len(boxes) == 1 and boxes[0].within(column.first, column.end) and boxes[0].row == row:
                cells[column.key] = boxes[0].piece
        above = [column.words for column in head.columns]
        self.builder.unit = find_measure([label.text, *above, *self._beside(matrix, row, label)]) or self.unit
        self.builder.add_fund("" if fund == "total" else fund, label.piece, cells)
        return True

    @staticmethod
    def _beside(matrix: Matrix, row: int, label: Box) -> list[str]:
        return [box.text for box in matrix.rows[row] if box.column < label.column]


def split_funds(keys: Mapping[str, Piece]) -> dict[str, dict[str, Piece]]:
    """Of a list's cells by column key (``fund_other``, ``fund_total/executed``), the amounts by fund (the empty one is
    the whole) and phase."""
    found: dict[str, dict[str, Piece]] = {}
    for key, piece in keys.items():
        if key.startswith("fund_"):
            fund, _, phase = key.removeprefix("fund_").partition("/")
            found.setdefault("" if fund == "total" else fund, {})[phase or "approved"] = piece
    return found
