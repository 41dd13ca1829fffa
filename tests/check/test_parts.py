"""Rows of subordinate units against the row of all units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from disclosure.check import check_report
from disclosure.model import Detail, Fact, Report

REPORT = Report("invented-office", 2026, "budget", "预算", "虚构办公室", ())


def make_fact(value: str, **more: Any) -> Fact:
    shared = {"direction": "revenue", "item": "total"} | more
    return Fact(
        "revenue", "amount", "approved", Decimal(value) * 10_000, "元", value, "万元", "table-2", "p1", value, **shared
    )


def make_unit(name: str, value: str, **more: Any) -> Detail:
    fact = make_fact(value)
    shared = {each.name: getattr(fact, each.name) for each in fields(Fact)}
    return Detail(**shared | {"subunit": name, "year": 2026} | more)


def audit(total: str, details: Sequence[Detail]) -> tuple[str, int, list[str]]:
    findings, results = check_report(REPORT, [make_fact(total)], details=details)
    result = next(each for each in results if each.check == "units-and-department")
    return result.outcome, result.tested, [each.message_zh for each in findings if each.check == result.check]


def test_units_add_up_to_their_department() -> None:
    units = [make_unit("虚构学校", "3.00"), make_unit("虚构医院", "4.00")]
    assert audit("7.00", units) == ("pass", 1, [])
    outcome, tested, messages = audit("6.00", units)
    assert (outcome, tested, len(messages)) == ("fail", 1, 1)
    assert "6.00万元" in messages[0]
    assert "2 个单位之和为7.00" in messages[0]


@pytest.mark.parametrize(
    "details",
    {
        "fewer units than there are": [make_unit("虚构学校", "3.00")],
        "a unit above others": [make_unit("甲", "9.00"), make_unit("乙", "4.00"), make_unit("丙", "5.00")],
        "a unit with two amounts": [make_unit("甲", "9.00"), make_unit("甲", "8.00")],
    }.values(),
)
def test_what_may_be_right_is_not_judged(details: Sequence[Detail]) -> None:
    assert audit("7.00", details) == ("not_checked", 0, [])


def test_other_rows_years_and_classifications_are_not_compared() -> None:
    others = [
        make_unit("甲", "9.00", item="", functional_code="201"), make_unit("甲", "9.00", year=2025),
        make_unit("甲", "9.00", government_code="50101"), make_unit("", "9.00"),
        make_unit("甲", "9.00", kind="purchase"),
    ]  # fmt: skip
    assert audit("7.00", others) == ("not_applicable", 0, [])
