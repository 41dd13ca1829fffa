"""Text and Markdown sources: lines, and tables given as tab-separated rows, one cell a line or between bars."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.document import Block, Cell, Document, Paragraph, Table
from disclosure.errors import SourceError
from disclosure.read.building.builder import MAX_CELLS, MAX_CHARACTERS, SPLIT
from disclosure.read.building.refused import is_data
from disclosure.read.web.saved_page import MAX_HEADER, Header, find_header, is_navigation, split_body

#: More lines than this are refused; the longest text export here has 2,133.
MAX_LINES = 500_000

_PAGE_NUMBER = re.compile(r"\s*[-—]?\s*\d{1,4}\s*[-—]?\s*$")
_FRAMED_NUMBER = re.compile(r"\s*[-—]\s*\d{1,4}\s*[-—]\s*$")
#: Markdown: the mark of a heading, a row between bars, and the row below a table's head.
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_BARRED = re.compile(r"\s*\|.*\|\s*")
_UNDER_HEAD = re.compile(r"\s*\|(\s*:?-{3,}:?\s*\|)+\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def read_text(content: bytes, name: str, sha256: str) -> Document:
    """Decode ``content`` (UTF-8 with or without mark, UTF-16 with one, else GB 18030) and find its lines and tables.

    Line ends become one line feed; nothing else is changed, so that every offset leads back to a
    line of the source. Raises SourceError if it is not text.
    """
    text = _decode(content, name)
    if len(text) > MAX_CHARACTERS:
        raise SourceError(f"has more than {MAX_CHARACTERS:,} characters", file=name, remedy=SPLIT)
    lines = list(_split(text))
    if len(lines) > MAX_LINES:
        raise SourceError(
            f"has {len(lines):,} lines, more than the {MAX_LINES:,} that are read", file=name, remedy=SPLIT
        )
    if sum(line.text.count("\t") + line.text.count("|") for line in lines) > MAX_CELLS:
        raise SourceError(f"has more than {MAX_CELLS:,} cells of tables", file=name, remedy=SPLIT)
    header = find_header([line.text for line in lines[:MAX_HEADER]])
    blocks = _find_blocks(lines) if header is None else _find_page_blocks(lines, header)
    return Document(name, sha256, "text/plain", text, tuple(blocks))


def _find_page_blocks(lines: list[_Line], header: Header) -> Iterator[Block]:
    """The blocks of a saved web page: what is above its body, and its navigation, are furniture."""
    for number, line in enumerate(lines[: header.lines]):
        if header.title is not None and number == header.title[0]:
            yield Paragraph(line.start + header.title[1], line.end)
        elif not line.blank:
            yield Paragraph(line.start, line.end, furniture=True)
    for block in _find_blocks(lines[header.lines :]):
        if isinstance(block, Table) or block.furniture:
            yield block
            continue
        text = lines[bisect.bisect_right(lines, block.start, key=lambda line: line.start) - 1].text
        for start, end, aside in split_body(text[: block.end - block.start]):
            yield Paragraph(block.start + start, block.start + end, furniture=aside)


def _decode(content: bytes, name: str) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        bad = _CONTROL.search(text)
        if bad:
            line = text.count("\n", 0, bad.start()) + 1
            raise SourceError(
                "is of an unknown kind, or a damaged text: it contains control characters",
                file=name,
                place=f"line {line}",
                remedy="add the published document: PDF, Word, Excel, OFD, web page or text",
            )
        if is_data(text):
            raise SourceError(
                "is data of a program (JSON), not a document", file=name, remedy="add the document itself"
            )
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    if content.count(0) * 8 > len(content):
        raise SourceError(
            "is UTF-16 text without its byte order mark, or no text", file=name, remedy="save it as UTF-8"
        )
    raise SourceError(
        "is of no known format, and neither UTF-8, UTF-16 nor GB 18030 text", file=name,
        remedy="download the document again: PDF, Word, Excel, OFD or web page; if it is text, save it as UTF-8",
    )  # fmt: skip


def _split(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line)
        start += len(line) + 1


def _find_blocks(lines: list[_Line]) -> Iterator[Block]:
    index = 0
    while index < len(lines):
        if "\t" in lines[index].text:
            stop = _end_of_run(lines, index)
            yield _make_table(lines[index:stop])
            index = stop
            continue
        if (
            index + 1 < len(lines)
            and _BARRED.fullmatch(lines[index].text)
            and _UNDER_HEAD.fullmatch(lines[index + 1].text)
        ):
            stop = next((n for n in range(index, len(lines)) if not _BARRED.fullmatch(lines[n].text)), len(lines))
            rows = [lines[index], *lines[index + 2 : stop]]
            yield Table(rows[0].start, lines[stop - 1].end, tuple(_cells_by_bar(rows)))
            index = stop
            continue
        line = lines[index]
        if not line.blank:
            heading = _HEADING.match(line.text)
            start = line.start + (heading.end() if heading else 0)
            yield Paragraph(start, line.end, furniture=_is_furniture(lines, index))
        index += 1


def _is_furniture(lines: list[_Line], index: int) -> bool:
    """A page number: a framed number, or a bare one at a page's end (set off by two blank lines or more); or the
    navigation of a web page."""
    text = lines[index].text
    if _FRAMED_NUMBER.match(text) or is_navigation(text):
        return True
    if not _PAGE_NUMBER.match(text):
        return False
    before = lines[max(0, index - 2) : index]
    return len(before) == 2 and all(line.blank for line in before)


def _end_of_run(lines: list[_Line], index: int) -> int:
    """One past the last line of a run of lines with tabs, with blank lines between them allowed."""
    stop = index + 1
    for ahead in range(index + 1, len(lines)):
        if "\t" in lines[ahead].text:
            stop = ahead + 1
        elif not lines[ahead].blank:
            break
    return stop


def _make_table(lines: list[_Line]) -> Table:
    cells = _cells_by_line(lines) if _one_cell_a_line(lines) else _cells_by_tab(lines)
    return Table(lines[0].start, lines[-1].end, tuple(cells))


def _one_cell_a_line(lines: list[_Line]) -> bool:
    """Whether every line is one cell led by a tab, rows being set apart by empty lines (Word's text export)."""
    tabbed = [line.text for line in lines if line.text]
    single = sum(1 for text in tabbed if text.startswith("\t") and "\t" not in text[1:])
    return all(text.startswith("\t") for text in tabbed) and single * 2 > len(tabbed)


def _cells_by_line(lines: list[_Line]) -> Iterator[Cell]:
    row = column = 0
    for line in lines:
        if not line.text:
            row, column = (row + 1, 0) if column else (row, 0)
            continue
        yield Cell(line.start + 1, line.end, row, column)
        column += 1


def _cells_by_tab(lines: list[_Line]) -> Iterator[Cell]:
    row = 0
    for line in lines:
        if line.blank and "\t" not in line.text:
            continue
        start = line.start
        for column, part in enumerate(line.text.split("\t")):
            yield Cell(start, start + len(part), row, column)
            start += len(part) + 1
        row += 1


def _cells_by_bar(lines: list[_Line]) -> Iterator[Cell]:
    for row, line in enumerate(lines):
        start = line.start + line.text.index("|") + 1
        for column, part in enumerate(line.text.strip().removeprefix("|").removesuffix("|").split("|")):
            begin = start + len(part) - len(part.lstrip())
            yield Cell(begin, max(begin, start + len(part.rstrip())), row, column)
            start += len(part) + 1
