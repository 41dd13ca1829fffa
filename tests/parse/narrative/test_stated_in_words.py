"""Changes without a number: equality in words of a closed list, rates in brackets, reasons that break a change down."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText
from tests.parse.narrative.test_region_prose import outcome

from disclosure.model import Parsed

THREE = "七、三公经费支出情况"
OVERALL = "二、部门收支总体情况"


def changes(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    """Item or expenditure type, measure, form and signed value of each change."""
    return [
        (fact.expenditure_type or fact.item, fact.measure, fact.form, f"{fact.value.normalize():f}")
        for fact in parsed.facts if fact.measure.startswith("change")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "与上年持平", "，与上年预算数相同", "，与2022年预算持平", "，比2022年预算执行数持平", "，较上年无变化",
        "，与上年度一致", "，与上年预算数相等", "，与上年相比无增减变化", "。与上年预算数持平", "，同比持平",
        "（含税），与上年持平",
    ],
)  # fmt: skip
def test_the_same_as_the_year_before_is_a_change_of_nothing(read_text: ReadText, words: str) -> None:
    parsed = read_text(f"{THREE}\n公务接待费4.00万元{words}。", "budget")
    assert changes(parsed) == [("reception", "change", "narrative-words", "0")]
    fact = parsed.facts[-1]
    assert (fact.unit, fact.reported, fact.reported_unit, fact.basis) == ("元", "0", "", "prior_year")
    assert fact.quote in words


@pytest.mark.parametrize(
    "words",
    [
        "，与上年基本持平", "，与上年大致相同", "，与上年相比基本持平", "，与上年相比略有增加", "，与上年不一致",
        "，与预算持平", "，与上年持平略增", "，与2019年持平", "，与外省持平", "，持平",
    ],
)  # fmt: skip
def test_words_that_leave_it_open_give_nothing(read_text: ReadText, words: str) -> None:
    assert changes(read_text(f"{THREE}\n公务接待费4.00万元{words}。", "budget")) == []


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (THREE, "公务用车保有量4辆，与上年持平。"),
        ("（三）国有资产占用情况", "本单位共有车辆4辆，与上年持平。"),
        (THREE, "其中：公务接待费4.00万元、公务用车购置费3.00万元，与上年持平。"),
        (THREE, "某某经费4.00万元，与上年持平。"),
        (THREE, "2021年公务接待费4.00万元，与上年持平。"),
    ],
)
def test_equality_of_what_is_not_certain_gives_nothing(read_text: ReadText, heading: str, text: str) -> None:
    assert changes(read_text(f"{heading}\n{text}", "budget")) == []


def test_each_part_is_the_same_as_in_the_sentence(read_text: ReadText) -> None:
    """Seen in final accounts of Shanghai."""
    text = (
        f"{THREE}\n三公经费支出决算数与2022年度持平，其中：公务接待费支出决算持平；公务用车购置费支出决算持平。"
        "公务用车运行维护费持平。"
    )
    assert [item for item, *_ in changes(read_text(text, "final"))] == ["total", "reception", "vehicle_purchase"]


def test_a_rate_in_brackets_has_the_sign_of_its_change(read_text: ReadText) -> None:
    """Seen in budgets of Shaanxi."""
    text = f"{THREE}\n公务接待费4.00万元，较上年减少了1.00万元（20%），主要是节约；公务用车购置费4.00万元（5%）。"
    parsed = read_text(text, "budget")
    assert changes(parsed) == [
        ("reception", "change", "narrative", "-10000"), ("reception", "change_rate", "narrative", "-20")
    ]  # fmt: skip
    assert outcome(parsed, "5") == "unread"


def test_a_reason_that_makes_the_whole_change_is_read(read_text: ReadText) -> None:
    """Seen in budgets of Chongqing."""
    text = (
        f"{OVERALL}\n（一）收入预算：9.00万元。收入比2022年增加1.50万元，主要是一般公共预算拨款增加2.00万元，"
        "事业收入资金减少0.50万元。\n（二）支出预算：9.00万元；支出比2022年增加1.50万元，主要是基本支出增加1.50万元。"
    )
    parsed = read_text(text, "budget")
    assert [(item, value) for item, _, _, value in changes(parsed)] == [
        ("total", "15000"), ("general_public_budget", "20000"), ("service_income", "-5000"), ("total", "15000"),
        ("basic", "15000"),
    ]  # fmt: skip
    assert [text.role for text in parsed.texts] == ["change_reason", "change_reason"]


@pytest.mark.parametrize(
    "reason",
    [
        "一般公共预算拨款增加1.00万元", "一般公共预算拨款增加1.50万元，人员增加", "本年一般公共预算拨款增加1.50万元",
        "上级要求一般公共预算拨款增加1.50万元", "一般公共预算拨款增加1.50元", "收入预算增加1.50万元",
    ],
)  # fmt: skip
def test_any_other_reason_is_not_read(read_text: ReadText, reason: str) -> None:
    text = f"{OVERALL}\n收入预算：9.00万元。收入比2022年增加1.50万元，主要是{reason}。"
    assert [item for item, *_ in changes(read_text(text, "budget"))] == ["total"]


@pytest.mark.parametrize("words", ["本单位无下属单位", "本部门无独立核算下属单位", "本单位无下属预算单位"])
def test_no_subordinate_units(read_text: ReadText, words: str) -> None:
    parsed = read_text(f"二、机构设置及人员情况\n{words}，下设4个处室。", "budget")
    assert [(f.item, f.measure, f.unit, f.form, f.reported) for f in parsed.facts] == [
        ("subordinate_units", "count", "个", "narrative-words", "0"), ("offices", "count", "个", "narrative", "4")
    ]  # fmt: skip


def test_what_was_not_planned_is_nothing_in_a_budget_only(read_text: ReadText) -> None:
    """Seen in budgets of Xinjiang and Shaanxi."""
    text = "二、关于收入预算情况说明\n政府性基金预算未安排。国有资本经营预算未安排项目。一般公共预算5.00万元未安排。"
    parsed = read_text(text, "budget")
    assert [(f.item, f.fund, f.measure, f.form, f.reported) for f in parsed.facts] == [
        ("government_fund", "government_fund", "amount", "narrative-words", "0"),
        ("general_public_budget", "general_public_budget", "amount", "narrative", "5.00"),
    ]
    assert parsed.facts[0].quote == "政府性基金预算未安排"
    assert read_text("二、收入决算情况说明\n政府性基金预算未安排。", "final").facts == ()
