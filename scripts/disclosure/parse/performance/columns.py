"""The heads of performance tables: what each column of indicators, projects or tasks holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from disclosure.parse.performance.labels import LabelBook, Labels, find_label
from disclosure.parse.performance.matrix import Box, Matrix
from disclosure.quick import replace

#: A head has no more rows.
_TALLEST = 4
#: Columns that a page repeats where it repeats any part of the table.
_REPEATED = ("level2", "level3")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the head names it: its key (empty if unknown), and the columns of the matrix it takes."""

    key: str
    first: int
    end: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its columns from left to right, and how many rows it takes."""

    columns: tuple[Column, ...]
    height: int

    def has(self, *keys: str) -> bool:
        """Whether every one of ``keys`` is a column."""
        return set(keys) <= {column.key for column in self.columns}

    def same(self, other: Head) -> bool:
        """Whether both name the same columns in the same order."""
        mine, others = ([(c.key, c.words) for c in head.columns if c.key] for head in (self, other))
        return mine == others


def find_head(matrix: Matrix, row: int, labels: Labels, book: LabelBook) -> Head | None:
    """The head that begins in ``row``; None where fewer than two boxes bear words of ``labels``.

    A column's meaning is what the lowest of its boxes says that is known. A column under the words of a
    longer term (中期目标), and two columns of the same meaning, have none.
    """
    named = [
        box
        for box in matrix.rows[row]
        if box.row == row and (find_label(box.text, labels) or find_label(box.text, book.phases))
    ]
    if len(named) < 2:
        return None
    height = max(box.row_end - row for box in named)
    if height > _TALLEST:
        return None
    width = max(box.column_end for boxes in matrix.rows[row : row + height] for box in boxes)
    columns: list[Column] = []
    for at in range(width):
        path = [box for each in range(row, row + height) for box in matrix.over(each, at, at + 1)]
        if not path:
            continue
        lowest = path[-1]
        if columns and columns[-1].first >= lowest.column and columns[-1].end == at and lowest.column < at:
            last = columns.pop()
            columns.append(Column(last.key, last.first, at + 1, last.words))
            continue
        columns.append(
            Column(_read_path(path, labels, book), at, at + 1, "/".join(dict.fromkeys(box.text for box in path)))
        )
    if all(column.key != "level3" for column in columns):
        columns = [replace(column, key="level3") if column.words in book.words.joined else column for column in columns]
    # 名称 alone may name anything: next to what is to be done, it names a task
    tasks = any(column.key in ("content", "objective") for column in columns)
    columns = [replace(each, key="task" if tasks else "") if each.key == "named" else each for each in columns]
    if all(column.key != "project" for column in columns):
        columns = [replace(column, key="project") if column.key == "parent" else column for column in columns]
    columns = _check_units(columns)
    counts = Counter(column.key for column in columns)
    unique = (Column(c.key if counts[c.key] == 1 else "", c.first, c.end, c.words) for c in columns)
    return Head(tuple(unique), height)


def _check_units(columns: list[Column]) -> list[Column]:
    """单位 to the left of the indicators is an organisation, not a unit of measure."""
    third = next((column.first for column in columns if column.key == "level3"), None)
    return [replace(c, key="") if c.key == "unit" and (third is None or c.first < third) else c for c in columns]


def _read_path(path: list[Box], labels: Labels, book: LabelBook) -> str:
    key = next((key for box in reversed(path) if (key := find_label(box.text, labels))), "")
    if key.startswith("fund_"):
        phases = {find_label(box.text, book.phases) for box in path} & {"adjusted", "executed"}
        return "/".join((key, *sorted(phases)))
    return "" if key != "longer" and any(book.of_longer_term(box.text) for box in path) else key


def match_columns(head: Head, matrix: Matrix, rows: int, *, proven: bool = False) -> list[tuple[Column, ...]]:
    """The head's columns in another table that goes on with it, over its first ``rows`` rows that have text: every way
    in which that table has as many columns, or lacks some at the edges of the head that mean nothing. Where the cells
    themselves are to prove that it goes on (``proven``), any may be missing at the left up to the second level."""
    filled = [boxes for boxes in matrix.rows[:rows] if any(box.text for box in boxes)]
    starts = sorted({box.column for boxes in filled for box in boxes})
    ends = max((box.column_end for boxes in filled for box in boxes), default=0)
    found = []
    for left, right in _edges(head, len(head.columns) - len(starts), proven=proven):
        columns = head.columns[left : len(head.columns) - right]
        edges = [*starts, ends]
        found.append(tuple(Column(each.key, edges[at], edges[at + 1], each.words) for at, each in enumerate(columns)))
    return found


def _edges(head: Head, missing: int, *, proven: bool) -> Iterator[tuple[int, int]]:
    """How many columns may be missing at the left and at the right of ``missing`` ones, the most at the left first."""
    columns = head.columns
    lefts = list(takewhile(lambda each: not each.key or (proven and each.key not in _REPEATED), columns))
    rights = list(takewhile(lambda each: not (each.key or each.words), reversed(columns)))
    for left in range(min(missing, len(lefts)), -1, -1):
        if missing - left <= len(rights):
            yield left, missing - left
