"""The money in the words of projects: costs in objectives and uses in prose against cost indicators."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, quote, show, tell_place
from disclosure.check.cases.intervals import SCALES
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.check.projects.achievements import Claim, bare, read_claims
from disclosure.model import Indicator, Text


@dataclass(frozen=True)
class _Costs:
    """The cost indicators of one project, all with targets in money."""

    name: str
    rows: Sequence[Indicator]

    @property
    def total(self) -> Decimal:
        return sum((_amount(row) for row in self.rows), start=Decimal(0))


def _amount(row: Indicator) -> Decimal:
    return (row.target_value or Decimal(0)) * SCALES[row.target_unit]


@check("allocation-and-costs", "objective-costs")
def run_objectives(subject: Subject) -> Iterator[Case]:
    """Every check of this module."""
    ledger, texts, projects = subject.ledger, subject.parsed.texts, subject.parsed.projects
    indicators = subject.parsed.indicators
    names = {project.project: project.name for project in projects}
    costs: dict[int, list[Indicator]] = defaultdict(list)
    for row in indicators:
        if "成本" in row.level1 + row.level2 and (row.target_value is not None or row.target):
            costs[row.project].append(row)
    for text in texts:
        rows = costs.get(text.project or 0, [])
        if not rows or any(row.target_value is None or row.target_unit not in SCALES for row in rows):
            continue
        claims = [claim for claim in read_claims(text) if claim.unit == "万元"]
        project = _Costs(names.get(text.project or 0, ""), rows)
        if text.role == "objective" and claims:
            yield _check_objective(ledger, text, claims, project)
        if text.role == "allocation":
            yield from _check_uses(claims, project)


def _money(ledger: Ledger, project: int | None, phase: str) -> list[Entry]:
    where = {"statement": "performance", "item": "total", "measure": "amount", "phase": phase, "fund": ""}
    return [entry for cell in ledger.select(**where, project=str(project)) for entry in ledger.at(cell)]


def _check_objective(ledger: Ledger, text: Text, claims: Sequence[Claim], costs: _Costs) -> Case:
    """Costs in an objective that sum to the initial budget, where those of the indicators sum to the adjusted one."""
    key = (str(text.project), "objective-costs")
    wanted = sum((claim.value for claim in claims), start=Decimal(0)) * SCALES["万元"]
    approved, adjusted = _money(ledger, text.project, "approved"), _money(ledger, text.project, "adjusted")
    if wanted == costs.total:
        return Case("objective-costs", key, "pass")
    if not approved or not adjusted or wanted not in approved[0].interval or costs.total not in adjusted[0].interval:
        return Case("objective-costs", key, "untested")
    like, at, there = approved[0].fact, tell_place(text.place), tell_place(costs.rows[0].place)
    terms = _add([claim.printed.removesuffix("万元") for claim in claims], show(wanted, like))
    sums = _add([f"{row.target_value:f}" for row in costs.rows], show(costs.total, like))
    gap = show(abs(wanted - costs.total), like)
    return Case(
        "objective-costs", key, "mismatch",
        *compose(
            "objective-costs", "objective", costs_quoted=quote(costs.name), terms=terms, at=at,
            approved=cited(approved[0]), sums=sums, there=there, adjusted=cited(adjusted[0]), gap=gap,
        ),
        facts=(approved[0].number, adjusted[0].number), expected=costs.total, stated=wanted, unit="元",
    )  # fmt: skip


def _add(terms: Sequence[str], total: str) -> str:
    return f"{' + '.join(terms)} = {total}" if len(terms) > 1 else total


def _check_uses(claims: Sequence[Claim], costs: _Costs) -> Iterator[Case]:
    """A use of the money named with one amount in prose and as, or among those of, a cost indicator of another.

    A name within a longer one (设备购置费 in 网络设备购置费) may be another thing; an element of a list is not.
    """
    for claim in claims:
        noun = bare(claim.noun.lstrip("、"))
        rows = [row for row in costs.rows if noun in {bare(row.level3), *re.split("[、，,]", row.level3)}]
        if not rows:
            continue
        row, key = rows[0], (str(rows[0].project), claim.noun, "use")
        if any(_amount(each) == claim.value * SCALES["万元"] for each in rows):
            yield Case("allocation-and-costs", key, "pass")
            continue
        at, there = tell_place(claim.text.place), tell_place(row.place)
        yield Case(
            "allocation-and-costs", key, "mismatch",
            *compose(
                "allocation-and-costs", "uses", claim_quoted=quote(claim.noun), printed=claim.printed, at=at,
                row_quoted=quote(row.level3), target=row.target, there=there,
            ),
            expected=_amount(row), stated=claim.value * SCALES["万元"], unit="元",
        )  # fmt: skip
