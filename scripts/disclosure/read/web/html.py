"""Saved web pages: block elements make lines, tables become tables, scripts and styles are left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from disclosure.document import Document
from disclosure.errors import SourceError
from disclosure.read.building.builder import MAX_CELLS, SPLIT, DocumentBuilder
from disclosure.read.building.looks import Look, Sized, compose, count_figures, note_sizes
from disclosure.read.building.skips import mark
from disclosure.read.web.css import StyleSheet
from disclosure.read.web.css_selectors import Node
from disclosure.read.web.css_values import read_content
from disclosure.read.web.html_encoding import decode_page
from disclosure.read.web.html_fields import read_canvas, read_field, read_frame, read_ground, read_picture
from disclosure.read.web.html_style import Shown, may_show, show
from disclosure.read.web.html_table import HtmlCell, HtmlTable, read_span, write_items

MEDIA_TYPE = "text/html"
#: Tables may stand in each other at most so deep; saved portals reach 12.
MAX_TABLE_DEPTH = 100
#: Elements may be nested at most so deep, with those that are never closed.
MAX_DEPTH = 500

_SILENT = frozenset(
    {"script", "style", "noscript", "template", "title", "svg", "object", "iframe", "canvas", "math", "audio", "video"}
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
)
#: Elements that only change letters: their end tags close nothing but themselves.
_LETTERS = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
#: What the start of an element closes, as far up as the element that bounds it.
_CLOSES = {
    "td": frozenset({"td", "th"}), "th": frozenset({"td", "th"}), "tr": frozenset({"tr", "td", "th"}),
    "tbody": frozenset({"tr", "td", "th", "tbody", "thead", "tfoot"}), "li": frozenset({"li"}),
    "thead": frozenset({"tr", "td", "th", "tbody", "thead", "tfoot"}), "option": frozenset({"option"}),
    "tfoot": frozenset({"tr", "td", "th", "tbody", "thead", "tfoot"}), "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}  # fmt: skip
_BOUNDS = {"li": frozenset({"ul", "ol", "td", "th", "table"}), "dt": frozenset({"dl", "td", "th", "table"}),
           "dd": frozenset({"dl", "td", "th", "table"}), "option": frozenset({"select"})}  # fmt: skip
_TABLE = frozenset({"table"})
_CELL = frozenset({"td", "th", "table", "caption"})
_ORNAMENTAL = frozenset({"header", "nav", "footer"})
_FOREIGN = re.compile(r"<link\b[^>]{0,500}stylesheet|@import\b", re.IGNORECASE)
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
    text = decode_page(content)
    rules = _Rules()
    if "<style" in text.lower():
        rules.feed(text)
        rules.close()
    reader = _Reader(name, rules.sheet, foreign=_FOREIGN.search(text) is not None)
    reader.feed(text)
    reader.close()
    reader.write(builder)


class _Rules(HTMLParser):
    """Collects the style rules of a page, wherever they are: they apply to what is above them too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = StyleSheet()
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        media = (dict(attrs).get("media") or "all").lower()
        if tag == "style" and ("all" in media or "screen" in media):
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "style" and self._text is not None:
            self.sheet.add("".join(self._text))
            self._text = None


@dataclass(slots=True)
class _Open:
    """An open element: how it is shown, whether its text is left out, where a link goes."""

    node: Node
    shown: Shown
    look: Look
    silent: bool
    link: str | None
    ornamental: bool
    behind: str = ""


class _Reader(HTMLParser):
    def __init__(self, name: str, sheet: StyleSheet, *, foreign: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._sheet = sheet
        self._foreign = foreign
        self._items: list[str | HtmlTable] = []
        self._tables: list[HtmlTable] = []
        self._cells: list[HtmlCell | None] = []
        self._opened = 0
        self._line: list[Sized] = []
        self._unseen: list[str] = []
        root = _Open(Node(""), Shown(), Look.PLAIN, False, None, False)
        self._open: list[_Open] = [root]
        self._nodes: list[Node] = []
        self._names: Counter[str] = Counter()
        self._options: list[tuple[str, bool]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in reversed(attrs)}
        self._imply_ends(tag)
        above = self._open[-1]
        node = above.node.add(tag, said)
        style, perhaps = self._sheet.declarations(node, self._nodes, said.get("style", ""))
        shown = show(tag, said, style, above.shown)
        if perhaps is not None:
            shown = may_show(tag, said, shown, perhaps, above.shown)
        added = self._sheet.added(node, self._nodes)
        before, behind = (read_content(added.get(name, {}), said) for name in ("before", "after"))
        look = above.look if shown is above.shown else shown.look(foreign=self._foreign)
        if tag not in _VOID:
            self._push(_Open(
                node, shown, look, above.silent or tag in _SILENT,
                said.get("href", "") if tag == "a" else above.link, above.ornamental or tag in _ORNAMENTAL, behind,
            ))  # fmt: skip
        if above.silent or tag in {"script", "style", "noscript", "template", "title"}:
            return
        if shown.gone:
            self._unseen.append(" ")
        else:
            self._start(tag, said, style, shown)
            if before:
                self._line.append((before, look, shown.size))

    def _start(self, tag: str, said: dict[str, str], style: dict[str, str], shown: Shown) -> None:
        """What a start tag of something that is shown begins."""
        if tag == "table":
            self._open_table()
        elif tag == "tr" and self._tables:
            self._close_cell()
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables:
            self._open_cell(said)
        elif tag == "col" and self._tables:
            self._add_column(said, style)
        elif tag in _BLOCKS:
            self._end_line()
        else:
            self._add_other(tag, said, style, shown)
        if self._tables and shown is not self._open[0].shown:
            self._mark(read_ground(style))

    def _add_other(self, tag: str, said: dict[str, str], style: dict[str, str], shown: Shown) -> None:
        look = shown.look(foreign=self._foreign)
        if tag == "input" and said.get("type", "").lower() != "image":
            self._line.append((read_field(said), look, shown.size))
        elif tag == "select":
            self._options = []
        elif tag == "option" and self._options is not None:
            self._options.append(("", "selected" in said))
        elif look is Look.HIDDEN:
            return
        elif tag in {"iframe", "object", "embed", "frame", "applet"}:
            self._mark(read_frame(tag, said, style))
        elif tag == "math":
            self._mark(mark("equation"))
        elif self._open[-1].ornamental:
            return
        elif tag in {"img", "input"}:
            self._mark(read_picture(said, style, link=self._open[-1].link))
        elif tag in {"canvas", "svg"}:
            self._mark(read_canvas(tag, said, style) if self._open[-1].link is None else "")

    def _mark(self, marks: str) -> None:
        """Add marks of what is not read to the line."""
        self._line.append((marks, Look.PLAIN, 0.0))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no empty elements: <div/> opens a div
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self._end_line()
        bounds = _TABLE if tag in _CLOSES else frozenset[str]() if tag == "table" else _CELL
        at = self._find(tag, bounds)
        if at is None:
            if tag in _BLOCKS and not self._open[-1].shown.gone:
                self._end_line()
            return
        if tag in _LETTERS:
            gone, behind = self._open[at].shown.gone, self._open[at].behind
            if behind and not gone:
                self._line.append((behind, self._open[at].look, self._open[at].shown.size))
            self._names[self._nodes[at - 1].tag] -= 1
            del self._open[at], self._nodes[at - 1]
            if gone and not self._open[-1].shown.gone:
                self._end_unseen()
        else:
            self._close(at)

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if here.silent:
            counted = self._line[-1:] == [(mark("picture"), Look.PLAIN, 0.0)]
            if not (counted or here.shown.gone) and self._is_drawing() and any(char.isdigit() for char in data):
                self._mark(mark("picture"))
        elif here.shown.gone:
            self._unseen.append(data)
        elif self._options is not None:
            if self._options:
                words, chosen = self._options[-1]
                self._options[-1] = words + data, chosen
        else:
            self._line.append((data, here.look, here.shown.size))

    def _is_drawing(self) -> bool:
        return any(node.tag == "svg" for node in self._nodes[-6:]) and self._nodes[-1].tag not in {
            "style",
            "script",
            "title",
        }

    def _push(self, element: _Open) -> None:
        if len(self._open) > MAX_DEPTH:
            # a browser puts what is deeper next to what is open
            self._pop()
        self._open.append(element)
        self._nodes.append(element.node)
        self._names[element.node.tag] += 1

    def _pop(self) -> _Open:
        self._names[self._nodes.pop().tag] -= 1
        return self._open.pop()

    def _find(self, tag: str, bounds: frozenset[str]) -> int | None:
        """The innermost open element of a name, not beyond an element of ``bounds``."""
        if not self._names[tag]:
            return None  # most often, so that a page of many open elements is not searched for each tag
        for at in range(len(self._open) - 1, 0, -1):
            name = self._open[at].node.tag
            if name == tag:
                return at
            if name in bounds:
                return None
        return None

    def _imply_ends(self, tag: str) -> None:
        """Close what a start tag closes without saying so: a cell the one before it, a block a paragraph."""
        closed = _CLOSES.get(tag) or (frozenset({"p"}) if tag in _BLOCKS - {"br"} or tag == "table" else None)
        if closed is None or not any(self._names[name] for name in closed):
            return
        bounds = _BOUNDS.get(tag, _TABLE if tag in _CLOSES else _CELL)
        last: int | None = None
        for at in range(len(self._open) - 1, 0, -1):
            name = self._open[at].node.tag
            if name in closed:
                last = at
            if name in bounds and name not in closed:
                break
        if last is not None:
            self._close(last)

    def _close(self, at: int) -> None:
        """Close the open elements from ``at`` on."""
        while len(self._open) > at:
            element = self._pop()
            tag = element.node.tag
            if element.silent:
                continue
            if element.behind and not element.shown.gone:
                self._line.append((element.behind, element.look, element.shown.size))
            if element.shown.gone:
                self._unseen.append(" " if tag not in _LETTERS and tag != "span" else "")
                if not self._open[-1].shown.gone:
                    self._end_unseen()
            elif tag == "table" and self._tables:
                self._close_table()
            elif tag in {"td", "th", "tr"} and self._tables:
                self._close_cell()
            elif tag == "select":
                self._end_select(element.look)
            elif tag in _BLOCKS:
                self._end_line()

    def _end_unseen(self) -> None:
        """Count the figures of what is not shown, where it would be."""
        self._mark(count_figures("".join(self._unseen), "hidden"))
        self._unseen.clear()

    def _end_select(self, look: Look) -> None:
        """A list to choose from shows what is chosen, else its first entry."""
        options, self._options = self._options or [], None
        shown = next((words for words, chosen in options if chosen), options[0][0] if options else "")
        self._line.append((shown.strip(), look, 0.0))

    def _open_table(self) -> None:
        self._end_line()
        if len(self._tables) >= MAX_TABLE_DEPTH:
            raise SourceError(
                f"tables nested deeper than {MAX_TABLE_DEPTH}", file=self._name, remedy="save the page again"
            )
        if self._tables:
            self._tables[-1].nested = True
        self._tables.append(HtmlTable())
        self._cells.append(None)

    def _add_column(self, said: dict[str, str], style: dict[str, str]) -> None:
        """Browsers differ in what they do with columns that are not to be shown."""
        table, count = self._tables[-1], read_span(said.get("span"))
        if style.get("visibility") in {"collapse", "hidden"} or style.get("display") == "none" or "hidden" in said:
            table.veiled.update(range(table.columns, table.columns + count))
        table.columns += count

    def _open_cell(self, said: dict[str, str]) -> None:
        self._opened += 1
        if self._opened > MAX_CELLS:
            raise SourceError(f"has more than {MAX_CELLS:,} cells of tables", file=self._name, remedy=SPLIT)
        self._close_cell()
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        cell = HtmlCell(read_span(said.get("rowspan")), read_span(said.get("colspan")))
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

    def _here(self) -> list[str | HtmlTable]:
        """Where words go now: the open cell, or the page; words between cells go before their table."""
        for cell in reversed(self._cells):
            if cell is not None:
                return cell.items
        return self._items

    def _end_line(self) -> None:
        text = _BLANKS.sub(" ", compose(note_sizes(self._line))).strip()
        self._line.clear()
        if text:
            self._here().append(text)

    def write(self, builder: DocumentBuilder) -> None:
        """Add the page to a document; what was left open is closed."""
        self._close(1)
        while self._tables:
            self._close_table()
        self._end_line()
        write_items(self._items, builder)
