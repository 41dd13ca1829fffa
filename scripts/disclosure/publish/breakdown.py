"""The page of what breaks down or precedes the figures of a unit and year: units, purchases, both classifications."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.package.records import read_details
from disclosure.publish.amounts import format_figure
from disclosure.publish.holdings import Holding, Row, Setting, UnitHolding, Wording
from disclosure.publish.labels import KINDS, name_place
from disclosure.publish.page import Page
from disclosure.publish.template import render

#: A table shows so many rows; the data has all.
MOST_ROWS = 500
#: What the table of units says of each: statements and types of expenditure.
_COLUMNS = (
    ("收入合计", "revenue", ""), ("支出合计", "expenditure", ""), ("基本支出", "expenditure", "basic"),
    ("项目支出", "expenditure", "project"), ("“三公”经费", "three_public", ""), ("政府采购", "procurement", ""),
)  # fmt: skip
_TOTALS = ("total", "current_year")


@dataclass(frozen=True)
class Line:
    """A row of a table: its first cell, the page that it leads to (empty: none), the other cells, the place."""

    name: str
    link: str
    cells: list[str]
    place: str


@dataclass(frozen=True)
class Breakdown:
    """A table of the page: its caption, the heads of its columns, its rows, and how many more the data has."""

    caption: str
    heads: Sequence[str]
    lines: Sequence[Line]
    more: int = 0


def name_breakdown(unit_id: str, year: int) -> str:
    """The path of the page below docs/."""
    return f"units/{unit_id}/{year}/parts/index.md"


def compose_breakdown(unit: UnitHolding, year: int, setting: Setting, linked: Mapping[str, str]) -> Page | None:
    """The page ``units/<unit>/<year>/parts/``; None where the reports have no details. ``linked`` are the addresses
    below units/ of subordinate units that have pages, by name."""
    page = Page(name_breakdown(unit.unit.unit_id, year))
    makers: list[tuple[str, str, str, Callable[[str, Sequence[Row]], Breakdown | None]]] = [
        ("subunits", "下属单位", "subunit_facts", lambda title, rows: _list_units(title, rows, linked)),
        ("purchases", "逐项采购", "purchases", _list_purchases),
        ("classes", "两套经济分类", "government_class_facts", _list_classes),
        ("earlier", "上年数", "prior_year_facts", lambda title, rows: _list_earlier(title, rows, setting.wording)),
    ]
    held = [(each, read_details(each.folder)) for each in unit.of_year(year)]
    page.head(f"{unit.unit.name} {year} 年：分单位与明细")
    for name, heading, table, make in makers:
        found = [make(each.report.title, tables[table]) for each, tables in held]
        if any(found):
            page.section(name, heading)
            tables = [each for each in found if each]
            page.add(name, render("breakdown.html", tables=tables, root=page.root))
    if not page.contents:
        return None
    kinds = "、".join(KINDS[each.report.category] for each, _ in held)
    page.summary = f"{unit.unit.name} {year} 年{kinds}中按下属单位、采购项目、政府预算经济分类和上年列示的数字。"
    page.close(f"{unit.unit.name} {year} 年：分单位与明细", page.summary)
    return page


def link_breakdown(held: Sequence[Holding]) -> str:
    """A sentence with the way from the page of the year to that of the details; empty where there are none."""
    tables = [read_details(each.folder) for each in held]
    counted = {name: sum(len(each[name]) for each in tables) for name in ("subunit_facts", "purchases")}
    return render("breakdown_link.html", **counted) if any(rows for each in tables for rows in each.values()) else ""


def _show(row: Row) -> str:
    return format_figure(Decimal(row["value"]), row["unit"])


def _list_units(title: str, rows: Sequence[Row], linked: Mapping[str, str]) -> Breakdown | None:
    """The totals of each unit, as the forms state them first."""
    units: dict[str, dict[str, Row]] = {}
    for row in rows:
        if not row["subunit"]:
            continue
        cells = units.setdefault(row["subunit"], {})
        for head, statement, kind in _COLUMNS:
            about = (row["statement"], row["expenditure_type"]) == (statement, kind) and row["item"] in _TOTALS
            coded = row["functional_code"] or row["economic_code"] or row["government_code"]
            if about and not coded and row["fund"] in {"", "general_public_budget"} and row["measure"] == "amount":
                cells[head] = row if head not in cells or (cells[head]["fund"] and not row["fund"]) else cells[head]
    lines = [
        Line(
            name, linked.get(name, ""), [_show(cells[head]) if head in cells else "" for head, _, _ in _COLUMNS],
            name_place(next(iter(cells.values()))["place"]) if cells else "",
        )
        for name, cells in units.items()
    ]  # fmt: skip
    return _make(f"{title}：各单位", ["单位", *(head for head, _, _ in _COLUMNS), "出处"], lines)


def _list_purchases(title: str, rows: Sequence[Row]) -> Breakdown | None:
    """Each purchase once, with the amount of all funds where the form has it."""
    lines = [
        Line(
            row["project_name"] or row["thing"] or row["catalogue"], "",
            [row["catalogue"], row["thing"], row["quantity"], row["planned"], row["subunit"], _show(row)],
            name_place(row["place"]),
        )
        for row in rows
        if not row["fund"]
    ]  # fmt: skip
    return _make(f"{title}：采购", ["项目", "采购目录", "内容", "数量", "时间", "单位", "金额", "出处"], lines)


def _list_classes(title: str, rows: Sequence[Row]) -> Breakdown | None:
    """Amounts of both classifications, those of all funds and types of the form."""
    lines = [
        Line(
            f"{row['economic_code']} {row['economic_name']}".strip(), "",
            [
                f"{row['government_code']} {row['government_name']}".strip(),
                row["functional_name"] or row["functional_code"], _show(row),
            ],
            name_place(row["place"]),
        )
        for row in rows
        if row["expenditure_type"] in {"", "basic", "project"}
    ]  # fmt: skip
    return _make(
        f"{title}：部门与政府预算经济分类", ["部门经济分类", "政府经济分类", "功能分类", "金额", "出处"], lines
    )


def _list_earlier(title: str, rows: Sequence[Row], wording: Wording) -> Breakdown | None:
    lines = [
        Line(
            row["functional_name"] or row["economic_name"] or wording.name_item(row["statement"], row["item"]), "",
            [wording.name("statements", row["statement"]), wording.name("funds", row["fund"]), row["year"], _show(row)],
            name_place(row["place"]),
        )
        for row in rows
    ]  # fmt: skip
    return _make(f"{title}：上年数", ["项目", "报表", "资金", "年度", "数额", "出处"], lines)


def _make(caption: str, heads: Sequence[str], lines: Sequence[Line]) -> Breakdown | None:
    if not lines:
        return None
    return Breakdown(caption, heads, lines[:MOST_ROWS], max(0, len(lines) - MOST_ROWS))
