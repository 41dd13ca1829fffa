"""A figure, its change on the year before and the rate of the change: any two give the third."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.check.cells import Cell, Entry, Ledger
from disclosure.check.findings import Case, Labels, cite, cite_en, key_of, show
from disclosure.check.intervals import Interval, compare, divide_change, exact


@dataclass(frozen=True)
class Triple:
    """An amount or count, its change on the prior year and, where stated, the rate."""

    value: Entry
    change: Entry
    rate: Entry | None

    @property
    def prior(self) -> Interval:
        """What the prior-year figure can have been."""
        return self.value.interval - self.change.interval


#: Measures a change can be of, and the side of a statement it can be of where the change names none.
_OF = [("amount", ""), ("count", ""), ("amount", "revenue"), ("amount", "expenditure")]


def find_triples(ledger: Ledger) -> list[Triple]:
    """Every stated change on the prior year with the figure before it and the rate after it."""
    changes = [e for e in ledger.entries if e.fact.measure == "change" and e.cell.basis == "prior_year"]
    triples = []
    for change in changes:
        value = _find_value(ledger, change)
        if value is not None:
            triples.append(Triple(value, change, _find_rate(ledger, change)))
    return triples


def _find_value(ledger: Ledger, change: Entry) -> Entry | None:
    for measure, direction in _OF:
        cell = change.cell.at(measure=measure, basis="", direction=change.cell.direction or direction)
        entry = ledger.before(cell, change.number)
        if entry is not None and entry.fact.unit == change.fact.unit:
            return entry
    return None


def _find_rate(ledger: Ledger, change: Entry) -> Entry | None:
    """The rate stated after the change, before the same change is stated again."""
    later = [e.number for e in ledger.at(change.cell) if e.number > change.number]
    end = min(later, default=len(ledger.entries) + 1)
    rates = ledger.at(change.cell.at(measure="change_rate"))
    return next((rate for rate in rates if change.number < rate.number < end), None)


def run_changes(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """Rates recomputed from figure and change; implied prior-year figures below zero."""
    for triple in find_triples(ledger):
        yield _check_prior(triple, labels)
        yield _check_rate(triple, labels)


def _check_prior(triple: Triple, labels: Labels) -> Case:
    value, change = triple.value, triple.change
    key = key_of(change.cell, "prior")
    prior = value.fact.value - change.fact.value
    if triple.prior.high >= 0:
        return Case("implied-prior-year", key, "pass")
    return Case(
        "implied-prior-year", key, "mismatch",
        f"{labels.zh(value.fact)}为{cite(value)}，比上年增加{cite(change)}；"
        f"据此推算上年为{show(prior, value.fact)}，小于零。",
        f"{labels.en(value.fact)}: {cite_en(value)}, up by {cite_en(change)} on the prior year; "
        f"the prior year would be {show(prior, value.fact)}, less than zero.",
        facts=(value.number, change.number), expected=prior, unit=value.fact.unit, outcome="impossible",
    )  # fmt: skip


def _check_rate(triple: Triple, labels: Labels) -> Case:
    value, change, rate = triple.value, triple.change, triple.rate
    key = key_of(change.cell, "rate")
    prior = value.fact.value - change.fact.value
    computed = divide_change(change.interval, value.interval)
    if rate is None or computed is None or prior <= 0:
        return Case("change-rate", key, "untested")
    point = change.fact.value / prior * 100
    agreement = compare(rate.interval, point, computed)
    if agreement == "pass":
        return Case("change-rate", key, "pass")
    sum_text = f"{show(change.fact.value, change.fact)} ÷ {show(prior, value.fact)}"
    return Case(
        "change-rate", key, agreement,
        f"{labels.zh(value.fact)}为{cite(value)}，增减额{cite(change)}，推算上年为{show(prior, value.fact)}；"
        f"增减率应为 {sum_text} = {show(point, rate.fact)}，载明{cite(rate)}。",
        f"{labels.en(value.fact)}: {cite_en(value)}, change {cite_en(change)}, so the prior year was "
        f"{show(prior, value.fact)}; the rate of change is {sum_text} = {show(point, rate.fact)}, "
        f"stated as {cite_en(rate)}.",
        facts=(value.number, change.number, rate.number), expected=point, stated=rate.fact.value, unit="%",
    )  # fmt: skip


def run_prior_sums(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """The prior-year figures implied by the lines of a statement against the one implied by its total.

    Lines that existed only last year need not be stated, so a smaller sum proves nothing.
    """
    triples = {(t.value.cell, t.change.number): t for t in find_triples(ledger)}
    by_cell: dict[Cell, Triple] = {}
    for (cell, _), triple in triples.items():
        by_cell.setdefault(cell, triple)
    for cell, total in by_cell.items():
        if cell.function or cell.economic or cell.item != "total" or cell.measure != "amount":
            continue
        lines = _find_lines(cell, by_cell)
        if lines:
            yield _check_sum(total, lines, labels)


def _find_lines(total: Cell, by_cell: dict[Cell, Triple]) -> list[Triple]:
    """The lowest lines by function of the same statement: those with no stated line below them."""
    below = [cell for cell in by_cell if cell.function and cell.at(function="") == total]
    codes = [cell.function for cell in below]
    lowest = [c for c in below if not any(o != c.function and o.startswith(c.function) for o in codes)]
    return [by_cell[cell] for cell in lowest] if len(lowest) > 1 else []


def _check_sum(total: Triple, lines: list[Triple], labels: Labels) -> Case:
    key = key_of(total.value.cell, "prior-sum")
    prior = total.value.fact.value - total.change.fact.value
    point = sum((line.value.fact.value - line.change.fact.value for line in lines), start=prior * 0)
    computed = exact(prior * 0)
    for line in lines:
        computed = computed + line.prior
    agreement = compare(total.prior, point, computed)
    if agreement == "pass" or (agreement == "mismatch" and point < prior):
        return Case("prior-year-sum", key, "pass" if agreement == "pass" else "untested")
    fact = total.value.fact
    facts = [total.value.number, total.change.number]
    facts.extend(number for line in lines for number in (line.value.number, line.change.number))
    return Case(
        "prior-year-sum", key, agreement,
        f"{labels.zh(fact)}：由{cite(total.value)}和增减额{cite(total.change)}推算上年为{show(prior, fact)}；"
        f"由所列 {len(lines)} 行推算的上年数之和为{show(point, fact)}，相差{show(abs(point - prior), fact)}。",
        f"{labels.en(fact)}: {cite_en(total.value)} and the change {cite_en(total.change)} imply a prior year of "
        f"{show(prior, fact)}; the {len(lines)} lines imply {show(point, fact)} together, "
        f"a difference of {show(abs(point - prior), fact)}.",
        facts=tuple(facts), expected=point, stated=prior, unit=fact.unit,
    )  # fmt: skip
