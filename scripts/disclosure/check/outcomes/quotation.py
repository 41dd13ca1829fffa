"""The whole sentences of prose that the figures of a finding are in, cited from the source without personal data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from disclosure.check.cases.subject import APART, Subject, Words
from disclosure.check.sentences.sentence_amounts import bare
from disclosure.model import SEPARATOR, Fact, Finding
from disclosure.parse.privacy import redact
from disclosure.parse.vocabulary import load_vocabulary

_ENDS = "。；！？"
#: How many sentences a finding cites, how many characters of each, and how many before its figure: it is cut at commas.
_MOST, _LONG, _BEFORE = 3, 180, 110
_CUT = "…"


def attach_sentences(findings: Sequence[Finding], subject: Subject) -> list[Finding]:
    """``findings`` with the sentences of their figures; as they are where the source is not at hand.

    Performance tables are left out: what their texts say is cited as indicators.
    """
    if not subject.source:
        return list(findings)
    return [replace(finding, sentences=_cite(finding, subject)) for finding in findings]


def _cite(finding: Finding, subject: Subject) -> str:
    facts = [subject.parsed.facts[number - 1] for number in finding.facts]
    prose = [fact for fact in facts if fact.form == "narrative" and fact.statement != "performance"]
    cited: dict[str, None] = {}
    for fact in prose:
        if len(cited) == _MOST:
            break
        at = _locate(fact, subject)
        if at is not None and not any(fact.quote in sentence.replace(APART, "") for sentence in cited):
            cited[_cut_sentence(subject.words, *at)] = None
    return redact(SEPARATOR.join(cited), load_vocabulary())[0]


def _locate(fact: Fact, subject: Subject) -> tuple[int, int] | None:
    """Where the digits of a fact are among the words of the documents; None where that is not certain.

    A span counts from the begin of its document, which is the source where there is one document alone.
    """
    source, text = subject.source or "", subject.words.text
    if fact.spans and bare(source[fact.spans[0][0] : fact.spans[-1][1]]) == bare(fact.reported):
        start = subject.words.find_index(source, fact.spans[0][0])
        return start, start + len(fact.reported)
    start = text.find(fact.quote) if fact.quote else -1
    if start < 0 or text.find(fact.quote, start + 1) >= 0:
        return None
    return start, start + len(fact.quote)


def _cut_sentence(words: Words, start: int, end: int) -> str:
    """The sentence around a range of the words, its end mark included; what is above it on the page set apart."""
    text = words.text
    begin = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    stops = [at for at in (text.find(mark, end) for mark in _ENDS) if at >= 0]
    stop = min(stops, default=len(text) - 1) + 1
    head = tail = ""
    if start - begin > _BEFORE:
        comma = max(text.find(mark, start - _BEFORE, start) for mark in "，、：")
        begin, head = (comma + 1 if comma >= 0 else start - _BEFORE), _CUT
    if stop - begin > _LONG:
        comma = max(text.rfind(mark, end, begin + _LONG) for mark in "，、：")
        stop, tail = (comma if comma >= 0 else max(end, begin + _LONG)), _CUT
    above, own = ("", begin) if head else words.set_apart(begin, start)
    return f"{head}{above}{text[own:stop]}{tail}"
