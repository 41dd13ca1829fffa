"""The 100 yuan of a page: parts that add up to a total the reports state; on all reports of this checkout as well."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from disclosure.publish.facts.ledger import Entry
from disclosure.publish.tables.hundred import ROUNDING, follow_budget, split_hundred
from disclosure.reference import Reference
from disclosure.store import Layout

from .test_answer import list_pages

COLUMNS = (
    "statement", "direction", "item", "functional_code", "functional_name", "economic_code", "economic_name", "fund",
    "expenditure_type", "project", "phase", "measure", "value_unit",
)  # fmt: skip


def state(value: int, **more: Any) -> Entry:
    row = dict.fromkeys(COLUMNS, "") | {"measure": "amount", "phase": "executed", "value_unit": "元"} | more
    return Entry(row, Decimal(value), "final", f"a{value}")


TOTAL = state(1000000, statement="expenditure", item="total")
BASIC = state(600000, statement="expenditure", item="basic", expenditure_type="basic")
PROJECT = state(400000, statement="expenditure", item="project", expenditure_type="project")
PEOPLE = state(
    500000, statement="basic", item="personnel", expenditure_type="basic_personnel", fund="general_public_budget"
)
OFFICE = state(
    100000, statement="basic", item="operating", expenditure_type="basic_operating", fund="general_public_budget"
)


def name_parts(*entries: Entry) -> list[tuple[str, int]]:
    hundred = split_hundred(entries)
    return [(each.name, round(each.yuan)) for each in hundred.parts] if hundred else []


def test_people_and_office_are_named_where_they_add_up_to_basic_expenditure() -> None:
    assert name_parts(TOTAL, BASIC, PROJECT, PEOPLE, OFFICE) == [("人员", 50), ("办公", 10), ("项目", 40)]
    less = state(400000, statement="basic", item="personnel", expenditure_type="basic_personnel")
    assert name_parts(TOTAL, BASIC, PROJECT, less, OFFICE) == [("人员和办公", 60), ("项目", 40)]


def test_parts_that_do_not_add_up_are_not_drawn() -> None:
    wrong = state(390000, statement="expenditure", item="project", expenditure_type="project")
    assert name_parts(TOTAL, BASIC, wrong) == []
    assert name_parts(BASIC, PROJECT) == []


def test_a_budget_is_followed_to_the_accounts() -> None:
    steps = [
        state(value, statement="expenditure", item="total", phase=phase)
        for value, phase in ((900000, "approved"), (1250000, "adjusted"), (1000000, "executed"))
    ]
    course = follow_budget(steps)
    assert course
    assert [(name, int(entry.value)) for name, entry in course.steps] == [
        ("年初预算", 900000), ("全年预算", 1250000), ("决算", 1000000),
    ]  # fmt: skip
    assert course.rate == 80
    assert course.widths == [72, 100, 80]
    assert follow_budget(steps[:2]) is None


@pytest.mark.first_reports
def test_the_parts_of_every_page_are_of_the_total_it_names(repository: Layout, reference: Reference) -> None:
    seen = 0
    for entries, _ in list_pages(repository, reference):
        if hundred := split_hundred(entries):
            seen += 1
            parts = sum((each.amount.value for each in hundred.parts), Decimal(0))
            assert abs(parts - hundred.whole.value) <= 2 * ROUNDING
            for each in hundred.parts:
                assert abs(hundred.whole.value * each.yuan / 100 - each.amount.value) < 1
    assert seen >= 5
