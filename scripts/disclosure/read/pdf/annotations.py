"""What is laid over a PDF page: fields of forms, stamps and comments.

What they show is made part of the page by pdfium, so that it is read as it is seen. Fields with a value and without an
appearance, and comments that open on a click, are counted as not read.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.read.building.skips import mark
from disclosure.read.page.marks import Box, Glyph, Matrix, Rule, move

#: At most so many annotations of a page are looked at.
MAX_ANNOTATIONS = 5_000
#: A field is taken for a line of at most this height (points).
MAX_FIELD_HEIGHT = 14.0

#: Links and the windows of comments show nothing.
_SHOWING_NOTHING = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
#: Kinds whose words are in a window that opens on a click.
_COMMENTS = frozenset(
    {pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY,
     pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE,
     pdfium.FPDF_ANNOT_INK, pdfium.FPDF_ANNOT_STAMP}
)  # fmt: skip
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW

#: Left, lower, right and upper edge in the page's own space.
Rectangle = tuple[float, float, float, float]


@dataclass(slots=True)
class Notes:
    """What the annotations of a page are: how many objects the page has without them, the rectangles of fields without
    an appearance, those of fields that have one and a figure as value, those of words struck out, how many comments and
    attached files."""

    own_objects: int
    fields: list[Rectangle] = field(default_factory=list)
    drawn: list[Rectangle] = field(default_factory=list)
    strikes: list[Rectangle] = field(default_factory=list)
    comments: int = 0
    files: int = 0


def load_page(document: Any, number: int) -> tuple[Any, Notes]:
    """An open page (from 0) with what its annotations show as part of it.

    Raises ValueError for a page that cannot be loaded.
    """
    page = _open(document, number)
    count = min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    notes = Notes(pdfium.FPDFPage_CountObjects(page))
    shown = sum(_note(page, index, notes) for index in range(count))
    if not shown or pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page, notes
    # what was made part of the page is seen only when it is loaded again
    pdfium.FPDF_ClosePage(page)
    return _open(document, number), notes


def _open(document: Any, number: int) -> Any:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise ValueError("the page cannot be loaded")
    return page


def _note(page: Any, index: int, notes: Notes) -> bool:
    """Note an annotation that is not read; whether it shows something."""
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return False
    try:
        kind, flags = pdfium.FPDFAnnot_GetSubtype(annotation), pdfium.FPDFAnnot_GetFlags(annotation)
        if kind in _SHOWING_NOTHING or flags & _HIDDEN:
            return False
        drawn = bool(pdfium.FPDFAnnot_HasKey(annotation, b"AP"))
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            _note_field(annotation, notes, drawn=drawn)
        elif kind == pdfium.FPDF_ANNOT_FREETEXT and not drawn:
            if _has_words(annotation, b"Contents"):
                notes.fields.append(_rectangle_of(annotation))
        elif kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            notes.files += 1
        elif kind in _COMMENTS and _has_words(annotation, b"Contents"):
            notes.comments += 1
        if kind in {pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_LINE} and not drawn:
            lines = _read_quads if kind == pdfium.FPDF_ANNOT_STRIKEOUT else _read_line
            notes.strikes.extend(lines(annotation))
        return drawn
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _note_field(annotation: Any, notes: Notes, *, drawn: bool) -> None:
    """Note a field of a form by its rectangle, if its value may be a figure."""
    if drawn and _has_digits(annotation, b"V"):
        notes.drawn.append(_rectangle_of(annotation))
    # a field whose parts are named in common has its value in the parent, which pdfium does not show
    elif not drawn and (_has_words(annotation, b"V") or pdfium.FPDFAnnot_HasKey(annotation, b"Parent")):
        notes.fields.append(_rectangle_of(annotation))


def _read_quads(annotation: Any) -> Iterator[Rectangle]:
    """The rectangles of the words that an annotation marks."""
    points = pdfium.FS_QUADPOINTSF()
    for index in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), MAX_ANNOTATIONS)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, ctypes.byref(points)):
            xs = (points.x1, points.x2, points.x3, points.x4)
            ys = (points.y1, points.y2, points.y3, points.y4)
            yield min(xs), min(ys), max(xs), max(ys)


def _read_line(annotation: Any) -> Iterator[Rectangle]:
    start, end = pdfium.FS_POINTF(), pdfium.FS_POINTF()
    if pdfium.FPDFAnnot_GetLine(annotation, ctypes.byref(start), ctypes.byref(end)):
        yield min(start.x, end.x), min(start.y, end.y), max(start.x, end.x), max(start.y, end.y)


def _has_words(annotation: Any, key: bytes) -> bool:
    """Whether a string of an annotation is not empty: its length is in bytes, with two for the end."""
    return bool(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) > 2)


def _has_digits(annotation: Any, key: bytes) -> bool:
    """Whether a string of an annotation has a digit among its first characters."""
    value = (ctypes.c_ushort * 64)()
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, value, ctypes.sizeof(value))
    return 2 < length <= ctypes.sizeof(value) and any(48 <= unit <= 57 for unit in value)


def _rectangle_of(annotation: Any) -> Rectangle:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle))
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def place_fields(notes: Notes, upright: Matrix, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """A mark in the place of each field that could not be read: it has no appearance, or nothing is in it among the
    ``glyphs`` of the page although its value is a figure."""
    for rectangle in notes.fields:
        yield _place(_turn(rectangle, upright))
    for rectangle in notes.drawn:
        x0, y0, x1, y1 = box = _turn(rectangle, upright)
        if not any(x0 < (each.x0 + each.x1) / 2 < x1 and y0 < each.middle < y1 for each in glyphs):
            yield _place(box)


def place_strikes(notes: Notes, upright: Matrix) -> Iterator[Rule]:
    """A rule through the middle of all words that an annotation without an appearance strikes out."""
    for rectangle in notes.strikes:
        x0, y0, x1, y1 = _turn(rectangle, upright)
        if math.isfinite(x0 + y0 + x1 + y1):
            yield Rule(False, (y0 + y1) / 2, x0, x1)


def _turn(rectangle: Rectangle, upright: Matrix) -> Box:
    left, bottom, right, top = rectangle
    (ax, ay), (bx, by) = move(upright, left, bottom), move(upright, right, top)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _place(box: Box) -> Glyph:
    x0, y0, x1, y1 = box
    height = min(MAX_FIELD_HEIGHT, y1 - y0)
    return Glyph(mark("form_field"), x0, x1, (y0 + y1) / 2 + 0.35 * height, height)
