"""Which column a number stands in: one reading where the sums leave one, and none where they leave several."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.parse.forms.flattened.columns import Row, assign_columns, sums_to


def row(values: str, parent: int | None = None, *, total: bool = False) -> Row:
    return Row([Decimal(value) for value in values.split()], parent, total=total)


def read(rows: list[Row], width: int) -> list[tuple[int, ...] | None]:
    assign_columns(rows, width)
    return [each.columns for each in rows]


def test_full_rows_need_no_sums() -> None:
    assert read([row("9 4 5"), row("3 1 2")], 3) == [(0, 1, 2), (0, 1, 2)]


def test_the_sums_leave_one_reading() -> None:
    rows = [row("10 7 3", total=True), row("7 7"), row("3 3")]
    assert read(rows, 3) == [(0, 1, 2), (0, 1), (0, 2)]


@pytest.mark.parametrize("last", [False, True])
def test_it_does_not_matter_where_the_total_stands(last: bool) -> None:
    total, parts = row("10 7 3", total=True), [row("7 7"), row("3 3")]
    read([*parts, total] if last else [total, *parts], 3)
    assert [part.columns for part in parts] == [(0, 1), (0, 2)]


def test_of_a_tie_only_the_rows_totals_are_read() -> None:
    rows = [row("10 5 5", total=True), row("5 5"), row("5 5")]
    assert read(rows, 3) == [(0, 1, 2), (0,), (0,)]
    assert [each.values for each in rows[1:]] == [[Decimal(5)], [Decimal(5)]]


def test_without_a_total_an_open_row_is_left() -> None:
    assert read([row("5 5"), row("9 4 5")], 3) == [(0,), (0, 1, 2)]


def test_a_total_that_is_open_itself_tells_nothing() -> None:
    assert read([row("5 5", total=True), row("5 5")], 3) == [(0,), (0,)]


def test_no_part_stands_in_a_column_that_its_parent_lacks() -> None:
    rows = [row("12 7 5", total=True), row("7 7"), row("5 5"), row("5 5", 1), row("2 2", 1), row("5 5", 2)]
    assert read(rows, 3) == [(0, 1, 2), (0, 1), (0, 2), (0, 1), (0, 1), (0, 2)]


def test_a_parent_is_read_from_its_parts() -> None:
    rows = [row("9 4 5", total=True), row("9 4 5"), row("4 4", 1), row("5 5", 1)]
    assert read(rows, 3)[2:] == [(0, 1), (0, 2)]


def test_a_cell_the_document_omits_does_not_hide_the_rest() -> None:
    # the class prints 902.37 | 902.37 | 35: more than its items add up to in the first column
    rows = [
        row("1135.97 1100.97 35", total=True),
        row("902.37 902.37 35"),
        row("867.37 867.37", 1),
        row("35 35", 1),
        row("233.60 233.60"),
    ]
    assert read(rows, 3) == [(0, 1, 2), (0, 1, 2), (0, 1), (0, 2), (0, 1)]


def test_rounded_parts_may_miss_their_total_by_half_a_digit_each() -> None:
    rows = [row("10.01 7.01 3.00", total=True), row("7.00 7.00"), row("3.00 3.00")]
    assert read(rows, 3) == [(0, 1, 2), (0, 1), (0, 2)]


def test_sums_that_miss_by_more_tell_nothing() -> None:
    rows = [row("20.00 12.00 8.00", total=True), row("7.00 7.00"), row("3.00 3.00")]
    assert read(rows, 3)[1:] == [(0,), (0,)]


def test_a_row_with_more_numbers_than_columns_is_left() -> None:
    rows = [row("9 4 5", total=True), row("9 4 5 6"), row("")]
    assert read(rows, 3) == [(0, 1, 2), None, None]


def test_falls_are_compared_by_their_size() -> None:
    rows = [row("-3 -5 2", total=True), row("-5 -5"), row("2 2")]
    assert read(rows, 3) == [(0, 1, 2), (0, 1), (0, 2)]


def test_too_many_readings_are_not_tried() -> None:
    open_rows = [row("1 1") for _ in range(16)]
    assert read([row("16 8 8", total=True), *open_rows], 3)[1:] == [(0,)] * 16


@pytest.mark.parametrize(
    ("total", "stated", "parts", "fits"),
    [("10.01", "10.00", 1, True), ("10.02", "10.00", 1, False), ("10.02", "10.00", 3, True), ("11", "10", 1, True)],
)
def test_the_tolerance_is_half_a_last_digit_for_every_number(total: str, stated: str, parts: int, fits: bool) -> None:
    assert sums_to(Decimal(total), Decimal(stated), parts) is fits


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=6))
def test_no_row_is_ever_read_wrongly(cells: list[tuple[int, int]]) -> None:
    """A form of two columns whose empty cells are left out: what is read is right, or is left."""
    kept = [(first, second) for first, second in cells if first or second]
    rows = [row(f"{sum(a + b for a, b in kept)} {sum(a for a, _ in kept)} {sum(b for _, b in kept)}", total=True)]
    truth: list[tuple[int, ...]] = [(0, 1, 2)]
    for first, second in kept:
        shown = [(column, value) for column, value in ((1, first), (2, second)) if value]
        rows.append(row(" ".join(str(value) for value in (first + second, *(value for _, value in shown)))))
        truth.append((0, *(column for column, _ in shown)))
    for found, right in zip(read(rows, 3), truth, strict=True):
        assert found in {right, (0,)}
