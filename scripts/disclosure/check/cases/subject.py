"""What every check is given, and what makes a function a check: the ids of what it finds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from disclosure.check.cases.cells import Ledger
from disclosure.check.cases.findings import Case, Labels
from disclosure.check.cases.wholes import find_wholes
from disclosure.model import Parsed, Report

#: what separates a page number or a heading from the sentence after it
APART = "｜"
#: a line that is the number of its page
_PAGE_NUMBER = re.compile(r"[-—–－―·]*\d{1,3}[-—–－―·]*")
#: a line that begins like a heading and has no words of a sentence after it
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}部分)[^，,；;。：:\d]{2,40}"
    r"(?:\d{4}年[^，,；;。：:\d]{2,30})?"
)
#: what a heading is shorter by, in Chinese characters, than the line after it: one of a paragraph fills its width
_SHORT = 4


def _measure(line: str) -> float:
    """The width of a line in Chinese characters: digits and Latin letters are half as wide."""
    return sum(0.5 if char.isascii() else 1 for char in line)


class Words:
    """The text of a report without white space, and the line of the source each of its characters is on."""

    def __init__(self, source: str) -> None:
        self.lines = [(number, "".join(line.split())) for number, line in enumerate(source.split("\n"), 1)]
        self.lines = [(number, line) for number, line in self.lines if line]
        self.text = "".join(line for _, line in self.lines)
        self._starts = [0]
        for _, line in self.lines:
            self._starts.append(self._starts[-1] + len(line))

    def find_index(self, source: str, offset: int) -> int:
        """Where in the text the character at ``offset`` of the source is."""
        line = source.count("\n", 0, offset) + 1
        begin = source.rfind("\n", 0, offset) + 1
        at = bisect_left(self.lines, (line, ""))
        return self._starts[at] + len("".join(source[begin:offset].split()))

    def set_apart(self, begin: int, at: int) -> tuple[str, int]:
        """The page numbers and headings on lines of their own from ``begin`` on, ｜ after each, and where the words of
        the sentence around ``at`` begin.

        Only whole lines count, and the line of ``at`` never does.
        """
        above, index = "", bisect_left(self._starts, begin)
        if index >= len(self.lines) or self._starts[index] != begin:
            return above, begin
        while index + 1 < len(self.lines) and self._starts[index + 1] <= at:
            line, after = self.lines[index][1], self.lines[index + 1][1]
            heading = _HEADING.fullmatch(line) is not None and _measure(line) + _SHORT <= _measure(after)
            # a number goes on where the line after it begins with a digit, a Latin letter or a dash
            numbered = _PAGE_NUMBER.fullmatch(line) is not None and not after[0].isascii()
            if not heading and not numbered:
                break
            above, index = f"{above}{line}{APART}", index + 1
        return above, self._starts[index]

    def find_line(self, offset: int) -> int:
        """The line, from 1, of the character at ``offset`` of the text."""
        return self.lines[bisect_right(self._starts, offset) - 1][0]


@dataclass(frozen=True)
class Subject:
    """One report as the checks see it.

    ``ledger`` holds its facts by cell, ``labels`` what figures are called. ``source`` is the text of the documents and
    ``redactions`` the number of places with personal data in it: both None where the documents are not at hand.
    ``names`` are those the unit is known by.
    """

    report: Report
    parsed: Parsed
    ledger: Ledger
    labels: Labels
    redactions: int | None = None
    source: str | None = None
    names: Sequence[str] = ()

    @cached_property
    def words(self) -> Words:
        """The text of the documents without white space; empty where they are not at hand."""
        return Words(self.source or "")

    @cached_property
    def wholes(self) -> list[int | None]:
        """For each detail the number (from 1) of the fact that it is a part of; None where none is stated."""
        return find_wholes(self.parsed.facts, self.parsed.details)

    @property
    def is_of_forms(self) -> bool:
        """Whether all that was read is in forms: the prose of the report is another document, which is not at hand."""
        entries = self.ledger.entries
        return bool(entries) and not any(entry.fact.form.startswith("narrative") for entry in entries)


@dataclass(frozen=True)
class Checker:
    """A function that yields the cases of the checks named by ``checks``, and of no others."""

    checks: tuple[str, ...]
    run: Callable[[Subject], Iterator[Case]]

    def __call__(self, subject: Subject) -> Iterator[Case]:
        return self.run(subject)


def check(*checks: str) -> Callable[[Callable[[Subject], Iterator[Case]]], Checker]:
    """Mark the function that makes the checks named: checks.yml has the title, basis and severity of each."""

    def mark(run: Callable[[Subject], Iterator[Case]]) -> Checker:
        return Checker(checks, run)

    return mark
