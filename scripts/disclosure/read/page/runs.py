"""Runs of characters, and which of them lie over each other: a page before it is put into lines and cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from disclosure.read.page.marks import Box, Glyph, find_median

#: The same character within these parts of its height and its width is drawn again, for bold letters or as a shadow.
AGAIN_HEIGHT, AGAIN_WIDTH = 0.2, 0.35
#: Characters of one run differ by at most these parts of the height, in baseline and in height.
SAME_BASELINE, SAME_HEIGHT = 0.1, 0.14
#: Characters of one run are set apart by at most this part of the height, and overlap by at most that one.
APART, BACK = 0.8, 0.3
#: What is drawn of a digit or letter reaches from its baseline up to this part of the height of its line.
INK = 0.62
#: Two characters lie over each other by more than these parts of the narrower width and of the lower height.
OVER_WIDTH, OVER_HEIGHT = 0.25, 0.2
#: What is drawn of them shares more than this part of the lesser width and height.
SHARED = 0.1
#: A page on which more pairs of runs have to be compared was made to be slow; a full page needs about 10,000.
MAX_COMPARED = 2_000_000

#: Of the same characters near each other, so many are asked whether they are in the same place.
_ASKED = 16
#: Characters that are drawn below their line, or not at all, lie over nothing.
_BLANK = frozenset("_＿‗ \t\xa0\u3000")


#: Two runs, by number, and the pairs of their characters, by place, that lie over each other.
Crossing = tuple[int, int, list[tuple[int, int]]]


class Run(NamedTuple):
    """Characters that follow each other in the file, on one line and near each other.

    ``places`` are their places in the list of the page's characters, ``following`` is where the next character of the
    line begins.
    """

    places: Sequence[int]
    following: float
    x0: float
    x1: float
    baseline: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge of what is drawn."""
        return self.baseline - INK * self.height


def find_repeated(glyphs: Sequence[Glyph]) -> set[int]:
    """The places of characters that were drawn before, in the same place: letter by letter, or all of them again."""
    seen: dict[tuple[str, int, int, int], list[Glyph]] = {}
    repeated: set[int] = set()
    for place, glyph in enumerate(glyphs):
        char, x0, x1, baseline, height = glyph
        if char.isspace() or not height > 0:
            continue
        reach = AGAIN_HEIGHT * height
        near, cell = min(reach, AGAIN_WIDTH * (x1 - x0)), 2 * reach
        if not isfinite(x0 + baseline + cell):
            continue  # read.pages refuses such a place
        size, columns = round(height), {int((x0 - near) // cell), int((x0 + near) // cell)}
        rows = {int((baseline - reach) // cell), int((baseline + reach) // cell)}
        if any(
            abs(other.x0 - x0) <= near and abs(other.baseline - baseline) <= reach
            for column in columns
            for row in rows
            for other in seen.get((char, size, column, row), ())[-_ASKED:]
        ):
            repeated.add(place)
        else:
            seen.setdefault((char, size, int(x0 // cell), int(baseline // cell)), []).append(glyph)
    return repeated


def split_runs(glyphs: Sequence[Glyph], without: Collection[int] = ()) -> list[Run]:
    """The runs of a page, in the order of the file, of all characters but those at the places ``without``."""
    runs: list[Run] = []
    held: list[int] = []
    before = end = line = tall = first = most = 0.0
    for place, glyph in enumerate(glyphs):
        _, x0, x1, baseline, height = glyph
        if without and place in without:
            continue
        off = baseline - line
        if held and not (
            -SAME_BASELINE * tall <= off <= SAME_BASELINE * tall
            and -SAME_HEIGHT * tall <= height - tall <= SAME_HEIGHT * tall
            and before - BACK * tall <= x0 <= end + APART * tall
            and x1 > before
        ):
            runs.append(Run(held, x0 if x0 > before and abs(off) < tall else end, first, most, line, tall))
            held = []
        if not held:
            first, most = x0, x1
        elif x1 > most:
            most = x1
        held.append(place)
        before, end, line, tall = x0, x1, baseline, height
    if held:
        runs.append(Run(held, end, first, most, line, tall))
    return runs


def find_ends(glyphs: Sequence[Glyph], run: Run) -> list[float]:
    """Where each character of a run ends: where the next one begins at the latest, as its box may be twice as wide as
    its step."""
    held = [glyphs[place] for place in run.places]
    ends = [min(one.x1, max(one.x0, other.x0)) for one, other in pairwise(held)]
    last = held[-1]
    steps = [(end - each.x0) / (each.x1 - each.x0) for each, end in zip(held, ends, strict=False) if each.x1 > each.x0]
    usual = find_median(steps) if steps else 1.0
    ends.append(min(last.x0 + usual * (last.x1 - last.x0), max(last.x0, run.following)))
    return ends


def are_drawn_again(glyphs: Sequence[Glyph]) -> bool:
    """Whether a character is next to the same one in the file and in the same place."""
    for one, other in pairwise(glyphs):
        # the first condition is nearly never met
        if one[0] == other[0] and abs(one[1] - other[1]) <= AGAIN_WIDTH * (one[2] - one[1]) and one[2] > one[1]:
            return True
    return False


def find_crossings(glyphs: Sequence[Glyph], runs: Sequence[Run], ink: Callable[[int], Box]) -> list[Crossing]:
    """Pairs of runs (by number) that lie over each other, with the pairs of their characters (by place) that do.

    ``ink`` gives the box around what is drawn of a character. Raises ValueError where more than MAX_COMPARED pairs
    would have to be compared.
    """
    found: list[Crossing] = []
    left = MAX_COMPARED
    ends: dict[int, tuple[list[float], float]] = {}
    for one, other in _find_near(runs):
        left -= len(runs[one].places) * len(runs[other].places)
        _check(left)
        for number in (one, other):
            if number not in ends:
                held = find_ends(glyphs, runs[number])
                ends[number] = held, max(held)
        low = max(runs[one].x0, runs[other].x0)
        if ends[one][1] <= low or ends[other][1] <= low:
            continue  # most often, one ends where the other one begins
        near = _find_pairs(glyphs, (runs[one], ends[one][0]), (runs[other], ends[other][0]))
        pairs = [(place, their) for place, their in near if _overlap(ink(place), ink(their))]
        if pairs:
            found.append((one, other, pairs))
    return found


def _check(left: int) -> None:
    if left < 0:
        raise ValueError(f"more than {MAX_COMPARED} words or characters lie over each other")


def _find_near(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Pairs of runs whose boxes overlap, found from top to bottom."""
    order = sorted(range(len(runs)), key=lambda number: runs[number].top)
    active: list[tuple[float, float, float, int]] = []
    left = MAX_COMPARED
    for number in order:
        run = runs[number]
        top, x0, x1 = run.top, run.x0, run.x1
        active = [each for each in active if each[0] > top]
        left -= len(active)
        _check(left)
        for _, low, high, other in active:
            if low < x1 and x0 < high:
                yield other, number
        # by so much may the next one begin above the baseline of this one
        active.append((run.baseline - OVER_HEIGHT * INK * run.height, x0, x1, number))


#: A run with the ends of its characters.
_Ended = tuple[Run, Sequence[float]]


def _find_pairs(glyphs: Sequence[Glyph], run: _Ended, other: _Ended) -> Iterator[tuple[int, int]]:
    """The pairs of characters of two runs that lie over each other."""
    low, high = max(run[0].x0, other[0].x0), min(run[0].x1, other[0].x1)
    theirs = [each for each in _drawn(glyphs, other) if each[0].x0 < high and each[2] > low]
    for glyph, place, end in _drawn(glyphs, run) if theirs else ():
        x0 = glyph.x0
        if x0 >= high or end <= low:
            continue
        for foreign, their, until in theirs:
            wide = min(end - x0, until - foreign.x0)
            if min(end, until) - max(x0, foreign.x0) > OVER_WIDTH * wide > 0 and _overlap_upright(glyph, foreign):
                yield place, their


def _drawn(glyphs: Sequence[Glyph], run: _Ended) -> Iterator[tuple[Glyph, int, float]]:
    """The characters of a run that are drawn on the line, with their places and ends."""
    for place, end in zip(run[0].places, run[1], strict=True):
        if glyphs[place].char not in _BLANK:
            yield glyphs[place], place, end


def _overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than a part of the smaller one's sides."""
    left, top, right, bottom = one
    x0, y0, x1, y1 = other
    return min(right, x1) - max(left, x0) > SHARED * min(right - left, x1 - x0) and (
        min(bottom, y1) - max(top, y0) > SHARED * min(bottom - top, y1 - y0)
    )


def _overlap_upright(glyph: Glyph, other: Glyph) -> bool:
    high = min(glyph.height, other.height) * INK
    top = max(glyph.baseline - INK * glyph.height, other.baseline - INK * other.height)
    return min(glyph.baseline, other.baseline) - top > OVER_HEIGHT * high
