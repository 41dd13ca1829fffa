from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.publish.words.amounts import MINUS, format_figure, format_number


@pytest.mark.parametrize(
    ("value", "shown"),
    [("328520538.32", "32,852.05 万元"), ("50", "0.01 万元"), ("49", "0.0049 万元"), ("0", "0.00 万元"),
     ("-1049", "−0.10 万元")],
)  # fmt: skip
def test_an_amount_is_rounded_to_two_decimals_unless_zeros_were_left(value: str, shown: str) -> None:
    assert format_figure(Decimal(value), "元", rounded=True) == shown


@pytest.mark.parametrize(
    ("value", "unit", "signed", "shown"),
    [
        ("5647100", "元", False, "564.71 万元"),
        ("0", "元", False, "0.00 万元"),
        ("1", "元", False, "0.0001 万元"),
        ("25358100000", "元", True, "+2,535,810.00 万元"),
        ("-15358100", "元", True, f"{MINUS}1,535.81 万元"),
        ("100", "%", False, "100.00%"),
        ("-6.53", "%", True, f"{MINUS}6.53%"),
        ("17", "人", False, "17 人"),
        ("0", "辆", True, "0 辆"),
    ],
)
def test_figures_as_shown(value: str, unit: str, signed: bool, shown: str) -> None:
    assert format_figure(Decimal(value), unit, signed=signed) == shown


@given(st.decimals(-(10**12), 10**12, places=4, allow_nan=False), st.integers(0, 4))
def test_no_digit_is_lost(value: Decimal, places: int) -> None:
    shown = format_number(value, places)
    assert Decimal(shown.replace(",", "").replace(MINUS, "-")) == value
