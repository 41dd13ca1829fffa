"""A clause with its number: where the number is printed, and what the words around it say of it."""

from __future__ import annotations

from disclosure.parse.narrative.clause import Ahead, Clause, Evidence, Numbered
from disclosure.parse.narrative.lexicon import Lexeme, as_quantity
from disclosure.parse.narrative.outlook import Outlook
from disclosure.parse.numbers import MEASURES, Quantity
from disclosure.parse.phases import tells_budget
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label
from disclosure.quick import replace

#: What a clause ends with.
_ENDS = frozenset({"", "，", "。", "；", "、", "）"})
#: Before words for a number they leave it open: 基本持平.
_VAGUE = ("基本", "大致", "大体", "略", "约", "不", "未", "接近")
_OWN_PHASES = ("", "approved")


def number_clause(outlook: Outlook, clause: Clause, lexeme: Lexeme) -> Numbered:
    """A clause with the number that ``lexeme`` is."""
    stream, quantity = outlook.stream, as_quantity(lexeme)
    start = clause.start if 0 <= clause.start <= lexeme.start else lexeme.start
    evidence = Evidence(
        stream.place(start, lexeme.end), stream.evidence(start, lexeme.end),
        stream.quote(quantity.number_end, quantity.end), stream.span(quantity.start, quantity.number_end),
    )  # fmt: skip
    ahead = Ahead(
        outlook.verb_behind(lexeme),
        outlook.changes_to(lexeme),
        tells_budget(stream.text, max(clause.subject_at, 0), quantity.start),
        _ends(stream, lexeme.end),
        outlook.is_approximate(lexeme),
    )
    return Numbered(clause, quantity, ahead, evidence)


def number_level(outlook: Outlook, clause: Clause, lexeme: Lexeme, basis: str) -> Numbered | None:
    """A clause with a change of 0 against ``basis`` that the words of ``lexeme`` state (与上年持平); none where the
    words are not certain."""
    stream = outlook.stream
    vague = stream.text.endswith(_VAGUE, 0, lexeme.start) or not _ends(stream, lexeme.end)
    if vague or not basis or clause.listed or (not clause.linked and not lexeme.value):
        return None
    changed = replace(clause.without_change(), basis=basis, sign=1, phase="", linked=True)
    start = lexeme.start if lexeme.value or changed.compared else max(changed.start, 0)
    return _number_words(stream, changed, lexeme, start, "元")


def number_zero(outlook: Outlook, clause: Clause, lexeme: Lexeme) -> Numbered | None:
    """A clause with the 0 that the words of ``lexeme`` state (无下属单位, 政府性基金预算未安排); none where more
    follows or a number came before."""
    stream, item = outlook.stream, lexeme.value
    if not _ends(stream, lexeme.end):
        return None
    if item != "subject":
        named = Clause(Label((), item=item, statement="staff"), lexeme.start, lexeme.start, linked=True)
        return _number_words(stream, named, lexeme, lexeme.start, "个")
    open_clause = clause.linked and not clause.used and clause.phase in _OWN_PHASES
    if not open_clause or clause.sign or clause.compared:
        return None
    return _number_words(stream, clause, lexeme, clause.start, "元")


def _number_words(stream: Stream, clause: Clause, lexeme: Lexeme, start: int, unit: str) -> Numbered:
    evidence = Evidence(
        stream.place(start, lexeme.end), stream.evidence(start, lexeme.end), "", stream.span(lexeme.start, lexeme.end)
    )
    zero = Quantity(lexeme.start, lexeme.end, lexeme.end, "0", MEASURES[unit])
    return Numbered(clause, zero, Ahead(), evidence, in_words=True)


def _ends(stream: Stream, at: int) -> bool:
    """Whether a clause ends at ``at``."""
    return stream.text[at : at + 1] in _ENDS
