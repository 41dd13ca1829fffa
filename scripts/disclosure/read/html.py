"""Saved web pages: block elements make lines, tables become tables, scripts and styles are left out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from disclosure.errors import SourceError
from disclosure.model import Document, SkipKind
from disclosure.read.builder import MAX_CELLS, DocumentBuilder, GridCell
from disclosure.read.html_look import read_look
from disclosure.read.shown_runs import Look, write_run
from disclosure.read.skips import is_mark, leaves_trace, mark

MEDIA_TYPE = "text/html"
#: Tables may stand in each other at most so deep; saved portals reach 12.
MAX_TABLE_DEPTH = 100
#: A cell spans at most so many rows or columns, as in the HTML standard's limit for columns.
MAX_SPAN = 1_000
#: So many digits of a span are read at most: Python itself refuses to read thousands.
_MOST_DIGITS = 9

_SILENT = frozenset({"script", "style", "noscript", "template", "title", "option"})
#: Elements that show what is not words of the page, and their kinds.
_SKIPPED: dict[str, SkipKind] = {
    "img": "picture", "svg": "picture", "canvas": "picture", "iframe": "frame", "frame": "frame",
    "object": "embedded", "embed": "embedded", "math": "equation",
}  # fmt: skip
#: Elements without an end.
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "wbr",
})  # fmt: skip
#: A picture narrower or lower than this (pixels) is an ornament.
_ORNAMENT = 60
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
_ROW_END = frozenset({"tr", "tbody", "thead", "tfoot", "/tbody", "/thead", "/tfoot", "/table"})
#: What ends an element whose own end tag may be left out (HTML standard, 13.1.2.4); "/" before an end tag.
_ENDED_BY = {
    "td": _ROW_END | {"td", "th", "/tr"}, "th": _ROW_END | {"td", "th", "/tr"}, "tr": _ROW_END,
    "li": frozenset({"li", "/ul", "/ol"}), "option": frozenset({"option", "/select"}),
    "p": (_BLOCKS - {"br"}) | {"table", "/td", "/th", "/div", "/body", "/section", "/article", "/li"},
    "dd": frozenset({"dd", "dt", "/dl"}), "dt": frozenset({"dd", "dt", "/dl"}),
}  # fmt: skip
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
#: Elements open at once are followed so deep; what is deeper looks like its parent.
_MAX_OPEN = 300
_BLANKS = re.compile(r"[ \t\r\n\f\xa0\u3000]+")


def read_html(content: bytes, name: str, sha256: str) -> Document:
    """Read a web page. Raises SourceError for one without words and for tables nested too deep."""
    builder = DocumentBuilder(name)
    add_html(content, name, builder)
    if builder.empty:
        raise SourceError(
            "the web page contains no text", file=name, remedy="save the page after it has loaded completely"
        )
    return builder.finish(sha256, MEDIA_TYPE)


def add_html(content: bytes, name: str, builder: DocumentBuilder) -> None:
    """Add the lines and tables of a web page to a document. Raises SourceError for tables nested too deep."""
    reader = _Reader(name)
    reader.feed(_decode(content))
    reader.close()
    reader.write(builder)


def _decode(content: bytes) -> str:
    """By byte order mark, by what the page says of itself, else UTF-8 or GB 18030."""
    for order, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(order):
            return content[len(order) :].decode(encoding, errors="replace")
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
        self._open = [("", Look())]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if self._silent:
            if tag == self._silent[0] == "option":
                self._silent.clear()
            else:
                self._silent.extend([tag] * (tag == self._silent[0]))
                return
        if self._open[-1][0] in _BLOCKS and tag in _ENDED_BY.get(self._open[-1][0], ()):
            self._end_line()
        self._end_looks(tag)
        look = read_look(tag, said, self._open[-1][1])
        if tag not in _VOID and len(self._open) < _MAX_OPEN:
            self._open.append((tag, look))
        self._add_unread(tag, said, look)
        if self._silent or look.hidden:
            return
        if tag == "table":
            self._open_table()
        elif tag == "tr" and self._tables:
            self._close_cell()
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables:
            self._open_cell(said)
        elif tag in _BLOCKS:
            self._end_line()

    def _add_unread(self, tag: str, said: dict[str, str], look: Look) -> None:
        """Note what is shown and is not words of the page; the words within it are not the page's."""
        if tag in _SKIPPED and not look.hidden and not _is_ornament(tag, said):
            self._line.append(mark(_SKIPPED[tag]))
        elif tag == "input":
            self._line.append(write_run(_shown_value(said), look))
        chosen = tag == "option" and "selected" in said
        if (tag in _SILENT and not chosen) or (tag in _SKIPPED and tag not in _VOID):
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no empty elements: <div/> opens a div
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            elif self._silent[0] == "option" and tag == "select":
                self._silent.clear()
            if not self._silent:
                self._end_looks("/" + tag)
            return
        hidden = self._end_looks("/" + tag).hidden
        if hidden:
            return
        if tag == "table" and self._tables:
            self._close_table()
        elif tag in {"td", "th", "tr"} and self._tables:
            self._close_cell()
        elif tag in _BLOCKS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(write_run(data, self._open[-1][1]))

    def _end_looks(self, event: str) -> Look:
        """Close the elements that a start tag, or with "/" an end tag, ends; the look of the last one closed."""
        last = Look()
        while len(self._open) > 1 and event in _ENDED_BY.get(self._open[-1][0], ()):
            last = self._open.pop()[1]
        tag = event[1:] if event.startswith("/") else ""
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index][0] == tag:
                last = self._open[index][1]
                del self._open[index:]
                break
            if self._open[index][0] == "table" or not tag:
                break
        return last

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
        words = "".join(self._line)
        # what leaves no trace in the text is noted at the end of its line
        marks = "".join(char for char in words if is_mark(char) and not leaves_trace(char))
        words = "".join(char for char in words if char not in marks) if marks else words
        text = _BLANKS.sub(" ", words).strip() + marks
        self._line.clear()
        if text:
            self._here().append(text)

    def write(self, builder: DocumentBuilder) -> None:
        """Add the page to a document; what was left open is closed."""
        while self._tables:
            self._close_table()
        self._end_line()
        _write(self._items, builder)


def _is_ornament(tag: str, said: dict[str, str]) -> bool:
    """Whether a picture is too small to show a figure, or says nothing of its size and shows none."""
    if tag != "img":
        return False
    if not said.get("src"):
        return True
    sizes = [said.get(name, "").strip().removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size[:_MOST_DIGITS]) < _ORNAMENT for size in sizes)


def _shown_value(said: dict[str, str]) -> str:
    """What a field of a form shows."""
    hides = {"hidden", "checkbox", "radio", "submit", "button", "image", "reset", "password", "file"}
    return "" if said.get("type", "text").lower() in hides else said.get("value", "")


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
