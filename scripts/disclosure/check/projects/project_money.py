"""The money of single projects: its uses, what was spent of it, and the costs its indicators claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from disclosure.check.amounts.sums import compare_sum, is_short
from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, key_of, show, tell_place
from disclosure.check.cases.intervals import SCALES
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.entry import load_entries
from disclosure.model import Indicator

#: Words of names of indicators for the cost of a project over all its years.
WHOLE_COSTS_FILE = Path(__file__).parents[1] / "whole_costs.yml"


@check("project-allocation")
def run_allocations(subject: Subject) -> Iterator[Case]:
    """The stated uses of a project's money against its total; uses that are not all stated may sum to less."""
    ledger = subject.ledger
    for cell in list(ledger.select(statement="project", item="allocation", measure="amount")):
        parts = ledger.at(cell)
        whole = ledger.nearest(cell.at(item="total"), parts[0].number)
        if not cell.project or whole is None:
            continue
        key = key_of(cell, "allocation")
        names = ("项目金额", "资金分配"), ("The project’s amount", "its allocation")
        case = compare_sum("project-allocation", key, whole, parts, *names)
        yield Case("project-allocation", key, "untested") if is_short(case) else case


@check("executed-within-budget")
def run_executions(subject: Subject) -> Iterator[Case]:
    """Executed money above the adjusted budget of the same project and fund."""
    ledger, labels = subject.ledger, subject.labels
    for cell in list(ledger.select(statement="performance", item="total", measure="amount", phase="executed")):
        budgets, spent = ledger.at(cell.at(phase="adjusted")), ledger.at(cell)[0]
        if not budgets:
            continue
        key, budget = key_of(cell, "execution"), budgets[0]
        if spent.interval.low <= budget.interval.high:
            yield Case("executed-within-budget", key, "pass")
            continue
        gap = show(spent.fact.value - budget.fact.value, spent.fact)
        yield Case(
            "executed-within-budget", key, "mismatch",
            *compose(
                "executed-within-budget", "executions", spent_name=labels.both(spent.fact), budget=cited(budget),
                spent=cited(spent), gap=gap,
            ),
            facts=(budget.number, spent.number), expected=budget.fact.value, stated=spent.fact.value,
            unit=spent.fact.unit,
        )  # fmt: skip


@cache
def load_whole_costs(path: Path = WHOLE_COSTS_FILE) -> tuple[str, ...]:
    """Words for the cost of a project over all its years. Raises DescriptionError for a row that is not a word."""
    words = []
    for entry in load_entries(path):
        words.append(entry.text("word", "write - {word: …}"))
        entry.finish("write - {word: …}")
    return tuple(words)


def is_of_all_years(name: str) -> bool:
    """Whether an indicator's name says that its cost is that of the project over all its years."""
    return any(word in name for word in load_whole_costs())


@check("costs-within-money")
def run_costs(subject: Subject) -> Iterator[Case]:
    """Costs that the indicators of a project report as spent, against what the project spent in all.

    Costs that sum to less prove nothing: not every cost is an indicator. What a project costs over all its years
    (总投资) is not compared with what it spent in one.
    """
    ledger, indicators = subject.ledger, subject.parsed.indicators
    costs: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        cost = "成本" in indicator.level1 or "成本" in indicator.level2
        if (
            cost
            and not is_of_all_years(indicator.level3)
            and indicator.actual_value is not None
            and indicator.actual_unit in SCALES
        ):
            costs[indicator.project].append(indicator)
    for cell in list(ledger.select(statement="performance", item="total", measure="amount", phase="executed", fund="")):
        rows = costs.get(int(cell.project or 0), [])
        if not rows or cell.project in ("", "0"):
            continue
        spent, key = ledger.at(cell)[0], key_of(cell, "costs")
        amounts = [(row.actual_value or Decimal(0)) * SCALES[row.actual_unit] for row in rows]
        point = sum(amounts, start=Decimal(0))
        # an indicator says 49万元 of 48.95万元: each may be off by half a unit of its last digit
        slack = sum((_half_digit(row) for row in rows), start=Decimal(0))
        if point - slack <= spent.interval.high:
            yield Case("costs-within-money", key, "pass")
            continue
        terms, gap = " + ".join(row.actual for row in rows), show(point - spent.fact.value, spent.fact)
        yield Case(
            "costs-within-money", key, "mismatch",
            *compose(
                "costs-within-money", "costs", spent=cited(spent), terms=terms, point=show(point, spent.fact),
                rows=tell_place(rows[0].place), gap=gap,
            ),
            facts=(spent.number,), expected=spent.fact.value, stated=point, unit=spent.fact.unit,
        )  # fmt: skip


def _half_digit(row: Indicator) -> Decimal:
    exponent = (row.actual_value or Decimal(0)).as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1) * SCALES[row.actual_unit] if isinstance(exponent, int) else Decimal(0)


@check("costs-cover-money")
def run_cost_cover(subject: Subject) -> Iterator[Case]:
    """Where a project's cost indicators account for all its money in one phase, they must in the other.

    Not every cost is an indicator; but where the targets sum to a budget of the project, or the results
    to what it spent, the indicators are meant to cover the money, and a gap on the other side is a finding.
    """
    ledger, indicators = subject.ledger, subject.parsed.indicators
    rows: dict[str, list[Indicator]] = defaultdict(list)
    for row in indicators:
        if "成本" in row.level1 + row.level2:
            rows[str(row.project)].append(row)
    for project, some in rows.items():
        if any(r.target_value is None or r.actual_value is None for r in some) or project == "0":
            continue
        if any(r.target_unit not in SCALES or r.actual_unit not in SCALES for r in some):
            continue
        money = {phase: _find_money(ledger, project, phase) for phase in ("approved", "adjusted", "executed")}
        targets = sum(((r.target_value or 0) * SCALES[r.target_unit] for r in some), start=Decimal(0))
        actuals = sum(((r.actual_value or 0) * SCALES[r.actual_unit] for r in some), start=Decimal(0))
        budgets = [*money["approved"], *money["adjusted"]]
        covers = any(targets in b.interval for b in budgets), any(actuals in e.interval for e in money["executed"])
        key = (project, "cover")
        if not money["executed"] or not budgets or not any(covers):
            yield Case("costs-cover-money", key, "untested")
        elif all(covers):
            yield Case("costs-cover-money", key, "pass")
        elif covers[0] and actuals < money["executed"][0].fact.value:
            yield _tell_gap(key, some, actuals, money["executed"][0], "实际完成值", "results", "全年执行数", "spent")
        elif covers[1]:
            budget = money["adjusted"][0] if money["adjusted"] else budgets[0]
            yield _tell_gap(key, some, targets, budget, "指标值", "targets", "全年预算数", "budget of the year")
        else:
            yield Case("costs-cover-money", key, "pass")


def _find_money(ledger: Ledger, project: str, phase: str) -> list[Entry]:
    """The project's money of one phase: in all, and from fiscal appropriation."""
    cells = ledger.select(
        statement="performance", item="total", measure="amount", phase=phase, project=project,
        fund=["", "fiscal_appropriation"],
    )  # fmt: skip
    return [entry for cell in cells for entry in ledger.at(cell)]


def _tell_gap(
    key: tuple[str, ...], rows: Sequence[Indicator], point: Decimal, whole: Entry, zh: str, en: str, of: str, of_en: str
) -> Case:
    terms = " + ".join((row.target if en == "targets" else row.actual).lstrip("<>=≤≥＜＞") for row in rows)
    gap, place = show(abs(point - whole.fact.value), whole.fact), tell_place(rows[0].place)
    return Case(
        "costs-cover-money", key, "mismatch",
        *compose(
            "costs-cover-money", "gap", side=(zh, en), terms=terms, point=show(point, whole.fact), place=place,
            phase=(of, of_en), whole=cited(whole), gap=gap,
        ),
        facts=(whole.number,), expected=whole.fact.value, stated=point, unit=whole.fact.unit,
    )  # fmt: skip
