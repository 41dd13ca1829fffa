"""Whether the words of a PDF page can be trusted: pictures of text, text layers under pictures, broken encodings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.read.page.marks import Glyph
from disclosure.read.page.unmapped import UNMAPPED
from disclosure.read.pdf.strokes import Survey

#: A picture over more than this part of a page may be the page itself.
COVERED = 0.5
#: Fewer characters beside such a picture are a running head or a page number, not the page's words.
FEW_CHARACTERS = 50
#: So many drawn paths on a page without words are letters drawn as outlines; a picture from this part on is content.
OUTLINES, PICTURE = 100, 0.02
#: A page is garbled where more than this part of its characters cannot stand in a Chinese document.
GARBLED = 0.3

#: A page is garbled as well where more than this part of its characters are not known at all.
UNKNOWN = 0.7

#: Latin letters with marks, private characters, replacements.
_FOREIGN = re.compile("[ªµºÀ-ÖØ-öø-ÿ\ue000-\uf8ff\ufffd]")
#: At most so many text objects of a page are asked whether they are seen.
_MAX_ASKED = 2_000


def shows_pictures_only(characters: int, survey: Survey, area: float) -> bool:
    """Whether a page shows something and it is not words.

    ``characters`` is how many were read, ``area`` that of the page in square points. A blank page shows nothing.
    """
    if characters == 0:
        return survey.picture > PICTURE * area or survey.paths >= OUTLINES
    return characters < FEW_CHARACTERS and survey.picture > COVERED * area


def is_garbled(glyphs: Sequence[Glyph]) -> bool:
    """Whether the fonts give wrong characters: private ones, replacements, Latin letters with marks in a row; or none
    for nearly all that they draw."""
    shown = "".join("".join([glyph[0] for glyph in glyphs]).split())
    wrong = sum(1 for _ in _FOREIGN.finditer(shown))
    unknown = shown.count(UNMAPPED)
    few = FEW_CHARACTERS / 5
    return (wrong > GARBLED * len(shown) and wrong >= few) or (unknown > UNKNOWN * len(shown) and unknown >= few)


def hides_words(page: Any) -> bool:
    """Whether most words of an open pdfium page are drawn invisibly (render mode 3): a text layer that an OCR
    program put under a picture."""
    seen = hidden = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_ASKED)):
        item = pdfium.FPDFPage_GetObject(page, index)
        for text in _texts_of(item, 0):
            seen += 1
            hidden += pdfium.FPDFTextObj_GetTextRenderMode(text) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return hidden * 2 > seen


def _texts_of(item: Any, depth: int) -> Sequence[Any]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        return (item,)
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth > 1:
        return ()
    count = min(pdfium.FPDFFormObj_CountObjects(item), _MAX_ASKED)
    inner = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count))
    return [text for each in inner for text in _texts_of(each, depth + 1)]
