"""How the pieces of a line look, and what of them is read: raised note marks, struck-out and unseen text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from itertools import groupby

from disclosure.characters import NOTE_MARKS
from disclosure.document import SkipKind
from disclosure.read.building.skips import PLACEHOLDER, mark


class Look(IntEnum):
    """How a piece of text is shown; of two that apply to one piece, the greater one counts."""

    PLAIN = 0
    SMALL = 1
    RAISED = 2
    STRUCK = 3
    UNSURE = 4
    HIDDEN = 5


Piece = tuple[str, Look]
#: A piece with the size of its letters, in any unit of measure.
Sized = tuple[str, Look, float]

#: Letters are small among others of which the size is more than this many times as large.
_LARGER = 1.2

#: The digits of a note mark; the grammar does not read them as part of a figure.
_RAISED = str.maketrans(
    "0123456789０１２３４５６７８９[]()（）〔〕【】", NOTE_MARKS[:10] * 2 + NOTE_MARKS[10:] * 5, "注註 \t\xa0"
)
_CIRCLED = {chr(0x2460 + index): str(index + 1) for index in range(20)}
_NOTE = re.compile(r"[\[(（〔【注註\s]*[0-9０-９①-⑳]{1,3}(?:[,，、\-][0-9０-９①-⑳]{1,3})*[\])）〕】\s]*")
#: A figure with its sign in words that are not read.
FIGURE = re.compile(r"[-+−－△▲负]?\d(?:[\d,.，．]*\d)?")
_GOES_ON = re.compile(r"[,.]?\d")
_ENDS_IN_FIGURE = re.compile(r"\d[,.]?$")


def compose(pieces: Iterable[Piece]) -> str:
    """The words of a line from its pieces.

    Note marks become raised digits; struck-out and hidden text leaves marks (``read.skips``) for the figures in it;
    figures that may not be shown become marks each. A line that is raised as a whole is a usual line. Where small
    digits touch usual ones, a mark parts them: they may be a note mark, or decimals.
    """
    merged = [("".join(text for text, _ in group), look) for look, group in groupby(pieces, key=lambda piece: piece[1])]
    if all(look is Look.PLAIN for _, look in merged):
        return "".join(text for text, _ in merged)
    usual = any(look is Look.PLAIN and text.strip() for text, look in merged)
    parts: list[str] = []
    for index, (text, look) in enumerate(merged):
        if index and {look, merged[index - 1][1]} == {Look.PLAIN, Look.SMALL}:
            parts.append(part_digits(merged[index - 1][0], text))
        if look is Look.RAISED and usual:
            parts.append(write_raised(text))
        elif look is Look.STRUCK:
            after = merged[index + 1][0] if index + 1 < len(merged) else ""
            parts.append(_leave_out(text, "struck", "".join(parts), after))
        elif look is Look.UNSURE:
            parts.append(veil(text))
        elif look is Look.HIDDEN:
            parts.append(count_figures(text, "hidden"))
        else:
            parts.append(text)
    return "".join(parts)


def note_sizes(pieces: Iterable[Sized]) -> list[Piece]:
    """Pieces of one line without their sizes; usual text that is much smaller than the largest one is SMALL."""
    held = list(pieces)
    largest = max((size for text, look, size in held if look is Look.PLAIN and text.strip()), default=0.0)
    return [
        (text, Look.SMALL if look is Look.PLAIN and 0 < size * _LARGER < largest else look) for text, look, size in held
    ]


def part_digits(before: str, text: str) -> str:
    """A mark where two pieces that may not belong together would become one figure, else nothing."""
    return mark("overlaid") if _ENDS_IN_FIGURE.search(before) and _GOES_ON.match(text) else ""


def count_figures(text: str, kind: SkipKind) -> str:
    """A mark of ``kind`` for every figure in ``text``, which is not read itself."""
    return mark(kind) * sum(1 for _ in FIGURE.finditer(text))


def veil(text: str) -> str:
    """``text`` with a mark for every figure in it, because it is not sure that it can be seen."""
    return FIGURE.sub(mark("visibility"), text)


def write_raised(text: str) -> str:
    """Raised text: a note mark in raised digits, set apart by white space where it is not one and has digits."""
    if _NOTE.fullmatch(text):
        return "".join(_CIRCLED.get(char, char) for char in text).translate(_RAISED)
    return f" {text} " if any(char.isdigit() for char in text) else text


def _leave_out(text: str, kind: SkipKind, before: str, after: str) -> str:
    """Marks for the figures left out, and a placeholder where they were part of a figure or are all there is."""
    marks = count_figures(text, kind)
    within = before[-1:].isdigit() and _GOES_ON.match(after) is not None
    alone = not before.strip() and not after.strip()
    apart = " " if before.strip() and after.strip() else ""
    return f"{marks}{PLACEHOLDER if within or (alone and marks) else apart}"
