"""Radicals and compatibility forms are compared as the usual characters, and quoted as printed."""

from __future__ import annotations

import unicodedata

import pytest

from disclosure.characters import USUAL_FORMS, fold_characters
from disclosure.parse.stream import fold, stream_of_all
from disclosure.read.source import read_bytes
from disclosure.reference import normalize_name


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("⽀出", "支出"),
        ("收⼊", "收入"),
        ("部⻔", "部门"),
        ("公务⽤⻋", "公务用车"),
        ("⻓期", "长期"),
        ("金額", "金額"),
        ("Ｇ３０", "G３０"),
    ],
)
def test_a_form_is_folded(printed: str, usual: str) -> None:
    assert fold_characters(printed) == usual


def test_every_kangxi_radical_has_its_ideograph() -> None:
    radicals = [chr(code) for code in range(0x2F00, 0x2FD6)]
    assert [unicodedata.category(fold_characters(each)) for each in radicals] == ["Lo"] * len(radicals)


def test_places_stay() -> None:
    assert all(len(value) == 1 for value in USUAL_FORMS.values())
    assert not {ord(value) for value in USUAL_FORMS.values()} & set(USUAL_FORMS)


def test_the_grammar_sees_the_usual_character_and_the_quote_the_printed_one() -> None:
    stream = stream_of_all(read_bytes("本年⽀出合计１２０．５０万元。\n".encode(), "a.txt"))
    assert stream.text == "本年支出合计120.50万元。"
    assert stream.quote(0, 4) == "本年⽀出"
    assert fold("⽀出") == "支出"
    assert normalize_name("⽀出（小计）") == "支出(小计)"


def test_the_number_of_a_note_is_no_part_of_a_figure() -> None:
    assert fold("900.05¹") == "900.05"
    assert fold("900.05¹²") == "900.05"
    assert fold("90¹0.05") == "90¹0.05"
    assert stream_of_all(read_bytes("支出900.05¹万元。\n".encode(), "a.txt")).text == "支出900.05万元。"
