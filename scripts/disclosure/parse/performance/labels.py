"""The labels of performance tables: which words of a cell stand for what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from disclosure.parse.numbers import UNIT_NOTE
from disclosure.parse.stream import fold
from disclosure.parse.words import PerformanceWords

#: What a label is read without: words in brackets, and the weight of a level.
_ASIDE = re.compile(r"（[^（）]*）|\d+(?:\.\d+)?分$")

_MARKS = str.maketrans("", "", "：。")

Labels = Mapping[str, str]


@lru_cache(maxsize=10_000)
def plain_label(text: str) -> str:
    """A label without what stands in parentheses, colons, and the words 其中 before it."""
    return _ASIDE.sub("", fold(text)).translate(_MARKS).removeprefix("其中").strip("*★")


def find_measure(texts: Iterable[str]) -> str:
    """The unit of money that labels name in parentheses or behind 单位; empty unless they name exactly one."""
    named = {found.group(1) for text in texts for found in UNIT_NOTE.finditer(text)}
    return named.pop() if len(named) == 1 else ""


class LabelBook:
    """The vocabulary's words as labels, by the group of keys they stand for."""

    def __init__(self, words: PerformanceWords) -> None:
        self.words = words
        self.columns = _index({**words.list_columns, **words.columns})
        self.phases = _index(words.fund_columns)
        self.funds = _index(words.fund_rows)
        self.types = _index(words.expenditure_types)
        self.whole_money = _index({"total": words.whole_money})
        self.heads = _index(words.heads)
        self.goals = _index({**words.goals, "longer": words.longer_goals})
        self.levels = _index({"level": (*words.levels1, *words.levels2)})
        self.total = _index({"total": words.total})
        self.execution = _index({"execution": words.execution})

    def is_label(self, text: str) -> bool:
        """Whether the words of a cell are those of a head, a goal, a fund, a column or a level."""
        groups = (self.heads, self.goals, self.funds, self.phases, self.columns, self.levels)
        return any(find_label(text, labels) for labels in groups)

    def of_longer_term(self, text: str) -> bool:
        """Whether a label is of a term of several years, not of the year."""
        return any(word in text for word in self.words.longer)

    def heads_longer_term(self, text: str) -> bool:
        """Whether a label in a head says that its indicators are of a term of several years; where it is that of one
        column (实施周期指标值), the other columns are of the year."""
        parts = [text.replace(word, "") for word in self.words.longer if word in text]
        return bool(parts) and not any(find_label(part, self.columns) for part in parts)


def find_label(text: str, labels: Labels) -> str:
    """The key that a cell's words stand for; empty if none."""
    return labels.get(plain_label(text), "")


def _index(words: Mapping[str, tuple[str, ...]]) -> Labels:
    return {plain_label(name): key for key, names in words.items() for name in names}
