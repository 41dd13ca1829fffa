"""Pages that are pictures, read by an OCR engine: the optional extra ``ocr`` (RapidOCR, models in its package).

What is read off a picture is marked: a slip of the engine looks like any other figure.
"""

from __future__ import annotations

import ctypes
import importlib.util
import math
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.read.page.marks import Glyph, PageContent, Rule

#: Pages are drawn with so many dots an inch, and with at most so many dots in all.
DOTS_PER_INCH, MAX_DOTS = 200, 12_000_000
#: Of one document so many pages are read off pictures; the others stay unread.
MAX_RECOGNIZED_PAGES = 60
#: So many seconds of the clock and bytes of address space reading pictures may take: a page takes four seconds.
MAX_SECONDS, MAX_MEMORY_BYTES = 900, 6_000_000_000
#: Words the engine is less sure of are left out.
MIN_CONFIDENCE = 0.5

#: The corners of a box of words, in points, from the upper left one clockwise.
Corners = Sequence[tuple[float, float]]

#: A rule is at least so many points long and at most so many dots thick.
_RULE_POINTS, _RULE_DOTS = 18, 12
#: A word's line leans by less than this part of its length.
_LEAN = 0.1
#: A page that leans by less, in radians, is level: a dot in five hundred.
_LEVEL = 0.002
#: How wide a character is beside the Chinese ones.
_NARROW = 0.55


def is_available() -> bool:
    """Whether the engine is installed. Nothing is loaded."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


class Recognizer:
    """Reads pages of an open pdfium document off their pictures; the engine is loaded for the first of them."""

    def __init__(self) -> None:
        self._engine: Any = None
        self.left = MAX_RECOGNIZED_PAGES

    def read_page(self, document: Any, number: int) -> PageContent:
        """Page ``number`` (from 0) as recognized characters and rules; not legible where no word is found, and
        from the page after MAX_RECOGNIZED_PAGES on. Raises ValueError for a page that cannot be loaded."""
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            raise ValueError("the page cannot be loaded")
        try:
            width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            if self.left <= 0 or width <= 0 or height <= 0:
                return PageContent(width, height, [], [], legible=False)
            self.left -= 1
            scale = min(DOTS_PER_INCH / 72, math.sqrt(MAX_DOTS / (width * height)))
            picture = _draw(page, round(width * scale), round(height * scale))
        finally:
            pdfium.FPDF_ClosePage(page)
        words = list(self._read_words(picture, scale))
        words, picture = _straighten(words, picture, scale)
        glyphs = [glyph for corners, text in words for glyph in _place_words(corners, text)]
        if not glyphs:
            return PageContent(width, height, [], [], legible=False)
        rules = [rule for rule in _find_rules(picture, scale) if not any(_is_within(rule, box) for box, _ in words)]
        return PageContent(width, height, glyphs, rules, recognized=True)

    def _read_words(self, picture: Any, scale: float) -> Iterator[tuple[Corners, str]]:
        """The boxes of words, in points, and what they say."""
        if self._engine is None:
            from rapidocr import RapidOCR

            self._engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})
        found = self._engine(picture)
        if found.boxes is None:
            return
        for corners, words, confidence in zip(found.boxes, found.txts, found.scores, strict=True):
            if confidence >= MIN_CONFIDENCE:
                yield [(float(x) / scale, float(y) / scale) for x, y in corners], words


def _straighten(
    words: Sequence[tuple[Corners, str]], picture: Any, scale: float
) -> tuple[list[tuple[Corners, str]], Any]:
    """Boxes and picture turned so that lines of words lie level: a page lies aslant on the scanner's glass."""
    import cv2

    tops = [
        (right[0] - left[0], right[1] - left[1]) for (left, right, _, low), _ in words if _is_line(left, right, low)
    ]
    along = sum(x for x, _ in tops)
    lean = math.atan2(sum(y for _, y in tops), along) if along else 0.0
    if abs(lean) < _LEVEL:
        return list(words), picture
    high, wide = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), math.degrees(lean), 1.0)
    (a, b, c), (d, e, f) = turn.tolist()
    turned: list[tuple[Corners, str]] = [
        ([(a * x + b * y + c / scale, d * x + e * y + f / scale) for x, y in corners], text) for corners, text in words
    ]
    white = (255, 255, 255)
    return turned, cv2.warpAffine(picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=white)


def _is_line(left: tuple[float, float], right: tuple[float, float], low: tuple[float, float]) -> bool:
    """Whether a box is long enough to tell its direction, and about level."""
    wide = right[0] - left[0]
    return wide > 4 * (low[1] - left[1]) and abs(right[1] - left[1]) < _LEAN * wide


def _is_within(rule: Rule, corners: Corners) -> bool:
    """Whether a rule is the stroke of a large character."""
    xs, ys = zip(*corners, strict=True)
    along, across = (ys, xs) if rule.vertical else (xs, ys)
    within = min(along) <= rule.low and rule.high <= max(along) and min(across) < rule.at < max(across)
    return bool(within)


def _place_words(corners: Corners, words: str) -> Iterator[Glyph]:
    """The characters of one box, side by side."""
    (left, top), (right, lean), (_, bottom), (_, low) = corners
    if abs(lean - top) > _LEAN * (right - left):
        return  # words at the side, a watermark
    wide = [1.0 if char > "\u2e7f" else _NARROW for char in words]
    step = (right - left) / max(sum(wide), 1.0)
    high = (bottom + low - top - lean) / 2
    # the engine's boxes stand off their words by a fifth of the height
    size, middle, x = 0.8 * high, (top + lean + bottom + low) / 4, left
    for char, share in zip(words, wide, strict=True):
        if not char.isspace():
            yield Glyph(char, x, x + share * step, middle + 0.35 * size, size)
        x += share * step


def _draw(page: Any, width: int, height: int) -> Any:
    """The page as an array of blue, green and red dots."""
    import numpy

    dots = numpy.full((height, width, 4), 255, dtype=numpy.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        width, height, pdfium.FPDFBitmap_BGRx, dots.ctypes.data_as(ctypes.c_void_p), width * 4
    )
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return numpy.ascontiguousarray(dots[:, :, :3])


def _find_rules(picture: Any, scale: float) -> Iterator[Rule]:
    """Straight dark lines of a picture: what is left of it when all shorter runs of dark dots are wiped out."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    long = max(2, round(_RULE_POINTS * scale))
    for vertical in (False, True):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (1, long) if vertical else (long, 1))
        lines = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        count, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
        for left, top, wide, high, _ in boxes[1:count]:
            thick, at, low, length = (wide, left, top, high) if vertical else (high, top, left, wide)
            if thick <= _RULE_DOTS:
                yield Rule(vertical, (at + thick / 2) / scale, low / scale, (low + length) / scale)
