"""What came of watching one list page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from disclosure.list_pages import ListPage
from disclosure.watch.guess import Guess
from disclosure.watch.origin import Origin


@dataclass(frozen=True, slots=True)
class Find:
    """A document that was not known: its file in sources/, the report it would be, where it was."""

    path: Path
    origin: Origin
    guess: Guess


@dataclass
class Yield:
    """What a list page gave: new documents, how many were known, the addresses of reports that the data lacks, and what
    could not be had, with the reason."""

    source: ListPage
    finds: list[Find] = field(default_factory=list)
    known: int = 0
    addresses: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    links: int = 0
    scripts: int = 0
    unnamed: int = 0

    @property
    def reason(self) -> str:
        """Why it gave no document at all, not even a known one; empty where it gave some."""
        if self.finds or self.known:
            return ""
        if self.source.list_page in self.problems:
            return self.problems[self.source.list_page]
        if self.unnamed:
            return f"{self.unnamed} documents name a budget or final accounts, and no unit or year"
        if self.problems:
            return "every document that it lists was refused"
        if self.links < 3 and self.scripts:
            return "it has no links: its list is loaded by a script"
        return f"no link of {self.links} names a unit's budget or final accounts"
