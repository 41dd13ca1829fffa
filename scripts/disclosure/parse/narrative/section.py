"""The one grammar of a figure: label, amount, unit [share] [change, rate] [against what] [reason]."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from disclosure.model import Text
from disclosure.parse.narrative.bases import find_share_basis, find_variance_basis
from disclosure.parse.narrative.claims import Claims, Setting, State
from disclosure.parse.narrative.coded import GOVERNMENT, find_coded
from disclosure.parse.narrative.enumeration import list_types
from disclosure.parse.narrative.facts import FactMaker
from disclosure.parse.narrative.functions import find_paths
from disclosure.parse.narrative.gap import Gap
from disclosure.parse.narrative.lexicon import Lexeme, Lexicon, as_quantity, region_end, section_labels, split_lexemes
from disclosure.parse.narrative.outlook import Outlook, digit_runs
from disclosure.parse.narrative.shapes import Shape, Surroundings, shape_figure
from disclosure.parse.numbers import Quantity
from disclosure.parse.outline import Section
from disclosure.parse.phases import names_budget
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label, Region, SectionWords

#: The last of several things told with 、 between them; 一、 and 1、 are numbers.
_LISTED = re.compile(r"[^一二三四五六七八九十\d]、$")
#: What a word behind a label makes of it: an amount of this side.
_SIDES = {"收入": "revenue", "支出": "expenditure", "预算支出": "expenditure"}
_BOTH_SIDES = {"revenue", "expenditure"}
_OF_CHANGE = frozenset({"change", "change_rate", "variance_rate"})


def read_section(stream: Stream, section: Section, setting: Setting, ignored: Mapping[int, tuple[int, str]]) -> Claims:
    """The figures and explanations of one narrative section.

    A number is claimed only where words of the grammar lead to it without a gap; any other is left.
    """
    if section.words is None or not section.words.statement:
        return Claims()
    return _Reader(stream, section, section.words, setting, ignored).read()


class _Reader:
    def __init__(
        self,
        stream: Stream,
        section: Section,
        words: SectionWords,
        setting: Setting,
        ignored: Mapping[int, tuple[int, str]],
    ) -> None:
        self.stream = stream
        self.section = section
        self.words = words
        self.setting = setting
        self.ignored = ignored
        self.claims = Claims()
        self.state = State()
        self.used: set[tuple[object, ...]] = set()
        self.gap = Gap(stream, section.start, setting.openings)
        self.planned = False
        self.fund = ""
        self.enclosing: Label | None = None
        self.opened = -1
        #: The phase of the whole whose parts a sentence tells behind 其中.
        self.whole = ""
        self.last_phase = ""
        self.side = ""  # the side whose total the sentence told last: a source told of expenditure is no revenue
        self.lexicon = Lexicon(setting.vocabulary, section_labels(words, setting))
        functional = setting.reference.functional
        coded = find_coded(stream.text, section.start, section.end, setting.reference)
        self.paths = {**coded, **find_paths(stream.text, section.start, section.end, functional)}
        openings = ("其中", "：", *sorted(setting.openings, key=len, reverse=True))
        self.maker = FactMaker(stream, section, words, setting.reference.economic)
        self.outlook = Outlook(stream, section.end, self.lexicon, self.paths, ignored, openings)

    def read(self) -> Claims:
        at, end = self.section.body, self.section.end
        while at < end:
            for lexeme in split_lexemes(self.stream, at, end, self.lexicon, self.paths, self.ignored):
                at = lexeme.end
                if lexeme.kind == "region":
                    at = self._read_region(lexeme)
                    break
                if lexeme.kind == "enumeration" and self._enumerates():
                    at = self._read_enumeration(lexeme)
                    break
                self._handle(lexeme)
                aside = self.outlook.aside_end(lexeme, self.state)
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
        handler = getattr(self, f"_on_{lexeme.kind}", None)
        if handler is not None:
            handler(lexeme)
        self.gap.add(lexeme.kind, word, lexeme.start)

    def _is_part(self, lexeme: Lexeme) -> bool:
        """Whether a label is a part of a longer word; one printed twice (下属下属) is not."""
        joined = self.gap.joins(lexeme.start) and lexeme.value is not self.state.subject
        return not lexeme.value.path and (joined or not self.gap.opens(lexeme.start))

    def _note_absence(self) -> None:
        """A section without figures says why: its first sentence is a note if it tells of an absence."""
        start = self.section.body
        end = self.stream.text.find("。", start, self.section.end)
        stop = end if end >= 0 else self.section.end
        if any(word in self.stream.text[start:stop] for word in self.setting.vocabulary.absences):
            self.state = State()
            self._add_text(Region((), "note", "sentence"), start, stop)

    def _pass_over(self, start: int, end: int) -> None:
        """Of receptions the data holds all, not those of foreign guests: 12批次（其中外事接待1批次）."""
        if "外事接待" in self.stream.text[start:end]:
            self.claims.ignored.extend((*run, "not_held") for run in digit_runs(self.stream.text, start, end))

    # --- what each kind of lexeme does ---

    def _on_label(self, lexeme: Lexeme) -> None:
        state = self.state
        label = lexeme.value
        for start, end in digit_runs(self.stream.text, lexeme.start, lexeme.end):
            self.claims.ignored.append((start, end, "code" if label.path else "label"))
        self.used = set()
        if label.fund and not (label.item or label.path or label.units or label.economic_code):
            self.fund, self.state = label.fund, State()
            return
        listed = bool(_LISTED.search(self.stream.text, max(0, lexeme.start - 2), lexeme.start))
        self.state = State(
            label, lexeme.start, planned=state.planned, linked=True, start=lexeme.start, listed=listed,
            labels=state.labels + 1, told=state.told,
            elsewhere=self.outlook.tells_another_year(lexeme.start, self.setting.year, state.elsewhere),
        )  # fmt: skip
        self.state.phase = self.whole
        if self._names_budget(lexeme):
            self.state.phase = self.setting.budget or "budget"

    def _names_budget(self, lexeme: Lexeme) -> bool:
        """Whether words of final accounts speak of what was planned."""
        return self.setting.phase == "executed" and names_budget(self.stream.text[lexeme.start : lexeme.end])

    def _on_phase(self, lexeme: Lexeme) -> None:
        self.state.phase = self._phase(lexeme.value)
        self.state.sign, self.state.share, self.state.variance = 0, None, False
        self._link(lexeme, keep_start=self.state.linked and self.state.start == self.state.subject_at)

    def _phase(self, words: str) -> str:
        """What a phase's words stand for; ``budget`` where they say no more and the document does not either."""
        if words != "budget":
            return words
        return (self.setting.budget or words) if self.setting.phase == "executed" else ""

    def _on_comparison(self, lexeme: Lexeme) -> None:
        basis = lexeme.value if lexeme.value != "budget" else self.setting.budget
        if self.state.listed or not basis:
            # 其中：甲10万元、乙20万元，比上年增加5万元: of the whole or of the last, the words do not tell.
            self._on_gap(lexeme)
            return
        self.state.basis = basis
        self.state.sign, self.state.share, self.state.variance, self.state.phase = 0, None, False, ""
        self._link(lexeme)
        self.state.compared = True

    def _on_verb(self, lexeme: Lexeme) -> None:
        sign = 1 if lexeme.value == "rise" else -1
        if self.state.sign == -sign:
            # 下降（增长）27.78%: a form's words, of which none was struck out.
            self._on_gap(lexeme)
            return
        self.state.sign = sign
        self.state.share, self.state.variance, self.state.phase = None, False, ""
        self._link(lexeme, keep_start=self.state.linked and self.state.compared)

    def _on_variance(self, lexeme: Lexeme) -> None:
        self.state.variance, self.state.sign, self.state.share = True, 0, None
        self._link(lexeme)

    def _on_share(self, lexeme: Lexeme) -> None:
        self.state.share, self.state.sign, self.state.variance = lexeme.value, 0, False
        self._link(lexeme)

    def _on_planned(self, lexeme: Lexeme) -> None:
        self.state.planned = self.planned = True

    def _on_filler(self, lexeme: Lexeme) -> None:
        state, word = self.state, self.stream.text[lexeme.start : lexeme.end]
        if word == "（":
            self.enclosing, self.opened = None if state.broken else state.subject, lexeme.start
        elif word == "）":
            if self.enclosing is not None and self.enclosing is not state.subject:
                # 甲10万元（其中：乙4万元）比上年增加1万元: behind the bracket the sentence speaks of 甲 again.
                self.state = State(self.enclosing, state.subject_at)
            elif self.enclosing is None and 0 <= self.opened < state.subject_at:
                # 未知（含公务接待费）10万元: behind the bracket it speaks of something we do not know.
                self._on_gap(lexeme)
            self.enclosing, self.opened = None, -1
        elif word == "其中" and self.last_phase:
            self.whole = self.last_phase
        elif state.linked and not word.startswith("涉及") and self._names_budget(lexeme):
            state.phase = self.setting.budget or "budget"
        elif state.subject is not None and {state.subject.direction, _SIDES.get(word)} == _BOTH_SIDES:
            # 一般公共预算拨款, a source, is not 一般公共预算拨款支出.
            self._on_gap(lexeme)

    def _on_gap(self, lexeme: Lexeme) -> None:
        self.state.linked, self.state.broken = False, True
        self.state.sign, self.state.share, self.state.variance = 0, None, False

    def _on_stop(self, lexeme: Lexeme) -> None:
        state = self.state
        ends = lexeme.value == "。"
        if ends:
            self.whole = self.last_phase = self.side = ""
        alone = self.state.named_alone or (
            state.labels == 1 and not state.broken and bool(state.subject and state.subject.path)
        )
        named = ends and alone and self.outlook.tells_phase(lexeme.end)
        self.state = State(
            state.subject, state.subject_at, planned=state.planned and not ends, basis="", linked=False,
            named=ends and self.state.named_alone, labels=0 if ends and not named else state.labels,
            last_measure=state.last_measure, listed=state.listed or state.told > 1, told=0 if ends else state.told,
            elsewhere=state.elsewhere and not ends,
        )  # fmt: skip
        if ends and not named and not self.outlook.goes_on(lexeme.end):
            self.state.subject = None

    def _on_absence(self, lexeme: Lexeme) -> None:
        state = self.state
        if state.subject is None or not state.linked:
            return
        end = self.stream.text.find("。", lexeme.end)
        stop = min(end if end >= 0 else self.section.end, self.section.end)
        self._add_text(Region((), "note", "sentence"), state.subject_at, stop)
        state.linked = False

    def _link(self, lexeme: Lexeme, keep_start: bool = False) -> None:
        if not keep_start:
            self.state.start = lexeme.start
        self.state.linked = True

    # --- figures ---

    def _on_quantity(self, lexeme: Lexeme) -> None:
        quantity, state = as_quantity(lexeme), self.state
        if not state.linked or state.broken or state.subject is None:
            state.broken = True
            if "预算" in self.stream.text[max(state.subject_at, 0) : quantity.start].rpartition("，")[2]:
                self.last_phase = "budget"  # of some budget, in words we do not know; and so are its parts
            return
        if state.elsewhere and quantity.measure is not None and quantity.measure.dimension == "money":
            state.broken = True  # 2021年度三公经费20万元 in the report of 2022; counts may be of a year's end
            return
        if not (state.sign or state.variance or state.share is not None):
            self.last_phase = state.phase
        if state.phase == "budget":
            # Of which of a year's two budgets, nothing tells; what was carried out may follow all the same.
            state.phase, state.linked = "", False
            return
        if state.basis == "prior_year" and state.compared and not state.sign and self.outlook.changes_to(lexeme):
            # 比上年10万元增加2万元: the first is the amount of the year before.
            self.claims.ignored.append((quantity.start, quantity.number_end, "prior_year"))
            return
        shape = shape_figure(state, quantity, self._surroundings(lexeme))
        if shape is None:
            state.linked, state.broken = False, True
            return
        item, statement = self._item(state.subject, quantity, shape.measure)
        # Of what is to be bought the data holds the sum, not the kinds.
        kind_to_buy = state.planned and not state.subject.planned and state.subject.item.startswith("vehicles_")
        if kind_to_buy or item == "not_held" or state.subject.economic_code.startswith(GOVERNMENT):
            self.claims.ignored.append((quantity.start, quantity.number_end, "not_held"))
            return
        printed = quantity.measure.printed if quantity.measure else ""
        key = (statement, item, shape.measure, shape.phase, shape.basis, printed, bool(state.phase))
        whole = item in ("total", "current_year")
        source = self.side == "expenditure" and state.subject.direction == "revenue" and not whole
        self.side = (whole and state.subject.direction) or self.side
        if item is None or source or key in self.used:
            state.linked, state.broken = False, True
            return
        state.told += not self.used
        self.used.add(key)
        state.named = False
        self._add_fact(state.subject, lexeme, statement, item, shape)
        state.last_measure = shape.measure
        state.sign, state.share, state.variance, state.phase = 0, None, False, ""
        state.start, state.compared = lexeme.start, False

    def _surroundings(self, lexeme: Lexeme) -> Surroundings:
        subject = self.state.subject
        return Surroundings(
            phase=self.setting.phase,
            variance_basis=find_variance_basis(self.claims.facts),
            share_basis=find_share_basis(self.state.share or "", self.lexicon, self.claims.facts, self.setting.budget),
            verb_behind=self.outlook.verb_behind(lexeme),
            counts_people=subject is not None and self._statement(subject) == "staff",
        )

    def _statement(self, label: Label) -> str:
        return label.statement or self.words.statement

    def _item(self, label: Label, quantity: Quantity, measure: str) -> tuple[str | None, str]:
        statement = self._statement(label)
        if label.units:
            if measure in {"change", "change_rate", "share", "variance_rate"}:
                return None, statement
            return label.units.get(quantity.measure.printed if quantity.measure else ""), statement
        if self.state.planned:
            # What is to be bought is not what there is.
            return label.planned or None, statement
        if self.planned and any(fact.item == label.item for fact in self.claims.facts):
            # Told a second time behind a purchase: of what there is, or of what is to be bought.
            return None, statement
        return label.item, statement

    def _add_fact(self, subject: Label, lexeme: Lexeme, statement: str, item: str, shape: Shape) -> None:
        start = self.state.start if 0 <= self.state.start <= lexeme.start else lexeme.start
        self.claims.facts.append(self.maker.make(subject, lexeme, start, (statement, item), shape, self.fund))

    # --- explanations ---

    def _read_region(self, lexeme: Lexeme) -> int:
        region: Region = lexeme.value
        start = self.outlook.skip_introduction(lexeme.end)
        end = region_end(self.stream, start, self.section.end, region, self.outlook.begins_figure)
        if region.until == "section":
            end = self.outlook.next_region(start, end)
            self._add_text(region, start, end)
            self.claims.ignored.append((start, end, "explanation"))
            self._on_gap(lexeme)
            return start
        self._add_text(region, start, end)
        self.claims.ignored.append((start, end, "explanation"))
        self.state.named = region.role == "allocation" and self.state.named_alone
        self.state.linked, self.state.broken = False, False
        return end

    def _add_text(self, region: Region, start: int, end: int) -> None:
        content = self.stream.quote(start, end).strip("，。；：")
        if not content:
            return
        role = region.role
        if role == "gist":
            # 主要是: behind a change why it is so, behind an amount what it is for.
            role = "reason" if self.state.last_measure in _OF_CHANGE else "allocation"
        if role == "reason":
            role = "variance_reason" if self.state.last_measure == "variance_rate" else "change_reason"
        subject = self.state.subject or Label(())
        self.claims.texts.append(
            Text(
                self._statement(subject), role, content, self.stream.place(start, end), item=subject.item,
                functional_code=subject.functional_code, project=subject.project, start=self.stream.span(start, end)[0],
            )
        )  # fmt: skip

    # --- lists of economic types with amounts: 包括：基本工资264.91万元、津贴补贴277.39万元 ---

    def _enumerates(self) -> bool:
        subject = self.state.subject
        return self.words.statement == "basic" and subject is not None and subject.expenditure_type.startswith("basic_")

    def _read_enumeration(self, lexeme: Lexeme) -> int:
        subject = self.state.subject
        assert subject is not None
        start = self.outlook.skip_introduction(lexeme.end)
        end = region_end(
            self.stream, start, self.section.end, Region((), "allocation", "sentence"), self._begins_other_kind
        )
        self._add_text(Region((), "allocation", "sentence"), start, end)
        for at, lexeme, certain in list_types(self.stream, start, end):
            self._add_type(subject, at, lexeme, certain)
        self.state.linked = False
        return end

    def _begins_other_kind(self, at: int) -> bool:
        """Whether the other kind of the basic expenditure begins (…；公用经费2.00万元), and not another type."""
        found = self.outlook.match(at)
        return found is not None and found[1] == "label" and self.outlook.begins_figure(at)

    def _add_type(self, subject: Label, start: int, lexeme: Lexeme, certain: bool) -> None:
        name = self.stream.quote(start, lexeme.start)
        code = self.setting.reference.economic.find(name)
        if code is None and not certain:
            return
        self.state.start = start
        shape = Shape("amount", self.setting.phase, "", as_quantity(lexeme).value)
        self._add_fact(replace(subject, item=""), lexeme, "basic", "", shape)
        self.claims.facts[-1] = replace(
            self.claims.facts[-1], economic_code=code.code if code else "", economic_name=name
        )
