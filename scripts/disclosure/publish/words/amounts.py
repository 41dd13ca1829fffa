"""Figures as a reader sees them: 元 shown in 万元, everything else in its own unit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

#: 1 万元 in 元
TEN_THOUSAND = Decimal(10000)
_CENTS = Decimal("0.01")
MINUS = "\u2212"


def format_number(value: Decimal, places: int = 0, *, signed: bool = False) -> str:
    """``value`` with thousands separators, no digit lost and at least ``places`` decimals; ``signed`` shows a plus."""
    text = format(abs(value), ",f")
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0").ljust(places, "0")
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def format_figure(
    value: Decimal, unit: str, *, signed: bool = False, with_unit: bool = True, rounded: bool = False
) -> str:
    """A figure in its base ``unit`` as shown: amounts in 万元 with two decimals at least, and if ``rounded`` at most,
    unless nothing but zeros were left; rates with %."""
    if unit == "元":
        amount = value / TEN_THOUSAND
        amount = (amount.quantize(_CENTS, ROUND_HALF_UP) or amount) if rounded else amount
        number = format_number(amount, 2, signed=signed)
        return f"{number} 万元" if with_unit else number
    if unit == "%":
        return f"{format_number(value, 2, signed=signed)}%"
    number = format_number(value, signed=signed)
    return f"{number} {unit}" if with_unit and unit else number
