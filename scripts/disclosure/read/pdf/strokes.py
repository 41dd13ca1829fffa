"""The rules drawn on a PDF page: strokes, thin fills, borders of rectangles, wherever they hide."""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from disclosure.read.page.marks import (
    THIN,
    Box,
    Matrix,
    Point,
    Rule,
    combine,
    draw_outline,
    find_rule,
    find_slants,
    move,
)
from disclosure.read.page.outlines import Shape, is_shape
from disclosure.read.pdf.calls import (
    address_of,
    count_clips,
    count_in_form,
    count_path_segments,
    get_bounds,
    get_clip_path,
    get_draw_mode,
    get_in_form,
    get_matrix,
    get_object,
    get_path_segment,
    get_point,
    get_segment_type,
    get_stroke_width,
    get_type,
    has_transparency,
    is_closed,
)

#: At most so many drawn objects and segments of a page are looked at; the busiest page known here has 1,100.
MAX_OBJECTS = 200_000
#: Forms within forms deeper than this are not looked into.
MAX_DEPTH = 8

_FOUR_FLOATS = struct.Struct("4f").unpack_from
#: What pdfium writes into: made for every path, of types that are made once.
_EDGES, _MODES, _INT_SIZE = ctypes.c_float * 4, ctypes.c_int * 2, ctypes.sizeof(ctypes.c_int)
#: Two opposite corners of a box, x and y of each.
_Corners = tuple[float, float, float, float]


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


def read_rules(page: Any, upright: Matrix, survey: Survey, own: int = MAX_OBJECTS) -> list[Rule]:
    """Every rule of an open pdfium page, its points moved by ``upright``; what else is drawn goes to ``survey``.

    After the page's ``own`` objects come those of its annotations, whose frames are not rules of tables.
    """
    found: list[Rule] = []
    drawn, noted = _Reader(survey, found), _Reader(survey, survey.noted)
    held, texts, text = address_of(page), survey.texts, pdfium.FPDF_PAGEOBJ_TEXT
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = get_object(held, index)
        # most objects of a page are its words
        if get_type(item) == text:
            survey.order += 1
            texts.append(Text(survey.order, item, upright, False))
        else:
            (drawn if index < own else noted).read(item, upright, 0)
    return found


class _Reader:
    """Reads objects, by their addresses: the rules that they draw go to ``rules``, all else to ``survey``."""

    def __init__(self, survey: Survey, rules: list[Rule]) -> None:
        self._survey = survey
        self._rules = rules

    def read(self, item: int, matrix: Matrix, depth: int, *, veiled: bool = False) -> None:
        """Read an object that is within ``depth`` forms, of which some may be ``veiled``."""
        survey = self._survey
        if not survey.take():
            return
        kind = get_type(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            survey.paths += 1
            self._read_path(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._read_picture(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            box = find_box(item, matrix)
            if box:
                survey.areas.append(Drawn(survey.order, item, box))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            survey.texts.append(Text(survey.order, item, matrix, veiled))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            survey.forms += 1
            inner = combine(_read_matrix(item), matrix)
            veiled = veiled or _is_veiled(item)
            for index in range(count_in_form(item)):
                self.read(get_in_form(item, index), inner, depth + 1, veiled=veiled)

    def _read_picture(self, item: int, matrix: Matrix) -> None:
        corners = _find_bounds(item, matrix)
        if corners is None or not math.isfinite(sum(corners)):
            return
        ax, ay, bx, by = corners
        survey = self._survey
        survey.picture = max(survey.picture, abs(bx - ax) * abs(by - ay))
        survey.pictures.append(Drawn(survey.order, item, _make_box(corners)))
        self._add(find_rule(ax, ay, bx, by))

    def _read_path(self, item: int, matrix: Matrix) -> None:
        corners = _find_bounds(item, matrix)
        if corners is None:
            return
        ax, ay, bx, by = corners
        if abs(bx - ax) < THIN or abs(by - ay) < THIN:
            self._add(find_rule(ax, ay, bx, by))
            return
        survey = self._survey
        filled, stroked = _read_draw_mode(item)
        if (filled or (stroked and _is_broad(item))) and math.isfinite(ax + ay + bx + by):
            survey.areas.append(Drawn(survey.order, item, _make_box(corners)))
        segments = count_path_segments(item) if filled else 0
        if segments and is_shape(abs(bx - ax), abs(by - ay), segments):
            survey.shapes.append(Shape(_make_box(corners), segments))
        for points in _read_outlines(item, combine(_read_matrix(item), matrix), survey):
            if stroked:
                survey.slants.extend(find_slants(points))
            self._rules.extend(draw_outline(points, stroked=stroked))

    def _add(self, rule: Rule | None) -> None:
        if rule is not None:
            self._rules.append(rule)


def _is_veiled(item: int) -> bool:
    """Whether a form is transparent, or only what is within a path is seen of it."""
    clip = get_clip_path(item)
    return bool(has_transparency(item)) or bool(clip and count_clips(clip) > 0)


def _read_draw_mode(item: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its line is drawn."""
    modes = _MODES()
    at = ctypes.addressof(modes)
    get_draw_mode(item, at, at + _INT_SIZE)
    filled, stroked = modes
    return bool(filled), bool(stroked)


def _is_broad(item: int) -> bool:
    """Whether a line is so broad that it may cover words."""
    width = ctypes.c_float()
    return bool(get_stroke_width(item, ctypes.addressof(width))) and width.value > THIN


def _read_outlines(item: int, matrix: Matrix, survey: Survey) -> Iterator[list[Point]]:
    """The path's lines, each as its moved points; a closed one ends where it began. Curves end a line."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.addressof(x), ctypes.addressof(y)
    for index in range(count_path_segments(item)):
        if not survey.take():
            break
        segment = get_path_segment(item, index)
        kind = get_segment_type(segment)
        get_point(segment, to_x, to_y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(move(matrix, x.value, y.value))
        if is_closed(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def find_box(item: int, matrix: Matrix) -> Box | None:
    """The box around the object at an address, moved by a matrix; None if it has none, or no finite one."""
    corners = _find_bounds(item, matrix)
    return None if corners is None or not math.isfinite(sum(corners)) else _make_box(corners)


def _make_box(corners: _Corners) -> Box:
    ax, ay, bx, by = corners
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _find_bounds(item: int, matrix: Matrix) -> _Corners | None:
    """Two opposite corners of the box around the object at an address."""
    edges = _EDGES()
    at = ctypes.addressof(edges)
    if not get_bounds(item, at, at + 4, at + 8, at + 12):
        return None
    left, bottom, right, top = _FOUR_FLOATS(edges)
    a, b, c, d, e, f = matrix
    return a * left + c * bottom + e, b * left + d * bottom + f, a * right + c * top + e, b * right + d * top + f


def _read_matrix(item: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not get_matrix(item, ctypes.addressof(matrix)):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
