"""The projects of a unit from one document to the next: budgets, results repeated a year later, supervisors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from disclosure.check.cases.chapters import Chapter
from disclosure.check.cases.findings import Case, cite, cite_change, cite_en, print_number, quote, show, tell_place
from disclosure.check.cases.intervals import SCALES, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.check.years.changes import find_triples
from disclosure.model import Indicator, Project

#: Names of projects this much alike are one project.
_ALIKE = 0.9


def run_project_continuity(earlier: Chapter, later: Chapter) -> Iterator[Case]:
    """Every check of this module on two documents of a unit."""
    kinds = (earlier.report.kind, later.report.kind)
    if later.report.year - earlier.report.year == 1 and kinds == ("final", "budget"):
        yield from _check_projects(earlier, later)
        yield from _check_prior(earlier, later)
    if kinds == ("final", "final"):
        yield from _check_supervisor(earlier, later)


def _check_projects(earlier: Chapter, later: Chapter) -> Iterator[Case]:
    """The projects' 年初预算 in final accounts against the project budget that the next budget implies."""
    parts = [
        e for e in earlier.ledger.entries
        if (e.cell.statement, e.cell.item, e.cell.phase, e.cell.fund, e.cell.measure)
        == ("performance", "total", "approved", "", "amount") and e.cell.project not in ("", "0")
    ]  # fmt: skip
    triples = find_triples(later.ledger)
    priors = [t for t in triples if t.value.cell.expenditure == "project" and not t.value.cell.function]
    counts = [e for e in earlier.ledger.entries if (e.fact.statement, e.fact.item) == ("performance", "projects")]
    if not parts or not priors or not counts or sum(e.fact.value for e in counts) != len(parts):
        return
    triple, fact = priors[0], priors[0].value.fact
    point, total = fact.value - triple.change.fact.value, sum((e.fact.value for e in parts), start=fact.value * 0)
    key = ("projects", "approved")
    # projects that were not evaluated have no table, so less than the budget is no contradiction
    if total < point or triple.prior.overlaps(sum_intervals(e.interval for e in parts)):
        yield Case("project-continuity", key, "pass")
        return
    terms = " + ".join(print_number(e.fact) for e in parts)
    gap = show(abs(point - total), fact)
    # a project added during the year, or budgeted elsewhere, may make the difference
    names = {str(p.project): quote(p.name) for p in earlier.parsed.projects}
    same = [names.get(e.cell.project, "") for e in parts if e.fact.value == total - point]
    zh = f"，与{same[0]}的年初预算数相同" if same else ""
    en = f", as much as the initial budget of {same[0]}" if same else ""
    yield Case(
        "project-continuity", key, "mismatch",
        *compose(
            "project-continuity", "projects", value=cited(triple.value), change=cite_change(triple.change),
            point=show(point, fact), title=(earlier.title_zh, earlier.title_en), terms=terms,
            total=show(total, fact), gap=gap, note=(zh, en),
        ),
        facts=(triple.value.number, triple.change.number), expected=total, stated=point, unit="元",
    )  # fmt: skip


def _check_prior(earlier: Chapter, later: Chapter) -> Iterator[Case]:
    """上年完成值 of an indicator against the result that the last final accounts report for it."""
    for project in later.parsed.projects:
        twin = _find_twin(earlier, project)
        if twin is None:
            continue
        results = {_fold(row.level3): row for row in earlier.parsed.indicators if row.project == twin.project}
        pairs = [
            (row, results[_fold(row.level3)]) for row in later.parsed.indicators
            if row.project == project.project and row.prior and _fold(row.level3) in results
        ]  # fmt: skip
        known = [(row, old) for row, old in pairs if old.actual_value is not None and _read(row.prior) is not None]
        costs = _compare_costs(earlier, twin, [r for r in later.parsed.indicators if r.project == project.project])
        if known or costs is not None:
            yield _tell_prior(earlier, project.name, known, costs or ("", ""))


def _find_twin(earlier: Chapter, project: Project) -> Project | None:
    """The project of the earlier report with nearly the same name; number 0 is the unit and no project."""

    def likeness(other: Project) -> float:
        return SequenceMatcher(None, other.name, project.name, autojunk=False).ratio()

    twin = max((each for each in earlier.parsed.projects if each.project > 0), key=likeness, default=None)
    return twin if twin is not None and project.project > 0 and likeness(twin) >= _ALIKE else None


def _compare_costs(earlier: Chapter, twin: Project, rows: Sequence[Indicator]) -> tuple[str, str] | None:
    """Last year's costs as this document repeats them, against what was spent; empty words where they agree.

    Both must be whole: every cost of this year with last year's amount, and last year's results the money spent.
    """
    costs = [row for row in rows if _is_cost(row)]
    priors = [_read(row.prior) for row in costs]
    old = [row for row in earlier.parsed.indicators if row.project == twin.project and _is_cost(row)]
    where = {"statement": "performance", "item": "total", "measure": "amount", "phase": "executed", "fund": ""}
    spent = [e for c in earlier.ledger.select(**where, project=str(twin.project)) for e in earlier.ledger.at(c)]
    if not costs or not old or not spent or any(prior is None or prior[1] != "万元" for prior in priors):
        return None
    if any(row.actual_value is None or row.actual_unit != "万元" for row in old):
        return None
    known = sum((row.actual_value or 0 for row in old), start=Decimal(0)) * SCALES["万元"]
    amounts = [prior[0] for prior in priors if prior is not None]
    total = sum(amounts, start=Decimal(0)) * SCALES["万元"]
    if known not in spent[0].interval or total in spent[0].interval:
        return ("", "") if known in spent[0].interval else None
    terms, fact = " + ".join(f"{amount:f}" for amount in amounts), spent[0].fact
    place = tell_place(costs[0].place)
    equation = f"{terms} = {show(total, fact)}" if len(amounts) > 1 else show(total, fact)
    gap, title = show(abs(total - fact.value), fact), earlier.title_zh
    return (
        f"各成本指标的上年完成值 {equation}（{place[0]}起），{title}的全年执行数为{cite(spent[0])}，相差{gap}",
        f"its costs of last year, {equation} here (from {place[1]}), {cite_en(spent[0])} spent there, {gap} apart",
    )


def _is_cost(row: Indicator) -> bool:
    return "成本" in row.level1 + row.level2


def _tell_prior(
    earlier: Chapter, name: str, pairs: Sequence[tuple[Indicator, Indicator]], costs: tuple[str, str]
) -> Case:
    wrong = [(row, old) for row, old in pairs if _read(row.prior) != (old.actual_value, old.actual_unit)]
    key = ("prior", name)
    if not wrong and not costs[0]:
        return Case("prior-result-continuity", key, "pass")
    zh = [
        f"{row.level3}（{tell_place(row.place)[0]}）上年完成值{row.prior}，"
        f"{earlier.title_zh}的实际完成值{old.actual.lstrip('=')}（{tell_place(old.place)[0]}）" for row, old in wrong
    ]  # fmt: skip
    en = [
        f"{row.level3} ({tell_place(row.place)[1]}): {row.prior} here, {old.actual.lstrip('=')} there "
        f"({tell_place(old.place)[1]})" for row, old in wrong
    ]  # fmt: skip
    if costs[0]:
        zh, en = [*zh, costs[0]], [*en, costs[1]]
    return Case(
        "prior-result-continuity", key, "mismatch",
        *compose(
            "prior-result-continuity", "prior", project=quote(name), title=earlier.title_en,
            results=("；".join(zh), "; ".join(en)),
        ),
    )  # fmt: skip


def _fold(name: str) -> str:
    return re.sub(r"[（(][^）)]*[）)]|\s", "", name)


def _read(text: str) -> tuple[Decimal, str] | None:
    match = re.fullmatch(r"=?(\d+(?:\.\d+)?)(\D+)", text)
    return (Decimal(match[1]), match[2].replace("％", "%")) if match else None


def _check_supervisor(earlier: Chapter, later: Chapter) -> Iterator[Case]:
    """The supervising department of the projects that both reports name, each project by the same name."""
    before = {p.name: p.supervisor for p in earlier.parsed.projects if p.project > 0 and p.name and p.supervisor}
    both = [p for p in later.parsed.projects if p.project > 0 and p.supervisor and p.name in before]
    other = [p for p in both if p.supervisor != before[p.name]]
    if not other:
        yield from (Case("supervisor-continuity", ("supervisor",), "pass") for _ in both[:1])
        return
    zh = "；".join(f"{quote(p.name)}由{quote(before[p.name])}变为{quote(p.supervisor)}" for p in other)
    en = "; ".join(f"{quote(p.name)}, first {quote(before[p.name])}, then {quote(p.supervisor)}" for p in other)
    yield Case(
        "supervisor-continuity", ("supervisor",), "mismatch",
        *compose(
            "supervisor-continuity", "supervisor", title=(earlier.title_zh, earlier.title_en),
            other_title=(later.title_zh, later.title_en), projects=(zh, en),
        ),
        outcome="wording",
    )  # fmt: skip
