"""How wide a text is and where it breaks, without a font: a Chinese character is one em, a Latin one a good half.

Pictures must be the same on every machine, so nothing in them is laid out by measuring with the fonts at hand. The
widths here are upper bounds for the fonts the pages name.
"""

from __future__ import annotations

import re

#: What is not broken inside: a number with its sign and decimals, a Latin word, an address.
_PIECE = re.compile(r"[\x21-\x7e\u2212]+|.", re.DOTALL)
#: Marks that may not begin a line, and those that may not end one.
_NOT_FIRST, _NOT_LAST = "，。、；：）》”’？！%,.;:)]", "（《“‘(["
#: Widths in em.
_NARROW, _WIDE = 0.58, 1.0


def measure(text: str) -> float:
    """The width of ``text`` in em, at most."""
    return sum(_NARROW if char < "\u0370" or char == "\u2212" else _WIDE for char in text)


def wrap(text: str, most: float) -> list[str]:
    """``text`` in lines of at most ``most`` em; a mark may hang over the end, a single long word is broken."""
    lines = [""]
    for piece in _split(text, most):
        line = lines[-1]
        hangs = len(piece) == 1 and piece in _NOT_FIRST
        if not line or hangs or measure(line + piece.rstrip()) <= most:
            lines[-1] = line + piece if line else piece.lstrip()
            continue
        kept = line.rstrip(_NOT_LAST) if line[-1] in _NOT_LAST else line
        lines[-1] = kept.rstrip() or line
        lines.append((line[len(kept) :] if kept else "") + piece.lstrip())
    return [line for line in lines if line] or [""]


def _split(text: str, most: float) -> list[str]:
    pieces = _PIECE.findall(text)
    whole = int(most / _NARROW) or 1
    return [part for piece in pieces for part in _cut(piece, whole if measure(piece) > most else len(piece))]


def _cut(piece: str, size: int) -> list[str]:
    return [piece[at : at + size] for at in range(0, len(piece), size)]
