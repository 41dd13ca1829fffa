"""What a number is, by the words that lead to it: amount, share, change, rate or count."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from disclosure.parse.narrative.claims import State
from disclosure.parse.numbers import Quantity

_LEVELS = {"bare": "count", "money": "amount", "area": "area", "score": "score", "count": "count"}


@dataclass(frozen=True, slots=True)
class Shape:
    """The measure of a figure, its phase, what it is against or a share of, and its signed value in the base unit."""

    measure: str
    phase: str
    basis: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words around a number tell beyond the state of the reading: the phase of the document, the
    basis a variance or a share would have, the sign of a verb that follows, and whether bare numbers count people."""

    phase: str
    variance_basis: str
    share_basis: str | None
    verb_behind: int
    counts_people: bool


def shape_figure(state: State, quantity: Quantity, around: Surroundings) -> Shape | None:
    """The shape of a linked number, or None where its unit does not fit the words before it."""
    dimension = quantity.measure.dimension if quantity.measure else "bare"
    if dimension == "rate":
        return _shape_rate(state, quantity.value, around)
    if state.share is not None or state.variance or dimension == "points":
        return None
    if dimension == "bare" and not around.counts_people:
        return None
    if state.sign < 0 and quantity.value < 0:
        return None  # 减少-5.00万元: documents use it for a fall and for a rise
    if state.sign:
        return Shape("change", around.phase, state.basis or "prior_year", quantity.value * state.sign + 0)
    if state.basis == "prior_year" and not state.phase:
        # 比上年预算数10万元，增长100%: the verb is left out before the amount and stands before the rate.
        sign = around.verb_behind
        return Shape("change", around.phase, state.basis, quantity.value * sign + 0) if sign else None
    phase = state.phase or around.phase
    return Shape(_LEVELS[dimension], phase, "", quantity.value)


def _shape_rate(state: State, value: Decimal, around: Surroundings) -> Shape | None:
    if state.variance:
        return Shape("variance_rate", around.phase, state.basis or around.variance_basis, value)
    if state.share is not None:
        return Shape("share", around.phase, around.share_basis, value) if around.share_basis else None
    if state.sign < 0 and value < 0:
        return None
    if state.sign:
        return Shape("change_rate", around.phase, state.basis or "prior_year", value * state.sign + 0)
    return None
