"""Note marks next to words and figures of a page, and words that are struck out by a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from disclosure.read.building.looks import FIGURE, write_raised
from disclosure.read.building.skips import PLACEHOLDER, mark
from disclosure.read.page.marks import Box, Glyph, Rule
from disclosure.read.page.runs import Run

Ink = Callable[[int], Box]

#: A note mark is at most so high, compared with the words it follows, or is raised by this part of their height; it is
#: at most so far above and below their baseline, and so far from them.
SMALL, RAISED = 0.82, 0.3
ABOVE, BELOW, NEAR, WITHIN = 1.2, 0.5, 0.6, 0.2
#: Chinese characters are higher than digits of the same size by this ratio.
HAN = 0.78
#: A line that strikes words out is in this middle part of their height, and reaches over their ends by this part of it.
MIDDLE, REACH = 0.2, 0.6
#: A rule that meets another one within so many points is part of a table.
MEETS = 1.5
#: Words within this many times their height are next to each other.
NEXT = 2.0
#: The highest words (points) that are looked at for a line through them.
HIGHEST = 40.0

_NOTE = re.compile(r"[\[(（〔【注註\s]*\d{1,3}(?:[,，、\-]\d{1,3})*[\])）〕】\s]*")


def find_notes(
    glyphs: Sequence[Glyph], runs: Sequence[Run], rules: Sequence[Rule], ink: Ink
) -> dict[int, Glyph | None]:
    """What takes the place of characters that are note marks: raised digits on the line of the words they follow.

    Where small digits follow a decimal point or separator, they and the figure are one mark of what is not read.
    """
    columns: dict[int, list[Run]] = {}
    for run in runs:
        for column in {int(run.x0 // HIGHEST), int(run.x1 // HIGHEST)}:
            columns.setdefault(column, []).append(run)
    found: dict[int, Glyph | None] = {}
    for run in runs:
        if (
            len(run.places) > 8
            or not _may_end(glyphs[run.places[-1]].char)
            or not _NOTE.fullmatch("".join(glyphs[place].char for place in run.places))
        ):
            continue
        around = {int((run.x0 - run.height) // HIGHEST), int((run.x1 + run.height) // HIGHEST), int(run.x0 // HIGHEST)}
        for other in (each for column in around for each in columns.get(column, ())):
            off = other.baseline - run.baseline
            if not -BELOW * other.height < off < ABOVE * other.height:
                continue  # nearly all of them
            if other is not run and _may_belong(run, other) and _belongs(glyphs, run, other, ink):
                if not _is_parted(run, other, rules):
                    found |= _raise(glyphs, run, other)
                break
    return found


def _may_end(char: str) -> bool:
    """Whether a note mark may end with a character."""
    return char.isdecimal() or char in "])）〕】" or char.isspace()


def _may_belong(run: Run, other: Run) -> bool:
    """Whether words are near enough for a note mark, by their boxes."""
    gap = max(run.x0 - other.x1, other.x0 - run.x1)
    off = other.baseline - run.baseline
    return (
        gap < NEAR * other.height
        and -BELOW * other.height < off < ABOVE * other.height
        and (run.height < 0.9 * other.height or abs(off) > 0.05 * other.height)
    )


def _belongs(glyphs: Sequence[Glyph], run: Run, other: Run, ink: Ink) -> bool:
    """Whether a run of digits is a note mark of other words, by what is drawn of both."""
    behind = other.x0 + other.x1 < run.x0 + run.x1
    last = _end(glyphs, other, -1 if behind else 0)
    first = _end(glyphs, run, 0 if behind else -1)
    box, small = ink(last), ink(next(place for place in run.places if glyphs[place].char.isdigit()))
    tall = (box[3] - box[1]) * (HAN if glyphs[last].char > "\u2e7f" else 1.0)
    if glyphs[last].char in ".,，．)）%％":
        digits = [place for place in other.places if glyphs[place].char.isdigit()]
        tall = ink(digits[-1])[3] - ink(digits[-1])[1] if digits else tall
    high = small[3] - small[1]
    gap = glyphs[first].x0 - box[2] if behind else box[0] - ink(first)[2]
    off = other.baseline - run.baseline
    if not (tall > 0 and high > 0 and -WITHIN * tall < gap < NEAR * tall):
        return False
    if high <= SMALL * tall:
        return -BELOW * tall < off < ABOVE * tall
    return high < 1.15 * tall and RAISED * tall < off < ABOVE * tall


def _end(glyphs: Sequence[Glyph], run: Run, number: int) -> int:
    """The first (0) or last (-1) place of a run that is not a space."""
    places = [place for place in run.places if not glyphs[place].char.isspace()] or list(run.places)
    return places[number]


def _is_parted(run: Run, other: Run, rules: Sequence[Rule]) -> bool:
    """Whether a vertical rule is between two runs: they are in different cells."""
    low, high = sorted(((run.x0 + run.x1) / 2, (other.x0 + other.x1) / 2))
    at = other.baseline - 0.3 * other.height
    return any(rule.vertical and low < rule.at < high and rule.low <= at <= rule.high for rule in rules)


def _raise(glyphs: Sequence[Glyph], run: Run, other: Run) -> dict[int, Glyph | None]:
    instead: dict[int, Glyph | None]
    behind = other.x0 + other.x1 < run.x0 + run.x1
    if behind and glyphs[_end(glyphs, other, -1)].char in ".,，．":
        first, last = glyphs[other.places[0]], glyphs[run.places[-1]]
        instead = dict.fromkeys((*other.places, *run.places))
        instead[other.places[0]] = first._replace(char=mark("overlaid"), x1=last.x1)
        return instead
    words = write_raised("".join(glyphs[place].char for place in run.places)).strip()
    instead = dict.fromkeys(run.places)
    first, last = glyphs[run.places[0]], glyphs[run.places[-1]]
    instead[run.places[0]] = first._replace(char=words, x1=last.x1, baseline=other.baseline)
    return instead


def find_struck(
    glyphs: Sequence[Glyph], runs: Sequence[Run], rules: Sequence[Rule], ink: Ink
) -> dict[int, Glyph | None]:
    """What takes the place of struck-out characters: nothing, and for each figure a mark that counts it.

    Where nothing else is next to them in their line, a placeholder too, so that their cell is not taken for empty.
    """
    order = sorted((run for run in runs if 0 < run.height < 2 * HIGHEST), key=lambda run: run.baseline)
    lines = [run.baseline for run in order]
    upright = [rule for rule in rules if rule.vertical]
    struck: set[int] = set()
    for rule in rules:
        if not rule.vertical:
            near = order[bisect_left(lines, rule.at) : bisect_left(lines, rule.at + HIGHEST)]
            near = [run for run in near if run.x0 < rule.high and run.x1 > rule.low]
            through = set(_find_through(glyphs, near, rule, ink))
            if through and not _meets(rule, upright):
                struck |= through
    if not struck:
        return {}
    return _leave_out(glyphs, runs, struck)


def _meets(rule: Rule, upright: Sequence[Rule]) -> bool:
    ends = [rule.low, rule.high]
    return any(
        min(abs(each.at - end) for end in ends) < MEETS and each.low - MEETS < rule.at < each.high + MEETS
        for each in upright
    )


def _find_through(glyphs: Sequence[Glyph], runs: Sequence[Run], rule: Rule, ink: Ink) -> Iterator[int]:
    """The places of the characters through which a rule runs, if it begins and ends with them."""
    places, boxes = [], []
    for run in runs:
        if not 0.05 * run.height < run.baseline - rule.at < 0.6 * run.height:
            continue
        for place in run.places:
            glyph = glyphs[place]
            if glyph.char.isalnum() and rule.low - MEETS < (glyph.x0 + glyph.x1) / 2 < rule.high + MEETS:
                box = ink(place)
                part = MIDDLE * (box[3] - box[1])
                if not box[1] + part < rule.at < box[3] - part:
                    return
                boxes.append(box)
            elif not rule.low - MEETS < (glyph.x0 + glyph.x1) / 2 < rule.high + MEETS:
                continue
            places.append(place)
    if boxes:
        reach = REACH * max(box[3] - box[1] for box in boxes)
        low, high = min(box[0] for box in boxes), max(box[2] for box in boxes)
        if rule.low > low - reach and rule.high < high + reach:
            yield from places


def _leave_out(glyphs: Sequence[Glyph], runs: Sequence[Run], struck: set[int]) -> dict[int, Glyph | None]:
    instead: dict[int, Glyph | None] = dict.fromkeys(struck)
    kept = [glyphs[place] for run in runs for place in run.places if place not in struck]
    kept = [glyph for glyph in kept if not glyph.char.isspace()]
    for run in runs:
        places = [place for place in run.places if place in struck]
        marks = mark("struck") * sum(1 for _ in FIGURE.finditer("".join(glyphs[place].char for place in places)))
        if marks:
            first, last = glyphs[places[0]], glyphs[places[-1]]
            whole = first._replace(x1=last.x1)
            char = marks if _is_set_apart(whole, kept) else marks + PLACEHOLDER
            instead[places[0]] = whole._replace(char=char)
    return instead


def _is_set_apart(struck: Glyph, kept: Sequence[Glyph]) -> bool:
    """Whether there are other words in the line of struck-out ones, and no digits that go on where these end."""
    _, x0, x1, baseline, height = struck
    low, high = x0 - NEXT * height, x1 + NEXT * height
    line = [each for each in kept if abs(each.baseline - baseline) < 0.4 * height]
    near = [each for each in line if low < each.x1 and each.x0 < high]
    gaps = [max(x0 - each.x1, each.x0 - x1) for each in near if each.char.isdigit()]
    return bool(near) and min(gaps, default=height) > 0.2 * height
