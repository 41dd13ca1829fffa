"""Building the data: every report read again from its source, checked, verified and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from disclosure.command.chain import Outcome, check_beside, recall_unit, refresh_units
from disclosure.command.control import verify_report
from disclosure.command.failure import typed_errors
from disclosure.command.pool import Job, read_reports
from disclosure.command.source import SourceIndex
from disclosure.description import load_report
from disclosure.errors import DescriptionError, DisclosureError, StorageError
from disclosure.journal import open_generation
from disclosure.model import UNREAD_PAGE
from disclosure.store import Layout


@dataclass(frozen=True)
class Built:
    """What is told of a report that was built; the report itself need not stay in memory."""

    facts: int
    findings: int
    unread: int
    pages: tuple[str, ...]

    @classmethod
    def of(cls, outcome: Outcome) -> Built:
        unread = [figure for figure in outcome.parsed.figures if figure.outcome == "unread"]
        pages = tuple(figure.place for figure in unread if figure.section == UNREAD_PAGE)
        return cls(len(outcome.parsed.facts), len(outcome.findings), len(unread), pages)


@dataclass
class BuildSummary:
    """What a build did: outcomes by folder name, folders kept because a source is not at hand, and failures."""

    built: dict[str, Built] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    failures: list[DisclosureError] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)


def find_folders(layout: Layout, names: Sequence[str]) -> list[Path]:
    """The report folders that ``names`` mean: ``unit/2024-final``, ``unit-2024-final`` or a path; all, if none.

    Raises DescriptionError for a name that is no report, with the nearest names.
    """
    folders = layout.report_folders()
    if not names:
        return folders
    known = {folder.relative_to(layout.reports).as_posix(): folder for folder in folders}
    chosen = []
    for name in names:
        folder = known.get(name.strip("/")) or known.get(_as_folder(name)) or _at_path(Path(name), folders)
        if folder is None:
            near = get_close_matches(_as_folder(name), known, n=3, cutoff=0.4)
            raise DescriptionError(
                "no such report",
                file=name,
                remedy=f"did you mean: {', '.join(near)}?" if near else "see data/reports for what there is",
            )
        chosen.append(folder)
    return list(dict.fromkeys(chosen))


def _as_folder(name: str) -> str:
    """``unit-2024-final`` as ``unit/2024-final``."""
    unit, _, rest = name.rpartition("-")
    unit, _, year = unit.rpartition("-")
    return f"{unit}/{year}-{rest}"


def _at_path(path: Path, folders: Sequence[Path]) -> Path | None:
    wanted = path.resolve()
    return next((folder for folder in folders if wanted in (folder.resolve(), folder.resolve() / "report.yml")), None)


def build_reports(layout: Layout, folders: Sequence[Path]) -> BuildSummary:
    """Rebuild ``folders`` and the descriptor; everything that changes is put in its place at once, at the end.

    A report whose source is not at hand keeps its data. A report that fails keeps its data too and is
    told in ``failures``; it does not stop the others. Raises StorageError where nothing can be written any more,
    BusyError where another command is at work: then all is as before.
    """
    names = [folder.relative_to(layout.reports) for folder in folders]
    with open_generation(layout) as generation:
        summary = _build_all(generation.layout, [generation.layout.reports / name for name in names])
        summary.failures = [generation.name_error(error) for error in summary.failures]
        summary.changed = generation.commit()
    return summary


def _build_all(layout: Layout, folders: Sequence[Path]) -> BuildSummary:
    from disclosure.command.screen import track
    from disclosure.package.descriptor import write_descriptor

    index = SourceIndex(layout)
    summary = BuildSummary()
    found = [_find_job(layout, folder, index) for folder in folders]
    read = read_reports([each for each in found if isinstance(each, Job)])
    left = Counter(folder.parent.name for folder in folders)
    units: dict[str, list[Outcome]] = {}
    for folder, each in track(list(zip(folders, found, strict=True)), "reading reports"):
        unit_id = folder.parent.name
        outcome = next(read) if isinstance(each, Job) else each
        if outcome is None:
            summary.kept.append(folder.relative_to(layout.reports).as_posix())
        elif isinstance(outcome, DisclosureError):
            _note(summary, outcome)
        else:
            units.setdefault(unit_id, []).append(outcome)
        left[unit_id] -= 1
        if not left[unit_id] and unit_id in units:
            with _failing_into(summary, f"data/reports/{unit_id}"):
                _write_unit(layout, unit_id, units.pop(unit_id), summary)
    with _failing_into(summary, "datapackage.json"):
        write_descriptor(layout)
    return summary


def _note(summary: BuildSummary, error: DisclosureError) -> None:
    """Keep an error and go on, unless it lets nothing more be written."""
    if isinstance(error, StorageError):
        raise error
    summary.failures.append(error)


@contextmanager
def _failing_into(summary: BuildSummary, file: str) -> Iterator[None]:
    """Note an error of ours and go on; only one that lets nothing more be written ends the build."""
    try:
        with typed_errors(file):
            yield
    except DisclosureError as error:
        _note(summary, error)


def _find_job(layout: Layout, folder: Path, index: SourceIndex) -> Job | DisclosureError | None:
    """What there is to read for a report: nothing if its source is not at hand and its data is."""
    name = f"data/reports/{folder.relative_to(layout.reports).as_posix()}"
    try:
        with typed_errors(name):
            report = load_report(folder / "report.yml")
            paths = index.find_all(report)
    except DisclosureError as error:
        return error
    if paths is not None:
        return Job(report, paths, layout.reference)
    if (folder / "facts.csv").is_file():
        return None
    return DescriptionError(
        "neither its data nor its source is at hand",
        file=name,
        remedy="name the folder of the source in DISCLOSURE_SOURCES and build again",
    )


def _write_unit(layout: Layout, unit_id: str, read: Sequence[Outcome], summary: BuildSummary) -> None:
    """Hold what was read of a unit against its other reports, verify and write it; then hold all against each other
    again, since a report may have been held against one that failed after it."""
    from disclosure.package.records import write_report

    fresh = {outcome.report.folder: outcome for outcome in read}
    others = recall_unit(layout, unit_id, besides=set(fresh))
    for outcome in check_beside([*read, *others])[: len(read)]:
        report = outcome.report
        with _failing_into(summary, f"data/reports/{report.folder}"):
            verify_report(report, outcome.parsed.facts, outcome.findings)
            write_report(layout, report, outcome.parsed, outcome.findings, outcome.results)
            summary.built[report.folder] = Built.of(outcome)
    refresh_units(layout, [unit_id])
