"""Numbers and units of measure: every printed form, and what a line's end may and may not break."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.parse.numbers import MEASURES, TOKEN, Quantity, match_quantity, parse_decimal
from disclosure.parse.stream import fold, stream_of_document
from disclosure.read.source import read_bytes


def quantity_of(text: str) -> Quantity | None:
    """The quantity at the head of a text with the text's own line ends and blanks."""
    stream = stream_of_document(read_bytes(text.encode("utf-8"), "numbers.txt"))
    return match_quantity(stream.text, 0, stream.gaps, stream.breaks)


def value_of(text: str) -> tuple[str, str]:
    found = quantity_of(text)
    assert found is not None
    return f"{found.value.normalize():f}", found.measure.base if found.measure else ""


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("1,363.45万元", "13634500", "元"),
        ("1.5亿元", "150000000", "元"),
        ("7千元", "7000", "元"),
        ("300.50元", "300.5", "元"),
        ("99.32%", "99.32", "%"),
        ("１２．５％", "12.5", "%"),
        ("-0.20%", "-0.2", "%"),
        ("－0.21%", "-0.21", "%"),
        ("1.5个百分点", "1.5", "百分点"),
        ("45.5平方米", "45.5", "平方米"),
        ("98.35分", "98.35", "分"),
        ("20人次", "20", "人次"),
        ("17人", "17", "人"),
        ("5名", "5", "人"),
        ("8辆", "8", "辆"),
        ("6台", "6", "台"),
        ("6 台 (套)", "6", "台"),
        ("6台/套", "6", "台"),
        ("2批次", "2", "批次"),
        ("2批", "2", "批次"),
        ("0家行政单位", "0", "个"),
        ("4个", "4", "个"),
        ("35", "35", ""),
    ],
)
def test_a_number_counts_in_its_base_unit(printed: str, value: str, unit: str) -> None:
    assert value_of(printed) == (value, unit)


@given(
    number=st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    unit=st.sampled_from(sorted(MEASURES)),
    separated=st.booleans(),
)
def test_any_number_with_any_unit_comes_back(number: Decimal, unit: str, separated: bool) -> None:
    printed = f"{number:,}" if separated else f"{number}"
    found = match_quantity(fold(unit).join((printed, "，")), 0)
    assert found is not None
    assert found.measure is MEASURES[unit]
    assert found.value == number * MEASURES[unit].factor


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,363.\n45万元", "13634500"),
        ("1,363.\n\n45万元", "13634500"),
        ("1,\n363.45万元", "13634500"),
        ("1,3\n63.45万元", "13634500"),
        ("1363.4\n5万元", "13634500"),
        ("1,363.45\n万元", "13634500"),
        ("1,363.45 万\n元", "13634500"),
    ],
)
def test_a_number_goes_on_over_a_lines_end(printed: str, value: str) -> None:
    assert value_of(printed) == (value, "元")


@pytest.mark.parametrize(
    ("printed", "first"),
    [
        ("12 5万元", "12"),
        ("12\n5", "12"),
        ("12.34\n56万元", "12.34"),
        ("12.34 56万元", "12.34"),
        ("2023\n12 5万元", "2023"),
        ("12\n5.\n6.7万元", "12"),
    ],
)
def test_two_numbers_are_never_joined(printed: str, first: str) -> None:
    found = quantity_of(printed)
    assert found is not None
    assert (found.number, found.measure) == (first, None)


@pytest.mark.parametrize("text", ["万元5", "，5", ".5万元", "-", "％"])
def test_what_is_no_number_gives_none(text: str) -> None:
    assert match_quantity(fold(text), 0) is None


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("1,363.45万元", ["1,363.45"]),
        ("1,2345", ["1", "2345"]),
        ("2021,2022", ["2021", "2022"]),
        ("3.", ["3"]),
        ("１２５％", ["１２５"]),
        ("１２．５％", ["１２．５"]),
        ("0.00、10", ["0.00", "10"]),
    ],
)
def test_tokens_of_the_accounting(text: str, tokens: list[str]) -> None:
    assert [token.group() for token in TOKEN.finditer(text)] == tokens


def test_separators_of_both_widths_are_dropped() -> None:
    assert parse_decimal("1,363，000.5") == Decimal("1363000.5")
