"""Long tables are parted into pages: each figure keeps its row and its quote, on one page."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.model import Parsed, Project
from disclosure.package.derived.links import make_project_links
from disclosure.package.stored.collection import read_members
from disclosure.publish.lineage import find_kin
from disclosure.publish.volumes import MOST_FIGURES, bind
from disclosure.publish.yearbook import compose_yearbook, plan_year

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
    plan = plan_year(unit, 2032, workshop.setting.wording)
    pages = {page.address: page.article for page in compose_yearbook(plan, workshop.setting)}
    assert (len(plan.tables) > 2) == (rows > MOST_FIGURES)
    for entry in plan.entries:
        where = [path for path, html in pages.items() if f'<li id="{entry.anchor}">' in html]
        assert where == [f"units/{LIBRARY}/2032/{entry.page}"]
    for path, html in pages.items():
        assert html.count("<li id=") <= MOST_FIGURES * 1.2, path


def test_a_project_leads_to_the_same_one_of_other_years(tmp_path: Path) -> None:
    layout = make_checkout(tmp_path / "checkout")
    facts = (make_fact("performance", "230000", item="total", phase="approved", project=1),)
    write_holding(layout, LIBRARY, 2032, "budget", Parsed(facts, (), (Project(1, "流动书车"),), (), ()), "临河县图书馆")
    unit, workshop = load_unit(layout, LIBRARY)
    plans = [plan_year(unit, year, workshop.setting.wording) for year in unit.years]
    kin = find_kin(plans, list(make_project_links(read_members(layout, LIBRARY))))
    article = next(
        page for page in compose_yearbook(plans[2], workshop.setting, kin) if "projects" in page.path
    ).article
    assert '<a href="../../2030/projects/#project-final-1">2030 年部门决算 19.00 万元</a>' in article
    assert [each.address for each in kin[f"{LIBRARY}-2030-final/1"]] == ["2032/projects/#project-budget-1"]
    assert f"{LIBRARY}-2030-final/2" not in kin
