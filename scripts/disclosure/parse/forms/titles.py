"""What an accounting form is, by the words of its title; one unknown word, and it is none we know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from disclosure.parse.forms.heads import ColumnSense
from disclosure.parse.forms.numbering import cut_number, find_number, is_number, read_number
from disclosure.parse.numbers import MEASURES, UNIT_LABEL, Measure
from disclosure.parse.terms.term import Unknown
from disclosure.parse.terms.title import OtherForm, TitleMeaning, read_title
from disclosure.parse.words import GridWords

_LEAD = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、])+")
_TITLE = re.compile(r"(?P<title>[^。，；：]{2,70}表)(?:（[^（）]{0,24}）)*(?:续表?)?")
_YEAR = re.compile(r"(?:19|20)\d{2}年度?")
#: Items of which no other form has all.
_SPENDING = frozenset({"remittance_to_superior", "business_expenditure", "subsidy_to_subsidiaries"})
_EARNING = frozenset({"superior_subsidy", "service_income", "business_income", "subsidiary_remittance", "other_income"})
_THREE_PUBLIC = frozenset({"overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"})
#: A line that closes a form: what follows it is no continuation.
_NOTE = re.compile(r"^(?:注|备注|说明)[：:]?")


@dataclass(frozen=True, slots=True)
class Title:
    """A form's title: the statement (empty: a title of no form we know), its fund, the words as printed, and the
    printed number of the form (empty: none)."""

    statement: str
    fund: str
    direction: str
    words: str
    number: str = ""


def find_title(lines: Sequence[str], words: GridWords, names: Iterable[str]) -> Title | None:
    """The title nearest above a table; None where no line above it looks like a title.

    ``names`` are the unit's own, which say nothing of the form. A title of unknown words is a Title without
    statement: the table is not one of ours, nor does it go on with the one before.
    """
    for index in range(len(lines) - 1, -1, -1):
        line, before = lines[index], lines[index - 1] if index else ""
        if is_number(line):
            continue
        # a title over two lines says more than its second line alone
        apart = not before or is_number(before) or before.endswith("表") or _TITLE.fullmatch(before)
        joined = None if apart else _classify_line(before + line, words, names)
        alone = _classify_line(line, words, names)
        if joined is not None and joined.statement:
            return replace(joined, number=find_number(lines, index - 1, index))
        if alone is not None:
            return replace(alone, number=find_number(lines, index, index))
    return None


def _classify_line(line: str, words: GridWords, names: Iterable[str]) -> Title | None:
    found = _TITLE.fullmatch(_cut_lead(line))
    return classify_title(found.group("title"), words, names) if found is not None else None


def list_titles(lines: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """What lines that look like titles say, without numbers, the unit's names and the year."""
    for line in lines:
        found = _TITLE.fullmatch(_cut_lead(line))
        if found is not None:
            yield _plain_title(found.group("title"), names)


def _cut_lead(line: str) -> str:
    """A line without the number of a form and that of a heading, in any order."""
    return cut_number(_LEAD.sub("", cut_number(line)))


def _plain_title(line: str, names: Iterable[str]) -> str:
    rest = _cut_lead(line)
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "")
    return _YEAR.split(rest)[-1]


def classify_title(line: str, words: GridWords, names: Iterable[str]) -> Title:
    """The title's words, each known, make the statement."""
    found = read_line(line, words, names)
    if not isinstance(found, TitleMeaning):
        return Title("", "", "", line)
    return Title(found.statement, found.fund, found.direction, line)


def read_line(line: str, words: GridWords, names: Iterable[str]) -> TitleMeaning | OtherForm | Unknown:
    """What a line says as a form's title: its numbering, its year and the unit's ``names`` do not matter."""
    return read_title(_plain_title(line, names), words.terms)


def recognise_head(senses: Sequence[ColumnSense]) -> Title | None:
    """What a form without a title is, by its head alone: None unless every column is known and the columns are
    those that one form only has.

    The year's expenditure is told by 上缴上级, 经营 and 对附属单位补助支出 beside 基本 and 项目支出, revenue by its
    sources, 三公经费 by its kinds, and a list of projects by an objective beside each amount.
    """
    if any(sense.kind == "unknown" for sense in senses):
        return None
    amounts = [sense for sense in senses if sense.kind == "amount"]
    items = {sense.item for sense in amounts}
    kinds = {sense.kind for sense in senses}
    types = {sense.expenditure_type for sense in amounts}
    if {"basic", "project"} <= types and items >= _SPENDING:
        return Title("expenditure", "", "expenditure", "")
    if types == {""} and items >= _EARNING and kinds & {"code", "unit"}:
        return Title("revenue", "", "revenue", "")
    if types == {""} and items >= _THREE_PUBLIC:
        return Title("three_public", "fiscal_appropriation", "expenditure", "")
    if "objective" in kinds and "name" in kinds and len(amounts) == 1 and items == {""}:
        return Title("project", "", "expenditure", "")
    return None


def find_measure(lines: Iterable[str]) -> Measure | None:
    """The unit of measure named last above a table."""
    found = [match.group(1) for line in lines if (match := UNIT_LABEL.search(line))]
    return MEASURES[found[-1]] if found else None


def find_own_number(lines: Iterable[str]) -> str:
    """The number of a form without a title: the last line above the table that is a number."""
    return next((read_number(line) for line in reversed(list(lines)) if is_number(line)), "")


def is_note(line: str) -> bool:
    """Whether a line closes the form above it."""
    return _NOTE.match(line) is not None
