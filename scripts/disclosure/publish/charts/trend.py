"""Series over years of one unit: figures as stated, and those a later report implies, told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.publish.charts.captions import say_course
from disclosure.publish.charts.chart import Chart, Point, chart_series, name_unit
from disclosure.publish.words.amounts import format_figure
from disclosure.publish.words.labels import KINDS

_REPORT_ID = re.compile(rf".+-(?P<year>[0-9]{{4}})-(?P<category>{'|'.join(KINDS)})")


@dataclass(frozen=True)
class Step:
    """One figure of a series: its year, the report it comes from, and whether that report only implies it."""

    year: int
    kind: str
    value: Decimal
    unit: str
    derived: bool
    report_id: str
    page: str

    @property
    def shown(self) -> str:
        return format_figure(self.value, self.unit)

    @property
    def origin(self) -> str:
        """Which report says or implies it, in words."""
        found = _REPORT_ID.fullmatch(self.report_id)
        return f"{found['year']} 年{KINDS[found['category']]}" if found else self.report_id

    @property
    def basis(self) -> str:
        return "预算" if self.kind == "budget" else "决算"


@dataclass(frozen=True)
class Trend:
    """One concept over the years with its chart."""

    name: str
    title: str
    steps: tuple[Step, ...]
    chart: Chart | None


def make_trend(name: str, title: str, steps: Sequence[Step]) -> Trend:
    """A trend of at least one step; drawn only where it spans more than one figure."""
    ordered = tuple(sorted(steps, key=lambda step: (step.year, step.kind, step.derived)))
    chart = None
    if len({(step.year, step.kind) for step in ordered}) > 1:
        points = [Point(step.year, step.kind, step.value, step.unit, step.derived) for step in ordered]
        summary = f"{ordered[0].year} 年{ordered[0].shown}，{ordered[-1].year} 年{ordered[-1].shown}；数字见下表。"
        measure = f"{title}，{name_unit(ordered[0].unit)}，{ordered[0].year}–{ordered[-1].year} 年"
        chart = chart_series(name, _say(title, ordered), summary, points, measure)
    return Trend(name, title, ordered, chart)


def _say(title: str, steps: Sequence[Step]) -> str:
    """What is to be seen in a series: in its final accounts, or in its budgets where there are more of them."""
    finals, budgets = ([step for step in steps if step.kind == kind] for kind in ("final", "budget"))
    chosen, word = (budgets, "预算") if len(budgets) > len(finals) else (finals, "决算")
    values = {step.year: step.value for step in reversed(chosen)}  # what is stated before what is implied
    return say_course(title + (f"（{word}）" if steps[0].unit == "元" else ""), sorted(values.items()), steps[0].unit)
