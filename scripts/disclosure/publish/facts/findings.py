"""Findings as a page shows them: the words, both figures, and the sentences they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup, escape

from disclosure.check import load_checks
from disclosure.model import SEPARATOR, Acknowledgement, Report
from disclosure.publish.facts.evidence import name_headers, show_quote
from disclosure.publish.facts.holdings import Holding, Row, UnitHolding, Wording
from disclosure.publish.facts.ledger import Entry, list_entries
from disclosure.publish.facts.other_documents import link_documents
from disclosure.publish.words.amounts import format_figure
from disclosure.publish.words.labels import KINDS, address_unit, name_place

#: a place as the data writes it, inside a sentence
PLACE = re.compile(r"(?<![0-9A-Za-z])[lp][0-9]+(?:-[0-9]+)?(?![0-9A-Za-z])")
#: a place in words with the brackets around it, and the terms of a sum before its result
_BRACKETS = re.compile(r"（[^（）]*第 ?[0-9-]+ ?[页行][^（）]*）")
_TERM = r"[-−]?[0-9][0-9,.]*(?:[^\W\d_]{1,2}|%)?"
_ARITHMETIC = re.compile(rf"(?<![0-9.,]){_TERM}(?: [-+−×÷] {_TERM})+ = ")
#: how a message goes on with what else has its cause, and with other documents (checks.yml, shared: cause, documents)
_SAME_CAUSE, _DOCUMENTS = "同一原因还见于", "与其他文件比较也不一致："
#: the number of one of several in a message: a blank or the colon comes before it
_NUMBERED = re.compile(r"(?:^| )（\d+）")
#: what stands out comes first
SEVERITIES = ("error", "warning", "notice", "info")
#: what matters to a reader who asks whether the figures are right
GRAVE = ("error", "warning")
_COLUMNS = ("expected", "stated", "difference")
_GAP = "相差"
#: a sum of many terms; a message keeps the first two and the last one of those that are listed as facts
_LONG_SUM = re.compile(r"(?<![0-9.,])[0-9][0-9,.]*(?: \+ [0-9][0-9,.]*){11,}(?= = )")
#: a number in a message, with separators
_NUMBER = re.compile(r"(?<![0-9.,])[0-9][0-9,]*(?:\.[0-9]+)?")
#: so many figures of a finding are shown with their quotes
_FEW = 4
#: what the two figures are called, by which of them are printed: neither is called the right one
_CALLED = {
    (True, True): ("一处写作", "另一处写作"), (False, True): ("按其他数字算得", "文件写作"),
    (True, False): ("一处写作", "另一处算得"), (False, False): ("一处算得", "另一处算得"),
}  # fmt: skip
#: what one without the other is called
_ALONE = ("按其他数字算得", "文件写作")
#: where one of them is known to be right: a rate computed again, parts that must make up 100
_RIGHT = {"recomputed": ("按文件其他数字应为", "文件写作"), "whole-and-sum": ("应为", "各项相加")}
#: what a check says of its figures: whether the expected and the stated one are printed
_IS_PRINTED = {"printed": (True, True), "figure-and-computed": (True, False), "both-computed": (False, False)}


@dataclass(frozen=True)
class Discrepancy:
    """One finding of a report with its facts; ``name`` is that of the unit, ``page`` the address of its unit and year
    below the site's root."""

    row: Row
    report: Report
    name: str
    facts: tuple[Entry, ...]
    #: for each fact the headers of its row and column
    headers: tuple[str, ...] = ()
    #: the page that shows it, below that of the year
    shown_on: str = "findings/"
    #: for each other document that its message names: the words with the figure, its address below the site's root
    others: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        return f"{self.report.report_id}-{self.row['finding']}"

    @property
    def severity(self) -> str:
        return self.row["severity"]

    @property
    def outcome(self) -> str:
        return self.row["outcome"]

    @property
    def check(self) -> str:
        return self.row["check"]

    @property
    def message(self) -> str:
        return PLACE.sub(lambda match: name_place(match[0]), self.row["message_zh"])

    @property
    def told(self) -> tuple[str, list[str], str]:
        """The message, what else has the same cause as a list, and what comes after that."""
        printed = {each["reported"].replace(",", "").lstrip("-+−") for each in self.facts}
        message = _LONG_SUM.sub(lambda sum_: _shorten(sum_[0], printed), self.message)
        before, found, listed = message.partition(_SAME_CAUSE)
        if not found:
            return message, [], ""
        _, _, listed = listed.partition("：")
        listed, apart, after = listed.partition(_DOCUMENTS)
        others = [other.strip() for other in _NUMBERED.split(listed) if other.strip()]
        return before, others, f"{apart}{after}"

    @property
    def brief(self) -> str:
        """The first sentence of the message: what is wrong, without the list of where else."""
        first, stop, _ = self.message.partition("。")
        return first + stop

    @property
    def plain(self) -> str:
        """The same in one line: without places and without the terms of sums."""
        words = _ARITHMETIC.sub("", _BRACKETS.sub("", self.brief))
        return words.replace("载明", "写").replace("各部分 ", "各部分相加 ").replace("下级科目 ", "下级科目相加 ")

    @property
    def weight(self) -> tuple[int, int, Decimal]:
        """What it is sorted by, the gravest first: the severity, an amount before a rate, the size of the gap."""
        severity = SEVERITIES.index(self.severity) if self.severity in SEVERITIES else len(SEVERITIES)
        gap = abs(Decimal(self.row["difference"] or 0))
        return severity, 0 if gap and self.row["value_unit"] == "元" else 1, -gap

    @property
    def address(self) -> str:
        """Where it is shown, below the site's root."""
        return f"{self.page}{self.local}"

    @property
    def local(self) -> str:
        """Where it is shown, below the page of the year."""
        return f"{self.shown_on}#{self.anchor}"

    @property
    def answers(self) -> list[Acknowledgement]:
        """What is known of it: the answer of the unit, or ours."""
        return [each for each in self.report.acknowledgements if each.finding == self.row["finding"]]

    @property
    def page(self) -> str:
        return f"units/{address_unit(self.report)}/{self.report.year}/"

    @property
    def origin(self) -> str:
        return f"{self.name} {self.report.year} 年{KINDS[self.report.category]}"

    @property
    def sides(self) -> list[tuple[str, str]]:
        """The figures that do not agree, as (label, figure); none where only what is missing was counted."""
        if self.row.get("outcome") == "omission" and not self.facts:
            return []
        if self.row["expected"] and self.row["expected"] == self.row["stated"]:  # the message quotes both units
            return [("两处数字同是", _show(Decimal(self.row["stated"]), "", gap=False)), ("计量单位", "不同")]
        labels = (*self._call_sides(), _GAP)
        return [
            (label, _show(Decimal(self.row[column]), self.row["value_unit"], gap=label == _GAP))
            for column, label in zip(_COLUMNS, labels, strict=True)
            if self.row[column]
        ]

    def _call_sides(self) -> tuple[str, str]:
        """What the expected and the stated figure are called; one that a fact holds is printed in any case."""
        check = load_checks().get(self.row.get("check", ""))
        sides = check.sides if check else "printed"
        printed = {fact.value for fact in self.facts}
        found = [bool(self.row[column]) and Decimal(self.row[column]) in printed for column in _COLUMNS[:2]]
        if sides in _RIGHT and not all(found):
            return _RIGHT[sides]
        said = _IS_PRINTED.get(sides, (False, True))
        if not all(self.row[column] for column in _COLUMNS[:2]):  # one figure alone is not one of two
            return _ALONE
        return _CALLED[said[0] or found[0], said[1] or found[1]]

    @property
    def sentences(self) -> list[Markup]:
        """The whole sentences of prose that its figures are in, with the figures marked."""
        cited = self.row.get("sentences", "")
        return [self._mark(sentence) for sentence in cited.split(SEPARATOR)] if cited else []

    def _mark(self, sentence: str) -> Markup:
        whole = sentence.replace("｜", "")  # a heading is set apart from the sentence
        printed = {fact["reported"] for fact in self.facts if fact["reported"] and fact["quote"] in whole}
        if not printed:
            return escape(sentence)
        figures = "|".join(map(re.escape, sorted(printed, key=len, reverse=True)))
        parts = re.split(rf"(?<![0-9.,])({figures})(?![0-9])", sentence)
        return Markup("").join(Markup("<mark>{}</mark>").format(p) if at % 2 else p for at, p in enumerate(parts))

    @property
    def operands(self) -> tuple[list[tuple[str, Entry]], list[tuple[str, Entry]]]:
        """The figures with their headers: those shown with their quotes, and those that are folded.

        Of few all have their quotes; of many those that the first sentence of the message names, or where it adds up
        many, those that state one of the two figures that differ. The others are folded, each with a link to its quote.
        """
        headers = self.headers or ("",) * len(self.facts)
        named = list(zip(headers, self.facts, strict=True))
        if len(named) <= _FEW:
            return named, []
        said = Counter(each.replace(",", "") for each in _NUMBER.findall(_BRACKETS.sub("", self.brief)))
        main = []
        for pair in named:
            printed = pair[1]["reported"].replace(",", "").lstrip("-+−")
            if said[printed] > 0:
                said[printed] -= 1
                main.append(pair)
        if len(main) > _FEW:
            differing = {Decimal(self.row[column]) for column in _COLUMNS[:2] if self.row[column]}
            main = [pair for pair in main if pair[1].value in differing][:_FEW]
        return main, [pair for pair in named if not any(pair is each for each in main)]

    @property
    def quotes(self) -> list[str]:
        """The words that each fact was read from; the cells of a row of a form with spaces between them."""
        return [show_quote(fact) for fact in self.facts]


def _shorten(terms: str, printed: set[str]) -> str:
    """A long sum with its first two terms and the last one; whole where a term is not a ``printed`` figure."""
    numbers = terms.split(" + ")
    if any(number.replace(",", "") not in printed for number in numbers):
        return terms
    return f"{numbers[0]} + {numbers[1]} + … + {numbers[-1]}（共 {len(numbers)} 个数）"


def list_doubts(found: Iterable[Discrepancy]) -> dict[str, Discrepancy]:
    """The figures that do not agree with others, by address, with the gravest finding about each: the two figures that
    differ, not the parts of a sum."""
    doubts: dict[str, Discrepancy] = {}
    for each in found:
        if each.severity not in GRAVE:
            continue
        stated = {Decimal(each.row[column]) for column in _COLUMNS[:2] if each.row[column]}
        for fact in each.facts:
            if fact.value in stated:
                doubts.setdefault(fact.anchor, each)
    return doubts


def _show(value: Decimal, unit: str, *, gap: bool) -> str:
    """A figure; a recomputed rate to two decimals, as documents print them, two rates apart in percentage points."""
    value = abs(value) if gap else value  # 相差 has no direction
    if unit != "%":
        return format_figure(value, unit)
    shown = format_figure(round(value, 2), unit)
    return f"{shown.removesuffix('%')} 个百分点" if gap else shown


def list_discrepancies(unit: UnitHolding, holdings: Iterable[Holding], wording: Wording) -> list[Discrepancy]:
    """The findings of some reports of a unit, the gravest first, else in the order of the data."""
    found = []
    for held in holdings:
        facts = {entry["fact"]: entry for entry in list_entries([held])}
        for row in held.tables["findings"]:
            sides = tuple(facts[number] for number in row["fact_numbers"].split() if number in facts)
            headers = tuple(name_headers(each, wording) for each in sides)
            made = Discrepancy(row, held.report, unit.unit.name, sides, headers)
            others = link_documents(made.message, unit.reports, held.report)
            found.append(replace(made, shown_on=held.pages.get(made.anchor, made.shown_on), others=others))
    return sort_discrepancies(found)


def sort_discrepancies(found: Iterable[Discrepancy]) -> list[Discrepancy]:
    """The gravest first."""
    return sorted(found, key=lambda each: each.weight)


def count_outcomes(found: Sequence[Discrepancy]) -> list[tuple[str, int]]:
    """How many findings there are of each outcome, most first."""
    return sorted(Counter(each.outcome for each in found).items(), key=lambda pair: (-pair[1], pair[0]))
