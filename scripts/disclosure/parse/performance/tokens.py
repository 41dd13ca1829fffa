"""Words of a flattened form: runs without white space, with the marks an export leaves between columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosure.parse.performance.table import Piece
from disclosure.parse.stream import Stream
from disclosure.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """A run without white space: its folded text and where it stands in the stream. ``cut`` tells that it
    begins a line right below another (mostly another column), ``line`` that it begins any line."""

    text: str
    start: int
    end: int
    cut: bool
    line: bool


def split_words(stream: Stream, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]``, in order."""
    words: list[Word] = []
    begin = start
    for index in range(start + 1, end + 1):
        if index == end or index in stream.gaps:
            if index > begin:
                words.append(Word(stream.text[begin:index], begin, index, begin in stream.cuts, begin in stream.breaks))
            begin = index
    return words


def join_words(words: Iterable[Word]) -> str:
    """The text of some words as one."""
    return "".join(word.text for word in words)


def make_piece(stream: Stream, words: Sequence[Word]) -> Piece:
    """Words as a piece of the document: the text as printed, and each word's place."""
    return Piece(
        "".join(stream.quote(word.start, word.end) for word in words),
        tuple(stream.span(word.start, word.end) for word in words),
    )


def match_words(words: Sequence[Word], at: int, names: Iterable[str], reach: int = 12) -> tuple[str, int] | None:
    """The longest of ``names`` that whole words from ``at`` on spell, and the index behind them."""
    wanted = set(names)
    text = ""
    best: tuple[str, int] | None = None
    longest = max((len(name) for name in wanted), default=0)
    for index in range(at, min(at + reach, len(words))):
        text += words[index].text
        if len(text) > longest:
            break
        if text in wanted:
            best = (text, index + 1)
    return best
