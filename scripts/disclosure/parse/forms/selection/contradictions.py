"""Forms whose own figures speak against how their title or their column heads were understood.

A part that exceeds its whole in one row may be a misprint of the document, which is kept and told. Where it does
in most rows that can tell, it is the heads that were misunderstood, and with them every amount below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from itertools import permutations
from operator import attrgetter

from disclosure.model import Detail, Fact

#: What an amount of one kind is a part of.
_WHOLES = {"basic": "", "project": "", "basic_personnel": "basic", "basic_operating": "basic"}
#: The side on which alone a form of this statement has amounts.
_SIDES = {"revenue": "revenue", "expenditure": "expenditure"}
#: In what the amounts of one row differ.
_OWN = frozenset({"expenditure_type", "value", "reported", "place", "quote", "spans"})
_READ_OTHERS: dict[type[Fact], Callable[[Fact], tuple[object, ...]]] = {
    kind: attrgetter(*(each.name for each in fields(kind) if each.name not in _OWN)) for kind in (Fact, Detail)
}
#: So many rows must speak against a head: one may be a misprint.
_ENOUGH = 2


def has_other_side(facts: Sequence[Fact]) -> bool:
    """Whether a form of revenue alone has expenditure, or the reverse: it bears the title of another form."""
    return any(fact.direction != _SIDES.get(fact.statement, fact.direction) for fact in facts)


def has_greater_parts(rows: Sequence[Sequence[Fact]]) -> bool:
    """Whether two columns are a whole and its part by their heads, and the reverse by most of their figures.

    ``rows`` are the amounts of each row of a form; falls and changes are passed over.
    """
    weights: dict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    for row in rows:
        for whole, part in _find_pairs([fact for fact in row if fact.measure == "amount" and fact.value >= 0]):
            if whole.value != part.value:
                pair = (whole.expenditure_type, part.expenditure_type, whole.fund)
                weights[pair][part.value > whole.value] += 1
    return any(each[True] >= _ENOUGH and each[True] > each[False] for each in weights.values())


def _find_pairs(row: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The amounts of a row that differ only in that one's expenditure type is a part of the other's."""
    for whole, part in permutations(row, 2):
        if _WHOLES.get(part.expenditure_type) != whole.expenditure_type:
            continue
        if _list_others(whole) == _list_others(part):
            yield whole, part


def _list_others(fact: Fact) -> tuple[object, ...]:
    """All that a fact says but its expenditure type, its value and where it is printed."""
    return _READ_OTHERS[type(fact)](fact)


def sum_vehicles(values: Mapping[str, Decimal]) -> Decimal:
    """What 公务用车 costs: as stated, or its purchase and its operation."""
    parts = (values.get(item, Decimal(0)) for item in ("vehicle_purchase", "vehicle_operation"))
    return values["vehicles"] if "vehicles" in values else sum(parts, Decimal(0))
