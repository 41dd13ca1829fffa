"""Performance tables of other regions: rows and amounts read by eye on the rendered pages.

They lie beside the sources of the reports and are not part of this repository; without them nothing is tested.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from tests.documents import list_regional, read_once

from disclosure.model import Parsed, Report
from disclosure.parse import identify_report, parse_report
from disclosure.reference import Reference
from disclosure.store import Layout

UNIT = ""


class Row(NamedTuple):
    """An indicator as it stands on a page; ``project`` is empty for the whole unit."""

    project: str
    page: str
    level1: str
    level2: str
    level3: str
    target: str
    weight: str = ""
    actual: str = ""
    score: str = ""


class Money(NamedTuple):
    """An amount of a project as it stands on a page, in 万元."""

    project: str
    page: str
    item: str
    fund: str
    printed: str
    phase: str = "approved"


AUDIT, HIRING, TRAINING, AID = "审计事务", "购买中介机构审计服务", "审计培训", "审计专项补助经费"
XIAN = (
    Row(AUDIT, "p36", "成本指标", "经济成本指标", "市内外勤经费标准（元/人/天）", "35", "8"),
    Row(AUDIT, "p36", "成本指标", "经济成本指标", "区县外勤经费标准（元/人/天）", "130", "8"),
    Row(AUDIT, "p36", "产出指标", "数量指标", "提交审计报告和信息（篇）", "≥150", "6"),
    Row(AUDIT, "p36", "产出指标", "数量指标", "提交的审计建议数量（条）", "≥90", "6"),
    Row(AUDIT, "p36", "产出指标", "质量指标", "被审计单位采纳审计建议率", "≥95%", "7"),
    Row(AUDIT, "p36", "产出指标", "质量指标", "审计整改完成率", "≥85%", "7"),
    Row(AUDIT, "p36", "产出指标", "时效指标", "审计项目工作日", "≤44天", "8"),
    Row(AUDIT, "p36", "效益指标", "经济效益指标", "促进财政增收节支", "≥10亿元", "15"),
    Row(AUDIT, "p36", "效益指标", "社会效益指标", "促进被审计单位建立完善制度措施", "≥18", "15"),
    Row(AUDIT, "p36", "满意度指标", "服务对象满意度指标", "被审计单位满意度", "≥90%", "10"),
    # a page's end cuts the first level's name in two
    Row(HIRING, "p38", "效益指标", "社会效益指标", "带动就业与人才培养", "≥50人", "15"),
    Row(HIRING, "p38", "满意度指标", "服务对象满意度指标", "聘请中介机构满意度", "≥90%", "10"),
    Row(UNIT, "p42", "成本指标", "经济成本指标", "一级造价工程师（元/人/天）", "≤850", "3"),
    # the levels' names stand on the next page only
    Row(UNIT, "p42", "产出指标", "数量指标", "提交审计报告和信息（篇）", "≥150", "4"),
    Row(UNIT, "p42", "产出指标", "数量指标", "提交的审计建议数量（条）", "≥100", "4"),
)
XIAN_MONEY = (
    Money(AUDIT, "p36", "whole_term", "", "285.87"),
    Money(AUDIT, "p36", "whole_term", "fiscal_appropriation", "285.87"),
    Money("机关运转", "p42", "task", "", "3354.42"),
    Money("机关运转", "p42", "task", "fiscal_appropriation", "3354.42"),
    Money(HIRING, "p42", "task", "", "350"),
    Money(TRAINING, "p42", "task", "fiscal_appropriation", "15"),
    Money(AID, "p42", "task", "fiscal_appropriation", "0"),
    Money(AID, "p42", "task", "other", "198.18"),
    Money(UNIT, "p42", "total", "", "4203.47"),
    Money(UNIT, "p42", "total", "fiscal_appropriation", "4005.29"),
    Money(UNIT, "p42", "total", "other", "198.18"),
)
CLOUD, CARS = "政务基础设施运行维护资金", "实施公车统管费用"
YANTAI = (
    Row(CLOUD, "p30", "成本指标", "经济成本", "部门申报政务云资源费用审减率", "≥10%"),
    Row(CLOUD, "p30", "产出指标", "数量指标", "运维项目总数", "≥12个"),
    Row(CLOUD, "p30", "产出指标", "质量指标", "政务云服务质量", "≥85%"),
    Row(CLOUD, "p30", "产出指标", "质量指标", "政务外网稳定运行率", "≥90%"),
    Row(CLOUD, "p30", "产出指标", "时效指标", "系统运维及时率", "≥95%"),
    Row(CLOUD, "p30", "效益指标", "社会效益指标", "云资源利用率", "≥30%"),
    Row(CLOUD, "p30", "效益指标", "可持续影响指标", "保障业务系统稳定运行", "≥90%"),
    Row(CLOUD, "p30", "满意度指标", "服务对象满意度指标", "市直部门政务云、政务网的满意度", "投诉率≤5%"),
    Row(CARS, "p31", "成本指标", "经济成本", "总成本控制", "≤5万元"),
    Row(CARS, "p31", "产出指标", "数量指标", "车辆使用次数", "≥60次"),
    Row(CARS, "p31", "产出指标", "质量指标", "出行服务质量", "据实满意度"),
    Row(CARS, "p31", "产出指标", "时效指标", "出车响应及时率", "≤1小时"),
    Row(CARS, "p31", "效益指标", "社会效益指标", "出行便捷率", "保障程度"),
    Row(CARS, "p31", "满意度指标", "服务对象满意度指标", "科室用车满意度", "≥95%"),
)
YANTAI_MONEY = (
    Money(CLOUD, "p30", "total", "", "6000.00"),
    Money(CLOUD, "p30", "total", "fiscal_appropriation", "6000.00"),
    Money(CLOUD, "p30", "total", "other", "0.00"),
    Money(CARS, "p31", "total", "", "5.00"),
    Money(CARS, "p31", "total", "fiscal_appropriation", "5.00"),
    Money(CARS, "p31", "total", "other", "0.00"),
)
CADRES, SYSTEMS = "信访干部培训专项", "信息化运行维护"
CENTRAL = (
    Row(CADRES, "p30", "成本指标", "经济成本指标", "参加培训学员人均培训费", "不超标准", "20", "未超标准", "20"),
    Row(CADRES, "p30", "产出指标", "数量指标", "培养实践锻炼、跟班学习干部人数", "≥110人", "6", "123人", "6"),
    Row(CADRES, "p30", "产出指标", "数量指标", "培训人数", "≥300人", "6", "366人", "6"),
    Row(CADRES, "p30", "产出指标", "数量指标", "培训班次", "≥4次", "6", "4次", "6"),
    Row(CADRES, "p30", "产出指标", "质量指标", "培训合格率", "≥98%", "8", "100%", "8"),
    Row(CADRES, "p30", "产出指标", "质量指标", "培训参与度", "≥95%", "6", "98%", "6"),
    Row(CADRES, "p30", "产出指标", "时效指标", "培训计划按期完成率", "≥100%", "8", "100%", "8"),
    # on the page before, the levels' names
    Row(SYSTEMS, "p36", "产出指标", "质量指标", "系统持续稳定运行时间比率（运行小时数/全年总小时数）", "≥99.5%",
        "10", "95%", "8.8"),
    Row(SYSTEMS, "p36", "效益指标", "社会效益指标", "国家信访信息系统安全性", "得到提升", "10",
        "系统运行安全稳定，未发生重大网络安全事件", "9"),
    Row(SYSTEMS, "p36", "效益指标", "生态效益指标", "绿色节能产品购置率", "≥95%", "10", "100%", "10"),
    Row(SYSTEMS, "p36", "满意度指标", "服务对象满意度指标", "使用部门满意率", "≥96%", "10", "90%", "9.3"),
)  # fmt: skip
CENTRAL_MONEY = (
    Money(CADRES, "p30", "total", "", "180.61"),
    Money(CADRES, "p30", "total", "", "180.03", "adjusted"),
    Money(CADRES, "p30", "total", "", "180.03", "executed"),
    Money(CADRES, "p30", "total", "fiscal_appropriation", "140.61", "adjusted"),
    Money(CADRES, "p30", "total", "carryover", "40.00"),
    Money(CADRES, "p30", "total", "carryover", "39.42", "executed"),
    Money(CADRES, "p30", "total", "other", "0.00", "executed"),
)
OBSERVATORY = "广州市气象台2026年信息化运维项目"
GUANGZHOU_MONEY = (
    Money("其他运行经费", "p22", "total", "", "94.00"),
    Money("业务用房物业管理费", "p22", "total", "general_public_budget", "168.00"),
    Money("防雷业务经费", "p22", "total", "fiscal_appropriation", "23.00"),
    Money("专用设备机房电耗工作经费", "p22", "total", "", "140.00"),
    Money(OBSERVATORY, "p23", "total", "", "102.33"),
    Money(OBSERVATORY, "p23", "total", "government_fund", "0.00"),
    Money("重大气象防灾减灾救灾应急保障车运行经费", "p23", "total", "other", "0.00"),
    Money("广州市气象综合保障中心2026年-2027年信息化运维项目", "p27", "total", "", "568.42"),
)
SHENZHEN_MONEY = (
    Money("口岸管理业务", "p11", "total", "", "40,000.70"),
    Money("上级转移支付项目", "p11", "total", "", "10,289.74"),
    Money("预算准备金", "p11", "total", "", "180.00"),
    Money("综合管理", "p11", "total", "", "367.65"),
)
SEEN = {
    "central-petitions-2024-final.pdf": (CENTRAL, CENTRAL_MONEY, 37),
    "guangzhou-meteorology-2026-budget.pdf": ((), GUANGZHOU_MONEY, 0),
    "shenzhen-port-office-2026-budget.pdf": ((), SHENZHEN_MONEY, 0),
    "xian-audit-2026-budget.pdf": (XIAN, XIAN_MONEY, 67),
    "yantai-big-data-2026-budget.pdf": (YANTAI, YANTAI_MONEY, 15),
}


def names(parsed: Parsed) -> dict[int | None, str]:
    return {None: UNIT, **{each.project: each.name if each.project else UNIT for each in parsed.projects}}


def show(number: Decimal | None) -> str:
    return "" if number is None else str(number)


@pytest.mark.parametrize("file", SEEN)
def test_rows_and_amounts_read_by_eye(file: str, repository: Layout, reference: Reference) -> None:
    path = next((each for each in list_regional(repository) if each.name == file), None)
    if path is None:
        pytest.skip("the document is not at hand")
    document = read_once(path)
    identity = identify_report(document, reference)
    report = Report("another-region", identity.year, identity.kind, identity.title, identity.unit_name, ())
    parsed = parse_report([document], report, reference)
    rows, money, count = SEEN[file]
    named = names(parsed)
    read = {
        Row(
            named[each.project], each.place, each.level1, each.level2, each.level3, each.target, show(each.weight),
            each.actual, show(each.score),
        )
        for each in parsed.indicators
    }  # fmt: skip
    assert [row for row in rows if row not in read] == []
    assert len(parsed.indicators) == count
    amounts = {
        Money(named[fact.project], fact.place, fact.item, fact.fund, fact.reported, fact.phase)
        for fact in parsed.facts
        if fact.measure == "amount" and fact.statement in ("performance", "project")
    }
    assert [each for each in money if each not in amounts] == []
