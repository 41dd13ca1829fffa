"""Forms whose figures speak against their title, their heads or the codes put together for their rows."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.parse.forms import test_grid
from tests.parse.forms.test_grid import TWO_SIDED, seen, values

from disclosure.model import Parsed

read = test_grid.read


@pytest.mark.parametrize(
    ("heads", "is_read"),
    [(("合计", "基本支出", "项目支出"), True), (("基本支出", "合计", "项目支出"), False)],
)
def test_heads_that_most_rows_speak_against_are_not_believed(
    read: Callable[..., Parsed], heads: tuple[str, ...], is_read: bool
) -> None:
    parsed = read(
        (
            ["一般公共预算支出表", "单位：万元"],
            [
                ["科目编码", "科目名称", *heads],
                ["201", "一般公共服务支出", "31.00", "21.00", "10.00"],
                ["20126", "档案事务", "31.00", "21.00", "10.00"],
                ["2012601", "行政运行", "21.00", "21.00", ""],
            ],
        )
    )
    assert bool(parsed.facts) == is_read


def test_one_part_above_its_whole_is_a_misprint_and_kept(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["一般公共预算支出表", "单位：万元"],
            [
                ["科目编码", "科目名称", "合计", "基本支出"],
                ["201", "一般公共服务支出", "31.00", "21.00"],
                ["20126", "档案事务", "3.10", "21.00"],
            ],
        )
    )
    assert values(parsed, functional_code="20126") == [Decimal(31000), Decimal(210000)]


def test_a_form_of_both_sides_is_none_of_revenue(read: Callable[..., Parsed]) -> None:
    """The title next to a table may be that of the table behind it."""
    rows = [
        ["一、一般公共预算拨款收入", "8.00", "一、一般公共服务支出", "8.00"],
        ["收入总计", "8.00", "支出总计", "8.00"],
    ]
    assert seen(read((["收支总表", "单位：万元"], [*TWO_SIDED, *rows])))
    assert seen(read((["收入总表", "单位：万元"], [*TWO_SIDED, *rows]))) == []
