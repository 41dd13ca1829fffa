"""Figures of the year before that forms give next to those of the report: their sums, and the changes between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from disclosure.check.amounts.calculations import load_calculations, run_calculations
from disclosure.check.amounts.hierarchy import sum_rows
from disclosure.check.cases.cells import Cell, Entry, Ledger
from disclosure.check.cases.coverage import find_partial, is_read_in_part
from disclosure.check.cases.findings import Case, Labels, cite_change, key_of, show
from disclosure.check.cases.intervals import compare
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.check.years.changes import Triple, find_triples

_OWN, _OTHER = "prior-year-figures", "prior-and-change"


@check(_OWN, _OTHER)
def run_prior_figures(subject: Subject) -> Iterator[Case]:
    """Identities and sums of the year before, and each stated change against the two years that it is between.

    A row of one form has all three: arithmetic. In other forms the year before may be what was spent, not what was
    planned, so that it is a judgement.
    """
    year = subject.report.year - 1
    details = [each for each in subject.parsed.details if each.kind == "prior_year" and each.year == year]
    if not details:
        return
    ledger = Ledger(details)
    yield from _check_sums(subject, ledger, year)
    stated: dict[Cell, list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        stated[entry.cell.at(form="")].append(entry)
    for triple in find_triples(subject.ledger):
        yield from _check_change(triple, stated, subject.labels, year)


def _check_sums(subject: Subject, ledger: Ledger, year: int) -> Iterator[Case]:
    """What holds between the rows of a year; parts that are less may be unread, parts that are more may not."""
    partial = find_partial(subject.parsed)
    cases = [*run_calculations(ledger, subject.report.kind, load_calculations()), *sum_rows(ledger, subject.labels)]
    for case in cases:
        key = ("prior", case.check, *case.key)
        facts = [ledger.entries[number - 1].fact for number in case.facts]
        short = case.expected is not None and case.stated is not None and case.expected < case.stated
        if case.agreement == "mismatch" and short and any(is_read_in_part(fact, partial) for fact in facts):
            yield Case(_OWN, key, "untested")
            continue
        zh, en = compose("prior-year-figures", "sum", year=year, message=(case.message_zh, case.message_en))
        yield replace(
            case, check=_OWN, key=key, message_zh=zh, message_en=en, facts=(), where=("", ""),
            group=(str(year), *case.group) if case.group else (),
        )  # fmt: skip


def _check_change(triple: Triple, stated: Mapping[Cell, Sequence[Entry]], labels: Labels, year: int) -> Iterator[Case]:
    value, change = triple.value, triple.change
    found = stated.get(value.cell.at(form=""), ())
    own = [prior for prior in found if prior.fact.form == change.fact.form == value.fact.form]
    if not found or value.cell.project:
        return
    name, key = _OWN if own else _OTHER, key_of(change.cell, "prior-and-change")
    prior = own[0] if own else found[0]
    point = value.fact.value - prior.fact.value
    agreement = compare(change.interval, point, value.interval - prior.interval)
    if any(triple.prior.overlaps(each.interval) for each in found) or agreement != "mismatch":
        yield Case(name, key, "pass")
        return
    yield Case(
        name, key, "mismatch",
        *compose(
            "shared", "prior", name=labels.both(value.fact), year=year, prior=cited(prior), value=cited(value),
            point=show(point, change.fact), change=cite_change(change),
            gap=show(abs(point - change.fact.value), change.fact),
        ),
        facts=(value.number, change.number), expected=point, stated=change.fact.value, unit=change.fact.unit,
    )  # fmt: skip
