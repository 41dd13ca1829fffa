"""Two totals that are equal every year: they change by the same amount."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.check.cases.findings import Case, cite_change, show
from disclosure.check.cases.intervals import compare_twins
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.check.years.changes import Triple, find_triples


@check("total-changes")
def run_total_changes(subject: Subject) -> Iterator[Case]:
    """Total revenue and total expenditure of the overall and the appropriation statement, this year and the last.

    Both sides include the carryovers, so they are equal in each year, and so are their changes. Nothing is said
    where the totals of this year differ: revenue-equals-expenditure does.
    """
    ledger = subject.ledger
    triples = [t for t in find_triples(ledger) if t.value.cell.item == "total" and t.value.cell.measure == "amount"]
    for statement in ("overall", "appropriation"):
        sides = {
            side: [t for t in triples if (t.value.cell.statement, t.change.cell.direction) == (statement, side)]
            for side in ("revenue", "expenditure")
        }
        if not sides["revenue"] or not sides["expenditure"]:
            continue
        one, other = sides["revenue"][0], sides["expenditure"][0]
        if one.value.fact.value == other.value.fact.value and one.value.cell.phase == other.value.cell.phase:
            yield _compare(statement, one, other)


def _compare(statement: str, one: Triple, other: Triple) -> Case:
    key = ("total-changes", statement, one.value.cell.phase)
    agreement = compare_twins(one.change.interval, other.change.interval)
    if agreement == "pass":
        return Case("total-changes", key, "pass")
    gap = show(abs(one.change.fact.value - other.change.fact.value), one.change.fact)
    return Case(
        "total-changes", key, agreement,
        *compose(
            "total-changes", "found", revenue=cited(one.value), expenditure=cited(other.value),
            revenue_change=cite_change(one.change), expenditure_change=cite_change(other.change), gap=gap,
        ),
        facts=(one.value.number, one.change.number, other.value.number, other.change.number),
        expected=one.change.fact.value, stated=other.change.fact.value, unit=one.change.fact.unit,
    )  # fmt: skip
