"""The changes of basic and project expenditure against the change of their total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, add_up, cite_change, locate_both, show
from disclosure.check.cases.intervals import compare, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.check.years.changes import Triple, find_triples

#: The kinds of expenditure whose changes prose states.
_KINDS = ("basic", "project")


@check("prior-year-sum")
def run_prior_kinds(subject: Subject) -> Iterator[Case]:
    """Where basic and project expenditure are all there is this year, their changes make up that of the total.

    The prior year may have had a third kind, so that its two kinds were less than the total: changes that add up to
    more prove nothing. Changes that add up to less mean that the two kinds were more than the total of the prior year.
    """
    ledger, labels = subject.ledger, subject.labels
    for triple in find_triples(ledger):
        change = triple.change.cell
        if change.item != "total" or change.function or change.economic or change.expenditure or change.project:
            continue
        found = [ledger.nearest(change.at(expenditure=kind), triple.change.number) for kind in _KINDS]
        changes = [entry for entry in found if entry is not None]
        amounts = _find_amounts(ledger, triple)
        if len(changes) == len(_KINDS) and amounts:
            yield _compare(triple, changes, labels)


def _find_amounts(ledger: Ledger, whole: Triple) -> list[Entry]:
    """Basic and project expenditure of this year, as any form states them, that make up the total; else nothing."""
    total = whole.value
    rows = [
        entry
        for cell in ledger.select(
            expenditure=_KINDS, item="total", function="", economic="", project="", measure="amount",
            phase=total.cell.phase,
        )
        for entry in ledger.at(cell)
    ]  # fmt: skip
    for basic in (row for row in rows if row.cell.expenditure == "basic"):
        for project in (row for row in rows if row.cell.expenditure == "project"):
            same = basic.cell.at(expenditure="") == project.cell.at(expenditure="")
            if same and total.interval.overlaps(basic.interval + project.interval):
                return [basic, project]
    return []


def _compare(whole: Triple, changes: list[Entry], labels: Labels) -> Case:
    stated = whole.change
    point = sum((entry.fact.value for entry in changes), start=Decimal(0))
    agreement = compare(stated.interval, point, sum_intervals(entry.interval for entry in changes))
    key = ("prior-kinds", stated.cell.statement, stated.cell.fund, stated.cell.direction, stated.cell.phase)
    if agreement == "pass" or (agreement == "mismatch" and point > stated.fact.value):
        return Case("prior-year-sum", key, "pass" if agreement == "pass" else "untested")
    terms = f"{add_up((entry.fact.value for entry in changes), stated.fact)} = {show(point, stated.fact)}"
    gap = show(abs(point - stated.fact.value), stated.fact)
    parts = "、".join(f"{labels.zh(entry.fact)}{cite_change(entry)[0]}" for entry in changes)
    parts_en = ", ".join(f"{labels.en(entry.fact)} {cite_change(entry)[1]}" for entry in changes)
    return Case(
        "prior-year-sum", key, agreement,
        *compose(
            "prior-year-sum", "found", whole_name=labels.both(whole.value.fact), whole_value=cited(whole.value),
            stated=cite_change(stated), parts=(parts, parts_en), terms=terms, gap=gap,
        ),
        facts=(whole.value.number, stated.number, *(entry.number for entry in changes)), expected=point,
        stated=stated.fact.value, unit=stated.fact.unit,
        where=locate_both(stated.fact),
        group=("prior-kinds", stated.fact.reported, *(entry.fact.reported for entry in changes)),
    )  # fmt: skip
