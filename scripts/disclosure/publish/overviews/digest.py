"""What the pages over all units need of one: the few figures, findings and counts that they show, and nothing else.

The pages of a unit are made with all of its tables at hand; what is kept of these for the lists, the comparison, the
topics and the findings is small enough that a whole prefecture's fits into memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from disclosure.model import Report, Unit
from disclosure.package.stored.integrity import State, find_state
from disclosure.publish.facts.coverage import Tally, count_unread, tally_all, tally_sections
from disclosure.publish.facts.findings import Discrepancy, list_discrepancies
from disclosure.publish.facts.holdings import Holding, Region, UnitHolding, Wording
from disclosure.publish.facts.ledger import Entry, first, list_entries
from disclosure.publish.rendering.page import Page
from disclosure.publish.tables.answer import Answer, find_total
from disclosure.publish.tables.measures import GROUPS, find_measures
from disclosure.publish.tables.projects import locate_project

#: The columns that a list shows of a fact, and those of a fact that a finding quotes.
_SHOWN = ("measure", "value_unit", "phase")
_QUOTED = (*_SHOWN, "form", "place", "quote", "reported")


@dataclass(frozen=True)
class Score:
    """A project with the score its unit gave it; ``address`` is where it is shown, below the page of the year."""

    name: str
    address: str
    score: str
    indicators: int


@dataclass(frozen=True)
class Task:
    """A project as the search lists it: its name, its address below the page of the year, its money as it is shown
    (empty if unread) and in 元."""

    name: str
    address: str
    figure: str
    value: Decimal


@dataclass(frozen=True)
class YearChange:
    """What the newest report states against the year before: of which total (``label``), how much, at which rate, and
    the unit's reason, empty if it gives none."""

    label: str
    entry: Entry
    rate: Entry | None
    reason: str


@dataclass(frozen=True)
class ReportDigest:
    """What is kept of a report: rows by table, figures by group of measures and name, what became of its figures."""

    report: Report
    rows: Mapping[str, int]
    figures: Mapping[str, Mapping[str, Entry]]
    scores: tuple[Score, ...]
    tasks: tuple[Task, ...]
    parts: tuple[Tally, ...]
    tally: Tally
    unread: Counter[str]
    checked: Mapping[str, int]
    state: State

    @property
    def report_id(self) -> str:
        return self.report.report_id


@dataclass(frozen=True)
class UnitDigest:
    """What is kept of a unit: ``spent`` is the spending of its latest year, ``purpose`` the class by function on which
    it spends most (its code of three digits, its name where no code is printed, empty if unread), ``summaries`` what
    each page says in a sentence, by its address, ``pages`` and ``charts`` how many there are."""

    unit: Unit
    region: Region
    names: tuple[str, ...]
    reports: tuple[ReportDigest, ...]
    spent: Entry | None
    change: YearChange | None
    purpose: str
    found: tuple[Discrepancy, ...]
    summaries: Mapping[str, str]
    pages: int
    charts: int

    @property
    def years(self) -> list[int]:
        """The years it has reports of."""
        return sorted({each.report.year for each in self.reports})


def digest_unit(
    unit: UnitHolding, wording: Wording, names: Iterable[str], pages: Iterable[Page], answers: Sequence[Answer]
) -> UnitDigest:
    """What is kept of a unit and its pages; ``answers`` are those of its years, the newest last."""
    made = list(pages)
    found = (
        replace(each, facts=tuple(fact.cut(*_QUOTED) for fact in each.facts))
        for each in list_discrepancies(unit, unit.reports, wording)
    )
    spent = find_total(list_entries(unit.of_year(unit.years[-1])), "expenditure")
    return UnitDigest(
        unit.unit, unit.region, tuple(names), tuple(_digest_report(held, wording) for held in unit.reports),
        spent.cut(*_SHOWN) if spent else None, _keep_change(answers[-1]), _find_purpose(answers), tuple(found),
        {page.address: page.summary for page in made}, len(made),
        sum(len(page.charts) for page in made),
    )  # fmt: skip


def _keep_change(answer: Answer) -> YearChange | None:
    if answer.change is None:
        return None
    rate = answer.rate.cut(*_SHOWN) if answer.rate else None
    return YearChange(answer.change_label, answer.change.cut(*_SHOWN), rate, answer.reason)


def _find_purpose(answers: Sequence[Answer]) -> str:
    """Of the newest year that states any."""
    stated = [answer.purposes[0].amount for answer in answers if answer.purposes]
    if not stated:
        return ""
    largest = stated[-1]
    return largest["functional_code"][:3] or largest["functional_name"].split("/")[0]


def _digest_report(held: Holding, wording: Wording) -> ReportDigest:
    entries = list_entries([held])
    figures = {
        group: {name: entry.cut(*_SHOWN) for name, entry in find_measures(held.report.kind, entries, measures).items()}
        for group, measures in GROUPS.items()
    }
    return ReportDigest(
        held.report, {name: len(rows) for name, rows in held.tables.items()}, figures, tuple(_list_scores(held)),
        tuple(_list_tasks(held, entries)),
        tuple(tally_sections([held], wording)), tally_all([held]), count_unread([held]),
        Counter(row["outcome"] for row in held.tables["checks"]), find_state(held.report, held.folder),
    )  # fmt: skip


def _list_scores(held: Holding) -> Iterable[Score]:
    indicators = Counter(row["project"] for row in held.tables["indicators"])
    for row in held.tables["projects"]:
        if row["total_score"]:
            name = "单位整体支出" if row["project"] == "0" else row["name"]
            address = locate_project(f"{held.report.kind}-{row['project']}", held.pages, held.homes)
            yield Score(name, address, row["total_score"], indicators[row["project"]])


def _list_tasks(held: Holding, entries: Sequence[Entry]) -> Iterable[Task]:
    of_project: dict[str, list[Entry]] = {}
    for entry in entries:
        of_project.setdefault(entry["project"], []).append(entry)
    for row in held.tables["projects"]:
        anchor = f"{held.report.kind}-{row['project']}"
        if row["project"] != "0" and f"project-{anchor}" in held.pages:
            choices = [
                {"item": "total", "measure": "amount", "phase": phase} for phase in ("executed", "adjusted", "approved")
            ]
            spent = first(of_project.get(row["project"], ()), *choices)
            shown, value = (spent.show(rounded=True), spent.value) if spent else ("", Decimal(0))
            yield Task(row["name"], locate_project(anchor, held.pages, held.homes), shown, value)
