"""The page of one unit, as Markdown: spending over the years, reports, projects, subordinate units, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from disclosure.model import Report
from disclosure.package.stored.records import read_details
from disclosure.publish.charts.trend import Trend
from disclosure.publish.facts.findings import Discrepancy
from disclosure.publish.facts.holdings import Setting, UnitHolding
from disclosure.publish.facts.succession import Succession
from disclosure.publish.rendering.cards import compose_card
from disclosure.publish.rendering.markdown import render_markdown, strip_markdown
from disclosure.publish.rendering.page import Page
from disclosure.publish.rendering.template import render
from disclosure.publish.tables.answer import Answer, compose_answer
from disclosure.publish.tables.outlays import find_largest, shorten_reason
from disclosure.publish.units.yearbook import YearPlan

#: Findings of a year in a line each, subordinate units by name, characters of a reason.
_MOST_FINDINGS, _MOST_SUBUNITS, _LONGEST_REASON = 2, 12, 110
#: A unit with fewer years has no course.
_FEWEST_YEARS = 2


@dataclass(frozen=True)
class _Year:
    """What the page says of a year: its answer, its reports, its gravest findings and how many there are."""

    year: int
    answer: Answer
    reports: tuple[Report, ...]
    findings: tuple[Discrepancy, ...]
    found: int


@dataclass(frozen=True)
class _Subunit:
    """A subordinate unit: the name that the newest report prints, the address of its page, empty if it has none."""

    name: str
    address: str


def compose_unit(
    unit: UnitHolding, setting: Setting, trends: Sequence[Trend], succession: Succession, plans: Sequence[YearPlan]
) -> Page:
    """The page ``units/<unit>/``; the first of ``trends`` is spending, if it has that; ``plans`` are all its years."""
    page = Page(f"units/{unit.unit.unit_id}/index.md")
    years = [_describe_year(plan) for plan in reversed(plans)]
    name, span = unit.unit.name, _name_span(unit.years)
    source = f"{name}公开的 {len(unit.reports)} 份预算、决算"
    placed = [replace(each, chart=page.place(each.chart, name, source)) if each.chart else each for each in trends]
    spending = next((each for each in placed if each.name == "spending"), None)
    others = [each for each in placed if each is not spending]
    for part, shown in (("spending", [spending] if spending else []), ("trends", others)):
        if shown:
            page.keep(part, render("trends.html", trends=shown))
    shared: dict[str, object] = {
        "page": page, "unit": unit, "name": name, "succession": succession, "years": years, "spending": spending,
        "others": others, "course": _say_course(spending, unit.years),
        "newest": years[0], "cause": _find_cause(spending, years), "root": page.root,
    }  # fmt: skip
    sentence = render_markdown(
        "unit_answer.md", year=years[0].year, answer=years[0].answer, to_year=f"{years[0].year}/", **shared
    )
    subunits, subunit_year = _list_subunits(plans)
    page.markdown = str(
        render_markdown(
            "unit.md", sentence=sentence, projects=_list_projects(plans), subunits=subunits[:_MOST_SUBUNITS],
            subunit_count=len(subunits), subunit_year=subunit_year, **shared,
        )
    )  # fmt: skip
    page.summary = strip_markdown(sentence)
    page.card = compose_card(
        name, f"{span} 年的预算和决算，{years[0].year} 年", years[0].answer, setting.publisher.full
    )
    page.close(f"{name}：{span} 年的预算和决算", page.summary, scripts=["charts.js"] if page.charts else [])
    return page


def list_names(unit: UnitHolding) -> list[str]:
    """The other names the unit bears in its documents."""
    return [name for name in dict.fromkeys(unit.unit.names) if name != unit.unit.name]


def _name_span(years: Sequence[int]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def _describe_year(plan: YearPlan) -> _Year:
    once = {each.check: each for each in reversed(plan.found)}
    # rounding and wording are counted with all findings of the year, and shown on its own page alone
    noted = [each for each in plan.found if once[each.check] is each and each.severity != "info"]
    chosen = noted[:_MOST_FINDINGS]
    reports = tuple(each.report for each in plan.held)
    return _Year(plan.year, compose_answer(plan.entries, plan.arranger), reports, tuple(chosen), len(plan.found))


def _say_course(spending: Trend | None, years: Sequence[int]) -> str:
    """What the spending did, in the words over its chart; empty where there is one year of reports."""
    return spending.chart.title if spending and spending.chart and len(years) >= _FEWEST_YEARS else ""


def _find_cause(spending: Trend | None, years: Sequence[_Year]) -> tuple[int, str] | None:
    """The year of the largest change of spending that its report explains, with the unit's words."""
    if spending is None or len(years) < _FEWEST_YEARS:
        return None
    said = {each.year: each.answer for each in years if each.answer.reason and each.answer.change}
    explained = sorted(said.items(), key=lambda pair: abs(pair[1].change.value) if pair[1].change else 0)
    return (explained[-1][0], shorten_reason(explained[-1][1].reason, _LONGEST_REASON)) if explained else None


def _list_projects(plans: Sequence[YearPlan]) -> list[Mapping[str, object]]:
    """The largest projects of the newest year that has any: year, project, address below the page of the unit."""
    for plan in reversed(plans):
        if found := find_largest(plan.undertakings):
            up = f"{plan.year}/"
            return [
                {"year": plan.year, "project": each, "address": urljoin(up, each.address), "up": up} for each in found
            ]
    return []


def _list_subunits(plans: Sequence[YearPlan]) -> tuple[list[_Subunit], int]:
    """The subordinate units that the newest report with any names, and its year."""
    for plan in reversed(plans):
        if found := dict(_name_subunits(plan)):
            return [_Subunit(name, address) for name, address in found.items()], plan.year
    return [], 0


def _name_subunits(plan: YearPlan) -> Iterator[tuple[str, str]]:
    for held in plan.held:
        for row in read_details(held.folder)["subunit_facts"]:
            if row["subunit"]:
                number = row["subunit_id"].rpartition(".")[2]
                yield row["subunit"], f"{plan.year}/parts/{number}/" if number else ""
