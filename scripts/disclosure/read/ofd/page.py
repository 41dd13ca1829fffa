"""What one OFD page draws, gathered in the order of drawing, and which of its words are seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from disclosure.document import SkipKind
from disclosure.read.building.colours import Rgb
from disclosure.read.building.looks import FIGURE, Look
from disclosure.read.ofd.colour import State
from disclosure.read.ofd.numbers import find_all
from disclosure.read.ofd.paths import Area, find_look, find_window
from disclosure.read.ofd.text import find_quarter, find_way, name_glyphs, read_text, veil
from disclosure.read.page.hidden import part_at_edges, tally_figures
from disclosure.read.page.marks import Box, Glyph, Point, Rule
from disclosure.read.page.outlines import Shape
from disclosure.read.page.overlays import Style
from disclosure.read.page.words import AMOUNT

#: Characters are drawn from their baseline up to this part of their size; lower and narrower ones (points) are not
#: seen.
_INK, _DUST, _NARROW = 0.72, 1.0, 0.3
#: Words that are at most so opaque (of 255) are laid over the page.
_PALE = 110
#: Areas are sorted by rows of so many points; one reaches over at most so many of them.
_ROW, _MOST_ROWS = 24.0, 500
_IN_FIGURES = frozenset("0123456789.,，．０１２３４５６７８９")


class _Words(NamedTuple):
    """The characters of one text object with their place in the order of drawing and their paint."""

    glyphs: list[Glyph]
    order: tuple[int, int]
    colour: Rgb | None
    style: Style


@dataclass(slots=True)
class OfdPage:
    """What a page of this width and height (points) draws; ``turned`` counts its characters by quarter turns."""

    width: float
    height: float
    rules: list[Rule] = field(default_factory=list)
    noted: list[Rule] = field(default_factory=list)
    slants: list[tuple[Point, Point]] = field(default_factory=list)
    aslant: list[str] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    skipped: Counter[SkipKind] = field(default_factory=Counter)
    turned: Counter[int] = field(default_factory=Counter)
    glyphs: list[Glyph] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    objects: int = 0
    _words: list[_Words] = field(default_factory=list)

    def style(self, place: int) -> Style:
        """How the character at a place in the list is painted."""
        return self.styles[place]

    def ink(self, place: int) -> Box:
        """What a character's box would be if it were as high as most are drawn."""
        _, x0, x1, baseline, height = self.glyphs[place]
        return x0, baseline - _INK * height, x1, baseline

    def add_text(self, item: Element, state: State) -> None:
        """Words into the lines of the page, or where they are laid over it or are not shown, elsewhere."""
        words = "".join(code.text or "" for code in find_all(item, "TextCode")).strip()
        way, quarter = find_way(item, state.matrix), find_quarter(state.matrix)
        if not state.shown:
            self.hide(words)
        elif way in {"aslant", "turned"} or state.alpha <= _PALE:
            self.aslant.append(words)
            self.turned[quarter or 0] += len(words) if quarter is not None else 0
            # words up the side of a page are not in its lines, but an amount that is turned may be of a cell
            self.skipped["visibility"] += len(AMOUNT.findall(words)) if way == "turned" else 0
        else:
            self.turned[0] += len(words)
            glyphs, beyond = part_at_edges(
                name_glyphs(item, list(read_text(item, state.matrix))), self.width, self.height
            )
            self.hide("".join(glyph.char for glyph in beyond))
            if glyphs and max(glyph.height for glyph in glyphs) < _DUST:
                self.hide(words)
                return
            if way == "odd" or all(glyph.x1 - glyph.x0 < _NARROW for glyph in glyphs):
                glyphs = list(veil(glyphs))
            glyphs = list(_cut(glyphs, find_window(item, state.matrix)))
            style = Style(_lightness(state.colour), state.alpha, state.layered)
            self._words.append(_Words(glyphs, (state.rank, self.objects), state.colour, style))

    def hide(self, words: str) -> None:
        """Count the figures of words that are not shown."""
        figures = tally_figures(words)
        if figures:
            self.skipped["hidden"] += figures

    def finish(self) -> None:
        """Put the words that are seen into ``glyphs``, in the order of drawing, with their ``styles``."""
        rows: defaultdict[int, list[Area]] = defaultdict(list)
        for area in sorted(self.areas):
            first = int(area.box[1] // _ROW)
            for row in range(first, min(int(area.box[3] // _ROW), first + _MOST_ROWS) + 1):
                rows[row].append(area)
        for words in sorted(self._words, key=lambda each: each.order):
            looks = [
                find_look(glyph, words.order, words.colour, rows.get(int(glyph.middle // _ROW), []))
                for glyph in words.glyphs
            ]
            kept = list(self._judge(words.glyphs, looks)) if any(looks) else words.glyphs
            self.glyphs += kept
            self.styles += [words.style] * len(kept)

    def _judge(self, glyphs: list[Glyph], looks: list[Look]) -> Iterator[Glyph]:
        """Words without what is not seen, and with a mark for each figure that may not be seen."""
        for part in _split(glyphs):
            found = {looks[place] for place in part}
            held = [glyphs[place] for place in part]
            if found == {Look.HIDDEN}:
                self.hide("".join(glyph.char for glyph in held))
            elif found == {Look.PLAIN} or not FIGURE.search("".join(glyph.char for glyph in held)):
                yield from (glyph for glyph, place in zip(held, part, strict=True) if looks[place] is not Look.HIDDEN)
            else:
                yield from veil(held)


def _split(glyphs: list[Glyph]) -> Iterator[list[int]]:
    """The places of figures, each together, and of what is between them."""
    part: list[int] = []
    for place, glyph in enumerate(glyphs):
        if part and (glyph.char in _IN_FIGURES) != (glyphs[part[-1]].char in _IN_FIGURES):
            yield part
            part = []
        part.append(place)
    if part:
        yield part


def _cut(glyphs: Iterable[Glyph], window: Box | None) -> Iterator[Glyph]:
    """Words with a mark for each figure that is not within what can be seen of them."""
    held = list(glyphs)
    for part in _split(held) if window else [list(range(len(held)))]:
        inside = window is None or all(
            window[0] < (held[place].x0 + held[place].x1) / 2 < window[2] and window[1] < held[place].middle < window[3]
            for place in part
        )
        found = [held[place] for place in part]
        yield from found if inside else veil(found)


def _lightness(colour: Rgb | None) -> float:
    return 0.0 if colour is None else round(0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2])
