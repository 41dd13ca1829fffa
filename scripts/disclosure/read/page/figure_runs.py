"""Characters of a page that may be of one figure, together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from disclosure.read.page.marks import Glyph

#: Characters of one word are set apart by at most this part of their height.
_NEAR = 0.5
_IN_FIGURES = frozenset("0123456789.,，．%％-−－()（）")

T = TypeVar("T")


def split_runs(items: Iterable[T], glyph_of: Callable[[T], Glyph], also: Callable[[Glyph], bool]) -> Iterator[list[T]]:
    """What may be of one figure together, all else one by one, in the same order.

    ``glyph_of`` gives the character of an item; ``also`` says which characters may be of a figure besides digits and
    signs.
    """
    run: list[T] = []
    for item in items:
        glyph = glyph_of(item)
        part = glyph.char in _IN_FIGURES or also(glyph)
        if run and not (part and _is_next(glyph_of(run[-1]), glyph)):
            yield run
            run = []
        if part:
            run.append(item)
        else:
            yield [item]
    if run:
        yield run


def cover_run(run: Iterable[Glyph], char: str) -> Glyph:
    """One character in the place of all of a run."""
    glyphs = list(run)
    x0, x1 = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    return Glyph(char, x0, x1, glyphs[0].baseline, max(glyph.height for glyph in glyphs))


def _is_next(before: Glyph, glyph: Glyph) -> bool:
    """Whether a character follows another one on its line without a gap that parts words."""
    near = _NEAR * max(glyph.height, before.height)
    return abs(glyph.x0 - before.x1) < near and abs(glyph.baseline - before.baseline) < near
