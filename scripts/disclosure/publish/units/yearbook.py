"""Everything of one unit and year below its answer: all tables, all projects, all findings, sources and downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclosure.publish.downloads.files import list_files
from disclosure.publish.facts.coverage import list_aside, list_unread_forms, tally_all, tally_sections
from disclosure.publish.facts.findings import Discrepancy, list_discrepancies, list_doubts
from disclosure.publish.facts.holdings import Holding, Setting, UnitHolding, Wording
from disclosure.publish.facts.ledger import Entry, list_entries
from disclosure.publish.rendering.page import Page
from disclosure.publish.rendering.template import render
from disclosure.publish.tables.grids import Arranger
from disclosure.publish.tables.lineage import Edition, Family, find_families
from disclosure.publish.tables.projects import Undertaking, compose_projects, draw_scores
from disclosure.publish.tables.sections import Section, compose_sections
from disclosure.publish.tables.volumes import Volume, bind, bind_projects, bind_sections
from disclosure.publish.units.breakdown import link_breakdown
from disclosure.publish.words.labels import KINDS

#: Findings on one page.
_MOST_FINDINGS = 25
#: The page of sources, downloads and what became of each figure.
SOURCES = "sources/"
#: Words people type for a section that its heading does not hold, or holds in quotes.
_SYNONYMS = {
    "three-public": ("三公经费", "三公", "公务用车", "公务接待", "因公出国"),
    "operating": ("公用经费", "办公费"),
    "staff": ("编制", "人员", "在职"),
    "budget": ("财政拨款", "预决算差异"),
}


@dataclass(frozen=True)
class YearPlan:
    """What a year has and which page shows each part; the addresses in ``Holding.pages`` are filled in."""

    unit: UnitHolding
    year: int
    held: list[Holding]
    arranger: Arranger
    entries: list[Entry]
    tables: list[Volume[Section]]
    projects: list[Volume[Undertaking]]
    findings: list[Volume[Discrepancy]]

    @property
    def base(self) -> str:
        """The address of the page of the year below the site's root."""
        return f"units/{self.unit.unit.unit_id}/{self.year}/"

    @property
    def name(self) -> str:
        return f"{self.unit.unit.name} {self.year} 年"

    @property
    def source(self) -> str:
        """The documents it is made of."""
        return "".join(f"《{held.report.title}》" for held in self.held)

    @property
    def found(self) -> list[Discrepancy]:
        return [each for volume in self.findings for each in volume.items]

    @property
    def undertakings(self) -> list[Undertaking]:
        return [each for volume in self.projects for each in volume.items]

    @property
    def paths(self) -> list[str]:
        """The pages with figures and findings below that of the year."""
        return [volume.path for volumes in (self.tables, self.projects, self.findings) for volume in volumes]


def plan_years(
    unit: UnitHolding, wording: Wording, links: Sequence[Mapping[str, object]] = ()
) -> tuple[list[YearPlan], list[Family]]:
    """The years of a unit, and the projects with pages over years; ``links`` are rows of project_links.

    It is noted in the reports where each figure, project and finding is shown.
    """
    arrangers = {year: Arranger(wording, unit.of_year(year)) for year in unit.years}
    projects = {year: compose_projects(unit.of_year(year), arrangers[year]) for year in unit.years}
    kinds = {held.report_id: KINDS[held.report.category] for held in unit.reports}
    editions = [
        Edition(year, kinds[each.key.partition("/")[0]], each) for year, made in projects.items() for each in made
    ]
    families = find_families(editions, links)
    for family in families:
        for edition in family.editions:
            # all projects of a report have its one mapping
            edition.project.homes[edition.project.anchor] = f"../{family.address}"
    return [_plan_year(unit, year, arrangers[year], projects[year], wording) for year in unit.years], families


def _plan_year(
    unit: UnitHolding, year: int, arranger: Arranger, undertakings: Sequence[Undertaking], wording: Wording
) -> YearPlan:
    """Part the reports of a year into pages."""
    held = unit.of_year(year)
    entries = list_entries(held)
    tables = bind_sections(compose_sections(entries, arranger))
    projects = bind_projects(undertakings)
    findings = bind("findings", list_discrepancies(unit, held, wording), lambda _: 1, _MOST_FINDINGS)
    pages: dict[str, str] = {}
    for table in tables:
        pages |= {entry.anchor: table.path for section in table.items for entry in section.entries}
    for book in projects:
        pages |= {entry.anchor: book.path for project in book.items for entry in project.entries}
        pages |= {f"project-{project.anchor}": book.path for project in book.items}
    for volume in findings:
        pages |= {each.anchor: volume.path for each in volume.items}
    for each in held:
        each.pages.update(pages)
    return YearPlan(unit, year, held, arranger, entries, tables, projects, findings)


def compose_yearbook(plan: YearPlan, setting: Setting) -> list[Page]:
    """The pages below ``units/<unit>/<year>/``."""
    pages = [_compose_tables(plan, number) for number in range(len(plan.tables))]
    pages += [_compose_projects(plan, number) for number in range(len(plan.projects))]
    pages += [_compose_findings(plan, number) for number in range(len(plan.findings))]
    return [*pages, _compose_sources(plan, setting)]


def _open(plan: YearPlan, path: str, title: str, paths: Sequence[str]) -> tuple[Page, dict[str, object]]:
    """A page with its title, the way back and to its other pages; and what its templates share."""
    page = Page(f"{plan.base}{path}index.md")
    up = "../" * path.count("/")
    number = paths.index(path) + 1
    shared: dict[str, object] = {
        "plan": plan, "up": up, "here": path, "root": page.root, "paths": paths, "number": number,
        "arranger": plan.arranger, "many_reports": len(plan.held) > 1, "year": plan.year,
        "sources": list_files(plan.held), "doubts": list_doubts(plan.found),
    }  # fmt: skip
    page.head(f"{plan.name}：{title}" + (f"（{number}/{len(paths)}）" if len(paths) > 1 else ""))
    page.add("head", render("volume_head.html", **shared))
    return page, shared


def _close(page: Page, plan: YearPlan, title: str, summary: str) -> Page:
    page.summary = summary
    page.close(f"{plan.name}：{title}", summary, scripts=["charts.js"] if page.charts else [])
    return page


def _compose_tables(plan: YearPlan, number: int) -> Page:
    paths = [each.path for each in plan.tables]
    page, shared = _open(plan, paths[number], "全部表格", paths)
    for section in plan.tables[number].items:
        labels = dict.fromkeys(line.label for grid in section.grids for line in (*grid.lines, *grid.zeros))
        if section.chart:
            section.chart = page.place(section.chart, plan.name, plan.source)
        name = section.name if all(section.name != used for used, _ in page.contents) else f"{section.name}-more"
        page.section(name, section.title)
        page.add(f"{name}-words", render("words.html", words=[*_SYNONYMS.get(section.name, ()), *labels]))
        page.add(name, render("section.html", section=section, **shared))
    titles = "、".join(title for _, title in page.contents)
    return _close(page, plan, "全部表格", f"{plan.name}的全部表格，每个数字带着原文：{titles}。")


def _compose_projects(plan: YearPlan, number: int) -> Page:
    paths = [each.path for each in plan.projects]
    page, shared = _open(plan, paths[number], "项目与绩效", paths)
    projects = plan.projects[number].items
    chart = draw_scores(plan.undertakings) if number == 0 else None
    chart = page.place(chart, plan.name, plan.source) if chart else None
    page.section("projects", "项目与绩效")
    page.add("projects-words", render("words.html", words=[each.name for each in projects]))
    page.add("projects", render("projects.html", projects=projects, chart=chart, **shared))
    return _close(page, plan, "项目与绩效", f"{plan.name}的 {len(plan.undertakings)} 个项目：钱、目标、指标和得分。")


def _compose_findings(plan: YearPlan, number: int) -> Page:
    paths = [each.path for each in plan.findings]
    page, shared = _open(plan, paths[number], "核对发现", paths)
    page.section("findings", "核对发现")
    found = plan.findings[number].items
    page.add("findings", render("findings.html", findings=found, none="", linked=False, **shared))
    return _close(page, plan, "核对发现", f"{plan.name}的报告里 {len(plan.found)} 处对不上或值得注意的地方。")


def _compose_sources(plan: YearPlan, setting: Setting) -> Page:
    page, shared = _open(plan, SOURCES, "出处、下载与更正", [SOURCES])
    page.section("downloads", "出处与下载")
    page.add("downloads", render("downloads.html", **shared))
    if link := link_breakdown(plan.held):
        page.section("parts", "分单位与明细")
        page.add("parts", link.replace('href="', 'href="../'))
    _add_corrections(page, plan.held)
    _add_withheld(page, plan.held)
    _add_coverage(page, plan.held, setting.wording)
    return _close(page, plan, "出处、下载与更正", f"{plan.name}的数据从哪份文件来、可以下载什么、更正过什么。")


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
            "aside": list_aside(each),
        }
        for each in held
        if each.tables["coverage"]
    ]
    page.section("coverage", "数字的去向")
    page.add("coverage", render("coverage.html", parts=parts))
