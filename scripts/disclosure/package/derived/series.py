"""Years side by side: what each report states, and the year before it that its stated changes imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.years.changes import Triple, find_triples
from disclosure.model import Detail, Fact, Report

_MEASURES = frozenset({"amount", "count", "area"})
#: Statements with a total on each side, and the items that apply to both.
_TWO_SIDED = frozenset({"overall", "appropriation"})
_BOTH = frozenset({"total", "current_year"})
#: Which of several points of one line and year is shown: what the year's own document says before what later ones say.
Origin = Literal["stated", "comparative", "derived"]
_PRECEDENCE: tuple[Origin, ...] = ("stated", "comparative", "derived")


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one line of a unit in one year, in the base unit of measure ``value_unit``.

    ``origin`` is ``stated`` (the report of that year says so), ``comparative`` (a later report prints the figure of the
    year before next to its own; it has no fact) or ``derived`` (a later report gives a figure and its change on the
    year before: value = figure - change). The true value lies between
    ``low`` and ``high``, the bounds of the printed precision. ``fact_numbers`` are those of facts of ``report_id``.
    """

    unit_id: str
    statement: str
    direction: str
    item: str
    functional_code: str
    functional_name: str
    economic_code: str
    economic_name: str
    fund: str
    expenditure_type: str
    phase: str
    measure: str
    year: int
    value: Decimal
    low: Decimal
    high: Decimal
    value_unit: str
    origin: Origin
    report_id: str
    fact_numbers: tuple[int, ...]

    @property
    def line(self) -> tuple[str, ...]:
        """What the points of one series have in common; rows by code are one line whatever name is printed."""
        function, economic = self.functional_code or self.functional_name, self.economic_code or self.economic_name
        return (
            self.unit_id, self.statement, self.direction, self.item, function, economic, self.fund,
            self.expenditure_type, self.phase, self.measure, self.value_unit,
        )  # fmt: skip


def make_series(
    reports: Sequence[tuple[Report, Sequence[Fact]]], details: Mapping[str, Sequence[Detail]] | None = None
) -> list[Point]:
    """Every line of every unit by year, sorted by line, year, origin (stated last) and report. ``details`` are those of
    the reports, by report id: of them the amounts of the year before of all units are points.

    Facts of a project are left out: projects are not the same from year to year. A figure stated
    several times in a report gives one point, from its first mention. A year that is both stated
    and derived has both points: they are two documents' word for it.
    """
    points = [point for report, facts in reports for point in _list_points(report, facts)]
    for report, _ in reports:
        points.extend(_list_comparatives(report, (details or {}).get(report.report_id, ())))
    return sorted(points, key=lambda point: (point.line, point.year, point.origin, point.report_id, point.fact_numbers))


def choose_points(points: Sequence[Point]) -> list[Point]:
    """One point for each line and year: the stated one, else the one that a later report prints, else the derived one,
    of the earliest report."""
    chosen: dict[tuple[tuple[str, ...], int], Point] = {}
    for point in sorted(points, key=lambda each: (_PRECEDENCE.index(each.origin), each.report_id)):
        chosen.setdefault((point.line, point.year), point)
    return sorted(chosen.values(), key=lambda point: (point.line, point.year))


def _list_points(report: Report, facts: Sequence[Fact]) -> Iterator[Point]:
    ledger = Ledger(facts)
    stated: set[tuple[str, ...]] = set()
    for entry in ledger.entries:
        if entry.fact.measure in _MEASURES and entry.fact.project is None and entry.fact.item != "allocation":
            point = _make_point(
                report, entry, report.year, entry.fact.value, (entry.interval.low, entry.interval.high), "stated",
                (entry.number,),
            )  # fmt: skip
            yield from _keep_new(_list_sides(point), stated)
    derived: set[tuple[str, ...]] = set()
    for triple in find_triples(ledger):
        for value in _list_values(ledger, triple):
            prior = value.interval - triple.change.interval
            point = _make_point(
                report, value, report.year - 1, value.fact.value - triple.change.fact.value, (prior.low, prior.high),
                "derived", (value.number, triple.change.number),
            )  # fmt: skip
            yield from _keep_new(_list_sides(point), derived)


def _list_comparatives(report: Report, details: Sequence[Detail]) -> Iterator[Point]:
    """The amounts of earlier years, of all units, of which the phase is known."""
    prior = [each for each in details if each.kind == "prior_year" and each.phase and each.project is None]
    seen: set[tuple[str, ...]] = set()
    for entry, detail in zip(Ledger(prior).entries, prior, strict=True):
        if detail.measure in _MEASURES:
            point = _make_point(
                report, entry, detail.year, detail.value, (entry.interval.low, entry.interval.high), "comparative", ()
            )
            yield from _keep_new(_list_sides(point), seen)


def _keep_new(points: Sequence[Point], seen: set[tuple[str, ...]]) -> Iterator[Point]:
    for point in points:
        if point.line not in seen:
            seen.add(point.line)
            yield point


def _list_sides(point: Point) -> list[Point]:
    """A total for both sides of a statement (收支总预算) is a point of each side."""
    if point.direction or point.item not in _BOTH or point.statement not in _TWO_SIDED or point.measure != "amount":
        return [point]
    return [replace(point, direction=direction) for direction in ("revenue", "expenditure")]


def _list_values(ledger: Ledger, triple: Triple) -> list[Entry]:
    """What a change is of: for one that names no side, the totals of both sides if both are stated."""
    if triple.value.fact.project is not None:
        return []
    cell = triple.change.cell
    if cell.direction or cell.statement not in _TWO_SIDED or triple.value.fact.measure != "amount":
        return [triple.value]
    sides = [
        ledger.before(cell.at(measure="amount", basis="", direction=side), triple.change.number)
        for side in ("revenue", "expenditure")
    ]
    found = [side for side in sides if side is not None and side.fact.unit == triple.change.fact.unit]
    return list({side.number: side for side in found}.values()) or [triple.value]


def _make_point(
    report: Report,
    entry: Entry,
    year: int,
    value: Decimal,
    span: tuple[Decimal, Decimal],
    origin: Origin,
    fact_numbers: tuple[int, ...],
) -> Point:
    fact = entry.fact
    return Point(
        report.unit_id, fact.statement, fact.direction, fact.item, fact.functional_code, fact.functional_name,
        fact.economic_code, fact.economic_name, fact.fund, fact.expenditure_type, fact.phase, fact.measure, year,
        value, *span, fact.unit, origin, report.report_id, fact_numbers,
    )  # fmt: skip
