"""Figures read off pictures: those that a sum of the report proves are kept, all others count as not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Context, Decimal, localcontext

from disclosure.check.amounts.calculations import load_calculations, run_calculations
from disclosure.check.amounts.hierarchy import sum_rows
from disclosure.check.cases.cells import Ledger
from disclosure.check.cases.findings import Labels
from disclosure.model import Fact, Figure, Kind, Parsed

#: Significant digits of all arithmetic.
_PRECISION = 100
#: A figure that stands elsewhere too proves itself if it has at least so many digits.
_TELLING = 3


def confirm_recognized(parsed: Parsed, kind: Kind) -> Parsed:
    """``parsed`` without the facts read off pictures that nothing proves; their figures become unread.

    A form's amount is proven by a sum that holds exactly and that it takes part in, with two figures that are
    not zero at least. An amount of the prose is proven by the same amount of the same statement in a proven
    form. All else (rates, counts, amounts in no sum) is not.
    """
    if not any(fact.recognized for fact in parsed.facts):
        return parsed
    proven = _prove(parsed.facts, kind)
    kept = tuple(fact for number, fact in enumerate(parsed.facts, 1) if not fact.recognized or number in proven)
    claimed = {(span, fact.place) for fact in kept for span in fact.spans}
    lost = {
        span: fact for fact in parsed.facts if fact.recognized
        for span in fact.spans if (span, fact.place) not in claimed
    }  # fmt: skip
    figures = tuple(_demote(figure, lost) for figure in parsed.figures)
    named = {fact.project for fact in kept} | {each.project for each in parsed.texts}
    named |= {each.project for each in parsed.indicators}
    projects = tuple(project for project in parsed.projects if project.project in named)
    return replace(parsed, facts=kept, figures=figures, projects=projects)


def _prove(facts: tuple[Fact, ...], kind: Kind) -> set[int]:
    """The numbers of the facts that are proven."""
    with localcontext(Context(prec=_PRECISION)):
        proven = {
            number
            for group in _find_sums(facts, kind)
            if sum(1 for each in group if facts[each - 1].value) > 1
            for number in group
        }
    stated: defaultdict[str, set[Decimal]] = defaultdict(set)
    for number in proven:
        fact = facts[number - 1]
        if fact.form != "narrative":
            stated[fact.statement].add(fact.value)
    return proven | {
        number
        for number, fact in enumerate(facts, 1)
        if fact.measure == "amount" and fact.value in stated[fact.statement] and _is_telling(fact)
    }


def _find_sums(facts: tuple[Fact, ...], kind: Kind) -> Iterator[tuple[int, ...]]:
    ledger = Ledger(facts)
    for case in (*run_calculations(ledger, kind, load_calculations()), *sum_rows(ledger, Labels({}))):
        if case.agreement == "pass" and case.facts:
            yield case.facts


def _is_telling(fact: Fact) -> bool:
    return sum(1 for char in fact.reported if char.isdigit()) >= _TELLING


def _demote(figure: Figure, lost: dict[tuple[int, int], Fact]) -> Figure:
    """The figure as unread if the fact that claimed it was not kept."""
    if figure.outcome != "fact":
        return figure
    for (start, end), fact in lost.items():
        # offsets are of one document; another of the same report may have a figure there as well
        if start < figure.end and figure.start < end and figure.text.strip("+-−%") in fact.reported:
            return replace(figure, outcome="unread")
    return figure
