"""Performance tables whose cells the source gives: rows and columns, some rows shifted by a merged margin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from disclosure.model import Cell, Document, Table
from disclosure.parse.performance.table import (
    Performance,
    PerformanceBuilder,
    Piece,
    is_rate,
    is_score,
    score_value,
    split_target,
)
from disclosure.parse.projects import ProjectBook
from disclosure.parse.words import FormWords, PerformanceWords, Vocabulary

_SHIFTS = (0, -1, 1, -2)
_YEAR = re.compile(r"（?\d{4}年度?）?")
Row = list[Piece]


def read_grids(
    document: Document, table: Table, form: FormWords | None, vocabulary: Vocabulary, book: ProjectBook
) -> Iterator[tuple[int, int, FormWords, Performance]]:
    """The performance tables of a gridded table: start, end, form and content of each.

    A title may stand in a row of its own, where several tables follow each other, or before the table
    (``form``). Rows that fit no part of the form are left, and their numbers unread.
    """
    rows: list[Row] = []
    for cells in table.rows():
        row = [_piece(document, cell) for cell in cells]
        titled = _title(row, vocabulary)
        if titled is not None:
            if form is not None and rows:
                yield _read(document, rows, form, vocabulary, book)
            form, rows = titled, []
        rows.append(row)
    if form is not None and form.kind == "performance" and rows:
        yield _read(document, rows, form, vocabulary, book)


def _piece(document: Document, cell: Cell) -> Piece:
    raw = document.text[cell.start : cell.end]
    text = "".join(raw.split())
    lead = len(raw) - len(raw.lstrip())
    span = (cell.start + lead, cell.start + len(raw.rstrip())) if text else (cell.start, cell.start)
    return Piece(text, (span,))


def _title(row: Row, vocabulary: Vocabulary) -> FormWords | None:
    filled = [piece.folded for piece in row if piece.text]
    if len(filled) != 1:
        return None
    return next((form for form in vocabulary.forms if filled[0] in form.titles), None)


def _read(
    document: Document, rows: list[Row], form: FormWords, vocabulary: Vocabulary, book: ProjectBook
) -> tuple[int, int, FormWords, Performance]:
    reader = _GridReader(document, form, vocabulary.performance, book)
    for row in rows:
        reader.read_row(row)
    return rows[0][0].start, rows[-1][-1].end, form, reader.builder.result


class _GridReader:
    def __init__(self, document: Document, form: FormWords, words: PerformanceWords, book: ProjectBook) -> None:
        self.words = words
        self.builder = PerformanceBuilder(document, words, book, form.form.startswith("unit_"))
        self.columns: dict[str, int] = {}
        self.width = 0
        self.funds: dict[str, int] = {}
        self.goals: dict[str, int] = {}

    def read_row(self, row: Row) -> None:
        names = [piece.folded for piece in row]
        if _YEAR.fullmatch("".join(names)):
            self.builder.ignore(next(piece for piece in row if piece.text), "date")
            return
        if self._heads(row, names):
            return
        funds = _find_columns(names, self.words.fund_columns)
        if len(funds) >= 3:
            order = [key for key in self.words.fund_columns if key in funds]
            ordered = sorted(order, key=lambda key: funds[key]) == order
            self.funds, self.width = (funds if ordered else {}), len(row)
            return
        columns = _find_columns(names, self.words.columns)
        if "level3" in columns:
            self.columns, self.width = columns, len(row)
            return
        goals = _find_columns(names, self.words.goals)
        if len(goals) >= 2:
            self.goals = goals
            return
        if self.goals and not self.columns:
            self._read_goals(row)
        elif self.columns and next((name for name in names if name), "") in self.words.total:
            self._read_total(row)
        elif len(row) != self.width and self._stacked(row):
            return  # a line is missing or too many: no cell can be told
        elif self.columns:
            self._read_indicator(row)
        elif self.funds:
            self._read_fund(row, names)

    def _stacked(self, row: Row) -> bool:
        """Whether the row's cells stand on lines of their own, one below the other."""
        document = self.builder.document
        return len(row) > 1 and document.line_of(row[0].start) != document.line_of(row[1].start)

    def _heads(self, row: Row, names: list[str]) -> bool:
        found: dict[str, Piece] = {}
        filled = [(name, piece) for name, piece in zip(names, row, strict=True) if name]
        for (name, _), (_, value) in itertools.pairwise(filled):
            for head, words in self.words.heads.items():
                if name in words:
                    found[head] = value
        if "name" in found or ("unit" in found and self.builder.whole_unit):
            self.builder.set_project(found.get("name") or found["unit"])
        elif self.builder.project is not None and ({"supervisor", "implementer"} & set(found)):
            values = {key: piece.text for key, piece in found.items() if key in {"supervisor", "implementer"}}
            self.builder.book.update(self.builder.project, **values)
        return bool(found)

    def _read_goals(self, row: Row) -> None:
        filled = [piece for piece in row if piece.text]
        if len(filled) == len(self.goals):
            for role, piece in zip(self.goals, filled, strict=True):
                self.builder.add_goal(role, piece)
            self.goals = {}

    def _read_fund(self, row: Row, names: list[str]) -> None:
        for fund, labels in self.words.fund_rows.items():
            label = next((piece for piece, name in zip(row, names, strict=True) if name in labels), None)
            if label is not None:
                cells = {key: row[at] for key, at in self.funds.items() if at < len(row)}
                self.builder.add_fund("" if fund == "total" else fund, label, cells)
                return

    def _read_total(self, row: Row) -> None:
        numbers = [piece for piece in row if is_score(piece.folded)]
        values = [score_value(piece.folded) or Decimal(0) for piece in numbers]
        if len(numbers) == 2 and values[0] >= values[1]:
            self.builder.add_total(next(piece for piece in row if piece.text), *numbers)

    def _read_indicator(self, row: Row) -> None:
        candidates = [*(self._cells(row, shift) for shift in _SHIFTS), self._in_order(row)]
        cells = next((found for found in candidates if found is not None), None)
        if cells is None or not self._plausible(cells):
            return
        self.builder.set_levels(cells["level1"].folded, cells["level2"].folded)
        if cells["level3"].text:
            kept = {key: cell for key, cell in cells.items() if cell.text and key not in {"level1", "level2"}}
            self.builder.add_indicator(kept)

    def _plausible(self, cells: Mapping[str, Piece]) -> bool:
        """Whether no cell holds what only another column can: a rate, a closed word of the form, a target."""
        text = {key: piece.folded for key, piece in cells.items() if piece.folded not in self.words.blanks}
        completion = text.get("completion", "")
        words = [text.get(key, "") for key in ("level3", "basis", "rule", "evidence")]
        closed = {*self.words.rules, *self.words.evidences, *self.words.bases}
        values = [text.get(key, "") for key in ("target", "actual", "prior")]
        return (
            (not completion or is_rate(completion))
            and not any(split_target(word)[0] for word in words)
            and not any(value in closed for value in values)
        )

    def _in_order(self, row: Row) -> Mapping[str, Piece] | None:
        """The row's filled cells in the order of the columns, where none but the last column is empty:
        for rows whose cells a merged one has pushed aside."""
        empty = Piece("", ((row[0].start, row[0].start),))
        cells = {"level1": empty, "level2": empty}
        filled = [piece for piece in row if piece.text]
        for level, names in (("level1", self.words.levels1), ("level2", self.words.levels2)):
            if len(filled) > 1 and filled[0].folded in names:
                cells[level] = filled.pop(0)
        order = [key for key, _ in sorted(self.columns.items(), key=lambda each: each[1]) if key not in cells]
        if len(filled) not in {len(order), len(order) - 1}:
            return None
        cells.update(zip(order, filled, strict=False))
        numbers = [cells[key] for key in ("weight", "score") if key in cells]
        return cells if all(is_score(piece.folded) for piece in numbers) else None

    def _cells(self, row: Row, shift: int) -> Mapping[str, Piece] | None:
        """The row's cells by column if ``shift`` makes them fit the form: level names where levels stand,
        numbers where weights and scores do, and nothing beside."""
        empty = Piece("", ((row[0].start, row[0].start),))
        if not {"level1", "level2", "level3"} <= set(self.columns):
            return None
        cells = {key: row[at + shift] if 0 <= at + shift < len(row) else empty for key, at in self.columns.items()}
        used = {at + shift for at in self.columns.values()}
        beside = [piece for at, piece in enumerate(row) if at not in used and piece.text and at >= min(used)]
        level3, weight = cells["level3"].text, cells.get("weight", empty).folded
        fits = (
            cells["level1"].folded in ("", *self.words.levels1)
            and cells["level2"].folded in ("", *self.words.levels2)
            and not beside
            and all(not cell.text or is_score(cell.folded) for key, cell in cells.items() if key in {"weight", "score"})
            and (bool(level3) == bool(weight))
            and not is_score(cells["level3"].folded)
        )
        return cells if fits and any(cell.text for cell in cells.values()) else None


def _find_columns(names: list[str], columns: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        for column, words in columns.items():
            if name in words and column not in found:
                found[column] = at
    return found
