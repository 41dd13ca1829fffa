"""Long tables are parted into pages: each figure keeps its row and its quote, on one page."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.model import Indicator, Parsed, Project
from disclosure.package.derived.links import make_project_links
from disclosure.package.stored.collection import read_members
from disclosure.publish.tables.volumes import MOST_FIGURES, bind
from disclosure.publish.units.project_page import compose_project, say_indicator, say_target
from disclosure.publish.units.yearbook import compose_yearbook, plan_years

from .conftest import LIBRARY, load_unit, make_checkout, make_fact, write_holding


def test_pages_are_as_full_as_they_may_be_and_none_is_empty() -> None:
    volumes = bind("tables", [3, 4, 9, 1, 1], lambda each: each, 7)
    assert [(each.path, list(each.items)) for each in volumes] == [
        ("tables/", [3, 4]), ("tables/2/", [9]), ("tables/3/", [1, 1]),
    ]  # fmt: skip
    assert bind("tables", [], len, 7) == []


@pytest.mark.parametrize("rows", [40, 700])
def test_every_figure_of_a_long_table_is_on_one_page_with_its_quote(tmp_path: Path, rows: int) -> None:
    layout = make_checkout(tmp_path / "checkout")
    facts = tuple(
        make_fact("general_public", str(1000 + at), functional_code=f"{2010000 + at}", functional_name=f"甲/乙/丙{at}")
        for at in range(rows)
    )
    again = tuple(
        make_fact(
            "general_public",
            str(1000 + at),
            functional_code=f"{2010000 + at}",
            functional_name=f"甲/乙/丙{at}",
            form="table-9",
        )
        for at in range(0, rows, 7)
    )
    write_holding(layout, LIBRARY, 2032, "final", Parsed(facts + again, (), (), (), ()), "临河县图书馆")
    unit, workshop = load_unit(layout, LIBRARY)
    plan = plan_years(unit, workshop.setting.wording)[0][-1]
    pages = {page.address: page.article for page in compose_yearbook(plan, workshop.setting)}
    assert (len(plan.tables) > 2) == (rows > MOST_FIGURES)
    for entry in plan.entries:
        where = [path for path, html in pages.items() if f'<span id="{entry.anchor}"' in html]
        assert where == [f"units/{LIBRARY}/2032/{entry.page}"]
    for path, html in pages.items():
        assert html.count("<span id=") <= MOST_FIGURES * 1.2, path


def test_a_project_leads_to_the_same_one_of_other_years(tmp_path: Path) -> None:
    layout = make_checkout(tmp_path / "checkout")
    facts = (make_fact("performance", "230000", item="total", phase="approved", project=1),)
    write_holding(layout, LIBRARY, 2032, "budget", Parsed(facts, (), (Project(1, "流动书车"),), (), ()), "临河县图书馆")
    unit, workshop = load_unit(layout, LIBRARY)
    links = list(make_project_links(read_members(layout, LIBRARY)))
    plans, families = plan_years(unit, workshop.setting.wording, links)
    family = next(each for each in families if len(each.editions) > 1)
    text = compose_project(unit, family).markdown
    assert [each.year for each in family.editions] == [2032, 2030]
    assert "- 2032 年部门预算　[23.00 万元](../../2032/projects/#budget-performance-" in text
    assert "- 2030 年部门决算　[19.00 万元](../../2030/projects/#final-performance-" in text
    assert "书车出车次数：目标至少 50次，实际 40次（完成 80%），得分 8 / 10。单位说：两个月在修车" in text
    lists = [
        page.article for plan in plans for page in compose_yearbook(plan, workshop.setting) if "projects" in page.path
    ]
    assert len(lists) == 2
    for article in lists:
        assert f'<a href="../../{family.address}">流动书车</a>' in article
    # one document, no indicators: a row of the list
    assert "古籍修复" not in {each.name for each in families}
    assert "<h3>古籍修复" in lists[0]


def test_the_address_of_a_project_does_not_depend_on_the_years_there_are(tmp_path: Path) -> None:
    """Nor on other projects; only one of the same name comes behind it."""
    layout = make_checkout(tmp_path / "checkout")
    before, workshop = load_unit(layout, LIBRARY)
    slugs = {each.name: each.slug for each in plan_years(before, workshop.setting.wording)[1]}
    indicators = tuple(Indicator(at, "", "", "次数", "l1", target="=1次") for at in (1, 2, 3))
    projects = (Project(1, "流动书车"), Project(2, "流动 书车"), Project(3, "夜间开放"))
    write_holding(layout, LIBRARY, 2032, "budget", Parsed((), (), projects, indicators, ()), "临河县图书馆")
    unit, workshop = load_unit(layout, LIBRARY)
    links = list(make_project_links(read_members(layout, LIBRARY)))
    families = plan_years(unit, workshop.setting.wording, links)[1]
    slugs_after = {(each.name, each.editions[-1].year): each.slug for each in families}
    assert slugs_after["流动书车", 2030] == slugs["流动书车"]
    assert len({each.slug for each in families}) == len(families) >= 3


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (">=70个", "至少 70个"), ("＞=1500台", "至少 1500台"), ("≤2小时", "至多 2小时"), ("=1个", " 1个"),
        ("<5%", "少于 5%"), ("长期", "长期"), ("", ""), (" ≥ 3 次", "至少 3 次"),
    ],
)  # fmt: skip
def test_signs_of_targets_are_said_in_words(target: str, said: str) -> None:
    assert say_target(target) == said


def test_an_indicator_says_only_what_its_document_says() -> None:
    empty = dict.fromkeys(("level1", "level2", "level3", "target", "actual", "completion", "score", "weight"), "")
    row = empty | {"deviation": "", "level2": "数量指标"}
    assert say_indicator(row) == "数量指标"
    assert say_indicator(row | {"level3": "场次", "target": ">=3场"}) == "场次：目标至少 3场"
    assert say_indicator(row | {"level3": "场次", "deviation": "下雨"}) == "场次。单位说：下雨"
    assert say_indicator(row | {"level3": "场次", "score": "8", "weight": "10"}) == "场次：得分 8 / 10"


def test_a_row_of_both_classifications_is_named_by_its_economic_type_in_the_table_of_types(tmp_path: Path) -> None:
    layout = make_checkout(tmp_path / "checkout")
    line = {"fund": "general_public_budget", "functional_code": "2070104"}
    line |= {"functional_name": "文化旅游体育与传媒支出/文化和旅游/图书馆"}
    facts = (
        make_fact("basic", "500", economic_code="30101", economic_name="工资福利支出/基本工资", **line),
        make_fact("basic", "300", economic_code="30201", economic_name="商品和服务支出/办公费", **line),
        make_fact(
            "basic", "900", economic_code="30202", economic_name="商品和服务支出/印刷费", fund="general_public_budget"
        ),
    )
    write_holding(layout, LIBRARY, 2032, "final", Parsed(facts, (), (), (), ()), "临河县图书馆")
    unit, workshop = load_unit(layout, LIBRARY)
    plan = plan_years(unit, workshop.setting.wording)[0][-1]
    section = next(each for table in plan.tables for each in table.items if each.name == "economic")
    lines = [(each.label, each.code, each.depth) for grid in section.grids for each in grid.lines]
    assert lines == [("基本工资（图书馆）", "30101", 1), ("办公费（图书馆）", "30201", 1), ("印刷费", "30202", 1)]
    assert section.chart
    assert [row[0] for row in section.chart.rows] == ["印刷费", "基本工资（图书馆）", "办公费（图书馆）"]
