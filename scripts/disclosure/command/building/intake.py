"""What a maintainer sees and is asked when a report is added."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import typer

from disclosure.command.building.add import Addition
from disclosure.command.report import summary
from disclosure.command.report.control import is_of_control, propose_controls
from disclosure.command.report.source import SourceIndex
from disclosure.command.terminal.screen import clean_text, print_heading, print_lines
from disclosure.errors import DisclosureError, UnaccountedError
from disclosure.model import Fact
from disclosure.reference import load_reference
from disclosure.store import Layout

#: So many totals are asked for at most; with so few read by eye a report counts as confirmed.
MOST_ASKED, ENOUGH = 5, 3
_TRIES = 3
#: Endings that a copy keeps; any other could be anything.
_SUFFIXES = (".pdf", ".docx", ".doc", ".xlsx", ".xls", ".html", ".htm", ".txt", ".md", ".ofd")
_TYPED = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def show_addition(layout: Layout, addition: Addition) -> None:
    """Print what was read: identity, coverage, what was not understood, findings, personal data. No totals yet
    where they are going to be asked for: who is asked shall read the document, not the screen."""
    outcome = addition.outcome
    reference = load_reference(layout.reference)
    summary.print_identity(outcome.report, reference)
    if addition.change is not None:
        new = "a new unit" if addition.change.is_new else "a new name of a known unit"
        typer.echo(f"  {new}: {addition.change.unit.unit_id}, region {addition.change.unit.region_code}")
    if not is_interactive():
        summary.print_headlines(outcome.report, outcome.parsed.facts, reference)
    summary.print_coverage(summary.count_coverage(outcome.parsed.figures))
    summary.print_unread(outcome.parsed.figures)
    summary.print_findings(outcome.findings, outcome.results, full=True)
    summary.print_personal(outcome.parsed.personal)


def is_interactive() -> bool:
    """Whether there is a terminal to ask on."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask_controls(layout: Layout, addition: Addition) -> Addition:
    """The addition with the totals that a person typed as the document prints them; as it was without a terminal.

    Raises UnaccountedError where what is typed stays another number than what was read.
    """
    if not is_interactive():
        return addition
    facts = addition.outcome.parsed.facts
    proposed = propose_controls(facts, addition.outcome.report.kind)[:MOST_ASKED]
    concepts = load_reference(layout.reference).concepts
    print_heading("Control totals: find each in the document and type it as printed (Enter skips one)")
    typed = []
    for control in proposed:
        fact = next(each for each in facts if is_of_control(each, control) and each.value == control.value)
        label = summary.label_item(control.statement, control.item, concepts)
        line = f"{control.statement}/{control.item} {control.direction} {label}"
        asked = f"  {line}, {fact.place}, in {fact.reported_unit}"
        if ask_one(clean_text(asked), fact):
            typed.append(control)
    report = addition.outcome.report
    if len(typed) < min(ENOUGH, len(proposed)):
        return addition
    return replace(
        addition, outcome=replace(addition.outcome, report=replace(report, control_totals=tuple(typed))), confirmed=True
    )


def ask_one(question: str, fact: Fact) -> bool:
    """Whether the figure was typed as the document prints it; False if it was left out."""
    for _ in range(_TRIES):
        typed = typer.prompt(question, default="", show_default=False).strip().replace(",", "").replace("，", "")
        if not typed:
            return False
        if _TYPED.fullmatch(typed) and Decimal(typed) == Decimal(fact.reported.replace(",", "").replace("，", "")):
            return True
        print_lines("  This differs from what the program read there. Please look again.")
    raise UnaccountedError(
        f"typed: {clean_text(typed)[:40]}; read by the program: {fact.reported} {fact.reported_unit}",
        file="control totals",
        place=fact.place,
        remedy="nothing was written; if you are right, open an issue: a figure was read wrongly",
    )


def keep_sources(layout: Layout, addition: Addition, paths: Sequence[Path]) -> list[Path]:
    """Copy the documents into sources/ under the report's name; returns the copies. One that is there stays."""
    report = addition.outcome.report
    copies = []
    for number, path in enumerate(paths, 1):
        suffix = path.suffix.lower() if path.suffix.lower() in _SUFFIXES else ""
        name = report.report_id + (f"-{number}" if len(paths) > 1 else "") + suffix
        copy = layout.root / "sources" / name
        if copy.exists() and copy.read_bytes() != path.read_bytes():
            raise DisclosureError(
                "is another document", file=f"sources/{name}", remedy="move that file; the report itself was written"
            )
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, copy)
        copies.append(copy)
    return copies


def print_next_steps(layout: Layout, addition: Addition, kept: Sequence[Path], files: Sequence[Path] = ()) -> None:
    """Print what is left to be done, as commands."""
    report = addition.outcome.report
    place = f"data/reports/{report.folder}"
    typer.echo(f"\nWritten: {place}")
    for path in kept:
        typer.echo(f"Kept:    {path.relative_to(layout.root).as_posix()}")
    steps = []
    personal = len(addition.outcome.parsed.personal)
    beside = [file for file in files if personal and file.resolve().is_relative_to(layout.reports.resolve())]
    if beside:
        names = ", ".join(file.resolve().relative_to(layout.root.resolve()).as_posix() for file in beside)
        steps.append(
            f"Move {names} to sources/, or black out the {personal} places\n"
            "     listed above: it contains personal data and must not be committed."
        )
    if not addition.confirmed:
        steps.append(
            "Compare the headline figures above with the document; then delete the first line of\n"
            f"     {place}/report.yml, which says that this is still to be done."
        )
    named = {each.subunit for each in addition.outcome.parsed.details if each.subunit and not each.subunit_id}
    if named:
        steps.append(
            f"Look at the {len(named)} new rows of data/reference/subunits.csv: a unit that was renamed gets the id\n"
            "     of its old name, a unit that publishes by itself has its own id in same_as."
        )
    where = f" --from {files[0].parent.as_posix()}" if files and not kept else ""
    steps.append(f"Hold the data against the source: disclosure verify {report.folder}{where}")
    unread = sum(figure.outcome == "unread" for figure in addition.outcome.parsed.figures)
    if unread:
        steps.append(f"Teach new wordings:  disclosure suggest {report.folder}")
    steps.append("See what changed:    disclosure diff")
    steps.append("See the pages:       make serve")
    steps.append("Before you commit:   disclosure scan && make test")
    if SourceIndex(layout).find_all(report) is None:
        steps.append(
            "Keep the document, so that it can be read again: in sources/, or in the folder set in DISCLOSURE_SOURCES."
        )
    for number, step in enumerate(steps, 1):
        typer.echo(f"  {number}. {step}")
