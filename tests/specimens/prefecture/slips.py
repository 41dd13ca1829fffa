"""Slips as people make them, planted in documents that are right: the list of them is the audit's answer key."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from disclosure.model import Fact, Indicator, Parsed

from ..books import show
from .writer import Written

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Slip:
    """One planted slip: in which report, of what kind, which facts or projects it is in, and the checks that may tell it."""

    report_id: str
    kind: str
    facts: frozenset[int]
    projects: frozenset[int]
    checks: frozenset[str]


@dataclass(frozen=True)
class Kind:
    """A kind of slip: the documents it can be made in, how it is made, and the checks one of which must tell it."""

    document: str
    plant: Callable[[Parsed, random.Random], Parsed | None]
    checks: tuple[str, ...]


def _pick(parsed: Parsed, draw: random.Random, **wanted: Any) -> int | None:
    """The index of a fact with the wanted columns, if there is one; a column wanted as a tuple may be any of it."""

    def fits(fact: Fact) -> bool:
        return all(
            getattr(fact, name) in (value if isinstance(value, tuple) else (value,)) for name, value in wanted.items()
        )

    found = [index for index, fact in enumerate(parsed.facts) if fits(fact) and fact.value]
    return draw.choice(found) if found else None


def _put(parsed: Parsed, index: int, value: Decimal) -> Parsed:
    """The fact at ``index`` with another value, as it would be printed."""
    fact = parsed.facts[index]
    reported = show(int(abs(value) / 100)) if fact.unit == "元" else str(abs(value))
    changed = replace(fact, value=value, reported=reported, quote=fact.quote.replace(fact.reported, reported))
    return replace(parsed, facts=(*parsed.facts[:index], changed, *parsed.facts[index + 1 :]))


def _alter(
    by: Callable[[Decimal, random.Random], Decimal], **wanted: Any
) -> Callable[[Parsed, random.Random], Parsed | None]:
    """A slip in one fact: ``by`` gives its wrong value from the right one."""

    def plant(parsed: Parsed, draw: random.Random) -> Parsed | None:
        index = _pick(parsed, draw, **wanted)
        return None if index is None else _put(parsed, index, by(parsed.facts[index].value, draw))

    return plant


def _off(value: Decimal, draw: random.Random) -> Decimal:
    """A sum off by some thousands of 元."""
    return value + draw.randrange(1, 90) * 1_000


def _swap(value: Decimal, draw: random.Random) -> Decimal:
    """The first two different digits that stand side by side change places."""
    digits = str(int(value / 100))
    for left in range(len(digits) - 1):
        if digits[left] != digits[left + 1]:
            return Decimal(digits[:left] + digits[left + 1] + digits[left] + digits[left + 2 :]) * 100
    return value + 100


def _copy_rate(parsed: Parsed, draw: random.Random) -> Parsed | None:
    """The rate of the line above stands again: the line was copied and the rate forgotten."""
    rates = [
        index for index, fact in enumerate(parsed.facts)
        if fact.measure == "change_rate" and len(fact.functional_code) == 7 and fact.statement == "general_public"
    ]  # fmt: skip
    pairs = [
        (a, b) for a, b in pairwise(rates)
        if abs(parsed.facts[a].value - parsed.facts[b].value) > 1 and parsed.facts[a].value * parsed.facts[b].value > 0
    ]  # fmt: skip
    if not pairs:
        return None
    above, below = draw.choice(pairs)
    return _put(parsed, below, parsed.facts[above].value)


def _wrong_prior(parsed: Parsed, draw: random.Random) -> Parsed | None:
    """Change and rate fit each other, but not what last year's document says."""
    index = _pick(parsed, draw, statement="operating", item="total", measure="change")
    if index is None:
        return None
    now = parsed.facts[index - 1].value
    change = parsed.facts[index].value + draw.choice((-1, 1)) * draw.randrange(5, 40) * 100
    if now - change <= 0 or not change or (change > 0) != (parsed.facts[index].value > 0):
        return None
    rate = (change / (now - change) * 100).quantize(_HUNDREDTH)
    return _put(_put(parsed, index, change), index + 1, rate)


def _opening_off(parsed: Parsed, draw: random.Random) -> Parsed | None:
    """The year opens with something else than the last one closed with; totals and the rest are made to fit."""
    opening = _pick(parsed, draw, statement="overall", item="opening_carryover")
    closing = _pick(parsed, draw, statement="overall", item="closing_carryover")
    totals = [
        index for index, fact in enumerate(parsed.facts)
        if (fact.statement, fact.item, fact.measure) == ("overall", "total", "amount")
    ]  # fmt: skip
    if opening is None or closing is None:
        return None
    more = Decimal(draw.randrange(2, 60) * 100)
    for index in (opening, closing, *totals):
        parsed = _put(parsed, index, parsed.facts[index].value + more)
    return parsed


def _in_ten_thousands(parsed: Parsed, draw: random.Random) -> Parsed | None:
    """80 万家 beside 80 家: the result in ten thousands, by a slip of the hand."""
    found = [index for index, each in enumerate(parsed.indicators) if each.actual_unit == "家"]
    if not found:
        return None
    index = draw.choice(found)
    wrong = replace(parsed.indicators[index], actual="=80万家", actual_unit="万家")
    return _replace_indicator(parsed, index, wrong)


def _score_over_weight(parsed: Parsed, draw: random.Random) -> Parsed | None:
    if not parsed.indicators:
        return None
    index = draw.randrange(len(parsed.indicators))
    old = parsed.indicators[index]
    return _replace_indicator(parsed, index, replace(old, score=(old.weight or Decimal(0)) + 2))


def _replace_indicator(parsed: Parsed, index: int, wrong: Indicator) -> Parsed:
    return replace(parsed, indicators=(*parsed.indicators[:index], wrong, *parsed.indicators[index + 1 :]))


def _more(value: Decimal, draw: random.Random) -> Decimal:
    return value + value // 2 // 100 * 100 + 10_000


KINDS = {
    "sum off": Kind(
        "final", _alter(_off, statement="overall", item="current_year", direction="expenditure"),
        ("overall-parts", "repeated-figures", "related-statements"),
    ),
    "line off": Kind(
        "budget", _alter(_off, statement="general_public", form="table-5", expenditure_type="", functional_code=("2080505", "2101102")),
        ("functional-sums", "basic-and-project"),
    ),
    "type off": Kind("budget", _alter(_off, statement="basic", economic_code=("30101", "30201"), expenditure_type="basic"),
                     ("economic-sums", "fund-columns", "basic-parts", "basic-and-project", "expenditure-by-kind")),
    "digits swapped": Kind(
        "final", _alter(_swap, statement="three_public", item="reception", measure="amount", phase="executed"),
        ("three-public-parts", "repeated-figures", "change-rate", "shares", "variance-rate"),
    ),
    "rate copied": Kind("final", _copy_rate, ("change-rate", "repeated-rate")),
    "sign turned": Kind(
        "final", _alter(lambda value, _: -value, statement="general_public", measure="change", functional_code=("2080505", "2101102")),
        ("change-rate", "prior-year-continuity", "prior-year-sum"),
    ),
    "share wrong": Kind("final", _alter(lambda value, _: value + 7, statement="expenditure", measure="share", item="project"), ("shares", "shares-sum")),
    "variance wrong": Kind("final", _alter(lambda value, _: value - 4, statement="general_public", measure="variance_rate"), ("variance-rate",)),
    "prior year wrong": Kind("final", _wrong_prior, ("prior-year-continuity",)),
    "opening off": Kind("final", _opening_off, ("carryover-continuity",)),
    "budget misquoted": Kind("final", _alter(_off, statement="general_public", item="total", phase="approved"), ("variance-rate", "budget-continuity")),
    "value without count": Kind("final", _alter(lambda *_: Decimal(0), statement="assets", item="vehicles", measure="count"),
                                ("value-without-count", "vehicles-by-kind", "related-statements", "asset-continuity")),
    "staff off": Kind("final", _alter(lambda value, _: value + 3, statement="staff", item="headcount", measure="count"), ("staff-parts",)),
    "part beyond whole": Kind("final", _alter(_more, statement="procurement", item="sme", measure="amount"), ("procurement-small-firms", "shares")),
    "spent beyond budget": Kind(
        "final", _alter(_more, statement="performance", item="total", phase="executed", measure="amount", fund="", project=(1, 2)),
        ("executed-within-budget", "project-funds", "execution-rate"),
    ),
    "score beyond weight": Kind("final", _score_over_weight, ("score-within-weight", "indicator-scores")),
    "in ten thousands": Kind("final", _in_ten_thousands, ("indicator-unit", "completion-rate")),
}  # fmt: skip


def plant_slips(
    units: Iterable[Sequence[Written]], seed: int, every: int = 4
) -> Iterator[tuple[list[Written], list[Slip]]]:
    """Each unit's documents with a slip in one of ``every``, the kinds in turn, and the list of them.

    The first year stays right, so that every slip has a document before it to be held against.
    """
    draw, turn = random.Random(seed), 0
    kinds = list(KINDS.items())
    for documents in units:
        planted, slips = list(documents), []
        for index in range(2, len(documents)):
            name, kind = kinds[turn % len(kinds)]
            written = documents[index]
            if draw.randrange(every) or kind.document != written.report.kind:
                continue
            wrong = kind.plant(written.parsed, draw)
            if wrong is None:
                continue
            turn += 1
            planted[index] = replace(written, parsed=wrong)
            slips.append(_name_slip(written, wrong, name, kind))
        yield planted, slips


def _name_slip(written: Written, wrong: Parsed, name: str, kind: Kind) -> Slip:
    right = written.parsed
    facts = [number for number, pair in enumerate(zip(right.facts, wrong.facts, strict=True), 1) if pair[0] != pair[1]]
    projects = [
        each.project for each, other in zip(wrong.indicators, right.indicators, strict=True) if each != other
    ]  # fmt: skip
    return Slip(written.report.report_id, name, frozenset(facts), frozenset(projects), frozenset(kind.checks))
