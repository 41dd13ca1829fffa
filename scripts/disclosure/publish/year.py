"""The page of one unit and year: all its reports of that year, from the answer down to the evidence."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from disclosure.model import KINDS as REPORT_KINDS
from disclosure.model import Report
from disclosure.package.integrity import find_state
from disclosure.publish.answer import compose_answer
from disclosure.publish.breakdown import link_breakdown
from disclosure.publish.cards import compose_card
from disclosure.publish.coverage import list_unread_forms, tally_all, tally_sections
from disclosure.publish.downloads import list_files
from disclosure.publish.findings import list_discrepancies
from disclosure.publish.grids import Arranger
from disclosure.publish.holdings import Holding, Setting, UnitHolding, Wording
from disclosure.publish.labels import KINDS
from disclosure.publish.ledger import list_entries
from disclosure.publish.linked import describe_year
from disclosure.publish.page import Page
from disclosure.publish.projects import Undertaking, compose_projects, draw_scores
from disclosure.publish.sections import Section, compose_sections
from disclosure.publish.template import render

_TAG = re.compile(r"<[^>]+>")
#: Words people type for a section that its heading does not hold, or holds in quotes.
_SYNONYMS = {
    "three-public": ("三公经费", "三公", "公务用车", "公务接待", "因公出国"),
    "operating": ("公用经费", "办公费"),
    "staff": ("编制", "人员", "在职"),
    "budget": ("财政拨款", "预决算差异"),
}


def compose_year(unit: UnitHolding, year: int, setting: Setting) -> Page:
    """The page ``units/<unit>/<year>/`` of every report of that year."""
    held = unit.of_year(year)
    page = Page(f"units/{unit.unit.unit_id}/{year}/index.md")
    arranger = Arranger(setting.wording, held)
    entries = list_entries(held)
    shared = {"arranger": arranger, "many_reports": len(held) > 1, "year": year, "name": unit.unit.name}
    told = compose_answer(entries, arranger)
    answer = render("answer.html", answer=told, **shared)
    kinds = "、".join(KINDS[each.report.category] for each in held)
    page.head(f"{unit.unit.name} {year} 年")
    reports = [each.report for each in held]
    unverified = [each.report_id for each in held if find_state(each.report, each.folder) != "verified"]
    page.add(
        "origin",
        render("origin.html", reports=reports, unverified=unverified, unit=unit, year=year, kinds=_list_kinds(reports)),
    )
    page.add("answer", answer)
    page.add("overview", render("overview.html", answer=told, **shared))
    for section in compose_sections(entries, arranger):
        _add_section(page, section, shared)
    if projects := compose_projects(held, arranger):
        _add_projects(page, projects, shared)
    if link := link_breakdown(held):
        page.section("parts", "分单位与明细")
        page.add("parts", link)
    _add_findings(page, unit, held, setting.wording)
    _add_corrections(page, held)
    _add_withheld(page, held)
    _add_coverage(page, held, setting.wording)
    page.section("downloads", "下载这一年的数据")
    page.add("downloads", _offer_downloads(unit, held))
    title = f"{unit.unit.name} {year} 年{kinds}"
    page.summary = _strip(answer)
    page.card = compose_card(unit.unit.name, f"{year} 年{kinds}", told, setting.publisher.full)
    linked = page.keep("linked", describe_year(unit, year, held, page.summary, setting))
    spent = f"：支出 {told.spent.shown}" if told.spent else ""
    page.close(title + spent, page.summary, scripts=["charts.js"], linked_data=linked)
    return page


def _list_kinds(reports: Sequence[Report]) -> list[str]:
    """The kinds of reports of the scope of these."""
    return [replace(reports[0], kind=kind).category for kind in REPORT_KINDS]


def _strip(markup: str) -> str:
    """The words of a fragment of ours."""
    return html.unescape(_TAG.sub("", markup)).strip()


def _add_section(page: Page, section: Section, shared: dict[str, object]) -> None:
    labels = dict.fromkeys(line.label for grid in section.grids for line in grid.lines)
    if section.chart:
        section.chart = page.place(section.chart)
    page.section(section.name, section.title)
    page.add(f"{section.name}-words", render("words.html", words=[*_SYNONYMS.get(section.name, ()), *labels]))
    page.add(section.name, render("section.html", section=section, **shared))


def _add_projects(page: Page, projects: list[Undertaking], shared: dict[str, object]) -> None:
    chart = draw_scores(projects)
    chart = page.place(chart) if chart else None
    page.section("projects", "项目与绩效")
    page.add("projects-words", render("words.html", words=[each.name for each in projects]))
    page.add("projects", render("projects.html", projects=projects, chart=chart, **shared))


def _add_findings(page: Page, unit: UnitHolding, held: list[Holding], wording: Wording) -> None:
    found = list_discrepancies(unit, held, wording)
    none = (
        "按现有检查项，没有发现不一致之处。" if any(each.tables["checks"] for each in held) else "这些报告还没有核对。"
    )
    page.section("findings", "核对发现")
    page.add("findings", render("findings.html", findings=found, none=none, root=page.root, linked=False))


def _add_corrections(page: Page, held: list[Holding]) -> None:
    """What was recognized wrongly in pictures of these reports; nothing where no figure was."""
    lists = [
        {"title": source.title, "rows": source.corrections}
        for each in held
        for source in each.report.sources
        if source.corrections
    ]
    if lists:
        page.section("corrections", "识别更正")
        page.add("corrections", render("corrections.html", lists=lists))


def _add_withheld(page: Page, held: list[Holding]) -> None:
    """The facts of these reports that were taken down; nothing where there are none."""
    lists = [{"title": each.report.title, "rows": each.report.withheld} for each in held if each.report.withheld]
    if lists:
        page.section("withheld", "撤下的数据")
        page.add("withheld", render("withheld.html", lists=lists))


def _add_coverage(page: Page, held: list[Holding], wording: Wording) -> None:
    parts = [
        {
            "heading": "部分",
            "title": each.report.title,
            "rows": tally_sections([each], wording),
            "total": tally_all([each]),
            "unread_forms": list_unread_forms(each, wording),
        }
        for each in held
        if each.tables["coverage"]
    ]
    page.section("coverage", "数字的去向")
    page.add("coverage", render("coverage.html", parts=parts))


def _offer_downloads(unit: UnitHolding, held: list[Holding]) -> str:
    year = held[0].report.year
    return render(
        "downloads.html",
        reports=list_files(held),
        root="../../../",
        unit_id=unit.unit.unit_id,
        year=year,
        stem=f"{unit.unit.unit_id}-{year}",
    )
