"""Performance tables as places not met before may draw them: read right, or left with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from tests.specimens.books import UNIT
from tests.specimens.sheets import LIST_HEAD, LIST_ROWS
from tests.specimens.tables import ABOVE, LEFT, Rows, draw_pages

from disclosure.model import Parsed, Report
from disclosure.parse import parse_report
from disclosure.parse.performance.table import read_target
from disclosure.parse.vocabulary import load_vocabulary
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
        ("task", "execution_rate", "executed", "95.70"),
        ("task", "score", "executed", "9.57"),
    ]
    assert unread(parsed) == []


# --- targets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("≧95%", (">=", 95, "%")),
        ("=>90%", (">=", 90, "%")),
        ("=<3次", ("<=", 3, "次")),
        ("》3次", (">", 3, "次")),
        ("多于5个", (">", 5, "个")),
        ("3个月内", ("<=", 3, "个月")),
        ("≤5%以内", ("<=", 5, "%")),
        ("≥5%以内", ("", None, "")),  # both cannot be
        ("≥3场次/年", (">=", 3, "场次/年")),
        ("100%完成", ("", 100, "%")),
        ("80分以上", (">=", 80, "分")),
        # no exact number
        ("5天左右", ("", None, "")),
        ("≥5人左右", ("", None, "")),
        ("约200人", ("", None, "")),
        ("大约200人", ("", None, "")),
        ("200余人", ("", None, "")),
        ("30多家", ("", None, "")),
        ("近5年", ("", None, "")),
        # no single value
        ("约谈3次", ("", None, "")),
        ("20—30场", ("", None, "")),
        ("≥90%且≤100%", ("", None, "")),
        ("1.≥120册；2.≥3类", ("", None, "")),
        ("不超过批复数", ("", None, "")),
    ],
)
def test_a_target_is_split_where_it_states_one_exact_value(printed: str, expected: tuple[str, int | None, str]) -> None:
    assert read_target(printed, load_vocabulary().performance) == expected


# --- layouts -------------------------------------------------------------------------------------

HEAD = ("项目名称", L, "古籍修复", L)
LEVELS = ("一级指标", "二级指标", "三级指标")


def widen(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row, *(L for _ in range(width - len(row))))


#: A target by itself, with a result, and with its operator in words.
TARGET = ("≥120册", ">=", "120", None)
RESULT = (*TARGET[:3], "118册")
IN_WORDS = ("大于等于120册", *TARGET[1:])


def form(columns: Sequence[str], *body: Sequence[str]) -> Rows:
    head = (*LEVELS, *columns)
    return (widen(HEAD, len(head)), head, *body)


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        (("运算符号", "指标值", "计量单位"), ("大于等于", "120", "册"), IN_WORDS),
        (("比较符号", "指标值", "单位"), ("≥", "120", "册"), TARGET),
        (("计算符号", "指标值", "指标值单位"), ("≥", "120", "册"), TARGET),
        (("指标解释", "指标值", "评分标准"), ("修复的 3 类册数", "≥120册", "少1册扣1分"), TARGET),
        (("指标说明", "指标值", "评分规则"), ("2 类", "≥120册", "少1册扣1分"), TARGET),
        (("年度指标值", "全年完成值", "标准分", "评分"), ("≥120册", "118册", "50", "49"), RESULT),
        (("目标值（A）", "实际完成值（B）", "标准分值", "自评得分"), ("≥120册", "118册", "50", "49"), RESULT),
        (("预期指标值", "完成指标值", "分值", "得分"), ("≥120册", "118册", "50分", "49分"), RESULT),
        (("预期指标值", "实际完成值", "备注", "计分标准"), ("≥120册", "118册", "第 2 期", "少1册扣1分"), RESULT),
    ],
)  # fmt: skip
def test_columns_under_other_words(
    read: Read, columns: Sequence[str], row: Sequence[str], expected: tuple[str, str, str, str | None]
) -> None:
    parsed = read([form(columns, ("产出指标", "数量指标", "修复册数", *row))])
    (found,) = parsed.indicators
    assert (found.level1, found.level2, found.level3) == ("产出指标", "数量指标", "修复册数")
    assert (found.target, found.target_operator, str(found.target_value), found.actual or None) == expected
    assert unread(parsed) == []


def test_an_organisation_is_no_unit_of_measure(read: Read) -> None:
    table = (
        ("单位", "项目名称", *LEVELS, "指标值"),
        ("望舒市图书馆", "古籍修复", "产出指标", "数量指标", "修复册数", "120"),
    )
    assert [each.target for each in read([table]).indicators] == ["120"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            (("项目（政策）名称", "古籍修复"), ("项目主管部门", "望舒市文化局"), ("项目实施单位", "望舒市图书馆")),
            ("古籍修复", "", "望舒市文化局", "望舒市图书馆"),
        ),
        (
            (("项目名称", "古籍修复"), ("业务主管部门", "望舒市文化局"), ("项目单位", "望舒市图书馆")),
            ("古籍修复", "", "望舒市文化局", "望舒市图书馆"),
        ),
        ((("项目编码", "5001002026P17"), ("项目名称", "古籍修复")), ("古籍修复", "", "", "")),
        ((("项目名称", "古籍修复"), ("项目代码", "5001002026P17")), ("古籍修复", "5001002026P17", "", "")),
        ((("项目名称", "11000026T000004455781-古籍修复"),), ("古籍修复", "11000026T000004455781", "", "")),
    ],
)
def test_names_and_codes_of_a_form(
    read: Read, head: Sequence[tuple[str, str]], expected: tuple[str, str, str, str]
) -> None:
    rows = (*(widen(row, 4) for row in head), (*LEVELS, "指标值"), ("产出指标", "数量指标", "修复册数", "≥120册"))
    (project,) = read([rows]).projects
    assert (project.name, project.code, project.supervisor, project.implementer) == expected


@pytest.mark.parametrize("label", ["项目金额", "项目预算金额", "项目资金总额", "项目预算总额", "预算金额"])
def test_the_money_of_a_form_under_other_words(read: Read, label: str) -> None:
    rows = (
        ("项目名称", "古籍修复", L),
        (f"{label}（万元）", "46.80", L),
        ("指标名称", "指标值", "权重"),
        ("册数", "≥1册", "90"),
    )
    assert money(read([rows])) == [("古籍修复", "total", "", "", "46.80")]


@pytest.mark.parametrize(
    "label",
    [
        "项目金额",
        "项目预算金额",
        "项目资金总额",
        "项目预算数",
        "年度预算数",
        "年度预算金额",
        "本年预算数",
        "预算总额",
        "资金总额",
    ],
)
def test_the_money_of_a_list_under_other_words(read: Read, label: str) -> None:
    rows = (("项目名称", f"{label}（万元）", "绩效目标", *LEVELS, "指标值"),)
    row = ("古籍修复", "46.80", "修复古籍。", "产出指标", "数量指标", "册数", "≥1册")
    assert money(read([(*rows, row)])) == [("古籍修复", "total", "", "", "46.80")]


@pytest.mark.parametrize(("first", "second"), [("一级项目名称", "二级项目名称"), ("一级项目", "二级项目")])
def test_a_list_of_projects_and_their_parts(read: Read, first: str, second: str) -> None:
    table = (
        (first, second, "预算金额（万元）", "绩效目标", *LEVELS, "指标值"),
        ("公共服务", "古籍修复", "46.80", "修复古籍。", "产出指标", "数量指标", "册数", "≥120册"),
        (U, "阅览室运转", "20.00", "开放。", "产出指标", "数量指标", "天数", "≥310天"),
        ("信息化", "网站维护", "5.00", "维护。", "产出指标", "数量指标", "网站数", "=1个"),
    )
    parsed = read([table])
    names = {each.project: each.name for each in parsed.projects}
    parents = {each.name: names.get(each.parent or 0, "") for each in parsed.projects}
    assert parents == {
        "古籍修复": "公共服务",
        "阅览室运转": "公共服务",
        "公共服务": "",
        "网站维护": "信息化",
        "信息化": "",
    }
    assert [each[0] for each in money(parsed)] == ["古籍修复", "阅览室运转", "网站维护"]


def test_a_part_in_an_accounting_list_is_not_called_like_its_project(read: Read) -> None:
    table = (
        ("一级项目名称", "二级项目名称", "预算金额", "绩效目标"),
        ("公共服务", "古籍修复", "46.80", "修复古籍。"),
        (U, "阅览室运转", "20.00", "开放。"),
    )
    parsed = read(["单位：万元", table])
    assert [(each.name, each.parent) for each in parsed.projects] == [
        ("古籍修复", 3), ("阅览室运转", 3), ("公共服务", None)
    ]  # fmt: skip
    assert [(fact.project, fact.reported) for fact in parsed.facts] == [(1, "46.80"), (2, "20.00")]


def test_a_form_names_the_project_and_its_part(read: Read) -> None:
    rows = (
        ("一级项目名称", "公共服务", "二级项目名称", "古籍修复"),
        ("年度资金总额（万元）", "46.80", "预算执行率权重（%）", "10"),
        (*LEVELS, "指标值"),
        ("产出指标", "数量指标", "修复册数", "≥120册"),
    )
    parsed = read([rows])
    assert [(each.name, each.parent) for each in parsed.projects] == [("古籍修复", 2), ("公共服务", None)]
    assert [(fact.measure, fact.reported) for fact in parsed.facts] == [("amount", "46.80"), ("weight", "10")]
    assert unread(parsed) == []


def test_a_wide_table_of_projects_and_indicators_is_left(read: Read) -> None:
    table = (
        ("序号", "项目名称", "产出指标", L, "满意度指标", L),
        (U, U, "指标名称", "指标值", "指标名称", "指标值"),
        ("1", "古籍修复", "册数", "≥120册", "满意度", "≥90%"),
    )
    parsed = read([table])
    assert (parsed.projects, parsed.indicators) == ((), ())
    assert unread(parsed) == ["120", "90"]


def test_terms_next_to_each_other_are_left(read: Read) -> None:
    table = (
        ("项目名称", L, "古籍修复", L),
        ("实施期绩效指标", L, "年度绩效指标", L),
        ("三级指标", "指标值", "三级指标", "指标值"),
        ("册数", "≥300册", "册数", "≥120册"),
    )
    assert read([table]).indicators == ()


def test_the_sum_of_the_weights_is_no_figure_of_its_own(read: Read) -> None:
    body = (("产出指标", "数量指标", "册数", "≥120册", "60"), ("效益指标", "社会效益指标", "受益", "好", "40"))
    parsed = read([form(("指标值", "权重"), *body, ("合计", L, L, L, "100"))])
    assert [str(each.weight) for each in parsed.indicators] == ["60", "40"]
    assert unread(parsed) == []


def test_a_whole_unit_by_source_and_kind(read: Read) -> None:
    rows = (
        ("部门名称", L, UNIT, L, L),
        ("年度预算申请（万元）", "资金总额：", L, "329.50", L),
        (U, "按收入性质分：", L, "按支出性质分：", L),
        (U, "其中：一般公共预算", "308.20", "其中：基本支出", "252.70"),
        (U, "政府性基金拨款", "0", "项目支出", "76.80"),
        (U, "其他资金", "21.30", "", ""),
        ("整体绩效目标", "办好图书馆。", L, L, L),
        ("年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"),
        (U, "产出指标", "数量指标", "开放天数", "≥310天"),
    )
    parsed = read(["部门整体支出绩效目标表", rows])
    assert [each.name for each in parsed.projects] == [UNIT]
    assert sorted(each[2:] for each in money(parsed)) == [
        ("", "", "329.50"), ("", "basic", "252.70"), ("", "project", "76.80"), ("general_public_budget", "", "308.20"),
        ("government_fund", "", "0"), ("other", "", "21.30"),
    ]  # fmt: skip
    assert unread(parsed) == []


@pytest.mark.parametrize(
    ("label", "fund"),
    [
        ("一般公共预算拨款", "general_public_budget"), ("一般公共预算财政拨款", "general_public_budget"),
        ("一般公共预算资金", "general_public_budget"), ("政府性基金", "government_fund"),
        ("政府性基金预算拨款", "government_fund"), ("国有资本经营预算拨款", "state_capital"),
        ("国有资本经营预算", "state_capital"), ("财政专户管理资金", "special_account"), ("单位资金", "own_funds"),
    ],
)  # fmt: skip
def test_funds_of_a_project(read: Read, label: str, fund: str) -> None:
    rows = (
        ("项目名称", L, "古籍修复"),
        ("项目资金（万元）", "年度资金总额", "46.80"),
        (U, f"其中：{label}", "40.00"),
        ("指标名称", "指标值", "权重"),
        ("册数", "≥1册", "90"),
    )
    assert [each[2:] for each in money(read([rows]))] == [("", "", "46.80"), (fund, "", "40.00")]


def test_a_sheet_without_merged_cells(read: Read) -> None:
    """Values are behind empty columns; one level is called otherwise than in the forms of the ministry."""
    rows = (
        ("项目名称", "", "古籍修复", "", "", ""),
        ("主管部门", "", "", "实施单位", "", "望舒市图书馆"),
        ("年度资金总额（万元）", "", "46.80", "", "", ""),
        (*LEVELS, "指标值", "", ""),
        ("产出指标", "数量指标", "册数", "≥120册", "", ""),
        ("", "质量", "合格率", "≥97%", "", ""),
        ("履职效果", "社会效益指标", "受益", "好", "", ""),
    )
    parsed = read([rows])
    (project,) = parsed.projects
    assert (project.name, project.supervisor, project.implementer) == ("古籍修复", "", "望舒市图书馆")
    assert money(parsed) == [("古籍修复", "total", "", "", "46.80")]
    assert [(each.level1, each.level2, each.level3, each.target) for each in parsed.indicators] == [
        ("产出指标", "数量指标", "册数", "≥120册"),
        ("产出指标", "质量", "合格率", "≥97%"),
        ("履职效果", "社会效益指标", "受益", "好"),
    ]


def test_the_numbers_of_rows_are_no_figures(read: Read) -> None:
    form = (
        ("项目名称", L, "古籍修复", L, L),
        ("序号", *LEVELS, "指标值"),
        ("1", "产出指标", "数量指标", "册数", "≥120册"),
        ("2", U, "质量指标", "合格率", "≥97%"),
    )
    listed = (("序号", *LIST_HEAD), ("1", *LIST_ROWS[0]), ("2", *LIST_ROWS[3]))
    assert unread(read([form])) == []
    assert unread(read([listed])) == []
