"""Adding a report: from a document to a whole report folder, or to nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from disclosure import __version__
from disclosure.command.report.chain import (
    Outcome,
    check_among,
    check_parsed,
    correct_documents,
    identify_documents,
    parse_documents,
    read_all,
    refresh_units,
)
from disclosure.command.report.classification import list_printed_codes
from disclosure.command.report.control import propose_controls, verify_report
from disclosure.command.report.replacement import (
    keep_acknowledgements,
    load_fetched,
    refuse_replaced,
    replace_sources,
    take_replaced,
)
from disclosure.command.report.subunit import assign_subunits
from disclosure.command.report.unit import UnitChange, settle_unit, write_unit
from disclosure.command.report.withhold import keep_withheld, withhold_facts
from disclosure.description import UNCONFIRMED, dump_report, load_report
from disclosure.entry import is_web_address
from disclosure.errors import DescriptionError, KnownReportError
from disclosure.journal import open_generation
from disclosure.model import ControlTotal, Document, Report, Source
from disclosure.parse import Identity, Stated
from disclosure.read.web.saved_page import Origin, find_origin
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout, write_bytes


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of ``add``; empty where an option was not given."""

    unit_id: str = ""
    region: str = ""
    url: str = ""
    list_page: str = ""
    publisher: str = ""
    controls: tuple[ControlTotal, ...] = ()
    stated: Stated = field(default_factory=Stated)
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """A report ready to be written; ``completes``: it is in the data, and further files of it were named, or others."""

    outcome: Outcome
    change: UnitChange | None
    confirmed: bool
    completes: bool = False


def prepare_addition(layout: Layout, paths: Sequence[Path], wish: Wish) -> Addition:
    """Read the files as one report (the first is the report, further ones its annexes), parse and check it.

    Files of a report that is in the data, named with further ones, are that report with all of them.
    Raises SourceError, GenreError, KnownReportError for a report or file already in the data,
    DescriptionError for an unknown unit without an id, UnaccountedError for a control total that was
    given and is not stated.
    """
    for option, address in (("--url", wish.url), ("--list-page", wish.list_page)):
        if address and not is_web_address(address):
            raise DescriptionError(
                f"{address!r} is not a web address",
                file=option,
                remedy="give an address that begins with http:// or https://",
            )
    reference = load_reference(layout.reference)
    documents = read_all(paths)
    known = None if wish.replace else _find_known(layout, documents)
    identity = identify_documents(documents, reference, _complete(wish, reference))
    unit, change = settle_unit(identity, wish.unit_id, wish.region, reference)
    report = Report(
        unit_id=unit.unit_id,
        year=identity.year,
        kind=identity.kind,
        title=identity.title,
        unit_name=identity.unit_name,
        scope=identity.scope,
        read_with=__version__,
        sources=tuple(
            _describe_source(document, path, identity, wish) for document, path in zip(documents, paths, strict=True)
        ),
    )
    report, confirmed, replaced = _settle_report(layout, report, known, wish)
    documents = correct_documents(report, documents)
    parsed = parse_documents(report, documents, reference)
    if replaced is not None:
        report = replace(report, withheld=keep_withheld(replaced.withheld, parsed.facts))
    parsed = withhold_facts(report, parsed)
    source = "\n".join(document.text for document in documents)
    controls = wish.controls or report.control_totals or propose_controls(parsed.facts, report.kind)
    outcome = check_among(layout, check_parsed(replace(report, control_totals=controls), parsed, source))
    if replaced is not None:
        outcome = keep_acknowledgements(outcome, replaced)
    verify_report(outcome.report, parsed.facts, outcome.findings)
    known_before = known is not None or replaced is not None
    return Addition(outcome, change, confirmed=confirmed or bool(wish.controls), completes=known_before)


def _settle_report(
    layout: Layout, report: Report, known: Path | None, wish: Wish
) -> tuple[Report, bool, Report | None]:
    """``report`` with what is known of it, whether that was confirmed, and the report whose documents it replaces.

    Raises KnownReportError where it is in the data and neither completed nor replaced.
    """
    if wish.replace:
        replaced = take_replaced(layout, report)
        return replace_sources(report, replaced), False, replaced
    if known is None:
        _refuse_known_report(layout, report)
        return report, False, None
    return *_complete_report(layout, known, report), None


def _describe_source(document: Document, path: Path, identity: Identity, wish: Wish) -> Source:
    """A file as a source. Its address and days are those written next to it when it was fetched, or those that a saved
    web page has above its text.

    Raises DescriptionError where what is next to it is about another file.
    """
    origin = find_origin(document.text) if document.media_type == "text/plain" else Origin()
    fetched = load_fetched(path, document.sha256)
    url = wish.url or (fetched.url if fetched else origin.url if is_web_address(origin.url) else "")
    return Source(
        document.sha256, document.media_type, path.stat().st_size, identity.title,
        wish.publisher or identity.unit_name, url, document.recognized_pages,
        published=origin.published or (fetched.published if fetched else ""),
        list_page=wish.list_page or (fetched.list_page if fetched else ""),
        retrieved=fetched.retrieved if fetched else "",
        replaces=(fetched.replaces,) if fetched and fetched.replaces else (),
    )  # fmt: skip


def _complete(wish: Wish, reference: Reference) -> Stated:
    """What the user states; the id of a known unit is enough where no document names its unit."""
    known = reference.units.get(wish.unit_id)
    return replace(wish.stated, fallback_name=known.name) if known else wish.stated


def _find_known(layout: Layout, documents: Sequence[Document]) -> Path | None:
    """The folder of the report that these files complete: all its sources are among them, and a file that is new.

    None where all files are new. Raises KnownReportError where one is in the data in any other way, or named twice.
    """
    names: dict[str, str] = {}
    for document in documents:
        if document.sha256 in names:
            raise KnownReportError("is named twice", file=document.name, remedy="name each file once")
        names[document.sha256] = document.name
    for folder in layout.report_folders():
        sources = {source.sha256 for source in load_report(folder / "report.yml").sources}
        known = sources & names.keys()
        if known and sources < names.keys():
            return folder
        if known:
            where = folder.relative_to(layout.root).as_posix()
            raise KnownReportError(
                f"is already in the data as {where}",
                file=names[next(iter(sorted(known)))],
                remedy=f"to read it again: disclosure build {where}; to add a further file of that report, name all "
                "its files and the new one",
            )
    return None


def _complete_report(layout: Layout, folder: Path, report: Report) -> tuple[Report, bool]:
    """``report`` with what is known of it from the report.yml in ``folder``, and whether that was confirmed.

    Raises KnownReportError where the new files belong to another report.
    """
    path = folder / "report.yml"
    old = load_report(path)
    if old.folder != report.folder:
        raise KnownReportError(
            f"the new files are {report.report_id}, those that are in the data are {old.report_id}",
            file=folder.relative_to(layout.root).as_posix(),
            remedy="name the new files by themselves; if they are one report, state --year, --kind, --scope or "
            "--unit-name",
        )
    known = {source.sha256: source for source in old.sources}
    sources = tuple(known.get(source.sha256, source) for source in report.sources)
    confirmed = bool(old.control_totals) and not path.read_text(encoding="utf-8").startswith(UNCONFIRMED)
    totals = old.control_totals if confirmed else ()
    known_report = replace(
        report,
        sources=sources,
        control_totals=totals,
        acknowledgements=old.acknowledgements,
        withheld=old.withheld,
    )
    return known_report, confirmed


def _refuse_known_report(layout: Layout, report: Report) -> None:
    refuse_replaced(layout, report)
    if (layout.reports / report.folder / "report.yml").exists():  # its source may lie there already
        raise KnownReportError(
            f"the {report.scope}'s {report.kind} of {report.year} is already in the data, from another file",
            file=f"data/reports/{report.folder}",
            remedy="if this is a further document of that report, name all its files and this one; if the publisher "
            "replaced the document by this one, add --replace; if it is the other of the department's and the unit's "
            "own report, state --scope",
        )


def _refuse_known_unit(layout: Layout, change: UnitChange) -> None:
    if change.is_new and change.unit.unit_id in load_reference(layout.reference).units:
        raise KnownReportError(
            "another command added the unit in the meantime", file=change.unit.unit_id, remedy="add the report again"
        )


def write_addition(layout: Layout, addition: Addition) -> Path:
    """Write the report folder, the rows of a new unit and the descriptor; returns the folder.

    All of it is put in its place at once; if anything fails, everything is as before.
    """
    from disclosure.package.editions.descriptor import write_descriptor
    from disclosure.package.stored.records import write_report

    outcome = addition.outcome
    report = outcome.report
    with open_generation(layout) as generation:
        if not addition.completes:  # another command may have added it meanwhile
            _refuse_known_report(generation.layout, report)
        folder = generation.layout.reports / report.folder
        mark = b"" if addition.confirmed else f"{UNCONFIRMED}\n".encode()
        write_bytes(folder / "report.yml", mark + dump_report(report))
        # what we write must pass our own reader: a title or name the document gave may not
        load_report(folder / "report.yml")
        (outcome,) = assign_subunits(generation.layout, [outcome])
        list_printed_codes(generation.layout, [outcome])
        write_report(generation.layout, report, outcome.parsed, outcome.findings, outcome.results)
        if addition.change is not None:
            _refuse_known_unit(generation.layout, addition.change)
            write_unit(generation.layout, addition.change, report.unit_name, report.report_id)
        # its name may be new: the unit's other reports may bear it
        refresh_units(generation.layout, [report.unit_id], load_reference(generation.layout.reference))
        write_descriptor(generation.layout)
        generation.commit()
    return layout.reports / report.folder
