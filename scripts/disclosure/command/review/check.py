"""Running the checks again over the data at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from disclosure.command.report.chain import Outcome, check_beside, recall_report, recall_unit
from disclosure.command.report.control import verify_report
from disclosure.command.report.summary import print_findings
from disclosure.command.results.formats import render_json, render_sarif
from disclosure.command.terminal.failure import typed_errors
from disclosure.command.terminal.screen import print_heading
from disclosure.crew import spread
from disclosure.errors import DisclosureError
from disclosure.model import Parsed
from disclosure.store import Layout

Format = Literal["text", "json", "sarif"]


#: Fewer units than this are checked sooner than another process is started.
_WORTH_A_POOL = 8


@dataclass(frozen=True)
class _Checked:
    """What came of one report: its outcome without its facts, and the error of ours, if there is one."""

    name: str
    outcome: Outcome | None = None
    error: DisclosureError | None = None


def check_reports(layout: Layout, folders: Sequence[Path], form: Format = "text") -> list[DisclosureError]:
    """Check every report from its tables, print the findings; returns the errors of ours, by report.

    A finding is the document's trouble and no error. ``json`` and ``sarif`` print one document for all reports.
    """
    units: dict[str, list[str]] = {}
    for folder in folders:
        units.setdefault(folder.parent.name, []).append(folder.relative_to(layout.reports).as_posix())
    jobs = [(layout.root, unit_id, names) for unit_id, names in units.items()]
    outcomes: list[Outcome] = []
    failures: list[DisclosureError] = []
    for unit in spread(_check_unit, jobs, worth=_WORTH_A_POOL):
        for checked in unit:
            if checked.outcome:
                outcomes.append(checked.outcome)
                if form == "text":
                    _print_outcome(checked.name, checked.outcome)
            if checked.error:
                failures.append(checked.error)
    if form != "text":
        print((render_json if form == "json" else render_sarif)(outcomes), end="")
    return failures


def _check_unit(job: tuple[Path, str, list[str]]) -> list[_Checked]:
    """The named reports of a unit, held against each other and all its others."""
    root, unit_id, names = job
    layout = Layout(root)
    try:
        with typed_errors(f"data/reports/{unit_id}"):
            beside = {each.report.folder: each for each in check_beside(recall_unit(layout, unit_id))}
    except DisclosureError as error:
        return [_Checked(unit_id, error=error)]
    return [_check_one(layout, name, beside) for name in names]


def _check_one(layout: Layout, name: str, beside: Mapping[str, Outcome]) -> _Checked:
    result: Outcome | None = None
    try:
        with typed_errors(f"data/reports/{name}"):
            outcome = beside.get(name) or recall_report(layout.reports / name)  # which raises the reason
            result = replace(outcome, parsed=Parsed((), (), (), (), ()))
            verify_report(outcome.report, outcome.parsed.facts, outcome.findings)
    except DisclosureError as error:
        return _Checked(name, result, error)
    return _Checked(name, result)


def _print_outcome(name: str, outcome: Outcome) -> None:
    print_heading(f"{name}  {outcome.report.title}")
    print_findings(outcome.findings, outcome.results, full=True, known=outcome.report.acknowledgements)
