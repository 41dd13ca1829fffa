"""Of which budget 预算数 alone speaks in final accounts."""

from __future__ import annotations

import pytest

from disclosure.parse.phases import find_budget_phase

NOTE = "预算数为三公经费全年预算数，反映按规定程序调整后的预算数"


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        (NOTE, "adjusted"),
        ("三公经费财政拨款支出年初预算为2.85万元，支出决算为0.39万元。", "approved"),
        ("三公经费支出全年预算数为3.00万元。", "adjusted"),
        (f"{NOTE}。三公经费支出年初预算为4.00万元。", "adjusted"),
        ("三公经费支出预算为4.00万元。", ""),
        ("三公经费支出年初预算为4.00万元。三公经费全年预算为3.00万元。", ""),
        ("三公经费情况。基本支出年初预算为4.00万元。", ""),
    ],
)
def test_a_note_or_the_sentence_on_three_public_tells_the_budget(text: str, phase: str) -> None:
    assert find_budget_phase(text, "executed") == phase


def test_a_budget_speaks_of_itself() -> None:
    assert find_budget_phase(NOTE, "approved") == "approved"
