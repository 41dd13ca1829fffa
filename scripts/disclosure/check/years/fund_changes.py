"""The general public budget on its two sides: equal amounts of which the stated changes differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.check.cases.cells import Cell
from disclosure.check.cases.findings import Case, Labels, cite_change, show
from disclosure.check.cases.intervals import compare_twins
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.check.years.changes import Triple, find_triples


@check("fund-changes")
def run_fund_changes(subject: Subject) -> Iterator[Case]:
    """The appropriation from the general public budget as revenue, and what is spent of it, where both are equal.

    Carryovers of the prior year may make its two sides unequal, so that this is a judgement.
    """
    triples = [t for t in find_triples(subject.ledger) if t.value.cell.measure == "amount" and not t.value.cell.project]
    received = [t for t in triples if _is_received(t.change.cell)]
    spent = [t for t in triples if _is_spent(t.change.cell)]
    for one in received[:1]:
        same = [other for other in spent if _is_same(one, other)]
        if same:
            yield _compare(one, same, subject.labels)


def _is_received(cell: Cell) -> bool:
    return cell.statement in ("overall", "appropriation", "revenue") and cell.item == "general_public_budget"


def _is_spent(cell: Cell) -> bool:
    bare = not (cell.function or cell.economic or cell.expenditure or cell.fund)
    return cell.statement == "general_public" and cell.item == "total" and bare


def _is_same(one: Triple, other: Triple) -> bool:
    return one.value.fact.value == other.value.fact.value and one.value.cell.phase == other.value.cell.phase


def _compare(one: Triple, others: Sequence[Triple], labels: Labels) -> Case:
    key, other = ("fund-changes", one.value.cell.phase), others[0]
    if any(compare_twins(one.change.interval, each.change.interval) == "pass" for each in others):
        return Case("fund-changes", key, "pass")
    gap = show(abs(one.change.fact.value - other.change.fact.value), one.change.fact)
    return Case(
        "fund-changes", key, compare_twins(one.change.interval, other.change.interval),
        *compose(
            "fund-changes", "found", name=labels.both(one.value.fact), revenue=cited(one.value),
            expenditure=cited(other.value), revenue_change=cite_change(one.change),
            expenditure_change=cite_change(other.change), gap=gap,
        ),
        facts=(one.value.number, one.change.number, other.value.number, other.change.number),
        expected=one.change.fact.value, stated=other.change.fact.value, unit=one.change.fact.unit,
    )  # fmt: skip
