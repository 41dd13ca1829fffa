"""Characters of fonts that do not say which ones they are: a figure of them is one mark of what is not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclosure.read.marks import Glyph
from disclosure.read.skips import mark

UNMAPPED = mark("no_unicode")

#: Characters of one word are set apart by at most this part of their height.
_NEAR = 0.5
#: What a figure is made of, besides characters that are not known.
_IN_FIGURES = frozenset("0123456789.,，．%％-−－()（）")


def join_unmapped(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The same characters, in the order of the file, with one mark for each word or figure that has UNMAPPED in it.

    Digits next to such a character are parts of its figure, and are not read as one of their own. Two characters of
    private use in a row are not known either; one alone is a bullet.
    """
    joined: list[Glyph] = []
    for run in _split_runs(glyphs):
        private = sum(1 for glyph in run if _is_private(glyph))
        if private > 1 or any(glyph.char == UNMAPPED for glyph in run):
            first, x1 = run[0], max(glyph.x1 for glyph in run)
            height = max(glyph.height for glyph in run)
            joined.append(Glyph(UNMAPPED, min(glyph.x0 for glyph in run), x1, first.baseline, height))
        else:
            joined += run
    return joined


def may_be_unmapped(glyphs: Iterable[Glyph]) -> bool:
    """Whether there is anything to join: nearly all pages have nothing."""
    return any("\ue000" <= glyph.char <= UNMAPPED for glyph in glyphs)


def _is_private(glyph: Glyph) -> bool:
    return "\ue000" <= glyph.char <= "\uf8ff"


def _split_runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters that may be of one figure together, all others one by one."""
    run: list[Glyph] = []
    for glyph in glyphs:
        part = glyph.char == UNMAPPED or glyph.char in _IN_FIGURES or _is_private(glyph)
        if run and not (part and _is_next(run[-1], glyph)):
            yield run
            run = []
        if part:
            run.append(glyph)
        else:
            yield [glyph]
    if run:
        yield run


def _is_next(before: Glyph, glyph: Glyph) -> bool:
    """Whether a character follows another one on its line without a gap that parts words."""
    near = _NEAR * max(glyph.height, before.height)
    return abs(glyph.x0 - before.x1) < near and abs(glyph.baseline - before.baseline) < near
