"""What a row of an accounting form holds, by the terms of its label."""

from __future__ import annotations

from collections.abc import Mapping

from disclosure.parse.terms.header import compose
from disclosure.parse.terms.meaning import Meaning
from disclosure.parse.terms.term import Terms, Unknown
from disclosure.parse.words import NOT_HELD, Label

#: Funds that are an item of their own among revenue.
_FUND_ITEMS = frozenset({
    "fiscal_appropriation", "general_public_budget", "general_financial_resources", "higher_level_transfers",
    "government_fund", "state_capital", "government_fund_transfers", "state_capital_transfers", "special_account",
    "own_funds", "other",
})  # fmt: skip
#: Funds without an item of revenue: parts of a fund, and the sum of all money other than appropriation.
_FUND_PARTS = frozenset({"education_fees", "other_special_account", "nonfiscal"})
_TYPE_ITEMS = {"basic": "basic", "project": "project", "basic_personnel": "personnel", "basic_operating": "operating"}
_WIDE = str.maketrans({"(": "（", ")": "）", ":": "："})
#: Kinds of costs that only the forms of 三公经费 have as rows; elsewhere they are economic types.
_COSTS = frozenset({
    "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception", "meetings", "training",
})  # fmt: skip
_YEAR_PERIODS = frozenset({"", "current"})


class RowLabels:
    """The labels of a form's rows on one ``side`` (empty: both), by name."""

    def __init__(self, terms: Terms, side: str) -> None:
        self._terms = terms
        self._side = side
        self._known: dict[str, Label | None] = {}

    def get(self, name: str) -> Label | None:
        """The label of a row called ``name``, brackets half-width; None where its words are not known."""
        if name not in self._known:
            self._known[name] = read_label(name.translate(_WIDE), self._terms, self._side)
        return self._known[name]


class CostLabels:
    """The labels of the rows of a form of 三公经费: those listed with their whole words, else costs and their total."""

    def __init__(self, terms: Terms, listed: Mapping[str, Label]) -> None:
        self._terms = terms
        self._listed = listed

    def get(self, name: str) -> Label | None:
        """The label of a row called ``name``, brackets half-width; None where its words are not known."""
        return self._listed.get(name) or read_cost(name.translate(_WIDE), self._terms)


def read_cost(words: str, terms: Terms) -> Label | None:
    """The cost of 三公经费, or the total of costs, that the words of a row name; None where they are not known."""
    parts = terms.cut(words, "label") if words else Unknown("")
    found = compose(parts) if not isinstance(parts, Unknown) else parts
    if not isinstance(found, Meaning) or found.kind != "amount" or found.basis or found.phase not in {"", "budget"}:
        return None
    if found.expenditure_type or found.balance or found.period or found.direction == "revenue":
        return None
    if found.item:
        return Label((), item=found.item, fund=found.fund) if found.item in _COSTS else None
    if found.form == "three_public":
        return Label((), item="total", fund=found.fund)
    return Label((), item="sum") if found.sum in {"sum", "total"} and not found.fund else None


def read_label(words: str, terms: Terms, side: str = "") -> Label | None:
    """The label that ``words``, without numbering and 其中, stand for on a ``side`` of a form; None where they are not
    known or say nothing."""
    parts = terms.cut(words, "label") if words else Unknown("")
    if isinstance(parts, Unknown):
        return None
    found = compose(parts)
    if isinstance(found, Meaning) and found.kind == "part":
        return Label((), item=NOT_HELD)
    if not isinstance(found, Meaning) or found.kind != "amount" or found.basis or found.phase not in {"", "budget"}:
        return None
    if found.form:
        return None
    return _of_item(found) or _of_sum(found) or _of_part(found, side)


def _of_item(found: Meaning) -> Label | None:
    if not found.item or found.item in _COSTS or found.expenditure_type:
        return None
    return Label((), item=found.item, direction=found.direction, fund=found.fund)


def _of_sum(found: Meaning) -> Label | None:
    """A total: of all, of one side, or of the year's part of it."""
    if found.fund or found.expenditure_type or found.period not in _YEAR_PERIODS:
        return None
    if found.period == "current" and (found.direction or found.sum):
        return Label((), item="current_year", direction=found.direction)
    if found.sum == "total" or (found.sum == "sum" and not found.direction):
        return Label((), item="total", direction=found.direction)
    return Label((), item="sum", direction=found.direction) if found.sum == "sum" else None


def _of_part(found: Meaning, side: str) -> Label | None:
    """A fund, among revenue or as the source of what is spent, or a type of expenditure."""
    if found.expenditure_type:
        item = _TYPE_ITEMS.get(found.expenditure_type, "")
        if found.direction == "revenue" or found.fund:
            return None
        return Label((), item=item, direction="expenditure", expenditure_type=found.expenditure_type)
    if found.fund in _FUND_PARTS and found.direction != "expenditure":
        return Label((), item=NOT_HELD)
    if found.fund in _FUND_ITEMS and found.direction != "expenditure":
        spent = side == "expenditure" and not found.direction
        return Label((), item=found.fund, fund=found.fund, direction="" if spent else "revenue")
    return None
