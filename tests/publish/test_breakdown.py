"""The page of subordinate units, purchases, both classifications and earlier years."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from disclosure.model import Detail, DetailKind, Fact, Parsed
from disclosure.publish.breakdown import MOST_ROWS, compose_breakdown
from disclosure.publish.part import Workshop
from disclosure.publish.year import compose_year
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


def compose(layout: Layout) -> str:
    unit, workshop = load_unit(layout, LIBRARY)
    page = compose_breakdown(unit, 2032, workshop.setting, workshop.find_linked(LIBRARY))
    assert page is not None
    return page.article


def test_each_unit_has_a_row_and_leads_to_its_own_page(layout: Layout) -> None:
    write_details(
        layout,
        make_detail("subunit", "revenue", "3000000", item="total", subunit="临河县图书馆"),
        make_detail("subunit", "expenditure", "2000000", item="total", subunit="少儿分馆"),
        make_detail("subunit", "expenditure", "1500000", item="total", subunit="少儿分馆", expenditure_type="basic"),
        make_detail("subunit", "expenditure", "1500000", subunit="少儿分馆", functional_code="207"),
    )
    article = compose(layout)
    assert re.search(r'<a href="../../../../units/[a-z-]+/">临河县图书馆</a></th><td><bdi>300.00 万元', article)
    assert re.search(r"少儿分馆</bdi></th><td><bdi></bdi></td><td><bdi>200.00 万元</bdi></td><td><bdi>150.00", article)
    unit, workshop = load_unit(layout, LIBRARY)
    year = compose_year(unit, 2032, workshop.setting)
    assert '<a href="parts/">' in year.article
    assert year.article.index('id="parts"') > year.article.index('id="top"')


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
    assert re.search(r"<bdi>2031</bdi></td><td><bdi>0.42 万元", article)


def test_a_long_table_says_how_many_rows_it_leaves_out(layout: Layout) -> None:
    bought = [
        make_detail("purchase", "procurement", "1", item="total", thing=f"第{at}种") for at in range(MOST_ROWS + 7)
    ]
    write_details(layout, *bought)
    assert "另有 7 行" in compose(layout)


def test_a_year_without_details_has_no_such_page(layout: Layout) -> None:
    unit, workshop = load_unit(layout, LIBRARY)
    assert compose_breakdown(unit, 2030, workshop.setting, {}) is None
    assert isinstance(workshop, Workshop)
    assert 'href="parts/"' not in compose_year(unit, 2030, workshop.setting).article
