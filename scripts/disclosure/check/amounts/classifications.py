"""Both economic classifications of one document against each other: the department's rows, by the government's type,
against what another form states for that type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.findings import Case, key_of, locate_both, show
from disclosure.check.cases.intervals import compare, read_interval, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Detail, Fact

_CHECK = "both-classifications"
_CLASS_DIGITS = 3
_GOVERNMENT = "5"
#: What the amounts of both classifications have in common.
_SHARED = ("measure", "phase", "fund", "expenditure_type", "basis", "unit")
_Key = tuple[str, ...]


@check(_CHECK)
def run_classifications(subject: Subject) -> Iterator[Case]:
    """One case for each class of the government's classification (501) that one form states and of which another has
    rows of the department's classification: these add up to no more. A code that is all of one type may be a fact
    without the type, so a smaller sum says nothing."""
    stated: dict[_Key, Entry] = {}
    for entry in subject.ledger.entries:
        code, alone = entry.fact.economic_code, not (entry.fact.functional_code or entry.fact.project)
        if len(code) == _CLASS_DIGITS and code[0] == _GOVERNMENT and alone:
            stated.setdefault((code, *_shared(entry.fact)), entry)
    for (code, form, *shared), details in _group(subject).items():
        whole = stated.get((code, *shared))
        if whole is not None and whole.fact.form != form:
            yield _compare(subject, whole, details)


def _shared(fact: Fact) -> _Key:
    return tuple(getattr(fact, name) for name in _SHARED)


def _group(subject: Subject) -> dict[_Key, list[Detail]]:
    """The lowest rows of all units and functions that name a type, by its class, form and column."""
    groups: dict[_Key, list[Detail]] = defaultdict(list)
    for detail in subject.parsed.details:
        typed = detail.government_code and detail.economic_code and not (detail.subunit or detail.functional_code)
        if detail.kind == "government_class" and typed and detail.year == subject.report.year:
            groups[(detail.government_code[:_CLASS_DIGITS], detail.form, *_shared(detail))].append(detail)
    return {key: _leave_sums(details) for key, details in groups.items()}


def _leave_sums(details: Sequence[Detail]) -> list[Detail]:
    codes = {detail.economic_code for detail in details}
    return [
        detail
        for detail in details
        if not any(code != detail.economic_code and code.startswith(detail.economic_code) for code in codes)
    ]


def _compare(subject: Subject, entry: Entry, details: Sequence[Detail]) -> Case:
    key, point = key_of(entry.cell, "classes"), sum((detail.value for detail in details), Decimal(0))
    agreement = compare(entry.interval, point, sum_intervals(map(read_interval, details)))
    if agreement != "mismatch" or point < entry.fact.value:
        outcome = agreement if agreement == "pass" else "untested"
        return Case(_CHECK, key, outcome, facts=(entry.number,))
    total, gap = show(point, entry.fact), show(point - entry.fact.value, entry.fact)
    return Case(
        _CHECK, key, "mismatch",
        *compose(
            "both-classifications", "found", name=subject.labels.both(entry.fact), whole=cited(entry),
            number=len(details), total=total, gap=gap,
        ),
        facts=(entry.number,), expected=point, stated=entry.fact.value, unit=entry.fact.unit,
        where=locate_both(entry.fact),
    )  # fmt: skip
