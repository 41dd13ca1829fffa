"""Reasons that name a project: whether its budget changed by as much as they are to explain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, quote, show, tell_place
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Project, Text

#: the whole reason is one clause on one thing: 年中调减某项目经费，导致…
_ONE_THING = re.compile(
    r"^(?:本年|年中|本年度|年度中)?(?:调减|核减|收回)(?P<what>[^，。；、和及与]{6,40})(?:，(?:导致|造成|致使)[^。；]*)?$"
)
_TAIL = re.compile(r"(?:项目)?(?:运行维护|运维)?(?:经费|资金|项目|费用?|支出)+$")


@check("reason-covers-change")
def run_adjustments(subject: Subject) -> Iterator[Case]:
    """A fall on the budget laid to one project alone, against what that project’s budget was cut by; once each."""
    ledger, texts, projects = subject.ledger, subject.parsed.texts, subject.parsed.projects
    done: set[str] = set()
    for text in texts:
        told = _ONE_THING.match(text.content) if text.role == "variance_reason" else None
        if told is None or text.item not in ("", "total") or text.functional_code or told["what"] in done:
            continue
        done.add(told["what"])
        project = _find_project(told["what"], projects)
        gap = _find_gap(ledger, text.statement)
        if project is not None and gap is not None:
            yield from _compare(ledger, text, project, *gap)


def _find_project(what: str, projects: Sequence[Project]) -> Project | None:
    """The project that the words name; endings such as 经费 and 项目 aside."""
    stem = _TAIL.sub("", what)
    found = [p for p in projects if p.project > 0 and len(stem) >= 6 and _TAIL.sub("", p.name) == stem]
    return found[0] if len(found) == 1 else None


def _find_gap(ledger: Ledger, statement: str) -> tuple[Entry, Entry] | None:
    """Initial budget and outcome of the whole statement, in prose."""
    found = []
    for phase in ("approved", "executed"):
        where = {"statement": statement, "item": "total", "measure": "amount", "phase": phase, "form": "narrative"}
        cells = ledger.select(**where, function="", economic="", expenditure="", project="", fund="")
        entries = [entry for cell in cells for entry in ledger.at(cell)]
        if not entries:
            return None
        found.append(entries[0])
    return found[0], found[1]


def _compare(ledger: Ledger, text: Text, project: Project, budget: Entry, outcome: Entry) -> Iterator[Case]:
    where = {"statement": "performance", "item": "total", "measure": "amount", "project": str(project.project)}
    phases = [list(ledger.select(**where, phase=phase, fund="")) for phase in ("approved", "adjusted")]
    money = [ledger.at(cells[0])[0] for cells in phases if cells]
    whole = budget.fact.value - outcome.fact.value
    if len(money) < 2 or whole <= 0:
        return
    part, (zh, en) = money[0].fact.value - money[1].fact.value, tell_place(text.place)
    fall, cut, rest = (show(amount, outcome.fact) for amount in (whole, abs(part), whole - part))
    verb, noun = ("调减", "a cut") if part >= 0 else ("调增", "an increase")
    yield Case(
        "reason-covers-change", (text.statement, project.name), "mismatch" if part * 2 < whole else "pass",
        *compose(
            "reason-covers-change", "found", budget=cited(budget), outcome=cited(outcome), fall=fall,
            reason=quote(text.content), place=(zh, en), initial=cited(money[0]), adjusted=cited(money[1]),
            verb=(verb, noun), cut=cut, rest=rest,
        ),
        facts=(budget.number, outcome.number, money[0].number, money[1].number), expected=whole, stated=part,
        unit="元", outcome="omission",
    )  # fmt: skip
