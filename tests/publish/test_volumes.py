"""Long tables are parted into pages: each figure keeps its row and its quote, on one page."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.model import Parsed
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
