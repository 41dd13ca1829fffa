"""Derived tables: figures of the real reports where they belong, leaves that add up, money never twice."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.first import first_checkout

from disclosure.check.cases.intervals import SCALES
from disclosure.model import Fact, Parsed, Report
from disclosure.package.derived.headlines import make_headline
from disclosure.package.derived.lines import make_economic_lines, make_functional_lines
from disclosure.package.derived.schemas import load_derived, make_schemas
from disclosure.package.derived.wide import make_quality
from disclosure.package.editions.distribution import Distribution
from disclosure.package.stored.collection import Member

CHECKOUT = first_checkout()


def read(distribution: Distribution, table: str) -> list[dict[str, str]]:
    with (distribution.folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


#: Read in the documents by eye, in 元.
HEADLINES = {
    "changji-egov-2024-final": {
        "revenue_total": "5790000", "expenditure_basic": "3435600", "expenditure_change": "-15358100",
        "three_public_total": "19900", "procurement_total": "337900", "operating_expenses": "252900",
        "headcount": "18",
    },
    "changji-egov-2022-final": {
        "revenue_total": "3531300", "opening_carryover": "201700", "closing_carryover": "131200",
        "three_public_reception": "1200", "fixed_assets_original": "43869900",
    },
    "changji-services-2022-final": {
        "expenditure_total": "14882900", "vehicles_held": "3", "procurement_works": "18600",
    },
    "changji-city-office-2023-budget": {"revenue_total": "11359700", "personnel": "9816800", "authorized_posts": "68"},
    "changji-egov-2025-budget": {"expenditure_project": "2400000", "procurement_services": "2034000"},
}  # fmt: skip


@pytest.mark.first_reports
@pytest.mark.parametrize("report_id", HEADLINES)
def test_headlines_of_the_real_reports(distribution: Distribution, report_id: str) -> None:
    row = next(row for row in read(distribution, "headlines") if row["report_id"] == report_id)
    assert {name: row[name] for name in HEADLINES[report_id]} == HEADLINES[report_id]


@pytest.mark.first_reports
def test_a_figure_not_stated_is_absent(distribution: Distribution) -> None:
    budget = next(row for row in read(distribution, "headlines") if row["report_id"] == "changji-egov-2025-budget")
    assert budget["closing_carryover"] == ""
    assert budget["three_public_overseas"] == "0"


@pytest.mark.first_reports
def test_three_public_by_phase(distribution: Distribution) -> None:
    rows = {(row["report_id"], row["phase"]): row for row in read(distribution, "three_public")}
    executed = rows["changji-egov-2022-final", "executed"]
    assert (executed["total"], executed["receptions"], executed["reception_guests"]) == ("21200", "2", "20")
    assert executed["total_change_rate"] == "57.04"
    assert rows["changji-egov-2022-final", "adjusted"]["vehicle_operation"] == "20000"


@pytest.mark.first_reports
def test_leaves_add_up_to_what_the_statement_states(distribution: Distribution) -> None:
    stated = {
        (row["report_id"], row["statement"], row["phase"]): Decimal(row["value"])
        for row in read(distribution, "facts")
        if row["statement"] == "general_public" and row["item"] == "total" and row["measure"] == "amount"
        and not row["expenditure_type"]
    }  # fmt: skip
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for row in read(distribution, "functional_lines"):
        if row["statement"] == "general_public" and row["is_leaf"] == "true" and not row["expenditure_type"]:
            sums[row["report_id"], row["statement"], row["phase"]] += Decimal(row["amount"])
    compared = {key: (sums[key], stated[key]) for key in sums if key in stated and key[2] == "executed"}
    assert len(compared) == 3
    assert all(abs(added - total) <= 200 for added, total in compared.values()), compared


@pytest.mark.first_reports
def test_projects_with_all_their_money(distribution: Distribution) -> None:
    rows = {(row["report_id"], row["name"]): row for row in read(distribution, "projects_wide")}
    project = rows["changji-egov-2022-final", "政府网站改版办公区域装修"]
    assert (project["adjusted"], project["executed"], project["execution_rate"]) == ("905000", "401700", "44.39")
    assert project["total_score"] == "60.77"


@pytest.mark.first_reports
def test_the_whole_unit_is_marked_and_has_the_score_that_the_report_states(distribution: Distribution) -> None:
    """Its money contains that of the projects: 7,858,600 of 2024, where the projects have 2,211,500."""
    rows = [row for row in read(distribution, "projects_wide") if row["report_id"] == "changji-egov-2024-final"]
    assert [row["project"] for row in rows if row["is_unit"] == "true"] == ["0"]
    assert next(row["total_score"] for row in rows if row["is_unit"] == "true") == "100"
    assert sum(Decimal(row["executed"]) for row in rows if row["is_unit"] == "false") == 2_211_500


def test_money_of_findings_is_in_yuan(distribution: Distribution) -> None:
    assert not {row["value_unit"] for row in read(distribution, "findings")} & set(SCALES)


def test_the_quality_statement_counts_every_number(distribution: Distribution) -> None:
    for row in read(distribution, "quality"):
        assert int(row["figures"]) == int(row["read"]) + int(row["ignored"]) + int(row["unread"])
        assert int(row["tested"]) > 100
        assert int(row["checks_passed"]) > 20
        assert 13 < int(row["parts_required"]) <= 17
        assert float(row["completeness"]) == round(int(row["parts_present"]) * 100 / int(row["parts_required"]), 2)


def test_the_score_of_a_report_that_leaves_parts_out() -> None:
    checks = {"required-parts": "12", "required-detail": "2", "empty-statements": "1"}
    missing = [
        {"check": "required-parts", "expected": "13", "stated": "11"},
        {"check": "empty-statements", "expected": "", "stated": ""},
        {"check": "change-rate", "expected": "1", "stated": "2"},
    ]
    tables: dict[str, list[dict[str, str]]] = {
        "coverage": [], "facts": [],
        "checks": [{"check": check, "tested": tested, "outcome": "fail"} for check, tested in checks.items()],
        "findings": [row | {"outcome": "omission"} for row in missing],
    }  # fmt: skip
    row = make_quality(replace(make_member([]), tables=tables))
    assert (row["parts_required"], row["parts_present"], str(row["completeness"])) == (16, 13, "81.25")


def test_every_column_is_told() -> None:
    for name, schema in make_schemas(CHECKOUT).items():
        assert [field["name"] for field in schema["fields"]] == list(load_derived()[name].names)
        for field in schema["fields"]:
            assert field["title"], (name, field)
            assert field["title_en"], (name, field)
            assert field["description"], (name, field)


# --- invented facts: what the rules say ----------------------------------------------------------


def make_member(facts: list[Fact], kind: str = "final") -> Member:
    report = Report("place-office", 2024, kind, "决算", "望舒县某办公室", ())  # type: ignore[arg-type]
    member = Member(report, Path("nowhere"), {})
    member.__dict__["parsed"] = Parsed(tuple(facts), (), (), (), ())
    return member


def line(code: str, value: str, reported_unit: str = "元", **more: Any) -> Fact:
    scale = Decimal(10_000) if reported_unit == "万元" else 1
    given: dict[str, Any] = {
        "statement": "expenditure", "measure": "amount", "phase": "executed", "value": Decimal(value) * scale,
        "unit": "元", "reported": value, "reported_unit": reported_unit, "form": "table-3", "place": "p1",
        "quote": value, "direction": "expenditure", "functional_code": code,
    }  # fmt: skip
    return Fact(**(given | more))


def test_a_class_above_its_items_is_no_leaf() -> None:
    codes = (("201", "30"), ("20103", "30"), ("2010301", "10"), ("2010302", "20"), ("208", "5"))
    member = make_member([line(code, value) for code, value in codes])
    rows = list(make_functional_lines(member))
    assert [row["level"] for row in rows] == [1, 2, 3, 3, 1]
    assert [row["is_leaf"] for row in rows] == [False, False, True, True, True]
    assert sum(Decimal(str(row["amount"])) for row in rows if row["is_leaf"]) == 35


def test_a_line_stated_twice_is_one_row_with_its_most_precise_mention() -> None:
    member = make_member([line("2010301", "1.23", "万元", form="narrative"), line("2010301", "12345.67")])
    (row,) = make_functional_lines(member)
    assert (row["amount"], row["mentions"], row["agrees"], row["fact"]) == (Decimal("12345.67"), 2, True, 2)


def test_mentions_that_contradict_each_other_say_so() -> None:
    (row,) = make_functional_lines(make_member([line("2010301", "100"), line("2010301", "200")]))
    assert (row["mentions"], row["agrees"]) == (2, False)


def test_only_the_lines_of_the_widest_statement_are_to_be_added_up() -> None:
    narrow = {"statement": "general_public", "fund": "general_public_budget"}
    few = [line("2010301", "80", **narrow), line("", "80", item="total", **narrow)]
    member = make_member([*few, line("2010301", "100"), line("", "100", item="total")])
    assert {row["statement"]: row["is_main"] for row in make_functional_lines(member)} == {
        "general_public": False, "expenditure": True,
    }  # fmt: skip
    (only,) = make_functional_lines(make_member(few))
    assert only["is_main"]


def test_types_of_expenditure_are_not_to_be_added_up() -> None:
    whole = line("", "100", item="total")
    member = make_member([line("2010301", "60", expenditure_type="basic"), line("2010301", "100"), whole])
    assert [row["is_main"] for row in make_functional_lines(member)] == [False, True]


def test_economic_lines_nest_within_their_function() -> None:
    member = make_member([
        line("2010301", "9", economic_code="301"), line("2010301", "9", economic_code="30101"),
        line("2010302", "7", economic_code="301"),
    ])  # fmt: skip
    assert [row["is_leaf"] for row in make_economic_lines(member)] == [False, True, True]
    assert list(make_functional_lines(member)) == []


def test_budgets_give_what_was_approved() -> None:
    fact = line("", "100", statement="overall", item="total", phase="approved")
    row = make_headline(load_derived()["headlines"], make_member([fact], "budget"), "999999")
    assert (row["phase"], row["expenditure_total"]) == ("approved", Decimal(100))
