"""The chain of one report: read, parse, check, verify. Nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.command.report.bounds import bound_time
from disclosure.command.report.control import verify_acknowledgements
from disclosure.command.report.subunit import identify_subunits
from disclosure.command.report.withhold import withhold_facts
from disclosure.errors import DescriptionError, DisclosureError, GenreError
from disclosure.model import CheckResult, Document, Finding, Parsed, Report
from disclosure.reference import Reference
from disclosure.store import Layout

if TYPE_CHECKING:
    from disclosure.parse import Identity, Stated


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
    """Correct, parse and check ``documents`` as ``report``, without the facts it withholds; does not verify.

    Raises what the rooms raise, UnaccountedError where report.yml withholds what is not read, and DescriptionError
    where other pages were read off pictures than it says.
    """
    documents = correct_documents(report, documents)
    for source, document in zip(report.sources, documents, strict=False):
        if source.sha256 == document.sha256 and source.recognized_pages != document.recognized_pages:
            pages = ", ".join(map(str, document.recognized_pages)) or "none"
            raise DescriptionError(
                f"pages read by OCR: {pages}",
                file=f"data/reports/{report.folder}/report.yml",
                place="sources.recognized_pages",
                remedy="list these pages there: their figures are marked as recognized",
            )
    words = "\n".join(document.text for document in documents)
    return check_parsed(report, withhold_facts(report, parse_documents(report, documents, reference)), words)


def correct_documents(report: Report, documents: Sequence[Document]) -> list[Document]:
    """``documents`` with what report.yml corrects in them. Raises DescriptionError where that cannot be."""
    from disclosure.read.page.correction import correct_document

    file = f"data/reports/{report.folder}/report.yml"
    corrections = {
        source.sha256: (source.corrections, f"sources[{number}].corrections")
        for number, source in enumerate(report.sources, 1)
        if source.corrections
    }
    return [
        correct_document(document, corrections[document.sha256][0], file, corrections[document.sha256][1])
        if document.sha256 in corrections
        else document
        for document in documents
    ]


def parse_documents(report: Report, documents: Sequence[Document], reference: Reference) -> Parsed:
    """What the documents say; of figures read off pictures only those that a sum proves."""
    from disclosure.check import confirm_recognized
    from disclosure.parse import parse_report

    with bound_time(documents[0].name if documents else report.report_id):
        parsed = confirm_recognized(parse_report(documents, report, reference), report.kind)
    return identify_subunits(parsed, report.unit_id, reference.subunits)


def identify_documents(documents: Sequence[Document], reference: Reference, stated: Stated | None = None) -> Identity:
    """Which one report several documents are: the identity of the first that has one; the others are its annexes.

    ``stated`` is used instead of what the documents say. Raises GenreError if no document is a report of one
    department, the error of the first, and where two of them are different reports.
    """
    known: dict[str, Identity] = {}
    errors = []
    for document in documents:
        try:
            known[document.name] = identity = identify_document(document, reference, stated)
        except GenreError as error:
            errors.append(error)  # an annex need not look like a report by itself
            continue
        name, first = next(iter(known.items()))
        differs = _compare_identities(first, identity)
        if differs:
            raise GenreError(
                f"is not the same report as {name}: {differs}",
                file=document.name,
                remedy="one report at a time; if the files are one, state --year, --kind, --scope or --unit-name",
            )
    if not known:
        raise errors[0]
    first = next(iter(known.values()))
    said = next((each.scope for each in known.values() if each.says_scope), first.scope)
    return replace(first, scope=said)


def _compare_identities(first: Identity, second: Identity) -> str:
    """In what two documents are not one report, as a message says it; empty where they may be one."""
    from disclosure.parse.naming import shorten_name

    pairs: dict[str, tuple[object, object]] = {
        "year": (first.year, second.year),
        "kind": (first.kind, second.kind),
        "scope": (first.scope, second.scope) if first.says_scope and second.says_scope else ("", ""),
        "unit": (first.unit_name, second.unit_name),
    }
    if shorten_name(first.unit_name) == shorten_name(second.unit_name):
        del pairs["unit"]
    if first.unit and second.unit:
        pairs["unit"] = (first.unit.unit_id, second.unit.unit_id)
    return ", ".join(f"{name} {two} instead of {one}" for name, (one, two) in pairs.items() if one != two)


def identify_document(document: Document, reference: Reference, stated: Stated | None = None) -> Identity:
    """Which report a document is. Raises GenreError if it is not one department's."""
    from disclosure.parse import Stated, identify_report

    with bound_time(document.name):
        return identify_report(document, reference, stated=stated or Stated())


def check_parsed(
    report: Report, parsed: Parsed, source: str | None = None, reference: Reference | None = None
) -> Outcome:
    """Run every check over ``parsed``; those on the words of the ``source`` only if it is given. The unit has the names
    of ``reference``, by default of this checkout: who has just changed the lists gives them."""
    from disclosure.check import check_report

    unit = reference.units.get(report.unit_id) if reference else None
    names = (unit.name, *unit.names) if unit else () if reference else None
    read = bool(parsed.figures)  # tables read back hold no words of the source
    with bound_time(report.report_id):
        findings, results = check_report(
            report, parsed.facts, parsed.texts, parsed.projects, parsed.indicators,
            figures=parsed.figures, redactions=parsed.redactions if read else None, source=source, names=names,
            partial=parsed.partial, details=parsed.details,
        )  # fmt: skip
    return Outcome(report, parsed, tuple(findings), tuple(results))


def recall_report(folder: Path, reference: Reference | None = None) -> Outcome:
    """A report checked again from its tables. Results that need the source are kept as they are.

    Raises DescriptionError where a table is missing.
    """
    from disclosure.check import SOURCE_CHECKS
    from disclosure.description import load_report
    from disclosure.package.stored.records import read_audit, read_parsed

    outcome = check_parsed(load_report(folder / "report.yml"), read_parsed(folder), None, reference)
    findings, results = read_audit(folder)
    kept = [finding for finding in findings if finding.check in SOURCE_CHECKS]
    sentences = {finding.finding: finding.sentences for finding in findings}
    again = [replace(each, sentences=sentences.get(each.finding, "")) for each in outcome.findings]
    source_results = {result.check: result for result in results if result.check in SOURCE_CHECKS}
    return replace(
        outcome,
        findings=tuple(sorted([*again, *kept], key=lambda finding: finding.finding)),
        results=tuple(source_results.get(result.check, result) for result in outcome.results),
    )


def recall_unit(
    layout: Layout, unit_id: str, besides: Collection[str] = (), reference: Reference | None = None
) -> list[Outcome]:
    """Every report of a unit from its tables, ``besides`` those in some folders; one that cannot be read back is left
    out: its own build reports the reason."""
    outcomes = []
    for path in sorted((layout.reports / unit_id).glob("*/report.yml")):
        folder = path.parent
        if folder.relative_to(layout.reports).as_posix() not in besides and (folder / "checks.csv").is_file():
            with suppress(DisclosureError):
                outcomes.append(recall_report(folder, reference))
    return outcomes


def check_among(layout: Layout, outcome: Outcome) -> Outcome:
    """One report held against the others of its unit, as the data has them."""
    others = recall_unit(layout, outcome.report.unit_id, {outcome.report.folder})
    return check_beside([outcome, *others])[0]


def refresh_units(layout: Layout, unit_ids: Iterable[str], reference: Reference | None = None) -> list[Path]:
    """Hold all reports of some units against each other again; returns the files that changed.

    Raises UnaccountedError, before anything of the unit is written, where a finding that another report of
    the unit acknowledges has gone: a rebuilt report may have been what it was held against.
    """
    from disclosure.package.stored.records import write_audit

    changed: list[Path] = []
    for unit_id in sorted(set(unit_ids)):
        outcomes = check_beside(recall_unit(layout, unit_id, (), reference))
        for outcome in outcomes:
            verify_acknowledgements(outcome.report, outcome.findings)
        for outcome in outcomes:
            changed += write_audit(layout, outcome.report, outcome.findings, outcome.results)
    return changed


def check_beside(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The same outcomes with what the reports of each unit show when they are held against each other."""
    from disclosure.check import check_unit, join_results

    units: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        units.setdefault(outcome.report.unit_id, []).append(outcome)
    between = {}
    for several in units.values():
        between.update(check_unit([(outcome.report, outcome.parsed) for outcome in several]))
    joined = []
    for outcome in outcomes:
        own = (outcome.findings, outcome.results)
        findings, results = join_results(own, between[outcome.report.report_id])
        joined.append(replace(outcome, findings=tuple(findings), results=tuple(results)))
    return joined
