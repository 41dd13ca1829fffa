"""Lists against their total: purchases, meetings and training, vehicles to be bought, and parts against the amount that
they are a part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.coverage import find_partial, is_read_in_part
from disclosure.check.cases.findings import Case, key_of, locate_both, quote, show
from disclosure.check.cases.intervals import compare, read_interval, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.check.cases.wholes import is_same_row
from disclosure.model import Detail, DetailKind

_LIST, _PART = "list-and-total", "named-part"
#: What the rows of lists are called, in Chinese and English.
_NAMES: dict[DetailKind, tuple[str, str]] = {
    "purchase": ("逐项采购", "purchases"), "event": ("逐次会议、培训", "meetings or training"),
    "planned_asset": ("各类车辆", "kinds of vehicles"),
}  # fmt: skip


@check(_LIST)
def run_lists(subject: Subject) -> Iterator[Case]:
    """One case for each total of which a list is stated: the list adds up to no more. A smaller sum may lack rows, and
    is an omission where the total is in the list itself, of which all figures were read."""
    groups: dict[tuple[int, DetailKind], list[Detail]] = defaultdict(list)
    partial = find_partial(subject.parsed)
    for detail, number in _pair(subject):
        if detail.kind in _NAMES and detail.measure in {"amount", "count"} and detail.unit:
            groups[number, detail.kind].append(detail)
    for (number, kind), details in groups.items():
        whole = subject.ledger.entries[number - 1]
        own = all(detail.form == whole.fact.form for detail in details)
        yield _compare_list(subject, whole, details, own and not is_read_in_part(whole.fact, partial), *_NAMES[kind])


@check(_PART)
def run_parts(subject: Subject) -> Iterator[Case]:
    """One case for each part in the row and form of the amount that it is a part of: it is not more."""
    for detail, number in _pair(subject):
        whole = subject.ledger.entries[number - 1]
        alike = is_same_row(detail, whole.fact) and detail.measure == "amount" and not detail.subunit
        if detail.kind == "part" and alike and whole.fact.value >= 0:
            yield _compare_part(subject, whole, detail)


def _pair(subject: Subject) -> Iterator[tuple[Detail, int]]:
    """The details of the report's year with the numbers of the facts that they are parts of."""
    details = subject.parsed.details
    for detail, number in zip(details, subject.wholes, strict=True):
        if number and detail.year == subject.report.year:
            yield detail, number


def _compare_list(subject: Subject, whole: Entry, details: Sequence[Detail], complete: bool, zh: str, en: str) -> Case:
    key = key_of(whole.cell, zh)
    point = sum((detail.value for detail in details), Decimal(0))
    agreement = compare(whole.interval, point, sum_intervals(map(read_interval, details)))
    short = point < whole.fact.value
    if agreement != "mismatch" or (short and not complete):
        outcome = agreement if agreement == "pass" else "untested"
        return Case(_LIST, key, outcome, facts=(whole.number,))
    return Case(
        _LIST, key, "mismatch",
        *compose(
            "list-and-total", "found", name=subject.labels.both(whole.fact), whole=cited(whole), rows=(zh, en),
            number=len(details), total=show(point, whole.fact), gap=show(abs(point - whole.fact.value), whole.fact),
            relation=("少", "less") if short else ("多", "more"),
        ),
        facts=(whole.number,), expected=point, stated=whole.fact.value, unit=whole.fact.unit,
        where=locate_both(whole.fact), outcome="omission" if short else None,
    )  # fmt: skip


def _compare_part(subject: Subject, whole: Entry, detail: Detail) -> Case:
    key = key_of(whole.cell, detail.part)
    if detail.value <= whole.fact.value or whole.interval.overlaps(read_interval(detail)):
        return Case(_PART, key, "pass", facts=(whole.number,))
    part, gap = show(detail.value, whole.fact), show(detail.value - whole.fact.value, whole.fact)
    return Case(
        _PART, key, "mismatch",
        *compose(
            "named-part", "found", name=subject.labels.both(whole.fact), whole=cited(whole), named=quote(detail.part),
            part=part, gap=gap,
        ),
        facts=(whole.number,), expected=detail.value, stated=whole.fact.value, unit=whole.fact.unit,
        where=locate_both(whole.fact),
    )  # fmt: skip
