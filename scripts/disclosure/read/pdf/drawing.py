"""A PDF page drawn by pdfium, to see what of it a reader sees."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.read.page.marks import Box, Matrix, invert, move
from disclosure.read.pdf.calls import as_object

#: Pages are drawn with so many dots a point, if nothing else is said, and with at most so many dots on a side.
SCALE, MAX_SIDE = 1.5, 4_000
_BYTES = 4


class Easel:
    """Draws one open page, with some of its objects or without; places are those of the upright page."""

    def __init__(self, page: Any, upright: Matrix, scale: float = SCALE) -> None:
        self._page = page
        self._back = invert(upright)
        wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(scale, MAX_SIDE / max(wide, high, 1.0))
        self.width, self.height = max(1, round(wide * scale)), max(1, round(high * scale))

    def draw(self) -> bytes:
        """The page as rows of dots: blue, green, red and one byte that says nothing. Raises ValueError if it fails."""
        bitmap = pdfium.FPDFBitmap_Create(self.width, self.height, 0)
        if not bitmap:
            raise ValueError("the page cannot be drawn")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self.width, self.height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, self.width, self.height, 0, 0)
            return ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), self.width * self.height * _BYTES)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def draw_without(self, items: Iterable[int]) -> bytes:
        """The same without the objects of the page at these addresses."""
        with _inactive([as_object(item) for item in items]):
            return self.draw()

    def rows(self, box: Box) -> Iterator[slice]:
        """Where in a drawing the rows of dots within ``box`` are."""
        (ax, ay), (bx, by) = self._to_dot(box[0], box[1]), self._to_dot(box[2], box[3])
        left, right = max(0, min(ax, bx)), min(self.width, max(ax, bx) + 1)
        for row in range(max(0, min(ay, by)), min(self.height, max(ay, by) + 1)):
            yield slice((row * self.width + left) * _BYTES, (row * self.width + right) * _BYTES)

    def _to_dot(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        at = move(self._back, x, y)
        pdfium.FPDF_PageToDevice(self._page, 0, 0, self.width, self.height, 0, *at, across, down)
        return across.value, down.value


@contextmanager
def _inactive(items: list[Any]) -> Iterator[None]:
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item, False)
    try:
        yield
    finally:
        for item in items:
            pdfium.FPDFPageObj_SetIsActive(item, True)


def find_change(one: bytes, other: bytes, rows: Iterable[slice], enough: int) -> int:
    """By how much (0 to 255) two drawings differ at most in these rows of dots; a change over ``enough`` is found soon,
    and need not be the greatest."""
    most = 0
    for row in rows:
        here, there = one[row], other[row]
        if here != there:
            most = max(most, *(abs(a - b) for a, b in zip(here, there, strict=True)))
            if most > enough:
                break
    return most


def find_contrast(drawing: bytes, rows: Iterable[slice]) -> int:
    """By how much (0 to 255) the dots of these rows differ from each other at most, in any colour."""
    low, high = [255] * 3, [0] * 3
    for row in rows:
        dots = drawing[row]
        for colour in range(3):
            values = dots[colour::_BYTES]
            if values:
                low[colour], high[colour] = min(low[colour], min(values)), max(high[colour], max(values))
    return max(0, *(most - least for least, most in zip(low, high, strict=True)))
