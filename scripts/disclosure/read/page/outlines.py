"""Letters and figures that are drawn as outlines, next to words that are text: they are counted as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from disclosure.read.page.marks import Box, Glyph

#: Outlines of a letter are so high and at most so wide (points), and have at least so many segments.
LOWEST, HIGHEST, WIDEST, SEGMENTS = 3.5, 16.0, 150.0, 8
#: Letters of one word are nearer to each other than this part of their height; so many make a figure, or one outline
#: that is so many times as wide as it is high and has so many segments.
_NEAR, _FEWEST, _WIDE, _MANY = 0.7, 3, 2.0, 24
#: A page with more outlines is a drawing.
_MOST = 5_000


class Shape(NamedTuple):
    """A filled outline of the size of a letter or a word: its box on the upright page, and its number of segments."""

    box: Box
    segments: int


def is_shape(wide: float, high: float, segments: int) -> bool:
    """Whether an outline of this size (points) may be a letter or a word."""
    return LOWEST < high < HIGHEST and wide < WIDEST and segments >= SEGMENTS


def find_outlined(shapes: Sequence[Shape], glyphs: Sequence[Glyph]) -> int:
    """How many words of a page are drawn as outlines, on a line with other words and not over them."""
    if not 0 < len(shapes) <= _MOST:
        return 0
    lines = sorted((glyph.middle, glyph.x0, glyph.x1) for glyph in glyphs if not glyph.char.isspace())
    count = 0
    for group in _join(shapes):
        x0, y0, x1, y1 = (
            min(each.box[0] for each in group), min(each.box[1] for each in group),
            max(each.box[2] for each in group), max(each.box[3] for each in group),
        )  # fmt: skip
        wide = x1 - x0 > _WIDE * (y1 - y0) and sum(each.segments for each in group) >= _MANY
        if len(group) < _FEWEST and not wide:
            continue
        near = [line for line in lines if y0 < line[0] < y1]
        if near and not any(left < x1 and right > x0 for _, left, right in near):
            count += 1
    return count


def _join(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Shapes on one line and near each other, from left to right."""
    groups: list[list[Shape]] = []
    for shape in sorted(shapes, key=lambda each: (round(each.box[3] / 4), each.box[0])):
        last = groups[-1][-1].box if groups else None
        x0, y0, _, y1 = shape.box
        high = y1 - y0
        if last is not None and abs(last[3] - y1) < _NEAR * high and -high < x0 - last[2] < _NEAR * high:
            groups[-1].append(shape)
        else:
            groups.append([shape])
    return groups
