"""Facts of an invented unit, as a parser would give them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from disclosure.model import Fact

SCALE = {"万元": 10_000}
BASE = {"万元": "元"}


def state(statement: str, item: str, reported: str, reported_unit: str = "万元", **more: Any) -> Fact:
    """One figure: ``state("overall", "total", "353.13", direction="revenue")``."""
    kind = {"%": "share", "万元": "amount", "平方米": "area", "分": "score"}
    measure = more.pop("measure", kind.get(reported_unit, "count"))
    value = Decimal(reported.replace(",", "").rstrip("%")) * SCALE.get(reported_unit, 1)
    return Fact(
        statement=statement,
        item=item,
        measure=measure,
        phase=more.pop("phase", "executed"),
        value=value,
        unit=BASE.get(reported_unit, reported_unit),
        reported=reported,
        reported_unit=reported_unit,
        form=more.pop("form", "narrative"),
        place=more.pop("place", "l1"),
        quote=f"{reported}{reported_unit}",
        **more,
    )


def change(statement: str, item: str, value: str, rise: str, rate: str = "", **more: Any) -> list[Fact]:
    """A figure, its change on the prior year and, if given, the rate."""
    unit = more.pop("reported_unit", "万元")
    facts = [
        state(statement, item, value, unit, **more),
        state(statement, item, rise, unit, measure="change", basis="prior_year", **more),
    ]
    if rate:
        facts.append(state(statement, item, rate, "%", measure="change_rate", basis="prior_year", **more))
    return facts


def codes(statement: str, rows: dict[str, str], **more: Any) -> list[Fact]:
    """Rows by function."""
    return [
        state(statement, "", value, functional_code=code, functional_name=code, **more) for code, value in rows.items()
    ]
