"""Functions of pdfium that are called for every object of a page, by the object's address.

A page has thousands of objects. Without checks of the types of their arguments these calls take half the time; the
declarations are those of pdfium's headers fpdf_edit.h and fpdf_transformpage.h.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw as pdfium

_ANY, _INT = ctypes.c_void_p, ctypes.c_int


def _bind(function: Any, *arguments: Any, result: Any = _INT) -> Any:
    return ctypes.cast(function, ctypes.CFUNCTYPE(result, *arguments))


get_object = _bind(pdfium.FPDFPage_GetObject, _ANY, _INT, result=_ANY)
get_type = _bind(pdfium.FPDFPageObj_GetType, _ANY)
get_bounds = _bind(pdfium.FPDFPageObj_GetBounds, _ANY, _ANY, _ANY, _ANY, _ANY)
get_fill_colour = _bind(pdfium.FPDFPageObj_GetFillColor, _ANY, _ANY, _ANY, _ANY, _ANY)
get_render_mode = _bind(pdfium.FPDFTextObj_GetTextRenderMode, _ANY)
count_marks = _bind(pdfium.FPDFPageObj_CountMarks, _ANY)
get_mark = _bind(pdfium.FPDFPageObj_GetMark, _ANY, ctypes.c_ulong, result=_ANY)
get_mark_text = _bind(pdfium.FPDFPageObjMark_GetParamStringValue, _ANY, ctypes.c_char_p, _ANY, ctypes.c_ulong, _ANY)
get_clip_path = _bind(pdfium.FPDFPageObj_GetClipPath, _ANY, result=_ANY)
count_clips = _bind(pdfium.FPDFClipPath_CountPaths, _ANY)
count_segments = _bind(pdfium.FPDFClipPath_CountPathSegments, _ANY, _INT)
get_segment = _bind(pdfium.FPDFClipPath_GetPathSegment, _ANY, _INT, _INT, result=_ANY)
get_point = _bind(pdfium.FPDFPathSegment_GetPoint, _ANY, _ANY, _ANY)
get_text_object = _bind(pdfium.FPDFText_GetTextObject, _ANY, _INT, result=_ANY)


def as_object(address: int) -> Any:
    """The object at an address, for all other functions of pdfium."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def address_of(item: Any) -> int:
    """The address of an object."""
    return ctypes.addressof(item.contents) if item else 0
