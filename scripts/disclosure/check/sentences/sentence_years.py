"""Two years of one matter in a sentence, and the change or the rate between them: 8万元，比上年6万元增加3万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import Interval, compare, divide, half_digit
from disclosure.check.cases.message import compose
from disclosure.check.sentences.sentence_amounts import BASES, MONEY, NUMBER, Amount, Prose

_CHECK = "sentence-changes"
_UNIT = rf"{MONEY}|人次|批次|人|名|辆|台|家|户|个"
_FALLS = frozenset({"减少", "下降", "降低"})
_VERB = "增加|减少|增长|下降|降低|上升|提高"
_RATE = r"\d[\d,]{0,12}(?:\.\d{1,6})?"
#: 8万元，比上年预算数6万元增加3万元，增长50%: the change, its rate, or both.
_LATER_FIRST = re.compile(
    rf"(?P<now>{NUMBER})(?P<now_unit>{_UNIT})[，,]?(?:比|较|与)(?:{BASES})[^。；;：:，,\d（）增减升降提]{{0,24}}?"
    rf"(?P<prior>{NUMBER})(?P<prior_unit>{_UNIT})(?:相比)?[，,]?(?:(?P<verb>{_VERB})了?(?P<change>{NUMBER})(?P<change_unit>{_UNIT}))?"
    rf"(?:[，,（]?(?:即|同比)?(?P<other>{_VERB}|增幅|降幅)(?:幅度|比例|率)?(?:约为|约|为|达|了)?(?P<rate>{_RATE})%)?"
)
#: 由6万元增加到8万元，增加3万元
_FROM_TO = re.compile(
    rf"(?:由|从)(?:20\d\d年|上年|去年)?[^。；，,\d]{{0,12}}(?P<prior>{NUMBER})(?P<prior_unit>{_UNIT})(?:{_VERB}|调整|变)(?:到|至|为)"
    rf"(?:20\d\d年|本年)?[^。；，,\d]{{0,12}}(?P<now>{NUMBER})(?P<now_unit>{_UNIT})[，,]?"
    rf"(?:(?P<verb>{_VERB})了?(?P<change>{NUMBER})(?P<change_unit>{_UNIT}))?"
    rf"(?:[，,（]?(?:即|同比)?(?P<other>{_VERB}|增幅|降幅)(?:幅度|比例|率)?(?:约为|约|为|达|了)?(?P<rate>{_RATE})%)?"
)
#: 本年预算8万元，上年预算6万元，增加3万元: which of the two is earlier, their years say.
_IN_TURN = re.compile(
    rf"(?P<one>20\d\d年|上年|去年|本年|今年)(?P<words>[^。；;：:，,\d（）增减升降]{{0,24}}?)为?(?P<now>{NUMBER})(?P<now_unit>{_UNIT})[，,；;]"
    rf"(?P<two>20\d\d年|上年|去年|本年|今年)(?P<others>[^。；;：:，,\d（）增减升降]{{0,24}}?)为?(?P<prior>{NUMBER})(?P<prior_unit>{_UNIT})[，,；;]"
    rf"(?:(?:同比|比上年|较上年|本年比上年)?(?P<verb>{_VERB})了?(?P<change>{NUMBER})(?P<change_unit>{_UNIT}))?"
    rf"(?:[，,（]?(?:即|同比)?(?P<other>{_VERB}|增幅|降幅)(?:幅度|比例|率)?(?:约为|约|为|达|了)?(?P<rate>{_RATE})%)?"
)
_LAST = ("上年", "去年")
#: More cannot be lost than all.
_MOST = Decimal(100)
_FALL = re.compile(
    r"(?<![（/、）])(?:减少|下降|降低|降幅|减幅)(?:幅度|比例|率)?(?:约为|约|为|达|了)?(?P<rate>\d{3,9}(?:\.\d{1,6})?)%"
)


def check_years(prose: Prose) -> Iterator[Case]:
    """Both years and the change or rate between them; a fall of more than all there was."""
    yield Case(_CHECK, ("read",), "pass")
    for pattern in (_LATER_FIRST, _FROM_TO):
        for match in pattern.finditer(prose.text):
            if match["change"] or match["rate"]:
                yield from _check_match(prose, match, "now", "prior")
    for match in _IN_TURN.finditer(prose.text):
        later = _find_later(match["one"], match["two"])
        if later and (match["change"] or match["rate"]) and match["words"] == match["others"]:
            yield from _check_match(prose, match, *(("now", "prior") if later == 1 else ("prior", "now")))
    for match in _FALL.finditer(prose.text):
        if Decimal(match["rate"]) > _MOST:
            clause = quote(prose.quote_clause(match.start(), match.end()))
            place = prose.locate([match["rate"]], match.start())
            yield Case(
                _CHECK, ("fall", match[0], clause), "mismatch",
                *compose("sentence-changes", "fall", clause=clause, place=place, rate=f"{match['rate']}%"),
                outcome="impossible",
            )  # fmt: skip


def _find_later(one: str, two: str) -> int:
    """Which of two years is the one after the other, 1 or 2; 0 where neither is."""
    if one.startswith("2") and two.startswith("2"):
        return {1: 1, -1: 2}.get(int(one[:4]) - int(two[:4]), 0)
    if one.startswith("2") == two.startswith("2") and (one in _LAST) == (two in _LAST):
        return 0
    return 2 if one in _LAST else 1 if two in _LAST else 0


def _check_match(prose: Prose, match: re.Match[str], later: str, earlier: str) -> Iterator[Case]:
    """``later`` and ``earlier`` name the groups of the two figures, each with its unit of measure."""
    now = Amount(match[later], match[f"{later}_unit"], match.start(later))
    prior = Amount(match[earlier], match[f"{earlier}_unit"], match.start(earlier))
    if now.base_unit != prior.base_unit:
        return
    point, spread = now.value - prior.value, now.interval - prior.interval
    numbers = [match[name] for name in ("now", "prior", "change", "rate") if match[name]]
    facts = tuple(number for number in prose.number_facts(numbers, match.start()) if number is not None)
    clause, place = quote(prose.quote_clause(match.start(), match.end())), prose.locate(numbers, match.start())
    if match["change"]:
        change = Amount(match["change"], match["change_unit"], match.start("change"))
        sign = -1 if match["verb"] in _FALLS else 1
        stated = Interval(change.interval.low, change.interval.high)
        moved, apart = point * sign, spread if sign > 0 else Interval(-spread.high, -spread.low)
        if change.base_unit == now.base_unit and compare(stated, moved, apart) == "mismatch":
            yield Case(
                _CHECK, ("change", match[0]), "mismatch",
                *compose(
                    "sentence-changes", "change", clause=clause, place=place, terms=f"{now.number} - {prior.number}",
                    point=now.show(point), change=f"{match['verb']}{change.shown}",
                    gap=now.show(abs(moved - change.value)),
                ),
                facts=facts, expected=moved, stated=change.value, unit=now.base_unit,
            )  # fmt: skip
            return
    if match["rate"] and prior.value > 0:
        yield from _check_rate(prose, match, now, prior, facts)
    elif match["rate"] and prior.value == 0 and now.value > 0:
        yield Case(
            _CHECK, ("zero", match[0]), "mismatch",
            *compose("sentence-changes", "zero", clause=clause, place=place, rate=f"{match['rate']}%"),
            facts=facts, outcome="wording",
        )  # fmt: skip


def _check_rate(
    prose: Prose, match: re.Match[str], now: Amount, prior: Amount, facts: tuple[int, ...]
) -> Iterator[Case]:
    half = half_digit(match["rate"], "%")
    rate = Decimal(match["rate"].replace(",", ""))
    point = (now.value - prior.value) / prior.value * 100
    low, high = divide(now.interval, prior.interval), Decimal(100)
    falls = match["other"] in _FALLS or match["other"] == "降幅"
    moved = -point if falls else point
    if low is None:
        return
    spread = Interval(low.low - high, low.high - high)
    spread = Interval(-spread.high, -spread.low) if falls else spread
    if compare(Interval(rate - half, rate + half), moved, spread) != "mismatch":
        return
    numbers = [match[name] for name in ("now", "prior", "change", "rate") if match[name]]
    yield Case(
        _CHECK, ("rate", match[0]), "mismatch",
        *compose(
            "sentence-changes", "rate", clause=quote(prose.quote_clause(match.start(), match.end())),
            place=prose.locate(numbers, match.start()),
            terms=f"({now.number} - {prior.number}) ÷ {prior.number} = {point.quantize(Decimal('0.01'))}%",
            rate=f"{match['other']}{match['rate']}%",
        ),
        facts=facts, expected=point, stated=-rate if falls else rate, unit="%",
    )  # fmt: skip
