"""Of which fact a detail is a part, or which it precedes: the same row and column of the same form, of all units."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.model import Detail, Fact

#: What a detail and its fact have in common.
_SHARED = ("form", "statement", "measure", "phase", "direction", "fund", "expenditure_type", "basis", "unit")
#: What the row of a form is.
_ROW = ("item", "functional_code", "economic_code", "project")
_Key = tuple[object, ...]


def find_wholes(facts: Sequence[Fact], details: Sequence[Detail]) -> list[int | None]:
    """For each of ``details`` the number (from 1) of the fact that it is a part of; None where none is stated.

    The fact is that of the same row and column in the same form. Where the form has no such row, as one that lists
    functions by unit, it is the form's total in the same column.
    """
    numbers: dict[_Key, int] = {}
    totals: dict[_Key, int] = {}
    for number, fact in enumerate(facts, 1):
        numbers.setdefault(_key_of(fact), number)
        if fact.item == "total" and not (fact.functional_code or fact.economic_code or fact.project):
            totals.setdefault(_column_of(fact), number)
    return [numbers.get(_key_of(each)) or totals.get(_column_of(each)) for each in details]


def _column_of(fact: Fact) -> _Key:
    return tuple(getattr(fact, name) for name in _SHARED)


def _key_of(fact: Fact) -> _Key:
    return (*_column_of(fact), *(getattr(fact, name) for name in _ROW))
