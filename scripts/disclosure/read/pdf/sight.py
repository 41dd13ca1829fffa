"""Text of a PDF page that a reader may not see, found by its attributes, by clipping paths and by what is over it.

Suspected is text that is pale, transparent, drawn in a mode that paints nothing, near the colour of what is under it,
in an optional layer, in a form that is transparent or clipped, not within its own clipping path, or overlapped by
something drawn later. Whether it is seen, ``read.shown`` finds out by drawing the page.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.read.page.marks import Box, Matrix, move
from disclosure.read.pdf.calls import (
    as_object,
    count_clips,
    count_marks,
    count_segments,
    get_bounds,
    get_clip_path,
    get_fill_colour,
    get_point,
    get_render_mode,
    get_segment,
)
from disclosure.read.pdf.strokes import Drawn, Survey, Text, find_box

#: Text all of whose colours are above this (of 255), or that is less opaque, is pale; what is less opaque still, clear.
PALE, OPAQUE, CLEAR = 150, 220, 8
#: Colours that differ by less (of 255) are near each other.
NEAR = 60
#: Text may reach so many points over the edge of its clipping path, or under what is drawn later.
MARGIN = 2.0
#: Of one text so many clipping paths are looked at.
MAX_CLIPS = 16
#: Areas are sorted by rows of so many points; one reaches over at most so many of them.
_ROW, _MOST_ROWS = 24.0, 500

_USUAL = frozenset({pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE})
_UNPAINTED = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})

_FOUR_FLOATS, _FOUR_NUMBERS = struct.Struct("4f").unpack_from, struct.Struct("4I").unpack_from

Colour = tuple[int, int, int]
_NOT_RECTANGULAR: Box = (0.0, 0.0, 0.0, 0.0)
#: A path of four sides, the last of which may be drawn or not.
_RECTANGULAR = frozenset({4, 5})


@dataclass(frozen=True, slots=True)
class Suspect:
    """A text object that may not be seen, by its address, and its box on the upright page.

    Only what is within ``window`` can be seen of it. If it has to be ``drawn`` to know more, ``layer`` says whether it
    may be the words of what is drawn in its place, as OCR programs put them over or under a picture.
    """

    item: int
    box: Box
    window: Box | None
    drawn: bool
    layer: bool


def find_suspects(survey: Survey, *, layers: bool) -> list[Suspect]:
    """The text objects of a page that may not be seen, in the order of drawing.

    ``layers`` says whether the document may have optional content.
    """
    colour = (ctypes.c_uint * 4)()
    red, green, blue, alpha = (ctypes.addressof(colour) + 4 * index for index in range(4))
    find_window = _Clips().find_window
    around = _Around(survey) if survey.areas or survey.pictures else None
    found = []
    for each in survey.texts:
        item = each.item
        if not get_fill_colour(item, red, green, blue, alpha):
            colour[:] = [255, 255, 255, 255]
        r, g, b, a = _FOUR_NUMBERS(colour)
        mode = get_render_mode(item)
        clear = a < CLEAR or mode in _UNPAINTED
        drawn = clear or mode not in _USUAL or each.veiled or a < OPAQUE or (r > PALE and g > PALE and b > PALE)
        covered = around.find_cover(each, (r, g, b)) if around else ""
        clip = get_clip_path(item)
        clips = count_clips(clip)
        window = find_window(item, clip, min(clips, MAX_CLIPS)) if clips > 0 else None
        drawn = (
            drawn or bool(covered) or window is _NOT_RECTANGULAR or (layers and _is_layered(item, count_marks(item)))
        )
        if not drawn and window is None:
            continue
        box = find_box(item, each.matrix)
        if box is not None:
            inner = None if window is None or window is _NOT_RECTANGULAR else move_box(each.matrix, window)
            found.append(Suspect(item, box, inner, drawn, clear or covered == "picture"))
    return found


class _Around:
    """What of a page is under and over its text, by rows."""

    def __init__(self, survey: Survey) -> None:
        self._rows: defaultdict[int, list[tuple[Drawn, Colour | None]]] = defaultdict(list)
        self._colours: set[Colour] = set()
        self._pictures = bool(survey.pictures)
        self._near: dict[Colour, bool] = {}
        self._last = max((each.order for each in (*survey.areas, *survey.pictures)), default=-1)
        for each in survey.areas:
            self._add(each, _colour_of(each.item))
        for each in survey.pictures:
            self._add(each, None)

    def _add(self, each: Drawn, colour: Colour | None) -> None:
        if colour is not None:
            self._colours.add(colour)
        for row in _rows_of(each.box):
            self._rows[row].append((each, colour))

    def find_cover(self, text: Text, colour: Colour) -> str:
        """``area`` or ``picture`` if one that is drawn later is over a text, or one of a near colour, or any picture,
        is under it; empty if there is none."""
        if text.order > self._last and not self._pictures and not self._has_near(colour):
            return ""
        box = find_box(text.item, text.matrix)
        if box is None:
            return ""
        order, inner = text.order, take_edges(box)
        kinds = {
            "picture" if ground is None else "area"
            for row in _rows_of(box)
            for each, ground in self._rows.get(row, ())
            if (each.order > order or ground is None or _is_near(ground, colour)) and meet(inner, each.box)
        }
        return "area" if "area" in kinds else "".join(kinds)

    def _has_near(self, colour: Colour) -> bool:
        if colour not in self._near:
            self._near[colour] = any(_is_near(colour, other) for other in self._colours)
        return self._near[colour]


def _colour_of(item: int) -> Colour:
    colour = (ctypes.c_uint * 4)()
    if not get_fill_colour(item, *(ctypes.addressof(colour) + 4 * index for index in range(4))):
        return (255, 255, 255)
    return colour[0], colour[1], colour[2]


def _is_near(one: Colour, other: Colour) -> bool:
    return abs(one[0] - other[0]) < NEAR and abs(one[1] - other[1]) < NEAR and abs(one[2] - other[2]) < NEAR


def _rows_of(box: Box) -> range:
    first = int(box[1] // _ROW)
    return range(first, min(int(box[3] // _ROW), first + _MOST_ROWS) + 1)


def overlap(box: Box, area: Box) -> bool:
    """Whether two boxes lie over each other by more than their edges; what is lower than that, by half of it."""
    return meet(take_edges(box), area)


def take_edges(box: Box) -> Box:
    """A box without its edges, or without half of what is lower than them."""
    x0, y0, x1, y1 = box
    wide, high = min(MARGIN, (x1 - x0) / 2), min(MARGIN, (y1 - y0) / 2)
    return x0 + wide, y0 + high, x1 - wide, y1 - high


def meet(inner: Box, area: Box) -> bool:
    """Whether a box without its edges lies over another."""
    return area[0] < inner[2] and area[2] > inner[0] and area[1] < inner[3] and area[3] > inner[1]


def _is_layered(item: int, marks: int) -> bool:
    """Whether an object is marked as optional content."""
    if not marks:
        return False
    name, length = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
    for index in range(marks):
        marked = pdfium.FPDFPageObj_GetMark(as_object(item), index)
        if pdfium.FPDFPageObjMark_GetName(marked, name, ctypes.sizeof(name), length) and name[:3] == [79, 67, 0]:
            return True
    return False


class _Clips:
    """Reads clipping paths: this is done for every text object, so that nothing is made anew for it."""

    def __init__(self) -> None:
        self._numbers = (ctypes.c_float * 4)()
        self._at = [ctypes.addressof(self._numbers) + 4 * index for index in range(4)]
        self._last: tuple[float, ...] = ()
        self._clips = 0
        self._window = _NOT_RECTANGULAR

    def find_window(self, item: int, clip: Any, clips: int) -> Box | None:
        """What is within all clipping paths of a text object, in its own space; None if the whole object is.

        _NOT_RECTANGULAR if one of them is not a rectangle.
        """
        # texts that follow each other have the same paths: if the innermost one is the same, all are
        last = self._read_corners(clip, clips - 1)
        if last != self._last or clips != self._clips:
            self._last, self._clips, self._window = last, clips, self._meet_all(clip, clips)
        if self._window is _NOT_RECTANGULAR:
            return _NOT_RECTANGULAR
        if not get_bounds(item, *self._at):
            return None
        left, bottom, right, top = _FOUR_FLOATS(self._numbers)
        x0, y0, x1, y1 = self._window
        within = x0 <= left + MARGIN and y0 <= bottom + MARGIN and x1 >= right - MARGIN and y1 >= top - MARGIN
        return None if within else self._window

    def _meet_all(self, clip: Any, clips: int) -> Box:
        found: Box = (-math.inf, -math.inf, math.inf, math.inf)
        for index in range(clips):
            if count_segments(clip, index) not in _RECTANGULAR:
                return _NOT_RECTANGULAR
            ax, ay, bx, by = self._read_corners(clip, index)
            found = _meet(found, (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
        return found

    def _read_corners(self, clip: Any, index: int) -> tuple[float, ...]:
        """Two opposite corners of a clipping path: of a rectangle they say all."""
        first, second, third, fourth = self._at
        get_point(get_segment(clip, index, 0), first, second)
        get_point(get_segment(clip, index, 2), third, fourth)
        return _FOUR_FLOATS(self._numbers)


def _meet(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def move_box(matrix: Matrix, box: Box) -> Box:
    """The box around a moved one; one that is empty stays so."""
    (ax, ay), (bx, by) = move(matrix, box[0], box[1]), move(matrix, box[2], box[3])
    if box[0] >= box[2] or box[1] >= box[3]:
        return ax, ay, ax, ay
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
