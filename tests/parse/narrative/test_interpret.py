"""One clause and its number to a fact or a reason: each rule of the grammar of a figure is a row."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Fact
from disclosure.parse.narrative.clause import Ahead, Apart, Clause, Context, Evidence, Meaning, Numbered, Reason
from disclosure.parse.narrative.interpret import interpret, key_of
from disclosure.parse.numbers import match_quantity
from disclosure.parse.words import Label, SectionWords
from disclosure.reference import Reference

TOPIC = SectionWords("expenditure", (), "expenditure", "expenditure")
SUBJECT = Label(("基本支出",), item="basic", expenditure_type="basic")
LINKED = Clause(SUBJECT, 0, 0, linked=True)
GUESTS = Label(("公务接待",), units={"批次": "receptions"})
SOURCE = Label(("事业收入",), item="service_income", direction="revenue")

CASES: dict[str, tuple[Clause, str, Ahead, object]] = {
    "an amount": (LINKED, "5.00万元", Ahead(), ("amount", "approved", "", 50000)),
    "an amount of another phase": (
        replace(LINKED, phase="adjusted"), "5.00万元", Ahead(), ("amount", "adjusted", "", 50000),
    ),
    "a fall": (
        replace(LINKED, sign=-1, basis="prior_year"), "5.00万元", Ahead(), ("change", "approved", "prior_year", -50000),
    ),
    "a rate of a fall": (replace(LINKED, sign=-1), "5%", Ahead(), ("change_rate", "approved", "prior_year", -5)),
    "a share": (replace(LINKED, share="", share_of="total"), "5%", Ahead(), ("share", "approved", "total", 5)),
    "a verb behind the amount": (
        replace(LINKED, basis="prior_year", compared=True), "5.00万元", Ahead(verb=-1),
        ("change", "approved", "prior_year", -50000),
    ),
    "an amount of before": (
        replace(LINKED, basis="prior_year", compared=True), "5.00万元", Ahead(verb=1, changes=True),
        Apart("prior_year", Meaning("expenditure", "basic", "amount", "", "", Decimal(50000))),
    ),
    "no subject": (Clause(), "5.00万元", Ahead(), Reason.NO_SUBJECT),
    "nothing leads from it": (replace(LINKED, linked=False), "5.00万元", Ahead(), Reason.NO_SUBJECT),
    "unknown words": (LINKED.breaks(Reason.UNKNOWN_WORDS), "5.00万元", Ahead(), Reason.UNKNOWN_WORDS),
    "another year": (replace(LINKED, elsewhere=True), "5.00万元", Ahead(), Reason.OTHER_YEAR),
    "some budget": (replace(LINKED, phase="budget"), "5.00万元", Ahead(), Reason.WHICH_BUDGET),
    "a rate that is of nothing": (LINKED, "5%", Ahead(), Reason.OTHER_UNIT),
    "an amount behind a share": (replace(LINKED, share="", share_of="total"), "5.00万元", Ahead(), Reason.OTHER_UNIT),
    "a bare number": (LINKED, "5", Ahead(), Reason.OTHER_UNIT),
    "a fall of a negative number": (replace(LINKED, sign=-1), "-5.00万元", Ahead(), Reason.OPEN_SIGN),
    "a comparison without a verb": (
        replace(LINKED, basis="prior_year", compared=True), "5.00万元", Ahead(), Reason.OPEN_SIGN,
    ),
    "which budget was completed": (replace(LINKED, completed=""), "5%", Ahead(), Reason.WHICH_BUDGET),
    "how much of a named budget was completed": (
        replace(LINKED, completed="adjusted"), "5%", Ahead(), ("completion_rate", "executed", "adjusted", 5),
    ),
    "an amount behind words of completion": (
        replace(LINKED, completed="approved"), "5.00万元", Ahead(), Reason.OTHER_UNIT,
    ),
    "an item by its unit": (replace(LINKED, subject=GUESTS), "5批次", Ahead(), ("count", "approved", "", 5)),
    "a unit the item does not have": (replace(LINKED, subject=GUESTS), "5辆", Ahead(), Reason.OTHER_UNIT),
    "a purchase of what is not bought": (replace(LINKED, planned=True), "5.00万元", Ahead(), Reason.UNKNOWN_WORDS),
    "a kind of vehicle to buy": (
        replace(LINKED, planned=True, subject=Label((), item="vehicles_other")), "5辆", Ahead(),
        Apart("planned_asset", Meaning("expenditure", "vehicles_other", "count", "approved", "", Decimal(5))),
    ),
}  # fmt: skip


NOTHING = Ahead()


def make_numbered(clause: Clause, printed: str, ahead: Ahead = NOTHING) -> Numbered:
    quantity = match_quantity(printed, 0)
    assert quantity is not None
    unit = quantity.measure.printed if quantity.measure else ""
    return Numbered(clause, quantity, ahead, Evidence("p1", printed, unit, (0, quantity.number_end)))


@pytest.fixture
def context(reference: Reference) -> Context:
    return Context(TOPIC, "approved", "", reference.economic)


@pytest.mark.parametrize("case", CASES)
def test_a_clause_is_a_fact_or_has_a_reason(context: Context, case: str) -> None:
    clause, printed, ahead, expected = CASES[case]
    found = interpret(make_numbered(clause, printed, ahead), context)
    if isinstance(found, Fact):
        assert (found.measure, found.phase, found.basis, found.value) == expected
    else:
        assert found == expected


def test_a_second_number_for_the_same_is_refused(context: Context) -> None:
    numbered = make_numbered(LINKED, "5.00万元")
    fact = interpret(numbered, context)
    assert isinstance(fact, Fact)
    again = replace(LINKED, used=frozenset({key_of(numbered, fact)}))
    assert interpret(make_numbered(again, "6.00万元"), context) is Reason.REPEATED
    assert isinstance(interpret(make_numbered(replace(again, sign=1), "6.00万元"), context), Fact)


def test_a_source_behind_the_total_of_expenditure_is_refused(context: Context) -> None:
    numbered = make_numbered(replace(LINKED, subject=SOURCE), "5.00万元")
    assert isinstance(interpret(numbered, context), Fact)
    assert interpret(numbered, replace(context, side="expenditure")) is Reason.NO_SUBJECT


def test_an_item_named_again_behind_a_purchase_is_refused(context: Context) -> None:
    behind = replace(context, planned=True, items=frozenset({"basic"}))
    assert interpret(make_numbered(LINKED, "5.00万元"), behind) is Reason.REPEATED


def test_the_topic_gives_what_the_label_leaves_open(context: Context) -> None:
    topic = replace(TOPIC, fund="general_public_budget")
    fact = interpret(make_numbered(LINKED, "5.00万元"), replace(context, topic=topic))
    assert isinstance(fact, Fact)
    assert (fact.direction, fact.fund, fact.expenditure_type) == ("expenditure", "general_public_budget", "basic")
    elsewhere = replace(LINKED, subject=replace(SUBJECT, statement="assets"))
    other = interpret(make_numbered(elsewhere, "5.00万元"), replace(context, topic=topic))
    assert isinstance(other, Fact)
    assert (other.direction, other.fund, other.value) == ("", "", Decimal(50000))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("二、收入决算情况说明\n其中：非本级事业收入5万元。", Reason.UNKNOWN_WORDS),
        ("二、收入决算情况说明\n5万元为事业收入。", Reason.NO_SUBJECT),
        ("二、收入决算情况说明\n事业收入5%。", Reason.OTHER_UNIT),
        ("二、收入决算情况说明\n事业收入5万元，6万元。", Reason.REPEATED),
        ("三、专项资金情况说明\n事业收入5.00万元。", Reason.NO_TOPIC),
    ],
)
def test_every_refused_number_has_its_reason(read_text: ReadText, text: str, reason: Reason) -> None:
    parsed = read_text(text, "final")
    assert [(each.reason, each.figures) for each in parsed.refusals] == [(reason, 1)]
    assert sum(figure.outcome == "unread" for figure in parsed.figures) == 1
