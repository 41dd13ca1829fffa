"""The money of the tasks of a year (年度主要任务) in the performance table of the whole unit, against its total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disclosure.check.amounts.sums import compare_sum
from disclosure.check.cases.cells import Cell, Entry
from disclosure.check.cases.findings import Case, key_of
from disclosure.check.cases.subject import Subject, check

_CHECK = "tasks-sum"


@check(_CHECK)
def run_tasks(subject: Subject) -> Iterator[Case]:
    """One case for each fund and phase in which tasks have amounts: they add up to the total of the table.

    Two tasks at least; nothing is judged where the table states several totals of which one fits.
    """
    ledger = subject.ledger
    tasks: dict[Cell, list[Entry]] = defaultdict(list)
    for cell in ledger.select(statement="performance", item="task", measure="amount"):
        tasks[cell.at(item="total", project="0")] += ledger.at(cell)
    for total, parts in tasks.items():
        wholes = ledger.at(total)
        if not wholes or len(parts) < 2:
            continue
        key = key_of(total, "tasks")
        zh = (subject.labels.zh(wholes[0].fact), "各项任务")
        en = (subject.labels.en(wholes[0].fact), "the tasks")
        cases = [compare_sum(_CHECK, key, whole, parts, zh, en) for whole in wholes]
        fitting = [case for case in cases if case.agreement != "mismatch"]
        if fitting or len({whole.fact.value for whole in wholes}) == 1:
            yield (fitting or cases)[0]
        else:
            yield Case(_CHECK, key, "untested")
