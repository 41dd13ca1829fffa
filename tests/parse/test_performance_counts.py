"""How many projects have targets, were followed and evaluate themselves, as districts of Shanghai state it."""

from __future__ import annotations

import pytest
from tests.specimens.books import UNIT

from disclosure.model import Parsed

from .conftest import ReadText

WORDS = (
    "编报绩效目标的2023年度项目7个，涉及预算金额812.50万元；绩效跟踪评价的2023年度项目6个，涉及预算金额790.10万元；"
    "绩效自评的2023年度项目5个，涉及预算金额640.30万元，平均得分96.25分（其中，绩效评级为“优”的项目3个；"
    "绩效评级为“良”的项目2个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个。"
    "绩效自评中共发现问题4个，已经完成整改的3个，正在整改的1个）。\n"
)
FACTS = [
    ("targets", "count", "7"), ("targets", "amount", "812.50"),
    ("monitoring", "count", "6"), ("monitoring", "amount", "790.10"),
    ("self_evaluation", "count", "5"), ("self_evaluation", "amount", "640.30"), ("self_evaluation", "score", "96.25"),
    ("rated_excellent", "count", "3"), ("rated_good", "count", "2"), ("rated_pass", "count", "0"),
    ("rated_fail", "count", "0"), ("problems_found", "count", "4"), ("problems_solved", "count", "3"),
    ("problems_open", "count", "1"),
]  # fmt: skip
HEAD = f"{UNIT}2023年度部门决算\n第三部分 情况说明\n十、预算绩效管理情况\n本部门预算绩效管理工作开展情况如下：\n"


def facts(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [(each.item, each.measure, each.reported) for each in parsed.facts]


def test_counts_amounts_and_ratings(read_text: ReadText) -> None:
    parsed = read_text(HEAD + WORDS, "final")
    assert facts(parsed) == FACTS
    assert [figure.text for figure in parsed.figures if figure.outcome == "unread"] == []


@pytest.mark.parametrize("year", ["2022", "2024"])
def test_projects_of_another_year_are_not_counted(read_text: ReadText, year: str) -> None:
    found = facts(read_text(HEAD + WORDS.replace("2023", year), "final"))
    assert not {item for item, measure, _ in found if measure == "count"} & {"targets", "monitoring"}


def test_counts_without_the_year(read_text: ReadText) -> None:
    words = "编报绩效目标的项目7个；绩效跟踪评价的项目6个；绩效自评的项目5个，平均得分96.25分。\n"
    found = facts(read_text(HEAD + words, "final"))
    assert found == [("projects", "count", "7"), ("monitoring", "count", "6"), *FACTS[4:5], FACTS[6]]
