"""Lists and named parts against their total, both classifications, and the year before in two documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from disclosure.check import check_report, check_unit
from disclosure.model import Detail, Fact, Finding, Parsed, Report

REPORT = Report("invented-office", 2026, "budget", "预算", "虚构办公室", ())


def make_fact(statement: str, value: str, **more: Any) -> Fact:
    shared = {"direction": "expenditure", "item": "total", "form": "table-2"} | more
    return Fact(
        statement, "amount", "approved", Decimal(value) * 10_000, "元", value, "万元", place="p1", quote=value, **shared
    )


def make_detail(kind: str, statement: str, value: str, **more: Any) -> Detail:
    of_fact = {each.name for each in fields(Fact)}
    fact = make_fact(statement, value, **{name: each for name, each in more.items() if name in of_fact})
    shared = {name: getattr(fact, name) for name in of_fact}
    own = {name: each for name, each in more.items() if name not in of_fact}
    return Detail(**shared | {"kind": kind, "year": 2026} | own)


def audit(check: str, facts: Sequence[Fact], details: Sequence[Detail]) -> tuple[str, int, list[Finding]]:
    findings, results = check_report(REPORT, facts, details=details)
    result = next(each for each in results if each.check == check)
    return result.outcome, result.tested, [each for each in findings if each.check == check]


def test_purchases_add_up_to_no_more_than_their_total() -> None:
    bought = [make_detail("purchase", "procurement", value) for value in ("3.00", "4.00")]
    assert audit("list-and-total", [make_fact("procurement", "7.00")], bought) == ("pass", 1, [])
    outcome, tested, (finding,) = audit("list-and-total", [make_fact("procurement", "6.00")], bought)
    assert (outcome, tested, finding.facts) == ("fail", 1, (1,))
    assert "逐项采购 2 行之和为7.00万元，多1.00万元" in finding.message_zh
    # a smaller sum may lack rows: an omission where the total is in the list itself and all of it was read
    (short,) = audit("list-and-total", [make_fact("procurement", "9.00")], bought)[2]
    assert (short.outcome, short.severity) == ("omission", "notice")
    assert "少2.00万元" in short.message_zh
    elsewhere = [make_fact("procurement", "9.00", form="narrative")]
    assert audit("list-and-total", elsewhere, bought)[:2] == ("not_applicable", 0)


@pytest.mark.parametrize("section", ["form:procurement", "form:procurement:table-2"])
def test_a_list_that_is_read_in_part_is_not_short(section: str) -> None:
    bought = [make_detail("purchase", "procurement", value) for value in ("3.00", "4.00")]
    facts = [make_fact("procurement", "9.00")]
    findings, _ = check_report(REPORT, facts, details=bought, partial=frozenset({section}))
    assert [each for each in findings if each.check == "list-and-total"] == []


def test_meetings_are_held_against_their_cost_in_the_text() -> None:
    whole = make_fact("three_public", "2.00", item="meetings", form="narrative")
    events = [make_detail("event", "three_public", "2.50", item="meetings", thing="年会", form="table-unnumbered-1")]
    assert audit("list-and-total", [whole], events)[0] == "fail"
    others = [replace(events[0], item="training")]
    assert audit("list-and-total", [whole], others) == ("not_applicable", 0, [])


def test_vehicles_to_buy_are_held_against_their_number() -> None:
    number = replace(
        make_fact("assets", "1", item="planned_vehicle_purchase", direction="", form="narrative"),
        measure="count", value=Decimal(1), unit="辆", reported_unit="辆",
    )  # fmt: skip
    kinds = [
        replace(make_detail("planned_asset", "assets", "1", item=item, direction="", form="narrative"),
                measure="count", value=Decimal(value), unit="辆", reported=value, reported_unit="辆")
        for item, value in (("vehicles_other", "1"), ("vehicles_special", "1"))
    ]  # fmt: skip
    assert audit("list-and-total", [number], kinds)[0] == "fail"
    assert audit("list-and-total", [number], kinds[:1]) == ("pass", 1, [])


@pytest.mark.parametrize(("value", "outcome"), [("6.00", "pass"), ("7.00", "pass"), ("7.10", "fail")])
def test_a_part_is_not_more_than_its_amount(value: str, outcome: str) -> None:
    part = make_detail("part", "expenditure", value, part="专项资金")
    assert audit("named-part", [make_fact("expenditure", "7.00")], [part])[0] == outcome


def test_a_part_of_another_row_or_unit_is_not_compared() -> None:
    other = make_detail("part", "expenditure", "9.00", part="专项资金", item="", functional_code="201")
    unit = make_detail("part", "expenditure", "9.00", part="专项资金", subunit="虚构学校")
    assert audit("named-part", [make_fact("expenditure", "7.00")], [other, unit]) == ("not_applicable", 0, [])


def classified(stated: str, rows: Sequence[tuple[str, str, str]]) -> tuple[str, int, list[Finding]]:
    fact = make_fact("basic", stated, item="", economic_code="501", form="table-7")
    details = [
        make_detail("government_class", "basic", value, item="", economic_code=code, government_code=government)
        for code, government, value in rows
    ]
    return audit("both-classifications", [fact], details)


def test_both_classifications_of_one_class() -> None:
    rows = [("30101", "50101", "3.00"), ("30102", "50102", "4.00"), ("30102", "50501", "9.00")]
    assert classified("7.00", rows) == ("pass", 1, [])
    outcome, _, (finding,) = classified("6.00", rows)
    assert outcome == "fail"
    assert "2 行之和为7.00万元" in finding.message_zh
    assert classified("8.00", rows)[:2] == ("not_checked", 0)
    assert classified("7.00", [("301", "501", "7.00"), *rows])[0] == "pass"


@pytest.mark.parametrize(
    ("stated", "phase", "outcome"), [("5.00", "approved", "pass"), ("6.00", "approved", "fail"), ("6.00", "", None)]
)
def test_the_year_before_in_two_documents(stated: str, phase: str, outcome: str | None) -> None:
    earlier = replace(REPORT, year=2025)
    prior = replace(make_detail("prior_year", "expenditure", stated, year=2025, form="table-9"), phase=phase)
    reports = [
        (earlier, Parsed((make_fact("expenditure", "5.00"),), (), (), (), ())),
        (REPORT, Parsed((make_fact("expenditure", "7.00"),), (), (), (), (), details=(prior,))),
    ]
    findings, results = check_unit(reports)[REPORT.report_id]
    result = next(each for each in results if each.check == "prior-year-restated")
    assert result.outcome == (outcome or "not_applicable")
    assert [each.severity for each in findings if each.check == result.check] == ["notice"] * (outcome == "fail")


def list_projects(last: str, rows: int = 4) -> list[Fact]:
    """Projects of 3.00 from two funds each; the last has ``last`` as its total."""
    made = []
    for number in range(1, rows + 1):
        total = last if number == rows else f"{number}.00"
        more = {"project": number, "form": "table-9"}
        made += [
            make_fact("project", total, **more),
            make_fact("project", f"{number - 1}.00", fund="fiscal_appropriation", **more),
            make_fact("project", f"{number - 1}.00", fund="general_public_budget", **more),
            make_fact("project", "1.00", fund="own_funds", **more),
        ]
    return made


@pytest.mark.parametrize(
    ("last", "rows", "number"),
    [
        ("4.00", 4, 0),
        ("4.50", 4, 1),
        # rounding
        ("4.01", 4, 0),
        # too few rows that add up
        ("3.50", 3, 0),
    ],
)
def test_the_columns_of_a_project_add_up_as_in_the_other_rows(last: str, rows: int, number: int) -> None:
    findings, _ = check_report(REPORT, list_projects(last, rows))
    found = [each for each in findings if each.check == "fund-columns" and each.outcome != "rounding"]
    assert len(found) == number


@pytest.mark.parametrize(("second", "number"), [("3.00", 0), ("4.00", 1)])
def test_economic_classes_below_a_function_add_up_to_it(second: str, number: int) -> None:
    row = {"functional_code": "2010801", "functional_name": "甲", "item": ""}
    facts = [
        make_fact("expenditure", "8.00", **row),
        make_fact("expenditure", "5.00", economic_code="301", economic_name="工资福利支出", **row),
        make_fact("expenditure", second, economic_code="302", economic_name="商品和服务支出", **row),
    ]
    findings, _ = check_report(REPORT, facts)
    assert len([each for each in findings if each.check == "economic-sums"]) == number


@pytest.mark.parametrize(
    ("kind", "value", "more", "number"),
    [
        ("", "8.00", [], 0),
        ("", "9.00", [], 1),
        ("basic", "5.00", [], 0),
        ("basic", "5.50", [], 1),
        # of another statement, with a carryover, and next to the tasks of the year
        ("", "7.00", [make_fact("general_public", "7.00")], 0),
        ("", "9.00", [make_fact("overall", "1.00", item="opening_carryover", direction="revenue")], 0),
        ("", "9.00", [make_fact("performance", "9.00", item="task", project=1, form="unit-table", direction="")], 0),
    ],
)
def test_the_money_of_the_unit_is_that_of_a_statement(kind: str, value: str, more: list[Fact], number: int) -> None:
    facts = [
        make_fact("expenditure", "8.00"),
        make_fact("expenditure", "5.00", expenditure_type="basic"),
        make_fact("performance", value, expenditure_type=kind, project=0, form="unit-table", direction=""),
        *more,
    ]
    findings, _ = check_report(REPORT, facts)
    assert len([each for each in findings if each.check == "unit-money"]) == number
