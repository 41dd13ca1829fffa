"""Labels that no list has: the words before an amount, composed of the terms of the accounting forms.

国有资本经营预算财政拨款收入0万元 names what a row of a form names that is called so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from disclosure.parse.narrative.lexicon import Lexicon
from disclosure.parse.stream import Stream
from disclosure.parse.terms.label import read_label
from disclosure.parse.terms.term import Terms
from disclosure.parse.words import NOT_HELD, Label, SectionWords

#: Statements whose sections name what the rows of the forms on all money name.
_COMPOSED = frozenset({"overall", "revenue", "appropriation"})
#: All words before an amount, and what of them is a phase or a filler and no part of the name.
_PHRASE = re.compile(r"[\u4e00-\u9fff（）]{2,40}(?=\d)")
_TAIL = re.compile("(?:(?:年初)?预算(?:安排|数)?|(?:支出)?决算数?|安排|共计)?(?:均为|为|是|共)?$")
#: The number of a paragraph, and a bracket that is not closed before the amount.
_NUMBERING = re.compile("（[一二三四五六七八九十]{1,3}）|.*（(?=[^）]*$)")
#: Items that the words of a sentence leave open: totals may be those of what was named before.
_OPEN = frozenset({"", NOT_HELD, "total", "current_year", "sum"})
#: What a carryover from the year before begins with; 结转结余 alone may be that of the year's end.
_BEFORE = re.compile(".*(?:上年|年初|以前年度)")
#: A date before the words begins no further back, in characters.
_DATE = 8


def find_phrases(
    stream: Stream, span: tuple[int, int], words: SectionWords, terms: Terms,
    ignored: Mapping[int, tuple[int, str]], openings: Sequence[str], lexicon: Lexicon,
) -> dict[int, tuple[int, Label]]:  # fmt: skip
    """Composed labels in ``text[span]`` that ``lexicon`` does not have: by the index at which each begins, its end and
    its label."""
    found: dict[int, tuple[int, Label]] = {}
    if words.statement not in _COMPOSED:
        return found
    openings = tuple(word for word in openings if word not in terms.by_place["label"])
    for match in _PHRASE.finditer(stream.text, *span):
        begin = _skip_openings(stream.text, _behind_date(match.start(), ignored), match.end(), openings)
        lines = [at for at in range(begin + 1, match.end() - 1) if at in stream.breaks]
        for start in (begin, *lines[-1:]):
            named = _read(stream.text, start, match.end(), terms, lexicon)
            if named is not None and words.direction in ("", named[1].direction):
                found[start] = named
                break
    return found


def _behind_date(start: int, ignored: Mapping[int, tuple[int, str]]) -> int:
    """Where words begin of which a date may have taken the first ones: 2023年度|收入合计."""
    ends = (ignored[at][0] for at in range(start - _DATE, start) if at in ignored)
    return max((end for end in ends if end > start), default=start)


def _skip_openings(text: str, start: int, end: int, openings: Sequence[str]) -> int:
    """Behind the number of the paragraph, the unit's names and what else may be before a label."""
    while True:
        numbering = _NUMBERING.match(text, start, end)
        word = next((each for each in openings if text.startswith(each, start, end)), "")
        if numbering is None and not word:
            return start
        start = numbering.end() if numbering else start + len(word)


def _read(text: str, start: int, end: int, terms: Terms, lexicon: Lexicon) -> tuple[int, Label] | None:
    """Where the name in ``text[start:end]`` ends, and the label that its terms make."""
    tail = _TAIL.search(text, start, end)
    stop = tail.start() if tail else end
    known = lexicon.match(text, start) if start < stop else None
    if known is not None and known[1] == "label" and start + len(known[0]) >= stop:
        return None
    label = read_label(text[start:stop], terms) if stop > start + 1 else None
    if label is None or label.item in _OPEN or not label.direction:
        return None
    if label.item == "opening_carryover":
        return (stop, label) if _BEFORE.match(text, start, stop) else None
    return (stop, label) if label.fund in ("", label.item) else None
