"""Indicators in a matrix: one a row, cells by the head's columns; a row whose cells do not fit is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclosure.parse.performance.columns import Column, Head, match_columns
from disclosure.parse.performance.labels import LabelBook, find_label, plain_label
from disclosure.parse.performance.levels import Level, LevelColumn, belongs
from disclosure.parse.performance.matrix import Box, Matrix
from disclosure.parse.performance.shifted import Placement, find_moves
from disclosure.parse.performance.table import (
    PerformanceBuilder,
    Piece,
    is_rate,
    is_score,
    join_pieces,
    score_value,
    split_target,
)
from disclosure.parse.words import PerformanceWords

#: Columns whose cells make an indicator, besides its levels.
_CELLS = frozenset(
    {"level3", "operator", "target", "unit", "actual", "completion", "prior", "weight", "score", "basis", "rule",
     "evidence", "deviation"}
)  # fmt: skip
_OPERATOR = re.compile(r"[≥≤=<>]{1,2}")
_DIGITS = re.compile(r"\d")
#: Columns that hold a value each; two of them filled in both halves of a row that a page's end cuts is no one row.
_VALUES = ("operator", "target", "unit", "actual", "weight", "score", "completion")
_NUMBERS = ("weight", "score")


@dataclass(slots=True)
class _Entry:
    level1: Level
    level2: Level
    cells: dict[str, Piece]


class IndicatorTable:
    """Reads the rows below one head, over as many tables as go on with it."""

    def __init__(self, head: Head, builder: PerformanceBuilder, labels: LabelBook) -> None:
        self.head = head
        self.columns = head.columns
        self.builder = builder
        self.labels = labels
        self.words = labels.words
        self.levels1 = LevelColumn(self.words.levels1)
        self.levels2 = LevelColumn((*self.words.levels2, *self.words.placed_levels2))
        self.entries: list[_Entry] = []
        self._resumed = False
        #: Where the table being read begins, and the signs that its cells are not below their heads.
        self._start = -1
        self._moves = (False, False)

    @property
    def evaluated(self) -> bool:
        """Whether the table tells results, not only targets."""
        return self.head.has("actual") or self.head.has("score")

    def resume(self, matrix: Matrix, *, proven: bool = False) -> bool:
        """Go on in another table without a head; False where its columns are not the head's, or where its cells must
        prove that (``proven``) and do not."""
        columns = self.match(matrix, self._body(matrix), proven=proven)
        if columns is None:
            return False
        self.begin_page(columns)
        return True

    def match(self, matrix: Matrix, rows: int, *, proven: bool) -> tuple[Column, ...] | None:
        """The head's columns in a table that goes on: of several ways the one that puts names of levels below levels,
        which is proof (``proven``), and else the first."""
        ways = match_columns(self.head, matrix, rows, proven=proven)
        named = next((columns for columns in ways if self.has_levels(matrix, columns)), None)
        return named if proven or named is not None else next(iter(ways), None)

    def has_levels(self, matrix: Matrix, columns: tuple[Column, ...]) -> bool:
        """Whether the cells below the levels of ``columns`` are names of levels throughout, and some are there."""
        known = {"level1": self.levels1.names, "level2": self.levels2.names}
        named = 0
        for column in columns:
            if column.key not in known:
                continue
            boxes = {box.piece.start: box for row in matrix.rows for box in row if box.within(column.first, column.end)}
            texts = [plain_label(box.text) for box in boxes.values() if box.text]
            if not all(text in known[column.key] for text in texts):
                return False
            named += len(texts)
        return named > 1

    def begin_page(self, columns: tuple[Column, ...]) -> None:
        """The next row is the first behind a page's end, where the columns are ``columns``."""
        self.columns = columns
        self._resumed = True
        self.levels1.resume()
        self.levels2.resume()

    def name_levels(self, scraps: Sequence[str]) -> None:
        """Name the levels that are empty in their cells by the only line outside of the table that is the name of a
        level not met before and suits the rows; the last of ``scraps`` are words written downwards."""
        for key, names in (("level1", self.levels1.names), ("level2", self.levels2.names)):
            rows = [entry for entry in self.entries if not getattr(entry, key).text] if self.head.has(key) else []
            used = {getattr(entry, key).text for entry in self.entries}
            found = {name for name in names - used if name in scraps or (scraps and name in scraps[-1])}
            if len({id(getattr(entry, key)) for entry in rows}) != 1 or len(found) != 1:
                continue
            (name,) = found
            if key == "level2" or all(belongs(entry.level2.text, name) for entry in rows if entry.level2.text):
                getattr(rows[0], key).text = name

    def _body(self, matrix: Matrix, start: int = 0) -> int:
        """The row from ``start`` on that is the total or the head of another project, or the end of the table."""
        for row in range(start, len(matrix.rows)):
            first = next((box.text for box in matrix.rows[row] if box.row == row and box.text), "")
            if find_label(first, self.labels.total) or find_label(first, self.labels.heads):
                return row
        return len(matrix.rows)

    def read(self, matrix: Matrix, row: int) -> bool:
        """Take a row. False for one that holds no whole indicator: its numbers stay unread."""
        if self._read_total(matrix, row):
            return True
        found = self._place(matrix, row)
        if found is None:
            return False
        resumed, self._resumed = self._resumed, False
        self._read_levels(found, matrix)
        self._ignore_longer(matrix, row)
        if "serial" in found and found["serial"].row == row:
            self.builder.ignore(found["serial"].piece, "label")
        if "remark" in found and found["remark"].row == row:
            self.builder.ignore(found["remark"].piece, "explanation")
        cells = self._cells(found, row)
        if resumed and self.entries and not (cells.get("level3") and cells.get("target")):
            return self._join(cells)
        if not self._plausible(cells):
            return False
        levels = (self.levels1.level, self.levels2.level) if self.head.has("level1") else self._split_levels(cells)
        self.entries.append(_Entry(*levels, cells))
        return True

    def _split_levels(self, cells: dict[str, Piece]) -> tuple[Level, Level]:
        """The levels that are named before the indicator in its own cell (产出指标数量指标培训人数), cut off there."""
        name = cells["level3"]
        one = _find_prefix(name.folded, self.levels1.names)
        two = _find_prefix(name.folded.removeprefix(one), self.levels2.names)
        rest = name.text[len(one) + len(two) :]
        if not (one and two and rest):
            return self.levels1.level, self.levels2.level
        cells["level3"] = Piece(rest, name.spans)
        return Level(one), Level(two)

    def flush(self) -> None:
        """Hand over what was read; the levels are all known now."""
        for entry in self.entries:
            self.builder.level1, self.builder.level2 = entry.level1.text, entry.level2.text
            cells = _join_target(entry.cells, self.words)
            if cells.get("target") or cells.get("actual"):
                self.builder.add_indicator(cells)
        self.entries = []

    # --- cells ---

    def _place(self, matrix: Matrix, row: int) -> Mapping[str, Box] | None:
        """The boxes of a row by column: by their places, or, where an export has moved cells, by what they hold."""
        if matrix.spans or not self.head.has("level1", "level2", "level3"):
            return self._boxes(matrix, row)
        if matrix.start != self._start:
            self._start = matrix.start
            self._moves = find_moves(matrix.rows[row : self._body(matrix, row)], self.columns, self.words)
        elsewhere, mixed = self._moves
        found = None if elsewhere else self._boxes(matrix, row)
        if found is not None:
            cells = self._cells(found, row)
            # a row that moved to the left leaves its last column empty
            whole = all(key in cells for key in _NUMBERS if self.head.has(key))
            if self._plausible(cells) and (whole or not mixed):
                return found
            found = None if mixed else found
        return Placement(self.columns, self.words).place(matrix.rows[row]) or found

    def _boxes(self, matrix: Matrix, row: int) -> dict[str, Box] | None:
        """The one box of each column that is known; None where a box reaches over two columns or is missing."""
        found: dict[str, Box] = {}
        for column in self.columns:
            boxes = matrix.over(row, column.first, column.end)
            if len(boxes) != 1 or not boxes[0].within(column.first, column.end):
                return None
            if column.key:
                found[column.key] = boxes[0]
        return found

    def _read_levels(self, found: Mapping[str, Box], matrix: Matrix) -> None:
        """Numbers in a level's name (产出指标（50分）) are weights of the level: its indicators have their own."""
        for levels in (self.levels1, self.levels2):
            levels.merged = levels.merged or matrix.merged
        if "level1" in found and self.levels1.read(found["level1"]):
            self.levels2.reset()
        if "level2" in found:
            self.levels2.read(found["level2"])
        for key in ("level1", "level2"):
            if key in found and _DIGITS.search(found[key].text):
                self.builder.ignore(found[key].piece, "level_weight")

    def _ignore_longer(self, matrix: Matrix, row: int) -> None:
        """The values of a term of several years, in a column beside those of the year, are not part of the data."""
        for column in self.columns:
            if not column.key and self.labels.of_longer_term(column.words):
                for box in matrix.over(row, column.first, column.end):
                    if box.row == row and box.within(column.first, column.end):
                        self.builder.ignore(box.piece, "longer_term")

    def _cells(self, found: Mapping[str, Box], row: int) -> dict[str, Piece]:
        """The filled cells that are of this row alone: one that reaches over several rows is of none."""
        third = found.get("level3")
        last = third.row_end if third is not None and third.row == row else row + 1
        return {
            key: box.piece
            for key, box in found.items()
            if key in _CELLS and box.text and (box.row, box.row_end) == (row, last)
        }

    def _join(self, cells: Mapping[str, Piece]) -> bool:
        """Add the rest of a row that the page's end cut in two: no value may stand in both parts."""
        above = self.entries[-1].cells
        if any(key in above and key in cells for key in _VALUES):
            self.entries.pop()
            return False
        joined = {**above, **cells}
        joined.update({key: join_pieces((above[key], cells[key])) for key in cells if key in above})
        if not self._plausible(joined):
            self.entries.pop()
            return False
        self.entries[-1].cells = joined
        return True

    def _plausible(self, cells: Mapping[str, Piece]) -> bool:
        """Whether no cell holds what only another column can: a number for a name, words for a weight."""
        text = {key: piece.folded for key, piece in cells.items() if piece.folded not in self.words.blanks}
        name, weight, score = (text.get(key, "") for key in ("level3", "weight", "score"))
        if not name or is_score(name) or is_rate(name) or split_target(name)[0]:
            return False
        if any(text.get(key) and not is_score(text[key]) for key in _NUMBERS):
            return False
        full, given = score_value(weight), score_value(score)
        if full is not None and given is not None and given > full:
            return False
        closed = {*self.words.rules, *self.words.evidences, *self.words.bases}
        return not any(text.get(key) in closed for key in ("target", "actual")) and bool(
            text.get("target") or text.get("actual")
        )

    def _read_total(self, matrix: Matrix, row: int) -> bool:
        """The last row (总分): the sum of the weights and the total score, in their columns."""
        boxes = matrix.rows[row]
        label = next((box for box in boxes if box.row == row and box.text), None)
        if label is None or not find_label(label.text, self.labels.total):
            return False
        found = {key: self._number(matrix, row, self._column(key)) for key in _NUMBERS}
        weight, score = found["weight"], found["score"]
        numbers = [box.piece for box in boxes if box.row == row and box is not label and is_score(box.text)]
        if not (weight and score) and self.head.has(*_NUMBERS) and len(numbers) == 2:
            weight, score = numbers  # the row has fewer cells than the head
        if weight is not None and score is not None and _value(weight) >= _value(score):
            self.builder.add_total(label.piece, weight, score)
        elif weight is not None and score is None and not self.head.has("score"):
            self.builder.ignore(weight, "level_weight")
        return True

    def _column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)

    def _number(self, matrix: Matrix, row: int, column: Column | None) -> Piece | None:
        if column is None:
            return None
        boxes = matrix.over(row, column.first, column.end)
        fits = len(boxes) == 1 and boxes[0].within(column.first, column.end) and is_score(boxes[0].text)
        return boxes[0].piece if fits else None


def _find_prefix(text: str, names: Iterable[str]) -> str:
    return max((name for name in names if text.startswith(name)), key=len, default="")


def _value(piece: Piece) -> float:
    return float(score_value(piece.folded) or 0)


def _join_target(cells: Mapping[str, Piece], words: PerformanceWords) -> dict[str, Piece]:
    """The target with the operator before it and the unit behind it that stand in columns of their own."""
    kept = {key: piece for key, piece in cells.items() if key not in {"operator", "unit"}}
    target = cells.get("target")
    if target is None or target.folded in words.blanks:
        return kept
    parts = [target]
    operator, unit = cells.get("operator"), cells.get("unit")
    signs = {name for names in words.operators.values() for name in names}
    signed = operator is not None and bool(_OPERATOR.fullmatch(operator.folded) or operator.folded in signs)
    if operator is not None and signed and not _OPERATOR.match(target.folded):
        parts.insert(0, operator)
    counted = unit is not None and unit.folded not in words.blanks and bool(_DIGITS.search(target.folded))
    if unit is not None and counted and not target.folded.endswith(unit.folded):
        parts.append(unit)
    return {**kept, "target": join_pieces(parts)}
