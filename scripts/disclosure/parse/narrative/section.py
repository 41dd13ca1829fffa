"""Reads one section of running text: clauses to facts, and the explanations and lists between them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from disclosure.model import Detail, Fact, Text
from disclosure.parse.narrative.breakdown import find_breakdown
from disclosure.parse.narrative.claims import Claims, Setting
from disclosure.parse.narrative.clause import Apart, Clause, Meaning, Numbered, Reason
from disclosure.parse.narrative.details import make_detail, name_subject
from disclosure.parse.narrative.enumeration import list_types
from disclosure.parse.narrative.interpret import dimension_of, interpret, is_whole, make_fact
from disclosure.parse.narrative.lexicon import Lexeme, region_end, split_lexemes
from disclosure.parse.narrative.outlook import digit_runs
from disclosure.parse.narrative.sentence import BY, SentenceReader
from disclosure.parse.numbers import match_quantity
from disclosure.parse.outline import Section
from disclosure.parse.stream import Stream
from disclosure.parse.words import NOT_HELD, Label, Region
from disclosure.quick import replace

#: Verbs of change that a label can be the object of.
_CHANGES = ("增加了", "减少了", "压减了", "压缩了", "新增了", "增加", "减少", "压减", "压缩", "新增")
#: Words before the money of projects that were counted, and what of them may be counted by itself.
_CONCERNED = frozenset({"涉及资金", "共涉及资金", "涉及预算资金", "涉及财政性资金", "涉及财政性资金合计"})
_EVALUATED = frozenset({"self_evaluation", "monitoring", "targets"})
#: The part of receptions that a bracket behind their number names.
_FOREIGN = "外事接待"
#: How reasons name the vehicles that a unit has, up to their number.
_VEHICLES = re.compile(r"(?:[共现实]有公务用车|有公务用车|公务用车保有量)(?=\d{1,5}辆)")
#: The sign of a change of several labels: 分别增长.
_SIGNS = {"rise": 1, "fall": -1}
_AMOUNT = re.compile(r"\d万?元")
_OF_CHANGE = frozenset({"change", "change_rate", "variance_rate"})


def read_section(stream: Stream, section: Section, setting: Setting, ignored: Mapping[int, tuple[int, str]]) -> Claims:
    """The figures and explanations of one narrative section.

    A number is claimed only where words of the grammar lead to it without a gap; any other is refused for a reason.
    """
    if section.words is None or not section.words.statement:
        return Claims()
    return _Reader(stream, section, section.words, setting, ignored).read()


class _Reader(SentenceReader):
    """What comes of the words: figures, explanations, lists of types."""

    #: What was done for the projects whose money is named next: their self-evaluation, monitoring, targets.
    _concerned = ""

    def read(self) -> Claims:
        at, end = self.section.body, self.section.end
        while at < end:
            for lexeme in split_lexemes(self.stream, at, end, self.lexicon, self.paths, self.ignored):
                at = lexeme.end
                if lexeme.kind == "gap" and lexeme.value != BY:
                    # three of four lexemes are a character of no word: nothing below asks for it
                    self.clause = self.clause.breaks(Reason.UNKNOWN_WORDS)
                    self.gap.add("gap", lexeme.value, lexeme.start)
                    continue
                if lexeme.kind == "region":
                    at = self._read_region(lexeme)
                    break
                if lexeme.kind == "enumeration" and self._enumerates():
                    at = self._read_enumeration(lexeme)
                    break
                if lexeme.kind == "respective" and (behind := self._read_respective(lexeme)):
                    at = behind
                    break
                self._handle(lexeme)
                aside = self.outlook.aside_end(lexeme, self.clause)
                if aside is not None:
                    self._pass_over(lexeme.end, aside)
                    at = aside
                    break
        if not self.claims.facts:
            self._note_absence()
        return self.claims

    def _handle(self, lexeme: Lexeme) -> None:
        word = self.stream.text[lexeme.start : lexeme.end]
        if self.gap.holds(lexeme.kind, word) or (lexeme.kind == "label" and self._is_part(lexeme)):
            lexeme = Lexeme("gap", lexeme.start, lexeme.end)
        lexeme = self._name_money(lexeme, word)
        if lexeme.kind == "quantity":
            self._read_number(lexeme)
        elif lexeme.kind == "absence":
            self._read_absence(lexeme)
        elif lexeme.kind == "level":
            self._read_words(lexeme)
        elif lexeme.kind == "zero":
            self._read_zero(lexeme)
        else:
            self.take(lexeme)
        self.gap.add(lexeme.kind, word, lexeme.start)

    def _name_money(self, lexeme: Lexeme, word: str) -> Lexeme:
        """涉及资金 as the money of the projects that were counted before, where their number ended the clause."""
        if self.context.topic.statement != "performance":
            return lexeme
        if lexeme.kind == "label":
            item = lexeme.value.units.get("个", "")
            self._concerned = item if item in _EVALUATED else self._concerned
        elif lexeme.kind == "stop" and word == "。":
            self._concerned = ""
        elif lexeme.kind == "filler" and word in _CONCERNED:
            subject = self.clause.subject if self.clause.linked else None
            if subject is None or (subject.units and "万元" not in subject.units):
                if not self._concerned and not self._named_targets(lexeme.start):
                    return Lexeme("gap", lexeme.start, lexeme.end)  # what the money is of was lost
                return Lexeme("label", lexeme.start, lexeme.end, Label((word,), self._concerned or "total"))
        return lexeme

    def _named_targets(self, at: int) -> bool:
        """Whether the sentence names, before ``at``, what money is concerned: 纳入绩效目标管理."""
        text = self.stream.text
        start = max(text.rfind(mark, self.section.body, at) for mark in "。；") + 1
        return "绩效" in text[max(start, self.section.body) : at]

    def _is_part(self, lexeme: Lexeme) -> bool:
        """Whether a label is a part of a longer word; one printed twice (下属下属) is not."""
        joined = self.gap.joins(lexeme.start) and lexeme.value is not self.clause.subject
        return not (lexeme.value.path and not lexeme.value.words) and (
            joined or not self.gap.opens(lexeme.start) or self._is_of_fund(lexeme) or self._is_changed(lexeme)
        )

    def _is_changed(self, lexeme: Lexeme) -> bool:
        """Whether a verb of change comes right before a label: the figure in 增加了|培训费0.20万元 is a change."""
        return self.stream.text.endswith(_CHANGES, self.section.start, lexeme.start)

    def _is_of_fund(self, lexeme: Lexeme) -> bool:
        """Whether 财政拨款 before a label makes it the part of one fund: 财政拨款|支出预算 is not all expenditure."""
        label, topic = lexeme.value, self.context.topic
        side = label.direction or (topic.direction if is_whole(label.item) else "")
        whole = side and not (label.fund or topic.fund or label.statement)
        return bool(whole) and self.stream.text.endswith("财政拨款", self.section.start, lexeme.start)

    def _read_number(self, lexeme: Lexeme) -> None:
        counted = self.outlook.find_counted(lexeme)
        named = self.clause.linked and self.clause.subject is not None and self.clause.subject.units
        if counted is not None and not named and (counted[0] == "offices") == (self.context.topic.statement == "staff"):
            self._concerned = counted[0] if counted[0] in _EVALUATED else ""
            # projects are counted for their targets, wherever that is said
            statement = "" if counted[0] == "offices" else "performance"
            self.clause = Clause(Label((), item=counted[0], statement=statement), counted[1], counted[1], linked=True)
        numbered = self.number(lexeme)
        outcome = interpret(numbered, self.context)
        quantity = numbered.quantity
        if isinstance(outcome, Fact):
            self.claims.facts.append(outcome)
        elif isinstance(outcome, Apart):
            self.claims.details.append(self._make_detail(numbered, outcome))
        else:
            self.claims.refused.append((quantity.start, quantity.number_end, outcome))
        self.follow(numbered, outcome)

    def _make_detail(self, numbered: Numbered, apart: Apart) -> Detail:
        words = name_subject(self.stream, numbered.clause.subject or Label(()), numbered.clause.subject_at)
        return make_detail(numbered, apart, self.context, words, self.setting.year)

    def _read_respective(self, lexeme: Lexeme) -> int:
        """Where the numbers of several labels end (甲、乙分别为1万元、2万元), which are read; 0 if they do not fit."""
        sign, share = _SIGNS.get(lexeme.value, 0), lexeme.value == "share"
        kinds = ("rate", "money") if sign else ("rate",) if share else ("money",)
        found = (self.named.match(lexeme.end, self.section.end, kind) for kind in kinds)
        pairs = next((each for each in found if each), [])
        basis = (self.clause.basis or self._basis) if sign else ""
        if not pairs or self.clause.obstacle or (sign and not basis) or (self.clause.compared and not sign):
            return 0
        whole = replace(self.clause, sign=sign, basis=basis, phase="") if sign else self.clause
        for label, start, number in pairs:
            clause = replace(whole, subject=label, subject_at=start, start=start, linked=True, listed=False)
            self.clause = replace(clause, share="", share_of="total") if share else clause
            self._read_number(number)
        self.clause = replace(self.clause, listed=True)
        return pairs[-1][2].end

    def _read_words(self, lexeme: Lexeme) -> None:
        """A change that is stated in words: of these only the certain ones are facts, and none is refused."""
        numbered = self.number_in_words(lexeme)
        outcome = None if numbered is None else interpret(numbered, self.context)
        if numbered is None or not isinstance(outcome, Fact):
            self.clause = self.clause.breaks(Reason.UNKNOWN_WORDS)
            return
        self.claims.facts.append(outcome)
        self.follow(numbered, outcome)

    def _read_zero(self, lexeme: Lexeme) -> None:
        """A 0 that is stated in words: of an item, or of the subject of the clause, which stays a note as well."""
        numbered = self.zero_in_words(lexeme)
        outcome = None if numbered is None else interpret(numbered, self.context)
        if lexeme.value == "subject":
            self._read_absence(lexeme)
        if isinstance(outcome, Fact):
            self.claims.facts.append(outcome)

    def _pass_over(self, start: int, end: int) -> None:
        """Of receptions facts have all, not those of foreign guests: 12批次（其中外事接待1批次）."""
        at = self.stream.text.find(_FOREIGN, start, end)
        label = Label((_FOREIGN,), NOT_HELD, "three_public")
        for first, _ in digit_runs(self.stream.text, at, end) if at >= 0 else ():
            quantity = match_quantity(self.stream.text, first)
            if quantity is not None and dimension_of(quantity) == "count":
                clause = Clause(label, at, at, linked=True)
                numbered = replace(self.number(Lexeme("quantity", first, quantity.end, quantity)), clause=clause)
                meaning = Meaning("three_public", "", "count", self.context.phase, "", quantity.value)
                self.claims.details.append(self._make_detail(numbered, Apart("part", meaning)))

    # --- explanations ---

    def _note_absence(self) -> None:
        """A section without figures says why: its first sentence is a note if it tells of an absence."""
        start = self.section.body
        end = self.stream.text.find("。", start, self.section.end)
        stop = end if end >= 0 else self.section.end
        if any(word in self.stream.text[start:stop] for word in self.setting.vocabulary.absences):
            self.clause = Clause()
            self._add_text(Region((), "note", "sentence"), start, stop)

    def _read_absence(self, lexeme: Lexeme) -> None:
        clause = self.clause
        if clause.subject is None or not clause.linked:
            return
        end = self.stream.text.find("。", lexeme.end)
        stop = min(end if end >= 0 else self.section.end, self.section.end)
        self._add_text(Region((), "note", "sentence"), clause.subject_at, stop)
        self.clause = replace(clause, linked=False)

    def _read_region(self, lexeme: Lexeme) -> int:
        region: Region = lexeme.value
        start = self.outlook.skip_introduction(lexeme.end)
        end = region_end(
            self.stream, start, self.section.end, region, self.outlook.begins_statement, self.outlook.begins_count
        )
        if region.until == "section":
            end = self.outlook.next_region(start, end)
            self._add_text(region, start, end)
            self.claims.ignored.append((start, end, "explanation"))
            self.clause = self.clause.breaks(Reason.UNKNOWN_WORDS)
            return start
        self._add_text(region, start, end)
        self.claims.ignored.append((start, end, "explanation"))
        if re.search(rf"{self.setting.year}年[^。]*\d万?元", self.stream.text[start:end]):
            # the end of the sentence was lost: another figure of the year is in its words, and what follows is of it
            self.clause = Clause()
            return end
        if region.role == "allocation" and _AMOUNT.search(self.stream.text, start, end):
            # 收入10万元，主要用于某工作，支出8万元，|比上年增加1万元: the comparison may be of the amount within
            self.clause = Clause()
            return end
        self._read_breakdown(start, end)
        self._read_vehicles(start, end)
        named = region.role == "allocation" and self.clause.named_alone
        self.clause = replace(self.clause, named=named, linked=False, obstacle=None)
        return end

    def _read_breakdown(self, start: int, end: int) -> None:
        """The parts of the change before, where its reason is nothing else."""
        last = self.claims.facts[-1] if self.claims.facts else None
        whole = self.clause
        if last is None or last.measure not in _OF_CHANGE or whole.change is None:
            return
        for part in find_breakdown(self.outlook, start, end, whole.change):
            self.clause = Clause(part.label, part.start, part.start, basis=last.basis, sign=part.sign, linked=True)
            self._read_number(Lexeme("quantity", part.quantity.start, part.quantity.end, part.quantity))
        self.clause = whole

    def _read_vehicles(self, start: int, end: int) -> None:
        """The number of vehicles that a reason gives for their cost: 主要是本单位有公务用车5辆."""
        whole = self.clause
        for found in _VEHICLES.finditer(self.stream.text, start, end):
            quantity = match_quantity(self.stream.text, found.end(), self.stream.gaps, self.stream.breaks)
            named = self.outlook.match(found.start())
            if quantity is None or named is None or named[1] != "label" or quantity.end > end:
                continue
            self.clause = Clause(named[2], found.start(), found.start(), linked=True)
            self._read_number(Lexeme("quantity", quantity.start, quantity.end, quantity))
        self.clause = whole

    def _add_text(self, region: Region, start: int, end: int) -> None:
        content = self.stream.quote(start, end).strip("，。；：")
        if not content:
            return
        role = region.role
        if role == "gist":
            # 主要是: behind a change why it is so, behind an amount what it is for.
            role = "reason" if self.clause.last_measure in _OF_CHANGE else "allocation"
        if role == "reason":
            role = "variance_reason" if self.clause.last_measure == "variance_rate" else "change_reason"
        subject = self.clause.subject or Label(())
        if subject.item == NOT_HELD:  # what it explains is not published, and no item of the lists has its name
            return
        self.claims.texts.append(
            Text(
                subject.statement or self.context.topic.statement, role, content, self.stream.place(start, end),
                item=subject.item, functional_code=subject.functional_code, project=subject.project,
                start=self.stream.span(start, end)[0],
            )
        )  # fmt: skip

    # --- lists of economic types with amounts: 包括：基本工资264.91万元、津贴补贴277.39万元 ---

    def _enumerates(self) -> bool:
        subject, topic = self.clause.subject, self.context.topic
        return topic.statement == "basic" and subject is not None and subject.expenditure_type.startswith("basic_")

    def _read_enumeration(self, lexeme: Lexeme) -> int:
        subject = self.clause.subject
        assert subject is not None
        start = self.outlook.skip_introduction(lexeme.end)
        end = region_end(
            self.stream, start, self.section.end, Region((), "allocation", "sentence"), self._begins_other_kind
        )
        kinds = (at for at in range(start, end) if self.stream.text[at] == "，" and self._begins_type(at + 1))
        end = next(kinds, end)
        self._add_text(Region((), "allocation", "sentence"), start, end)
        for at, lexeme, certain in list_types(self.stream, start, end):
            self._add_type(subject, at, lexeme, certain)
        self.clause = replace(self.clause, linked=False)
        return end

    def _begins_other_kind(self, at: int) -> bool:
        """Whether the other kind of the basic expenditure begins (…；公用经费2.00万元), and not another type."""
        found = self.outlook.match(at)
        return found is not None and found[1] == "label" and self.outlook.begins_figure(at)

    def _begins_type(self, at: int) -> bool:
        """Whether the figure of another type of expenditure begins: 人员经费5万元，包括工资等，公用经费2.00万元."""
        found = self.outlook.match(at)
        named = found is not None and found[1] == "label" and found[2].expenditure_type and not found[2].economic_code
        return bool(named) and self.outlook.begins_figure(at)

    def _add_type(self, subject: Label, start: int, lexeme: Lexeme, certain: bool) -> None:
        name = self.stream.quote(start, lexeme.start)
        code = self.setting.reference.economic.find(name)
        if code is None and not certain:
            return
        self.clause = replace(self.clause, start=start)
        numbered = self.number(lexeme)
        meaning = Meaning("basic", "", "amount", self.setting.phase, "", numbered.quantity.value)
        fact = make_fact(replace(numbered, clause=replace(self.clause, subject=subject)), meaning, self.context)
        fact = replace(fact, economic_code=code.code if code else "", economic_name=name)
        self.claims.facts.append(fact)
        self.context = self.context.after(fact)
