"""Every check has a case it passes and a case it finds, on facts of an invented unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.check.facts import change as changed
from tests.check.facts import codes, state
from tests.check.words import BETWEEN, WORDS, project_lines

from disclosure.check import check_report, load_checks
from disclosure.model import Fact, Finding, Indicator, Kind, Project, Report


def items(statement: str, rows: dict[str, str], **more: Any) -> list[Fact]:
    """Rows by item."""
    return [state(statement, item, value, **more) for item, value in rows.items()]


def overall(total: str) -> list[Fact]:
    rows = {"total": total, "current_year": "332.96", "use_of_nonfiscal_surplus": "0.00", "opening_carryover": "20.17"}
    return items("overall", rows, direction="revenue")


def balance(spent: str) -> list[Fact]:
    return [
        state("overall", "total", "9.00", direction="revenue"),
        state("overall", "total", spent, direction="expenditure"),
    ]


def revenue(other: str) -> list[Fact]:
    rows = {
        "current_year": "10.00",
        "fiscal_appropriation": "9.00",
        "superior_subsidy": "0.00",
        "service_income": "0.00",
    }
    return items("revenue", rows | {"business_income": "0.00", "subsidiary_remittance": "0.00", "other_income": other})


def expenditure(project: str) -> list[Fact]:
    rows = {"current_year": "10.00", "basic": "6.00", "project": project, "remittance_to_superior": "0.00"}
    return items("expenditure", rows | {"business_expenditure": "0.00", "subsidy_to_subsidiaries": "0.00"})


def appropriation(carryover: str) -> list[Fact]:
    rows = {"total": "10.00", "current_year": "8.00", "closing_carryover": carryover}
    return items("appropriation", rows, direction="expenditure")


def by_kind(project: str) -> list[Fact]:
    return [
        state("general_public", "", value, functional_code="201", expenditure_type=kind, form="table-5")
        for kind, value in (("", "10.00"), ("basic", "6.00"), ("project", project))
    ]


def functions(last: str) -> list[Fact]:
    rows = {"201": "6.00", "208": "4.00", "2010301": "2.00", "2010350": last}
    return [state("general_public", "total", "10.00"), *codes("general_public", rows)]


def economics(last: str) -> list[Fact]:
    rows = {"302": "5.00", "30201": "2.00", "30211": last}
    return [
        state("basic", "", value, economic_code=code, economic_name=code, form="table-6")
        for code, value in rows.items()
    ]


def funds(second: str) -> list[Fact]:
    rows = {"fiscal_appropriation": "10.00", "general_public_budget": "9.00", "government_fund": second}
    rows["state_capital"] = "0.00"
    return [state("three_public", "total", value, fund=fund, form="table-10") for fund, value in rows.items()]


def three_public(reception: str) -> list[Fact]:
    return items("three_public", {"total": "2.12", "overseas": "0.00", "vehicles": "2.00", "reception": reception})


def procurement(services: str) -> list[Fact]:
    return items("procurement", {"total": "168.01", "goods": "66.16", "works": "15.83", "services": services})


def bought(value: str) -> list[Fact]:
    year = state("overall", "current_year", "50.00", direction="expenditure")
    return [year, state("procurement", "total", value)]


def small_firms(micro: str) -> list[Fact]:
    return items("procurement", {"total": "168.01", "sme": "160.00", "micro": micro})


def staff(retired: str) -> list[Fact]:
    rows = {"headcount": "9", "active": "8", "veteran_retired": "0", "retired": retired}
    return items("staff", rows, reported_unit="人")


def vehicles(other: str) -> list[Fact]:
    kinds = ("ministerial", "leaders", "confidential", "emergency", "law_enforcement", "special", "retired")
    rows = {"vehicles": "1", **{f"vehicles_{kind}": "0" for kind in kinds}, "vehicles_other": other}
    return items("assets", rows, reported_unit="辆")


def within(general: str) -> list[Fact]:
    return [*codes("expenditure", {"201": "10.00"}), *codes("general_public", {"201": general})]


def related(operating: str) -> list[Fact]:
    return [
        state("basic", "operating", "13.01", expenditure_type="basic_operating"),
        state("operating", "total", operating),
    ]


def repeated(again: str) -> list[Fact]:
    return [
        state("general_public", "total", "11.97"),
        state("general_public", "total", again, form="table-5", place="l9"),
    ]


def change(rate: str) -> list[Fact]:
    return [
        state("overall", "total", "353.13", direction="revenue"),
        state("overall", "total", "15.87", measure="change", basis="prior_year", direction="revenue"),
        state("overall", "total", rate, "%", measure="change_rate", basis="prior_year", direction="revenue"),
    ]


def prior(rise: str) -> list[Fact]:
    return [
        state("operating", "total", "5.00"),
        state("operating", "total", rise, measure="change", basis="prior_year"),
    ]


def prior_sum(second: str) -> list[Fact]:
    facts = []
    for code, value, rise in (("", "10.00", "3.00"), ("201", "6.00", "1.00"), ("208", "4.00", second)):
        row = {"functional_code": code, "functional_name": code} if code else {}
        item = "" if code else "total"
        facts.append(state("general_public", item, value, **row))
        facts.append(state("general_public", item, rise, measure="change", basis="prior_year", **row))
    return facts


def shares(share: str) -> list[Fact]:
    facts = items("three_public", {"total": "2.12", "vehicles": "2.00"})
    return [*facts, state("three_public", "vehicles", share, "%", basis="total")]


def all_shares(last: str) -> list[Fact]:
    facts = three_public("0.12")
    rows = {"overseas": "0.00", "vehicles": "94.34", "reception": last}
    return [*facts, *items("three_public", rows, reported_unit="%", basis="total")]


def variance(rate: str) -> list[Fact]:
    return [
        state("appropriation", "total", "314.96", phase="approved", direction="revenue"),
        state("appropriation", "total", "336.19", direction="revenue"),
        state("appropriation", "total", rate, "%", measure="variance_rate", basis="approved", direction="revenue"),
    ]


def worth(value: str) -> list[Fact]:
    return [state("assets", "vehicles", "0", "辆"), state("assets", "vehicles", value)]


def running(cost: str) -> list[Fact]:
    return [state("assets", "vehicles", "0", "辆"), state("three_public", "vehicle_operation", cost)]


def project_funds(other: str) -> list[Fact]:
    rows = (("", "10.00"), ("fiscal_appropriation", "8.00"), ("carryover", "0.00"), ("other", other))
    return [state("performance", "total", value, fund=fund, project=1, form="project-table") for fund, value in rows]


def allocation(second: str) -> list[Fact]:
    return [
        state("project", "total", "140.00", project=1),
        state("project", "allocation", "65.00", project=1),
        state("project", "allocation", second, project=1),
    ]


def projects(second: str) -> list[Fact]:
    return [
        state("performance", "projects", "2", "个"),
        state("performance", "total", "30.00", phase="adjusted"),
        state("performance", "total", "10.00", phase="adjusted", project=1, form="project-table"),
        state("performance", "total", second, phase="adjusted", project=2, form="project-table"),
    ]


def tasks(second: str) -> list[Fact]:
    return [
        state("performance", "total", "30.00", phase="adjusted", project=0, form="unit-table"),
        state("performance", "task", "10.00", phase="adjusted", project=1, form="unit-table"),
        state("performance", "task", second, phase="adjusted", project=2, form="unit-table"),
    ]


def executed(spent: str) -> list[Fact]:
    return [
        state("performance", "total", "10.00", phase="adjusted", project=1, form="project-table"),
        state("performance", "total", spent, project=1, form="project-table"),
    ]


ONE = (Project(1, "甲项目", total_score=Decimal("98.35")),)


def indicate(weights: Sequence[str], scores: Sequence[str]) -> list[Indicator]:
    pairs = zip(weights, scores, strict=True)
    return [Indicator(1, "产出", "数量", "个数", "l1", weight=Decimal(w), score=Decimal(s)) for w, s in pairs]


FUNDS_SCORE = state("performance", "score", "10.00", "分", project=1, form="project-table")
#: check -> how facts are made, what passes, what is found; finals unless said
CASES: dict[str, tuple[Callable[[str], list[Fact]], str, str]] = {
    "overall-parts": (overall, "353.13", "354.13"),
    "revenue-equals-expenditure": (balance, "9.00", "9.10"),
    "revenue-by-source": (revenue, "1.00", "2.00"),
    "expenditure-by-kind": (expenditure, "4.00", "5.00"),
    "appropriation-parts": (appropriation, "2.00", "3.00"),
    "basic-and-project": (by_kind, "4.00", "5.00"),
    "functional-sums": (functions, "4.00", "5.00"),
    "economic-sums": (economics, "3.00", "4.00"),
    "fund-columns": (funds, "1.00", "2.00"),
    "basic-parts": (
        lambda value: items("basic", {"total": "10.00", "personnel": "7.00", "operating": value}),
        "3.00",
        "2.00",
    ),
    "three-public-parts": (three_public, "0.12", "0.21"),
    "procurement-parts": (procurement, "86.02", "68.02"),
    "procurement-small-firms": (small_firms, "154.48", "161.00"),
    "procurement-within-spending": (bought, "50.00", "51.00"),
    "staff-parts": (staff, "1", "2"),
    "vehicles-by-kind": (vehicles, "1", "0"),
    "part-within-whole": (within, "10.00", "11.00"),
    "related-statements": (related, "13.01", "13.10"),
    "repeated-figures": (repeated, "11.97", "11.79"),
    "change-rate": (change, "4.71", "14.71"),
    "implied-prior-year": (prior, "5.00", "6.00"),
    "prior-year-sum": (prior_sum, "2.00", "1.00"),
    "shares": (shares, "94.34", "96.34"),
    "shares-sum": (all_shares, "5.66", "6.56"),
    "variance-rate": (variance, "6.74", "7.64"),
    "value-without-count": (worth, "0.00", "28.96"),
    "running-cost-without-vehicles": (running, "0.00", "1.99"),
    "project-funds": (project_funds, "2.00", "3.00"),
    "project-allocation": (allocation, "75.00", "85.00"),
    "projects-sum": (projects, "20.00", "21.00"),
    "tasks-sum": (tasks, "20.00", "21.00"),
    "executed-within-budget": (executed, "10.00", "11.00"),
}
OF_INDICATORS = {"indicator-weights", "indicator-scores", "projects-count", "costs-within-money"}
#: Tested in test_parts.py and test_lists.py.
OF_DETAILS = {
    "units-and-department", "list-and-total", "named-part", "both-classifications", "prior-year-restated",
}  # fmt: skip


def audit(facts: Sequence[Fact], kind: Kind = "final", **more: Any) -> tuple[list[Finding], dict[str, tuple[str, int]]]:
    report = Report("invented-office", 2024, kind, "决算", "虚构办公室", ())
    findings, results = check_report(report, facts, **more)
    return findings, {result.check: (result.outcome, result.tested) for result in results}


def test_every_check_has_its_cases() -> None:
    assert set(load_checks()) == set(CASES) | OF_INDICATORS | OF_DETAILS | set(WORDS) | set(BETWEEN)


@pytest.mark.parametrize("check", CASES)
def test_check_passes(check: str) -> None:
    make, good, _ = CASES[check]
    findings, results = audit(make(good))
    assert findings == []
    assert results[check][0] == "pass"
    assert results[check][1] > 0


@pytest.mark.parametrize("check", CASES)
def test_check_finds(check: str) -> None:
    make, _, bad = CASES[check]
    findings, results = audit(make(bad))
    found = [finding for finding in findings if finding.check == check]
    assert found
    assert results[check][0] == "fail"
    for finding in found:
        assert finding.outcome != "rounding"
        assert finding.facts
        assert "第 1 行" in finding.message_zh
        assert "line 1" in finding.message_en.lower()


@pytest.mark.parametrize("check", CASES)
def test_nothing_stated_is_no_pass(check: str) -> None:
    findings, results = audit([])
    assert findings == []
    assert results[check] == ("not_applicable", 0)


@pytest.mark.parametrize("check", CASES)
def test_a_missing_part_is_no_mismatch(check: str) -> None:
    """Whatever single fact is left out of a report that is right, nothing wrong is found in it."""
    make, good, _ = CASES[check]
    facts = make(good)
    for gone in range(len(facts)):
        findings, _ = audit(facts[:gone] + facts[gone + 1 :])
        assert [finding for finding in findings if finding.outcome != "omission"] == []


@pytest.mark.parametrize(
    ("check", "weights", "scores", "expected"),
    [
        ("indicator-weights", ["50", "40"], ["50", "38.35"], "pass"),
        ("indicator-weights", ["60", "50"], ["50", "38.35"], "fail"),
        ("indicator-weights", ["50", "30"], ["50", "38.35"], "not_checked"),
        ("indicator-scores", ["50", "40"], ["50", "38.35"], "pass"),
        ("indicator-scores", ["50", "40"], ["50", "37.35"], "fail"),
        ("indicator-scores", ["50", "40"], ["50", "38.34"], "rounding"),
    ],
)
def test_indicators(check: str, weights: list[str], scores: list[str], expected: str) -> None:
    _, results = audit([FUNDS_SCORE], projects=ONE, indicators=indicate(weights, scores))
    assert results[check][0] == expected


@pytest.mark.parametrize(("stated", "expected"), [("1", "pass"), ("2", "fail")])
def test_projects_count(stated: str, expected: str) -> None:
    facts = [state("performance", "projects", stated, "个")]
    _, results = audit(facts, projects=ONE, indicators=indicate(["90"], ["80"]))
    assert results["projects-count"][0] == expected


@pytest.mark.parametrize(("costs", "expected"), [(["6", "4"], "pass"), (["6", "2"], "pass"), (["8", "4"], "fail")])
def test_costs_within_money(costs: list[str], expected: str) -> None:
    row = Indicator(1, "成本指标", "经济成本指标", "运维费", "l1", actual_unit="万元")
    indicators = [replace(row, actual=f"{cost}万元", actual_value=Decimal(cost)) for cost in costs]
    facts = [state("performance", "total", "10.00", project=1, form="project-table")]
    _, results = audit(facts, projects=ONE, indicators=indicators)
    assert results["costs-within-money"] == (expected, 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("二期项目总投资", "not_applicable"),
        ("预算投资总额", "not_applicable"),
        ("设备投资", "fail"),
        ("总成本", "fail"),
    ],
)
def test_what_a_project_costs_over_all_its_years_is_not_the_money_of_one(name: str, expected: str) -> None:
    row = Indicator(
        1, "产出指标", "成本指标", name, "l1", actual_unit="万元", actual="90万元", actual_value=Decimal(90)
    )
    facts = [state("performance", "total", "10.00", project=1, form="project-table")]
    _, results = audit(facts, projects=ONE, indicators=[row])
    assert results["costs-within-money"][0] == expected


@pytest.mark.parametrize(("total", "expected"), [("0.00", "pass"), ("8.00", "fail")])
def test_shares_of_nothing_sum_to_nothing(total: str, expected: str) -> None:
    amounts = {"total": total, "overseas": total, "vehicles": "0.00", "reception": "0.00"}
    nothing = dict.fromkeys(("overseas", "vehicles", "reception"), "0")
    facts = [*items("three_public", amounts), *items("three_public", nothing, reported_unit="%", basis="total")]
    assert audit(facts)[1]["shares-sum"][0] == expected


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ("通用", "专用", "not_checked"), ("专用", "通用", "not_checked"), ("通用", "", "not_checked"),
        ("专用", "专用", "fail"), ("", "专用", "fail"), ("", "", "fail"),
    ],
)  # fmt: skip
def test_only_equipment_of_one_class_is_within_equipment_of_that_class(whole: str, part: str, expected: str) -> None:
    facts = [
        replace(state("assets", item, count, "台"), quote=f"单位价值{price}万元以上{name}设备{count}台")
        for item, count, price, name in (
            ("equipment_over_500k", "6", "50", whole), ("equipment_over_1m", "10", "100", part)
        )
    ]  # fmt: skip
    assert audit(facts)[1]["asset-subsets"][0] == expected


def test_a_row_copied_into_two_columns_is_one_finding() -> None:
    facts = [
        state("basic", "", value, economic_code=code, economic_name=code, expenditure_type=column, form="table-6")
        for column in ("basic", "basic_operating")
        for code, value in (("302", "5.00"), ("30201", "2.00"), ("30211", "4.00"))
    ]
    findings, results = audit(facts)
    assert [finding.facts for finding in findings] == [(1, 2, 3, 4, 5, 6)]
    assert results["economic-sums"] == ("fail", 2)
    assert "另有1处" in findings[0].message_zh


def test_two_economic_classifications_are_summed_apart() -> None:
    rows = {"301": "6.00", "302": "4.00", "501": "6.00", "502": "4.00"}
    facts = [state("overall", "current_year", "10.00", direction="expenditure", form="table-1")]
    facts += [
        state("overall", "", value, direction="expenditure", economic_code=code, economic_name=code, form="table-1")
        for code, value in rows.items()
    ]
    assert audit(facts)[1]["economic-sums"] == ("pass", 2)
    facts[-1] = replace(facts[-1], value=facts[-1].value * 2)
    assert audit(facts)[1]["economic-sums"][0] == "fail"


def test_projects_of_all_funds_are_not_those_of_the_general_public_budget() -> None:
    facts = [
        state("project", "total", "9.00", expenditure_type="project", form="table-2"),
        state(
            "general_public", "total", "6.00", fund="general_public_budget", expenditure_type="project", form="table-3"
        ),
    ]
    whole = state("overall", "project", "9.00", direction="expenditure", expenditure_type="project", form="table-1")
    assert audit(facts)[1]["related-statements"][0] != "fail"
    assert audit([whole, *facts])[1]["related-statements"][0] != "fail"


def test_projects_are_compared_where_all_of_them_are_of_the_general_public_budget() -> None:
    public = {"expenditure_type": "project", "form": "table-3", "fund": "general_public_budget"}
    whole = state("overall", "project", "6.00", direction="expenditure", expenditure_type="project", form="table-1")
    facts = [
        whole,
        state("project", "total", "9.00", expenditure_type="project", form="table-2"),
        state("general_public", "total", "6.00", **public),
    ]
    assert audit(facts)[1]["related-statements"] == ("fail", 1)


def test_figures_with_digits_cut_off_are_no_mismatch() -> None:
    table = {"form": "table-1", "measure": "amount"}
    cut = state("expenditure", "total", "10429.84"), state("expenditure", "total", "104298313.00", "元", **table)
    assert [(f.check, f.outcome, f.severity) for f in audit(cut)[0]] == [("repeated-figures", "rounding", "info")]
    far = state("expenditure", "total", "10429.84"), state("expenditure", "total", "104298500.00", "元", **table)
    assert [(f.check, f.severity) for f in audit(far)[0]] == [("repeated-figures", "notice")]


def test_an_opening_balance_of_own_accounts_counts_where_it_is_stated() -> None:
    rows = [("current_year", "8.00"), ("opening_carryover", "1.00"), ("account_balance", "2.00"), ("total", "11.00")]
    facts = [state("overall", item, value, direction="revenue", form="table-1") for item, value in rows]
    assert audit(facts, kind="budget")[1]["overall-parts"] == ("pass", 1)
    wrong = [*facts[:-1], replace(facts[-1], value=facts[-1].value + 10_000, reported="12.00")]
    assert audit(wrong, kind="budget")[1]["overall-parts"][0] == "fail"


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        ("20", "30", False),  # no printed operator: more is not a miss
        ("20", "15", True),
        (">=20", "15", True),
        ("<=20", "25", True),
        (">20", ">20", False),  # a bound has no value
        ("=20", "25", False),
    ],
)
def test_a_target_is_missed_by_its_operator_alone(target: str, actual: str, found: bool) -> None:
    operator = target.rstrip("0123456789")
    row = Indicator(
        1, "产出指标", "数量指标", "举办培训", "l1", target=target, target_operator=operator,
        target_value=Decimal(target.lstrip("<>=")), target_unit="次", actual=actual,
        actual_value=Decimal(actual.lstrip("<>=")), actual_unit="次", weight=Decimal(10), score=Decimal(10),
    )  # fmt: skip
    assert (audit([], indicators=[row])[1]["missed-but-full"][0] == "fail") == found
    assert (
        audit([], indicators=[replace(row, level3="培训成本", target_operator="", actual_value=Decimal(1))])[1][
            "missed-but-full"
        ][0]
        != "fail"
    )


def test_a_long_sum_leaves_its_zeros_out() -> None:
    rows = {f"{code}": "0.00" for code in range(201, 211)} | {"211": "6.00", "212": "5.00"}
    findings, _ = audit([state("general_public", "total", "10.00"), *codes("general_public", rows)])
    assert "所列下级科目 6.00 + 5.00 = 11.00万元" in findings[0].message_zh
    assert len(findings[0].facts) == 13


def test_rounding_is_told_from_error() -> None:
    findings, results = audit(expenditure("4.01"))
    assert results["expenditure-by-kind"][0] == "rounding"
    assert [(finding.outcome, finding.severity) for finding in findings] == [("rounding", "info")]


def test_an_open_list_that_sums_to_less_is_an_omission() -> None:
    findings, _ = audit(functions("3.00"))
    assert [(finding.check, finding.outcome, finding.severity) for finding in findings] == [
        ("functional-sums", "omission", "notice")
    ]


def test_a_number_written_short_has_the_decimals_of_its_document() -> None:
    """A 10 among amounts with two decimals is 10.00, so a gap of 0.16 is no rounding."""
    rows = {"2010301": "640.17", "2010308": "10", "2010350": "227.36", "2010399": "25.00"}
    facts = [*codes("general_public", {"201": "902.37"}), *codes("general_public", rows)]
    findings, _ = audit(facts)
    assert [finding.outcome for finding in findings] == ["mismatch"]


def test_a_zero_base_has_no_rate() -> None:
    facts = [
        state("operating", "total", "6.67"),
        state("operating", "total", "6.67", measure="change", basis="prior_year"),
        state("operating", "total", "100.00", "%", measure="change_rate", basis="prior_year"),
    ]
    findings, results = audit(facts)
    assert [(finding.check, finding.outcome) for finding in findings] == [("rate-of-zero-base", "wording")]
    assert results["change-rate"] == ("not_checked", 0)


def test_a_figure_stated_twice_is_summed_once() -> None:
    findings, _ = audit([*three_public("0.12"), state("three_public", "vehicles", "2.00", place="l9")])
    assert findings == []


def test_forms_are_not_mixed() -> None:
    """A total of one form is never held against the parts of another."""
    facts = [*functions("4.00"), *codes("general_public", {"201": "7.00"}, form="table-5")]
    findings, _ = audit(facts)
    assert {finding.check for finding in findings} == {"repeated-figures"}


def test_budget_sources_with_transfers_inside_or_beside() -> None:
    for own, transfers in (("10.00", "4.00"), ("6.00", "4.00")):
        rows = {"total": "10.00", "general_public_budget": own, "higher_level_transfers": transfers}
        findings, results = audit(items("revenue", rows, phase="approved"), kind="budget")
        assert findings == []
        assert results["revenue-by-source"][0] == "pass"


@pytest.mark.parametrize(("project", "outcome"), [("83.00", "pass"), ("83.01", "rounding"), ("90.00", "fail")])
def test_a_budget_with_what_is_carried_over(project: str, outcome: str) -> None:
    facts = [
        *items("expenditure", {"total": "104.00", "basic": "18.00", "project": project}, phase="approved"),
        state("overall", "closing_carryover", "3.00", phase="approved", direction="expenditure"),
    ]
    _, results = audit(facts, kind="budget")
    assert results["expenditure-by-kind"] == (outcome, 1)


def test_one_total_for_both_sides() -> None:
    """收支总预算 is revenue and expenditure at once."""
    rows = [
        state("overall", "total", "10.00"),
        state("revenue", "total", "10.10"),
        state("expenditure", "total", "10.00"),
    ]
    findings, results = audit(rows, kind="budget")
    assert [finding.check for finding in findings] == ["related-statements"]
    assert results["revenue-equals-expenditure"] == ("not_checked", 0)


def test_ids_do_not_depend_on_places_or_order() -> None:
    facts = overall("354.13")
    moved = [state("staff", "offices", "4", "个"), *(Fact(**{**_fields(fact), "place": "p7"}) for fact in facts)]
    assert [f.finding for f in audit(facts)[0]] == [f.finding for f in audit(moved)[0]]


def test_ids_are_unique() -> None:
    facts = [fact for make, _, bad in CASES.values() for fact in make(bad)]
    findings, _ = audit(facts)
    assert len({finding.finding for finding in findings}) == len(findings) > 10


def test_messages_without_code_lists_use_identifiers() -> None:
    findings, _ = audit(repeated("11.79"), concepts={})
    assert findings[0].message_en.startswith("Total: ")


def _fields(fact: Fact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in Fact.__dataclass_fields__}


@pytest.mark.parametrize("check", CASES)
def test_english_messages_hold_no_chinese_but_names_and_units(check: str) -> None:
    make, _, bad = CASES[check]
    for finding in audit(make(bad))[0]:
        words = re.sub(r"万元|分|个|人|辆", "", finding.message_en)
        assert not re.search(r"[一-鿿、，。；（）]", words), finding.message_en
        assert words[0].isupper() or words[0].isdigit()


def scored(weights: Sequence[int], money: str, total: str) -> tuple[list[Finding], dict[str, tuple[str, int]]]:
    """One project of which every indicator has its full score."""
    rows = [
        Indicator(1, "产出", "数量", f"指标{n}", "l1", weight=Decimal(w), score=Decimal(w))
        for n, w in enumerate(weights)
    ]
    project = Project(1, "虚构项目", total_score=Decimal(total))
    fund = [state("performance", "total", money, "分", project=1, form="table-1")]
    return audit(fund, projects=[project], indicators=rows)


def test_scores_are_added_only_where_the_weights_make_up_full_marks() -> None:
    assert scored([50, 40], "9.75", "99.75")[1]["indicator-scores"] == ("pass", 1)
    assert scored([50, 40], "9.75", "100")[1]["indicator-scores"] == ("fail", 1)
    assert scored([50, 30], "9.75", "99.75")[1]["indicator-scores"] == ("not_checked", 0)  # a row was not read
    assert scored([50, 40, 50, 40], "9.75", "99.75")[1]["indicator-scores"] == ("not_checked", 0)  # two tables
    assert scored([50, 40], "75.50", "90")[1]["indicator-scores"] == ("not_checked", 0)  # not a score for money


def test_a_share_of_small_firms_is_not_held_against_all_procurement() -> None:
    facts = [
        state("procurement", "total", "200.00"),
        state("procurement", "micro", "5.00"),
        state("procurement", "micro", "50.00", "%", basis="total"),
    ]
    assert audit(facts)[1]["shares"] == ("not_checked", 0)
    assert audit([*facts, state("procurement", "sme", "10.00")])[1]["shares"] == ("pass", 1)


def test_an_economic_class_is_not_all_expenditure_of_the_prior_year() -> None:
    more: dict[str, Any] = {"phase": "approved"}
    facts = [
        *changed("revenue", "total", "100.00", "10.00", **more),
        *changed("expenditure", "", "20.00", "-5.00", economic_name="委托业务费", **more),
    ]
    assert audit(facts, kind="budget")[1]["prior-year-balance"] == ("not_applicable", 0)
    facts += changed("expenditure", "total", "100.00", "30.00", **more)
    assert audit(facts, kind="budget")[1]["prior-year-balance"] == ("fail", 1)


def test_what_a_rate_implies_is_stated_no_finer_than_the_amounts() -> None:
    *others, rate = project_lines("9.00")
    report = Report("invented-office-2031-budget", 2031, "budget", "预算", "虚构办公室", ())
    facts = [*others, replace(rate, value=Decimal("20.01"), reported="20.01")]
    (found,) = (each for each in check_report(report, facts)[0] if each.check == "project-lines")
    assert (found.expected, found.difference) == (Decimal(131700), Decimal(-41700))
    assert "13.17万元" in found.message_zh
    assert "4.17万元" in found.message_zh


def found_of(facts: list[Fact], check: str, kind: Kind = "final") -> list[Finding]:
    report = Report("invented-office", 2024, kind, "报告", "虚构办公室", ())
    return [each for each in check_report(report, facts)[0] if each.check == check]


def test_a_rate_copied_from_the_total_is_not_that_of_the_total() -> None:
    """The same change and rate are stated of the total and of a part: the part has a rate of its own."""
    total = changed("three_public", "total", "20.00", "-4.00", "-16.67", fund="fiscal_appropriation")
    part = changed("three_public", "vehicles", "19.00", "-4.00", "-16.67", fund="fiscal_appropriation")
    right = changed("three_public", "vehicles", "19.00", "-4.00", "-17.39", fund="fiscal_appropriation")
    assert len(found_of([*total, *part], "change-rate")) == 1
    assert found_of([*total, *right], "change-rate") == []
    # the change is stated once: it may be of the total
    assert found_of([total[0], *part], "change-rate") == []


def test_rows_below_a_class_are_not_added_to_it() -> None:
    """Classes with codes, and items of one of them known by name: 公共安全支出 and 公共安全支出/司法/法律服务."""
    whole = state("general_public", "total", "10.00")
    names = ("公共安全支出", "教育")
    classes = codes("general_public", {"204": "5.00", "205": "3.00"})
    classes = [replace(each, functional_name=name) for each, name in zip(classes, names, strict=True)]
    below = [
        state("general_public", "", value, functional_name=name)
        for name, value in (
            ("公共安全支出/司法/法律服务", "5.00"),
            ("教育支出/教育管理/培训", "3.00"),
            ("国防/动员/演练", "2.00"),
        )
    ]
    assert found_of([whole, *classes, *below], "functional-sums") == []
    more = [*below, state("general_public", "", "3.00", functional_name="国防/动员/其他动员")]
    assert len(found_of([whole, *classes, *more], "functional-sums")) == 1


@pytest.mark.parametrize(("of", "number"), [("vehicles_special", 0), ("vehicles_other", 0), ("", 1)])
def test_vehicles_of_every_kind_are_counted(of: str, number: int) -> None:
    kinds = ("vehicles_general", "vehicles_law_enforcement", "vehicles_special", "vehicles_other")
    counts = [state("assets", kind, "1" if kind == of else "0", "辆", phase="approved") for kind in kinds]
    facts = [state("assets", "vehicles", "1", "辆", phase="approved"), *counts]
    assert len(found_of(facts, "vehicles-by-kind", "budget")) == number


@pytest.mark.parametrize(("fall", "number"), [("-5.00", 0), ("-7.00", 1)])
def test_the_changes_of_the_funds_make_that_of_the_appropriation(fall: str, number: int) -> None:
    rises = {
        "fiscal_appropriation": "10.00",
        "general_public_budget": fall,
        "government_fund": "15.00",
        "state_capital": "0",
    }
    facts = [
        state("overall", item, rise, measure="change", basis="prior_year", direction="expenditure", fund=item)
        for item, rise in rises.items()
    ]
    assert len(found_of(facts, "appropriation-parts")) == number
    assert found_of(facts[:-1], "appropriation-parts") == []
