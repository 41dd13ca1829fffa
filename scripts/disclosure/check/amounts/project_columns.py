"""The columns by fund of a list of projects: each row's total is the sum of them, as in the other rows of the form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from disclosure.check.amounts.sums import compare_sum
from disclosure.check.cases.cells import Entry
from disclosure.check.cases.findings import Case, Labels, key_of
from disclosure.check.cases.subject import Subject, check

_CHECK = "fund-columns"
#: What the column of fiscal appropriation is the sum of.
_FISCAL = ("general_public_budget", "government_fund", "state_capital")
#: How many rows of a form agree at least, and in what part of them at most a figure is wrong.
_LEAST, _WRONG = 3, 0.1
#: The rows of a form by what they are of, each by fund; "" is the total.
_Rows = Mapping[tuple[object, ...], Mapping[str, Entry]]


@check(_CHECK)
def run_project_columns(subject: Subject) -> Iterator[Case]:
    """One case for each row of a list of projects that has a total and columns by fund.

    Columns may be missing or nested in ways that a form does not say: a row is judged only where nearly all rows
    of its form add up.
    """
    forms: dict[str, dict[tuple[object, ...], dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for entry in subject.ledger.entries:
        fact = entry.fact
        if fact.statement == "project" and fact.measure == "amount" and fact.form.startswith("table-"):
            row = (fact.item, fact.project, fact.functional_code, fact.economic_code, fact.phase, fact.expenditure_type)
            forms[fact.form][row].setdefault(fact.fund, entry)
    for rows in forms.values():
        for whole in ("", "fiscal_appropriation"):
            yield from _judge(list(_list_sums(rows, whole)), subject.labels)


def _list_sums(rows: _Rows, whole: str) -> Iterator[tuple[Entry, list[Entry]]]:
    """The total of each row and the columns that make it up."""
    for row in rows.values():
        if whole not in row:
            continue
        if whole:
            funds = [fund for fund in _FISCAL if fund in row]
        else:
            nested = _FISCAL if "fiscal_appropriation" in row else ()
            funds = [fund for fund in row if fund and fund not in nested]
        if funds:
            yield row[whole], [row[fund] for fund in funds]


def _judge(sums: Sequence[tuple[Entry, Sequence[Entry]]], labels: Labels) -> Iterator[Case]:
    cases = []
    for whole, parts in sums:
        zh, en = (labels.zh(whole.fact), "各资金来源"), (labels.en(whole.fact), "the columns by fund")
        fact = whole.fact
        key = key_of(whole.cell, "columns", fact.fund)
        cases.append(compare_sum(_CHECK, key, whole, parts, zh, en))
    wrong = sum(case.agreement == "mismatch" for case in cases)
    agreeing = len({whole.fact.value for (whole, _), case in zip(sums, cases, strict=True) if case.agreement == "pass"})
    sure = agreeing >= _LEAST and wrong <= max(1, len(cases) * _WRONG)
    for case in cases:
        yield case if sure or case.agreement != "mismatch" else Case(_CHECK, case.key, "untested")
