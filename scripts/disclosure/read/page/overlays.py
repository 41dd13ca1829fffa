"""Words laid over the words of a page: watermarks are taken out, figures with foreign characters in them are not read.

A watermark is recognised by more than one sign: it is paler than the words of its page, transparent or in a layer of
its own, and it lies over other words at another height, or is much larger, or is repeated. Where that is not sure, both
stay in their lines and every figure that they share a place with becomes a mark of kind ``overlaid``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from disclosure.read.building.skips import mark
from disclosure.read.page.lines import WORD_GAP
from disclosure.read.page.marks import Box, Glyph, Rule, find_median
from disclosure.read.page.notes import find_notes, find_struck
from disclosure.read.page.pen import Slant, cover_crossed, find_crossed, find_short, find_signs, list_figures, put_sign
from disclosure.read.page.runs import (
    Crossing,
    Run,
    are_drawn_again,
    find_crossings,
    find_ends,
    find_repeated,
    split_runs,
)

#: Lightness (0 black, 255 white) that pale words have at least, and by how much it is above that of the page's words;
#: words from the second value on are white, as heads of tables on dark ground are.
PALE, PALER, WHITE = 110, 60, 250
#: Very pale words.
FAINT = 170
#: The opacity (of 255) of transparent words is at most the first; at most the second is a watermark's alone.
TRANSPARENT, FAINTEST = 217, 110
#: Words of a watermark are much larger from this ratio on; words that are so often on a page are repeated, or many.
LARGE, REPEATED, MANY = 1.5, 3, 6
#: Words over others are at another height by this part of the height, or of another size by this ratio.
OFFSET, OTHER_SIZE = 0.15, 1.25
#: A run with more characters is a line of prose, of which only the figures that are touched are doubtful.
LONG = 30

_IN_FIGURES = frozenset("0123456789.,，．０１２３４５６７８９")
#: Signs that change a figure they get into.
_JOINING = frozenset(".,．，-−－–—%％")


class Style(NamedTuple):
    """How words are painted: lightness and opacity (0 to 255), and whether they are in a layer of their own or marked
    as no part of the text."""

    light: float = 0.0
    opacity: float = 255.0
    layered: bool = False


class Paint(Protocol):
    """How the characters of a page are painted."""

    def style(self, place: int) -> Style:
        """The style of the character at a place in the page's list."""

    def ink(self, place: int) -> Box:
        """The box around what is drawn of it, in points of the upright page."""


def part_overlays(
    glyphs: Sequence[Glyph], paint: Paint, rules: Sequence[Rule] = (), slants: Sequence[Slant] = ()
) -> tuple[list[Glyph], list[str]]:
    """A page's characters without those drawn again and without watermarks, and the words of the latter.

    A figure in which other characters lie becomes a mark. Note marks become raised digits, and words through which one
    of the ``rules`` runs are left out; a figure that one of the ``slants`` crosses out, or with a short rule before it
    that may be a minus, is a mark. Raises ValueError for a page with too many of them.
    """
    repeated: set[int] = set()
    runs = split_runs(glyphs)
    crossings = find_crossings(glyphs, runs, paint.ink)
    if crossings or are_drawn_again(glyphs):
        repeated = find_repeated(glyphs)
    if repeated:
        runs = split_runs(glyphs, repeated)
        crossings = find_crossings(glyphs, runs, paint.ink)
    chars = [glyph[0] for glyph in glyphs]
    page = _Page(runs, ["".join([chars[place] for place in run.places]).strip() for run in runs], paint)
    laid_over, doubtful = page.judge(crossings)
    own = [run for number, run in enumerate(runs) if number not in laid_over]
    instead: dict[int, Glyph | None] = dict.fromkeys(repeated)
    instead |= find_notes(glyphs, own, rules, paint.ink)
    instead |= find_struck(glyphs, own, rules, paint.ink)
    instead = _find_pen(glyphs, own, rules, slants) | instead
    for number in laid_over:
        instead |= dict.fromkeys(runs[number].places)
    for number in doubtful:
        for figure in _split_figures(glyphs, runs[number]):
            instead |= _cover(glyphs, figure)
    for one, other, pairs in crossings:
        if one not in laid_over and other not in laid_over:
            for run, near in ((runs[one], pairs), (runs[other], [pair[::-1] for pair in pairs])):
                instead |= _cover_crossed(glyphs, run, {place for place, their in near if _may_join(glyphs[their])})
    kept = (instead.get(place, glyph) for place, glyph in enumerate(glyphs)) if instead else glyphs
    return [glyph for glyph in kept if glyph is not None], [page.words[number] for number in sorted(laid_over)]


def _find_pen(
    glyphs: Sequence[Glyph], runs: Sequence[Run], rules: Sequence[Rule], slants: Sequence[Slant]
) -> dict[int, Glyph | None]:
    """What takes the place of figures that are crossed out or may have a drawn minus."""
    short = find_short(rules)
    if not slants and not short:
        return {}
    figures = list_figures(glyphs, runs, _IN_FIGURES)
    instead: dict[int, Glyph | None] = {}
    for number in find_signs(glyphs, figures, short, rules):
        instead |= put_sign(glyphs, figures[number])
    for number in find_crossed(glyphs, figures, slants) if slants else ():
        instead |= cover_crossed(glyphs, figures[number])
    return instead


class _Page:
    """The runs of a page with their words, and what is usual on it."""

    def __init__(self, runs: Sequence[Run], words: Sequence[str], paint: Paint) -> None:
        self.runs, self.words = runs, words
        self._times = Counter(words)
        self._paint = paint
        self._body, self._usual = Style(), 0.0

    def judge(self, crossings: Sequence[Crossing]) -> tuple[set[int], set[int]]:
        """The numbers of the runs that are surely watermarks, and of those that may be."""
        crossed = {number for one, other, _ in crossings for number in (one, other)}
        heights = find_median(run.height for run in self.runs) if self.runs else 0.0
        first = {words: number for number, words in enumerate(self.words)}
        asked = {
            number
            for number, run in enumerate(self.runs)
            if number in crossed or run.height >= OTHER_SIZE * heights or self._is_repeated(number)
            if number in crossed or first[self.words[number]] == number
        }
        if not asked:
            return set(), set()
        styles = {number: self._style(number) for number in asked}
        if not crossings and all(map(_is_plain, styles.values())):
            return set(), set()  # most pages
        self._body, self._usual = self._find_body()
        sure = {number for number, style in styles.items() if self._is_clear(number, style)}
        over: dict[str, set[str]] = {}
        for one, other, _ in crossings:
            for number, under in ((one, other), (other, one)):
                if _is_offset(self.runs[number], self.runs[under]) or self._is_transparent(styles[number]):
                    over.setdefault(self.words[number], set()).add(self.words[under])
                    if self._is_apart(styles[number]) and not self._is_apart(styles[under]):
                        sure.add(number)
        often = {
            words
            for words, below in over.items()
            if len(below) >= REPEATED < self._times[words] and len(words) > 1 and any(map(str.isalnum, words))
        }
        repeated = {number for number, words in enumerate(self.words) if words in often}
        repeated |= self._find_pale_tiles(styles)
        doubtful = {number for number in repeated if self._could_be_figure(number)}
        sure |= repeated - doubtful
        sure |= self._find_alike(sure) if sure else set()
        return sure, doubtful - sure

    def _style(self, number: int) -> Style:
        return self._paint.style(self.runs[number].places[0])

    def _find_body(self) -> tuple[Style, float]:
        """The style of the page's own words, the darkest one that is not rare, and their usual height."""
        seen: Counter[Style] = Counter()
        heights: dict[Style, list[float]] = {}
        for number in range(0, len(self.runs), max(1, len(self.runs) // 96)):
            style = self._style(number)
            seen[style] += len(self.runs[number].places)
            heights.setdefault(style, []).append(self.runs[number].height)
        often = [style for style, times in seen.items() if times * 33 >= seen.total()]
        body = min(often or seen, key=lambda style: (style.opacity <= TRANSPARENT, style.layered, style.light))
        return body, find_median(heights[body])

    def _is_repeated(self, number: int) -> bool:
        return self._times[self.words[number]] >= REPEATED and len(self.words[number]) > 1

    def _find_pale_tiles(self, styles: Mapping[int, Style]) -> set[int]:
        """The runs of very pale words that are on the page many times."""
        pale = {
            self.words[number]
            for number, style in styles.items()
            if self._is_apart(style) and FAINT <= style.light < WHITE and self._times[self.words[number]] >= MANY
            if any(map(str.isalnum, self.words[number]))
        }
        alike = (number for number, words in enumerate(self.words) if words in pale)
        return {number for number in alike if FAINT <= self._style(number).light < WHITE}

    def _could_be_figure(self, number: int) -> bool:
        return _IN_FIGURES.issuperset(self.words[number]) and self.runs[number].height < OTHER_SIZE * self._usual

    def _is_transparent(self, style: Style) -> bool:
        return style.opacity <= TRANSPARENT < self._body.opacity

    def _is_apart(self, style: Style) -> bool:
        """Whether words are painted unlike the words of the page: paler, transparent, in a layer of their own."""
        pale = PALE <= style.light < WHITE and style.light - self._body.light >= PALER
        return pale or self._is_transparent(style) or (style.layered and not self._body.layered)

    def _is_clear(self, number: int, style: Style) -> bool:
        """Whether words are a watermark although they lie over no others."""
        if not self._is_apart(style):
            return False
        large = self.runs[number].height >= LARGE * self._usual
        if self._is_transparent(style):
            return large or style.opacity <= FAINTEST or self._is_repeated(number)
        return large and style.light >= FAINT

    def _find_alike(self, sure: set[int]) -> set[int]:
        """The runs painted as watermarks are that repeat their words, go on in their line, or could be nothing else."""
        kinds: dict[Style, list[int]] = {}
        for number in sure:
            kinds.setdefault(self._style(number), []).append(number)
        spoken = {style: {self.words[number] for number in like} for style, like in kinds.items()}
        found = set()
        for number in range(len(self.runs)):
            style = self._style(number) if number not in sure else None
            if style in kinds and (
                self.words[number] in spoken[style] or any(self._goes_on(number, like, style) for like in kinds[style])
            ):
                found.add(number)
        return found

    def _goes_on(self, number: int, like: int, style: Style) -> bool:
        """Whether words painted as a watermark belong to it: of the same size, and next to it or not to be mistaken."""
        run, other = self.runs[number], self.runs[like]
        if max(run.height, other.height) > OTHER_SIZE * min(run.height, other.height):
            return False
        if self._is_transparent(style) or (self._is_apart(style) and other.height >= LARGE * self._usual):
            return True
        line = abs(run.baseline - other.baseline) <= OFFSET * other.height
        return line and max(run.x0 - other.x1, other.x0 - run.x1) < other.height and self._is_apart(style)


def _is_plain(style: Style) -> bool:
    """Whether words cannot be apart from those of any page: they are dark, opaque and in no layer."""
    return style.light < PALE and style.opacity > TRANSPARENT and not style.layered


def _is_offset(run: Run, under: Run) -> bool:
    """Whether words over others are at another height or of another size, as the words of the next cell are not."""
    low, high = sorted((run.height, under.height))
    return high > OTHER_SIZE * low or abs(run.baseline - under.baseline) > OFFSET * low


def _may_join(glyph: Glyph) -> bool:
    """Whether a character could be taken for a part of a figure or word: a bracket of the line above could not."""
    return glyph.char.isalnum() or glyph.char in _JOINING


def _cover_crossed(glyphs: Sequence[Glyph], run: Run, touched: set[int]) -> dict[int, Glyph | None]:
    """Marks for the figures of a run that others lie over at the places ``touched``."""
    instead: dict[int, Glyph | None] = {}
    for figure in _split_figures(glyphs, run) if touched else ():
        if len(run.places) <= LONG or not touched.isdisjoint(figure):
            instead |= _cover(glyphs, figure)
    return instead


def _split_figures(glyphs: Sequence[Glyph], run: Run) -> Iterator[tuple[int, ...]]:
    """The places of the figures of a run."""
    held: list[int] = []
    until = 0.0
    for place, end in zip(run.places, find_ends(glyphs, run), strict=True):
        glyph = glyphs[place]
        if glyph.char not in _IN_FIGURES or (held and glyph.x0 - until > WORD_GAP * glyph.height):
            if any(glyphs[each].char.isdigit() for each in held):
                yield tuple(held)
            held = []
        if glyph.char in _IN_FIGURES:
            held.append(place)
            until = end
    if any(glyphs[each].char.isdigit() for each in held):
        yield tuple(held)


def _cover(glyphs: Sequence[Glyph], figure: Sequence[int]) -> dict[int, Glyph | None]:
    """A mark in the place of a figure's first character, and nothing in those of the others."""
    first, last = glyphs[figure[0]], glyphs[figure[-1]]
    instead: dict[int, Glyph | None] = dict.fromkeys(figure)
    instead[figure[0]] = Glyph(mark("overlaid"), first.x0, max(first.x1, last.x1), first.baseline, first.height)
    return instead
