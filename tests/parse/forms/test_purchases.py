"""Procurement forms that list purchases one by one, with sums of units and projects above them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.parse.forms.test_grid import UNIT, outcomes, read, unread

from disclosure.model import Parsed

__all__ = ["read"]
LINES = ["2026年政府采购预算表", "单位：万元"]
HEAD = [
    "序号", "科目编码", "单位编码", "采购项目", "采购目录", "规格型号", "数量", "采购时间", "部门经济科目",
    "政府经济科目", "预算金额", "说明",
]  # fmt: skip


def make_rows(total: str) -> list[list[str]]:
    return [
        HEAD,
        ["1", "", "", "合计", "", "", "9", "", "", "", total, ""],
        ["2", "", "125", "全额", "", "", "9", "", "", "", "7.50", ""],
        ["3", "2012601", "125001", "望舒市档案馆", "", "", "4", "", "", "", "5.50", ""],
        ["4", "2012601", "", "库房改造", "B07装修工程", "12号库", "1", "2026-05-12", "30101", "50101", "4.00", "旧"],
        ["5", "2012601", "", "库房改造", "A06家具", "", "3", "", "302", "502", "1.50", ""],
        ["6", "2012601", "125002", "望舒市修复中心", "", "", "5", "", "", "", "2.00", ""],
        ["7", "2012601", "", "装订", "A0901复印纸", "", "5", "", "302", "502", "2.00", ""],
    ]  # fmt: skip


def test_purchases_say_what_is_bought_and_by_whom(read: Callable[..., Parsed]) -> None:
    parsed = read((LINES, make_rows("7.50")))
    bought = [each for each in parsed.details if each.kind == "purchase"]
    units = [(each.subunit, each.subunit_code, each.project_name) for each in bought]
    assert units == [
        ("望舒市档案馆", "125001", "库房改造"), ("望舒市档案馆", "125001", "库房改造"),
        ("望舒市修复中心", "125002", "装订"),
    ]  # fmt: skip
    assert [(each.catalogue, each.thing, each.quantity, each.planned) for each in bought] == [
        ("B07装修工程", "12号库", "1", "2026-05-12"),
        ("A06家具", "", "3", ""), ("A0901复印纸", "", "5", ""),
    ]  # fmt: skip
    assert [(each.functional_code, each.economic_code, each.government_code, each.reported) for each in bought] == [
        ("2012601", "30101", "50101", "4.00"), ("2012601", "302", "502", "1.50"), ("2012601", "302", "502", "2.00"),
    ]  # fmt: skip
    assert outcomes(parsed)["12"] == "date"


def test_sums_above_purchases_are_read_where_the_purchases_make_the_total(read: Callable[..., Parsed]) -> None:
    """The sum of a unit is its own amount; a row of a kind of units is a sum. In a list that is not complete a row
    without a thing may be a purchase."""
    whole, cut = read((LINES, make_rows("7.50"))), read((LINES, make_rows("8.50")))
    sums = [(each.subunit, each.reported) for each in whole.details if each.kind == "subunit"]
    assert sums == [("望舒市档案馆", "5.50"), ("望舒市修复中心", "2.00")]
    assert [figure.text for figure in whole.figures if figure.reason == "subtotal"] == ["9", "9", "7.50", "4", "5"]
    assert not [each for each in cut.details if each.kind == "subunit"]
    assert {"7.50", "5.50"} <= {figure.text for figure in unread(cut)}
    assert [each.reported for each in cut.details] == ["4.00", "1.50", "2.00"]


def test_a_thing_that_spans_rows_and_a_project_above_its_purchases(read: Callable[..., Parsed]) -> None:
    rows = [
        ["采购品目大类", "专项名称", "采购品目", "组织形式", "合计"],
        ["合计", "", "", "", "6.00"],
        ["服务", "", "", "", "6.00"],
        [UNIT, "", "", "", "6.00"],
        ["", "物业", ("物业管理服务", 1, 2), "集中采购", "4.00"],
        ["", "", None, "分散采购", "1.00"],
        ["", "印刷", "印刷服务", "分散采购", "1.00"],
    ]
    parsed = read((LINES, rows))
    found = [(each.project_name, each.catalogue, each.mode, each.item, each.reported) for each in parsed.details]
    assert [each for each in found if each[1]] == [
        ("物业", "物业管理服务", "集中采购", "services", "4.00"),
        ("物业", "物业管理服务", "分散采购", "services", "1.00"),
        ("印刷", "印刷服务", "分散采购", "services", "1.00"),
    ]  # fmt: skip


#: Other words for a header of the list, by the word that it has there.
OTHER_WORDS = {
    "采购项目": ["采购项目名称", "专项名称", "购买服务项目"],
    "采购目录": [
        "采购品目", "采购品目名称", "品目名称", "品目编码", "采购品目编码", "指导性目录", "政府购买服务指导性目录",
        "政府购买服务目录",
    ],
    "规格型号": [
        "采购物品名称", "购买服务内容", "购买服务的内容", "采购内容", "采购标的", "规格", "规格要求", "参考规格",
        "采购需求",
    ],
    "数量": ["采购数量"],
    "采购时间": ["实施采购时间", "预计采购时间", "需求时间"],
}  # fmt: skip


@pytest.mark.parametrize(("own", "other"), [(own, other) for own, words in OTHER_WORDS.items() for other in words])
def test_headers_in_other_words_say_the_same(read: Callable[..., Parsed], own: str, other: str) -> None:
    head, *rows = make_rows("7.50")
    renamed = read((LINES, [[other if word == own else word for word in head], *rows]))
    assert list_bought(renamed) == list_bought(read((LINES, [head, *rows])))


def list_bought(parsed: Parsed) -> list[tuple[str, ...]]:
    return [
        (each.project_name, each.catalogue, each.thing, each.quantity, each.planned, each.reported)
        for each in parsed.details
        if each.kind == "purchase"
    ]


def test_the_manner_of_a_purchase_is_read(read: Callable[..., Parsed]) -> None:
    for word in ("采购组织形式", "组织形式", "采购方式"):
        rows = [["采购项目", word, "数量", "预算金额"], ["库房改造", "公开招标", "1", "4.00"], ["合计", "", "", "4.00"]]
        parsed = read((LINES, rows))
        assert [each.mode for each in parsed.details if each.kind == "purchase"] == ["公开招标"], word


def test_services_bought_are_purchases_and_their_total_is_a_part(read: Callable[..., Parsed]) -> None:
    """财政拨款政府购买服务明细表: a total that is not that of procurement, which is another form's."""
    for levels in (["一级", "二级", "三级"], ["一级目录", "二级目录", "三级目录"]):
        rows = [
            [("指导性目录", 3), None, None, ("预算金额", 1, 2)],
            [*levels, None],
            ["合计", "", "", "6.50"],
            ["01-公共服务", "0102-教育服务", "国防教育服务", "4.00"],
            ["01-公共服务", "0102-教育服务", "国防教育服务", "2.50"],
        ]
        parsed = read((["表11", "财政拨款政府购买服务明细表", "金额单位：万元"], rows))
        assert parsed.facts == ()
        found = [(each.kind, each.part, each.catalogue, each.item, each.reported) for each in parsed.details]
        assert found == [
            ("part", "财政拨款政府购买服务明细表", "", "total", "6.50"),
            ("purchase", "", "01-公共服务/0102-教育服务/国防教育服务", "total", "4.00"),
            ("purchase", "", "01-公共服务/0102-教育服务/国防教育服务", "total", "2.50"),
        ]  # fmt: skip
        assert unread(parsed) == []


def test_a_purchase_without_an_amount_says_how_many(read: Callable[..., Parsed]) -> None:
    head = ["采购项目", "采购目录", "数量", "单价", "预算金额"]
    rows = [
        head, ["合计", "", "8", "", "6.00"], ["库房", "A06家具", "3", "2.00", "6.00"], ["库房", "A09纸", "5", "", ""],
    ]  # fmt: skip
    parsed = read((LINES, rows))
    bought = [each for each in parsed.details if each.kind == "purchase"]
    assert [(each.measure, each.reported, each.unit, each.quantity, each.price) for each in bought] == [
        ("amount", "6.00", "元", "3", "2.00"), ("count", "5", "", "5", ""),
    ]  # fmt: skip
    assert outcomes(parsed)["8"] == "subtotal"
    assert unread(parsed) == []


def test_numbers_of_a_column_that_is_not_known_stay_unread(read: Callable[..., Parsed]) -> None:
    rows = [["采购项目", "采购目录", "数量", "元预算额"], ["库房", "A06家具", "3", "6.00"]]
    assert [figure.text for figure in unread(read((LINES, rows)))][-2:] == ["3", "6.00"]


def test_a_total_in_the_column_of_units_is_no_unit_of_the_rows_below(read: Callable[..., Parsed]) -> None:
    rows = [
        ["单位编码", "采购项目", "采购目录", "预算金额"],
        ["合计", "", "", "3.00"], ["125001", "望舒市修复中心", "", "3.00"], ["", "装订", "A09纸", "3.00"],
    ]  # fmt: skip
    (sum_of_unit, bought) = read((LINES, rows)).details
    assert (sum_of_unit.kind, sum_of_unit.subunit) == ("subunit", "望舒市修复中心")
    assert (bought.kind, bought.subunit, bought.subunit_code) == ("purchase", "望舒市修复中心", "125001")


def test_a_unit_whose_name_the_end_of_a_page_cuts(read: Callable[..., Parsed]) -> None:
    """The rest of its name, in the first row of the next page, is joined where another form names the unit. Where none
    does, it is not known whose the purchases below are, nor of which kind."""
    head = ["采购品目大类", "专项名称", "采购品目", "合计"]
    first = [head, ["合计", "", "", "5.00"], ["服务", "", "", "5.00"], ["望舒市修复", "", "", "5.00"]]
    second = [["中心", "", "", ""], ["", "物业", "物业管理服务", "4.00"], ["", "印刷", "印刷服务", "1.00"]]
    revenue = (["收入总表", "单位：万元"], [["单位名称", "合计"], ["合计", "9.00"], ["望舒市修复中心", "9.00"]])
    parsed = read(revenue, (LINES, first), ([], second))
    bought = [(each.item, each.subunit, each.reported) for each in parsed.details if each.kind == "purchase"]
    assert bought == [("services", "望舒市修复中心", "4.00"), ("services", "望舒市修复中心", "1.00")]
    assert unread(parsed) == []
    alone = read((LINES, first), ([], second))
    assert alone.details == ()
    assert {"4.00", "1.00"} <= {figure.text for figure in unread(alone)}
