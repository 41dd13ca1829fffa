"""Lists of economic types with amounts: 包括：基本工资264.91万元、津贴补贴277.39万元."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from disclosure.parse.narrative.lexicon import Lexeme
from disclosure.parse.numbers import match_quantity
from disclosure.parse.stream import Stream


def list_types(stream: Stream, start: int, end: int) -> Iterator[tuple[int, Lexeme, bool]]:
    """The parts of a list that are a name and an amount of money and nothing more: where the name begins, the
    amount, and whether only 、 is around them. Behind a comma (，比上年增加1万元) the name must be a known one, and so
    at the begin of a line, where what is left of a name may be (其他社会 / 保障缴费)."""
    marks = [start - 1, *(at for at in range(start, end) if stream.text[at] in "、，"), end]
    for before, behind in pairwise(marks):
        lexeme = _amount(stream, before + 1, behind)
        if lexeme is not None:
            commas = "，" in (stream.text[max(before, start)], stream.text[behind : behind + 1])
            yield before + 1, lexeme, not commas and before + 1 not in stream.breaks


def _amount(stream: Stream, start: int, end: int) -> Lexeme | None:
    digit = next((index for index in range(start, end) if stream.text[index].isdigit()), None)
    if digit is None or digit == start:
        return None
    quantity = match_quantity(stream.text, digit, stream.gaps, stream.breaks)
    if quantity is None or quantity.end != end or quantity.measure is None or quantity.measure.dimension != "money":
        return None
    return Lexeme("quantity", digit, end, quantity)
