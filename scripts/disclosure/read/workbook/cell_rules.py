"""Conditional formatting: where a rule may hide a cell's figure or strike it out, it is not sure that it is seen."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from disclosure.read.building.colours import Rgb
from disclosure.read.building.looks import Look
from disclosure.read.workbook.cell_colours import Palette, contrast

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "lessThan": operator.lt, "lessThanOrEqual": operator.le, "greaterThan": operator.gt, "equal": operator.eq,
    "greaterThanOrEqual": operator.ge, "notEqual": operator.ne,
}  # fmt: skip
#: Rules for cells without a number.
_WITHOUT_NUMBER = frozenset({"containsErrors", "containsBlanks"})
_ERROR = re.compile(r"\s*(?:ISERR(?:OR)?|ISNA|ISBLANK)\(|\s*LEN\(TRIM\([^)]*\)\)\s*=\s*0", re.IGNORECASE)
_IS_ZERO = re.compile(r"\s*\$?[A-Z]{1,3}\$?\d+\s*=\s*0\s*")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that may hide what its ranges (first and last row, first and last column) hold."""

    ranges: tuple[tuple[int, int, int, int], ...]
    rule: Any

    def covers(self, row: int, column: int) -> bool:
        return any(top <= row <= bottom and left <= column <= right for top, bottom, left, right in self.ranges)


class CellRules:
    """The conditional formatting of one sheet."""

    def __init__(self, sheet: Worksheet, palette: Palette) -> None:
        self._palette = palette
        self._rules = [
            _Rule(tuple((each.min_row, each.max_row, each.min_col, each.max_col) for each in held.cells.ranges), rule)
            for held in sheet.conditional_formatting
            for rule in held.rules
            if _changes(rule)
        ]

    def may_hide(self, row: int, column: int, value: object, front: Rgb | None, ground: Rgb | None) -> bool:
        """Whether a rule may hide or strike out the value of a cell with letters and ground of these colours."""
        return any(
            self._hides(each.rule, front, ground) and _may_apply(each.rule, value)
            for each in self._rules
            if each.covers(row, column)
        )

    def _hides(self, rule: Any, front: Rgb | None, ground: Rgb | None) -> bool:
        style = rule.dxf
        if style is None or style.numFmt is not None or (style.font is not None and style.font.strike):
            return True
        front = (self._palette.find(style.font.color) if style.font is not None else None) or front
        # the fill of a rule has its colour where other fills have that of their ground
        filled = self._palette.find(style.fill.bgColor) if style.fill is not None else None
        return contrast(front, filled or ground) is not Look.PLAIN


def _changes(rule: Any) -> bool:
    """Whether a rule changes how a figure is shown: by a style, or by a bar or sign that takes its place."""
    if rule.dxf is not None:
        return True
    return any(held is not None and held.showValue is False for held in (rule.dataBar, rule.iconSet))


def _may_apply(rule: Any, value: object) -> bool:
    """Whether a rule holds for a value, or may hold."""
    if rule.type in _WITHOUT_NUMBER:
        return False
    limits = list(_numbers(rule.formula))
    if rule.type == "cellIs" and limits and len(limits) == len(rule.formula):
        if not isinstance(value, int | float):  # words are above all numbers
            return str(rule.operator) in {"greaterThan", "greaterThanOrEqual", "notEqual", "notBetween"}
        if rule.operator in {"between", "notBetween"} and len(limits) == 2:
            return (min(limits) <= value <= max(limits)) is (str(rule.operator) == "between")
        compare = _COMPARE.get(rule.operator or "")
        return compare is None or compare(value, limits[0])
    formula = rule.formula[0] if rule.type == "expression" and rule.formula else ""
    if _ERROR.match(formula):
        return False
    # the cell asked for is taken to be the one that is shown
    return value == 0 if _IS_ZERO.fullmatch(formula) else True


def _numbers(formulas: Any) -> Iterator[float]:
    for formula in formulas or ():
        try:
            yield float(formula)
        except ValueError:
            return
