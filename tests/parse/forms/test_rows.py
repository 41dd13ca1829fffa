"""Rows of a flattened form: which digits are a code, which are numbers, and whose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclosure.parse.forms.flattened.columns import Row
from disclosure.parse.forms.flattened.rows import CodedRow, find_rows
from disclosure.parse.forms.flattened.tokens import join_values, split_tokens
from disclosure.parse.forms.flattened.trust import doubtful_rows
from disclosure.parse.stream import stream_of_document
from disclosure.read.web.text import read_text
from disclosure.reference import Reference

TOTALS = ("合计", "总计", "望舒市档案数据服务中心")
ReadRows = Callable[[str], list[CodedRow]]


@pytest.fixture(scope="module")
def rows(reference: Reference) -> ReadRows:
    def read(text: str) -> list[CodedRow]:
        stream = stream_of_document(read_text(text.encode("utf-8"), "rows.txt", ""))
        return find_rows(split_tokens(stream, 0, stream.length, {}), reference.functional, TOTALS)

    return read


def shown(found: list[CodedRow]) -> list[tuple[str, str, list[str]]]:
    """Code, name and the numbers of the one reading of each row."""
    return [(row.code, row.name, [value.printed for value in row.readings[0]]) for row in found]


@pytest.mark.parametrize(
    "code",
    ["201 03 01 ", "2010301", "20\n\n1\n\n03 01 ", "20\n\n1\n03\n\n01 ", "201 0301 "],
)
def test_a_code_is_known_by_the_name_behind_it_however_it_is_broken(rows: ReadRows, code: str) -> None:
    assert shown(rows(f"{code}行政运行 640.17 640.17")) == [("2010301", "行政运行", ["640.17", "640.17"])]


def test_numbers_between_two_names_are_divided(rows: ReadRows) -> None:
    found = rows(
        "201 一般公共服务支出 902.37 35\n201 03 政府办公厅（室）及相关机构事务 902.37 35\n201 03 08 信访事务 10 10"
    )
    assert shown(found) == [
        ("201", "一般公共服务支出", ["902.37", "35"]),
        ("20103", "政府办公厅（室）及相关机构事务", ["902.37", "35"]),
        ("2010308", "信访事务", ["10", "10"]),
    ]


def test_an_amount_that_looks_like_a_code_is_an_amount(rows: ReadRows) -> None:
    assert shown(rows("201 一般公共服务支出 201 201\n208 社会保障和就业支出 5 5")) == [
        ("201", "一般公共服务支出", ["201", "201"]),
        ("208", "社会保障和就业支出", ["5", "5"]),
    ]


def test_a_code_unknown_to_us_counts_below_one_already_met(rows: ReadRows) -> None:
    found = rows("201 一般公共服务支出 5\n201 03 政府办公厅（室）及相关机构事务 5\n201 03 77 子虚事务 5")
    assert [(row.code, row.misnamed) for row in found] == [("201", False), ("20103", False), ("2010377", False)]


def test_a_known_code_under_another_name_is_marked(rows: ReadRows) -> None:
    (row,) = rows("210 医疗健康事业 63.79")
    assert (row.code, row.name, row.misnamed) == ("210", "医疗健康事业", True)


def test_an_amount_before_a_name_is_no_code_unless_it_begins_a_line(rows: ReadRows) -> None:
    assert shown(rows("201 一般公共服务支出 902.37 210\n子虚事务 5")) == [
        ("201", "一般公共服务支出", ["902.37", "210"])
    ]


def test_numbers_behind_a_name_without_a_code_are_nobodys(rows: ReadRows) -> None:
    assert shown(rows("201 一般公共服务支出 5\n子虚事务 7\n208 社会保障和就业支出 9")) == [
        ("201", "一般公共服务支出", ["5"]),
        ("208", "社会保障和就业支出", ["9"]),
    ]


@pytest.mark.parametrize("head", ["", "功能分类科目名称 合计 基本支出 项目支出\n类 款 项\n", "科目 支出预算\n"])
@pytest.mark.parametrize("name", ["总计", "合 计", "望舒市档案数据服务中心"])
def test_a_total_has_no_code_and_nothing_of_the_head(rows: ReadRows, head: str, name: str) -> None:
    (row,) = rows(f"{head}{name} 1,135.97 1100.97 35")
    assert (row.total, row.code, row.name) == (True, "", name.replace(" ", ""))
    assert [value.printed for value in row.readings[0]] == ["1,135.97", "1100.97", "35"]


def test_column_numbers_are_none_of_a_row(rows: ReadRows) -> None:
    assert shown(rows("类 款 项\n※ ※ ※ 1 2 3\n总计 5 4 1")) == [("", "总计", ["5", "4", "1"])]


@pytest.mark.parametrize(
    ("printed", "readings"),
    [
        ("902.\n\n37 902.37", [["902.37", "902.37"]]),
        ("1135\n.97 5", [["1135.97", "5"]]),
        ("1,\n135.97", [["1,135.97"]]),
        ("96.6\n5 96.65", [["96.65", "96.65"], ["96.6", "5", "96.65"]]),
        ("96.6 5", [["96.6", "5"]]),
        ("96.65\n5", [["96.65", "5"]]),
        ("-5.00 3", [["-5.00", "3"]]),
    ],
)
def test_numbers_broken_by_a_line_are_read_every_way_they_can(printed: str, readings: list[list[str]]) -> None:
    stream = stream_of_document(read_text(printed.encode("utf-8"), "rows.txt", ""))
    tokens = split_tokens(stream, 0, stream.length, {})
    assert [[value.printed for value in reading] for reading in join_values(tokens)] == readings


def _solved(found: list[CodedRow], parents: list[int | None]) -> list[Row]:
    return [
        Row([value.value for value in row.readings[0]], parent, total=row.total)
        for row, parent in zip(found, parents, strict=True)
    ]


def test_a_row_that_looks_damaged_needs_a_sum(rows: ReadRows) -> None:
    found = rows("总计 12.00 10.00 2.00\n201 一般公共服务支出 7.00 7.00\n208 社会保障和就业支出 5.00 3.00 2.00")
    assert doubtful_rows(found, _solved(found, [None, None, None]), 3, nested=False) == []
    found = rows("总计 12.00 10.00 2.00\n201 一般公共服务支出 7.00 4.00\n208 社会保障和就业支出 6.00 3.00 2.00")
    assert doubtful_rows(found, _solved(found, [None, None, None]), 3, nested=False) == [1, 2]


def test_a_damaged_row_that_its_sums_confirm_is_kept(rows: ReadRows) -> None:
    # the parts of 12 make 14, yet 12 is what the form adds up to
    found = rows("总计 17.00 17.00\n201 一般公共服务支出 12.00 12.00 2.00\n208 社会保障和就业支出 5.00 5.00")
    assert doubtful_rows(found, _solved(found, [None, None, None]), 3, nested=False) == []
