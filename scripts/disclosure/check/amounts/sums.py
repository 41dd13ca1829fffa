"""A total against the sum of its parts, in the words that findings of several checks share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.findings import Case, equate, join_places, join_places_en, show
from disclosure.check.cases.intervals import compare, sum_intervals
from disclosure.check.cases.message import cited, compose


def compare_sum(
    check: str,
    key: tuple[str, ...],
    whole: Entry,
    parts: Sequence[Entry],
    zh: tuple[str, str],
    en: tuple[str, str],
) -> Case:
    """One case: ``whole`` against the sum of ``parts``; ``zh`` and ``en`` name the total and what its parts are."""
    point = sum((part.fact.value for part in parts), start=Decimal(0))
    equation, gap = equate(parts, point, whole.fact), show(abs(point - whole.fact.value), whole.fact)
    return Case(
        check, key, compare(whole.interval, point, sum_intervals(part.interval for part in parts)),
        *compose(
            "shared", "parts", name=(zh[0], en[0]), whole=cited(whole), parts=(zh[1], en[1]), equation=equation,
            places=(join_places(parts), join_places_en(parts)), gap=gap,
        ),
        facts=(whole.number, *(part.number for part in parts)), expected=point, stated=whole.fact.value,
        unit=whole.fact.unit,
    )  # fmt: skip


def is_short(case: Case) -> bool:
    """Whether the parts sum to less than the total, beyond rounding: some of them may not be listed or not be read."""
    return case.agreement == "mismatch" and (case.expected or Decimal(0)) < (case.stated or Decimal(0))
