"""Accounting forms whose cells the source gives: which tables make a form, under what title and head."""

from __future__ import annotations

import bisect
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from disclosure.model import Cell, Document, Paragraph, Table
from disclosure.parse.forms.names.heads import ColumnSense, read_head
from disclosure.parse.forms.names.known import KnownNames
from disclosure.parse.forms.names.numbering import is_number, name_form
from disclosure.parse.forms.names.records import level_of, split_code
from disclosure.parse.forms.names.titles import (
    Title,
    find_measure,
    find_own_number,
    find_title,
    is_note,
    is_same_title,
    list_titles,
    read_line,
    recognise_head,
    with_combined,
)
from disclosure.parse.forms.names.types import name_types
from disclosure.parse.forms.tables.alignment import move_row, widen, widen_total
from disclosure.parse.forms.tables.bodies import AMOUNT, LINE_NUMBERS, THOUSANDS, Bodies, join_levels
from disclosure.parse.forms.tables.continuation import are_rows, repeats_header
from disclosure.parse.forms.tables.currency import find_common_measure, strip_unit
from disclosure.parse.forms.tables.pages import CutRows
from disclosure.parse.forms.tables.spills import mend_header, mend_row
from disclosure.parse.narrative.claims import Setting
from disclosure.parse.numbers import MEASURES, Measure
from disclosure.parse.stream import fold
from disclosure.parse.terms.header import has_own_measure, read_word
from disclosure.parse.terms.meaning import Meaning
from disclosure.parse.terms.term import Unknown
from disclosure.parse.terms.title import OtherForm, find_passed
from disclosure.parse.trace import (
    Cause,
    NoHeader,
    NoTitle,
    NoUnitOfMeasure,
    OtherTitle,
    Trace,
    UnknownTitlePart,
)
from disclosure.quick import replace

#: So many lines before a table may hold its title, number and unit of measure.
_CONTEXT_LINES = 8
Row = dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Head:
    """A form as its title and head describe it."""

    title: Title
    name: str
    measure: Measure
    senses: tuple[ColumnSense, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its head, and its body rows by table, in order."""

    head: Head
    parts: list[tuple[Table, list[Row]]]


class FormFinder:
    """Finds the gridded forms of one document, in order; tables that go on with a form are parts of it."""

    def __init__(self, document: Document, setting: Setting) -> None:
        self.document = document
        self.setting = setting
        self.words = setting.vocabulary.grids
        self.names = frozenset(setting.openings) - frozenset(setting.vocabulary.openings)
        #: How many forms have no printed number.
        self.unnumbered = 0
        #: Why tables are no forms.
        self.traces: list[Trace] = []
        #: The table just before, if it is no form.
        self._unread: Trace | None = None
        #: The words of header cells that a rule cuts, by where the cells begin.
        self.mended: dict[int, str] = {}
        #: the words of cells that were asked for, which are asked for some ten times, by where they begin and end
        self._texts: dict[int, tuple[int, str]] = {}
        #: Each cell is asked for many times.
        self._read_once = cache(self._read_words)
        self.known = KnownNames(setting)
        self.common = find_common_measure(document)
        self.cuts = CutRows(document, self.text, (setting.reference.functional, setting.reference.economic))
        #: The lines that ``contexts`` consist of.
        self.above: list[Paragraph] = []
        self.contexts = dict(self._list_contexts())
        lines = (line for context in self.contexts.values() for line in context)
        self.names |= find_passed(list_titles(lines, self.names), self.words.terms)

    def find(self, tables: Sequence[Table]) -> list[Form]:
        """The forms among ``tables``. A table of no known title is left, and what follows it begins anew."""
        forms: list[Form] = []
        last: Form | None = None
        for table in tables:
            rows = [self._spread(cells) for cells in table.rows()]
            start = next((index for index, row in enumerate(rows) if self._is_body(row)), len(rows))
            rows, start = self._part_head(rows, start)
            if (
                last is not None
                and start
                and self.cuts.goes_on(last.head.senses, last.parts[-1], table, rows[start - 1])
            ):
                start -= 1
            if last is not None and start and self._begins_with_rows(last, table, rows[:start]):
                start = 0
            if last is not None and start > 1:
                start = self._repeated_head(last, table, rows[:start])
            if last is not None and self._breaks_row(last, table, rows[:start]):
                last.parts.append((table, rows))
                continue
            lines, senses, width = self._above(table, rows[:start])
            title = find_title(lines, self.words, self.names) or recognise_head(senses)
            if last is not None and not senses:
                rows, width = self._widen(rows, width, last.head.senses)
            if last is not None and self._goes_on(last, table, title, lines, senses, width):
                last.parts.append((table, rows[start:]))
                continue
            head = self._head(title, lines, senses) if title is not None and title.statement else None
            last = Form(head, [(table, rows[start:])]) if head is not None else None
            if last is not None:
                forms.append(last)
                self._unread = None
            else:
                self._trace(table, title, lines, senses)
        for form in forms:
            self.cuts.join_rows(form.head.senses, form.parts)
            self._mend_rows(form)
        return forms

    def _mend_rows(self, form: Form) -> None:
        """Give the ends of names that run over the rule of their cell back to them."""
        senses = self.sense_bodies(form)
        for row in (row for _, rows in form.parts for row in rows):
            for cell, rest in mend_row(row, senses, self.document.text, self.known, self.text):
                self.cuts.rests[cell.start] = (*self.cuts.rests.get(cell.start, ()), rest)

    def _trace(self, table: Table, title: Title | None, lines: Sequence[str], senses: tuple[ColumnSense, ...]) -> None:
        """Record why a table is no form; one without a title that follows such a table goes on with it."""
        before = self._unread
        cause: Cause = NoTitle()
        if title is None and before is not None and not any(is_note(line) for line in lines):
            cause = before.cause
        elif title is not None and title.statement:
            cause = NoUnitOfMeasure(title.words) if senses else NoHeader(title.words)
        elif title is not None:
            found = read_line(title.words, self.words, self.names)
            cause = OtherTitle(title.words, isinstance(found, OtherForm) and found.aside)
            if isinstance(found, Unknown):
                cause = UnknownTitlePart(title.words, found.words)
        self._unread = Trace(cause, ((table.start, table.end),))
        self.traces.append(self._unread)

    def text(self, cell: Cell) -> str:
        """A cell's words as the grammar sees them; an amount keeps its separators."""
        if cell.start in self.mended:
            return self.mended[cell.start]
        if cell.start in self.cuts.rests:
            words = self.document.text[cell.start : cell.end]
            return fold(words) + "".join(self.text(rest) for rest in self.cuts.rests[cell.start])
        known = self._texts.get(cell.start)
        if known is None or known[0] != cell.end:
            text = self._read_once(self.document.text[cell.start : cell.end])
            self._texts[cell.start] = known = (cell.end, text)
        return known[1]

    def _read_words(self, words: str) -> str:
        text = join_levels(fold(words))
        plain = strip_unit(text.replace("，", ","), self.common)
        return plain if AMOUNT.fullmatch(plain) or THOUSANDS.fullmatch(plain) else text

    def sense_bodies(self, form: Form) -> tuple[ColumnSense, ...]:
        """What a form's columns are, by their headers and by what is below them."""
        rows = [row for _, rows in form.parts for row in rows]
        title, reference = form.head.title, self.setting.reference
        senses = name_types(form.head.senses, reference.economic, title.economic, self.words.terms, self.setting.year)
        return Bodies(rows, self.text, reference, self.known.government, self.known.is_label).sense(title, senses)

    def code_parts(self, row: Row, columns: Sequence[int]) -> list[str]:
        """The parts of a row's code by column, 类, 款 and 项; a cell merged over them holds all of it once."""
        cells = [row.get(column) for column in columns]
        return [
            self.text(cell) if cell is not None and cell not in cells[:index] else ""
            for index, cell in enumerate(cells)
        ]

    def _spread(self, cells: Sequence[Cell]) -> Row:
        return {cell.column + offset: cell for cell in cells for offset in range(cell.column_span)}

    def _is_body(self, row: Row) -> bool:
        """A row of figures or codes, of a total or a numbered item: not one of the head."""
        texts = [self.text(cell) for cell in row.values()]
        filled = [text for text in texts if text]
        if not filled:
            return False
        totals = {"合计", "总计"}
        return (
            any(AMOUNT.fullmatch(text) or THOUSANDS.fullmatch(text) for text in filled)
            or any(split_code(text)[0] for text in filled)
            or any(level_of(text) for text in filled)
            or (set(filled) <= totals and len(texts) > len(filled))
        )

    def _part_head(self, rows: list[Row], start: int) -> tuple[list[Row], int]:
        """The rows with the header's last one apart from the body's first, where both are one row of the table: 类, 款
        and 项 below 科目编码, and behind them the total of a name column that is merged over two rows."""
        body = rows[start] if start < len(rows) else {}
        head = {column: cell for column, cell in body.items() if self._levels_code(self.text(cell))}
        if not head:
            return rows, start
        rest = {column: cell for column, cell in body.items() if column not in head}
        return [*rows[:start], head, rest, *rows[start + 1 :]], start + 1

    def _levels_code(self, text: str) -> bool:
        found = self.words.terms.cut(text, "header") if text else []
        return isinstance(found, list) and len(found) == 1 and found[0].kind == "account_code"

    # --- title and head ---

    def _above(self, table: Table, rows: Sequence[Row]) -> tuple[list[str], tuple[ColumnSense, ...], int]:
        """The lines above a table's head, those in its first rows included, and what its columns are."""
        lines = self._context(table)
        heads: list[Row] = []
        for row in rows:
            filled = list(dict.fromkeys(text for cell in row.values() if (text := self.text(cell))))
            single = len({cell.start for cell in row.values()}) == 1
            # in a workbook the lines above a form are rows of its sheet: a title, its number, the unit
            above = not heads and filled[:1] != [] and not self._is_header(filled[0])
            titled = len(filled) == 1 and (single or above or find_title(filled, self.words, self.names) is not None)
            named = any(find_measure([text]) is not None and not has_own_measure(text) for text in filled)
            if titled or named:
                lines.extend(filled)
            else:
                heads.append(row)
        width = max((cell.column + cell.column_span for cell in table.cells), default=0)
        for row in heads:
            mend_header(row, self.text, self._is_header, self.mended)
        paths = self._paths(heads, width)
        if not any(paths):
            return lines, (), width
        senses = read_head(paths, self.words.terms, self.setting.year)
        for column in self._unnamed_parts(heads, paths):
            if senses[column].kind == "amount":
                senses[column] = replace(senses[column], kind="unknown")
        return lines, tuple(senses), width

    def _is_header(self, text: str) -> bool:
        return isinstance(read_word(text, self.words.terms, self.setting.year), Meaning)

    def _unnamed_parts(self, rows: Sequence[Row], paths: Sequence[Sequence[str]]) -> set[int]:
        """Columns under the head of a group of which others have a name of their own below it, and they have none:
        which part of the group they hold is not told."""
        found: set[int] = set()
        for cell in {cell.start: cell for row in rows for cell in row.values() if cell.column_span > 1}.values():
            word, columns = self.text(cell), range(cell.column, cell.column + cell.column_span)
            last = [column for column in columns if paths[column][-1:] == [word]]
            found.update(last if word and len(last) < cell.column_span else ())
        return found

    def _context(self, table: Table) -> list[str]:
        return list(self.contexts[table.start])

    def _list_contexts(self) -> Iterator[tuple[int, list[str]]]:
        """For each table by its start the last lines between it and the table before it."""
        lines: deque[tuple[Paragraph, str]] = deque(maxlen=_CONTEXT_LINES)
        for block in self.document.blocks:
            if not isinstance(block, Paragraph):
                self.above.extend(paragraph for paragraph, _ in lines)
                yield block.start, [line for _, line in lines]
                lines.clear()
            else:
                line = fold(self.document.text[block.start : block.end])
                if line and (not block.furniture or self._names_form(line)):
                    lines.append((block, line))

    def _repeated_head(self, last: Form, table: Table, rows: Sequence[Row]) -> int:
        """How many of ``rows`` are the header of a table: those that repeat the header of the ``last`` form, if the
        first of them do, for rows without figures may follow it on the next page; else all."""
        for count in range(1, len(rows)):
            _, senses, _ = self._above(table, rows[:count])
            if senses and with_combined(last.head.title, senses) == last.head.senses:
                return count
        return len(rows)

    def _names_form(self, line: str) -> bool:
        """Whether a line is the number or the title of a form: a form over many pages may repeat them as a running
        head is repeated."""
        title = find_title([line], self.words, self.names)
        return is_number(line) or (title is not None and bool(title.statement))

    def _paths(self, rows: Sequence[Row], width: int) -> list[list[str]]:
        """The words over each column, top down, each cell once. A cell that spans rows occurs once."""
        paths: list[list[str]] = [[] for _ in range(width)]
        for row in rows:
            texts = [text for _, cell in sorted(row.items()) if (text := self.text(cell))]
            if texts and texts[0] in LINE_NUMBERS:
                continue
            for column, cell in row.items():
                text = self.text(cell)
                if text and text not in paths[column]:
                    paths[column].append(text)
        return paths

    def _head(self, title: Title, lines: Sequence[str], senses: tuple[ColumnSense, ...]) -> Head | None:
        own = {sense.measure for sense in senses if sense.kind == "amount"}
        measure = find_measure(lines) or (MEASURES[own.pop()] if len(own) == 1 and "" not in own else self.common)
        if measure is None or not senses:
            return None
        number = title.number or find_own_number(lines)
        self.unnumbered += not number
        return Head(title, name_form(number, self.unnumbered), measure, with_combined(title, senses))

    def _begins_with_rows(self, last: Form, table: Table, rows: Sequence[Row]) -> bool:
        """Whether what looks like a header at the top of a page is rows without figures of the form before."""
        width = max((cell.column + cell.column_span for cell in table.cells), default=0)
        if len(last.head.senses) != width or self._context(table) or not self._is_next_page(last, table):
            return False
        return are_rows(rows, last.head.senses, self.text)

    def _is_next_page(self, last: Form, table: Table) -> bool:
        above = last.parts[-1][0]
        return self._page(table.start) - self._page(above.end - 1) <= 1 and self.cuts.is_broken(above, table)

    def _breaks_row(self, last: Form, table: Table, rows: Sequence[Row]) -> bool:
        """Whether a table at the top of a page begins with the rest of a row of the page before: one row as wide as
        the form, without a name, whose words are no head's."""
        width = max((cell.column + cell.column_span for cell in table.cells), default=0)
        if len(rows) != 1 or len(last.head.senses) != width or self._context(table):
            return False
        if not self._is_next_page(last, table):
            return False
        paths = self._paths(rows, width)
        known = any(sense.kind != "unknown" for sense in read_head(paths, self.words.terms, self.setting.year))
        return not known and not paths[0] and any(paths)

    def _goes_on(
        self,
        last: Form,
        table: Table,
        title: Title | None,
        lines: Sequence[str],
        senses: tuple[ColumnSense, ...],
        width: int,
    ) -> bool:
        """Whether a table goes on with the last form: the same head or none, on the same page or the next,
        under the same title or none, with no note between that closes the form."""
        if title is not None and title.words and not is_same_title(title, last.head.title):
            return False
        number = title.number if title is not None else find_own_number(lines)
        if number and name_form(number, 0) != last.head.name:
            return False
        if any(is_note(line) for line in lines) or len(last.head.senses) != width:
            return False
        measure = find_measure(lines)
        if measure is not None and measure != last.head.measure:
            return False
        if self._page(table.start) - self._page(last.parts[-1][0].end) > 1:
            return False
        if not senses or with_combined(last.head.title, senses) == last.head.senses:
            return True
        return not self._context(table) and self._is_next_page(last, table) and repeats_header(senses, last.head.senses)

    def _widen(self, rows: list[Row], width: int, senses: Sequence[ColumnSense]) -> tuple[list[Row], int]:
        """The rows of a table without a header as the columns of the form before it would have them."""
        rows, width = widen(rows, width, senses)
        if rows and all(self.text(row[0]) in {"合计", "总计"} for row in rows if 0 in row):
            rows, width = widen_total(rows, width, senses)
        return self._align(rows, width, senses)

    def _align(self, rows: list[Row], width: int, senses: Sequence[ColumnSense]) -> tuple[list[Row], int]:
        """The rows of a table without a header, moved by the empty columns at the left that only one of the two pages
        has: an empty column of the sheet that is within its frame there."""
        more = len(senses) - width
        blank = all(not sense.words for sense in senses[:more]) if more > 0 else False
        if more < 0:
            cells = {cell.start: cell for row in rows for column, cell in row.items() if column < -more}
            blank = not any(self.text(cell) for cell in cells.values())
        if not more or not blank:
            return rows, width
        return [move_row(row, more) for row in rows], len(senses)

    def _page(self, offset: int) -> int:
        return bisect.bisect_right(self.document.pages, offset)
