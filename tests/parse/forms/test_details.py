"""Details of forms: whose they are, of which year, of which of the government's types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.parse.forms.test_grid import UNIT, read, unread

from disclosure.model import Parsed

__all__ = ["read"]


def test_the_row_of_the_department_is_not_that_of_its_head_office_in_the_year_before(
    read: Callable[..., Parsed],
) -> None:
    """Both bear the unit's own name: that of which the year's own amounts are the total is the department."""
    rows = [
        ["单位编码", "单位名称", ("2025年", 2), None, ("2026年", 2), None],
        [None, None, "公务接待费", "会议费", "公务接待费", "会议费"],
        ["", "合计", "9.00", "8.00", "7.00", "6.00"],
        ["125", UNIT, "9.00", "8.00", "7.00", "6.00"],
        ["125001", UNIT, "5.00", "4.00", "3.00", "2.00"],
        ["125002", "望舒市修复中心", "4.00", "4.00", "4.00", "4.00"],
    ]
    parsed = read((["“三公”经费支出表", "单位：万元"], rows))
    before = [(each.kind, each.subunit_code, each.item, each.reported) for each in parsed.details if each.year == 2025]
    assert before == [
        ("prior_year", "", "reception", "9.00"), ("prior_year", "", "meetings", "8.00"),
        ("prior_year", "", "reception", "9.00"), ("prior_year", "", "meetings", "8.00"),
        ("subunit", "125001", "reception", "5.00"), ("subunit", "125001", "meetings", "4.00"),
        ("subunit", "125002", "reception", "4.00"), ("subunit", "125002", "meetings", "4.00"),
    ]  # fmt: skip
    own = [each.reported for each in parsed.details if each.year == 2026 and each.subunit_code == "125001"]
    assert own == ["3.00", "2.00"]
    assert unread(parsed) == []


@pytest.mark.parametrize(
    ("head", "title", "phase"),
    [("2025年预算数", "收入总表", "approved"), ("2025年执行数", "收入总表", "executed"),
     ("2025年", "收入预算表", "approved"), ("上年", "收入总表", "")],
)  # fmt: skip
def test_the_phase_of_the_year_before_is_what_header_or_title_say(
    read: Callable[..., Parsed], head: str, title: str, phase: str
) -> None:
    rows = [["项目", head, "2026年预算数"], ["事业收入", "2.00", "3.00"]]
    parsed = read(([title, "单位：万元"], rows))
    assert [(each.kind, each.year, each.phase, each.reported) for each in parsed.details] == [
        ("prior_year", 2025, phase, "2.00")
    ]
    assert [fact.reported for fact in parsed.facts] == ["3.00"]


def test_a_class_without_a_type_of_the_government_is_the_sum_of_its_rows(read: Callable[..., Parsed]) -> None:
    header = ["部门经济科目编码", "部门经济科目名称", "政府经济科目编码", "政府经济科目名称", "合计"]
    rows = [
        ["301", "工资福利支出", "", "", "9.00"],
        ["30101", "基本工资", "50101", "工资奖金津补贴", "6.00"],
        ["30101", "基本工资", "50501", "工资福利支出", "3.00"],
        ["302", "商品和服务支出", "", "", "5.00"],
        ["30201", "办公费", "50201", "办公经费", "1.00"],
    ]
    parsed = read((["表6", "一般公共预算基本支出表", "单位：万元"], [header, *rows]))
    found = [(each.economic_code, each.government_code, each.reported) for each in parsed.details]
    assert ("30101", "50101", "6.00") in found
    assert ("30101", "50501", "3.00") in found
    assert ("302", "", "5.00") in found
    assert {each.kind for each in parsed.details} == {"government_class"}


def test_a_part_is_called_by_the_column_that_divides_its_name(read: Callable[..., Parsed]) -> None:
    rows = [
        ["项目名称", "", "金额"],
        [("收入总计", 2), None, "9.00"],
        [("其他资金", 1, 2), "小计", "9.00"],
        [None, "其他收入", "8.00"],
    ]
    parsed = read((["收入预算总表", "单位：万元"], rows))
    assert [(each.kind, each.part, each.reported) for each in parsed.details] == [("part", "其他收入", "8.00")]
    assert [fact.reported for fact in parsed.facts] == ["9.00", "9.00"]


@pytest.mark.parametrize(("second", "stated"), [("4.00", ["9.00", "9.00"]), ("3.00", [])])
def test_a_row_of_the_own_name_is_the_department_where_its_units_add_up_to_it(
    read: Callable[..., Parsed], second: str, stated: list[str]
) -> None:
    rows = [
        ["预算单位", "收入总计", "一般公共预算"], [UNIT, "9.00", "9.00"],
        ["望舒市修复中心", "5.00", "5.00"], ["望舒市档案学校", "4.00", second],
    ]  # fmt: skip
    parsed = read((["收入总表", "单位：万元"], rows))
    assert [fact.reported for fact in parsed.facts] == stated
    assert {each.subunit for each in parsed.details if each.kind == "subunit"} == {"望舒市修复中心", "望舒市档案学校"}
