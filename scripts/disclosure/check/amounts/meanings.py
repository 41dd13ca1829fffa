"""One amount in statements of different kinds: what the key of a figure means wherever it is stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, key_of, locate_both, show
from disclosure.check.cases.intervals import compare_twins
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check

#: The fund that all figures of a statement are of; None where each figure has to name its own.
_OF_STATEMENT: dict[str, str | None] = {
    "overall": "", "revenue": "", "expenditure": "", "appropriation": "fiscal_appropriation",
    "general_public": "general_public_budget", "government_fund": "government_fund", "state_capital": "state_capital",
    "basic": None,
}  # fmt: skip
#: Items that are all the revenue from one fund.
_OF_ITEM = {
    "general_public_budget": "general_public_budget", "government_fund": "government_fund",
    "state_capital": "state_capital", "fiscal_appropriation": "fiscal_appropriation",
}  # fmt: skip
_TWO_SIDED = frozenset({"overall", "appropriation"})


class Meaning(NamedTuple):
    """What an amount is of, without the statement that states it. ``whole`` is the total with all carryovers."""

    side: str
    item: str
    function: str
    economic: str
    fund: str
    expenditure: str
    phase: str


@check("related-statements")
def run_meanings(subject: Subject) -> Iterator[Case]:
    """One case for each amount that two statements state: side, fund, kind of expenditure, codes and phase agree.

    A statement agrees if any figure of it does. Totals of final accounts are left out: some statements include the
    carryovers, some do not; a gap that is a stated carryover is the same in budgets.
    """
    ledger = subject.ledger
    groups: dict[Meaning, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in ledger.entries:
        meaning = _find_meaning(entry, subject.report.kind)
        if meaning is not None:
            groups[meaning][entry.cell.statement].append(entry)
    carried = list_carryovers(ledger)
    for meaning, statements in groups.items():
        shared = subject.labels.shared(meaning.side, meaning.fund, meaning.expenditure)
        for one, other in combinations(statements.values(), 2):
            yield _compare(one, other, carried, subject.labels, shared)


def _find_meaning(entry: Entry, kind: str) -> Meaning | None:
    cell = entry.cell
    if cell.measure != "amount" or cell.project or cell.statement not in _OF_STATEMENT:
        return None
    if cell.statement in _TWO_SIDED and not cell.direction:
        return None
    side = cell.direction if cell.statement in _TWO_SIDED else ""
    side = side or ("revenue" if cell.statement == "revenue" else "expenditure")
    own = _OF_STATEMENT[cell.statement]
    fund, item = entry.fact.fund if own is None else cell.fund or own, cell.item
    if own is None and not fund:
        return None
    if item in _OF_ITEM and side == "revenue":
        fund, item = _OF_ITEM[item], "total"
    if item == "total" and kind == "final" and cell.statement in _TWO_SIDED and not (cell.function or cell.economic):
        item = "grand_total" if cell.item == "total" else item
    if item == "current_year":
        item = "total"
    expenditure = cell.expenditure or ("basic" if cell.statement == "basic" else "")
    return Meaning(side, item, cell.function, cell.economic, fund, expenditure, cell.phase)


def list_carryovers(ledger: Ledger) -> frozenset[object]:
    """The carryovers that a report states, other than zero: a gap of one of them is explained."""
    items = ("opening_carryover", "closing_carryover", "account_balance")
    found = [e for item in items for cell in ledger.select(item=item, measure="amount") for e in ledger.at(cell)]
    found += [e for cell in ledger.select(fund="carryover", measure="amount") for e in ledger.at(cell)]
    return frozenset(entry.fact.value for entry in found if entry.fact.value)


def _compare(
    one: Sequence[Entry], other: Sequence[Entry], carried: frozenset[object], labels: Labels, shared: tuple[str, str]
) -> Case:
    """Two statements of one amount: any two figures that agree are enough."""
    pairs = [(a, b) for a in one for b in other]
    first, second = min(pairs, key=lambda pair: abs(pair[0].fact.value - pair[1].fact.value))
    key = key_of(first.cell.at(form=""), second.cell.statement, "meaning")
    if first.fact.value in second.printed or second.fact.value in first.printed:
        return Case("related-statements", key, "pass")
    agreement = compare_twins(first.interval, second.interval)
    if agreement == "mismatch" and any(abs(a.fact.value - b.fact.value) in carried for a, b in pairs):
        return Case("related-statements", key, "untested")
    gap = show(abs(first.fact.value - second.fact.value), first.fact)
    return Case(
        "related-statements", key, agreement,
        *compose(
            "related-statements", "meaning", name=labels.both(first.fact), one_statement=labels.statement(first.fact),
            one=cited(first), other_statement=labels.statement(second.fact), other=cited(second), gap=gap,
            shared=shared,
        ),
        facts=(first.number, second.number), expected=first.fact.value, stated=second.fact.value, unit="元",
        where=locate_both(first.fact), group=("statements", *sorted((first.fact.reported, second.fact.reported))),
    )  # fmt: skip
