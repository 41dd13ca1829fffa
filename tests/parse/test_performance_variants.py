"""Performance tables as places not met before may draw them: read right, or left with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from tests.specimens.books import UNIT
from tests.specimens.sheets import LIST_HEAD, LIST_ROWS
from tests.specimens.tables import ABOVE, LEFT, Rows, draw_pages

from disclosure.model import Parsed, Report
from disclosure.parse import parse_report
from disclosure.reference import Reference

Read = Callable[..., Parsed]
U, L = ABOVE, LEFT


@pytest.fixture(scope="module")
def read(reference: Reference) -> Read:
    """Parse pages as a budget of the invented unit."""

    def parse(*pages: Sequence[str | Rows]) -> Parsed:
        return parse_report([draw_pages(*pages)], Report("specimen", 2026, "budget", "", UNIT, ()), reference)

    return parse


def rows(parsed: Parsed) -> list[tuple[str, ...]]:
    names = {each.project: each.name for each in parsed.projects}
    return [(names[each.project], each.level1, each.level2, each.level3, each.target) for each in parsed.indicators]


def unread(parsed: Parsed) -> list[str]:
    return [figure.text for figure in parsed.figures if figure.outcome == "unread"]


def frame(rows: Rows) -> Rows:
    """Rows with an empty column at each edge, as the drawn borders of some programs make."""
    return tuple(("", *row, "") for row in rows)


FIRST = ("馆藏古籍修复", "产出指标", "数量指标", "修复古籍册数", "≥120册")
OTHERS = [
    ("馆藏古籍修复", "产出指标", "质量指标", "修复验收合格率", "≥97%"),
    ("馆藏古籍修复", "满意度指标", "满意度指标", "读者满意度", "≥92%"),
    ("阅览室运转", "产出指标", "数量指标", "开放天数", "≥310天"),
    ("阅览室运转", "效益指标", "社会效益指标", "到馆人次", "≥5.6万人次"),
]
REST = (("", "", "", "", "产出指标", *LIST_ROWS[1][5:]), *LIST_ROWS[2:])


def test_a_list_goes_on_without_the_empty_columns_at_its_edges(read: Read) -> None:
    parsed = read([frame((LIST_HEAD, LIST_ROWS[0]))], [REST])
    assert rows(parsed) == [FIRST, *OTHERS]
    assert unread(parsed) == []


def test_a_page_of_one_project_does_not_end_the_list(read: Read) -> None:
    """The middle page draws no cells but those of the indicators: whose they are is not stated there."""
    middle = tuple(row[4:] for row in REST[:2])
    middle = (middle[0], ("满意度指标", *middle[1][1:]))
    parsed = read([frame((LIST_HEAD, LIST_ROWS[0]))], [middle], [LIST_ROWS[3:]])
    assert rows(parsed) == [FIRST, *OTHERS[2:]]
    assert unread(parsed) == ["97", "92"]


def money(parsed: Parsed) -> list[tuple[str, str, str, str, str]]:
    names = {each.project: each.name for each in parsed.projects}
    return [
        (names[fact.project or 0], fact.item, fact.fund, fact.expenditure_type, fact.reported)
        for fact in parsed.facts
        if fact.statement == "performance"
    ]


PLAN = (
    ("单位名称", "项目名称", "金额", "项目总体绩效目标"),
    ("**", "**", "**", "**"),
    ("望舒市图书馆", "运行保障", "46.80", "保障运行。"),
    ("望舒市文化馆", "运行保障", "33.45", "保障运行。"),
    ("望舒市文化馆", "展品养护", "12.30", "养护展品。"),
)


def test_projects_of_one_name_below_each_other_are_of_their_units(read: Read) -> None:
    """The unit of measure ends a line without 单位; a row of asterisks names no project."""
    parsed = read(["部门项目支出绩效表", "708-望舒市文化局 万元", PLAN])
    assert money(parsed) == [
        ("运行保障", "total", "", "", "46.80"),
        ("运行保障", "total", "", "", "33.45"),
        ("展品养护", "total", "", "", "12.30"),
    ]
    assert [each.implementer for each in parsed.projects] == ["望舒市图书馆", "望舒市文化馆", "望舒市文化馆"]
    assert unread(parsed) == []


WHOLE = (
    ("部门名称", L, UNIT, L, L, L, L, L),
    ("总体资金情况（万元）", "预算支出总额", "财政拨款", L, L, "其他资金", L, L),
    (U, U, "合计", "基本支出", "项目支出", "合计", "基本支出", "项目支出"),
    (U, "329.50", "308.20", "252.40", "55.80", "21.30", "0.30", "21.00"),
    ("整体绩效目标", "办好图书馆。", L, L, L, L, L, L),
    ("绩效指标", "一级指标", L, "二级指标", L, "三级指标", L, "指标值"),
    (U, "产出指标", L, "数量指标", L, "开放天数", L, "≥310天"),
)


def test_the_money_of_a_whole_unit_below_funds_and_kinds(read: Read) -> None:
    parsed = read(["部门整体支出绩效目标表", WHOLE])
    assert [each[1:] for each in money(parsed)] == [
        ("total", "", "", "329.50"),
        ("total", "fiscal_appropriation", "", "308.20"),
        ("total", "fiscal_appropriation", "basic", "252.40"),
        ("total", "fiscal_appropriation", "project", "55.80"),
        ("total", "other", "", "21.30"),
        ("total", "other", "basic", "0.30"),
        ("total", "other", "project", "21.00"),
    ]
    assert unread(parsed) == []


def test_the_money_of_a_whole_unit_below_words_that_nobody_knows_is_left(read: Read) -> None:
    rows = [tuple(cell.replace("其他资金", "某类资金") for cell in row) for row in WHOLE]
    assert [each[4] for each in money(read(["部门整体支出绩效目标表", rows]))] == [
        "329.50",
        "308.20",
        "252.40",
        "55.80",
    ]


BESIDE = (
    ("部门名称", UNIT, L, L, L),
    ("预算整体情况", "部门预算支出", "预算金额（万元）", "收入来源", "预算金额（万元）"),
    (U, "基本支出", "252.40", "财政拨款", "308.20"),
    (U, "项目支出", "76.80", "其他资金", "21.00"),
    (U, "事业发展性支出", "预算金额（万元）", "按预算级次划分", "预算金额（万元）"),
    (U, "某项支出", "5.00", "某级资金", "6.00"),
    ("总体绩效目标", "办好图书馆。", L, L, L),
    ("年度重点工作任务", "名称", "主要实施内容", "拟投入的资金（万元）", "期望达到的目标（概述）"),
    (U, "办好阅览室", "开放 2 处阅览室。", "73.15", "读者满意。"),
)
BESIDE_REST = (
    ("年度重点工作任务", L, "修复古籍", "修复 120 册古籍。", "46.80", "古籍完好。", L),
    ("绩效指标", "一级指标", L, "二级指标", "三级指标", "实施周期指标值", "年度指标值"),
    (U, "产出指标", L, "数量指标", "开放天数", "≥620天", "≥310天"),
)


def test_the_money_and_tasks_of_a_whole_unit_beside_their_names(read: Read) -> None:
    """The tasks go on behind the page's end, in other columns; the values of several years are not the year's."""
    parsed = read(["部门整体预算绩效目标申报表", BESIDE], [BESIDE_REST])
    assert money(parsed) == [
        (UNIT, "total", "", "basic", "252.40"),
        (UNIT, "total", "fiscal_appropriation", "", "308.20"),
        (UNIT, "total", "", "project", "76.80"),
        (UNIT, "total", "other", "", "21.00"),
        ("办好阅览室", "task", "", "", "73.15"),
        ("修复古籍", "task", "", "", "46.80"),
    ]
    assert [row[2:] for row in rows(parsed)] == [("数量指标", "开放天数", "≥310天")]
    assert unread(parsed) == ["5.00", "6.00"]


TASKS = (
    ("部门（单位）名称", L, UNIT, L, L, L, L),
    ("年度主要任务", "任务名称", "主要内容", "全年执行数（万元）", "分值", "执行率", "得分"),
    (U, U, U, "总额", U, U, U),
    (U, "阅览室运转", "开放阅览室。", "70.00", "10", "95.70%", "9.57"),
    ("年度总体目标", "办好图书馆。", L, L, L, L, L),
)


def test_the_weights_and_scores_of_tasks(read: Read) -> None:
    parsed = read(["部门整体支出绩效自评表", TASKS])
    facts = [(fact.item, fact.measure, fact.phase, fact.reported) for fact in parsed.facts]
    assert facts == [
        ("task", "amount", "executed", "70.00"),
        ("task", "weight", "executed", "10"),
        ("task", "completion_rate", "executed", "95.70"),
        ("task", "score", "executed", "9.57"),
    ]
    assert unread(parsed) == []
