"""Rows of a list with subtotals: which are the things listed, and which only sum up those below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: More readings of a list than this, and none is taken.
_MAX_STEPS = 50_000
#: A list has no more levels below its total.
_MOST_LEVELS = 6


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list: its amount, and whether it is known to sum up others (a unit's, among its projects)."""

    value: Decimal
    sums: bool = False


def find_leaves(rows: Sequence[ListRow], total: Decimal) -> list[bool] | None:
    """For each row whether it is one of the things listed, where exactly one reading adds up to ``total``.

    A row that sums up others stands above them, and they add up to it exactly; those at the top add up to the
    total. Where several readings do, or too many would have to be tried, that in which all things listed are at one
    level, as in a list with fixed levels (unit, kind, project), if exactly one level is possible. Else None. A row of
    zero sums up nothing unless it is known to.
    """
    if any(row.value < 0 for row in rows):
        return None
    readings, all_tried = _try_readings(rows, total)
    if len(readings) < 2 and all_tried:
        return readings[0] if readings else None
    levels = [leaves for depth in range(2, _MOST_LEVELS + 1) if (leaves := _read_levels(rows, total, depth))]
    return levels[0] if len(levels) == 1 else None


def _try_readings(rows: Sequence[ListRow], total: Decimal) -> tuple[list[list[bool]], bool]:
    """Up to two readings that add up, and whether all were tried, if there are fewer."""
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
                break
            continue
        row = rows[at]
        if not row.value:
            states.append((at + 1, missing, (*leaves, not row.sums)))
        elif missing and row.value <= missing[-1]:
            rest = (*missing[:-1], missing[-1] - row.value)
            states.append((at + 1, (*rest, row.value), (*leaves, False)))
            if not row.sums:
                states.append((at + 1, rest, (*leaves, True)))
    return found, not states


def _read_levels(rows: Sequence[ListRow], total: Decimal, depth: int) -> list[bool] | None:
    """The reading in which all things listed are at the level ``depth`` (the total is at 0); None if they do not add
    up, or no two rows of a level have the same row above them, so that nothing shows that it is a level; a
    level of one row only repeats what is above it."""
    missing, leaves = [total], []
    below, count = [0] * depth, [0] * depth
    shown = [False] * depth
    for row in rows:
        while missing and not missing[-1]:
            missing.pop()
        if not row.value:
            leaves.append(not row.sums)
            continue
        level = len(missing)
        if not missing or row.value > missing[-1] or (level == depth and row.sums):
            return None
        missing[-1] -= row.value
        below[level - 1] += 1
        count[level - 1] += 1
        shown[level - 1] |= below[level - 1] > 1
        leaves.append(level == depth)
        if level < depth:
            missing.append(row.value)
            below[level] = 0
    while missing and not missing[-1]:
        missing.pop()
    evident = all(several or number == 1 for several, number in zip(shown, count, strict=True))
    return leaves if not missing and evident else None
