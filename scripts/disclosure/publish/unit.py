"""The page of one unit: its names, its reports, its figures over the years, what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from disclosure.publish.answer import compose_answer
from disclosure.publish.cards import compose_card
from disclosure.publish.findings import list_discrepancies
from disclosure.publish.grids import Arranger
from disclosure.publish.holdings import Setting, UnitHolding, Wording
from disclosure.publish.ledger import list_entries
from disclosure.publish.page import Page
from disclosure.publish.succession import Succession
from disclosure.publish.template import render
from disclosure.publish.trend import Trend


def compose_unit(unit: UnitHolding, setting: Setting, trends: Sequence[Trend], succession: Succession) -> Page:
    """The page ``units/<unit>/``."""
    page = Page(f"units/{unit.unit.unit_id}/index.md")
    years = [_describe_year(unit, year, setting.wording) for year in reversed(unit.years)]
    found = list_discrepancies(unit, unit.reports, setting.wording)
    page.head(unit.unit.name)
    page.add("head", render("unit_head.html", unit=unit, succession=succession))
    page.section("reports", "逐年报告")
    page.add("years", render("unit_years.html", years=years))
    source = f"{unit.unit.name}公开的 {len(unit.reports)} 份预算、决算"
    if trends:
        trends = [
            replace(each, chart=page.place(each.chart, unit.unit.name, source)) if each.chart else each
            for each in trends
        ]
        page.section("trends", "历年变化")
        page.add("trends", render("trends.html", trends=trends))
    by_year = [(year, [each for each in found if each.report.year == year]) for year in reversed(unit.years)]
    page.section("findings", "核对发现")
    page.add("findings", render("unit_findings.html", years=by_year))
    name = unit.unit.name
    span = f"{unit.years[0]}–{unit.years[-1]}" if len(unit.years) > 1 else str(unit.years[0])
    latest = years[0]["answer"]
    figures = "，".join(f"{label} {entry.shown}" for label, entry in latest.tiles)
    page.card = compose_card(name, f"{span} 年的预算和决算，{unit.years[-1]} 年", latest, setting.publisher.full)
    page.close(
        f"{name}：{span} 年的预算和决算",
        f"{name} {span} 年的预算和决算，逐年对照。{unit.years[-1]} 年：{figures}。"
        if figures
        else f"{name} {span} 年的预算和决算。",
        scripts=["charts.js"],
    )
    return page


def list_names(unit: UnitHolding) -> list[str]:
    """The other names the unit bears in its documents."""
    return [name for name in dict.fromkeys(unit.unit.names) if name != unit.unit.name]


def _describe_year(unit: UnitHolding, year: int, wording: Wording) -> dict[str, Any]:
    held = unit.of_year(year)
    answer = compose_answer(list_entries(held), Arranger(wording, held))
    return {"year": year, "answer": answer, "reports": [each.report for each in held]}
