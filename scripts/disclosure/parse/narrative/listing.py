"""Projects listed in running text, by number: 项目支出90.00万元，包括：1.甲项目50.00万元，主要用于…。2.乙项目40.00万元…

A list is taken only where it says whose sum it is: the amounts of all its items make the amount of project
expenditure before it, and the document states the same amount of project expenditure elsewhere, so that the list is
the whole unit's. Else nothing of it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.model import Fact, Text
from disclosure.parse.narrative.claims import Claims, Setting
from disclosure.parse.narrative.parts import Listed, find_parts
from disclosure.parse.numbers import Quantity, match_quantity
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import Stream

_ANCHOR = re.compile(r"项目支出(?:预算)?(?=[\d,.]*\d)")
_OPENING = re.compile(r"[，。]?[^，。；：\d]{0,8}：")
_ITEM = re.compile(r"(?P<number>\d{1,2})[.、．](?P<name>[^，。；：]{2,50}?)(?=\d[\d,]*(?:\.\d+)?万?元)")
_CHANGE = re.compile(r"[，]?(?P<verb>[^\d，。；：]{2,4})(?=\d)")
_HEADING = re.compile("（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分")
#: What one item may hold at most, in characters.
_LONGEST = 1500
_SHOWN = Decimal("0.01")


def read_listings(
    stream: Stream, setting: Setting, book: ProjectBook, known: Sequence[Fact], ignored: Mapping[int, tuple[int, str]]
) -> Claims:
    """The facts of every list of the document that is proven; ``known`` are the facts read so far."""
    claims = Claims()
    totals = {
        fact.value for fact in known
        if fact.measure == "amount" and fact.expenditure_type == "project" and fact.project is None
        and not (fact.functional_code or fact.functional_name or fact.economic_code)
    }  # fmt: skip
    claimed = {span for fact in known for span in fact.spans}
    for found in _ANCHOR.finditer(stream.text):
        total = match_quantity(stream.text, found.end(), stream.gaps, stream.breaks)
        if total is None or total.value not in totals:
            continue
        items = _find_items(stream, total, ignored)
        if items and not any(stream.span(each.amount.start, each.amount.number_end) in claimed for each in items):
            for each in items:
                number = _read_item(stream, each, setting, book, claims, ignored)
                for part in find_parts(stream, each.amount, each.end):
                    _read_part(stream, part, number, setting, book, claims)
    return claims


def _find_items(stream: Stream, total: Quantity, ignored: Mapping[int, tuple[int, str]]) -> list[Listed]:
    """The numbered items behind ``total`` whose amounts make it; none where they do not."""
    opening = _OPENING.match(stream.text, total.end)
    if opening is None or total.measure is None:
        return []
    marks: list[tuple[re.Match[str], Quantity]] = []
    at = opening.end()
    while True:
        found = _next_item(stream, at, len(marks) + 1, first=not marks)
        amount = found and match_quantity(stream.text, found.end(), stream.gaps, stream.breaks)
        if not found or not amount or amount.measure != total.measure:
            break
        marks.append((found, amount))
        at = amount.end
    allowed = _SHOWN * total.measure.factor * (len(marks) + 1) / 2
    if len(marks) < 2 or abs(sum((amount.value for _, amount in marks), Decimal(0)) - total.value) > allowed:
        return []
    ends = [found.start() for found, _ in marks[1:]] + [_find_end(stream, marks[-1][1].end)]
    return [Listed(found.span("name"), amount, end) for (found, amount), end in zip(marks, ends, strict=True)]


def _next_item(stream: Stream, at: int, number: int, *, first: bool) -> re.Match[str] | None:
    """The item of ``number``: the first stands at once, a later one begins a sentence or a line."""
    if first:
        found = _ITEM.match(stream.text, at)
        return found if found and int(found["number"]) == number else None
    for found in _ITEM.finditer(stream.text, at, at + _LONGEST):
        start = found.start()
        opens = start in stream.breaks or stream.text[start - 1 : start] in ("。", "；")
        if opens and int(found["number"]) == number:
            return found
    return None


def _find_end(stream: Stream, at: int) -> int:
    """Where the last item ends: at the next heading or with the text; where neither is near, with its amount."""
    limit = min(at + _LONGEST, stream.length)
    headings = (index for index in range(at, limit) if index in stream.breaks and _HEADING.match(stream.text, index))
    return next(headings, limit if limit == stream.length else at)


def _read_item(
    stream: Stream, each: Listed, setting: Setting, book: ProjectBook, claims: Claims,
    ignored: Mapping[int, tuple[int, str]],
) -> int:  # fmt: skip
    number = book.number(stream.quote(*each.name))
    claims.facts.append(_make_fact(stream, setting, number, "amount", each.name[0], each.amount))
    claims.facts.extend(_read_change(stream, each, setting, number))
    start = each.amount.end
    content = stream.quote(start, each.end).strip("，,。；：: ")
    if content:
        place = stream.place(start, each.end)
        offset = stream.span(start, each.end)[0]
        claims.texts.append(Text("project", "allocation", content, place, project=number, start=offset))
        claims.ignored.append((start, each.end, "explanation"))
    return number


def _read_part(stream: Stream, part: Listed, parent: int, setting: Setting, book: ProjectBook, claims: Claims) -> None:
    """A project that is a part of another one: its amount, and what it is for."""
    number = book.number(stream.quote(*part.name), str(parent))
    book.update(number, parent=parent)
    claims.facts.append(_make_fact(stream, setting, number, "amount", part.name[0], part.amount))
    start = part.amount.end
    content = stream.quote(start, part.end).strip("，,。；：: ")
    if content:
        offset = stream.span(start, part.end)[0]
        place = stream.place(start, part.end)
        claims.texts.append(Text("project", "allocation", content, place, project=number, start=offset))


def _read_change(stream: Stream, each: Listed, setting: Setting, number: int) -> Iterator[Fact]:
    """The change on the year before told at the end of an item: 较上年增加3.00万元，增幅5.0%。"""
    words = setting.vocabulary
    comparisons = sorted(words.comparisons["prior_year"], key=len, reverse=True)
    places = (
        (at, at + len(word)) for at in range(each.amount.end, each.end) for word in comparisons
        if stream.text.startswith(word, at)
    )  # fmt: skip
    # of words within each other (较2025年 in 较2025年年初预算) the first is the longest that begins there
    start, at = max(places, key=lambda place: (place[0], place[1]), default=(0, 0))
    if not at:
        return
    for measure, dimension in (("change", "money"), ("change_rate", "rate")):
        found = _CHANGE.match(stream.text, at, each.end)
        verb = found["verb"] if found else ""
        sign = 1 if verb in words.verbs["rise"] else -1 if verb in words.verbs["fall"] else 0
        quantity = found and match_quantity(stream.text, found.end(), stream.gaps, stream.breaks)
        if not sign or not quantity or quantity.measure is None or quantity.measure.dimension != dimension:
            return
        yield _make_fact(stream, setting, number, measure, start, quantity, sign)
        at = quantity.end


def _make_fact(
    stream: Stream, setting: Setting, number: int, measure: str, start: int, quantity: Quantity, sign: int = 1
) -> Fact:
    assert quantity.measure is not None
    return Fact(
        statement="project", direction="expenditure", item="total", expenditure_type="project", project=number,
        phase=setting.phase, measure=measure, basis="" if measure == "amount" else "prior_year",
        value=quantity.value * sign or Decimal(0), unit=quantity.measure.base, reported=quantity.number,
        reported_unit=stream.quote(quantity.number_end, quantity.end), form="narrative",
        place=stream.place(start, quantity.end), quote=stream.evidence(start, quantity.end),
        spans=(stream.span(quantity.start, quantity.number_end),),
    )  # fmt: skip
