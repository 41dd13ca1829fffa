"""Pictures on PDF pages that have words too: those that may show words or figures of their own are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.read.page.marks import Box, Glyph, Matrix, Picture
from disclosure.read.pdf.calls import as_object
from disclosure.read.pdf.drawing import Easel, find_change, find_contrast
from disclosure.read.pdf.strokes import Drawn

#: A picture over this part of a page is content, not decoration.
LARGE = 0.02
#: A smaller one counts where it takes the place of a figure: with words on its line, and of this size (points).
FIGURE_WIDTH, FIGURE_HEIGHT, LINE_HEIGHT = 12.0, 6.0, 40.0
#: A picture is the ground of the page where its words cover more than this part of it.
GROUND = 0.02
#: What differs by less (of 255) is not seen; a picture whose dots do not differ by more shows nothing.
FAINT = 24
#: Pages are drawn with so many dots a point to see whether a picture shows something.
COARSE = 0.5
#: A small picture that so many pages show in the same place belongs to the page: a letterhead.
REPEATED = 3
#: Strips of one picture are at most so far apart (points); of a page with more pictures all are taken for one.
APART, MAX_PICTURES = 1.0, 500


def find_pictures(
    page: Any, upright: Matrix, pictures: Sequence[Drawn], glyphs: Sequence[Glyph], size: tuple[float, float]
) -> tuple[list[Picture], int]:
    """The small pictures of an open page that may show a figure, and how many large ones may show words.

    ``size`` is the width and height of the upright page. Pictures that are not seen, show one colour only or are the
    ground of words are none.
    """
    groups = [
        (box, group)
        for box, group in _join_strips(pictures, size)
        if (_is_large(box, size) or _is_in_line(box, glyphs)) and not _is_ground(box, glyphs)
    ]
    if not groups:
        return [], 0
    easel = Easel(page, upright, COARSE)
    whole = easel.draw()
    without = easel.draw_without(each.item for _, group in groups for each in group)
    small: list[Picture] = []
    large = 0
    for box, group in groups:
        if (
            find_change(whole, without, easel.rows(box), FAINT) <= FAINT
            or find_contrast(whole, easel.rows(box)) <= FAINT
        ):
            continue
        if _is_large(box, size):
            large += 1
        else:
            stored = sum(pdfium.FPDFImageObj_GetImageDataRaw(as_object(each.item), None, 0) for each in group)
            small.append((tuple(round(edge) for edge in box), stored))
    return small, large


def is_relevant(box: Box, glyphs: Sequence[Glyph], size: tuple[float, float]) -> bool:
    """Whether a picture on a page with these characters may show words or a figure of its own."""
    return (_is_large(box, size) or _is_in_line(box, glyphs)) and not _is_ground(box, glyphs)


def find_letterheads(pages: Sequence[Sequence[Picture]]) -> set[Picture]:
    """The small pictures that REPEATED pages or more show."""
    times = Counter(picture for page in pages for picture in set(page))
    return {picture for picture, number in times.items() if number >= REPEATED}


def _join_strips(pictures: Sequence[Drawn], size: tuple[float, float]) -> list[tuple[Box, list[Drawn]]]:
    """Pictures that touch each other as one, with the box of what is on the page."""
    groups: list[tuple[Box, list[Drawn]]] = []
    for each in pictures:
        x0, y0, x1, y1 = each.box
        box = (max(0.0, x0), max(0.0, y0), min(size[0], x1), min(size[1], y1))
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        held = [each]
        for other in [group for group in groups if len(pictures) > MAX_PICTURES or _touch(box, group[0])]:
            groups.remove(other)
            box, held = _join(box, other[0]), other[1] + held
        groups.append((box, held))
    return groups


def _touch(one: Box, other: Box) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > -APART
        and min(one[3], other[3]) - max(one[1], other[1]) > -APART
    )


def _join(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _is_large(box: Box, size: tuple[float, float]) -> bool:
    return (box[2] - box[0]) * (box[3] - box[1]) > LARGE * size[0] * size[1]


def _is_in_line(box: Box, glyphs: Sequence[Glyph]) -> bool:
    """Whether a picture has the size of a figure, and words on its line."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide < FIGURE_WIDTH or not FIGURE_HEIGHT <= high <= LINE_HEIGHT:
        return False
    return any(box[1] < glyph.middle < box[3] for glyph in glyphs if not glyph.char.isspace())


def _is_ground(box: Box, glyphs: Sequence[Glyph]) -> bool:
    """Whether words are upon a picture."""
    upon = sum(
        (glyph.x1 - glyph.x0) * glyph.height
        for glyph in glyphs
        if box[0] < (glyph.x0 + glyph.x1) / 2 < box[2] and box[1] < glyph.middle < box[3]
    )
    return upon > GROUND * (box[2] - box[0]) * (box[3] - box[1])
