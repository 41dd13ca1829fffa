"""A sentence that lost its subject, its whole or its unit of measure is not read: each kind that damage showed."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Kind

#: A whole text, what is left of it, and words of the amount, share or change that must not be read there.
LOST: dict[str, tuple[str, str, str]] = {
    "the subject of a rate": (
        "五、财政拨款支出决算情况说明\n财政拨款支出总计9.00万元。",
        "五、财政拨款支出决算情况说明\n财政拨款支出总计9.00万元。下降0.13%，主要原因是厉行节约。",
        "0.13",
    ),
    "a rate that the numbers do not make": (
        "五、三公经费支出情况说明\n公务接待费4.00万元，比上年减少1.00万元。",
        "五、三公经费支出情况说明\n公务接待费4.00万元，比上年减少1.00万元。下降50.3%。",
        "50.3",
    ),
    "growth of nothing": (
        "五、三公经费支出情况说明\n公务用车购置费0.00万元。",
        "五、三公经费支出情况说明\n公务用车购置费0.00万元。比上年增长2.00%。",
        "2.00",
    ),
    "the item behind its number": (
        "五、财政拨款支出决算情况说明\n（一）教育支出（类）5.00万元。\n",
        "五、财政拨款支出决算情况说明\n（一）教育支出（类）5.00万元。\n1.与上年相比增加3.00万元，增长7.00%。",
        "3.00",
    ),
    "the item below its class": (
        "五、财政拨款支出决算情况说明\n（一）教育支出（类）\n1.进修及培训（款）培训支出（项）3.00万元。",
        (
            "五、财政拨款支出决算情况说明\n（一）教育支出（类）\n年初预算为7.00万元，支出决算为8.00万元。\n"
            "2.进修及培训（款）培训支出（项）3.00万元。"
        ),
        "8.00",
    ),
    "the fund of a list": (
        "五、政府采购情况说明\n政府采购预算总额8.00万元：政府采购货物预算3.00万元、政府采购服务预算5.00万元。",
        (
            "五、政府采购情况说明\n政府采购预算总额8.00万元：政府采购货物预算3.00万元、政府采购服务预算5.00万元；"
            "政府采购货物预算2.00万元。"
        ),
        "2.00",
    ),
    "the whole of classes": (
        "五、支出预算情况说明\n支出预算90.00万元。",
        "五、支出预算情况说明\n支出预算90.00万元。较上年减少7.00万元；其中：商品和服务支出20.00万元、资本性支出1.00万元；项目支出40.00万元。",
        "20.00",
    ),
    "what money is concerned": (
        "五、预算绩效目标设置情况说明\n本部门共7个项目纳入绩效目标管理，涉及资金9.00万元。",
        "五、预算绩效目标设置情况说明\n2023年度，涉及财政性资金46.00万元；本部门共7个项目纳入绩效目标管理，涉及资金9.00万元。",
        "46.00",
    ),
    "what a comparison is of": (
        "五、政府性基金预算支出情况说明\n政府性基金预算支出9.00万元。",
        (
            "五、政府性基金预算支出情况说明\n政府性基金预算收入9.00万元，主要用于工程建设，政府性基金预算支出9.00万元，"
            "比上年增加4.00万元。"
        ),
        "4.00",
    ),
    "the year of a subject": (
        "五、三公经费支出情况说明\n公务接待费4.00万元。",
        "五、三公经费支出情况说明\n公务接待费4.00万元。2022年三公经费预算13.85万元。比上年减少0.45万元。",
        "0.45",
    ),
    "the unit of measure": (
        "五、三公经费支出情况说明\n公务接待费4.00万元。",
        "五、三公经费支出情况说明\n公务接待费20.25\n元。" + "公务用车购置费0万元。" * 12,
        "20.25",
    ),
    "one part of a sum": (
        "五、三公经费支出情况说明\n公务接待费4.00万元。",
        "五、三公经费支出情况说明\n外宾费用和公务接待费9.00万元。公务用车购置费0万元。",
        "9.00",
    ),
    "the begin of a name": (
        "五、一般公共预算基本支出情况说明\n人员经费9.00万元，包括：津贴补贴4.00万元。",
        "五、一般公共预算基本支出情况说明\n人员经费9.00万元，包括：津贴补贴4.00万元、\n障缴费2.55万元、奖金1.00万元。",
        "2.55",
    ),
    "the noun that was counted": (
        "五、国有资产占用情况说明\n共有车辆9辆。",
        "五、国有资产占用情况说明\n共有车辆9辆，其中：特种专业技术用车7\n台（套）。",
        "7",
    ),
    "the amount between": (
        "五、三公经费支出情况说明\n公务接待费4.00万元，比上年增加2.00万元。",
        "五、三公经费支出情况说明\n公务接待费4.00万元，比上年增加某项资金10.00万元。比上年增加3.00万元。",
        "3.00",
    ),
    "the fund of a carryover": (
        "三、收支决算总体情况说明\n本年收入9.00万元。",
        "三、收支决算总体情况说明\n年末结转和结余1.00万元。政府性基金预算财政拨款年初结转结余2.00万元，本年收入6.00万元。",
        "6.00",
    ),
    "the share of what": (
        "五、一般公共预算基本支出情况说明\n人员经费9.00万元，包括工资等，占基本支出的90.00%。",
        "五、一般公共预算基本支出情况说明\n人员经费9.00万元，包括工资等，公用经费1.00万元，包括水费等，占基本支出的10.00%。",
        "personnel 10.00",
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_what_lost_its_words_is_not_read(read_text: ReadText, name: str) -> None:
    whole, damaged, lost = LOST[name]
    kind: Kind = "final" if "决算" in whole else "budget"
    assert read_text(whole, kind).facts
    parsed = read_text(damaged, kind)
    item, _, number = lost.rpartition(" ")
    read = [fact for fact in parsed.facts if fact.reported == number and fact.item.startswith(item)]
    assert read == []
    assert parsed.facts, "nothing at all is read"


def test_parts_of_what_was_carried_out_follow_its_rate(read_text: ReadText) -> None:
    text = "五、三公经费支出情况说明\n公务接待费1.50万元，全年预算2.00万元，完成预算的75%，其中，国内公务接待15批次。"
    counts = [fact for fact in read_text(text, "final").facts if fact.measure == "count"]
    assert {fact.phase for fact in counts} == {"executed"}


def test_projects_are_counted_for_their_targets_under_any_heading(read_text: ReadText) -> None:
    text = "五、国有资产占用情况说明\n共有车辆9辆。2023年本部门共3个项目纳入绩效目标管理。"
    found = {(fact.statement, fact.item) for fact in read_text(text, "final").facts}
    assert ("performance", "projects") in found
