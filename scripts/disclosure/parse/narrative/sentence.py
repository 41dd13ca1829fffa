"""Words to clauses: each word of a section adds to what is said of the next number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from disclosure.model import Fact
from disclosure.parse.narrative.bases import name_share
from disclosure.parse.narrative.claims import Claims, Setting
from disclosure.parse.narrative.clause import OF_CHANGE, OPEN_TYPE, Apart, Clause, Context, Numbered, Reason
from disclosure.parse.narrative.coded import find_coded
from disclosure.parse.narrative.functions import find_dashed, find_paths
from disclosure.parse.narrative.gap import Gap
from disclosure.parse.narrative.interpret import is_whole, key_of
from disclosure.parse.narrative.lexicon import Lexeme, section_lexicon
from disclosure.parse.narrative.narrowing import (
    WHOLES,
    Narrowing,
    answers_budget,
    is_behind_class,
    is_second_of_sum,
    sums_class,
)
from disclosure.parse.narrative.numbered import number_clause, number_level, number_zero
from disclosure.parse.narrative.outlook import Outlook, digit_runs
from disclosure.parse.narrative.phrases import find_phrases
from disclosure.parse.narrative.respective import NamedList
from disclosure.parse.outline import Section
from disclosure.parse.phases import names_budget
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label, SectionWords
from disclosure.quick import replace

#: The last of several things named with 、 between them; 一、 and 1、 are numbers.
_LISTED = re.compile(r"[^一二三四五六七八九十\d]、$")
#: What a word behind a label makes of it: an amount of this side.
_SIDES = {"收入": "revenue", "支出": "expenditure", "预算支出": "expenditure"}
#: The two types of expenditure, of which classes may be parts.
_TYPES = frozenset({"basic", "project"})
_BOTH_SIDES = {"revenue", "expenditure"}
#: Statements whose parts are named alike for all money and for parts of it.
_OF_ALL_MONEY = frozenset({
    "overall", "revenue", "expenditure", "appropriation", "general_public", "basic", "government_fund", "state_capital",
})  # fmt: skip
#: The one character of no word that says something: before the name of a classification (按功能分类).
BY = "按"
#: Words before all parts of a whole in another order: 按支出功能分类.
_CLASSIFIED = re.compile("按[^，。；：]{0,12}(?:分类|划分|科目)")
#: A year alone; a day or a month is when something was counted.
_YEAR = re.compile(r"((?:19|20)\d{2})年度?")


class SentenceReader:
    """The clause so far, and the context of its section and sentence; ``take`` adds one word."""

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
        self.setting = setting
        self.ignored = ignored
        self.claims = Claims()
        self.clause = Clause()
        self.context = Context(words, setting.phase, setting.budget, setting.reference.economic, money=setting.money)
        self.gap = Gap(stream, section.start, setting.openings)
        #: The clause before the open bracket, and where that opened.
        self._enclosing: Clause | None = None
        self._opened = -1
        #: Of the amount given last: the fund of its label, and whether it was not read.
        self._last_fund = ""
        self._last_refused = self._foreign = self._whole_unknown = self._in_list = False
        #: Of the amount given last the type of expenditure; and the types named since the last semicolon.
        self._last_type, self._typed = "", set[str]()
        #: The label named last, over sentences.
        self._last_label: Label | None = None
        self.named = NamedList(stream)
        self.narrowing = Narrowing(stream, section)
        #: What the sentence compares with: 与上年相比，甲持平，乙持平.
        self._basis = ""
        #: The phase of the amount given last, and of the whole whose parts follow 其中.
        self._last_phase = self._whole_phase = ""
        self.lexicon = section_lexicon(words, setting)
        functional = setting.reference.functional
        text, start, end = stream.text, section.body, section.end
        coded = find_coded(text, start, end, setting.reference)
        openings = ("其中", "：", *sorted(setting.openings, key=len, reverse=True))
        terms = setting.vocabulary.grids.terms
        self.paths = {
            **find_phrases(stream, (start, end), words, terms, ignored, openings, self.lexicon),
            **find_dashed(text, start, end, functional, stream.breaks), **coded,
            **find_paths(text, start, end, functional, stream.breaks),
        }  # fmt: skip
        self.outlook = Outlook(
            stream, section.end, self.lexicon, self.paths, ignored, openings, setting.vocabulary.counted,
            tuple(sorted(table.start for table in stream.document.tables())),
        )  # fmt: skip

    def take(self, lexeme: Lexeme) -> None:
        """Add one word that is neither a number nor the beginning of an explanation."""
        match lexeme.kind:
            case "ignored":
                self._take_ignored(lexeme)
            case "label":
                self._take_label(lexeme)
            case "phase":
                self._take_phase(lexeme)
            case "comparison":
                self._take_comparison(lexeme)
            case "verb":
                self._take_verb(lexeme)
            case "variance" | "share" | "completion":
                share_of = name_share(lexeme.value, self.lexicon) if lexeme.kind == "share" else ""
                self.clause = self._link(self.clause.announces(lexeme.kind, lexeme.value, share_of), lexeme)
            case "planned":
                self.clause = replace(self.clause, planned=True)
                self.context = replace(self.context, planned=True)
            case "filler":
                self._take_filler(lexeme)
            case "stop":
                self._take_stop(lexeme)
            case "gap" | "respective":
                if lexeme.value == BY and _CLASSIFIED.match(self.stream.text, lexeme.start):
                    self._in_list = False
                    self._end_parts()
                self.clause = self.clause.breaks(Reason.UNKNOWN_WORDS)

    def _take_ignored(self, lexeme: Lexeme) -> None:
        """The number of an item, which ends what came before (住房保障支出（类） / 1.与上年相比增加), or a year
        between a subject and its number: 三公经费2022年预算13.00万元，2023年预算12.00万元."""
        clause = self.clause
        if lexeme.value == "numbering":
            self._end_parts()
            self._foreign = False  # what an amount before was of says nothing of the next item
            self.clause = Clause(planned=clause.planned, labels=clause.labels, used=clause.used)
        year = _YEAR.fullmatch(self.stream.text, lexeme.start, lexeme.end) if lexeme.value == "date" else None
        if year is not None and clause.subject is not None and not clause.compared:
            behind = self.setting.year - int(year[1])
            self.clause = replace(clause, elsewhere=behind != 0, prior=behind == 1)

    def _take_label(self, lexeme: Lexeme) -> None:
        clause, label, at = self.clause, lexeme.value, lexeme.start
        for start, end in digit_runs(self.stream.text, lexeme.start, lexeme.end):
            self.claims.ignored.append((start, end, "code" if label.path else "label"))
        if answers_budget(self.stream.text, clause, label, at):
            self.clause = replace(self._link(clause, lexeme, keep_start=True), phase=self._name_phase(lexeme))
            return
        if sums_class(self.stream.text, clause, label, at):
            self.clause = self._link(clause, lexeme, keep_start=True)
            return
        if label.fund and not (label.item or label.path or label.units or label.economic_code):
            self.context, self.clause = replace(self.context, fund=label.fund), Clause()
            return
        self.named.add(label, lexeme.start, lexeme.end)
        self._typed |= {label.expenditure_type} & _TYPES
        if label.expenditure_type and self.context.list_type:
            self.context = replace(self.context, list_type=OPEN_TYPE)  # its own parts would follow 其中
        # a subject has one change, also where it is named again: 人员经费5万元，增加1万元。人员经费主要包括…
        changes = frozenset(key for key in clause.used if key[2] in OF_CHANGE)
        used = changes if label is self._last_label else frozenset()
        self._last_label = label
        self.clause = Clause(
            label, lexeme.start, start=lexeme.start, path=self._quote_path(label), planned=clause.planned, linked=True,
            phase=self._name_phase(lexeme),
            listed=bool(_LISTED.search(self.stream.text, max(0, lexeme.start - 2), lexeme.start)),
            labels=clause.labels + 1, filled=clause.filled,
            elsewhere=self.outlook.tells_another_year(lexeme.start, self.setting.year, clause.elsewhere),
            obstacle=self._find_obstacle(label, at), used=used,
        )  # fmt: skip

    def _find_obstacle(self, label: Label, at: int) -> Reason | None:
        """Why the number of a label that begins at ``at`` is not read."""
        if label.units and self.outlook.is_earlier(at):
            return Reason.OTHER_YEAR
        typed = label.expenditure_type or self.context.topic.expenditure_type or self.context.list_type
        if label.economic_code and not typed and self.outlook.names_type(at, _TYPES):
            return Reason.WHICH_WHOLE  # 其中：|商品和服务支出2万元；项目支出4万元: of another type, which was lost
        return Reason.WHICH_WHOLE if self._may_be_less(label, at) else self.outlook.find_verb(at)

    def _quote_path(self, label: Label) -> str:
        """The names of a functional or economic class as the section prints them."""
        names = []
        for name in label.path:
            at = self.stream.text.rfind(name, self.section.start, self.section.end)
            names.append(self.stream.quote(at, at + len(name)) if at >= 0 else name)
        return "/".join(names)

    def _name_phase(self, lexeme: Lexeme) -> str:
        """The phase that a label's words name, or else that of the whole it is a part of."""
        named = not lexeme.value.units and self._names_budget(lexeme)
        return (self.setting.budget or "budget") if named else self._whole_phase

    def _names_budget(self, lexeme: Lexeme) -> bool:
        """Whether words of final accounts speak of what was planned."""
        return self.setting.phase == "executed" and names_budget(self.stream.text[lexeme.start : lexeme.end])

    def _take_phase(self, lexeme: Lexeme) -> None:
        subject = self.clause.subject
        if (
            subject is not None
            and subject.direction == "revenue"
            and "支出" in self.stream.text[lexeme.start : lexeme.end]
        ):
            # 收入决算3万元，支出决算2万元: the second is not of the revenue
            self.clause = self.clause.breaks(Reason.UNKNOWN_WORDS)
            return
        clause = replace(self.clause.without_change(), phase=self._phase(lexeme.value))
        if lexeme.value == "prior":
            clause = replace(clause, phase="", prior=clause.prior or not clause.elsewhere, elsewhere=True)
        self.clause = self._link(clause, lexeme, keep_start=clause.linked and clause.start == clause.subject_at)

    def _phase(self, words: str) -> str:
        """What a phase's words mean; ``budget`` where they say no more and the document does not either."""
        if words != "budget":
            return words
        return (self.setting.budget or words) if self.setting.phase == "executed" else ""

    def _take_comparison(self, lexeme: Lexeme) -> None:
        basis = lexeme.value if lexeme.value != "budget" else self.setting.budget
        self._basis = basis
        if self.clause.listed or not basis:
            # 其中：甲10万元、乙20万元，比上年增加5万元: of the whole or of the last, the words do not say.
            self.clause = self.clause.breaks(Reason.WHICH_WHOLE if basis else Reason.WHICH_BUDGET)
            return
        clause = replace(self.clause.without_change(), basis=basis, phase="", compared=True)
        self.clause = self._link(clause, lexeme)

    def _take_verb(self, lexeme: Lexeme) -> None:
        clause, sign = self.clause, 1 if lexeme.value == "rise" else -1
        if clause.sign == -sign:
            # 下降（增长）27.78%: a form's words, of which none was struck out.
            self.clause = clause.breaks(Reason.OPEN_SIGN)
            return
        changed = replace(clause.without_change(), sign=sign, phase="")
        self.clause = self._link(changed, lexeme, keep_start=clause.linked and clause.compared)

    def _take_filler(self, lexeme: Lexeme) -> None:
        clause, word = self.clause, self.stream.text[lexeme.start : lexeme.end]
        if word == "（":
            self._enclosing, self._opened = None if clause.obstacle else clause, lexeme.start
            if lexeme.start == clause.last_end and clause.last_measure == "change":
                # 增加131.35万元（111.8%）
                self.clause = replace(clause, sign=clause.last_sign, linked=True)
        elif word in _SIDES and self.outlook.is_side(lexeme, self.context.topic.statement):
            self._take_label(Lexeme("label", lexeme.start, lexeme.end, Label((word,), "total", direction=_SIDES[word])))
        elif word == "）":
            self._close_bracket()
        elif word == "其中":
            self._begin_parts(lexeme.end)
        elif clause.linked and not word.startswith("涉及") and self._names_budget(lexeme):
            self.clause = replace(clause, phase=self.setting.budget or "budget")
        elif clause.subject is not None and {clause.subject.direction, _SIDES.get(word)} == _BOTH_SIDES:
            # 一般公共预算拨款, a source, is not 一般公共预算拨款支出.
            self.clause = clause.breaks(Reason.UNKNOWN_WORDS)

    def _begin_parts(self, end: int) -> None:
        """Behind 其中 the parts of the last amount follow: of its phase and its fund, and of nothing known if that
        amount was not read. With a colon behind it they go on over semicolons."""
        text = self.stream.text
        self._whole_phase = self._last_phase or self._whole_phase
        self._whole_unknown, self._in_list = self._last_refused, text[end : end + 1] == "："
        if self.clause.filled <= 1 and self._last_fund:
            self.context = replace(self.context, list_fund=self._last_fund)
        # 基本支出10万元、项目支出5万元，其中：工资福利支出8万元 does not say of which
        kind = self._last_type if self._last_type in _TYPES else ""
        self.context = replace(self.context, list_type=OPEN_TYPE if kind and len(self._typed) > 1 else kind)
        self.clause = self.clause.breaks(Reason.NO_SUBJECT)  # 其中：占99.79% is of a part, not of the whole

    def _end_parts(self) -> None:
        """The parts of an amount are over, where no colon holds them together: what follows is not of its fund."""
        if self._in_list or self.context.topic.statement == "three_public":
            return  # the parts of 三公经费 follow in sentences of their own
        self._whole_unknown, self._last_fund = False, ""
        self.context = replace(self.context, list_fund="", list_type="")

    def _is_part_of_unknown(self, label: Label) -> bool:
        """Whether a label is a part of an amount that was not read, and says by itself no more than that."""
        open_label = not (label.fund or label.path or label.statement)
        return self._whole_unknown and open_label and self.context.topic.statement in _OF_ALL_MONEY

    def _may_be_less(self, label: Label, at: int) -> bool:
        """Whether a label may name a part only: of a sum, of an amount that was not read, or the total of one fund."""
        narrowed = self.context.topic.statement in _OF_ALL_MONEY and not self.context.topic.fund
        summed = is_second_of_sum(self.stream.text, self.clause.subject, self.clause.subject_at, at)
        if label.item in WHOLES and is_behind_class(self.stream.text, at):
            return True
        return summed or self._is_part_of_unknown(label) or (narrowed and self.narrowing.is_narrowed(label, at))

    def _close_bracket(self) -> None:
        clause, before = self.clause, self._enclosing
        if before is not None and before.subject is not None and before.subject is not clause.subject:
            # 甲10万元（其中：乙4万元）比上年增加1万元: behind the bracket the sentence speaks of 甲 again.
            self.clause = Clause(
                before.subject, clause.subject_at, path=before.path, used=clause.used, labels=clause.labels,
                filled=clause.filled,
            )  # fmt: skip
        elif before is not None and before.linked and before.last_end == self._opened:
            # 0.00万元（含购置税等附加费用），与上年持平: what is added in brackets behind a number
            self.clause = before
        elif (before is None or before.subject is None) and 0 <= self._opened < clause.subject_at:
            # 未知（含公务接待费）10万元: behind the bracket it speaks of something we do not know.
            self.clause = clause.breaks(Reason.UNKNOWN_WORDS)
        elif before is None and self._opened < 0 and clause.linked:
            # 乙4万元），比上年增加1万元: the bracket's begin was lost, and what it was behind
            self.clause = clause.breaks(Reason.UNKNOWN_WORDS)
        self._enclosing, self._opened = None, -1

    def _take_stop(self, lexeme: Lexeme) -> None:
        clause = self.clause
        ends = lexeme.value == "。"
        self._in_list = self._in_list and not ends
        self._typed.clear()
        self._end_parts()
        if ends:
            self.named.clear()
            self.context = replace(self.context, given=frozenset())
            self._whole_phase = self._last_phase = ""
            self._basis = self._basis if self.stream.text.startswith("其中", lexeme.end) else ""
            kept = self.context.list_fund if self.context.topic.statement == "three_public" else ""
            self.context = replace(self.context, side="", list_fund=kept)
        one_class = clause.labels == 1 and not clause.obstacle and bool(clause.subject and clause.subject.path)
        named = ends and (clause.named_alone or one_class) and self.outlook.tells_phase(lexeme.end)
        named = named or (ends and one_class and self.outlook.tells_purpose(lexeme.end))
        goes_on = not ends or named or (self.outlook.goes_on(lexeme.end) and not self._foreign)
        goes_on = goes_on and not self.outlook.is_before_table(lexeme.start)
        self.clause = Clause(
            clause.subject if goes_on else None, clause.subject_at, path=clause.path if goes_on else "",
            planned=clause.planned and not ends, named=ends and clause.named_alone, used=clause.used,
            labels=0 if ends and not named else clause.labels, last_measure=clause.last_measure,
            listed=clause.listed or clause.filled > 1, filled=0 if ends else clause.filled,
            elsewhere=clause.elsewhere and goes_on,
            # 比年初预算减少5万元。降低6%: still against the budget
            basis=clause.basis if goes_on and not named else "",
            amount=clause.amount if goes_on else None, change=clause.change if goes_on else None,
            carried=goes_on and (ends or clause.carried),
        )  # fmt: skip

    def _link(self, clause: Clause, lexeme: Lexeme, keep_start: bool = False) -> Clause:
        return replace(clause, linked=True, start=clause.start if keep_start else lexeme.start)

    # --- numbers ---

    def number(self, lexeme: Lexeme) -> Numbered:
        """The clause with a number."""
        return number_clause(self.outlook, self.clause, lexeme)

    def number_in_words(self, lexeme: Lexeme) -> Numbered | None:
        """The clause with a change of 0 that is stated in words (与上年持平); none where the words are not certain."""
        basis = lexeme.value or self._basis
        self._basis = basis
        return number_level(self.outlook, self.clause, lexeme, basis)

    def zero_in_words(self, lexeme: Lexeme) -> Numbered | None:
        """A 0 stated in words (无下属单位, 政府性基金预算未安排); none where more follows or a number came before."""
        return number_zero(self.outlook, self.clause, lexeme)

    def follow(self, numbered: Numbered, outcome: Fact | Apart | Reason) -> None:
        """What is said of the next number, behind one of which ``outcome`` came."""
        self._note_amount(numbered, outcome)
        clause = self.clause
        linked = clause.linked and not clause.obstacle and clause.subject is not None
        if not linked and numbered.ahead.of_budget and self.setting.phase == "executed":
            self._last_phase = "budget"  # of some budget, in words we do not know; and so are its parts
        elif linked and outcome is not Reason.OTHER_YEAR and not clause.is_relative:
            self._last_phase = clause.phase
        if outcome is Reason.WHICH_BUDGET and (clause.phase == "budget" or clause.completed is not None):
            # What was carried out may follow all the same.
            self.clause = replace(clause.without_change(), phase="", linked=False)
        elif isinstance(outcome, Reason):
            self.clause = clause.breaks(outcome)
        elif isinstance(outcome, Apart) and clause.prior:
            self.clause = replace(
                clause, prior=False, elsewhere=False, phase="", start=self.outlook.skip_mark(numbered.quantity.end)
            )
        elif isinstance(outcome, Fact):
            if outcome.measure == "completion_rate":
                self._last_phase = ""  # 决算1万元，全年预算2万元，完成预算的50%，其中：… parts of what was carried out
            self._follow_fact(numbered, outcome)

    def _note_amount(self, numbered: Numbered, outcome: Fact | Apart | Reason) -> None:
        """Keep in mind what the amount was of, whose parts may follow."""
        clause, measure = numbered.clause, numbered.quantity.measure
        relative = clause.is_relative or (clause.compared and clause.linked)
        if relative and clause.subject is None:
            self._last_refused = True  # 较上年减少5万元；其中：商品和服务支出3万元: of what, was lost
        if measure is None or measure.dimension != "money" or relative or isinstance(outcome, Apart):
            return
        known = isinstance(outcome, Fact) and clause.subject is not None
        self._last_refused = not known and outcome is not Reason.REPEATED
        self._foreign = self._last_refused and self._opened < 0
        if clause.subject is None or clause.subject.item == "total":  # the parts of a total are of its fund
            self.context = replace(self.context, list_fund=clause.subject.fund if clause.subject else "")
        self._last_fund = clause.subject.fund if known and clause.subject else ""
        self._last_type = clause.subject.expenditure_type if known and clause.subject else ""

    def _follow_fact(self, numbered: Numbered, fact: Fact) -> None:
        clause, subject = self.clause.without_change(), self.clause.subject
        side = subject.direction if subject is not None and is_whole(fact.item) else ""
        self.context = replace(self.context.after(fact), side=side or self.context.side)
        self.clause = replace(
            clause, phase="", named=False, filled=clause.filled + (not clause.used),
            used=clause.used | {key_of(numbered, fact)},
            last_measure=fact.measure, last_sign=self.clause.sign, last_end=numbered.quantity.end,
            start=numbered.quantity.start, compared=False,
            change=fact.value if fact.measure == "change" else clause.change,
            amount=fact.value if fact.measure == "amount" and fact.phase == self.context.phase else clause.amount,
            carried=False,
        )  # fmt: skip
