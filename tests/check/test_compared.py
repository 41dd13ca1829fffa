"""What is held against what: sums of prose, changes of parts, and what is not one figure stated twice."""

from __future__ import annotations

from typing import Any

from tests.check.facts import change, state

from disclosure.check import check_report
from disclosure.model import Fact, Finding, Report

REPORT = Report("invented-office", 2024, "final", "报告", "虚构办公室", ())
SPENDING: dict[str, Any] = {"statement": "overall", "direction": "expenditure"}


def find(facts: list[Fact], check: str) -> list[Finding]:
    return [each for each in check_report(REPORT, facts)[0] if each.check == check]


def basic(personnel: str, unit: str = "万元") -> list[Fact]:
    return [
        state(item="basic", reported="100.00", expenditure_type="basic", **SPENDING),
        state(item="total", reported=personnel, reported_unit=unit, measure="amount",
              expenditure_type="basic_personnel", **SPENDING),
        state(item="total", reported="20.00", expenditure_type="basic_operating", **SPENDING),
    ]  # fmt: skip


def three_public(total: str) -> list[Fact]:
    parts = (("overseas", "0.00", "-2.00"), ("vehicles", "8.00", "-1.00"), ("reception", "2.00", "0.50"))
    lines = [fact for item, value, rise in parts for fact in change("three_public", item, value, rise)]
    return [*change("three_public", "total", "10.00", total), *lines]


def list_twice(form: str) -> list[Fact]:
    """One project in a list, with different money in two places."""
    money: dict[str, Any] = {"phase": "approved", "project": 1}
    return [state("performance", "total", "40.00", form=form, **money),
            state("performance", "total", "90.00", form=form, **money)]  # fmt: skip


def test_basic_expenditure_is_the_sum_of_its_parts_in_the_paragraph_on_all_expenditure() -> None:
    assert find(basic("80.00"), "basic-parts") == []
    (found,) = find(basic("79.00"), "basic-parts")
    assert "79.00 + 20.00 = 99.00万元" in found.message_zh


def test_a_sum_of_different_units_of_measure_shows_them() -> None:
    (found,) = find(basic("80.00", "元"), "basic-parts")
    assert "80.00元 + 20.00万元" in found.message_zh


def test_the_change_of_the_three_public_expenses_is_the_sum_of_the_changes_of_its_parts() -> None:
    assert find(three_public("-2.50"), "three-public-parts") == []
    (found,) = find(three_public("-3.50"), "three-public-parts")
    assert "载明减少3.50万元" in found.message_zh
    assert "(-2.00) + (-1.00) + 0.50 = -2.50万元" in found.message_zh


def test_changes_are_not_added_up_where_one_is_not_stated() -> None:
    facts = [fact for fact in three_public("-3.50") if (fact.item, fact.measure) != ("overseas", "change")]
    assert find(facts, "three-public-parts") == []


def test_a_list_that_prints_a_project_twice_has_a_part_of_it_in_each_place() -> None:
    assert find(list_twice("project-table"), "repeated-figures") == []


def test_prose_that_states_the_money_of_a_project_twice_is_compared() -> None:
    assert len(find(list_twice("narrative"), "repeated-figures")) == 1
