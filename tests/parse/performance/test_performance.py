"""Performance tables in every layout give the same rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.parse.conftest import ReadText
from tests.specimens.books import UNIT
from tests.specimens.performance import (
    ACHIEVEMENT,
    OBJECTIVE,
    PROJECT,
    ROWS,
    scores_hold,
    write_flat_evaluation,
    write_flat_targets,
    write_stacked,
    write_tabs,
)

from disclosure.model import Indicator, Parsed
from disclosure.parse.performance.table import read_target, split_target
from disclosure.parse.vocabulary import load_vocabulary

HEAD = f"{UNIT}2023年度部门决算\n第一部分 单位概况\n十一、预算绩效的情况说明\n"
EVALUATIONS = {"tabs": write_tabs, "stacked": write_stacked, "flat": write_flat_evaluation}


def cells(indicator: Indicator) -> tuple[str, ...]:
    return (
        indicator.level1, indicator.level2, indicator.level3, indicator.target, indicator.actual,
        str(indicator.weight), str(indicator.score), indicator.deviation,
    )  # fmt: skip


def operator(target: str) -> str:
    return next((sign for sign in (">=", "<=", "=") if target.startswith(sign)), "")


def amounts(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    return [
        (fact.fund, fact.phase, fact.measure, str(fact.value.normalize()))
        for fact in parsed.facts
        if fact.form == "project-table" and fact.item == "total"
    ]


@pytest.mark.parametrize("layout", EVALUATIONS)
def test_an_evaluation_gives_every_row_whatever_its_layout(read_text: ReadText, layout: str) -> None:
    assert scores_hold()
    parsed = read_text(HEAD + EVALUATIONS[layout](), "final")
    expected = [
        (row.level1, row.level2, row.level3, row.target, row.actual, row.weight, row.score, row.deviation)
        for row in ROWS
    ]
    assert [cells(each) for each in parsed.indicators] == expected
    assert [figure.text for figure in parsed.figures if figure.outcome == "unread"] == []


@pytest.mark.parametrize("layout", EVALUATIONS)
def test_an_evaluation_gives_its_money_goals_and_score(read_text: ReadText, layout: str) -> None:
    parsed = read_text(HEAD + EVALUATIONS[layout](), "final")
    (project,) = parsed.projects
    assert (project.name, project.implementer, project.total_score) == (PROJECT, UNIT, Decimal("96.89"))
    assert ("", "approved", "amount", "2E+5") in amounts(parsed)
    assert ("fiscal_appropriation", "executed", "amount", "1.62E+5") in amounts(parsed)
    assert ("", "executed", "execution_rate", "9E+1") in amounts(parsed)
    assert ("", "executed", "score", "9") in amounts(parsed)
    told = {text.role: text.content for text in parsed.texts if text.statement == "performance" and text.project == 1}
    assert told["objective"] == OBJECTIVE.replace(" ", "")
    assert told["achievement"] == ACHIEVEMENT.replace(" ", "")


@pytest.mark.parametrize("width", [4, 7, 10, 14])
def test_targets_of_a_budget_are_read_from_broken_cells(read_text: ReadText, width: int) -> None:
    head = f"第二部分 2023年部门预算公开表\n编制部门：{UNIT} 单位：万元\n（四）预算绩效情况\n"
    parsed = read_text(head + write_flat_targets(width), "budget")
    rows = [
        (each.level1, each.level2, each.level3, each.target_operator, each.prior, each.weight, each.rule, each.evidence)
        for each in parsed.indicators
    ]
    assert rows == [
        (row.level1, row.level2, row.level3, operator(row.target), row.actual, Decimal(row.weight), row.rule,
         row.evidence)
        for row in ROWS
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "split"),
    [
        (">=70个", (">=", Decimal(70), "个")),
        ("＞=1500台", (">=", Decimal(1500), "台")),
        ("≤18万元", ("<=", Decimal(18), "万元")),
        ("=100%", ("=", Decimal(100), "%")),
        ("1500台", ("", Decimal(1500), "台")),
        ("长期", ("", None, "")),
        ("2022年12月31日", ("", None, "")),
        ("12月底前", ("", None, "")),
        ("2023年", ("", None, "")),
        ("3个月内", ("", Decimal(3), "个月内")),
        ("", ("", None, "")),
    ],
)
def test_a_target_splits_into_operator_value_and_unit(printed: str, split: tuple[str, Decimal | None, str]) -> None:
    assert split_target(printed) == split


@pytest.mark.parametrize(
    ("printed", "split"),
    [
        ("≧99%", (">=", Decimal(99), "%")),
        ("≦24小时", ("<=", Decimal(24), "小时")),
        ("﹥3次", (">", Decimal(3), "次")),
        ("》95%", (">", Decimal(95), "%")),
        ("不少于1,500台。", (">=", Decimal(1500), "台")),
        ("大于等于8000人次", (">=", Decimal(8000), "人次")),
        ("大于或等于2个", (">=", Decimal(2), "个")),
        ("至少2个", (">=", Decimal(2), "个")),
        ("大于80亿元", (">", Decimal(80), "亿元")),
        ("多于2家", (">", Decimal(2), "家")),
        ("小于等于5%", ("<=", Decimal(5), "%")),
        ("小于或等于5%", ("<=", Decimal(5), "%")),
        ("不高于5%", ("<=", Decimal(5), "%")),
        ("不大于5%", ("<=", Decimal(5), "%")),
        ("不多于6次", ("<=", Decimal(6), "次")),
        ("低于2%", ("<", Decimal(2), "%")),
        ("等于6场", ("=", Decimal(6), "场")),
        ("98%以上", (">=", Decimal(98), "%")),
        ("98%及以上", (">=", Decimal(98), "%")),
        ("3天之内", ("<=", Decimal(3), "天")),
        ("3人及以下", ("<=", Decimal(3), "人")),
        # neither a date nor a part of a sentence is a value
        ("不少于全市企业数的60%", ("", None, "")),
        ("2026年以内", ("", None, "")),
        ("大于≥5%", ("", None, "")),
        ("日均300人左右", ("", None, "")),
    ],
)
def test_words_and_other_signs_are_operators(printed: str, split: tuple[str, Decimal | None, str]) -> None:
    assert read_target(printed, load_vocabulary().performance) == split


def test_a_stacked_row_that_lacks_a_line_is_left_unread(read_text: ReadText) -> None:
    text = HEAD + write_stacked()
    whole = read_text(text, "final")
    cut = read_text(text.replace("\t>=98%\n", "", 1), "final")
    assert len(cut.indicators) == len(whole.indicators) - 1
    assert {figure.text for figure in cut.figures if figure.outcome == "unread"} >= {"99", "10"}
