"""The parts of a project in running text: 甲项目50.00万元，主要包括：乙工作30.00万元，用于…；丙工作20.00万元，用于…。

Parts are taken only where they are named as such (包括, 其中) and their amounts make the amount of the project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from disclosure.parse.numbers import Quantity, match_quantity
from disclosure.parse.stream import Stream

_OPENING = re.compile(r"[，。；]?(?:其中|(?:主要)?(?:包括|包含|有|为|分别为|由))(?:以下(?:项目|内容))?：")
_SEPARATORS = "、；，。"
#: A part's name: no sentence, and no word of its own is an amount.
_NAME = re.compile(r"(?!(?:主要)?用于)[^，。；：]{2,60}")
_SHOWN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Listed:
    """One project of a list: its name's range, its amount, and where what is said of it ends."""

    name: tuple[int, int]
    amount: Quantity
    end: int


def find_parts(stream: Stream, whole: Quantity, end: int) -> list[Listed]:
    """The parts between the amount of a project and ``end``; none unless there are two at least that make it."""
    opening = _OPENING.match(stream.text, whole.end, end)
    if opening is None or whole.measure is None:
        return []
    amounts = _find_amounts(stream, whole, opening.end(), end)
    names = [
        _find_name(stream, before.end if before else opening.end(), amount.start, first=before is None)
        for before, amount in zip((None, *amounts), amounts, strict=False)
    ]
    allowed = _SHOWN * whole.measure.factor * (len(amounts) + 1) / 2
    total = sum((amount.value for amount in amounts), Decimal(0))
    if len(amounts) < 2 or abs(total - whole.value) > allowed:
        return []
    found: list[Listed] = []
    for index, (name, amount) in enumerate(zip(names, amounts, strict=True)):
        behind = names[index + 1] if index + 1 < len(names) else (end, end)
        if name is None or behind is None:
            return []
        found.append(Listed(name, amount, behind[0]))
    return found


def _find_amounts(stream: Stream, whole: Quantity, start: int, end: int) -> list[Quantity]:
    """The amounts of money in the unit of measure of ``whole``."""
    found: list[Quantity] = []
    at = start
    while at < end:
        quantity = match_quantity(stream.text, at, stream.gaps, stream.breaks) if stream.text[at].isdigit() else None
        if quantity is not None and quantity.measure == whole.measure:
            found.append(quantity)
        # a number of another kind, such as a year, may be a part of a name
        at = max(at + 1, quantity.end) if quantity is not None else at + 1
    return found


def _find_name(stream: Stream, start: int, end: int, *, first: bool) -> tuple[int, int] | None:
    """The words before an amount that name a part: all of them behind a separator that ends the last part, or those of
    the last clause behind what is said of that part."""
    text = stream.text
    if not first and text[start : start + 1] in _SEPARATORS and _NAME.fullmatch(text, start + 1, end):
        return start + 1, end
    if not first:
        start = max(text.rfind("；", start, end), text.rfind("。", start, end)) + 1 or end
    return (start, end) if _NAME.fullmatch(text, start, end) else None
