"""Wordings of final accounts' running text, of many regions, one by one."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText
from tests.parse.narrative.test_region_prose import FINAL_THREE_PUBLIC, figures, outcome

from disclosure.model import Parsed


def phased(parsed: Parsed) -> list[tuple[str, str, str, str, str]]:
    """Item or code, measure, phase, basis and printed number of each fact."""
    return [
        (f.item or f.functional_code, f.measure, f.phase, f.basis, f"{'-' if f.value < 0 else ''}{f.reported}")
        for f in parsed.facts
    ]


NOTE = "\n注：预算数为“三公”经费{which}预算数，决算数是当年实际支出。"
FINAL_GENERAL = "五、一般公共预算财政拨款支出决算情况说明"


@pytest.mark.parametrize(("which", "phase"), [("全年", "adjusted"), ("年初", "approved")])
def test_a_note_tells_of_which_budget_final_accounts_speak(read_text: ReadText, which: str, phase: str) -> None:
    text = (
        f"{FINAL_THREE_PUBLIC}\n“三公”经费财政拨款支出预算为6.00万元，支出决算为3.00万元，完成预算的50%。"
        f"\n第四部分 附表{NOTE.format(which=which)}"
    )
    assert phased(read_text(text, "final")) == [
        ("total", "amount", phase, "", "6.00"), ("total", "amount", "executed", "", "3.00"),
        ("total", "completion_rate", "executed", phase, "50"),
    ]  # fmt: skip


def test_a_budget_nothing_tells_of_is_no_final_figure(read_text: ReadText) -> None:
    text = f"{FINAL_THREE_PUBLIC}\n“三公”经费支出预算为6.00万元，支出决算为3.00万元，与预算数相比减少3.00万元。"
    parsed = read_text(text, "final")
    assert phased(parsed) == [("total", "amount", "executed", "", "3.00")]
    assert outcome(parsed, "6.00") == "unread"


def test_a_label_of_a_budget_is_no_final_figure(read_text: ReadText) -> None:
    assert read_text(f"{FINAL_THREE_PUBLIC}\n三公经费预算6.00万元。", "final").facts == ()


def test_a_function_told_before_its_budget(read_text: ReadText) -> None:
    text = (
        f"{FINAL_GENERAL}\n1、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：职工的公积金。"
        "年初预算为4.00万元，支出决算为3.00万元。完成年初预算的75%。决算数小于预算数的主要原因：有人调出。"
    )
    assert phased(read_text(text, "final")) == [
        ("2210201", "amount", "approved", "", "4.00"), ("2210201", "amount", "executed", "", "3.00"),
        ("2210201", "completion_rate", "executed", "approved", "75"),
    ]  # fmt: skip


def test_a_heading_of_its_own_line_is_no_part_of_the_sentence(read_text: ReadText) -> None:
    text = (
        f"{FINAL_GENERAL}\n（一）一般公共预算财政拨款支出决算总体情况\n一般公共预算财政拨款支出9.50万元，"
        "主要用于以下方面：教育支出（类）4.00万元，占42%；卫生健康支出（类）5.50万元，占58%。"
    )
    assert [row[0] for row in figures(read_text(text, "final"))] == ["total", "205", "205", "210", "210"]


def test_what_a_figure_is_may_be_told_before_its_change(read_text: ReadText) -> None:
    text = (
        "一、收入支出决算总体情况说明\n1.上级补助收入8.00万元，为开展业务活动取得的其他收入，比2022年度决算数减少2.00万元，"
        "下降20%，主要原因是项目完工。\n2.其他收入3.00万元，为以前取得的资金。较2022年度增加1.00万元。"
    )
    assert figures(read_text(text, "final")) == [
        ("superior_subsidy", "amount", "", "8.00"), ("superior_subsidy", "change", "prior_year", "-2.00"),
        ("superior_subsidy", "change_rate", "prior_year", "-20"), ("other_income", "amount", "", "3.00"),
        ("other_income", "change", "prior_year", "1.00"),
    ]  # fmt: skip


def test_both_kinds_of_the_basic_expenditure_in_one_sentence(read_text: ReadText) -> None:
    text = (
        "六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出9.50万元，其中：人员经费7.00万元，"
        "主要包括：基本工资、绩效工资；公用经费2.50万元，主要包括：办公费、邮电费。"
    )
    assert figures(read_text(text, "final")) == [
        ("total", "amount", "", "9.50"), ("personnel", "amount", "", "7.00"), ("operating", "amount", "", "2.50")
    ]  # fmt: skip


def test_guests_are_counted_behind_a_bracket_on_a_part_of_them(read_text: ReadText) -> None:
    text = (
        f"{FINAL_THREE_PUBLIC}\n共安排国内公务接待5批次（其中：外事接待1批次），接待人次20人（其中：外事接待人次3人）。"
        "安排国（境）外公务接待7批次，接待人次8人。"
    )
    parsed = read_text(text, "final")
    assert figures(parsed) == [("receptions", "count", "", "5"), ("reception_guests", "count", "", "20")]
    assert [(each.kind, each.part, each.reported, each.reported_unit) for each in parsed.details] == [
        ("part", "外事接待", "1", "批次"), ("part", "外事接待", "3", "人"),
        ("part", "国（境）外公务接待", "7", "批次"), ("part", "国（境）外公务接待", "8", "人"),
    ]  # fmt: skip


def test_a_fund_is_no_budget_and_a_name_ends_where_it_ends(read_text: ReadText) -> None:
    text = "四、财政拨款收入支出决算总体情况说明\n一般公共预算财政拨款支出9.50万元。"
    assert read_text(text, "final").facts == ()


def test_what_a_contract_is_a_share_of(read_text: ReadText) -> None:
    text = (
        "（二）政府采购支出情况\n政府采购支出总额9.00万元，授予中小企业合同金额8.00万元，占政府采购支出总额的89%，"
        "其中：授予小微企业合同金额4.00万元，占授予中小企业合同金额的50%。"
    )
    assert [fact.basis for fact in read_text(text, "final").facts if fact.measure == "share"] == ["total", "sme"]


@pytest.mark.parametrize(
    ("heading", "amount"),
    [
        ("2023年度政府性基金支出决算情况。", "支出1.00万元"), ("国有资本经营预算支出决算情况说明", "支出1.00万元"),
        ("2023年度一般性支出情况", "基本支出1.00万元"),
    ],
)  # fmt: skip
def test_the_next_heading_ends_a_section(read_text: ReadText, heading: str, amount: str) -> None:
    """Seen in Guangxi, Sichuan and Hunan: years in headings, and full stops behind them. In a section on one fund
    支出 alone is all of it."""
    text = f"{FINAL_GENERAL}\n一般公共预算财政拨款支出9.50万元。\n七、{heading}\n{amount}。"
    of_fund = [("total", "amount", "", "1.00")] if amount.startswith("支出") else []
    assert figures(read_text(text, "final")) == [("total", "amount", "", "9.50"), *of_fund]


@pytest.mark.parametrize(
    ("heading", "sentence", "statement"),
    [
        ("2023年度收入支出决算总体及增减变动情况", "收入总计5.00万元", "overall"),
        ("2023年度财政拨款收入支出决算情况", "财政拨款支出总计5.00万元", "appropriation"),
        ("2023年度财政拨款收入支出总体情况说明", "财政拨款支出总计5.00万元", "appropriation"),
        ("财政拨款支出决算情况说明", "财政拨款支出总计5.00万元", "appropriation"),
        ("2023年度一般公共预算支出决算情况", "一般公共预算支出5.00万元", "general_public"),
        ("一般公共预算财政拨款安排的“三公”经费支出决算情况说明。", "公务接待费支出5.00万元", "three_public"),
        ("2023年度“三公”经费、培训费及会议费支出情况说明", "公务接待费支出5.00万元", "three_public"),
    ],
)
def test_headings_of_other_regions(read_text: ReadText, heading: str, sentence: str, statement: str) -> None:
    """Seen in Hubei, Guangxi, Shaanxi and Jiangxi."""
    parsed = read_text(f"三、{heading}\n{sentence}。", "final")
    assert [(fact.statement, fact.reported) for fact in parsed.facts] == [(statement, "5.00")]


def test_a_fund_before_the_appropriation_makes_another_word(read_text: ReadText) -> None:
    """Seen in Sichuan: the sources of the year's revenue by fund; 社保基金 is no word we know."""
    text = (
        "二、收入决算情况说明\n本年收入合计9.00万元，其中：政府性基金预算财政拨款收入4.00万元，占44%；"
        "国有资本经营预算财政拨款收入5.00万元，占56%。政府性基金预算其他收入7.00万元。"
    )
    parsed = read_text(text, "final")
    assert [(f.item, f.fund, f.reported) for f in parsed.facts if f.measure == "amount"] == [
        ("current_year", "", "9.00"), ("government_fund", "government_fund", "4.00"),
        ("state_capital", "state_capital", "5.00"),
    ]  # fmt: skip
    assert outcome(parsed, "7.00") == "unread"


def test_a_total_told_with_what_came_over(read_text: ReadText) -> None:
    """Seen in Jiangxi."""
    text = (
        "一、收入决算情况说明\n2023年度收入总计9.00万元，其中年初结转和结余1.00万元，较2022年增加0.50万元；"
        "本年收入合计8.00万元，较2022年减少2.00万元，主要是因为财政拨款收入3.00万元没有拨付。"
    )
    assert figures(read_text(text, "final")) == [
        ("total", "amount", "", "9.00"), ("opening_carryover", "amount", "", "1.00"),
        ("opening_carryover", "change", "prior_year", "0.50"), ("current_year", "amount", "", "8.00"),
        ("current_year", "change", "prior_year", "-2.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("本单位2023年度总收入58.10万元，其中本年收入39.00万元。", [("total", "58.10"), ("current_year", "39.00")]),
        ("本年收入总计58.10万元。", [("total", "58.10")]),
        ("2023年度收入、支出总计58.10万元。", [("total", "58.10")]),
    ],
)
def test_totals_of_all_revenue_in_other_words(read_text: ReadText, sentence: str, told: list[tuple[str, str]]) -> None:
    parsed = read_text(f"一、收入支出决算总体情况说明\n{sentence}", "final")
    assert [(fact.item, fact.reported) for fact in parsed.facts] == told


def test_the_total_of_the_general_public_budget(read_text: ReadText) -> None:
    text = "五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出总计58.10万元。"
    assert phased(read_text(text, "final")) == [("total", "amount", "executed", "", "58.10")]


def test_official_vehicles_bought(read_text: ReadText) -> None:
    text = f"{FINAL_THREE_PUBLIC}\n公务用车购置费0.00万元，购置公务用车0辆。"
    assert phased(read_text(text, "final"))[-1] == ("vehicles_purchased", "count", "executed", "", "0")


@pytest.mark.parametrize(
    ("heading", "statement"),
    [
        ("八、政府性基金预算支出决算情况", "government_fund"),
        ("八、政府性基金预算收入支出决算情况", "government_fund"),
        ("九、国有资本经营预算财政拨款支出决算情况", "state_capital"),
    ],
)
def test_headings_of_other_funds(read_text: ReadText, heading: str, statement: str) -> None:
    parsed = read_text(f"{heading}\n本年支出合计3.00万元，其中：项目支出3.00万元。", "final")
    assert {fact.statement for fact in parsed.facts} == {statement}
    assert [text.statement for text in read_text(f"{heading}\n本单位没有使用此类资金。", "final").texts] == [statement]


@pytest.mark.parametrize(
    ("fund", "name"), [("government_fund", "政府性基金预算"), ("state_capital", "国有资本经营预算")]
)
def test_other_funds_in_the_words_of_their_form(read_text: ReadText, fund: str, name: str) -> None:
    text = (
        f"八、{name}财政拨款收入支出决算情况说明\n2023年度{name}财政拨款年初结转和结余1.20万元，本年收入5.30万元，"
        "本年支出4.10万元，其中：项目支出4.10万元，年末结转和结余2.40万元。"
    )
    parsed = read_text(text, "final")
    assert [(fact.item, fact.direction, fact.fund, fact.reported) for fact in parsed.facts] == [
        ("opening_carryover", "revenue", fund, "1.20"), ("current_year", "revenue", fund, "5.30"),
        ("total", "expenditure", fund, "4.10"), ("project", "expenditure", fund, "4.10"),
        ("closing_carryover", "expenditure", fund, "2.40"),
    ]  # fmt: skip


def test_the_parts_of_a_budget_are_not_what_was_spent(read_text: ReadText) -> None:
    text = (
        f"{FINAL_THREE_PUBLIC}\n三公经费预算9.00万元，其中：公务接待费4.00万元，公务用车运行维护费5.00万元。"
        "三公经费财政拨款预算9.00万元。公务接待费支出3.00万元，其中：因公出国（境）支出1.00万元。"
    )
    assert figures(read_text(text, "final")) == [
        ("reception", "amount", "", "3.00"),
        ("overseas", "amount", "", "1.00"),
    ]


@pytest.mark.parametrize("which", ["年初", "全年"])
def test_the_parts_of_a_budget_are_of_that_budget(read_text: ReadText, which: str) -> None:
    text = f"{FINAL_THREE_PUBLIC}\n三公经费{which}预算9.00万元，其中：公务接待费4.00万元；公务用车运行维护费5.00万元。"
    text += "公务接待费支出3.00万元。"
    facts = read_text(text, "final").facts
    phase = {"年初": "approved", "全年": "adjusted"}[which]
    assert [(fact.item, fact.phase) for fact in facts if fact.item != "total"] == [
        ("reception", phase), ("vehicle_operation", phase), ("reception", "executed")
    ]  # fmt: skip


def test_what_stands_in_brackets_is_not_what_the_sentence_is_of(read_text: ReadText) -> None:
    text = (
        f"{FINAL_THREE_PUBLIC}\n公务接待费、购车费（三公经费）决算总额9.00万元。"
        "行政杂费（含公务接待费）支出7.00万元。公务接待费支出3.00万元。"
    )
    assert figures(read_text(text, "final")) == [("reception", "amount", "", "3.00")]


def test_receptions_of_foreign_guests_and_journeys(read_text: ReadText) -> None:
    text = (
        f"{FINAL_THREE_PUBLIC}\n一般公共预算安排三公经费支出9.00万元。因公出国（境）团组2次，累计出国（境）7人次。"
        "国内公务接待12批次（其中外事接待1批次），90人次（其中外事接待3人次）。国内接待费支出6.00万元"
        "（其中：外事接待费支出0.50万元）。国（境）外接待费支出1.00万元，国（境）外公务接待1批次。"
    )
    parsed = read_text(text, "final")
    assert figures(parsed) == [
        ("total", "amount", "", "9.00"), ("overseas_groups", "count", "", "2"), ("overseas_persons", "count", "", "7"),
        ("receptions", "count", "", "12"), ("reception_guests", "count", "", "90"),
    ]  # fmt: skip
    assert [(each.part, each.measure, each.reported) for each in parsed.details] == [
        ("外事接待", "count", "1"), ("外事接待", "count", "3"), ("国内接待费支出", "amount", "6.00"),
        ("外事接待费支出", "amount", "0.50"), ("国（境）外接待费支出", "amount", "1.00"),
        ("国（境）外公务接待", "count", "1"),
    ]  # fmt: skip


def test_shares_of_each_kind_of_purchases(read_text: ReadText) -> None:
    text = (
        "九、政府采购支出情况\n授予中小企业合同金额8.00万元，占政府采购支出总额的80%；货物采购授予中小企业合同金额"
        "占货物支出金额的91%，工程采购授予中小企业合同金额占工程支出金额的92%，服务采购授予中小企业合同金额占"
        "服务支出金额的93%。"
    )
    parsed = read_text(text, "final")
    assert figures(parsed) == [("sme", "amount", "", "8.00"), ("sme", "share", "total", "80")]
    assert [(each.part[:2], each.measure, each.basis, each.reported) for each in parsed.details] == [
        ("货物", "share", "goods", "91"), ("工程", "share", "works", "92"), ("服务", "share", "services", "93"),
    ]  # fmt: skip


def test_types_told_with_commas_between_them(read_text: ReadText) -> None:
    text = (
        "六、一般公共预算财政拨款基本支出决算情况说明\n人员经费9.00万元，主要包括：基本工资4.00万元、奖金3.00万元，"
        "退休费2.00万元，比上年增加0.70万元，某种补助0.60万元。"
    )
    types = [(f.economic_name, f.reported) for f in read_text(text, "final").facts if f.economic_name]
    assert types == [("基本工资", "4.00"), ("奖金", "3.00"), ("退休费", "2.00")]


@pytest.mark.parametrize(
    ("heading", "sentence", "statement"),
    [
        ("一、收入支出总体情况说明", "收入总计9.00万元。", "overall"),
        ("三、“三公”经费支出决算情况说明", "公务接待费支出9.00万元。", "three_public"),
        ("五、一般公共预算“三公”经费支出决算情况说明", "公务接待费支出9.00万元。", "three_public"),
        ("五、“三公”经费财政拨款支出总体情况说明", "公务接待费支出9.00万元。", "three_public"),
        ("三、一般公共决算财政拨款安排的“三公”经费支出决算及增减变动情况说明", "公务接待费9.00万元。", "three_public"),
        ("二、国有资产占有情况", "房屋9.00平方米。", "assets"),
        ("二、部门基本情况", "年末实有人数9人。", "staff"),
        ("四、财政拨款收入决算情况", "一般公共预算财政拨款收入9.00万元。", "appropriation"),
        ("四、财政拨款收入决算情况", "政府性基金预算财政拨款收入9.00万元。", "appropriation"),
        ("七、政府性基金预算收支决算情况说明", "本年收入9.00万元。", "government_fund"),
        ("七、政府性基金预算财政拨款收支决算情况说明", "本年收入9.00万元。", "government_fund"),
        ("七、政府性基金预算财政拨款支出决算总体情况说明", "本年收入9.00万元。", "government_fund"),
        ("八、国有资本经营预算财政拨款支出情况说明", "国有资本经营预算支出9.00万元。", "state_capital"),
        ("八、国有资本经营预算财政拨款支出决算总体情况说明", "国有资本经营预算支出9.00万元。", "state_capital"),
    ],
)
def test_headings_of_final_accounts(read_text: ReadText, heading: str, sentence: str, statement: str) -> None:
    assert [fact.statement for fact in read_text(f"{heading}\n{sentence}", "final").facts] == [statement]
