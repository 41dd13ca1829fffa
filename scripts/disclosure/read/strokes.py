"""The rules drawn on a PDF page: strokes, thin fills, borders of rectangles, wherever they hide."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from disclosure.read.calls import address_of, as_object, get_bounds, get_object, get_type
from disclosure.read.marks import THIN, Box, Matrix, Point, Rule, combine, draw_outline, draw_rule, find_slants, move
from disclosure.read.outlines import Shape, is_shape

#: At most so many drawn objects and segments of a page are looked at; the busiest page known here has 1,100.
MAX_OBJECTS = 200_000
#: Forms within forms deeper than this are not looked into.
MAX_DEPTH = 8


class Drawn(NamedTuple):
    """A picture or a filled area of a page: its number in the order of drawing, its address, and its box on the upright
    page."""

    order: int
    item: int
    box: Box


class Text(NamedTuple):
    """A text object: its number in the order of drawing, its address, what moves its space to the upright page, and
    whether the form that holds it is transparent or clipped."""

    order: int
    item: int
    matrix: Matrix
    veiled: bool


class Survey:
    """Counts what was looked at, so that a page made to be slow ends, and remembers what may hide words or show some:
    all pictures, the area of the largest one, in square points, filled areas, the numbers of paths and forms; texts;
    the rules of annotations, slanted lines, and outlines of the size of letters."""

    def __init__(self) -> None:
        self.left = MAX_OBJECTS
        self.picture = 0.0
        self.paths = 0
        self.forms = 0
        self.order = 0
        self.pictures: list[Drawn] = []
        self.areas: list[Drawn] = []
        self.texts: list[Text] = []
        self.noted: list[Rule] = []
        self.slants: list[tuple[Point, Point]] = []
        self.shapes: list[Shape] = []

    def take(self) -> bool:
        self.left -= 1
        self.order += 1
        return self.left >= 0


def read_rules(page: Any, upright: Matrix, survey: Survey, own: int = MAX_OBJECTS) -> Iterator[Rule]:
    """Every rule of an open pdfium page, its points moved by ``upright``; what else is drawn goes to ``survey``.

    After the page's ``own`` objects come those of its annotations, whose frames are not rules of tables.
    """
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = get_object(page, index)
        # most objects of a page are its words
        if get_type(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            survey.order += 1
            survey.texts.append(Text(survey.order, item, upright, False))
        else:
            rules = _rules_of(as_object(item), upright, 0, survey)
            if index < own:
                yield from rules
            else:
                survey.noted.extend(rules)


def _rules_of(item: Any, matrix: Matrix, depth: int, survey: Survey, *, veiled: bool = False) -> Iterator[Rule]:
    if not survey.take():
        return
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        survey.paths += 1
        yield from _rules_of_path(item, matrix, survey)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        corners = _find_bounds(item, matrix)
        if corners and math.isfinite(sum(map(sum, corners))):
            (ax, ay), (bx, by) = corners
            survey.picture = max(survey.picture, abs(bx - ax) * abs(by - ay))
            survey.pictures.append(
                Drawn(survey.order, address_of(item), (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
            )
            yield from draw_rule(*corners)
    elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
        box = find_box(address_of(item), matrix)
        if box:
            survey.areas.append(Drawn(survey.order, address_of(item), box))
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        survey.texts.append(Text(survey.order, address_of(item), matrix, veiled))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
        survey.forms += 1
        inner = combine(_read_matrix(item), matrix)
        veiled = veiled or _is_veiled(item)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _rules_of(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1, survey, veiled=veiled)


def _is_veiled(item: Any) -> bool:
    """Whether a form is transparent, or only what is within a path is seen of it."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    return bool(pdfium.FPDFPageObj_HasTransparency(item)) or bool(clip and pdfium.FPDFClipPath_CountPaths(clip) > 0)


def _rules_of_path(item: Any, matrix: Matrix, survey: Survey) -> Iterator[Rule]:
    corners = _find_bounds(item, matrix)
    if corners is None:
        return
    (ax, ay), (bx, by) = corners
    if abs(bx - ax) < THIN or abs(by - ay) < THIN:
        yield from draw_rule(*corners)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if (fill.value or (stroke.value and _is_broad(item))) and math.isfinite(ax + ay + bx + by):
        survey.areas.append(Drawn(survey.order, address_of(item), (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))))
    segments = pdfium.FPDFPath_CountSegments(item) if fill.value else 0
    if segments and is_shape(abs(bx - ax), abs(by - ay), segments):
        survey.shapes.append(Shape((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), segments))
    for points in _read_outlines(item, combine(_read_matrix(item), matrix), survey):
        if stroke.value:
            survey.slants.extend(find_slants(points))
        yield from draw_outline(points, stroked=bool(stroke.value))


def _is_broad(item: Any) -> bool:
    """Whether a line is so broad that it may cover words."""
    width = ctypes.c_float()
    return bool(pdfium.FPDFPageObj_GetStrokeWidth(item, width)) and width.value > THIN


def _read_outlines(item: Any, matrix: Matrix, survey: Survey) -> Iterator[list[Point]]:
    """The path's lines, each as its moved points; a closed one ends where it began. Curves end a line."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        if not survey.take():
            break
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(move(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def find_box(item: int, matrix: Matrix) -> Box | None:
    """The box around the object at an address, moved by a matrix; None if it has none, or no finite one."""
    corners = _find_bounds(item, matrix)
    if corners is None:
        return None
    (ax, ay), (bx, by) = corners
    if not math.isfinite(ax + ay + bx + by):
        return None
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _find_bounds(item: Any, matrix: Matrix) -> tuple[Point, Point] | None:
    """Two opposite corners of the box around an object, or the object at an address."""
    edges = (ctypes.c_float * 4)()
    at = ctypes.addressof(edges)
    if not get_bounds(item, at, at + 4, at + 8, at + 12):
        return None
    left, bottom, right, top = edges
    return move(matrix, left, bottom), move(matrix, right, top)


def _read_matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
