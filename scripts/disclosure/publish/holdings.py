"""What the site shows: the published tables and code lists, read once, as rows of text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from disclosure.description import load_report
from disclosure.errors import DescriptionError
from disclosure.model import Report, Unit
from disclosure.package.publisher import Publisher, load_publisher
from disclosure.package.records import read_tables
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout, read_csv

Row = Mapping[str, str]
#: Unit ids become folders and addresses of the site.
_UNIT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: What a fact is about: its address on the site depends on this alone, so that it outlives a correction of its value
#: and a better reading of what stands before it.
_ABOUT = (
    "statement", "direction", "item", "functional_code", "functional_name", "economic_code", "economic_name", "fund",
    "expenditure_type", "project", "phase", "measure", "basis", "form",
)  # fmt: skip
_LISTS = ("statements", "phases", "measures", "funds", "expenditure_types")


@dataclass(frozen=True)
class Holding:
    """One report with its tables; ``tables`` has every name of package.tables."""

    report: Report
    folder: Path
    tables: Mapping[str, Sequence[Row]]

    @property
    def report_id(self) -> str:
        return self.report.report_id

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Fact number -> its address on the page of the year: the kind of report, the statement, a digest of the
        other dimensions, and a count where a document states the same thing several times."""
        seen: Counter[str] = Counter()
        found = {}
        for row in self.tables["facts"]:
            about = "\x1f".join(row[column] for column in _ABOUT)
            name = f"{self.report.kind}-{row['statement']}-{hashlib.sha256(about.encode()).hexdigest()[:7]}"
            seen[name] += 1
            found[row["fact"]] = name if seen[name] == 1 else f"{name}-{seen[name]}"
        return found


@dataclass(frozen=True)
class UnitHolding:
    """One unit with at least one report; ``reports`` are ordered by year, then kind."""

    unit: Unit
    region: str
    reports: tuple[Holding, ...]

    @property
    def years(self) -> list[int]:
        return sorted({each.report.year for each in self.reports})

    def of_year(self, year: int) -> list[Holding]:
        return [each for each in self.reports if each.report.year == year]


class Wording:
    """Labels of code lists in Chinese; an unknown code is shown as it is."""

    def __init__(self, reference: Reference, folder: Path) -> None:
        self.reference = reference
        self._lists = {
            name: {row["code"]: row["label_zh"] for row in read_csv(folder / f"{name}.csv")}
            for name in _LISTS
            if (folder / f"{name}.csv").is_file()
        }

    def name(self, codes: str, code: str) -> str:
        """The label of ``code`` in the list ``codes`` (statements, phases, measures, funds, expenditure_types)."""
        return self._lists.get(codes, {}).get(code, code)

    def name_item(self, statement: str, item: str) -> str:
        """The label of an item of a statement."""
        concept = self.reference.concepts.get((statement, item))
        return concept.label_zh if concept else item


@dataclass(frozen=True)
class Holdings:
    """Everything the site is made from."""

    units: tuple[UnitHolding, ...]
    reference: Reference
    wording: Wording
    publisher: Publisher

    @property
    def reports(self) -> list[Holding]:
        return [report for unit in self.units for report in unit.reports]


def load_holdings(layout: Layout) -> Holdings:
    """Read data/reference and every report of data/reports.

    Raises DescriptionError for a file that is unreadable, a unit that is in no code list, or an id
    that cannot be an address.
    """
    reference = load_reference(layout.reference)
    found: dict[str, list[Holding]] = {}
    for folder in layout.report_folders():
        report = load_report(folder / "report.yml")
        found.setdefault(report.unit_id, []).append(Holding(report, folder, read_tables(folder)))
    units = tuple(_hold_unit(unit_id, held, reference, layout) for unit_id, held in sorted(found.items()))
    return Holdings(units, reference, Wording(reference, layout.reference), load_publisher(layout))


def _hold_unit(unit_id: str, held: list[Holding], reference: Reference, layout: Layout) -> UnitHolding:
    unit = reference.units.get(unit_id)
    if unit is None or not _UNIT_ID.fullmatch(unit_id):
        raise DescriptionError(
            f"unit {unit_id!r} is not known" if unit is None else f"{unit_id!r} cannot be an address",
            file=str(layout.reference / "units.csv"),
            remedy="add it to units.csv; an id is lower-case letters, digits and single hyphens",
        )
    reports = tuple(sorted(held, key=lambda each: (each.report.year, each.report.kind)))
    return UnitHolding(unit, reference.regions.get(unit.region_code, ""), reports)
