"""What stands ahead of the reading of running text: the words by which it decides what comes to an end."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from disclosure.parse.narrative.clause import Clause, Reason
from disclosure.parse.narrative.lexicon import Lexeme, Lexicon, as_quantity, completes
from disclosure.parse.numbers import match_quantity
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label

#: What a figure is, told behind it: without another number, up to the next comma or the end of the sentence.
_ASIDE = re.compile(
    r"[，：](?:即|为|是|系|指|主要是?(?:保障|用于|包括|为)|用于|全部|均为)[^\d。；，：][^。；：\d]*?[，。](?=[与比较同])"
)
#: What was counted, named behind its number: 7个|一级项目，
_COUNTED_NOUN = re.compile(r"(?:[一二]级)?(?:预算)?项目(?:绩效目标)?(?=[，。；])")
#: How far behind a semicolon a label's number may stand for the label to begin a new figure.
_FIGURE_REACH = 24
#: A year that what follows is told of, up to a label.
_YEAR = re.compile(r"((?:19|20)\d{2})年度?(?![底末初\d])[^，。；：、\d]{0,30}$")
_YEAR_BEGIN = re.compile(r"(?:年年?初[^，。；：、\d]{0,20}|(?<![目当])前)$")
_YEAR_REACH = 42
#: Lines so far back are compared with the one before, in characters; one that is so much shorter ends a paragraph.
_LINE_REACH, _FULL = 240, 0.8
#: Words before or behind a number that make it approximate, or a bound.
_NEARLY = (
    "约",
    "约为",
    "近",
    "大约",
    "将近",
    "接近",
    "超过",
    "不到",
    "不足",
    "不超过",
    "不低于",
    "不少于",
    "不高于",
    "至少",
    "最多",
)
#: Words before the number of all things that a noun behind it names.
_COUNTING = ("下设", "内设", "共设", "设有", "设置", "设立", "设下列", "共有", "包括", "设", "共")
#: Items that are counted where they are set up; and words before a number that make it one of several.
_SET_UP = frozenset({"offices"})
_PARTIAL = ("其中", "其中：", "其中，", "另", "另有")
#: Statements of one fund, whose sides need no other name.
_OF_ONE_FUND = frozenset({"government_fund", "state_capital"})
_NEARLY_BEHIND = ("左右", "上下", "以上", "以下", "以内")


@dataclass(frozen=True, slots=True)
class Outlook:
    """A section's text up to ``end`` and the words that count in it; ``tables``: where the document's begin."""

    stream: Stream
    end: int
    lexicon: Lexicon
    paths: Mapping[int, tuple[int, Label]]
    ignored: Mapping[int, tuple[int, str]]
    openings: tuple[str, ...] = ()
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: tuple[int, ...] = ()

    def match(self, at: int) -> tuple[str, str, Any] | None:
        """The word that begins at ``at``: itself, its kind and what it stands for."""
        return self.lexicon.match(self.stream.text, at) if at < self.end else None

    def is_before_table(self, at: int) -> bool:
        """Whether a table follows ``at``: what is said before it does not go on behind it."""
        if at + 1 >= self.stream.length:
            return False
        first, behind = self.stream.offsets[at], self.stream.offsets[at + 1]
        return bisect.bisect_left(self.tables, first) < bisect.bisect_left(self.tables, behind)

    def skip_mark(self, at: int) -> int:
        """Behind the mark at ``at`` that ends a part of a sentence, if one does."""
        return at + (self.stream.text[at : at + 1] in ("，", "、", "；"))

    def skip_introduction(self, at: int) -> int:
        """Behind colons, 是, and an introduction that is repeated (主要原因是：主要原因是)."""
        while at < self.end:
            if self.stream.text[at] in "：:是":
                at += 1
                continue
            found = self.match(at)
            if found is None or found[1] != "region" or found[2].role != "reason":
                return at
            at += len(found[0])
        return at

    def next_region(self, start: int, end: int) -> int:
        """Where, before ``end``, an explanation begins that runs to the end of the section."""
        for index in range(start, end):
            found = self.match(index)
            if found is not None and found[1] == "region" and found[2].until == "section":
                return index
        return end

    def begins_figure(self, at: int) -> bool:
        """Whether a label stands at ``at`` (behind a number, a date, the unit, 其中： at most) and its number close
        behind."""
        text = self.stream.text
        at = self._skip_opening(at)
        if at in self.paths:
            return True
        found = self.match(at)
        if found is not None and found[1] == "phase":
            return self._compares(at + len(found[0]))  # ；决算数较上年减少
        if found is None or found[1] not in {"label", "comparison"}:
            return False
        rest = text[at + len(found[0]) : at + len(found[0]) + _FIGURE_REACH]
        return (
            any(char.isdigit() for char in rest.split("。")[0].split("；")[0].split("，")[0])
            or found[1] == "comparison"
        )

    def begins_statement(self, at: int) -> bool:
        """Whether a figure, or the reason of an item of its own, begins at ``at``."""
        return self.begins_figure(at) or self.begins_reason(at)

    def begins_reason(self, at: int) -> bool:
        """Whether the reason of an item of its own begins at ``at``: a label, how it changed, 的 at most, and the
        words that introduce a reason (；项目支出增加的主要原因是)."""
        at = self._skip_opening(at)
        found = self.match(at)
        if found is None or found[1] != "label":
            return False
        at += len(found[0])
        changed = self.match(at)
        if changed is not None and changed[1] == "comparison":
            at += len(changed[0])
            changed = self.match(at)
        if changed is None or changed[1] not in {"verb", "level"}:
            return False
        at += len(changed[0])
        at += self.stream.text[at : at + 1] in ("的", "，")
        introduced = self.match(at)
        return introduced is not None and introduced[1] == "region" and introduced[2].role == "reason"

    def begins_count(self, at: int) -> bool:
        """Whether a label of things that are counted is at ``at``, behind no more than what :meth:`begins_figure`
        skips, and the number of them right behind it."""
        at = self._skip_opening(at)
        found = self.match(at)
        if found is None or found[1] != "label" or not found[2].units:
            return False
        number = at + len(found[0])
        number += self.stream.text[number : number + 1] == "为"
        quantity = match_quantity(self.stream.text, number, self.stream.gaps, self.stream.breaks)
        return quantity is not None and quantity.measure is not None and quantity.measure.printed in found[2].units

    def _skip_opening(self, at: int) -> int:
        """Behind the number of a paragraph, a date, the unit's names and what else may stand before a label."""
        while at < self.end and at not in self.paths:
            if at in self.ignored:
                at = self.ignored[at][0]
                continue
            opening = next((word for word in self.openings if self.stream.text.startswith(word, at)), "")
            found = self.match(at)
            if not opening or (found is not None and len(found[0]) > len(opening)):
                return at
            at += len(opening)
        return at

    def names_type(self, at: int, types: Collection[str]) -> bool:
        """Whether the sentence gives, behind ``at``, an amount of one of the ``types`` of expenditure."""
        stop = self.stream.text.find("。", at, self.end)
        for index in range(at, stop if stop >= 0 else self.end):
            found = self.match(index)
            if found is not None and found[1] == "label" and found[2].expenditure_type in types:
                behind = index + len(found[0])
                if self.stream.text[behind : behind + 1].isdigit():
                    return True
        return False

    def goes_on(self, at: int) -> bool:
        """Whether the sentence at ``at`` speaks on of the same subject: it begins with a comparison or a reason."""
        found = self.match(at)
        if self._begins_paragraph(at) and (found is None or found[1] != "region"):
            return False  # 比上年增加 at the begin of a paragraph may be the rest of another one
        if found is None:
            return at < self.end and completes(self.stream.text, at)
        if found[1] == "verb":
            return at not in self.stream.breaks  # 增长5.54% at the begin of a line is the rest of another sentence
        if found[1] == "phase":
            return self._compares(at + len(found[0]))  # 预算数比上年减少
        return found[1] in {"comparison", "region"} or (found[1] == "level" and bool(found[2]))

    def _begins_paragraph(self, at: int) -> bool:
        """Whether a line begins at ``at`` behind one that ends early: lines of a paragraph are about as long."""
        if at not in self.stream.breaks:
            return False
        reach = range(at - 1, max(0, at - _LINE_REACH), -1)
        breaks = [index for index in reach if index in self.stream.breaks]
        if not breaks:
            return False
        lengths = [behind - index for behind, index in zip((at, *breaks), breaks, strict=False)]
        return lengths[0] < _FULL * max(lengths)

    def _compares(self, at: int) -> bool:
        """Whether a comparison begins at ``at``, also one that is stated in words (与上年持平)."""
        found = self.match(at)
        return found is not None and (found[1] == "comparison" or (found[1] == "level" and bool(found[2])))

    def is_side(self, lexeme: Lexeme, statement: str) -> bool:
        """Whether 收入 or 支出 alone is the whole side: it begins a clause and is compared, in the first section, or is
        followed by its amount, in a section on one fund."""
        begins = lexeme.start in self.stream.breaks or self.stream.text[lexeme.start - 1] in "。；"
        if begins and statement in _OF_ONE_FUND:
            return self.stream.text[lexeme.end : lexeme.end + 1].isdigit()
        found = self.match(lexeme.end)
        return statement == "overall" and begins and found is not None and found[1] == "comparison"

    def aside_end(self, lexeme: Lexeme, clause: Clause) -> int | None:
        """Where what is said beside a figure ends, if its comparison goes on behind: ，为当年取得的资金，比上年…;
        or, behind a count, a bracket that tells a part of it: （其中：外事接待2批次）."""
        if lexeme.kind != "quantity" or not clause.linked or clause.subject is None:
            return None
        text = self.stream.text
        noun = _COUNTED_NOUN.match(text, lexeme.end, self.end)
        if clause.subject.units and noun is not None:
            return noun.end()
        if clause.subject.units and text.startswith(("（其中", "，（其中"), lexeme.end):
            end = text.find("）", lexeme.end, self.end)
            return end + 1 if end >= 0 and "（" not in text[lexeme.end + 2 : end] else None
        found = _ASIDE.match(text, lexeme.end, self.end)
        return found.end() if found is not None and self.goes_on(found.end()) else None

    def tells_phase(self, at: int) -> bool:
        """Whether the sentence at ``at`` begins with a phase (年初预算为), a date before it aside."""
        found = self.match(self.ignored[at][0] if at in self.ignored else at)
        return found is not None and found[1] == "phase"

    def tells_purpose(self, at: int) -> bool:
        """Whether the sentence at ``at`` says what an amount is for and the next begins with a phase:
        39.99万元。|主要用于：普查。年初预算为76.33万元."""
        found = self.match(at)
        if found is None or found[1] != "region" or found[2].role != "allocation":
            return False
        end = self.stream.text.find("。", at)
        return end >= 0 and self.tells_phase(end + 1)

    def verb_behind(self, lexeme: Lexeme) -> int:
        """The sign of the verb that follows a number and its comma; 0 if none does."""
        found = self.match(lexeme.end + (1 if self.stream.text[lexeme.end : lexeme.end + 1] == "，" else 0))
        if found is None or found[1] != "verb":
            return 0
        return 1 if found[2] == "rise" else -1

    def tells_another_year(self, at: int, year: int, already: bool) -> bool:
        """Whether a label at ``at`` is told of another year than ``year``: the date right before it tells, in the same
        part of the sentence, or else what came before (``already``). A year's end or a day is no such date."""
        found = _YEAR.search(self.stream.text, max(0, at - _YEAR_REACH), at)
        return already if found is None else int(found.group(1)) != year

    def is_earlier(self, at: int) -> bool:
        """Whether a label at ``at`` is of an earlier time by the words before it: 2023年年初共有车辆, 车改前保有量."""
        return bool(_YEAR_BEGIN.search(self.stream.text, max(0, at - _YEAR_REACH), at))

    def find_verb(self, at: int) -> Reason | None:
        """Why the number of a label at ``at`` is not read: behind a verb it is a change (增加了培训费0.20万元)."""
        found = ((length, self.match(at - length)) for length in (2, 3) if at >= length)
        ends = any(word is not None and word[1] == "verb" and len(word[0]) == length for length, word in found)
        return Reason.UNKNOWN_WORDS if ends else None

    def find_counted(self, lexeme: Lexeme) -> tuple[str, int] | None:
        """What a number is of by the noun behind it (下设4个处室): its item, and where the words before it begin.

        Behind 等 or 另设 it may be a part of all."""
        text, quantity = self.stream.text, as_quantity(lexeme)
        if quantity.measure is None or quantity.measure.base != "个":
            return None
        before = next((word for word in _COUNTING if text.endswith(word, 0, lexeme.start)), "")
        start = lexeme.start - len(before)
        found = [item for item, words in self.counted.items() if text.startswith(words, lexeme.end)]
        if len(found) != 1 or text[start - 1 : start] == "另":
            return None
        # offices are all of them only where they are counted as such; what was done for projects says which they are
        if found[0] in _SET_UP:
            return (found[0], start) if before else None
        return (found[0], start) if not text.endswith(_PARTIAL, 0, start) else None

    def is_approximate(self, lexeme: Lexeme) -> bool:
        """Whether words next to a number say that it is not exact: 约600万元, 5%左右, 600余万元."""
        text, quantity = self.stream.text, as_quantity(lexeme)
        behind = text.startswith(_NEARLY_BEHIND, quantity.end) or text.startswith(("余", "多"), quantity.number_end)
        return behind or text.endswith(_NEARLY, 0, quantity.start)

    def changes_to(self, lexeme: Lexeme) -> bool:
        """Whether an amount is followed by its change, so that it is of before: 10万元增加2万元, 10万元增长5%."""
        quantity, found = as_quantity(lexeme), self.match(lexeme.end)
        if found is None or found[1] != "verb" or quantity.measure is None or quantity.measure.dimension != "money":
            return False
        behind = match_quantity(self.stream.text, lexeme.end + len(found[0]), self.stream.gaps, self.stream.breaks)
        return behind is not None


def digit_runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The runs of digits in ``text[start:end]``."""
    runs: list[tuple[int, int]] = []
    for index in range(start, end):
        if text[index].isdigit():
            if runs and runs[-1][1] == index:
                runs[-1] = (runs[-1][0], index + 1)
            else:
                runs.append((index, index + 1))
    return runs
