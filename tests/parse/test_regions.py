"""Real documents of other regions: who, when and what kind, and figures read against them on the rendered pages.

``seen/<document>.csv`` holds what one reader saw on the pages drawn as pictures (100 to 330 dots an inch, the text
layer not looked at), written down before the program's facts of that document were: the figure, its page, and
what it is. Which cells and sentences are in it was chosen to cover every statement, its first and last rows, zeros,
both sides of two-sided tables and the pages a table goes on to. Where the model has a convention that no page tells
(the share of a part is of the ``total``, an economic row is as wide as its form, a count has the direction of its
statement) the words were set to the model's afterwards; no figure was.

A row without a figure is a cell that is blank on the page: there must be no fact. A row marked ``unread`` is not
read by the program yet: it may stay so, but it may not be read as another figure.

The documents lie beside the sources of the reports and are not part of this repository; without them nothing is
tested.
"""

from __future__ import annotations

import csv
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.documents import list_regional, read_once

from disclosure.model import Fact, Parsed, Report
from disclosure.parse import identify_report, parse_report
from disclosure.reference import Reference
from disclosure.store import Layout

SEEN = Path(__file__).parent / "seen"


class Key(NamedTuple):
    """What a figure is. ``row`` is an item, a code, both, or the names where the document's are of no known code."""

    page: int
    statement: str
    direction: str
    row: str
    fund: str
    expenditure_type: str
    phase: str
    measure: str
    basis: str
    project: str


class Figure(NamedTuple):
    """A figure as printed and in its base unit; no picture tells a wide bracket or per cent sign from a narrow one."""

    reported: str
    reported_unit: str
    value: Decimal
    unit: str


class Case(NamedTuple):
    """A document: its file, unit, year and kind."""

    document: str
    unit: str
    year: int
    kind: str


CASES = (
    Case("beijing-water-2026-budget", "北京市水务局", 2026, "budget"),
    Case("central-petitions-2024-final", "国家信访局", 2024, "final"),
    Case("fuzhou-police-clerks-2026-budget", "福州市公安局文职人员管理中心", 2026, "budget"),
    Case("guangzhou-meteorology-2026-budget", "广州市气象局", 2026, "budget"),
    Case("jiangsu-high-court-2017-budget", "江苏省高级人民法院", 2017, "budget"),
    Case("shanghai-putuo-planning-2024-final", "上海市普陀区规划和自然资源局", 2024, "final"),
    Case("shenzhen-port-office-2026-budget", "深圳市人民政府口岸办公室", 2026, "budget"),
    Case("suzhou-audit-2026-budget", "苏州市审计局", 2026, "budget"),
    Case("xian-audit-2026-budget", "西安市审计局", 2026, "budget"),
    Case("yantai-big-data-2026-budget", "烟台市大数据局", 2026, "budget"),
)
#: Figures that a form holds and no rule tells for certain, by document.
LEFT: dict[str, int] = {}


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.document)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture(scope="module")
def parsed(case: Case, repository: Layout, reference: Reference) -> Parsed:
    """The document of a case, read once; skips where it is not at hand."""
    path = next((each for each in list_regional(repository) if each.stem == case.document), None)
    if path is None:
        pytest.skip("the document is not at hand")
    document = read_once(path)
    identity = identify_report(document, reference)
    assert (identity.unit_name, identity.year, identity.kind) == (case.unit, case.year, case.kind)
    report = Report("another-region", identity.year, identity.kind, identity.title, identity.unit_name, ())
    return parse_report([document], report, reference)


@pytest.fixture
def funds(repository: Layout) -> set[str]:
    """The codes of the list of funds."""
    with (repository.reference / "funds.csv").open(encoding="utf-8", newline="") as handle:
        return {row["code"] for row in csv.DictReader(handle)}


def read_seen(document: str) -> list[tuple[Key, Figure | None, bool]]:
    """The rows of a document: what it is, its figure (none where the cell is blank), and whether it is read."""
    with (SEEN / f"{document}.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    found = []
    for row in rows:
        key = Key(int(row["page"]), *(row[name] for name in Key._fields[1:]))
        printed = (row["reported"], fold_widths(row["reported_unit"]))
        figure = Figure(*printed, Decimal(row["value"]), row["unit"]) if row["reported"] else None
        found.append((key, figure, not row["unread"]))
    return found


def fold_widths(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def describe_fact(fact: Fact, projects: dict[int, str]) -> tuple[Key, Figure]:
    row = "/".join(filter(None, (fact.item, fact.functional_code, fact.economic_code)))
    key = Key(
        int(fact.place.removeprefix("p").split("-")[0]), fact.statement, fact.direction, row or fact.functional_name,
        fact.fund, fact.expenditure_type, fact.phase, fact.measure, fact.basis,
        projects.get(fact.project, "0") if fact.project is not None else "",
    )  # fmt: skip
    return key, Figure(fact.reported, fold_widths(fact.reported_unit), fact.value, fact.unit)


def collect_facts(parsed: Parsed) -> dict[Key, list[Figure]]:
    projects = {each.project: each.name for each in parsed.projects}
    found: dict[Key, list[Figure]] = {}
    for fact in parsed.facts:
        key, figure = describe_fact(fact, projects)
        found.setdefault(key, []).append(figure)
    return found


def test_what_a_person_saw_is_what_was_read(case: Case, parsed: Parsed) -> None:
    facts = collect_facts(parsed)
    seen = [(key, figure) for key, figure, is_read in read_seen(case.document) if figure and is_read]
    assert [(key, figure) for key, figure in seen if figure not in facts.get(key, [])] == []


def test_a_blank_cell_is_no_fact(case: Case, parsed: Parsed) -> None:
    facts = collect_facts(parsed)
    blank = [key for key, figure, _ in read_seen(case.document) if figure is None]
    assert [(key, facts[key]) for key in blank if key in facts] == []


def test_what_is_not_read_is_not_read_as_another_figure(case: Case, parsed: Parsed) -> None:
    facts = collect_facts(parsed)
    unread = [(key, figure) for key, figure, is_read in read_seen(case.document) if figure and not is_read]
    assert [(key, facts[key]) for key, figure in unread if key in facts and figure not in facts[key]] == []


def test_indicators_are_those_on_the_page(case: Case, parsed: Parsed) -> None:
    """Their target, what was reached, weight and score."""
    with (SEEN / "indicators.csv").open(encoding="utf-8", newline="") as handle:
        seen = [row for row in csv.DictReader(handle) if row["document"] == case.document]
    found = {(each.place.split("-")[0], each.level3): each for each in parsed.indicators}
    for row in seen:
        each = found[f"p{row['page']}", row["level3"]]
        numbers = (Decimal(row[name]) if row[name] else None for name in ("weight", "score"))
        assert (each.target, each.actual, each.weight, each.score) == (row["target"], row["actual"], *numbers)


def test_every_figure_of_a_form_is_told(case: Case, parsed: Parsed) -> None:
    forms = [figure for figure in parsed.figures if figure.section.startswith("form:")]
    assert sum(1 for figure in forms if figure.outcome == "unread") == LEFT.get(case.document, 0)


def test_every_fact_is_of_a_concept_and_a_fund_of_the_lists(
    parsed: Parsed, reference: Reference, funds: set[str]
) -> None:
    assert {(fact.statement, fact.item) for fact in parsed.facts} <= set(reference.concepts)
    assert {fact.fund for fact in parsed.facts} - {""} <= funds
