"""What a document says, as an object: read, parsed and checked, without a checkout and without writing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure.characters import fold_characters
from disclosure.command.report.chain import Outcome, identify_documents, read_all, run_chain
from disclosure.command.terminal.failure import typed_errors
from disclosure.errors import DescriptionError
from disclosure.model import KINDS, SCOPES, Document, Kind, Report, Scope, Source
from disclosure.package.stored.records import make_details, make_tables
from disclosure.package.stored.tables import DETAILS, TABLES
from disclosure.reference import Reference, find_reference, load_reference
from disclosure.zones import Place

if TYPE_CHECKING:
    import pandas as pd

    from disclosure.parse import Stated

#: The columns of the table of figures: every numeric token of a document, and what became of it.
FIGURES = ("report_id", "place", "section", "outcome", "reason", "text", "context")
#: The columns of the table of refusals: why figures were not read, and how many.
REFUSALS = ("report_id", "place", "title", "reason", "column", "words", "detail", "figures", "file", "line")
#: The tables of a reading, in the order in which they are printed, and their columns.
PARTS: Mapping[str, Sequence[str]] = {
    "facts": TABLES["facts"],
    **DETAILS,
    **{name: TABLES[name] for name in ("forms", "projects", "texts", "indicators")},
    "figures": FIGURES,
    "findings": TABLES["findings"],
    "refusals": REFUSALS,
}
#: The id of a unit that no code list names.
UNKNOWN_UNIT = "unknown"
_YEARS = range(1990, 2101)


@dataclass(frozen=True)
class Reading:
    """What one report says.

    ``report`` describes it; ``facts``, ``forms``, ``projects``, ``texts``, ``indicators``, ``figures``, ``findings``
    and ``refusals`` are its tables as pandas DataFrames, ``details`` are several by name. The first five, ``findings``
    and ``details`` have the columns of the CSV files of a report; amounts are in 元, in the column ``value``, and
    ``reported`` has the text as printed. ``figures`` has one row for every number of the document: its ``outcome`` is
    ``fact``, ``ignored`` (``reason`` says why) or ``unread``. ``refusals`` says why figures are unread: the cause, the
    words that caused it, how many figures.
    """

    outcome: Outcome
    names: tuple[str, ...]
    place: Place

    @cached_property
    def report(self) -> dict[str, Any]:
        """Unit, year, kind, title and sources, under the names of report.yml, the id of the report, and where the unit
        is: the code of its division (GB/T 2260), and the zone in it; empty where its name says neither."""
        report = self.outcome.report
        sources = [
            {
                "file": name, "sha256": each.sha256, "media_type": each.media_type, "bytes": each.size,
                "recognized_pages": list(each.recognized_pages),
            }
            for name, each in zip(self.names, report.sources, strict=True)
        ]  # fmt: skip
        return {
            "report_id": report.report_id, "unit": report.unit_id, "unit_name": report.unit_name, "year": report.year,
            "kind": report.kind, "scope": report.scope, "region_code": self.place.region_code, "zone": self.place.zone,
            "title": report.title, "sources": sources,
        }  # fmt: skip

    @cached_property
    def tables(self) -> dict[str, list[Mapping[str, object]]]:
        """The rows of every table, by its name."""
        outcome = self.outcome
        tables = make_tables(outcome.report, outcome.parsed, outcome.findings, outcome.results)
        tables |= make_details(outcome.report, outcome.parsed)
        tables["figures"] = self._list_rows(outcome.parsed.figures, FIGURES)
        tables["refusals"] = self._list_rows(outcome.parsed.refusals, REFUSALS)
        return tables

    def _list_rows(self, records: Iterable[object], columns: Sequence[str]) -> list[Mapping[str, object]]:
        report_id = self.outcome.report.report_id
        return [{columns[0]: report_id, **{name: getattr(each, name) for name in columns[1:]}} for each in records]

    def to_dict(self) -> dict[str, Any]:
        """The whole reading as values of JSON: ``report`` and the tables as lists of objects.

        Numbers are numbers; what the document does not state is null, or an empty text.
        """
        rows = {name: [_make_plain(row) for row in self.tables[name]] for name in PARTS}
        return {"report": self.report, **rows}

    def _make_frame(self, name: str) -> pd.DataFrame:
        import pandas as pd

        rows = [_make_plain(row) for row in self.tables[name]]
        frame = pd.DataFrame(rows, columns=list(PARTS[name]))
        numbers = dict.fromkeys((column for column in _WHOLE.get(name, ()) if column in PARTS[name]), "Int64")
        decimals = dict.fromkeys(_DECIMALS.intersection(PARTS[name]), "float64")
        return frame.astype({**numbers, **decimals})

    @cached_property
    def facts(self) -> pd.DataFrame:
        return self._make_frame("facts")

    @cached_property
    def details(self) -> dict[str, pd.DataFrame]:
        """The tables of details by name: amounts of units, of the government's types, of the year before, purchases."""
        return {name: self._make_frame(name) for name in DETAILS}

    @cached_property
    def forms(self) -> pd.DataFrame:
        return self._make_frame("forms")

    @cached_property
    def projects(self) -> pd.DataFrame:
        return self._make_frame("projects")

    @cached_property
    def texts(self) -> pd.DataFrame:
        return self._make_frame("texts")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        return self._make_frame("indicators")

    @cached_property
    def figures(self) -> pd.DataFrame:
        return self._make_frame("figures")

    @cached_property
    def findings(self) -> pd.DataFrame:
        return self._make_frame("findings")

    @cached_property
    def refusals(self) -> pd.DataFrame:
        return self._make_frame("refusals")


#: Columns that hold whole numbers, by table.
_WHOLE = {
    "facts": ("fact", "project"), "texts": ("text", "project"), "projects": ("project",),
    "indicators": ("indicator", "project"), "refusals": ("column", "figures"),
    **dict.fromkeys(DETAILS, ("detail", "fact", "year", "project")),
}  # fmt: skip
#: Columns that hold decimals, in any table.
_DECIMALS = frozenset({
    "value", "total_score", "target_value", "actual_value", "weight", "score", "expected", "stated", "difference",
})  # fmt: skip


def _make_plain(row: Mapping[str, object]) -> dict[str, Any]:
    """A row with values of JSON only."""
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def read_report(
    path: str | Path | Iterable[str | Path],
    year: int | None = None,
    kind: Kind | None = None,
    unit_name: str | None = None,
    scope: Scope | None = None,
) -> Reading:
    """Read one report: a file, or several files that are one report and its annexes.

    ``year``, ``kind`` (``budget`` or ``final``), ``unit_name`` and ``scope`` (``department`` with its subordinate
    units, or ``unit``) are used instead of what the document says; a document without the first three is
    read if all three are given. Nothing is written, and no checkout is needed.
    Names of units and codes are looked up in the code lists this package came with.

    Raises SourceError for a file that cannot be read, GenreError for one that is not one department's budget or final
    accounts or does not say one of the three, and DescriptionError for a year, kind or name that is not possible.
    """
    paths = [path] if isinstance(path, str | Path) else list(path)
    return read_files([Path(each) for each in paths], make_stated(year, kind, unit_name, scope), _load_own_lists())


def make_stated(year: int | None, kind: str | None, unit_name: str | None, scope: str | None = None) -> Stated:
    """What the user states of a document. Raises DescriptionError for a value that is not possible."""
    from disclosure.entry import is_plain_text
    from disclosure.parse import Stated

    if year is not None and year not in _YEARS:
        raise DescriptionError(f"{year} is not a year", file="year", remedy="give four digits, as 2026")
    found = next((each for each in KINDS if each == kind), None)
    if kind is not None and found is None:
        raise DescriptionError(f"{kind!r} is not a kind", file="kind", remedy="give budget (预算) or final (决算)")
    name = (unit_name or "").strip()
    if unit_name is not None and not (name and is_plain_text(name)):
        raise DescriptionError("is empty or has invisible characters", file="unit name", remedy="type it again")
    whose = next((each for each in SCOPES if each == scope), None)
    if scope is not None and whose is None:
        raise DescriptionError(
            f"{scope!r} is not a scope",
            file="scope",
            remedy="give department (部门) or unit (单位)",
        )
    return Stated(year, found, name, whose)


def load_lists(start: Path) -> Reference:
    """The code lists of the checkout around ``start``, else those this package came with."""
    return load_reference(find_reference(start))


@cache
def _load_own_lists() -> Reference:
    return load_reference(find_reference())


def read_files(paths: Sequence[Path], stated: Stated, reference: Reference) -> Reading:
    """Read files as one report. Only errors that read_report documents leave it, and InternalError."""
    if not paths:
        raise DescriptionError("no file is named", file="paths", remedy="name at least one document")
    with typed_errors(paths[0].name):
        documents = read_all(paths)
        report = describe_documents(paths, documents, reference, stated)
        place = locate_report(report, documents, reference)
        return Reading(run_chain(report, documents, reference), tuple(path.name for path in paths), place)


def locate_report(report: Report, documents: Sequence[Document], reference: Reference) -> Place:
    """Where a report's unit is: the region of a known unit, else the place that its name or the title begins with."""
    from disclosure.parse.place import find_place

    text = "\n".join(document.text for document in documents)
    place = find_place((report.unit_name, report.title), fold_characters(text), reference)
    unit = reference.units.get(report.unit_id)
    return replace(place, region_code=unit.region_code) if unit else place


def describe_documents(
    paths: Sequence[Path], documents: Sequence[Document], reference: Reference, stated: Stated | None = None
) -> Report:
    """Documents that are not in the data as a report; a unit that no code list names gets the id ``unknown``."""
    identity = identify_documents(documents, reference, stated)
    sources = tuple(
        Source(
            document.sha256, document.media_type, path.stat().st_size, identity.title, identity.unit_name,
            recognized_pages=document.recognized_pages,
        )
        for path, document in zip(paths, documents, strict=True)
    )  # fmt: skip
    unit_id = identity.unit.unit_id if identity.unit else UNKNOWN_UNIT
    return Report(
        unit_id, identity.year, identity.kind, identity.title, identity.unit_name, sources, scope=identity.scope
    )
