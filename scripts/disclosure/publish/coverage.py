"""How many of a document's figures became data: counts of coverage.csv by report and section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.publish.holdings import Holding


@dataclass(frozen=True)
class Tally:
    """Counts of figures: how many there are and what became of them."""

    section: str
    fact: int
    ignored: int
    unread: int

    @property
    def figures(self) -> int:
        return self.fact + self.ignored + self.unread


def tally_sections(holdings: Iterable[Holding]) -> list[Tally]:
    """One tally per section, in the order of the data; several reports are counted together."""
    counts: dict[str, Counter[str]] = {}
    for held in holdings:
        for row in held.tables["coverage"]:
            counts.setdefault(row["section"], Counter())[row["outcome"]] += int(row["figures"])
    return [Tally(name, count["fact"], count["ignored"], count["unread"]) for name, count in counts.items()]


def tally_all(holdings: Iterable[Holding]) -> Tally:
    """All figures of some reports in one tally."""
    parts = tally_sections(holdings)
    return Tally("", sum(p.fact for p in parts), sum(p.ignored for p in parts), sum(p.unread for p in parts))
