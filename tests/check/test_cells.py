"""Cells: figures of one meaning meet, whatever fund their form names."""

from __future__ import annotations

from disclosure.check.cases.cells import Ledger

from .facts import state


def test_three_public_expenses_of_the_general_public_budget_alone_are_all_of_them() -> None:
    told = state("three_public", "total", "2.12", fund="fiscal_appropriation", form="narrative")
    form = state("three_public", "total", "2.21", fund="general_public_budget", form="table-7")
    ledger = Ledger([told, form])
    assert len(ledger.by_cell[ledger.entries[0].cell.at(form="table-7")]) == 1


def test_beside_all_appropriations_the_general_public_budget_is_a_part() -> None:
    funds = ("fiscal_appropriation", "general_public_budget")
    ledger = Ledger([state("three_public", "total", "2.12", fund=fund, form="table-7") for fund in funds])
    assert [entry.cell.fund for entry in ledger.entries] == ["", "general_public_budget"]
