"""A total of the text and the numbered items behind it: 支出8万元，具体情况如下：（一）甲5万元…（二）乙4万元…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import compare, sum_intervals
from disclosure.check.cases.message import compose
from disclosure.check.sentences.sentence_amounts import MONEY, NUMBER, Amount, Prose
from disclosure.check.sentences.sentence_parts import hardly_leaves_out, is_whole

_DIGITS = "一二三四五六七八九十"
_ORDER = [*_DIGITS, *(f"十{digit}" for digit in _DIGITS[:9]), "二十"]
#: How items are numbered: the mark of each number.
_STYLES = {
    "（一）": [f"（{number}）" for number in _ORDER],
    "1.": [f"{number}." for number in range(1, 31)],
    "1．": [f"{number}．" for number in range(1, 31)],
    "1、": [f"{number}、" for number in range(1, 31)],
    "（1）": [f"（{number}）" for number in range(1, 31)],
}
#: A total, and the words that begin the list of its items.
_TOTAL = re.compile(
    rf"(?P<number>{NUMBER})(?P<unit>{MONEY})[^。]{{0,120}}?(?P<words>具体情况如下|具体包括|其中|包括|如下|以下方面)(?:（[^（）]*）|[^：。\d]){{0,24}}：?"
    r"(?P<mark>（一）|（1）|1[.．、](?=\D))"
)
#: An amount of an item; one with decimals may lack its unit of measure, which is that of the total then.
_AMOUNT = re.compile(rf"(?P<number>{NUMBER})(?:(?P<unit>{MONEY})|(?<=\.\d\d)(?=[，。；]))")
#: A heading that is a name and a total, and right behind it items of which each is a name and an amount:
#: （一）收入8万元。1.甲5万元。2.乙3万元。 The items may go on with the numbers of the list before.
_NAMED = r"[^\d。；，：（）]{2,24}(?:（[^（）\d]{1,12}）)?"
_PLAIN = re.compile(
    rf"(?P<head>（[{_DIGITS}]{{1,3}}）|(?<!\d)\d{{1,2}}[.．、])(?P<name>{_NAMED})(?P<number>{NUMBER})(?P<unit>{MONEY})[。，；：]?"
    r"(?=(?P<mark>(?:[1-9]|1\d)[.．、](?!\d)|（[1-9]）))"
)
_PLAIN_ITEM = re.compile(
    rf"(?P<mark>(?P<first>\d{{1,2}})[.．、]|（(?P<second>\d)）)(?P<name>{_NAMED})(?P<number>{NUMBER})(?P<unit>{MONEY})[。；]?"
)
#: …2万元，合计8万元
_SUM = re.compile(
    rf"(?P<last>{NUMBER}(?:{MONEY}))[，,；;]?(?P<sum>(?:以上|上述)?(?:各项)?(?:合计|共计|总计))[^，。；：\d占]{{0,24}}?"
    rf"(?P<number>{NUMBER})(?P<unit>{MONEY})"
)
#: Words of items that are not parts: changes, other years.
_OTHER = re.compile("增加|减少|增长|下降|上年|去年|其中")
#: Words of items that each are the whole total, divided in one way.
_DIVIDED = re.compile("划分|分类|口径")
#: The characters an item has at most, and those before its amount.
_LONG, _NAME = 3000, 70
#: No mark is the 6. in 12.60 and 6.5.
_NO_DIGIT = r"(?!\d)"
#: Words that promise all items.
_ALL = frozenset({"具体情况如下", "具体包括"})


def check_items(prose: Prose) -> Iterator[Case]:
    """Numbered items behind a total; nothing where an item has no amount.

    A list that fits any amount of the words before it is of that one.
    """
    yield Case("listed-items", ("read",), "pass")
    for match in _TOTAL.finditer(prose.text):
        total = Amount(match["number"], match["unit"], match.start("number"))
        items, names = _read_items(prose.text, match.start("mark"), _STYLES[match["mark"]], total.unit)
        if len(items) > 1:
            complete = match["words"] in _ALL or is_whole(names) or hardly_leaves_out(names)
            yield _check_items(prose, total, items, match, complete)


def check_sums(prose: Prose) -> Iterator[Case]:
    """Amounts of one sentence and their sum behind them; one that fits the last two or more of them agrees."""
    for match in _SUM.finditer(prose.text):
        total = Amount(match["number"], match["unit"], match.start("number"))
        begin = max(prose.text.rfind(mark, 0, match.start()) for mark in "。：")
        parts = list(prose.list_amounts(max(begin, match.start() - _LONG // 4), match.end("last")))
        if len(parts) < 2:
            continue
        sums = [sum((part.value for part in parts[at:]), start=Decimal(0)) for at in range(len(parts) - 1)]
        slack = total.interval.high - total.interval.low
        key = ("sum", total.printed, *(part.printed for part in parts))
        if any(abs(point - total.value) <= slack * len(parts) for point in sums):
            yield Case("listed-items", key, "pass")
            continue
        terms = " + ".join(part.shown if part.unit != total.unit else part.number for part in parts)
        yield Case(
            "listed-items", key, "mismatch",
            *compose(
                "listed-items", "before", clause=quote(prose.quote_clause(match.start("sum"), match.end())),
                place=prose.locate([parts[-1].text, total.text], match.start()),
                terms=f"{terms} = {total.show(sums[0])}", total=total.shown,
                gap=total.show(abs(sums[0] - total.value)),
            ),
            expected=sums[0], stated=total.value, unit="元",
        )  # fmt: skip


def check_plain(prose: Prose) -> Iterator[Case]:
    """Items that are names and amounts alone, right behind a heading that is a name and their total: they add up to it.

    A sum of the first of them that is the total agrees too: what follows is of another matter.
    """
    for match in _PLAIN.finditer(prose.text):
        inner, outer = match["mark"].startswith("（"), match["head"].startswith("（")
        if inner == outer or _OTHER.search(match["name"]):
            continue  # items of the list that the heading is an item of
        total = Amount(match["number"], match["unit"], match.start("number"))
        items, end = _read_plain(prose.text, match.end())
        if len(items) < 2 or not total.value:
            continue
        sums = [sum((item.value for item in items[:at]), start=Decimal(0)) for at in range(1, len(items) + 1)]
        slack = total.interval.high - total.interval.low
        key = ("plain", total.printed, *(item.printed for item in items))
        if any(abs(point - total.value) <= slack * len(items) for point in sums):
            yield Case("listed-items", key, "pass")
        else:
            yield _tell_items(prose, total, items, quote(prose.text[match.start() : end]), key)


def _read_plain(text: str, start: int) -> tuple[list[Amount], int]:
    """The amounts of items numbered one after the other, and where the last one ends; empty if one is a change."""
    items: list[Amount] = []
    at, number = start, 0
    while (match := _PLAIN_ITEM.match(text, at)) is not None:
        mark = int(match["first"] or match["second"])
        if items and mark != number + 1:
            break
        if _OTHER.search(match["name"]):
            return [], at
        items.append(Amount(match["number"], match["unit"], match.start("number")))
        at, number = match.end(), mark
    return items, at


def _read_items(text: str, start: int, marks: Sequence[str], unit: str) -> tuple[list[Amount], list[str]]:
    """The first amount of each item and the words before it; empty where an item has none."""
    starts = [start]
    for mark in marks[1:]:
        at, again = (_find_mark(text, each, starts[-1] + 1) for each in (mark, marks[0]))
        if at < 0 or 0 <= again < at:
            break
        starts.append(at)
    items, names = [], []
    for begin, end in pairwise([*starts, starts[-1] + _NAME * 2]):
        match = _AMOUNT.search(text, begin + len(marks[0]), end)
        if match is None or match.start() - begin > _NAME or _OTHER.search(text, begin, match.start()):
            return [], []
        if _DIVIDED.search(text, begin, match.start()):
            return [], []
        items.append(Amount(match["number"], match["unit"] or unit, match.start()))
        names.append(text[begin + len(marks[0]) : match.start()])
    return items, names


def _find_mark(text: str, mark: str, start: int) -> int:
    """Where the next item begins that is numbered so: behind the end of a sentence; -1 if none does."""
    match = re.compile(rf"(?<=[。；：，）%元-]){re.escape(mark)}{_NO_DIGIT if mark[0].isdigit() else ''}").search(
        text, start, start + _LONG
    )
    return match.start() if match else -1


def _check_items(prose: Prose, total: Amount, items: Sequence[Amount], match: re.Match[str], complete: bool) -> Case:
    point, spread = sum((item.value for item in items), start=Decimal(0)), sum_intervals(i.interval for i in items)
    key = ("items", total.printed, *(item.printed for item in items))
    mark = match.start("mark")
    wholes = [total, *prose.list_amounts(total.start - 200, mark)]
    if point < total.value and not complete:
        return Case("listed-items", key, "untested")
    if any(compare(whole.interval, point, spread) != "mismatch" for whole in wholes):
        return Case("listed-items", key, "pass")
    return _tell_items(prose, total, items, quote(prose.quote_clause(total.start, mark)), key)


def _tell_items(prose: Prose, total: Amount, items: Sequence[Amount], clause: str, key: tuple[str, ...]) -> Case:
    point = sum((item.value for item in items), start=Decimal(0))
    numbers = [total.text, items[0].text]
    terms = " + ".join(item.shown if item.unit != total.unit else item.number for item in items)
    facts = tuple(number for number in prose.number_facts(numbers, total.start)[:1] if number is not None)
    return Case(
        "listed-items", key, "mismatch",
        *compose(
            "listed-items", "found", clause=clause,
            place=prose.locate(numbers[:1], total.start), terms=f"{terms} = {total.show(point)}", total=total.shown,
            gap=total.show(abs(point - total.value)),
        ),
        facts=facts, expected=point, stated=total.value, unit="元",
    )  # fmt: skip
