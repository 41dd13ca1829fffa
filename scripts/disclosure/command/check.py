"""Running the checks again over the data at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from disclosure.command.chain import check_parsed
from disclosure.command.control import verify_report
from disclosure.command.failure import typed_errors
from disclosure.command.screen import print_heading
from disclosure.command.summary import print_findings
from disclosure.description import load_report
from disclosure.errors import DisclosureError
from disclosure.package.records import read_parsed
from disclosure.store import Layout


def check_reports(layout: Layout, folders: Sequence[Path]) -> list[DisclosureError]:
    """Check every report from its tables, print the findings; returns the errors of ours, by report.

    A finding is the document's trouble and no error.
    """
    failures = []
    for folder in folders:
        name = folder.relative_to(layout.reports).as_posix()
        try:
            with typed_errors(f"data/reports/{name}"):
                report = load_report(folder / "report.yml")
                outcome = check_parsed(report, read_parsed(folder))
                print_heading(f"{name}  {report.title}")
                print_findings(outcome.findings, outcome.results, full=True)
                verify_report(report, outcome.parsed.facts, outcome.findings)
        except DisclosureError as error:
            failures.append(error)
    return failures
