"""Negative amounts in every spelling: with their sign or unread; figures with foreign characters: unread."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parse.conftest import ReadText

from disclosure.model import Parsed
from disclosure.parse.numbers import NUMBER, is_certain, match_quantity
from disclosure.parse.stream import stream_of_all
from disclosure.read.source import read_bytes

HEAD = "虚构市档案馆2023年度部门决算\n一、收入支出决算总体情况说明\n"
REVENUE = "虚构市档案馆2023年度部门决算\n二、收入决算情况说明\n"
TABLE = (
    "虚构市档案馆2023年度部门决算\n一、收入支出决算总表\n单位：万元\n"
    "项目\t金额\t项目\t金额\n一、财政拨款收入\t{}\t一、教育支出\t{}\n总计\t{}\t总计\t{}\n"
)
#: Spellings of -5.00: what is written before and behind its digits.
SPELLINGS = {
    "hyphen": ("-", ""), "minus sign": ("−", ""), "fullwidth": ("－", ""), "small": ("﹣", ""), "triangle": ("△", ""),
    "black triangle": ("▲", ""), "word": ("负", ""), "brackets": ("（", "）"), "ASCII brackets": ("(", ")"),
    "en dash": ("–", ""), "em dash": ("—", ""), "trailing": ("", "-"), "at a line end": ("-\n", ""),
    "minus at a line end": ("−\n", ""), "fullwidth at a line end": ("－\n", ""), "triangle at a line end": ("△\n", ""),
    "space": ("- ", ""), "hyphen within brackets": ("（-", "）"),
}  # fmt: skip
#: Those that are read, in prose.
READ = ("hyphen", "minus sign", "fullwidth", "small", "at a line end", "minus at a line end", "fullwidth at a line end",
        "space")  # fmt: skip
SENTENCES = (
    "本年收入合计{}万元，比上年增加3.00万元。", "本年收入合计100.00万元，其中：其他收入{}万元，占2.00%。",
    "本年收入合计为{}万元。", "收入总计100.00万元，比上年增加{}万元，增长2.00%。",
    "本年收入合计：{}万元；支出合计7.00万元。",
)  # fmt: skip


def signs(parsed: Parsed, digits: str = "5.00") -> list[bool]:
    """For each fact of the figure whether it is negative."""
    return [fact.value < 0 for fact in parsed.facts if fact.reported.lstrip("-+") == digits]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_negative_amount_of_prose_is_positive(read_text: ReadText, sentence: str, spelling: str) -> None:
    before, behind = SPELLINGS[spelling]
    parsed = read_text(REVENUE + sentence.format(f"{before}5.00{behind}"), "final")
    assert False not in signs(parsed)
    outcomes = {figure.outcome for figure in parsed.figures if figure.text == "5.00"}
    assert outcomes <= {"fact", "unread"}


@pytest.mark.parametrize("spelling", READ)
def test_a_minus_is_read_with_its_amount(read_text: ReadText, spelling: str) -> None:
    before, behind = SPELLINGS[spelling]
    parsed = read_text(HEAD + f"本年收入合计{before}5.00{behind}万元。", "final")
    assert [fact.value for fact in parsed.facts] == [Decimal(-50_000)]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("end", ["\n", "\t\n"])
def test_no_negative_amount_of_a_form_is_positive(read_text: ReadText, spelling: str, end: str) -> None:
    before, behind = SPELLINGS[spelling]
    printed = f"{before}5.00{behind}"
    flat = "表4 部门支出总体情况表\n单位：万元\n合计 {} {}\n205 教育支出 {} {}\n".replace("{}", printed)
    for text in (TABLE.replace("{}", printed).replace("\n总计", f"{end}总计"), HEAD + flat):
        assert False not in signs(read_text(text, "final"))


def test_a_negative_share_is_read(read_text: ReadText) -> None:
    parsed = read_text(REVENUE + "本年收入合计118.00万元，其中：其他收入-5.00万元，占-4.24%。", "final")
    assert [(fact.measure, fact.value) for fact in parsed.facts][1:] == [
        ("amount", Decimal(-50_000)), ("share", Decimal("-4.24")),
    ]  # fmt: skip


def test_a_fall_by_a_negative_amount_is_unread(read_text: ReadText) -> None:
    """减少-5.00万元 may be a fall or a rise: documents use it for both."""
    parsed = read_text(REVENUE + "本年收入合计118.00万元，比上年减少-5.00万元。", "final")
    assert [fact.value for fact in parsed.facts] == [Decimal(1_180_000)]


_AMOUNTS = st.decimals("0.01", "99999999", places=2).map(lambda amount: f"{amount:,}")


@given(_AMOUNTS, st.sampled_from(sorted(SPELLINGS)))
def test_a_signed_quantity_is_negative_or_none(amount: str, spelling: str) -> None:
    before, behind = SPELLINGS[spelling]
    stream = stream_of_all(read_bytes(f"其他收入{before}{amount}{behind}万元".encode(), "signs.txt"))
    found = [match_quantity(stream.text, at, stream.gaps, stream.breaks) for at in (4, stream.text.index(amount[0], 4))]
    assert all(quantity is None or quantity.value < 0 for quantity in found)


_FOREIGN = st.sampled_from("xOoIlBSЗОо٠٣००①Ⅳ½〇ｘＯ𝟙\ufffd")


@given(_AMOUNTS.filter(lambda amount: len(amount) > 4), _FOREIGN, st.data())
def test_a_figure_with_a_foreign_character_is_unread(amount: str, char: str, data: st.DataObject) -> None:
    """1,200.0x5, 12O0.05: neither the whole nor a part of it is read."""
    at = data.draw(st.integers(1, len(amount)))
    over = data.draw(st.booleans()) and amount[at : at + 1].isdigit()
    printed = amount[:at] + char + amount[at + over :]
    stream = stream_of_all(read_bytes(f"其他收入{printed}万元".encode(), "signs.txt"))
    for found in NUMBER.finditer(stream.text):
        quantity = match_quantity(stream.text, found.start(), stream.gaps, stream.breaks)
        assert quantity is None or quantity.measure is None  # a digit before a comma alone is not an amount


@given(st.integers(1, 999), st.integers(0, 999), st.integers(0, 99))
def test_a_part_of_a_broken_number_is_unread(high: int, low: int, cents: int) -> None:
    for printed in (f"{high}，{low:03}.{cents:02}", f"{high}.{low:03}.{cents:02}"):
        for found in NUMBER.finditer(printed):
            whole = found.group() == printed
            part = found.start() > 0
            assert whole or not part or not is_certain(printed, found.start(), found.end())


@pytest.mark.parametrize("digits", ["1,200.0x5", "12O0.05", "1２0٣.05", "1，20.05", "1200.05①"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_part_of_a_damaged_figure_is_a_fact(read_text: ReadText, sentence: str, digits: str) -> None:
    parsed = read_text(REVENUE + sentence.format(digits), "final")
    known = {"3.00", "100.00", "2.00", "7.00"}
    assert {fact.reported for fact in parsed.facts} <= known
