"""Rows of a page as the columns of the form's first page would have them."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.model import Cell
from disclosure.parse.forms.names.heads import ColumnSense
from disclosure.quick import replace

Row = dict[int, Cell]
_NAMES = frozenset({"name", "functional", "economic"})
_LABELS = _NAMES | {"code"}


def move_row(row: Row, by: int) -> Row:
    """The row moved by so many columns; what would be before the first is left out."""
    return {column + by: replace(cell, column=cell.column + by) for column, cell in row.items() if column + by >= 0}


def widen(rows: list[Row], width: int, senses: Sequence[ColumnSense]) -> tuple[list[Row], int]:
    """The rows of a table without a head as the columns of the form before it would have them: a code merged over
    类, 款 and 项 in all rows leaves a page on which nothing shows that it is of several columns."""
    more = sum(sense.kind == "code" for sense in senses) - 1
    if more < 1 or width + more != len(senses) or any(sense.kind != "code" for sense in senses[: more + 1]):
        return rows, width
    moved = [
        {column + more if column else 0: replace(cell, column=cell.column + more if cell.column else 0)
         for column, cell in row.items()}
        for row in rows
    ]  # fmt: skip
    return moved, len(senses)


def widen_total(rows: list[Row], width: int, senses: Sequence[ColumnSense]) -> tuple[list[Row], int]:
    """The same for rows of the total alone: its label is merged over the columns of codes and names, and on a page
    without other rows nothing shows that it is of several columns. The form's last columns are its amounts."""
    labels = len(senses) - width + 1
    names = [column for column, sense in enumerate(senses[:labels]) if sense.kind in _NAMES]
    if labels < 2 or not names or any(sense.kind not in _LABELS for sense in senses[:labels]):
        return rows, width
    if width < 2 or any(sense.kind != "amount" for sense in senses[labels:]):
        return rows, width
    moved = [
        {column + labels - 1 if column else names[0]: _place(cell, column + labels - 1 if column else names[0])
         for column, cell in row.items()}
        for row in rows
    ]  # fmt: skip
    return moved, len(senses)


def _place(cell: Cell, column: int) -> Cell:
    return replace(cell, column=column)
