"""Performance tables: weights, scores, and the projects' money against the totals in the prose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.amounts.sums import compare_sum, is_short
from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, cite, cite_en, key_of, print_number, quote, tell_place
from disclosure.check.cases.intervals import Interval, compare, exact
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Indicator, Project

#: Full marks, and full marks less the ten that the use of the money is worth in a table that leaves it out.
_FULL = (Decimal(100), Decimal(90))
#: What the use of the money is worth where the table does not say so.
_MONEY = Decimal(10)
_HALF = Decimal("0.005")


@check("indicator-scores", "indicator-weights", "projects-count", "projects-sum")
def run_performance(subject: Subject) -> Iterator[Case]:
    """Weights and scores of every project, and the sum of the projects' money by phase."""
    ledger, labels = subject.ledger, subject.labels
    projects, indicators = subject.parsed.projects, subject.parsed.indicators
    rows: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        rows[indicator.project].append(indicator)
    for project in projects:
        if rows[project.project]:
            yield _check_weights(project, rows[project.project])
            yield _check_scores(ledger, project, rows[project.project])
    yield from _check_money(ledger, labels)
    yield from _check_count(ledger, rows)


def _check_weights(project: Project, rows: Sequence[Indicator]) -> Case:
    key = (str(project.project), project.name, "weights")
    weights = [row.weight for row in rows if row.weight is not None]
    total = sum(weights, start=Decimal(0))
    if total <= _FULL[0]:
        return Case("indicator-weights", key, "pass" if total in _FULL else "untested")
    return Case(
        "indicator-weights", key, "mismatch",
        *compose(
            "indicator-weights", "weights", project_quoted=quote(project.name), total=total,
            rows=tell_place(rows[0].place),
        ),
        expected=_FULL[0], stated=total,
    )  # fmt: skip


def _check_scores(ledger: Ledger, project: Project, rows: Sequence[Indicator]) -> Case:
    key = (str(project.project), project.name, "scores")
    scores = [row.score for row in rows if row.score is not None]
    weighted = [row for row in rows if row.weight is not None]
    marks = [e for e in ledger.entries if e.fact.measure == "score" and e.fact.project == project.project]
    whole = project.total_score
    totals = [e for e in marks if e.fact.item == "score"]
    if whole is None and totals:
        whole = totals[0].fact.value
    rest = [e for e in marks if e.fact.value != whole or len(marks) == 1]
    funds = [e for e in marks if e.fact.item == "total"] or rest
    if whole is None or not scores or len(scores) < len(weighted) or not funds:
        return Case("indicator-scores", key, "untested")
    # all rows were read, of one table, where the weights make up full marks; a larger score is of something else
    worth = next((e.fact.value for e in ledger.entries if _is_weight_of_money(e, project)), _MONEY)
    if sum((row.weight for row in weighted if row.weight), start=worth) != _FULL[0] or funds[0].fact.value > worth:
        return Case("indicator-scores", key, "untested")
    bare = sum(scores, start=Decimal(0))
    point = bare + funds[0].fact.value
    spread = Interval(point - _HALF * (len(scores) + 1), point + _HALF * (len(scores) + 1))
    agreement = compare(exact(whole), point, spread)
    if agreement == "pass":
        return Case("indicator-scores", key, "pass")
    return Case(
        "indicator-scores", key, agreement,
        *compose(
            "indicator-scores", "scores", project=quote(project.name),
            whole=(cite(totals[0]) if totals else whole, cite_en(totals[0]) if totals else whole), sum=bare,
            funds=cited(funds[0]), funds_printed=print_number(funds[0].fact), point=point,
        ),
        facts=(*(e.number for e in totals[:1]), funds[0].number), expected=point, stated=whole, unit="分",
    )  # fmt: skip


def _is_weight_of_money(entry: Entry, project: Project) -> bool:
    fact = entry.fact
    return fact.measure == "weight" and fact.item == "total" and fact.project == project.project


def _project_totals(ledger: Ledger, phase: str) -> dict[str, Entry]:
    """The whole money of each project (not of the unit) in one phase, by project number."""
    found: dict[str, Entry] = {}
    for cell in ledger.select(statement=["performance", "project"], item="total", measure="amount", phase=phase):
        if cell.project not in ("", "0") and not (cell.fund or cell.function or cell.economic or cell.expenditure):
            found.setdefault(cell.project, ledger.at(cell)[0])
    return found


def _check_money(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    counts = [e for c in ledger.select(statement="performance", item="projects", measure="count") for e in ledger.at(c)]
    number = sum(e.fact.value for e in counts)
    for cell in list(ledger.select(statement="performance", item="total", measure="amount", project="")):
        if cell.fund not in ("", "fiscal_appropriation") or cell.function or cell.economic:
            continue
        key, whole = key_of(cell, "projects"), ledger.at(cell)[0]
        totals = _project_totals(ledger, cell.phase)
        parts = [totals[project] for project in sorted(totals, key=int)]
        if not parts or not counts or len(parts) != number:
            yield Case("projects-sum", key, "untested")
            continue
        zh, en = (labels.zh(whole.fact), "各项目"), (labels.en(whole.fact), "the projects")
        case = compare_sum("projects-sum", key, whole, parts, zh, en)
        # of one fund only some projects may be paid
        beyond = cell.fund and case.agreement == "mismatch" and not is_short(case)
        yield Case("projects-sum", key, "untested") if beyond else case


def _check_count(ledger: Ledger, rows: dict[int, list[Indicator]]) -> Iterator[Case]:
    cells = ledger.select(statement="performance", item="projects", measure="count", project="")
    counts = [entry for cell in cells for entry in ledger.at(cell)[:1]]
    tables = len([number for number in rows if number > 0 and rows[number]])
    if not counts or not tables:
        return
    key = key_of(counts[0].cell.at(fund=""), "tables")
    stated = sum((entry.fact.value for entry in counts), start=Decimal(0))
    if stated == tables:
        yield Case("projects-count", key, "pass")
        return
    yield Case(
        "projects-count", key, "mismatch",
        *compose("projects-count", "count", counts=cited(counts[0]), tables=tables),
        facts=tuple(entry.number for entry in counts), expected=Decimal(tables), stated=stated,
        unit=counts[0].fact.unit,
    )  # fmt: skip


@check("stated-scores")
def run_stated_scores(subject: Subject) -> Iterator[Case]:
    """The score of a project as its summary in prose gives it (…项目自评得分为 88.5 分) against its table."""
    ledger, projects = subject.ledger, subject.parsed.projects
    words = subject.words
    for project in projects:
        if project.total_score is None or len(project.name) < 4:
            continue
        told = re.search(
            rf"{re.escape(project.name)}(?:项目)?(?:绩效自评)?综述[：:].{{0,60}}?自评得分为(\d+(?:\.\d+)?)分",
            words.text,
        )
        if told is None:
            continue
        agrees, line = Decimal(told[1]) == project.total_score, words.find_line(told.start(1))
        where = {"statement": "performance", "item": "score", "measure": "score", "project": str(project.project)}
        table = [e for c in ledger.select(**where) for e in ledger.at(c) if e.fact.value == project.total_score]
        zh, en = (cite(table[0]), cite_en(table[0])) if table else (f"{project.total_score:f}分",) * 2
        yield Case(
            "stated-scores", (project.name, "score"), "pass" if agrees else "mismatch",
            *compose(
                "stated-scores", "stated_scores", project=quote(project.name), told=told[1], line=line,
                listed=(zh, en),
            ),
            facts=tuple(entry.number for entry in table[:1]), expected=project.total_score, stated=Decimal(told[1]),
            unit="分",
        )  # fmt: skip
