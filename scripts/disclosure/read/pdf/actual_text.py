"""Other words that a PDF gives for what it draws (ActualText, ISO 32000-1, 14.9.4): what is drawn is read instead."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable

import pypdfium2_raw as pdfium

from disclosure.read.pdf.calls import as_object, count_marks, get_mark, get_mark_text
from disclosure.read.pdf.strokes import Text


def remove_actual_texts(texts: Iterable[Text]) -> bool:
    """Take the other words off these text objects; whether there were any, so that the page's text is to be loaded
    again."""
    length = ctypes.c_ulong()
    to_length = ctypes.addressof(length)
    found = False
    for _, text, _, _ in texts:
        marks = count_marks(text)
        if not marks:
            continue  # nearly all of them
        for index in reversed(range(marks)):
            mark = get_mark(text, index)
            if mark and get_mark_text(mark, b"ActualText", None, 0, to_length):
                item = as_object(text)
                found = bool(pdfium.FPDFPageObj_RemoveMark(item, pdfium.FPDFPageObj_GetMark(item, index))) or found
    return found
