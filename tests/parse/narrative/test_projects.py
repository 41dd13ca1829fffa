"""Paragraphs on projects: what they are called, rest on, cost, go to, and how long they run."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Parsed
from disclosure.parse.privacy import REDACTED
from disclosure.parse.projects import ProjectBook

HEADING = "七、关于一般公共预算项目支出情况说明\n"
FIRST = (
    "（一）项目名称：馆藏目录数字化（二期）\n"
    "设立的政策依据：《档案目录规范》（望政办发〔2022〕14 号）第 3 条，需扫描 400 卷\n"
    "预算安排规模：馆藏目录数字化 2023 年安排 90.50 万元\n"
    "项目承担单位：望舒市档案数据服务中心\n"
    "资金分配情况：目录扫描 400 卷 60 万元、检索平台 30.50 万元\n"
    "资金执行时间：2023 年 1 月 1 日—2023 年 12 月 31 日\n"
)
SECOND = "2.项目名称：库房监测，\n预算安排规模：5 万元\n资金分配情况：设备 2 台\n资金执行时间：全年\n"


@pytest.fixture(scope="module")
def parsed(read_text: ReadText) -> Parsed:
    return read_text(HEADING + FIRST + SECOND, "budget")


def test_names_are_numbered_in_order(parsed: Parsed) -> None:
    assert [(each.project, each.name) for each in parsed.projects] == [(1, "馆藏目录数字化（二期）"), (2, "库房监测")]


def test_amounts_and_what_they_go_to(parsed: Parsed) -> None:
    found = [(fact.project, fact.item, fact.value) for fact in parsed.facts]
    assert found == [
        (1, "total", Decimal(905_000)),
        (1, "allocation", Decimal(600_000)),
        (1, "allocation", Decimal(305_000)),
        (2, "total", Decimal(50_000)),
    ]
    assert {(fact.statement, fact.phase, fact.fund, fact.expenditure_type) for fact in parsed.facts} == {
        ("project", "approved", "general_public_budget", "project")
    }


def test_the_period_and_who_carries_it_out(parsed: Parsed) -> None:
    first, second = parsed.projects
    assert (first.period_start, first.period_end) == ("2023-01-01", "2023-12-31")
    assert first.implementer == "望舒市档案数据服务中心"
    assert (second.period_start, second.period_end, second.implementer) == ("", "", "")


def test_the_basis_and_the_allocation_are_told(parsed: Parsed) -> None:
    told = {(text.project, text.role): text.content for text in parsed.texts}
    assert told[1, "policy_basis"] == "《档案目录规范》（望政办发〔2022〕14号）第3条，需扫描400卷"
    assert told[1, "allocation"] == "目录扫描400卷60万元、检索平台30.50万元"


def test_what_is_no_money_stays_unread(parsed: Parsed) -> None:
    outcomes = [(figure.text, figure.outcome) for figure in parsed.figures]
    assert outcomes.count(("400", "unread")) == 1  # of the allocation; that of the policy basis explains
    assert ("2", "unread") in outcomes
    assert [figure.text for figure in parsed.figures if figure.outcome == "fact"] == ["90.50", "60", "30.50", "5"]


def test_only_the_first_amount_is_the_projects(read_text: ReadText) -> None:
    parsed = read_text(f"{HEADING}（一）项目名称：目录\n预算安排规模：5万元，另需7万元\n", "budget")
    assert [(fact.item, fact.value) for fact in parsed.facts] == [("total", Decimal(50_000))]
    assert [figure.text for figure in parsed.figures if figure.outcome == "unread"] == ["7"]


def test_fields_without_a_project_give_nothing(read_text: ReadText) -> None:
    parsed = read_text(f"{HEADING}预算安排规模：5万元\n", "budget")
    assert (parsed.facts, parsed.projects) == ((), ())
    assert [figure.outcome for figure in parsed.figures] == ["unread"]


def test_the_name_of_a_person_is_not_kept(read_text: ReadText) -> None:
    person = "张" + "甲乙"
    parsed = read_text(
        f"{HEADING}（一）项目名称：信访救助\n资金分配情况：用于解决{person}个人信访问题5万元\n", "budget"
    )
    assert parsed.redactions == 1
    assert person not in repr(parsed)
    assert [text.content for text in parsed.texts] == [f"用于解决{REDACTED}个人信访问题5万元"]
    assert [fact.value for fact in parsed.facts] == [Decimal(50_000)]


def test_punctuation_makes_no_other_project() -> None:
    book = ProjectBook()
    assert book.number("“访惠聚”工作队经费（区级）") == book.number("访惠聚工作队经费(区级)") == 1
    assert book.number("访惠聚工作队经费（州级）") == 2


def test_what_is_known_of_a_project_stays() -> None:
    book = ProjectBook()
    number = book.number("目录")
    book.update(number, supervisor="", implementer="甲中心")
    book.update(number, supervisor="乙局", implementer="丙中心")
    (project,) = book.projects()
    assert (project.supervisor, project.implementer) == ("乙局", "甲中心")


def test_the_whole_unit_is_project_zero_and_comes_first() -> None:
    book = ProjectBook()
    book.number("目录")
    assert book.whole_unit("甲中心") == book.whole_unit("又名") == 0
    assert [(each.project, each.name) for each in book.projects()] == [(0, "甲中心"), (1, "目录")]


def test_two_tables_of_one_name_are_two_projects() -> None:
    book = ProjectBook()
    first = book.number_in(book.begin_table(), "目录")
    second = book.number_in(book.begin_table(), "目录")
    assert book.resolve() == {first: 1, second: 2}
    assert [each.name for each in book.projects()] == ["目录", "目录"]


def test_a_mention_belongs_to_the_only_table_of_its_name() -> None:
    book = ProjectBook()
    mention, other = book.number("“目录”"), book.number("另一项目")
    table = book.number_in(book.begin_table(), "目录")
    book.update(table, implementer="甲中心")
    assert book.resolve() == {mention: 1, other: 2, table: 1}
    assert [(each.project, each.name, each.implementer) for each in book.projects()] == [
        (1, "“目录”", "甲中心"),
        (2, "另一项目", ""),
    ]


@pytest.mark.parametrize("bodies", [("甲中心", "乙局"), ("甲中心", "乙局", "甲中心")])
def test_a_mention_belongs_to_no_table_of_another_unit_or_of_two(bodies: tuple[str, ...]) -> None:
    book = ProjectBook()
    mention = book.number("目录", bodies[0])
    book.update(mention, implementer=bodies[0])
    tables = [book.number_in(book.begin_table(), "目录") for _ in bodies[1:]]
    for table, body in zip(tables, bodies[1:], strict=True):
        book.update(table, implementer=body)
    final = book.resolve()
    assert (final[mention] == final[tables[-1]]) is (bodies[0] in bodies[1:])
    assert len({final[table] for table in tables}) == len(tables)


def test_the_table_of_a_subordinate_unit_is_not_of_the_whole() -> None:
    book = ProjectBook({"长庚县水文气象局"})
    first = book.number_whole(book.begin_table(), "长庚县气象站")
    own = book.number_whole(book.begin_table(), "县水文气象局")
    assert book.resolve() == {first: 1, own: 0}
    assert [(each.project, each.name) for each in book.projects()] == [(0, "县水文气象局"), (1, "长庚县气象站")]


def test_the_only_table_of_a_unit_is_of_the_whole() -> None:
    book = ProjectBook({"长庚县水文气象局"})
    assert book.resolve() == {}
    number = book.number_whole(book.begin_table(), "气象局机关")
    assert book.resolve() == {number: 0}
