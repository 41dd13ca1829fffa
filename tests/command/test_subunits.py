"""Ids of subordinate units: given on adding, kept by every later report, by a renamed unit and by a rebuild."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from disclosure.errors import DescriptionError
from disclosure.reference import load_reference
from disclosure.store import Layout, read_csv, write_csv
from disclosure.subunits import SUBUNIT_COLUMNS, Subunits, find_faults

from .conftest import Run, snapshot

DEPARTMENT = "望舒县文化局"
PAGE = """<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>
<p>一、部门收支总体情况</p><p>部门收入总表</p><p>单位：万元</p>
<table><tr><td>单位编码</td><td>单位名称</td><td>合计</td><td>一般公共预算</td><td>事业收入</td></tr>{rows}</table>
</body></html>"""


def write_budget(folder: Path, year: int, units: Sequence[str]) -> Path:
    """The budget of a department, with a row for each of its units."""
    title = f"{DEPARTMENT}{year}年部门预算"
    total = (
        f"<tr><td></td><td>合计</td><td>{2 * len(units)}.00</td><td>{len(units)}.00</td><td>{len(units)}.00</td></tr>"
    )
    rows = "".join(
        f"<tr><td>1010{at:02}</td><td>{name}</td><td>2.00</td><td>1.00</td><td>1.00</td></tr>"
        for at, name in enumerate(units, 1)
    )
    path = folder / f"{year}.html"
    path.write_text(PAGE.format(title=title, rows=total + rows), encoding="utf-8")
    return path


def add(run: Run, path: Path, year: int) -> None:
    stated = ("--year", str(year), "--kind", "budget", "--unit-name", DEPARTMENT, "--region", "999901")
    ended = run("add", path, "--unit", "wangshu-culture", *stated)
    assert (ended.code, ended.err) == (0, "")


def ids_of(layout: Layout, year: int) -> dict[str, str]:
    rows = read_csv(layout.reports / "wangshu-culture" / f"{year}-budget" / "subunit_facts.csv")
    return {row["subunit"]: row["subunit_id"] for row in rows}


@pytest.fixture
def first(run: Run, tmp_path: Path) -> None:
    path = write_budget(tmp_path, 2023, ["望舒县博物馆", "望舒县剧院管理处"])
    add(run, path, 2023)


@pytest.mark.usefixtures("first")
def test_units_have_ids_that_stay(run: Run, layout: Layout, tmp_path: Path) -> None:
    assert ids_of(layout, 2023) == {"望舒县博物馆": "wangshu-culture.1", "望舒县剧院管理处": "wangshu-culture.2"}
    listed = read_csv(layout.reference / "subunits.csv")
    assert [row["first_seen"] for row in listed] == ["wangshu-culture-2023-budget"] * 2
    # the museum is renamed: who reviews the data gives the new name the old id
    renamed = dict(
        zip(SUBUNIT_COLUMNS, ("wangshu-culture.1", "wangshu-culture", "望舒县博物院", "", "", "更名"), strict=True)
    )
    write_csv(layout.reference / "subunits.csv", SUBUNIT_COLUMNS, [*listed, renamed])
    path = write_budget(tmp_path, 2024, ["望舒县文化馆分馆中心", "望舒县博物院", "望舒县剧院管理处"])
    add(run, path, 2024)
    assert ids_of(layout, 2024) == {
        "望舒县文化馆分馆中心": "wangshu-culture.3", "望舒县博物院": "wangshu-culture.1",
        "望舒县剧院管理处": "wangshu-culture.2",
    }  # fmt: skip


@pytest.mark.usefixtures("first")
def test_a_rebuild_gives_the_same_ids(
    run: Run, layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(tmp_path))
    before = snapshot(layout.root)
    assert run("build").code == 0
    assert snapshot(layout.root) == before
    (layout.reference / "subunits.csv").unlink()
    assert run("build").code == 0
    assert snapshot(layout.root) == before


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a-b.1,a-b,甲,,,", ""),
        ("a-b.0,a-b,甲,,,", "is not the unit_id, a point and a number"),
        ("c.1,a-b,甲,,,", "is not the unit_id, a point and a number"),
        ("a-b.1,a-b,,,,", "the name is empty"),
        ("a-b.1,a-b,甲,,nobody,", "is not in units.csv"),
    ],
)
def test_faults_of_the_list(row: str, problem: str) -> None:
    found = list(find_faults([dict(zip(SUBUNIT_COLUMNS, row.split(","), strict=True))], ["a-b"]))
    assert [number for number, _ in found] == [2] * bool(problem)
    assert all(problem in words for _, words in found)


@pytest.mark.usefixtures("first")
def test_a_name_with_two_ids_is_refused(layout: Layout) -> None:
    with (layout.reference / "subunits.csv").open("a", encoding="utf-8") as stream:
        stream.write("wangshu-culture.9,wangshu-culture,望舒县 博物馆,,,\n")
    with pytest.raises(DescriptionError, match="two rows"):
        load_reference(layout.reference)


def test_numbers_go_on_from_the_highest() -> None:
    first = Subunits().add("a", ["甲", "乙"], "a-2023-budget", {})
    left = Subunits(tuple(row for row in first.rows if row["name"] == "乙"))
    again = left.add("a", ["丙", "乙"], "a-2024-budget", {"丙": "c"}).add("b", ["甲"], "", {})
    assert [(row["subunit_id"], row["name"], row["same_as"]) for row in again.rows] == [
        ("a.2", "乙", ""), ("a.3", "丙", "c"), ("b.1", "甲", ""),
    ]  # fmt: skip
