"""Real documents of other regions: who, when and what kind, and figures read against them: many on the
rendered pages, some (the prose, pages illegible as pictures) only in the text the reader gives.

They lie beside the sources of the reports and are not part of this repository; without them nothing is tested.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from disclosure.model import Fact, Parsed, Report
from disclosure.parse import identify_report, parse_report
from disclosure.read import read_document
from disclosure.reference import Reference
from disclosure.store import Layout

GENERAL, APPROPRIATION = "general_public_budget", "fiscal_appropriation"


class Seen(NamedTuple):
    """A figure as it stands on a page, and all that tells what it is. ``row`` is an item or a code, or both."""

    printed: str
    page: int
    statement: str
    direction: str
    row: str
    fund: str = ""
    expenditure_type: str = ""
    phase: str = "approved"
    measure: str = "amount"
    basis: str = ""


class Case(NamedTuple):
    """A document: its file, unit, year and kind, its unit of measure in forms, and what was read in it by eye."""

    file: str
    unit: str
    year: int
    kind: str
    seen: tuple[Seen, ...]


def final(*parts: str | int, **more: str) -> Seen:
    return Seen(*parts, **{"phase": "executed", **more})  # type: ignore[arg-type]


BEIJING = (
    Seen("1048475.73万元", 6, "revenue", "revenue", "total"),
    Seen("23375.84万元", 6, "revenue", "revenue", "total", measure="change", basis="prior_year"),
    Seen("870741.79万元", 6, "revenue", "revenue", "general_public_budget", GENERAL),
    Seen("66973.54万元", 6, "revenue", "revenue", "government_fund", "government_fund"),
    Seen("186874.72万元", 8, "expenditure", "expenditure", "basic", "", "basic"),
    Seen("81.76%", 8, "expenditure", "expenditure", "project", "", "project", measure="share", basis="current_year"),
    Seen("14.04%", 8, "three_public", "expenditure", "total", APPROPRIATION, measure="change_rate", basis="prior_year"),
    Seen("128.25万元", 9, "three_public", "expenditure", "overseas", APPROPRIATION),
    Seen("1143.04万元", 9, "three_public", "expenditure", "vehicles", APPROPRIATION),
    Seen("491.28万元", 9, "three_public", "expenditure", "vehicle_purchase", APPROPRIATION),
    Seen("91402.66万元", 9, "procurement", "expenditure", "total"),
    Seen("948.91万元", 9, "operating", "expenditure", "total", "", "basic_operating"),
)
CENTRAL = (
    final("19,572.91万元", 7, "overall", "revenue", "general_public_budget", GENERAL),
    final("2,228.57万元", 7, "overall", "expenditure", "208"),
    final("7,494.06万元", 7, "overall", "expenditure", "closing_carryover"),
    final("22,066.59万元", 7, "overall", "revenue", "total"),
    final("268.50万元", 8, "revenue", "revenue", "other_income/2014001"),
    final("3,319.39万元", 9, "expenditure", "expenditure", "20140", "", "project"),
    final("1,154.62万元", 10, "appropriation", "revenue", "opening_carryover", GENERAL),
    final("20,727.53万元", 10, "appropriation", "expenditure", "total", APPROPRIATION),
    final("2,603.59万元", 12, "basic", "expenditure", "30102", GENERAL, "basic_personnel"),
    final("24.67万元", 12, "basic", "expenditure", "31002", GENERAL, "basic_operating"),
    final("2,266.65万元", 12, "basic", "expenditure", "operating", GENERAL, "basic_operating"),
    Seen("76.43万元", 15, "three_public", "expenditure", "total", APPROPRIATION, phase="adjusted"),
    final("40.61万元", 15, "three_public", "expenditure", "vehicle_operation", APPROPRIATION),
    final("91.14%", 21, "general_public", "expenditure", "total", GENERAL, measure="share", basis="approved"),
)
FUZHOU = (
    Seen("6053.42万元", 7, "overall", "revenue", "general_public_budget", GENERAL),
    Seen("4481.91万元", 7, "overall", "expenditure", "204"),
    Seen("1059.28万元", 7, "overall", "expenditure", "221"),
    Seen("6053.42万元", 7, "overall", "expenditure", "total"),
    Seen("0.00万元", 7, "overall", "expenditure", "closing_carryover"),
    Seen("4481.91万元", 9, "expenditure", "expenditure", "2040250", "", "basic"),
    Seen("81.61万元", 9, "expenditure", "expenditure", "2210202"),
    Seen("0.00万元", 9, "expenditure", "expenditure", "remittance_to_superior"),
    Seen("0.00万元", 18, "three_public", "expenditure", "vehicle_purchase", APPROPRIATION),
    Seen("2.94%", 20, "overall", "revenue", "total", measure="change_rate", basis="prior_year"),
)
GUANGZHOU = (
    Seen("7,651.71万元", 5, "overall", "revenue", "fiscal_appropriation", APPROPRIATION),
    Seen("7,651.71万元", 7, "revenue", "revenue", "total"),
    Seen("7,651.71万元", 7, "revenue", "revenue", "total", GENERAL),
    Seen("0.00万元", 7, "revenue", "revenue", "service_income"),
    Seen("53.44万元", 8, "expenditure", "expenditure", "2060503", "", "project"),
    Seen("453.68万元", 13, "general_public", "expenditure", "2210201", GENERAL, "basic"),
    Seen("26.11万元", 17, "three_public", "expenditure", "total", APPROPRIATION),
    Seen("24.80万元", 17, "three_public", "expenditure", "vehicles", GENERAL),
    Seen("1.31万元", 17, "three_public", "expenditure", "reception", APPROPRIATION),
    Seen("13,804.03平方米", 26, "assets", "", "buildings", measure="area"),
)
JIANGSU = (
    Seen("23,513.11万元", 12, "overall", "expenditure", "204"),
    Seen("28,849.38万元", 12, "overall", "revenue", "current_year"),
    Seen("28,849.38万元", 12, "overall", "expenditure", "total"),
    Seen("17,123.19万元", 13, "expenditure", "expenditure", "total", "", "basic"),
    Seen("11,543.27万元", 13, "appropriation", "expenditure", "project", APPROPRIATION, "project"),
    Seen("1,733.30万元", 13, "appropriation", "expenditure", "2040504", APPROPRIATION),
    Seen("1,959.99万元", 14, "appropriation", "expenditure", "2210202", APPROPRIATION),
    Seen("4,153.04万元", 17, "operating", "expenditure", "30299", "", "basic_operating"),
    Seen("670.12万元", 17, "three_public", "expenditure", "total", APPROPRIATION),
    Seen("185.72万元", 17, "three_public", "expenditure", "reception", APPROPRIATION),
)
SHANGHAI = (
    final("9759.38万元", 10, "expenditure", "expenditure", "current_year"),
    final("4381.74万元", 10, "expenditure", "expenditure", "total", "", "project"),
    final("446.11万元", 10, "expenditure", "expenditure", "2080505", "", "basic"),
    final("236.64万元", 10, "expenditure", "expenditure", "210"),
    final("9746.50万元", 12, "appropriation", "revenue", "general_public_budget", GENERAL),
    final("236.63万元", 12, "appropriation", "expenditure", "210", APPROPRIATION),
    final("3832.36万元", 12, "appropriation", "expenditure", "212", GENERAL),
    Seen("2.85万元", 17, "three_public", "expenditure", "total", APPROPRIATION, phase="adjusted"),
    final("0.39万元", 17, "three_public", "expenditure", "reception", APPROPRIATION),
    final("1062.85万元", 20, "overall", "", "total", measure="change", basis="prior_year"),
)
SHENZHEN = (
    Seen("43,108.34万元", 15, "overall", "expenditure", "2010907"),
    Seen("55,131.54万元", 15, "overall", "revenue", "fiscal_appropriation", APPROPRIATION),
    Seen("753.13万元", 16, "overall", "revenue", "opening_carryover", APPROPRIATION),
    Seen("43,230.65万元", 18, "expenditure", "expenditure", "201", "", "project"),
    Seen("735.47万元", 21, "basic", "expenditure", "30101", GENERAL, "basic"),
    Seen("30,240.71万元", 29, "general_public", "expenditure", "30209", GENERAL, "project"),
    Seen("43.79万元", 31, "three_public", "expenditure", "total", GENERAL),
    Seen("36.14万元", 31, "three_public", "expenditure", "overseas", GENERAL),
    Seen("-12.00万元", 31, "three_public", "expenditure", "vehicles", GENERAL, measure="change", basis="prior_year"),
    Seen("18.26万元", 31, "three_public", "expenditure", "overseas", GENERAL, measure="change", basis="prior_year"),
)
SUZHOU = (
    Seen("4,651.67万元", 10, "revenue", "revenue", "total"),
    Seen("4,651.67万元", 10, "revenue", "revenue", "current_year", GENERAL),
    Seen("4,312.17万元", 16, "general_public", "expenditure", "total", GENERAL, "basic"),
    Seen("3,916.57万元", 16, "general_public", "expenditure", "total", GENERAL, "basic_personnel"),
    Seen("1,946.40万元", 16, "general_public", "expenditure", "2010801", GENERAL, "basic_personnel"),
    Seen("339.50万元", 16, "general_public", "expenditure", "2010802", GENERAL, "project"),
    Seen("225.13万元", 16, "general_public", "expenditure", "2010850", GENERAL),
    Seen("555.50万元", 16, "general_public", "expenditure", "2210202", GENERAL, "basic"),
    Seen("395.60万元", 21, "operating", "expenditure", "302", "", "basic_operating"),
    Seen("47.15万元", 28, "general_public", "expenditure", "total", GENERAL, measure="change", basis="prior_year"),
)
XIAN = (
    Seen("41,052,896.08元", 22, "overall", "revenue", "current_year"),
    Seen("31,722,917.00元", 22, "overall", "expenditure", "201"),
    Seen("29,812,828.40元", 22, "overall", "expenditure", "301", "", "basic"),
    Seen("8,490,507.50元", 22, "overall", "expenditure", "302", "", "project"),
    Seen("1,000,000.00元", 22, "overall", "revenue", "other_income"),
    Seen("42,034,723.58元", 22, "overall", "revenue", "total"),
    Seen("6,358,680.00元", 26, "general_public", "expenditure", "2010804", GENERAL, "project"),
    Seen("100,000.00元", 28, "general_public", "expenditure", "31002", GENERAL, "basic_operating"),
    Seen("102,000.00元", 35, "three_public", "expenditure", "total", APPROPRIATION),
    Seen("-18,000.00元", 35, "three_public", "expenditure", "vehicles", APPROPRIATION, measure="change",
         basis="prior_year"),
)  # fmt: skip
YANTAI = (
    Seen("7,503.31万元", 6, "overall", "revenue", "general_public_budget", GENERAL),
    Seen("7,161.14万元", 6, "overall", "expenditure", "215"),
    Seen("440.62万元", 8, "revenue", "revenue", "2150501", GENERAL),
    Seen("6,031.50万元", 9, "expenditure", "expenditure", "2150599", "", "project"),
    Seen("110.44万元", 10, "expenditure", "expenditure", "2210201", "", "basic"),
    Seen("1,281.90万元", 13, "general_public", "expenditure", "total", GENERAL, "basic_personnel"),
    Seen("162.35万元", 15, "basic", "expenditure", "30107", GENERAL, "basic_personnel"),
    Seen("19.45万元", 18, "three_public", "expenditure", "total", APPROPRIATION),
    Seen("4.45万元", 18, "three_public", "expenditure", "reception", APPROPRIATION),
    Seen("6,000.00万元", 24, "project", "expenditure", "total", GENERAL, "project"),
)
CASES = (
    Case("beijing-water-2026-budget.pdf", "北京市水务局", 2026, "budget", BEIJING),
    Case("central-petitions-2024-final.pdf", "国家信访局", 2024, "final", CENTRAL),
    Case("fuzhou-police-clerks-2026-budget.pdf", "福州市公安局文职人员管理中心", 2026, "budget", FUZHOU),
    Case("guangzhou-meteorology-2026-budget.pdf", "广州市气象局", 2026, "budget", GUANGZHOU),
    Case("jiangsu-high-court-2017-budget.pdf", "江苏省高级人民法院", 2017, "budget", JIANGSU),
    Case("shanghai-putuo-planning-2024-final.pdf", "上海市普陀区规划和自然资源局", 2024, "final", SHANGHAI),
    Case("shenzhen-port-office-2026-budget.pdf", "深圳市人民政府口岸办公室", 2026, "budget", SHENZHEN),
    Case("suzhou-audit-2026-budget.pdf", "苏州市审计局", 2026, "budget", SUZHOU),
    Case("xian-audit-2026-budget.pdf", "西安市审计局", 2026, "budget", XIAN),
    Case("yantai-big-data-2026-budget.pdf", "烟台市大数据局", 2026, "budget", YANTAI),
)
#: Figures that a form holds and no rule tells for certain, by document.
LEFT = {"jiangsu-high-court-2017-budget.pdf": 2, "yantai-big-data-2026-budget.pdf": 6}


def read_case(case: Case, repository: Layout, reference: Reference) -> Parsed:
    """The document of a case, read; skips where it is not at hand."""
    found: list[Path] = [folder / "pdf" / case.file for folder in repository.source_folders()]
    path = next((each for each in found if each.is_file()), None)
    if path is None:
        pytest.skip("the document is not at hand")
    document = read_document(path)
    identity = identify_report(document, reference)
    assert (identity.unit_name, identity.year, identity.kind) == (case.unit, case.year, case.kind)
    report = Report("another-region", identity.year, identity.kind, identity.title, identity.unit_name, ())
    return parse_report([document], report, reference)


def describe(fact: Fact) -> Seen:
    row = "/".join(filter(None, (fact.item, fact.functional_code, fact.economic_code)))
    page = int(fact.place.removeprefix("p").split("-")[0])
    return Seen(
        fact.reported + fact.reported_unit, page, fact.statement, fact.direction, row, fact.fund,
        fact.expenditure_type, fact.phase, fact.measure, fact.basis,
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_what_a_person_read_is_what_was_read(case: Case, repository: Layout, reference: Reference) -> None:
    parsed = read_case(case, repository, reference)
    facts = {describe(fact) for fact in parsed.facts}
    assert [seen for seen in case.seen if seen not in facts] == []
    forms = [figure for figure in parsed.figures if figure.section.startswith("form:")]
    assert sum(1 for figure in forms if figure.outcome == "unread") == LEFT.get(case.file, 0)
