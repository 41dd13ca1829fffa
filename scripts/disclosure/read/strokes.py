"""The rules drawn on a PDF page: strokes, thin fills, borders of rectangles, wherever they hide."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from disclosure.read.marks import THIN, Point, Rule, draw_outline, draw_rule

#: At most so many drawn objects and segments of a page are looked at; the busiest page known here has 1,100.
MAX_OBJECTS = 200_000
#: Forms within forms deeper than this are not looked into.
MAX_DEPTH = 8

_Move = Callable[[float, float], tuple[float, float]]


class _Budget:
    """Counts what was looked at, so that a page made to be slow ends."""

    def __init__(self) -> None:
        self.left = MAX_OBJECTS

    def take(self) -> bool:
        self.left -= 1
        return self.left >= 0


def read_rules(page: Any, move: _Move) -> Iterator[Rule]:
    """Every rule of an open pdfium page, its points moved by ``move``."""
    budget = _Budget()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _rules_of(pdfium.FPDFPage_GetObject(page, index), move, 0, budget)


def _rules_of(item: Any, move: _Move, depth: int, budget: _Budget) -> Iterator[Rule]:
    if not budget.take():
        return
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield from _rules_of_path(item, move, budget)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        corners = _find_bounds(item)
        if corners:
            yield from draw_rule(move(*corners[0]), move(*corners[1]))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
        inner = _compose(_read_matrix(item), move)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _rules_of(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1, budget)


def _rules_of_path(item: Any, move: _Move, budget: _Budget) -> Iterator[Rule]:
    corners = _find_bounds(item)
    if corners is None:
        return
    (ax, ay), (bx, by) = move(*corners[0]), move(*corners[1])
    wide, high = abs(bx - ax), abs(by - ay)
    if wide < THIN or high < THIN:
        yield from draw_rule((ax, ay), (bx, by))
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    inner = _compose(_read_matrix(item), move)
    for points in _read_outlines(item, inner, budget):
        yield from draw_outline(points, stroked=bool(stroke.value))


def _read_outlines(item: Any, move: _Move, budget: _Budget) -> Iterator[list[Point]]:
    """The path's lines, each as its moved points; a closed one ends where it began. Curves end a line."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        if not budget.take():
            break
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(move(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _find_bounds(item: Any) -> tuple[Point, Point] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return (left.value, bottom.value), (right.value, top.value)


def _read_matrix(item: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _compose(matrix: tuple[float, ...], move: _Move) -> _Move:
    a, b, c, d, e, f = matrix
    return lambda x, y: move(a * x + c * y + e, b * x + d * y + f)
