"""One report on a terminal: headline figures, what was understood section by section, and what was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure.command.building.build import find_folders
from disclosure.command.report.chain import Outcome, check_beside, read_all, recall_report, recall_unit, run_chain
from disclosure.command.report.source import SourceIndex
from disclosure.command.report.summary import (
    count_coverage,
    print_coverage,
    print_findings,
    print_headlines,
    print_identity,
    print_refusals,
    print_unread,
)
from disclosure.command.terminal.screen import print_heading, print_lines, print_table
from disclosure.description import load_report
from disclosure.model import Figure
from disclosure.package.stored.records import read_tables
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout


def display_reading(outcome: Outcome, reference: Reference, *, figures: bool) -> None:
    """Print the summary of a report that was just read from its documents; with ``figures`` every number of them."""
    _display_head(outcome, reference, count_coverage(outcome.parsed.figures))
    print_refusals(outcome.parsed.refusals, lines=True)
    print_unread(outcome.parsed.figures, everything=True)
    print_findings(outcome.findings, outcome.results, full=False)
    if figures:
        print_figures(outcome)


def display_stored(layout: Layout, name: str, *, figures: bool) -> None:
    """Print the summary of a report of the data; from its sources, if they are available."""
    folder = find_folders(layout, [name])[0]
    report, reference = load_report(folder / "report.yml"), load_reference(layout.reference)
    paths = SourceIndex(layout).find_all(report)
    if paths is not None:
        read = run_chain(report, read_all(paths), reference)
        display_reading(_compare_with_others(layout, read), reference, figures=figures)
        return
    outcome = _compare_with_others(layout, recall_report(folder))
    _display_head(outcome, reference, read_tables(folder)["coverage"])
    print_lines("", "The source file is not available; it is needed to list the figures that were not understood.")
    print_lines("Name its folder in DISCLOSURE_SOURCES to see them.")
    print_findings(outcome.findings, outcome.results, full=False)


def _compare_with_others(layout: Layout, outcome: Outcome) -> Outcome:
    """A report of the data with the checks against the unit's other reports, as ``disclosure check`` has them."""
    others = recall_unit(layout, outcome.report.unit_id, besides={outcome.report.folder})
    return next(iter(check_beside([outcome, *others])))


def _display_head(outcome: Outcome, reference: Reference, coverage: Sequence[Mapping[str, str]]) -> None:
    print_identity(outcome.report, reference)
    print_headlines(outcome.report, outcome.parsed.facts, reference)
    print_coverage(coverage)


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
        claimed
        for (start, end), all_claimed in claims.items()
        if start < figure.end and figure.start < end
        for claimed in all_claimed
    ]
    return "; ".join(found) or "fact"
