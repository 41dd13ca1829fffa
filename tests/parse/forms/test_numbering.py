"""The number that a document prints for a form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parse.forms.test_grid import read

from disclosure.model import Form, Parsed
from disclosure.parse.forms.names.numbering import cut_number, find_number, is_number, read_number, unite_forms

__all__ = ["read"]  # the fixture


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("表3", "3"),
        ("表03", "3"),
        ("附表1-2", "1-2"),
        ("公开05表", "5"),
        ("公开表10", "10"),
        ("预算公开03表", "3"),
        ("部门预算公开表1", "1"),
        ("财决公开01表", "1"),
        ("表七", "7"),
        ("表十一", "11"),
        ("表二十", "20"),
        ("附表三：", "3"),
        ("表3（续）", "3"),
        ("续表3", "3"),
        ("公开05表：支出预算表", "5"),
        ("预算14表专项资金目标表", "14"),
        ("表七收支总表", "7"),
        ("表一一般公共预算支出表", "1"),
        ("部门：某市档案局公开03表", "3"),
        ("支出总表（表3）", "3"),
    ],
)
def test_the_printed_number(line: str, number: str) -> None:
    assert read_number(line) == number


@pytest.mark.parametrize(
    "line",
    [
        "表一般公共预算支出表", "2026年部门预算", "附件1", "三、收入总表", "绩效指标见表1。", "收支总表", "单位：万元",
        "预算2026年收支总表", "表2026", "支出情况如表2",
    ],
)  # fmt: skip
def test_other_numbers_are_not_those_of_forms(line: str) -> None:
    assert read_number(line) == ""
    assert not is_number(line)


@given(
    st.integers(1, 99), st.sampled_from(["表{}", "公开{:02}表", "附表{}", "公开表{}", "部门预算公开{}表", "表{}（续）"])
)
def test_every_number_is_read_and_cut_off(number: int, pattern: str) -> None:
    line = pattern.format(number)
    assert is_number(line)
    assert read_number(line) == str(number)
    assert cut_number(line + "收入总表") == "收入总表"


def test_the_number_is_that_of_the_title_and_not_of_a_list_above() -> None:
    lines = ["表11", "收入预算总表", "目录", "第二部分", "收支预算总表", "单位：万元"]
    assert find_number(lines, 4, 4) == ""
    assert find_number(["表2", "收支预算总表", "单位：万元"], 1, 1) == "2"
    assert find_number(["表2", "收支预算总表", "部门：某市档案局公开03表"], 1, 1) == "3"


HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (("", "合计", "9.00", "6.00", "3.00"), ("201", "一般公共服务支出", "9.00", "6.00", "3.00"))


def forms_of(parsed: Parsed) -> list[str]:
    return list(dict.fromkeys(fact.form for fact in parsed.facts))


def test_a_form_without_a_number_never_has_that_of_another(read: Callable[..., Parsed]) -> None:
    table = [HEAD, *ROWS]
    numbered = (("表一", "支出预算总表", "单位：万元"), table)
    unnumbered = (("一般公共预算支出表", "单位：万元"), table)
    assert forms_of(read(numbered, unnumbered)) == ["table-1", "table-unnumbered-1"]
    assert forms_of(read(unnumbered, numbered)) == ["table-unnumbered-1", "table-1"]


def test_a_number_printed_for_the_next_form_ends_the_one_before(read: Callable[..., Parsed]) -> None:
    table = [HEAD, *ROWS]
    parsed = read((("表3", "支出预算总表", "单位：万元"), table), (("表4", "支出预算总表", "单位：万元"), table))
    assert forms_of(parsed) == ["table-3", "table-4"]


def test_each_form_has_its_title_and_the_page_it_begins_on(read: Callable[..., Parsed]) -> None:
    table = [HEAD, *ROWS]
    numbered = (("表一", "支出预算总表", "单位：万元"), table)
    unnumbered = (("一般公共预算支出表", "单位：万元"), table)
    assert read(numbered, unnumbered).forms == (
        Form("table-1", "表1 支出预算总表", "p1"), Form("table-unnumbered-1", "一般公共预算支出表", "p2"),
    )  # fmt: skip


def test_a_form_of_which_nothing_was_read_is_not_named(read: Callable[..., Parsed]) -> None:
    (form,) = read((("表1", "支出预算总表", "单位：万元"), [HEAD, *ROWS]), (("表2", "通讯录"), [["甲", "乙"]])).forms
    assert form.form == "table-1"


def test_tables_that_print_one_number_share_a_row_with_both_titles() -> None:
    forms = [
        Form("table-3", "表3 支出总表", "p4"),
        Form("table-3", "表3 项目表", "p9"),
        Form("table-3", "表3 支出总表", "p8"),
    ]
    assert list(unite_forms(forms, {"table-3"})) == [Form("table-3", "表3 支出总表｜表3 项目表", "p4")]
    assert list(unite_forms(forms, {"table-4"})) == []
