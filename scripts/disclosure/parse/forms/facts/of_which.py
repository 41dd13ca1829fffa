"""Rows and columns of a part that no dimension of facts names (其中：…): which they are and what the part is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from disclosure.model import Cell
from disclosure.parse.forms.names.heads import ColumnSense, Segment
from disclosure.parse.forms.names.records import Record, strip_number
from disclosure.parse.forms.names.titles import Title
from disclosure.parse.forms.tables.sheets import Row
from disclosure.parse.words import NOT_HELD
from disclosure.quick import replace

#: What a part is called of which the form says no more.
_OF_WHICH = "其中"


def is_part(record: Record) -> bool:
    """Whether a row is of such a part."""
    return record.label.item == NOT_HELD


def make_whole(record: Record) -> Record:
    """A record of a part as one of all that it is a part of; any other as it is."""
    return replace(record, label=replace(record.label, item="total")) if is_part(record) else record


def find_parts(
    senses: Sequence[ColumnSense], segments: Sequence[Segment], segment: Segment, side: str
) -> Iterator[tuple[int, ColumnSense]]:
    """The columns of parts that follow the names of ``segment``, with what they are as columns of amounts: the item
    that its words name is the part, and says nothing of the side of a form that has a ``side``."""
    begins = [min((*each.codes, *each.names, *each.government, *each.amounts)) for each in segments]
    for column, sense in enumerate(senses):
        owner = max((at for at in begins if at <= column), default=begins[0])
        if sense.kind == "part" and segments[begins.index(owner)] is segment:
            yield column, replace(sense, kind="amount", item="", direction=side or sense.direction)


def join_parts(row: Row, segment: Segment, text: Callable[[Cell], str]) -> str:
    """What the columns without a header behind the names of ``segment`` say of a row: a part of what its name is."""
    return "".join(text(row[column]) for column in segment.parts if column in row and row[column].column == column)


def name_part(record: Record, sense: ColumnSense, row: str, title: Title) -> str:
    """What the part is called of which an amount is, by its ``row``, the word over its column that names one, or its
    form's title; empty where a fact has it all."""
    if not (is_part(record) or sense.kind == "part" or title.part):
        return ""
    words = ((row,) if is_part(record) else ()) + ((sense.part,) if sense.kind == "part" else ())
    return "/".join(strip_number(word) for word in words if word) or title.words or _OF_WHICH
