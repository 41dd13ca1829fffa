"""Personal data: found, counted and never kept."""

from __future__ import annotations

import re
from functools import cache

from disclosure.parse.words import Vocabulary

#: What stands in the place of a private person's name or number.
REDACTED = "〔隐去〕"

_HYPHEN = "[-－—–]"
_END = r"(?![0-9A-Za-z])(?!\.[0-9])"
_MOBILE = rf"(?<![0-9.A-Za-z])1[3-9][0-9](?: |{_HYPHEN})?[0-9]{{4}}(?: |{_HYPHEN})?[0-9]{{4}}{_END}"
_LANDLINE = rf"(?<![0-9])(?:0[0-9]{{2,3}}{_HYPHEN}|[（(]0[0-9]{{2,3}}[）)])[0-9]{{7,8}}(?![0-9])"
_IDENTITY = (
    r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
    r"(?![0-9A-Za-z])"
)
_MAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_NUMBERS = re.compile("|".join((_IDENTITY, _MOBILE, _LANDLINE, _MAIL)))
#: A mobile number that a line's end has broken in two; its digits are counted in code.
_BROKEN = re.compile(rf"(?<![0-9.A-Za-z])1[3-9][0-9]{{0,8}}[ \t]*\n\s*[0-9]{{1,9}}{_END}")
_MOBILE_DIGITS = 11
_NARROW = str.maketrans({chr(ord("０") + digit): str(digit) for digit in range(10)})


def find_personal(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Ranges of ``text`` that hold a telephone or identity number, an e-mail address, or the name of a
    private person in a position where documents name one (vocabulary/privacy.yml), in order."""
    narrow = text.translate(_NARROW)
    found = [match.span() for match in _NUMBERS.finditer(narrow)]
    found.extend(
        match.span()
        for match in _BROKEN.finditer(narrow)
        if sum(char.isdigit() for char in match.group()) == _MOBILE_DIGITS
    )
    plain = "".join(text.split())
    for words, pattern in _name_patterns(vocabulary.names, vocabulary.surnames, vocabulary.transliterated):
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
    contexts: tuple[str, ...], surnames: frozenset[str], transliterated: frozenset[str]
) -> list[tuple[tuple[str, str], re.Pattern[str]]]:
    """Each context's words, which a text must hold for the slow part to be worth it, and its pattern.

    A name is a surname with one or two characters, or a transliterated one of two to five characters; either may
    go on behind a middle dot.
    """
    family = "|".join(sorted(surnames, key=lambda each: (-len(each), each)))
    lead = "".join(sorted(transliterated))
    han = r"[\u4e00-\u9fff]"
    blank = r"\s*"
    patterns = []
    for context in contexts:
        before, behind = context.split("{name}")
        lazy = "?" if behind else ""
        further = rf"[·•・]{han}{{1,8}}"
        own = rf"(?:{family})\s*{han}{{1,2}}{lazy}(?:{further})?"
        name = rf"(?P<name>[{lead}]{han}{{1,4}}{further}|{own}|[{lead}]{han}{{1,4}}{lazy})"
        spaced = [blank.join(re.escape(char) for char in part) for part in (before, behind)]
        pattern = re.compile(spaced[0] + blank + name + (blank + spaced[1] if behind else ""))
        patterns.append(((before, behind), pattern))
    return patterns
