"""Cells that a spreadsheet would run are made harmless, and the rule can be undone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.package.cells import guard_cell, unguard_cell

RUN = re.compile(r"[=+\-@\t\r＝＋－＠]")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "=100%", "-甲项目", "'=1"],
)
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert guard_cell(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["-1535.81", "+4", "-12.5%", "-", "—", "-1,363.45", "甲=乙", "", "2-3", ">=70个", "'quoted'"]
)
def test_numbers_and_harmless_words_stay(text: str) -> None:
    assert guard_cell(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r＝＋－＠19.,%甲 "), max_size=8))
def test_any_cell_comes_back(text: str) -> None:
    guarded = guard_cell(text)
    assert unguard_cell(guarded) == text
    if RUN.match(guarded):
        assert re.fullmatch(r"[-+－＋]?[0-9][0-9,]*(\.[0-9]+)?[%％]?|[-－—]+", guarded)
