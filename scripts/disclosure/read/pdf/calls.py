"""Functions of pdfium that are called for every object or character of a page, by address.

A page has thousands of them. Without checks of the types of their arguments these calls take half the time; the
declarations are those of pdfium's headers fpdf_edit.h, fpdf_text.h and fpdf_transformpage.h. All are over within a
microsecond, so that other threads of this process need not be let in.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw as pdfium

_ANY, _INT = ctypes.c_void_p, ctypes.c_int


def _bind(function: Any, *arguments: Any, result: Any = _INT) -> Any:
    return ctypes.cast(function, ctypes.PYFUNCTYPE(result, *arguments))


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

has_transparency = _bind(pdfium.FPDFPageObj_HasTransparency, _ANY)
get_matrix = _bind(pdfium.FPDFPageObj_GetMatrix, _ANY, _ANY)
get_draw_mode = _bind(pdfium.FPDFPath_GetDrawMode, _ANY, _ANY, _ANY)
get_stroke_width = _bind(pdfium.FPDFPageObj_GetStrokeWidth, _ANY, _ANY)
count_path_segments = _bind(pdfium.FPDFPath_CountSegments, _ANY)
get_path_segment = _bind(pdfium.FPDFPath_GetPathSegment, _ANY, _INT, result=_ANY)
get_segment_type = _bind(pdfium.FPDFPathSegment_GetType, _ANY)
is_closed = _bind(pdfium.FPDFPathSegment_GetClose, _ANY)
count_in_form = _bind(pdfium.FPDFFormObj_CountObjects, _ANY)
get_in_form = _bind(pdfium.FPDFFormObj_GetObject, _ANY, ctypes.c_ulong, result=_ANY)

is_generated = _bind(pdfium.FPDFText_IsGenerated, _ANY, _INT)
is_unmapped = _bind(pdfium.FPDFText_HasUnicodeMapError, _ANY, _INT)
get_loose_box = _bind(pdfium.FPDFText_GetLooseCharBox, _ANY, _INT, _ANY)
get_char_box = _bind(pdfium.FPDFText_GetCharBox, _ANY, _INT, _ANY, _ANY, _ANY, _ANY)
get_origin = _bind(pdfium.FPDFText_GetCharOrigin, _ANY, _INT, _ANY, _ANY)
get_angle = _bind(pdfium.FPDFText_GetCharAngle, _ANY, _INT, result=ctypes.c_float)


def as_object(address: int) -> Any:
    """The object at an address, for all other functions of pdfium."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def address_of(item: Any) -> int:
    """The address of an object, a page or the text of a page; 0 for none."""
    return ctypes.addressof(item.contents) if item else 0
