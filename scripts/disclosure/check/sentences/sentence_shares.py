"""Shares that a sentence states with the amounts they are of: 总额8万元，其中：甲5万元，占62.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import Interval, compare, divide, half_digit
from disclosure.check.cases.message import compose
from disclosure.check.sentences.sentence_amounts import MONEY, NUMBER, Amount, Prose

_CHECK = "sentence-shares"
_UNIT = rf"{MONEY}|人次|批次|人|名|辆|台|家|户|件|项|个"
_RATE = r"(?P<rate>\d{1,4}(?:\.\d{1,6})?)%"
#: A part, its whole and the share between them: 甲5万元，占总额8万元的62.5%.
_OF_STATED = re.compile(
    rf"(?P<part>{NUMBER})(?P<part_unit>{_UNIT})[，,（]?约?占(?:到|了)?[^，。；：、\d%（）]{{0,24}}?(?P<whole>{NUMBER})(?P<whole_unit>{_UNIT})"
    rf"的?(?:比例|比重)?(?:约?为|约|达)?{_RATE}"
)
#: A whole and what begins the list of its parts.
_WHOLE = re.compile(rf"(?P<whole>{NUMBER})(?P<whole_unit>{_UNIT})[，,。；;：:（]?其中[：:，,]?(?=[^\d。；]{{2,24}}\d)")
#: One of its parts with its share.
_ITEM = re.compile(
    rf"[^\d。；;，,：:%]{{2,30}}?(?P<part>{NUMBER})(?P<part_unit>{_UNIT})[，,（]?约?占(?P<named>[^，。；：、\d%（）]{{0,24}}?){_RATE}[）]?[，,；;、。]"
)
#: A part and the name of its whole, whose amount is stated before: 其他收入2万元，占收入总额的25%.
_OF_NAMED = re.compile(
    rf"(?P<part>{NUMBER})(?P<part_unit>{_UNIT})[，,（]?约?占(?P<named>[^，,。；：、\d%（）]{{3,16}}?)的?(?:比例|比重)?(?:约?为|约|达)?{_RATE}"
)
_BETWEEN = r"(?:共|共计|合计)?(?:为|是)?"
#: How far before a share an amount is looked for that it may be of as well.
_BACK = 600


def check_shares(prose: Prose) -> Iterator[Case]:
    """Every share behind its part and its whole, and those of a list behind 其中.

    A share that fits any amount stated shortly before, or all that the list holds, is of that; one that is a fact is
    left to the check of shares that compares it with the totals of the report.
    """
    yield Case(_CHECK, ("read",), "pass")
    for match in _OF_STATED.finditer(prose.text):
        yield from _check_item(prose, match, _read_whole(match), ())
    for match in _OF_NAMED.finditer(prose.text):
        whole = re.compile(
            rf"{re.escape(match['named'].removesuffix('的'))}{_BETWEEN}(?P<whole>{NUMBER})(?P<whole_unit>{_UNIT})"
        )
        named = list(whole.finditer(prose.text, max(0, match.start() - _BACK), match.start()))
        if named:
            yield from _check_item(prose, match, _read_whole(named[-1]), ())
    for total in _WHOLE.finditer(prose.text):
        items, at = [], total.end()
        while (item := _ITEM.match(prose.text, at)) is not None:
            items.append(item)
            at = item.end()
            if item[0].endswith("。"):
                break
        parts = [_read_part(item) for item in items]
        for item in items:
            yield from _check_item(prose, item, _read_whole(total), parts)


def _read_whole(match: re.Match[str]) -> Amount:
    return Amount(match["whole"], match["whole_unit"], match.start("whole"))


def _read_part(match: re.Match[str]) -> Amount:
    return Amount(match["part"], match["part_unit"], match.start("part"))


def _check_item(prose: Prose, match: re.Match[str], whole: Amount, beside: Sequence[Amount]) -> Iterator[Case]:
    """One case for a share; nothing where it may be of another whole than ``whole``."""
    part, half = _read_part(match), half_digit(match["rate"], "%")
    value = Decimal(match["rate"])
    rate = Interval(value - half, value + half)
    if part.base_unit != whole.base_unit or whole.value <= 0:
        return
    numbers = [match["part"], match["rate"]]
    facts = prose.number_facts(numbers, match.start())
    if facts[1] is not None:
        return
    listed = sum((each.value for each in beside), start=Decimal(0))
    wholes = [whole, *prose.list_amounts(match.start() - _BACK, match.start())]
    if any(_fits(rate, part, each.value, each.interval) for each in wholes) or (
        listed and _fits(rate, part, listed, Interval(listed, listed))
    ):
        return
    point = part.value / whole.value * 100
    yield Case(
        _CHECK, ("share", match[0]), "mismatch",
        *compose(
            "sentence-shares", "found", place=prose.locate(numbers, match.start()), rate=f"{match['rate']}%",
            clause=quote(prose.quote_clause(min(whole.start, match.start()), match.end("rate") + 1)),
            terms=f"{part.shown} ÷ {whole.shown} = {point.quantize(Decimal('0.01'))}%",
        ),
        facts=tuple(number for number in facts if number is not None), expected=point, stated=value, unit="%",
    )  # fmt: skip


def _fits(rate: Interval, part: Amount, whole: Decimal, interval: Interval) -> bool:
    """Whether a share can be that of ``part`` in ``whole``, which can be anything in ``interval``."""
    computed = divide(part.interval, interval)
    return computed is not None and compare(rate, part.value / whole * 100, computed) != "mismatch"
