"""The money in the table of targets of the whole unit, in all and by kind, against the statements of a budget."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.check.amounts.meanings import list_carryovers
from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, show
from disclosure.check.cases.intervals import compare_twins
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check

_CHECK = "unit-money"
#: The statements a budget of the whole unit can be of, the one of all funds first.
_STATEMENTS = ("expenditure", "overall", "revenue", "appropriation", "general_public", "basic")
_KINDS = ("", "basic", "project")


@check(_CHECK)
def run_unit_money(subject: Subject) -> Iterator[Case]:
    """One case for the total of the table and for basic and project expenditure in it: some statement has the figure.

    Of a table that lists tasks the total may be that of the tasks alone; a gap that is a stated carryover is explained.
    """
    ledger = subject.ledger
    tasks = any(True for _ in ledger.select(statement="performance", item="task", measure="amount"))
    if subject.report.kind != "budget" or tasks:
        return
    carried = list_carryovers(ledger)
    for kind in _KINDS:
        tables = [entry for entry in _find(ledger, "performance", kind, "0") if entry.fact.form != "narrative"]
        wholes = [entry for statement in _STATEMENTS for entry in _find(ledger, statement, kind, "")]
        if not tables or not any(entry.fact.statement in _STATEMENTS[:2] for entry in wholes):
            continue
        table, key = tables[0], ("unit-money", "approved", kind)
        if any(compare_twins(table.interval, each.interval) != "mismatch" for each in wholes):
            yield Case(_CHECK, key, "pass")
            continue
        whole = wholes[0]
        gap = abs(table.fact.value - whole.fact.value)
        if gap in carried or table.fact.value == 0:
            yield Case(_CHECK, key, "untested")
            continue
        yield Case(
            _CHECK, key, "mismatch",
            *compose(
                "unit-money", "statements", table_name=subject.labels.kind(kind), table=cited(table),
                statement=subject.labels.statement(whole.fact), whole=cited(whole), gap=show(gap, whole.fact),
            ),
            facts=(table.number, whole.number), expected=whole.fact.value, stated=table.fact.value, unit="元",
        )  # fmt: skip


def _find(ledger: Ledger, statement: str, kind: str, project: str) -> list[Entry]:
    where = {"statement": statement, "phase": "approved", "measure": "amount", "project": project, "fund": ""}
    kinds = {"", kind} if statement == "basic" and kind == "basic" else {kind}
    cells = ledger.select(**where, expenditure=sorted(kinds), item=["total", "current_year"], function="", economic="")
    return [entry for cell in cells for entry in ledger.at(cell) if cell.direction != "revenue" or not kind]
