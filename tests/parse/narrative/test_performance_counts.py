"""How many projects have targets, were followed and evaluate themselves, as districts of Shanghai state it."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText
from tests.specimens.books import UNIT

from disclosure.model import Parsed

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


@pytest.mark.parametrize("own", ["本部门", "本单位"])
def test_the_whole_unit_and_its_projects_in_jiangsu(read_text: ReadText, own: str) -> None:
    """The money of the whole unit is that of project 0, not of the projects with targets."""
    words = (
        f"2023年度，{own}整体支出纳入绩效目标管理，涉及财政性资金812.50万元；"
        f"{own}共7个项目纳入绩效目标管理，涉及财政性资金合计640.30万元。\n"
    )
    head = f"{UNIT}2023年度部门预算\n第三部分 情况说明\n十五、预算绩效目标设置情况说明\n"
    parsed = read_text(head + words, "budget")
    found = [(each.item, each.measure, each.reported, each.project) for each in parsed.facts]
    assert found == [
        ("total", "amount", "812.50", 0), ("projects", "count", "7", None), ("total", "amount", "640.30", None)
    ]  # fmt: skip


def test_targets_under_the_heading_of_chongqing(read_text: ReadText) -> None:
    head = f"{UNIT}2023年度部门预算\n三、其他情况说明\n（三）绩效目标设置情况。"
    words = "2023年项目支出均实行了绩效目标管理，涉及一般公共预算财政拨款640.30万元，国有资本经营预算拨款5.00万元。\n"
    parsed = read_text(head + words, "budget")
    found = [(each.statement, each.item, each.fund, each.reported) for each in parsed.facts]
    assert found == [
        ("performance", "total", "general_public_budget", "640.30"),
        ("performance", "total", "state_capital", "5.00"),
    ]
