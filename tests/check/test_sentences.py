"""Sentences as printed: rates, parts and numbered items recomputed, whether or not their figures are data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.facts import change, state

from disclosure.check import check_report
from disclosure.model import Fact, Figure, Finding, Project, Report, Text

REPORT = Report("invented-office", 2024, "final", "报告", "虚构办公室", ())


def find(
    source: str, check: str, facts: list[Fact] | None = None, figures: list[Figure] | None = None
) -> list[Finding]:
    findings, _ = check_report(REPORT, facts or [], figures=figures or [], source=source)
    return [each for each in findings if each.check == check]


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("展览支出8.00万元，比上年增加2.00万元，增长25.00%。", "33.33%"),
        ("收、支总计30.00万元，与上年相比收、支总计各增加10.00万元，增长60.00%。", "50.00%"),
        ("审核（项）1,895万元，与上年相比减少134万元，降幅0.66%。", "6.60%"),
        ("年末在编90人，比上年减少10人，下降20%。", "10.00%"),
        ("预算100.00万元，决算80.00万元，完成预算的85.00%。", "80.00%"),
        ("展览支出决算为80.00万元，完成年初预算100.00万元的85.00%。", "80.00%"),
        ("全年预算数为100.00万元，全年执行数为80.00万元，总预算执行率为85.00%。", "80.00%"),
    ],
)
def test_a_rate_is_recomputed_from_the_figures_of_its_sentence(sentence: str, rate: str) -> None:
    (found,) = find(sentence, "sentence-rates")
    assert rate in found.message_zh
    assert found.outcome == "mismatch"


@pytest.mark.parametrize(
    "sentence",
    [
        "展览支出8.00万元，比上年增加2.00万元，增长33.33%。",
        "展览支出8.00万元，比上年增加2.00万元，增长33.3%。",
        # a rate that is cut instead of rounded
        "展览支出7.00万元，比上年增加1.00万元，增长16.66%。",
        # the change and its rate are of the total before the list
        "支出100.00万元，其中：布展90.00万元、讲解10.00万元，较上年增加20.00万元，增长25.00%。",
        # the form’s own words before a fall
        "展览支出6.00万元，比上年减少2.00万元，增长-25.00%。",
        "展览支出8.00万元，比上年增加0.00万元，增长0.00%。",
        # 2.45元 is 2.45万元 with a lost character: another check
        "展览支出20.18万元，比上年增加2.45元，增长13.82%。",
    ],
)
def test_no_rate_is_found_that_its_figures_explain(sentence: str) -> None:
    assert find(sentence, "sentence-rates") == []


def test_there_is_no_rate_of_a_year_of_nothing() -> None:
    (found,) = find("展览支出8.00万元，比上年增加8.00万元，增长100%。", "sentence-rates")
    assert (found.outcome, found.severity) == ("wording", "notice")


def test_there_is_no_rate_of_completion_of_a_budget_of_nothing() -> None:
    (found,) = find("展览年初预算为0.00万元，支出决算为8.00万元，完成年初预算的100.00%。", "sentence-rates")
    assert (found.outcome, found.severity) == ("wording", "notice")
    assert find("展览年初预算为0.00万元，支出决算为0.00万元，完成年初预算的100.00%。", "sentence-rates") == []


def test_what_was_spent_is_not_a_completion_of_nothing() -> None:
    (found,) = find("展览支出决算为1.53万元，完成预算的0%。", "sentence-rates")
    assert (found.outcome, found.severity) == ("wording", "notice")
    assert find("展览支出决算为0.00万元，完成预算的0%。", "sentence-rates") == []
    assert find("展览支出决算为1.53万元，完成预算的0.50%。", "sentence-rates") == []


def test_a_list_behind_a_reason_is_of_another_total() -> None:
    """其中 in a sentence of its own goes on with the total before the reason."""
    reason = "收入预算9.00万元，原因是：本年增加了其他资金2.00万元。其中：财政拨款5.00万元，包括基金5.00万元。"
    assert find(reason, "sentence-parts") == []
    assert len(find(reason.replace("。其中", "，其中"), "sentence-parts")) == 1


def test_two_divisions_of_a_total_are_not_its_items() -> None:
    source = "支出9.00万元，具体情况如下：（一）{}8.00万元。（二）{}9.00万元。"
    assert find(source.format("按功能分类划分的运行", "按结构划分的基本支出"), "listed-items") == []
    assert len(find(source.format("运行", "基本支出"), "listed-items")) == 1


def test_facts_that_another_check_holds_together_are_left_to_it() -> None:
    sentence = "展览支出8.00万元，比上年增加2.00万元，增长25.00%。"
    facts, figures = [], []
    for number, fact in zip(
        ("8.00", "2.00", "25.00"), change("operating", "total", "8.00", "2.00", "25.00"), strict=True
    ):
        start = sentence.index(number)
        facts.append(replace(fact, spans=((start, start + len(number)),)))
        figures.append(Figure(start, start + len(number), number, "p3", "operating", "fact"))
    assert find(sentence, "sentence-rates", facts, figures) == []
    assert len(find(sentence, "change-rate", facts, figures)) == 1
    # the figures alone give the page
    (found,) = find(sentence, "sentence-rates", [], figures)
    assert "第 3 页" in found.message_zh


def test_a_budget_that_is_misprinted_is_one_finding() -> None:
    """The text has the initial budget for the one of the year: the rate that follows from it is not a second slip."""
    sentence = "全年预算数为100.00万元，全年执行数为80.00万元，执行率为100.00%。"
    more: dict[str, Any] = {"project": 1, "form": "project-table"}
    facts = [
        state("performance", "total", "80.00", phase="adjusted", **more),
        state("performance", "total", "80.00", **more),
    ]
    text = Text("performance", "achievement", sentence, "l1", project=1)
    findings, _ = check_report(REPORT, facts, [text], [Project(1, "甲")], source=sentence)
    assert [each.check for each in findings if each.check in ("sentence-rates", "prose-and-money")] == [
        "prose-and-money"
    ]


def test_a_sentence_is_where_its_figures_are_nearest() -> None:
    """The same numbers in a row of a table before."""
    source = "8.00|2.00|25.00\n第二页\n展览支出8.00万元，比上年增加2.00万元，增长25.00%。"
    figures = [
        Figure(at, at + len(number), number, place, "operating", "unread")
        for place, begin in (("p1", 0), ("p2", source.index("展览")))
        for number in ("8.00", "2.00", "25.00")
        for at in [source.index(number, begin)]
    ]
    (found,) = find(source, "sentence-rates", [], figures)
    assert "第 2 页" in found.message_zh


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("展览支出6.00万元，比上年减少2.00万元，增长25.00%。", "opposite"),
        ("展览支出6.00万元，比上年减少长25.00%。", "run together"),
        ("展览支出6.00万元，比上年减少2.00万元，增长下降25.00%。", "run together"),
        ("展览支出6.00万元，比上年减少2.00万元，下降25.00%。", ""),
        # the amount may be elsewhere
        ("本年的支出比上年减少2.00万元，增长25.00%。", "opposite"),
        # the words of a form
        ("本年的支出比上年减少2.00万元，增长（下降）25.00%。", ""),
        ("本年的支出比上年减少0.00万元，增长0.00%。", ""),
    ],
)
def test_one_figure_does_not_fall_and_rise(sentence: str, outcome: str) -> None:
    found = find(sentence, "direction-words")
    assert len(found) == bool(outcome)
    assert all(outcome in each.message_en for each in found)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("面积80平方米（其中展厅70平方米，库房15平方米）。", 1),
        ("支出8.00万元。其中，人员支出5.00万元，公用经费2.00万元。", 1),
        ("采购8.00万元，其中：货物5.00万元、工程0.00万元、服务2.00万元。", 1),
        # other parts may not be listed
        ("支出8.00万元，其中：布展5.00万元，讲解2.00万元。", 0),
        # rounding
        ("支出8.00万元，其中：布展5.00万元，讲解3.01万元。", 0),
        # parts of a part
        ("支出8.00万元，其中：布展5.00万元，灯光3.00万元，展柜2.00万元，讲解3.00万元。", 0),
        # a change among the parts
        ("支出8.00万元，其中：布展5.00万元，比上年增加4.00万元，讲解3.00万元。", 0),
        ("支出8.00万元，其中：布展5.00万元，上年结转6.00万元。", 0),
        # counts, with their thing between or before them, and with their names behind them
        ("共有8个预算单位，其中：行政单位3个，事业单位6个。", 1),
        ("共有8个预算单位，包括3个行政单位、5个事业单位。", 0),
        ("共有8个预算单位，包括3个行政单位、6个事业单位。", 1),
        ("编制90名，其中：行政编制60名、事业编制20名、工勤编制5名。", 1),
        ("在职人员90人，行政人员60人，事业人员40人。", 1),
        ("在职人员90人，行政人员60人，事业人员30人，离休2人。", 0),
        ("在职人员90人，离休2人，退休100人。", 0),
        ("编制90名，其中：行政编制60名、事业编制20名。", 1),
        ("编制90名，其中：行政编制60名、借用20名。", 0),
        # items with semicolons and what each is for, and the foot of a page between them
        ("支出8.00万元，主要包括：布展5.00万元，用于展柜；讲解4.00万元，比上年增加1.00万元。", 1),
        ("支出8.00万元，主要用于以下方面：布展5.00万元；-12-讲解4.00万元。", 1),
        ("支出8.00万元，包括：布展5.00万元；讲解3.00万元；总支出8.00万元。", 0),
        # another whole behind them
        ("收入8.00万元，其中：门票8.00万元，比上年增加1.00万元；门票支出8.00万元，用于展柜。", 0),
        # a change has changes as parts
        ("比上年减少8.00万元，其中：布展5.00万元，讲解4.00万元。", 0),
        # nearly all of it is listed
        ("支出100.00万元，其中：布展50.00万元，讲解30.00万元，展柜19.10万元。", 1),
        ("支出100.00万元，其中：基本支出50.00万元，项目支出30.00万元。", 1),
        ("支出100.00万元，其中：基本支出50.00万元；项目支出30.00万元，上年结转20.00万元。", 1),
        # a list that is not read to its end
        ("支出100.00万元，其中：基本支出50.00万元，用于展柜；项目支出30.00万元，用于讲解；增加10.00万元。", 0),
        # the changes of parts
        ("比上年增加5.00万元，其中：基本支出增加8.00万元，项目支出减少2.00万元。", 1),
        ("比上年减少5.00万元，下降5%，其中：基本支出减少8.00万元，项目支出增加3.00万元。", 0),
        ("比上年增加5.00万元，主要是布展增加8.00万元，讲解减少2.00万元。", 0),
    ],
)
def test_parts_of_a_sentence_are_no_more_than_their_total(sentence: str, number: int) -> None:
    assert len(find(sentence, "sentence-parts")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("支出8.00万元，具体情况如下：（一）布展5.00万元。（二）讲解2.00万元。", 1),
        ("支出8.00万元，具体包括：1.布展5.00万元，用于灯光1.00万元。2.讲解3.00万元。", 0),
        ("支出8.00万元，其中：1.布展5.00万元。2.讲解2.00万元。", 0),
        ("支出8.00万元，其中：1.布展5.00万元。2.讲解4.00万元。", 1),
        ("支出8.00万元，具体包括：1.布展5.00万元。2.讲解。", 0),
        ("支出8.00万元，其中：（一）基本支出5.00万元。（二）项目支出2.00万元。", 1),
        # a heading and items that are names and amounts alone; their numbers may go on
        ("（一）门票收入8.00万元1.成人5.00万元。2.儿童2.00万元。（二）其他", 1),
        ("（一）门票8.00万元1.成人5.00万元。2.儿童3.00万元。（二）其他2.50万元。3.义卖2.00万元。4.捐赠1.00万元。", 1),
        ("（一）门票收入8.00万元1.成人5.00万元。2.儿童3.00万元。3.预存9.00万元。", 0),
        ("1.门票收入8.00万元。2.义卖2.00万元。3.捐赠1.00万元。", 0),
        ("1.门票收入8.00万元：（1）成人5.00万元。（2）儿童4.00万元。", 1),
    ],
)
def test_numbered_items_make_their_total(text: str, number: int) -> None:
    assert len(find(text, "listed-items")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("补足缺口5.00万元；支付尾款2.00万元，合计增加7.50万元。", 1),
        ("补足缺口5.00万元；支付尾款2.00万元，合计增加7.00万元。", 0),
        # the sum is of the last two
        ("上年9.00万元，补足缺口5.00万元；支付尾款2.00万元，合计增加7.00万元。", 0),
        # a heading begins another matter
        ("收入5.00万元；其他2.00万元；三、支出情况支出合计9.00万元。", 0),
    ],
)
def test_amounts_make_the_sum_behind_them(text: str, number: int) -> None:
    assert len(find(text, "listed-items")) == number


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("年初结转和结余2.00万元，本年收入8.00万元，本年支出7.00万元，结余分配1.00万元，年末结转和结余3.00万元。", 1),
        ("年初结转和结余2.00万元，本年收入8.00万元，本年支出7.00万元，结余分配1.00万元，年末结转和结余2.00万元。", 0),
        # rounding, and a blank
        ("年初结转结余2.00万元，本年收入8.00万元，结余分配万元，本年支出7.00万元，年末结转结余3.02万元。", 0),
        # another amount between them
        ("年初结转和结余2.00万元，本年收入8.00万元，借款1.00万元，本年支出7.00万元，年末结转和结余4.00万元。", 0),
    ],
)
def test_what_is_carried_over_is_what_is_left(sentence: str, number: int) -> None:
    assert len(find(sentence, "sentence-balance")) == number


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("展览支出8.00万元，比上年预算数6.00万元增加3.00万元，增长33.33%。", "8.00 - 6.00 = 2万元"),
        ("展览支出8.00万元，比2023年的6.00万元增加2.00万元，增长50.00%。", "= 33.33%"),
        ("展览支出6.00万元，比上年预算数8.00万元增加2.00万元。", "6.00 - 8.00"),
        ("编制由80名增加到90名，增加12名。", "90 - 80 = 10名"),
        ("展览支出8.00万元，比上年决算6.00万元增长50.00%。", "= 33.33%"),
        ("展览支出比上年下降120.00%。", "120.00%"),
        # a budget instead of another year
        ("展览支出8.00万元，比年初预算10.00万元减少3.00万元，下降30.00%。", "8.00 - 10.00 = -2万元"),
        ("展览支出8.00万元，比年初预算数10.00万元减少2.00万元，下降25.00%。", "= -20.00%"),
        # one year behind the other, in either order
        ("展览2024年预算8.00万元，2023年预算6.00万元，增加3.00万元。", "8.00 - 6.00 = 2万元"),
        ("展览上年预算6.00万元，本年预算8.00万元，增加3.00万元。", "8.00 - 6.00 = 2万元"),
        ("展览2024年预算8.00万元，2023年预算6.00万元，同比增长50.00%。", "= 33.33%"),
        # a year of nothing
        ("展览支出8.00万元，比上年预算数0.00万元增加8.00万元，增长100.00%。", "载明100.00%"),
    ],
)
def test_two_years_are_apart_by_the_change(sentence: str, shown: str) -> None:
    (found,) = find(sentence, "sentence-changes")
    assert shown in found.message_zh
    assert find(sentence, "sentence-rates") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "展览支出8.00万元，比上年预算数6.00万元增加2.00万元，增长33.33%。",
        # rounding, and another unit of measure
        "展览支出8.00万元，比上年预算数6.00万元增加2.01万元，增长33.3%。",
        "展览支出8.00万元，比上年预算数6.00万元增加20000元。",
        "展览支出8.00万元，比上年增加6.00万元，增长300.00%。",
        "展览支出0.00万元，比上年预算数6.00万元下降100%。",
        "展览支出下降（增长）120.00%。",
        "展览支出8.00万元，比年初预算10.00万元减少2.00万元，下降20.00%。",
        "展览支出比年初预算10.00万元减少2.00万元，下降20.00%。",
        "展览2024年预算8.00万元，2023年预算6.00万元，增加2.00万元，增长33.33%。",
        # two years that do not follow each other, and figures of two matters
        "展览2024年预算8.00万元，2022年预算6.00万元，增加3.00万元。",
        "展览2024年预算8.00万元，2023年印刷预算6.00万元，增加3.00万元。",
        "展览支出0.00万元，比上年预算数0.00万元增加0.00万元，增长0.00%。",
    ],
)
def test_two_years_that_agree_are_no_finding(sentence: str) -> None:
    assert find(sentence, "sentence-changes") == []


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("展览支出8.00万元，其中：布展5.00万元，占66.50%；讲解3.00万元，占37.50%。", "5.00万元 ÷ 8.00万元 = 62.50%"),
        ("布展5.00万元，占展览支出8.00万元的66.50%。", "62.50%"),
        ("检查40家，占应检查单位80家的55%。", "50.00%"),
        # a whole that is named, whose amount is stated before
        ("收入预算总额为8.00万元，比上年增加。布展5.00万元，占收入预算总额的66.50%。", "5.00万元 ÷ 8.00万元 = 62.50%"),
    ],
)
def test_a_share_is_recomputed_from_the_figures_of_its_sentence(sentence: str, shown: str) -> None:
    (found,) = find(sentence, "sentence-shares")
    assert shown in found.message_zh


@pytest.mark.parametrize(
    "sentence",
    [
        "展览支出8.00万元，其中：布展5.00万元，占62.50%；讲解3.00万元，占37.5%。",
        # of a part with parts of its own
        "展览支出8.00万元，其中：布展5.00万元，占62.50%，材料2.00万元，占布展的40.00%。",
        # of a total stated before, and of the sum of what is listed
        "全年支出16.00万元，展览支出8.00万元，其中：布展5.00万元，占31.25%。",
        "展览支出8.00万元，其中：布展3.00万元，占60.00%；讲解2.00万元，占40.00%。",
        # of nothing, and of another unit of measure
        "布展0.00万元，占展览支出0.00万元的66.50%。",
        "检查40家，占监管范围80平方公里的55%。",
        # a named whole whose amount another name has before it, and one that fits
        ("收入预算总额为8.00万元。布展5.00万元，占支出预算总额的66.50%。"),
        ("收入预算总额为8.00万元。布展5.00万元，占收入预算总额的62.50%。"),
        # the whole is not stated
        "布展5.00万元，占展览支出的66.50%。",
    ],
)
def test_no_share_is_found_that_its_figures_explain(sentence: str) -> None:
    assert find(sentence, "sentence-shares") == []


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("本单位2024年没有使用政府性基金预算拨款安排的支出。", 1),
        ("本单位未安排公务接待费。", 0),
        # another year, and what is absent is not the thing itself
        ("本单位2023年没有使用政府性基金预算拨款安排的支出。", 0),
        ("与上年相比，无政府性基金预算拨款安排的支出。", 0),
        ("本单位没有政府性基金结转。", 0),
    ],
)
def test_what_there_is_none_of_has_no_amount(sentence: str, number: int) -> None:
    facts = [state("government_fund", "total", "8.00"), state("three_public", "reception", "3.00", phase="approved")]
    assert len(find(sentence, "declared-empty", facts)) == number


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("包括对个人和家庭的补助支出439.45万元。", 1),
        ("包括对个人和家庭的补助439.2万元。", 0),
        # another scope differs by more
        ("包括对个人和家庭的补助400.00万元。", 0),
        # another year, and a change
        ("比上年对个人和家庭的补助439.45万元。", 0),
        ("本年增加对个人和家庭的补助439.45万元。", 0),
    ],
)
def test_an_amount_that_is_nearly_that_of_its_row_is_found(sentence: str, number: int) -> None:
    row = {"economic_code": "303", "economic_name": "对个人和家庭的补助"}
    facts = [state("basic", "", "439.20", form="table-9", **row), state("basic", "", "5.00", form="table-8", **row)]
    assert len(find(sentence, "sentence-rows", facts)) == number


@given(st.integers(100, 10**7), st.integers(1, 10**7))
def test_a_rate_that_is_rounded_is_never_found(prior: int, rise: int) -> None:
    rate = (Decimal(rise) / Decimal(prior) * 100).quantize(Decimal("0.01"))
    value, change_ = Decimal(prior + rise) / 100, Decimal(rise) / 100
    text = f"展览支出{value:.2f}万元，比上年增加{change_:.2f}万元，增长{rate}%。"
    assert find(text, "sentence-rates") == []


#: What sentences are made of, and what breaks them.
PIECES = (
    "展览支出", "8.00万元", "比上年", "增加", "减少", "增长", "下降", "2.00万元", "0万元", "，", "。", "；", "：",
    "（一）", "1.", "2.", "其中：", "具体情况如下：", "合计", "9" * 40, "%", "33.33%", "-", "1，234.50元", "占", "、",
    "共3个部门", "下设", "年初预算", "决算", "完成预算的", "2024年", "0个单位", "\n", " ", "故本表为空表",
    "比上年6.00万元", "由", "增加到", "人", "在职人员", "行政",
    "等2个项目的绩效自评结果", "绩效自评综述：", "无政府采购",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_text_makes_a_check_fail(pieces: list[str]) -> None:
    findings, _ = check_report(REPORT, [], source="".join(pieces))
    assert all(each.message_zh.endswith("。") for each in findings)
