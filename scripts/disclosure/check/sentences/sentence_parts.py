"""A total and its parts in one sentence: 总额8万元，其中：甲5万元，乙4万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import compare, sum_intervals
from disclosure.check.cases.message import compose
from disclosure.check.sentences.sentence_amounts import MONEY, NUMBER, Amount, Prose

_UNIT = rf"{MONEY}|平方米|公里|公顷|亩|人次|批次|人|名|户|家|辆|台（套）|台|套|间|项|个"
#: A total and what begins the list of its parts; of things that are counted the name of the thing may be between.
_TOTAL = re.compile(
    rf"(?P<number>{NUMBER})(?P<unit>{_UNIT})(?P<thing>[^\d。；，,、：:（）]{{0,12}})"
    r"(?P<mark>[，,。；;、：:]?(?P<bracket>（)?(?:其中|包括|分别为|分别是)[：:，,]?)(?=[^\d。；]{0,24}\d)"
)
#: Posts or persons and, without a word between, what they are made up of.
_STAFF = re.compile(
    rf"(?:在职(?:人员|职工)?|在编(?:人员|职工)?|实有(?:人员|人数)?|编制(?:人数|数|总数)?|现有(?:人员)?)(?:共|为|共计)?(?P<number>{NUMBER})"
    r"(?P<unit>人|名)(?P<thing>)(?P<mark>[，,：:；;]?(?P<bracket>（)?)(?=(?:行政|事业|公务员|参公|参照|机关|工勤|编内|在编)[^\d。；，,、]{0,12}\d)"
)
#: One part: a name without figures, its amount, and its share or a remark.
_PART = re.compile(
    rf"(?P<name>[^\d。；;，,、（）]{{1,24}}(?:（[^（）\d]{{1,16}}）)?[^\d。；;，,、（）]{{0,12}})"
    rf"(?P<number>{NUMBER})(?P<unit>{_UNIT})(?:（[^（）]{{0,40}}）)?(?:[，,]?占[^，,。；;\d]{{0,20}}[\d.]+%)?(?P<end>[，,、；;。）])"
)
#: The same with its amount before its name: 3个行政单位、5个事业单位.
_PART_BEHIND = re.compile(
    rf"(?P<number>{NUMBER})(?P<unit>{_UNIT})(?P<name>[^\d。；;，,、（）]{{2,16}})(?P<end>[，,、；;。）和及与])"
)
#: Names that are of a change, of another year or of a part within a part.
_OTHER = re.compile(
    "增加|减少|增长|下降|上升|降低|增幅|降幅|上年|去年|年初|年末|结转|同比|比|较|其中|主要|用于|平均|人均|每|单价|资金总额"
)
#: What kinds of posts and persons a staff is made up of: another word ends the list.
_KINDS = re.compile("行政|事业|公务员|参公|参照|机关|工勤|编内|在编|编外|临聘|聘用|合同|辅助|辅警|劳务")
#: Posts and persons of which there are hardly others: a smaller sum may lack a kind that is not named.
_NEARLY = (("行政", "事业"),)
#: Parts of which there are no others: each set makes a whole.
_WHOLES = (
    ("人员", "公用"), ("购置", "运行"), ("出国", "车", "接待"), ("货物", "工程", "服务"), ("行政", "事业", "工勤"),
    ("在职", "离退休"), ("在职", "退休", "离休"), ("男", "女"),
)  # fmt: skip


def check_parts(prose: Prose) -> Iterator[Case]:
    """Lists of parts behind 其中 that add up to more than their total, and those that are all there is to less.

    Parts of parts are not counted: a part equal to the sum of the ones behind it.
    """
    yield Case("sentence-parts", ("read",), "pass")
    staff = list(_STAFF.finditer(prose.text))
    for match in [*_TOTAL.finditer(prose.text), *staff]:
        total = Amount(match["number"], match["unit"], match.start("number"))
        if match["thing"] and total.base_unit == "元":
            continue  # words behind an amount of money are another matter
        kinds = _KINDS if match in staff else None
        names, parts, end = _read_parts(prose.text, match.end(), total, bool(match["bracket"]), kinds)
        if len(parts) > 1 and total.value > 0:
            yield from _check_parts(prose, total, names, parts, end)


def _read_parts(
    text: str, start: int, total: Amount, bracketed: bool, kinds: re.Pattern[str] | None = None
) -> tuple[list[str], list[Amount], int]:
    """The parts that a list holds until something in it is not a part, their names, and where it ends.

    A name that is none of ``kinds`` ends the list.
    """
    names: list[str] = []
    parts: list[Amount] = []
    at = start
    while (match := _PART.match(text, at) or _PART_BEHIND.match(text, at)) is not None:
        part = Amount(match["number"], match["unit"], match.start("number"))
        if kinds is not None and not kinds.search(match["name"]):
            return names, parts, at
        if _OTHER.search(match["name"]) or part.unit != total.unit:
            return [], [], at  # figures of another kind among them: what is a part is not certain
        names.append(match["name"])
        parts.append(part)
        at = match.end()
        if match["end"] in "。）" or (match["end"] in "；;" and not bracketed):
            return names, parts, at
    return [], [], at


def _check_parts(
    prose: Prose, total: Amount, names: Sequence[str], parts: Sequence[Amount], end: int
) -> Iterator[Case]:
    point = sum((part.value for part in parts), start=Decimal(0))
    key = ("parts", total.printed, *(part.printed for part in parts))
    agreement = compare(total.interval, point, sum_intervals(part.interval for part in parts))
    short = point < total.value
    nearly = total.unit in ("人", "名") and _make_up(names, _NEARLY)
    whole = nearly or _make_up(names, _WHOLES)
    if agreement != "mismatch" or (short and not whole) or _is_nested(total, parts):
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
        outcome="omission" if short and nearly else None,
    )  # fmt: skip


def _make_up(names: Sequence[str], wholes: Sequence[Sequence[str]]) -> bool:
    """Whether the names are those of a set that makes a whole."""
    return any(
        len(names) == len(words) and all(any(word in name for name in names) for word in words) for words in wholes
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
