"""Rows that the end of a page cuts: the rest of a name, of the figures, or of both is the first row of the next page.

A row is joined only where nothing else is possible: the joined name is in a code list, or is all of another cell of the
document, and what is on the first page is not; or the row has a code, only one of the two pages has its figures, and no
list says that its name is another.
Otherwise both parts stay as they are: what has no name of its own is not read.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from disclosure.model import Cell, Document, Paragraph, Table
from disclosure.parse.forms.names.heads import ColumnSense
from disclosure.parse.forms.names.records import kind_of_code, level_of, split_code
from disclosure.parse.stream import fold
from disclosure.reference import CodeList, normalize_name

Row = dict[int, Cell]
Text = Callable[[Cell], str]
_NAMES = frozenset({"name", "economic", "functional"})
_FIGURE = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?")
#: How names of a classification end; one that does not may go on.
_END = re.compile(r"(?:支出|经费|费用?|补助|补贴|缴费|资金|管理|事务|运行|服务|工资|福利|活动|建设)$")
_WORDS = re.compile(r"[\u4e00-\u9fff（）、]{1,30}")
_PRINTED = re.compile(r"\S+")
#: So many lines of text may be half of a row.
_MOST_LINES = 3
#: So many characters has the name of a unit, that no other words in a cell are taken for it.
_SHORTEST_NAME = 5
#: What the first row of a page is called where it is whole.
_WHOLE = re.compile(r"^(?:其中|合计|总计|小计|注|备注|说明|本页|本年|上年)")


@dataclass(frozen=True, slots=True)
class _Half:
    """What one page has of a row: its code, its name, the cells of the name, and its figures by column."""

    code: str
    name: str
    names: tuple[Cell, ...]
    figures: Row
    #: Whether a column of amounts has words: then it is not half of a row.
    is_other: bool


class RowJoiner:
    """Joins the halves of cut rows of one form, by what its columns are (``senses``), by the code lists, and by how
    often the document has words as all of a cell (``count``)."""

    def __init__(
        self, text: Text, senses: Sequence[ColumnSense], lists: Sequence[CodeList], count: Callable[[str], int]
    ) -> None:
        self._text = text
        self._senses = senses
        self._lists = lists
        self._count = count

    def join(self, upper: Row, lower: Row) -> Row | None:
        """The whole row of the last row of a page and the first of the next; None where they are two rows.

        The cells of the name are those of the upper one; the lower one's cells hold the rest of it.
        """
        first, second = self._split(upper), self._split(lower)
        if second.code or not (second.name or second.figures) or not first.name:
            return None
        if (first.figures and second.figures) or first.is_other or second.is_other or self._repeats_header(lower):
            return None
        if not self._is_one(first, second):
            return None
        return {**upper, **second.figures}

    def list_names(self, row: Row) -> tuple[Cell, ...]:
        """The cells that hold the name of a row, or a part of it."""
        return self._split(row).names

    def is_total(self, row: Row) -> bool:
        """Whether a row is the form's total."""
        return self._split(row).name in {"合计", "总计"}

    def continues(self, row: Row, line: str) -> bool:
        """Whether a line of text below the last row of a page, the first of the next page, is the rest of its name:
        it ends as names do, and what the row has does not."""
        first = self._split(row)
        if not first.name or first.is_other or not _WORDS.fullmatch(line) or _WHOLE.match(line) or level_of(line):
            return False
        if any(len(word) > 1 and word in line for sense in self._senses for word in sense.words):
            return False  # the header, repeated as text
        joined = first.name + line
        if self._knows(first.code, joined) and not self._knows(first.code, first.name):
            return True
        ended = _END.search(line) is not None and not _END.search(first.name)
        return bool(first.code) and ended and not self._lists_code(first.code) and not self._knows("", line)

    def _repeats_header(self, row: Row) -> bool:
        """Whether all that a row says are words of the header of its columns."""
        filled = [(column, text) for column, cell in row.items() if (text := self._text(cell))]
        return bool(filled) and all(
            column < len(self._senses) and text in self._senses[column].words for column, text in filled
        )

    def _is_one(self, first: _Half, second: _Half) -> bool:
        joined = first.name + second.name
        if second.name and self._knows(first.code, joined) and not self._knows(first.code, first.name):
            return True
        if second.name and not (first.code or second.figures) and len(joined) >= _SHORTEST_NAME:
            # a unit that another form names; what is cut is a cell itself
            return self._count(joined) >= max(1, self._count(first.name))
        if not first.code or not (first.figures or second.figures):
            return False
        if not second.name:
            return True
        is_whole = _WHOLE.match(second.name) or level_of(second.name) or self._knows("", second.name)
        return not is_whole and not self._lists_code(first.code)

    def _lists_code(self, code: str) -> bool:
        return any(code in each.by_code for each in self._lists)

    def _knows(self, code: str, name: str) -> bool:
        """Whether a code list has ``name``: as the name of ``code``, or, without a code, of any."""
        if code:
            entry = next((each.by_code[code] for each in self._lists if code in each.by_code), None)
            names = (entry.name, *entry.aliases) if entry else ()
            return normalize_name(name) in map(normalize_name, names)
        return any(each.has_name(name) for each in self._lists)

    def _split(self, row: Row) -> _Half:
        codes: list[str] = []
        names: list[str] = []
        cells: list[Cell] = []
        figures: Row = {}
        is_other = False
        for column, cell in sorted(row.items()):
            text, kind = self._text(cell), self._senses[column].kind if column < len(self._senses) else "unknown"
            if not text or cell in cells:
                continue
            if _FIGURE.fullmatch(text) and kind not in {"code", *_NAMES}:
                figures[column] = cell
            elif kind == "code" and text.isdigit():
                codes.append(text)
            elif kind in _NAMES or kind == "code":
                names.append(text)
                cells.append(cell)
            else:
                is_other = True
        name, code = "".join(names), "".join(codes)
        if not code:
            code, name = split_code(name)
        return _Half(code if kind_of_code(code) else "", name, tuple(cells), figures, is_other)


class CutRows:
    """The cut rows of one document: ``rests`` are the cells that end a name, by where the cell with its begin starts;
    ``moved`` is where cells start that belong to the last row of the page before."""

    def __init__(self, document: Document, text: Text, lists: Sequence[CodeList]) -> None:
        self.document = document
        self.rests: dict[int, tuple[Cell, ...]] = {}
        self.moved: set[int] = set()
        self._text = text
        self._lists = lists

    def _count_cells(self, words: str) -> int:
        """How many cells of the document have ``words`` and nothing else."""
        return self._cells[words]

    @cached_property
    def _cells(self) -> Counter[str]:
        cells = (cell for table in self.document.tables() for cell in table.cells)
        return Counter(fold(self.document.text[cell.start : cell.end]) for cell in cells)

    def goes_on(
        self, senses: Sequence[ColumnSense], before: tuple[Table, Sequence[Row]], table: Table, row: Row
    ) -> bool:
        """Whether ``row`` of a table without figures is the rest of the last row of the page before."""
        above, rows = before
        if not rows or self._page(table.start) - self._page(above.end - 1) > 1 or not self.is_broken(above, table):
            return False
        return RowJoiner(self._text, senses, self._lists, self._count_cells).join(rows[-1], row) is not None

    def join_rows(self, senses: Sequence[ColumnSense], parts: Sequence[tuple[Table, list[Row]]]) -> None:
        """Make one row of those that the ends of pages cut: the last of a table and the first of the next page's."""
        joiner = RowJoiner(self._text, senses, self._lists, self._count_cells)
        for (above, before), (table, rows) in pairwise(parts):
            if not before or not rows or not self.is_broken(above, table):
                continue
            at = 1 if len(rows) > 1 and joiner.is_total(rows[0]) else 0  # pages may repeat the total above their rows
            half = self._find_half(senses, above, table)
            whole = joiner.join(half or before[-1], rows[at])
            if whole is None:
                continue
            if half is not None:
                before.append(half)
            self._end_name(joiner, before[-1], joiner.list_names(rows[at]))
            self.moved.update(cell.start for cell in rows[at].values())
            before[-1] = whole
            del rows[at]
        table, rows = parts[-1]
        line = self._line_behind(table)
        if rows and line is not None and joiner.continues(rows[-1], fold(self.document.text[line.start : line.end])):
            self._end_name(joiner, rows[-1], (Cell(line.start, line.end, 0, 0),))

    def _end_name(self, joiner: RowJoiner, row: Row, rest: tuple[Cell, ...]) -> None:
        names = joiner.list_names(row)
        if names and rest:
            self.rests[names[-1].start] = (*self.rests.get(names[-1].start, ()), *rest)

    def _find_half(self, senses: Sequence[ColumnSense], above: Table, table: Table) -> Row | None:
        """The code and the name of a row of which the next page has the figures, where a page without rules leaves
        them as lines of text below its table; None where other words are between the tables."""
        codes = [at for at, sense in enumerate(senses) if sense.kind == "code"]
        names = [at for at, sense in enumerate(senses) if sense.kind in _NAMES]
        lines = self._lines_between(above, table)
        if len(codes) != 1 or len(names) != 1 or not 0 < len(lines) <= _MOST_LINES:
            return None
        words = [
            Cell(found.start(), found.end(), 0, column)
            for line in lines
            for found in _PRINTED.finditer(self.document.text, line.start, line.end)
            for column in (codes if found.group().isdigit() else names)
        ]
        numbers = [cell for cell in words if cell.column == codes[0]]
        parts = [cell for cell in words if cell.column == names[0]]
        if len(numbers) != 1 or not parts or not all(_WORDS.fullmatch(self._text(part)) for part in parts):
            return None
        self.rests[parts[0].start] = tuple(parts[1:])
        return {codes[0]: numbers[0], names[0]: parts[0]}

    def _lines_between(self, above: Table, table: Table) -> list[Paragraph]:
        """The lines of text between two tables."""
        blocks = self.document.blocks
        first = bisect.bisect_left(blocks, above.end, key=lambda block: block.start)
        last = bisect.bisect_left(blocks, table.start, key=lambda block: block.start)
        return [
            block
            for block in blocks[first:last]
            if isinstance(block, Paragraph)
            and not block.furniture
            and self.document.text[block.start : block.end].strip()
        ]

    def is_broken(self, above: Table, table: Table) -> bool:
        """Whether the end of a page is between two tables; in a source without pages, which has the parts of a form
        as tables of their own, whether nothing is between them."""
        if self.document.pages:
            return self._page(above.end - 1) != self._page(table.start)
        return not self._lines_between(above, table)

    def _line_behind(self, table: Table) -> Paragraph | None:
        """The first line of the page behind that of a table, if nothing is between them."""
        blocks = self.document.blocks
        at = bisect.bisect_right(blocks, table.start, key=lambda block: block.start)
        while at < len(blocks) and isinstance(block := blocks[at], Paragraph):
            if not block.furniture:
                return block if self._page(block.start) - self._page(table.end - 1) == 1 else None
            at += 1
        return None

    def _page(self, offset: int) -> int:
        return bisect.bisect_right(self.document.pages, offset)
