"""Text as the grammar sees it: blind to width, white space and quotation marks, every character's place kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from disclosure.characters import NOTE_MARKS, USUAL_FORMS
from disclosure.document import CELL_MARK
from disclosure.model import Document, Paragraph, Table

_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}
_FOLD = str.maketrans(
    {
        **{chr(key): value for key, value in USUAL_FORMS.items()},
        **{chr(key): value for key, value in _WIDTH.items()},
        "﹙": "（", "﹚": "）", "﹕": "：", "﹔": "；", "﹪": "%", "﹐": "，",
        "(": "（", ")": "）", ":": "：", ";": "；", "％": "%", "．": ".", "＞": ">", "＜": "<", "＝": "=",
        "≥": "≥", "≤": "≤", "[": "〔", "]": "〕", "【": "〔", "】": "〕", "－": "-", "−": "-", "﹣": "-",
    }
)  # fmt: skip
#: Characters that carry no meaning for the grammar.
_DROPPED = frozenset("“”\"'‘’「」*\ufeff\u200b\u200c\u200d\u2060")
#: Words of fewer characters are remembered when they are folded.
_SHORT = 100
#: Numbers of notes, as readers write raised digits. They are dropped, unless a digit follows: what is around them is
#: not to be taken for a figure then.
_RAISED = frozenset(NOTE_MARKS)
_NOTE = re.compile(rf"[{NOTE_MARKS}](?!\d)")
#: Characters that follow each other and all are kept.
_RUN = re.compile(rf"(?:[^\s{''.join(sorted(_DROPPED))}{NOTE_MARKS}]+|[{NOTE_MARKS}](?=\d))+")
#: What folding makes of each character of a cell; the last of the characters that are white space is U+3000.
_FOLDED: dict[int, int | str | None] = {
    **_FOLD,
    **dict.fromkeys(map(ord, _DROPPED)),
    **dict.fromkeys(code for code in range(0x3001) if chr(code).isspace()),
}


@dataclass(frozen=True)
class Stream:
    """A run of text for the grammar. ``text[i]`` stands at ``offsets[i]`` of the document.

    ``breaks`` holds the indexes that begin a line of the source, ``gaps`` those with white space before
    them, and ``cuts`` those that begin a line right below another, with no empty line between, or a page:
    exports set columns of a table apart so, and wrapped lines of one cell by an empty line.
    """

    document: Document
    text: str
    offsets: tuple[int, ...]
    breaks: frozenset[int] = field(default_factory=frozenset)
    gaps: frozenset[int] = field(default_factory=frozenset)
    cuts: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def length(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of ``text[start:end]``; an empty range gives an empty span."""
        if start >= end:
            at = self.offsets[start] if start < self.length else (self.offsets[-1] + 1 if self.offsets else 0)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def place(self, start: int, end: int) -> str:
        """The place in the source of ``text[start:end]``."""
        return self.document.place(*self.span(start, end))

    def quote(self, start: int, end: int) -> str:
        """The source's own characters of ``text[start:end]``, white space and page furniture removed."""
        return self._cite(start, end, {}, frozenset())

    def restore_marks(self, words: str) -> str:
        """``words`` of this stream with the quotation marks of the source (“两山”实践中心), where they first occur."""
        start = self.text.find(words)
        if not words or start < 0:
            return words
        parts = [words[0]]
        for at in range(start + 1, start + len(words)):
            between = self.document.text[self.offsets[at - 1] + 1 : self.offsets[at]]
            parts += [*(char for char in between if char in "“”‘’"), self.text[at]]
        return self._with_marks("".join(parts), self.offsets[start], self.offsets[start + len(words) - 1])

    def evidence(self, start: int, end: int, cells: Iterable[int] = ()) -> str:
        """The same as proof of a figure: with the notes of Document.evidence, and CELL_MARK in front of ``cells``, the
        indexes at which cells of a row begin."""
        return self._cite(start, end, self.document.notes, frozenset(cells) - {start})

    def _cite(self, start: int, end: int, notes: Mapping[int, str], cells: frozenset[int]) -> str:
        if start >= end:
            return ""
        parts: list[str] = []
        previous: int | None = None
        for index, offset in enumerate(self.offsets[start:end], start):
            if previous is not None:
                parts.append(_kept(self.document.text[previous + 1 : offset]))
            if index in cells:
                parts.append(CELL_MARK)
            parts.append(self.document.text[offset] + notes.get(offset, ""))
            previous = offset
        return self._with_marks("".join(parts), self.offsets[start], self.offsets[end - 1])

    def _with_marks(self, quote: str, first: int, last: int) -> str:
        """A quotation that holds one of two quotation marks has the other too, where it stands right beside."""
        text = self.document.text
        for opening, closing in ("“”", "‘’"):
            if quote.count(closing) > quote.count(opening) and text[first - 1 : first] == opening:
                quote = opening + quote
            elif quote.count(opening) > quote.count(closing) and text[last + 1 : last + 2] == closing:
                quote += closing
        return quote

    def part(self, start: int, end: int) -> Stream:
        """The stream of ``text[start:end]`` alone."""
        kept = [
            frozenset(index - start for index in marks if start <= index < end)
            for marks in (self.breaks, self.gaps, self.cuts)
        ]
        return Stream(self.document, self.text[start:end], self.offsets[start:end], *kept)


def _kept(gap: str) -> str:
    """Of the characters the grammar drops, those a quotation keeps (a gap with a line in it is furniture)."""
    return "" if len(gap) > 40 else "".join(char for char in gap if char in _DROPPED or char in _RAISED)


def make_stream(document: Document, ranges: Iterable[tuple[int, int]]) -> Stream:
    """Join ranges of the document's text (lines or cells) into one stream; each range begins a line."""
    text = document.text
    runs: list[str] = []
    offsets: list[int] = []
    marks: tuple[set[int], set[int], set[int]] = (set(), set(), set())
    breaks, gaps, cuts = marks
    last_end = -2
    for start, end in ranges:
        if text[start : start + 1].isspace() or start == last_end + 1:
            cuts.add(len(offsets))
        behind = start
        # one character more than the range has says whether a note ends it
        for run in _RUN.finditer(text, start, end + 1):
            first, last = run.start(), min(run.end(), end)
            if first >= last:
                break
            if behind == start:
                breaks.add(len(offsets))
            if behind == start or any(map(str.isspace, text[behind:first])):
                gaps.add(len(offsets))
            runs.append(text[first:last])
            offsets.extend(range(first, last))
            behind = last
        last_end = end
    folded = _fold_commas("".join(runs).translate(_FOLD))
    return Stream(document, folded, tuple(offsets), *(frozenset(each) for each in marks))


def _fold_commas(text: str) -> str:
    """Make every comma that separates words a Chinese one; one that separates thousands stays."""
    if "," not in text:
        return text
    chars = list(text)
    for index, char in enumerate(chars):
        if char != ",":
            continue
        before = text[index - 1 : index].isdigit()
        after = text[index + 1 : index + 4]
        thousands = before and len(after) == 3 and after.isdigit() and not text[index + 4 : index + 5].isdigit()
        if not thousands:
            chars[index] = "，"
    return "".join(chars)


def stream_of_document(document: Document) -> Stream:
    """The running text of a document: its paragraphs, without page furniture and without tables."""
    return make_stream(
        document,
        ((block.start, block.end) for block in document.blocks if isinstance(block, Paragraph) and not block.furniture),
    )


def stream_of_all(document: Document) -> Stream:
    """Everything a document says, cells of tables included, in order."""
    ranges: list[tuple[int, int]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            ranges.extend((cell.start, cell.end) for cell in block.cells)
        elif not block.furniture:
            ranges.append((block.start, block.end))
    return make_stream(document, ranges)


def list_characters(text: str) -> set[str]:
    """All that occurs in ``text`` as the stream would show it, and some characters that it drops."""
    return set(text.translate(_FOLD)) | {"，"}


def fold(words: str) -> str:
    """Words of the vocabulary, or of one cell, as the stream would show them."""
    return _fold_short(words) if len(words) < _SHORT else _fold(words)


@lru_cache(maxsize=50_000)
def _fold_short(words: str) -> str:
    """The same, remembered: the words of cells are asked for many times."""
    return _fold(words)


def _fold(words: str) -> str:
    return _NOTE.sub("", words).translate(_FOLDED).replace(",", "，")
