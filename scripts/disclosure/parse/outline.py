"""The sections of a report: headings of any order, and the forms (tables) that stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from disclosure.parse.stream import Stream
from disclosure.parse.words import FormWords, SectionWords, Vocabulary
from disclosure.quick import replace

_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_NUMBERED = re.compile(r"(?:[-•]\s?)?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
_HEADING = re.compile(r"[^，。；：\d]{0,30}(?:(?:19|20)\d{2}年度?)?[^，。；：\d]{2,45}(?:情况|说明)。?")
_TABLE = re.compile(r"(?:附)?表(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})")
#: Words that make another heading of the known one behind them: 财政拨款|支出预算情况 is not 支出预算情况.
_FISCAL = re.compile("拨款|预算|决算|基金|资本|采购|运行|费|支出|收入|资产")
#: A heading on what was spent alone.
_SPENT = re.compile("财政拨款(?:安排)?支出")
#: Words that name a topic whatever money is named before them: 部门预算|三公经费情况.
_DISTINCT = re.compile("三公经费|机关运行经费|政府采购|国有资产|委托业务费|预算绩效|绩效目标")
#: A heading of the lowest level, which counts where the one above it names no topic.
_ITEM = re.compile(r"\d{1,2}[.、．]")
#: A page saved as text has no lines: headings follow a full stop or the one above.
_LONG_LINE = 300
_INLINE = re.compile(r"(?<=[。：])[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")
#: Behind the words of an entry of a glossary a definition follows.
_DEFINITION = re.compile("：?(?:是?指|反映|纳入)")
#: Sections that name no topic of their own.
_WITHOUT_TOPIC = frozenset({"other", "other_matters"})
#: Marks that are in sentences and not in headings.
_MARKS = re.compile("[，。；：、]")
_NEAR = re.compile(r"(?:(?:19|20)\d{2}年度?)?[^，。；：\d]{2,30}$")
#: Behind the known words of a heading of the lowest level little follows: 情况说明.
_ITEM_TAIL = 6
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
    marks = list(_find_marks(stream, vocabulary)) or list(_find_prose(stream))
    bounds = [Section("title", 0, 0), *marks]
    sections = []
    for index, mark in enumerate(bounds):
        end = bounds[index + 1].start if index + 1 < len(bounds) else stream.length
        if end > mark.start:
            sections.append(replace(mark, end=end, body=_body(stream, mark.end, end)))
    return sections


def _find_prose(stream: Stream) -> Iterator[Section]:
    """The running text of a document without any heading, from its first sentence or numbered line on."""
    for start, end in pairwise((*sorted(stream.breaks), stream.length)):
        if _NUMBERED.match(stream.text, start) or "。" in stream.text[start:end]:
            yield Section("other", start, start)
            return


def _body(stream: Stream, title_end: int, end: int) -> int:
    """Where the text behind a title begins: on the next line, or at once where the title runs on into it."""
    following = next(
        (index for index in range(title_end, min(end, title_end + _TITLE_TAIL)) if index in stream.breaks), None
    )
    return title_end if following is None else following


def _find_marks(stream: Stream, vocabulary: Vocabulary) -> Iterator[Section]:
    last, without_topic, above = -1, False, ""
    for start in _list_starts(stream):
        if start < last:
            continue
        mark = _match_form(stream, start, vocabulary) if start in stream.breaks else None
        mark = mark or _match_heading(stream, start, vocabulary)
        if mark is not None and _is_within(stream, mark, above):
            continue
        above = mark.key if mark is not None and stream.text[mark.start] != "（" else above
        if mark is not None:
            without_topic = mark.form is None and mark.key in _WITHOUT_TOPIC
        elif without_topic:
            mark = _match_item(stream, start, vocabulary)
        if mark is not None:
            last = mark.end
            yield mark


def _is_within(stream: Stream, mark: Section, above: str) -> bool:
    """Whether a heading of the second level goes on with the one above it: （一）财政拨款支出情况 below 五、一般公共
    预算财政拨款支出情况 is not of all appropriations. One on revenue and expenditure (财政拨款收支情况) is."""
    below = above == "general_public" and mark.key == "appropriation" and stream.text[mark.start] == "（"
    return below and _SPENT.search(stream.text, mark.start, mark.end) is not None


def _list_starts(stream: Stream) -> list[int]:
    """Where a heading may begin: at each line, and within very long lines where its number is."""
    breaks = sorted(stream.breaks)
    starts = set(breaks)
    for begin, end in pairwise((*breaks, stream.length)):
        if end - begin > _LONG_LINE:
            starts.update(found.start() for found in _INLINE.finditer(stream.text, begin, end))
    return sorted(starts)


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
        return _match_line(stream, start, vocabulary)
    limit = _next_marker(stream, marker.end(), marker.end() + _REACH)
    reach = re.split("[，。；：]", text[marker.end() : limit])[0]
    if _is_sentence_below(stream, marker.end(), reach, vocabulary):
        reach = reach[: _first_line(stream, marker.end(), reach)]
    found = (
        _find_words(reach, vocabulary)
        or _find_name(reach, vocabulary)
        or _find_subject(stream, marker.end(), vocabulary)
    )
    if found is not None:
        end = marker.end() + found[1]
        inline = start not in stream.breaks
        if _DEFINITION.match(text, end) or (inline and _is_far(text, marker.end(), found)):
            return None
        return Section(found[0].section, start, end, words=_with_fund(found[0], text[start : end + _TITLE_TAIL]))
    if start not in stream.breaks:
        return None
    return Section("other", start, marker.end()) if part or _is_heading(stream, marker.end(), marker.group()) else None


def _first_line(stream: Stream, start: int, reach: str) -> int:
    """How much of ``reach``, which begins at ``start``, is on its first line."""
    return next((at for at in range(1, len(reach)) if start + at in stream.breaks), len(reach))


def _is_sentence_below(stream: Stream, start: int, reach: str, vocabulary: Vocabulary) -> bool:
    """Whether the known words are those of a sentence on the next line: 其他事项 / 机关运行经费支出75.00万元."""
    line = _first_line(stream, start, reach)
    below = _find_words(reach[line:], vocabulary)
    if below is None or _find_words(reach[:line], vocabulary) is not None:
        return False
    behind = line + below[1]
    return any(char.isdigit() for char in reach[behind : behind + _first_line(stream, start + behind, reach[behind:])])


def _with_fund(words: SectionWords, heading: str) -> SectionWords:
    """The section's words with the fund that its heading names: 一般公共预算三公经费情况."""
    named = words.section == "three_public" and "一般公共预算" in heading.partition("三公经费")[0]
    return replace(words, fund="general_public_budget") if named else words


def _find_words(reach: str, vocabulary: Vocabulary) -> tuple[SectionWords, int] | None:
    """The section whose longest heading ``reach`` contains, and where that ends."""
    lengths, sections = _index_headings(vocabulary)
    first: dict[str, int] = {}
    for at, char in enumerate(reach):
        for length in lengths.get(char, ()):
            heading = reach[at : at + length]
            if heading in sections:
                first.setdefault(heading, at)
    free = [each for each, at in first.items() if _DISTINCT.match(each) or not _FISCAL.search(reach[:at])]
    if not free:
        return None
    best = min(free, key=lambda heading: (-len(heading), sections[heading][0]))
    return sections[best][1], first[best] + len(best)


@lru_cache(maxsize=32)
def _index_headings(vocabulary: Vocabulary) -> tuple[dict[str, set[int]], dict[str, tuple[int, SectionWords]]]:
    """How long headings are, by their first character; and the section of each, with its place in the vocabulary: of
    two headings of one length the first counts. There are thousands of them."""
    lengths: dict[str, set[int]] = {}
    sections: dict[str, tuple[int, SectionWords]] = {}
    for words in vocabulary.sections:
        for heading in words.headings:
            lengths.setdefault(heading[0], set()).add(len(heading))
            sections.setdefault(heading, (len(sections), words))
    return lengths, sections


def _find_name(reach: str, vocabulary: Vocabulary) -> tuple[SectionWords, int] | None:
    """The section that a heading of nothing but its subject names: （三）国有资产。

    A label (（二）公务接待费。2023年年初预算2.00万元) is the subject of the sentence behind it instead."""
    named = [
        words for words in vocabulary.sections
        if reach in words.subjects and not any(reach in label.words for label in vocabulary.labels[words.statement])
    ]  # fmt: skip
    return (named[0], len(reach)) if len(named) == 1 else None


def _find_subject(stream: Stream, start: int, vocabulary: Vocabulary) -> tuple[SectionWords, int] | None:
    """The one topic that a heading of unknown words names, and where the heading ends."""
    for end in (index for index in range(start + 4, start + _REACH) if index in stream.breaks):
        line = stream.text[start:end]
        if _HEADING.fullmatch(line):
            named = [words for words in vocabulary.sections if any(subject in line for subject in words.subjects)]
            return (named[0], end - start) if len(named) == 1 else None
    return None


def _is_far(text: str, start: int, found: tuple[SectionWords, int]) -> bool:
    """Whether more than a year comes before the words of a heading within a line, or a number is in them."""
    before = text[start : start + found[1]]
    return not _NEAR.match(before) or not text[start + found[1] - 2 : start + found[1]].endswith("情况")


def _match_line(stream: Stream, start: int, vocabulary: Vocabulary) -> Section | None:
    """A heading without a number, which is all of its line."""
    limit = min(start + _TITLE_REACH, stream.length)
    end = next((index for index in range(start + 4, limit) if index in stream.breaks), None)
    if end is None:
        return None
    for words in vocabulary.sections:
        for heading in words.lines:
            if stream.text.endswith(heading, start, end) and not _MARKS.search(stream.text, start, end):
                return Section(words.section, start, end, words=words)
    return None


def _match_item(stream: Stream, start: int, vocabulary: Vocabulary) -> Section | None:
    """A heading of the lowest level: 2.政府采购情况。 on a line of its own."""
    marker = _ITEM.match(stream.text, start)
    if marker is None:
        return None
    limit = min(marker.end() + _TITLE_REACH, stream.length)
    end = next((index for index in range(marker.end() + 3, limit) if index in stream.breaks), None)
    if end is None:
        return None
    line = stream.text[marker.end() : end].removesuffix("。")
    if _MARKS.search(line):
        return None
    found = _find_words(line, vocabulary)
    if found is not None and len(line) - found[1] <= _ITEM_TAIL:
        return Section(found[0].section, start, end, words=found[0])
    return Section("other", start, end) if line.endswith(("情况", "说明")) else None


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
        if index in stream.breaks and any(mark.match(stream.text, index) for mark in (_PART, _NUMBERED, _ITEM)):
            return index
    return limit
