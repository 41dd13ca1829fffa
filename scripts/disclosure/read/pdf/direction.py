"""In which direction the lines of a PDF page run."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from disclosure.read.page.marks import find_median
from disclosure.read.pdf.calls import address_of, get_angle, is_generated

#: The greatest angle (radians) between a line and the direction of its page: 2 degrees, and 5 on a page that leans.
LEVEL, UNSTEADY = math.radians(2), math.radians(5)
#: A page leans if less than this part of its characters are level, by at most this angle; scans do.
FEW_LEVEL, MOST_LEAN = 0.03, math.radians(25)
#: So many characters of a page are asked, and more of them where less than this part of the first are level.
FEW_ASKED, MANY_LEVEL, ASKED = 48, 0.5, 400


class Direction(NamedTuple):
    """Quarter turns clockwise that set a page upright; the angle of its lines then, and by how much they differ from
    it, both in radians.
    """

    turn: int
    lean: float = 0.0
    within: float = LEVEL

    def is_aslant(self, text: Any, index: int) -> bool:
        """Whether a character of an open pdfium text page does not belong to the lines."""
        return abs(_normalize(_read_angle(text, index) + self.turn * math.pi / 2 - self.lean)) > self.within


def find_direction(page: Any, text: Any, count: int) -> Direction:
    """The direction of an open pdfium page with ``count`` characters.

    It is the page's own rotation, unless most of its characters say otherwise: a landscape table drawn on its side on
    a portrait page. Words at any other angle say nothing, unless all are at one.
    """
    own = max(0, pdfium.FPDFPage_GetRotation(page))
    for least, asked in ((MANY_LEVEL, FEW_ASKED), (FEW_LEVEL, ASKED)):
        angles = list(_ask(text, count, asked))
        level = [angle for angle in angles if abs(_lean_of(angle)) <= LEVEL]
        if len(level) >= least * len(angles):
            return Direction(_find_turn(level, own))
    turn = _find_turn(angles, own)
    leans = [_normalize(angle + turn * math.pi / 2) for angle in angles]
    near = [lean for lean in leans if abs(lean) <= MOST_LEAN]
    return Direction(turn, find_median(near), UNSTEADY) if 2 * len(near) > len(leans) else Direction(turn)


def _ask(text: Any, count: int, times: int) -> Iterator[float]:
    at = address_of(text)
    for index in range(0, count, max(1, count // times)):
        if is_generated(at, index) != 1:
            angle = _read_angle(text, index)
            if math.isfinite(angle):
                yield angle


def _read_angle(text: Any, index: int) -> float:
    """The angle (radians, clockwise) at which a character's line runs.

    pdfium gives the angle at which its strokes run, which is another one for letters that are made italic by slanting
    them: their matrix says in which direction their line runs.
    """
    angle = float(get_angle(address_of(text), index))
    if abs(_lean_of(angle)) > LEVEL:
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFText_GetMatrix(text, index, matrix) and (matrix.a or matrix.b):
            return -math.atan2(matrix.b, matrix.a)
    return angle


def _find_turn(angles: list[float], own: int) -> int:
    seen = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles)
    if seen:
        quarter, times = seen.most_common(1)[0]
        if times * 3 > len(angles) * 2:
            return -quarter % 4  # pdfium measures clockwise
    return own


def _lean_of(angle: float) -> float:
    """An angle without its quarter turns."""
    return angle - round(angle / (math.pi / 2)) * math.pi / 2


def _normalize(angle: float) -> float:
    """An angle between minus and plus 180 degrees."""
    return math.remainder(angle, 2 * math.pi)
