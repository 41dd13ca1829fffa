"""The page of one unit and year: the answer, on three screens of a phone, as Markdown; all else is one tap away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosure.model import KINDS as REPORT_KINDS
from disclosure.model import Report
from disclosure.package.stored.integrity import find_state
from disclosure.package.stored.records import read_details
from disclosure.publish.downloads.files import list_files
from disclosure.publish.downloads.linked import describe_year
from disclosure.publish.facts.findings import GRAVE, Discrepancy
from disclosure.publish.facts.holdings import Setting
from disclosure.publish.facts.ledger import Entry, first, list_entries
from disclosure.publish.rendering.cards import compose_card
from disclosure.publish.rendering.markdown import render_markdown, strip_markdown
from disclosure.publish.rendering.page import Page
from disclosure.publish.rendering.template import render
from disclosure.publish.tables.answer import Answer, compose_answer
from disclosure.publish.tables.hundred import ROUNDING, follow_budget, split_hundred
from disclosure.publish.tables.measures import find_part
from disclosure.publish.tables.outlays import (
    find_changes,
    find_largest,
    find_purchases,
    find_rate,
    find_reason,
    shorten_reason,
)
from disclosure.publish.units.yearbook import SOURCES, YearPlan
from disclosure.publish.words.labels import KINDS

#: Characters of the unit's reason under the first sentence.
_LONGEST_REASON = 110
#: Findings in a line each.
_MOST_FINDINGS = 3
#: statement, item, measure, the word people use
_LINES = (
    ("three_public", "total", "amount", "“三公”经费（出国、公车、接待）"),
    ("three_public", "vehicles_owned", "count", "公车（公务用车保有量）"),
    ("operating", "total", "amount", "机关运行经费（办公、水电、差旅等）"),
    ("staff", "active", "count", "在职人员"),
)


#: statements whose name says revenue as well
_NAMED = {"overall": "支出总计", "appropriation": "财政拨款支出"}


@dataclass(frozen=True)
class Line:
    """A figure in one line: against last year as stated (``change``), or as the report of last year states it."""

    name: str
    entry: Entry
    change: Entry | None
    rate: Entry | None
    reason: str
    earlier: Entry | None


def compose_year(plan: YearPlan, setting: Setting) -> Page:
    """The page ``units/<unit>/<year>/``."""
    unit, held = plan.unit, plan.held
    page = Page(f"{plan.base}index.md")
    answer = compose_answer(plan.entries, plan.arranger)
    hundred, course = split_hundred(plan.entries), follow_budget(plan.entries)
    kinds = "、".join(KINDS[each.report.category] for each in held)
    reports = [each.report for each in held]
    shared: dict[str, object] = {
        "page": page, "plan": plan, "unit": unit, "year": plan.year, "name": unit.unit.name, "answer": answer,
        "hundred": hundred, "course": course, "root": page.root, "reports": reports, "sources": list_files(held),
        "missing": [kind for kind in _list_kinds(reports) if kind not in {each.category for each in reports}],
        "unverified": [each.report_id for each in held if find_state(each.report, each.folder) != "verified"],
        "paths": [*plan.paths, SOURCES], "sources_page": SOURCES,
        "shorten": lambda reason: shorten_reason(reason, _LONGEST_REASON),
        "name_whole": lambda entry: name_whole(entry, answer, plan),
    }  # fmt: skip
    page.keep("frame", render("year_frame.html", **shared))
    for name, value in (("hundred", hundred), ("course", course)):
        if value:
            page.keep(name, render(f"{name}.html", **shared))
    sentence = render_markdown("answer.md", **shared)
    more = _find_details(plan, answer) | _find_findings(plan)
    page.markdown = str(render_markdown("year.md", sentence=sentence, **more, **shared))
    page.summary = strip_markdown(sentence)
    page.card = compose_card(unit.unit.name, f"{plan.year} 年{kinds}", answer, setting.publisher.full)
    linked = page.keep("linked", describe_year(unit, plan.year, held, page.summary, setting))
    spent = f"：支出 {answer.spent.shown}" if answer.spent else ""
    title = f"{unit.unit.name} {plan.year} 年{kinds}"
    page.close(title + spent, page.summary, linked_data=linked)
    return page


def name_whole(entry: Entry, answer: Answer, plan: YearPlan) -> str:
    """What a total of spending is called: 支出 if it is what the first sentence names, else by its statement."""
    if answer.spent and abs(entry.value - answer.spent.value) <= ROUNDING:
        return "支出"
    if entry["statement"] in _NAMED:
        return _NAMED[entry["statement"]]
    name = plan.arranger.wording.name("statements", entry["statement"])
    return name if name.endswith("支出") else f"{name}支出"


def _list_kinds(reports: Sequence[Report]) -> list[str]:
    """The kinds of reports of the scope of these."""
    return [replace(reports[0], kind=kind).category for kind in REPORT_KINDS]


def _find_details(plan: YearPlan, answer: Answer) -> dict[str, object]:
    """What the money goes to, what changed, and the figures in one line each."""
    up, down = find_changes(plan.entries, plan.arranger, answer.reason)
    purchases, listed = find_purchases(plan.held)
    projects = find_largest(plan.undertakings)
    whole = next(filter(None, (find_part(plan.entries, "project", phase) for phase in ("executed", "approved"))), None)
    if whole and projects and projects[0].money > whole.value:
        whole = None  # a project that goes on for years, or through other books: another total
    details = any(rows for each in plan.held for rows in read_details(each.folder).values())
    return {
        "projects": projects, "project_total": whole, "purchases": purchases, "purchases_listed": listed, "up": up,
        "down": down, "lines": _find_lines(plan, answer), "details": details,
    }  # fmt: skip


def _find_lines(plan: YearPlan, answer: Answer) -> list[Line]:
    used = {answer.reason}
    earlier = list_entries(each for each in plan.unit.reports if each.report.year == plan.year - 1)
    lines = []
    for statement, item, measure, name in _LINES:
        plain = {"statement": statement, "item": item, "measure": measure}
        for phase in ("executed", "approved"):
            entry = first(plan.entries, plain | {"phase": phase})
            if entry:
                change = first(
                    plan.entries, {**plain, "measure": "change", "phase": phase, "value_unit": entry["value_unit"]}
                )
                before = None if change else first(earlier, plain | {"phase": phase})
                rate = find_rate(plan.entries, change) if change else None
                reason = find_reason(change or entry, plan.arranger, used)
                lines.append(Line(name, entry, change, rate, reason, before))
                break
    return lines


def _find_findings(plan: YearPlan) -> dict[str, object]:
    """The findings that matter, in order, and how many there are."""
    grave: list[Discrepancy] = [each for each in plan.found if each.severity in GRAVE]
    checked = any(each.tables["checks"] for each in plan.held)
    once = {each.check: each for each in reversed(grave)}
    shown = [each for each in grave if once[each.check] is each]
    return {
        "grave": shown[:_MOST_FINDINGS], "same": Counter(each.check for each in grave), "found": len(plan.found),
        "grave_count": len(grave), "checked": checked,
    }  # fmt: skip
