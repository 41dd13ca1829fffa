"""Amounts of the text that are nearly those of a row of the same name in a form: 补助支出439.45万元 and 补助 439.20."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import compare_twins
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject
from disclosure.check.sentences.sentence_amounts import MONEY, NUMBER, Amount, Prose

_CHECK = "sentence-rows"
#: What makes an amount that of another year, or a change.
_OTHER = re.compile("上年|去年|增|减|升|降|比|较|结转|追加|调整|其中|执行|完成|决算")
#: How near two figures of one matter are that differ by a slip: figures of other scopes differ by more.
_NEAR = Decimal("0.02")
#: How many characters of a name there are at least, and how many before it may say what it is of.
_LEAST, _BEFORE = 4, 14


def check_rows(prose: Prose, subject: Subject) -> Iterator[Case]:
    """Amounts of the text that are not data, next to the name of a row whose figures are all different and one is near.

    Figures that are data are compared by what they are of.
    """
    yield Case(_CHECK, ("read",), "pass")
    rows = _list_rows(subject)
    if not rows:
        return
    names = re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True))))
    named = re.compile(
        rf"(?P<name>{names.pattern})(?:支出)?(?:预算)?(?:（[^（）\d]{{1,12}}）)?(?P<number>{NUMBER})(?P<unit>{MONEY})"
    )
    for match in named.finditer(prose.text):
        before = prose.text[max(0, match.start() - _BEFORE) : match.start()]
        after = prose.text[match.end() : match.end() + 1]
        if _OTHER.search(re.split("[，。；：、]", before)[-1]) or after in "-+%":
            continue
        amount = Amount(match["number"], match["unit"], match.start("number"))
        if prose.number_facts([amount.text], match.start())[0] is None:
            yield from _compare(prose, match, amount, rows[match["name"]])


def _list_rows(subject: Subject) -> Mapping[str, Sequence[Entry]]:
    """The figures of forms by the name of their row, without the word for expenditure at its end."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in subject.ledger.entries:
        name = (entry.fact.economic_name or entry.fact.functional_name.rsplit("/", 1)[-1]).removesuffix("支出")
        if len(name) >= _LEAST and entry.fact.form.startswith("table-") and entry.fact.measure == "amount":
            rows[name].append(entry)
    return rows


def _compare(prose: Prose, match: re.Match[str], amount: Amount, entries: Sequence[Entry]) -> Iterator[Case]:
    gaps = [(abs(entry.fact.value - amount.value), entry.number, entry) for entry in entries]
    gap, _, nearest = min(gaps)
    if any(compare_twins(entry.interval, amount.interval) != "mismatch" for entry in entries):
        yield Case(_CHECK, ("rows", match[0]), "pass")
        return
    if not amount.value or gap > abs(amount.value) * _NEAR:
        return
    yield Case(
        _CHECK, ("rows", match[0]), "mismatch",
        *compose(
            "sentence-rows", "found", clause=quote(prose.quote_clause(match.start(), match.end())),
            place=prose.locate([amount.text], match.start()), name=quote(match["name"]), row=cited(nearest),
            gap=amount.show(gap),
        ),
        facts=(nearest.number,), expected=nearest.fact.value, stated=amount.value, unit="元",
    )  # fmt: skip
