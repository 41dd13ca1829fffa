"""What words mean, and the one way in which two meanings become one.

Every term, cell, path of header cells, row label and title has a ``Meaning``. ``combine`` unites two of them, or
returns the contradiction between them: nothing is overwritten silently. A value is refined by one that is a part of
it: the general public budget is a part of 财政拨款, personnel costs are a part of 基本支出.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter

from disclosure.quick import quick, replace

#: What each value is a part of, by dimension; "" means everything and is refined by any value.
_FUNDS = {
    "general_public_budget": "fiscal_appropriation",
    "government_fund": "fiscal_appropriation",
    "state_capital": "fiscal_appropriation",
    "general_financial_resources": "general_public_budget",
    "higher_level_transfers": "general_public_budget",
    "government_fund_transfers": "government_fund",
    "state_capital_transfers": "state_capital",
    "education_fees": "special_account",
    "other_special_account": "special_account",
}
_TYPES = {"basic_personnel": "basic", "basic_operating": "basic"}
_ITEMS = {
    **dict.fromkeys(
        ("superior_subsidy", "service_income", "business_income", "subsidiary_remittance", "other_income",
         "remittance_to_superior", "business_expenditure", "subsidy_to_subsidiaries", "surplus_distribution"),
        "current_year",
    ),
    **dict.fromkeys(("vehicle_purchase", "vehicle_operation"), "vehicles"),
    **dict.fromkeys(("sme", "micro", "goods", "works", "services"), "total"),
}  # fmt: skip
_PARTS: dict[str, dict[str, str]] = {
    "fund": _FUNDS,
    "expenditure_type": _TYPES,
    "item": _ITEMS,
    "phase": {"approved": "budget", "adjusted": "budget", "prior": "budget"},
    "sum": {"subtotal": "sum"},
    "classification": {"government": "economic"},
}
#: What a column is under two words, the first before or above the second; otherwise the second decides, for Chinese
#: puts the head of a phrase at its end.
_KINDS = {
    ("unit", "code"): "unit",
    ("unit", "name"): "unit",
    ("project", "code"): "mark",
    ("project", "name"): "project",
    ("class", "account"): "class",
    ("class", "name"): "class",
    ("class", "project"): "class",
    ("class", "code"): "account_code",
    ("account", "code"): "account_code",
    ("account_code", "code"): "account_code",
    ("account", "name"): "account",
}
#: Kinds that no other word changes.
_KEPT = frozenset({"part", "ratio", "purchase"})


@quick
@dataclass(frozen=True, slots=True)
class Meaning:
    """What words say; an empty dimension says nothing. ``kind`` is what a column is (code, name, amount …), ``period``
    the time a word names (current, prior, opening, closing, full), ``sum`` how a total is called, ``balance`` is set
    for 结转 and 结余, ``classification`` is functional, economic or government, and ``form`` what a title says its form
    is. ``economic`` and ``government`` are the codes of an economic type in the department's and in the government's
    classification; a name that both have has both codes. The other dimensions are those of a fact."""

    kind: str = ""
    direction: str = ""
    fund: str = ""
    item: str = ""
    expenditure_type: str = ""
    phase: str = ""
    basis: str = ""
    statement: str = ""
    classification: str = ""
    period: str = ""
    sum: str = ""
    balance: str = ""
    form: str = ""
    economic: str = ""
    government: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two meanings of one dimension that cannot both be true."""

    dimension: str
    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.dimension} is {self.first} and {self.second}"


NAMES = tuple(each.name for each in fields(Meaning))
_read_all = attrgetter(*NAMES)


def combine(first: Meaning, second: Meaning) -> Meaning | Contradiction:
    """The meaning of both, or the contradiction between them; ``second`` stands behind or below ``first``."""
    changed: dict[str, str] = {}
    for name, one, other in zip(NAMES, _read_all(first), _read_all(second), strict=True):
        if not other or one == other:
            continue
        if name == "kind":
            changed[name] = one if one in _KEPT else _KINDS.get((one, other), other)
        elif not one or name == "form" or is_part(name, other, one):
            changed[name] = other
        elif not is_part(name, one, other):
            return Contradiction(name, one, other)
    return replace(first, **changed) if changed else first


def is_part(dimension: str, value: str, whole: str) -> bool:
    """Whether ``value`` of a dimension is ``whole`` or a part of it."""
    parts = _PARTS.get(dimension, {})
    while value and value != whole:
        value = parts.get(value, "")
    return bool(value) or not whole
