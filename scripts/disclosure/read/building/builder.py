"""Gathers lines, tables and pages into one Document, so that every reader counts offsets the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.document import Block, Cell, Document, Paragraph, SkipKind, Skipped, Table
from disclosure.errors import SourceError
from disclosure.quick import quick
from disclosure.read.building.skips import mark, take_marks

#: A document with more characters is refused: the longest report known here has 60,000.
MAX_CHARACTERS = 5_000_000
#: A document with more cells is refused; a merged one counts for the places it covers.
MAX_CELLS = 1_000_000
#: What to do about a document that is larger than what is read.
SPLIT = "split it into several files and name them all in one command: they are one report"

#: Control characters say nothing and hide words; the tabulator and the line feed structure our text.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
#: Characters of private use are what their font makes of them; U+FFFD behind a mark is part of it.
_MAY_BE_UNKNOWN = re.compile(r"[\ue000-\uf8ff]|(?<![\ufdd0-\ufdef\ufffd])\ufffd(?=\ufffd)|(?<=\ufffd)\ufffd")
_UNKNOWN = re.compile(r"(?<![\ufdd0-\ufdef])[\d.,]*[\ue000-\uf8ff\ufffd][\ue000-\uf8ff\ufffd\d.,]*")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@quick
@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell on its way into a document: its words and its place in the grid (from 0)."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table on a page: the height (points from the top) at which it begins, and its cells.

    ``columns`` says from where to where the columns of a table without rules reach, where its head tells that.
    """

    top: float
    cells: tuple[GridCell, ...]
    columns: tuple[tuple[float, float], ...] = ()


class DocumentBuilder:
    """Writes a document's text from top to bottom; each line and each cell keeps its offsets.

    Cells of a row are set apart by tabulators, rows and lines by line feeds. A cell may hold line feeds. Words may
    hold marks of what is not read (``read.skips``), which the document then lists.
    Raises SourceError when the document grows over MAX_CHARACTERS or MAX_CELLS.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._pages: list[int] = []
        self._unread: list[int] = []
        self._recognized: list[int] = []
        self._skipped: list[Skipped] = []
        self._cells = 0

    @property
    def empty(self) -> bool:
        """Whether no word was added yet."""
        return not self._blocks

    def begin_page(self, *, legible: bool = True, recognized: bool = False) -> None:
        """All that is added from here on stands on the next page; Document tells what the marks mean."""
        self._pages.append(self._length)
        if not legible:
            self._unread.append(len(self._pages))
        if recognized:
            self._recognized.append(len(self._pages))

    def skip(self, kind: SkipKind, count: int = 1) -> None:
        """Note that something is not read between what was added last and what comes next."""
        self._skipped.append(Skipped(self._length, self._length, kind, count))

    def add_line(self, text: str, *, furniture: bool = False) -> None:
        """Add one line (line feeds in it make several); a blank one is left out."""
        for part in _clean(text).split("\n"):
            line = part.replace("\t", " ").strip()
            if line:
                start = self._length
                self._write_words(line)
                if self._length == start:
                    continue  # nothing but marks
                self._blocks.append(Paragraph(start, self._length, furniture=furniture))
                self._write("\n")

    def add_table(self, cells: Iterable[GridCell]) -> None:
        """Add a table; its cells are written row by row. One without any word is left out."""
        ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
        if not any(take_marks(cell.text)[0].strip() for cell in ordered):
            for cell in ordered:
                self._write_words(cell.text.strip())
            return
        last = ordered[-1].row
        # a merged cell is met in every place that it covers; below the last row it covers nothing
        self._cells += sum(min(cell.row_span, last - cell.row + 1) * cell.column_span for cell in ordered)
        if self._cells > MAX_CELLS:
            raise SourceError(f"has more than {MAX_CELLS:,} cells of tables", file=self._name, remedy=SPLIT)
        start, row, written = self._length, ordered[0].row, []
        for index, cell in enumerate(ordered):
            if index:
                self._write("\t" if cell.row == row else "\n")
            row, begin = cell.row, self._length
            self._write_words(_clean(cell.text).replace("\t", " ").strip())
            written.append(Cell(begin, self._length, cell.row, cell.column, cell.row_span, cell.column_span))
        self._blocks.append(Table(start, self._length, tuple(written)))
        self._write("\n")

    def finish(self, sha256: str, media_type: str) -> Document:
        """The document as gathered so far."""
        text = "".join(self._parts)
        return Document(
            self._name, sha256, media_type, text, tuple(self._blocks), tuple(self._pages),
            unread_pages=tuple(self._unread), recognized_pages=tuple(self._recognized),
            skipped=tuple(self._skipped),
        )  # fmt: skip

    def _write_words(self, text: str) -> None:
        """Write words, and note the marks in them."""
        if text.isprintable() and "\ufffd" not in text:
            self._write(text)  # nearly always: neither marks nor characters of private use are printable
            return
        words, marks = take_marks(_UNKNOWN.sub(_name_unknown, text) if _MAY_BE_UNKNOWN.search(text) else text)
        self._skipped.extend(Skipped(self._length + start, self._length + end, kind) for start, end, kind in marks)
        self._write(words)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise SourceError(f"has more than {MAX_CHARACTERS:,} characters", file=self._name, remedy=SPLIT)


def _name_unknown(found: re.Match[str]) -> str:
    """A mark in the place of characters that no reader knows; one alone is a bullet."""
    return mark("no_unicode") if len(_MAY_BE_UNKNOWN.findall(found.group())) > 1 else found.group()


def _clean(text: str) -> str:
    return text if text.isprintable() else _CONTROL.sub("", _BREAKS.sub("\n", text))
