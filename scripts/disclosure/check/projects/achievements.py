"""The prose of performance tables against their rows: the same noun beside another number or unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.check.cases.findings import Case, quote, show, tell_place
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Indicator, Text

_UNITS = "万台|万个|万条|万人次|[人家户台辆车架艘批班例]次|万元|小时|个|台|套|条|次|人|家|件|册|页|场|项|辆|天|%|％"
#: a clause, what may stand between noun and number, the number and its unit
_CLAIM = re.compile(
    r"(?P<clause>[^，。；;：:！\d]{2,60}?)"
    r"(?P<link>(?:达到|达|不少于|不超过|不小于|不低于|超过|至少|小于|少于|约|为|完成|≥|≤|>=|<=|=)*)"
    rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNITS})(?!以)"
)
_COUNTED = re.compile(r"(?:（[^）]*）|\([^)]*\))+$|(?:预算资金|资金支出|的?数量|[个台套次人条]数|成本)$")
_OPENING = re.compile(
    r"^(?:\d+\.|目标\d+|其中|截至.*?日|该项目|实际|完成|通过.{2,20}实施|[一二三四五六]是)*(?:实际|完成|实现)*"
)
#: What a printed count multiplies its unit by.
_SCALES = {"万台": ("台", 10_000), "万个": ("个", 10_000), "万条": ("条", 10_000), "万人次": ("人次", 10_000)}


@dataclass(frozen=True)
class Claim:
    """A noun with its number in prose, as printed and in single things."""

    noun: str
    value: Decimal
    unit: str
    printed: str
    text: Text


def read_claims(text: Text) -> list[Claim]:
    """Every number with a noun before it in ``text``."""
    claims = []
    for match in _CLAIM.finditer(text.content):
        unit, scale = _SCALES.get(match["unit"], (match["unit"].replace("％", "%"), 1))
        value = Decimal(match["number"].replace(",", "")) * scale
        noun = bare(_OPENING.sub("", match["clause"]))
        claims.append(Claim(noun, value, unit, match["number"] + match["unit"], text))
    return [claim for claim in claims if len(claim.noun) >= 4]


def bare(name: str) -> str:
    """A noun without the words that only say that it is counted: 发放补助人数 is 发放补助."""
    name = re.sub(r"[\s“”\"]", "", name)
    while (shorter := _COUNTED.sub("", name)) != name and len(shorter) >= 4:
        name = shorter
    return name


@check("prose-and-indicators")
def run_achievements(subject: Subject) -> Iterator[Case]:
    """Objectives against targets, achievements against results, the unit’s prose against its projects’."""
    texts, indicators = subject.parsed.texts, subject.parsed.indicators
    claims = [c for text in texts if text.role in ("objective", "achievement") for c in read_claims(text)]
    for claim in claims:
        rows = [row for row in indicators if row.project == claim.text.project]
        row = max((row for row in rows if _is_same(claim.noun, bare(row.level3))), key=_length, default=None)
        if row is not None:
            yield _compare_row(claim, row)
    yield from _compare_twins(claims)


def _length(row: Indicator) -> int:
    return len(bare(row.level3))


def _is_same(noun: str, name: str) -> bool:
    """Whether prose speaks of an indicator: the clause ends in its name."""
    return len(name) >= 4 and (noun.endswith(name) or (name.endswith(noun) and len(noun) * 4 >= len(name) * 3))


def _compare_row(claim: Claim, row: Indicator) -> Case:
    objective = claim.text.role == "objective"
    value, unit = (row.target_value, row.target_unit) if objective else (row.actual_value, row.actual_unit)
    key = (str(row.project), row.level3, claim.text.role)
    if value is None or _kind(claim.unit) != _kind(unit):
        return Case("prose-and-indicators", key, "untested")
    if value == claim.value and (unit == claim.unit or not unit):
        return Case("prose-and-indicators", key, "pass")
    zh, en = ("总体目标", "objective") if objective else ("实际完成情况", "account of what was achieved")
    printed = row.target if objective else row.actual
    at, there = tell_place(claim.text.place), tell_place(row.place)
    power = _tell_power(claim.value, value)
    what = ("数值不同", "other numbers") if value != claim.value else ("单位不同", "other units of measure")
    return Case(
        "prose-and-indicators", key, "mismatch",
        *compose(
            "prose-and-indicators", "row", indicator=quote(row.level3), where=(zh, en), printed=claim.printed,
            place=at, listed=printed, list_place=there, difference=what, factor=power,
        ),
        expected=value, stated=claim.value, unit=unit, outcome=None if value != claim.value else "wording",
        group=(str(row.project), row.level3, *(f"{number.normalize():f}" for number in (claim.value, value))),
        where=at,
    )  # fmt: skip


def _kind(unit: str) -> str:
    """Rates, money, time and counted things are not held against each other."""
    if unit in ("%", "万元", "小时", "天", "年", "月"):
        return unit
    return "count"


def _tell_power(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Whether two numbers differ by a power of ten, in words."""
    low, high = sorted((abs(one), abs(other)))
    if low > 0 and high / low in (10, 100, 1000, 10_000):
        return f"，相差 {high / low:f} 倍", f", {high / low:f} times as much"
    return "", ""


def _compare_twins(claims: Sequence[Claim]) -> Iterator[Case]:
    """Numbers in the prose on the whole unit’s performance against the same nouns in its projects’."""
    for claim in claims:
        if claim.text.project is not None:
            continue
        twins = [
            other
            for other in claims
            if other.text.project is not None
            and other.text.role == "achievement"
            and other.noun == claim.noun
            and other.unit == claim.unit
        ]
        key = ("unit", claim.noun)
        if any(twin.value == claim.value for twin in twins):
            yield Case("prose-and-indicators", key, "pass")
        elif len(twins) == 1:
            twin, power = twins[0], _tell_power(claim.value, twins[0].value)
            at, there = tell_place(claim.text.place), tell_place(twin.text.place)
            yield Case(
                "prose-and-indicators", key, "mismatch",
                *compose(
                    "prose-and-indicators", "twins", indicator=quote(claim.noun), printed=claim.printed, place=at,
                    listed=twin.printed, list_place=there, factor=power,
                ),
                expected=twin.value, stated=claim.value, unit=claim.unit,
            )  # fmt: skip


_MONEY = re.compile(
    r"(?P<name>年初预算数|全年预算数|全年执行数|预算执行率)[为是]?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|%)"
)
_PHASES = {"年初预算数": "approved", "全年预算数": "adjusted", "全年执行数": "executed", "预算执行率": "executed"}


@check("prose-and-money")
def run_stated_money(subject: Subject) -> Iterator[Case]:
    """Budgets and spending repeated in the prose of a performance table against the table."""
    ledger, texts = subject.ledger, subject.parsed.texts
    for text in texts:
        if text.role not in ("objective", "achievement") or text.project is None:
            continue
        for match in _MONEY.finditer(text.content):
            rate = match["unit"] == "%"
            cells = ledger.select(
                statement="performance", item="total", project=str(text.project), fund="", phase=_PHASES[match["name"]],
                measure="execution_rate" if rate else "amount",
            )  # fmt: skip
            entries = [e for cell in cells for e in ledger.at(cell) if e.fact.form != "narrative"]
            if not entries:
                continue
            entry, stated = entries[0], Decimal(match["number"].replace(",", "")) * (1 if rate else 10_000)
            key = (str(text.project), match["name"])
            if any(stated in each.interval for each in entries):
                yield Case("prose-and-money", key, "pass")
                continue
            gap, (zh, en) = show(abs(stated - entry.fact.value), entry.fact), tell_place(text.place)
            yield Case(
                "prose-and-money", key, "mismatch",
                *compose(
                    "prose-and-money", "stated_money", name=match["name"], number=match["number"],
                    unit=match["unit"], place=(zh, en), listed=cited(entry), gap=gap,
                ),
                facts=(entry.number,), expected=entry.fact.value, stated=stated, unit=entry.fact.unit,
            )  # fmt: skip
