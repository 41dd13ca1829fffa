"""The accounting of figures: every numeric token of a source is a fact, is ignored for a reason, or is unread."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence, Set

from disclosure.model import UNREAD_PAGE, Document, Figure, SkipKind, Skipped
from disclosure.parse.numbers import TOKEN
from disclosure.parse.privacy import REDACTED
from disclosure.parse.stream import Stream
from disclosure.parse.words import Ignore, Vocabulary

#: The number of a paragraph where a line or a sentence begins: 1. and （1）, and not a code or a rate in brackets.
#: A digit behind it is another part of a number, unless it begins a code and its name: （2）2010302行政运行, or a year:
#: 3.2026年部门支出总表.
_NUMBERING = re.compile(
    r"-?\d{1,2}[.、．](?:(?!\d)|(?=(?:19|20)\d{2}年))|-?\d{1,2}、(?=\d{7}[\u4e00-\u9fff])|"
    r"（\d{1,2}）(?:(?=\d{7}[\u4e00-\u9fff])|(?![类款项%\d]))"
)

#: The year behind the number of a paragraph, and that number before it.
_YEAR = re.compile(r"(?:19|20)\d{2}年")
_NUMBERED = re.compile(r"(?<!\d)\d{1,2}[.．]")
#: How a number goes on: decimals, thousands, more digits.
_GOES_ON = re.compile(r"\d|\.\d|,\d{3}(?!\d)")
#: White space, page numbers and running heads within a range take at most so many characters.
_APART = 60

#: What the context of a figure says of something that was not read, in the document's language.
_SKIPPED: dict[SkipKind, str] = {
    "no_unicode": "字体没有给出字符编码，读不出文字",
    "form_field": "表单域的内容没有读出",
    "equation": "公式的内容没有读出",
    "visibility": "不能确定此处文字是否可见",
    "overlaid": "此处混有水印等其他文字",
    "sign": "不能确定此处数字的正负号",
    "struck": "此处文字带删除线",
    "number_format": "此处数字的显示格式无法确定",
    "picture": "此处为图片，其中文字没有读出",
    "embedded": "此处为嵌入的对象，其中文字没有读出",
    "inserted": "此处为插入的另一文件，其中文字没有读出",
    "frame": "此处为嵌入的网页，其中文字没有读出",
    "annotation": "此处有批注，其中文字没有读出",
    "hidden": "文件中有而不显示的数字",
}


def compile_ignores(vocabulary: Vocabulary) -> list[tuple[str, re.Pattern[str]]]:
    """The vocabulary's patterns of numbers that are no figures, longest first, as (reason, pattern)."""
    compiled: list[tuple[int, str, re.Pattern[str]]] = []
    for ignore in vocabulary.ignores:
        compiled.extend((len(pattern), ignore.reason, _compile(pattern)) for pattern in ignore.patterns)
    return [(reason, pattern) for _, reason, pattern in sorted(compiled, key=lambda each: (-each[0], each[1]))]


def _compile(pattern: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in pattern.split("{n}")]
    return re.compile(r"\d{1,8}".join(parts))


def find_ignored(stream: Stream, ignores: Iterable[tuple[str, re.Pattern[str]]]) -> dict[int, tuple[int, str]]:
    """Ranges of a stream that hold no figures, by the index at which each begins: its end and its reason."""
    found: dict[int, tuple[int, str]] = {}
    taken = bytearray(stream.length)
    for reason, pattern in ignores:
        for match in pattern.finditer(stream.text):
            start, end = match.span()
            if not _is_cut(stream, start, end) and not any(taken[start:end]):
                found[start] = (end, reason)
                taken[start:end] = b"\x01" * (end - start)
    for index in stream.breaks:
        _add_numbering(stream, index, found, taken)
    for index, char in enumerate(stream.text):
        if char in "。；：" and index + 1 < stream.length:
            _add_numbering(stream, index + 1, found, taken)
    return found


def _is_cut(stream: Stream, start: int, end: int) -> bool:
    """Whether a range begins or ends within a number, or has a table in it."""
    text = stream.text
    begins = text[start].isdigit() and start > 0 and text[start - 1] in "0123456789.,"
    begins = begins and not _is_numbered_year(stream, start)
    ends = text[end - 1].isdigit() and _GOES_ON.match(text, end) is not None
    first, last = stream.span(start, end)
    return begins or ends or last - first > end - start + _APART


def _is_numbered_year(stream: Stream, start: int) -> bool:
    """Whether a year begins at ``start`` right behind the number of a paragraph: 3.2026年部门支出总表."""
    text = stream.text
    if not _YEAR.match(text, start):
        return False
    for length in (2, 3):
        at = start - length
        if at >= 0 and _NUMBERED.fullmatch(text, at, start) and (at in stream.breaks or text[at - 1] in "。；："):
            return True
    return False


def _add_numbering(stream: Stream, index: int, found: dict[int, tuple[int, str]], taken: bytearray) -> None:
    match = _NUMBERING.match(stream.text, index)
    if match is not None and not any(taken[index : match.end()]):
        found[index] = (match.end(), "numbering")
        taken[index : match.end()] = b"\x01" * (match.end() - index)


def account_figures(
    document: Document,
    sections: Iterable[tuple[int, int, str]],
    claimed: Iterable[tuple[int, int]],
    ignored: Iterable[tuple[int, int, str]],
    detailed: Iterable[tuple[int, int, str]] = (),
) -> list[Figure]:
    """Every numeric token of the document and its outcome.

    ``sections``, ``claimed`` (numbers of facts), ``ignored`` (ranges with reasons) and ``detailed`` (numbers of details
    with their kinds) are in offsets of the document; a claim wins over a reason, and an earlier reason over a later
    one. Pages of which nothing
    could be read come last, each as one unread figure, and before them what else the reader did not read.
    """
    size = len(document.text)
    owner = bytearray(size)
    reasons: dict[int, str] = {}
    for start, end, reason in ignored:
        offsets = range(start, min(end, size))
        if owner.find(1, start, offsets.stop) < 0:  # nearly always
            owner[start : offsets.stop] = b"\x01" * len(offsets)
            reasons.update(dict.fromkeys(offsets, reason))
            continue
        for offset in offsets:
            if not owner[offset]:
                owner[offset] = 1
                reasons[offset] = reason
    for start, end, kind in detailed:
        owner[start:end] = b"\x03" * (end - start)
        reasons.update(dict.fromkeys(range(start, end), kind))
    for start, end in claimed:
        owner[start:end] = b"\x02" * (end - start)
    names = sorted(sections)
    starts = [start for start, _, _ in names]
    personal = {offset for offset, reason in reasons.items() if reason == "personal"}
    figures = []
    for token in TOKEN.finditer(document.text):
        start, end = token.span()
        context = _context(document.text, range(max(0, start - 30), min(end + 20, size)), personal)
        figures.append(_figure(document, start, end, owner, reasons, _section_of(names, starts, start), context))
    for skipped in document.skipped:
        section = _section_of(names, starts, skipped.start)
        figures.extend([_skipped_figure(document, skipped, section, personal)] * skipped.count)
    figures.extend(_unread_page(document, number) for number in document.unread_pages)
    return figures


def _unread_page(document: Document, number: int) -> Figure:
    at = document.pages[number - 1]
    return Figure(at, at, "", f"p{number}", UNREAD_PAGE, "unread", context="（本页为图片，未能读出文字）")


def _skipped_figure(document: Document, skipped: Skipped, section: str, personal: Set[int]) -> Figure:
    """What the reader did not read as a figure without text; its context says what it is."""
    start, end, kind = skipped.start, skipped.end, skipped.kind
    offsets = range(max(0, start - 30), min(end + 20, len(document.text))) if end > start else range(0)
    context = f"（{_SKIPPED[kind]}）{_context(document.text, offsets, personal)}"
    # what ends a page stands at the same offset as what begins the next one
    place = document.place(start, end) if end > start else document.place(max(0, start - 1), start)
    return Figure(start, end, "", place, section, "ignored" if kind == "hidden" else "unread", kind, context)


def _figure(
    document: Document, start: int, end: int, owner: bytearray, reasons: Mapping[int, str], section: str, context: str
) -> Figure:
    marks = owner[start:end]
    place, text = document.place(start, end), document.text[start:end]
    if 2 in marks:
        return Figure(start, end, text, place, section, "fact", context=context)
    if 3 in marks:
        kind = next(reasons[offset] for offset in range(start, end) if owner[offset] == 3)
        return Figure(start, end, text, place, section, "fact", kind, context)
    if 1 in marks:
        reason = next(reasons[offset] for offset in range(start, end) if owner[offset] == 1)
        return Figure(start, end, text, place, section, "ignored", reason, context)
    return Figure(start, end, text, place, section, "unread", context=context)


def _context(text: str, offsets: range, personal: Set[int]) -> str:
    """The words around a figure without white space; of what is personal there is a mark only."""
    if not personal or personal.isdisjoint(offsets):
        return "".join(text[offsets.start : offsets.stop].split())
    parts: list[str] = []
    for offset in offsets:
        if offset not in personal:
            parts.append("" if text[offset].isspace() else text[offset])
        elif offset == offsets.start or offset - 1 not in personal:
            parts.append(REDACTED)
    return "".join(parts)


def _section_of(names: Sequence[tuple[int, int, str]], starts: Sequence[int], offset: int) -> str:
    """The section that begins last at or before ``offset``; ``starts`` are where those of ``names`` begin, in order."""
    before = bisect.bisect_right(starts, offset)
    return names[before - 1][2] if before else "title"


__all__ = ["Ignore", "account_figures", "compile_ignores", "find_ignored"]
