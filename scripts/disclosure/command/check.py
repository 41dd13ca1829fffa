"""Running the checks again over the data at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from disclosure.command.chain import Outcome, check_among, recall_report
from disclosure.command.control import verify_report
from disclosure.command.failure import typed_errors
from disclosure.command.formats import render_json, render_sarif
from disclosure.command.screen import print_heading
from disclosure.command.summary import print_findings
from disclosure.errors import DisclosureError
from disclosure.store import Layout

Format = Literal["text", "json", "sarif"]


def check_reports(layout: Layout, folders: Sequence[Path], form: Format = "text") -> list[DisclosureError]:
    """Check every report from its tables, print the findings; returns the errors of ours, by report.

    A finding is the document's trouble and no error. ``json`` and ``sarif`` print one document for all reports.
    """
    failures: list[DisclosureError] = []
    outcomes: list[Outcome] = []
    for folder in folders:
        name = folder.relative_to(layout.reports).as_posix()
        try:
            with typed_errors(f"data/reports/{name}"):
                outcome = check_among(layout, recall_report(folder))
                outcomes.append(outcome)
                if form == "text":
                    print_heading(f"{name}  {outcome.report.title}")
                    print_findings(outcome.findings, outcome.results, full=True)
                verify_report(outcome.report, outcome.parsed.facts, outcome.findings)
        except DisclosureError as error:
            failures.append(error)
    if form != "text":
        print((render_json if form == "json" else render_sarif)(outcomes), end="")
    return failures
