"""Personal data: found, counted and never kept."""

from __future__ import annotations

import re
from functools import cache

from disclosure.parse.words import Vocabulary

#: What stands in the place of a private person's name or number.
REDACTED = "〔隐去〕"

_MOBILE = r"(?<![0-9.A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])"
_LANDLINE = r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"
_IDENTITY = (
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_MAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_NUMBERS = re.compile("|".join((_IDENTITY, _MOBILE, _LANDLINE, _MAIL)))


def find_personal(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Ranges of ``text`` that hold a telephone or identity number, an e-mail address, or the name of a
    private person in a position where documents name one (vocabulary/privacy.yml), in order."""
    found = [match.span() for match in _NUMBERS.finditer(text)]
    plain = "".join(text.split())
    for words, pattern in _name_patterns(vocabulary.names, vocabulary.surnames):
        if all(word in plain for word in words):
            found.extend(match.span("name") for match in pattern.finditer(text))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def redact(text: str, vocabulary: Vocabulary) -> tuple[str, int]:
    """``text`` with everything personal replaced by a mark, and how many places there were."""
    found = find_personal(text, vocabulary)
    for start, end in reversed(found):
        text = text[:start] + REDACTED + text[end:]
    return text, len(found)


@cache
def _name_patterns(
    contexts: tuple[str, ...], surnames: frozenset[str]
) -> list[tuple[tuple[str, str], re.Pattern[str]]]:
    """Each context's words, which a text must hold for the slow part to be worth it, and its pattern."""
    surname = "|".join(sorted(surnames, key=lambda each: (-len(each), each)))
    blank = r"\s*"
    patterns = []
    for context in contexts:
        before, behind = context.split("{name}")
        given = r"[\u4e00-\u9fff]{1,2}" + ("?" if behind else "")
        name = rf"(?P<name>(?:{surname})\s*{given})"
        spaced = [blank.join(re.escape(char) for char in part) for part in (before, behind)]
        pattern = re.compile(spaced[0] + blank + name + (blank + spaced[1] if behind else ""))
        patterns.append(((before, behind), pattern))
    return patterns
