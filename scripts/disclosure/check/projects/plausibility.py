"""Figures that cannot both be: a value without things, a running cost without vehicles."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, key_of, locate_both, quote, tell_place
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.check.projects.achievements import bare


@check("value-without-count")
def run_counts(subject: Subject) -> Iterator[Case]:
    """Assets whose number is stated as zero while a value is stated for them."""
    ledger, labels = subject.ledger, subject.labels
    for cell in ledger.select(statement="assets", measure=["count", "area"]):
        for count in ledger.at(cell)[:1]:
            value = ledger.nearest(cell.at(measure="amount"), count.number)
            if value is None:
                continue
            key = key_of(cell, "value")
            impossible = count.fact.value == 0 and value.interval.low > 0
            yield Case(
                "value-without-count", key, "mismatch" if impossible else "pass",
                *compose(
                    "value-without-count", "counts", count_name=labels.both(count.fact), count=cited(count),
                    value=cited(value),
                ),
                facts=(count.number, value.number), unit=value.fact.unit, outcome="impossible",
                group=(cell.item.split("_")[0], value.fact.reported), where=locate_both(count.fact),
            )  # fmt: skip


@check("value-and-no-count")
def run_missing_counts(subject: Subject) -> Iterator[Case]:
    """Kinds of vehicles of which a value is stated but no number, where other kinds have both."""
    ledger, labels = subject.ledger, subject.labels
    values = [cell for cell in ledger.select(statement="assets", measure="amount") if cell.item.startswith("vehicles")]
    both = [cell for cell in values if ledger.at(cell.at(measure="count"))]
    for cell in values:
        if len(both) < 2:
            return
        key, value = key_of(cell, "count"), ledger.at(cell)[0]
        yield Case(
            "value-and-no-count", key, "pass" if cell in both else "mismatch",
            *compose("value-and-no-count", "missing_counts", value_name=labels.both(value.fact), value=cited(value)),
            facts=(value.number,), outcome="omission",
        )  # fmt: skip


@check("cost-of-nothing")
def run_costs_of_nothing(subject: Subject) -> Iterator[Case]:
    """Costs reported for something that the same project reports not to have done or had at all."""
    indicators = subject.parsed.indicators
    costs = [row for row in indicators if "成本" in row.level1 + row.level2]
    counts = {(row.project, bare(row.level3)): row for row in indicators if row.actual_value == 0 and row not in costs}
    for row in costs:
        twin = counts.get((row.project, bare(row.level3)))
        if twin is None or row.actual_value is None:
            continue
        key = (str(row.project), row.level3, "nothing")
        one, other = tell_place(twin.place), tell_place(row.place)
        yield Case(
            "cost-of-nothing", key, "mismatch" if row.actual_value > 0 else "pass",
            *compose(
                "cost-of-nothing", "costs_of_nothing", indicator=quote(twin.level3), actual=twin.actual, place=one,
                other=quote(row.level3), other_actual=row.actual, other_place=other,
            ),
            stated=row.actual_value, expected=Decimal(0), unit=row.actual_unit,
        )  # fmt: skip


@check("running-cost-without-vehicles")
def run_vehicles(subject: Subject) -> Iterator[Case]:
    """Running costs of official vehicles where the report states that there is no vehicle.

    The vehicles may be rented or belong to another unit, so it is worth a notice, not more.
    """
    ledger = subject.ledger
    costs = _find(ledger, "three_public", "vehicle_operation", "amount")
    counts = [*_find(ledger, "three_public", "vehicles_owned", "count"), *_find(ledger, "assets", "vehicles", "count")]
    if not costs or not counts:
        return
    key = key_of(costs[0].cell.at(form="", phase=""), "vehicles")
    if any(count.fact.value > 0 for count in counts) or all(cost.interval.low <= 0 for cost in costs):
        yield Case("running-cost-without-vehicles", key, "pass")
        return
    cost = next(cost for cost in costs if cost.interval.low > 0)
    yield Case(
        "running-cost-without-vehicles", key, "mismatch",
        *compose("running-cost-without-vehicles", "vehicles", counts=cited(counts[0]), cost=cited(cost)),
        facts=(counts[0].number, cost.number), unit=cost.fact.unit,
    )  # fmt: skip


def _find(ledger: Ledger, statement: str, item: str, measure: str) -> list[Entry]:
    cells = ledger.select(statement=statement, item=item, measure=measure, fund="")
    return [entry for cell in cells for entry in ledger.at(cell)]
