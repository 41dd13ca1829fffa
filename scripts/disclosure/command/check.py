"""Running the checks again over the data at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from disclosure.command.chain import Outcome, check_beside, recall_report, recall_unit
from disclosure.command.control import verify_report
from disclosure.command.failure import typed_errors
from disclosure.command.formats import render_json, render_sarif
from disclosure.command.screen import print_heading
from disclosure.command.summary import print_findings
from disclosure.errors import DisclosureError
from disclosure.store import Layout

Format = Literal["text", "json", "sarif"]


def _recall_beside(layout: Layout, unit_id: str) -> dict[str, Outcome]:
    """A unit's reports held against each other, by folder."""
    return {each.report.folder: each for each in check_beside(recall_unit(layout, unit_id))}


def check_reports(layout: Layout, folders: Sequence[Path], form: Format = "text") -> list[DisclosureError]:
    """Check every report from its tables, print the findings; returns the errors of ours, by report.

    A finding is the document's trouble and no error. ``json`` and ``sarif`` print one document for all reports.
    """
    failures: list[DisclosureError] = []
    outcomes: list[Outcome] = []
    units: dict[str, dict[str, Outcome]] = {}
    for folder in folders:
        name = folder.relative_to(layout.reports).as_posix()
        try:
            with typed_errors(f"data/reports/{name}"):
                if folder.parent.name not in units:
                    units = {folder.parent.name: _recall_beside(layout, folder.parent.name)}
                outcome = units[folder.parent.name].get(name) or recall_report(folder)  # which tells why it cannot
                outcomes.append(outcome)
                if form == "text":
                    print_heading(f"{name}  {outcome.report.title}")
                    known = outcome.report.acknowledgements
                    print_findings(outcome.findings, outcome.results, full=True, known=known)
                verify_report(outcome.report, outcome.parsed.facts, outcome.findings)
        except DisclosureError as error:
            failures.append(error)
    if form != "text":
        print((render_json if form == "json" else render_sarif)(outcomes), end="")
    return failures
