"""Building the data: every report read again from its source, checked, verified and written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from disclosure import __version__
from disclosure.command.executors.job import Executor, Job, Result
from disclosure.command.executors.pool import Processes
from disclosure.command.report.chain import Outcome, check_beside, recall_unit, refresh_units
from disclosure.command.report.classification import list_printed_codes
from disclosure.command.report.control import verify_report
from disclosure.command.report.source import SourceIndex
from disclosure.command.report.subunit import assign_subunits
from disclosure.command.report.withhold import withhold_stored
from disclosure.command.terminal.failure import typed_errors
from disclosure.command.terminal.screen import track
from disclosure.description import load_report, write_marks
from disclosure.errors import DescriptionError, DisclosureError, StorageError
from disclosure.journal import open_generation
from disclosure.model import UNREAD_PAGE
from disclosure.store import Layout

_REPORT_ID = re.compile("(?P<unit>.+)-(?P<rest>[0-9]{4}-(?:budget|final)(?:-unit)?)")


@dataclass(frozen=True)
class Built:
    """What is printed about a report that was built; the report itself need not stay in memory."""

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
    """What a build did: outcomes by folder name, folders kept because a source is not at hand, and failures.

    ``outdated`` are the kept ones whose data another version of the program read, with that version.
    """

    built: dict[str, Built] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    outdated: dict[str, str] = field(default_factory=dict)
    failures: list[DisclosureError] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)


def find_folders(layout: Layout, names: Sequence[str]) -> list[Path]:
    """The report folders that ``names`` mean: ``unit/2024-final``, ``unit-2024-final`` or a path; all, if none.

    Raises DescriptionError for an unknown report, with the nearest names.
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
                remedy=f"did you mean: {', '.join(near)}?" if near else "the folders of data/reports are the reports",
            )
        chosen.append(folder)
    return list(dict.fromkeys(chosen))


def _as_folder(name: str) -> str:
    """``unit-2024-final`` as ``unit/2024-final``; a name of another form as it is."""
    found = _REPORT_ID.fullmatch(name)
    return f"{found['unit']}/{found['rest']}" if found else name


def _at_path(path: Path, folders: Sequence[Path]) -> Path | None:
    wanted = path.resolve()
    return next((folder for folder in folders if wanted in (folder.resolve(), folder.resolve() / "report.yml")), None)


def build_reports(layout: Layout, folders: Sequence[Path], executor: Executor | None = None) -> BuildSummary:
    """Rebuild ``folders`` and the descriptor; everything that changes is put in its place at once, at the end.

    ``executor`` reads the reports, by default the processors of this machine. A report whose source is not at hand
    keeps its data. A report that fails keeps its data too and is listed in ``failures``; it does not stop the others.
    Raises StorageError where nothing can be written any more, BusyError where another command is at work, and what
    the executor raises: then all is as before.
    """
    names = [folder.relative_to(layout.reports) for folder in folders]
    with open_generation(layout) as generation:
        work = Work(generation.layout, [generation.layout.reports / name for name in names])
        summary = work.build(executor or Processes())
        summary.failures = [generation.name_error(error) for error in summary.failures]
        summary.changed = generation.commit()
    return summary


class Work:
    """A build under way: reports come in any order, a unit is written when its last one has come, and the summary is in
    the order of the folders."""

    def __init__(self, layout: Layout, folders: Sequence[Path]) -> None:
        self._layout = layout
        self._folders = [(folder.parent.name, folder.relative_to(layout.reports).as_posix()) for folder in folders]
        self._paths = folders
        self._left = Counter(unit_id for unit_id, _ in self._folders)
        self._units: dict[str, dict[int, Outcome]] = {}
        self._built: dict[str, Built] = {}
        self._kept: set[int] = set()
        self._outdated: dict[str, str] = {}
        self._failures: list[tuple[int, DisclosureError]] = []

    def build(self, executor: Executor) -> BuildSummary:
        """Build all of them and the descriptor."""
        from disclosure.package.editions.descriptor import write_descriptor

        self.read(executor, SourceIndex(self._layout))
        with self._failing_at(len(self._folders), "datapackage.json"):
            write_descriptor(self._layout)
        return self.summarize()

    def read(self, executor: Executor, index: SourceIndex) -> None:
        """Build all reports whose sources ``index`` finds."""
        found = [_find_job(self._layout, folder, index) for folder in self._paths]
        jobs = [(number, each) for number, each in enumerate(found) if isinstance(each, Job)]
        with track("reading reports", len(found)) as advance, closing(executor.read([job for _, job in jobs])) as read:
            for number, each in enumerate(found):
                if not isinstance(each, Job):
                    self._take(number, each)
                    advance()
            for position, result in read:
                self._take(jobs[position][0], result)
                advance()

    def summarize(self) -> BuildSummary:
        """What came of all of them, in the order of the folders."""
        return BuildSummary(
            {name: self._built[name] for _, name in self._folders if name in self._built},
            [self._folders[number][1] for number in sorted(self._kept)],
            {name: self._outdated[name] for _, name in self._folders if name in self._outdated},
            [error for _, error in sorted(self._failures, key=lambda failure: failure[0])],
        )

    def _take(self, number: int, result: Result | None) -> None:
        """Take what came of a report, or nothing if it is kept; write its unit if it was the last of it."""
        unit_id, _ = self._folders[number]
        if result is None:
            self._keep(number)
        elif isinstance(result, DisclosureError):
            self._note(number, result)
        else:
            self._units.setdefault(unit_id, {})[number] = result
        self._left[unit_id] -= 1
        if not self._left[unit_id] and unit_id in self._units:
            last = max(position for position, (each, _) in enumerate(self._folders) if each == unit_id)
            with self._failing_at(last, f"data/reports/{unit_id}"):
                self._write_unit(unit_id, self._units.pop(unit_id))

    def _keep(self, number: int) -> None:
        """Keep the data of a report, without the facts that its report.yml withholds by now."""
        unit_id, name = self._folders[number]
        self._kept.add(number)
        with self._failing_at(number, f"data/reports/{name}"):
            if withhold_stored(self._paths[number]):
                refresh_units(self._layout, [unit_id])
            made = load_report(self._paths[number] / "report.yml").read_with
            if made != __version__:
                self._outdated[name] = made or "an unknown version"

    def _write_unit(self, unit_id: str, read: dict[int, Outcome]) -> None:
        """Hold what was read of a unit against its other reports, verify and write it; then hold all against each
        other again, since a report may have been held against one that failed after it."""
        from disclosure.package.stored.records import write_report

        numbers = sorted(read)
        fresh = assign_subunits(self._layout, [read[number] for number in numbers])
        list_printed_codes(self._layout, fresh)
        others = recall_unit(self._layout, unit_id, besides={outcome.report.folder for outcome in fresh})
        for number, outcome in zip(numbers, check_beside([*fresh, *others]), strict=False):
            report = outcome.report
            with self._failing_at(number, f"data/reports/{report.folder}"):
                verify_report(report, outcome.parsed.facts, outcome.findings)
                write_report(self._layout, report, outcome.parsed, outcome.findings, outcome.results)
                write_marks(self._layout.reports / report.folder / "report.yml", __version__, report.verification)
                self._built[report.folder] = Built.of(outcome)
        refresh_units(self._layout, [unit_id])

    def _note(self, number: int, error: DisclosureError) -> None:
        """Keep an error and go on, unless it lets nothing more be written."""
        if isinstance(error, StorageError):
            raise error
        self._failures.append((number, error))

    @contextmanager
    def _failing_at(self, number: int, file: str) -> Iterator[None]:
        """Note an error of ours and go on; only one that lets nothing more be written ends the build."""
        try:
            with typed_errors(file):
                yield
        except DisclosureError as error:
            self._note(number, error)


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
        "neither its data nor its source file is available",
        file=name,
        remedy="set DISCLOSURE_SOURCES to the folder of the source and build again",
    )
