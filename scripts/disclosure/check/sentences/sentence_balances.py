"""What is carried over in a sentence: 年初结转2万元，本年收入8万元，本年支出7万元，年末结转3万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import compare, sum_intervals
from disclosure.check.cases.message import compose
from disclosure.check.sentences.sentence_amounts import MONEY, NUMBER, Amount, Prose

_CHECK = "sentence-balance"
#: What is carried over into a year and out of it, and what is between; an amount may be left blank.
_BALANCE = re.compile(
    rf"年初[^。；，,、\d]{{0,12}}结转(?:和)?结余(?:为)?(?:{NUMBER})?(?:{MONEY})[，,、；](?P<between>[^。]{{0,240}}?)"
    rf"年末[^。；，,、\d]{{0,14}}结转(?:和)?结余(?:为)?(?P<closing>{NUMBER})(?P<unit>{MONEY})"
)
_TERM = re.compile(rf"(?P<name>[^。；，,、\d]{{2,24}}?)(?P<number>{NUMBER})(?P<unit>{MONEY})")
#: What adds to the money of a year, and what takes from it.
_IN = re.compile(r"年初[^\d]*结余(?:为)?$|收入(?:决算|合计)?(?:为)?$|(?:弥补收支差额|使用非财政拨款结余)(?:为)?$")
_OUT = re.compile(r"支出(?:决算|合计)?(?:为)?$|结余分配(?:为)?$")


def check_balances(prose: Prose) -> Iterator[Case]:
    """Opening carryover and what came in, less what was spent, is the closing carryover.

    Nothing is judged where an amount between them is of something else.
    """
    yield Case(_CHECK, ("read",), "pass")
    for match in _BALANCE.finditer(prose.text):
        terms = _read_terms(prose.text, match.start(), match.start("closing"))
        closing = Amount(match["closing"], match["unit"], match.start("closing"))
        if terms and len(terms) == len(list(prose.list_amounts(match.start(), match.start("closing")))):
            yield from _check_balance(prose, terms, closing, match)


def _read_terms(text: str, start: int, end: int) -> list[tuple[int, Amount]]:
    """The amounts of a sentence with their signs; none where one is neither of revenue nor of expenditure."""
    terms = []
    for match in _TERM.finditer(text, start, end):
        sign = -1 if _OUT.search(match["name"]) else 1 if _IN.search(match["name"]) else 0
        if not sign:
            return []
        terms.append((sign, Amount(match["number"], match["unit"], match.start("number"))))
    return terms if {sign for sign, _ in terms} == {1, -1} else []


def _check_balance(
    prose: Prose, terms: list[tuple[int, Amount]], closing: Amount, match: re.Match[str]
) -> Iterator[Case]:
    point = sum((sign * term.value for sign, term in terms), start=Decimal(0))
    added = sum_intervals(term.interval for sign, term in terms if sign > 0)
    taken = sum_intervals(term.interval for sign, term in terms if sign < 0)
    if compare(closing.interval, point, added - taken) != "mismatch":
        return
    numbers = [*(term.text for _, term in terms), closing.text]
    shown = "".join(f" {'+' if sign > 0 else '-'} {term.number}" for sign, term in terms).removeprefix(" + ")
    yield Case(
        _CHECK, ("balance", *numbers), "mismatch",
        *compose(
            "sentence-balance", "found", clause=quote(prose.quote_clause(match.start(), match.end())),
            place=prose.locate(numbers, match.start()), terms=f"{shown} = {closing.show(point)}",
            closing=closing.shown, gap=closing.show(abs(point - closing.value)),
        ),
        facts=tuple(number for number in prose.number_facts(numbers, match.start()) if number is not None),
        expected=point, stated=closing.value, unit="元",
    )  # fmt: skip
