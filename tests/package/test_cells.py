"""Cells that could do harm as a formula are made harmless, all others are as they are; the rule can be undone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.package.editions.cells import guard_cell, unguard_cell

HARMFUL = re.compile(r"[=+\-@\t\r＝＋－＠].*[(（|｜!！]", re.DOTALL)


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0", "+SUM(A1)", "-2+HYPERLINK(A1)", "@SUM(A1)", "\t=WEBSERVICE(A1)", "\r=x!A1", "＝SUM（A1）",
        "-甲项目（一期）", "'=SUM(1)", "=\nSUM(1)",
    ],
)  # fmt: skip
def test_what_could_do_harm_as_a_formula_is_text(text: str) -> None:
    assert guard_cell(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "=", "=100%", "'=", "=1+1", "-1535.81", "+4", "-12.5%", "-", "—", "-1,363.45", "甲=乙(丙)", "", "2-3", ">=70个",
        "'quoted'", "-甲项目",
    ],
)  # fmt: skip
def test_operators_numbers_and_words_are_as_they_are(text: str) -> None:
    assert guard_cell(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝＋－＠19.,%甲 (（|｜!！"), max_size=8))
def test_any_cell_comes_back(text: str) -> None:
    guarded = guard_cell(text)
    assert unguard_cell(guarded) == text
    assert not HARMFUL.match(guarded)
