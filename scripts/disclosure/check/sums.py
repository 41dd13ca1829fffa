"""A total against the sum of its parts, in the words that findings of several checks share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from disclosure.check.cells import Entry
from disclosure.check.findings import Case, cite, cite_en, equate, join_places, join_places_en, show
from disclosure.check.intervals import compare, sum_intervals


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
        f"{zh[0]}载明{cite(whole)}；{zh[1]} {equation}（{join_places(parts)}），相差{gap}。",
        f"{en[0]}: stated as {cite_en(whole)}; {en[1]} {equation} ({join_places_en(parts)}); they differ by {gap}.",
        facts=(whole.number, *(part.number for part in parts)), expected=point, stated=whole.fact.value,
        unit=whole.fact.unit,
    )  # fmt: skip


def is_short(case: Case) -> bool:
    """Whether the parts sum to less than the total, beyond rounding: some of them may not be listed or not be read."""
    return case.agreement == "mismatch" and (case.expected or Decimal(0)) < (case.stated or Decimal(0))
