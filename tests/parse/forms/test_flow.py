"""The header of a flattened form decides which column an amount is in: in any order, or not at all."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Fact

COLUMNS = ("合计", "基本支出", "项目支出")
TYPES = {"合计": "", "基本支出": "basic", "项目支出": "project"}
#: 一般公共服务支出 and the only 款 and 项 below it; 住房保障支出 has basic expenditure alone.
ROWS = (
    ("", "总计", {"合计": "95.00", "基本支出": "75.00", "项目支出": "20.00"}),
    ("201", "一般公共服务支出", {"合计": "80.00", "基本支出": "60.00", "项目支出": "20.00"}),
    ("201 03", "政府办公厅（室）及相关机构事务", {"合计": "80.00", "基本支出": "60.00", "项目支出": "20.00"}),
    ("201 03 50", "事业运行", {"合计": "60.00", "基本支出": "60.00"}),
    ("201 03 99", "其他政府办公厅（室）及相关机构事务支出", {"合计": "20.00", "项目支出": "20.00"}),
    ("221", "住房保障支出", {"合计": "15.00", "基本支出": "15.00"}),
)


def write_form(header: tuple[str, ...], columns: tuple[str, ...], unit: str = "单位：万元") -> str:
    """The form of expenditure with these words as header and the cells of these columns."""
    rows = [" ".join([code, name, *(cells[each] for each in columns if each in cells)]) for code, name, cells in ROWS]
    lines = [
        "第一部分 部门概况",
        "第二部分 部门预算公开表",
        "表 3",
        "部门支出总体情况表",
        f"编制单位：望舒市档案馆 {unit}",
    ]
    lines += ["功能分类科目编码", "功能分类科目名称 " + " ".join(header), "类 款 项", *rows]
    return "\n\n".join([*lines, "第三部分 部门预算情况说明", "第四部分 名词解释"]) + "\n"


def expected() -> set[tuple[str, str, Decimal]]:
    return {
        (code.replace(" ", ""), TYPES[column], Decimal(value) * 10_000)
        for code, _, cells in ROWS
        for column, value in cells.items()
    }


def read(read_text: ReadText, text: str) -> list[Fact]:
    return [fact for fact in read_text(text, "budget").facts if fact.form == "table-3"]


def keys(facts: list[Fact]) -> set[tuple[str, str, Decimal]]:
    return {(fact.functional_code, fact.expenditure_type, fact.value) for fact in facts}


@pytest.mark.parametrize("columns", list(permutations(COLUMNS)), ids="-".join)
def test_columns_in_any_order_give_no_wrong_fact(read_text: ReadText, columns: tuple[str, ...]) -> None:
    found = keys(read(read_text, write_form(columns, columns)))
    assert found <= expected()
    if "合计" in {columns[0], columns[-1]}:
        assert found == expected()


@pytest.mark.parametrize(
    "header",
    [
        ("合计", "基本支出", "项目支出", "其他事项"),
        ("合计", "2022年执行数", "基本支出", "项目支出"),
        ("合计", "基本支出", "基本支出", "项目支出"),
        ("合计", "合计", "基本支出", "项目支出"),
        ("基本支出", "项目支出"),
        (),
    ],
    ids="-".join,
)
def test_a_header_that_does_not_name_the_columns_once_each_leaves_the_form_unread(
    read_text: ReadText, header: tuple[str, ...]
) -> None:
    parsed = read_text(write_form(header, COLUMNS), "budget")
    assert not [fact for fact in parsed.facts if fact.form == "table-3"]
    assert sum(figure.outcome == "unread" for figure in parsed.figures) >= 13


@pytest.mark.parametrize(
    ("header", "detail"),
    [
        (("合计", "基本支出", "项目支出", "其他事项"), "has an unknown word"),
        (("合计", "基本支出", "基本支出", "项目支出"), "names a column twice"),
        ((), "has no total in its first or last column"),
    ],
)
def test_the_cause_is_listed_with_what_it_costs(read_text: ReadText, header: tuple[str, ...], detail: str) -> None:
    parsed = read_text(write_form(header, COLUMNS), "budget")
    (refusal,) = [each for each in parsed.refusals if each.reason == "flat_header"]
    assert (refusal.title, refusal.detail) == ("expenditure", detail)
    unread = [each for each in parsed.figures if each.outcome == "unread" and each.section == "form:expenditure"]
    assert refusal.figures == len(unread) > 0


UNITS = ("单位：万元", "单位：人民币万元", "单位万元", "金额单位：万元", "单位:万元", "（单位：万元）")


@pytest.mark.parametrize("unit", UNITS)
def test_one_rule_for_the_unit_of_measure(read_text: ReadText, unit: str) -> None:
    assert keys(read(read_text, write_form(COLUMNS, COLUMNS, unit))) == expected()
