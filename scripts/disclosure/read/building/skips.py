"""Marks of what a reader meets and does not read: they travel with the words until the document is written.

A mark is one of Unicode's non-characters (U+FDD0 and on), which no text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from disclosure.document import SkipKind

#: What takes the place of a figure or word that is not read.
PLACEHOLDER = "\ufffd"
#: The kinds that leave a placeholder in the text, so that what is around them is not taken for the whole.
REPLACING: frozenset[SkipKind] = frozenset(
    {"no_unicode", "form_field", "equation", "visibility", "overlaid", "sign", "number_format"}
)

_KINDS: dict[str, SkipKind] = {chr(0xFDD0 + index): kind for index, kind in enumerate(get_args(SkipKind))}
_CHARS = {kind: char for char, kind in _KINDS.items()}
_MARK = re.compile(f"[{''.join(_KINDS)}]")


def mark(kind: SkipKind) -> str:
    """The character that says: here is something of ``kind`` that is not read."""
    return _CHARS[kind]


def is_mark(char: str) -> bool:
    """Whether a character is such a mark."""
    return char in _KINDS


def take_marks(text: str) -> tuple[str, list[tuple[int, int, SkipKind]]]:
    """``text`` with a placeholder, or nothing, for every mark in it; and where (offsets of the new text) they were."""
    if not _MARK.search(text):
        return text, []
    parts: list[str] = []
    found: list[tuple[int, int, SkipKind]] = []
    length = 0
    for part, kind in _split(text):
        kept = part if kind is None else PLACEHOLDER if kind in REPLACING else ""
        if kind is not None:
            found.append((length, length + len(kept), kind))
        parts.append(kept)
        length += len(kept)
    return "".join(parts), found


def _split(text: str) -> Iterator[tuple[str, SkipKind | None]]:
    last = 0
    for match in _MARK.finditer(text):
        yield text[last : match.start()], None
        yield match.group(), _KINDS[match.group()]
        last = match.end()
    yield text[last:], None
