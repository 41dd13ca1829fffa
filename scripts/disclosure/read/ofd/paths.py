"""Paths of an OFD page: rules, and areas that may cover words or be their ground."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from disclosure.read.building.colours import NEAR_COLOUR, SAME_COLOUR, Rgb, apart
from disclosure.read.building.looks import Look
from disclosure.read.ofd.numbers import POINTS, check_number, find_all, read_matrix, read_numbers
from disclosure.read.page.marks import THIN, Box, Glyph, Matrix, Point, Rule, draw_outline, find_slants, move
from disclosure.read.page.outlines import SEGMENTS, Shape, is_shape

_PATH_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_WHITE: Rgb = (255, 255, 255)
#: An area that is less opaque (of 255) covers nothing.
_OPAQUE = 200


class Area(NamedTuple):
    """An area or picture of a page: its place in the order of drawing, its box, its colour (None if it is not known),
    and whether all of the box is filled with it."""

    order: tuple[int, int]
    box: Box
    colour: Rgb | None
    whole: bool


def read_path(item: Element, matrix: Matrix) -> Iterator[Rule]:
    """The rules a path draws: straight lines, and areas too thin to be areas."""
    stroked = item.get("Stroke", "true").lower() != "false"
    for line in _lines(item):
        yield from draw_outline(_on_page(line, matrix), stroked=stroked)


def read_slants(item: Element, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The slanted lines a path draws."""
    for line in _lines(item):
        yield from find_slants(_on_page(line, matrix))


def read_area(item: Element, matrix: Matrix, order: tuple[int, int], colour: Rgb | None, alpha: float) -> Area | None:
    """The area that a filled path is, if it could cover a character."""
    if item.get("Fill", "false").lower() != "true" or alpha < _OPAQUE:
        return None
    lines = [_on_page(line, matrix) for line in _lines(item)]
    points = [point for line in lines for point in line]
    if len(points) < 3:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if box[2] - box[0] < THIN or box[3] - box[1] < THIN:
        return None
    edges = {round(box[0]), round(box[2])}, {round(box[1]), round(box[3])}
    whole = len(lines) == 1 and all(round(x) in edges[0] and round(y) in edges[1] for x, y in points)
    return Area(order, box, colour, whole)


def read_shape(item: Element, matrix: Matrix) -> Shape | None:
    """The outline that a filled path is, if it may be a letter or a word."""
    if item.get("Fill", "false").lower() != "true":
        return None
    words = [word for data in find_all(item, "AbbreviatedData") for word in _PATH_TOKEN.findall(data.text or "")]
    numbers = [check_number(float(word)) for word in words if not word.isalpha()]
    if len(numbers) < SEGMENTS or len(numbers) % 2:
        return None
    points = _on_page(list(zip(numbers[::2], numbers[1::2], strict=True)), matrix)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    segments = sum(word.isalpha() for word in words)
    curved = any(word in "QBA" for word in words)
    return Shape(box, segments + SEGMENTS) if curved and is_shape(box[2] - box[0], box[3] - box[1], SEGMENTS) else None


def find_window(item: Element, matrix: Matrix) -> Box | None:
    """What of the page can be seen of an object that is cut by Clips: the box around them; None if it has none."""
    points: list[Point] = []
    for clip in find_all(item, "Clips"):
        for path in (each for tag in ("Path", "Text") for each in find_all(clip, tag)):
            own = read_matrix(path)
            inner = [move(own, *point) for line in _lines(path) for point in line]
            boundary = read_numbers(path.get("Boundary"))
            if not inner and len(boundary) == 4:
                inner = [(boundary[0], boundary[1]), (boundary[0] + boundary[2], boundary[1] + boundary[3])]
            points += _on_page(inner, matrix)
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def find_look(glyph: Glyph, order: tuple[int, int], colour: Rgb | None, areas: list[Area]) -> Look:
    """Whether a character is seen: what is drawn over it later, and what it is drawn upon."""
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
    ground: Rgb | None = _WHITE
    painted = False
    for area in areas:
        x0, y0, x1, y1 = area.box
        if not (x0 < x < x1 and y0 < y < y1):
            continue
        if area.order > order:
            return Look.HIDDEN if area.whole and area.colour is not None else Look.UNSURE
        ground, painted = area.colour, area.whole
    if ground is None or colour is None:
        return Look.UNSURE if colour is not None and apart(colour, _WHITE) <= NEAR_COLOUR else Look.PLAIN
    distance = apart(colour, ground)
    if painted and distance <= SAME_COLOUR:
        return Look.HIDDEN
    return Look.UNSURE if distance <= NEAR_COLOUR else Look.PLAIN


def _on_page(points: list[Point], matrix: Matrix) -> list[Point]:
    return [(x * POINTS, y * POINTS) for x, y in (move(matrix, *point) for point in points)]


def _lines(item: Element) -> Iterator[list[Point]]:
    for data in find_all(item, "AbbreviatedData"):
        yield from _outlines(data.text or "")


def _outlines(data: str) -> Iterator[list[Point]]:
    """The lines of ``M x y L x y … C``; curves end one."""
    line: list[Point] = []
    command, numbers = "", list[float]()
    for word in [*_PATH_TOKEN.findall(data), "M"]:
        if not word.isalpha():
            numbers.append(check_number(float(word)))
            if command not in {"M", "S", "L"} or len(numbers) < 2:
                continue
            if command != "L":
                line = []
            line.append((numbers[0], numbers[1]))
            numbers.clear()
            continue
        if word == "C" and len(line) > 1:
            line.append(line[0])
        if word in {"M", "S", "C"} and len(line) > 1:
            yield line
            line = []
        command = word
        numbers.clear()
