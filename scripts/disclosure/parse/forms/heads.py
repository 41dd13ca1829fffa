"""What the columns of a gridded form are, by the words that stand over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from disclosure.parse.words import HeadWords


@dataclass(frozen=True, slots=True)
class ColumnSense:
    """What a column is. ``kind`` is code, name, line, skip, amount, or unknown where a word over it is."""

    kind: str
    direction: str = ""
    fund: str = ""
    expenditure_type: str = ""
    item: str = ""
    phase: str = ""


@dataclass(slots=True)
class Segment:
    """Columns of one record of a row: where its code and its name stand, and its amounts by column."""

    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    amounts: dict[int, ColumnSense] = field(default_factory=dict)


def read_head(paths: Sequence[Sequence[str]], heads: Mapping[str, HeadWords]) -> list[ColumnSense]:
    """The sense of each column from the words over it, top down. One unknown word makes the column unknown:
    an amount under words we do not know is not read."""
    return [_sense(path, heads) for path in paths]


def _sense(path: Sequence[str], heads: Mapping[str, HeadWords]) -> ColumnSense:
    known = [heads[word] for word in path if word in heads]
    if not path or len(known) != len(path):
        return ColumnSense("skip" if known and known[-1].kind == "skip" else "unknown")
    kind = known[-1].kind or "amount"
    sense = ColumnSense(kind)
    for word in known:
        filled = {
            key: value
            for key in ("direction", "fund", "expenditure_type", "item", "phase")
            if (value := getattr(word, key))
        }
        sense = replace(sense, **filled)
    return sense


def split_segments(senses: Sequence[ColumnSense]) -> list[Segment]:
    """The records that stand side by side in a row: a code or name behind amounts begins the next."""
    segments = [Segment()]
    for column, sense in enumerate(senses):
        if sense.kind in {"code", "name"}:
            if segments[-1].amounts:
                segments.append(Segment())
            (segments[-1].codes if sense.kind == "code" else segments[-1].names).append(column)
        elif sense.kind == "amount":
            segments[-1].amounts[column] = sense
    return [segment for segment in segments if segment.amounts]
