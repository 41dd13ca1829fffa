"""Projects listed by number in the text of a budget: proven by their sum, or not read."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Parsed

EXPENDITURE = "三、支出预算情况说明\n2023年支出预算120.00万元，其中：基本支出30.00万元，项目支出90.00万元。\n"
OPENING = "四、部门预算支出具体情况\n（五）项目支出90.00万元，具体包括：\n"
ITEMS = (
    "1.古籍修复专项50.00万元，主要用于修复古籍120册，其中购置纸张6.00万元。较上年增加4.00万元，增幅8.7%。\n"
    "2.流动书车运行40.00万元，主要用于书车维护。较上年减少2.00万元，下降4.8%。\n"
)


def projects(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    names = {project.project: project.name for project in parsed.projects}
    return [
        (names[fact.project], fact.measure, fact.basis, f"{'-' if fact.value < 0 else ''}{fact.reported}")
        for fact in parsed.facts
        if fact.project is not None
    ]


def test_a_list_gives_projects_amounts_and_changes(read_text: ReadText) -> None:
    parsed = read_text(EXPENDITURE + OPENING + ITEMS, "budget")
    assert projects(parsed) == [
        ("古籍修复专项", "amount", "", "50.00"), ("古籍修复专项", "change", "prior_year", "4.00"),
        ("古籍修复专项", "change_rate", "prior_year", "8.7"), ("流动书车运行", "amount", "", "40.00"),
        ("流动书车运行", "change", "prior_year", "-2.00"), ("流动书车运行", "change_rate", "prior_year", "-4.8"),
    ]  # fmt: skip
    assert {(fact.statement, fact.item, fact.phase) for fact in parsed.facts if fact.project is not None} == {
        ("project", "total", "approved")
    }
    texts = [(text.project, text.content[:6]) for text in parsed.texts if text.statement == "project"]
    assert texts == [(1, "主要用于修复"), (2, "主要用于书车")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("古籍修复专项50.00", "古籍修复专项51.00"),  # the sum is another
        ("2.流动", "3.流动"),  # one is missing
        ("项目支出90.00万元，具体", "项目支出80.00万元，具体"),  # not the total of the document
        ("，具体包括：", "。"),  # no list is announced
        ("流动书车运行40.00万元", "流动书车运行40.00元"),  # another unit of measure
    ],
)
def test_a_list_that_nothing_proves_is_not_read(read_text: ReadText, old: str, new: str) -> None:
    text = EXPENDITURE + OPENING + ITEMS
    assert old in text
    assert projects(read_text(text.replace(old, new), "budget")) == []


def test_a_part_of_a_department_is_not_the_whole(read_text: ReadText) -> None:
    whole = EXPENDITURE.replace("120.00", "220.00").replace("90.00", "190.00")
    assert projects(read_text(whole + OPENING + ITEMS, "budget")) == []


def test_hundredths_lost_by_rounding_are_no_gap(read_text: ReadText) -> None:
    text = (EXPENDITURE + OPENING + ITEMS).replace("修复专项50.00", "修复专项50.01")
    assert len(projects(read_text(text, "budget"))) == 6


def test_what_follows_the_last_item_is_not_its_own(read_text: ReadText) -> None:
    text = EXPENDITURE + OPENING + ITEMS + "五、机关运行经费安排情况\n机关运行经费9.00万元。\n"
    parsed = read_text(text, "budget")
    assert len(projects(parsed)) == 6
    assert [fact.reported for fact in parsed.facts if fact.statement == "operating"] == ["9.00"]
