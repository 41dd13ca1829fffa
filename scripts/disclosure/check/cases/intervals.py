"""Printed numbers as intervals: 333.96 printed with two decimals is any number in [333.955, 333.965]."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from disclosure.model import Fact
from disclosure.quick import quick

Agreement = Literal["pass", "rounding", "mismatch"]

#: How many base units one printed unit of measure holds; every other unit is a base unit already.
SCALES = {"千元": Decimal(1_000), "万元": Decimal(10_000), "百万元": Decimal(1_000_000), "亿元": Decimal(100_000_000)}
#: Units of measure of what can be counted: such a number is exact.
COUNTED = frozenset({"人", "名", "户", "人次", "批次", "个", "辆", "台", "套", "台（套）", "次", "家", "项"})
_DECIMALS = re.compile(r"[.．](\d+)")


@quick
@dataclass(frozen=True, slots=True)
class Interval:
    """Every number from ``low`` to ``high``, ends included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both; touching ends count, since a half may be rounded either way."""
        return self.low <= other.high and other.low <= self.high


def exact(value: Decimal) -> Interval:
    """The interval of a number known exactly."""
    return Interval(value, value)


def count_decimals(reported: str) -> int:
    """How many decimals a number is printed with."""
    found = _DECIMALS.search(reported)
    return len(found.group(1)) if found else 0


def half_digit(reported: str, reported_unit: str, usual: int = 0) -> Decimal:
    """Half of one last digit in base units: 50 元 for ``353.13`` 万元.

    ``usual`` is the number of decimals a document prints such numbers with: where that is 2, a
    ``10`` among them is a 10.00 written short. Counted things are exact, and so is a zero printed
    without decimals (it stands for "none").
    """
    decimals = count_decimals(reported)
    whole = decimals == 0 and (reported_unit in COUNTED or not re.sub(r"[\D0]", "", reported))
    if whole:
        return Decimal(0)
    return Decimal(5).scaleb(-max(decimals, usual) - 1) * SCALES.get(reported_unit, Decimal(1))


def read_interval(fact: Fact, usual: int = 0) -> Interval:
    """What a printed figure can stand for, in its base unit; ``usual`` as in half_digit."""
    half = half_digit(fact.reported, fact.reported_unit, usual)
    return Interval(fact.value - half, fact.value + half)


def find_usual_decimals(facts: Sequence[Fact]) -> dict[str, int]:
    """The decimals that two thirds of a document's amounts other than zero are printed with, by unit of measure."""
    decimals: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        if fact.measure in ("amount", "change") and fact.unit == "元" and fact.value != 0:
            decimals[fact.reported_unit].append(count_decimals(fact.reported))
    return {unit: sorted(found)[len(found) // 3] for unit, found in decimals.items()}


def sum_intervals(parts: Iterable[Interval]) -> Interval:
    """The interval of the sum of ``parts``; [0, 0] for none."""
    total = exact(Decimal(0))
    for part in parts:
        total = total + part
    return total


def divide_change(change: Interval, value: Interval) -> Interval | None:
    """The rate of a change in percent, ``change / (value - change)``; None where the prior figure may be 0.

    The rate is monotonic in both numbers as long as the prior figure keeps its sign, so its extremes
    are at the corners.
    """
    rates = []
    for part in (change.low, change.high):
        for whole in (value.low, value.high):
            prior = whole - part
            if prior <= 0:
                return None
            rates.append(part / prior * 100)
    return Interval(min(rates), max(rates))


def divide(part: Interval, whole: Interval) -> Interval | None:
    """``part / whole`` in percent; None where the whole may be 0 or less."""
    if whole.low <= 0:
        return None
    corners = [p / w * 100 for p in (part.low, part.high) for w in (whole.low, whole.high)]
    return Interval(min(corners), max(corners))


def compare(stated: Interval, point: Decimal, computed: Interval) -> Agreement:
    """How a stated figure agrees with one recomputed from other printed figures.

    ``pass`` if the recomputed ``point`` rounds to the stated figure, ``rounding`` if the rounding of the
    figures it was computed from, or cutting their last digits off, can explain the rest, else ``mismatch``
    (the two modes of XBRL Calculations 1.1, rounding and truncation, each for all figures of a comparison).
    """
    if point in stated:
        return "pass"
    return "rounding" if stated.overlaps(computed) or _is_cut(stated, point, computed) else "mismatch"


def compare_twins(one: Interval, other: Interval) -> Agreement:
    """How two printed figures of one matter agree; a gap below one last digit of the coarser may be rounded or cut."""
    gap = abs((one.low + one.high) - (other.low + other.high)) / 2
    if not gap:
        return "pass"
    near = one.overlaps(other) or gap < max(one.high - one.low, other.high - other.low)
    return "rounding" if near else "mismatch"


def _is_cut(stated: Interval, point: Decimal, computed: Interval) -> bool:
    """Whether figures of which the further digits were cut off explain a gap: 1.357 printed as 1.35.

    A printed figure is then anything from itself to just under one last digit more, away from zero.
    """
    printed, digit, width = (stated.low + stated.high) / 2, stated.high - stated.low, computed.high - computed.low
    if point < 0:
        printed, point = -printed, -point
    return printed <= point + width and (point < printed + digit or point == printed)
