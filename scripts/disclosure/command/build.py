"""Building the data: every report read again from its source, checked, verified and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from disclosure.command.chain import Outcome, check_among, read_all, refresh_units, run_chain
from disclosure.command.control import verify_report
from disclosure.command.failure import typed_errors
from disclosure.command.source import SourceIndex
from disclosure.description import load_report
from disclosure.errors import DescriptionError, DisclosureError, StorageError
from disclosure.journal import open_generation
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout


@dataclass
class BuildSummary:
    """What a build did: outcomes by folder name, folders kept because a source is not at hand, and failures."""

    built: dict[str, Outcome] = field(default_factory=dict)
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

    reference = load_reference(layout.reference)
    index = SourceIndex(layout)
    summary = BuildSummary()
    for folder in track(folders, "reading reports"):
        name = folder.relative_to(layout.reports).as_posix()
        with _failing_into(summary, f"data/reports/{name}"):
            _build_report(layout, folder, reference, index, summary)
    for unit_id in sorted({each.report.unit_id for each in summary.built.values()}):
        # a report may have been held against data of another that was read again after it
        with _failing_into(summary, f"data/reports/{unit_id}"):
            refresh_units(layout, [unit_id])
    with _failing_into(summary, "datapackage.json"):
        write_descriptor(layout)
    return summary


@contextmanager
def _failing_into(summary: BuildSummary, file: str) -> Iterator[None]:
    """Note an error of ours and go on; only one that lets nothing more be written ends the build."""
    try:
        with typed_errors(file):
            yield
    except StorageError:
        raise
    except DisclosureError as error:
        summary.failures.append(error)


def _build_report(
    layout: Layout, folder: Path, reference: Reference, index: SourceIndex, summary: BuildSummary
) -> None:
    from disclosure.package.records import write_report

    name = folder.relative_to(layout.reports).as_posix()
    report = load_report(folder / "report.yml")
    paths = index.find_all(report)
    if paths is None:
        if not (folder / "facts.csv").is_file():
            raise DescriptionError(
                "neither its data nor its source is at hand",
                file=f"data/reports/{name}",
                remedy="name the folder of the source in DISCLOSURE_SOURCES and build again",
            )
        summary.kept.append(name)
        return
    outcome = check_among(layout, run_chain(report, read_all(paths), reference))
    verify_report(report, outcome.parsed.facts, outcome.findings)
    write_report(layout, report, outcome.parsed, outcome.findings, outcome.results)
    summary.built[name] = outcome
