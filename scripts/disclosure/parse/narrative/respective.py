"""Several labels and as many numbers in their order: 甲、乙和丙分别为1万元、2万元和3万元."""

from __future__ import annotations

from disclosure.parse.narrative.lexicon import Lexeme
from disclosure.parse.numbers import Quantity, match_quantity
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label
from disclosure.quick import replace

#: What may be between two labels, or two numbers, of one list.
_BETWEEN = ("、", "，", "和", "及", "以及", "，和", "与")


#: The sides that one label names together: 收、支总计.
_SIDES = {"收": "revenue", "支": "expenditure"}


def _split_sides(label: Label, start: int, end: int) -> list[tuple[Label, int, int]]:
    """收、支总计 as the totals of both sides; another label alone."""
    both = label.item == "total" and not label.direction and any(word.startswith("收") for word in label.words)
    if not both:
        return [(label, start, end)]
    return [(replace(label, direction=side), start, end) for side in _SIDES.values()]


class NamedList:
    """The labels that were named one behind the other, with nothing but 、 or 和 between them."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._named: list[tuple[Label, int, int]] = []

    def add(self, label: Label, start: int, end: int) -> None:
        """Take note of a label at ``text[start:end]``."""
        last = self._named[-1][2] if self._named else -1
        if self._stream.text[last:start] not in _BETWEEN:
            self._named = []
        self._named.append((label, start, end))

    def clear(self) -> None:
        """Forget the list: a sentence is over."""
        self._named = []

    def match(self, at: int, end: int, dimension: str) -> list[tuple[Label, int, Lexeme]]:
        """The labels so far, each with where it begins and its number, for numbers of ``dimension`` from ``at`` on;
        none unless there are exactly as many numbers as labels."""
        numbers = self._list_numbers(at, end, dimension)
        if len(self._named) == 1 and len(numbers) == len(_SIDES) and dimension == "money":
            self._named = _split_sides(*self._named[0])
        if len(self._named) < 2 or len(numbers) != len(self._named):
            return []
        return [
            (label, start, Lexeme("quantity", number.start, number.end, number))
            for (label, start, _), number in zip(self._named, numbers, strict=True)
        ]

    def _list_numbers(self, at: int, end: int, dimension: str) -> list[Quantity]:
        """The numbers from ``at`` on with nothing but 、 or 和 between them; none if one has another unit."""
        stream, found = self._stream, list[Quantity]()
        while at < end:
            quantity = match_quantity(stream.text, at, stream.gaps, stream.breaks)
            if quantity is None or quantity.end > end:
                break
            if quantity.measure is None or quantity.measure.dimension != dimension:
                return []
            found.append(quantity)
            between = max(
                (word for word in _BETWEEN if stream.text.startswith(word, quantity.end)), key=len, default=""
            )
            at = quantity.end + len(between) if between else end
        return found
