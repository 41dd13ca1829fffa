"""The grammar of a figure, trap by trap: what is a figure of the accounts, what explains one, what is neither."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Kind, Parsed

OVERALL = "一、收入支出决算总体情况说明"
REVENUE = "二、收入决算情况说明"
EXPENDITURE = "三、支出决算情况说明"
GENERAL = "五、一般公共预算财政拨款支出决算情况说明"
BASIC = "六、一般公共预算财政拨款基本支出决算情况说明"
THREE = "七、财政拨款“三公”经费支出决算情况说明"
OPERATING = "（一）机关运行经费支出情况"
PROCUREMENT = "（二）政府采购情况"
ASSETS = "（三）国有资产占用情况说明"
STAFF = "二、机构设置及人员情况"


def read(read_text: ReadText, heading: str, text: str, kind: Kind = "final") -> Parsed:
    return read_text(f"{heading}\n{text}\n", kind)


def figures(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    """Item or code, measure, basis or an other phase than the report's own, and value in the base unit."""
    return [
        (
            fact.item or fact.functional_code,
            fact.measure,
            fact.basis or ("" if fact.phase in {"executed", ""} else fact.phase),
            f"{fact.value.normalize():f}",
        )
        for fact in parsed.facts
    ]


def amount(item: str, value: str, phase: str = "") -> tuple[str, str, str, str]:
    return item, "amount", phase, f"{(Decimal(value) * 10_000).normalize():f}"


def change(item: str, value: str, basis: str = "prior_year") -> tuple[str, str, str, str]:
    return item, "change", basis, f"{(Decimal(value) * 10_000).normalize():f}"


def rate(item: str, value: str, measure: str = "change_rate", basis: str = "prior_year") -> tuple[str, str, str, str]:
    return item, measure, basis, value


def outcomes(parsed: Parsed) -> dict[str, str]:
    """What became of each number, by its text: its outcome or the reason it is ignored for."""
    return {figure.text: figure.reason if figure.outcome == "ignored" else figure.outcome for figure in parsed.figures}


# --- numbers that are no money -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "reasons"),
    [
        ("2023年", {"2023": "date"}),
        ("截至2023年12月31日，", {"2023": "date", "12": "date", "31": "date"}),
        ("根据财预〔2022〕15号文件，", {"2022": "document_number", "15": "document_number"}),
        ("根据财预[2022]15号文件，", {"2022": "document_number", "15": "document_number"}),
        ("依照《预算法》第89条，", {"89": "document_number"}),
        ("3.", {"3.": "numbering", "3": "numbering"}),
        ("8、", {"8": "numbering"}),
        ("详见附件4。", {"4": "numbering"}),
        ("开通12345政务服务便民热线。", {"12345": "name"}),
        ("\n\n\n- 64 -\n\n\n", {"64": "page_number"}),
        ("\n\n\n64\n\n\n", {"64": "page_number"}),
    ],
)
def test_other_numbers_are_ignored_for_a_reason(read_text: ReadText, before: str, reasons: dict[str, str]) -> None:
    parsed = read(read_text, OVERALL, f"{before}收入总计5.00万元。")
    assert figures(parsed) == [amount("total", "5")]
    found = outcomes(parsed)
    assert found.pop("5.00") == "fact"
    assert found.items() <= reasons.items()
    assert len(found) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "收入总计5，其他情况略。",
        "收入总计未及5万元。",
        "土地出让收益5万元。",
        "本年共办理事项5件。",
        "本年非本级收入总计5万元。",
        "收入总计5%。",
        "收入总计占5万元。",
        "5万元为收入总计。",
    ],
)
def test_a_number_no_word_leads_to_stays_unread(read_text: ReadText, text: str) -> None:
    parsed = read(read_text, OVERALL, text)
    assert figures(parsed) == []
    assert outcomes(parsed) == {"5": "unread"}


def test_a_second_number_of_the_same_stays_unread(read_text: ReadText) -> None:
    parsed = read(read_text, OVERALL, "收入总计5万元，7万元。")
    assert figures(parsed) == [amount("total", "5")]
    assert outcomes(parsed) == {"5": "fact", "7": "unread"}


def test_a_subject_ends_with_its_sentence_unless_a_comparison_goes_on(read_text: ReadText) -> None:
    parsed = read(read_text, OVERALL, "收入总计5万元。与上年相比，增加1万元，增长25%。另有3万元。")
    assert figures(parsed) == [amount("total", "5"), change("total", "1"), rate("total", "25")]
    assert outcomes(parsed)["3"] == "unread"


@pytest.mark.parametrize("next_sentence", ["决算数3万元。", "占3%。"])
def test_a_sentence_of_its_own_says_nothing_of_the_subject_before(read_text: ReadText, next_sentence: str) -> None:
    parsed = read(read_text, OVERALL, f"收入总计5万元。{next_sentence}")
    assert figures(parsed) == [amount("total", "5")]
    assert outcomes(parsed)["3"] == "unread"


# --- changes, rates, shares ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与上年相比，增加15.87万元，增长4.71%", [change("total", "15.87"), rate("total", "4.71")]),
        ("比上年减少0.45万元，下降0.13%", [change("total", "-0.45"), rate("total", "-0.13")]),
        ("较上年增加0.00万元，增长0.00%", [change("total", "0"), rate("total", "0")]),
        ("比上年预算数增长20.01 %", [rate("total", "20.01")]),
        ("比上年预算数10万元，增长100%", [change("total", "10"), rate("total", "100")]),
        ("比上年预算数10万元，下降50%", [change("total", "-10"), rate("total", "-50")]),
        ("与上年持平", [change("total", "0")]),
    ],
)
def test_a_change_has_its_sign_and_basis(
    read_text: ReadText, text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert figures(read(read_text, OVERALL, f"收入总计5万元，{text}。")) == [amount("total", "5"), *expected]


def test_an_amount_beside_last_years_words_without_a_verb_stays_unread(read_text: ReadText) -> None:
    parsed = read(read_text, OVERALL, "收入总计5万元，比上年预算数10万元。")
    assert figures(parsed) == [amount("total", "5")]
    assert outcomes(parsed)["10"] == "unread"


@pytest.mark.parametrize(("printed", "value"), [("-0.20%", "-0.2"), ("－0.20%", "-0.2"), ("6.74%", "6.74")])
@pytest.mark.parametrize(("words", "phase"), [("全年预算数", "adjusted"), ("年初预算数", "approved")])
def test_a_variance_is_against_the_budget_named(
    read_text: ReadText, printed: str, value: str, words: str, phase: str
) -> None:
    text = f"公务接待费{words}0.20万元，决算数0.30万元，预决算差异率{printed}，主要原因是：厉行节约。"
    parsed = read(read_text, THREE, f"与{words}相比情况：{text}")
    assert figures(parsed) == [
        amount("reception", "0.2", phase),
        amount("reception", "0.3"),
        rate("reception", value, "variance_rate", phase),
    ]
    assert [(text.role, text.content) for text in parsed.texts] == [("variance_reason", "厉行节约")]


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("占", "total"),
        ("占支出总额的", "total"),
        ("占政府采购支出总额的", "total"),
        ("占支出总额的比例为", "total"),
        ("占本年支出合计的", "current_year"),
        ("占本单位本年支出合计的", "current_year"),
    ],
)
def test_a_share_is_of_what_is_named(read_text: ReadText, words: str, basis: str) -> None:
    parsed = read(read_text, PROCUREMENT, f"授予中小企业合同金额168.01万元，{words}91.95%。")
    assert figures(parsed) == [amount("sme", "168.01"), rate("sme", "91.95", "share", basis)]


def test_a_share_of_anything_else_stays_unread(read_text: ReadText) -> None:
    parsed = read(read_text, PROCUREMENT, "授予中小企业合同金额168.01万元，占全州地区生产总值的0.01%。")
    assert figures(parsed) == [amount("sme", "168.01")]
    assert outcomes(parsed)["0.01"] == "unread"


@pytest.mark.parametrize("label", ["非本级财政拨款收入", "其余经营收入", "某某事业收入"])
def test_a_label_inside_a_longer_word_is_none(read_text: ReadText, label: str) -> None:
    parsed = read(read_text, REVENUE, f"其中：{label}5万元；财政拨款收入7万元。")
    assert figures(parsed) == [amount("fiscal_appropriation", "7")]
    assert outcomes(parsed)["5"] == "unread"


def test_the_longest_label_counts(read_text: ReadText) -> None:
    text = "公务用车购置及运行维护费5万元，其中：公务用车购置费2万元，公务用车运行维护费3万元。"
    assert figures(read(read_text, THREE, text)) == [
        amount("vehicles", "5"),
        amount("vehicle_purchase", "2"),
        amount("vehicle_operation", "3"),
    ]


# --- explanations --------------------------------------------------------------------------------


def test_figures_inside_a_reason_are_none_of_the_accounts(read_text: ReadText) -> None:
    text = "收入总计比上年增加5.00万元，主要原因是：本年增加3人，项目收入总计增加2.00万元。支出总计9万元。"
    parsed = read(read_text, OVERALL, text)
    assert figures(parsed) == [change("total", "5"), amount("total", "9")]
    assert outcomes(parsed) == {"5.00": "fact", "3": "explanation", "2.00": "explanation", "9": "fact"}
    assert [(each.role, each.item, each.content) for each in parsed.texts] == [
        ("change_reason", "total", "本年增加3人，项目收入总计增加2.00万元")
    ]


@pytest.mark.parametrize(
    ("next_words", "reason", "items"),
    [
        ("；项目支出6万元。", "人员增加2人", ["basic", "basic", "project"]),
        ("；其中：项目支出6万元。", "人员增加2人", ["basic", "basic", "project"]),
        ("；办公用房维修6次。", "人员增加2人；办公用房维修6次", ["basic", "basic"]),
        ("；项目支出相应减少。", "人员增加2人；项目支出相应减少", ["basic", "basic"]),
    ],
)
def test_a_reason_ends_where_the_next_figure_begins(
    read_text: ReadText, next_words: str, reason: str, items: list[str]
) -> None:
    parsed = read(read_text, EXPENDITURE, f"基本支出5万元，比上年增加1万元，主要原因是：人员增加2人{next_words}")
    assert [fact.item for fact in parsed.facts] == items
    assert [text.content for text in parsed.texts] == [reason]


def test_a_reason_ends_where_the_reason_of_another_item_begins(read_text: ReadText) -> None:
    text = (
        "基本支出300万元，较上年减少20万元；项目支出100万元，较上年增加50万元，基本支出减少的主要原因是人员调出；"
        "项目支出增加的主要原因是新增两个项目。"
    )
    parsed = read(read_text, EXPENDITURE, text)
    assert [(text.item, text.content) for text in parsed.texts if text.role == "change_reason"] == [
        ("basic", "人员调出"),
        ("project", "新增两个项目"),
    ]


def test_a_reason_announced_twice_is_told_once(read_text: ReadText) -> None:
    parsed = read(read_text, OVERALL, "收入总计比上年增加5万元。主要原因是：主要原因是人员增加。")
    assert [text.content for text in parsed.texts] == ["人员增加"]


def test_what_was_not_planned_makes_a_note(read_text: ReadText) -> None:
    parsed = read(read_text, "二、关于收入预算情况说明", "一般公共预算5万元。政府性基金预算未安排。", "budget")
    assert figures(parsed) == [
        amount("general_public_budget", "5", "approved"), amount("government_fund", "0", "approved")
    ]  # fmt: skip
    assert [(each.role, each.item, each.content) for each in parsed.texts] == [
        ("note", "government_fund", "政府性基金预算未安排")
    ]


@pytest.mark.parametrize(
    ("heading", "text", "statement"),
    [
        (
            "八、政府性基金预算财政拨款收入支出决算情况说明",
            "我单位本年度无政府性基金预算财政拨款收入",
            "government_fund",
        ),
        (
            "九、国有资本经营预算拨款情况说明",
            "望舒市档案数据服务中心2023年没有使用国有资本经营预算安排的支出",
            "state_capital",
        ),
    ],
)
def test_a_section_that_says_none_makes_a_note(read_text: ReadText, heading: str, text: str, statement: str) -> None:
    parsed = read(read_text, heading, f"{text}。另行说明。")
    assert figures(parsed) == []
    assert [(each.statement, each.role, each.content) for each in parsed.texts] == [(statement, "note", text)]


def test_a_section_without_a_word_of_absence_makes_none(read_text: ReadText) -> None:
    assert read(read_text, PROCUREMENT, "详见附表。").texts == ()


def test_rows_of_money_in_a_section_on_the_staff_are_no_persons(read_text: ReadText) -> None:
    text = "2070113 旅游宣传 14.96 14.96\n2101101 行政单位医疗 48 48\n30109 职业年金缴费 349.63"
    assert read(read_text, STAFF, text).facts == ()


# --- counts and volumes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        (STAFF, "编制数 17，实有人数 18人", [("authorized_posts", "17"), ("headcount", "18")]),
        (STAFF, "其中：在职17人；离休0人；退休 1人。", [("active", "17"), ("veteran_retired", "0"), ("retired", "1")]),
        (STAFF, "单位无下属预算单位，下设4个处室", [("subordinate_units", "0"), ("offices", "4")]),
        (
            THREE,
            "单位全年安排的因公出国（境）团组0个，因公出国（境）0人次。",
            [("overseas_groups", "0"), ("overseas_persons", "0")],
        ),
        (THREE, "单位全年安排的国内公务接待2批次，20人次。", [("receptions", "2"), ("reception_guests", "20")]),
        (THREE, "公务用车购置数0辆，公务用车保有量1辆。", [("vehicles_purchased", "0"), ("vehicles_owned", "1")]),
        (
            OPERATING,
            "本级及下属 0 家行政单位和 2 家事业单位",
            [("subordinate_administrative", "0"), ("subordinate_institutions", "2")],
        ),
        (ASSETS, "房屋12.5平方米，其他用车1辆", [("buildings", "12.5"), ("vehicles_other", "1")]),
    ],
)
def test_counts_and_areas(read_text: ReadText, heading: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = figures(read(read_text, heading, text))
    assert [(item, value) for item, _, _, value in found] == expected
    assert {measure for _, measure, _, _ in found} <= {"count", "area"}


def test_staff_who_came_or_left_are_a_change(read_text: ReadText) -> None:
    parsed = read(read_text, STAFF, "在职 17人，减少 5人；退休 1人，增加 0 人。")
    assert figures(parsed) == [
        ("active", "count", "", "17"),
        ("active", "change", "prior_year", "-5"),
        ("retired", "count", "", "1"),
        ("retired", "change", "prior_year", "0"),
    ]


def test_planned_purchases_are_other_items_than_what_is_there(read_text: ReadText) -> None:
    text = (
        "单位价值50万元以上大型设备6台（套），单位价值100万元以上大型设备10台（套）。"
        "2023年部门预算未安排购置车辆经费，安排购置50万元以上大型设备2台（套），"
        "单位价值100万元以上大型设备1台（套）。单位价值100万元以上大型设备9台。"
    )
    parsed = read(read_text, ASSETS, text)
    assert [(item, value) for item, _, _, value in figures(parsed)] == [
        ("equipment_over_500k", "6"),
        ("equipment_over_1m", "10"),
        ("planned_equipment_over_500k", "2"),
        ("planned_equipment_over_1m", "1"),
    ]
    # The last sentence may go on with the purchases or come back to what there is.
    assert [figure.text for figure in parsed.figures if figure.outcome == "unread"] == ["9"]
    assert {outcomes(parsed)[price] for price in ("50", "100")} == {"label"}


# --- functions and economic types ----------------------------------------------------------------


def test_functional_lines_have_amount_share_and_change(read_text: ReadText) -> None:
    text = (
        "1.一般公共服务支出（201类）政府办公厅（室）及相关机构事务（03款）行政运行（01项）20万元，占56.35%。"
        "比上年预算数增加2万元，增长11.11%，主要原因是：社保基数上调。（08项）信访事务10万元，占0.88%。"
    )
    parsed = read(read_text, GENERAL, text)
    assert figures(parsed) == [
        amount("2010301", "20"),
        rate("2010301", "56.35", "share", "total"),
        change("2010301", "2"),
        rate("2010301", "11.11"),
        amount("2010308", "10"),
        rate("2010308", "0.88", "share", "total"),
    ]
    assert [(each.functional_code, each.content) for each in parsed.texts] == [("2010301", "社保基数上调")]
    assert {outcomes(parsed)[code] for code in ("201", "03", "01")} == {"code"}


def test_economic_types_listed_with_amounts_are_figures(read_text: ReadText) -> None:
    parsed = read(read_text, BASIC, "公用经费9万元，主要包括：办公费5.5万元、其他杂项2万元、差旅费。")
    assert [(fact.item, fact.economic_code, fact.economic_name) for fact in parsed.facts] == [
        ("operating", "", ""),
        ("", "30201", "办公费"),
        ("", "", "其他杂项"),
    ]
    assert [(text.role, text.content) for text in parsed.texts] == [
        ("allocation", "办公费5.5万元、其他杂项2万元、差旅费")
    ]


def test_a_figure_quotes_the_words_that_lead_to_it(read_text: ReadText) -> None:
    parsed = read(read_text, THREE, "2023年度财政拨款“三公”经费支出决算2.12万\n\n元，比上年增加0.77万元。")
    assert [(fact.quote, fact.place, fact.reported, fact.reported_unit) for fact in parsed.facts] == [
        ("“三公”经费支出决算2.12万元", "l2-4", "2.12", "万元"),
        ("比上年增加0.77万元", "l4", "0.77", "万元"),
    ]
