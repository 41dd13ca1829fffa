"""What pdfium knows of a page: its characters with boxes and baselines, and the rules drawn on it.

Places are turned to what a reader sees: x to the right, y downwards, in points (1/72 inch), with the
page's own rotation, or that of most of its characters, undone.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from disclosure.read.marks import Glyph, PageContent
from disclosure.read.strokes import read_rules

#: A page with more characters is refused; the fullest page known here has 2,400.
MAX_PAGE_CHARACTERS = 500_000

_Move = Callable[[float, float], tuple[float, float]]
#: Not characters: absent, line ends, pdfium's mark for a hyphen it removed, non-characters.
_NOTHING = frozenset({0, 10, 13, 0xFFFE, 0xFFFF})


def read_page(document: Any, number: int) -> PageContent:
    """Read one page (from 0) of an open pdfium document. Raises ValueError for a page that cannot be loaded."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise ValueError("the page cannot be loaded")
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text) if text else -1
        if not 0 <= count <= MAX_PAGE_CHARACTERS:
            raise ValueError("the page's text cannot be loaded" if count < 0 else f"{count} characters on one page")
        turn = _find_turn(page, text, count)
        move, width, height = _set_upright(page, turn)
        glyphs = list(_read_glyphs(text, count, move))
        return PageContent(width, height, glyphs, list(read_rules(page, move)) if glyphs else [])
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _find_turn(page: Any, text: Any, count: int) -> int:
    """Quarter turns clockwise that set the page upright.

    They are the page's own rotation, unless most of its characters say otherwise: a landscape table
    drawn on its side on a portrait page.
    """
    own = max(0, pdfium.FPDFPage_GetRotation(page))
    seen: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 48)):
        if pdfium.FPDFText_IsGenerated(text, index) != 1:
            seen[round(pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)) % 4] += 1
    if seen:
        angle, times = seen.most_common(1)[0]
        if times * 3 > sum(seen.values()) * 2:
            return -angle % 4  # pdfium measures clockwise
    return int(own)


def _set_upright(page: Any, turn: int) -> tuple[_Move, float, float]:
    """How a point of the page's own space (y upwards) moves to the upright page, and that page's size."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
    moves: tuple[_Move, ...] = (
        lambda x, y: (x - x0, y1 - y),
        lambda x, y: (y - y0, x - x0),
        lambda x, y: (x1 - x, y - y0),
        lambda x, y: (y1 - y, x1 - x),
    )
    sides = (x1 - x0, y1 - y0)
    return moves[turn], sides[turn % 2], sides[1 - turn % 2]


def _read_glyphs(text: Any, count: int, move: _Move) -> Iterator[Glyph]:
    """Every character, in the order of the file; spaces and line ends that pdfium made up are left out."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    get_box, get_origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    for index, code in _read_codes(text, count):
        if code in _NOTHING or (code == 32 and pdfium.FPDFText_IsGenerated(text, index) == 1):
            continue
        if not get_box(text, index, to_box) or not get_origin(text, index, to_x, to_y):
            continue
        ax, ay = move(box.left, box.bottom)
        bx, by = move(box.right, box.top)
        yield Glyph(chr(code), min(ax, bx), max(ax, bx), move(x.value, y.value)[1], abs(by - ay))


def _read_codes(text: Any, count: int) -> Iterator[tuple[int, int]]:
    """Index and code point of each character; the two halves of one beyond U+FFFF make one."""
    get_unicode = pdfium.FPDFText_GetUnicode
    high = 0
    for index in range(count):
        code = get_unicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                yield index, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
        elif code <= 0x10FFFF:
            yield index, code
