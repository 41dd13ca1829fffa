"""What the reading of running text starts from, keeps in mind and gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from disclosure.model import Fact, Text
from disclosure.parse.words import Label, Vocabulary
from disclosure.reference import Reference

#: The phases that a rate of what was carried out may be of.
_BUDGETS = frozenset({"approved", "adjusted"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report's sections have in common: its words, code lists, its own phase and year, and the words
    that may stand right before a label (``openings``: the unit's names and a few others). ``budget`` is the
    phase that 预算 alone stands for; empty where the document does not tell. ``names`` are all that the report's own
    unit is called. ``lexicons`` are those made so far, by
    statement: one is made of a thousand words."""

    vocabulary: Vocabulary
    reference: Reference
    phase: str
    year: int
    openings: tuple[str, ...] = ()
    budget: str = ""
    names: frozenset[str] = frozenset()
    lexicons: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(slots=True)
class Claims:
    """What a section's reading gave: facts, texts, and the index ranges of explained or labelled numbers; of the facts
    added one by one also the items they told, and the phase of the budget figure told last."""

    facts: list[Fact] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)
    items: set[str] = field(default_factory=set)
    budget: str = ""

    def add(self, fact: Fact) -> None:
        """Add a fact that the section tells."""
        self.facts.append(fact)
        self.items.add(fact.item)
        self.budget = fact.phase if fact.phase in _BUDGETS else self.budget


def join_claims(parts: Iterable[Claims]) -> Claims:
    """All that several readings gave, in order."""
    joined = Claims()
    for part in parts:
        joined.facts.extend(part.facts)
        joined.texts.extend(part.texts)
        joined.ignored.extend(part.ignored)
    return joined


@dataclass(slots=True)
class State:
    """Where the reading stands: the subject of the next figure, what is said of it, and of how many labels the
    sentence has told figures."""

    subject: Label | None = None
    subject_at: int = -1
    basis: str = ""
    sign: int = 0
    verb: str = ""
    phase: str = ""
    share: str | None = None
    variance: bool = False
    planned: bool = False
    linked: bool = False
    broken: bool = False
    compared: bool = False
    listed: bool = False
    named: bool = False
    told: int = 0
    elsewhere: bool = False
    labels: int = 0
    start: int = -1
    last_measure: str = ""

    @property
    def named_alone(self) -> bool:
        """Whether a sentence did no more than name its subject: its figures are in the next."""
        if self.subject is None or self.broken:
            return False
        return self.named or (self.start == self.subject_at and self.linked)
