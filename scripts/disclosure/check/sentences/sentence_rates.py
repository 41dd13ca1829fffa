"""Rates that a sentence states next to the figures they are of: 8万元，比上年增加2万元，增长33.33%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import Interval, compare, divide, divide_change, half_digit
from disclosure.check.cases.message import compose
from disclosure.check.sentences.sentence_amounts import BASES, MONEY, NUMBER, Amount, Prose

_UNIT = rf"{MONEY}|人次|批次|人|辆|台|个"
#: 2030年预算8万元，比2030年减少2万元: no 决算 or 执行 between, which may differ from the budget of their year.
_SAME_YEAR = re.compile(
    rf"(?P<year>20\d\d)年度?(?P<words>[^。；\d决执行完成]{{0,40}}预算[^。；\d决执行完成]{{0,16}})(?P<number>{NUMBER})(?:{MONEY})[，,]?"
    r"(?:比|较|与)(?P=year)年度?(?:年初)?(?:预算)?数?(?:相比)?[，,]?(?:增加|减少|增长|下降|上升|降低)(?=\d)"
)
_FALLS = frozenset({"减少", "下降", "降低", "减", "降幅", "减幅", "下降率"})
_RISES = frozenset({"增加", "增长", "上升", "增", "增幅", "增长率"})
#: An amount, its change and the rate of it, with no other number between but years; both may lack their unit.
_CHANGE = re.compile(
    rf"(?P<value>{NUMBER})(?P<unit>{_UNIT}|(?<=\.\d\d)(?=[，,]))(?:（[^（）\d]*）)?[，,；;]?"
    r"(?:(?:比|较|与|同)(?:20\d\d年|上年|去年)[^。；;，,（）\d]{0,16}[，,]?)?[^。；;，,、：（）\d]{0,16}?"
    rf"(?P<verb>增加|减少|增长|下降|降低|上升|增|减)了?(?P<change>{NUMBER})(?P<change_unit>{_UNIT}|(?<=\.\d\d)(?=[，,]))"
    r"[，,、；;（]?(?:同比|即|较上年|比上年|同比上年)?"
    r"(?P<other>增长率|下降率|增幅|降幅|减幅|增长|下降|降低|上升|增加|减少|增|减)(?:幅度|比例|率)?(?:约为|约|为|达|了|是)?[：:]?"
    r"(?P<rate>-?\d[\d,]{0,12}(?:\.\d{1,6})?)%"
)
#: A budget, what was spent of it and the rate of completion.
_DONE = re.compile(
    rf"(?P<base>年初预算|全年预算|调整预算|预算)(?:数|安排)?(?:为|是)?(?P<budget>{NUMBER})(?P<budget_unit>{MONEY})[，,；;]"
    rf"(?:实际|全年)?(?:支出)?(?:决算|执行|支出)(?:数|支出)?(?:为|是)?(?P<spent>{NUMBER})(?P<spent_unit>{MONEY})[，,；;（]"
    r"(?:(?:完成|占|为)(?:了)?(?:当年|本年)?(?P<named>年初预算|全年预算|调整预算|预算)(?:数|安排)?的?|总?(?:预算)?执行率(?:为|是|达)?)"
    r"(?P<rate>\d[\d,]{0,12}(?:\.\d{1,6})?)%"
)
#: What was spent, and its budget in the words of the rate: 决算8万元，完成年初预算10万元的85%.
_DONE_OF = re.compile(
    rf"(?:决算|执行|支出)(?:数|支出)?(?:为|是)?(?P<spent>{NUMBER})(?P<spent_unit>{MONEY})[，,；;（](?:完成|占|为)(?:了)?(?:当年|本年)?"
    rf"(?:年初|全年|调整后?|年度)?预算(?:数|安排)?(?:为|是)?(?P<budget>{NUMBER})(?P<budget_unit>{MONEY})的?(?P<rate>\d[\d,]{{0,12}}(?:\.\d{{1,6}})?)%"
)
#: 决算1.53万元，完成预算的0%: something was spent.
_NOT_DONE = re.compile(
    rf"(?:决算|执行)数?(?:为|是)?(?P<spent>{NUMBER})(?P<spent_unit>{MONEY})[，,]完成(?:了)?(?:当年|本年)?(?:年初|全年|调整后?)?预算数?的?"
    r"(?P<rate>0(?:\.0{1,2})?)%"
)
#: 减少长27.07%, 增长下降13.8%: two words of direction before one number.
_MIXED = re.compile(
    rf"(?:(?:减少|下降|降低)(?:长|增长|增加|上升)|(?:增长|增加|上升)(?:下降|降低|减少))(?P<number>{NUMBER})(?:%|{MONEY})"
)
#: A change and, right behind it, the rate of it: 增加2万元，下降5%. One word of direction each, no form's 下降（增长）.
_OPPOSED = re.compile(
    rf"(?<![（/、])(?P<verb>增加|减少|增长|下降|降低|上升)了?(?P<change>\d[\d,]{{0,15}}(?:\.\d{{1,6}})?)(?:{_UNIT})[，,；;（]?"
    r"(?:同比|即|较上年|比上年|同比上年|较上年同比)?"
    r"(?P<other>增长率|下降率|增幅|降幅|减幅|增长|下降|降低|上升|增加|减少)(?:幅度|比例|率)?(?:约为|约|为|达|了|是)?[：:]?"
    r"(?P<rate>\d[\d,]{0,12}(?:\.\d{1,6})?)%"
)
#: What precedes an amount that something is compared with: 比上年预算数6万元增加2万元, 比年初预算10万元减少2万元.
_OF_PRIOR = re.compile(rf"(?:比|较|与)(?:{BASES})[^。；;：:，,\d（）增减升降提]{{0,24}}\Z")
_NEAR = 40
#: How far before a sentence another amount is looked for that its change may be of.
_BACK = 600


def check_rates(prose: Prose, held: set[tuple[int, int]]) -> Iterator[Case]:
    """Every rate that a sentence states with its figures.

    ``held`` are the numbers of changes and rates that are facts, and that change-rate holds together. A rate that
    fits another amount stated shortly before is of that one.
    """
    yield Case("sentence-rates", ("read",), "pass")
    yield Case("direction-words", ("read",), "pass")
    yield Case("same-year", ("read",), "pass")
    for match in _CHANGE.finditer(prose.text):
        yield from _check_change(prose, match, held)
    for match in _OPPOSED.finditer(prose.text):
        yield from _check_direction(prose, match)
    for match in _MIXED.finditer(prose.text):
        clause = quote(prose.quote_clause(match.start(), match.end()))
        yield Case(
            "direction-words", ("mixed", clause), "mismatch",
            *compose("direction-words", "mixed", clause=clause, place=prose.locate([match["number"]], match.start())),
            outcome="wording",
        )  # fmt: skip
    for match in _SAME_YEAR.finditer(prose.text):
        clause = quote(prose.quote_clause(match.start(), match.end()))
        place = prose.locate([match["number"]], match.start())
        yield Case(
            "same-year", ("same-year", match[0]), "mismatch",
            *compose("same-year", "found", clause=clause, place=place, year=match["year"]), outcome="wording",
        )  # fmt: skip
    for match in _DONE.finditer(prose.text):
        if match["named"] in (None, "预算", match["base"]):
            yield from _check_done(prose, match)
    for match in _DONE_OF.finditer(prose.text):
        yield from _check_done(prose, match)
    for match in _NOT_DONE.finditer(prose.text):
        yield from _check_not_done(prose, match)


def _read_rate(match: re.Match[str]) -> tuple[Decimal, Interval]:
    value = Decimal(match["rate"].replace(",", ""))
    half = half_digit(match["rate"], "%")
    return value, Interval(value - half, value + half)


def _check_change(prose: Prose, match: re.Match[str], held: set[tuple[int, int]]) -> Iterator[Case]:
    value = Amount(match["value"], match["unit"], match.start("value"))
    change = Amount(match["change"], match["change_unit"], match.start("change"))
    if value.base_unit != change.base_unit or not change.value:
        return
    if _OF_PRIOR.search(prose.text, max(0, value.start - _NEAR), value.start):
        return  # both years are stated: sentence-changes holds them together
    if value.unit != change.unit and _fits(value, replace(change, unit=value.unit), 1, match):
        return  # 2.45元 of 20.18万元: the check lost-unit finds it
    numbers = [match["value"], match["change"], match["rate"]]
    facts = prose.number_facts(numbers, match.start())
    if (facts[1], facts[2]) in held:
        return
    sign = -1 if match["verb"] in _FALLS else 1
    earlier = prose.list_amounts(match.start() - _BACK, match.start("change"))
    if any(_fits(each, change, sign, match) for each in (value, *earlier)):
        return
    yield _tell_change(prose, match, value, change, facts)


def _fits(value: Amount, change: Amount, sign: int, match: re.Match[str]) -> bool:
    """Whether a rate is that of ``change`` on what ``value`` was before."""
    interval = _read_rate(match)[1]
    moved = change.interval if sign > 0 else Interval(-change.interval.high, -change.interval.low)
    computed, prior = divide_change(moved, value.interval), value.value - sign * change.value
    if computed is None or prior <= 0:
        return False
    point = sign * change.value / prior * 100
    # the verb of the rate may be that of a form: its sign proves nothing here
    return any(
        compare(each, point, computed) != "mismatch" for each in (interval, Interval(-interval.high, -interval.low))
    )


def _tell_change(prose: Prose, match: re.Match[str], value: Amount, change: Amount, facts: list[int | None]) -> Case:
    rate, _ = _read_rate(match)
    falls = match["verb"] in _FALLS
    prior = value.value + (change.value if falls else -change.value)
    place = prose.locate([value.text, change.text, match["rate"]], match.start())
    clause, key = quote(prose.quote_clause(match.start(), match.end())), ("change", match[0])
    known = tuple(number for number in facts if number is not None)
    if prior == 0:
        return Case(
            "sentence-rates", key, "mismatch",
            *compose("sentence-rates", "zero", clause=clause, place=place), facts=known, outcome="wording",
        )  # fmt: skip
    if prior < 0:
        return Case(
            "sentence-rates", key, "mismatch",
            *compose("sentence-rates", "below", clause=clause, place=place), facts=known, outcome="impossible",
        )  # fmt: skip
    point = (-change.value if falls else change.value) / prior * 100
    stated = -rate if falls and rate > 0 else rate
    terms = f"{change.shown} ÷ {value.show(prior)} = {abs(point).quantize(Decimal('0.01'))}%"
    return Case(
        "sentence-rates", key, "mismatch",
        *compose("sentence-rates", "change", clause=clause, place=place, terms=terms, rate=f"{match['rate']}%"),
        facts=known, expected=point, stated=stated, unit="%",
    )  # fmt: skip


def _check_direction(prose: Prose, match: re.Match[str]) -> Iterator[Case]:
    """One fall with a rate that rises, or the other way round."""
    verbs = (match["verb"], match["other"])
    opposed = (verbs[0] in _FALLS and verbs[1] in _RISES) or (verbs[0] in _RISES and verbs[1] in _FALLS)
    if not opposed or not match["rate"].strip("0.") or not match["change"].strip("0."):
        return
    numbers = [match["change"], match["rate"]]
    yield Case(
        "direction-words", ("direction", match[0]), "mismatch",
        *compose(
            "direction-words", "opposed", clause=quote(prose.quote_clause(match.start(), match.end())),
            place=prose.locate(numbers, match.start()),
        ),
        facts=tuple(number for number in prose.number_facts(numbers, match.start()) if number is not None),
        outcome="wording",
    )  # fmt: skip


def _check_not_done(prose: Prose, match: re.Match[str]) -> Iterator[Case]:
    """A rate of completion of zero behind an amount that was spent."""
    spent = Amount(match["spent"], match["spent_unit"], match.start("spent"))
    if spent.value <= 0:
        return
    numbers = [match["spent"], match["rate"]]
    yield Case(
        "sentence-rates", ("not-done", match[0]), "mismatch",
        *compose(
            "sentence-rates", "not_done", clause=quote(prose.quote_clause(match.start(), match.end())),
            place=prose.locate(numbers, match.start()), spent=spent.shown, rate=f"{match['rate']}%",
        ),
        facts=tuple(number for number in prose.number_facts(numbers, match.start()) if number is not None),
        outcome="wording",
    )  # fmt: skip


def _check_done(prose: Prose, match: re.Match[str]) -> Iterator[Case]:
    budget = Amount(match["budget"], match["budget_unit"], match.start("budget"))
    spent = Amount(match["spent"], match["spent_unit"], match.start("spent"))
    numbers = [match["budget"], match["spent"], match["rate"]]
    facts = prose.number_facts(numbers, match.start())
    computed = divide(spent.interval, budget.interval)
    if budget.value == 0 < spent.value:
        yield Case(
            "sentence-rates", ("done", match[0]), "mismatch",
            *compose(
                "sentence-rates", "done_of_zero", clause=quote(prose.quote_clause(match.start(), match.end())),
                place=prose.locate(numbers, match.start()), rate=f"{match['rate']}%",
            ),
            facts=tuple(number for number in facts if number is not None), outcome="wording",
        )  # fmt: skip
    if None not in facts or computed is None:
        return
    rate, interval = _read_rate(match)
    point = spent.value / budget.value * 100
    key, terms = ("done", match[0]), f"{spent.shown} ÷ {budget.shown} = {point.quantize(Decimal('0.01'))}%"
    agreement = compare(interval, point, computed)
    yield Case(
        "sentence-rates", key, "mismatch" if agreement == "mismatch" else "pass",
        *compose(
            "sentence-rates", "done", clause=quote(prose.quote_clause(match.start(), match.end())),
            place=prose.locate(numbers, match.start()), terms=terms, rate=f"{match['rate']}%",
        ),
        facts=tuple(number for number in facts if number is not None), expected=point, stated=rate, unit="%",
        amounts=(budget.value, spent.value),
    )  # fmt: skip
