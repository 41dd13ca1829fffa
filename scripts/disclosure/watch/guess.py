"""Which report a link would be, by the rules that titles of documents are read with: unit, year, kind and scope.

What the words of a link leave out is taken from the words around it: the row of a table, the headings above, the link
that led to the page. The words are put together as a title and that title is read, so that a link and a document are
understood alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from disclosure.document import Document, Paragraph
from disclosure.model import Kind, Scope
from disclosure.parse.naming import is_organisation, is_unit_name, split_scope
from disclosure.parse.stream import stream_of_all
from disclosure.parse.title import Title, find_titles, find_undated

#: A title is not longer, in characters.
_LONGEST = 120
#: What is around a title on list pages: a date, the ending of a file, its size, marks, numbers of annexes.
_DATE = re.compile(
    r"[\[（(]?(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])日?[\]）)]?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_DAY = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|s?html?|txt|zip|rar)(?=$|[\s（(\[])", re.IGNORECASE)
_AROUND = re.compile(
    r"^[\s·•●■◆►▪○\-—>＞»|]+|^(?:附件|附)\s*[一二三四五六七八九十\d]{0,3}\s*[：:.、]?\s*|^\d{1,3}\s*[.、．](?!\d)\s*|"
    r"[（(\[【]\s*(?:点击)?(?:下载|查看|PDF|pdf|Word|word|Excel|excel|[\d.]+\s*[KMkm][Bb]?|附件)\s*[）)\]】]|(?:点击|附件)?下载$|[|｜]$"
)  # fmt: skip
#: What a place is, as the first character of a name whose place is left out.
_RANKS = "省市县区州旗盟"
_BOTH = re.compile("预决算|预[、，/和及与]决算|预算[、，/和及与]?决算")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[^\d\-/.]|$)")
#: The words of a title behind the unit's name.
_BEHIND = re.compile(
    r"(?:(?:19|20)\d{2}年?度?)?(?:公[开布])?(?:部门|单位)?(?:[（(](?:部门|单位)[）)])?(?:[预决]算|预决算).*$"
)
_BEFORE = re.compile(r"^(?:19|20)\d{2}年?度?")
_KINDS: tuple[tuple[str, Kind], ...] = (("决算", "final"), ("预算", "budget"))
_SCOPES: tuple[tuple[str, Scope], ...] = (("部门", "department"), ("单位", "unit"))
#: A link to a list of reports says no more than this, with or without a place before it.
_DIRECTORY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?[省市县区州旗盟])??(?:(?:19|20)\d{2}(?:年度?)?|部门|单位|各|预算|决算|预决算|公开|信息|专栏|专题|平台|栏目|目录|统一|集中|"
    r"[省市县区州旗盟](?:本级|级|直)|本级|财政|政府|“?三公”?经费|情况|说明|报告|报表|文件|列表|查询|汇总|更多|及其?|和|与|的|[、，（）()·—\-\s])+"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What is known of the report a link leads to; empty, 0 or None where a part is not known."""

    unit_name: str = ""
    year: int = 0
    kind: Kind | None = None
    scope: Scope | None = None
    title: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether unit, year and kind are known: it names one report."""
        return bool(self.unit_name and self.year and self.kind)

    @property
    def rank(self) -> int:
        """Final accounts come first, budgets last."""
        return {"final": 0, None: 1, "budget": 2}[self.kind]

    def adds_to(self, other: Guess) -> bool:
        """Whether it knows of the year, the kind or the unit what ``other`` does not."""
        pairs = ((self.unit_name, other.unit_name), (self.year, other.year), (self.kind, other.kind))
        return any(mine and not theirs for mine, theirs in pairs)


def name_in_full(guess: Guess, place: str) -> Guess:
    """``guess`` with the unit's whole name where a list leaves out the place: 市民政局 on a page of 望舒市."""
    name = guess.unit_name
    if len(name) < 3 or name[0] not in _RANKS or not place.endswith(name[0]) or name.startswith(place):
        return guess
    whole = place + name[1:]
    return replace(guess, unit_name=whole, title=guess.title.replace(name, whole, 1))


def clean_words(words: str) -> str:
    """The words of a link without what list pages put around a title: dates, endings and sizes of files, marks."""
    line = " ".join(words.split())[: 2 * _LONGEST]
    line = _ENDING.sub("", _DATE.sub("", line)).strip()
    for _ in range(3):
        line = _AROUND.sub("", line).strip()
    return line[:_LONGEST]


def find_day(texts: Iterable[str]) -> str:
    """The one day (2026-01-31) that texts name as a whole; empty where there is none, or several."""
    found = {match.groups() for text in texts for match in _DAY.finditer(text)}
    days = {f"{year}-{int(month):02}-{int(day):02}" for year, month, day in found if 1 <= int(month) <= 12}
    return days.pop() if len(days) == 1 else ""


def is_directory(words: str) -> bool:
    """Whether words are those of a link to a list: a unit's name alone, or what all such reports are called."""
    line = clean_words(words)
    return _DIRECTORY.fullmatch(line) is not None or bool(_find_name(line))


def guess_words(words: str) -> Guess:
    """What one text says by itself."""
    return _guess(clean_words(words))


def guess_link(words: str, around: Sequence[str], inherited: Guess) -> Guess:
    """What a link means: its own words, then those around it, the nearest first, then what led to the page."""
    own = guess_words(words)
    if own.is_whole:
        return own
    found = own
    for text in around:
        found = _complete(found, _guess_lines(text))
    found = _complete(found, inherited)
    if not found.is_whole:
        return found
    return _confirm(found)


def _guess_lines(text: str) -> Guess:
    """What the lines of a text around a link say together; of what they contradict each other in, nothing."""
    guesses = [_guess(clean_words(line)) for line in text.split("\n")[:20]]
    names, years = {each.unit_name for each in guesses} - {""}, {each.year for each in guesses} - {0}
    kinds = {each.kind for each in guesses} - {None}
    scopes = {each.scope for each in guesses} - {None}
    return Guess(
        names.pop() if len(names) == 1 else "", years.pop() if len(years) == 1 else 0,
        kinds.pop() if len(kinds) == 1 else None, scopes.pop() if len(scopes) == 1 else None,
    )  # fmt: skip


def _complete(guess: Guess, further: Guess) -> Guess:
    """``guess`` with the parts it lacks from ``further``. A kind brings its scope along."""
    kind = guess.kind or further.kind
    scope = guess.scope or (further.scope if kind == further.kind or further.kind is None else None)
    return Guess(
        guess.unit_name or further.unit_name, guess.year or further.year, kind, scope, guess.title or further.title
    )


def _confirm(guess: Guess) -> Guess:
    """The parts read as one title; nothing but them where the rules of titles do not take the name."""
    whose = "单位" if guess.scope == "unit" else "部门"
    whole = f"{guess.unit_name}{guess.year}年{whose}{'决算' if guess.kind == 'final' else '预算'}"
    title = _read_title(whole)
    if title is None:
        return replace(guess, unit_name="")
    return Guess(title.name, guess.year, guess.kind, guess.scope or title.scope, whole)


@lru_cache(maxsize=8192)
def _guess(line: str) -> Guess:
    """What a cleaned line says: as a whole title, or its parts."""
    title = _read_title(line) if "算" in line else None
    if title is not None:
        return Guess(title.name, title.year or _find_year(line), title.kind, title.scope, line)
    kinds: set[Kind] = {kind for word, kind in _KINDS if word in _BOTH.sub("", line)}
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    scopes = [scope for word, scope in _SCOPES if re.search(f"{word}(?:综合)?[预决]算", line)]
    scope = scopes[0] if len(scopes) == 1 and kind else None
    return Guess(_find_name(line), _find_year(line), kind, scope, line)


def _find_year(line: str) -> int:
    years = {int(year) for year in _YEARS.findall(line)}
    return years.pop() if len(years) == 1 else 0


def _find_name(line: str) -> str:
    """The organisation that a line names and nothing besides year and kind; empty where it names more, or none."""
    name, _ = split_scope(_BEHIND.sub("", _BEFORE.sub("", line)).strip("-—－:： "))
    plain = name.replace("(", "（").replace(")", "）")
    named = is_organisation(plain) and is_unit_name(plain) and len(plain) <= 50
    return plain if named and not _YEARS.search(plain) else ""


@lru_cache(maxsize=8192)
def _read_title(line: str) -> Title | None:
    """The title that a line is, by the rules of documents; None where it is none."""
    if not line or len(line) > _LONGEST:
        return None
    document = Document("link", "", "text/plain", line, (Paragraph(0, len(line)),))
    stream = stream_of_all(document)
    return next(iter(find_titles(stream)), None) or find_undated(stream)
