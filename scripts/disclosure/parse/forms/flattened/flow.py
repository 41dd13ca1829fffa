"""The header of an accounting form flattened to text: which columns it names, and in which order.

A text export prints the header's words one after another: those of the upper header row first, then those below a
group (财政拨款（补助） over 小计, 一般公共预算 …). Each word must be known, and each column named once: an amount
below a word that is not known belongs to a column that is not known either.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.parse.stream import Stream
from disclosure.parse.words import Column, StatementWords

#: The key of the column that holds the sum of the other columns of its row.
TOTAL = "total"
#: A mark of the row of column numbers.
_COLUMN_MARK = "※"
#: No header has more words.
_MOST_WORDS = 120
#: The number of characters that a refusal quotes.
_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Header:
    """The columns in printed order, and the index of the stream at which the rows begin."""

    columns: tuple[Column, ...]
    end: int


@dataclass(frozen=True, slots=True)
class HeaderRefusal:
    """Why the columns of a form are not known: the reason and the words printed there."""

    reason: str
    words: str = ""


@dataclass(slots=True)
class _Side:
    """The columns behind one row label column: on the upper header row, and by group below it."""

    upper: list[Column | str] = field(default_factory=list)
    below: dict[str, list[Column]] = field(default_factory=dict)

    def add(self, column: Column) -> None:
        if column.group and column.group in self.upper:
            self.below.setdefault(column.group, []).append(column)
        else:
            self.upper.append(column)

    def has(self, key: str) -> bool:
        return any(column.column == key for column in self.columns())

    def columns(self) -> list[Column]:
        """The columns in printed order: a group stands for the columns below it."""
        found: list[Column] = []
        for each in self.upper:
            found.extend([each] if isinstance(each, Column) else self.below.get(each, []))
        return found

    def lacks_parts(self) -> bool:
        return any(isinstance(each, str) and each not in self.below for each in self.upper)


def read_header(
    stream: Stream, start: int, end: int, form: str, words: StatementWords, row_starts: Collection[str]
) -> Header | HeaderRefusal:
    """The header of ``form`` that begins at index ``start``. ``row_starts`` are the labels and codes with which a
    row may begin: what follows the header must be one of them, a row of column numbers, or nothing."""
    lexicon = _lexicon(words.columns[form], words)
    longest = max(map(len, lexicon))
    sides, at = [_Side()], start
    for _ in range(_MOST_WORDS):
        size = _match(stream, at, min(at + longest, end), lexicon)
        if not size:
            break
        role, column = lexicon[stream.text[at : at + size]]
        if column is not None and sides[-1].has(column.column):
            if column.column == TOTAL and _begins_amount(stream.text, at + size, end):
                break  # the row of totals, not another column
            return HeaderRefusal("names a column twice", stream.text[at : at + size])
        _take(sides, role, column, two_sided=form in words.two_sided)
        at += size
    if not _begins_row(stream.text, at, end, row_starts):
        return HeaderRefusal("has an unknown word", stream.text[at : min(at + _QUOTED, end)])
    return _settle(sides, at, two_sided=form in words.two_sided)


def _lexicon(columns: Sequence[Column], words: StatementWords) -> Mapping[str, tuple[str, Column | None]]:
    found: dict[str, tuple[str, Column | None]] = dict.fromkeys(words.over, ("over", None))
    found.update(dict.fromkeys(words.row_labels, ("label", None)))
    found.update({column.group: (column.group, None) for column in columns if column.group})
    found.update({word: ("column", column) for column in columns for word in column.words})
    return found


def _match(stream: Stream, at: int, end: int, lexicon: Collection[str]) -> int:
    """The length of the known word at ``at``, 0 without one: the longest of those that white space follows, which
    divides 项目 支出预算, and otherwise the longest."""
    sizes = [size for size in range(end - at, 0, -1) if stream.text[at : at + size] in lexicon]
    return next((size for size in sizes if at + size in stream.gaps), sizes[0] if sizes else 0)


def _take(sides: list[_Side], role: str, column: Column | None, *, two_sided: bool) -> None:
    if column is not None:
        sides[-1].add(column)
    elif role == "label":
        if two_sided and sides[-1].upper:
            sides.append(_Side())
    elif role != "over":
        sides[-1].upper.append(role)


def _begins_amount(text: str, at: int, end: int) -> bool:
    return at < end and (text[at].isdigit() or (text[at] in ".-" and text[at + 1 : at + 2].isdigit()))


def _begins_row(text: str, at: int, end: int, row_starts: Collection[str]) -> bool:
    """Whether the header may end at ``at``: a row's label or code follows, column numbers, or nothing."""
    if at >= end or text[at] == _COLUMN_MARK or text.startswith("123", at) or text[at:end] == "12":
        return True
    return any(text.startswith(each, at) for each in row_starts)


def _settle(sides: list[_Side], at: int, *, two_sided: bool) -> Header | HeaderRefusal:
    """The columns of a form of one side, or those of the second side, the expenditure, where the first has one."""
    if any(side.lacks_parts() for side in sides):
        return HeaderRefusal("names a group without its columns")
    if len(sides) != (2 if two_sided else 1):
        return HeaderRefusal("does not name the columns of both sides")
    columns = sides[-1].columns()
    if two_sided and [column.column for column in sides[0].columns()] != [TOTAL]:
        return HeaderRefusal("has several columns of revenue")
    ends = {each.column for each in (columns[0], columns[-1])} if columns else set()
    if TOTAL not in ends:
        return HeaderRefusal("has no total in its first or last column")
    return Header(tuple(columns), at)
