"""Picked cells: the figures most people ask for, a row for each report or for each report and phase."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.cells import Cell, Entry
from disclosure.model import PHASES
from disclosure.package.derived.schemas import Column, Derived
from disclosure.package.stored.collection import Member, Row


def make_headline(table: Derived, member: Member, region_code: str) -> Row:
    """The one row of a report: figures of its own phase; a figure it does not state stays empty."""
    row: dict[str, object] = {
        **member.stamp, "unit_name": member.report.unit_name, "region_code": region_code, "phase": member.phase,
        "projects": sum(project.project > 0 for project in member.parsed.projects),
        "indicators": len(member.parsed.indicators),
    }  # fmt: skip
    return row | _pick_all(table, member, member.phase)


def make_phases(table: Derived, member: Member) -> Iterator[Row]:
    """A row for each phase in which the report states any of the table's figures, in the order of the phases."""
    for phase in PHASES:
        picked = _pick_all(table, member, phase)
        if any(value is not None for value in picked.values()):
            yield {**member.stamp, "phase": phase, **picked}


def _pick_all(table: Derived, member: Member, phase: str) -> dict[str, Decimal | None]:
    return {column.name: pick_value(column, member, phase) for column in table.columns if column.picks}


def pick_value(column: Column, member: Member, phase: str) -> Decimal | None:
    """The value of the first of the column's cells that the report states in ``phase``; None if it states none."""
    for pick in column.picks:
        wanted = {
            "statement": pick.statement, "direction": pick.direction, "item": pick.item,
            "expenditure": pick.expenditure, "function": "", "economic": "", "fund": "", "project": "",
            "phase": phase, "measure": column.measure,
        }  # fmt: skip
        if column.basis != "any":
            wanted["basis"] = column.basis
        entries = [entry for cell in member.ledger.select(**wanted) for entry in member.ledger.at(cell)]
        if entries:
            return choose_entry(entries).fact.value
    return None


def choose_entry(entries: list[Entry]) -> Entry:
    """Of several mentions of one figure the one printed most precisely; of equals the first in the document."""
    return min(entries, key=lambda entry: (entry.printed.high - entry.printed.low, entry.number))


def without_form(cell: Cell) -> Cell:
    """The cell whatever form of the document states it."""
    return cell.at(form="")
