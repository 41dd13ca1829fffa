"""A reason that breaks a change down: 增加15万元，主要是甲增加12万元，乙增加3万元.

Its figures are the document's own only where nothing else is said and they make the whole change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.parse.narrative.outlook import Outlook
from disclosure.parse.numbers import Quantity, match_quantity
from disclosure.parse.words import Label

_SEPARATORS = "，、；和"
_ENDS = "等"
#: Half of the last digit of 0.01, the most that each part and the whole may be rounded by.
_ROUNDED = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a change: its label and where that begins, the sign of its verb, and its amount."""

    label: Label
    start: int
    sign: int
    quantity: Quantity


def find_breakdown(outlook: Outlook, start: int, end: int, change: Decimal) -> Sequence[Part]:
    """The parts in ``text[start:end]`` that make ``change`` (in the base unit, falls negative); none where other words
    are between them, or where they do not make it."""
    parts: list[Part] = []
    at = start
    while at < end and outlook.stream.text[at] not in _ENDS:
        part = _read_part(outlook, at, end)
        if part is None:
            return ()
        parts.append(part)
        at = part.quantity.end
        if at < end and outlook.stream.text[at] in _SEPARATORS:
            at += 1
    if not parts or (len(parts) == 1 and parts[0].label.item == "total"):
        return ()
    made = sum((part.sign * part.quantity.value for part in parts), Decimal(0))
    factor = max(part.quantity.measure.factor for part in parts if part.quantity.measure)
    return parts if abs(made - change) <= _ROUNDED * factor * (len(parts) + 1) else ()


def _read_part(outlook: Outlook, at: int, end: int) -> Part | None:
    label = outlook.match(at)
    if label is None or label[1] != "label" or label[2].path or label[2].units:
        return None
    verb = outlook.match(at + len(label[0]))
    if verb is None or verb[1] != "verb":
        return None
    stream, number = outlook.stream, at + len(label[0]) + len(verb[0])
    quantity = match_quantity(stream.text, number, stream.gaps, stream.breaks)
    if quantity is None or quantity.end > end or quantity.measure is None or quantity.measure.dimension != "money":
        return None
    return Part(label[2], at, 1 if verb[2] == "rise" else -1, quantity)
