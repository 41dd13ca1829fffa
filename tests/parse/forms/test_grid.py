"""Gridded forms, trap by trap: small tables written by hand, and the facts they must and must not give."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.divisions import Divisions
from disclosure.model import Cell, Document, Fact, Figure, Paragraph, Parsed, Report, Table
from disclosure.parse import parse_report
from disclosure.reference import Code, CodeList, Reference

UNIT = "望舒市档案局"
#: A cell: its words, or its words with the columns and rows it spans; None where another cell spans.
CellWords = str | tuple[str, int] | tuple[str, int, int] | None
Sheet = tuple[Sequence[str], Sequence[Sequence[CellWords]]]

TWO_SIDED = [
    [("收入", 2), None, ("支出", 2), None],
    ["项目", "预算数", "项目", "预算数"],
]


def make_document(sheets: Sequence[Sheet], *, paged: bool = True) -> Document:
    """A document of one sheet a page: lines above a table, and the table. Not ``paged``: a source without pages."""
    text = ""
    blocks: list[Paragraph | Table] = []
    pages: list[int] = []
    for lines, rows in sheets:
        pages.append(len(text))
        for line in lines:
            blocks.append(Paragraph(len(text), len(text) + len(line)))
            text += line + "\n"
        start, cells = len(text), []
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                if words is None:
                    continue
                printed, width, height = (*words, 1, 1)[:3] if isinstance(words, tuple) else (words, 1, 1)
                cells.append(Cell(len(text), len(text) + len(printed), number, column, height, width))
                text += printed + "\t"
            text += "\n"
        if cells:
            blocks.append(Table(start, len(text), tuple(cells)))
    return Document("specimen", "0" * 64, "application/pdf", text, tuple(blocks), tuple(pages) if paged else ())


@pytest.fixture
def read(reference: Reference) -> Callable[..., Parsed]:
    """Parse sheets as the invented unit's report, with code lists of this test's own."""
    functional = [
        Code("201", "一般公共服务支出", ""), Code("20126", "档案事务", "201"), Code("2012601", "行政运行", "20126"),
        Code("229", "其他支出", ""),
    ]  # fmt: skip
    economic = [
        Code("301", "工资福利支出", ""), Code("30101", "基本工资", "301"), Code("302", "商品和服务支出", ""),
        Code("399", "其他支出", ""),
    ]  # fmt: skip
    known = replace(
        reference, units={}, regions=Divisions([]), functional=CodeList(functional), economic=CodeList(economic)
    )

    def parse(*sheets: Sheet, kind: str = "budget", paged: bool = True) -> Parsed:
        report = Report("wangshu-archive", 2026, kind, "", UNIT, ())  # type: ignore[arg-type]
        return parse_report([make_document(sheets, paged=paged)], report, known)

    return parse


def seen(parsed: Parsed) -> list[tuple[str, str, str, str, str, Decimal]]:
    """What was read, in short: direction, item or code, fund, expenditure type, phase, value in 元."""
    return [_short(fact) for fact in parsed.facts]


def _short(fact: Fact) -> tuple[str, str, str, str, str, Decimal]:
    row = fact.functional_code or fact.economic_code
    return (fact.direction, "/".join(filter(None, (fact.item, row))), fact.fund, fact.expenditure_type, fact.phase,
            fact.value)  # fmt: skip


def values(parsed: Parsed, **wanted: str) -> list[Decimal]:
    """The values of the facts that have the wanted cells."""
    return [f.value for f in parsed.facts if all(getattr(f, key) == value for key, value in wanted.items())]


def outcomes(parsed: Parsed) -> dict[str, str]:
    """What became of each number by its text: fact, unread, a reason or a kind of details; the last counts."""
    return {f.text: f.outcome if f.outcome == "unread" else f.reason or f.outcome for f in parsed.figures}


def unread(parsed: Parsed) -> list[Figure]:
    return [figure for figure in parsed.figures if figure.outcome == "unread"]


def test_codes_and_the_columns_over_them(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["公开05表", "一般公共预算支出表", f"部门：{UNIT} 单位：万元"],
            [
                [
                    ("科目编码", 1, 2),
                    ("科目名称", 1, 2),
                    ("合计", 1, 2),
                    ("基本支出", 3),
                    None,
                    None,
                    ("项目支出", 1, 2),
                ],
                [None, None, None, "小计", "人员经费", "公用经费", None],
                [("合计", 2), None, "30.00", "20.00", "15.00", "5.00", "10.00"],
                ["201", "一般公共服务支出", "30.00", "20.00", "15.00", "5.00", "10.00"],
                ["20126", "档案事务", "30.00", "20.00", "15.00", "5.00", "10.00"],
            ],
        )
    )
    assert {fact.form for fact in parsed.facts} == {"table-5"}
    assert {fact.statement for fact in parsed.facts} == {"general_public"}
    assert values(parsed, functional_code="20126", expenditure_type="basic_operating") == [Decimal(50000)]
    assert values(parsed, item="total", expenditure_type="project") == [Decimal(100000)]
    assert {f.functional_name for f in parsed.facts if f.functional_code == "20126"} == {"一般公共服务支出/档案事务"}
    assert unread(parsed) == []


def test_a_title_inside_the_grid_and_a_head_in_its_own_unit(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            [],
            [
                [("支出总表", 3), None, None],
                [("金额单位：元", 3), None, None],
                ["科目编码", "科目名称", "合计"],
                ["201", "一般公共服务支出", "1,234,567.891234"],
            ],
        )
    )
    assert seen(parsed) == [("expenditure", "201", "", "", "approved", Decimal("1234567.891234"))]


def test_a_table_without_title_or_unit_of_measure_is_left(read: Callable[..., Parsed]) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "12.00"]]
    assert read((["单位：万元"], rows)).facts == ()
    assert read((["支出总表"], rows)).facts == ()


@pytest.mark.parametrize(
    "title",
    ["国有资产占用表", "项目支出绩效自评表", "社会保险基金收支表", "会议费、培训费支出表", "一般公共预算收支表",
     "如下支出表"],
)  # fmt: skip
def test_a_title_with_other_words_is_of_another_form(read: Callable[..., Parsed], title: str) -> None:
    assert read((["支出总表", title, "单位：万元"], [["科目名称", "合计"], ["合计", "12.00"]])).facts == ()


def test_an_unknown_word_over_a_column_leaves_the_column(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["支出总表", "单位：万元"],
            [["科目编码", "科目名称", "合计", "滚存支出"], ["201", "一般公共服务支出", "12.00", "3.00"]],
        )
    )
    assert seen(parsed) == [("expenditure", "201", "", "", "approved", Decimal(120000))]
    assert outcomes(parsed)["3.00"] == "unread"


def test_continuation_pages_with_and_without_head_and_the_total_again(read: Callable[..., Parsed]) -> None:
    head = ["科目编码", "科目名称", "合计"]
    first = (
        ["表3", "支出总表", "单位：万元"],
        [head, [("合计", 2), None, "9.00"], ["201", "一般公共服务支出", "9.00"]],
    )
    bare: Sheet = ([], [["20126", "档案事务", "9.00"]])
    again = (["表3", "支出总表", "单位：万元"], [head, [("合计", 2), None, "9.00"], ["2012601", "行政运行", "9.00"]])
    parsed = read(first, bare, again)
    assert values(parsed, item="total") == [Decimal(90000)] * 2
    assert [f.functional_code for f in parsed.facts if f.functional_code] == ["201", "20126", "2012601"]
    assert {fact.form for fact in parsed.facts} == {"table-3"}


def test_a_note_closes_a_form(read: Callable[..., Parsed]) -> None:
    head = ["科目编码", "科目名称", "合计"]
    first = (["支出总表", "单位：万元"], [head, ["201", "一般公共服务支出", "9.00"]])
    parsed = read(first, (["注：本表反映支出。"], [head, ["20126", "档案事务", "9.00"]]))
    assert [fact.functional_code for fact in parsed.facts] == ["201"]


def test_a_row_stated_twice_with_two_values_is_left(read: Callable[..., Parsed]) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "9.00"], ["201", "一般公共服务支出", "8.00"]]
    assert read((["支出总表", "单位：万元"], rows)).facts == ()


def test_rows_that_number_the_columns_are_no_figures(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["支出决算表", "单位：万元"],
            [
                [("项目", 2), None, ("本年支出合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)],
                ["科目代码", "科目名称", None, None, None],
                [("栏次", 2), None, "1", "2", "3"],
                ["", "合计", "9.00", "4.00", "5.00"],
            ],
        ),
        kind="final",
    )
    assert [(fact.item, fact.phase) for fact in parsed.facts] == [("current_year", "executed")] + [
        ("total", "executed")
    ] * 2
    assert unread(parsed) == []


def test_codes_split_and_carried_down(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["支出总体情况表", "单位：万元"],
            [
                [("科目编码", 3), None, None, ("科目名称", 1, 2), ("合计", 1, 2)],
                ["类", "款", "项", None, None],
                ["", "", "", "合计", "9.00"],
                ["201", "", "", "一般公共服务支出", "9.00"],
                ["", "26", "", "档案事务", "9.00"],
                ["", "", "01", "行政运行", "6.00"],
                ["", "", "99", "其他档案事务支出", "3.00"],
            ],
        )
    )
    assert [fact.functional_code for fact in parsed.facts] == ["", "201", "20126", "2012601", "2012699"]
    assert unread(parsed) == []


def test_a_code_without_its_class_is_left(read: Callable[..., Parsed]) -> None:
    head = [[("科目编码", 3), None, None, ("科目名称", 1, 2), ("合计", 1, 2)], ["类", "款", "项", None, None]]
    assert read((["支出总表", "单位：万元"], [*head, ["", "", "01", "行政运行", "6.00"]])).facts == ()


@pytest.mark.parametrize("name", ["[201]一般公共服务支出", "201一般公共服务支出", "一般公共服务支出（201）"])
def test_codes_in_the_name(read: Callable[..., Parsed], name: str) -> None:
    rows = [["功能科目名称", "合计"], ["合计", "9.00"], [name, "9.00"]]
    parsed = read((["一般公共预算支出情况表（按功能分类科目）", "单位：万元"], rows))
    assert [(f.functional_code, f.functional_name) for f in parsed.facts] == [("", ""), ("201", "一般公共服务支出")]
    assert unread(parsed) == []


def test_three_records_a_row_and_the_totals_below(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["一般公共预算财政拨款基本支出决算表", "单位：万元"],
            [
                [("人员经费", 3), None, None, ("公用经费", 6), None, None, None, None, None],
                ["科目代码", "科目名称", "决算数"] * 3,
                ["301", "工资福利支出", "8.00", "302", "商品和服务支出", "2.00", "307", "债务利息及费用支出", ""],
                ["30101", "基本工资", "8.00", "30201", "办公费", "1.00", "310", "资本性支出", "1.00"],
                [("人员经费合计", 2), None, "8.00", ("公用经费合计", 5), None, None, None, None, "3.00"],
            ],
        ),
        kind="final",
    )
    assert values(parsed, economic_code="310", expenditure_type="basic_operating") == [Decimal(10000)]
    assert values(parsed, economic_code="30101", expenditure_type="basic_personnel") == [Decimal(80000)]
    assert values(parsed, item="personnel") == [Decimal(80000)]
    assert values(parsed, item="operating") == [Decimal(30000)]
    assert unread(parsed) == []


def test_a_fund_below_a_carryover_is_the_carryover_of_that_fund(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["财政拨款收支总表", "单位：万元"],
            [
                *TWO_SIDED,
                ["一、本年收入", "7.00", "一、本年支出", "9.00"],
                ["（一）一般公共预算拨款", "7.00", "（一）一般公共服务支出", "9.00"],
                ["二、上年结转", "2.00", "（二）其他支出", ""],
                ["（一）一般公共预算拨款", "2.00", "二、结转下年", "0.00"],
                ["收入总计", "9.00", "支出总计", "9.00"],
            ],
        )
    )
    fund = "general_public_budget"
    assert values(parsed, item="general_public_budget", fund=fund) == [Decimal(70000)]
    assert values(parsed, item="opening_carryover", fund=fund) == [Decimal(20000)]
    assert values(parsed, item="closing_carryover", direction="expenditure") == [Decimal(0)]
    assert values(parsed, functional_code="201", direction="expenditure") == [Decimal(90000)]
    assert unread(parsed) == []


def test_what_stands_below_an_unknown_row_is_left(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["收支总表", "单位：万元"],
            [
                *TWO_SIDED,
                ["一、盘盈收入", "7.00", "", ""],
                ["（一）一般公共预算拨款", "7.00", "", ""],
                ["二、其他收入", "2.00", "", ""],
                ["收入总计", "9.00", "支出总计", "9.00"],
            ],
        )
    )
    assert [fact.item for fact in parsed.facts] == ["other_income", "total", "total"]


def test_functions_by_name_only_where_the_path_is_known(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["收支总表", "单位：万元"],
            [
                *TWO_SIDED,
                ["", "", "一、一般公共服务支出", "9.00"],
                ["", "", "档案事务", "6.00"],
                ["", "", "行政运行", "6.00"],
                ["", "", "海关事务", "3.00"],
                ["", "", "行政运行", "3.00"],
            ],
        )
    )
    assert [fact.functional_code for fact in parsed.facts] == ["201", "20126", "2012601"]
    assert len(unread(parsed)) == 2


def test_a_name_may_mean_a_function_on_one_side_and_a_type_on_the_other(read: Callable[..., Parsed]) -> None:
    head = ["项目", "预算数", "支出功能分类科目（按大类）", "预算数", "部门预算支出经济分类科目（按大类）", "预算数",
            "政府预算支出经济分类科目（按大类）", "预算数"]  # fmt: skip
    parsed = read(
        (
            ["部门综合预算收支总表", "单位：元"],
            [
                [("收入", 2), None, ("支出", 6), None, None, None, None, None],
                head,
                ["1、其他收入", "9", "1、其他支出", "5", "1、人员经费和公用经费支出", "7", "1、机关工资福利支出", "6"],
                ["", "", "2、一般公共服务支出", "4", "（1）工资福利支出", "6", "", ""],
                ["", "", "", "", "（2）其他支出", "1", "", ""],
                ["", "", "", "", "2、专项业务经费支出", "2", "", ""],
                ["", "", "", "", "（1）其他支出", "2", "", ""],
            ],
        )
    )
    assert values(parsed, functional_code="229") == [Decimal(5)]
    assert values(parsed, economic_code="399", expenditure_type="basic") == [Decimal(1)]
    assert values(parsed, economic_code="399", expenditure_type="project") == [Decimal(2)]
    assert values(parsed, economic_code="301", expenditure_type="basic") == [Decimal(6)]
    assert values(parsed, economic_code="501") == [Decimal(6)]
    assert unread(parsed) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([["", "", "合计", "", "", "", "11.00"]], [("30101", 50000), ("30107", 40000), ("302", 20000)]),
        # a row is missing: 302 may be of another class of the government's as well
        ([["", "", "合计", "", "", "", "12.00"]], [("30101", 50000), ("30107", 40000)]),
        ([], [("30101", 50000), ("30107", 40000)]),
        # 30107 is of two types: neither row is all of it, nor are those of its class all there
        ([["301", "07", "绩效工资", "501", "01", "工资奖金津贴补贴", "1.00"]], []),
    ],
)
def test_a_code_split_by_the_governments_classification_is_left(
    read: Callable[..., Parsed], more: list[list[str]], expected: list[tuple[str, int]]
) -> None:
    parsed = read(
        (
            ["一般公共预算基本支出情况表", "单位：万元"],
            [
                [("科目编码", 2), None, ("部门预算支出经济分类科目名称", 1, 2), ("科目编码", 2), None,
                 ("政府预算支出经济分类科目名称", 1, 2), ("合计", 1, 2)],
                ["类", "款", None, "类", "款", None, None],
                ["301", "", "工资福利支出", "501", "", "机关工资福利支出", "5.00"],
                ["301", "01", "基本工资", "501", "01", "工资奖金津补贴", "5.00"],
                ["301", "", "工资福利支出", "505", "", "对事业单位经常性补助", "4.00"],
                ["301", "07", "绩效工资", "505", "01", "工资福利支出", "4.00"],
                ["302", "", "商品和服务支出", "502", "", "机关商品和服务支出", "2.00"],
                *more,
            ],
        )
    )  # fmt: skip
    assert [(fact.economic_code, int(fact.value)) for fact in parsed.facts if fact.economic_code] == expected
    assert unread(parsed) == []


def test_the_governments_classification_by_its_own_codes(read: Callable[..., Parsed]) -> None:
    rows = [
        [("科目编码", 2), None, ("政府预算支出经济分类科目名称", 1, 2), ("合计", 1, 2)],
        ["类", "款", None, None],
        ["501", "", "机关工资福利支出", "5.00"],
        ["501", "01", "工资奖金津补贴", "5.00"],
        ["", "", "其他支出", "1.00"],
        ["", "", "盘亏支出", "1.00"],
    ]
    parsed = read((["一般公共预算基本支出情况表", "单位：万元"], rows))
    assert [(fact.economic_code, fact.economic_name) for fact in parsed.facts] == [
        ("501", "机关工资福利支出"), ("50101", "工资奖金津补贴"), ("599", "其他支出")
    ]  # fmt: skip
    assert len(unread(parsed)) == 1


def test_rows_of_units_are_no_functions(read: Callable[..., Parsed]) -> None:
    head = ["单位编码", "单位名称", "合计", "财政拨款收入", "其他收入"]
    rows = [
        head,
        [("合计", 2), None, "9.00", "8.00", "1.00"],
        ["117", UNIT, "9.00", "8.00", "1.00"],
        ["117001", f"{UNIT}（本级）", "5.00", "5.00", "0.00"],
    ]
    parsed = read((["收入总表", "单位：万元"], rows))
    assert values(parsed, item="total", fund="") == [Decimal(90000)] * 2
    assert outcomes(parsed)["5.00"] == "subunit"
    assert unread(parsed) == []


def test_the_own_row_of_a_head_office_is_not_the_total(read: Callable[..., Parsed]) -> None:
    head = ["单位名称", "合计", "财政拨款收入", "其他收入"]
    rows = [head, ["合计", "9.00", "9.00", "0.00"], [UNIT, "5.00", "5.00", "0.00"], ["档案馆", "4.00", "4.00", "0.00"]]
    parsed = read((["收入总表", "单位：万元"], rows))
    assert [fact.value for fact in parsed.facts] == [Decimal(90000), Decimal(90000), Decimal(0)]
    assert unread(parsed) == []


def test_the_only_unit_stands_for_the_total(read: Callable[..., Parsed]) -> None:
    head = ["预算单位", "科目编码", "科目名称", "支出总计"]
    parsed = read((["支出总表", "单位：万元"], [head, [UNIT, "", "", "9.00"], ["", "201", "一般公共服务支出", "9.00"]]))
    assert [(fact.item, fact.functional_code) for fact in parsed.facts] == [("total", ""), ("", "201")]


def test_functions_of_another_unit_are_left(read: Callable[..., Parsed]) -> None:
    head = ["预算单位", "科目编码", "科目名称", "支出总计"]
    rows = [head, ["档案馆", "", "", "4.00"], ["", "201", "一般公共服务支出", "4.00"]]
    parsed = read((["支出总表", "单位：万元"], rows))
    assert parsed.facts == ()
    assert outcomes(parsed)["4.00"] == "subunit"


THREE = [("因公出国（境）费", 1, 2), ("公务用车购置及运行维护费", 3), None, None, ("公务接待费", 1, 2)]


def test_three_public_with_budget_and_final_side_by_side(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["一般公共预算财政拨款“三公”经费支出决算表", "单位：万元"],
            [
                [("预算数", 6), None, None, None, None, None, ("决算数", 6), None, None, None, None, None],
                [("合计", 1, 2), *THREE, ("合计", 1, 2), *THREE],
                [None, None, "小计", "公务用车购置费", "公务用车运行维护费", None] * 2,
                [str(number) for number in range(1, 13)],
                ["7.00", "1.00", "5.00", "2.00", "3.00", "1.00", "6.00", "0.00", "5.00", "2.00", "3.00", "1.00"],
            ],
        ),
        kind="final",
    )
    assert values(parsed, item="total", phase="adjusted") == [Decimal(70000)]
    assert values(parsed, item="total", phase="executed") == [Decimal(60000)]
    assert values(parsed, item="vehicles", phase="executed") == [Decimal(50000)]
    assert len(parsed.facts) == 12
    assert unread(parsed) == []


def test_three_public_beside_the_year_before_and_other_costs(read: Callable[..., Parsed]) -> None:
    parsed = read(
        (
            ["“三公”经费及会议费支出表", "单位：万元"],
            [
                [("上年", 4), None, None, None, ("当年", 4), None, None, None, ("增减变化情况", 4), None, None, None],
                [("合计", 1, 2), ("三公经费", 2), None, ("会议费", 1, 2)] * 3,
                [None, "小计", "公务接待费", None] * 3,
                ["9.00", "5.00", "5.00", "4.00", "8.00", "3.00", "3.00", "6.00", "-1.00", "-2.00", "-2.00", "1.00"],
            ],
        )
    )
    assert [(f.item, f.measure, f.basis, f.value) for f in parsed.facts] == [
        ("combined", "amount", "", Decimal(80000)), ("total", "amount", "", Decimal(30000)),
        ("reception", "amount", "", Decimal(30000)), ("meetings", "amount", "", Decimal(60000)),
        ("combined", "change", "prior_year", Decimal(-10000)), ("total", "change", "prior_year", Decimal(-20000)),
        ("reception", "change", "prior_year", Decimal(-20000)), ("meetings", "change", "prior_year", Decimal(10000)),
    ]  # fmt: skip
    assert outcomes(parsed)["5.00"] == "prior_year"
    assert unread(parsed) == []


def test_three_public_upright_and_by_years(read: Callable[..., Parsed]) -> None:
    upright = [["项目", "预算数"], ["合计", "3.00"], ["1、因公出国（境）费用", "0.00"],
               ["2、公务用车购置及运行费", "3.00"],
               ["其中：（1）公务用车购置费", "0.00"], ["（2）公务用车运行费", "3.00"]]  # fmt: skip
    parsed = read((["一般公共预算“三公”经费支出预算表", "单位：万元"], upright))
    assert [fact.item for fact in parsed.facts] == [
        "total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation"
    ]  # fmt: skip
    rows = [["预算单位", "年度", "公务接待费"], [UNIT, "2025年", "4.00"], ["", "2026年", "3.00"],
            ["", "增减变化金额", "-1.00"]]  # fmt: skip
    parsed = read((["“三公”经费支出表", "单位：万元"], rows))
    assert [(fact.measure, fact.value) for fact in parsed.facts] == [
        ("amount", Decimal(30000)), ("change", Decimal(-10000))
    ]  # fmt: skip


def test_years_over_columns(read: Callable[..., Parsed]) -> None:
    rows = [["科目编码", "科目名称", "2026年预算数", "2025年预算数", "2024年预算数"],
            ["201", "一般公共服务支出", "3.00", "2.00", "1.00"]]  # fmt: skip
    parsed = read((["支出总表", "单位：万元"], rows))
    assert [fact.value for fact in parsed.facts] == [Decimal(30000)]
    assert (outcomes(parsed)["2.00"], outcomes(parsed)["1.00"]) == ("prior_year", "unread")
    assert [(each.year, each.phase, each.functional_code, each.reported) for each in parsed.details] == [
        (2025, "approved", "201", "2.00")
    ]


@pytest.mark.parametrize(("amounts", "read_projects"), [(("5.00", "4.00"), True), (("9.00", "4.00"), False)])
def test_projects_are_read_where_they_add_up(
    read: Callable[..., Parsed], amounts: tuple[str, str], read_projects: bool
) -> None:
    rows = [["项目名称", "合计"], ["合计", "9.00"], ["库房修缮", amounts[0]], ["数字化", amounts[1]]]
    parsed = read((["项目支出预算表", "单位：万元"], rows))
    assert [fact.project for fact in parsed.facts] == ([None, 1, 2] if read_projects else [None])
    assert {project.name for project in parsed.projects} == ({"库房修缮", "数字化"} if read_projects else set())


def test_a_sum_is_the_total_unless_a_total_follows(read: Callable[..., Parsed]) -> None:
    rows = [*TWO_SIDED, ["收入合计", "9.00", "支出合计", "9.00"]]
    assert [fact.item for fact in read((["收支总表", "单位：万元"], rows)).facts] == ["total"] * 2
    rows = [*rows, ["收入总计", "9.00", "支出总计", "9.00"]]
    assert [f.item for f in read((["收支总表", "单位：万元"], rows)).facts] == ["current_year"] * 2 + ["total"] * 2


def test_sources_over_columns_of_expenditure_are_funds(read: Callable[..., Parsed]) -> None:
    rows = [
        [
            ("支出项目类别", 1, 2),
            ("总计", 1, 2),
            ("财政拨款", 2),
            None,
            ("单位资金", 2),
            None,
            ("上年结余、结转", 1, 2),
        ],
        [None, None, "小计", "一般公共预算拨款", "事业收入", "其他收入", None],
        [UNIT, "9.00", "5.00", "5.00", "2.00", "1.00", "1.00"],
        ["工资福利支出", "9.00", "5.00", "5.00", "2.00", "1.00", "1.00"],
    ]
    parsed = read((["基本支出总表", "单位：万元"], rows))
    funds = ["", "fiscal_appropriation", "general_public_budget", "service_income", "other_income", "carryover"]
    assert [(fact.item, fact.fund) for fact in parsed.facts] == [("total", f) for f in funds] + [("", f) for f in funds]
    assert unread(parsed) == []


def test_purchases_beside_expenditure_are_of_procurement(read: Callable[..., Parsed]) -> None:
    rows = [
        [
            ("预算单位", 1, 2),
            ("科目编码", 1, 2),
            ("科目名称", 1, 2),
            ("支出总计", 1, 2),
            ("2026年政府采购项目", 2),
            None,
        ],
        [None, None, None, None, "小计", "其中：2026年政府采购项目中预留给中小企业的项目资金规模"],
        [UNIT, "", "", "9.00", "4.00", "3.00"],
        ["", "201", "一般公共服务支出", "9.00", "4.00", "3.00"],
    ]
    parsed = read((["支出总表", "单位：万元"], rows))
    assert [(fact.statement, fact.item, fact.functional_code) for fact in parsed.facts] == [
        ("expenditure", "total", ""), ("procurement", "total", ""), ("procurement", "sme", ""),
        ("expenditure", "", "201"), ("procurement", "", "201"), ("procurement", "sme", "201"),
    ]  # fmt: skip
    assert unread(parsed) == []


def test_an_item_the_code_list_does_not_have_is_left(read: Callable[..., Parsed]) -> None:
    rows = [["科目编码", "科目名称", "合计", "会议费"], ["201", "一般公共服务支出", "9.00", "1.00"]]
    parsed = read((["支出总表", "单位：万元"], rows))
    assert [fact.value for fact in parsed.facts] == [Decimal(90000)]
    assert [figure.text for figure in unread(parsed)] == ["1.00"]


def test_a_reserve_and_a_balance_of_accounts_complete_the_totals(read: Callable[..., Parsed]) -> None:
    rows = [
        *TWO_SIDED,
        ["一、本年收入", "7.00", "一、基本支出", "6.00"],
        ["上年实户资金余额", "2.00", "二、项目支出", "2.00"],
        ["", "", "三、单位预留机动经费", "1.00"],
        ["收入总计", "9.00", "支出总计", "9.00"],
    ]
    parsed = read((["收支总表", "单位：万元"], rows))
    assert values(parsed, item="account_balance", direction="revenue") == [Decimal(20000)]
    assert values(parsed, item="reserve", direction="expenditure") == [Decimal(10000)]
    assert unread(parsed) == []


LIST = ["单位（项目）名称", "项目金额"]


def test_projects_by_unit_with_their_objectives(read: Callable[..., Parsed]) -> None:
    units = (
        ["收入总表", "单位：万元"],
        [["单位名称", "合计"], ["合计", "20.00"], [UNIT, "12.00"], ["望舒市库房管理所", "8.00"]],
    )
    head = ["支出项目类别（资金使用单位）", "总计", "其他资金", "绩效目标"]
    first = (
        ["部门预算项目支出及其他支出预算表", "单位：万元"],
        [head, ["合计", "20.00", "1.00", ""], [UNIT, "12.00", "0.00", ""], ["运行辅助", "7.00", "0.00", "接待30人。"]],
    )
    second: Sheet = (
        [],
        [
            head, ["2025年数字化", "5.00", "0.00", "扫描"], ["望舒市库房管理所", "8.00", "1.00", ""],
            ["运行辅助", "8.00", "1.00", "巡查"],
        ],
    )  # fmt: skip
    parsed = read(units, first, second)
    projects = {each.project: (each.name, each.implementer) for each in parsed.projects}
    assert projects == {
        1: ("运行辅助", UNIT), 2: ("2025年数字化", UNIT), 3: ("运行辅助", "望舒市库房管理所")
    }  # fmt: skip
    found = [(fact.project, fact.fund, fact.value) for fact in parsed.facts if fact.project is not None]
    assert found == [
        (1, "", Decimal(70000)), (1, "other", Decimal(0)), (2, "", Decimal(50000)), (2, "other", Decimal(0)),
        (3, "", Decimal(80000)), (3, "other", Decimal(10000)),
    ]  # fmt: skip
    texts = [(text.project, text.role, text.content) for text in parsed.texts]
    assert texts == [(1, "objective", "接待30人。"), (2, "objective", "扫描"), (3, "objective", "巡查")]
    assert (outcomes(parsed)["12.00"], outcomes(parsed)["30"]) == ("subunit", "explanation")
    assert unread(parsed) == []


def test_projects_below_their_kinds(read: Callable[..., Parsed]) -> None:
    rows = [LIST, ["合计", "9.00"], ["通用项目", "3.00"], ["培训", "3.00"], ["专用项目", "6.00"], ["普查", "4.00"],
            ["修缮", "2.00"]]  # fmt: skip
    parsed = read((["专项业务经费支出表", "单位：万元"], rows))
    assert [project.name for project in parsed.projects] == ["培训", "普查", "修缮"]
    assert (outcomes(parsed)["6.00"], outcomes(parsed)["9.00"]) == ("subtotal", "fact")
    assert unread(parsed) == []


def test_a_list_that_may_be_read_in_two_ways_is_left(read: Callable[..., Parsed]) -> None:
    rows = [LIST, ["合计", "12.00"], ["甲", "6.00"], ["乙", "3.00"], ["丙", "3.00"], ["丁", "3.00"], ["戊", "3.00"]]
    parsed = read((["专项业务经费支出表", "单位：万元"], rows))
    assert ([fact.value for fact in parsed.facts], parsed.projects) == ([Decimal(120000)], ())


def test_two_projects_of_one_name_are_two(read: Callable[..., Parsed]) -> None:
    rows = [LIST, ["合计", "6.00"], ["公车", "5.00"], ["公车", "1.00"]]
    parsed = read((["专项业务经费支出表", "单位：万元"], rows))
    assert [(fact.project, fact.value) for fact in parsed.facts[1:]] == [(1, Decimal(50000)), (2, Decimal(10000))]


def test_projects_of_the_second_level_keep_their_first(read: Callable[..., Parsed]) -> None:
    head = ["一级项目名称", "二级项目名称", "金额"]
    rows = [
        ["合计", "", "9.00"],
        ["古籍保护", "古籍修复", "4.00"],
        ["", "数字化", "3.00"],
        ["后勤", "后勤", "2.00"],
    ]
    parsed = read((["项目支出表", "单位：万元"], [head, *rows]))
    names = {project.project: project.name for project in parsed.projects}
    assert {names[each.project]: names.get(each.parent or 0, "") for each in parsed.projects} == {
        "古籍修复": "古籍保护", "数字化": "古籍保护", "后勤": "", "古籍保护": "",
    }  # fmt: skip
    assert [(names[fact.project], fact.reported) for fact in parsed.facts if fact.project] == [
        ("古籍修复", "4.00"), ("数字化", "3.00"), ("后勤", "2.00")
    ]  # fmt: skip


def test_key_projects_told_by_the_head_alone(read: Callable[..., Parsed]) -> None:
    head = ["二级预算单位名称", "一级项目名称", "预算数（万元）", "绩效目标"]
    first: Sheet = (["重点项目绩效目标情况如下："], [head, [UNIT, "防汛", "4.00", "购置大型排"]])
    second: Sheet = ([], [["", "", "", "水设备1200立方"], [UNIT, "巡查", "2.00", "完成4次"]])
    parsed = read(first, second)
    assert [(fact.statement, fact.project, fact.value) for fact in parsed.facts] == [
        ("project", 1, Decimal(40000)), ("project", 2, Decimal(20000))
    ]  # fmt: skip
    assert [text.content for text in parsed.texts] == ["购置大型排水设备1200立方", "完成4次"]
    assert unread(parsed) == []


SPENDING = ["支出总计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
EARNING = ["合计", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]


@pytest.mark.parametrize(
    ("head", "statement"),
    [
        (["科目编码", "科目名称", *SPENDING], "expenditure"),
        (["科目编码", "科目名称", *EARNING], "revenue"),
        (["科目编码", "科目名称", *SPENDING[:-1], "滚存支出"], ""),
        (["科目编码", "科目名称", *SPENDING[:3]], ""),
        (["科目编码", "科目名称", *EARNING[:-1], "项目支出"], ""),
    ],
)
def test_a_form_without_title_is_told_by_its_head_or_left(
    read: Callable[..., Parsed], head: list[str], statement: str
) -> None:
    parsed = read((["单位：万元"], [head, ["201", "一般公共服务支出", *["1.00"] * (len(head) - 2)]]))
    assert {fact.statement for fact in parsed.facts} == ({statement} if statement else set())
    assert read((["社会保险基金收支表", "单位：万元"], [head, ["201", "一般公共服务支出", "1.00"]])).facts == ()


def test_three_public_without_title(read: Callable[..., Parsed]) -> None:
    head = [
        "合计",
        "因公出国（境）费",
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    ]
    parsed = read((["单位：万元"], [head, ["3.00", "0.00", "2.00", "0.00", "2.00", "1.00"]]))
    assert next((fact.statement, fact.item) for fact in parsed.facts) == ("three_public", "total")
    assert len(parsed.facts) == 6


@pytest.mark.parametrize("unit", ["元", "万元"])
def test_thousands_separated_before_the_last_three_digits_alone(read: Callable[..., Parsed], unit: str) -> None:
    """Read in 元, where no third decimal is possible; in 万元 the separator may be a point."""
    rows = [["科目编码", "科目名称", "合计"], ["", "合计", "1234567,890"], ["201", "一般公共服务支出", "1234567，890"]]
    parsed = read((["支出总表", f"单位：{unit}"], rows))
    assert [fact.value for fact in parsed.facts] == ([Decimal(1234567890)] * 2 if unit == "元" else [])
    assert bool(unread(parsed)) == (unit != "元")


@pytest.mark.parametrize(
    ("codes", "names", "known"),
    [("科目编", "码科目名称", True), ("科目甲", "乙科目名称", False), ("科目编", "码甲乙名称", False)],
)
def test_words_of_a_header_cut_by_a_rule(read: Callable[..., Parsed], codes: str, names: str, known: bool) -> None:
    """The last character of a header is in the next cell: read where both are known in one way only."""
    rows = [[codes, names, "合计"], ["", "合计", "3.00"], ["201", "一般公共服务支出", "3.00"]]
    parsed = read((["支出总表", "单位：万元"], rows))
    assert [fact.functional_code for fact in parsed.facts] == (["", "201"] if known else [])


@pytest.mark.parametrize("rows", [("预算数", "决算数"), ("决算数", "预算数")])
def test_phases_as_rows_of_the_three_public_expenses(read: Callable[..., Parsed], rows: Sequence[str]) -> None:
    header = ["项目", "小计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"]
    figures = {"预算数": ["9.00", "1.00", "2.00", "3.00", "3.00"], "决算数": ["8.00", "1.00", "2.00", "3.00", "2.00"]}
    parsed = read(
        (["财政拨款三公经费支出决算表", "单位：万元"], [header, *([row, *figures[row]] for row in rows)]), kind="final"
    )
    assert unread(parsed) == []
    assert {fact.statement for fact in parsed.facts} == {"three_public"}
    for phase, name in (("adjusted", "预算数"), ("executed", "决算数")):
        found = [(fact.item, fact.reported) for fact in parsed.facts if fact.phase == phase]
        items = ("total", "overseas", "vehicle_purchase", "vehicle_operation", "reception")
        assert found == list(zip(items, figures[name], strict=True))


def test_purchases_by_kind_and_fund_and_one_by_one(read: Callable[..., Parsed]) -> None:
    rows = [
        [("采购品目大类", 1, 2), ("专项名称", 1, 2), ("采购品目名称", 1, 2), ("资金来源", 2), None, ("总计", 1, 2)],
        [None, None, None, "一般公共预算资金", "上年结转和结余资金", None],
        ["合计", "", "", "9.00", "1.00", "10.00"],
        ["一、货物A", "", "", "4.00", "", "4.00"],
        [UNIT, "", "", "3.00", "", "3.00"],
        ["望舒市实验中学", "", "", "1.00", "", "1.00"],
        ["", "2026年装订", "纸A4", "4.00", "", "4.00"],
        ["工程", "", "", "", "", "0.00"],
        ["二、服务C", "", "", "5.00", "1.00", "6.00"],
        ["", "保洁", "服务", "5.00", "1.00", "6.00"],
    ]
    parsed = read((["政府采购支出表", "单位：万元"], rows))
    assert {fact.statement for fact in parsed.facts} == {"procurement"}
    assert [(fact.item, fact.fund, fact.value) for fact in parsed.facts] == [
        ("total", "general_public_budget", Decimal(90000)), ("total", "carryover", Decimal(10000)),
        ("total", "", Decimal(100000)), ("goods", "general_public_budget", Decimal(40000)),
        ("goods", "", Decimal(40000)), ("works", "", Decimal(0)), ("services", "general_public_budget", Decimal(50000)),
        ("services", "carryover", Decimal(10000)), ("services", "", Decimal(60000)),
    ]  # fmt: skip
    assert [(each.kind, each.subunit, each.item, each.fund, each.reported) for each in parsed.details] == [
        ("subunit", UNIT, "goods", "general_public_budget", "3.00"), ("subunit", UNIT, "goods", "", "3.00"),
        ("subunit", "望舒市实验中学", "goods", "general_public_budget", "1.00"),
        ("subunit", "望舒市实验中学", "goods", "", "1.00"),
        ("purchase", "望舒市实验中学", "goods", "general_public_budget", "4.00"),
        ("purchase", "望舒市实验中学", "goods", "", "4.00"),
        ("purchase", "", "services", "general_public_budget", "5.00"),
        ("purchase", "", "services", "carryover", "1.00"),
        ("purchase", "", "services", "", "6.00"),
    ]  # fmt: skip
    assert [(each.project_name, each.catalogue) for each in parsed.details[4::3]] == [
        ("2026年装订", "纸A4"), ("保洁", "服务")
    ]  # fmt: skip
    assert unread(parsed) == []


def test_purchases_by_function(read: Callable[..., Parsed]) -> None:
    rows = [
        [("科目编码", 3), None, None, ("采购项目", 1, 2), ("数量", 1, 2), ("预算金额", 1, 2)],
        ["类", "款", "项", None, None, None],
        [("合计", 4), None, None, None, "2", "9.00"],
        ["201", "26", "01", "档案柜", "2", "9.00"],
    ]
    parsed = read((["部门综合预算政府采购（资产配置、购买服务）预算表", "单位：万元"], rows))
    assert [(fact.item, fact.functional_code, fact.value) for fact in parsed.facts] == [("total", "", Decimal(90000))]
    assert (outcomes(parsed)["2"], outcomes(parsed)["26"]) == ("purchase", "code")
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "9.00"]]
    parsed = read((["政府采购预算表", "单位：万元"], rows))
    assert [(fact.statement, fact.item, fact.functional_code) for fact in parsed.facts] == [("procurement", "", "201")]


@pytest.mark.parametrize(
    ("head", "row", "reasons"),
    [
        (["序号", "会议名称", "人数", "金额"], ["1", "年会", "30", "2.00"], ["label", "event", "event"]),
        (["报表", "报表名称", "是否空表"], ["表10", "支出总表", "是"], ["numbering"]),
        (["序号", "单位名称"], ["1", UNIT], ["numbering"]),
        (["序号", "单位名称"], ["7", UNIT], ["no_title"]),
        (["编号", "人数"], ["1", "30"], ["no_title"] * 2),
    ],
)
def test_lists_without_amounts_of_the_accounts(
    read: Callable[..., Parsed], head: list[str], row: list[str], reasons: list[str]
) -> None:
    parsed = read((["单位：万元"], [head, row]))
    assert parsed.facts == ()
    assert [figure.reason for figure in parsed.figures] == reasons


BUDGET_AND_FINAL = [["项目", "预算数", "决算数"], ["合计", "7.00", "6.00"], ["公务接待费", "7.00", "6.00"]]
THREE_TITLE = "一般公共预算财政拨款“三公”经费支出决算表"


@pytest.mark.parametrize(
    ("told", "note", "phase"),
    [
        ([], "", "adjusted"),
        (["“三公”经费财政拨款支出年初预算为7.00万元，支出决算为6.00万元。"], "", "approved"),
        (["“三公”经费财政拨款支出年初预算为8.00万元，支出决算为6.00万元。"], "", "adjusted"),
        (["“三公”经费财政拨款支出年初预算为7.00万元。"], "注：预算数为“三公”经费全年预算数。", "adjusted"),
        ([], "注：预算数为年初预算数。", "approved"),
    ],
)
def test_what_a_finals_budget_column_is_the_document_says(
    read: Callable[..., Parsed], told: list[str], note: str, phase: str
) -> None:
    sheet = (["单位：万元", THREE_TITLE], BUDGET_AND_FINAL)
    closing = [note] if note else []
    prose = ["三、财政拨款“三公”经费支出决算情况说明", *told] if told else []
    parsed = read(sheet, ([*closing, *prose], [["无"]]), kind="final")
    forms = [fact for fact in parsed.facts if fact.form != "narrative"]
    assert [(fact.item, fact.phase) for fact in forms] == [
        ("total", phase), ("total", "executed"), ("reception", phase), ("reception", "executed")
    ]  # fmt: skip


def test_a_head_may_name_the_phase_itself(read: Callable[..., Parsed]) -> None:
    rows = [["项目", "年初预算数", "全年预算数", "决算数"], ["公务接待费", "7.00", "8.00", "6.00"]]
    parsed = read((["单位：万元", THREE_TITLE], rows), kind="final")
    assert [fact.phase for fact in parsed.facts] == ["approved", "adjusted", "executed"]


@pytest.mark.parametrize(
    ("unit", "printed", "value"),
    [
        ("亿元", "1.25", "125000000"),
        ("万元", "1,234.567891", "12345678.91"),
        ("千元", "12", "12000"),
        ("人民币元", "9", "9"),
    ],
)
def test_a_table_has_its_own_unit_of_measure(read: Callable[..., Parsed], unit: str, printed: str, value: str) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", printed]]
    parsed = read(
        (["支出总表", f"单位：{unit}"], rows), (["收入总表", "单位：万元"], [["单位名称", "合计"], ["合计", "1"]])
    )
    assert [fact.value for fact in parsed.facts] == [Decimal(value), Decimal(10000)]


@pytest.mark.parametrize(
    "row", [["合计", "", "9.00"], ["", "合计", "9.00"], [("合计", 2), None, "9.00"], ["总计", "", "9.00"]]
)
@pytest.mark.parametrize("last", [True, False])
def test_the_total_first_or_last_under_codes_or_names(
    read: Callable[..., Parsed], row: list[CellWords], last: bool
) -> None:
    parts: list[list[CellWords]] = [["201", "一般公共服务支出", "5.00"], ["229", "其他支出", "4.00"]]
    rows = [*parts, row] if last else [row, *parts]
    parsed = read((["支出总表", "单位：万元"], [["科目编码", "科目名称", "合计"], *rows]))
    assert values(parsed, item="total") == [Decimal(90000)]
    assert sorted(fact.functional_code for fact in parsed.facts) == ["", "201", "229"]
    assert unread(parsed) == []


def test_blank_margins_and_numbered_columns(read: Callable[..., Parsed]) -> None:
    rows = [
        ["", "科目编码", "科目名称", "合计", "基本支出", ""],
        ["", "栏次", "", "1", "2", ""],
        ["", "201", "一般公共服务支出", "5.00", "5.00", ""],
    ]
    parsed = read((["支出总表", "单位：万元"], rows))
    assert [(fact.functional_code, fact.expenditure_type) for fact in parsed.facts] == [("201", ""), ("201", "basic")]
    assert unread(parsed) == []


def test_the_total_of_a_page_is_no_total(read: Callable[..., Parsed]) -> None:
    head = ["科目编码", "科目名称", "合计"]
    first = (["支出总表", "单位：万元"], [head, ["201", "一般公共服务支出", "5.00"], ["", "本页小计", "5.00"]])
    parsed = read(first, ([], [["229", "其他支出", "4.00"], ["", "本页小计", "4.00"], ["", "合计", "9.00"]]))
    assert [(fact.item, fact.functional_code) for fact in parsed.facts] == [("", "201"), ("", "229"), ("total", "")]
    assert unread(parsed) == []


def test_three_public_by_unit(read: Callable[..., Parsed]) -> None:
    rows = [
        ["单位名称", "合计", "因公出国（境）费", "公务接待费"],
        ["合计", "3.00", "1.00", "2.00"],
        [UNIT, "2.00", "1.00", "1.00"],
        ["望舒市库房管理所", "1.00", "0.00", "1.00"],
    ]
    parsed = read((["“三公”经费支出表", "单位：万元"], rows))
    assert [(fact.item, fact.value) for fact in parsed.facts] == [
        ("total", Decimal(30000)), ("overseas", Decimal(10000)), ("reception", Decimal(20000))
    ]  # fmt: skip
    assert [(each.subunit, each.item, each.reported) for each in parsed.details] == [
        (UNIT, "total", "2.00"), (UNIT, "overseas", "1.00"), (UNIT, "reception", "1.00"),
        ("望舒市库房管理所", "total", "1.00"), ("望舒市库房管理所", "overseas", "0.00"),
        ("望舒市库房管理所", "reception", "1.00"),
    ]  # fmt: skip


def test_units_by_code_without_a_column_of_functions(read: Callable[..., Parsed]) -> None:
    rows = [
        ["部门代码", "部门名称", "合计", "基本支出"],
        ["201", UNIT, "5.00", "5.00"],
        ["201001", "库房", "5.00", "5.00"],
    ]
    parsed = read((["支出总表", "单位：万元"], rows))
    assert {fact.functional_code for fact in parsed.facts} <= {""}
    assert {figure.text for figure in parsed.figures if figure.reason == "code"} == {"201", "201001"}


def test_a_name_divided_by_a_column_without_a_head(read: Callable[..., Parsed]) -> None:
    rows = [
        ["项目名称", "", "金额"],
        [("收入总计", 2), None, "9.00"],
        [("一般公共预算资金", 1, 3), "小计", "7.00"],
        [None, "公共财政拨款（补助）资金", "6.00"],
        [None, "盘盈收入", "1.00"],
        ["政府性基金预算", "小计", "2.00"],
    ]
    parsed = read((["收入预算总表", "单位：万元"], rows))
    assert [(fact.item, fact.value) for fact in parsed.facts] == [
        ("total", Decimal(90000)), ("general_public_budget", Decimal(70000)), ("public_finance", Decimal(60000)),
        ("government_fund", Decimal(20000)),
    ]  # fmt: skip
    assert [figure.text for figure in unread(parsed)] == ["1.00"]


@pytest.mark.parametrize(
    ("amounts", "names"),
    [
        (("3.00", "3.00", "6.00", "4.00", "2.00", "0.00"), ["乙", "丁", "戊"]),
        (("4.50", "4.49", "0.00", "0.00", "0.00", "0.00"), ["甲", "乙", "丙", "丁", "戊", "己"]),
        (("4.50", "4.49", "0.01", "0.01", "0.00", "0.00"), []),
    ],
)
def test_rows_of_nothing_and_rounded_amounts_in_lists(
    read: Callable[..., Parsed], amounts: tuple[str, ...], names: list[str]
) -> None:
    rows = [LIST, ["合计", "9.00"], *([name, amount] for name, amount in zip("甲乙丙丁戊己", amounts, strict=True))]
    parsed = read((["专项业务经费支出表", "单位：万元"], rows))
    assert [project.name for project in parsed.projects] == names


def test_an_older_form_of_the_institutions_running(read: Callable[..., Parsed]) -> None:
    """What is counted has its unit of measure behind its name; a kind of cars is counted as all cars are."""
    parsed = read(
        (
            ["部门决算相关信息统计表", "金额单位：元"],
            [
                ["项目", "行次", "预算数", "统计数", "项目", "行次", "统计数"],
                ["（一）支出合计", "2", "900.00", "800.00", "（一）车辆数合计（辆）", "27", "9"],
                ["3．公务接待费", "7", "900.00", "800.00", "1．部级领导干部用车", "28", "0"],
                ["1．因公出国（境）人数（人）", "13", "—", "4", "2．一般公务用车", "29", "6"],
                ["5．公务接待批次（批）", "16", "—", "30", "3．一般执法执勤用车", "30", "3"],
                ["6．公务接待人数（人）", "18", "—", "70", "（二）单价50万元以上通用设备（台，套）", "33", "2"],
                ["一、支出", "19", "—", "—", "（三）单价100万元以上专用设备（台，套）", "34", "1"],
                ["4．公务用车保有量", "20", "—", "8", "（四）主要负责人用车", "35", "5"],
            ],
        ),
        kind="final",
    )
    counts = [
        (fact.statement, fact.item, int(fact.value), fact.unit) for fact in parsed.facts if fact.measure == "count"
    ]
    assert counts == [
        ("assets", "vehicles", 9, "辆"),
        ("assets", "vehicles_ministerial", 0, "辆"),
        ("three_public", "overseas_persons", 4, "人"),
        ("assets", "vehicles_general", 6, "辆"),
        ("three_public", "receptions", 30, "批次"),
        ("assets", "vehicles_law_enforcement", 3, "辆"),
        ("three_public", "reception_guests", 70, "人"),
        ("assets", "equipment_over_500k", 2, "台"),
        ("assets", "equipment_over_1m", 1, "台"),
    ]
    assert {fact.fund for fact in parsed.facts if fact.measure == "count"} == {""}
    assert [figure.text for figure in unread(parsed)] == ["8", "5"]


@pytest.mark.parametrize("head", ["项目（按未见之分类）", "项目"])
def test_names_under_an_unknown_head_are_not_passed_over(read: Callable[..., Parsed], head: str) -> None:
    """Amounts behind a column of other names are not of the names before it."""
    parsed = read(
        (
            ["收入支出决算总表", "金额单位：元"],
            [
                [("收入", 2), None, ("支出", 2), None],
                ["项目", "决算数", head, "决算数"],
                ["一、事业收入", "30.00", "一、一般公共服务支出", "70.00"],
                ["二、其他收入", "60.00", "二、其他支出", "20.00"],
                ["本年收入合计", "90.00", "本年支出合计", "90.00"],
            ],
        ),
        kind="final",
    )
    spent = [] if "未见" in head else [("", 70), ("", 20), ("current_year", 90)]
    assert [(f.item, int(f.value)) for f in parsed.facts if f.direction == "expenditure"] == spent
    assert [int(value) for value in values(parsed, direction="revenue")] == [30, 60, 90]


def test_a_part_of_a_group_without_a_name_is_not_the_group(read: Callable[..., Parsed]) -> None:
    rows = [
        [("科目编码", 1, 2), ("科目名称", 1, 2), ("合计", 1, 2), ("基本支出", 2), None, ("项目支出", 1, 2)],
        [None, None, None, "人员经费", "", None],
        ["201", "一般公共服务支出", "30.00", "15.00", "5.00", "10.00"],
    ]
    parsed = read((["一般公共预算支出表", "单位：万元"], rows))
    assert sorted(fact.reported for fact in parsed.facts) == ["10.00", "15.00", "30.00"]


def test_heads_that_do_not_reach_all_columns_stand_over_the_wrong_ones(read: Callable[..., Parsed]) -> None:
    rows = [
        ["科目编码", "科目名称", "小计", "基本支出", "项目支出", ""],
        ["201", "一般公共服务支出", "20.00", "30.00", "15.00", "15.00"],
    ]
    assert read((["一般公共预算支出表", "单位：万元"], rows)).facts == ()


def test_a_column_of_words_that_no_head_explains_keeps_what_is_behind_it(read: Callable[..., Parsed]) -> None:
    rows = [
        [("收入", 2), None, ("支出", 4), None, None, None],
        ["项目", "预算数", "项目", "预算数", "支出用途分类", "预算数"],
        ["一、其他收入", "9.00", "一、一般公共服务支出", "9.00", "甲类用途", "4.00"],
        ["收入总计", "9.00", "支出总计", "9.00", "乙类用途", "5.00"],
    ]
    parsed = read((["收支总表", "单位：万元"], rows))
    assert sorted(fact.reported for fact in parsed.facts) == ["9.00"] * 4
    assert sorted(figure.text for figure in unread(parsed)) == ["4.00", "5.00"]


@pytest.mark.parametrize("words", ["本页小计", "本页合计"])
def test_what_a_page_adds_up_is_no_row_of_its_own(read: Callable[..., Parsed], words: str) -> None:
    rows = [["项目名称", "合计"], ["甲项目", "4.00"], ["乙项目", "6.00"], [words, "10.00"], ["合计", "10.00"]]
    parsed = read((["项目支出表", "单位：万元"], rows))
    assert sorted(project.name for project in parsed.projects if project.project) == ["乙项目", "甲项目"]
    assert len(parsed.facts) == 3
    assert outcomes(parsed)["10.00"] == "fact"
    assert unread(parsed) == []


# --- layouts of one form: what regions change -----------------------------------------------------

REVENUE_ROWS: list[list[CellWords]] = [
    ["一、一般公共预算拨款收入", "30.00", "一、一般公共服务支出", "32.00"],
    ["本年收入合计", "30.00", "本年支出合计", "32.00"],
    ["上年结转", "2.00", "", ""],
    ["收入总计", "32.00", "支出总计", "32.00"],
]
BOTH_SIDES = {
    ("revenue", "general_public_budget"): "30.00", ("revenue", "current_year"): "30.00",
    ("revenue", "opening_carryover"): "2.00", ("revenue", "total"): "32.00", ("expenditure", "201"): "32.00",
    ("expenditure", "current_year"): "32.00", ("expenditure", "total"): "32.00",
}  # fmt: skip
LAYOUTS: dict[str, tuple[str, list[list[CellWords]]]] = {
    "A": ("部门收支总表", [[("收入", 2), None, ("支出", 2), None], ["项目", "预算数", "项目", "预算数"]]),
    "B": ("2026年市级部门收支预算总表", [["收入", "本年预算", "支出", "本年预算"]]),
    "C": ("部门收支总表", [["收入", "本年预算", "支出", "本年预算"]]),
    "D": (
        "2026年市级部门收支预算总表",
        [[("收入", 2), None, ("支出", 2), None], ["项目", "预算数", "项目", "预算数"]],
    ),
    "E": (
        "部门收支总表",
        [[("收入", 2), None, ("支出", 2), None], ["项目", "本年预算", "项目", "本年预算"]],
    ),
    "F": ("部门收支总表", [["收入项目", "金额", "支出项目", "金额"]]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_of_two_sides_under_other_words(read: Callable[..., Parsed], layout: str) -> None:
    title, header = LAYOUTS[layout]
    parsed = read(([title, "单位：万元"], [*header, *REVENUE_ROWS]))
    found = {(f.direction, f.item or f.functional_code): f.reported for f in parsed.facts}
    assert found == BOTH_SIDES
    assert unread(parsed) == []


@pytest.mark.parametrize("order", list(itertools.permutations(["合计", "基本支出", "项目支出"])))
def test_columns_in_any_order(read: Callable[..., Parsed], order: tuple[str, ...]) -> None:
    """Layout G: the header says which column is which."""
    amounts = {"合计": "80.00", "基本支出": "60.00", "项目支出": "20.00"}
    rows = [["科目编码", "科目名称", *order], ["201", "一般公共服务支出", *(amounts[each] for each in order)]]
    parsed = read((["支出总表", "单位：万元"], rows))
    found = {fact.expenditure_type: fact.reported for fact in parsed.facts}
    assert found == {"": "80.00", "basic": "60.00", "project": "20.00"}


def test_a_row_of_unknown_words_leaves_the_others(read: Callable[..., Parsed]) -> None:
    """Layout H."""
    rows = [*LAYOUTS["A"][1], REVENUE_ROWS[0], ["二、甲乙丙丁", "5.00", "", ""], *REVENUE_ROWS[1:]]
    parsed = read((["部门收支总表", "单位：万元"], rows))
    assert [figure.text for figure in unread(parsed)] == ["5.00"]
    assert len(parsed.facts) == len(BOTH_SIDES)


SYNONYMS = {
    "科目编码": ["科目代码", "功能科目编码", "功能分类科目代码", "支出功能分类科目编码"],
    "科目名称": ["科目", "功能科目", "功能分类科目名称", "支出功能分类"],
    "合计": ["总计", "金额", "2026年预算数", "本年预算", "预算金额"],
    "基本支出": ["本年基本支出", "其中：基本支出", "基本支出小计", "基本支出预算"],
    "项目支出": ["项目支出合计", "项目支出预算数", "专项业务经费支出"],
}


@given(data=st.data())
def test_a_header_of_other_words_gives_the_same_facts_or_none(reference: Reference, data: st.DataObject) -> None:
    """Synonyms keep the facts; nonsense costs its column and changes no other, but for columns of 预算 next to an
    unknown one of 预算: which of several budgets each is, its word does not say."""
    amounts = {"合计": "80.00", "基本支出": "60.00", "项目支出": "20.00"}
    order = data.draw(st.permutations(list(amounts)))
    names = {word: data.draw(st.sampled_from([word, *others])) for word, others in SYNONYMS.items()}
    spoiled = data.draw(st.sampled_from([None, *amounts]))
    if spoiled:
        names[spoiled] = data.draw(st.sampled_from(["甲乙", "", names[spoiled] + "丙", "丁" + names[spoiled]]))
    rows = [
        [names["科目编码"], names["科目名称"], *(names[each] for each in order)],
        ["201", "一般公共服务支出", *(amounts[each] for each in order)],
    ]
    report = Report("wangshu-archive", 2026, "budget", "", UNIT, ())
    parsed = parse_report([make_document([(["支出总表", "单位：万元"], rows)])], report, reference)
    found = {fact.expenditure_type: fact.reported for fact in parsed.facts}
    right = {"": "80.00", "basic": "60.00", "project": "20.00"}
    kept = {key: value for key, value in right.items() if not spoiled or value != amounts[spoiled]}
    if spoiled and "预算" in names[spoiled]:
        open_ones = {amounts[word] for word in amounts if "预算" in names[word]}
        assert found in (kept, {key: value for key, value in kept.items() if value not in open_ones})
    else:
        assert found == kept or (spoiled and not names[spoiled] and found == {})


def test_two_header_cells_in_one_are_not_read(read: Callable[..., Parsed]) -> None:
    """A source without rules may hold two header cells as one: which amount is whose, nothing says."""
    rows = [["科目编码", "科目名称", "本年支出基本支出", "项目支出"], ["201", "一般公共服务支出", "80.00", "20.00"]]
    parsed = read((["支出总表", "单位：万元"], rows))
    assert [(fact.expenditure_type, fact.reported) for fact in parsed.facts] == [("project", "20.00")]


def test_the_last_row_of_a_header_may_hold_the_first_of_the_body(read: Callable[..., Parsed]) -> None:
    rows = [
        [("项目", 4), None, None, None, "本年支出合计"],
        [("支出功能分类科目编码", 3), None, None, ("科目名称", 1, 1), None],
        ["类", "款", "项", "合计", "30.00"],
        ["201", "", "", "一般公共服务支出", "30.00"],
        ["201", "26", "", "档案事务", "30.00"],
    ]
    parsed = read((["支出总表", "单位：万元"], rows))
    assert [fact.item or fact.functional_code for fact in parsed.facts] == ["current_year", "201", "20126"]


UNITS = [
    "望舒市水务局",
    "望舒市教育委员会",
    "望舒市口岸办公室",
    "望舒市救助中心",
    "望舒市第一学校",
    "望舒学院",
    "望舒市人民医院",
    "望舒市规划研究院",
    "望舒市农业研究所",
    "望舒市机关事务所",
    "望舒市河道管理站",
    "望舒市执法总队",
    "望舒市执法支队",
    "望舒市执法大队",
    "望舒市博物馆",
    "望舒市图书馆",
    "望舒市城建档案馆",
    "望舒市园林管理处",
    "万安街道办事处",
    "望舒市建筑工务署",
    "望舒市档案协会",
    "望舒市残疾人联合会",
    "望舒市第三中学",
    "望舒市第二小学",
    "望舒市实验分校",
    "望舒开放大学",
    "望舒市第一幼儿园",
    "望舒市少年宫",
    "望舒电视台",
    "望舒市教育考试院",
    "望舒市卫生监督站",
    "望舒市卫生健康委（本级）",
    "望舒市卫生健康委（机关）",
]


@pytest.mark.parametrize("unit", UNITS)
def test_types_behind_the_name_of_a_unit_are_that_units(read: Callable[..., Parsed], unit: str) -> None:
    rows = [
        ["部门预算支出经济分类科目", "合计"],
        ["合计", "50.00"],
        ["工资福利支出", "50.00"],
        [unit, "20.00"],
        ["工资福利支出", "20.01"],
        ["基本工资", "20.02"],
    ]
    parsed = read((["基本支出总表", "单位：万元"], rows))
    assert [fact.reported for fact in parsed.facts] == ["50.00", "50.00"]
    assert [(each.subunit, each.item, each.economic_code, each.reported) for each in parsed.details] == [
        (unit, "total", "", "20.00"), (unit, "", "301", "20.01"), (unit, "", "30101", "20.02")
    ]  # fmt: skip


def test_a_function_crossed_with_an_economic_type(read: Callable[..., Parsed]) -> None:
    """Each row is of both; one of a pair that the government's classification splits is a part of it."""
    header = ["支出功能分类科目", "政府支出经济分类科目", "部门支出经济分类科目", "合计"]
    rows = [
        ["2012601-行政运行", "50101-工资奖金津补贴", "30101-基本工资", "7.00"],
        ["2012601-行政运行", "50201-办公经费", "302-商品和服务支出", "2.00"],
        ["2012601-行政运行", "50502-商品和服务支出", "302-商品和服务支出", "1.00"],
    ]
    lines = ["预算03表支出总表", "单位：万元"]
    whole = read((lines, [header, *rows, ["合计", "", "", "10.00"]]))
    found = {(f.item, f.functional_code, f.economic_code): f.reported for f in whole.facts}
    assert found == {("", "2012601", "30101"): "7.00", ("total", "", ""): "10.00"}
    split = [(each.economic_code, each.government_code, each.government_name) for each in whole.details]
    assert split == [
        ("302", "50201", "办公经费"), ("302", "50502", "商品和服务支出"),
    ]  # fmt: skip
    cut = read((lines, [header, *rows[:2], ["合计", "", "", "10.00"]]))
    assert [fact.item for fact in cut.facts] == ["total"]


def test_a_form_goes_on_within_another_frame(read: Callable[..., Parsed]) -> None:
    """An empty column of the sheet at the left is within the frame of one page and outside that of the next."""
    first = [["", "科目编码", "科目名称", "合计"], ["", "201", "一般公共服务支出", "12.00"]]
    parsed = read((["支出总表", "单位：万元"], first), ([], [["20126", "档案事务", "12.00"]]))
    assert [fact.functional_code for fact in parsed.facts] == ["201", "20126"]
    behind = [["", "2012601", "行政运行", "12.00"]]
    parsed = read((["支出总表", "单位：万元"], [row[1:] for row in first]), ([], behind))
    assert [fact.functional_code for fact in parsed.facts] == ["201", "2012601"]


def test_a_list_by_unit_with_rounded_amounts(read: Callable[..., Parsed]) -> None:
    rows = [
        ["支出项目类别（资金使用单位）", "总计", "绩效目标"],
        ["合计", "30.01", ""],
        [UNIT, "10.01", ""],
        ["档案修复", "5.00", "修复一批"],
        ["档案数字化", "5.00", "扫描一批"],
        ["望舒市城建档案馆", "20.00", ""],
        ["库房维护", "20.00", "维护一年"],
    ]
    named = [["单位名称", "合计"], ["望舒市城建档案馆", "20.00"]]
    lines = ["部门预算项目支出表", "单位：万元"]
    parsed = read((lines, rows), (["单位收入总表", "单位：万元"], named))
    projects = [fact.reported for fact in parsed.facts if fact.project is not None]
    assert projects == ["5.00", "5.00", "20.00"]


def test_a_title_over_two_lines_says_more_than_its_second(read: Callable[..., Parsed]) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "12.00"]]
    parsed = read((["公开05表：一般公共预算", "支出预算表", "单位：万元"], rows))
    assert [(fact.statement, fact.fund) for fact in parsed.facts] == [("general_public", "general_public_budget")]


def test_a_level_of_government_that_is_not_known(read: Callable[..., Parsed]) -> None:
    """Words that the titles of several statements and funds share say nothing of any of them."""
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "12.00"]]
    titles = ["支出预算总表", "一般公共预算支出表", "一般公共预算基本支出表", "政府性基金预算支出表"]
    parsed = read(*((["域直" + title, "单位：万元"], rows) for title in titles))
    assert [fact.statement for fact in parsed.facts] == ["expenditure", "general_public", "basic", "government_fund"]


@pytest.mark.parametrize(
    "titles",
    [
        ["域直支出预算总表", "一般公共预算支出表", "政府性基金预算支出表"],
        ["专项债券收入表", "专项债券支出表", "专项债券收支总表"],
        ["域直支出预算总表", "域直一般公共预算支出表"],
    ],
)
def test_unknown_words_that_may_be_a_fund_or_a_scope(read: Callable[..., Parsed], titles: list[str]) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "12.00"]]
    parsed = read(*(([title, "单位：万元"], rows) for title in titles))
    known = [title for title in titles if title.startswith(("一般", "政府"))]
    assert len(parsed.facts) == len(known)


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("支出去向", ["工资福利支出", "基本工资", "商品和服务支出"]),
        ("用途列示", ["301工资福利支出", "30101基本工资", "302商品和服务支出"]),
    ],
)
def test_names_of_a_classification_under_a_header_that_is_not_known(
    read: Callable[..., Parsed], header: str, names: list[str]
) -> None:
    rows = [[header, "合计"], *([name, f"{number}.00"] for number, name in enumerate(names, 1))]
    parsed = read((["一般公共预算基本支出表", "单位：万元"], rows))
    assert [(fact.economic_code, fact.reported) for fact in parsed.facts] == [
        ("301", "1.00"), ("30101", "2.00"), ("302", "3.00"),
    ]  # fmt: skip


OTHER_INDICATOR_WORDS = [
    ("项目总额", "财政资金", "绩效目标", "三级指标", "绩效指标性质", "本年绩效指标值", "绩效度量单位", "分值"),
    ("项目总额", "财政资金", "当年绩效目标", "指标名称", "指标性质", "绩效指标值", "计量单位", "指标权重"),
    (
        "预算金额",
        "当年财政拨款预算金额",
        "项目总体绩效目标",
        "指标名称",
        "指标性质",
        "指标值",
        "计量单位",
        "指标权重（%）",
    ),
]


@pytest.mark.parametrize("words", OTHER_INDICATOR_WORDS)
def test_indicators_of_projects_under_other_words(read: Callable[..., Parsed], words: tuple[str, ...]) -> None:
    """The header's page has an empty column at the left, the next page has none."""
    total, fiscal, objective, name, operator, value, unit, weight = words
    first = [
        ["", "项目名称", total, fiscal, objective, "一级指标", name, operator, value, unit, weight],
        ["", "档案修复", "80.00", "80.00", "修复一批档案", "产出指标", "修复数量", "≥", "120", "卷", "30"],
    ]
    second = [["档案数字化", "20.00", "20.00", "扫描一批", "产出指标", "扫描数量", "≥", "400", "卷", "20"]]
    lines = ["项目支出绩效目标表", "单位：万元"]
    parsed = read((lines, first), ([], second))
    assert [(each.level3, each.target, str(each.weight)) for each in parsed.indicators] == [
        ("修复数量", "≥120卷", "30"),
        ("扫描数量", "≥400卷", "20"),
    ]
    assert {fact.reported for fact in parsed.facts} == {"80.00", "20.00"}


def test_projects_under_a_header_of_economic_types(read: Callable[..., Parsed]) -> None:
    rows = [
        ["支出项目类别", "总计", "绩效目标"],
        ["合计", "30.00", ""],
        ["档案修复", "10.00", "修复一批"],
        ["档案数字化", "20.00", "扫描一批"],
    ]
    parsed = read((["部门预算项目支出表", "单位：万元"], rows))
    assert [fact.reported for fact in parsed.facts if fact.project is not None] == ["10.00", "20.00"]


def test_a_form_that_lists_units_without_their_names(read: Callable[..., Parsed]) -> None:
    """Codes that are repeated with other amounts are of several units: one without a second row is the whole only
    where all rows are there, and one of two equal rows never is."""
    header = ["科目编码", "科目名称", "合计"]
    own = [["2012601", "行政运行", "5.00"], ["229", "其他支出", "2.00"]]
    other = [["2012601", "行政运行", "3.00"], ["229", "其他支出", "1.00"], ["2019999", "其他一般公共服务支出", "4.00"]]
    third = [["30101", "基本工资", "1.00"], ["30101", "基本工资", "2.00"], ["399", "其他支出", "7.00"]]
    equal = [["302", "商品和服务支出", "6.00"]] * 2
    lines = ["支出总表", "单位：万元"]
    rows = [*own, *other, *third, *equal]
    whole = read((lines, [header, ["", "合计", "37.00"], *rows]))
    assert [f.functional_code or f.economic_code or f.item for f in whole.facts] == ["total", "2019999", "399"]
    assert [(each.kind, each.subunit, each.reported) for each in whole.details] == [
        ("subunit", "", value) for value in ("5.00", "2.00", "3.00", "1.00", "1.00", "2.00", "6.00", "6.00")
    ]
    assert unread(whole) == []
    cut = read((lines, [header, ["", "合计", "50.00"], *rows]))
    assert [fact.item for fact in cut.facts] == ["total"]


def test_a_total_below_the_governments_classification_bounds_the_head_office(read: Callable[..., Parsed]) -> None:
    """The word of the total is in the column of the government's names; the row with the unit's own name is a part."""
    header = [
        "部门经济科目编码",
        "部门经济科目名称",
        "政府经济科目编码",
        "政府经济科目名称",
        "合计",
        "人员经费支出",
        "公用经费支出",
    ]
    rows = [
        ["", "", "", "合计", "70.00", "60.00", "10.00"],
        ["125001", UNIT, "", "", "50.00", "45.00", "5.00"],
        ["30101", "基本工资", "50101", "工资奖金津补贴", "45.00", "45.00", ""],
        ["30201", "办公费", "50201", "办公经费", "5.00", "", "5.00"],
    ]
    parsed = read((["表6", "一般公共预算支出明细表（按支出经济分类科目）", "单位：万元"], [header, *rows]))
    assert {fact.reported for fact in parsed.facts if fact.item == "total" and not fact.economic_code} <= {
        "70.00",
        "60.00",
        "10.00",
    }
    assert outcomes(parsed)["50.00"] == "subunit"
    own = [each for each in parsed.details if each.subunit == UNIT and each.subunit_code == "125001"]
    assert [(each.economic_code, each.government_code, each.reported) for each in own] == [
        ("", "", "50.00"), ("", "", "45.00"), ("", "", "5.00"),
        ("30101", "50101", "45.00"), ("30101", "50101", "45.00"),
        ("30201", "50201", "5.00"), ("30201", "50201", "5.00"),
    ]  # fmt: skip


#: Row labels that forms of other provinces print, by what they name.
ROW_LABELS = {
    ("three_public", "overseas"): [
        "因公出国费", "因公出国费用", "公务出国（境）费", "出国（境）费", "因公出国（境）", "因公出国（境）费支出",
    ],
    ("three_public", "reception"): ["公务接待", "公务接待支出", "公务接待经费", "公务接待费用"],
    ("three_public", "vehicles"): [
        "公务用车经费", "公务用车购置及运行支出", "公务用车购置及运行维护", "公务用车购置及运行维护费支出",
        "公务用车购置及运行费支出", "公务用车购置和运行维护费", "公务用车购置和运行费", "公务用车购置费及运行维护费",
        "公务用车费", "公务用车费用",
    ],
    ("three_public", "vehicle_purchase"): ["公务用车购置支出", "公务用车购置费支出"],
    ("three_public", "vehicle_operation"): [
        "公务用车运行支出", "公务用车运行维护", "公务用车运行维护支出", "公务用车运行维护经费",
        "公务用车运行维护费支出",
    ],
    ("three_public", "meetings"): ["会议费支出"],
    ("three_public", "training"): ["培训费支出"],
    ("three_public", "total"): ["三公经费小计", "三公经费总额", "三公经费支出合计", "三公经费预算"],
    ("procurement", "goods"): ["A-货物", "A货物", "政府采购货物", "货物类"],
    ("procurement", "works"): ["B-工程", "B工程", "政府采购工程", "工程类"],
    ("procurement", "services"): ["C-服务", "C服务", "政府采购服务", "服务类"],
}  # fmt: skip
TITLES = {"three_public": "“三公”经费支出预算表", "procurement": "政府采购预算表"}


@pytest.mark.parametrize(
    ("statement", "item", "label"),
    [(statement, item, label) for (statement, item), labels in ROW_LABELS.items() for label in labels],
)
def test_row_labels_of_other_provinces(read: Callable[..., Parsed], statement: str, item: str, label: str) -> None:
    parsed = read(([TITLES[statement], "单位：万元"], [["项目", "预算数"], [label, "5.00"]]))
    found = {(fact.statement, fact.item) for fact in parsed.facts}
    assert found <= {(statement, item)}
    # a total alone is read where its parts add up to it; （境） at the end is taken for a unit of measure, and unread
    if item != "total" and not label.endswith("）"):
        assert found == {(statement, item)}


def test_sections_of_several_forms_of_a_statement_have_the_names_of_the_forms(read: Callable[..., Parsed]) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "3.00"]]
    sheets = [([f"表{number}", "一般公共预算支出表", "单位：万元"], rows) for number in (5, 6)]
    other = (["表7", "支出总表", "单位：万元"], rows)
    parsed = read(*sheets, other)
    sections = {figure.section for figure in parsed.figures if figure.outcome == "fact"}
    assert sections == {"form:general_public:table-5", "form:general_public:table-6", "form:expenditure"}


def test_a_list_of_prices_for_one_unit_holds_no_amounts(read: Callable[..., Parsed]) -> None:
    head = ["序号", "名称", "内容", "收费标准"]
    rows = [
        ["1", "查档证明", "A4纸80g", "2元/页"],
        ["2", "数字副本", "300dpi", "15 元/卷"],
        ["3", "装裱修复", "宽50cm", "120.5元/㎡"],
    ]
    parsed = read(([], [head, *rows]))
    assert not unread(parsed)
    assert {figure.reason for figure in parsed.figures} == {"price"}
    other = read(([], [head, rows[0], ["2", "数字副本", "300dpi", "15"], ["3", "装裱修复", "宽50cm", "120"]]))
    assert "price" not in {figure.reason for figure in other.figures}


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("部门支出总表", "（万元）"),
        ("部门支出总表", "万元"),
        ("部门支出总表", "金额：万元"),
        ("部门支出总表", "单位（万元）"),
        ("部门支出总表（万元）", f"部门：{UNIT}"),
        ("部门支出总表（三）", "单位：万元"),
        ("《部门支出总表》", "单位：万元"),
        ("附件1-3 部门支出总表", "单位：万元"),
        ("部门支出总表（2026）", "单位：万元"),
        ("二〇二六年部门支出总表", "单位：万元"),
    ],
)
def test_titles_and_units_of_measure_in_other_words(read: Callable[..., Parsed], title: str, measure: str) -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "9.50", "7.00", "2.50"],
    ]
    assert [fact.value for fact in read(([title, measure], rows)).facts] == [95000, 70000, 25000]


def test_the_end_of_a_sentence_is_no_unit_of_measure(read: Callable[..., Parsed]) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "9.50"]]
    assert read((["部门支出总表", "元"], rows)).facts == ()
