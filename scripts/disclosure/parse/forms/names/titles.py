"""What an accounting form is, by the words of its title; one unknown word, and it is none we know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from disclosure.parse.forms.names.heads import ColumnSense
from disclosure.parse.forms.names.numbering import cut_number, find_number, is_number, read_number
from disclosure.parse.numbers import MEASURES, UNIT_LABEL, UNIT_TAIL, Measure
from disclosure.parse.terms.title import OpenTitle, Reading, TitleMeaning, read_title
from disclosure.parse.words import GridWords
from disclosure.quick import replace

_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、]|附件?\d{1,2}(?:-\d{1,2})?[：、.]?(?!\d))+"
)
_TITLE = re.compile(
    r"(?P<title>[^。，；：]{2,70}表)(?P<notes>(?:[-—–]{1,2}[^（）。，；：]{2,12})?(?:（[^（）]{0,24}）)*)(?P<more>续表?)?"
)
_NOTES = re.compile(r"[^（）]+|（[^（）]*）")
_CONTINUED = re.compile(r"续表?[\d一二三四五六七八九十]*")
_YEAR = re.compile(r"(?:(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})年度?")
#: A note behind a title that is a number, or a year, and nothing else.
_COUNT = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,4}")
#: A line that says nothing but the unit of measure; 元 alone may be the end of a sentence.
_MEASURE_LINE = re.compile(r"(?:金额：)?(?:人民币|RMB)?(亿元|万元|千元)")
_BARE_YEAR = re.compile(r"^(?:19|20)\d{2}(?=[^\d年])")
#: Items of which no other form has all.
_SPENDING = frozenset({"remittance_to_superior", "business_expenditure", "subsidy_to_subsidiaries"})
_EARNING = frozenset({"superior_subsidy", "service_income", "business_income", "subsidiary_remittance", "other_income"})
_THREE_PUBLIC = frozenset({"overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"})
#: Costs that forms list next to 三公经费.
_BESIDE_THREE = frozenset({"meetings", "training"})
#: A line that closes a form: what follows it is no continuation.
_NOTE = re.compile(r"^(?:注|备注|说明)[：:]?")


@dataclass(frozen=True, slots=True)
class Title:
    """A form's title: the statement (empty: a title of no form we know), its fund, the words as printed, and the
    printed number of the form (empty: none). ``open`` is set where words in it restrict it or, being ``unknown``, may
    do so, ``year_only`` where they only leave carryovers out, ``continued`` where it says 续表. ``economic`` is the
    code of the one class that all amounts are of, ``part`` that of TitleMeaning."""

    statement: str
    fund: str
    direction: str
    words: str
    number: str = ""
    expenditure_type: str = ""
    open: bool = False
    unknown: str = ""
    year_only: bool = False
    continued: bool = False
    economic: str = ""
    part: bool = False


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
        if joined is not None and joined.statement and _says_more(joined, alone):
            return replace(joined, number=find_number(lines, index - 1, index))
        if alone is not None:
            return replace(alone, number=find_number(lines, index, index))
    return None


def _says_more(joined: Title, alone: Title | None) -> bool:
    """Whether a line and the one before it are one title: the line before says of what statement, fund, side or type
    the form is, which the title itself does not, or all words of both are known and not those of the title alone."""
    if alone is None:
        return not joined.open
    said = [(each.statement, each.fund, each.direction, each.expenditure_type) for each in (joined, alone)]
    return said[0] != said[1] or (alone.open and not joined.open)


def _classify_line(line: str, words: GridWords, names: Iterable[str]) -> Title | None:
    found = _TITLE.fullmatch(_cut_lead(line.strip("《》")))
    if found is None:
        return None
    parts = [part.strip("（）") for part in _NOTES.findall(found.group("notes"))]
    continued = bool(found.group("more")) or any(_CONTINUED.fullmatch(part) for part in parts)
    return replace(classify_title(_whole_title(found, names), words, names), continued=continued)


def _whole_title(found: re.Match[str], names: Iterable[str]) -> str:
    """A title with the notes behind it that may say of what the form is: of its number, page, year, unit and unit of
    measure they do not."""
    title = found.group("title")
    for part in _NOTES.findall(found.group("notes")):
        plain = _drop_names(part.strip("（）"), names)
        other = _CONTINUED.fullmatch(plain) or is_number(plain) or UNIT_LABEL.search(plain)
        other = other or _YEAR.fullmatch(plain) or _COUNT.fullmatch(plain)
        if plain and not other and not UNIT_TAIL.fullmatch(part):
            title += f"（{plain}）"
    return title


def is_same_title(title: Title, last: Title) -> bool:
    """Whether a table's title is that of the form before it; one that says 续表 may leave its notes out."""
    return title.words == last.words or (title.continued and last.words.startswith(title.words))


def list_titles(lines: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """What lines that look like titles say, without numbers, the unit's names and the year."""
    for line in lines:
        found = _TITLE.fullmatch(_cut_lead(line))
        if found is not None:
            yield _plain_title(_whole_title(found, names), names)


def _cut_lead(line: str) -> str:
    """A line without the number of a form and that of a heading, in any order."""
    return cut_number(_LEAD.sub("", cut_number(line)))


def _plain_title(line: str, names: Iterable[str]) -> str:
    return _YEAR.split(_BARE_YEAR.sub("", _drop_names(_cut_lead(line), names)))[-1]


def _drop_names(words: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, "")
    return words


def classify_title(line: str, words: GridWords, names: Iterable[str]) -> Title:
    """The title's words make the statement; unknown ones among them leave it open."""
    found = read_line(line, words, names)
    meaning = found.meaning if isinstance(found, OpenTitle) else found
    if not isinstance(meaning, TitleMeaning):
        return Title("", "", "", line)
    title = Title(
        meaning.statement, meaning.fund, meaning.direction, line, expenditure_type=meaning.expenditure_type,
        economic=meaning.economic,
        part=meaning.part,
    )  # fmt: skip
    if not isinstance(found, OpenTitle):
        return title
    return replace(title, open=True, unknown=found.part, year_only=found.year_only)


def read_line(line: str, words: GridWords, names: Iterable[str]) -> Reading:
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
    found = [
        match.group(1)
        for line in lines
        if (match := UNIT_LABEL.search(line) or _MEASURE_LINE.fullmatch(line) or UNIT_TAIL.search(line))
    ]
    return MEASURES[found[-1]] if found else None


def find_own_number(lines: Iterable[str]) -> str:
    """The number of a form without a title: the last line above the table that is a number."""
    return next((read_number(line) for line in reversed(list(lines)) if is_number(line)), "")


def is_note(line: str) -> bool:
    """Whether a line closes the form above it."""
    return _NOTE.match(line) is not None


def with_combined(title: Title, senses: tuple[ColumnSense, ...]) -> tuple[ColumnSense, ...]:
    """In a form that has meetings or training next to 三公经费, a total not called 三公经费 is of all of them."""
    if title.statement != "three_public" or not any(sense.item in _BESIDE_THREE for sense in senses):
        return senses
    return tuple(
        replace(sense, item="combined")
        if sense.kind == "amount" and not sense.item and not any("三公经费" in word for word in sense.words)
        else sense
        for sense in senses
    )
