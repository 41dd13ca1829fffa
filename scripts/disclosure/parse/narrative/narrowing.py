"""Numbered items of a section that speak of one fund only: the totals in them are not those of all money.

（一）一般公共预算财政拨款年初结转结余1.00万元，本年收入7.00万元 gives the revenue of that fund. The items
that follow it may be of the same fund or of all money, where they name none: （二）本年支出6.00万元.
"""

from __future__ import annotations

import re

from disclosure.parse.codes import SUM
from disclosure.parse.narrative.clause import Clause
from disclosure.parse.outline import Section
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label

_ITEM = re.compile("（[一二三四五六七八九十]{1,3}）")
_FUND = re.compile(
    "(?:20[0-9]{2}年度?)?(?:一般)?(?:公共(?:财政)?预算|公共财政|政府性基金|国有资本经营)(?:预算)?(?:财政)?拨款"
)
#: A sentence on one fund from its carryover on: 政府性基金预算财政拨款年初结转结余0万元，本年收入9万元.
_CARRIED = re.compile(_FUND.pattern + "(?:年初|上年)结")
_WHOLES = frozenset({"total", "current_year"})
#: Totals, which behind the name of a class are of that class: 检察（款）：2023年支出合计.
WHOLES = _WHOLES | {SUM}
_BEHIND_CLASS = re.compile(r"[类款项]）[：，]?(?:(?:19|20)\d{2}年度?)?(?:预算|决算)?$")
_CLASS_REACH = 14


def is_behind_class(text: str, at: int) -> bool:
    """Whether the name of a functional class ends right before ``at``, a year aside."""
    return bool(_BEHIND_CLASS.search(text, max(0, at - _CLASS_REACH), at))


def sums_class(text: str, clause: Clause, label: Label, at: int) -> bool:
    """Whether a total at ``at`` is that of the class right before it, the clause's subject: 检察（款）：支出合计5元."""
    subject = clause.subject
    of_class = subject is not None and subject.path and not (clause.used or clause.obstacle)
    return bool(of_class) and label.item in WHOLES and is_behind_class(text, at)


def answers_budget(text: str, clause: Clause, label: Label, at: int) -> bool:
    """Whether 支出决算 at ``at`` is that of the class whose budget comes right before it:
    …（项）。主要用于：…。年初预算为0万元，支出决算为2.80万元."""
    subject = clause.subject
    if subject is None or not subject.path or clause.obstacle or label.item not in WHOLES or text[at - 1 : at] != "，":
        return False
    sentence = text[max(text.rfind("。", 0, at), text.rfind("；", 0, at)) + 1 : at]
    return text.startswith("支出决算", at) and sentence.startswith(("年初预算", "全年预算", "调整预算", "预算"))


def is_second_of_sum(text: str, subject: Label | None, subject_at: int, at: int) -> bool:
    """Whether a label at ``at`` is joined to the ``subject`` before it: 基本支出和项目支出5.00万元 is their sum."""
    if subject is None or text[at - 1 : at] not in ("和", "与", "及"):
        return False
    return any(text.startswith(word, subject_at) and subject_at + len(word) == at - 1 for word in subject.words)


class Narrowing:
    """Says of the totals of a section, in their order, whether they may be of one fund that only their item names."""

    def __init__(self, stream: Stream, section: Section) -> None:
        self._text = stream.text
        self._items = [found.start() for found in _ITEM.finditer(stream.text, section.body, section.end)]
        self._narrowed = False

    def is_narrowed(self, label: Label, at: int) -> bool:
        """Whether ``label``, which begins at ``at`` and names no fund, is a total of a fund that words before name."""
        if label.item not in _WHOLES or label.fund:
            return False
        sentence = _CARRIED.match(self._text, self._text.rfind("。", 0, at) + 1)
        if sentence is not None and sentence.end() < at:
            return True
        begin = max((start for start in self._items if start < at), default=-1)
        found = _ITEM.match(self._text, begin) if begin >= 0 else None
        if found is None:
            return False
        named = _FUND.match(self._text, found.end())
        if named is not None and named.end() < at:
            self._narrowed = True
        return self._narrowed
