"""Whether a form of which the title leaves something open is what its known words say: by totals stated elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from disclosure.model import Fact
from disclosure.parse.forms.selection.claim import GridForm, place_value

_TOTALS = frozenset({"", "total", "current_year"})
#: Statements that hold the amounts of all funds.
_OF_ALL_FUNDS = frozenset({"overall", "revenue", "expenditure"})
#: What the amounts of a statement are of, where they do not say so: fund and type of expenditure.
_FUNDS = {
    "appropriation": "fiscal_appropriation", "general_public": "general_public_budget",
    "government_fund": "government_fund", "state_capital": "state_capital",
}  # fmt: skip
_TYPES = {"basic": "basic", "project": "project"}
#: Statements that are compared with their own amounts only.
_APART = frozenset({"three_public", "procurement", "operating", "carryover"})

Key = tuple[str, ...]


def is_confirmed(results: Sequence[GridForm], known: Iterable[Fact]) -> bool:
    """Whether a total of a form is stated elsewhere with the same meaning, and none is stated with other values only.
    ``results`` are what the form's tables gave, ``known`` the facts of the prose and of other forms. A total of zero
    confirms nothing; amounts in other units of measure may be rounded."""
    stated: dict[Key, list[Fact]] = {}
    for fact in known:
        if _is_total(fact):
            stated.setdefault(_key(fact), []).append(fact)
    totals = [fact for result in results for fact in result.facts if _is_total(fact) and _key(fact) in stated]
    agreed = all(any(_agree(fact, other) for other in stated[_key(fact)]) for fact in totals)
    return agreed and any(fact.value for fact in totals)


def is_without_carryover(known: Sequence[Fact]) -> bool:
    """Whether a document has no carryover: what it states as the total is what it states as the year's."""
    stated: dict[Key, dict[str, set[Decimal]]] = {}
    for fact in known:
        if _is_total(fact) and fact.item in {"total", "current_year"}:
            stated.setdefault((fact.statement, *_key(fact)), {}).setdefault(fact.item, set()).add(fact.value)
    pairs = [(each["total"], each["current_year"]) for each in stated.values() if len(each) > 1]
    carried = any(fact.item == "opening_carryover" and fact.value for fact in known)
    return bool(pairs) and not carried and all(total == year and any(total) for total, year in pairs)


def _agree(first: Fact, second: Fact) -> bool:
    return abs(first.value - second.value) <= (place_value(first) + place_value(second)) / 2


def _is_total(fact: Fact) -> bool:
    whole = fact.item in _TOTALS or fact.item == fact.fund or fact.item in _TYPES
    coded = fact.functional_code or fact.economic_code or fact.project is not None
    return fact.measure == "amount" and whole and not coded and not fact.basis


def _key(fact: Fact) -> Key:
    """What a total is of, whatever statement it is printed in."""
    kind = fact.expenditure_type or _TYPES.get(fact.statement, "") or (fact.item if fact.item in _TYPES else "")
    apart = fact.statement if fact.statement in _APART else ""
    fund = fact.fund or ("" if fact.statement in _OF_ALL_FUNDS else _FUNDS.get(fact.statement, ""))
    return apart, fact.phase, fact.direction, fund, kind
