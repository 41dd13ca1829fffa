"""Which lines of the package's series a unit's page shows over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.package.derived.series import Point, choose_points
from disclosure.publish.charts.trend import Step, Trend, make_trend
from disclosure.publish.facts.holdings import UnitHolding

_KINDS = {"approved": "budget", "executed": "final"}


@dataclass(frozen=True)
class Subject:
    """A trend to be shown: its address, its title, the line it follows."""

    name: str
    title: str
    statement: str
    items: tuple[str, ...]
    direction: str = ""
    measure: str = "amount"

    def covers(self, point: Point) -> bool:
        """Whether a point is of this line: a plain row of its statement, budget or final."""
        return (
            point.statement == self.statement
            and point.item in self.items
            and point.measure == self.measure
            and (not self.direction or point.direction in (self.direction, ""))
            and point.phase in _KINDS
            and point.expenditure_type in ("", *self.items)
            and not (point.functional_code or point.functional_name or point.economic_code or point.economic_name)
        )


#: All spending: the line with the most years is shown, the first of several.
SPENDING = (
    Subject("spending", "本年支出", "overall", ("current_year",), "expenditure"),
    Subject("spending", "本年支出", "expenditure", ("current_year", "total")),
    Subject("spending", "支出总计", "overall", ("total",), "expenditure"),
)
SUBJECTS = (
    Subject("income", "收入总计", "overall", ("total",), "revenue"),
    Subject("general-public", "一般公共预算支出", "general_public", ("total", "current_year")),
    Subject("basic", "基本支出", "expenditure", ("basic",)),
    Subject("project", "项目支出", "expenditure", ("project",)),
    Subject("three-public", "“三公”经费", "three_public", ("total",)),
    Subject("operating", "机关运行经费（公用经费）", "operating", ("total", "operating")),
    Subject("staff", "在职人员", "staff", ("active",), measure="count"),
)


def compose_trends(unit: UnitHolding, series: Sequence[Point]) -> list[Trend]:
    """The trends of a unit that have at least two figures, spending first, then in the order of SUBJECTS; ``series``
    are the package's. What has the figures of a trend before it is left out: it would be the same chart."""
    points = choose_points(series)
    followed = [(subject, _follow(subject, points, unit)) for subject in SPENDING]
    chosen = max(followed, key=lambda each: (len({step.year for step in each[1]}), len(each[1])))
    trends: list[Trend] = []
    seen: list[set[tuple[int, str, Decimal]]] = []
    for subject, steps in [chosen, *((subject, _follow(subject, points, unit)) for subject in SUBJECTS)]:
        figures = {(step.year, step.kind, step.value) for step in steps}
        if len(steps) > 1 and figures not in seen:
            seen.append(figures)
            trends.append(make_trend(subject.name, subject.title, steps))
    return trends


def _follow(subject: Subject, points: list[Point], unit: UnitHolding) -> list[Step]:
    """One step a year and kind: the line of all funds before that of one, what is printed before what is derived."""
    chosen: dict[tuple[int, str], Point] = {}
    covered = [point for point in points if subject.covers(point)]
    for point in sorted(
        covered,
        key=lambda each: (
            each.fund != "",
            each.direction == "",
            subject.items.index(each.item),
            each.origin == "derived",
        ),
    ):
        chosen.setdefault((point.year, _KINDS[point.phase]), point)
    years = {held.report_id: held.report.year for held in unit.reports}
    return [
        Step(
            year,
            kind,
            point.value,
            point.value_unit,
            point.origin == "derived",
            point.report_id,
            f"{years[point.report_id]}/",
        )
        for (year, kind), point in chosen.items()
    ]
