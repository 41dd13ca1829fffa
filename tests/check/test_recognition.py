"""Figures read off pictures: kept where a sum proves them, else unread."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from disclosure.check import confirm_recognized
from disclosure.model import Fact, Figure, Parsed, Project


def make_fact(number: int, value: str, form: str = "table-3", **more: object) -> Fact:
    """A fact of the expenditure form whose figure stands at offset ``number * 10``."""
    span = (number * 10, number * 10 + len(value))
    fact = Fact(
        "expenditure", "amount", "executed", Decimal(value) * 10_000, "元", value, "万元", form, "p2", value,
        direction="expenditure", spans=(span,), recognized=True,
    )  # fmt: skip
    return replace(fact, **more)  # type: ignore[arg-type]


def make_parsed(*facts: Fact) -> Parsed:
    figures = tuple(Figure(*fact.spans[0], fact.reported, fact.place, "form:expenditure", "fact") for fact in facts)
    return Parsed(facts, (), (Project(1, "一个项目"),), (), figures)


def form(basic: str = "900.05") -> list[Fact]:
    return [
        make_fact(1, "1200.05", item="total"),
        make_fact(2, basic, item="basic", expenditure_type="basic"),
        make_fact(3, "300.00", item="project", expenditure_type="project"),
    ]


def test_a_sum_that_holds_proves_its_figures() -> None:
    parsed = make_parsed(*form())
    confirmed = confirm_recognized(parsed, "final")
    assert confirmed.facts == parsed.facts
    assert confirmed.figures == parsed.figures
    assert confirmed.projects == ()  # no figure that was kept is of it


def test_one_wrong_digit_leaves_the_sum_unread() -> None:
    confirmed = confirm_recognized(make_parsed(*form(basic="909.05")), "final")
    assert confirmed.facts == ()
    assert {figure.outcome for figure in confirmed.figures} == {"unread"}


def test_prose_is_proven_by_the_form() -> None:
    same, other = make_fact(4, "1200.05", "narrative", item="total"), make_fact(5, "1200.50", "narrative", item="total")
    confirmed = confirm_recognized(make_parsed(*form(), same, other), "final")
    assert same in confirmed.facts
    assert other not in confirmed.facts
    assert [figure.outcome for figure in confirmed.figures] == ["fact", "fact", "fact", "fact", "unread"]


def test_zeros_prove_nothing() -> None:
    zeros = [replace(fact, value=Decimal(0), reported="0.00") for fact in form()]
    assert confirm_recognized(make_parsed(*zeros), "final").facts == ()


def test_figures_of_the_text_layer_need_no_proof() -> None:
    facts = [replace(fact, recognized=False) for fact in form(basic="909.05")]
    parsed = make_parsed(*facts)
    assert confirm_recognized(parsed, "final") is parsed
    mixed = confirm_recognized(make_parsed(*facts[:2], replace(facts[2], recognized=True)), "final")
    assert mixed.facts == tuple(facts[:2])
