"""What pdfium knows of a page: its characters with boxes and baselines, and the rules drawn on it.

Places are turned to what a reader sees: x to the right, y downwards, in points (1/72 inch), with the
page's own rotation, or that of most of its characters, undone.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from disclosure.document import SkipKind
from disclosure.read.page.hidden import EDGE, clip_rules, join_runs, tally_figures
from disclosure.read.page.marks import Glyph, Matrix, PageContent, Picture
from disclosure.read.page.outlines import find_outlined
from disclosure.read.page.overlays import part_overlays
from disclosure.read.page.unmapped import UNMAPPED, join_unmapped, may_be_unmapped
from disclosure.read.pdf.actual_text import remove_actual_texts
from disclosure.read.pdf.annotations import Notes, load_page, place_fields, place_strikes
from disclosure.read.pdf.calls import address_of, get_loose_box, get_origin, is_generated, is_unmapped
from disclosure.read.pdf.direction import Direction, find_direction
from disclosure.read.pdf.legibility import COVERED, hides_words, is_garbled, shows_pictures_only
from disclosure.read.pdf.paint import PagePaint
from disclosure.read.pdf.pictures import find_pictures
from disclosure.read.pdf.shown import leave_out_unseen
from disclosure.read.pdf.sight import find_suspects
from disclosure.read.pdf.strokes import Survey, read_rules

#: A page with more characters is refused; the fullest page known here has 2,400.
MAX_PAGE_CHARACTERS = 500_000

#: Characters of a lower line (points) cannot be seen by anyone.
_DUST = 1.0
#: What is drawn is wider and higher than this (points).
_DOT = 0.1
#: Below this code are the digits, signs and letters of figures, and the codes that pdfium makes up.
_HAN = 0x2E80
#: Codes above 31 that name no character that can be seen.
_NAMELESS = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF})
_four_floats = struct.Struct("4f").unpack_from
#: pdfium's marks for a hyphen at the end of a line, which may be the minus of an amount on the next one.
_HYPHENS = frozenset({2, 0xFFFE})


def read_page(document: Any, number: int, *, layers: bool = True) -> PageContent:
    """Read one page (from 0) of an open pdfium document. Raises ValueError for a page that cannot be loaded.

    ``layers`` says whether the document may have optional content, which is asked for then.
    """
    page, notes = load_page(document, number)
    try:
        content = _read_text(page, notes, layers=layers)
        # the second time there are no other words for what is drawn
        content = content or _read_text(page, notes, layers=layers)
        if content is None:
            raise ValueError("the page's text cannot be loaded")
        return content
    finally:
        pdfium.FPDF_ClosePage(page)


def _read_text(page: Any, notes: Notes, *, layers: bool) -> PageContent | None:
    """The content of an open page; None if its text has to be loaded again."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text) if text else -1
        if not 0 <= count <= MAX_PAGE_CHARACTERS:
            raise ValueError("the page's text cannot be loaded" if count < 0 else f"{count} characters on one page")
        return _read_content(page, text, count, notes, layers=layers)
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)


@dataclass(slots=True)
class _Characters:
    """The characters of a page's lines, with their numbers in the file; by their number, those that run in another
    direction, those off the page, and those that are not seen."""

    glyphs: list[Glyph] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    aslant: dict[int, str] = field(default_factory=dict)
    outside: dict[int, str] = field(default_factory=dict)
    unseen: dict[int, str] = field(default_factory=dict)


def _read_content(page: Any, text: Any, count: int, notes: Notes, *, layers: bool) -> PageContent | None:
    direction = find_direction(page, text, count)
    upright, width, height = _set_upright(page, direction.turn)
    found, survey = _Characters(), Survey()
    rules = clip_rules(read_rules(page, upright, survey, notes.own_objects), width, height)
    if remove_actual_texts(survey.texts):
        return None
    _read_glyphs(text, count, _Paper(upright, width, height, direction), found)
    if is_garbled(found.glyphs):
        return PageContent(width, height, [], [], legible=False)
    legible = not shows_pictures_only(len(found.glyphs) + len(found.aslant), survey, width * height)
    recognized = legible and survey.picture > COVERED * width * height and hides_words(page)
    if legible and not recognized:
        suspects = find_suspects(survey, layers=layers)
        if suspects:
            found.glyphs, found.numbers, found.unseen = leave_out_unseen(
                page, text, upright, found.glyphs, found.numbers, suspects
            )
    glyphs, laid_over = found.glyphs, list[str]()
    if not recognized:
        paint = PagePaint(page, text, found.numbers, upright, forms=survey.forms > 0)
        through = [*rules, *survey.noted, *place_strikes(notes, upright)]
        glyphs, laid_over = part_overlays(glyphs, paint, through, survey.slants)
    if may_be_unmapped(glyphs):
        glyphs = join_unmapped(glyphs)
    glyphs.extend(list(place_fields(notes, upright, glyphs)))
    hidden = sum(tally_figures(words) for held in (found.outside, found.unseen) for words in join_runs(held, 0))
    small: list[Picture] = []
    large = 0
    if survey.pictures and legible and not recognized:
        small, large = find_pictures(page, upright, survey.pictures, glyphs, (width, height))
    if survey.shapes and legible and not recognized:
        large += find_outlined(survey.shapes, glyphs)
    counts: tuple[tuple[SkipKind, int], ...] = (
        ("picture", large), ("annotation", notes.comments), ("embedded", notes.files), ("hidden", hidden),
    )  # fmt: skip
    skipped = tuple((kind, times) for kind, times in counts if times)
    words = (*join_runs(found.aslant), *laid_over)
    return PageContent(width, height, glyphs, rules, words, legible, recognized, skipped, tuple(small))


def _set_upright(page: Any, turn: int) -> tuple[Matrix, float, float]:
    """What moves a point of the page's own space (y upwards) to the upright page, and that page's size."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
    matrices: tuple[Matrix, ...] = (
        (1, 0, 0, -1, -x0, y1),
        (0, 1, 1, 0, -y0, -x0),
        (-1, 0, 0, 1, x1, -y0),
        (0, -1, -1, 0, y1, x1),
    )
    sides = (x1 - x0, y1 - y0)
    return matrices[turn], sides[turn % 2], sides[1 - turn % 2]


class _Paper(NamedTuple):
    """The upright page: what moves points to it, its size in points, and in which direction its lines run."""

    upright: Matrix
    width: float
    height: float
    direction: Direction


def _read_glyphs(text: Any, count: int, paper: _Paper, found: _Characters) -> None:
    """Every character, in the order of the file; spaces and line ends that pdfium made up are left out.

    Those at a place that is not a number are kept for ``read.pages`` to refuse.

    This loop takes a quarter of all reading: what it calls is bound to local names, matrices are multiplied
    on the spot, and a baseline is asked for only where the box of the line changes.
    """
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y, at = ctypes.addressof(box), ctypes.addressof(x), ctypes.addressof(y), address_of(text)
    (a, b, c, d, e, f), width, tall = paper.upright, paper.width + EDGE, paper.height + EDGE
    low = lift = baseline = math.nan
    take, number, is_aslant = found.glyphs.append, found.numbers.append, paper.direction.is_aslant
    high, off, make = 0, False, tuple.__new__
    for index, code in enumerate(_read_codes(text, count)):
        if code == 32 and is_generated(at, index) == 1:
            continue
        if code < 32 or code in _NAMELESS or (code < _HAN and is_unmapped(at, index) == 1):
            code = _name_code(text, index, code)
        if 0xD800 <= code < 0xE000:
            code, high = _join_halves(high, code)
        if not 0 < code <= 0x10FFFF or not get_loose_box(at, index, to_box):
            continue
        left, top, right, bottom = _four_floats(box)
        begin, end = a * left + c * bottom + e, a * right + c * top + e
        here, height = b * left + d * bottom, abs(b * (right - left) + d * (top - bottom))
        if here != low or height != lift:
            if code != 32 and is_aslant(text, index):
                found.aslant[index] = chr(code)
                continue
            if not get_origin(at, index, to_x, to_y):
                continue
            low, lift, baseline = here, height, b * x.value + d * y.value + f
            middle = baseline - 0.35 * height
            off = middle < -EDGE or middle > tall or height < _DUST
        if end < begin:
            begin, end = end, begin
        if off or begin + end < -2 * EDGE or begin + end > 2 * width:
            found.outside[index] = chr(code)
        else:
            take(make(Glyph, (chr(code), begin, end, baseline, height)))
            number(index)


def _name_code(text: Any, index: int, code: int) -> int:
    """The character that a code without meaning is read as: a hyphen, UNMAPPED, or 0 for one that shows nothing."""
    # pdfium removes a hyphen only where it takes it for one that parts a word
    if code in _HYPHENS and pdfium.FPDFText_IsHyphen(text, index) == 1:
        return 45
    if code == 0xFFFF or pdfium.FPDFText_IsGenerated(text, index) == 1 or not _is_drawn(text, index):
        return 0
    return ord(UNMAPPED)


def _is_drawn(text: Any, index: int) -> bool:
    """Whether a character is more than a space."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return right.value - left.value > _DOT and top.value - bottom.value > _DOT


def _read_codes(text: Any, count: int) -> Sequence[int]:
    """The code units of all characters; at once where pdfium gives as many units as there are characters."""
    units = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, units) == count + 1:
        return units[:count]
    return [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]


def _join_halves(high: int, code: int) -> tuple[int, int]:
    """A character beyond U+FFFF comes in two halves: 0 and the first, then the character and 0."""
    if code < 0xDC00:
        return 0, code
    return (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0), 0
