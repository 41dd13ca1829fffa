"""Runs of words by the way they are shown: struck out, raised as a note mark, hidden, or of doubtful visibility."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.model import SkipKind
from disclosure.read.skips import mark

#: A number in words that are not read; each counts once.
_FIGURE = re.compile(r"[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?")
_RAISED = str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)


@dataclass(frozen=True, slots=True)
class Look:
    """How words are shown. ``hidden``: surely not; ``doubtful``: perhaps not, as white words are."""

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    doubtful: bool = False


def write_run(text: str, look: Look) -> str:
    """What is read of a run: a mark for every figure that is not read, raised digits for those of a note mark."""
    if look.hidden:
        return mark("hidden") * len(_FIGURE.findall(text))
    if look.struck:
        return _mark_figures(text, "struck")
    if look.doubtful:
        return _mark_figures(text, "visibility")
    return text.translate(_RAISED) if look.raised else text


def count_figures(text: str) -> int:
    """How many numbers there are in words that are not read."""
    return len(_FIGURE.findall(text))


def _mark_figures(text: str, kind: SkipKind) -> str:
    return _FIGURE.sub(mark(kind), text)
