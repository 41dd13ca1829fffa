"""Sentences as printed: the amounts in them, whether or not reading made facts of them, and their places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from disclosure.check.cases.findings import separate, tell_place
from disclosure.check.cases.intervals import SCALES, Interval, half_digit
from disclosure.check.cases.subject import Subject

#: A number as prose prints it: 1,234.56; a sign may precede it.
NUMBER = r"(?<![\d.,-])(?<!\d，)-?(?:\d{1,3}(?:，\d{3})+|\d[\d,]{0,15})(?:\.\d{1,6})?(?![\d.]*\d)"
MONEY = "亿元|百万元|万元|千元|元"
#: What a figure is compared with: that of the year before, or a budget.
BASES = "20\\d\\d年度?|上年度?|去年|年初|全年|(?:年中)?调整后?的?|当年|本年|预算"
#: How far apart, in figures, the numbers of one sentence may be found in the list of figures.
_REACH = 12
#: How many characters of a sentence a finding quotes at most.
_QUOTED = 140


#: Marks of half or of full width that mean the same.
_FOLDED = str.maketrans({"％": "%", "(": "（", ")": "）", ";": "；", ":": "："})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit of measure at ``start`` of the words of a report; ``value`` is in the base unit."""

    text: str
    unit: str
    start: int

    @property
    def value(self) -> Decimal:
        return Decimal(re.sub("[,，]", "", self.text)) * SCALES.get(self.unit, Decimal(1))

    @property
    def interval(self) -> Interval:
        """What the printed number can mean, in the base unit."""
        half = half_digit(self.text, self.unit)
        return Interval(self.value - half, self.value + half)

    @property
    def base_unit(self) -> str:
        """元 of money, else the printed unit of measure."""
        return "元" if self.unit.endswith("元") else self.unit

    @property
    def printed(self) -> str:
        return f"{self.text}{self.unit}"

    @property
    def shown(self) -> str:
        """The same with separators of thousands, as messages have it."""
        return f"{self.number}{self.unit}"

    @property
    def number(self) -> str:
        """The number as printed, with separators of thousands."""
        return separate(self.text)

    def show(self, value: Decimal) -> str:
        """A computed value in this amount's unit of measure, with at most six decimals."""
        scaled = value / SCALES.get(self.unit, Decimal(1))
        text = f"{scaled.quantize(Decimal('0.000001')):,f}".rstrip("0").rstrip(".")
        return f"{text}{self.unit}"


def bare(number: str) -> str:
    """The digits of a printed number without sign, separators and white space, by which it is found again."""
    return re.sub(r"[^\d.]", "", number)


class Prose:
    """The words of a report, where its figures are, and which facts were made of them."""

    def __init__(self, subject: Subject) -> None:
        self._words = subject.words
        self._subject = subject
        self.text = self._words.text.translate(_FOLDED)

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        """Where in the list of figures each number is, by its digits."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, figure in enumerate(self._subject.parsed.figures):
            found[bare(figure.text)].append(index)
        return found

    @cached_property
    def _numbers(self) -> dict[tuple[int, str], int]:
        """The number (from 1) of the fact that claims a range of the source, by its begin and its digits."""
        return {
            (start, bare(fact.reported)): number
            for number, fact in enumerate(self._subject.parsed.facts, 1)
            for start, _ in fact.spans
        }

    @cached_property
    def _line_starts(self) -> list[int]:
        """The offset in the source of each of its lines."""
        source = self._subject.source or ""
        return [0, *(match.end() for match in re.finditer("\n", source))]

    def find_figures(self, numbers: Sequence[str], start: int) -> list[int] | None:
        """Where in the list of figures the numbers of a sentence at ``start`` are, in order; None where they are not.

        Of several such runs it is the one nearest in the source.
        """
        first_number, *others = map(bare, numbers)
        runs = []
        for first in self._positions.get(first_number, ()):
            found = [first]
            for number in others:
                later = (at for at in self._positions.get(number, ()) if found[-1] < at <= found[-1] + _REACH)
                at = next(later, None)
                if at is None:
                    break
                found.append(at)
            else:
                runs.append(found)
        offset = self._line_starts[self._words.find_line(start) - 1]
        return min(runs, key=lambda run: abs(self._subject.parsed.figures[run[0]].start - offset), default=None)

    def number_facts(self, numbers: Sequence[str], start: int) -> list[int | None]:
        """The fact that each number of the sentence at ``start`` is; None for one that is not a fact."""
        found = self.find_figures(numbers, start)
        if found is None:
            return [None] * len(numbers)
        figures = [self._subject.parsed.figures[at] for at in found]
        return [self._numbers.get((figure.start, bare(figure.text))) for figure in figures]

    def locate(self, numbers: Sequence[str], start: int) -> tuple[str, str]:
        """Where a sentence with these numbers is, in Chinese and English: its page, else its line in the source."""
        found = self.find_figures(numbers, start)
        if found is not None:
            return tell_place(self._subject.parsed.figures[found[0]].place)
        line = self._words.find_line(start)
        return f"原文第 {line} 行", f"line {line} of the source"

    def quote_clause(self, start: int, end: int) -> str:
        """The sentence from its begin, or from the mark before ``start`` where it is long, to ``end``; what is above
        it on the page is set apart."""
        begin = max(self.text.rfind(mark, 0, start) for mark in "。；")
        if end - begin > _QUOTED:
            begin = max(self.text.rfind(mark, 0, start) for mark in "。；，：、）")
        begin = max(begin + 1, end - _QUOTED)
        above, own = self._words.set_apart(begin, start)
        return f"{above}{self.text[own:end]}".strip("，、；： ")

    def list_amounts(self, start: int, end: int) -> Iterator[Amount]:
        """The amounts of money in a range of the words."""
        for match in _AMOUNT.finditer(self.text, max(start, 0), end):
            yield Amount(match["number"], match["unit"], match.start())


_AMOUNT = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{MONEY})")
