"""An amount of the year before in a later document against what that year's document states."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.check.cases.cells import Ledger
from disclosure.check.cases.chapters import Chapter
from disclosure.check.cases.findings import Case, Labels, show
from disclosure.check.cases.intervals import compare_twins
from disclosure.check.cases.message import cited, compose

_CHECK = "prior-year-restated"
#: The document that states the amounts of a phase.
_PHASE_OF_KIND = {"budget": "approved", "final": "executed"}


def run_restated(earlier: Chapter, later: Chapter, labels: Labels) -> Iterator[Case]:
    """One case for each amount of the year of ``earlier``, in its phase, that ``later`` prints of all units and that
    ``earlier`` states too. Departments may restate a year, so a difference is a matter to explain, not an error."""
    phase = _PHASE_OF_KIND[earlier.report.kind]
    stated = {entry.cell.at(form=""): entry for entry in reversed(earlier.ledger.entries)}
    prior = [
        detail
        for detail in later.parsed.details
        if detail.kind == "prior_year" and detail.year == earlier.report.year and detail.phase == phase
    ]
    done = set()
    for entry in Ledger(prior).entries:
        cell = entry.cell.at(form="")
        before = stated.get(cell)
        if cell in done or before is None or entry.fact.measure != "amount" or before.fact.unit != entry.fact.unit:
            continue
        done.add(cell)
        key = (cell.statement, cell.direction, cell.item, cell.function, cell.economic, cell.fund, cell.expenditure)
        agreement = compare_twins(entry.interval, before.interval)
        if agreement == "pass":
            yield Case(_CHECK, key, "pass")
            continue
        gap = show(abs(entry.fact.value - before.fact.value), entry.fact)
        yield Case(
            _CHECK, key, agreement,
            *compose(
                "prior-year-restated", "found", name=labels.both(entry.fact), figure=cited(entry),
                document=(earlier.title_zh, earlier.title_en), before=cited(before), gap=gap,
            ),
            expected=before.fact.value, stated=entry.fact.value, unit=entry.fact.unit,
        )  # fmt: skip
