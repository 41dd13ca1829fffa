"""How pdfium paints the words of a page: colour, opacity, and the layers and forms that they are in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.read.page.marks import Box, Matrix, move
from disclosure.read.page.overlays import Style
from disclosure.read.pdf.strokes import MAX_DEPTH, MAX_OBJECTS

#: Marked content outside the text, and optional content.
_LAYERS = frozenset({"Artifact", "OC"})
#: What is transparent by a mask or by the way it is mixed with its ground is taken to be half transparent.
_MIXED = 128.0


class PagePaint:
    """The styles of a page's characters, by their place in a list of their numbers in an open pdfium text page.

    ``upright`` moves points of the page's own space to the upright page; ``forms`` says whether it draws any form
    objects.
    """

    def __init__(self, page: Any, text: Any, numbers: Sequence[int], upright: Matrix, *, forms: bool = True) -> None:
        self._page, self._text, self._numbers, self._upright = page, text, numbers, upright
        self._channels = [ctypes.c_uint() for _ in range(4)]
        self._to_channels = [ctypes.byref(each) for each in self._channels]
        self._forms: dict[int, Style] | None = None if forms else {}

    def style(self, place: int) -> Style:
        """The style of the character at ``place``."""
        item = pdfium.FPDFText_GetTextObject(self._text, self._numbers[place])
        if not item:
            return Style()
        if self._forms is None:
            self._forms = dict(_find_in_forms(self._page))
        style = self._look_at(item)
        around = self._forms.get(ctypes.addressof(item.contents))
        if around is None:
            return style
        return Style(style.light, min(style.opacity, around.opacity), style.layered or around.layered)

    def ink(self, place: int) -> Box:
        """The box around what is drawn of the character at ``place``."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._text, self._numbers[place], left, right, bottom, top)
        (ax, ay), (bx, by) = move(self._upright, left.value, bottom.value), move(self._upright, right.value, top.value)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _look_at(self, item: Any) -> Style:
        red, green, blue, alpha = self._channels
        if not pdfium.FPDFPageObj_GetFillColor(item, *self._to_channels):
            return Style(layered=_is_layered(item))
        light = round(0.3 * red.value + 0.59 * green.value + 0.11 * blue.value)
        return Style(light, _opacity_of(item, alpha.value), _is_layered(item))


def _opacity_of(item: Any, alpha: int) -> float:
    return min(alpha, _MIXED) if alpha == 255 and pdfium.FPDFPageObj_HasTransparency(item) else alpha


def _is_layered(item: Any) -> bool:
    name, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        named = pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if named and bytes(name)[: length.value].decode("utf-16-le", "replace").rstrip("\0") in _LAYERS:
            return True
    return False


def _find_in_forms(page: Any) -> Iterator[tuple[int, Style]]:
    """The addresses of text objects in forms that are transparent or in a layer, with the style of the form."""
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _find_in_form(item, Style(), 0)


def _find_in_form(form: Any, around: Style, depth: int) -> Iterator[tuple[int, Style]]:
    faint = _MIXED if pdfium.FPDFPageObj_HasTransparency(form) else 255.0
    style = Style(0.0, min(around.opacity, faint), around.layered or _is_layered(form))
    for index in range(min(pdfium.FPDFFormObj_CountObjects(form), MAX_OBJECTS)):
        item = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            yield from _find_in_form(item, style, depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and style != Style():
            yield ctypes.addressof(item.contents), style
