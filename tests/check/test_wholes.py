"""Of which fact a detail is a part."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from disclosure.check.cases.wholes import find_wholes
from disclosure.model import Detail, Fact


def make_fact(form: str = "table-2", **more: Any) -> Fact:
    return Fact("revenue", "amount", "approved", Decimal(1), "元", "1", "元", form, "p1", "1", "revenue", **more)


def make_detail(form: str = "table-2", **more: Any) -> Detail:
    fact = make_fact(form, **more)
    return Detail(**{each.name: getattr(fact, each.name) for each in fields(Fact)}, subunit="望舒市档案馆", year=2026)


def test_a_detail_is_a_part_of_the_same_row_and_column_of_its_form() -> None:
    facts = [
        make_fact("table-1", item="total"), make_fact(item="total"), make_fact(functional_code="201"),
        make_fact(item="total", fund="other"),
    ]  # fmt: skip
    details = [
        make_detail(item="total"), make_detail(functional_code="201"), make_detail(item="total", fund="other"),
        make_detail(functional_code="205"), make_detail(functional_code="205", fund="special_account"),
        make_detail("table-3", item="total"),
    ]  # fmt: skip
    assert find_wholes(facts, details) == [2, 3, 4, 2, None, None]
