"""Whatever facts a document holds, the audit ends, and its result does not depend on who calls."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.check import check_report, load_checks
from disclosure.model import MEASURES, PHASES, STATEMENTS, Fact, Indicator, Project, Report

REPORT = Report("invented-office", 2024, "final", "决算", "虚构办公室", ())
BUDGET = Report("invented-office", 2024, "budget", "预算", "虚构办公室", ())
values = st.decimals(min_value=-(10**40), max_value=10**40, places=4) | st.sampled_from([Decimal(0), Decimal(10_000)])

facts = st.builds(
    Fact,
    statement=st.sampled_from(STATEMENTS),
    measure=st.sampled_from(MEASURES),
    phase=st.sampled_from(PHASES),
    value=values,
    unit=st.sampled_from(["元", "%", "人"]),
    reported=st.sampled_from(["0", "0.00", "1,363.45", "10", "", "-"]),
    reported_unit=st.sampled_from(["万元", "元", "%", "人", ""]),
    form=st.sampled_from(["narrative", "table-3", "project-table"]),
    place=st.just("l1"),
    quote=st.just("x"),
    direction=st.sampled_from(["", "revenue", "expenditure"]),
    item=st.sampled_from(
        ["", "total", "current_year", "basic", "vehicles", "overseas", "reception", "score", "projects"]
    ),
    functional_code=st.sampled_from(["", "201", "20103", "2010350"]),
    functional_name=st.sampled_from(["", "甲", "甲/乙"]),
    economic_code=st.sampled_from(["", "302", "30201"]),
    fund=st.sampled_from(["", "fiscal_appropriation", "other"]),
    expenditure_type=st.sampled_from(["", "basic", "project"]),
    project=st.sampled_from([None, 0, 1]),
    basis=st.sampled_from(["", "prior_year", "approved", "total"]),
)
indicators = st.builds(
    Indicator,
    project=st.sampled_from([0, 1]),
    level1=st.sampled_from(["成本指标", "产出指标"]),
    level2=st.just("数量指标"),
    level3=st.just("个数"),
    place=st.just("l1"),
    actual_value=st.none() | values,
    actual_unit=st.sampled_from(["万元", "个", ""]),
    weight=st.none() | values,
    score=st.none() | values,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(facts, max_size=30), st.lists(indicators, max_size=5), st.sampled_from([REPORT, BUDGET]))
def test_any_facts(some: list[Fact], rows: list[Indicator], report: Report) -> None:
    projects = [Project(0, "整体"), Project(1, "甲项目", total_score=Decimal("90.5"))]
    findings, results = check_report(report, some, (), projects, rows)
    assert [result.check for result in results] == list(load_checks())
    assert len({finding.finding for finding in findings}) == len(findings)
    for finding in findings:
        assert all(1 <= number <= len(some) for number in finding.facts)
        assert finding.message_zh.endswith("。")
    failed = {finding.check for finding in findings}
    # one finding may stand for what several checks found
    assert failed <= {result.check for result in results if result.outcome in ("fail", "rounding")}
    with localcontext(Context(prec=5)):
        assert check_report(report, some, (), projects, rows) == (findings, results)
