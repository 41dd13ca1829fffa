"""What is drawn next to figures or through them: slanted lines that cross them out, short ones that may be a minus."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from disclosure.read.building.skips import PLACEHOLDER, mark
from disclosure.read.page.marks import Glyph, Point, Rule
from disclosure.read.page.runs import Run

#: A slanted line crosses a figure out if it leaves out at most this part of its width, reaches beyond its ends by at
#: most so many heights, and above and below its line by so many.
_LEFT_OUT, _BEYOND, _AROUND = 0.25, 0.8, 0.6
#: A minus is so long, so far above the baseline, and so near the figure, all in heights of the line.
_LENGTH, _RISE, _GAP = (0.2, 0.95), (0.12, 0.55), (-0.1, 0.6)
#: Rules nearer than this (points) to each other's ends are parts of one drawing.
_MEETS, _ALONE = 1.5, 1.5
#: The highest line that is looked at (points).
_HIGHEST = 40.0

#: The ends of a straight line that is neither level nor upright.
Slant = tuple[Point, Point]


def find_crossed(glyphs: Sequence[Glyph], figures: Sequence[tuple[int, ...]], slants: Sequence[Slant]) -> set[int]:
    """The numbers of the figures (places of their characters) that a slanted line crosses out."""
    found: set[int] = set()
    order = sorted(range(len(figures)), key=lambda number: glyphs[figures[number][0]].baseline)
    lines = [glyphs[figures[number][0]].baseline for number in order]
    for (ax, ay), (bx, by) in slants:
        left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        for number in order[bisect_left(lines, top - _HIGHEST) : bisect_right(lines, bottom + _HIGHEST)]:
            first, last = glyphs[figures[number][0]], glyphs[figures[number][-1]]
            high, wide = first.height, last.x1 - first.x0
            across = left <= first.x0 + _LEFT_OUT * wide and right >= last.x1 - _LEFT_OUT * wide
            within = left > first.x0 - _BEYOND * high and right < last.x1 + _BEYOND * high
            level = top > first.baseline - (1 + _AROUND) * high and bottom < first.baseline + _AROUND * high
            middle = abs((top + bottom) / 2 - first.middle) < _AROUND * high
            if across and within and level and middle:
                found.add(number)
    return found


def find_short(rules: Sequence[Rule]) -> list[Rule]:
    """The rules that are short enough for a minus, from top to bottom."""
    return sorted(
        (rule for rule in rules if not rule.vertical and rule.high - rule.low < _LENGTH[1] * _HIGHEST),
        key=lambda rule: rule.at,
    )


def find_signs(
    glyphs: Sequence[Glyph], figures: Sequence[tuple[int, ...]], short: Sequence[Rule], rules: Sequence[Rule]
) -> set[int]:
    """The numbers of the figures with one of the ``short`` rules before them that may be a minus."""
    levels = [rule.at for rule in short]
    found: set[int] = set()
    for number, figure in enumerate(figures) if short else ():
        first = glyphs[figure[0]]
        high = first.height
        near = short[bisect_left(levels, first.baseline - high) : bisect_right(levels, first.baseline)]
        for rule in near:
            long, rise, gap = rule.high - rule.low, first.baseline - rule.at, first.x0 - rule.high
            if (
                _LENGTH[0] * high < long < _LENGTH[1] * high
                and _RISE[0] * high < rise < _RISE[1] * high
                and _GAP[0] * high < gap < _GAP[1] * high
                and _is_alone(rule, near, rules, high)
                and not any(
                    each.x0 < rule.high and each.x1 > rule.low and abs(each.baseline - first.baseline) < high / 2
                    for each in glyphs
                    if not each.char.isspace()
                )
            ):
                found.add(number)
    return found


def _is_alone(rule: Rule, near: Sequence[Rule], rules: Sequence[Rule], high: float) -> bool:
    """Whether a rule is not part of a dotted line or of a table."""
    others = (each for each in near if each is not rule and abs(each.at - rule.at) < _MEETS)
    if any(each.high > rule.low - _ALONE * high and each.low < rule.high + _ALONE * high for each in others):
        return False
    return not any(
        each.vertical
        and each.low - _MEETS < rule.at < each.high + _MEETS
        and min(abs(each.at - rule.low), abs(each.at - rule.high)) < _MEETS
        for each in rules
    )


def cover_crossed(glyphs: Sequence[Glyph], figure: Sequence[int]) -> dict[int, Glyph | None]:
    """A mark in the place of a figure that is crossed out."""
    instead: dict[int, Glyph | None] = dict.fromkeys(figure)
    instead[figure[0]] = glyphs[figure[0]]._replace(char=mark("struck") + PLACEHOLDER, x1=glyphs[figure[-1]].x1)
    return instead


def put_sign(glyphs: Sequence[Glyph], figure: Sequence[int]) -> dict[int, Glyph | None]:
    """A mark before a figure that may have a minus."""
    first = glyphs[figure[0]]
    return {figure[0]: first._replace(char=mark("sign") + first.char)}


def list_figures(glyphs: Sequence[Glyph], runs: Sequence[Run], in_figures: frozenset[str]) -> list[tuple[int, ...]]:
    """The places of the figures of all runs."""
    found: list[tuple[int, ...]] = []
    for run in runs:
        part: list[int] = []
        for place in (*run.places, -1):
            if place >= 0 and glyphs[place].char in in_figures:
                part.append(place)
            elif part:
                if any(glyphs[each].char.isdigit() for each in part):
                    found.append(tuple(part))
                part = []
    return found
