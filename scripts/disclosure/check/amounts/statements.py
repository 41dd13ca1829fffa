"""One line in several statements, whatever form each stands in: classes, basic and project expenditure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from disclosure.check.amounts.meanings import list_carryovers
from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, key_of, locate_both, print_number, show
from disclosure.check.cases.intervals import compare, compare_twins, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check

#: What a comparison is of, in Chinese and English, and the two statements it is between.
_PROJECT = ("项目支出情况与一般公共预算支出情况", "the statements of projects and of general public expenditure")
_SIDES = ("收入情况与支出情况", "the statements of revenue and of expenditure")
_ECONOMIC = ("收支总表与基本支出表", "the statement of revenue and expenditure and that of basic expenditure")


@check("economic-sums", "related-statements")
def run_statements(subject: Subject) -> Iterator[Case]:
    """Every comparison of this module."""
    ledger, kind, labels = subject.ledger, subject.report.kind, subject.labels
    amounts = [e for e in ledger.entries if e.fact.measure == "amount" and e.fact.project is None]
    phase = "approved" if kind == "budget" else "executed"
    rows = [e for e in amounts if e.cell.phase == phase and not e.cell.economic]
    spent = [e for e in rows if e.cell.statement == "expenditure" and not e.cell.expenditure and not e.cell.fund]
    yield from _compare_projects(rows, labels, list_carryovers(ledger))
    received = [e for e in rows if e.cell.statement == "revenue" and not e.cell.fund and len(e.cell.function) == 3]
    if kind == "budget" and _is_same_whole(rows):
        yield from _compare_rows(received, spent, _SIDES, labels)
    yield from _check_personnel(ledger, phase)
    yield from _compare_economic(ledger, phase, labels)


def _compare_projects(rows: Sequence[Entry], labels: Labels, carried: Collection[object]) -> Iterator[Case]:
    """Project expenditure as the statement of projects and that of the general public budget give it.

    The statement of projects may have a column of all funds, of carryovers, and of the budget of the year: a gap that
    is a stated carryover is explained.
    """
    totals = [
        e for e in rows
        if e.cell.statement == "project" and e.cell.item == "total" and e.fact.fund in ("general_public_budget", "")
        and e.cell.expenditure in ("", "project") and not e.cell.function
    ]  # fmt: skip
    columns = [
        e for e in rows
        if e.cell.statement == "general_public" and e.cell.item == "total" and e.cell.expenditure == "project"
        and not e.cell.function
    ]  # fmt: skip
    if not _is_public_alone(columns, rows):
        # what names no fund is of all of them, unless it is the amount of this one
        stated = {e.fact.value for e in columns}
        totals = [e for e in totals if e.fact.fund or e.fact.value in stated]
    for case in _compare_rows(totals, columns, _PROJECT, labels):
        gap = None if case.expected is None or case.stated is None else abs(case.expected - case.stated)
        yield replace(case, agreement="untested") if gap in carried else case


def _compare_economic(ledger: Ledger, phase: str, labels: Labels) -> Iterator[Case]:
    """Classes of basic expenditure (301, 302 …) in a statement of revenue and expenditure and in that of basic
    expenditure, where the two give one total: then both are of the same funds."""
    others = _find_classes(ledger, "basic", "", phase)
    for statement in ("appropriation", "overall"):
        for one in _find_classes(ledger, statement, "basic", phase):
            for other in others:
                if one[""].interval.overlaps(other[""].interval):
                    for code in (code for code in one if len(code) == 3 and code in other):
                        yield _compare_twins(one[code], other[code], _ECONOMIC, labels)


def _find_classes(ledger: Ledger, statement: str, expenditure: str, phase: str) -> list[dict[str, Entry]]:
    """The rows by economic class of each form of a statement that has any; their total has an empty code."""
    forms: dict[str, dict[str, Entry]] = defaultdict(dict)
    where = {"statement": statement, "phase": phase, "expenditure": expenditure, "measure": "amount", "item": "total"}
    for cell in ledger.select(**where, function="", project=""):
        if cell.form.startswith("table-"):
            forms[cell.form].setdefault(cell.economic, ledger.at(cell)[0])
    return [rows for rows in forms.values() if "" in rows and len(rows) > 1]


def _is_public_alone(columns: Sequence[Entry], rows: Sequence[Entry]) -> bool:
    """Whether all project expenditure is of the general public budget, as a statement of all funds proves."""
    public = {entry.fact.value for entry in columns}
    return any(
        entry.fact.value in public
        for entry in rows
        if entry.cell.statement in ("overall", "expenditure") and entry.cell.expenditure == "project"
        if not entry.cell.function and not entry.cell.fund
    )


def _is_same_whole(rows: Sequence[Entry]) -> bool:
    """Whether all revenue is spent: with carryovers the rows of the two sides may differ."""
    totals = {
        side: {
            e.fact.value for e in rows if (e.cell.statement, e.cell.function) == (side, "") and e.cell.item == "total"
        }
        for side in ("revenue", "expenditure")
    }
    return bool(totals["revenue"] & totals["expenditure"])


def _compare_rows(
    ones: Sequence[Entry], others: Sequence[Entry], names: tuple[str, str], labels: Labels
) -> Iterator[Case]:
    """One case for each row that both statements hold; figures of one statement that differ are told elsewhere."""
    for function in dict.fromkeys(entry.cell.function for entry in ones if entry.cell.item == "total"):
        left = [e for e in ones if e.cell.function == function and e.cell.item == "total"]
        right = [e for e in others if e.cell.function == function and e.cell.item == "total"]
        if not right or any(e.fact.form == o.fact.form for e in left for o in right):
            continue
        if {e.fact.value for e in left} & {e.fact.value for e in right}:
            key = key_of(left[0].cell.at(form=""), right[0].cell.statement, "statements")
            yield Case("related-statements", key, "pass")
        else:
            yield _compare_twins(left[0], right[0], names, labels)


def _compare_twins(one: Entry, other: Entry, names: tuple[str, str], labels: Labels) -> Case:
    key = key_of(one.cell.at(form=""), other.cell.statement, "statements")
    gap = show(abs(one.fact.value - other.fact.value), one.fact)
    return Case(
        "related-statements", key, compare_twins(one.interval, other.interval),
        *compose(
            "related-statements", "twins", one_name=labels.both(one.fact), names=names, one=cited(one),
            other=cited(other), gap=gap,
        ),
        facts=(one.number, other.number), expected=one.fact.value, stated=other.fact.value, unit="元",
        where=locate_both(one.fact), group=("statements", *sorted((one.fact.reported, other.fact.reported))),
    )  # fmt: skip


def _check_personnel(ledger: Ledger, phase: str) -> Iterator[Case]:
    """Personnel expenditure of a form whose rows have no column of it: 301 and 303; only rounding is told.

    What else a unit counts as personnel, it may.
    """
    for cell in list(ledger.select(statement="basic", expenditure="basic_personnel", economic="", phase=phase)):
        rows = [
            ledger.at(cell.at(expenditure=kind, economic=code)) for code in ("301", "303") for kind in ("", "basic")
        ]
        parts = [entries[0] for entries in rows if entries]
        if cell.measure != "amount" or not cell.form.startswith("table-") or len(parts) != 2:
            continue
        whole, key = ledger.at(cell)[0], key_of(cell, "personnel")
        point = parts[0].fact.value + parts[1].fact.value
        agreement = compare(whole.interval, point, sum_intervals(part.interval for part in parts))
        gap = show(abs(point - whole.fact.value), whole.fact)
        equation = f"{print_number(parts[0].fact)} + {print_number(parts[1].fact)} = {show(point, whole.fact)}"
        yield Case(
            "economic-sums", key, "untested" if agreement == "mismatch" else agreement,
            *compose("economic-sums", "personnel", whole=cited(whole), equation=equation, gap=gap),
            facts=(whole.number, *(part.number for part in parts)), expected=point, stated=whole.fact.value, unit="元",
        )  # fmt: skip
