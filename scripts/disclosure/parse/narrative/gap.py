"""What stands right before a word and is none of ours: whether the word begins there, or a longer one goes on."""

from __future__ import annotations

import re

from disclosure.parse.stream import Stream

#: Words of ours that make one longer word with what stands before them: 一般公共|预算安排|基本支出.
_COMPOUND = re.compile("预算|支出|收入|安排|资金|共")
#: Fillers that are also a part of other words (公共, 各项).
_WITHIN_WORDS = frozenset({"共", "各"})
#: Words that join what is before them to what follows.
_JOINED = frozenset({"和", "及", "与", "以及"})
#: How the headings within a section end: 支出决算总体情况, 具体情况说明.
_HEADINGS = ("情况", "说明")


class Gap:
    """The characters of no word we know since the last that is one, in a section that begins at ``start``.

    ``openings`` are words behind which a label may begin all the same: the unit's names and words like 的.
    """

    def __init__(self, stream: Stream, start: int, openings: tuple[str, ...]) -> None:
        self._stream = stream
        self._start = start
        self._openings = openings
        self._text = ""
        self._label_end = -1

    def add(self, kind: str, word: str, at: int) -> None:
        """Take note of the lexeme ``word`` that begins at ``at``."""
        self._label_end = at + len(word) if kind == "label" else -1
        compound = kind == "filler" and bool(_COMPOUND.search(word)) and not self.opens(at)
        # 某某费和公务接待费10万元 is the sum of something we do not know
        compound = compound or (kind == "filler" and word in _JOINED and self._is_inside_word())
        self._text = self._text + word if compound or kind == "gap" else ""

    def opens(self, at: int) -> bool:
        """Whether a label may begin at ``at``: not in the middle of a longer word that is none of ours (财政拨款
        本年支出 is not 本年支出), but behind the openings and the line of a heading."""
        if at in self._stream.breaks and self._text.endswith(_HEADINGS):
            return True
        return not self._is_inside_word() or self._stream.text.endswith(self._openings, self._start, at)

    def joins(self, at: int) -> bool:
        """Whether a label ends where another would begin: 政府性基金预算|财政拨款收入 is one word, and none of ours."""
        return at == self._label_end

    def holds(self, kind: str, word: str) -> bool:
        """Whether a phase or a filler is part of a longer word: 预算 is no phase in 一般公共预算."""
        return self._is_inside_word() and (kind == "phase" or word in _WITHIN_WORDS)

    def _is_inside_word(self) -> bool:
        return bool(self._text) and "\u4e00" <= self._text[-1] <= "\u9fff"
