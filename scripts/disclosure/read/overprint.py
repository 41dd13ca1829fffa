"""Characters that a page draws several times at one place, to make them bold: a reader sees one of them."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.read.marks import Glyph

#: So far apart, as a share of their height, the same character drawn twice is one that is seen. Two that follow each
#: other are further apart: a full stop is a quarter of the height wide.
_ONE_PLACE = 0.08


def drop_overprints(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """``glyphs`` in their order, without each that repeats another one at its place."""
    order = sorted(range(len(glyphs)), key=lambda index: (glyphs[index].char, glyphs[index].x0))
    repeated: set[int] = set()
    for position, index in enumerate(order):
        glyph = glyphs[index]
        if index in repeated or glyph.char == " ":
            continue
        near = _ONE_PLACE * glyph.height
        for other in order[position + 1 :]:
            if glyphs[other].char != glyph.char or glyphs[other].x0 - glyph.x0 > near:
                break
            if abs(glyphs[other].baseline - glyph.baseline) <= near:
                repeated.add(other)
    if not repeated:
        return list(glyphs)
    return [glyph for index, glyph in enumerate(glyphs) if index not in repeated]
