"""The changes of basic and project expenditure against the change of their total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cells import Entry, Ledger
from disclosure.check.changes import Triple, find_triples
from disclosure.check.findings import Case, Labels, add_up, cite, cite_change, cite_en, locate_both, show
from disclosure.check.intervals import compare, sum_intervals
from disclosure.check.subject import Subject, check

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
        f"{labels.zh(whole.value.fact)}{cite(whole.value)}比上年{cite_change(stated)[0]}；其中{parts}，两项合计 "
        f"{terms}，相差{gap}。本年只有这两类支出，上年的这两类支出也不应大于合计。",
        f"{labels.en(whole.value.fact)} {cite_en(whole.value)} is {cite_change(stated)[1]}; of this {parts_en}, "
        f"together {terms}, {gap} apart. "
        "There are no other kinds this year, and the two cannot have been more than the total last year.",
        facts=(whole.value.number, stated.number, *(entry.number for entry in changes)), expected=point,
        stated=stated.fact.value, unit=stated.fact.unit,
        where=locate_both(stated.fact),
        group=("prior-kinds", stated.fact.reported, *(entry.fact.reported for entry in changes)),
    )  # fmt: skip
