"""Sums down a classification: total = sum of 类 = sum of 款 = sum of 项, as far as rows are stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Cell, Entry, Ledger
from disclosure.check.cases.findings import (
    Case,
    Labels,
    equate,
    join_places,
    join_places_en,
    key_of,
    locate_both,
    show,
)
from disclosure.check.cases.intervals import compare, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import FindingClass

#: dimension -> the check that sums it
_CHECKS = {"function": "functional-sums", "economic": "economic-sums"}


#: Statements whose grand total holds carryovers beside the rows by function.
_CARRYING = ("overall", "appropriation")
#: Rows that sum to less than this part of their total are not meant to be all of it.
_NEARLY = Decimal("0.8")
_KINDEST = ("pass", "rounding", "untested", "mismatch")


def find_forest(codes: Sequence[str]) -> dict[str, list[str]]:
    """Each stated code (and "" for the whole) with its nearest stated descendants.

    Digits nest by prefix (201 > 20103 > 2010350), names by path (``甲/乙``). The two are never mixed:
    a row known by name only belongs to no code.
    """
    tree: dict[str, list[str]] = defaultdict(list)
    stated = set(codes)
    for code in codes:
        tree[next((each for each in _list_above(code) if each in stated), "")].append(code)
    return dict(tree)


def _list_above(code: str) -> Iterator[str]:
    """What a code or a path of names may stand below, the nearest first."""
    for end in range(len(code) - 1, 0, -1):
        upper = code[:end]
        if code.isdigit() or (code[end] == "/" and not upper.isdigit()):
            yield upper


@check("economic-sums", "functional-sums")
def run_sums(subject: Subject) -> Iterator[Case]:
    """One case for each total, 类 and 款 under which rows of the same form, phase, fund and type are stated."""
    return sum_rows(subject.ledger, subject.labels)


def sum_rows(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """The same for the facts of a ledger."""
    for dimension in _CHECKS:
        groups: dict[Cell, list[str]] = defaultdict(list)
        for cell in ledger.by_cell:
            code = getattr(cell, dimension)
            if code and cell.measure == "amount" and not cell.project and not _has_other(cell, dimension):
                groups[cell.at(**{dimension: ""})].append(code)
        for context, codes in groups.items():
            # the government's own economic classification (5…) tells the same amounts once more
            schemes = [[code for code in codes if (code[0] == "5") == own] for own in (False, True)]
            forests = [find_forest(scheme) for scheme in schemes]
            for upper, children in (each for forest in forests for each in forest.items()):
                yield from _compare(ledger, labels, dimension, context.at(**{dimension: upper}), children)


def _has_other(cell: Cell, dimension: str) -> bool:
    """Whether a row by function is by economic class too, or a row is one item of a row by code.

    Economic classes below a row by function add up to that row, but not the functions below an economic class.
    """
    return (dimension == "function" and bool(cell.economic)) or cell.item != "total"


def _totals(ledger: Ledger, upper: Cell, dimension: str) -> list[Entry]:
    """What rows may sum to; of a statement with carryovers the expenditure of the year before the grand total."""
    found = ledger.at(upper)
    if not getattr(upper, dimension) and upper.statement in _CARRYING:
        return [*ledger.at(upper.at(item="current_year")), *found]
    return found


def _compare(ledger: Ledger, labels: Labels, dimension: str, upper: Cell, children: Sequence[str]) -> Iterator[Case]:
    check, key = _CHECKS[dimension], key_of(upper, "sum")
    wholes = _totals(ledger, upper, dimension)
    if not wholes:
        if getattr(upper, dimension) == "":
            yield Case(check, key, "untested")
        return
    if all(not child.isdigit() for child in children) and getattr(upper, dimension).isdigit():
        return
    # a row known by its name alone may be beside those with codes, or a part of one of them
    coded = [child for child in children if child.isdigit()] if not getattr(upper, dimension) else []
    cases = []
    children = _leave_out_below(ledger, upper, children) if coded and dimension == "function" else children
    for some in [children, coded] if coded else [children]:
        rows = [ledger.nearest(upper.at(**{dimension: child}), wholes[0].number) for child in some]
        parts = sorted((row for row in rows if row is not None), key=lambda entry: entry.number)
        cases += [_case(labels, dimension, key, whole, parts) for whole in wholes]
        if dimension == "function":
            named = _find_named(ledger, upper, wholes[0])
            cases += [_case(labels, dimension, key, whole, [*parts, *named]) for whole in wholes if named]
    kindest = min(cases, key=lambda case: _KINDEST.index(case.agreement))
    # the rows of each function are rounded like those of the whole: once is enough
    below = dimension == "economic" and bool(upper.function) and kindest.agreement == "rounding"
    yield Case(check, key, "pass", facts=kindest.facts) if below else kindest


def _leave_out_below(ledger: Ledger, upper: Cell, children: Sequence[str]) -> list[str]:
    """The rows without those known by name below a class that is among them with its code."""
    coded = [entry for child in children if child.isdigit() for entry in ledger.at(upper.at(function=child))]
    classes = {_name_class(entry.fact.functional_name) for entry in coded if len(entry.fact.functional_code) == 3}
    return [child for child in children if child.isdigit() or _name_class(child) not in classes]


def _name_class(path: str) -> str:
    """The class at the head of a path of names, without the word 支出 at its end, which some lists leave out."""
    return path.split("/")[0].removesuffix("支出")


def _find_named(ledger: Ledger, upper: Cell, whole: Entry) -> list[Entry]:
    """Rows of a class in the same place that are known by their names alone: no code has the name as printed."""
    name = whole.fact.functional_name.split("/")[0]
    if len(upper.function) != 3 or not upper.function.isdigit() or not name:
        return []
    return [
        ledger.at(cell)[0] for cell in ledger.by_cell
        if cell.function.startswith(f"{name}/") and cell.at(function=upper.function) == upper
    ]  # fmt: skip


def _case(labels: Labels, dimension: str, key: tuple[str, ...], whole: Entry, parts: Sequence[Entry]) -> Case:
    check, cell = _CHECKS[dimension], whole.cell
    point = sum((part.fact.value for part in parts), start=whole.fact.value * 0)
    agreement = compare(whole.interval, point, sum_intervals(part.interval for part in parts))
    if agreement == "pass":
        return Case(check, key, "pass", facts=(whole.number, *(part.number for part in parts)))
    short = agreement == "mismatch" and point < whole.fact.value
    grand = cell.statement in _CARRYING and cell.item == "total" and cell.phase == "executed"
    if short and (grand or point < whole.fact.value * _NEARLY):
        # carryovers make up the rest, or only some rows are listed at all
        return Case(check, key, "untested")
    outcome: FindingClass | None = "omission" if short else None
    gap = show(abs(whole.fact.value - point), whole.fact)
    rest = compose("shared", "rows_less", gap=gap) if short else compose("shared", "rows_apart", gap=gap)
    return Case(
        check, key, agreement,
        *compose(
            "shared", "rows", name=labels.both(whole.fact), whole=cited(whole),
            equation=equate(parts, point, whole.fact), places=(join_places(parts), join_places_en(parts)), rest=rest,
        ),
        facts=(whole.number, *(part.number for part in parts)), expected=point, stated=whole.fact.value,
        unit=whole.fact.unit, outcome=outcome, where=locate_both(whole.fact),
        group=(cell.phase, getattr(cell, dimension) or cell.statement, whole.fact.reported, f"{point.normalize():f}"),
    )  # fmt: skip
