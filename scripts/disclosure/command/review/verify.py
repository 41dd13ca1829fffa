"""Verifying reports: their data made again from their sources, in isolation, and compared byte by byte."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path

from disclosure import __version__
from disclosure.command.building.build import Work
from disclosure.command.executors.job import Executor
from disclosure.command.executors.pool import Processes
from disclosure.command.report.chain import identify_documents, read_all
from disclosure.command.report.consistency import find_inconsistencies
from disclosure.command.report.source import SourceIndex
from disclosure.command.review.fetch import fetch_sources
from disclosure.description import load_report, write_marks
from disclosure.errors import DisclosureError, GenreError, SourceError
from disclosure.journal import Generation, open_generation
from disclosure.package.stored.tables import DETAILS
from disclosure.provenance import Origin, Verification
from disclosure.reference import load_reference
from disclosure.store import Layout, dump_csv, write_bytes

#: So many differing rows of one file are printed.
LISTED = 3
_GENERATED = ("data/reports.csv", "data/check_definitions.csv", "datapackage.json")


@dataclass(frozen=True)
class Verified:
    """What came of one report: what differs from its source, or the error for which it could not be compared and what
    is inconsistent in the stored data by itself."""

    name: str
    origin: Origin
    differences: tuple[str, ...] = ()
    error: DisclosureError | None = None
    inconsistencies: tuple[str, ...] = ()

    @property
    def is_equal(self) -> bool:
        return not self.differences and self.error is None


def verify_reports(
    layout: Layout,
    folders: Sequence[Path],
    folder: Path | None = None,
    *,
    fetch: bool = False,
    public: bool = True,
    executor: Executor | None = None,
) -> list[Verified]:
    """Make the data of the reports in ``folders`` again and compare it with what is stored; nothing stored changes.

    Sources come from ``folder``, with ``fetch`` from the addresses in report.yml (with ``public`` only from public
    networks), otherwise from where ``build`` looks. The tables of each report, those of the other reports of its unit,
    and the generated files of the package are compared; of report.yml what the document says: unit, year, kind, scope.
    """
    names = [each.relative_to(layout.reports).as_posix() for each in folders]
    with ExitStack() as stack:
        generation = stack.enter_context(open_generation(layout))
        places = None if folder is None else [folder]
        if fetch:
            places = [Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="disclosure-sources-")))]
        trial = _Trial(layout, generation, SourceIndex(generation.layout, places), fetch=fetch)
        for name in names:
            with trial.failing_at(name):
                trial.prepare(name, places[0] if fetch and places else None, public=public)
        trial.make(executor or Processes())
        return [trial.judge(name) for name in names]


class _Trial:
    """The data of some reports, made again in a generation that is never committed."""

    def __init__(self, layout: Layout, generation: Generation, index: SourceIndex, *, fetch: bool) -> None:
        self._layout = layout
        self._generation = generation
        self._fresh = generation.layout
        self._index = index
        self._origin: Origin = "address" if fetch else "folder"
        self._ready: list[str] = []
        self._errors: dict[str, DisclosureError] = {}
        self._general: tuple[str, ...] = ()

    @contextmanager
    def failing_at(self, name: str) -> Iterator[None]:
        """Keep an error of the report ``name`` and go on."""
        try:
            yield
        except DisclosureError as error:
            self._errors[name] = self._generation.name_error(error)

    def prepare(self, name: str, downloads: Path | None, *, public: bool) -> None:
        """Find the sources of a report, fetched into ``downloads`` if that is given. Raises where there are none."""
        report = load_report(self._fresh.reports / name / "report.yml")
        if downloads is not None:
            fetch_sources(report, downloads, public=public)
        if self._index.find_all(report) is None:
            raise SourceError(
                "its source file is not available", file=f"data/reports/{report.folder}",
                remedy="name the folder that holds it: --from FOLDER; or fetch it from its address: --fetch",
            )  # fmt: skip
        self._ready.append(name)

    def make(self, executor: Executor) -> None:
        """Make the tables of all reports that are ready, without any of the stored ones."""
        for name in self._ready:
            for path in (self._fresh.reports / name).glob("*.csv"):
                if path.stem in DETAILS:  # a table that there was stays, with or without rows
                    write_bytes(path, dump_csv(DETAILS[path.stem], []))
                else:
                    path.unlink()
        work = Work(self._fresh, [self._fresh.reports / name for name in self._ready])
        work.read(executor, self._index)
        failures = work.summarize().failures
        for failure in failures:
            failed = next((name for name in self._ready if name in failure.file), "")
            self._errors.setdefault(failed, self._generation.name_error(failure))
        if not failures:
            self._general = tuple(_compare_generated(self._layout, self._fresh))

    def judge(self, name: str) -> Verified:
        """What came of one report."""
        if name in self._errors:
            untouched = name not in self._ready
            found = find_inconsistencies(self._layout, self._fresh, name) if untouched else ()
            return Verified(name, self._origin, error=self._errors[name], inconsistencies=(*found, *self._general))
        differences = [*_compare_unit(self._layout, self._fresh, name.partition("/")[0])]
        differences += _compare_identity(self._fresh, name, self._index)
        return Verified(name, self._origin, (*differences, *self._general))


def record_verified(layout: Layout, verified: Sequence[Verified]) -> list[Path]:
    """Write into report.yml, and the register, which reports were equal; returns the files that changed.

    One that was recorded already, of the same data and reader, keeps its day.
    """
    from disclosure.package.editions.descriptor import write_descriptor
    from disclosure.package.stored.integrity import digest_data

    with open_generation(layout) as generation:
        written = False
        for each in verified:
            if each.is_equal:
                folder = generation.layout.reports / each.name
                known = load_report(folder / "report.yml").verification
                today = date.today().isoformat()  # noqa: DTZ011 - the day where the command is run
                fresh = Verification(today, __version__, each.origin, digest_data(folder))
                if known is None or (known.reader, known.data) != (fresh.reader, fresh.data):
                    written |= write_marks(folder / "report.yml", __version__, fresh)
        if written:
            write_descriptor(generation.layout)
        return generation.commit()


def _compare_unit(layout: Layout, fresh: Layout, unit_id: str) -> Iterator[str]:
    """What differs in the tables of the reports of a unit: a report is held against the others."""
    for folder in sorted({*_list_reports(layout, unit_id), *_list_reports(fresh, unit_id)}):
        stored, made = (_list_tables(each.reports / folder) for each in (layout, fresh))
        for file in sorted({*stored, *made}):
            where = f"data/reports/{folder}/{file}"
            if file not in made:
                yield f"{where}: no such table is made from the source"
            elif file not in stored:
                yield f"{where}: is missing"
            else:
                yield from _compare(where, stored[file].read_bytes(), made[file].read_bytes())


def _list_reports(layout: Layout, unit_id: str) -> Iterator[str]:
    for path in (layout.reports / unit_id).glob("*/report.yml"):
        yield path.parent.relative_to(layout.reports).as_posix()


def _list_tables(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in folder.glob("*.csv")}


def _compare_generated(layout: Layout, fresh: Layout) -> Iterator[str]:
    """What differs in the files that are made of all reports."""
    from disclosure.package.editions.descriptor import write_descriptor

    try:
        write_descriptor(fresh)
    except DisclosureError as error:  # of a table that was changed by hand
        yield error.problem
        return
    for name in _GENERATED:
        stored, made = layout.root / name, fresh.root / name
        if not stored.is_file():
            yield f"{name}: is missing"
        else:
            yield from _compare(name, stored.read_bytes(), made.read_bytes())


def _compare(name: str, stored: bytes, made: bytes) -> Iterator[str]:
    """The first rows in which two files differ, by column where both have the same columns."""
    if stored == made:
        return
    ours, theirs = _split(stored), _split(made)
    found = 0
    for number, (old, new) in enumerate(zip_longest(ours, theirs), 1):
        if old != new:
            found += 1
            if found <= LISTED:
                yield f"{name} row {number}: {_describe(old, new, ours[0] if ours else [])}"
    if not found:
        yield f"{name}: differs in line ends or quoting"
    elif found > LISTED:
        yield f"{name}: {found - LISTED} more rows differ"


def _split(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8", errors="replace"), newline="")))


def _describe(old: list[str] | None, new: list[str] | None, head: list[str]) -> str:
    if old is None:
        return "is missing"
    if new is None:
        return "is not made from the source"
    pairs = zip_longest(head, old, new, fillvalue="")
    return "; ".join(f"{column} {one!r}, from the source {two!r}" for column, one, two in pairs if one != two)


def _compare_identity(fresh: Layout, name: str, index: SourceIndex) -> Iterator[str]:
    """What report.yml says of the document, and the document does not; what it does not name may be anything."""
    report = load_report(fresh.reports / name / "report.yml")
    try:
        said = identify_documents(read_all(index.find_all(report) or []), load_reference(fresh.reference))
    except GenreError:
        return
    pairs = {
        "year": (report.year, said.year),
        "kind": (report.kind, said.kind),
        "scope": (report.scope, said.scope) if said.says_scope else ("", ""),
        "unit": (report.unit_id, said.unit.unit_id) if said.unit else ("", ""),
        "unit_name": (report.unit_name, said.unit_name),
        "title": (report.title, said.title),
    }
    for key, (stored, read) in pairs.items():
        if stored != read:
            yield f"data/reports/{name}/report.yml: {key} {stored!r}, from the source {read!r}"
