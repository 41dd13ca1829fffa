"""Performance tables that give the places of their cells: every layout, page ends, and what is wrong is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from tests.specimens.books import UNIT
from tests.specimens.sheets import (
    EVALUATION,
    JOINED,
    LIST_HEAD,
    LIST_ROWS,
    PLAIN,
    PLAIN_LINES,
    SPLIT,
    TARGET_ROWS,
    TARGETS,
    TASKS_DONE,
    TERMS,
    TITLED,
    TITLED_LINES,
    TRANSFER,
    TWO_COLUMNS,
    TWO_TERMS,
    UNIT_TARGETS,
)
from tests.specimens.tables import ABOVE, LEFT, Rows, draw_pages

from disclosure.model import Document, Indicator, Parsed, Report
from disclosure.parse import parse_report
from disclosure.reference import Reference

Read = Callable[..., Parsed]
TITLE = "部门整体支出绩效目标表"


@pytest.fixture(scope="module")
def read(reference: Reference) -> Read:
    """Parse pages as a report of the invented unit."""

    def parse(*pages: Sequence[str | Rows]) -> Parsed:
        document: Document = draw_pages(*pages)
        return parse_report([document], Report("specimen", 2023, "final", "", UNIT, ()), reference)

    return parse


def rows(parsed: Parsed) -> list[tuple[str, ...]]:
    return [(each.level1, each.level2, each.level3, each.target, show(each.weight)) for each in parsed.indicators]


def show(number: Decimal | None) -> str:
    return "" if number is None else str(number)


def money(parsed: Parsed) -> list[tuple[str, str, str, str, str]]:
    names = {each.project: each.name for each in parsed.projects}
    return [
        (names.get(fact.project or 0, "") if fact.project is not None else "", fact.item, fact.fund, fact.phase,
         fact.reported)
        for fact in parsed.facts
        if fact.measure == "amount"
    ]  # fmt: skip


def unread(parsed: Parsed) -> list[str]:
    return [figure.text for figure in parsed.figures if figure.outcome == "unread"]


def test_a_form_gives_its_project_money_goal_and_indicators(read: Read) -> None:
    parsed = read([TARGETS])
    assert rows(parsed) == list(TARGET_ROWS)
    (project,) = parsed.projects
    assert (project.name, project.supervisor, project.implementer) == ("馆藏古籍修复", "望舒市文化局", "望舒市图书馆")
    assert money(parsed) == [
        ("馆藏古籍修复", "total", "", "approved", "46.80"),
        ("馆藏古籍修复", "total", "fiscal_appropriation", "approved", "40.30"),
        ("馆藏古籍修复", "total", "other", "approved", "6.50"),
    ]
    assert {fact.value for fact in parsed.facts} == {Decimal(468_000), Decimal(403_000), Decimal(65_000)}
    assert [(text.role, text.content) for text in parsed.texts] == [("objective", "修复古籍120册，建档3类。")]
    assert unread(parsed) == []


def test_a_leaders_name_and_telephone_are_not_kept(read: Read) -> None:
    parsed = read([TARGETS])
    assert {figure.reason for figure in parsed.figures if figure.place == "p1" and not figure.text} == {"personal"}
    assert "某某" not in repr(parsed)
    assert "0516" not in repr(parsed)
    assert parsed.redactions == 2


def test_a_target_over_three_columns_is_one(read: Read) -> None:
    found = {each.level3: (each.target, each.target_operator, each.target_unit) for each in read([SPLIT]).indicators}
    assert found == {
        "修复古籍册数": ("≥120册", ">=", "册"),
        "修复验收合格率": ("≥97%", ">=", "%"),
        "完成时限": ("12月底前", "", ""),
        "读者满意度": ("=92%", "=", "%"),
    }


def replace_cells(sheet: Rows, old: str, new: str) -> Rows:
    assert any(cell == old for row in sheet for cell in row)
    return tuple(tuple(new if cell == old else cell for cell in row) for row in sheet)


def test_a_sign_column_by_another_name(read: Read) -> None:
    other = replace_cells(SPLIT, "指标性质", "符号")
    assert [each.target for each in read([other]).indicators] == [each.target for each in read([SPLIT]).indicators]


def test_a_leader_with_a_telephone_in_one_cell_is_not_kept(read: Read) -> None:
    parsed = read([replace_cells(TARGETS, "项目负责人", "项目负责人及电话")])
    assert "某某" not in repr(parsed)
    assert parsed.redactions == 2


def test_a_goal_of_a_longer_term_is_not_the_years(read: Read) -> None:
    other = replace_cells(TERMS, "实施期总目标", "长期目标")
    assert [text.content for text in read([other]).texts] == [text.content for text in read([TERMS]).texts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("年度指标值", "年度目标值"),
        ("年度指标值", "年初目标值"),
        ("实际完成值", "全年实际值"),
        ("偏差原因分析及改进措施", "偏差原因"),
        ("一级指标", "一级\n指标"),
        ("分值", "分值（A）"),
        ("年初预算数", "年初预算数（万元）"),
    ],
)
def test_other_words_of_a_head_mean_the_same(read: Read, old: str, new: str) -> None:
    other = tuple(tuple(new if cell == old else cell for cell in row) for row in EVALUATION)
    assert [each.actual + each.deviation for each in read([other]).indicators] == [
        each.actual + each.deviation for each in read([EVALUATION]).indicators
    ]
    assert money(read([other])) == money(read([EVALUATION]))


def test_an_evaluation_gives_phases_results_and_scores(read: Read) -> None:
    parsed = read([EVALUATION])
    assert [(each.actual, show(each.weight), show(each.score), each.deviation) for each in parsed.indicators] == [
        ("116册", "40", "38", "纸张到货迟9天"),
        ("98%", "30", "30", ""),
        ("93%", "20", "20", ""),
    ]
    assert ("馆藏古籍修复", "total", "carryover", "executed", "6.50") in money(parsed)
    assert ("馆藏古籍修复", "total", "", "adjusted", "45.00") in money(parsed)
    assert parsed.projects[0].total_score == Decimal(96)
    assert [(text.role, text.content) for text in parsed.texts] == [
        ("objective", "修复古籍120册。"),
        ("achievement", "修复古籍116册。"),
    ]
    assert unread(parsed) == []


def test_amounts_of_the_whole_term_are_none_of_the_year(read: Read) -> None:
    found = money(read([TERMS]))
    assert ("馆藏古籍修复", "whole_term", "fiscal_appropriation", "approved", "118.10") in found
    assert ("馆藏古籍修复", "total", "fiscal_appropriation", "approved", "40.30") in found
    assert len(found) == 6
    assert [text.content for text in read([TERMS]).texts] == ["修复古籍120册。"]


def test_indicators_of_a_longer_term_are_left(read: Read) -> None:
    parsed = read([TWO_TERMS])
    assert [each.target for each in parsed.indicators] == ["120册"]
    assert unread(parsed) == ["350"]


def test_a_unit_has_tasks_a_sum_and_indicators(read: Read) -> None:
    parsed = read([TITLE, UNIT_TARGETS])
    assert [each.project for each in parsed.indicators] == [0, 0]
    assert money(parsed) == [
        ("馆藏古籍修复", "task", "", "approved", "46.80"),
        ("馆藏古籍修复", "task", "fiscal_appropriation", "approved", "40.30"),
        ("馆藏古籍修复", "task", "other", "approved", "6.50"),
        ("阅览室运转", "task", "", "approved", "73.15"),
        ("阅览室运转", "task", "fiscal_appropriation", "approved", "73.15"),
        ("望舒市图书馆", "total", "", "approved", "119.95"),
        ("望舒市图书馆", "total", "fiscal_appropriation", "approved", "113.45"),
        ("望舒市图书馆", "total", "other", "approved", "6.50"),
    ]
    assert unread(parsed) == []


def test_a_list_gives_each_project_its_own_rows(read: Read) -> None:
    parsed = read([(LIST_HEAD, *LIST_ROWS)])
    assert [(each.project, each.level1, each.level3, each.target) for each in parsed.indicators] == [
        (1, "产出指标", "修复古籍册数", "≥120册"),
        (1, "产出指标", "修复验收合格率", "≥97%"),
        (1, "满意度指标", "读者满意度", "≥92%"),
        (2, "产出指标", "开放天数", "≥310天"),
        (2, "效益指标", "到馆人次", "≥5.6万人次"),
    ]
    assert [each[0] + each[4] for each in money(parsed)] == ["馆藏古籍修复46.80", "阅览室运转73.15"]
    assert unread(parsed) == []


@pytest.mark.parametrize("again", [False, True], ids=["no head", "head again"])
def test_a_list_goes_on_over_pages(read: Read, again: bool) -> None:
    """The page ends within the first project; its name stands on the first page only."""
    rest = (("", "", "", "", "", "质量指标", "修复验收合格率", "≥", "97", "%"), *LIST_ROWS[2:])
    rest = (rest[0], (ABOVE, ABOVE, ABOVE, ABOVE, *rest[1][4:]), *rest[2:])
    parsed = read([(LIST_HEAD, LIST_ROWS[0])], [(LIST_HEAD, *rest) if again else rest])
    whole = read([(LIST_HEAD, *LIST_ROWS)])
    assert [(each.project, *row) for each, row in zip(parsed.indicators, rows(parsed), strict=True)] == [
        (each.project, *row) for each, row in zip(whole.indicators, rows(whole), strict=True)
    ]


def test_the_rest_of_a_name_on_the_next_page_is_no_project(read: Read) -> None:
    rest = ("", "复（二期）", "", "", "", "质量指标", "修复验收合格率", "≥", "97", "%")
    parsed = read([(LIST_HEAD, LIST_ROWS[0])], [(rest, *LIST_ROWS[3:])])
    assert [each.name for each in parsed.projects] == ["馆藏古籍修复", "阅览室运转"]
    assert [each.level3 for each in parsed.indicators] == ["修复古籍册数", "开放天数", "到馆人次"]
    assert unread(parsed) == ["97"]


def test_another_table_that_names_projects_gives_none(read: Read) -> None:
    table = (
        ("单位名称", "项目名称", "采购品目", "采购金额（万元）"),
        ("望舒市图书馆", "古籍修复", "修复服务", "46.80"),
    )
    form = (("项目名称", "古籍修复", "采购金额（万元）", "46.80"), ("联系人", "某某", "其他资金", "6.50"))
    parsed = read(["采购计划", table], ["采购登记", form])
    assert (parsed.projects, parsed.indicators, parsed.facts) == ((), (), ())


def test_amounts_without_a_unit_of_measure_are_left(read: Read) -> None:
    bare = tuple(tuple(cell.replace("（万元）", "") for cell in row) for row in TARGETS)
    assert money(read([bare])) == []


def test_the_lines_above_name_the_project_and_its_unit(read: Read) -> None:
    parsed = read(["二、绩效目标", *TITLED_LINES, TITLED])
    (project,) = parsed.projects
    assert (project.name, project.implementer) == ("馆藏古籍修复与数字化", "望舒市图书馆城东分馆")
    assert [(name, fund, amount) for name, _, fund, _, amount in money(parsed)] == [
        ("馆藏古籍修复与数字化", "", "46.80"),
        ("馆藏古籍修复与数字化", "fiscal_appropriation", "40.30"),
        ("馆藏古籍修复与数字化", "other", "6.50"),
    ]
    assert [text.content for text in parsed.texts] == ["修复古籍120册。"]
    assert rows(parsed) == [("产出指标", "数量指标", "修复古籍册数", "≥120册", "")]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("馆藏古籍修复项目绩效目标表", "馆藏古籍修复"),
        ("2026年度馆藏古籍修复项目支出绩效目标表", "馆藏古籍修复"),
        ("附件2：馆藏古籍修复绩效目标申报表（一级项目）", "馆藏古籍修复"),
        ("2026年部门预算专项业务经费绩效目标表", ""),
        ("项目支出绩效目标表（二级项目）", ""),
        (f"{UNIT}项目支出绩效目标表", ""),
        ("馆藏古籍修复项目登记表", ""),
    ],
)
def test_a_title_names_a_project_or_only_the_form(read: Read, title: str, name: str) -> None:
    parsed = read(["（二）绩效目标表及说明", title, "单位：万元", TITLED])
    assert [each.name for each in parsed.projects] == ([name] if name else [])
    assert len(parsed.indicators) == (1 if name else 0)


@pytest.mark.parametrize(("lines", "name"), [(PLAIN_LINES, "望舒市图书馆"), (PLAIN_LINES[:1], UNIT)])
def test_a_form_of_the_whole_unit_without_a_row_for_its_name(read: Read, lines: tuple[str, ...], name: str) -> None:
    parsed = read([*lines, PLAIN])
    assert [(each.project, each.name) for each in parsed.projects] == [(0, name)]
    assert rows(parsed) == [("", "", "修复古籍册数", "≥120册", "50"), ("", "", "开放天数", "不少于310天", "40")]
    assert [(each.target_operator, each.target_unit) for each in parsed.indicators] == [(">=", "册"), (">=", "天")]
    assert [text.content for text in parsed.texts] == ["修复古籍120册，开放310天。"]
    assert unread(parsed) == []


def test_levels_named_in_the_cell_of_the_indicator(read: Read) -> None:
    """The next page repeats neither the head nor the empty columns at its left; its last row is empty."""
    rest = tuple(row[1:] for row in JOINED[5:])
    parsed = read([JOINED[:5]], ["整体绩效目标", (*rest, ("", "", "", "", ""))])
    assert [each.project for each in parsed.indicators] == [0, 0, 0]
    assert rows(parsed) == [
        ("产出指标", "数量指标", "修复古籍册数", "≥120册", ""),
        ("产出指标", "质量指标", "修复验收合格率", "＝100%", ""),
        ("效益指标", "社会效益指标", "提升读者体验", "优", ""),
    ]
    assert unread(parsed) == []


def test_a_transfer_is_named_like_a_project(read: Read) -> None:
    parsed = read([TRANSFER])
    assert [(each.name, each.supervisor) for each in parsed.projects] == [("古籍保护专项资金", "望舒市文化局")]
    assert [(fund, amount) for _, _, fund, _, amount in money(parsed)] == [
        ("", "56.20"),
        ("superior", "16.00"),
        ("local", "40.20"),
    ]
    assert [text.content for text in parsed.texts] == ["支持6个县修复古籍。"]
    assert rows(parsed) == [("产出指标", "数量指标", "修复古籍册数", "≥350册", "")]


def test_a_form_goes_on_with_its_indicators_on_the_next_page(read: Read) -> None:
    first, second = TWO_COLUMNS
    parsed = read(["部门整体预算绩效目标申报表", first], [second])
    assert [each.project for each in parsed.indicators] == [0, 0]
    assert [each.target for each in parsed.indicators] == ["≥120册", "≥92%"]
    assert read(["部门整体预算绩效目标申报表", first], ["表9", second]).indicators == ()


def test_tasks_have_amounts_by_fund_and_phase(read: Read) -> None:
    parsed = read(["部门整体支出绩效自评表", TASKS_DONE[0]], [TASKS_DONE[1]])
    task, whole = "馆藏古籍修复", "望舒市图书馆"
    assert money(parsed) == [
        (name, item, fund, phase, amount)
        for name, item in ((task, "task"), (whole, "total"))
        for phase, amounts in (("adjusted", ("46.80", "40.30", "6.50")), ("executed", ("45.10", "40.30", "4.80")))
        for fund, amount in zip(("", "fiscal_appropriation", "other"), amounts, strict=True)
    ]
    assert [(text.role, text.content) for text in parsed.texts] == [
        ("objective", "修复古籍120册。"),
        ("achievement", "修复古籍116册。"),
    ]
    assert [(each.project, each.level1, each.target, each.actual) for each in parsed.indicators] == [
        (0, "产出指标", "120册", "116册")
    ]


def test_a_rate_of_zero_needs_no_sign(read: Read) -> None:
    rows = tuple(tuple("0" if "%" in cell and r < 6 else cell for cell in row) for r, row in enumerate(EVALUATION))
    amounts = [fact.reported for fact in read([EVALUATION]).facts if fact.measure == "amount"]
    assert amounts
    assert [fact.reported for fact in read([rows]).facts if fact.measure == "amount"] == amounts


def test_the_title_that_each_page_repeats_ends_no_form(read: Read) -> None:
    first, second = cut(10, ("绩效指标", "产出指标", "数量指标", *TARGETS[10][3:]))
    title = "政策和项目预算绩效目标表"
    assert rows(read([title, first], [title, second])) == list(TARGET_ROWS)
    assert rows(read([title, first], ["采购计划表", second])) == list(TARGET_ROWS[:2])


# --- page ends ---


#: What a merged cell of a list shows below the end of a page, where the page cuts it.
CUT_LINES = ("修复古籍 120 册，按时完成全部工作并通过验收。", "馆藏古籍修复 46.80")


@pytest.mark.parametrize("lines", [(), CUT_LINES], ids=["nothing", "rests of cells"])
def test_a_name_on_the_next_page_names_the_rows_before(read: Read, lines: tuple[str, ...]) -> None:
    """The page's end cuts a merged cell; its words are on the second page, where the rest of it is."""
    other = ("望舒市图书馆", "阅览室运转", "73.15", "开放。", "产出指标", "数量指标", "开放天数", "≥", "310", "天")
    more = (ABOVE, ABOVE, ABOVE, ABOVE, "效益指标", "社会效益指标", "到馆人次", "≥", "5.6", "万人次")
    cut_off = ("", "", "", "修复古籍", "产出指标", "数量指标", "修复古籍册数", "≥", "120", "册")
    rest = (
        ("望舒市图书馆", "馆藏古籍修复", "46.80", "120 册。", "产出指标", "质量指标", "修复验收合格率", "≥", "97", "%"),
        (ABOVE, ABOVE, ABOVE, ABOVE, "满意度指标", "满意度指标", "读者满意度", "≥", "92", "%"),
    )
    parsed = read([(LIST_HEAD, other, more, cut_off), *lines], [*lines, rest])
    names = {each.project: each.name for each in parsed.projects}
    assert [(names[each.project], each.level3) for each in parsed.indicators] == [
        ("阅览室运转", "开放天数"),
        ("阅览室运转", "到馆人次"),
        ("馆藏古籍修复", "修复古籍册数"),
        ("馆藏古籍修复", "修复验收合格率"),
        ("馆藏古籍修复", "读者满意度"),
    ]
    assert [text.content for text in parsed.texts] == ["开放。", "修复古籍120册。"]


def test_a_page_that_repeats_the_title_goes_on_with_the_list(read: Read) -> None:
    title = ("2026年项目支出绩效目标表", *(LEFT for _ in LIST_HEAD[1:]))
    rest = (("", "", "", "", *LIST_ROWS[1][4:]), (ABOVE, ABOVE, ABOVE, ABOVE, *LIST_ROWS[2][4:]), *LIST_ROWS[3:])
    rest = (("", "", "", "", "产出指标", *LIST_ROWS[1][5:]), *rest[1:])
    parsed = read([(title, LIST_HEAD, LIST_ROWS[0])], [*CUT_LINES, (title, LIST_HEAD, *rest)])
    assert [each.project for each in parsed.indicators] == [1, 1, 1, 2, 2]
    assert [each.name for each in parsed.projects] == ["馆藏古籍修复", "阅览室运转"]


@pytest.mark.parametrize(
    ("lines", "level1"),
    [
        (("产出指标",), "产出指标"),
        (("产", "出", "指", "标"), "产出指标"),
        # neither one of two, nor one that the rows do not suit
        (("产出指标", "效益指标"), ""),
        (("满意度指标",), ""),
    ],
)
def test_a_level_beyond_a_pages_end_is_named_outside(read: Read, lines: tuple[str, ...], level1: str) -> None:
    """The name of a merged cell is drawn outside of the table; the next page lacks the column of the first level."""
    first = (
        ("项目名称", LEFT, "馆藏古籍修复", LEFT, LEFT),
        ("", "一级指标", "二级指标", "三级指标", "指标值"),
        ("", "", "数量指标", "修复古籍册数", "≥120册"),
        (ABOVE, ABOVE, "质量指标", "修复验收合格率", "≥97%"),
    )
    second = (("时效指标", "按期修复率", "≥98%"), ("成本指标", "每册修复成本", "≤2700元"))
    parsed = read([first], [*lines, second])
    assert [(each.level1, each.level2) for each in parsed.indicators] == [
        (level1, "数量指标"), (level1, "质量指标"), (level1, "时效指标"), (level1, "成本指标"),
    ]  # fmt: skip


def test_a_level_named_before_is_not_the_next(read: Read) -> None:
    """The cell of the first level goes on over the page's end, and its name is drawn again on the next page."""
    first = (
        ("项目名称", LEFT, "馆藏古籍修复", LEFT, LEFT),
        ("", "一级指标", "二级指标", "三级指标", "指标值"),
        ("", "产出指标", "数量指标", "修复古籍册数", "≥120册"),
    )
    second = (
        ("", "", "时效指标", "按期修复率", "≥98%"),
        (ABOVE, ABOVE, "成本指标", "每册修复成本", "≤2700元"),
        (ABOVE, "", "社会效益指标", "到馆人次", "≥5.6万人次"),
    )
    parsed = read([first], ["产出指标", "效益指标", second])
    assert [each.level1 for each in parsed.indicators] == ["产出指标", "产出指标", "产出指标", "效益指标"]


def test_the_weight_of_a_level_is_no_part_of_its_name(read: Read) -> None:
    weighted = tuple(tuple(cell.replace("产出指标", "产出指标50分") for cell in row) for row in TARGETS)
    assert rows(read([weighted])) == list(TARGET_ROWS)


def test_rows_whose_name_is_on_no_page_are_left(read: Read) -> None:
    """The second page repeats no cell of the project: neither its rows nor those before the page's end have a name."""
    cut_off = ("", "", "", "修复古籍", "产出指标", "数量指标", "修复古籍册数", "≥", "120", "册")
    unnamed = tuple(row[4:] for row in LIST_ROWS[1:3])
    unnamed = (("产出指标", *unnamed[0][1:]), unnamed[1])
    parsed = read([(LIST_HEAD, *LIST_ROWS[3:], cut_off)], [*CUT_LINES, unnamed], [LIST_ROWS[:3]])
    assert [each.name for each in parsed.projects] == ["阅览室运转", "馆藏古籍修复"]
    assert [(each.project, each.level3) for each in parsed.indicators] == [
        (1, "开放天数"),
        (1, "到馆人次"),
        (2, "修复古籍册数"),
        (2, "修复验收合格率"),
        (2, "读者满意度"),
    ]


def cut(at: int, *head: tuple[str, ...]) -> tuple[Rows, Rows]:
    """TARGETS on two pages, cut below row ``at``; ``head`` are the first rows of the second page."""
    return TARGETS[:at], (*head, *TARGETS[at + len(head) :])


def test_levels_go_on_behind_a_pages_end(read: Read) -> None:
    first, second = cut(10, ("", "", "", *TARGETS[10][3:]), (ABOVE, ABOVE, *TARGETS[11][2:]))
    assert rows(read([first], [second])) == list(TARGET_ROWS)


def test_a_levels_name_cut_by_a_pages_end_is_one(read: Read) -> None:
    first, second = cut(10, ("", "标", "标", *TARGETS[10][3:]), (ABOVE, ABOVE, *TARGETS[11][2:]))
    first = (*first[:-1], (ABOVE, "产出指", "数量指", *TARGETS[9][3:]))
    assert rows(read([first, "标"], ["标", second])) == list(TARGET_ROWS)


def test_a_levels_name_on_the_next_page_names_the_rows_before(read: Read) -> None:
    first, second = cut(10, ("", "产出指标", "数量指标", *TARGETS[10][3:]), (ABOVE, ABOVE, *TARGETS[11][2:]))
    first = (*first[:-1], (ABOVE, "", "", *TARGETS[9][3:]))
    assert rows(read([first], [second])) == list(TARGET_ROWS)


def test_a_row_cut_by_a_pages_end_is_one(read: Read) -> None:
    first, second = cut(10)
    first = (*first[:-1], (ABOVE, "产出指标", "数量指标", "修复古籍", "≥120册", "15"))
    second = (
        ("", "", "", "册数", "", ""),
        (ABOVE, ABOVE, ABOVE, *TARGETS[10][3:]),
        (ABOVE, ABOVE, *TARGETS[11][2:]),
        *TARGETS[12:],
    )
    assert rows(read([first], [second])) == list(TARGET_ROWS)


def test_two_values_of_a_row_cut_by_a_pages_end_are_left(read: Read) -> None:
    first, second = cut(10)
    first = (*first[:-1], (ABOVE, "产出指标", "数量指标", "修复古籍", "≥12", "15"))
    second = (("", "", "", "", "0册", "5"), *TARGETS[12:])
    assert "修复古籍" not in [each.level3 for each in read([first], [second]).indicators]


def test_a_heading_between_ends_the_form(read: Read) -> None:
    first, second = cut(10, ("", "", "", *TARGETS[10][3:]), (ABOVE, ABOVE, *TARGETS[11][2:]))
    parsed = read([first], ["表9", second])
    assert rows(parsed) == list(TARGET_ROWS[:2])


def test_a_form_without_a_name_gives_nothing(read: Read) -> None:
    nameless = (("项目名称", LEFT, LEFT, "", LEFT, LEFT), *TARGETS[1:])
    parsed = read([nameless])
    assert (parsed.indicators, parsed.facts, parsed.projects) == ((), (), ())


# --- what is wrong is left ---

LAYOUTS: dict[str, tuple[list[str], Rows]] = {
    "targets": ([], TARGETS),
    "split": ([], SPLIT),
    "evaluation": ([], EVALUATION),
    "unit": ([TITLE], UNIT_TARGETS),
    "list": ([], (LIST_HEAD, *LIST_ROWS)),
    "terms": ([], TERMS),
}


def named(parsed: Parsed, each: Indicator) -> tuple[str, str]:
    return next(project.name for project in parsed.projects if project.project == each.project), each.level3


def spots(layout: str) -> list[tuple[int, int]]:
    _, table = LAYOUTS[layout]
    return [(r, c) for r, row in enumerate(table) for c, cell in enumerate(row) if cell not in (ABOVE, LEFT, "")]


def part(short: str, whole: str) -> bool:
    """Whether a cell says no more than it should; a target may lack its operator or unit where their cell is empty."""
    return short in whole


@pytest.mark.parametrize(("layout", "spot"), [(name, spot) for name in LAYOUTS for spot in spots(name)])
def test_an_emptied_cell_makes_nothing_wrong(read: Read, layout: str, spot: tuple[int, int]) -> None:
    """Whatever cell is lost: what is still read is what it was, or less."""
    lines, table = LAYOUTS[layout]
    whole = read([*lines, table])
    emptied = tuple(tuple("" if (r, c) == spot else cell for c, cell in enumerate(row)) for r, row in enumerate(table))
    found = read([*lines, emptied])
    right = {named(whole, each): each for each in whole.indicators}
    for each in found.indicators:
        other = right[named(found, each)]
        assert each.level1 in ("", other.level1)
        assert each.level2 in ("", other.level2)
        assert part(each.target, other.target)
        assert part(each.actual, other.actual)
        assert each.weight in (None, other.weight)
        assert each.score in (None, other.score)
    assert set(money(found)) <= set(money(whole))


def swapped(table: Rows, row: int, one: int, other: int) -> Rows:
    cells = list(table[row])
    cells[one], cells[other] = cells[other], cells[one]
    return (*table[:row], tuple(cells), *table[row + 1 :])


@pytest.mark.parametrize(("one", "other"), [(3, 4), (4, 5), (3, 5)])
@pytest.mark.parametrize("row", range(9, 14))
def test_a_row_with_two_cells_changed_for_each_other_is_left(read: Read, row: int, one: int, other: int) -> None:
    name = TARGETS[row][3]
    assert name not in [each.level3 for each in read([swapped(TARGETS, row, one, other)]).indicators]


def test_a_score_above_its_weight_is_left(read: Read) -> None:
    table = swapped(EVALUATION, 8, 6, 7)
    assert "修复古籍册数" not in [each.level3 for each in read([table]).indicators]


def test_a_value_merged_over_rows_is_of_no_row(read: Read) -> None:
    rows_ = list(TARGETS)
    rows_[10] = (*rows_[10][:5], ABOVE)
    found = {each.level3: each.weight for each in read([tuple(rows_)]).indicators}
    assert (found["修复古籍册数"], found["建立档案类数"]) == (None, None)


def test_a_part_above_the_whole_is_left(read: Read) -> None:
    table = tuple(tuple("406.30" if cell == "40.30" else cell for cell in row) for row in TARGETS)
    assert "406.30" not in [each[4] for each in money(read([table]))]
