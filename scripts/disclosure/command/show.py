"""Showing one report, from its data or straight from a document."""

from __future__ import annotations

from pathlib import Path

from disclosure.command.build import find_folders
from disclosure.command.chain import Outcome, check_parsed, identify_document, read_all, run_chain
from disclosure.command.screen import print_heading, print_lines, print_table
from disclosure.command.source import SourceIndex
from disclosure.command.summary import (
    count_coverage,
    print_coverage,
    print_findings,
    print_headlines,
    print_identity,
    print_unread,
)
from disclosure.description import load_report
from disclosure.model import Document, Figure, Report, Source
from disclosure.package.records import read_parsed, read_tables
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout


def show_report(layout: Layout, name: str, *, figures: bool) -> None:
    """Print the summary of a report of the data, or of a document that is not in it yet."""
    path = Path(name)
    is_document = path.is_file() and path.name != "report.yml"
    outcome, rows, at_hand = _read_document_as_report(layout, path) if is_document else _read_folder(layout, name)
    reference = load_reference(layout.reference)
    print_identity(outcome.report, reference)
    print_headlines(outcome.report, outcome.parsed.facts, reference)
    print_coverage(rows)
    if at_hand:
        print_unread(outcome.parsed.figures, everything=True)
    else:
        print_lines("", "The source file is not available; it is needed to list the figures that were not understood.")
        print_lines("Set DISCLOSURE_SOURCES to its folder to see them.")
    print_findings(outcome.findings, outcome.results, full=False)
    if figures and at_hand:
        print_figures(outcome)


def describe_document(path: Path, document: Document, reference: Reference) -> Report:
    """A document that is not in the data as a report; a unit that is not known gets the id ``unknown``."""
    identity = identify_document(document, reference)
    source = Source(
        document.sha256,
        document.media_type,
        path.stat().st_size,
        identity.title,
        identity.unit_name,
        recognized_pages=document.recognized_pages,
    )
    unit_id = identity.unit.unit_id if identity.unit else "unknown"
    return Report(unit_id, identity.year, identity.kind, identity.title, identity.unit_name, (source,))


def _read_document_as_report(layout: Layout, path: Path) -> tuple[Outcome, list[dict[str, str]], bool]:
    reference = load_reference(layout.reference)
    documents = read_all([path])
    outcome = run_chain(describe_document(path, documents[0], reference), documents, reference)
    return outcome, count_coverage(outcome.parsed.figures), True


def _read_folder(layout: Layout, name: str) -> tuple[Outcome, list[dict[str, str]], bool]:
    folder = find_folders(layout, [name])[0]
    report = load_report(folder / "report.yml")
    paths = SourceIndex(layout).find_all(report)
    if paths is not None:
        outcome = run_chain(report, read_all(paths), load_reference(layout.reference))
        return outcome, count_coverage(outcome.parsed.figures), True
    return check_parsed(report, read_parsed(folder)), read_tables(folder)["coverage"], False


def print_figures(outcome: Outcome) -> None:
    """Every numeric token of the source, in order, with what claimed it."""
    print_heading(f"Every figure of the source: {len(outcome.parsed.figures)}")
    claims: dict[tuple[int, int], list[str]] = {}
    for number, fact in enumerate(outcome.parsed.facts, start=1):
        what = "/".join(part for part in (fact.statement, fact.item or fact.functional_name, fact.measure) if part)
        for span in fact.spans:
            claims.setdefault(span, []).append(f"fact {number} {what}")
    for position, indicator in enumerate(outcome.parsed.indicators, start=1):
        for span in indicator.spans:
            claims.setdefault(span, []).append(f"indicator {position} {indicator.level3}")
    print_table(
        ("place", "figure", "section", "became"),
        [(each.place, each.text, each.section, _claim(each, claims)) for each in outcome.parsed.figures],
    )


def _claim(figure: Figure, claims: dict[tuple[int, int], list[str]]) -> str:
    if figure.outcome == "unread":
        return f"UNREAD: {figure.reason}" if figure.reason else "UNREAD"
    if figure.outcome == "ignored":
        return f"ignored: {figure.reason}"
    exact = claims.get((figure.start, figure.end))
    # a number broken over lines is claimed in parts: the claim that overlaps it
    found = exact or [
        told
        for (start, end), all_told in claims.items()
        if start < figure.end and figure.start < end
        for told in all_told
    ]
    return "; ".join(found) or "fact"
