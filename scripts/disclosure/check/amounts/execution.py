"""Rates of completion: what was executed of a budget, in tables and in running text, and the score for it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.cells import Cell, Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, key_of, print_number, quote, show
from disclosure.check.cases.intervals import compare, divide
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check

_HUNDRED = Decimal(100)


@check("execution-rate", "execution-score")
def run_execution(subject: Subject) -> Iterator[Case]:
    """Every stated rate of completion against the money it is of; in performance tables also the score for it."""
    ledger, labels = subject.ledger, subject.labels
    names = {str(project.project): project.name for project in subject.parsed.projects}
    for cell in list(ledger.select(measure="execution_rate")):
        if cell.project:
            name = names.get(cell.project, "")
            yield from _check_project(ledger, cell, (f"{quote(name)}：", f"{quote(name)}: ") if name else ("", ""))
    for cell in list(ledger.select(measure="completion_rate")):
        for rate in ledger.at(cell):
            yield _check_stated(ledger, rate, labels)


def _check_stated(ledger: Ledger, rate: Entry, labels: Labels) -> Case:
    """A rate of running text (完成年初预算的98.2%) against the executed amount and the budget that its basis names."""
    key = key_of(rate.cell, "completion")
    money = rate.cell.at(measure="amount", basis="", phase="executed")
    sides = [money.direction] if money.direction else ["", "revenue", "expenditure"]
    failed: Case | None = None
    for side in sides:
        spent = ledger.before(money.at(direction=side), rate.number)
        for budget in ledger.at(money.at(direction=side, phase=rate.cell.basis)) if spent else ():
            case = _compare_stated(rate, spent, budget, labels, key) if spent else None
            if case is not None and case.agreement == "pass":
                return case
            failed = failed or case
    return failed or Case("execution-rate", key, "untested")


def _compare_stated(rate: Entry, spent: Entry, budget: Entry, labels: Labels, key: tuple[str, ...]) -> Case | None:
    computed = divide(spent.interval, budget.interval)
    if computed is None or budget.fact.value == 0:
        return None
    point = spent.fact.value / budget.fact.value * _HUNDRED
    agreement = compare(rate.interval, point, computed)
    if agreement == "pass":
        return Case("execution-rate", key, "pass")
    sum_text = f"{print_number(spent.fact)} ÷ {print_number(budget.fact)} = {show(point, rate.fact)}"
    return Case(
        "execution-rate", key, agreement,
        *compose(
            "execution-rate", "stated", spent_name=labels.both(spent.fact), budget=cited(budget), spent=cited(spent),
            sum_text=sum_text, rate=cited(rate),
        ),
        facts=(budget.number, spent.number, rate.number), expected=point, stated=rate.fact.value, unit="%",
    )  # fmt: skip


def _check_project(ledger: Ledger, cell: Cell, name: tuple[str, str]) -> Iterator[Case]:
    """The rate at which a project's money was spent, and the score for it: weight times rate. ``name`` is the
    project's, as messages begin with it."""
    rate = ledger.at(cell)[0]
    money = cell.at(measure="amount", basis="")
    spent, budgets = ledger.at(money), ledger.at(money.at(phase="adjusted"))
    scores, weights = (ledger.at(cell.at(measure=name, basis="")) for name in ("score", "weight"))
    # forms print 0.0% next to the funds, which have no score: only the whole has a rate
    blank = rate.fact.value == 0 and cell.fund and not scores
    if spent and budgets and not blank:
        yield from _check_rate(rate, spent[0], budgets[0], name)
    if scores and weights:
        yield _check_score(rate, scores[0], weights[0], name)


def _check_rate(rate: Entry, spent: Entry, budget: Entry, name: tuple[str, str]) -> Iterator[Case]:
    computed = divide(spent.interval, budget.interval)
    if computed is None:
        return
    point, key = spent.fact.value / budget.fact.value * 100, ("execution", rate.cell.project, rate.cell.fund)
    sum_text = f"{print_number(spent.fact)} ÷ {print_number(budget.fact)} = {show(point, rate.fact)}"
    yield Case(
        "execution-rate", key, compare(rate.interval, point, computed),
        *compose(
            "execution-rate", "rate", project=name, budget=cited(budget), spent=cited(spent), sum_text=sum_text,
            rate=cited(rate),
        ),
        facts=(budget.number, spent.number, rate.number), expected=point, stated=rate.fact.value, unit="%",
    )  # fmt: skip


def _check_score(rate: Entry, score: Entry, weight: Entry, name: tuple[str, str]) -> Case:
    share = min(rate.fact.value, _HUNDRED) / _HUNDRED
    point, low = weight.fact.value * share, weight.fact.value * (share - Decimal("0.00005"))
    # a score may be cut off after its last digit instead of being rounded
    agrees = point in score.interval or score.fact.value <= point < score.fact.value + Decimal("0.01") or (
        low in score.interval
    )  # fmt: skip
    sum_text = f"{print_number(weight.fact)} × {print_number(rate.fact)}% = {point.normalize():f}".replace("%%", "%")
    return Case(
        "execution-score", ("execution-score", rate.cell.project, rate.cell.fund), "pass" if agrees else "mismatch",
        *compose(
            "execution-score", "score", project=name, weight=cited(weight), rate=cited(rate), sum_text=sum_text,
            score=cited(score),
        ),
        facts=(weight.number, rate.number, score.number), expected=point, stated=score.fact.value, unit="分",
    )  # fmt: skip
