"""Text objects of an OFD page: characters at their places, in the direction in which they are read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from disclosure.document import SkipKind
from disclosure.read.building.skips import mark
from disclosure.read.ofd.numbers import POINTS, find_all, read_deltas, read_numbers
from disclosure.read.page.marks import Glyph, Matrix, move

#: Words that run further (radians) from the horizontal are laid over the page, or turned.
_ASLANT = math.radians(2)
#: Characters in the place of glyphs that a font does not name.
_NAMELESS = frozenset("\ufffd¤□")

Way = Literal["level", "turned", "aslant", "odd"]


def find_quarter(matrix: Matrix) -> int | None:
    """By how many quarter turns words are turned (clockwise); None for another angle."""
    turns = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) * math.pi / 2 <= _ASLANT else None


def find_way(item: Element, matrix: Matrix) -> Way:
    """How words run: ``level`` from left to right; ``turned`` by quarters of a circle; ``aslant``; ``odd`` where
    single characters are turned, mirrored, or follow each other from right to left or from top to bottom."""
    a, b, c, d, _, _ = matrix
    quarter = find_quarter(matrix)
    if quarter is None:
        return "aslant"
    if a * d - b * c < 0:
        return "odd"
    if quarter:
        return "turned"
    directions = {item.get(name, "0").strip() or "0" for name in ("ReadDirection", "CharDirection")}
    down = any(any(read_deltas(code.get("DeltaY"))) and len(code.text or "") > 1 for code in find_all(item, "TextCode"))
    falls = down and not any(any(read_deltas(code.get("DeltaX"))) for code in find_all(item, "TextCode"))
    return "level" if directions == {"0"} and not falls else "odd"


def read_text(item: Element, matrix: Matrix) -> Iterator[Glyph]:
    """The characters of a text object, in points of the page. Raises BadNumberError."""
    size = next(iter(read_numbers(item.get("Size"))), 0.0)
    stretch = next(iter(read_numbers(item.get("HScale"))), 1.0)
    height = size * abs(matrix[3]) * POINTS
    across, down = {"90": (0, 1), "180": (-1, 0), "270": (0, -1)}.get(item.get("ReadDirection", "").strip(), (1, 0))
    first_x = first_y = 0.0
    for code in find_all(item, "TextCode"):
        text = (code.text or "").strip("\r\n")
        # GB/T 33190-2016, 11.3: one without a place has that of the one before
        first_x = x = next(iter(read_numbers(code.get("X"))), first_x)
        first_y = y = next(iter(read_numbers(code.get("Y"))), first_y)
        steps, falls = read_deltas(code.get("DeltaX")), read_deltas(code.get("DeltaY"))
        for index, char in enumerate(text):
            wide = size * stretch * (1.0 if ord(char) > 0x2E7F else 0.5)
            px, py = (each * POINTS for each in move(matrix, x, y))
            # the next character begins where this one ends: measured widths beat the guess
            step = steps[index] if index < len(steps) else 0.0 if falls and not steps else wide
            shown = min(wide, step) if step > 0 else wide
            yield Glyph(char, px, px + shown * abs(matrix[0]) * POINTS, py, height)
            x += step * across
            y += (falls[index] if index < len(falls) else 0.0) + (step * down if not falls else 0.0)


def name_glyphs(item: Element, glyphs: list[Glyph]) -> list[Glyph]:
    """The same, with one mark in the place of characters that only their glyphs (CGTransform) name."""
    words = "".join(glyph.char for glyph in glyphs).strip()
    if len(words) > 1 and _NAMELESS.issuperset(words) and next(find_all(item, "CGTransform"), None) is not None:
        return [glyphs[0]._replace(char=mark("no_unicode"), x1=max(glyph.x1 for glyph in glyphs))]
    return glyphs


def veil(glyphs: Iterable[Glyph], kind: SkipKind = "visibility") -> Iterator[Glyph]:
    """Characters, with one mark for every figure among them."""
    before = False
    for glyph in glyphs:
        part = glyph.char.isdigit() or (before and glyph.char in ",.，．")
        if not part:
            yield glyph
        elif not before:
            yield glyph._replace(char=mark(kind))
        before = part
