"""Signs that nobody sees, and digits of other scripts: nothing is read across them, and none of them comes out."""

from __future__ import annotations

import pytest
from tests.fuzz.chain import check_accounting, check_evidence
from tests.parse.conftest import ReadText

from disclosure.entry import is_plain_text
from disclosure.parse.privacy import REDACTED
from disclosure.read.source import read_bytes

HEAD = "虚构市档案馆2023年度部门决算\n一、收入支出决算总体情况说明\n"
TOLD = "本年收入合计118.00万元，比上年增加5.00万元，主要原因是：新增{}馆舍。"
HIDDEN = ["\u202e", "\u2066", "\u200b", "\u200f", "\u00ad", "\u2060", "\ufeff", "\U000e0041", "\ufffe", "\ufdd0"]


@pytest.mark.parametrize("sign", HIDDEN)
def test_what_nobody_sees_is_in_no_word_that_comes_out(read_text: ReadText, sign: str) -> None:
    parsed = read_text(HEAD + TOLD.format(sign), "final")
    told = [text.content for text in parsed.texts]
    assert told == ["新增馆舍"]
    words = [*told, *(fact.quote for fact in parsed.facts), *(figure.context for figure in parsed.figures)]
    assert all(map(is_plain_text, words))


@pytest.mark.parametrize("sign", HIDDEN)
def test_a_number_of_a_person_is_found_behind_what_hides_it(read_text: ReadText, sign: str) -> None:
    number = "1" + "3" * 5 + sign + "0" * 5
    parsed = read_text(HEAD + TOLD.format(f"电话{number}的"), "final")
    assert [text.content for text in parsed.texts] == [f"新增电话{REDACTED}的馆舍"]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066"])
def test_no_figure_is_read_that_stands_reversed(read_text: ReadText, sign: str) -> None:
    """What the eye sees of it is 00.811, the file holds another: such a figure is left unread."""
    parsed = read_text(HEAD + f"本年收入合计{sign}118.00万元。", "final")
    assert parsed.facts == ()
    assert [figure.outcome for figure in parsed.figures if figure.text == "118.00"] == ["unread"]


@pytest.mark.parametrize("digits", ["\u0661\u0662.\u0665", "²", "①", "𝟙𝟚", "Ⅳ", "½", "十二"])
@pytest.mark.parametrize(
    "where", ["本年收入合计{}万元。", "表4 部门支出总体情况表\n单位：万元\n合计 {} {}", "合计\t{}\t{}"]
)
def test_digits_of_other_scripts_are_no_figures(read_text: ReadText, digits: str, where: str) -> None:
    text = HEAD + where.replace("{}", digits)
    parsed = read_text(text, "final")
    assert parsed.facts == ()
    document = read_bytes(text.encode(), "signs.txt")
    check_accounting(document, parsed)
    check_evidence(document, parsed)


@pytest.mark.parametrize(
    "number", ["（5.00）", "（\n5.00\n）", "（5.00\n）", "（\n5.00）", "（\n\n\n- 7 -\n\n\n5.00）", "( 5.00 )"]
)
@pytest.mark.parametrize(
    "where", ["本年收入{}万元。", "本年收入9.00万元，比上年增加{}万元。", "本年收入9.00万元，比上年增长{}%。"]
)
def test_a_number_in_brackets_over_lines_is_not_read_as_positive(read_text: ReadText, where: str, number: str) -> None:
    """(5.00) is a negative number, or a remark: its brackets may be on other lines than the number."""
    facts = read_text(HEAD + where.replace("{}", number), "final").facts
    assert [fact.reported for fact in facts] in ([], ["9.00"])
