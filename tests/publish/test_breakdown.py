"""The page of subordinate units, purchases, both classifications and earlier years."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from disclosure.model import Detail, DetailKind, Fact, Parsed
from disclosure.publish.facts.details import MOST_ROWS, Breakdown, Line
from disclosure.publish.rendering.page import Page
from disclosure.publish.rendering.template import render
from disclosure.publish.units.breakdown import compose_breakdown
from disclosure.publish.units.part import Workshop
from disclosure.publish.units.year import compose_year
from disclosure.publish.units.yearbook import plan_years
from disclosure.store import Layout

from .conftest import HOSTILE_NAME, LIBRARY, load_unit, make_checkout, make_fact, write_holding


def make_detail(kind: DetailKind, statement: str, value: str, year: int = 2032, **more: Any) -> Detail:
    own = {each.name for each in fields(Detail)} - {each.name for each in fields(Fact)}
    extra = {name: more.pop(name) for name in own & more.keys()}
    fact = make_fact(statement, value, phase="approved", **more)
    return Detail(**{each.name: getattr(fact, each.name) for each in fields(Fact)}, kind=kind, year=year, **extra)


def write_details(layout: Layout, *details: Detail) -> None:
    write_holding(layout, LIBRARY, 2032, "budget", Parsed((), (), (), (), (), details=details), "临河县图书馆")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return make_checkout(tmp_path / "checkout")


def compose_all(layout: Layout) -> list[Page]:
    unit, workshop = load_unit(layout, LIBRARY)
    return list(compose_breakdown(unit, 2032, workshop.setting, workshop.find_linked(LIBRARY)))


def compose(layout: Layout) -> str:
    return compose_all(layout)[0].article


def test_each_unit_has_a_row_and_leads_to_a_page_of_its_figures(layout: Layout) -> None:
    branch: dict[str, Any] = {"subunit": "少儿分馆", "subunit_id": f"{LIBRARY}.2"}
    write_details(
        layout,
        make_detail("subunit", "revenue", "3000000", item="total", subunit="临河县图书馆", subunit_id=f"{LIBRARY}.1"),
        make_detail("subunit", "expenditure", "2000000", item="total", **branch),
        make_detail("subunit", "expenditure", "1500000", item="total", expenditure_type="basic", **branch),
        make_detail("subunit", "expenditure", "1400000", functional_code="207", functional_name="文化", **branch),
        make_detail("purchase", "procurement", "90000", item="goods", thing="书架", quantity="3", **branch),
        make_detail("subunit", "expenditure", "7", item="total", subunit="无编号的单位"),
    )
    page, first, second = compose_all(layout)
    assert re.search(r'<a href="1/"><bdi>临河县图书馆</bdi></a></th><td[^>]*>300.00</td><td[^>]*></td>', page.article)
    assert re.search(
        r'<a href="2/"><bdi>少儿分馆</bdi></a></th><td[^>]*></td><td[^>]*>200.00</td><td[^>]*>150.00</td>', page.article
    )
    assert '<th scope="row"><bdi>无编号的单位</bdi>' in page.article
    assert "政府采购" not in page.article.split("<tbody>")[0]  # no unit has such a figure
    assert [each.path for each in (first, second)] == [f"units/{LIBRARY}/2032/parts/{at}/index.md" for at in (1, 2)]
    assert re.search(r'<a href="../../../../../units/[a-z-]+/">这个单位自己公开的', first.article)
    assert "自己公开的" not in second.article
    assert [name for name, _ in second.contents] == ["totals", "functions", "purchases"]
    assert "207 文化" in second.article
    assert "书架" in second.article
    unit, workshop = load_unit(layout, LIBRARY)
    plan = plan_years(unit, workshop.setting.wording)[0][-1]
    assert "](parts/)" in compose_year(plan, workshop.setting).markdown


def test_purchases_classes_and_earlier_years(layout: Layout) -> None:
    write_details(
        layout,
        make_detail("purchase", "procurement", "20000", item="goods", project_name="装订", catalogue=HOSTILE_NAME,
                    quantity="3"),
        make_detail("purchase", "procurement", "20000", item="goods", fund="own_funds", project_name="装订"),
        make_detail("government_class", "basic", "50000", economic_code="30101", economic_name="基本工资",
                    government_code="50501", government_name="工资福利支出"),
        make_detail("prior_year", "three_public", "4200", 2031, item="total"),
    )  # fmt: skip
    article = compose(layout)
    assert article.count(">装订<") == 1
    assert HOSTILE_NAME not in article
    assert "30101 基本工资" in article
    assert "50501 工资福利支出" in article
    assert re.search(r"2031 年[^<]*</bdi></small></th><td[^>]*>0.42</td>", article)


def test_events_planned_assets_and_parts(layout: Layout) -> None:
    write_details(
        layout,
        make_detail("event", "three_public", "20000", item="meetings", thing="年会", planned="3月", quantity="30"),
        make_detail("planned_asset", "assets", "10000", item="vehicles_other", measure="count", unit="辆"),
        make_detail("part", "expenditure", "60000", item="total", part="专项资金"),
    )
    article = compose(layout)
    assert re.search(r"年会</bdi><small><bdi>会议费 · 3月 · 30 人</bdi></small></th><td[^>]*>2.00</td>", article)
    assert "10,000 辆" in article
    assert re.search(r"专项资金</bdi><small>", article)


def test_a_long_table_says_how_many_rows_it_leaves_out(layout: Layout) -> None:
    bought = [
        make_detail("purchase", "procurement", "1", item="total", thing=f"第{at}种") for at in range(MOST_ROWS + 7)
    ]
    write_details(layout, *bought)
    assert "另有 7 行" in compose(layout)


def test_a_year_without_details_has_no_such_page(layout: Layout) -> None:
    unit, workshop = load_unit(layout, LIBRARY)
    assert list(compose_breakdown(unit, 2030, workshop.setting, {})) == []
    assert isinstance(workshop, Workshop)
    plan = plan_years(unit, workshop.setting.wording)[0][0]
    assert "parts/" not in compose_year(plan, workshop.setting).markdown


@pytest.mark.parametrize("rows", [1, 15, 16, 400])
def test_a_long_table_goes_on_in_a_fold_and_loses_no_row(rows: int) -> None:
    lines = [Line(f"第{at}行", "", "", ["1.00"], "第 7 行") for at in range(rows)]
    html = render("breakdown.html", tables=[Breakdown("逐项采购", "万元", ["名目", "数额", "出处"], lines)])
    shown, _, folded = html.partition("<details>")
    assert re.findall(r"<bdi>第(\d+)行", shown) == [str(at) for at in range(min(rows, 15))]
    assert re.findall(r"<bdi>第(\d+)行", folded) == [str(at) for at in range(15, rows)]
    assert (f"其余 {rows - 15} 行" in folded) == (rows > 15)
    assert html.count("<caption>") == (2 if rows > 15 else 1)
