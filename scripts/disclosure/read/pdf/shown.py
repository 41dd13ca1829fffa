"""Which characters of a PDF page are seen: the page is drawn with text that may not be, and without it.

No change of the picture means that the text is surely not seen: it is left out. A clear change means that it is seen. A
faint one, or one of a part of a figure only, leaves it open: the figure becomes a mark of what is not read.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.read.building.skips import mark
from disclosure.read.page.figure_runs import cover_run, split_runs
from disclosure.read.page.marks import Box, Glyph, Matrix
from disclosure.read.pdf.calls import as_object, get_text_object
from disclosure.read.pdf.drawing import Easel, find_change, find_contrast
from disclosure.read.pdf.sight import Suspect, overlap

#: A dot changes clearly where a colour changes by more than this (of 255).
CLEAR = 24
#: The page is drawn at most so many times without some of the suspects.
MAX_DRAWINGS = 4
#: A clipped character of which a greater part than this can be seen is; one of which less can is not.
MOST, LEAST = 0.6, 0.1
#: This part of a character's box is left out on both sides when it is looked for what is drawn there.
INSET = 0.2
_HIDDEN, _FAINT, _SEEN = range(3)
#: Characters are sorted by rows of so many points; at most so many of them are looked at.
_ROW, _MOST_ROWS = 24.0, 500
#: Fonts that pdfium has inside, so that they are drawn on any machine.
_BUILT_IN = ("Helvetica", "Times", "Courier", "Arial")


@dataclass(slots=True)
class _Judged:
    glyph: Glyph
    number: int
    sure: bool
    state: int = _SEEN


def leave_out_unseen(
    page: Any, text: Any, upright: Matrix, glyphs: Sequence[Glyph], numbers: Sequence[int], suspects: Sequence[Suspect]
) -> tuple[list[Glyph], list[int], dict[int, str]]:
    """The characters of an open page that are seen, their numbers, and by their number those that are not.

    ``numbers`` are those of the ``glyphs`` in pdfium's list of characters. A figure that may not be seen is one mark.
    """
    by_address = {each.item: each for each in suspects}
    owners = [by_address.get(get_text_object(text, number)) for number in numbers]
    if not any(owners):
        return list(glyphs), list(numbers), {}
    judged = [
        _Judged(glyph, number, owner is None and not glyph.char.isspace())
        for glyph, number, owner in zip(glyphs, numbers, owners, strict=True)
    ]
    owned: dict[int, list[_Judged]] = {}
    for each, owner in zip(judged, owners, strict=True):
        if owner is not None and not each.glyph.char.isspace():
            owned.setdefault(id(owner), []).append(each)
    drawn = [each for each in suspects if each.drawn and id(each) in owned]
    if drawn:
        _judge(Easel(page, upright), drawn, owned, _Rows(judged))
    for suspect in suspects:
        if suspect.window is not None:
            for each in owned.get(id(suspect), ()):
                each.state = min(each.state, _clip(each.glyph, suspect.window))
    seen: list[Glyph] = []
    kept: list[int] = []
    unseen: dict[int, str] = {}
    for run in split_runs(judged, lambda each: each.glyph, lambda _: False):
        states = {each.state for each in run if each.glyph.char.isdigit()}
        if len(states) > 1 or _FAINT in states:
            seen.append(cover_run((each.glyph for each in run), mark("visibility")))
            kept.append(run[0].number)
            continue
        for each in run:
            if each.state == _HIDDEN or states == {_HIDDEN}:
                unseen[each.number] = each.glyph.char
            else:
                seen.append(each.glyph)
                kept.append(each.number)
    return seen, kept, unseen


def _clip(glyph: Glyph, window: Box) -> int:
    """Whether a character is seen of which only what is within a window can be."""
    x0, y0, x1, y1 = _box_of(glyph)
    wide, high = min(x1, window[2]) - max(x0, window[0]), min(y1, window[3]) - max(y0, window[1])
    share = max(0.0, wide) * max(0.0, high) / max((x1 - x0) * (y1 - y0), 1e-6)
    return _SEEN if share > MOST else _HIDDEN if share < LEAST else _FAINT


def _box_of(glyph: Glyph) -> Box:
    return glyph.x0, glyph.baseline - 0.8 * glyph.height, glyph.x1, glyph.baseline + 0.1 * glyph.height


def _judge(easel: Easel, suspects: Sequence[Suspect], owned: Mapping[int, list[_Judged]], rows: _Rows) -> None:
    """Find out which characters are seen, group by group: what is not seen is left out of the drawings from then on, so
    that of words drawn twice in one place one is."""
    whole = easel.draw()
    left_out: list[int] = []
    for group in _part(suspects):
        without = easel.draw_without([*left_out, *(each.item for each in group)])
        for each in group:
            held = owned[id(each)]
            for one in held:
                one.state = _look(easel, whole, without, each, one.glyph, rows)
            if all(one.state == _HIDDEN for one in held):
                left_out.append(each.item)


def _look(easel: Easel, whole: bytes, without: bytes, owner: Suspect, glyph: Glyph, rows: _Rows) -> int:
    """Whether a character of a suspect is seen."""
    box = _box_of(glyph)
    dots = list(easel.rows(box))
    change = find_change(whole, without, dots, CLEAR)
    if change > CLEAR:
        return _SEEN
    if change:
        return _SEEN if any(_is_again(glyph, each) for each in rows.near(box)) else _FAINT
    if owner.layer and not any(_is_upon(box, each) for each in rows.near(box)):
        inset = INSET * (box[2] - box[0])  # the characters next to it reach into its box
        if find_contrast(whole, easel.rows((box[0] + inset, box[1], box[2] - inset, box[3]))) > CLEAR:
            return _SEEN  # it is the word of what is drawn in this place
    return _HIDDEN if _is_drawable(owner.item) else _FAINT


def _is_drawable(item: int) -> bool:
    """Whether a font's characters are drawn on any machine: that nothing is seen may be for want of the font."""
    font = pdfium.FPDFTextObj_GetFont(as_object(item))
    name = ctypes.create_string_buffer(64)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    built_in = name.value.decode("latin-1").startswith(_BUILT_IN)
    return built_in or bool(pdfium.FPDFFont_GetIsEmbedded(font) == 1)


class _Rows:
    """The characters of a page by their height on it."""

    def __init__(self, judged: Iterable[_Judged]) -> None:
        self._rows: defaultdict[int, list[_Judged]] = defaultdict(list)
        for each in judged:
            if math.isfinite(each.glyph.baseline):
                self._rows[int(each.glyph.baseline // _ROW)].append(each)

    def near(self, box: Box) -> Iterator[_Judged]:
        """Characters of which some may be in a box, and all that are."""
        if math.isfinite(box[1] + box[3]):
            first = int(box[1] // _ROW) - 1
            for row in range(first, min(int(box[3] // _ROW) + 2, first + _MOST_ROWS)):
                yield from self._rows.get(row, ())


def _is_again(glyph: Glyph, each: _Judged) -> bool:
    """Whether another character that is seen is the same one in nearly the same place: bold by drawing twice."""
    other = each.glyph
    return (
        other is not glyph
        and each.state == _SEEN
        and other.char == glyph.char
        and abs(other.x0 + other.x1 - glyph.x0 - glyph.x1) < 0.7 * (glyph.x1 - glyph.x0)
        and abs(other.baseline - glyph.baseline) < 0.35 * glyph.height
    )


def _is_upon(box: Box, each: _Judged) -> bool:
    """Whether a character that surely is seen is in a box."""
    x, y = (each.glyph.x0 + each.glyph.x1) / 2, each.glyph.middle
    return each.sure and box[0] < x < box[2] and box[1] < y < box[3]


def _part(suspects: Iterable[Suspect]) -> Iterator[list[Suspect]]:
    """The suspects in groups of which no two lie over each other, so that each is judged alone; the last one of
    MAX_DRAWINGS groups has all that are left."""
    groups: list[list[Suspect]] = [[] for _ in range(MAX_DRAWINGS)]
    rows: list[dict[int, list[Box]]] = [{} for _ in range(MAX_DRAWINGS)]
    for each in suspects:
        first = int(each.box[1] // _ROW)
        reach = range(first, min(int(each.box[3] // _ROW), first + _MOST_ROWS) + 1)
        for number, (group, held) in enumerate(zip(groups, rows, strict=True)):
            last = number == MAX_DRAWINGS - 1
            if last or not any(overlap(each.box, box) for row in reach for box in held.get(row, ())):
                group.append(each)
                for row in reach:
                    held.setdefault(row, []).append(each.box)
                break
    return iter(group for group in groups if group)
