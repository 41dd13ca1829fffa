"""The title of a document: the lines at its head that name a unit, a year and a kind of report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.model import Kind, Scope
from disclosure.parse.naming import NAME_CHARACTERS, is_organisation, is_unit_name, split_scope
from disclosure.parse.stream import Stream

#: So much of a document may stand before and in its title: navigation of a web page, a cover.
_HEAD = 600
#: A title is set over no more lines.
_LINES = 4
_YEAR = (
    r"(?:(?P<{0}>(?:19|20)\d{{2}}|[一二][〇○零O0九][〇○零O0一二三四五六七八九]{{2}})年度?"
    r"|（(?P<{0}_aside>(?:19|20)\d{{2}})年度?）)"
)
_NAME = rf"(?P<name>[{NAME_CHARACTERS}]{{4,50}}?)"
_TAIL = (
    r"(?:及?三公经费)?(?:预算|决算)?(?:信息|公开|编制|情况|的?说明|报告|报表|文本|草案|的?批复|（草案）|（公开）|"
    r"（试行）)*"
)
_LEAD = r"(?:第[一二三四五]部分|附件[一二三四五六七八九十\d]{0,2}[：:]?|\d{1,3}[.、])?(?:关于)?"
_KINDS: dict[str, Kind] = {"预算": "budget", "决算": "final"}
_SCOPES: dict[str | None, Scope] = {"部门": "department", "单位": "unit"}
_TITLE = re.compile(
    rf"{_LEAD}(?P<title>(?:{_YEAR.format('first')})?{_NAME}(?:关于)?(?:{_YEAR.format('second')})?"
    rf"(?:[省市县区]级)?(?P<level>本级)?(?P<of>部门|单位)?(?:综合)?(?P<kind>预算|决算){_TAIL})(?:目录)?"
)
#: What is called by a name that ends so is a place: its budget is the whole government's.
_PLACE = re.compile(r"(?:(?<!开发)(?<!园)(?<!景)(?<!新)(?<!保护)[省市县州旗盟区]|全[省市县州区])$")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says: the unit's name, the year (0 where it names none), the kind, the scope (None where it says
    none), and where in the stream it is."""

    name: str
    year: int
    kind: Kind
    scope: Scope | None
    start: int
    end: int


def find_titles(stream: Stream) -> list[Title]:
    """The titles at the head of a document, the most likely first; empty where no line is one.

    A name is likelier the more of the document's own text calls the unit so; of names that occur again, the longest is
    the whole one. A title that names neither a department's nor a unit's budget counts with its year only, and not
    where it names a place.
    """
    matched = [title for title in _match_lines(stream) if title.year]
    found = sorted(matched, key=lambda title: (title.start, len(title.name), -title.end))
    if not found:
        return []
    repeated = [title for title in found if stream.text.count(title.name) > 1]
    best = max(repeated or found[:1], key=lambda title: len(title.name))
    for title in found:
        # 子虚市 on a line of its own is the begin of the name on the next; 江苏|省委办公厅 is one name.
        before = title.name.removesuffix(best.name)
        if before not in ("", title.name) and (_PLACE.search(before) or _PLACE.search(before + best.name[0])):
            best = title
    return [best, *(title for title in found if title != best)]


def find_undated(stream: Stream) -> Title | None:
    """The first title at the head of a document that names an organisation and a kind of report, and no year."""
    found = (title for title in _match_lines(stream) if not title.year and is_organisation(title.name))
    return min(found, key=lambda title: (title.start, len(title.name)), default=None)


def _match_lines(stream: Stream) -> Iterator[Title]:
    breaks = sorted(at for at in stream.breaks if at < _HEAD)
    ends = [*sorted(at for at in stream.breaks if at < 2 * _HEAD), min(stream.length, 2 * _HEAD)]
    for start in breaks:
        following = [at for at in ends if at > start][:_LINES]
        for end in following:
            title = _match_title(stream.text, start, end)
            if title is not None:
                yield title


def _match_title(text: str, start: int, end: int) -> Title | None:
    found = _TITLE.fullmatch(text, start, end)
    year = found and next(filter(None, map(found.group, ("first", "second", "first_aside", "second_aside"))), None)
    if found is None or not (year or found.group("of")):
        return None
    name, scope = split_scope(found.group("name"))
    if not is_unit_name(name) or _PLACE.search(name):
        return None
    scope = scope or ("unit" if found.group("level") else _SCOPES.get(found.group("of")))
    number = int(year.translate(_DIGITS)) if year else 0
    if year and not 1990 <= number <= 2100:
        return None
    return Title(name, number, _KINDS[found.group("kind")], scope, *found.span("title"))
