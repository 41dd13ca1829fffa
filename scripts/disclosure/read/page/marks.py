"""What stands on a page at a place: characters and rules, whatever format they come from.

x runs to the right, y downwards, both in points (1/72 inch), on the page as a reader sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from disclosure.document import SkipKind

#: What is thinner than this is a rule, not an area (points); rules of real reports are 0.2 to 2 points thick.
THIN = 3.0
#: A piece of a rule is at least this long (points): dotted rules are drawn dot by dot.
SHORTEST = 0.8

#: A slanted line is wider than the first, not as wide as the second, and higher than the third (points).
SLANTED = (6.0, 150.0, 1.5)

#: The middle of a character is this part of its height above the baseline.
MIDDLE = 0.35

Point = tuple[float, float]
#: Left, upper, right and lower edge.
Box = tuple[float, float, float, float]
#: A picture by its place and the size of its data in bytes, so that it is known on another page.
Picture = tuple[tuple[int, ...], int]
#: a, b, c, d, e, f: a point (x, y) moves to (a x + c y + e, b x + d y + f), as in PDF and OFD.
Matrix = tuple[float, float, float, float, float, float]


def find_median(values: Iterable[float]) -> float:
    """The middle one of ``values``, of which there is one at least, or half way between the two in the middle.

    The module ``statistics`` does the same; to load it takes as long as to read a page.
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def combine(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that moves a point as ``first`` does and then as ``then`` does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def invert(matrix: Matrix) -> Matrix:
    """The matrix that undoes one of a quarter turn."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    p, q, r, s = d / size, -b / size, -c / size, a / size
    return (p, q, r, s, -(e * p + f * r), -(e * q + f * s))


def move(matrix: Matrix, x: float, y: float) -> Point:
    """Where a matrix moves a point to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


class Glyph(NamedTuple):
    """One character: its box from left to right, its baseline and the height of its line."""

    char: str
    x0: float
    x1: float
    baseline: float
    height: float

    @property
    def middle(self) -> float:
        """The height at which the character's middle stands."""
        return self.baseline - MIDDLE * self.height


class Rule(NamedTuple):
    """A horizontal or vertical rule: ``at`` is its y or x, ``low`` and ``high`` its ends."""

    vertical: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as seen: its size, its characters in the order of the file, and its rules.

    ``aslant`` holds words that run in another direction: watermarks, page numbers at the side.
    A page is not ``legible`` if it shows something but no words can be read; one is ``recognized`` if
    its words were read off a picture. ``skipped`` says what of it is not read, and how often; ``pictures``
    are small ones that may show a figure, if they are not a letterhead.
    """

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    aslant: tuple[str, ...] = ()
    legible: bool = True
    recognized: bool = False
    skipped: tuple[tuple[SkipKind, int], ...] = ()
    pictures: tuple[Picture, ...] = ()


def draw_rule(start: Point, end: Point) -> Iterator[Rule]:
    """The rule that a straight line, or an area between two corners, draws if it is thin; none for a dot."""
    rule = find_rule(*start, *end)
    if rule is not None:
        yield rule


def find_rule(ax: float, ay: float, bx: float, by: float) -> Rule | None:
    """The same for the corners (ax, ay) and (bx, by): one rule or none."""
    # a page draws hundreds of them: comparing takes half the time of min, max and abs
    x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
    y0, y1 = (ay, by) if ay <= by else (by, ay)
    wide, high = x1 - x0, y1 - y0
    if wide >= high and high < THIN and wide >= max(SHORTEST, 1.2 * high):
        return Rule(False, (ay + by) / 2, x0, x1)
    if high > wide and wide < THIN and high >= max(SHORTEST, 1.2 * wide):
        return Rule(True, (ax + bx) / 2, y0, y1)
    return None


def find_slants(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    """The straight parts of a line through ``points`` that are neither level nor upright, as long as a figure."""
    for start, end in pairwise(points):
        wide, high = abs(start[0] - end[0]), abs(start[1] - end[1])
        if SLANTED[0] < wide < SLANTED[1] and high > SLANTED[2] and high < wide:
            yield start, end


def draw_outline(points: list[Point], *, stroked: bool) -> Iterator[Rule]:
    """The rules that a line through ``points`` draws: one if it is thin as a whole, its sides if it is stroked."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if max(xs) - min(xs) < THIN or max(ys) - min(ys) < THIN:
        yield from draw_rule((min(xs), min(ys)), (max(xs), max(ys)))
    elif stroked:
        for index in range(1, len(points)):
            start, end = points[index - 1], points[index]
            if abs(start[0] - end[0]) < 0.5 or abs(start[1] - end[1]) < 0.5:
                yield from draw_rule(start, end)
