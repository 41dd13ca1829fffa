"""Characters to lines: what stands on one baseline, from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from disclosure.characters import NOTE_MARKS
from disclosure.quick import quick
from disclosure.read.page.marks import Glyph

#: Baselines nearer than this part of the line's height are one line: digits of another font sit a little off.
SAME_BASELINE = 0.4
#: A gap wider than this part of the height parts two words; with a space in it, half of that does.
WORD_GAP = 0.25
#: A gap wider than this part of the height parts two columns of a table without rules.
COLUMN_GAP = 0.7
#: The pieces of a figure that is broken over two lines differ in height by at most this part of it.
SAME_SIZE = 0.1
#: Digits next to each other of which one is so many times as high as the other are not of one figure.
OTHER_SIZE = 1.6

#: By place, which is faster than by name: every character is asked.
_BASELINE, _HEIGHT = itemgetter(3), itemgetter(4)
_BROKEN_NUMBER = re.compile(r"[0-9][0-9,.]*$")


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline, from left to right, without spaces; ``text`` has one where a gap is."""

    glyphs: tuple[Glyph, ...]
    text: str
    baseline: float
    height: float

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs[-3:])


def make_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Group characters to lines, from top to bottom."""
    return [line for group in _cluster(sorted(glyphs, key=_BASELINE)) if (line := _make_line(group))]


def _cluster(ordered: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    group: list[Glyph] = []
    at = tall = 0.0
    for glyph in ordered:
        _, _, _, baseline, height = glyph
        # nearly all characters of a line have one baseline
        if group and baseline != at and baseline - at > SAME_BASELINE * min(tall, height or tall):
            yield group
            group = []
        if not group or height > tall:
            # a line hangs on its tallest character, not on a comma of another font
            at, tall = baseline, height
        group.append(glyph)
    if group:
        yield group


def _make_line(group: list[Glyph]) -> Line | None:
    group.sort(key=_sum_sides)
    kept: list[Glyph] = []
    parts: list[str] = []
    spaced, end, last = False, 0.0, 0.0
    for glyph in group:
        char, x0, x1, _, height = glyph
        if char.isspace():
            spaced = True
            continue
        if kept and (
            x0 - end > WORD_GAP * height * (0.5 if spaced else 1.0) or (height != last and _are_unlike(kept[-1], glyph))
        ):
            parts.append(" ")
        kept.append(glyph)
        parts.append(char)
        spaced, end, last = False, x1, height
    if not kept:
        return None
    tall = max(kept, key=_HEIGHT)
    return Line(tuple(kept), "".join(parts), tall.baseline, tall.height)


def _sum_sides(glyph: Glyph) -> float:
    """Twice where the middle of a character is."""
    return glyph[1] + glyph[2]


def _are_unlike(before: Glyph, glyph: Glyph) -> bool:
    """Whether two digits of different heights, next to each other, are of figures of different sizes."""
    if not (before.char.isdigit() and glyph.char.isdigit()):
        return False
    low, high = sorted((before.height, glyph.height))
    return high > OTHER_SIZE * low and glyph.char not in NOTE_MARKS and before.char not in NOTE_MARKS


def join_lines(lines: Sequence[Line], right: float) -> str:
    """The words of a cell that ends at ``right``: its lines with a line feed between them.

    A number that fills its line and goes on in the next one is joined to one number again.
    """
    text = ""
    for before, line in zip((None, *lines), lines, strict=False):
        if before is None:
            text = line.text
        else:
            room = right - before.x1
            full = room < 1.2 * before.height
            alike = abs(line.height - before.height) <= SAME_SIZE * before.height
            broken = full and alike and _BROKEN_NUMBER.search(before.text) and line.text[:1] in "0123456789,."
            text += line.text if broken else "\n" + line.text
    return text
