"""From a clause to a fact, or the reason why it is none: the rules of the grammar of a figure, each a row of a test."""

from __future__ import annotations

from decimal import Decimal

from disclosure.model import DetailKind, Fact
from disclosure.parse.codes import SUM
from disclosure.parse.narrative.bases import name_economic
from disclosure.parse.narrative.clause import OPEN_TYPE, Apart, Clause, Context, Meaning, Numbered, Reason, name_amount
from disclosure.parse.narrative.coded import GOVERNMENT
from disclosure.parse.numbers import Quantity
from disclosure.parse.phases import name_earlier
from disclosure.parse.words import NOT_HELD, Label, SectionWords
from disclosure.quick import replace

#: The form of facts that are stated in words.
IN_WORDS = "narrative-words"
#: The measure of a number by the dimension of its unit of measure; a bare number counts people.
_LEVELS = {"bare": "count", "money": "amount", "area": "area", "score": "score", "count": "count"}
#: Measures whose figures are of money, and so of a fund.
_OF_MONEY = frozenset({"amount", "share", "change", "change_rate", "variance_rate", "completion_rate"})
_RELATIVE = frozenset({"change", "change_rate", "share", "variance_rate", "completion_rate"})
#: A rate may differ by so much from the one that rounded amounts make, in percentage points.
_POINT = Decimal(1)
#: Units of measure of equipment, which vehicles are not counted in.
_OF_EQUIPMENT = frozenset({"台（套）", "套"})
#: The phases of a year's two budgets.
_BUDGETS = frozenset({"approved", "adjusted"})
#: Sources of revenue that are of no fund of the government's.
_SOURCES = frozenset({"service_income", "business_income", "superior_subsidy", "subsidiary_remittance", "other_income"})
#: Statements that hold counts; and the items of the one that holds both that are amounts of money.
_COUNTING = frozenset({"staff", "assets", "performance"})
_MONEY_OF_THREE_PUBLIC = frozenset({
    "total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception", "combined", "meetings",
    "training",
})  # fmt: skip
#: Measures of things, and what is counted of items of money by the unit of measure: 公务用车购置0辆.
_OF_THINGS = frozenset({"count", "area", "score"})
_COUNTED: dict[tuple[str, str], str | Reason] = {("vehicle_purchase", "辆"): "vehicles_purchased"}
#: Statements on all money: their wholes have a share of nothing larger.
_OF_ALL = frozenset({"overall", "revenue", "expenditure"})
#: Items that are all of a side.
_WHOLES = ("total", "current_year")


def interpret(numbered: Numbered, context: Context) -> Fact | Apart | Reason:
    """The fact that a clause and its number state, or the detail, or why they state none."""
    meaning = find_meaning(numbered, context)
    if isinstance(meaning, Apart | Reason):
        return meaning
    fact = make_fact(numbered, meaning, context)
    return Reason.REPEATED if _is_given_otherwise(fact, context) else fact


def _is_given_otherwise(fact: Fact, context: Context) -> bool:
    """Whether the sentence has another amount for the same: one of them is a part that lost its words (货物3万元；其中
    一般公共预算…：货物2万元)."""
    subject = name_amount(fact)
    return fact.measure == "amount" and any(of == subject and value != fact.value for of, value in context.given)


def find_meaning(numbered: Numbered, context: Context) -> Meaning | Apart | Reason:
    """What the number of a clause is; its links first, then its shape, then its item."""
    subject = numbered.clause.subject
    obstacle = _find_obstacle(numbered, context)
    if obstacle is not None or subject is None:
        return obstacle or Reason.NO_SUBJECT
    clause = numbered.clause
    if clause.prior and not clause.is_relative and not clause.compared:
        return _find_prior(numbered, subject, context)
    if clause.compared and not clause.sign and numbered.ahead.changes:
        if clause.basis == "prior_year":
            return _find_prior(numbered, subject, context)
        if clause.basis in _BUDGETS:
            # 比年初预算数10万元减少2万元: the first is the amount of the budget
            clause = replace(clause, phase=clause.basis, basis="")
            numbered = replace(numbered, clause=clause)
    shape = _find_shape(numbered, context)
    if isinstance(shape, Reason):
        return shape
    measure, phase, basis, value = shape
    item = _find_item(clause, subject, numbered.quantity, measure, context)
    if kind := _kind_apart(clause, subject, item):
        item = subject.item if kind == "planned_asset" else ""
        return Apart(kind, Meaning(statement_of(subject, context), item, measure, phase, basis, value))
    if isinstance(item, Reason):
        return item
    meaning = Meaning(statement_of(subject, context), item, measure, phase, basis, value)
    if measure == "share" and _has_lost_its_part(clause, meaning):
        return Reason.NO_SUBJECT
    if measure == "count" and (meaning.statement == "assets" or item == "offices") and item in context.counted:
        return Reason.REPEATED  # a second list: of what is to be bought, or of another unit
    if measure == "amount" and clause.amount == value and phase == context.phase:
        return meaning  # the same amount again
    return Reason.REPEATED if key_of(numbered, meaning) in clause.used else meaning


def _find_obstacle(numbered: Numbered, context: Context) -> Reason | None:
    """Why the number of a clause is not read, whatever its measure."""
    clause, subject = numbered.clause, numbered.clause.subject
    of_money = dimension_of(numbered.quantity) == "money"
    if numbered.in_words and of_money and subject is not None and not holds_money(subject, context):
        return Reason.OTHER_UNIT
    if numbered.in_words and of_money and not clause.sign and context.phase != "approved":
        return Reason.UNKNOWN_WORDS  # what was not planned may have been spent
    if not clause.linked or clause.obstacle is not None or subject is None:
        return clause.obstacle or Reason.NO_SUBJECT
    if clause.elsewhere and (of_money or clause.sign) and not (clause.prior and not clause.is_relative):
        return Reason.OTHER_YEAR  # 2021年度三公经费20万元 in the report of 2022; counts may be of a year's end
    if context.list_type == OPEN_TYPE and (subject.path or subject.economic_code) and not subject.expenditure_type:
        return Reason.WHICH_WHOLE
    if _has_lost_its_unit(numbered, context):
        return Reason.OTHER_UNIT
    if _has_lost_its_subject(numbered):
        return Reason.NO_SUBJECT
    if numbered.ahead.approximate:
        return Reason.APPROXIMATE
    return Reason.WHICH_BUDGET if clause.phase == "budget" else None


def _has_lost_its_subject(numbered: Numbered) -> bool:
    """Whether a sentence that begins with a verb of change (。下降5%) may be the rest of another one: it goes on with
    the one before only as the rate of its change, and only where the numbers make that rate."""
    clause, rate = numbered.clause, numbered.quantity.value * numbered.clause.sign
    if not clause.carried or not clause.sign or numbered.in_words:
        return False
    if clause.compared:  # nothing is left of what grew: 购置费0.00万元。比上年增长2%
        return clause.amount == 0 and rate > 0 and dimension_of(numbered.quantity) == "rate"
    if dimension_of(numbered.quantity) != "rate" or clause.last_measure != "change":
        return True
    if clause.amount is None or clause.change is None:
        return False
    before = clause.amount - clause.change
    return bool(before) and abs(clause.change * 100 / before - rate) > max(_POINT, abs(rate) / 20)


def _has_lost_its_part(clause: Clause, meaning: Meaning) -> bool:
    """Whether a share is of a part that was lost: 支出合计10万元，占80%; a whole has a share of another one only."""
    if is_whole(meaning.item):
        itself = meaning.basis == meaning.item and meaning.statement in _OF_ALL
        return (itself or not clause.share) and not (clause.subject and clause.subject.expenditure_type)
    return meaning.basis == meaning.item


def _has_lost_its_unit(numbered: Numbered, context: Context) -> bool:
    """Whether 万 was probably lost: an amount in 元 with decimals behind amounts in 万元 (支出9.00万元，增加5.00元)."""
    measure = numbered.quantity.measure
    decimals = "." in numbered.quantity.number and numbered.quantity.value != 0
    return measure is not None and measure.printed == "元" and context.money == "万元" and decimals


def _kind_apart(clause: Clause, subject: Label, item: str | Reason) -> DetailKind | None:
    """The kind of a detail that a number is; None if it is none. Of what is to be bought facts have the sum, not the
    kinds."""
    if clause.planned and not subject.planned and subject.item.startswith("vehicles_"):
        return "planned_asset"
    if item == NOT_HELD:
        return "part"
    return "government_class" if subject.economic_code.startswith(GOVERNMENT) else None


def _find_prior(numbered: Numbered, subject: Label, context: Context) -> Apart | Reason:
    """The amount of the year before in 比上年预算数10万元增加2万元. Its phase is what the words before it name."""
    clause, quantity = numbered.clause, numbered.quantity
    item = _find_item(clause, subject, quantity, "amount", context)
    if isinstance(item, Reason):
        return item
    if dimension_of(quantity) != "money":
        return Reason.OTHER_UNIT
    if item == NOT_HELD or subject.economic_code.startswith(GOVERNMENT):
        return Reason.OTHER_YEAR
    phase = name_earlier(numbered.evidence.quote)
    return Apart("prior_year", Meaning(statement_of(subject, context), item, "amount", phase, "", quantity.value))


def holds_money(label: Label, context: Context) -> bool:
    """Whether the figures of a label are amounts of money."""
    statement = statement_of(label, context)
    if statement == "three_public":
        return label.item in _MONEY_OF_THREE_PUBLIC
    return not label.units and statement not in _COUNTING


def statement_of(label: Label, context: Context) -> str:
    """The statement that a label belongs to: its own, or the section's."""
    return label.statement or context.topic.statement


def dimension_of(quantity: Quantity) -> str:
    """The dimension of a number's unit of measure; ``bare`` without one."""
    return quantity.measure.dimension if quantity.measure else "bare"


def key_of(numbered: Numbered, meaning: Meaning | Fact) -> tuple[object, ...]:
    """What a subject can have one number of: of things one for each unit of measure (2个团组、5人次)."""
    measure = numbered.quantity.measure
    unit = measure.printed if measure is not None and measure.dimension != "money" else ""
    return (
        meaning.statement, meaning.item, meaning.measure, meaning.phase, meaning.basis, unit,
        bool(numbered.clause.phase),
    )  # fmt: skip


def is_whole(item: str) -> bool:
    """Whether an item is all of a side."""
    return item in _WHOLES


def _find_item(clause: Clause, subject: Label, quantity: Quantity, measure: str, context: Context) -> str | Reason:
    if subject.units:
        if measure == "share" and clause.share and "万元" in subject.units:
            return subject.units["万元"]  # 项目12个，资金100.00万元，占项目支出总额的50%
        if measure in _RELATIVE:
            return Reason.OTHER_UNIT
        return subject.units.get(quantity.measure.printed if quantity.measure else "") or Reason.OTHER_UNIT
    if subject.item == SUM:
        return _name_sum(context)
    if clause.planned:
        # What is to be bought is not what there is.
        return subject.planned or Reason.UNKNOWN_WORDS
    if context.planned and (subject.planned or subject.item in context.items):
        # Named behind a purchase: of what there is, or of what is to be bought.
        return Reason.REPEATED
    if context.side == "expenditure" and subject.direction == "revenue" and not is_whole(subject.item):
        return Reason.NO_SUBJECT  # a source that expenditure is made from is not revenue
    if subject.item.startswith("vehicles") and quantity.measure and quantity.measure.printed in _OF_EQUIPMENT:
        return Reason.OTHER_UNIT  # 特种专业技术用车9 / 台（套）: the words between were lost
    if measure in _OF_THINGS and holds_money(subject, context):
        return _COUNTED.get((subject.item, quantity.measure.printed if quantity.measure else ""), Reason.OTHER_UNIT)
    return subject.item


def _name_sum(context: Context) -> str:
    """What 收入合计 is: in final accounts the year's, as their forms have no carryover; in a budget all revenue."""
    return "current_year" if context.phase == "executed" else "total"


_Shape = tuple[str, str, str, Decimal]


def _find_shape(numbered: Numbered, context: Context) -> _Shape | Reason:
    """Measure, phase, basis and signed value of a linked number, by the words before it and its unit of measure."""
    clause, quantity = numbered.clause, numbered.quantity
    dimension = dimension_of(quantity)
    if dimension == "rate":
        return _find_rate(clause, quantity.value, context)
    if clause.share is not None or clause.completed is not None or clause.variance or dimension == "points":
        return Reason.OTHER_UNIT
    if dimension == "bare" and clause.subject is not None and not _may_be_bare(numbered, clause.subject, context):
        return Reason.OTHER_UNIT
    if clause.sign < 0 and quantity.value < 0:
        return Reason.OPEN_SIGN  # 减少-5.00万元: documents use it for a fall and for a rise
    if clause.sign:
        return "change", context.phase, clause.basis or "prior_year", quantity.value * clause.sign + 0
    if clause.basis == "prior_year" and not clause.phase:
        # 比上年预算数10万元，增长100%: the verb is left out before the amount and comes before the rate.
        sign = numbered.ahead.verb
        return ("change", context.phase, clause.basis, quantity.value * sign + 0) if sign else Reason.OPEN_SIGN
    dimension = (
        "money" if dimension == "bare" and quantity.value == 0 and not counts_people(clause, context) else dimension
    )
    return _LEVELS[dimension], clause.phase or context.phase, "", quantity.value


def counts_people(clause: Clause, context: Context) -> bool:
    """Whether bare numbers of a clause are of persons."""
    return clause.subject is not None and _names_persons(clause.subject, context)


def _names_persons(subject: Label, context: Context) -> bool:
    """Whether a subject names persons. A class of expenditure does not, even in a section on the staff: rows of a
    table of money may follow there without a heading."""
    return statement_of(subject, context) == "staff" and bool(subject.item) and not subject.path


def _may_be_bare(numbered: Numbered, subject: Label, context: Context) -> bool:
    """Whether a number needs no unit of measure: one of persons, a 0 of money at a clause's end (其他收入为0)."""
    value = numbered.quantity.value
    zero = value == 0 and numbered.ahead.ends and not numbered.clause.sign
    whole = value == value.to_integral_value()
    return (whole and _names_persons(subject, context)) or (zero and holds_money(subject, context))


def _find_rate(clause: Clause, value: Decimal, context: Context) -> _Shape | Reason:
    if clause.variance:
        return "variance_rate", context.phase, clause.basis or context.last_budget or "approved", value
    if clause.completed is not None:
        # 完成预算的50% alone is of the budget named last: that of the year's begin or the changed one
        basis = clause.completed or context.last_budget or context.budget
        return ("completion_rate", "executed", basis, value) if basis else Reason.WHICH_BUDGET
    if clause.share is not None:
        base = _name_sum(context) if clause.share_of == SUM else clause.share_of
        return "share", context.phase, base, value
    if clause.sign < 0 and value < 0:
        return Reason.OPEN_SIGN
    if clause.sign:
        return "change_rate", context.phase, clause.basis or "prior_year", value * clause.sign + 0
    return Reason.OTHER_UNIT


def make_fact(numbered: Numbered, meaning: Meaning, context: Context) -> Fact:
    """The fact of a number of known meaning, with what its subject and the section's topic add."""
    clause, quantity, evidence = numbered.clause, numbered.quantity, numbered.evidence
    subject = clause.subject or Label(())
    # A label of another statement (vehicles under 三公) takes nothing over from this section.
    topic = SectionWords("", ()) if meaning.statement != context.topic.statement else context.topic
    money = meaning.measure in _OF_MONEY
    list_fund = "" if meaning.item == "total" or meaning.item in _SOURCES else context.list_fund
    # A functional code always classifies expenditure, also in a section that covers both sides.
    direction = subject.direction or topic.direction or ("expenditure" if subject.path else "")
    return Fact(
        statement=meaning.statement, direction=direction, item=meaning.item,
        functional_code=subject.functional_code, functional_name="" if subject.economic_code else clause.path,
        economic_code=subject.economic_code, economic_name=name_economic(subject, clause.path, context.economic),
        fund=subject.fund or (
            ((context.fund if subject.path else "") or list_fund or topic.fund) if money else ""
        ),
        expenditure_type=(
            subject.expenditure_type or topic.expenditure_type
            or (context.list_type if subject.path or subject.economic_code else "")
        ),
        project=subject.project, phase=meaning.phase, measure=meaning.measure, basis=meaning.basis,
        value=meaning.value, unit=_unit_of(quantity, meaning), reported=quantity.number,
        reported_unit=evidence.unit_printed,
        form=IN_WORDS if numbered.in_words else "narrative", place=evidence.place, quote=evidence.quote,
        spans=(evidence.span,),
    )  # fmt: skip


def _unit_of(quantity: Quantity, meaning: Meaning) -> str:
    """The base unit of a number; without a unit of measure it counts persons, or is a 0 of money."""
    if quantity.measure is not None:
        return quantity.measure.base
    return "元" if meaning.measure == "amount" else "人"
