from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.command.report.control import is_of_control, list_stated, parse_control, propose_controls, verify_report
from disclosure.errors import UnaccountedError
from disclosure.model import ControlTotal, Fact, Report

FACT = Fact(
    statement="expenditure", item="current_year", direction="expenditure", measure="amount", phase="executed",
    value=Decimal(1175000), unit="元", reported="117.50", reported_unit="万元", form="narrative", place="l21",
    quote="本年支出117.50万元",
)  # fmt: skip
CONTROL = ControlTotal("expenditure", "current_year", Decimal(1175000))
REPORT = Report("qinghe-library", 2023, "final", "题", "望舒县图书馆", (), (CONTROL,))


def test_a_control_total_is_parsed() -> None:
    assert parse_control("overall/total=-12.5") == ControlTotal("overall", "total", Decimal("-12.5"))


def test_a_stated_total_is_accepted() -> None:
    verify_report(REPORT, [FACT], [])


@pytest.mark.parametrize(
    "fact",
    [
        replace(FACT, value=Decimal(1175001)),
        replace(FACT, statement="revenue"),
        replace(FACT, item="basic"),
        replace(FACT, measure="change"),
        replace(FACT, project=1),
        replace(FACT, functional_code="201"),
        replace(FACT, functional_name="文化"),
        replace(FACT, economic_code="301"),
    ],
)
def test_a_part_or_another_line_is_not_the_total(fact: Fact) -> None:
    with pytest.raises(UnaccountedError):
        verify_report(REPORT, [fact], [])


def test_direction_and_phase_count_only_if_given() -> None:
    assert is_of_control(FACT, CONTROL)
    assert is_of_control(FACT, replace(CONTROL, phase="executed", direction="expenditure"))
    assert not is_of_control(FACT, replace(CONTROL, phase="approved"))
    assert not is_of_control(FACT, replace(CONTROL, direction="revenue"))


def test_proposals_are_of_the_kind_of_report() -> None:
    approved = replace(FACT, phase="approved", value=Decimal(1), item="total")
    assert [each.value for each in propose_controls([approved, FACT], "final")] == [Decimal(1175000)]
    assert [each.value for each in propose_controls([approved, FACT], "budget")] == [Decimal(1)]
    assert propose_controls([], "final") == ()


def test_the_column_of_one_fund_is_not_the_total_where_there_is_one() -> None:
    part = replace(FACT, fund="general_public_budget", value=Decimal(1000000))
    typed = replace(FACT, expenditure_type="basic", value=Decimal(900000))
    assert list_stated([part, typed, FACT], CONTROL) == [FACT]
    other = replace(FACT, item="total")
    for facts in ([part, FACT], [part, other]):
        assert [each.value for each in propose_controls(facts, "final")] == [Decimal(1175000)]
    with pytest.raises(UnaccountedError):
        verify_report(replace(REPORT, control_totals=(replace(CONTROL, value=Decimal(1000000)),)), [part, FACT], [])


def test_a_total_of_one_fund_counts_where_the_report_states_no_other() -> None:
    part = replace(FACT, fund="general_public_budget")
    assert list_stated([part], CONTROL) == [part]
    verify_report(REPORT, [part], [])
