"""The rules drawn on a PDF page: strokes, thin fills, borders of rectangles, wherever they hide."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

#: What is thinner than this is a rule, not an area (points); rules of real reports are 0.2 to 2 points thick.
THIN = 3.0
#: A rule is at least this long (points).
SHORTEST = 3.0
#: At most so many drawn objects and segments of a page are looked at; the busiest page known here has 1,100.
MAX_OBJECTS = 200_000
#: Forms within forms deeper than this are not looked into.
MAX_DEPTH = 8

_Move = Callable[[float, float], tuple[float, float]]
_Point = tuple[float, float]


class Rule(NamedTuple):
    """A horizontal or vertical rule: ``at`` is its y or x, ``low`` and ``high`` its ends."""

    vertical: bool
    at: float
    low: float
    high: float


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
            yield from _rule_of_area(move(*corners[0]), move(*corners[1]))
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
        yield from _rule_of_area((ax, ay), (bx, by))
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    inner = _compose(_read_matrix(item), move)
    for points in _read_outlines(item, inner, budget):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) - min(xs) < THIN or max(ys) - min(ys) < THIN:
            yield from _rule_of_area((min(xs), min(ys)), (max(xs), max(ys)))
        elif stroke.value:
            for start, end in pairwise(points):
                if abs(start[0] - end[0]) < 0.5 or abs(start[1] - end[1]) < 0.5:
                    yield from _rule_of_area(start, end)


def _read_outlines(item: Any, move: _Move, budget: _Budget) -> Iterator[list[_Point]]:
    """The path's lines, each as its moved points; a closed one ends where it began. Curves end a line."""
    points: list[_Point] = []
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


def _rule_of_area(start: _Point, end: _Point) -> Iterator[Rule]:
    """The rule a thin area draws, along its longer side; none for a dot."""
    (ax, ay), (bx, by) = start, end
    wide, high = abs(bx - ax), abs(by - ay)
    if wide >= high and high < THIN and wide >= SHORTEST:
        yield Rule(False, (ay + by) / 2, min(ax, bx), max(ax, bx))
    elif high > wide and wide < THIN and high >= SHORTEST:
        yield Rule(True, (ax + bx) / 2, min(ay, by), max(ay, by))


def _find_bounds(item: Any) -> tuple[_Point, _Point] | None:
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
