"""Characters in the file and not in the lines of a page: their words, the figures among them; the edges of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure.read.building.looks import FIGURE
from disclosure.read.page.marks import Glyph, Rule

#: The middle of a character, and a rule, may be so many points over the edge of the page.
EDGE = 1.0


def join_runs(characters: Mapping[int, str], left_out: int = 1) -> Iterator[str]:
    """Characters by their number in the file: those that follow each other, as words.

    At most ``left_out`` characters may be missing between them: pdfium makes up a space between words, which is left
    out, and two line ends between lines.
    """
    words, last = "", -1
    for index, char in characters.items():
        if words and index > last + 1 + left_out:
            yield words
            words = ""
        words, last = words + char, index
    if words:
        yield words


def tally_figures(words: str) -> int:
    """How many figures there are in words."""
    return sum(1 for _ in FIGURE.finditer(words))


def part_at_edges(glyphs: Sequence[Glyph], width: float, height: float) -> tuple[list[Glyph], list[Glyph]]:
    """The characters on a page of this size, and those beyond its edges; a place that is not a number is on it."""
    inside: list[Glyph] = []
    beyond: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
        off = x < -EDGE or x > width + EDGE or y < -EDGE or y > height + EDGE
        (beyond if off else inside).append(glyph)
    return inside, beyond


def clip_rules(rules: Iterable[Rule], width: float, height: float) -> list[Rule]:
    """What of the rules is on a page of this size; those at a place that is not a number are kept."""
    kept: list[Rule] = []
    for rule in rules:
        vertical, at, low, high = rule
        across, along = (width, height) if vertical else (height, width)
        if not (at < -EDGE or at > across + EDGE or high < -EDGE or low > along + EDGE):
            within = low >= -EDGE and high <= along + EDGE
            kept.append(rule if within else Rule(vertical, at, max(low, -EDGE), min(high, along + EDGE)))
    return kept
