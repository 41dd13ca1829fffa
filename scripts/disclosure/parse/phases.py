"""What a report's own words leave open: which year is the one before, and of which budget 预算数 speaks."""

from __future__ import annotations

import re
from functools import lru_cache

from disclosure.parse.stream import fold
from disclosure.parse.words import Vocabulary
from disclosure.quick import replace

#: The note below the national form of 三公经费, 预算数为“三公”经费全年预算数, and what other regions make of it.
_NOTE = re.compile(r"预算数(?:为|是|指|反映)[^。；，]{0,16}?(?P<which>年初|全年|调整后的?|调整)(?:部门)?预算数?")
#: The sentence on 三公经费 says which: “三公”经费财政拨款支出年初预算为2.85万元.
_SENTENCE = re.compile(r"三公经费[^\d。；，]{0,20}?(?P<which>年初|全年|调整后的?|调整)预算数?为")
#: No clause is longer, in characters.
_CLAUSE = 200
_PHASES = {"年初": "approved", "全年": "adjusted"}


@lru_cache(maxsize=32)
def date_vocabulary(vocabulary: Vocabulary, year: int) -> Vocabulary:
    """The vocabulary with a report's year and the one before it in the labels and comparisons that name them."""

    def date(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word.replace("{prior}", str(year - 1)).replace("{year}", str(year)) for word in words)

    dated = {
        name: {basis: date(words) for basis, words in groups.items()}
        for name, groups in (("comparisons", vocabulary.comparisons), ("levels", vocabulary.levels))
    }
    labels = {
        group: tuple(replace(label, words=date(label.words)) for label in listed)
        for group, listed in vocabulary.labels.items()
    }
    return replace(vocabulary, comparisons=dated["comparisons"], levels=dated["levels"], labels=labels)


def find_budget_phase(text: str, phase: str) -> str:
    """Which budget 预算数 alone stands for in a document whose own figures are of ``phase``: the budget's own
    in a budget; in final accounts the one a note names, or else the sentence on 三公经费, which tells the same
    figures again; empty where nothing does or notes disagree.
    """
    if phase != "executed":
        return phase
    text = fold(text)
    for pattern in (_NOTE, _SENTENCE):
        found = {_PHASES.get(words.group("which"), "adjusted") for words in pattern.finditer(text)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def tells_budget(text: str, start: int, end: int) -> bool:
    """Whether the clause of ``text`` that ends at ``end``, and begins at ``start`` at the earliest, is of a budget."""
    return "预算" in text[max(start, end - _CLAUSE) : end].rpartition("，")[2]


def name_earlier(words: str) -> str:
    """The phase of an amount of the year before by the words before it: 比2025年年初预算数 is the approved budget,
    比上年决算数 and 比上年执行数 are what was spent; empty where 上年 alone leaves it open."""
    if "决算" in words or "执行" in words:
        return "executed"
    return "approved" if names_budget(words) else ""


def names_budget(words: str) -> bool:
    """Whether a label's words speak of a budget (三公经费预算), and not of a fund that is called so."""
    return "预算" in re.sub("一般公共预算|政府性基金预算|国有资本经营预算", "", words)
