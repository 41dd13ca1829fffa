"""The same figure stated more than once in one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Cell, Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, cite, cite_en, key_of, locate_both, show_gap
from disclosure.check.cases.intervals import compare_twins
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check

#: Measures whose meaning does not depend on the sentence they stand in.
_MEASURES = frozenset({"amount", "change", "count", "area", "variance_rate", "completion_rate", "execution_rate"})


@check("repeated-figures")
def run_repeats(subject: Subject) -> Iterator[Case]:
    """One case for each figure stated twice or more, whatever the form: prose against prose, tables, or both."""
    ledger, labels = subject.ledger, subject.labels
    groups: dict[Cell, list[Entry]] = defaultdict(list)
    for cell, entries in ledger.by_cell.items():
        if cell.measure in _MEASURES and cell.item != "allocation":
            for entry in entries:
                groups[cell.at(form="", basis=cell.basis or _find_set(ledger, entry))].append(entry)
    for cell, entries in groups.items():
        entries = _drop_unclear(sorted(entries, key=lambda entry: entry.number))
        if _differ_by_carryover(ledger, entries):
            yield Case("repeated-figures", key_of(cell, "repeat"), "untested")
        elif len(entries) > 1 and not (cell.statement == "project" and (cell.function or cell.economic)):
            yield _compare(cell, entries, labels)


def _find_set(ledger: Ledger, entry: Entry) -> str:
    """What else prose says that a figure is of, so that only figures of the same are compared."""
    if entry.cell.statement == "performance" and entry.cell.item == "total" and not entry.cell.project:
        return _find_projects(ledger, entry)
    return _find_whole(ledger, entry)


def _find_projects(ledger: Ledger, entry: Entry) -> str:
    """How many projects prose says that its money is of, as stated since the money before it; else empty.

    预算项目10个，资金50万元。拟对1个项目开展评价，涉及资金30万元 states the money of all projects, then of some.
    """
    for earlier in reversed(ledger.entries[: entry.number - 1]):
        if entry.fact.form != "narrative" or earlier.fact.form != "narrative" or earlier.cell == entry.cell:
            return ""
        if (earlier.cell.statement, earlier.cell.item) == ("performance", "projects"):
            return f"{earlier.fact.value} projects"
    return ""


def _find_whole(ledger: Ledger, entry: Entry) -> str:
    """What prose says a row by economic class is a share of: 商品和服务支出2万元，占项目支出100% is of projects."""
    if not entry.cell.economic or entry.fact.form != "narrative" or entry.number >= len(ledger.entries):
        return ""
    share = ledger.entries[entry.number]
    same = share.cell.measure == "share" and share.cell.at(measure=entry.cell.measure, basis="") == entry.cell
    return share.cell.basis if same and share.cell.basis == "project" else ""


def _drop_unclear(entries: Sequence[Entry]) -> list[Entry]:
    """Without the forms that give one cell several figures: they have columns that nothing here tells apart.

    A list of projects that prints one project twice is ordered by unit: each has its part of it. In prose a zero
    near another figure is of another thing, too.
    """
    values: dict[str, set[Decimal]] = defaultdict(set)
    for entry in entries:
        values[entry.fact.form].add(entry.fact.value)
    unclear = {form for form, found in values.items() if len(found) > 1 and form != "narrative"}
    zeros = {form for form, found in values.items() if len(found) > 1 and 0 in found}
    return [e for e in entries if e.fact.form not in unclear and not (e.fact.form in zeros and e.fact.value == 0)]


def _differ_by_carryover(ledger: Ledger, entries: Sequence[Entry]) -> bool:
    """Whether a fund is stated with and without what was carried over, as a stated carryover shows."""
    values = {entry.fact.value for entry in entries}
    if len(values) != 2:
        return False
    carried = ledger.select(item="opening_carryover", measure="amount")
    return max(values) - min(values) in {entry.fact.value for cell in carried for entry in ledger.at(cell)} - {0}


def _compare(cell: Cell, entries: Sequence[Entry], labels: Labels) -> Case:
    key = key_of(cell, "repeat")
    first = entries[0]
    differing: dict[object, Entry] = {}
    for entry in entries[1:]:
        if first.fact.value not in entry.printed and entry.fact.value not in first.printed:
            differing.setdefault(entry.fact.value, entry)
    if not differing:
        return Case("repeated-figures", key, "pass")
    others = list(differing.values())
    agreement = (
        "mismatch" if any(compare_twins(first.printed, other.printed) == "mismatch" for other in others) else "rounding"
    )
    far = max(others, key=lambda other: abs(other.fact.value - first.fact.value))
    gap, gap_en = show_gap(far.fact.value - first.fact.value, first.fact)
    zh, en = "、".join(map(cite, [first, *others])), ", ".join(map(cite_en, [first, *others]))
    return Case(
        "repeated-figures", key, "rounding" if agreement == "rounding" else "mismatch",
        *compose("repeated-figures", "found", name=labels.both(first.fact), places=(zh, en), gap=(gap, gap_en)),
        facts=(first.number, *(other.number for other in others)), expected=first.fact.value,
        stated=far.fact.value, unit=first.fact.unit, where=locate_both(first.fact),
        group=(*key_of(cell.at(direction=""), "repeat"), *sorted(e.fact.reported for e in (first, *others))),
    )  # fmt: skip
