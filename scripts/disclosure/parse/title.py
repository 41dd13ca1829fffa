"""The title of a document: the lines at its head that name a unit, a year and a kind of report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.model import Kind
from disclosure.parse.stream import Stream

#: So much of a document may stand before and in its title: navigation of a web page, a cover.
_HEAD = 600
#: A title is set over no more lines.
_LINES = 4
_YEAR = r"(?P<{0}>(?:19|20)\d{{2}})年度?"
_NAME = r"(?P<name>[\u4e00-\u9fff（）]{4,45}?)"
_TAIL = r"(?:及?三公经费)?(?:预算|决算)?(?:信息|公开|编制|情况|的?说明|报告|文本|草案|目录|（草案）)*"
_LEAD = r"(?:第[一二三四五]部分|附件\d{0,2}[：:]?|\d{1,3}[.、])?(?:关于)?"
_KINDS: dict[str, Kind] = {"预算": "budget", "决算": "final"}
_TITLE = re.compile(
    rf"{_LEAD}(?:{_YEAR.format('first')})?{_NAME}(?:（汇总）)?(?:{_YEAR.format('second')})?"
    rf"(?P<of>部门|单位)?(?:综合)?(?P<kind>预算|决算){_TAIL}"
)
#: What is called by a name that ends so is a place: its budget is the whole government's.
_PLACE = re.compile(r"(?:[省市县州旗盟区]|全[省市县州区])$")
#: Words that are no part of a unit's name.
_NO_NAME = re.compile("预算|决算|财政|情况|首页|公开|经费|附件")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says: the unit's name, the year, the kind, and where in the stream it stands."""

    name: str
    year: int
    kind: Kind
    start: int
    end: int


def find_titles(stream: Stream) -> list[Title]:
    """The titles at the head of a document, the most likely first; empty where no line is one.

    A name is likelier the more of the document's own text calls the unit so; of names that are told again, the
    longest is the whole one. A title that names neither a department's nor a unit's budget counts with its year only,
    and not where it names a place.
    """
    found = sorted(_match_lines(stream), key=lambda title: (title.end - title.start, title.start))
    if not found:
        return []
    told_again = [title for title in found if stream.text.count(title.name) > 1]
    best = max(told_again, key=lambda title: len(title.name)) if told_again else found[0]
    for title in found:
        # 子虚市 on a line of its own is the begin of the name on the next.
        if title.name.endswith(best.name) and _PLACE.search(title.name.removesuffix(best.name)):
            best = title
    return [best, *(title for title in found if title != best)]


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
    year = found and (found.group("first") or found.group("second"))
    if found is None or not year:
        return None
    name = found.group("name")
    if _NO_NAME.search(re.sub("财政[局厅部所]", "", name)) or (not found.group("of") and _PLACE.search(name)):
        return None
    return Title(name, int(year), _KINDS[found.group("kind")], start, end)
