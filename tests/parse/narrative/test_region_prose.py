"""Wordings of other regions' running text, one by one: what they give and, where they may mean two things, do not."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Parsed

REVENUE = "二、收入预算情况说明"
FINAL_THREE_PUBLIC = "七、财政拨款三公经费支出决算情况说明"


def figures(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    """Item or code, measure, basis and printed number of each fact."""
    return [
        (fact.item or fact.functional_code, fact.measure, fact.basis, f"{'-' if fact.value < 0 else ''}{fact.reported}")
        for fact in parsed.facts
    ]


def outcome(parsed: Parsed, number: str) -> str:
    figure = next(figure for figure in parsed.figures if figure.text == number)
    return figure.reason if figure.outcome == "ignored" else figure.outcome


@pytest.mark.parametrize(
    "comparison", ["比2022年年初预算数", "较2022年年初预算", "与2022年相比，", "比2022年度决算数", "与上年相比"]
)
def test_the_year_before_by_its_number(read_text: ReadText, comparison: str) -> None:
    parsed = read_text(f"{REVENUE}\n2023年收入预算9.50万元，{comparison}减少0.50万元，减幅5%。", "budget")
    assert figures(parsed) == [
        ("total", "amount", "", "9.50"), ("total", "change", "prior_year", "-0.50"),
        ("total", "change_rate", "prior_year", "-5"),
    ]  # fmt: skip


def test_another_year_is_no_year_before(read_text: ReadText) -> None:
    parsed = read_text(f"{REVENUE}\n2023年收入预算9.50万元，比2019年年初预算数减少0.50万元。", "budget")
    assert figures(parsed) == [("total", "amount", "", "9.50")]


def test_the_amount_of_the_year_before_is_not_a_change(read_text: ReadText) -> None:
    text = f"{REVENUE}\n2023年收入预算9.50万元，比2022年年初预算数8.00万元增加1.50万元，增长18.75%。"
    parsed = read_text(text, "budget")
    assert figures(parsed)[1:] == [
        ("total", "change", "prior_year", "1.50"), ("total", "change_rate", "prior_year", "18.75")
    ]  # fmt: skip
    (before,) = parsed.details
    assert (before.kind, before.year, before.item, before.phase) == ("prior_year", 2022, "total", "approved")
    assert (before.reported, before.measure, before.basis) == ("8.00", "amount", "")


def test_a_comparison_behind_a_list_may_be_of_the_whole(read_text: ReadText) -> None:
    text = f"{REVENUE}\n收入预算9.50万元，其中：事业收入4.00万元、其他收入5.50万元，比上年增加1.50万元，增长18.75%。"
    parsed = read_text(text, "budget")
    assert [measure for _, measure, _, _ in figures(parsed)] == ["amount"] * 3
    assert (outcome(parsed, "1.50"), outcome(parsed, "18.75")) == ("unread", "unread")


def test_two_verbs_of_which_none_was_struck_out(read_text: ReadText) -> None:
    parsed = read_text(f"{REVENUE}\n收入预算9.50万元，比上年减少0.50万元，下降（增长）5.26%。", "budget")
    assert outcome(parsed, "0.50") == "fact"
    assert outcome(parsed, "5.26") == "unread"


@pytest.mark.parametrize(("words", "basis"), [
    ("完成年初预算的", "approved"), ("完成预算的", "approved"), ("为年初预算的", "approved"),
    ("完成全年预算的", "adjusted"), ("完成了调整后预算数的", "adjusted"), ("完成年度预算的", "approved"),
    ("预算完成率为", "approved"), ("预算执行率", "approved"),
])  # fmt: skip
def test_how_much_of_the_budget_was_carried_out(read_text: ReadText, words: str, basis: str) -> None:
    text = f"{FINAL_THREE_PUBLIC}\n公务接待费年初预算为2.00万元，支出决算为1.00万元，{words}50%。"
    assert [(f.measure, f.basis, f.phase, f.reported) for f in read_text(text, "final").facts] == [
        ("amount", "", "approved", "2.00"), ("amount", "", "executed", "1.00"),
        ("completion_rate", basis, "executed", "50"),
    ]  # fmt: skip


def test_of_which_budget_is_not_guessed(read_text: ReadText) -> None:
    parsed = read_text(f"{FINAL_THREE_PUBLIC}\n公务接待费支出决算为1.00万元，完成预算的50%。", "final")
    assert [fact.measure for fact in parsed.facts] == ["amount"]
    assert outcome(parsed, "50") == "unread"


def test_a_sentence_that_names_what_the_next_tells(read_text: ReadText) -> None:
    text = f"{FINAL_THREE_PUBLIC}\n（二）公务接待费。2023年年初预算2.00万元。另有一笔。年初预算3.00万元。"
    parsed = read_text(text, "final")
    assert figures(parsed) == [("reception", "amount", "", "2.00")]
    assert outcome(parsed, "3.00") == "unread"


def test_an_unknown_heading_ends_a_section(read_text: ReadText) -> None:
    text = f"{REVENUE}\n收入预算9.50万元。\n三、专项资金情况说明\n事业收入4.00万元。"
    parsed = read_text(text, "budget")
    assert figures(parsed) == [("total", "amount", "", "9.50")]
    assert outcome(parsed, "4.00") == "unread"


def test_what_is_to_be_bought_is_not_what_there_is(read_text: ReadText) -> None:
    text = (
        "六、国有资产占用情况\n本单位共有车辆4辆，其中：机要通信用车1辆。"
        "2023年部门预算安排购置车辆0辆，其中：机要通信用车0辆。"
    )
    assert figures(read_text(text, "budget")) == [
        ("vehicles", "count", "", "4"), ("vehicles_confidential", "count", "", "1"),
        ("planned_vehicle_purchase", "count", "", "0"),
    ]  # fmt: skip


def test_carryovers_by_fund_are_no_revenue_of_the_year(read_text: ReadText) -> None:
    text = f"{REVENUE}\n本年一般公共预算收入4.00万元，占80%；上年结转结余的一般公共预算收入1.00万元，占20%。"
    assert figures(read_text(text, "budget")) == [
        ("general_public_budget", "amount", "", "4.00"), ("general_public_budget", "share", "total", "80"),
        ("opening_carryover", "amount", "", "1.00"), ("opening_carryover", "share", "total", "20"),
    ]  # fmt: skip


GENERAL = "五、一般公共预算拨款支出情况说明"
CHANGES = "4.00万元，较上年增加1.00万元，增长33.33%"


@pytest.mark.parametrize(
    "text",
    [
        "1.事业运行（2010350）{0}，增长的主要原因是：人员增加3人；\n2.住房公积金（2210201）0.50万元，较上年减少0.10万元。",
        "（一）2010350-事业运行{0}。主要用于日常运转。（二）2210201-住房公积金0.50万元，较上年减少0.10万元。",
        "（2010350）事业运行{0}。2210201住房公积金0.50万元，较上年减少0.10万元。",
    ],
)
def test_one_code_and_one_name(read_text: ReadText, text: str) -> None:
    """Seen in city budgets of Shaanxi (behind the name) and Fujian (before it)."""
    assert figures(read_text(f"{GENERAL}\n{text.format(CHANGES)}", "budget")) == [
        ("2010350", "amount", "", "4.00"), ("2010350", "change", "prior_year", "1.00"),
        ("2010350", "change_rate", "prior_year", "33.33"),
        ("2210201", "amount", "", "0.50"), ("2210201", "change", "prior_year", "-0.10"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["2010350-住房公积金", "住房公积金（2010350）", "专项（2010350）"])
def test_a_code_whose_name_is_another_is_no_label(read_text: ReadText, name: str) -> None:
    assert figures(read_text(f"{GENERAL}\n{name}4.00万元。", "budget")) == []


def test_a_code_unknown_to_us_with_its_own_name(read_text: ReadText) -> None:
    text = "1.子虚业务（2019876）4.00万元；2019877乌有业务预算安排5.00万元；3.比上年子虚增加（2019878）6.00万元。"
    parsed = read_text(f"{GENERAL}\n{text}", "budget")
    assert figures(parsed) == [("2019876", "amount", "", "4.00"), ("2019877", "amount", "", "5.00")]
    assert outcome(parsed, "6.00") == "unread"


def test_economic_codes_and_those_of_the_government(read_text: ReadText) -> None:
    """Seen in a city budget of Shaanxi: the same money by both economic classifications."""
    text = (
        f"{GENERAL}\n1.其中：（1）工资福利支出（301）4.00万元，较上年增加1.00万元；"
        "2.其中：（1）机关工资福利支出（501）5.00万元，较上年增加2.00万元。"
    )
    parsed = read_text(text, "budget")
    assert [(f.economic_code, f.economic_name, f.measure, f.reported) for f in parsed.facts] == [
        ("301", "工资福利支出", "amount", "4.00"), ("301", "工资福利支出", "change", "1.00")
    ]  # fmt: skip
    found = [(each.government_code, each.government_name, each.measure, each.reported) for each in parsed.details]
    assert found == [("501", "机关工资福利支出", "amount", "5.00"), ("501", "机关工资福利支出", "change", "2.00")]
    assert {each.economic_code for each in parsed.details} == {""}


def test_an_amount_is_no_code_with_a_name(read_text: ReadText) -> None:
    text = f"{GENERAL}\n一般公共预算支出，年初预算512万元，支出决算508.00万元，完成年初预算的99.22%。"
    parsed = read_text(text, "final")
    assert parsed.details == ()
    assert "512" in {fact.reported for fact in parsed.facts}


def test_behind_a_bracket_the_sentence_speaks_of_the_whole_again(read_text: ReadText) -> None:
    """Seen in a city budget of Guangdong."""
    text = (
        "七、三公经费支出情况说明\n公务用车购置及运行维护费9.00万元（其中：公务用车购置费4.00万元，比上年减少2.00万元；"
        "公务用车运行维护费5.00万元，比上年减少1.00万元）比上年减少3.00万元，下降25%。"
    )
    assert figures(read_text(text, "budget"))[-2:] == [
        ("vehicles", "change", "prior_year", "-3.00"), ("vehicles", "change_rate", "prior_year", "-25")
    ]  # fmt: skip


def test_a_source_is_no_expenditure(read_text: ReadText) -> None:
    """Seen in a city budget of Shaanxi: 一般公共预算拨款 is told as a revenue and as an expenditure."""
    text = "四、财政拨款收支情况\n一般公共预算拨款支出4.00万元。"
    assert all(fact.direction != "revenue" for fact in read_text(text, "budget").facts)


def test_numbers_of_paragraphs_are_no_figures(read_text: ReadText) -> None:
    parsed = read_text(f"{REVENUE}\n包括：（1）事业收入4.00万元。（2）其他收入5.50万元。\n（3）如下", "budget")
    assert figures(parsed) == [("service_income", "amount", "", "4.00"), ("other_income", "amount", "", "5.50")]
    assert [outcome(parsed, number) for number in "123"] == ["numbering"] * 3


THREE_PUBLIC = "七、三公经费支出情况"


@pytest.mark.parametrize(
    "comparison",
    [
        "同比",
        "较去年",
        "与2022年部门预算相比",
        "比2022年预算数",
        "同上年执行数对比，",
        "较上年度年初预算",
        "比上年决算数",
    ],
)
def test_comparisons_of_every_make(read_text: ReadText, comparison: str) -> None:
    """Seen in budgets of Guangxi, Sichuan, Anhui, Tianjin, Chongqing and Fujian, in one or another make."""
    text = f"{THREE_PUBLIC}\n公务接待费4.00万元，{comparison}减少1.00万元，{comparison}下降20%。"
    assert figures(read_text(text, "budget")) == [
        ("reception", "amount", "", "4.00"), ("reception", "change", "prior_year", "-1.00"),
        ("reception", "change_rate", "prior_year", "-20"),
    ]  # fmt: skip


def test_the_amount_of_before_with_a_particle(read_text: ReadText) -> None:
    """Seen in a district's account of Sichuan."""
    text = f"{THREE_PUBLIC}\n三公经费预算总额为4.00万元，较2022年年初预算的5.00万元减少1.00万元，同比下降20%。"
    parsed = read_text(text, "budget")
    assert [measure for _, measure, _, _ in figures(parsed)] == ["amount", "change", "change_rate"]
    assert [(each.kind, each.year, each.phase, each.reported) for each in parsed.details] == [
        ("prior_year", 2022, "approved", "5.00")
    ]  # fmt: skip


def test_a_change_behind_parts_is_of_none_of_them_for_sure(read_text: ReadText) -> None:
    """Seen in a school's budget of Chongqing: the change is of the whole, whose parts stand between."""
    text = "二、收支总体情况\n收入预算：4.00万元，其中：事业收入1.00万元，其他收入3.00万元。较2022年增加0.50万元。"
    parsed = read_text(text, "budget")
    assert [measure for _, measure, _, _ in figures(parsed)] == ["amount"] * 3
    assert outcome(parsed, "0.50") == "unread"


def test_a_change_in_the_next_sentence_of_the_one_thing_named(read_text: ReadText) -> None:
    text = f"{THREE_PUBLIC}\n公务接待费4.00万元。较2022年减少0.00万元，主要是厉行节约。"
    parsed = read_text(text, "budget")
    assert figures(parsed)[1:] == [("reception", "change", "prior_year", "0.00")]
    assert str(parsed.facts[1].value) in {"0", "0.00"}
    assert [(text.role, text.content) for text in parsed.texts] == [("change_reason", "厉行节约")]


def test_what_an_amount_mainly_is(read_text: ReadText) -> None:
    parsed = read_text(
        f"{THREE_PUBLIC}\n公务接待费4.00万元，主要是用于接待检查。公务用车购置经费1.00万元，主要是更新。", "budget"
    )
    assert [(text.role, text.content) for text in parsed.texts] == [("allocation", "接待检查"), ("allocation", "更新")]


def test_a_word_of_ours_inside_a_longer_one(read_text: ReadText) -> None:
    """基本支出 of the general public budget is not that of all money."""
    text = "二、收支总体情况\n年内一般公共预算安排基本支出4.00万元；年内一般公共预算基本支出5.00万元。"
    assert figures(read_text(text, "budget")) == []


def test_shares_and_sums_of_a_budget_in_yuan(read_text: ReadText) -> None:
    """Seen in a town's unit budget of Guangxi."""
    text = (
        "三、单位支出总体情况说明\n2023年支出总预算800.50元。基本支出预算600.50元，占支出总预算的75.02%，"
        "同比减少20.10元，下降3.24%；项目支出预算200.00元，占支出总预算的24.98%，同比无增减变化。\n"
        "二、单位收入总体情况说明\n2023年收入总预算800.50元。\n"
        "五、一般公共预算支出情况说明\n2023年一般公共预算支出700.50元。项目支出预算100.00元，占一般公共预算支出的14.28%。"
    )
    assert figures(read_text(text, "budget")) == [
        ("total", "amount", "", "800.50"), ("basic", "amount", "", "600.50"), ("basic", "share", "total", "75.02"),
        ("basic", "change", "prior_year", "-20.10"), ("basic", "change_rate", "prior_year", "-3.24"),
        ("project", "amount", "", "200.00"), ("project", "share", "total", "24.98"),
        ("project", "change", "prior_year", "0"), ("total", "amount", "", "800.50"),
        ("total", "amount", "", "700.50"), ("project", "amount", "", "100.00"), ("project", "share", "total", "14.28"),
    ]  # fmt: skip


def test_three_public_expenses_by_their_fund(read_text: ReadText) -> None:
    """Seen in budgets of Anhui, Guangxi and Fujian."""
    text = (
        f"{THREE_PUBLIC}\n一般公共预算安排的三公经费支出共计9.00万元。使用一般公共预算拨款安排的三公经费预算数为8.00万元。"
        "单位预算全口径安排三公经费支出预算7.00万元。公务用车运行经费2.00万元，公务用车购置经费1.00万元。"
    )
    assert figures(read_text(text, "budget")) == [
        ("total", "amount", "", "9.00"), ("total", "amount", "", "8.00"), ("total", "amount", "", "7.00"),
        ("vehicle_operation", "amount", "", "2.00"), ("vehicle_purchase", "amount", "", "1.00"),
    ]  # fmt: skip


def test_purchases_people_and_targets(read_text: ReadText) -> None:
    """Seen in budgets of Guangxi, Chongqing and Sichuan."""
    text = (
        "（二）政府采购预算安排情况说明\n其中：货物类采购1.00万元，占政府采购预算50%；工程类采购0.50万元；服务类采购0.50万元。\n"
        "一、人员情况说明\n核定人员编制30人，实有职工28人。\n"
        "（四）预算绩效情况\n开展绩效目标管理的项目3个，涉及预算9.00万元。\n"
        "（三）国有资产的总体情况说明\n单位价值50万元以上某种设备0台。"
    )
    parsed = read_text(text, "budget")
    assert figures(parsed) == [
        ("goods", "amount", "", "1.00"), ("goods", "share", "total", "50"), ("works", "amount", "", "0.50"),
        ("services", "amount", "", "0.50"), ("authorized_posts", "count", "", "30"), ("headcount", "count", "", "28"),
        ("projects", "count", "", "3"), ("total", "amount", "", "9.00"),
    ]  # fmt: skip
    assert outcome(parsed, "0") == "unread"


def test_vehicles_to_buy_by_kind(read_text: ReadText) -> None:
    """Seen in a unit budget of Fujian: what is to be bought is listed by kind too."""
    text = "六、国有资产占用情况\n2023年单位预算安排购置车辆1辆，其中：机要通信用车0辆、其他用车1辆。"
    parsed = read_text(text, "budget")
    assert figures(parsed) == [("planned_vehicle_purchase", "count", "", "1")]
    assert [(each.kind, each.statement, each.item, each.reported) for each in parsed.details] == [
        ("planned_asset", "assets", "vehicles_confidential", "0"), ("planned_asset", "assets", "vehicles_other", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["二、2023年一般公共预算三公经费支出预算情况说明", "（二）三公经费预算情况说明", "七、三公经费情况说明"]
)
def test_headings_of_the_three_expenses(read_text: ReadText, heading: str) -> None:
    """Seen in budgets of Anhui and Guangxi."""
    parsed = read_text(f"八、其他重要事项情况说明\n接待费9.00万元。\n{heading}\n公务接待费4.00万元。", "budget")
    assert [(fact.statement, fact.reported) for fact in parsed.facts] == [("three_public", "4.00")]


def test_the_classes_of_functions_by_name_alone(read_text: ReadText) -> None:
    """Seen in unit budgets of Chongqing: the budget of a 类 in the first section."""
    text = (
        "二、单位收支总体情况\n（二）支出预算：9.00万元，其中：一般公共服务支出预算0万元，教育支出预算7.00万元，"
        "社会保障和就业支出预算2.00万元。支出预算较2022年增加1.00万元，主要是基本支出增加0.50万元。"
    )
    parsed = read_text(text, "budget")
    assert figures(parsed) == [
        ("total", "amount", "", "9.00"), ("201", "amount", "", "0"), ("205", "amount", "", "7.00"),
        ("208", "amount", "", "2.00"), ("total", "change", "prior_year", "1.00"),
    ]  # fmt: skip
    assert outcome(parsed, "0.50") == "explanation"


def test_meetings_training_and_consigned_work(read_text: ReadText) -> None:
    """Seen in budgets of Jiangsu and Shaanxi (meetings), Shandong, Guangdong and Fujian (consigned work)."""
    text = (
        "十、三公经费及会议费、培训费情况说明\n本单位一般公共预算拨款安排的会议费预算支出1.00万元，比上年减少0.50万元。"
        "本单位当年一般公共预算培训费预算支出2.00万元。\n"
        "六、委托业务费安排情况\n本单位一般公共预算安排委托业务费3.00万元。委托业务费财政拨款预算为4.00万元。"
        "委托业务费预算总额5.00万元。\n"
        "十、政府性基金预算支出情况说明\n2023年政府性基金预算支出6.00万元。\n"
        "十一、国有资本经营预算拨款情况说明\n2023年国有资本经营预算支出7.00万元。"
    )
    facts = read_text(text, "budget").facts
    assert [(f.statement, f.economic_code, f.economic_name, f.fund, f.measure, f.reported) for f in facts] == [
        ("general_public", "30215", "会议费", "general_public_budget", "amount", "1.00"),
        ("general_public", "30215", "会议费", "general_public_budget", "change", "0.50"),
        ("general_public", "30216", "培训费", "general_public_budget", "amount", "2.00"),
        ("expenditure", "30227", "委托业务费", "general_public_budget", "amount", "3.00"),
        ("expenditure", "30227", "委托业务费", "fiscal_appropriation", "amount", "4.00"),
        ("expenditure", "30227", "委托业务费", "", "amount", "5.00"),
        ("government_fund", "", "", "government_fund", "amount", "6.00"),
        ("state_capital", "", "", "state_capital", "amount", "7.00"),
    ]


def test_what_is_to_be_bought_in_a_year(read_text: ReadText) -> None:
    """Seen in a city budget of Beijing."""
    text = "六、国有资产占用情况\n2023年预算安排中，购置单位价值100万元以上的设备6台（套）。"
    assert figures(read_text(text, "budget")) == [("planned_equipment_over_1m", "count", "", "6")]


@pytest.mark.parametrize("heading", ["一、收入支出决算总体情况说明", "二、收入决算情况说明"])
def test_appropriations_by_budget_are_not_all_appropriations(read_text: ReadText, heading: str) -> None:
    """Seen in final accounts of Sichuan."""
    text = (
        f"{heading}\n本年收入合计9.00万元，其中：一般公共预算财政拨款收入6.00万元，政府性基金预算财政拨款收入2.00万元，"
        "国有资本经营预算财政拨款收入1.00万元。"
    )
    assert [(fact.item, fact.fund, fact.reported) for fact in read_text(text, "final").facts[1:]] == [
        ("general_public_budget", "general_public_budget", "6.00"),
        ("government_fund", "government_fund", "2.00"),
        ("state_capital", "state_capital", "1.00"),
    ]


def test_another_year_is_another_report(read_text: ReadText) -> None:
    """Seen in a development zone's account of Inner Mongolia: the year before, told in the same words."""
    text = (
        f"{THREE_PUBLIC}\n2023年度三公经费预算总计9.00万元，其中：公务用车运行费用4.00万元，较上年同期增加1.00万元，"
        "主要原因为车辆老化。2021年度三公经费合计支出8.00万元，其中：公务接待费3.00万元。"
    )
    parsed = read_text(text, "budget")
    assert figures(parsed) == [
        ("total", "amount", "", "9.00"), ("vehicle_operation", "amount", "", "4.00"),
        ("vehicle_operation", "change", "prior_year", "1.00"),
    ]  # fmt: skip
    assert (outcome(parsed, "8.00"), outcome(parsed, "3.00")) == ("unread", "unread")
    assert [text.content for text in parsed.texts] == ["车辆老化"]


@pytest.mark.parametrize("words", ["截至2022年底，本单位车辆4辆。", "2022年末车辆4辆。"])
def test_what_there_is_at_a_years_end(read_text: ReadText, words: str) -> None:
    text = f"六、国有资产占用情况\n{words}"
    assert [number for _, _, _, number in figures(read_text(text, "budget"))] == ["4"]


def test_a_second_number_of_one_asset_is_of_something_else(read_text: ReadText) -> None:
    """The first words of a list of purchases were lost, or another unit's list follows."""
    text = "六、国有资产占用情况\n本单位共有车辆4辆，其中：其他用车4辆。其中：其他用车1辆。"
    parsed = read_text(text, "budget")
    assert [number for _, _, _, number in figures(parsed)] == ["4", "4"]
    assert outcome(parsed, "1") == "unread"


def test_a_source_that_expenditure_is_made_from_is_no_revenue(read_text: ReadText) -> None:
    sources = "其中：事业收入4.00万元、其他收入5.50万元"
    text = f"一、收支预算总体情况说明\n本部门预算收入9.50万元，{sources}；本部门预算支出9.50万元，{sources}。"
    parsed = read_text(text, "budget")
    assert [(fact.direction, fact.item) for fact in parsed.facts] == [
        ("revenue", "total"), ("revenue", "service_income"), ("revenue", "other_income"), ("expenditure", "total")
    ]  # fmt: skip


def test_what_no_item_has_gives_no_explanation(read_text: ReadText) -> None:
    """A text of it would name an item that is not in the lists, or explain the whole statement."""
    title = "六、国有资产占用情况说明"
    other = read_text(f"{title}\n固定资产金额3.20万元，2026年拟购置固定资产1.50万元，主要是办公桌椅。", "budget")
    assert [(each.statement, each.item, each.content) for each in other.texts] == []
    known = read_text(f"{title}\n固定资产金额3.20万元，公务用车2辆，主要是一般公务用车。", "budget")
    assert [(each.statement, each.role) for each in known.texts] == [("assets", "allocation")]
