"""The one grammar of a figure: label, amount, unit [share] [change, rate] [against what] [reason]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from disclosure.model import Text
from disclosure.parse.narrative.bases import find_share_basis
from disclosure.parse.narrative.claims import Claims, Setting, State
from disclosure.parse.narrative.coded import GOVERNMENT
from disclosure.parse.narrative.enumeration import list_types
from disclosure.parse.narrative.lexicon import Lexeme, as_quantity, region_end, split_lexemes
from disclosure.parse.narrative.outlook import digit_runs
from disclosure.parse.narrative.sentence import SentenceReader
from disclosure.parse.narrative.shapes import Shape, Surroundings, shape_figure
from disclosure.parse.numbers import Quantity
from disclosure.parse.outline import Section
from disclosure.parse.phases import tells_budget
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label, Region

_OF_CHANGE = frozenset({"change", "change_rate", "variance_rate"})


def read_section(stream: Stream, section: Section, setting: Setting, ignored: Mapping[int, tuple[int, str]]) -> Claims:
    """The figures and explanations of one narrative section.

    A number is claimed only where words of the grammar lead to it without a gap; any other is left.
    """
    if section.words is None or not section.words.statement:
        return Claims()
    return _Reader(stream, section, section.words, setting, ignored).read()


class _Reader(SentenceReader):
    """What comes of the words: figures, explanations, lists of types."""

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

    # --- figures ---

    def _on_quantity(self, lexeme: Lexeme) -> None:
        quantity, state = as_quantity(lexeme), self.state
        if not state.linked or state.broken or state.subject is None:
            state.broken = True
            if tells_budget(self.stream.text, max(state.subject_at, 0), quantity.start):
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
        subject, budget = self.state.subject, self.claims.budget
        return Surroundings(
            phase=self.setting.phase,
            variance_basis=budget or "approved",
            share_basis=find_share_basis(self.state.share or "", self.lexicon, budget or self.setting.budget),
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
        if self.planned and label.item in self.claims.items:
            # Told a second time behind a purchase: of what there is, or of what is to be bought.
            return None, statement
        return label.item, statement

    def _add_fact(self, subject: Label, lexeme: Lexeme, statement: str, item: str, shape: Shape) -> None:
        start = self.state.start if 0 <= self.state.start <= lexeme.start else lexeme.start
        self.claims.add(self.maker.make(subject, lexeme, start, (statement, item), shape, self.fund))

    # --- explanations ---

    def _on_absence(self, lexeme: Lexeme) -> None:
        state = self.state
        if state.subject is None or not state.linked:
            return
        end = self.stream.text.find("。", lexeme.end)
        stop = min(end if end >= 0 else self.section.end, self.section.end)
        self._add_text(Region((), "note", "sentence"), state.subject_at, stop)
        state.linked = False

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
