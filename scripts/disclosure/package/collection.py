"""The reports as the package takes them: one at a time, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from disclosure.check.cells import Ledger
from disclosure.description import load_report
from disclosure.model import Parsed, Report
from disclosure.package.records import read_parsed, read_tables
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
        """The phase a report is about: final accounts tell of what was executed, budgets of what was approved."""
        return "executed" if self.report.kind == "final" else "approved"

    @property
    def stamp(self) -> dict[str, object]:
        """The columns that say which report a derived row is of."""
        report = self.report
        return {"report_id": report.report_id, "unit_id": report.unit_id, "year": report.year, "kind": report.kind}


def read_units(layout: Layout) -> Iterator[tuple[str, list[Member]]]:
    """Every unit with its reports, by unit id, then year and kind. Raises DescriptionError as read_tables does."""
    folders: dict[str, list[Path]] = {}
    for folder in layout.report_folders():
        folders.setdefault(folder.parent.name, []).append(folder)
    for unit_id, found in folders.items():
        yield unit_id, [Member(load_report(folder / "report.yml"), folder, read_tables(folder)) for folder in found]
