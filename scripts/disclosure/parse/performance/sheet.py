"""Performance tables of any region, where the source gives the place of every cell: found by the words of their
heads and labels, whatever their title says; several in one table, or one over the pages of several tables."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from disclosure.model import Document, Paragraph, Table
from disclosure.parse.numbers import MEASURES
from disclosure.parse.performance.columns import Head, find_head
from disclosure.parse.performance.form import FormHead
from disclosure.parse.performance.indicators import IndicatorTable
from disclosure.parse.performance.labels import LabelBook, find_label, find_measure
from disclosure.parse.performance.listing import ProjectList, is_list
from disclosure.parse.performance.matrix import Box, Matrix
from disclosure.parse.performance.table import Performance, PerformanceBuilder, Piece
from disclosure.parse.performance.title import find_title, is_title
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import fold
from disclosure.parse.words import PerformanceWords

#: A line between the two parts of a table that a page's end cuts is no longer: the rest of a cell's words.
_SCRAP = 10
#: A line that begins another table: its title, or its unit of measure.
_TITLE = re.compile(r"^(?:附?表[\d一二三四五六七八九十]|附件)|表(?:（[^）]*）)?$|单位：")
_YEAR = re.compile(r"（?\d{4}年度?）?")
_HEADING = re.compile(r"表|附件|^[（(]?[一二三四五六七八九十\d]+[、.．）)]|\d{4}年")
#: So many lines above a table may hold its title and unit of measure.
_TITLE_LINES = 4
#: So many rows below a unit's name may hold the name of its project, or say that it is a form of the whole unit.
_REACH = 8
_WHOLE = "整体"


class SheetReader:
    """Reads the performance tables of one document, in order; what they give is gathered in ``result``."""

    def __init__(self, document: Document, words: PerformanceWords, book: ProjectBook) -> None:
        self.document = document
        self.labels = LabelBook(words)
        self.book = book
        self.result = Performance()
        self.builder = self._make_builder(whole_unit=False)
        self.part: IndicatorTable | ProjectList | None = None
        self.head: FormHead | None = None
        #: The forms of the table being read by the offset at which each begins, and where the one being read does.
        self.forms: dict[int, str] = {}
        self._begun = 0
        self.measure = ""
        self.lines: list[str] = []
        self._end = 0
        self._paragraphs = [block for block in document.blocks if isinstance(block, Paragraph) and not block.furniture]
        self._starts = [block.start for block in self._paragraphs]
        self._first = 0
        self._above: frozenset[str] = frozenset()
        #: The last row of the table being read that tells of indicators or a goal.
        self._last_told = -1

    def read_table(self, table: Table) -> list[tuple[int, int, str]]:
        """Read a table; returns the start, end and name of each of its forms, none for another table."""
        matrix = Matrix(self.document, table)
        told = (row for row in reversed(range(len(matrix.rows))) if self._tells_form(matrix.rows[row]))
        self._last_told = next(told, -1)
        between = self._between(table)
        self.lines = [fold(line) for line in between]
        self._first = self._find_first(matrix)
        self.forms, self._begun = {}, table.start
        if not self._resume(matrix, table) and not self._is_rest(matrix, table):
            self.close(table)
            self.measure = find_measure(self.lines) or _find_bare_measure(between)
            self._above = frozenset(self.lines[-_TITLE_LINES:])
            self._begin_titled(matrix)
        skip = 0
        for row in range(len(matrix.rows)):
            if row >= skip:
                skip = row + self._read_row(matrix, row)
        if isinstance(self.part, IndicatorTable):
            self.part.name_levels(self._scraps_on_page(table))
        self._end = table.end
        starts = [table.start, *sorted(self.forms)[1:], table.end]
        return [
            (start, end, name)
            for (start, end), (_, name) in zip(pairwise(starts), sorted(self.forms.items()), strict=False)
        ]

    def close(self, table: Table | None = None) -> None:
        """Hand over what was read and forget the project; ``table`` is another one, which is now behind."""
        if self.part is not None:
            self.part.flush()
        self.part = self.head = None
        self.builder = self._make_builder(whole_unit=False)
        if table is not None:
            self._end = table.end

    # --- tables ---

    def _between(self, table: Table) -> list[str]:
        """The lines between the last table and this one."""
        first, end = bisect.bisect_left(self._starts, self._end), bisect.bisect_left(self._starts, table.start)
        return [self.document.text[block.start : block.end] for block in self._paragraphs[first:end]]

    def _scraps_on_page(self, table: Table) -> list[str]:
        """The short lines of the table's pages outside of tables: among them words that a page's end displaced,
        and as the last all lines of one character, which are words written downwards."""
        pages = self.document.pages
        first, last = (bisect.bisect_right(pages, offset) for offset in (table.start, max(table.start, table.end - 1)))
        lines = (
            fold(self.document.text[line.start : line.end])
            for line in self._paragraphs
            if pages and first <= bisect.bisect_right(pages, line.start) <= last
        )
        scraps = [line for line in lines if len(line) <= _SCRAP]
        return [*scraps, "".join(line for line in scraps if len(line) == 1)]

    def _resume(self, matrix: Matrix, table: Table) -> bool:
        """Whether a table goes on with the last: nothing but scraps of cells and a page's end between them, and
        either the same head again or none, over as many columns."""
        if self.part is None or not self._is_next(table):
            return False
        head = find_head(matrix, self._first, self.labels.columns, self.labels)
        titled = not self._has_scraps() and any(_TITLE.search(line) for line in self.lines)
        if head is not None and (is_list(head) or head.has("level3")):
            return (self._has_scraps() or (is_list(head) and not titled)) and self.part.head.same(head)
        if titled or any(find_label(box.text, self.labels.heads) for box in matrix.rows[0]):
            return False
        if not ((self._has_scraps() and self.part.resume(matrix)) or self.part.resume(matrix, proven=True)):
            return False
        self.forms[self._begun] = self._name_form()
        return True

    def _find_first(self, matrix: Matrix) -> int:
        """The first row below those with a title, a year or a unit of measure, which pages repeat."""
        for row, boxes in enumerate(matrix.rows[:_TITLE_LINES]):
            filled = [box.text for box in boxes if box.text]
            if filled and not (len(filled) == 1 and (_names_form(filled[0]) or find_measure(filled))):
                return row
        return 0

    def _is_rest(self, matrix: Matrix, table: Table) -> bool:
        """Whether a table is the rest of a form whose head is on the page before: the form has had no indicators yet
        (its list of tasks is at its end), only scraps of cells are between, and no row names another form."""
        done = self.part is None or (isinstance(self.part, ProjectList) and self.part.done)
        if self.head is None or not (done and self._is_next(table) and self._has_scraps()):
            return False
        labels = (find_label(box.text, self.labels.heads) for boxes in matrix.rows for box in boxes)
        if self._last_told < 0 or any(label in ("name", "unit") for label in labels):
            return False
        self.part = None
        return True

    def _is_next(self, table: Table) -> bool:
        if not self.document.pages:
            return not self.lines
        before, here = (bisect.bisect_left(self.document.pages, offset) for offset in (self._end, table.end))
        return here - before == 1

    def _has_scraps(self) -> bool:
        """Whether all that is between the last table and this one are the rests of cells, and the lines that were above
        the form's first table: its title, which pages repeat."""
        return all(line in self._above or (len(line) <= _SCRAP and not _HEADING.search(line)) for line in self.lines)

    def _name_form(self) -> str:
        evaluated = isinstance(self.part, IndicatorTable) and self.part.evaluated
        return ("unit_" if self.builder.whole_unit else "project_") + ("evaluation" if evaluated else "targets")

    def _make_builder(self, *, whole_unit: bool) -> PerformanceBuilder:
        return PerformanceBuilder(
            self.document, self.labels.words, self.book, whole_unit, self.result, placed=True
        )  # fmt: skip

    # --- rows ---

    def _read_row(self, matrix: Matrix, row: int) -> int:
        """Read a row; returns how many rows were taken."""
        head = find_head(matrix, row, self.labels.columns, self.labels)
        if head is not None and self._begin_part(matrix, row, head):
            return head.height
        self._ignore_title(matrix, row)
        if self._begin_form(matrix, row):
            return 1
        if self.part is not None and (self.part.read(matrix, row) or isinstance(self.part, IndicatorTable)):
            return 1
        if isinstance(self.part, ProjectList) and self.part.done and self.head is not None:
            self.part = None
        self.builder.placed = matrix.merged
        return self.head.read(matrix, row) if self.head is not None and self.part is None else 1

    def _ignore_title(self, matrix: Matrix, row: int) -> None:
        """The number of a table in its title and the year are not figures."""
        filled = [box for box in matrix.rows[row] if box.text]
        if len(filled) == 1 and _names_form(filled[0].text):
            self.builder.ignore(filled[0].piece, "date" if _YEAR.fullmatch(filled[0].text) else "label")

    def _begin_part(self, matrix: Matrix, row: int, head: Head) -> bool:
        """Take the head of a list or of indicators; False for another row."""
        listed = is_list(head)
        if not listed and not (head.has("level3", "target") or head.has("level3", "actual")):
            return False
        if row == self._first and self.part is not None and self.part.head.same(head):
            self.part.begin_page(head.columns)
        else:
            if self.part is not None:
                self.part.flush()
            self.part = self._make_part(matrix, row, head, listed=listed)
        if self.builder.project is not None or listed:
            self.forms[self._begun] = self._name_form()
        ignore_numbers(matrix, row, head.height, self.builder)
        return True

    def _make_part(self, matrix: Matrix, row: int, head: Head, *, listed: bool) -> IndicatorTable | ProjectList:
        if any(self.labels.heads_longer_term(box.text) for box in matrix.rows[row]):
            # indicators of a term of several years are none of the year's: read by a builder without a project
            return IndicatorTable(head, self._make_builder(whole_unit=False), self.labels)
        if not listed:
            return IndicatorTable(head, self.builder, self.labels)
        if not head.has("task"):
            self.builder = self._make_builder(whole_unit=False)
        above = [box.text for boxes in matrix.rows[:row] for box in boxes]
        return ProjectList(head, self.builder, self.labels, self.measure or find_measure(above))

    # --- heads of forms ---

    def _begin_titled(self, matrix: Matrix) -> None:
        """Begin the form of a table that names neither a project nor a unit: the lines above it name them."""
        named = (find_label(box.text, self.labels.heads) for boxes in matrix.rows[:_REACH] for box in boxes)
        lists = (find_head(matrix, row, self.labels.columns, self.labels) for row in range(len(matrix.rows)))
        if (
            self._last_told < 0
            or any(key in ("name", "unit") for key in named)
            or any(head is not None and is_list(head) for head in lists)
        ):
            return
        above = self._paragraphs[: bisect.bisect_left(self._starts, matrix.start)]
        title = find_title(self.document, above, matrix.start, self.labels.words.title_words, self.book)
        if title is None:
            return
        self._open_form(whole_unit=title.whole_unit)
        name = title.name or (Piece(self.book.unit_name, ((matrix.start, matrix.start),)) if title.whole_unit else None)
        if name is not None and name.text:
            self.builder.set_project(name, implementer=title.implementer)

    def _begin_form(self, matrix: Matrix, row: int) -> bool:
        """Take a row of a form's head (项目名称, 主管部门 …); False for another row."""
        first = next((box.text for box in matrix.rows[row] if box.row == row and box.text), "")
        if self.part is not None and not find_label(first, self.labels.heads):
            return False
        if row > self._last_told:
            return False  # no indicators and no goal follow: other forms too name projects and units
        found: dict[str, Box] = {}
        for label, value in matrix.pairs(row, self.labels.is_label):
            key = find_label(label.text, self.labels.heads)
            if key and label.row == row and key not in found and not self._names_column(value):
                found[key] = value
        if not found:
            return False
        if "name" not in found and "parent" in found:
            found["name"] = found.pop("parent")
        if "name" in found:
            self._begin_project(found["name"], whole_unit=False, start=_find_start(matrix, row))
        elif "unit" in found and self._is_of_unit(matrix, row):
            self._begin_project(found["unit"], whole_unit=True, start=_find_start(matrix, row))
        elif "unit" in found:
            found.setdefault("implementer", found["unit"])
        self._update(found)
        return True

    def _names_column(self, value: Box) -> bool:
        """Whether what is to the right of a label is the head of another column: a table of columns, not a form."""
        return any(find_label(value.text, labels) for labels in (self.labels.columns, self.labels.levels))

    def _tells_form(self, boxes: Sequence[Box]) -> bool:
        """Whether a row names indicators, a goal or tasks."""
        return any(
            find_label(box.text, self.labels.goals) or find_label(box.text, self.labels.columns) in ("level3", "task")
            for box in boxes
        )

    def _is_of_unit(self, matrix: Matrix, row: int) -> bool:
        """Whether the form is one of the whole unit: it says so, or lists the unit's tasks, and names no project."""
        if self.part is None and self.builder.project is not None:
            return False
        near = [box.text for boxes in matrix.rows[max(0, row - 2) : row + _REACH] for box in boxes]
        if any(find_label(text, self.labels.heads) == "name" for text in near):
            return False
        tasks = any(find_label(text, self.labels.columns) == "task" for text in near)
        return tasks or any(_WHOLE in text for text in (*near, *self.lines[-_TITLE_LINES:]))

    def _begin_project(self, name: Box, *, whole_unit: bool, start: int) -> None:
        self.close()
        self._begun = start
        self._open_form(whole_unit=whole_unit)
        if name.text:
            self.builder.set_project(name.piece)

    def _open_form(self, *, whole_unit: bool) -> None:
        self.builder = self._make_builder(whole_unit=whole_unit)
        self.head = FormHead(self.builder, self.labels, self.measure)

    def _update(self, found: dict[str, Box]) -> None:
        for key in ("leader", "phone"):
            if key in found:
                self.builder.ignore(found[key].piece, "personal")
        if "code" in found:
            self.builder.set_code(found["code"].piece)
        if "parent" in found and found["parent"].text:
            self.builder.set_parent(found["parent"].piece)
        for key in ("supervisor", "implementer"):
            if key in found and found[key].text:
                self.builder.name_body(key, found[key].piece)


def _find_bare_measure(lines: Sequence[str]) -> str:
    """The unit of money that is the last word of a line, without 单位 before it; empty unless there is exactly one."""
    words = {line.split()[-1] for line in lines if len(line.split()) > 1}
    named = {word for word in words if word in MEASURES and MEASURES[word].dimension == "money"}
    return named.pop() if len(named) == 1 else ""


def _names_form(text: str) -> bool:
    return is_title(text) or _YEAR.fullmatch(text) is not None


def _find_start(matrix: Matrix, row: int) -> int:
    """Where a form begins whose first row is ``row``: at the rows above it that only name it."""
    while row > 0:
        filled = [box.text for box in matrix.rows[row - 1] if box.text]
        if len(filled) != 1 or not _names_form(filled[0]):
            break
        row -= 1
    return matrix.rows[row][0].piece.start


def ignore_numbers(matrix: Matrix, row: int, height: int, builder: PerformanceBuilder) -> None:
    """Numbers in the words of a head are no figures."""
    for each in range(row, row + height):
        for box in matrix.rows[each]:
            if box.row == each and any(char.isdigit() for char in box.text):
                builder.ignore(box.piece, "label")


def read_sheets(
    document: Document, words: PerformanceWords, book: ProjectBook, taken: Collection[int]
) -> tuple[Performance, list[tuple[int, int, str]]]:
    """What the performance tables of a document hold, and the start, end and form of each. ``taken`` are the starts
    of tables that are something else."""
    reader = SheetReader(document, words, book)
    sections: list[tuple[int, int, str]] = []
    for table in document.tables():
        if table.start in taken:
            reader.close(table)
        else:
            sections.extend(reader.read_table(table))
    reader.close()
    return reader.result, sections
