"""Saved web pages: block elements make lines, tables become tables, scripts and styles are left out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.builder import MAX_CELLS, DocumentBuilder, GridCell

MEDIA_TYPE = "text/html"
#: Tables may stand in each other at most so deep; saved portals reach 12.
MAX_TABLE_DEPTH = 100
#: A cell spans at most so many rows or columns, as in the HTML standard's limit for columns.
MAX_SPAN = 1_000
#: So many digits of a span are read at most: Python itself refuses to read thousands.
_MOST_DIGITS = 9

_SILENT = frozenset({"script", "style", "noscript", "template", "title", "select", "svg", "object", "iframe"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
#: Elements that end with a tag of their own, so that a hidden one is known to end.
_CLOSED = frozenset(
    {"a", "aside", "button", "div", "footer", "form", "header", "nav", "ol", "section", "span", "table", "ul"}
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0\u3000]+")


def read_html(content: bytes, name: str, sha256: str) -> Document:
    """Read a web page. Raises SourceError for one without words and for tables nested too deep."""
    reader = _Reader(name)
    reader.feed(_decode(content))
    reader.close()
    builder = reader.finish()
    if builder.empty:
        raise SourceError(
            "the web page contains no text", file=name, remedy="save the page after it has loaded completely"
        )
    return builder.finish(sha256, MEDIA_TYPE)


def _decode(content: bytes) -> str:
    """By byte order mark, by what the page says of itself, else UTF-8 or GB 18030."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    said = _CHARSET.search(content[:4096])
    encodings = ["utf-8", "gb18030"]
    if said:
        word = said.group(1).decode("ascii").lower()
        # browsers read these two as their superset, and pages rely on it
        encodings.insert(0, "gb18030" if word in {"gb2312", "gbk"} else word)
    for encoding in encodings:
        try:
            if codecs.lookup(encoding)._is_text_encoding:
                return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode(encodings[0] if encodings[0] in {"utf-8", "gb18030"} else "gb18030", errors="replace")


@dataclass(slots=True)
class _Table:
    """A table being read. ``items`` of a cell are its lines and the tables in it, in order."""

    rows: list[list[_Cell]] = field(default_factory=list)
    nested: bool = False


@dataclass(slots=True)
class _Cell:
    row_span: int
    column_span: int
    items: list[str | _Table] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._items: list[str | _Table] = []
        self._tables: list[_Table] = []
        self._cells: list[_Cell | None] = []
        self._opened = 0
        self._line: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if self._silent:
            if tag == self._silent[0]:
                self._silent.append(tag)
            return
        hidden = tag in _CLOSED and ("hidden" in said or _HIDDEN.search(said.get("style", "")))
        if tag in _SILENT or hidden:
            self._silent.append(tag)
        elif tag == "table":
            self._open_table()
        elif tag == "tr" and self._tables:
            self._close_cell()
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables:
            self._open_cell(said)
        elif tag in _BLOCKS:
            self._end_line()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no empty elements: <div/> opens a div
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
        elif tag == "table" and self._tables:
            self._close_table()
        elif tag in {"td", "th", "tr"} and self._tables:
            self._close_cell()
        elif tag in _BLOCKS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(data)

    def _open_table(self) -> None:
        self._end_line()
        if len(self._tables) >= MAX_TABLE_DEPTH:
            raise SourceError(
                f"tables nested deeper than {MAX_TABLE_DEPTH}", file=self._name, remedy="save the page again"
            )
        if self._tables:
            self._tables[-1].nested = True
        self._tables.append(_Table())
        self._cells.append(None)

    def _open_cell(self, said: dict[str, str]) -> None:
        self._opened += 1
        if self._opened > MAX_CELLS:
            raise SourceError(f"more than {MAX_CELLS} cells", file=self._name, remedy="split the document")
        self._close_cell()
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        cell = _Cell(_read_span(said.get("rowspan")), _read_span(said.get("colspan")))
        table.rows[-1].append(cell)
        self._cells[-1] = cell

    def _close_cell(self) -> None:
        self._end_line()
        self._cells[-1] = None

    def _close_table(self) -> None:
        self._close_cell()
        table = self._tables.pop()
        self._cells.pop()
        self._here().append(table)

    def _here(self) -> list[str | _Table]:
        """Where words go now: the open cell, or the page; words between cells go before their table."""
        for cell in reversed(self._cells):
            if cell is not None:
                return cell.items
        return self._items

    def _end_line(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._line)).strip()
        self._line.clear()
        if text:
            self._here().append(text)

    def finish(self) -> DocumentBuilder:
        """The page as a document; what was left open is closed."""
        while self._tables:
            self._close_table()
        self._end_line()
        builder = DocumentBuilder(self._name)
        _write(self._items, builder)
        return builder


def _read_span(value: str | None) -> int:
    text = (value or "").strip()
    return max(1, min(int(text[:_MOST_DIGITS]), MAX_SPAN)) if text.isdecimal() else 1


def _write(items: list[str | _Table], builder: DocumentBuilder) -> None:
    """Write lines and tables; a table that holds tables, or has one column, only lays out the page."""
    for item in items:
        if isinstance(item, str):
            builder.add_line(item)
        elif item.nested or all(len(row) < 2 for row in item.rows):
            for row in item.rows:
                for cell in row:
                    _write(cell.items, builder)
        else:
            builder.add_table(_place(item))


def _place(table: _Table) -> list[GridCell]:
    """Give each cell its column: cells spanning rows push those of the next rows to the right."""
    placed: list[GridCell] = []
    until: dict[int, int] = {}
    for number, row in enumerate(row for row in table.rows if row):
        column = 0
        for cell in row:
            while until.get(column, 0) > number:
                column += 1
            text = "\n".join(item for item in cell.items if isinstance(item, str))
            row_span = min(cell.row_span, len(table.rows) - number)
            placed.append(GridCell(text, number, column, row_span, cell.column_span))
            for taken in range(column, column + cell.column_span):
                until[taken] = number + row_span
            column += cell.column_span
    return placed
