"""The shares of goods, works and services bought from small firms, against all that is bought from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, cite, cite_en, print_number, show
from disclosure.check.cases.intervals import Interval, exact, half_digit, sum_intervals
from disclosure.check.cases.message import cited, compose, follow
from disclosure.check.cases.registry import load_checks
from disclosure.check.cases.subject import Subject, check

#: 货物采购授予中小企业合同金额占货物支出金额的12.34%: the sentence of the model text for final accounts since 2021.
_SHARE = re.compile(
    r"(?P<kind>货物|工程|服务)采购授予中小企业合同金额占(?:政府采购)?(?P=kind)(?:采购)?支出总?(?:金额)?的?比?重?"
    r"(?P<rate>\d{1,3}(?:\.\d+)?)[%％]"
)
_KINDS = {"货物": "goods", "工程": "works", "服务": "services"}


@check("small-firm-shares")
def run_small_firm_shares(subject: Subject) -> Iterator[Case]:
    """What small and medium-sized firms get is the sum of their shares of goods, works and services bought.

    A kind without a stated share may be theirs from nothing to all of it. Nothing is compared where the shares are
    of contracts, which are not what was spent, or where one of the amounts is not stated.
    """
    if not subject.source:
        return
    whole = _first(subject.ledger, "sme")
    rates = {match["kind"]: match["rate"] for match in _SHARE.finditer(subject.words.text)}
    amounts = {kind: _first(subject.ledger, item) for kind, item in _KINDS.items()}
    if whole is None or not rates or any(amounts[kind] is None for kind in rates):
        return
    stated = {kind: entry for kind, entry in amounts.items() if entry is not None}
    parts = [_spread(stated[kind], rates.get(kind, "")) for kind in stated]
    computed, key = sum_intervals(parts), ("small-firm-shares",)
    # the amounts may be of contracts, which differ by little from what is spent
    slack = whole.fact.value * load_checks()["small-firm-shares"].allowance
    if computed.low - slack <= whole.interval.high and whole.interval.low <= computed.high + slack:
        yield Case("small-firm-shares", key, "pass")
        return
    yield _tell(whole, stated, rates, computed, key)


def _first(ledger: Ledger, item: str) -> Entry | None:
    cells = ledger.select(statement="procurement", item=item, measure="amount", phase="executed", project="")
    return next((entry for cell in cells for entry in ledger.at(cell)), None)


def _spread(amount: Entry, rate: str) -> Interval:
    """What small firms can have got of one kind."""
    if not rate:
        return Interval(Decimal(0), amount.interval.high)
    half = half_digit(rate, "%")
    share = Interval(max(Decimal(rate) - half, Decimal(0)), Decimal(rate) + half)
    if not amount.fact.value:
        return exact(Decimal(0))
    return Interval(amount.interval.low * share.low / 100, amount.interval.high * share.high / 100)


def _tell(
    whole: Entry, amounts: dict[str, Entry], rates: dict[str, str], computed: Interval, key: tuple[str, ...]
) -> Case:
    terms = " + ".join(f"{print_number(amounts[kind].fact)} × {rate}%" for kind, rate in rates.items())
    point = sum((amounts[kind].fact.value * Decimal(rate) / 100 for kind, rate in rates.items()), start=Decimal(0))
    point = point.quantize(Decimal("1E2"))  # no finer than amounts are printed: 0.01万元
    total, gap = show(point, whole.fact), show(abs(point - whole.fact.value), whole.fact)
    of_all = abs(sum(map(Decimal, rates.values()), start=Decimal(0)) - 100) < Decimal("0.05") and len(rates) > 1
    hint = follow(compose("small-firm-shares", "of_all")) if of_all else ("", "")
    used = [amounts[kind] for kind in rates]
    places = "、".join(cite(entry) for entry in used)
    places_en = ", ".join(cite_en(entry) for entry in used)
    return Case(
        "small-firm-shares", key, "mismatch",
        *compose(
            "small-firm-shares", "found", whole=cited(whole), places=(places, places_en), terms=terms, total=total,
            gap=gap, hint=hint,
        ),
        facts=(whole.number, *(entry.number for entry in used)), expected=point, stated=whole.fact.value,
        unit=whole.fact.unit,
    )  # fmt: skip
