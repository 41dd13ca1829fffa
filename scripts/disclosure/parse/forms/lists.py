"""Rows of a list with subtotals: which are the things listed, and which only sum up those below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: More readings of a list than this, and none is taken.
_MAX_STEPS = 50_000


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list: its amount, and whether it is known to sum up others (a unit's, among its projects)."""

    value: Decimal
    sums: bool = False


def find_leaves(rows: Sequence[ListRow], total: Decimal) -> list[bool] | None:
    """For each row whether it is one of the things listed, where exactly one reading adds up to ``total``.

    A row that sums up others stands above them, and they add up to it exactly; those at the top add up to the
    total. None where no reading does, or more than one, or too many would have to be tried. A row of zero sums
    up nothing unless it is known to.
    """
    if any(row.value < 0 for row in rows):
        return None
    found: list[list[bool]] = []
    # A state: the next row, what is still missing at each level that is open, and what the rows before are.
    states: list[tuple[int, tuple[Decimal, ...], tuple[bool, ...]]] = [(0, (total,), ())]
    for _ in range(_MAX_STEPS):
        if not states:
            break
        at, missing, leaves = states.pop()
        while missing and not missing[-1]:
            missing = missing[:-1]
        if at == len(rows):
            found.extend([] if missing else [list(leaves)])
            if len(found) > 1:
                return None
            continue
        row = rows[at]
        if not row.value:
            states.append((at + 1, missing, (*leaves, not row.sums)))
        elif missing and row.value <= missing[-1]:
            rest = (*missing[:-1], missing[-1] - row.value)
            states.append((at + 1, (*rest, row.value), (*leaves, False)))
            if not row.sums:
                states.append((at + 1, rest, (*leaves, True)))
    return found[0] if len(found) == 1 and not states else None
