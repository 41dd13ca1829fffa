"""Which rows of a form can be believed: one that looks damaged must be confirmed by the sums it takes part in.

A row looks damaged where its parts do not make its total, where only its total stands, or where its code
has another name in the code list. Documents have such rows too: they are kept where the form's other rows
confirm their total (902.37 | 902.37 | 35 of a class whose items add up to 902.37).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from disclosure.parse.forms.flattened.columns import Row, group_below, sums_to
from disclosure.parse.forms.flattened.rows import CodedRow

#: A part may exceed its total, and a sum miss it, by so many units of the last decimal: documents are off by a cent.
SLACK = 5


def doubtful_rows(rows: Sequence[CodedRow], solved: Sequence[Row], width: int, *, nested: bool) -> list[int]:
    """The indexes of rows whose numbers look damaged and that no sum confirms.

    ``nested`` tells that the second column is itself the sum of those behind it (小计).
    """
    below = group_below(solved)
    return [
        index
        for index, (row, numbers) in enumerate(zip(rows, solved, strict=True))
        if numbers.values
        and (row.misnamed or _looks_damaged(numbers.values, width, nested))
        and not _is_confirmed(solved, index, below)
    ]


def _looks_damaged(values: Sequence[Decimal], width: int, nested: bool) -> bool:
    if width == 1:
        return False
    if len(values) == 1:
        return True
    parts = values[2:] if nested and len(values) > 2 else values[1:]
    return abs(values[0] - sum(parts, Decimal(0))) > _slack(values)


def _slack(values: Sequence[Decimal]) -> Decimal:
    exponents = [value.as_tuple().exponent for value in values]
    return SLACK * Decimal(1).scaleb(min(exponent for exponent in exponents if isinstance(exponent, int)))


def _is_confirmed(rows: Sequence[Row], index: int, groups: Mapping[int | None, Sequence[int]]) -> bool:
    """Whether the row's total is its sub-rows' sum, or makes its parent's (or the form's) total with its siblings."""
    row = rows[index]
    top = [rows[each] for each in groups.get(None, ())]
    if row.total:
        return _adds_up(row, [other for other in top if not other.total])
    below = [rows[each] for each in groups.get(index, ())]
    if below and _adds_up(row, below):
        return True
    siblings = [rows[each] for each in groups[row.parent] if not rows[each].total]
    above = [rows[row.parent]] if row.parent is not None else [other for other in top if other.total]
    return any(_adds_up(total, siblings) for total in above)


def _adds_up(total: Row, parts: Sequence[Row]) -> bool:
    if not total.values or not parts or not all(part.values for part in parts):
        return False
    return sums_to(sum((part.values[0] for part in parts), Decimal(0)), total.values[0], len(parts))
