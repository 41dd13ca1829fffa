"""What the reading of running text starts from and what it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from disclosure.model import Detail, Fact, Text
from disclosure.parse.narrative.clause import Reason
from disclosure.parse.words import Vocabulary
from disclosure.reference import Reference


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report's sections have in common: its words, code lists, its own phase and year, and the words
    that may stand right before a label (``openings``: the unit's names and a few others). ``budget`` is the
    phase that 预算 alone stands for; empty where the document does not tell. ``names`` are all that the report's own
    unit is called. ``money`` is the unit of measure of nearly all amounts of the document's text; empty where there is
    none. ``lexicons`` are those made so far, by
    statement: one is made of a thousand words."""

    vocabulary: Vocabulary
    reference: Reference
    phase: str
    year: int
    openings: tuple[str, ...] = ()
    budget: str = ""
    names: frozenset[str] = frozenset()
    money: str = ""
    lexicons: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(slots=True)
class Claims:
    """What a section's reading gave: facts, details, texts, the index ranges of numbers that are explained or are parts
    of labels, and those of numbers that were refused, with the reason and the words of the clause."""

    facts: list[Fact] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)
    refused: list[tuple[int, int, Reason]] = field(default_factory=list)


def join_claims(parts: Iterable[Claims]) -> Claims:
    """All that several readings gave, in order."""
    joined = Claims()
    for part in parts:
        joined.facts.extend(part.facts)
        joined.details.extend(part.details)
        joined.texts.extend(part.texts)
        joined.ignored.extend(part.ignored)
        joined.refused.extend(part.refused)
    return joined
