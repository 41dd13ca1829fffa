"""What the regulations require a report to hold, and personal data that should not be in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure.check.cases.findings import Case
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check

#: The words by which a document shows that it treats of a part, and the names of the part: what 预算法 art. 14,
#: 实施条例 art. 6 and 财预〔2016〕143号 require of budgets and final accounts alike.
_REQUIRED = {
    "收支|收入支出|收、支": ("收支总体情况", "overall revenue and expenditure"),
    "收入": ("收入情况", "revenue"),
    "支出": ("支出情况", "expenditure"),
    "财政拨款": ("财政拨款收支情况", "fiscal appropriation"),
    "一般公共预算": ("一般公共预算支出情况", "general public budget expenditure"),
    "基本支出": ("基本支出情况", "basic expenditure"),
    "三公": ("“三公”经费情况", "the three public expenses"),
    "政府性基金": ("政府性基金预算情况", "government funds"),
    "国有资本经营": ("国有资本经营预算情况", "the state capital operations budget"),
    "机关运行经费|运行经费|公用经费": ("机关运行经费情况", "operating expenses"),
    "政府采购": ("政府采购情况", "government procurement"),
    "国有资产|资产占": ("国有资产占用情况", "state assets"),
    "绩效": ("预算绩效情况", "performance"),
}


#: Fewer rows are no statement but a mention.
_LISTED = 4


#: The first year whose budgets tell of state capital: 实施条例 art. 7 as revised, in force from October 2020.
_STATE_CAPITAL_FROM = 2021
#: The first year of budgets and of final accounts that were published under 财预〔2016〕143号, of October 2016.
_REQUIRED_FROM = {"budget": 2017, "final": 2016}


@check("required-parts")
def run_required_parts(subject: Subject) -> Iterator[Case]:
    """One case for each required part of which the document speaks, and one for all of which it does not.

    ``source`` is the text of the documents. Whether we could read the figures of a part is another matter. Nothing is
    missed in reports older than the rule, and in the forms alone: what is said in prose is in another document.
    """
    kind, year, source = subject.report.kind, subject.report.year, subject.source
    if not source:
        return
    if year < _REQUIRED_FROM[kind] or subject.is_of_forms:
        yield Case("required-parts", ("missing",), "untested")
        return
    words = re.sub(r"\s", "", source)
    required = {p: names for p, names in _REQUIRED.items() if p != "国有资本经营" or year >= _STATE_CAPITAL_FROM}
    missing = [names for pattern, names in required.items() if not re.search(pattern, words)]
    if len(missing) * 2 > len(required):
        return  # a part of a report, or another kind of document
    for name in required.values():
        if name not in missing:
            yield Case("required-parts", name, "pass")
    if missing:
        zh, en = "、".join(name[0] for name in missing), ", ".join(name[1] for name in missing)
        yield Case(
            "required-parts", ("missing",), "mismatch",
            *compose(
                "required-parts", "required_parts",
                kind=("预算" if kind == "budget" else "决算", "budget" if kind == "budget" else "final accounts"),
                parts=(zh, en),
            ),
            expected=Decimal(len(required)), stated=Decimal(len(required) - len(missing)), unit="项",
            outcome="omission",
        )  # fmt: skip


@check("required-detail")
def run_required_detail(subject: Subject) -> Iterator[Case]:
    """How deep the rows by function and by economic class go, where they have codes."""
    ledger = subject.ledger
    codes = {cell.function for cell in ledger.by_cell if cell.statement == "general_public" and cell.function.isdigit()}
    if len(codes) >= _LISTED:
        yield Case(
            "required-detail", ("function",), "pass" if any(len(code) == 7 for code in codes) else "mismatch",
            *compose("required-detail", "function"),
            outcome="omission",
        )  # fmt: skip
    rows = {cell.economic for cell in ledger.by_cell if cell.statement == "basic" and cell.economic.isdigit()}
    if len(rows) >= _LISTED:
        yield Case(
            "required-detail", ("economic",), "pass" if any(len(code) == 5 for code in rows) else "mismatch",
            *compose("required-detail", "economic"),
            outcome="omission",
        )  # fmt: skip


@check("personal-data")
def run_privacy(subject: Subject) -> Iterator[Case]:
    """Whether the source prints personal data; how many places, and nothing of what they hold."""
    redactions = subject.redactions
    if redactions is None:
        return
    yield Case(
        "personal-data", ("personal",), "mismatch" if redactions else "pass",
        *compose("personal-data", "privacy", redactions=redactions),
        outcome="privacy",
    )  # fmt: skip
