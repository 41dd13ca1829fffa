"""The parts of a project in running text: taken where they make its amount, each with its parent."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Parsed
from disclosure.parse.projects import ProjectBook, split_project

TOTALS = "三、支出预算情况说明\n2023年支出预算120.00万元，其中：基本支出30.00万元，项目支出90.00万元。\n"
WORDS = "；".join(
    (
        "主要包括：2026年阅读推广月20.00万元，用于讲座、展览和征文",
        "古籍修复15.00万元，用于修复2处馆藏",
        "阅览室运转5.00万元，用于水、电",
    )
)
PLAIN = "主要包括：2026年阅读推广月20.00万元、古籍修复15.00万元、阅览室运转5.00万元"
PARTS = [("2026年阅读推广月", "20.00"), ("古籍修复", "15.00"), ("阅览室运转", "5.00")]


def write(parts: str) -> str:
    return (
        f"{TOTALS}四、部门预算支出具体情况\n（五）项目支出90.00万元，具体包括：\n"
        f"1.公共服务40.00万元，{parts}。\n2.设备购置50.00万元，主要用于购置书架。\n"
    )


def parts_of(parsed: Parsed) -> list[tuple[str, str]]:
    children = {each.project: each for each in parsed.projects if each.parent}
    names = {each.project: each.name for each in parsed.projects}
    assert {names[each.parent or 0] for each in children.values()} <= {"公共服务"}
    return [(children[fact.project].name, fact.reported) for fact in parsed.facts if fact.project in children]


@pytest.mark.parametrize("words", [WORDS, PLAIN], ids=["with what they are for", "a plain list"])
def test_parts_are_projects_with_a_parent(read_text: ReadText, words: str) -> None:
    parsed = read_text(write(words), "budget")
    assert parts_of(parsed) == PARTS
    unread = {figure.text for figure in parsed.figures if figure.outcome == "unread"}
    assert not unread & {amount for _, amount in PARTS}


@pytest.mark.parametrize(
    "words",
    [
        PLAIN.replace("15.00", "15.10"),  # another sum
        PLAIN.replace("主要包括：", "主要用于"),  # not named as parts
        PLAIN.replace("、古籍修复", "，用于古籍修复"),  # what a part is for, not a part
        PLAIN.replace("、古籍修复15.00万元、阅览室运转5.00万元", "").replace("20.00", "40.00"),  # one alone
        PLAIN.replace("阅览室运转5.00万元", "阅览室运转5.00元"),
    ],
)
def test_what_does_not_make_the_amount_gives_no_parts(read_text: ReadText, words: str) -> None:
    parsed = read_text(write(words), "budget")
    assert [each.name for each in parsed.projects] == ["公共服务", "设备购置"]
    assert parts_of(parsed) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("11000026T000004455781-古籍修复", ("11000026T000004455781", "古籍修复")),
        ("［50010］古籍修复", ("50010", "古籍修复")),
        ("12345热线运维", ("", "12345热线运维")),
        ("2026-古籍修复", ("", "2026-古籍修复")),
        ("5G-A网络升级", ("", "5G-A网络升级")),
        ("UPDATES-古籍", ("", "UPDATES-古籍")),
    ],
)
def test_a_code_before_the_name(printed: str, expected: tuple[str, str]) -> None:
    assert split_project(printed) == expected


def test_a_code_distinguishes_projects_and_is_one_with_the_name_alone() -> None:
    book = ProjectBook()
    one, other = book.number("11000026T000004455781-古籍修复"), book.number("11000026T000004455782-古籍修复")
    coded, plain = book.number("11000026T000004455783-阅览室运转"), book.number("阅览室运转")
    table = book.number_in(book.begin_table(), "11000026T000004455783-阅览室运转")
    final = book.resolve()
    assert final[one] != final[other]
    assert final[coded] == final[plain] == final[table]


def test_a_part_in_a_table_keeps_its_parent() -> None:
    book = ProjectBook()
    parent, part = book.number("公共服务"), book.number("古籍修复", "1")
    book.update(part, parent=parent)
    table = book.number_in(book.begin_table(), "古籍修复")
    final = book.resolve()
    assert final[part] == final[table]
    assert [(each.name, each.parent) for each in book.projects()] == [("公共服务", None), ("古籍修复", final[parent])]
