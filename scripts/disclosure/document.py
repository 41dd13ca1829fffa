"""A source as text and blocks: paragraphs, tables and their cells, each with its place in the text.

This module imports nothing of ours. All types are frozen: rooms pass them on, none changes what another made.
"""

from __future__ import annotations

import bisect
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from disclosure.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of running text: a half-open range of offsets into Document.text; ``furniture`` marks one that belongs
    to the page, not to the text: a page number."""

    start: int
    end: int
    furniture: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its offsets in Document.text and its place in the grid (from 0)."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in reading order; a merged cell occurs once, at its first row and column, where the source
    says so, and otherwise leaves empty cells behind it."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    def rows(self) -> list[list[Cell]]:
        """The cells by row, in column order."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return [sorted(cells, key=lambda cell: cell.column) for _, cells in sorted(found.items())]


Block = Paragraph | Table
#: What a quote has between two cells of a table.
CELL_MARK = "｜"


def hash_bytes(content: bytes) -> str:
    """The sha256 of ``content`` in lower-case hexadecimal: the address of a source."""
    return hashlib.sha256(content).hexdigest()


#: What a reader may meet and not read; ``hidden`` are figures that are surely not shown. See read.skips.
SkipKind = Literal["no_unicode", "form_field", "equation", "visibility", "overlaid", "sign", "struck",
                   "picture", "embedded", "inserted", "frame", "annotation", "hidden",
                   "number_format"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """What is not read: its place in Document.text (one U+FFFD, or an empty range), its kind and how often."""

    start: int
    end: int
    kind: SkipKind
    count: int = 1


@dataclass(frozen=True)
class Document:
    """A source as text and blocks; every offset leads back to a line or page of the source.

    ``text`` is the decoded source, unchanged but for line ends; ``blocks`` cover it in order; ``pages`` holds the
    offset at which each page begins, and is empty for a source without pages, whose places are then line ranges.
    ``unread_pages`` are those (from 1) that show something of which nothing could be read, ``skipped`` is all else
    that was not read; the words of ``recognized_pages`` were read off a picture, by us or by the maker of the file,
    and may hold slips that no document has. ``corrected`` are the figures among them that report.yml puts right:
    where they are, and what had been recognized there.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()
    line_starts: tuple[int, ...] = field(default=(), repr=False)
    unread_pages: tuple[int, ...] = ()
    recognized_pages: tuple[int, ...] = ()
    corrected: tuple[tuple[int, int, str], ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def notes(self) -> dict[int, str]:
        """What evidence adds to the text, by the offset of the character that it follows."""
        return {end - 1: f"〔识别为{old}〕" for _, end, old in self.corrected}

    def evidence(self, start: int, end: int) -> str:
        """A range of the text as proof of a figure: without white space, with CELL_MARK between the cells of a table
        that are not empty, and with a note behind every figure that was put right: ``1,200.05〔识别为1,208.05〕``."""
        first, last = bisect.bisect_right(self._cells, start), bisect.bisect_left(self._cells, end)
        cuts = (start, *self._cells[first:last], end)
        return CELL_MARK.join(filter(None, (self._squeeze(*each) for each in itertools.pairwise(cuts))))

    def _squeeze(self, start: int, end: int) -> str:
        if not self.corrected:
            return "".join(self.text[start:end].split())
        chars = enumerate(self.text[start:end], start)
        return "".join(char + self.notes.get(offset, "") for offset, char in chars if not char.isspace())

    @cached_property
    def _cells(self) -> tuple[int, ...]:
        """The offsets at which cells of tables begin, sorted."""
        return tuple(sorted({cell.start for table in self.tables() for cell in table.cells}))

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        if self.line_starts:
            return self.line_starts
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds ``offset``."""
        return bisect.bisect_right(self._lines, offset)

    def place(self, start: int, end: int) -> str:
        """The place of a range of the text: ``p12``, ``p3-4``, ``l340`` or ``l340-342``."""
        last = max(start, end - 1)
        if self.pages:
            first, final, mark = bisect.bisect_right(self.pages, start), bisect.bisect_right(self.pages, last), "p"
        else:
            first, final, mark = self.line_of(start), self.line_of(last), "l"
        return f"{mark}{first}" if first == final else f"{mark}{first}-{final}"

    def is_recognized(self, offset: int) -> bool:
        """Whether the character at ``offset`` was read by OCR."""
        return bool(self.recognized_pages) and bisect.bisect_right(self.pages, offset) in self.recognized_pages

    def tables(self) -> Iterator[Table]:
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
