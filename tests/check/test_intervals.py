from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from disclosure.check.cases.intervals import (
    Interval,
    compare,
    divide,
    divide_change,
    exact,
    half_digit,
    sum_intervals,
)

CENT = Decimal("0.01")
amounts = st.decimals(min_value=0, max_value=100_000, places=4, allow_nan=False, allow_infinity=False)


def print_number(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def around(printed: Decimal) -> Interval:
    return Interval(printed - CENT / 2, printed + CENT / 2)


@given(st.lists(amounts, min_size=1, max_size=20))
def test_honest_rounding_is_never_a_mismatch(parts: list[Decimal]) -> None:
    printed = [print_number(part) for part in parts]
    stated = print_number(sum(parts, start=Decimal(0)))
    computed = sum_intervals(around(part) for part in printed)
    assert compare(around(stated), sum(printed, start=Decimal(0)), computed) != "mismatch"


@given(st.lists(amounts, min_size=1, max_size=20), st.booleans())
def test_an_error_beyond_rounding_and_cutting_is_a_mismatch(parts: list[Decimal], up: bool) -> None:
    printed = [print_number(part) for part in parts]
    point = sum(printed, start=Decimal(0))
    error = CENT * (len(parts) + 1) + CENT
    stated = point + error if up else point - error
    computed = sum_intervals(around(part) for part in printed)
    assert compare(around(stated), point, computed) == "mismatch"


@given(amounts, amounts)
def test_a_true_rate_of_change_is_never_a_mismatch(prior: Decimal, value: Decimal) -> None:
    printed_value, printed_change = print_number(value), print_number(value - prior)
    computed = divide_change(around(printed_change), around(printed_value))
    if computed is None or prior == 0:
        return
    rate = print_number((value - prior) / prior * 100)
    point = printed_change / (printed_value - printed_change) * 100
    assert compare(around(rate), point, computed) != "mismatch"


@given(amounts, st.decimals(min_value=1, max_value=1000, places=4))
def test_a_true_share_is_never_a_mismatch(part: Decimal, whole: Decimal) -> None:
    computed = divide(around(print_number(part)), around(print_number(whole)))
    assert computed is not None
    share = print_number(part / whole * 100)
    point = print_number(part) / print_number(whole) * 100
    assert compare(around(share), point, computed) != "mismatch"


@given(amounts, amounts)
def test_overlap_is_symmetric(one: Decimal, other: Decimal) -> None:
    assert around(one).overlaps(around(other)) == around(other).overlaps(around(one))


def test_half_digits() -> None:
    assert half_digit("353.13", "万元") == Decimal(50)
    assert half_digit("1,363.4", "万元") == Decimal(500)
    assert half_digit("10", "万元") == Decimal(5000)
    assert half_digit("10", "万元", usual=2) == Decimal(50)
    assert half_digit("0", "万元", usual=2) == 0
    assert half_digit("0.00", "万元") == Decimal(50)
    assert half_digit("8", "人") == 0
    assert half_digit("4.71", "%") == Decimal("0.005")


def test_touching_intervals_are_rounding() -> None:
    """96.655 may be printed as 96.65 and as 96.66."""
    assert compare(around(Decimal("96.65")), Decimal("96.66"), around(Decimal("96.66"))) == "rounding"


def test_no_rate_of_nothing() -> None:
    assert divide_change(around(Decimal(5)), around(Decimal(5))) is None
    assert divide(exact(Decimal(1)), exact(Decimal(0))) is None


@given(st.lists(amounts, min_size=1, max_size=20))
def test_a_sum_of_figures_cut_off_is_no_mismatch(parts: list[Decimal]) -> None:
    parts = [abs(part) for part in parts]
    cut = [part.quantize(CENT, rounding=ROUND_DOWN) for part in parts]
    stated = sum(parts, start=Decimal(0)).quantize(CENT, rounding=ROUND_DOWN)
    computed = sum_intervals(around(part) for part in cut)
    assert compare(around(stated), sum(cut, start=Decimal(0)), computed) != "mismatch"
