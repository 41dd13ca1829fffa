"""A total and its parts in one sentence: 总额8万元，其中：甲5万元，乙4万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import compare, sum_intervals
from disclosure.check.cases.message import compose
from disclosure.check.sentences.sentence_amounts import MONEY, NUMBER, Amount, Prose

_UNIT = rf"{MONEY}|平方米|公里|公顷|亩|人次|批次|人|名|户|家|辆|台（套）|台|套|间|项|个"
#: A total and what begins the list of its parts; of things that are counted the name of the thing may be between.
_TOTAL = re.compile(
    rf"(?P<number>{NUMBER})(?P<unit>{_UNIT})(?P<thing>[^\d。；，,、：:（）]{{0,12}})"
    r"(?P<mark>[，,。；;、：:]?(?P<bracket>（)?(?:其中|主要包括|包括|分别为|分别是|(?:主要)?用于以下方面|主要用于)[：:，,]?)(?=[^\d。；]{0,24}\d)"
)
#: Posts or persons and, without a word between, what they are made up of.
_STAFF = re.compile(
    rf"(?:在职(?:人员|职工)?|在编(?:人员|职工)?|实有(?:人员|人数)?|编制(?:人数|数|总数)?|现有(?:人员)?)(?:共|为|共计)?(?P<number>{NUMBER})"
    r"(?P<unit>人|名)(?P<thing>)(?P<mark>[，,：:；;]?(?P<bracket>（)?)(?=(?:行政|事业|公务员|参公|参照|机关|工勤|编内|在编)[^\d。；，,、]{0,12}\d)"
)
#: One part: a name without figures, its amount, and its share or a remark; words on the part before may precede it.
_PART = re.compile(
    rf"(?P<aside>(?:[^\d。（）]{{1,80}}[，,；;])?)(?:-\d{{1,3}}-(?:[^\d。（）]{{0,30}}20\d\d年[^\d。（）]{{0,16}}公开)?)?"
    rf"(?P<name>[^\d。；;，,、（）]{{1,24}}(?:（[^（）]{{1,24}}）)?[^\d。；;，,、（）]{{0,12}})"
    rf"(?P<number>{NUMBER})(?P<unit>{_UNIT})(?:（[^（）]{{0,40}}）)?(?:[，,]?占[^，,。；;\d]{{0,20}}[\d.]+%)?(?P<end>[，,、；;。）])"
)
#: The same with its amount before its name: 3个行政单位、5个事业单位.
_PART_BEHIND = re.compile(
    rf"(?P<aside>)(?P<number>{NUMBER})(?P<unit>{_UNIT})(?P<name>[^\d。；;，,、（）]{{2,16}})(?P<end>[，,、；;。）和及与])"
)
#: An item of a list with semicolons: its name and amount, whatever follows.
_ITEM = re.compile(
    rf"(?P<name>[^\d。；;，,、（）]{{2,24}}(?:（[^（）]{{1,24}}）)?[^\d。；;，,、（）]{{0,12}})(?P<number>{NUMBER})(?P<unit>{_UNIT})"
)
#: What makes an amount a change, whose parts are changes, not amounts.
_CHANGED = re.compile(r"(?:增加|减少|增长|下降|降低|上升|调增|调减|压减|节约)了?约?\Z")
#: What makes an amount one of a reason, whose sentence ends before the list of another total goes on.
_REASON = re.compile("原因|由于|因为")
#: Names of another whole.
_WHOLE = re.compile("总计|合计|总额|共计|总数|总收入|总支出|^(?:本部门|本单位|我|当年|本年|全年)")
#: An amount or count of any kind.
_FIGURE = re.compile(rf"{NUMBER}(?P<unit>{_UNIT})")
#: Names that are of a change, of another year or of a part within a part.
_OTHER = re.compile(
    "增加|减少|增长|下降|上升|降低|增幅|降幅|上年|去年|年初|年末|结转|同比|比|较|其中|主要|用于|平均|人均|每|单价|资金总额"
)
#: What kinds of posts and persons a staff is made up of: another word ends the list.
_KINDS = re.compile("行政|事业|公务员|参公|参照|机关|工勤|编内|在编|编外|临聘|聘用|合同|辅助|辅警|劳务")
#: Lists that hardly leave out a part: what is among their names, and what all of them are.
_NEARLY = (
    (("行政", "事业"), "行政|事业|工勤|参公|参照"),
    (("基本支出", "项目支出"), "基本支出|项目支出|上缴|经营支出|补助|结转|预留"),
    (("人员", "公用|商品和服务", "项目"), "人员|工资|公用|商品和服务|个人和家庭|资本|项目|债务|其他"),
    (
        ("一般公共预算|财政拨款", "收入|资金"),
        "一般公共预算|财政|政府性基金|国有资本|(?:事业|经营|补助|上缴|其他)收入|单位资金|其他资金|结转|结余",
    ),
)  # fmt: skip
#: A sum that lacks less than this part of its total lacks no part: a figure is wrong.
_LACKING = Decimal("0.01")
#: Parts of which there are no others: each set makes a whole.
_WHOLES = (
    ("人员", "公用"), ("购置", "运行"), ("出国", "车", "接待"), ("货物", "工程", "服务"), ("行政", "事业", "工勤"),
    ("在职", "离退休"), ("在职", "退休", "离休"), ("男", "女"),
)  # fmt: skip


class Listed(NamedTuple):
    """The parts that a list holds: their names and amounts, where it ends, and whether it was read to its end."""

    names: list[str]
    parts: list[Amount]
    end: int
    complete: bool = True


def check_parts(prose: Prose) -> Iterator[Case]:
    """Lists of parts behind 其中 that add up to more than their total, and those that are all there is to less.

    Parts of parts are not counted: a part equal to the sum of the ones behind it.
    """
    yield Case("sentence-parts", ("read",), "pass")
    staff = list(_STAFF.finditer(prose.text))
    for match in [*_TOTAL.finditer(prose.text), *staff]:
        total = Amount(match["number"], match["unit"], match.start("number"))
        if (match["thing"] and total.base_unit == "元") or _CHANGED.search(prose.text, total.start - 4, total.start):
            continue  # words behind an amount of money are another matter; a change has changes as parts
        begin = prose.text.rfind("。", 0, total.start) + 1
        if match["mark"].startswith("。") and _REASON.search(prose.text, begin, total.start):
            continue  # the list is of what the reason is for
        kinds = _KINDS if match in staff else None
        listed = _read_parts(prose.text, match.end(), total, bool(match["bracket"]), kinds)
        if len(listed.parts) < 2 and kinds is None:
            listed = _read_long(prose.text, match.end(), total)
        if len(listed.parts) > 1 and total.value > 0:
            yield from _check_parts(prose, total, listed)


def _read_parts(text: str, start: int, total: Amount, bracketed: bool, kinds: re.Pattern[str] | None = None) -> Listed:
    """The parts that a list holds until something in it is not a part, their names, and where it ends.

    A name without a word of ``kinds`` ends the list.
    """
    names: list[str] = []
    parts: list[Amount] = []
    at, first = start, ""
    while (match := _PART.match(text, at) or _PART_BEHIND.match(text, at)) is not None:
        part = Amount(match["number"], match["unit"], match.start("number"))
        if kinds is not None and not kinds.search(match["name"]):
            return Listed(names, parts, at)
        if _OTHER.search(match["name"]) or "其中" in match["aside"]:
            return Listed([], [], at)  # figures of another kind among them: what is a part is not certain
        if part.unit != total.unit:
            break
        names.append(match["name"])
        parts.append(part)
        at, first = match.end(), first or match["end"]
        if match["end"] in "。）" or (match["end"] in "；;" and not bracketed and first not in "；;"):
            return Listed(names, parts, at)
    # the list has ended where the rest of the sentence has no such amount
    stop = text.find("。", at)
    if any(each["unit"] == total.unit for each in _FIGURE.finditer(text, at, stop if stop >= 0 else len(text))):
        return Listed([], [], at)
    return Listed(names, parts, at)


def _read_long(text: str, start: int, total: Amount) -> Listed:
    """The parts of a list with semicolons, each the begin of its item; what else an item has is not read."""
    names: list[str] = []
    parts: list[Amount] = []
    at, last, stop = start, start, text.find("。", start)
    while 0 <= at < stop and (match := _ITEM.match(text, at)) is not None:
        other = _OTHER.search(match["name"]) or _WHOLE.search(match["name"]) or match["unit"] != total.unit
        if other or sum((part.value for part in parts), start=Decimal(0)) == total.value:
            break
        names.append(match["name"])
        parts.append(Amount(match["number"], match["unit"], match.start("number")))
        last, at = match.end(), next((n + 1 for n in range(match.end(), stop) if text[n] in "；;"), -1)
    return Listed(names, parts, last, at < 0)


def _check_parts(prose: Prose, total: Amount, listed: Listed) -> Iterator[Case]:
    names, parts, end, complete = listed
    point = sum((part.value for part in parts), start=Decimal(0))
    key = ("parts", total.printed, *(part.printed for part in parts))
    agreement = compare(total.interval, point, sum_intervals(part.interval for part in parts))
    short = point < total.value
    whole = is_whole(names)
    nearly = hardly_leaves_out(names) or (len(parts) > 2 and total.value - point < total.value * _LACKING)
    if agreement != "mismatch" or (short and not (complete and (whole or nearly))) or _is_nested(total, parts):
        yield Case("sentence-parts", key, "pass" if agreement == "pass" else "untested")
        return
    numbers = [total.text, *(part.text for part in parts)]
    facts = tuple(number for number in prose.number_facts(numbers, total.start) if number is not None)
    terms = " + ".join(part.number for part in parts)
    yield Case(
        "sentence-parts", key, "mismatch",
        *compose(
            "sentence-parts", "found", clause=quote(prose.quote_clause(total.start, end - 1)),
            place=prose.locate(numbers, total.start), terms=f"{terms} = {total.show(point)}", total=total.shown,
            gap=total.show(abs(point - total.value)),
        ),
        facts=facts, expected=point, stated=total.value, unit=total.base_unit,
        outcome="omission" if short and not whole else None,
    )  # fmt: skip


def is_whole(names: Sequence[str]) -> bool:
    """Whether the names are those of parts of which there are no others."""
    return any(
        len(names) == len(words) and all(any(word in name for name in names) for word in words) for words in _WHOLES
    )


def hardly_leaves_out(names: Sequence[str]) -> bool:
    """Whether the names are those of a list that hardly leaves out a part."""
    return any(
        all(re.search(kinds, name) for name in names) and all(any(re.search(w, name) for name in names) for w in words)
        for words, kinds in _NEARLY
    )


def _is_nested(total: Amount, parts: Sequence[Amount]) -> bool:
    """Whether some of the first parts make the total, or a part is the sum of those that follow it."""
    values = [part.value for part in parts]
    digit = max((part.interval.high - part.interval.low for part in (total, *parts)), default=Decimal(0))
    for first in range(len(values)):
        for last in range(first + 1, len(values) + 1):
            made = sum(values[first:last], start=Decimal(0))
            before = values[first - 1] if first else total.value
            if last - first < len(values) and last - first > 1 and abs(made - before) <= digit * len(values):
                return True
    return False
