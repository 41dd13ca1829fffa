"""Figures of the real reports that a person read in the source by eye, with the line where they stand.

They are compared with a fresh reading where the source is at hand, and else with the data on record.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

import pytest

from disclosure.command.report.chain import read_all
from disclosure.command.report.source import SourceIndex
from disclosure.description import load_report
from disclosure.model import Indicator, Parsed
from disclosure.package.stored.records import read_parsed
from disclosure.parse import parse_report
from disclosure.reference import Reference
from disclosure.store import Layout

#: What a printed unit of measure counts in.
_PRINTED = {"万元": (10_000, "元"), "元": (1, "元"), "家": (1, "个"), "台（套）": (1, "台")}


class Seen(NamedTuple):
    """All that tells what a figure is, and its value in the base unit."""

    value: Decimal
    unit: str
    statement: str
    item: str
    measure: str
    phase: str
    basis: str
    direction: str
    functional_code: str
    economic_code: str
    fund: str
    expenditure_type: str
    project: str
    form: str


class Expected(NamedTuple):
    """A figure and the line of the source it was read in. An empty phase is the report's own."""

    line: int
    seen: Seen


def fig(
    line: int, printed: str, what: str, measure: str = "amount", *, basis: str = "", phase: str = "",
    direction: str = "", code: str = "", economic: str = "", fund: str = "", kind: str = "", project: str = "",
    form: str = "narrative",
) -> Expected:  # fmt: skip
    """``printed`` is number and unit (``353.13 万元``, falls negative), ``what`` is statement.item."""
    number, unit = printed.split()
    factor, base = _PRINTED.get(unit, (1, unit))
    statement, _, item = what.partition(".")
    value = (Decimal(number) * factor).normalize()
    dimensions = (direction, code, economic, fund, kind, project, form)
    return Expected(line, Seen(value, base, statement, item, measure, phase, basis, *dimensions))


CHANGE = {"measure": "change", "basis": "prior_year"}
RATE = {"measure": "change_rate", "basis": "prior_year"}
SHARE = {"measure": "share", "basis": "total"}
COUNT = {"measure": "count"}
IN = {"direction": "revenue"}
OUT = {"direction": "expenditure"}
FISCAL = {"fund": "fiscal_appropriation"}
GENERAL = {"direction": "expenditure", "fund": "general_public_budget"}
THREE = {"direction": "expenditure", "fund": "fiscal_appropriation"}
PEOPLE = {**GENERAL, "kind": "basic_personnel"}
RUNNING = {**GENERAL, "kind": "basic_operating"}
OPERATING = {"direction": "expenditure", "kind": "basic_operating"}
PROJECT = {**GENERAL, "kind": "project"}

WEBSITE = {"project": "政府网站改版办公区域装修", "form": "project-table"}
EGOV_2022 = [
    fig(26, "9 人", "staff.headcount", "count"),
    fig(28, "1 人", "staff.retired", "count"),
    fig(41, "353.13 万元", "overall.total", **IN),
    fig(45, "20.17 万元", "overall.opening_carryover", **IN),
    fig(45, "15.87 万元", "overall.total", **CHANGE, **IN),
    fig(47, "4.71 %", "overall.total", **RATE, **IN),
    fig(53, "13.12 万元", "overall.closing_carryover", **OUT),
    fig(63, "332.96 万元", "revenue.fiscal_appropriation", **IN, **FISCAL),
    fig(63, "100.00 %", "revenue.fiscal_appropriation", **SHARE, **IN, **FISCAL),
    fig(75, "182.11 万元", "expenditure.project", **OUT, kind="project"),
    fig(75, "53.56 %", "expenditure.project", **SHARE, **OUT, kind="project"),
    fig(84, "3.23 万元", "appropriation.opening_carryover", **IN, **FISCAL),
    fig(86, "-0.45 万元", "appropriation.total", **CHANGE, **IN, **FISCAL),
    fig(88, "-0.13 %", "appropriation.total", **RATE, **IN, **FISCAL),
    fig(102, "314.96 万元", "appropriation.total", phase="approved", **IN, **FISCAL),
    fig(108, "6.74 %", "appropriation.total", "variance_rate", basis="approved", **OUT, **FISCAL),
    fig(118, "98.22 %", "general_public.total", "share", basis="current_year", **GENERAL),
    fig(125, "297.36 万元", "general_public", code="201", **GENERAL),
    fig(129, "2.06 %", "general_public", code="210", **SHARE, **GENERAL),
    fig(137, "115.25 万元", "general_public", code="2010350", **GENERAL),
    fig(139, "-19.37 万元", "general_public", code="2010350", **CHANGE, **GENERAL),
    fig(166, "6.67 万元", "general_public", code="2080506", **GENERAL),
    fig(192, "-84.62 %", "general_public", code="2101199", **RATE, **GENERAL),
    fig(198, "12.14 万元", "general_public", code="2210201", **CHANGE, **GENERAL),
    fig(209, "138.83 万元", "basic.personnel", **PEOPLE),
    fig(217, "13.01 万元", "basic.operating", **RUNNING),
    fig(227, "57.04 %", "three_public.total", **RATE, **THREE),
    fig(237, "94.34 %", "three_public.vehicles", **SHARE, **THREE),
    fig(251, "0 人次", "three_public.overseas_persons", **COUNT, **OUT),
    fig(262, "2 批次", "three_public.receptions", **COUNT, **OUT),
    fig(262, "20 人次", "three_public.reception_guests", **COUNT, **OUT),
    fig(278, "2.00 万元", "three_public.vehicle_operation", phase="adjusted", **THREE),
    fig(284, "0.00 %", "three_public.reception", "variance_rate", basis="adjusted", **THREE),
    fig(309, "-3.43 万元", "operating.total", **CHANGE, **OPERATING),
    fig(319, "66.16 万元", "procurement.goods", **OUT),
    fig(327, "91.95 %", "procurement.micro", **SHARE, **OUT),
    fig(331, "4386.99 万元", "assets.fixed_assets_original"),
    fig(333, "28.96 万元", "assets.vehicles"),
    fig(340, "1 辆", "assets.vehicles_other", "count"),
    fig(342, "0 台（套）", "assets.equipment_over_1m", "count"),
    fig(348, "260.50 万元", "performance.total", phase="adjusted"),
    fig(350, "182.12 万元", "performance.total"),
    fig(383, "40.17 万元", "performance.total", **WEBSITE),
    fig(383, "44.39 %", "performance.total", "execution_rate", basis="adjusted", **WEBSITE),
    fig(383, "4.44 分", "performance.total", "score", **WEBSITE),
    fig(388, "90.50 万元", "performance.total", phase="approved", **FISCAL, **WEBSITE),
    fig(745, "60.77 分", "performance.score", "score", **WEBSITE),
]

HOTLINE = {"project": "12345云呼叫中心平台技术服务运维费", "form": "project-table"}
VILLAGE = {"project": "“访惠聚”工作队经费（区级）", "form": "project-table"}
SERVICES_2022 = [
    fig(53, "38 人", "staff.headcount", "count"),
    fig(55, "9 个", "staff.offices", "count"),
    fig(63, "115.50 万元", "overall.use_of_nonfiscal_surplus", **IN),
    fig(65, "-17.37 %", "overall.total", **RATE, **OUT),
    fig(69, "9.34 万元", "revenue.other_income", **IN),
    fig(69, "0.68 %", "revenue.other_income", **SHARE, **IN),
    fig(75, "770.07 万元", "expenditure.basic", **OUT, kind="basic"),
    fig(79, "660.56 万元", "appropriation.total", **CHANGE, **IN, **FISCAL),
    fig(83, "13.02 %", "appropriation.total", "variance_rate", basis="approved", **IN, **FISCAL),
    fig(91, "91.61 %", "general_public.total", "share", basis="current_year", **GENERAL),
    fig(99, "18.55 万元", "general_public", code="229", **GENERAL),
    fig(103, "-44.70 %", "general_public", code="2010301", **RATE, **GENERAL),
    fig(105, "956.21 %", "general_public", code="2010302", **RATE, **GENERAL),
    fig(113, "41.90 万元", "general_public", code="2080505", **GENERAL),
    fig(125, "-0.50 万元", "general_public", code="2101199", **CHANGE, **GENERAL),
    fig(129, "-3.20 万元", "general_public", code="2299999", **CHANGE, **GENERAL),
    fig(131, "-100 %", "general_public", code="2010399", **RATE, **GENERAL),
    fig(133, "-0.20 万元", "general_public", code="2013499", **CHANGE, **GENERAL),
    fig(137, "645.23 万元", "basic.total", **GENERAL, kind="basic"),
    fig(147, "-0.40 %", "three_public.total", **RATE, **THREE),
    fig(147, "-0.06 万元", "three_public.reception", **CHANGE, **THREE),
    fig(153, "3 辆", "three_public.vehicles_owned", **COUNT, **OUT),
    fig(157, "-0.21 %", "three_public.vehicle_operation", "variance_rate", basis="adjusted", **THREE),
    fig(171, "-27.50 %", "operating.total", **RATE, **OPERATING),
    fig(175, "1.86 万元", "procurement.works", **OUT),
    fig(181, "2 辆", "assets.vehicles_leaders", "count"),
    fig(187, "9 个", "performance.projects", "count"),
    fig(187, "728.90 万元", "performance.total"),
    fig(195, "220.00 万元", "performance.total", phase="approved", **HOTLINE),
    fig(196, "210.00 万元", "performance.total", phase="approved", **FISCAL, **HOTLINE),
    fig(198, "10.00 万元", "performance.total", phase="approved", fund="other", **HOTLINE),
    fig(255, "10 分", "performance.total", "weight", **VILLAGE),
    fig(255, "5.55 分", "performance.total", "score", **VILLAGE),
    fig(276, "91.11 分", "performance.score", "score", **VILLAGE),
]

CIPHER = "昌吉州统一政务云密码服务支撑系统平台运行维护费"
CLOUD = "昌吉州政府网站和政务云平台运维项目经费"
EGOV = "昌吉回族自治州人民政府电子政务办公室"
EGOV_2025 = [
    fig(5, "4 个", "staff.offices", "count"),
    fig(23, "17 人", "staff.authorized_posts", "count"),
    fig(25, "-5 人", "staff.active", **CHANGE),
    fig(38, "505.74 万元", "overall.current_year", **IN, form="table-1"),
    fig(42, "505.74 万元", "overall.general_financial_resources", **IN, fund="general_public_budget", form="table-1"),
    fig(76, "21.62 万元", "overall", code="221", **OUT, form="table-1"),
    fig(181, "190.56 万元", "revenue", code="2010350", **IN, fund="general_public_budget", form="table-2"),
    fig(187, "240.00 万元", "revenue", code="2010399", **IN, form="table-2"),
    fig(286, "0.82 万元", "revenue", code="2101103", **IN, **FISCAL, form="table-2"),
    fig(310, "265.74 万元", "expenditure.total", **OUT, kind="basic", form="table-3"),
    fig(318, "240.00 万元", "expenditure", code="2010399", **OUT, kind="project", form="table-3"),
    fig(366, "430.56 万元", "appropriation", code="201", **GENERAL, form="table-4"),
    fig(424, "505.74 万元", "appropriation.total", **IN, **FISCAL, form="table-4"),
    fig(454, "0.10 万元", "general_public", code="2080502", **GENERAL, kind="basic", form="table-5"),
    fig(496, "23.50 万元", "basic.total", **RUNNING, form="table-6"),
    fig(504, "36.05 万元", "basic", economic="30103", **PEOPLE, form="table-6"),
    fig(546, "1.99 万元", "basic", economic="30231", **RUNNING, form="table-6"),
    fig(554, "0.16 万元", "basic", economic="30309", **PEOPLE, form="table-6"),
    fig(640, "140.00 万元", "project.total", code="2010399", **PROJECT, project=CLOUD, form="table-7"),
    fig(736, "0.17 万元", "three_public.reception", **GENERAL, form="table-10"),
    fig(773, "505.74 万元", "overall.total"),
    fig(791, "-16.29 %", "revenue.general_public_budget", **RATE, **IN, fund="general_public_budget"),
    fig(816, "47.46 %", "expenditure.project", **SHARE, **OUT, kind="project"),
    fig(830, "505.74 万元", "appropriation.general_public_budget", **IN, fund="general_public_budget"),
    fig(863, "7.81 %", "general_public", code="208", **SHARE, **GENERAL),
    fig(873, "-70.24 万元", "general_public", code="2010350", **CHANGE, **GENERAL),
    fig(920, "-28.57 %", "general_public", code="2101199", **RATE, **GENERAL),
    fig(938, "242.24 万元", "basic.personnel", **PEOPLE),
    fig(969, "140.00 万元", "project.total", **PROJECT, project=CLOUD),
    fig(973, "65.00 万元", "project.allocation", **PROJECT, project=CLOUD),
    fig(1046, "45.00 万元", "project.allocation", **PROJECT, project=CIPHER),
    fig(1073, "1.99 万元", "three_public.vehicle_operation", **THREE),
    fig(1075, "0.00 %", "three_public.total", **RATE, **THREE),
    fig(1104, "-7.52 万元", "operating.total", **CHANGE, **OPERATING),
    fig(1118, "203.40 万元", "procurement.micro", **OUT),
    fig(1130, "28.96 万元", "assets.vehicles"),
    fig(1136, "5795.57 万元", "assets.other_assets"),
    fig(1138, "6 台", "assets.equipment_over_500k", "count"),
    fig(1144, "0 台", "assets.planned_equipment_over_1m", "count"),
    fig(1147, "1 个", "performance.unit_targets", **COUNT, project=EGOV),
    fig(1149, "4 个", "performance.projects", "count"),
    fig(1151, "0.00 万元", "performance.total", fund="nonfiscal"),
    fig(1185, "505.74 万元", "performance.total", fund="local", project=EGOV, form="unit-table"),
    fig(1257, "60.00 万元", "performance.total", project=CIPHER, form="project-table"),
]

PETITIONS = "中央2023年解决特殊疑难信访问题资金预算"
NETWORK = "电子政务网络设备维护"
CITY_2023 = [
    fig(48, "7 个", "staff.offices", "count"),
    fig(54, "68 人", "staff.authorized_posts", "count"),
    fig(56, "2 人", "staff.veteran_retired", "count"),
    fig(70, "902.37 万元", "overall", code="201", **OUT, form="table-1"),
    fig(76, "10 万元", "overall.higher_level_transfers", **IN, fund="higher_level_transfers", form="table-1"),
    fig(347, "902.37 万元", "revenue", code="20103", **IN, fund="general_public_budget", form="table-2"),
    fig(362, "10 万元", "revenue", code="2010308", **IN, fund="higher_level_transfers", form="table-2"),
    fig(475, "35.97 万元", "revenue", code="2101101", **IN, form="table-2"),
    fig(501, "6.04 万元", "revenue", code="2101103", **IN, form="table-2"),
    fig(566, "10 万元", "revenue.total", **IN, fund="higher_level_transfers", form="table-2"),
    fig(592, "10 万元", "expenditure", code="2010308", **OUT, kind="project", form="table-3"),
    fig(645, "1100.97 万元", "expenditure.total", **OUT, kind="basic", form="table-3"),
    fig(697, "63.79 万元", "appropriation", code="210", **THREE, form="table-4"),
    fig(767, "227.20 万元", "general_public", code="2010350", **GENERAL, kind="basic", form="table-5"),
    fig(815, "35 万元", "general_public.total", **GENERAL, kind="project", form="table-5"),
    fig(857, "0.37 万元", "basic", economic="30114", **PEOPLE, form="table-6"),
    fig(885, "57.00 万元", "basic", economic="30231", **RUNNING, form="table-6"),
    fig(894, "981.68 万元", "basic.total", **PEOPLE, form="table-6"),
    fig(1075, "25 万元", "project.total", code="2010399", **PROJECT, project=NETWORK, form="table-7"),
    fig(1165, "57 万元", "three_public.vehicles", **GENERAL, form="table-10"),
    fig(1200, "10 万元", "revenue.higher_level_transfers", **CHANGE, **IN, fund="higher_level_transfers"),
    fig(1221, "14.11 %", "expenditure.basic", **RATE, **OUT, kind="basic"),
    fig(1231, "1135.79 万元", "appropriation.total", **FISCAL),
    fig(1261, "1100.79 万元", "general_public.basic", **GENERAL, kind="basic"),
    fig(1282, "56.35 %", "general_public", code="2010301", **SHARE, **GENERAL),
    fig(1292, "10 万元", "general_public", code="2010303", **CHANGE, **GENERAL),
    fig(1294, "227.36 万元", "general_public", code="2010350", **GENERAL),
    fig(1300, "20.01 %", "general_public", code="2010399", **RATE, **GENERAL),
    fig(1317, "21.42 万元", "general_public", code="2101102", **GENERAL),
    fig(1325, "-63.24 %", "general_public", code="2101103", **RATE, **GENERAL),
    fig(1345, "96.65 万元", "basic", economic="30108", **PEOPLE),
    fig(1350, "72.35 万元", "basic", **PEOPLE),
    fig(1354, "26.2 万元", "basic", economic="30201", **RUNNING),
    fig(1380, "10 万元", "project.total", **PROJECT, project=PETITIONS),
    fig(1405, "18 万元", "project.allocation", **PROJECT, project=NETWORK),
    fig(1444, "-5 万元", "three_public.total", **CHANGE, **THREE),
    fig(1452, "-8.06 %", "three_public.vehicle_operation", **RATE, **THREE),
    fig(1462, "0 家", "staff.subordinate_administrative", "count"),
    fig(1462, "119.29 万元", "operating.total", **OPERATING),
    fig(1474, "45.5 万元", "procurement.services", **OUT),
    fig(1491, "305.54 万元", "assets.vehicles_general"),
    fig(1497, "473.52 万元", "assets.other_assets"),
    fig(1505, "0 台（套）", "assets.planned_equipment_over_500k", "count"),
    fig(1511, "2 个", "performance.projects", **COUNT, **FISCAL),
    fig(1513, "35 万元", "performance.total", **FISCAL),
    fig(1528, "10 万元", "performance.total", project=PETITIONS, form="project-table"),
]

TALENT = {"project": "昌吉州“庭州英才”人才计划项目资金", "form": "project-table"}
SAFETY = {"project": "政府网站等保测评和运维经费", "form": "project-table"}
UNIT = {"project": EGOV, "form": "unit-table"}
EGOV_2024 = [
    fig(11, "17 人", "staff.active", "count"),
    fig(11, "4 人", "staff.active", **CHANGE),
    fig(17, "564.87 万元", "overall.current_year", **IN),
    fig(18, "14.28 万元", "overall.closing_carryover", **OUT),
    fig(19, "-1535.81 万元", "overall.total", **CHANGE),
    fig(21, "0.03 %", "revenue.other_income", **SHARE, **IN),
    fig(23, "221.15 万元", "expenditure.project", **OUT, kind="project"),
    fig(25, "564.71 万元", "appropriation.current_year", **IN, **FISCAL),
    fig(26, "604.13 万元", "appropriation.total", phase="approved", **FISCAL),
    fig(26, "-73.12 %", "appropriation.total", **RATE, **FISCAL),
    fig(29, "-6.53 %", "general_public.total", "variance_rate", basis="approved", **GENERAL),
    fig(32, "9.60 %", "general_public", code="208", **SHARE, **GENERAL),
    fig(37, "-1689.07 万元", "general_public", code="2010399", **CHANGE, **GENERAL),
    fig(38, "0.53 万元", "general_public", code="2080502", **GENERAL),
    fig(40, "146.85 %", "general_public", code="2080506", **RATE, **GENERAL),
    fig(46, "318.27 万元", "basic.personnel", **PEOPLE),
    fig(53, "100.00 %", "three_public.vehicles", **SHARE, **THREE),
    fig(56, "1 辆", "three_public.vehicles_owned", **COUNT, **OUT),
    fig(56, "1 辆", "assets.vehicles", "count"),
    fig(58, "1.99 万元", "three_public.total", phase="adjusted", **THREE),
    fig(61, "162.07 %", "operating.total", **RATE, **OPERATING),
    fig(63, "32.93 万元", "procurement.services", **OUT),
    fig(66, "10 台（套）", "assets.equipment_over_1m", "count"),
    fig(68, "1 个", "performance.unit_targets", **COUNT, project=EGOV),
    fig(68, "579.00 万元", "performance.total", phase="adjusted", project=EGOV),
    fig(68, "5 个", "performance.projects", "count"),
    fig(68, "100 分", "performance.score", "score", project=EGOV),
    fig(98, "604.12 万元", "performance.total", phase="approved", fund="local", **UNIT),
    fig(116, "604.12 万元", "performance.total", phase="approved", **UNIT),
    fig(93, "97.53 %", "performance.total", "execution_rate", basis="adjusted", **UNIT),
    fig(229, "20.00 万元", "performance.total", phase="approved", **SAFETY),
    fig(231, "12.00 万元", "performance.total", **SAFETY),
    fig(417, "98.35 分", "performance.score", "score", **SAFETY),
    fig(455, "10.00 分", "performance.total", "score", **TALENT),
]


class Line(NamedTuple):
    """A row of a performance table as read by eye: ``target`` is operator, value and unit of measure."""

    line: int
    levels: str
    target: tuple[str, str, str]
    weight: str
    actual: str = ""
    score: str = ""
    prior: str = ""
    rule: str = ""


#: The usual rule of scoring: as much of the weight as was completed.
SHARED = "按照完成比例赋分"

INDICATORS = {
    "changji-egov/2022-final": [
        Line(506, "产出指标/数量指标/网站改版模块数量", ("=", "21", "个"), "10", "12个", "5.71"),
        Line(588, "产出指标/成本指标/办公用房区域维修预算资金", ("<=", "15.5", "万元"), "5", "13万元", "4.19"),
        Line(739, "满意度指标/满意度指标/使用者满意度", (">=", "95", "%"), "10", "50%", "5.26"),
        Line(849, "产出指标/数量指标/政务云平台服务器台数", (">=", "1500", "个"), "5", "1500个", "5"),
        Line(1140, "产出指标/成本指标/网站维护运行成本", ("<=", "8", "万元"), "5", "5万元", "3.13"),
    ],
    "changji-services/2022-final": [
        Line(204, "产出指标/数量指标/发送短信", (">=", "10000", "条"), "5", "100000条", "5"),
        Line(245, "效益指标/可持续影响指标/系统正常使用年限", (">=", "5", "年"), "15", "1年", "3"),
        Line(299, "产出指标/成本指标/工作人员补助经费成本", ("<=", "6.62", "万元"), "6", "5.12万元", "4.64"),
        Line(383, "产出指标/成本指标/电视台业务公告成本", ("<=", "8", "万元"), "6", "1.5697万元", "1.2"),
        Line(438, "产出指标/数量指标/系统正常运行天数", ("=", "365", "天"), "5", "30天", "0.41"),
    ],
    "changji-egov/2025-budget": [
        Line(1203, "履职效能/数量指标/维护政府网站服务器台数", (">=", "80", "台"), "30"),
        Line(1326, "产出指标/质量指标/系统故障率", ("<=", "10", "%"), "10", prior="10%", rule=SHARED),
        Line(1375, "成本指标/经济成本指标/系统运行维护费", ("<=", "15", "万元"), "5", prior="15万元", rule=SHARED),
        Line(1545, "产出指标/数量指标/维护服务器数量", (">=", "1500", "台"), "15", prior="1500台", rule=SHARED),
        Line(
            2072,
            "满意度指标/满意度指标/政府门户网站使用者满意度",
            (">=", "90", "%"),
            "10",
            rule="满意度赋分",
            prior="90%",
        ),
    ],
    "changji-city-office/2023-budget": [
        Line(1574, "产出指标/数量指标/化解案件数", (">=", "1", "件"), "10", rule=SHARED),
        Line(1634, "成本指标/经济成本指标/化解案件资金成本", ("=", "10", "万元"), "20", rule=SHARED),
        Line(1751, "产出指标/数量指标/维护点", (">=", "374", "个"), "10", rule=SHARED),
        Line(1863, "成本指标/经济成本指标/电子政务外网运维费用", ("<=", "2", "万元"), "4", rule=SHARED),
        Line(1967, "满意度指标/满意度指标/服务对象满意度指标", (">=", "90", "%"), "10", rule=SHARED),
    ],
    "changji-egov/2024-final": [
        Line(152, "履职效能/数量指标/维护政府网站服务器台数", (">=", "80", "台"), "10", "80台", "10"),
        Line(197, "履职效能/数量指标/系统运行维护响应时间", ("<=", "2", "小时"), "15", "2小时", "15"),
        Line(
            327, "产出指标/质量指标/州政府网站各类安全防护完成率", (">=", "90", "%"), "5", "=100%", "4.45", rule=SHARED
        ),
        Line(
            709,
            "产出指标/数量指标/维护系统数量（个）",
            (">=", "70", "个"),
            "10",
            "=70个",
            "10",
            prior="70个",
            rule=SHARED,
        ),
        Line(
            1035,
            "成本指标/经济成本指标/系统安全运行维护费",
            ("<=", "14.04", "万元"),
            "10",
            "=14.04万元",
            "10",
            prior="5万元",
            rule=SHARED,
        ),
    ],
}

FIGURES = {
    "changji-egov/2022-final": EGOV_2022,
    "changji-services/2022-final": SERVICES_2022,
    "changji-egov/2025-budget": EGOV_2025,
    "changji-city-office/2023-budget": CITY_2023,
    "changji-egov/2024-final": EGOV_2024,
}


class Reading(NamedTuple):
    """A report's own phase and what was read of it."""

    phase: str
    parsed: Parsed

    def figures_at(self, line: int) -> list[Seen]:
        """All that is said of a line."""
        names = {project.project: project.name for project in self.parsed.projects}
        return [
            Seen(
                fact.value.normalize(), fact.unit, fact.statement, fact.item, fact.measure, fact.phase, fact.basis,
                fact.direction, fact.functional_code, fact.economic_code, fact.fund, fact.expenditure_type,
                "" if fact.project is None else names[fact.project], fact.form,
            )
            for fact in self.parsed.facts
            if _covers(fact.place, line)
        ]  # fmt: skip


def _covers(place: str, line: int) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", place)]
    return place.startswith("l") and numbers[0] <= line <= numbers[-1]


@pytest.fixture(scope="module")
def readings(repository: Layout, sources: SourceIndex, reference: Reference) -> dict[str, Reading]:
    found = {}
    for name in FIGURES:
        folder = repository.reports / name
        report = load_report(folder / "report.yml")
        paths = sources.find_all(report)
        parsed = read_parsed(folder) if paths is None else parse_report(read_all(paths), report, reference)
        found[name] = Reading("executed" if report.kind == "final" else "approved", parsed)
    return found


@pytest.mark.first_reports
@pytest.mark.parametrize(("name", "expected"), [(name, each) for name, listed in FIGURES.items() for each in listed])
def test_a_figure_is_what_a_person_read(readings: dict[str, Reading], name: str, expected: Expected) -> None:
    reading = readings[name]
    wanted = expected.seen._replace(phase=expected.seen.phase or reading.phase)
    found = reading.figures_at(expected.line)
    same = [each for each in found if (each.value, each.unit) == (wanted.value, wanted.unit)]
    assert wanted in found, same or found


@pytest.mark.first_reports
@pytest.mark.parametrize(("name", "row"), [(name, each) for name, listed in INDICATORS.items() for each in listed])
def test_an_indicator_is_what_a_person_read(readings: dict[str, Reading], name: str, row: Line) -> None:
    found = [each for each in readings[name].parsed.indicators if _covers(each.place, row.line)]
    assert row in [_as_read(each, row.line) for each in found]


def _as_read(row: Indicator, line: int) -> Line:
    target = (row.target_operator, _plain(row.target_value), row.target_unit)
    return Line(
        line, f"{row.level1}/{row.level2}/{row.level3}", target, _plain(row.weight), row.actual,
        _plain(row.score), row.prior, row.rule,
    )  # fmt: skip


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


@pytest.mark.first_reports
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("changji-egov/2025-budget", fig(832, "430.56 万元", "appropriation", code="201", **GENERAL)),
        ("changji-city-office/2023-budget", fig(1241, "902.37 万元", "appropriation", code="201", **GENERAL)),
    ],
)
def test_the_classes_of_the_general_public_budget_are_of_that_fund(
    readings: dict[str, Reading], name: str, expected: Expected
) -> None:
    assert expected.seen._replace(phase="approved") in readings[name].figures_at(expected.line)
