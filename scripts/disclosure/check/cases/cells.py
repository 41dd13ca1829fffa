"""Facts brought to one shape for comparing: a cell is what a figure is about, a ledger finds cells."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from disclosure.check.cases.intervals import Interval, find_usual_decimals, read_interval
from disclosure.model import Fact

#: Statements with two sides; in the others the direction says nothing new.
_TWO_SIDED = frozenset({"overall", "appropriation", "government_fund", "state_capital"})
#: The fund a statement is about anyway.
_OWN_FUNDS = {
    "general_public": {"general_public_budget"},
    "basic": {"general_public_budget", "fiscal_appropriation"},
    "operating": {"general_public_budget", "fiscal_appropriation"},
    "project": {"general_public_budget"},
    "carryover": {"carryover"},
    "appropriation": {"fiscal_appropriation"},
    "three_public": {"fiscal_appropriation"},
    "government_fund": {"government_fund"},
    "state_capital": {"state_capital"},
}
#: The fund an item is part of, where it is not the item itself.
_ITEM_FUNDS = {
    "general_financial_resources": "general_public_budget",
    "higher_level_transfers": "general_public_budget",
    "government_fund_revenue": "government_fund",
    "government_fund_transfers": "government_fund",
    "state_capital_revenue": "state_capital",
    "state_capital_transfers": "state_capital",
    "fiscal_appropriation": "fiscal_appropriation",
}
#: Items that stand on one side of a two-sided statement only; those of the other side are revenue.
_SPENDING = frozenset({"closing_carryover", "surplus_distribution", "basic", "project"})
_BOTH_SIDES = frozenset({"total", "current_year"})
#: Items that are types of expenditure.
TYPES = {"basic": "basic", "personnel": "basic_personnel", "operating": "basic_operating", "project": "project"}
#: Statements where "of the year" and "total" are one and the same row.
_ONE_TOTAL = frozenset({"revenue", "expenditure", "general_public", "basic"})


class Cell(NamedTuple):
    """What a figure is about, with the spellings of one meaning made one. Checks look up many, stated or not.

    ``item`` is ``total`` for rows by code and for rows by expenditure type, whose code or type is
    enough; ``fund`` is empty for the fund the statement is about.
    """

    statement: str
    direction: str
    item: str
    function: str
    economic: str
    fund: str
    expenditure: str
    project: str
    phase: str
    measure: str
    basis: str
    form: str

    def at(self, **dimensions: str) -> Cell:
        """The same cell with some dimensions changed."""
        values = list(self)
        for name, value in dimensions.items():
            values[_PLACES[name]] = value
        return tuple.__new__(Cell, values)  # checks look up tens of thousands: _replace takes twice the time


DIMENSIONS = Cell._fields
_PLACES = {name: place for place, name in enumerate(DIMENSIONS)}


def cell_of(fact: Fact) -> Cell:
    """The cell a fact states."""
    item, expenditure = fact.item or "total", fact.expenditure_type
    if item in TYPES and fact.statement != "operating":
        expenditure, item = TYPES[item], "total"
    if item == "current_year" and fact.statement in _ONE_TOTAL:
        item = "total"
    if fact.statement == "basic" and expenditure == "basic":
        expenditure = ""
    if fact.statement in ("operating", "project") and not fact.economic_code:
        expenditure = ""
    own = fact.fund in (fact.item, _ITEM_FUNDS.get(fact.item)) or fact.fund in _OWN_FUNDS.get(fact.statement, ())
    return Cell(
        statement=fact.statement,
        direction=_find_direction(fact) if fact.statement in _TWO_SIDED else "",
        item=item,
        function=fact.functional_code or fact.functional_name,
        economic=fact.economic_code or fact.economic_name,
        fund="" if own else fact.fund,
        expenditure=expenditure,
        project="" if fact.project is None else str(fact.project),
        phase=fact.phase,
        measure=fact.measure,
        basis=fact.basis if fact.measure not in ("amount", "count", "area") else "",
        form=fact.form,
    )


def _find_whole_forms(facts: Sequence[Fact]) -> set[str]:
    """Forms of 三公经费 that tell all of it as of the general public budget, which pays for it where the form has no
    column of all appropriations beside."""
    funds: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.statement == "three_public" and fact.measure != "count":
            funds[fact.form].add(fact.fund)
    return {form for form, found in funds.items() if found == {"general_public_budget"}}


def _find_direction(fact: Fact) -> str:
    if fact.direction or fact.item in _BOTH_SIDES or not fact.item:
        return fact.direction
    return "expenditure" if fact.item in _SPENDING else "revenue"


@dataclass(frozen=True)
class Entry:
    """One fact with its number (from 1), its cell and what its printed number can stand for."""

    number: int
    fact: Fact
    cell: Cell
    usual: int = 0

    @cached_property
    def interval(self) -> Interval:
        """What the figure can stand for, with at least the decimals its document usually prints."""
        return read_interval(self.fact, self.usual)

    @cached_property
    def printed(self) -> Interval:
        """What the figure can stand for with only the decimals it is printed with."""
        return read_interval(self.fact)


def _list_cells(entry: Entry) -> Iterator[Cell]:
    """The cell of a fact; for one figure given for both sides of a statement (收支总预算) also those of the sides."""
    cell = entry.cell
    yield cell
    if cell.statement in _TWO_SIDED and not cell.direction and cell.measure == "amount" and not cell.function:
        yield cell.at(direction="revenue")
        yield cell.at(direction="expenditure")


def _number_of(entry: Entry) -> int:
    return entry.number


class Ledger:
    """All facts of one report by cell. The order of entries is that of the document."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        usual, whole = find_usual_decimals(facts), _find_whole_forms(facts)
        self.entries = [
            Entry(number, fact, self._place(fact, whole), usual.get(fact.reported_unit, 0) if fact.unit == "元" else 0)
            for number, fact in enumerate(facts, 1)
        ]
        self.by_cell: dict[Cell, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for cell in _list_cells(entry):
                self.by_cell[cell].append(entry)

    @staticmethod
    def _place(fact: Fact, whole: set[str]) -> Cell:
        cell = cell_of(fact)
        return cell.at(fund="") if fact.statement == "three_public" and fact.form in whole else cell

    def select(self, **dimensions: str | Sequence[str]) -> Iterator[Cell]:
        """The cells with the given dimensions (a list means any of them), in order of first mention."""
        statement, project, cells = dimensions.get("statement"), dimensions.get("project"), iter(self.by_cell)
        if isinstance(statement, str):
            del dimensions["statement"]
            cells = iter(self._by_statement.get(statement, ()))
        elif isinstance(project, str):
            cells = iter(self._by_project.get(project, ()))
        wanted = [
            (_PLACES[name], {value} if isinstance(value, str) else set(value)) for name, value in dimensions.items()
        ]
        for cell in cells:
            for place, values in wanted:
                if cell[place] not in values:
                    break
            else:
                yield cell

    @cached_property
    def _by_statement(self) -> dict[str, list[Cell]]:
        """The cells of each statement, in order of first mention: nearly all that is asked for is of one."""
        found: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.by_cell:
            found[cell.statement].append(cell)
        return found

    @cached_property
    def _by_project(self) -> dict[str, list[Cell]]:
        """The cells of each project, in order of first mention: a report may have hundreds."""
        found: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.by_cell:
            found[cell.project].append(cell)
        return found

    def elsewhere(self, cell: Cell) -> list[Cell]:
        """The cells that say the same as ``cell`` in another form, in order of first mention."""
        return [each for each in self._by_meaning.get(cell.at(form=""), ()) if each.form != cell.form]

    @cached_property
    def _by_meaning(self) -> dict[Cell, list[Cell]]:
        """The cells that differ by nothing but their form."""
        found: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in self.by_cell:
            found[cell.at(form="")].append(cell)
        return found

    def at(self, cell: Cell) -> list[Entry]:
        """Every statement of ``cell``; empty if there is none."""
        return self.by_cell.get(cell, [])

    def before(self, cell: Cell, number: int) -> Entry | None:
        """The last statement of ``cell`` before fact ``number``, or else the first after it."""
        entries = self.at(cell)
        earlier = bisect.bisect_left(entries, number, key=_number_of)
        return entries[max(earlier - 1, 0)] if entries else None

    def nearest(self, cell: Cell, number: int) -> Entry | None:
        """The statement of ``cell`` nearest to fact ``number``."""
        entries = self.at(cell)
        behind = bisect.bisect_left(entries, number, key=_number_of)
        around = entries[max(behind - 1, 0) : behind + 1]
        return min(around, key=lambda entry: (abs(entry.number - number), entry.number), default=None)
