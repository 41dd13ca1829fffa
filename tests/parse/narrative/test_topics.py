"""Parts of a report by what they speak of: headings of other kinds, and sentences where no heading says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.parse.conftest import ReadText
from tests.parse.forms.test_grid import read
from tests.parse.narrative.test_region_prose import figures, outcome

from disclosure.model import Parsed

__all__ = ["read"]  # the fixture

MATTERS = "（十）其他重要事项的情况说明"
GENERAL = "五、一般公共预算拨款支出情况说明"


def stated(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    """Statement, item or code, fund and printed number of each amount or count."""
    return [
        (f.statement, f.item or f.functional_code or f.economic_code, f.fund, f.reported)
        for f in parsed.facts if f.measure in ("amount", "count")
    ]  # fmt: skip


def test_numbered_lines_below_a_heading_without_a_topic(read_text: ReadText) -> None:
    """Seen in budgets of Zhejiang."""
    text = (
        f"{MATTERS}\n1.机关运行经费。\n2023年本单位机关运行经费财政拨款预算9.00万元，比上年预算增加1.00万元。\n"
        "2.政府采购情况。\n政府采购预算总额8.00万元，其中：政府采购货物预算3.00万元。\n"
        "3.国有资产占有使用情况。\n共有车辆3辆，其中，机要通信用车及应急保障用车0辆、一般执法执勤用车1辆、老干部服务用车0辆、"
        "行政执法专用车6辆。单位价值50万元以上通用设备1台（套），单位价值100万元以上专用设备0台（套）。\n"
        "4.预算绩效情况说明。\n本单位其他运转类项目和特定目标类项目均实行绩效目标管理，共计7个一级项目，涉及资金6.00万元。\n5.委托业务费安排情况\n委托业务费财政拨款总额5.00万元。"
    )
    parsed = read_text(text, "budget")
    assert stated(parsed) == [
        ("operating", "total", "", "9.00"), ("procurement", "total", "", "8.00"), ("procurement", "goods", "", "3.00"),
        ("assets", "vehicles", "", "3"), ("assets", "vehicles_law_enforcement", "", "1"),
        ("assets", "vehicles_retired", "", "0"), ("assets", "equipment_over_500k", "", "1"),
        ("assets", "equipment_over_1m", "", "0"), ("performance", "projects", "", "7"),
        ("performance", "total", "", "6.00"), ("expenditure", "30227", "fiscal_appropriation", "5.00"),
    ]  # fmt: skip
    assert [(each.kind, each.part, each.reported) for each in parsed.details] == [
        ("part", "机要通信用车及应急保障用车", "0"), ("part", "行政执法专用车", "6"),
    ]  # fmt: skip


def test_a_numbered_line_within_a_topic_is_not_a_heading(read_text: ReadText) -> None:
    text = f"{GENERAL}\n1.政府采购情况\n一般公共预算支出9.00万元。"
    assert stated(read_text(text, "budget")) == [("general_public", "total", "general_public_budget", "9.00")]


@pytest.mark.parametrize(
    ("heading", "fund"),
    [
        ("（九）关于2023年一般公共预算“三公”经费预算情况说明", "general_public_budget"),
        ("六、部门预算“三公”经费等预算情况说明", "fiscal_appropriation"),
        ("一、2023年“三公”经费预算情况说明", "fiscal_appropriation"),
    ],
)
def test_the_three_expenses_are_a_topic_whatever_is_named_before(read_text: ReadText, heading: str, fund: str) -> None:
    text = f"八、政府性基金预算支出情况\n无。\n{heading}\n2023年“三公”经费预算数为9.00万元。公务接待费4.00万元。"
    assert stated(read_text(text, "budget")) == [
        ("three_public", "total", fund, "9.00"), ("three_public", "reception", fund, "4.00")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "一般公共预算安排的三公经费", "一般公共预算拨款安排的“三公”经费", "通过一般公共预算财政拨款安排的“三公”经费",
        "一般公共预算财政拨款“三公”经费",
    ],
)  # fmt: skip
def test_the_fund_named_with_the_whole_is_that_of_its_parts(read_text: ReadText, words: str) -> None:
    text = f"二、三公经费支出情况\n2023年{words}预算共9.00万元。其中：\n1.公务接待费4.00万元。"
    assert [fund for *_, fund, _ in stated(read_text(text, "budget"))] == ["general_public_budget"] * 2


def test_a_list_of_purchases_by_fund(read_text: ReadText) -> None:
    """Seen in budgets of Chongqing."""
    text = (
        "（二）政府采购情况。\n政府采购预算总额9.00万元：政府采购货物预算5.00万元、政府采购服务预算4.00万元；"
        "其中一般公共预算拨款政府采购6.00万元：政府采购货物预算2.00万元、政府采购服务预算4.00万元。"
        "拟购买服务1.00万元。"
    )
    assert [row[1:] for row in stated(read_text(text, "budget"))] == [
        ("total", "", "9.00"), ("goods", "", "5.00"), ("services", "", "4.00"),
        ("total", "general_public_budget", "6.00"), ("goods", "general_public_budget", "2.00"),
        ("services", "general_public_budget", "4.00"), ("services", "", "1.00"),
    ]  # fmt: skip


def test_sentences_of_a_section_without_a_topic(read_text: ReadText) -> None:
    """Seen in budgets of Chongqing: both funds in paragraphs of one section."""
    text = (
        "三、财政拨款情况说明\n2023年一般公共预算财政拨款支出9.00万元，比2022年增加1.00万元。其中：基本支出6.00万元，"
        "主要用于保障运转，比2022年减少2.00万元；项目支出3.00万元。\n"
        "2023年政府性基金预算支出5.00万元。\n全年接待群众4.00万人次，其中：项目支出7.00万元。"
    )
    parsed = read_text(text, "budget")
    assert stated(parsed) == [
        ("general_public", "total", "general_public_budget", "9.00"),
        ("general_public", "basic", "general_public_budget", "6.00"),
        ("general_public", "project", "general_public_budget", "3.00"),
        ("government_fund", "total", "government_fund", "5.00"),
    ]
    assert ("basic", "change", "prior_year", "-2.00") in figures(parsed)
    assert outcome(parsed, "7.00") == "unread"
    assert {each.reason for each in parsed.refusals if each.title == "other"} == {"no_topic"}


def test_a_budget_told_in_one_section(read_text: ReadText) -> None:
    """Seen in units of Shanghai, whose heading has no number, behind a glossary."""
    text = (
        "三、名词解释\n（八）机关运行经费：指行政单位的日常公用经费支出。\n2023年单位预算编制说明\n"
        "2023年，本单位收入预算9.00万元，其中：财政拨款收入7.00万元，比2022年预算增加1.00万元；事业收入为0；其他收入2.00万元。\n"
        "支出预算9.00万元，其中：财政拨款支出预算7.00万元。财政拨款支出预算中，一般公共预算拨款支出预算6.00万元；"
        "政府性基金拨款支出预算为0；国有资本经营预算拨款支出预算1.00万元。\n财政拨款支出主要内容如下：\n"
        "1.“一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）”5.00万元，主要用于运转。\n"
        "2.“住房保障支出”科目2.00万元，主要用于住房。"
    )
    parsed = read_text(text, "budget")
    assert stated(parsed) == [
        ("overall", "total", "", "9.00"), ("overall", "fiscal_appropriation", "fiscal_appropriation", "7.00"),
        ("overall", "service_income", "", "0"), ("overall", "other_income", "", "2.00"),
        ("overall", "total", "", "9.00"),
        ("overall", "fiscal_appropriation", "fiscal_appropriation", "7.00"),
        ("overall", "general_public_budget", "general_public_budget", "6.00"),
        ("overall", "government_fund", "government_fund", "0"), ("overall", "state_capital", "state_capital", "1.00"),
        ("appropriation", "2010301", "fiscal_appropriation", "5.00"),
        ("appropriation", "221", "fiscal_appropriation", "2.00"),
    ]  # fmt: skip
    zero = next(fact for fact in parsed.facts if fact.item == "service_income")
    assert (zero.unit, zero.reported, zero.reported_unit) == ("元", "0", "")


def test_a_page_saved_as_one_line(read_text: ReadText) -> None:
    """Seen in final accounts of a zone of Fujian: the headings are within the line."""
    text = (
        "标题：某单位2023年度部门决算说明 "
        + "本单位做了许多工作。" * 40
        + "四、2023年决算收支总体情况2023年本单位年初结转和结余1.00万元，"
        "本年收入9.00万元，本年支出8.00万元。（一）2023年本年收入9.00万元，具体情况如下：1.财政拨款收入7.00万元。"
        "（二）2023年本年支出8.00万元：1.基本支出5.00万元。其中：人员支出3.00万元，公用支出2.00万元。2.上缴上级支出0万元。"
        "3.经营支出0万元。4.对附属单位补助支出0万元。七、“三公”经费公共财政拨款支出决算情况2023年“三公”经费公共财政拨款支出4.00万元，"
        "同比下降9.1%。八、政府采购支出、国有资产占用情况说明（一）政府采购支出情况2023年政府采购支出总额6.00万元。"
        "（二）国有资产占用情况本单位共有车辆2辆。"
    )
    assert [row[:2] + row[3:] for row in stated(read_text(text, "final"))] == [
        ("overall", "opening_carryover", "1.00"), ("overall", "current_year", "9.00"),
        ("overall", "current_year", "8.00"),
        ("overall", "current_year", "9.00"), ("overall", "fiscal_appropriation", "7.00"),
        ("overall", "current_year", "8.00"), ("overall", "basic", "5.00"), ("overall", "total", "3.00"),
        ("overall", "total", "2.00"), ("overall", "remittance_to_superior", "0"),
        ("overall", "business_expenditure", "0"),
        ("overall", "subsidy_to_subsidiaries", "0"), ("three_public", "total", "4.00"),
        ("procurement", "total", "6.00"), ("assets", "vehicles", "2"),
    ]  # fmt: skip


def test_a_breakdown_by_use_keeps_its_type(read_text: ReadText) -> None:
    """Seen in budgets of Zhejiang."""
    text = (
        "（三）关于2023年支出预算情况说明\n2.按支出用途分类，包括人员支出5.00万元，占50%；日常公用支出3.00万元，占30%；"
        "项目支出2.00万元，占20%。\n结转下年0万元。"
    )
    facts = read_text(text, "budget").facts
    assert [(f.measure, f.expenditure_type, f.basis, f.reported) for f in facts] == [
        ("amount", "basic_personnel", "", "5.00"), ("share", "basic_personnel", "total", "50"),
        ("amount", "basic_operating", "", "3.00"), ("share", "basic_operating", "total", "30"),
        ("amount", "project", "", "2.00"), ("share", "project", "total", "20"), ("amount", "", "", "0"),
    ]  # fmt: skip


def test_fiscal_money_before_a_total_is_not_all_money(read_text: ReadText) -> None:
    parsed = read_text("一、收支预算情况说明\n财政拨款总支出7.00万元，财政拨款支出总预算8.00万元。", "budget")
    assert parsed.facts == ()


def test_an_economic_part_of_a_function_is_not_the_function(read_text: ReadText) -> None:
    """Seen in final accounts of a zone of Fujian."""
    text = (
        f"{GENERAL}\n（一）2050102一般行政管理事务工资福利支出7.00万元，比上年减少1.00万元。"
        "2010350事业运行商品和服务支出6.00万元。"
    )
    assert read_text(text, "budget").facts == ()


def test_posts_and_people_behind_a_list_of_offices(read_text: ReadText) -> None:
    """Seen in budgets of Shenzhen."""
    text = (
        "第一部分 部门概况\n二、部门机构设置\n本单位设办公室等，共12个处室。\n"
        "行政和事业编制人员以及其他人员等共90人；离休0人，退休43人。"
    )
    assert stated(read_text(text, "budget")) == [
        ("staff", "offices", "", "12"), ("staff", "headcount", "", "90"), ("staff", "veteran_retired", "", "0"),
        ("staff", "retired", "", "43"),
    ]  # fmt: skip


def test_money_and_projects_with_targets(read_text: ReadText) -> None:
    """Seen in budgets of Shenzhen, Jiangsu, Shandong, Shanghai and Chongqing."""
    text = (
        "（四）预算绩效情况\n所有项目支出预算纳入部门预算绩效管理，涉及预算资金9.00万元，设置并编报8个项目绩效目标。\n"
        "本单位共7个项目纳入绩效目标管理，涉及财政性资金合计6.00万元。本单位编报绩效目标的项目共5个，涉及项目预算资金4.00万元。"
        "项目支出均实行了绩效目标管理。政策和项目全面实施绩效目标管理，涉及预算项目支出3个。"
    )
    rows = [(item, number) for _, item, _, number in stated(read_text(text, "budget"))]
    assert ("total", "9.00") in rows
    assert ("projects", "8") in rows
    assert ("total", "6.00") in rows
    assert ("projects", "5") in rows


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        (
            "二、部门收支总体情况",
            "收入预算：9.00万元，其中：一般公共预算拨款6.00万元，政府性基金预算拨款1.00万元，事业收入资金1.00万元。",
            ["total", "general_public_budget", "government_fund", "service_income"],
        ),
        (
            "二、部门收支总体情况",
            "其他收入资金1.00万元。结转下年支出0.00万元。",
            ["other_income", "closing_carryover"],
        ),
        ("三、预算单位收入情况", "政府性基金预算收入1.00万元。", ["government_fund"]),
        ("四、预算单位支出情况", "基本支出1.00万元，其中结转下年资金0.00万元。", ["basic", "closing_carryover"]),
        ("四、财政拨款收支情况", "收入包括：一般公共预算当年拨款收入6.00万元。", ["general_public_budget"]),
        (GENERAL, "一般公共预算当年拨款9.00万元。", ["total"]),
        ("（一）机关运行经费。", "一般公共预算财政拨款运行经费9.00万元。", ["total"]),
        ("（三）国有资产占用情况", "省部级领导干部用车1辆。", ["vehicles_ministerial"]),
        ("六、三公经费支出情况", "安排车辆经费3.00万元，其中车辆运行费2.00万元。", ["vehicles", "vehicle_operation"]),
        ("六、三公经费支出情况", "三公经费预算数8.00万元。", ["total"]),
    ],
)  # fmt: skip
def test_words_of_other_regions(read_text: ReadText, heading: str, text: str, expected: list[str]) -> None:
    facts = read_text(f"{heading}\n{text}", "budget").facts
    assert [fact.item for fact in facts if fact.measure in ("amount", "count")] == expected


def test_the_parts_of_an_amount_are_of_its_fund(read_text: ReadText) -> None:
    """Seen in budgets of Yunnan: both all money and the fiscal appropriation in one section."""
    text = (
        "三、预算单位收入情况\n2023年单位财务总收入9.00万元，其中：一般公共预算6.00万元，事业收入3.00万元。\n"
        "2023年单位财政拨款收入6.00万元，其中：本年收入5.00万元。本年收入9.00万元。\n"
        "四、预算单位支出情况\n财政拨款安排支出6.00万元，其中：基本支出4.00万元，与上年对比增加1.00万元；项目支出2.00万元。\n"
        "一般公共服务支出-审计事务-行政运行3.00万元，主要用于运转。社会保障和就业支出-某某支出-某某支出0.50万元。"
    )
    parsed = read_text(text, "budget")
    assert stated(parsed) == [
        ("revenue", "total", "", "9.00"), ("revenue", "general_public_budget", "general_public_budget", "6.00"),
        ("revenue", "service_income", "", "3.00"), ("revenue", "fiscal_appropriation", "fiscal_appropriation", "6.00"),
        ("revenue", "current_year", "fiscal_appropriation", "5.00"), ("revenue", "current_year", "", "9.00"),
        ("appropriation", "total", "fiscal_appropriation", "6.00"),
        ("appropriation", "basic", "fiscal_appropriation", "4.00"),
        ("appropriation", "project", "fiscal_appropriation", "2.00"),
        ("appropriation", "2010801", "fiscal_appropriation", "3.00"),
    ]  # fmt: skip
    assert outcome(parsed, "0.50") == "unread"


@pytest.mark.parametrize(
    "items", ["1.财政拨款收入9.00万元，其中政府性基金1.00万元。2.", "财政拨款收入9.00万元，其中本级1.00万元；"]
)
def test_a_list_goes_on_behind_the_parts_of_one_of_its_items(read_text: ReadText, items: str) -> None:
    """Seen in final accounts of a zone of Fujian."""
    parsed = read_text(f"一、收支总体情况\n{items}事业收入2.00万元。", "final")
    found = stated(parsed)
    assert found[0] == ("overall", "fiscal_appropriation", "fiscal_appropriation", "9.00")
    assert found[-1] == ("overall", "service_income", "", "2.00")
    assert found[1:-1] in ([], [("overall", "government_fund", "government_fund", "1.00")])


def test_parts_of_an_amount_that_is_not_read_are_not_read(read_text: ReadText) -> None:
    """Seen in budgets of Shenzhen: the parts of a subordinate unit's budget."""
    text = (
        "三、支出预算情况说明\n某某管理中心预算9.00万元，其中：基本支出4.00万元、项目支出5.00万元；教育支出（类）2.00万元。"
        "本单位支出预算20.00万元，其中：基本支出8.00万元。"
    )
    parsed = read_text(text, "budget")
    assert [row[1:] for row in stated(parsed)] == [("205", "", "2.00"), ("total", "", "20.00"), ("basic", "", "8.00")]
    reasons = {each.words[-4:]: each.reason for each in parsed.refusals}
    assert reasons["基本支出"] == reasons["项目支出"] == "which_whole"


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1，799.35万元", "17993500"), ("1，201，799.3万元", "12017993000"), ("1，799.35元", "1799.35")],
)
def test_thousands_between_chinese_commas(read_text: ReadText, printed: str, value: str) -> None:
    """Seen in final accounts of a zone of Fujian."""
    facts = read_text(f"一、收支总体情况\n本年收入{printed}，增长34.69％。", "final").facts
    assert f"{facts[0].value.normalize():f}" == value
    assert facts[0].quote == f"本年收入{printed}"


@pytest.mark.parametrize(
    "printed", ["1，799万元", "5，1，799.35万元", "1，7990.35万元", "1，799.35", "1，799.35%", "1，799.355万元"]
)
def test_commas_that_may_separate_numbers_stay_open(read_text: ReadText, printed: str) -> None:
    assert read_text(f"一、收支总体情况\n本年收入{printed}。", "final").facts == ()


def test_nothing_goes_on_behind_a_table(read: Callable[..., Parsed]) -> None:
    lines = ("一、收支预算总体情况说明", "收入预算5.00万元。")
    rows = (("序号", "名称"), ("甲", "乙"))
    assert len(read(((*lines, "与上年持平。"), rows)).facts) == 2
    assert [fact.measure for fact in read((lines, rows), (("与上年持平。",), rows)).facts] == ["amount"]


def test_a_text_without_headings_is_read_by_its_sentences(read_text: ReadText) -> None:
    """Final accounts of 2013 to 2015 as prose. A numbered paragraph that names no topic ends the one before."""
    text = (
        "某处现有下设3个处室。\n一、2023年年初结转结余9.00万元，本年收入8.00万元，本年支出7.00万元。\n"
        "（二）政府性基金预算财政拨款年初结转结余万元，本年收入3.00万元，本年支出3.00万元。\n"
        "二、2023年基本支出5.00万元，项目支出2.00万元。\n三、2023年“三公”经费支出1.00万元。"
    )
    parsed = read_text(text, "final")
    assert stated(parsed) == [
        ("overall", "opening_carryover", "", "9.00"), ("overall", "current_year", "", "8.00"),
        ("overall", "current_year", "", "7.00"),
        ("government_fund", "current_year", "government_fund", "3.00"),
        ("government_fund", "total", "government_fund", "3.00"),
        ("three_public", "total", "fiscal_appropriation", "1.00"),
    ]  # fmt: skip


OVERALL = "一、收入支出决算总体情况说明\n2023年本年收入9.00万元，本年支出8.00万元。\n"


@pytest.mark.parametrize("fund", ["一般公共预算财政拨款", "公共预算财政拨款", "政府性基金预算财政拨款"])
def test_totals_of_an_item_on_one_fund_are_not_those_of_all_money(read_text: ReadText, fund: str) -> None:
    """Nor are those of the items behind it, which name no fund: either may be meant."""
    text = f"{OVERALL}（一）{fund}年初结转结余1.00万元，本年收入7.00万元。\n（二）本年支出6.00万元。"
    parsed = read_text(text, "final")
    assert [number for *_, number in stated(parsed) if number in ("6.00", "7.00")] == []
    assert outcome(parsed, "7.00") == outcome(parsed, "6.00") == "unread"
    assert ("overall", "current_year", "", "9.00") in stated(parsed)


def test_items_on_all_money_are_read(read_text: ReadText) -> None:
    parsed = read_text(f"{OVERALL}（一）本年收入9.00万元。\n（二）本年支出8.00万元。", "final")
    assert [number for *_, number in stated(parsed)] == ["9.00", "8.00", "9.00", "8.00"]


@pytest.mark.parametrize("joint", ["和", "与", "及"])
def test_an_amount_of_two_things_is_neither_ones(read_text: ReadText, joint: str) -> None:
    parsed = read_text(f"{OVERALL}基本支出{joint}项目支出6.50万元。上缴上级支出0.50万元。", "final")
    assert [number for *_, number in stated(parsed)] == ["9.00", "8.00", "0.50"]


def test_revenue_and_expenditure_of_a_fund_named_as_final_accounts(read_text: ReadText) -> None:
    """收入决算 is not a second 年初结转: seen in final accounts of Shaanxi."""
    text = (
        "七、政府性基金预算财政拨款收入支出决算情况说明\n2023年度政府性基金预算财政拨款年初结转和结余3.00万元，收入决算8.00万元，"
        "支出决算9.00万元，年末结转和结余2.00万元。"
    )
    assert [row[:2] + row[3:] for row in stated(read_text(text, "final"))] == [
        ("government_fund", "opening_carryover", "3.00"), ("government_fund", "current_year", "8.00"),
        ("government_fund", "total", "9.00"), ("government_fund", "closing_carryover", "2.00"),
    ]  # fmt: skip


def test_public_finance_is_the_general_public_budget(read_text: ReadText) -> None:
    """公共财政 was the name until 2015; seen in final accounts of Fujian."""
    text = "五、公共财政拨款支出决算情况\n2023年公共财政拨款支出8.00万元，比上年决算数增加1.00万元。"
    assert [row[:2] + row[3:] for row in stated(read_text(text, "final"))][:1] == [("general_public", "total", "8.00")]


def test_a_part_reserved_for_micro_firms_is_not_all_procurement(read_text: ReadText) -> None:
    """Seen in budgets of Shanghai."""
    text = (
        "三、政府采购预算情况\n2023年本部门政府采购预算9.00万元。本部门面向中小企业预留政府采购项目预算金额4.00万元，"
        "其中，预留给小型和微型企业的政府采购项目预算为3.00万元。"
    )
    assert [row[:2] + row[3:] for row in stated(read_text(text, "budget"))] == [
        ("procurement", "total", "9.00"), ("procurement", "sme", "4.00"), ("procurement", "micro", "3.00"),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", ["增加了", "减少", "压减了"])
def test_what_a_verb_of_change_has_as_its_object_is_not_an_amount(read_text: ReadText, verb: str) -> None:
    """Seen in budgets of Shaanxi: 较上年增加了培训费0.20万元."""
    text = f"十、“三公”经费及会议费、培训费情况说明\n本部门2023年培训费预算1.20万元，较上年{verb}培训费0.20万元。"
    found = [fact.reported for fact in read_text(text, "budget").facts if fact.measure == "amount"]
    assert found == ["1.20"]
