"""Pages of what breaks down or precedes the figures of a unit and year: one of all, one of each subordinate unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclosure.package.stored.records import read_details
from disclosure.publish.facts.details import Breakdown, Lister, list_units
from disclosure.publish.facts.holdings import Holding, Row, Setting, UnitHolding
from disclosure.publish.rendering.page import Page
from disclosure.publish.rendering.template import render
from disclosure.publish.words.labels import KINDS

#: The sections of the page of a year: address, heading, the table of details that they show.
_SECTIONS = (
    ("purchases", "逐项采购", "purchases"), ("events", "会议和培训", "events"),
    ("planned-assets", "拟购车辆", "planned_assets"), ("of-which", "“其中”数", "part_facts"),
    ("classes", "两套经济分类", "government_class_facts"), ("earlier", "上年数", "prior_year_facts"),
)  # fmt: skip
#: The sections of the page of a subordinate unit: address, heading, the table, of which kind of rows.
_OF_UNIT = (
    ("totals", "收支和经费", "subunit_facts", "total"), ("functions", "按功能分类", "subunit_facts", "functional_code"),
    ("types", "按经济分类", "subunit_facts", "economic_code"), ("purchases", "逐项采购", "purchases", ""),
    ("of-which", "“其中”数", "part_facts", ""),
)  # fmt: skip
Tables = Mapping[str, Sequence[Row]]


def name_breakdown(unit_id: str, year: int) -> str:
    """The path of the page below docs/."""
    return f"units/{unit_id}/{year}/parts/index.md"


def compose_breakdown(unit: UnitHolding, year: int, setting: Setting, linked: Mapping[str, str]) -> Iterator[Page]:
    """The page ``units/<unit>/<year>/parts/`` and below it a page for each subordinate unit that has an id; none where
    the reports have no details. ``linked`` are the addresses below units/ of subordinate units that have pages of their
    own, by name."""
    held = [(each, read_details(each.folder)) for each in unit.of_year(year)]
    page = Page(name_breakdown(unit.unit.unit_id, year))
    lister = Lister(setting.wording, year)
    page.head(f"{unit.unit.name} {year} 年：分单位与明细")
    _add(
        page, "subunits", "下属单位", [list_units(each.report.title, tables["subunit_facts"]) for each, tables in held]
    )
    for name, heading, table in _SECTIONS:
        _add(page, name, heading, [lister.make(each.report.title, table, tables[table]) for each, tables in held])
    if not page.contents:
        return
    kinds = "、".join(KINDS[each.report.category] for each, _ in held)
    page.summary = f"{unit.unit.name} {year} 年{kinds}中按下属单位、采购项目、政府预算经济分类和上年列示的数字。"
    page.close(f"{unit.unit.name} {year} 年：分单位与明细", page.summary)
    yield page
    for subunit_id, name in _name_subunits([tables for _, tables in held]).items():
        yield _compose_subunit(unit, year, lister, held, (subunit_id, name), linked)


def link_breakdown(held: Sequence[Holding]) -> str:
    """A sentence with the way from the page of the year to that of the details; empty where there are none."""
    tables = [read_details(each.folder) for each in held]
    if not any(rows for each in tables for rows in each.values()):
        return ""
    units = {row["subunit"] for each in tables for row in each["subunit_facts"] if row["subunit"]}
    bought = sum(1 for each in tables for row in each["purchases"] if not row["fund"])
    return render("breakdown_link.html", units=len(units), purchases=bought)


def _add(page: Page, name: str, heading: str, found: Sequence[Breakdown | None]) -> None:
    tables = [each for each in found if each]
    if tables:
        page.section(name, heading)
        page.add(name, render("breakdown.html", tables=tables))


def _name_subunits(held: Sequence[Tables]) -> dict[str, str]:
    """The subordinate units that have an id, with the name that the reports print first."""
    found: dict[str, str] = {}
    for tables in held:
        for row in (*tables["subunit_facts"], *tables["purchases"], *tables["part_facts"]):
            if row["subunit_id"]:
                found.setdefault(row["subunit_id"], row["subunit"])
    return found


def _compose_subunit(
    unit: UnitHolding, year: int, lister: Lister, held: Sequence[tuple[Holding, Tables]], subunit: tuple[str, str],
    linked: Mapping[str, str],
) -> Page:  # fmt: skip
    """The page of one subordinate unit: its totals, then by function and economic type, then what it buys."""
    subunit_id, name = subunit
    number = subunit_id.rpartition(".")[2]
    page = Page(f"units/{unit.unit.unit_id}/{year}/parts/{number}/index.md")
    page.head(f"{name} {year} 年")
    own = f"{page.root}units/{linked[name]}/" if name in linked else ""
    page.add("origin", render("breakdown_unit.html", department=unit.unit.name, year=year, own=own))
    for address, heading, table, kind in _OF_UNIT:
        found = []
        for each, tables in held:
            rows = [row for row in tables[table] if row["subunit_id"] == subunit_id and _is_of(row, kind)]
            found.append(lister.make(each.report.title, table, rows, of_unit=True))
        _add(page, address, heading, found)
    page.summary = f"{name} {year} 年的收入、支出等数字，出自{unit.unit.name}公开的文件。"
    page.close(f"{name} {year} 年（{unit.unit.name}下属单位）", page.summary)
    return page


def _is_of(row: Row, kind: str) -> bool:
    """Whether a row belongs to a section: its first code says to which."""
    if not kind:
        return True
    first = next((name for name in ("functional_code", "economic_code") if row[name]), "total")
    return first == kind
