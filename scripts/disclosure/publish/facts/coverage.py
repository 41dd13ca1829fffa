"""How many of a document's figures became data: counts of coverage.csv by report and section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.model import UNREAD_PAGE
from disclosure.publish.facts.holdings import Holding, Wording
from disclosure.publish.words.labels import ASIDE_REASONS, PARTS, UNREAD_REASONS, name_form


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


def name_section(section: str, wording: Wording) -> str:
    """A section of a document in words; ``form:basic`` is the form (of several ``form:basic:table-6``), ``basic`` the
    prose about it."""
    name, _, form = section.removeprefix("form:").partition(":")
    label = PARTS.get(name) or wording.name("statements", name)
    return (
        f"{label}（{name_form(form) if form else '表'}）"
        if section.startswith("form:") and name not in PARTS
        else label
    )


def tally_sections(holdings: Iterable[Holding], wording: Wording) -> list[Tally]:
    """One tally per section, in the order of the data; several reports are counted together."""
    counts: dict[str, Counter[str]] = {}
    for held in holdings:
        for row in held.tables["coverage"]:
            counts.setdefault(row["section"], Counter())[row["outcome"]] += int(row["figures"])
    return [
        Tally(name_section(name, wording), count["fact"], count["ignored"], count["unread"])
        for name, count in counts.items()
    ]


def list_unread_forms(held: Holding, wording: Wording) -> list[str]:
    """The forms of a report of which figures are unread: the checks do not add them up."""
    sections = {row["section"] for row in held.tables["coverage"] if row["outcome"] == "unread"}
    return [name_section(section, wording) for section in sorted(sections) if section.startswith("form:")]


def tally_all(holdings: Iterable[Holding]) -> Tally:
    """All figures of some reports in one tally."""
    count: Counter[str] = Counter()
    for held in holdings:
        for row in held.tables["coverage"]:
            count[row["outcome"]] += int(row["figures"])
    return Tally("", count["fact"], count["ignored"], count["unread"])


def list_aside(held: Holding) -> list[tuple[str, int]]:
    """What the numbers of a report are that are not data, in words, with how many, most first."""
    count: Counter[str] = Counter()
    for row in held.tables["coverage"]:
        if row["outcome"] == "ignored":
            count[ASIDE_REASONS.get(row["reason"], row["reason"])] += int(row["figures"])
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))


def count_unread(holdings: Iterable[Holding]) -> Counter[str]:
    """How many figures of some reports are unread, by reason; those of pages that show nothing to read not counted."""
    count: Counter[str] = Counter()
    for held in holdings:
        for row in held.tables["coverage"]:
            if row["outcome"] == "unread" and row["section"] != UNREAD_PAGE:
                count[row["reason"]] += int(row["figures"])
    return count


def list_unread(counts: Iterable[Counter[str]]) -> list[tuple[str, int]]:
    """The reasons of several counts in words, with how many figures each leaves unread, most first."""
    total: Counter[str] = sum(counts, Counter())
    named = [(UNREAD_REASONS.get(reason, reason or "没有记下原因"), figures) for reason, figures in total.items()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))


def add_tallies(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    total = Tally("", 0, 0, 0)
    for each in tallies:
        total = Tally("", total.fact + each.fact, total.ignored + each.ignored, total.unread + each.unread)
    return total
