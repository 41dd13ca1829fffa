"""The paragraphs of final accounts on the self-evaluation of single projects."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText
from tests.parse.narrative.test_region_prose import outcome

HEADING = "十、预算绩效情况说明"
FIRST = (
    "1.古籍修复专项项目综述：根据年初设定的绩效目标，项目自评得分为94.7分。全年预算数为53.20万元，"
    "执行数为41.30万元，完成预算的77.6%。项目绩效目标完成情况：修复古籍120册。"
)
SECOND = (
    "2.流动书车运行项目绩效自评综述：根据年初设定的绩效目标，项目自评得分为98.0分。全年预算数为12.00万元，"
    "执行数为12.00万元，完成预算的100.0%。"
)


def told(read_text: ReadText, text: str) -> list[tuple[int | None, str, str, str, str]]:
    parsed = read_text(f"{HEADING}\n{text}", "final")
    assert all(fact.statement == "performance" for fact in parsed.facts)
    return [(fact.project, fact.item, fact.measure, fact.phase, fact.reported) for fact in parsed.facts]


def test_each_project_has_its_score_and_money(read_text: ReadText) -> None:
    assert told(read_text, f"{FIRST}\n{SECOND}") == [
        (1, "score", "score", "executed", "94.7"), (1, "total", "amount", "adjusted", "53.20"),
        (1, "total", "amount", "executed", "41.30"), (1, "total", "execution_rate", "executed", "77.6"),
        (2, "score", "score", "executed", "98.0"), (2, "total", "amount", "adjusted", "12.00"),
        (2, "total", "amount", "executed", "12.00"), (2, "total", "execution_rate", "executed", "100.0"),
    ]  # fmt: skip
    parsed = read_text(f"{HEADING}\n{FIRST}\n{SECOND}", "final")
    assert [project.name for project in parsed.projects] == ["古籍修复专项", "流动书车运行"]
    assert [fact.value for fact in parsed.facts[1:3]] == [532000, 413000]
    assert {fact.basis for fact in parsed.facts if fact.measure == "execution_rate"} == {"adjusted"}


def test_a_note_on_one_project_does_not_swallow_the_next(read_text: ReadText) -> None:
    note = "发现的问题及原因：进度偏慢。下一步改进措施：提高执行率。\n"
    assert len(told(read_text, f"{FIRST}{note}{SECOND}")) == 8


def test_the_name_may_stand_in_the_sentence(read_text: ReadText) -> None:
    text = "根据年初设定的绩效目标，古籍修复专项项目自评得分为94.7分。全年预算数为53.20万元，执行数为41.30万元。"
    assert [row[2:] for row in told(read_text, text)] == [
        ("score", "executed", "94.7"), ("amount", "adjusted", "53.20"), ("amount", "executed", "41.30"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "项目自评得分为94.7分。",  # of which project, nothing tells
        "各项目完成良好。自评得分为94.7分。",
        "本部门自评得分为94.7分。",
        "部门整体支出绩效自评得分为94.7分。",
        "3个项目自评得分为94.7分。",
        "按要求开展自评，上述项目自评得分为94.7分。",
        "1.古籍修复专项项目综述：根据年初设定的绩效目标，项目自评得分为94.7万元。",
        "1.修复工作已经完成，效果很好，专项项目综述：见下文。项目自评得分为94.7分。",
    ],
)
def test_what_is_not_told_is_not_guessed(read_text: ReadText, text: str) -> None:
    assert told(read_text, text) == []


def test_a_gap_ends_the_paragraph(read_text: ReadText) -> None:
    text = "1.古籍修复专项项目综述：项目自评得分为94.7分。按年初安排，全年预算数为53.20万元，执行数为41.30万元。"
    assert [row[-1] for row in told(read_text, text)] == ["94.7"]
    assert outcome(read_text(f"{HEADING}\n{text}", "final"), "41.30") == "unread"
