"""The page of a unit: its years in a sentence, one chart of spending, each chart once, ways to all else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from disclosure.package.derived.series import Point
from disclosure.package.editions.assembly import make_batch
from disclosure.package.stored.collection import read_members
from disclosure.publish.charts.history import compose_trends
from disclosure.publish.facts.holdings import UnitHolding
from disclosure.store import Layout

from .conftest import LIBRARY, load_unit


@pytest.fixture(scope="module")
def text(site: Path) -> str:
    """The page as it is published in Markdown."""
    return (site / "units" / LIBRARY / "index.md").read_text("utf-8")


@pytest.fixture(scope="module")
def followed(checkout: Layout) -> tuple[UnitHolding, list[Point]]:
    """The unit and the points of its series."""
    unit, workshop = load_unit(checkout, LIBRARY)
    bench = workshop.bench
    return unit, list(make_batch(bench.reference, bench.english, LIBRARY, read_members(checkout, LIBRARY)).points)


def test_the_page_says_the_years_in_a_sentence_with_the_stated_reason(text: str) -> None:
    assert text.startswith("# 临河县图书馆 {: #top }")
    assert "临河县图书馆支出总计（决算）：2029 年 850.00 万元，2030 年减少到 810.00 万元。" in text
    assert "最新的 2031 年，预算支出 **[900.00 万元](2031/tables/#budget-" in text
    assert "> 单位对 2030 年增减的说明（原文）：屋顶维修已经完工" in text


def test_every_year_and_the_largest_projects_are_one_tap_away(text: str) -> None:
    assert re.findall(r"^- \*\*\[(\d+) 年\]\((\d+)/\)\*\*", text, re.M) == [("2031", "2031"), ("2030", "2030")]
    assert re.search(r"^1\. \[流动书车\]\(projects/p[0-9a-f]{7}/\)　\[19\.00 万元\]\(2030/projects/#final-", text, re.M)
    assert "1. [古籍修复](2030/projects/#project-final-2)" in text
    assert "[2030 年全部 1 处](2030/findings/)" in text
    assert not re.search(r"<(?!!)|fragment", text)


def test_spending_is_drawn_once_and_before_all_else(site: Path) -> None:
    html = (site / "units" / LIBRARY / "index.html").read_text("utf-8")
    names = re.findall(r'<section class="trend" id="trend-([a-z-]+)"', html)
    assert names[0] == "spending"
    assert len(names) == len(set(names))
    assert html.index('id="spending"') < html.index('id="trend-spending"') < html.index('id="projects"')


def test_a_chart_with_the_figures_of_another_is_left_out(followed: tuple[UnitHolding, list[Point]]) -> None:
    unit, points = followed
    spent = [each for each in points if each.statement == "overall" and each.direction == "expenditure"]
    received = [replace(each, direction="revenue") for each in spent]
    assert [each.name for each in compose_trends(unit, spent + received)] == ["spending"]
    other = [replace(each, value=each.value + each.year) for each in received]
    assert [each.name for each in compose_trends(unit, spent + other)] == ["spending", "income"]


def test_the_line_of_spending_with_the_most_years_is_drawn(followed: tuple[UnitHolding, list[Point]]) -> None:
    unit, points = followed
    total = [
        each for each in points
        if (each.statement, each.direction, each.item) == ("overall", "expenditure", "total")
    ]  # fmt: skip
    of_year = [replace(each, statement="expenditure", direction="", item="current_year") for each in total]
    assert len({each.year for each in total}) == 3
    assert [each.title for each in compose_trends(unit, total + of_year)] == ["本年支出"], "of equal ones the first"
    assert next(each.title for each in compose_trends(unit, total + of_year[1:])) == "支出总计"


def test_rows_of_one_kind_of_expenditure_are_no_part_of_all_spending(
    followed: tuple[UnitHolding, list[Point]],
) -> None:
    unit, points = followed
    total = [each for each in points if each.statement == "overall" and each.direction == "expenditure"]
    parts = [replace(each, expenditure_type="basic", year=each.year + 10) for each in total]
    assert compose_trends(unit, total + parts) == compose_trends(unit, total)


def test_a_unit_has_a_feed_of_its_own(site: Path) -> None:
    root = ElementTree.parse(site / "units" / LIBRARY / "feed.xml").getroot()  # noqa: S314 - our own file
    titles = [title.text for title in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[0] == "明账：临河县图书馆"
    assert "临河县图书馆 2030 年部门决算" in titles
    assert not [title for title in titles if title and "script" in title], "nothing of other units"
