"""Characters of fonts that do not say which ones they are: a figure of them is one mark of what is not read."""

from __future__ import annotations

from collections.abc import Iterable

from disclosure.read.building.skips import mark
from disclosure.read.page.figure_runs import cover_run, split_runs
from disclosure.read.page.marks import Glyph

UNMAPPED = mark("no_unicode")


def join_unmapped(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The same characters, in the order of the file, with one mark for each word or figure that has UNMAPPED in it.

    Digits next to such a character are parts of its figure, and are not read as one of their own. Two characters of
    private use in a row are not known either; one alone is a bullet.
    """
    joined: list[Glyph] = []
    for run in split_runs(glyphs, lambda glyph: glyph, lambda glyph: glyph.char == UNMAPPED or _is_private(glyph)):
        private = sum(1 for glyph in run if _is_private(glyph))
        if private > 1 or any(glyph.char == UNMAPPED for glyph in run):
            joined.append(cover_run(run, UNMAPPED))
        else:
            joined += run
    return joined


def may_be_unmapped(glyphs: Iterable[Glyph]) -> bool:
    """Whether there is anything to join: nearly all pages have nothing."""
    return any("\ue000" <= char <= UNMAPPED for char in {glyph[0] for glyph in glyphs})


def _is_private(glyph: Glyph) -> bool:
    return "\ue000" <= glyph.char <= "\uf8ff"
