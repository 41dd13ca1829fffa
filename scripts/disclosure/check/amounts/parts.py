"""Rows of subordinate units against the row of all units in the same form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.findings import Case, key_of, locate_both, show
from disclosure.check.cases.intervals import compare, read_interval, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.check.cases.wholes import is_same_row
from disclosure.model import Detail

_CHECK = "units-and-department"


@check(_CHECK)
def run_units(subject: Subject) -> Iterator[Case]:
    """One case for each fact of which the form has rows by unit: their sum is not more. A smaller sum says nothing, for
    a form need not list all units, nor does a list in which a unit may be the sum of others."""
    facts = subject.parsed.facts
    groups: dict[int, list[Detail]] = defaultdict(list)
    for detail, number in zip(subject.parsed.details, subject.wholes, strict=True):
        plain = detail.kind == "subunit" and detail.subunit and not detail.government_code
        if number and plain and detail.year == subject.report.year and is_same_row(detail, facts[number - 1]):
            groups[number].append(detail)
    for number, details in groups.items():
        yield _compare(subject, subject.ledger.entries[number - 1], details)


def _compare(subject: Subject, whole: Entry, details: Sequence[Detail]) -> Case:
    key = key_of(whole.cell, "units")
    values: Mapping[str, Detail] = {detail.subunit: detail for detail in details}
    twice = any(values[detail.subunit].value != detail.value for detail in details)
    point = sum((detail.value for detail in values.values()), Decimal(0))
    agreement = compare(whole.interval, point, sum_intervals(read_interval(each) for each in values.values()))
    if agreement != "mismatch":
        return Case(_CHECK, key, agreement if agreement == "pass" else "untested", facts=(whole.number,))
    if twice or point < whole.fact.value or _may_be_nested([detail.value for detail in values.values()]):
        return Case(_CHECK, key, "untested")
    gap, total = show(point - whole.fact.value, whole.fact), show(point, whole.fact)
    return Case(
        _CHECK, key, "mismatch",
        *compose(
            "units-and-department", "found", name=subject.labels.both(whole.fact), whole=cited(whole),
            number=len(values), total=total, gap=gap,
        ),
        facts=(whole.number,), expected=point, stated=whole.fact.value, unit=whole.fact.unit,
        where=locate_both(whole.fact),
    )  # fmt: skip


def _may_be_nested(values: Sequence[Decimal]) -> bool:
    """Whether an amount is the sum of two or more that follow it: a unit may be above others."""
    for at, value in enumerate(values):
        rest, count = value, 0
        for below in values[at + 1 :]:
            rest, count = rest - below, count + 1
            if rest <= 0:
                break
        if value and not rest and count > 1:
            return True
    return False
