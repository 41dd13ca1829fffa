"""The paragraphs that describe projects: name, amount, policy basis, period."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.model import Fact, Text
from disclosure.parse.narrative.claims import Claims, Setting
from disclosure.parse.numbers import match_quantity
from disclosure.parse.outline import Section
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import Stream

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
#: The number of the next paragraph, which stands at the end of a field.
_NUMBERING = re.compile(r"(?:（[一二三四五六七八九十]{1,3}）|(?<!\d)\d{1,3}[.、])$")
_LONGEST_NUMBERING = 6


@dataclass(frozen=True, slots=True)
class _Field:
    kind: str
    start: int
    end: int


def read_project_section(
    stream: Stream, section: Section, setting: Setting, book: ProjectBook, ignored: Mapping[int, tuple[int, str]]
) -> Claims:
    """The paragraphs on projects: name, policy basis, amount, who carries it out, allocation, period.

    The amount is the fact (statement project, item total) and what it is allocated to are facts of item
    allocation; a number that is neither stays unread.
    """
    claims = Claims()
    number: int | None = None
    for each in _find_fields(stream, section, setting.vocabulary.project_fields):
        if each.kind == "name":
            number = book.number(stream.quote(each.start, each.end).strip("，。；："))
            claims.ignored.extend((*run, "label") for run in _digits(stream, each.start, each.end))
        elif number is not None:
            _read_field(stream, each, number, setting, book, claims, ignored)
    return claims


def _find_fields(stream: Stream, section: Section, words: Mapping[str, tuple[str, ...]]) -> list[_Field]:
    marks: list[tuple[int, int, str]] = []
    for kind, group in words.items():
        for word in group:
            for found in re.finditer(re.escape(word) + "：", stream.text[section.start : section.end]):
                marks.append((section.start + found.start(), section.start + found.end(), kind))
    marks.sort()
    fields = []
    for index, (_, begin, kind) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else section.end
        numbering = _NUMBERING.search(stream.text, max(begin, end - _LONGEST_NUMBERING), end)
        fields.append(_Field(kind, begin, numbering.start() if numbering else end))
    return fields


def _read_field(
    stream: Stream, each: _Field, number: int, setting: Setting, book: ProjectBook, claims: Claims,
    ignored: Mapping[int, tuple[int, str]],
) -> None:  # fmt: skip
    content = stream.quote(each.start, each.end).strip("，。；：")
    if each.kind == "implementer":
        book.update(number, implementer=content)
    elif each.kind == "period":
        dates = ["-".join((y, m.zfill(2), d.zfill(2))) for y, m, d in _DATE.findall(stream.text[each.start : each.end])]
        if len(dates) == 2:
            book.update(number, period_start=dates[0], period_end=dates[1])
    elif each.kind == "policy_basis":
        claims.texts.append(_text(stream, each, number, content))
        claims.ignored.append((each.start, each.end, "explanation"))
    else:
        _read_amounts(stream, each, number, setting, claims, ignored)
        if each.kind == "allocation":
            claims.texts.append(_text(stream, each, number, content))


def _text(stream: Stream, each: _Field, number: int, content: str) -> Text:
    return Text(
        "project",
        each.kind,
        content,
        stream.place(each.start, each.end),
        project=number,
        start=stream.span(each.start, each.end)[0],
    )


def _read_amounts(
    stream: Stream, each: _Field, number: int, setting: Setting, claims: Claims, ignored: Mapping[int, tuple[int, str]]
) -> None:
    at, quote_from, seen = each.start, each.start, 0
    while at < each.end:
        if at in ignored:
            at = ignored[at][0]
            continue
        quantity = match_quantity(stream.text, at, stream.gaps, stream.breaks)
        if quantity is None:
            at += 1
            continue
        at = quantity.end
        if quantity.measure is None or quantity.measure.dimension != "money" or (each.kind == "amount" and seen):
            continue
        seen += 1
        claims.facts.append(
            Fact(
                "project", "amount", setting.phase, quantity.value, "元", quantity.number,
                stream.quote(quantity.number_end, quantity.end), "narrative", stream.place(quote_from, quantity.end),
                stream.evidence(quote_from, quantity.end).lstrip("，。；、和"), direction="expenditure",
                item="total" if each.kind == "amount" else "allocation", fund="general_public_budget",
                expenditure_type="project", project=number, spans=(stream.span(quantity.start, quantity.number_end),),
            )
        )  # fmt: skip
        quote_from = quantity.end


def _digits(stream: Stream, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"\d+", stream.text[start:end])]
