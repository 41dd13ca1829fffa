"""Titles that leave something open: their forms are read where totals stated elsewhere are theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.parse.forms.test_grid import UNIT, Sheet, make_document, outcomes, read, values

from disclosure.model import Parsed, Report
from disclosure.parse import parse_report
from disclosure.reference import Reference

__all__ = ["read"]

Read = Callable[..., Parsed]


def overall(total: str, year: str, carried: str = "") -> Sheet:
    return (
        ["公开01表", "部门收支总表", f"部门：{UNIT} 单位：万元"],
        [
            [("收入", 2), None, ("支出", 2), None],
            ["项目", "预算数", "项目", "预算数"],
            ["一、一般公共预算拨款收入", year, "一、一般公共服务支出", total],
            ["本年收入合计", year, "本年支出合计", total],
            ["上年结转", carried, "", ""],
            ["收入总计", total, "支出总计", total],
        ],
    )


def expenditure(title: str, total: str) -> Sheet:
    return (
        ["公开03表", title, f"部门：{UNIT} 单位：万元"],
        [
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            [("合计", 2), None, total, total, "0.00"],
            ["201", "一般公共服务支出", total, total, "0.00"],
        ],
    )


def read_code(parsed: Parsed) -> Sequence[Decimal]:
    return values(parsed, statement="expenditure", functional_code="201", expenditure_type="")


def test_a_form_with_an_unknown_word_in_its_title_is_read_where_its_total_is_stated_elsewhere(read: Read) -> None:
    parsed = read(overall("30.00", "30.00"), expenditure("甲乙支出总表", "30.00"))
    assert read_code(parsed) == [Decimal(300000)]
    assert parsed.refusals == ()


def test_a_form_with_an_unknown_word_in_its_title_is_unread_where_its_total_is_another(read: Read) -> None:
    parsed = read(overall("30.00", "30.00"), expenditure("甲乙支出总表", "29.00"))
    assert read_code(parsed) == []
    assert outcomes(parsed)["29.00"] == "unread"
    assert [(each.reason, each.detail) for each in parsed.refusals] == [("unknown_title_part", "甲乙")]
    assert "甲乙" in parsed.refusals[0].line


def test_a_total_of_zero_confirms_nothing(read: Read) -> None:
    parsed = read(overall("0.00", "0.00"), expenditure("甲乙支出总表", "0.00"))
    assert read_code(parsed) == []


def test_an_unknown_note_behind_a_title_leaves_it_open(read: Read) -> None:
    assert read_code(read(overall("30.00", "30.00"), expenditure("支出总表（甲乙）", "29.00"))) == []
    assert read_code(read(overall("30.00", "30.00"), expenditure("支出总表（甲乙）", "30.00"))) == [Decimal(300000)]
    assert read_code(read(expenditure("支出总表（按功能分类）", "29.00"))) == [Decimal(290000)]
    assert read_code(read(expenditure("支出总表（单位：万元）（续表）", "29.00"))) == [Decimal(290000)]


def test_a_row_of_the_head_office_is_the_units_own_in_a_report_of_it_alone(reference: Reference) -> None:
    rows = [
        ["预算单位", "科目编码", "科目名称", "支出总计"],
        [f"{UNIT}（本级）", "", "", "30.00"],
        ["", "201", "一般公共服务支出", "30.00"],
    ]
    document = make_document([(["部门支出总表", "单位：万元"], rows)])
    report = Report("wangshu-archive", 2026, "budget", "", UNIT, (), scope="unit")
    assert read_code(parse_report([document], report, reference)) == [Decimal(300000)]
    assert read_code(parse_report([document], replace(report, scope="department"), reference)) == []


def test_a_head_office_alone_is_not_the_department(read: Read) -> None:
    parsed = read(overall("30.00", "30.00"), expenditure("支出总表（本级）", "29.00"))
    assert read_code(parsed) == []
    assert [each.reason for each in parsed.refusals] == ["restricted_title"]


def test_leaving_out_carryovers_changes_nothing_where_there_are_none(read: Read) -> None:
    title = "支出总表（不含上年结转）"
    assert read_code(read(overall("30.00", "30.00"), expenditure(title, "30.00"))) == [Decimal(300000)]
    assert read_code(read(overall("30.00", "29.00", "1.00"), expenditure(title, "29.00"))) == []


def test_a_form_that_the_data_does_not_hold_is_set_aside(read: Read) -> None:
    parsed = read(
        (
            ["社会保险基金支出预算表", f"部门：{UNIT} 单位：万元"],
            [["科目编码", "项目名称", "金额"], ["201", "档案整理", "7.00"], [("合计", 2), None, "7.00"]],
        )
    )
    assert parsed.facts == ()
    assert outcomes(parsed)["7.00"] == "not_held"


def test_the_narrower_type_that_a_title_names_is_that_of_its_amounts(read: Read) -> None:
    parsed = read(
        (
            ["一般公共预算基本支出表（人员经费）", f"部门：{UNIT} 单位：万元"],
            [["科目编码", "科目名称", "合计"], ["301", "工资福利支出", "7.00"], [("合计", 2), None, "7.00"]],
        )
    )
    assert {(fact.expenditure_type, fact.value) for fact in parsed.facts} == {("basic_personnel", Decimal(70000))}
