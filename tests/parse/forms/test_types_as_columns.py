"""Economic types as columns, and rows of 三公经费 next to other costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from tests.parse.forms.test_grid import UNIT, read, values

from disclosure.model import Parsed

__all__ = ["read"]

Read = Callable[..., Parsed]


def by_type(read: Read, types: Sequence[str], *amounts: str) -> Parsed:
    rows = [
        ["科目编码", "科目名称", "总计", *types],
        [("合计", 2), None, "30.00", *amounts],
        ["201", "一般公共服务支出", "30.00", *amounts],
    ]
    return read((["一般公共预算支出表", f"部门：{UNIT} 单位：万元"], rows))


def test_columns_of_economic_types_give_facts_of_function_and_type(read: Read) -> None:
    parsed = by_type(read, ["工资福利支出", "商品和服务支出", "其他支出"], "20.00", "9.00", "1.00")
    assert values(parsed, functional_code="201", economic_code="301") == [Decimal(200000)]
    assert values(parsed, functional_code="201", economic_code="399") == [Decimal(10000)]
    assert values(parsed, functional_code="", economic_code="302", item="total") == [Decimal(90000)]
    assert values(parsed, functional_code="201", economic_code="") == [Decimal(300000)]


def test_the_other_columns_say_of_which_classification_a_shared_name_is(read: Read) -> None:
    parsed = by_type(read, ["机关工资福利支出", "对个人和家庭的补助"], "20.00", "10.00")
    assert values(parsed, functional_code="201", economic_code="509") == [Decimal(100000)]
    parsed = by_type(read, ["对企业补助", "其他支出"], "20.00", "10.00")
    assert {fact.economic_code for fact in parsed.facts} == {""}
    parsed = by_type(read, ["工资福利支出", "机关工资福利支出", "其他支出"], "20.00", "9.00", "1.00")
    assert values(parsed, economic_code="399") == values(parsed, economic_code="599") == []


def test_a_type_in_the_row_contradicts_another_over_the_column(read: Read) -> None:
    rows = [["科目编码", "科目名称", "商品和服务支出"], ["301", "工资福利支出", "7.00"], ["30101", "基本工资", "7.00"]]
    assert read((["一般公共预算支出表", "单位：万元"], rows)).facts == ()


@pytest.mark.parametrize(("total", "item"), [("6.00", "total"), ("9.00", "combined"), ("8.00", None)])
def test_a_total_over_meetings_is_what_its_rows_add_up_to(read: Read, total: str, item: str | None) -> None:
    rows = [
        ["项目", "预算数"], ["合计", total], ["1.因公出国（境）费", "1.00"], ["2.公务接待费", "2.00"],
        ["3.公务用车购置及运行费", "3.00"], ["其中：公务用车运行费", "3.00"], ["4.会议费", "3.00"],
    ]  # fmt: skip
    parsed = read((["一般公共预算三公经费及会议费支出表", f"部门：{UNIT} 单位：万元"], rows))
    stated = {fact.item: fact.reported for fact in parsed.facts}
    assert stated.get("meetings") == "3.00"
    assert {key for key in stated if key in {"total", "combined"}} == ({item} if item else set())


def test_a_total_among_the_names_of_the_other_classification_is_the_total(read: Read) -> None:
    """The department's own row below it may be of its head office: the total is above it."""
    rows = [
        ["部门经济科目编码", "部门经济科目名称", "政府经济科目编码", "政府经济科目名称", "合计"],
        ["", "", "", "合计", "9.00"],
        ["125001", UNIT, "", "", "7.00"],
        ["301", "工资福利支出", "", "", "7.00"],
    ]
    parsed = read((["一般公共预算支出明细表（按支出经济分类科目）", "单位：万元"], rows))
    assert values(parsed, item="total") == [Decimal(90000)]
