"""Lists with subtotals: one reading, several, none; and lists made to be read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.parse.forms.selection.lists import ListRow, find_leaves


def rows_of(*values: int) -> list[ListRow]:
    return [ListRow(Decimal(value)) for value in values]


@pytest.mark.parametrize(
    ("values", "total", "leaves"),
    [
        ((5, 4), 9, [True, True]),
        ((9, 5, 4), 9, [False, True, True]),
        ((9, 9), 9, [False, True]),
        ((3, 1, 2, 6, 6), 9, [False, True, True, False, True]),
        ((5, 0, 4), 9, [True, True, True]),
        ((5, 3), 9, None),
        ((6, 3, 3, 3, 3), 12, None),
        ((10, -1), 9, None),
        ((), 9, None),
    ],
)
def test_lists(values: tuple[int, ...], total: int, leaves: list[bool] | None) -> None:
    assert find_leaves(rows_of(*values), Decimal(total)) == leaves


def test_a_row_known_to_sum_up_is_no_thing_listed() -> None:
    rows = [ListRow(Decimal(4), sums=True), ListRow(Decimal(4)), ListRow(Decimal(0), sums=True)]
    assert find_leaves(rows, Decimal(4)) == [False, True, False]
    assert find_leaves([ListRow(Decimal(4), sums=True)], Decimal(4)) is None


@pytest.mark.parametrize(
    ("values", "total", "leaves"),
    [
        # several readings of 2, 2, 2, 2; at one level only [2 [2]] [2 [2]]
        (
            (9, 5, 3, 2, 4, 4, 4, 2, 2, 2, 2),
            13,
            [False, False, True, True, False, True, False, False, True, False, True],
        ),
        ((3, 3, 3, 3), 6, None),
        ((6, 3, 3, 6, 6), 12, [False, True, True, False, True]),
    ],
)
def test_a_list_with_fixed_levels(values: tuple[int, ...], total: int, leaves: list[bool] | None) -> None:
    """Unit, kind, project: of several readings that add up, the one with all projects at one level."""
    assert find_leaves(rows_of(*values), Decimal(total)) == leaves


_FOREST = st.lists(
    st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=4), min_size=1, max_size=3), min_size=1, max_size=4
)


@given(_FOREST)
def test_a_list_with_fixed_levels_is_never_read_otherwise(units: list[list[list[int]]]) -> None:
    values: list[int] = []
    truth: list[bool] = []
    for unit in units:
        values.append(sum(map(sum, unit)))
        truth.append(False)
        for kind in unit:
            values += [sum(kind), *kind]
            truth += [False, *[True] * len(kind)]
    assert find_leaves(rows_of(*values), Decimal(sum(sum(map(sum, unit)) for unit in units))) in (None, truth)


def test_too_many_readings_are_not_tried() -> None:
    assert find_leaves(rows_of(*[1, 1, 2] * 30, 7), Decimal(500)) is None


@given(st.lists(st.lists(st.integers(1, 10**9), min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_is_read_adds_up(groups: list[list[int]]) -> None:
    """Groups under their sums: whatever is found adds up to the total, group by group or as a flat list."""
    values = [value for group in groups for value in (sum(group), *group)]
    total = sum(sum(group) for group in groups)
    leaves = find_leaves(rows_of(*values), Decimal(total))
    if leaves is not None:
        assert sum(value for value, leaf in zip(values, leaves, strict=True) if leaf) == total
