"""The reports as the package takes them: one at a time, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from disclosure.check.cases.cells import Ledger
from disclosure.description import load_report
from disclosure.model import Parsed, Report
from disclosure.package.stored.records import read_details, read_parsed, read_tables
from disclosure.store import Layout

Row = Mapping[str, object]


@dataclass(frozen=True)
class Member:
    """One report of the package with its tables as rows of text, and as it was parsed."""

    report: Report
    folder: Path
    tables: Mapping[str, Sequence[Mapping[str, str]]]

    @cached_property
    def parsed(self) -> Parsed:
        return read_parsed(self.folder)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.parsed.facts)

    @property
    def phase(self) -> str:
        """The phase of a report: final accounts state what was executed, budgets what was approved."""
        return "executed" if self.report.kind == "final" else "approved"

    @property
    def stamp(self) -> dict[str, object]:
        """The columns that say which report a derived row is of."""
        report = self.report
        return {
            "report_id": report.report_id, "unit_id": report.unit_id, "year": report.year, "kind": report.kind,
            "scope": report.scope,
        }  # fmt: skip


def list_units(layout: Layout) -> list[str]:
    """The units that have a report, by id."""
    return list(dict.fromkeys(folder.parent.name for folder in layout.report_folders()))


def list_departments(layout: Layout) -> set[str]:
    """The units that have a report of a whole department, by id."""
    return {folder.parent.name for folder in layout.report_folders() if not folder.name.endswith("-unit")}


def read_members(layout: Layout, unit_id: str) -> list[Member]:
    """The reports of a unit, by year, then kind. Raises DescriptionError as read_tables does."""
    folders = sorted(path.parent for path in (layout.reports / unit_id).glob("*/report.yml"))
    return [
        Member(load_report(folder / "report.yml"), folder, read_tables(folder) | read_details(folder))
        for folder in folders
    ]
