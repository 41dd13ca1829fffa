"""Words of lines that are no sentences: runs of characters with white space around them, each on its own baseline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosure.quick import quick
from disclosure.read.page.lines import COLUMN_GAP, WORD_GAP, Line
from disclosure.read.page.marks import Glyph

#: A figure with a decimal point or separated thousands; and what may stand in a column of figures.
AMOUNT = re.compile(r"[-−(（]?(\d[\d,]*\.\d+|\d{1,3}(,\d{3})+)%?[)）]?")
FIGURE = re.compile(r"[-−(（]?[\d,]*\.?\d+%?[)）]?|[-—–]+|[\ufdd0-\ufdef]")
#: Characters of one word are set apart by at most so many times their height.
SPACED = 4.0


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a wide gap: from ``x0`` to ``x1``, on ``baseline``, ``height`` high (points)."""

    text: str
    x0: float
    x1: float
    baseline: float
    height: float

    @property
    def middle(self) -> float:
        """Half way between the ends."""
        return (self.x0 + self.x1) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it is nothing but a number, or a dash for none."""
        return FIGURE.fullmatch(self.text.replace(" ", "")) is not None

    @property
    def is_amount(self) -> bool:
        """Whether it is a number with a decimal point or separated thousands."""
        return AMOUNT.fullmatch(self.text.replace(" ", "")) is not None


def split_words(line: Line) -> list[Word]:
    """The words of a line, parted at every gap that a reader sees."""
    runs: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if not runs or glyph.x0 - runs[-1][-1].x1 > WORD_GAP * line.height:
            runs.append([])
        runs[-1].append(glyph)
    return [_make_word(run) for run in runs]


def _make_word(run: list[Glyph]) -> Word:
    tall = max(run, key=lambda glyph: glyph.height)
    x1 = max(glyph.x1 for glyph in run)
    return Word("".join(glyph.char for glyph in run), run[0].x0, x1, tall.baseline, tall.height)


def split_parts(words: Iterable[Word]) -> list[Word]:
    """Words that stand near each other joined again, figures excepted: what may stand in different columns."""
    parts: list[Word] = []
    for word in words:
        last = parts[-1] if parts else None
        near = last is not None and word.x0 - last.x1 <= COLUMN_GAP * word.height
        spaced = last is not None and word.x0 - last.x1 <= SPACED * word.height and is_apart(last, word)
        if last is not None and (near or spaced) and not last.is_figure and not word.is_figure:
            parts[-1] = Word(f"{last.text} {word.text}", last.x0, word.x1, last.baseline, max(last.height, word.height))
        else:
            parts.append(word)
    return parts


def is_apart(one: Word, other: Word) -> bool:
    """Whether two words are Chinese characters set apart: 合　计."""
    return all(len(word.text) == 1 and word.text > "\u2e7f" for word in (one, other))


def overlap(word: Word, low: float, high: float) -> bool:
    """Whether a word stands over a range, by more than the width of a hair."""
    return min(word.x1, high) - max(word.x0, low) > 0.05 * word.height


def join_words(words: Iterable[Word]) -> str:
    """The words of a cell: those of one line with a space between them, lines with a line feed."""
    return "\n".join(" ".join(word.text for word in line) for line in _by_line(words))


def _by_line(words: Iterable[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda each: (each.baseline, each.x0)):
        if line and word.baseline - line[0].baseline > 0.4 * word.height:
            yield sorted(line, key=lambda each: each.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda each: each.x0)
