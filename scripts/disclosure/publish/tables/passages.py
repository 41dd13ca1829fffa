"""Figures with what is printed next to them: the row of a table with its headers, or the words of a paragraph.

The data holds a short quote of each figure, not the document. Quotes of one row, or of one paragraph about one thing,
follow each other: put together they show the row or the sentence as far as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from disclosure.publish.facts.evidence import mark_quote, name_columns, name_headers, name_row, show_quote
from disclosure.publish.facts.ledger import Entry
from disclosure.publish.tables.grids import Arranger

#: What figures of one row or of one sentence have in common.
_ROW = (
    "form", "place", "statement", "direction", "item", "functional_code", "functional_name", "economic_code",
    "economic_name", "project",
)  # fmt: skip
_NARRATIVE = "narrative"
#: Words of the measure that every amount of money has.
_AMOUNT = "amount"
#: Quotes put together at most: a paragraph of many figures is parted.
_MOST = 12


@dataclass(frozen=True)
class Piece:
    """A figure of a passage: its name within it, and its words, marked (a paragraph) or as printed (a row)."""

    entry: Entry
    name: str
    words: str


@dataclass(frozen=True)
class Passage:
    """Figures printed together: what they are about, the first words of the row as printed (of a row), the figures in
    order, the unit's own reason (of a paragraph)."""

    title: str
    row: bool
    printed: str
    pieces: Sequence[Piece]
    reason: str = ""
    #: what the form is called: its printed title, else its number
    form: str = ""

    @property
    def first(self) -> Entry:
        return self.pieces[0].entry


def list_passages(entries: Iterable[Entry], arranger: Arranger) -> list[Passage]:
    """The passages of some figures, in the order of their documents; each figure is in one."""
    groups: list[list[Entry]] = []
    for entry in sorted(entries, key=lambda each: (each.kind, int(each["fact"]))):
        if groups and _goes_on(groups[-1], entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return [replace(_join(group, arranger), form=arranger.name_form(group[0])) for group in groups]


def _goes_on(group: Sequence[Entry], entry: Entry) -> bool:
    """Whether a figure is of the same row or sentence as those before it: a row has each column once."""
    first = group[0]
    if entry.kind != first.kind or len(group) >= _MOST or any(entry[column] != first[column] for column in _ROW):
        return False
    return int(entry["fact"]) == int(group[-1]["fact"]) + 1 and all(_tell(entry) != _tell(each) for each in group)


def _tell(entry: Entry) -> tuple[str, ...]:
    return tuple(entry[column] for column in ("fund", "expenditure_type", "phase", "measure", "basis"))


def _join(group: Sequence[Entry], arranger: Arranger) -> Passage:
    first = group[0]
    title = name_row(first, arranger.wording)
    if first["form"].startswith(_NARRATIVE):
        pieces = [Piece(each, name_headers(each, arranger.wording), mark_quote(each)) for each in group]
        said = arranger.reasons(first["statement"], first["item"], first["functional_code"])
        changes = any(each["measure"].startswith("change") for each in group)
        role = "change_reason" if changes else "variance_reason"
        reason = next((content for each, content in said if each == role), "") if len(group) > 1 else ""
        return Passage(title, False, "", pieces, reason)
    named = [[name for name in name_columns(each, arranger.wording) if name != title] for each in group]
    if all(each["measure"] == _AMOUNT for each in group):
        named = [names[:-1] for names in named]
    common = [name for name in named[0] if all(name in names for names in named)] if len(group) > 1 else []
    pieces = [
        Piece(each, " · ".join(name for name in names if name not in common) or "合计", each["reported"])
        for each, names in zip(group, named, strict=True)
    ]
    return Passage(" · ".join([title, *common]), True, _read_label(group), pieces)


def _read_label(group: Sequence[Entry]) -> str:
    """The words before the first figure of a row, as printed."""
    shortest = min(group, key=lambda each: len(each["quote"]))
    quote = show_quote(shortest)
    before, figure, _ = quote.rpartition(shortest["reported"])
    return (before if figure else quote).strip()
