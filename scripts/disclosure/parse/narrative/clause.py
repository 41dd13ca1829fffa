"""A clause: all that the words before one number say of it, and what became of the number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from disclosure.model import DetailKind, Fact
from disclosure.parse.numbers import Quantity
from disclosure.parse.words import Label, SectionWords
from disclosure.quick import quick, replace
from disclosure.reference import CodeList

#: The phases that a rate of what was carried out may be of.
_BUDGETS = frozenset({"approved", "adjusted"})


#: Measures of a change.
OF_CHANGE = frozenset({"change", "change_rate"})
#: The type of expenditure of classes behind several types, which the words do not say.
OPEN_TYPE = "?"


class Reason(StrEnum):
    """Why a number of running text is not read."""

    NO_TOPIC = "no_topic"  # neither a heading nor the sentence says what the section is about
    NO_SUBJECT = "no_subject"  # the clause does not say what the number is of
    UNKNOWN_WORDS = "unknown_words"  # words between the subject and the number are not known
    OTHER_YEAR = "other_year"  # the amount is of another year than the report
    WHICH_BUDGET = "which_budget"  # the document does not say which of a year's two budgets is meant
    OTHER_UNIT = "other_unit"  # the unit of measure does not fit the words
    OPEN_SIGN = "open_sign"  # rise or fall: the words contradict each other or the number's sign
    WHICH_WHOLE = "which_whole"  # a comparison behind several parts may be of the whole or of the last part
    APPROXIMATE = "approximate"  # 约, 近, 左右, 余: the number is rounded by the document's own words
    REPEATED = "repeated"  # a second number for what the clause has a number of already


def name_amount(fact: Fact) -> tuple[str, ...]:
    """What an amount is of, by all that a fact says of it."""
    return (
        fact.statement, fact.direction, fact.item, fact.functional_code, fact.functional_name, fact.economic_code,
        fact.economic_name, fact.fund, fact.expenditure_type, str(fact.project), fact.phase, fact.unit,
    )  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a number is printed and how: the words that lead to it are its quote."""

    place: str
    quote: str
    unit_printed: str
    span: tuple[int, int]


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of the next number: its subject, phase, comparison, direction, share.

    ``subject_at`` and ``start`` are where the subject and the words of the number begin. ``linked``: words of the
    grammar lead from the subject to here without a gap; if not, ``obstacle`` says why (none where nothing was said
    yet). ``sign`` is that of a verb of change, ``basis`` what a change is against, ``share`` the words behind 占, and
    ``share_of`` what they name; ``completed`` is the budget of a rate of completion (empty: it is not named).
    ``planned``: it is about what is to be bought; ``listed``: several things were named before; ``named``: the sentence
    before only named the subject; ``elsewhere``: it is about another year.
    ``labels`` and ``filled`` count the subjects of the sentence and those with figures; ``used`` are the measures of
    the subject that have a figure. ``path`` is the name of a functional or economic class as printed.
    ``last_measure``, ``last_sign`` and ``last_end`` are of the figure before: a rate in brackets right behind a change
    has its sign. ``amount`` is the subject's own amount, ``change`` that of its change, which a reason may break down.
    ``prior``: the amount is of the year before. ``carried``: a full stop came between the subject and a verb of change.
    """

    subject: Label | None = None
    subject_at: int = -1
    start: int = -1
    path: str = ""
    phase: str = ""
    basis: str = ""
    sign: int = 0
    share: str | None = None
    share_of: str = ""
    completed: str | None = None
    variance: bool = False
    compared: bool = False
    planned: bool = False
    linked: bool = False
    obstacle: Reason | None = None
    listed: bool = False
    named: bool = False
    elsewhere: bool = False
    prior: bool = False
    labels: int = 0
    filled: int = 0
    used: frozenset[tuple[object, ...]] = frozenset()
    last_measure: str = ""
    last_sign: int = 0
    last_end: int = -1
    amount: Decimal | None = None
    change: Decimal | None = None
    carried: bool = False

    @property
    def named_alone(self) -> bool:
        """Whether a sentence did no more than name its subject: its figures are in the next."""
        if self.subject is None or self.obstacle is not None:
            return False
        return self.named or (self.start == self.subject_at and self.linked)

    @property
    def is_relative(self) -> bool:
        """Whether the next number is a change, a share or another rate."""
        return bool(self.sign or self.variance) or self.share is not None or self.completed is not None

    def without_change(self) -> Clause:
        """The clause without direction, share, completion and variance."""
        if not self.is_relative:
            return self
        return replace(self, sign=0, share=None, completed=None, variance=False)

    def announces(self, kind: str, value: Any, share_of: str) -> Clause:
        """The clause behind words that announce a rate of a ``kind``: a share of ``share_of``, what was carried out,
        a variance."""
        clause = self.without_change()
        if kind == "variance":
            return replace(clause, variance=True)
        if kind == "completion":
            return replace(clause, completed=value)
        return replace(clause, share=value, share_of=share_of)

    def breaks(self, reason: Reason) -> Clause:
        """The clause behind something that the grammar does not know: the next number is not read for ``reason``."""
        if self.obstacle is reason and not self.linked and not self.is_relative:
            return self  # most often, the character before was unknown too
        return replace(self.without_change(), linked=False, obstacle=reason)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the words around a number say of it: the sign of a verb that follows; whether the change of an amount
    follows, so that the amount is the earlier one; whether the words since the subject speak of a budget; whether the
    clause ends with the number; whether words next to it say that it is approximate."""

    verb: int = 0
    changes: bool = False
    of_budget: bool = False
    ends: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A clause with its number; one that is stated in words (持平) is a 0 ``in_words``."""

    clause: Clause
    quantity: Quantity
    ahead: Ahead
    evidence: Evidence
    in_words: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Context:
    """What a section and a sentence say beyond the clause: the section's topic, the document's own phase, the phase
    that 预算 alone is (``budget``), the fund named last for functions (``fund``) or with a total (``list_fund``), the
    type of expenditure whose classes follow (``list_type``), the unit of measure of the last amount (``money``), the
    side whose total was given last, whether purchases were announced, the items that have figures (``items``) and
    those that have a number of things (``counted``), the phase of the budget figure given last, and what the sentence
    has amounts of (``given``), each with its value."""

    topic: SectionWords
    phase: str
    budget: str
    economic: CodeList
    fund: str = ""
    list_fund: str = ""
    list_type: str = ""
    money: str = ""
    side: str = ""
    planned: bool = False
    items: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    last_budget: str = ""
    given: frozenset[tuple[tuple[str, ...], Decimal]] = frozenset()

    def after(self, fact: Fact) -> Context:
        """The context behind a figure that was read."""
        budget = fact.phase if fact.phase in _BUDGETS else self.last_budget
        counted = self.counted | {fact.item} if fact.measure == "count" else self.counted
        money = fact.reported_unit if fact.unit == "元" and fact.value else self.money
        given = self.given | {(name_amount(fact), fact.value)} if fact.measure == "amount" else self.given
        return replace(
            self, items=self.items | {fact.item}, counted=counted, last_budget=budget, money=money, given=given
        )  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number is: statement and item, its measure, phase, what it is against or a share of, its signed value in
    the base unit."""

    statement: str
    item: str
    measure: str
    phase: str
    basis: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Apart:
    """A number that is understood and is not a fact but a detail of a ``kind``, with its ``meaning``."""

    kind: DetailKind
    meaning: Meaning
