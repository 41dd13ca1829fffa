"""The sections of a report: headings of any order, and the forms (tables) that stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from disclosure.parse.stream import Stream
from disclosure.parse.words import FormWords, SectionWords, Vocabulary

_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_NUMBERED = re.compile(r"(?:[-•]\s?)?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
_HEADING = re.compile(r"[^，。；：\d]{0,30}(?:(?:19|20)\d{2}年度?)?[^，。；：\d]{2,45}(?:情况|说明)。?")
_TABLE = re.compile(r"(?:附)?表(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})")
#: Words that make another heading of the known one behind them: 财政拨款|支出预算情况 is not 支出预算情况.
_FISCAL = re.compile("拨款|预算|决算|基金|资本|采购|运行|经费|支出|收入|资产")
#: How far behind its number a heading's known words may end: a unit's name and a year stand between.
_REACH = 70
#: A form's title has little before it on its line.
_TITLE_REACH = 45
#: Behind the known words of a heading stands no more than 情况的说明 and the like before its line ends.
_TITLE_TAIL = 10


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a stream: ``text[start:end]``. Exactly one of ``words`` and ``form`` may be set;
    a section with neither is none we know (``key`` is then ``other``). ``body`` is where the text
    behind the heading begins."""

    key: str
    start: int
    end: int
    words: SectionWords | None = None
    form: FormWords | None = None
    number: str = ""
    body: int = 0


def find_sections(stream: Stream, vocabulary: Vocabulary) -> list[Section]:
    """Cut a stream into sections, in order; what stands before the first heading is section ``title``."""
    marks = list(_find_marks(stream, vocabulary))
    bounds = [Section("title", 0, 0), *marks]
    sections = []
    for index, mark in enumerate(bounds):
        end = bounds[index + 1].start if index + 1 < len(bounds) else stream.length
        if end > mark.start:
            sections.append(replace(mark, end=end, body=_body(stream, mark.end, end)))
    return sections


def _body(stream: Stream, title_end: int, end: int) -> int:
    """Where the text behind a title begins: on the next line, or at once where the title runs on into it."""
    following = next(
        (index for index in range(title_end, min(end, title_end + _TITLE_TAIL)) if index in stream.breaks), None
    )
    return title_end if following is None else following


def _find_marks(stream: Stream, vocabulary: Vocabulary) -> Iterator[Section]:
    last = -1
    for start in sorted(stream.breaks):
        if start < last:
            continue
        mark = _match_form(stream, start, vocabulary) or _match_heading(stream, start, vocabulary)
        if mark is not None:
            last = mark.end
            yield mark


def _match_form(stream: Stream, start: int, vocabulary: Vocabulary) -> Section | None:
    """A form's title at the head of a line, with or without its number (表 4) before it.

    The mark's ``end`` is where the title ends. A number on a line of its own with no title we know begins a
    form we cannot read."""
    text = stream.text
    numbered = _TABLE.match(text, start, _line_end(stream, start + 1))
    at = start + 1 if numbered else start
    reach = _TITLE_REACH if numbered else 0
    best: tuple[int, int, FormWords] | None = None
    for form in vocabulary.forms:
        for title in form.titles:
            found = text.find(title, at, at + reach + len(title))
            if found < 0 or (best is not None and (-len(title), found) >= (-best[1], best[0])):
                continue
            best = (found, len(title), form)
    if best is None or not _ends_line(stream, best[0] + best[1]):
        alone = numbered is not None and numbered.end() in stream.breaks
        return Section("unknown_form", start, numbered.end()) if numbered is not None and alone else None
    return Section(best[2].form, start, best[0] + best[1], form=best[2], number=numbered.group() if numbered else "")


def _line_end(stream: Stream, index: int) -> int:
    """The end of the line that ``index`` stands in, no further ahead than a form's number reaches."""
    return next((at for at in range(index + 1, index + 8) if at in stream.breaks), index + 8)


def _ends_line(stream: Stream, index: int) -> bool:
    return index >= stream.length or index in stream.breaks or stream.text[index] == "（"


def _match_heading(stream: Stream, start: int, vocabulary: Vocabulary) -> Section | None:
    text = stream.text
    part = _PART.match(text, start)
    marker = part or _NUMBERED.match(text, start)
    if marker is None:
        return None
    limit = _next_marker(stream, marker.end(), marker.end() + _REACH)
    reach = re.split("[，。；：]", text[marker.end() : limit])[0]
    best: tuple[int, SectionWords] | None = None
    for words in vocabulary.sections:
        for heading in words.headings:
            at = reach.find(heading)
            if at >= 0 and not _FISCAL.search(reach[:at]) and (best is None or len(heading) > best[0]):
                best = (len(heading), words)
                end = marker.end() + at + len(heading)
    if best is not None:
        return Section(best[1].section, start, end, words=best[1])
    return Section("other", start, marker.end()) if part or _is_heading(stream, marker.end(), marker.group()) else None


def _is_heading(stream: Stream, start: int, number: str) -> bool:
    """Whether a numbered line of the first level (四、) is a heading of words we do not know: it says no more than
    what it is the account of, and its line ends."""
    if not number.endswith("、"):
        return False
    breaks = (index for index in range(start + 4, start + _REACH) if index in stream.breaks)
    return any(_HEADING.fullmatch(stream.text, start, end) for end in breaks)


def _next_marker(stream: Stream, start: int, limit: int) -> int:
    """The first line between ``start`` and ``limit`` that begins with a heading's number, or ``limit``."""
    for index in range(start, min(limit, stream.length)):
        if index in stream.breaks and (_PART.match(stream.text, index) or _NUMBERED.match(stream.text, index)):
            return index
    return limit
