"""The title of a document: the lines at its head that name a unit, a year and a kind of report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from disclosure.model import Kind, Scope
from disclosure.parse.naming import NAME_CHARACTERS, is_organisation, is_unit_name, split_scope
from disclosure.parse.stream import Stream

#: So much of a document may stand before and in its title: navigation of a web page, a cover.
_HEAD = 600
#: A title is set over no more lines.
_LINES = 6
_YEAR = (
    r"(?:(?P<{0}>(?:19|20)\d{{2}}|[一二][〇○零O0九][〇○零O0一二三四五六七八九]{{2}})年度?"
    r"|（(?P<{0}_aside>(?:19|20)\d{{2}})年度?）)"
)
_NAME = rf"(?P<name>[{NAME_CHARACTERS}]{{3,50}}?)"
_TAIL = (
    r"(?:[及和]?三公经费)?(?:预算|决算)?(?:信息|公开|公示|编制|分析|的?情况|的?说明书?|的?报告|报表|(?<=公开)表|文本|草案|"
    r"的?(?:批复|通知|函|公告)|（草案）|（公开）|（试行）)*"
)
#: What is before a title: its number, and in a letter of approval who writes it.
_LEAD = (
    r"(?:第[一二三四五]部分|附件(?:[一二三四五六七八九十\d]{1,3}(?:[-－.]\d{1,2})?)?[：:]?|\d{1,3}[.、])?"
    rf"(?:(?:[{NAME_CHARACTERS}]{{3,30}}?)?关于批复|关于)?《?"
)
#: A name as short is one only with an ending of organisations: 城关镇, 财政局.
_SHORT = 4
#: Between the year and kind of a title and the name behind them: 2024年部门预算公开——子虚县林业局.
_BEHIND = re.compile("(?<=[\u4e00-\u9fff])(?:[—－\\-]{1,2}|：)")
#: 财政预算 and 财政决算 of a finance office or a township are the whole government's.
_FINANCE = re.compile("(?:财政[局厅所部]|[乡镇]|人民政府|街道)$")
#: What a unit belongs to, before its name: 子虚市民政局所属事业单位子虚市福利院.
_OVER = re.compile(r"^.{3,30}[局厅委部会院办校府署][所下]属(?:事业)?单位(?=.{4})")
#: A line of a cover that names kind and year, or one of them, and no unit.
_NAMELESS = re.compile(
    rf"(?:{_YEAR.format('year')})?(?:[{NAME_CHARACTERS}]{{0,12}}?(?:[省市县区州乡镇]级|[省市县区州]直|本级|[省市县区州旗盟]))?"
    rf"(?:{_YEAR.format('again')})?(?:(?:部门|单位)(?:（(?:部门|单位)）)?(?:综合|整体)?(?P<kind>预算|决算){_TAIL})?"
)
_KINDS: dict[str, Kind] = {"预算": "budget", "决算": "final"}
_SCOPES: dict[str | None, Scope] = {"部门": "department", "单位": "unit"}
_TITLE = re.compile(
    rf"{_LEAD}(?P<title>(?:{_YEAR.format('first')})?〔?{_NAME}〕?[：\-—－]{{0,2}}(?:关于)?(?:公[开布])?(?:{_YEAR.format('second')})?"
    rf"(?:[省市县区]级)?(?P<level>本级)?(?:汇总)?(?P<of>部门|单位)?(?P<both>（(?:部门|单位)）)?"
    rf"(?:综合|整体|收支|汇总|财政)?"
    rf"(?P<kind>预算|决算){_TAIL})(?:目录)?(?:》{_TAIL})?"
)
#: A line that is the name of a part or of a sheet, and never the begin of a name that goes on in the next line.
_PART = re.compile(
    r"(?:(?:文字|情况|编制|公开|报告|基本|封面|目录)*说明|封[面皮]|扉页|首页|正文|目录|附[件表]\d*|(?:sheet|工作表)\d*|表\d+)",
    re.IGNORECASE,
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


def find_on_cover(stream: Stream) -> list[str]:
    """The organisations on lines of their own, right before or behind the lines that name year and kind only."""
    starts = sorted(at for at in stream.breaks if at < _HEAD)
    spans = pairwise([*starts, min(stream.length, 2 * _HEAD)])
    lines = [part for start, end in spans for part in _BEHIND.split(stream.text[start:end], maxsplit=1)]
    nameless = [_NAMELESS.fullmatch(line) for line in lines]
    found: list[str] = []
    at = 0
    while at < len(lines):
        first = at
        while at < len(lines) and nameless[at]:
            at += 1
        if any(match and match.group("kind") for match in nameless[first:at]):
            found += _list_organisations(["".join(lines[at : at + count]) for count in (3, 2, 1)])
            found += _list_organisations(["".join(lines[max(0, first - count) : first]) for count in (3, 2, 1)])
        at += 1
    return found


def _list_organisations(names: Iterable[str]) -> list[str]:
    """The first of the names that is an organisation's, if one is."""
    whole = re.compile(rf"[{NAME_CHARACTERS}]{{3,50}}")
    bare = (re.sub("^（([^（）]+)）$", r"\1", name) for name in names)
    kept = (name for name in bare if whole.fullmatch(name) and is_organisation(name) and is_unit_name(name))
    return list(islice(kept, 1))


def _match_lines(stream: Stream) -> Iterator[Title]:
    breaks = sorted(at for at in stream.breaks if at < _HEAD)
    ends = [*sorted(at for at in stream.breaks if at < 2 * _HEAD), min(stream.length, 2 * _HEAD)]
    for start in breaks:
        following = [at for at in ends if at > start][:_LINES]
        if following and _PART.fullmatch(stream.text, start, following[0]):
            continue
        for end in following:
            title = _match_title(stream.text, start, end)
            if title is not None:
                yield title


def _match_title(text: str, start: int, end: int) -> Title | None:
    found = _TITLE.fullmatch(text, start, end)
    year = found and next(filter(None, map(found.group, ("first", "second", "first_aside", "second_aside"))), None)
    if found is None or not (year or found.group("of")):
        return None
    name, scope = split_scope(_OVER.sub("", found.group("name")))
    if not is_unit_name(name) or _PLACE.search(name) or (len(name) < _SHORT and not is_organisation(name)):
        return None
    said = None if found.group("both") else found.group("of")  # 部门（单位）预算 says neither
    scope = scope or ("unit" if found.group("level") else _SCOPES.get(said))
    number = int(year.translate(_DIGITS)) if year else 0
    if year and not 1990 <= number <= 2100:
        return None
    if _FINANCE.search(name) and "财政预算" in text[start:end] + text[start:end].replace("决算", "预算"):
        return None
    return Title(name, number, _KINDS[found.group("kind")], scope, *found.span("title"))
