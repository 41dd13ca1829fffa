"""Which column a number stands in, where the source gives only their order.

Numbers of a row keep their order and the first is the row's total. Of the columns they may stand in, the
reading is taken that the form's identities leave: no cell exceeds its column's total or its parent's cell,
and the rows without sub-rows add up to the totals. Where none or several hold, the cells stay unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, product

#: More readings than this of the rows that are open, and none is taken.
_MAX_READINGS = 20_000

Reading = tuple[int, ...]


@dataclass(slots=True)
class Row:
    """A row of numbers: its parent among the rows (None for the top), and its columns once they are known."""

    values: list[Decimal]
    parent: int | None
    total: bool = False
    columns: Reading | None = None
    candidates: list[Reading] = field(default_factory=list)

    def cell(self, column: int) -> Decimal | None:
        """What stands in ``column``; None if nothing does or it is not known."""
        if self.columns is None or column not in self.columns:
            return None
        return self.values[self.columns.index(column)]


def assign_columns(rows: Sequence[Row], width: int) -> None:
    """Set ``columns`` of every row whose reading is certain; ``width`` is the number of columns in use.

    A row with more numbers than columns is left; of an open row only the first number, its total, is set.
    """
    totals = _certain_totals(rows, width)
    for row in rows:
        row.candidates = _orders(len(row.values), width)
        row.columns = row.candidates[0] if len(row.candidates) == 1 else None
    below = group_below(rows)
    leaves = [index for index in range(len(rows)) if not rows[index].total and index not in below]
    if not _solve_downwards(rows, leaves, totals, width):
        _solve_leaves(rows, leaves, totals, width)
    for index in reversed(range(len(rows))):
        if rows[index].columns is None and not rows[index].total:
            _settle(rows, index, [rows[child] for child in below.get(index, ())], totals)
    for row in rows:
        if row.columns is None and row.candidates:
            row.columns = (0,)
            row.values = row.values[:1]


def _solve_downwards(rows: Sequence[Row], leaves: Sequence[int], totals: dict[int, Decimal], width: int) -> bool:
    """Read each row below its parent, from the top; kept only if then the leaves add up to the totals."""
    before = [row.columns for row in rows]
    below = group_below(rows)
    for parent in (None, *sorted(index for index in below if index is not None)):
        group = [index for index in below.get(parent, ()) if not rows[index].total and rows[index].candidates]
        targets = totals if parent is None else _cells(rows[parent])
        if not targets:
            continue
        options = {index: [r for r in rows[index].candidates if _fits(rows, index, r, totals, True)] for index in group}
        for index, reading in (_best(rows, options, targets, width) or {}).items():
            rows[index].columns = reading
    done = all(rows[index].columns is not None for index in leaves)
    if (
        done
        and totals
        and all(sums_to(_leaf_sum(rows, leaves, column), totals[column], len(leaves)) for column in range(1, width))
    ):
        return True
    for row, columns in zip(rows, before, strict=True):
        row.columns = columns
    return False


def sums_to(total: Decimal, stated: Decimal, parts: int) -> bool:
    """Whether a sum of rounded parts may be the rounded total: half a last digit each way for every number."""
    exponent = stated.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(total - stated) <= unit / 2 * (parts + 1)


def _cells(row: Row) -> dict[int, Decimal]:
    return {} if row.columns is None else dict(zip(row.columns, row.values, strict=True))


def _leaf_sum(rows: Sequence[Row], leaves: Sequence[int], column: int) -> Decimal:
    return sum((rows[index].cell(column) or Decimal(0) for index in leaves), Decimal(0))


def _orders(count: int, width: int) -> list[Reading]:
    if count == 0 or count > width:
        return []
    return [(0, *rest) for rest in combinations(range(1, width), count - 1)]


def _certain_totals(rows: Sequence[Row], width: int) -> dict[int, Decimal]:
    for row in rows:
        if row.total and len(row.values) == width:
            return dict(enumerate(row.values))
    return {}


def group_below(rows: Sequence[Row]) -> dict[int | None, list[int]]:
    """The indexes of the rows right below each row that has any, and below none (None), in order."""
    below: dict[int | None, list[int]] = {}
    for index, row in enumerate(rows):
        below.setdefault(row.parent, []).append(index)
    return below


def _solve_leaves(rows: Sequence[Row], leaves: Sequence[int], totals: dict[int, Decimal], width: int) -> None:
    """Read the leaves so that they add up to the totals, whatever their parents print (documents omit cells)."""
    options = {
        index: [reading for reading in rows[index].candidates if _fits(rows, index, reading, totals, False)]
        for index in leaves
        if rows[index].candidates
    }
    whole = all(rows[index].candidates for index in leaves)
    best = _best(rows, options, totals, width) if whole else None
    if best is None:
        best = {index: readings[0] for index, readings in options.items() if len(readings) == 1}
    for index, reading in best.items():
        rows[index].columns = reading


def _fits(rows: Sequence[Row], index: int, reading: Reading, totals: dict[int, Decimal], strict: bool) -> bool:
    row = rows[index]
    for column, value in zip(reading, row.values, strict=True):
        if column and column in totals and abs(value) > abs(totals[column]):
            return False
        parent = row.parent
        if column and strict and parent is not None and rows[parent].columns is not None:
            cell = rows[parent].cell(column)
            if cell is None or abs(value) > abs(cell):
                return False
    return True


def _best(
    rows: Sequence[Row], options: dict[int, list[Reading]], totals: dict[int, Decimal], width: int
) -> dict[int, Reading] | None:
    """The readings under which most columns add up to their totals; of several such choices what they
    agree on. None if there are too many to compare."""
    options = {index: readings for index, readings in options.items() if readings}
    open_rows = [index for index, readings in options.items() if len(readings) > 1]
    count = 1
    for index in open_rows:
        count *= len(options[index])
    if count > _MAX_READINGS:
        return None
    fixed = {index: readings[0] for index, readings in options.items() if len(readings) == 1}
    sums = [sum((_cell(rows[i], r, c) for i, r in fixed.items()), Decimal(0)) for c in range(width)]
    scored: list[tuple[int, dict[int, Reading]]] = []
    for chosen in product(*(options[index] for index in open_rows)):
        choice = dict(zip(open_rows, chosen, strict=True))
        score = 0
        for column in range(1, width):
            if column in totals:
                total = sums[column] + sum((_cell(rows[i], r, column) for i, r in choice.items()), Decimal(0))
                score += 2 * sums_to(total, totals[column], len(options)) + (total == totals[column])
        scored.append((score, choice))
    top = max(score for score, _ in scored)
    winners = [choice for score, choice in scored if score == top]
    if top == 0 and totals:
        return fixed
    agreed = {
        index: reading for index, reading in winners[0].items() if all(each[index] == reading for each in winners)
    }
    return {**fixed, **agreed}


def _cell(row: Row, reading: Reading, column: int) -> Decimal:
    return row.values[reading.index(column)] if column in reading else Decimal(0)


def _settle(rows: Sequence[Row], index: int, children: Sequence[Row], totals: dict[int, Decimal]) -> None:
    """A row with sub-rows: the reading whose cells are its sub-rows' sums, else the only one the totals allow."""
    row = rows[index]
    fitting = [reading for reading in row.candidates if _fits(rows, index, reading, totals, False)]
    summing = [
        reading
        for reading in fitting
        if all(
            value == sum((child.cell(column) or Decimal(0) for child in children), Decimal(0))
            for column, value in zip(reading, row.values, strict=True)
        )
    ]
    if children and all(child.columns is not None for child in children) and len(summing) == 1:
        row.columns = summing[0]
    elif len(fitting) == 1:
        row.columns = fitting[0]
