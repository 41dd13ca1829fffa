"""What final accounts tell of the self-evaluation of single projects: score, money for the year, money spent.

The national form of final accounts has one paragraph a project: its name and 综述, then 项目自评得分为…分。全年预算数
为…万元，执行数为…万元，完成预算的…%. The same sentences stand without 综述 where the name stands in them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclosure.model import Fact
from disclosure.parse.narrative.claims import Claims, Setting
from disclosure.parse.numbers import Quantity, match_quantity
from disclosure.parse.outline import Section
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import Stream
from disclosure.quick import replace

_NUMBERING = re.compile(r"(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]|[①-⑳])")
#: A name is no sentence: it has none of these, and is no longer.
_NO_NAME = re.compile("[。；，：]")
_LONGEST_NAME = 60
#: What begins so is no project's name: all of them, several, the unit, one named before.
_VAGUE = re.compile("[各该本此我其]|全部|所有|上述|以上|部门|单位|整体|平均|[一二三四五六七八九十0-9]+个")
#: How far behind the name the score may stand: 根据年初设定的绩效目标，项目
_REACH = 40
#: The figures in the order of the form; the words before each are those of the vocabulary.
_ORDER = ("score", "adjusted", "executed", "completed")
_DIMENSIONS = {"score": "score", "adjusted": "money", "executed": "money", "completed": "rate"}
_LINKS = re.compile(r"[，。；]?(?:项目)?")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The paragraph of one project in ``text[start:end]``: the name as printed and its figures by kind, each from
    where the words before it begin."""

    start: int
    end: int
    name: tuple[int, int]
    figures: tuple[tuple[str, int, Quantity], ...]


def find_evaluations(stream: Stream, section: Section, setting: Setting) -> Iterator[Evaluation]:
    """The paragraphs on single projects in a section, in order. One without a name or without a score is none."""
    words = setting.vocabulary.evaluations
    if not words:
        return
    pattern = "|".join(map(re.escape, words["score"]))
    at = section.body
    for found in re.finditer(pattern, stream.text[section.body : section.end]):
        position = section.body + found.start()
        if position < at:
            continue
        name = _find_name(stream, at, position, words["summary"])
        figures = tuple(_read_figures(stream, position, section.end, words))
        if name is not None and figures:
            start = name[0]
            at = figures[-1][2].end
            yield Evaluation(start, at, name, figures)


def _find_name(stream: Stream, floor: int, score: int, summaries: tuple[str, ...]) -> tuple[int, int] | None:
    """The name of the project whose score stands at ``score``: before 综述：, or else right before the score."""
    start = max(floor, score - _LONGEST_NAME - _REACH)
    colon = stream.text.rfind("：", start, score)
    if colon >= 0:
        begin = max(stream.text.rfind("。", start, colon) + 1, _last_break(stream, start, colon))
        end = _strip_end(stream.text, begin, colon, summaries)
        return _trim(stream, begin, end) if end < colon else None
    begin = max(stream.text.rfind(mark, start, score) for mark in "。，；") + 1
    if begin == 0:
        begin = _last_break(stream, start, score)
    end = _strip_end(stream.text, begin, score, ("项目绩效", "项目"))
    return _trim(stream, begin, end) if end < score and not _VAGUE.match(stream.text, begin, end) else None


def _last_break(stream: Stream, start: int, end: int) -> int:
    return next((at for at in range(end - 1, start - 1, -1) if at in stream.breaks and _opens(stream, at)), start)


def _opens(stream: Stream, at: int) -> bool:
    """Whether a paragraph begins here: a number, or the end of a sentence before it."""
    return bool(_NUMBERING.match(stream.text, at)) or stream.text[max(0, at - 1) : at] in ("。", "")


def _strip_end(text: str, begin: int, end: int, words: tuple[str, ...]) -> int:
    """Where the name ends before the longest of ``words``; ``end`` where none stands there."""
    for word in sorted(words, key=len, reverse=True):
        if text.endswith(word, begin, end):
            return end - len(word)
    return end


def _trim(stream: Stream, begin: int, end: int) -> tuple[int, int] | None:
    numbering = _NUMBERING.match(stream.text, begin, end)
    start = numbering.end() if numbering else begin
    length = end - start
    bad = length < 2 or length > _LONGEST_NAME or _NO_NAME.search(stream.text, start, end)
    return None if bad else (start, end)


def _read_figures(
    stream: Stream, at: int, limit: int, words: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, int, Quantity]]:
    """The figures one behind the other without a gap; what is left out ends the paragraph."""
    for kind in _ORDER:
        link = _LINKS.match(stream.text, at)
        position = link.end() if link else at
        word = next((each for each in words[kind] if stream.text.startswith(each, position)), None)
        if word is None:
            if kind == "score":
                return
            continue
        number = position + len(word)
        number += 1 if stream.text[number : number + 1] in ("为", "：") else 0
        quantity = match_quantity(stream.text, number, stream.gaps, stream.breaks)
        if quantity is None or quantity.end > limit or quantity.measure is None:
            return
        if quantity.measure.dimension != _DIMENSIONS[kind]:
            return
        yield kind, position, quantity
        at = quantity.end


def cut_section(stream: Stream, section: Section, evaluations: list[Evaluation]) -> Iterator[Section]:
    """What is left of a section between the paragraphs on projects, cut where a table stands in between: what is
    said before a table does not go on behind it."""
    rest = section
    tables = sorted(table.start for table in stream.document.tables())
    for start, end in (*((each.start, each.end) for each in evaluations), (section.end, section.end)):
        part = replace(rest, end=start)
        first = stream.offsets[part.start] if part.start < stream.length else 0
        behind = stream.offsets[part.end - 1] + 1 if 0 < part.end <= stream.length else 0
        for table in tables[bisect_left(tables, first) : bisect_left(tables, behind)]:
            at = bisect_left(stream.offsets, table, part.start, part.end)
            if part.start < at < part.end:
                yield replace(part, end=at)
                part = replace(part, start=at, body=at)
        yield part
        rest = replace(section, start=end, body=end)


def read_evaluation(stream: Stream, each: Evaluation, setting: Setting, book: ProjectBook) -> Claims:
    """The facts of one paragraph: the project's score, its adjusted budget, what was executed, and the rate."""
    claims = Claims()
    number = book.number(stream.quote(*each.name))
    for kind, start, quantity in each.figures:
        assert quantity.measure is not None
        claims.facts.append(
            Fact(
                statement="performance", item="score" if kind == "score" else "total", project=number,
                measure={"score": "score", "completed": "execution_rate"}.get(kind, "amount"),
                phase="adjusted" if kind == "adjusted" else "executed",
                basis="adjusted" if kind == "completed" else "", value=quantity.value, unit=quantity.measure.base,
                reported=quantity.number, reported_unit=stream.quote(quantity.number_end, quantity.end),
                form="narrative", place=stream.place(start, quantity.end), quote=stream.evidence(start, quantity.end),
                spans=(stream.span(quantity.start, quantity.number_end),),
            )
        )  # fmt: skip
    digits = (match.span() for match in re.finditer(r"\d+", stream.text[each.name[0] : each.name[1]]))
    claims.ignored.extend((each.name[0] + start, each.name[0] + end, "label") for start, end in digits)
    return claims
