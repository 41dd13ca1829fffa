"""The cost that a project's indicators set as its target, against the money asked for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, key_of, show, tell_place
from disclosure.check.cases.intervals import SCALES, half_digit
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Indicator

#: Words in the name of a cost indicator that is of all the money of a project.
_ALL = ("总成本", "投入总数", "总投入", "成本总额", "投入总额", "投入控制数", "总数")


@check("targets-and-money")
def run_targets(subject: Subject) -> Iterator[Case]:
    """A cost set as ``=`` above the money of its project; a limit of the whole cost (``<=``) below that money.

    A limit above the money is none, and a cost that is a part of several says nothing of the whole.
    """
    rows: dict[int, list[Indicator]] = defaultdict(list)
    for row in subject.parsed.indicators:
        if "成本" in row.level1 + row.level2 and row.target_value is not None and row.target_unit in SCALES:
            rows[row.project].append(row)
    for project, costs in rows.items():
        money = _find_money(subject.ledger, str(project))
        if not project or not money:
            continue
        for number, row in enumerate(costs):
            if row.target_operator in ("=", "<=", "<"):
                yield _compare(row, money, number, len(costs))


def _find_money(ledger: Ledger, project: str) -> list[Entry]:
    """The project's money of the initial budget: in all and from fiscal appropriation."""
    cells = ledger.select(
        statement="performance", item="total", measure="amount", phase="approved", project=project,
        fund=["", "fiscal_appropriation"],
    )  # fmt: skip
    return [entry for cell in cells for entry in ledger.at(cell)]


def _compare(row: Indicator, money: list[Entry], number: int, of: int) -> Case:
    point = (row.target_value or Decimal(0)) * SCALES[row.target_unit]
    slack = half_digit(row.target.lstrip("<>=≤≥＜＞"), row.target_unit)
    whole, key = money[0], key_of(money[0].cell, "target", str(number))
    more = row.target_operator == "=" and point - slack > max(each.interval.high for each in money)
    named = any(word in row.level3 for word in _ALL) and of == 1
    less = named and row.target_operator != "=" and point + slack < min(each.interval.low for each in money)
    if not more and not less:
        return Case("targets-and-money", key, "pass")
    gap, place = show(abs(point - whole.fact.value), whole.fact), tell_place(row.place)
    zh = "而资金少" if more else "而资金超出这一上限"
    en = "the money is less by" if more else "the money is over this limit by"
    return Case(
        "targets-and-money", key, "mismatch",
        *compose(
            "targets-and-money", "found", indicator=row.level3, target=row.target, place=place, money=cited(whole),
            relation=(zh, en), gap=gap,
        ),
        facts=(whole.number,), expected=point, stated=whole.fact.value, unit=whole.fact.unit,
    )  # fmt: skip
