"""The chain of one report: read, parse, check, verify. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.model import CheckResult, Document, Finding, Parsed, Report
from disclosure.reference import Reference


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the chain made of one report."""

    report: Report
    parsed: Parsed
    findings: tuple[Finding, ...]
    results: tuple[CheckResult, ...]


def read_all(paths: Sequence[Path]) -> list[Document]:
    """The documents of ``paths``. Raises SourceError for one that cannot be read."""
    from disclosure.read import read_document

    return [read_document(path) for path in paths]


def run_chain(report: Report, documents: Sequence[Document], reference: Reference) -> Outcome:
    """Parse and check ``documents`` as ``report``; raises what the rooms raise, but does not verify."""
    from disclosure.parse import parse_report

    return check_parsed(report, parse_report(documents, report, reference))


def check_parsed(report: Report, parsed: Parsed) -> Outcome:
    """Run every check over ``parsed``."""
    from disclosure.check import check_report

    findings, results = check_report(report, parsed.facts, parsed.texts, parsed.projects, parsed.indicators)
    return Outcome(report, parsed, tuple(findings), tuple(results))
