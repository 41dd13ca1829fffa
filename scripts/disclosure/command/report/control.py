"""Control totals: the few figures of a report that a person has read by eye, held against the facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from disclosure.check.cases.cells import cell_of
from disclosure.errors import DescriptionError, UnaccountedError
from disclosure.model import STATEMENTS, ControlTotal, Fact, Finding, Kind, Report

#: What a scaffold proposes to hold against the document, in this order: the lines every report states.
PROPOSED = (
    ("overall", "revenue", ("total", "current_year")),
    ("overall", "expenditure", ("total", "current_year")),
    ("revenue", "", ("current_year", "total")),
    ("expenditure", "", ("current_year", "total")),
    ("general_public", "", ("total",)),
    ("basic", "", ("total",)),
    ("three_public", "", ("total",)),
    ("operating", "", ("total",)),
    ("procurement", "", ("total",)),
)
#: The number of available lines that the error for an unknown control total lists.
MAX_LINES_LISTED = 20
COUNTED = ("amount", "count", "area")

_GIVEN = re.compile(r"(?P<statement>[a-z_]+)/(?P<item>[a-z0-9_]+)=(?P<value>-?[0-9]{1,15}(\.[0-9]{1,6})?)")


def parse_control(text: str) -> ControlTotal:
    """``statement/item=VALUE`` as given on the command line, the value in the base unit (元, not 万元).

    Raises DescriptionError if it is not of that form or the statement is unknown.
    """
    match = _GIVEN.fullmatch(text)
    if match is None or match["statement"] not in STATEMENTS:
        raise DescriptionError(
            f"{text!r} is not a control total",
            file="--control",
            remedy=f"write statement/item=VALUE in the base unit, e.g. overall/total=3531300; "
            f"statements: {', '.join(STATEMENTS)}",
        )
    return ControlTotal(match["statement"], match["item"], Decimal(match["value"]))


def propose_controls(facts: Sequence[Fact], kind: Kind) -> tuple[ControlTotal, ...]:
    """The totals of ``facts`` worth reading by eye: of each statement in PROPOSED the first item stated."""
    phase = "executed" if kind == "final" else "approved"
    chosen = []
    for statement, direction, items in PROPOSED:
        lines = [ControlTotal(statement, item, Decimal(0), direction, phase) for item in items]
        stated = [fact for line in lines for fact in list_stated(facts, line)]
        if stated:
            fact = next((each for each in stated if _is_whole(each)), stated[0])
            chosen.append(ControlTotal(statement, fact.item, fact.value, fact.direction, phase))
    return tuple(chosen)


def list_stated(facts: Sequence[Fact], control: ControlTotal) -> list[Fact]:
    """The facts of the line of ``control`` in document order: those of all funds and types of expenditure where the
    report states any, else those of one fund. A form with a column for each fund repeats its total row in them."""
    stated = [fact for fact in facts if is_of_control(fact, control)]
    return [fact for fact in stated if _is_whole(fact)] or stated


def _is_whole(fact: Fact) -> bool:
    """Whether ``fact`` is of all funds its statement is about, and of all types of expenditure."""
    cell = cell_of(fact)
    return not (cell.fund or cell.expenditure)


def is_of_control(fact: Fact, control: ControlTotal) -> bool:
    """Whether ``fact`` states the line of ``control``, of whatever fund: not one function or project of it."""
    return (
        (fact.statement, fact.item) == (control.statement, control.item)
        and control.direction in ("", fact.direction)
        and control.phase in ("", fact.phase)
        and fact.measure in COUNTED
        and fact.project is None
        and not (fact.functional_code or fact.functional_name or fact.economic_code or fact.economic_name)
    )


def verify_report(report: Report, facts: Sequence[Fact], findings: Sequence[Finding]) -> None:
    """Compare report.yml with what was read: control totals must be stated, acknowledged findings must exist.

    Raises UnaccountedError for the first mismatch.
    """
    for control in report.control_totals:
        stated = list_stated(facts, control)
        if not any(fact.value == control.value for fact in stated):
            found = ", ".join(f"{fact.value:f} ({fact.place})" for fact in stated[:3]) or "nothing"
            raise UnaccountedError(
                f"control total: {control.value:f}; read by the program: {found}",
                file=f"data/reports/{report.folder}/report.yml",
                place=f"control_totals {control.statement}/{control.item}",
                remedy="compare both with the document; correct the control total, or open an issue"
                if stated
                else f"no such line was read in the document; available lines: {_list_lines(facts)}",
            )
    verify_acknowledgements(report, findings)


def _list_lines(facts: Sequence[Fact]) -> str:
    """The lines of a report that a control total can name, in document order, the usual ones first."""
    usual = [f"{statement}/{item}" for statement, _, items in PROPOSED for item in items]
    lines = dict.fromkeys(
        f"{fact.statement}/{fact.item}"
        for fact in facts
        if fact.item and is_of_control(fact, ControlTotal(fact.statement, fact.item, fact.value))
    )
    chosen = [line for line in dict.fromkeys(usual) if line in lines]
    chosen += [line for line in lines if line not in chosen]
    return ", ".join(chosen[:MAX_LINES_LISTED]) + (", …" if len(chosen) > MAX_LINES_LISTED else "")


def verify_acknowledgements(report: Report, findings: Sequence[Finding]) -> None:
    """Every acknowledged finding must still exist. Raises UnaccountedError naming the first that does not."""
    known = {finding.finding for finding in findings}
    for number, acknowledgement in enumerate(report.acknowledgements, 1):
        if acknowledgement.finding not in known:
            raise UnaccountedError(
                f"the acknowledged finding {acknowledgement.finding} no longer exists",
                file=f"data/reports/{report.folder}/report.yml",
                place=f"acknowledgements[{number}].finding",
                remedy="delete the acknowledgement, or correct the check that no longer reports it",
            )
