"""The home page: four questions with today's answers, what is new, what was found, where the units are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from disclosure.publish.charts.chart import Chart
from disclosure.publish.downloads.files import ARCHIVE, list_unions
from disclosure.publish.facts.coverage import add_tallies
from disclosure.publish.facts.findings import Discrepancy, count_outcomes
from disclosure.publish.overviews.digest import ReportDigest, Task, UnitDigest
from disclosure.publish.overviews.regions import MOST_LISTED, group_regions
from disclosure.publish.rendering.template import render
from disclosure.publish.tables.outlays import shorten_reason
from disclosure.publish.words.labels import KINDS

#: With more units than this the home page names the places they are in.
_MOST_CARDS = 12
#: How many findings the home page shows, and of one unit.
_MOST_FINDINGS, _MOST_OF_UNIT = 5, 2
#: Newest reports; units in the English list, those that spend most: all are in the data.
_MOST_NEW, _MOST_ENGLISH = 5, 300
#: Characters of a unit's reason.
_LONGEST_REASON = 40


@dataclass(frozen=True)
class Question:
    """A question a citizen asks, its answer today, and the page that has more, below the site's root."""

    asked: str
    answer: str
    address: str


def compose_home(
    units: Sequence[UnitDigest],
    found: Sequence[Discrepancy],
    chart: Chart | None = None,
    english: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The fragments of the home page and of the lists of units, by id; ``found`` are the findings, the gravest first,
    ``chart`` is the one over all units, ``english`` are names of units in English by id."""
    reports = [held for unit in units for held in unit.reports]
    tally = add_tallies(held.tally for held in reports)
    totals = {
        "units": len(units),
        "reports": len(reports),
        "facts": sum(held.rows["facts"] for held in reports),
        "findings": len(found),
    }
    newest = sorted(((held, unit) for unit in units for held in unit.reports), key=lambda pair: -pair[0].report.year)
    provinces = group_regions(units)
    spending = sorted(units, key=lambda each: -(each.spent.value if each.spent else 0))
    rows = [
        {"unit": unit, "held": held, "name": (english or {}).get(held.report.unit_id) or unit.unit.name}
        for unit in spending for held in unit.reports[-1:]
    ]  # fmt: skip
    return {
        "home/questions": render("questions.html", questions=list(ask(units))),
        "home/chart": render("home_chart.html", chart=chart),
        "home/units": render("units.html", units=units, root="")
        if len(units) <= _MOST_CARDS
        else render("provinces.html", provinces=provinces, root=""),
        "home/totals": render("totals.html", totals=totals, tally=tally),
        "home/newest": render("newest.html", newest=newest[:_MOST_NEW]),
        "en/totals": render("totals_en.html", totals=totals, tally=tally),
        "en/newest": render("newest_en.html", newest=newest[:_MOST_NEW]),
        "en/units": render("units_en.html", rows=rows[:_MOST_ENGLISH], count=len(rows)),
        "home/findings": render("home_findings.html", findings=_choose_findings(found), counts=count_outcomes(found)),
        "home/data": render("home_data.html", archive=ARCHIVE, unions=list_unions(reports)),
        "units/all": render(
            "regions.html",
            provinces=provinces,
            root="../",
            listed=len(units) <= MOST_LISTED,
            count=len(units),
            most=MOST_LISTED,
        ),
    }


def _choose_findings(found: Sequence[Discrepancy]) -> list[Discrepancy]:
    """The first of each check of a unit, and of a unit two at most: one document with many does not fill the page."""
    chosen: list[Discrepancy] = []
    for each in found:
        of_unit = [other.check for other in chosen if other.report.unit_id == each.report.unit_id]
        if each.check not in of_unit and len(of_unit) < _MOST_OF_UNIT:
            chosen.append(each)
    return chosen[:_MOST_FINDINGS]


def ask(units: Sequence[UnitDigest]) -> Iterator[Question]:
    """The questions that today's data answers, at most four; amounts compared are of one year and kind of report, of
    which most units have one."""
    pairs = _choose_reports(units)
    if pairs:
        when = f"{pairs[0][1].report.year} 年{KINDS[pairs[0][1].report.kind]}"
        yield from _ask_most("哪个单位花钱最多？", when, pairs, ("compare", "spending"), "支出")
        yield from _ask_project(when, pairs)
        yield from _ask_change(pairs)
        yield from _ask_most("出国、公车、接待，谁花得最多？", when, pairs, ("three-public", "total"), "“三公”经费")


def _choose_reports(units: Sequence[UnitDigest]) -> list[tuple[UnitDigest, ReportDigest]]:
    """The reports of the year and kind that most units have, the newest of several."""
    pairs = [(unit, held) for unit in units for held in unit.reports if "spending" in held.figures["compare"]]
    counts = Counter((held.report.year, held.report.kind) for _, held in pairs)
    if not counts:
        return []
    year, kind = max(counts, key=lambda key: (counts[key], key))
    return [(unit, held) for unit, held in pairs if (held.report.year, held.report.kind) == (year, kind)]


def _locate(unit: UnitDigest, held: ReportDigest) -> str:
    return f"units/{unit.unit.unit_id}/{held.report.year}/"


def _ask_most(
    asked: str, when: str, pairs: Sequence[tuple[UnitDigest, ReportDigest]], figure: tuple[str, str], what: str
) -> Iterator[Question]:
    group, name = figure
    stated = [(held.figures[group][name], unit, held) for unit, held in pairs if name in held.figures[group]]
    if stated:
        entry, unit, held = max(stated, key=lambda each: each[0].value)
        of = f"{when}，{len(stated)} 个单位里{unit.unit.name}最多：{what} {entry.show(rounded=True)}"
        yield Question(asked, of, _locate(unit, held))


def _ask_project(when: str, pairs: Sequence[tuple[UnitDigest, ReportDigest]]) -> Iterator[Question]:
    """The largest project, of those that are part of what their unit spends in the year: others go on for years."""
    tasks: list[tuple[Task, UnitDigest, ReportDigest]] = [
        (task, unit, held) for unit, held in pairs for task in held.tasks
        if 0 < task.value <= held.figures["compare"]["spending"].value
    ]  # fmt: skip
    if tasks:
        task, unit, held = max(tasks, key=lambda each: each[0].value)
        answer = f"{when}：{unit.unit.name}的“{task.name}”，{task.figure}"
        yield Question("最大的项目是什么？", answer, urljoin(_locate(unit, held), task.address))


def _ask_change(pairs: Sequence[tuple[UnitDigest, ReportDigest]]) -> Iterator[Question]:
    """The largest change for which the unit gives a reason in its newest report."""
    changed = [
        (unit.change, unit, held) for unit, held in pairs
        if unit.change and unit.change.reason and unit.change.entry.value and held is unit.reports[-1]
    ]  # fmt: skip
    if changed:
        change, unit, held = max(changed, key=lambda each: abs(each[0].entry.value))
        word = "多" if change.entry.value > 0 else "少"
        rate = f"（{change.rate.show(rounded=True)}）" if change.rate else ""
        answer = (
            f"{unit.unit.name} {held.report.year} 年{change.label}比上年{word} {change.entry.size}{rate}。"
            f"单位说：{shorten_reason(change.reason, _LONGEST_REASON)}"
        )
        yield Question("谁比上年变得最多，为什么？", answer, f"{_locate(unit, held)}#changes")
