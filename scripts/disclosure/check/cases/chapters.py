"""The reports of one unit as the chapters of its book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.check.cases.cells import Ledger
from disclosure.model import Parsed, Report


@dataclass(frozen=True)
class Chapter:
    """One report of a unit with its figures at hand."""

    report: Report
    parsed: Parsed
    ledger: Ledger

    @property
    def title_zh(self) -> str:
        return f"{self.report.year} 年{'预算' if self.report.kind == 'budget' else '决算'}"

    @property
    def title_en(self) -> str:
        return f"{'budget' if self.report.kind == 'budget' else 'final accounts'} of {self.report.year}"


def open_chapters(reports: Sequence[tuple[Report, Parsed]]) -> list[Chapter]:
    """The reports of one unit in time order, a year's budget before its final accounts."""
    chapters = [Chapter(report, parsed, Ledger(parsed.facts)) for report, parsed in reports]
    return sorted(chapters, key=lambda chapter: (chapter.report.year, chapter.report.kind))
