"""Of which fact a detail is a part, or which it precedes: the same row and column of the same form, of all units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from disclosure.model import Detail, Fact

#: What a detail and its fact have in common.
_read_column = attrgetter("form", "statement", "measure", "direction", "fund", "expenditure_type", "basis", "unit")
#: What the row of a form is.
_read_row = attrgetter("item", "functional_code", "economic_code", "project")
_Key = tuple[object, ...]
#: The items of wholes that are stated outside the form of their parts; empty: the part's own item.
_ELSEWHERE: dict[str, str] = {"event": "", "planned_asset": "planned_vehicle_purchase"}


def find_wholes(facts: Sequence[Fact], details: Sequence[Detail]) -> list[int | None]:
    """For each of ``details`` the number (from 1) of the fact that it is a part of; None where none is stated.

    The fact is that of the same row and column in the same form, of the same phase if there is one: amounts of the year
    before may be of another. Where the form has no such row, as one that lists functions by unit, it is the form's
    total in the same column. Of a meeting or training, and of what is to be bought, the whole is stated elsewhere in
    the document: the cost of all meetings, all vehicles to be bought.
    """
    numbers: dict[_Key, int] = {}
    totals: dict[_Key, int] = {}
    for number, fact in enumerate(facts, 1):
        is_total = fact.item == "total" and not (fact.functional_code or fact.economic_code or fact.project)
        for phase in (fact.phase, ""):
            column = _column_of(fact, phase)
            numbers.setdefault((*column, *_row_of(fact)), number)
            if is_total:
                totals.setdefault(column, number)
    others = {_stated_as(fact): number for number, fact in reversed(list(enumerate(facts, 1)))}
    return [
        others.get(_whole_elsewhere(detail)) if detail.kind in _ELSEWHERE else _find_whole(detail, numbers, totals)
        for detail in details
    ]


def _stated_as(fact: Fact) -> _Key:
    return (fact.statement, fact.item, fact.measure, fact.phase, fact.unit)


def _whole_elsewhere(detail: Detail) -> _Key:
    item = _ELSEWHERE[detail.kind] or detail.item
    return (detail.statement, item, detail.measure, detail.phase, detail.unit)


def is_same_row(detail: Detail, fact: Fact) -> bool:
    """Whether a detail is a part of a fact itself, not of another row of its form."""
    return _row_of(detail) == _row_of(fact)


def _find_whole(detail: Detail, numbers: Mapping[_Key, int], totals: Mapping[_Key, int]) -> int | None:
    columns = [_column_of(detail, phase) for phase in (detail.phase, "")]
    rows = (numbers.get((*column, *_row_of(detail))) for column in columns)
    return next((number for number in (*rows, *map(totals.get, columns)) if number), None)


def _column_of(fact: Fact, phase: str) -> _Key:
    return (phase, *_read_column(fact))


def _row_of(fact: Fact) -> _Key:
    key: _Key = _read_row(fact)
    return key
