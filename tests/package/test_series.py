from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

from disclosure.model import Detail, Fact, Report
from disclosure.package.derived.series import choose_points, make_series


def state(measure: str, value: str, **more: str) -> Fact:
    basis = "" if measure == "amount" else "prior_year"
    return Fact(
        "overall", measure, "executed", Decimal(value) * 10_000, "元", value, "万元", "narrative", "l1", value,
        direction="revenue", item="total", basis=basis, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def report_of(year: int) -> Report:
    return Report("invented-office", year, "final", "决算", "虚构办公室", ())


def test_years_fill_themselves_in() -> None:
    points = make_series([(report_of(2022), [state("amount", "353.13"), state("change", "15.87")])])
    assert [(point.year, point.value, point.origin) for point in points] == [
        (2021, Decimal(3_372_600), "derived"),
        (2022, Decimal(3_531_300), "stated"),
    ]
    derived = points[0]
    assert (derived.low, derived.high) == (Decimal(3_372_500), Decimal(3_372_700))
    assert derived.fact_numbers == (1, 2)
    assert derived.report_id == "invented-office-2022-final"


def test_a_fall_means_more_the_year_before() -> None:
    points = make_series([(report_of(2024), [state("amount", "579.00"), state("change", "-1535.81")])])
    assert points[0].value == Decimal("21148100")


def test_stated_wins_over_derived_but_both_are_kept() -> None:
    reports = [
        (report_of(2023), [state("amount", "100.00")]),
        (report_of(2024), [state("amount", "110.00"), state("change", "11.00")]),
    ]
    points = make_series(reports)
    assert [(point.year, point.origin) for point in points] == [(2023, "derived"), (2023, "stated"), (2024, "stated")]
    assert [(point.year, point.value) for point in choose_points(points)] == [
        (2023, Decimal(1_000_000)),
        (2024, Decimal(1_100_000)),
    ]


def test_a_figure_stated_twice_is_one_point() -> None:
    points = make_series([(report_of(2024), [state("amount", "10.00"), state("amount", "10.00")])])
    assert len(points) == 1


def test_names_of_a_code_may_change() -> None:
    """医疗健康支出 one year and 卫生健康支出 the next are one line."""
    old = state("amount", "1.00", functional_code="210", functional_name="医疗健康支出")
    new = state("amount", "2.00", functional_code="210", functional_name="卫生健康支出")
    points = make_series([(report_of(2023), [old]), (report_of(2024), [new])])
    assert len({point.line for point in points}) == 1


def test_projects_have_no_series() -> None:
    fact = Fact("project", "amount", "approved", Decimal(1), "元", "1", "元", "narrative", "l1", "1", project=1)
    assert make_series([(report_of(2024), [fact])]) == []


def test_a_total_of_both_sides_is_a_point_of_each() -> None:
    """收支总预算, and a change that names no side, count for revenue and for expenditure."""
    sides = [replace(state("amount", "579.00"), direction=side) for side in ("revenue", "expenditure")]
    change = replace(state("change", "-1535.81"), direction="")
    points = make_series([(report_of(2024), [*sides, change])])
    derived = [(point.direction, point.value) for point in points if point.origin == "derived"]
    assert derived == [("expenditure", Decimal(21148100)), ("revenue", Decimal(21148100))]
    once = make_series([(report_of(2024), [replace(state("amount", "579.00"), direction="")])])
    assert [point.direction for point in once] == ["expenditure", "revenue"]


def test_what_a_later_report_prints_of_the_year_before_is_a_point() -> None:
    shared = {each.name: getattr(state("amount", "99.00"), each.name) for each in fields(Fact)}
    prior = Detail(**shared, kind="prior_year", year=2023)
    unknown, unit = replace(prior, phase=""), replace(prior, kind="subunit", subunit="虚构学校")
    later = (report_of(2024), [state("amount", "110.00"), state("change", "11.00")])
    points = make_series([later], {later[0].report_id: [unknown, unit, prior, prior]})
    assert [(point.year, point.origin, point.fact_numbers) for point in points] == [
        (2023, "comparative", ()), (2023, "derived", (1, 2)), (2024, "stated", (1,)),
    ]  # fmt: skip
    assert [point.value for point in choose_points(points)] == [Decimal(990_000), Decimal(1_100_000)]
    stated = make_series([(report_of(2023), [state("amount", "100.00")]), later], {later[0].report_id: [prior]})
    assert [point.origin for point in choose_points(stated)] == ["stated", "stated"]
