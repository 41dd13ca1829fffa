"""What sentences speak of where no heading says it: a section is cut where a sentence begins with words of a topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclosure.parse.narrative.claims import Setting
from disclosure.parse.narrative.lexicon import section_lexicon
from disclosure.parse.outline import Section
from disclosure.parse.stream import Stream
from disclosure.parse.words import SectionWords
from disclosure.quick import replace

#: Sections that name no topic of their own and do not list words or tables.
_OPEN = frozenset({"other", "other_matters"})
#: Within a section on all money a part on the fiscal appropriation may begin.
_WITHIN = {"overall": frozenset({"appropriation"}), "expenditure": frozenset({"appropriation"})}
#: The number of a paragraph in words; numbers in digits are ignored for their kind.
_NUMBERED = re.compile("[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")
#: A sentence that goes on with what the one before named.
_GOES_ON = ("其中", "具体", "主要")


def cut_topics(
    stream: Stream, section: Section, setting: Setting, ignored: Mapping[int, tuple[int, str]]
) -> Iterator[Section]:
    """A section in parts, each with the topic that its first sentence names; one that names its own stays whole.

    In a section without a topic the part ends with its paragraph.
    """
    allowed = None if section.key in _OPEN else _WITHIN.get(section.key, frozenset())
    if section.form is not None or allowed == frozenset():
        yield section
        return
    part = section
    for at in _list_sentences(stream, section):
        topic = _find_topic(stream, at, section.end, setting, ignored)
        if topic is not None and (allowed is None or topic.section in allowed):
            fresh = replace(section, key=topic.section, start=at, body=at, words=topic)
        elif allowed is None and part.words is not section.words and not _goes_on(stream, at, part, setting, ignored):
            fresh = replace(section, start=at, body=at)
        else:
            continue
        if at > part.start:
            yield replace(part, end=at)
        part = replace(fresh, body=max(at, section.body)) if at == part.start else fresh
    yield part


def _list_sentences(stream: Stream, section: Section) -> Iterator[int]:
    """Where sentences begin: at the section's text, behind full stops, and at lines behind a colon."""
    yield section.body
    for at in range(section.body + 1, section.end):
        before = stream.text[at - 1]
        if before == "。" or (before == "：" and at in stream.breaks):
            yield at


def _list_openings(
    stream: Stream, at: int, end: int, setting: Setting, ignored: Mapping[int, tuple[int, str]]
) -> list[int]:
    """Where a sentence's first words may begin: behind the number of a paragraph, a date, the unit's names and a
    comma; the last is behind all of them."""
    found = [at]
    while at < end:
        if at in ignored:
            at = ignored[at][0]
        else:
            numbered = _NUMBERED.match(stream.text, at, end)
            if numbered:
                at = numbered.end()
                found.append(at)
                continue
            word = max((each for each in setting.openings if stream.text.startswith(each, at)), key=len, default="")
            at += len(word) if word else int(stream.text[at] == "，")
        if at == found[-1]:
            break
        found.append(at)
    return found


def _find_topic(
    stream: Stream, at: int, end: int, setting: Setting, ignored: Mapping[int, tuple[int, str]]
) -> SectionWords | None:
    starts = _list_openings(stream, at, end, setting, ignored)
    found = [
        (len(subject), words)
        for words in setting.vocabulary.sections for subject in words.subjects
        if any(stream.text.startswith(subject, index) for index in starts)
    ]  # fmt: skip
    return max(found, key=lambda each: each[0])[1] if found else None


def _goes_on(stream: Stream, at: int, part: Section, setting: Setting, ignored: Mapping[int, tuple[int, str]]) -> bool:
    """Whether a sentence belongs to the paragraph of the one before: it begins within a line, or with words of the
    topic and without a number."""
    if at not in stream.breaks:
        return True
    if _NUMBERED.match(stream.text, at):
        return False
    start = _list_openings(stream, at, part.end, setting, ignored)[-1]
    if start >= part.end or part.words is None:
        return False
    found = section_lexicon(part.words, setting).match(stream.text, start)
    return stream.text.startswith(_GOES_ON, start) or (
        found is not None and found[1] in {"label", "comparison", "region", "verb", "planned"}
    )
