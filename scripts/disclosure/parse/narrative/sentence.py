"""What the words of a section say of the figures behind them: subject, phase, comparison, direction, share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from disclosure.parse.narrative.claims import Claims, Setting, State
from disclosure.parse.narrative.coded import find_coded
from disclosure.parse.narrative.facts import FactMaker
from disclosure.parse.narrative.functions import find_paths
from disclosure.parse.narrative.gap import Gap
from disclosure.parse.narrative.lexicon import Lexeme, section_lexicon
from disclosure.parse.narrative.outlook import Outlook, digit_runs
from disclosure.parse.outline import Section
from disclosure.parse.phases import names_budget
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label, SectionWords

#: The last of several things told with 、 between them; 一、 and 1、 are numbers.
_LISTED = re.compile(r"[^一二三四五六七八九十\d]、$")
#: What a word behind a label makes of it: an amount of this side.
_SIDES = {"收入": "revenue", "支出": "expenditure", "预算支出": "expenditure"}
_BOTH_SIDES = {"revenue", "expenditure"}


class SentenceReader:
    """The state of the grammar of a figure, word by word; ``_on_<kind>`` takes one lexeme of that kind."""

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
        self.lexicon = section_lexicon(words, setting)
        functional = setting.reference.functional
        coded = find_coded(stream.text, section.start, section.end, setting.reference)
        self.paths = {**coded, **find_paths(stream.text, section.start, section.end, functional)}
        openings = ("其中", "：", *sorted(setting.openings, key=len, reverse=True))
        self.maker = FactMaker(stream, section, words, setting.reference.economic)
        self.outlook = Outlook(stream, section.end, self.lexicon, self.paths, ignored, openings)

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

    def _link(self, lexeme: Lexeme, keep_start: bool = False) -> None:
        if not keep_start:
            self.state.start = lexeme.start
        self.state.linked = True
