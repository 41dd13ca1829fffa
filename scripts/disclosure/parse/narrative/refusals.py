"""Why numbers of running text are not read, for the list of refusals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from disclosure.parse.narrative.claims import Claims
from disclosure.parse.narrative.clause import Reason
from disclosure.parse.outline import Section
from disclosure.parse.stream import Stream
from disclosure.parse.trace import Trace, UnreadClause

#: No clause is cited further back, in characters.
_LONGEST = 30
_BOUNDARIES = "。；"


def trace_clauses(stream: Stream, section: Section, claims: Claims) -> Iterator[Trace]:
    """The refused numbers of a section with the words of their clauses, and the section itself for all others."""
    for start, end, reason in claims.refused:
        words = stream.text[max(section.start, start - _LONGEST) : start]
        begin = max(words.rfind(mark) for mark in _BOUNDARIES) + 1
        yield Trace(
            UnreadClause(reason, words[begin:] or stream.text[start:end]), (stream.span(start, end),), section.key
        )
    about = section.words is not None and bool(section.words.statement)
    reason = Reason.NO_SUBJECT if about else Reason.NO_TOPIC
    yield Trace(UnreadClause(reason), tuple(list_lines(stream, section)), section.key)


def list_lines(stream: Stream, section: Section) -> Iterator[tuple[int, int]]:
    """The lines of a section as ranges of the document; tables between them are not text."""
    begins = [section.start, *(at for at in sorted(stream.breaks) if section.start < at < section.end)]
    for start, end in pairwise((*begins, section.end)):
        yield stream.span(start, end)
