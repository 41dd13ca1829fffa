"""A web page as its links: where each leads, its words, and the words around it, nearest first.

Read by the same parser as saved pages are (``read.html``), and by links and words only: no site is known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from disclosure.entry import is_web_address
from disclosure.read.web.html_encoding import decode_page

#: So many links of a page are looked at, so much text around a link, so many texts.
MAX_LINKS, MAX_AROUND, MAX_TEXTS = 5_000, 200, 8
#: Characters of all scripts of a page; elements in each other, of which further ones are not looked at by themselves.
MAX_SCRIPTS, MAX_DEPTH = 2_000_000, 200
#: So many cells before a link's own, and as many first ones of its row, are around it.
_CELLS = 4
_BOUNDS = {
    "li": frozenset({"ul", "ol", "table", "td", "th"}), "dd": frozenset({"dl", "table", "td", "th"}),
    "dt": frozenset({"dl", "table", "td", "th"}), "td": frozenset({"tr", "table"}), "th": frozenset({"tr", "table"}),
    "tr": frozenset({"table"}), "table": frozenset({"table"}), "ul": frozenset(), "ol": frozenset(), "dl": frozenset(),
}  # fmt: skip
#: What the start of an element closes, if it is open within its bounds.
_CLOSES = {"li": {"li"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr"}}
_BREAKS = frozenset({"br", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "option"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "dt")
_NAMING = frozenset({"title", "script", *_HEADINGS})
_SILENT = frozenset({"script", "style", "title", "noscript"})
_EMBEDS = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_BLANKS = re.compile(r"[ \t\r\f\xa0\u3000]+")
#: An address in a script of a link: window.open('…'), location.href="…".
_QUOTED = re.compile(r"""["']([^"'\s<>]{1,500}(?:/|\.)[^"'\s<>]{1,500})["']""")
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
#: Signs of an address that are not encoded again.
_SAFE = "%/:?#[]@!$&()*+,;=~"


@dataclass(frozen=True, slots=True)
class Link:
    """``address`` is absolute and without a fragment; ``around`` are the texts next to it: of its list item or row, the
    head of its column, the headings above. ``embedded``: shown in the page itself."""

    address: str
    words: str
    around: tuple[str, ...] = ()
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: its address, title and first heading, the letters of its text, links and scripts."""

    address: str
    title: str
    heading: str
    text: str
    links: tuple[Link, ...]
    scripts: tuple[str, ...]
    refresh: str = ""


@dataclass(slots=True)
class _Found:
    """A link while its surroundings are still being read."""

    address: str
    words: list[str]
    said: str
    above: tuple[str, ...]
    embedded: bool = False
    around: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """An open list item, row, cell or table: its own text, its links, the cells of a row, the head of a table, and its
    first cells that go on in further rows, with the number of these."""

    tag: str
    rows: int = 1
    text: list[str] = field(default_factory=list)
    links: list[_Found] = field(default_factory=list)
    cells: list[_Frame] = field(default_factory=list)
    head: list[str] | None = None
    spanning: list[tuple[int, str]] = field(default_factory=list)


def read_page(content: bytes, address: str) -> Page:
    """The links of a page that was fetched from ``address``. Never fails: bytes that are not a page have no links."""
    return read_links(decode_page(content), address)


def read_links(text: str, address: str, around: Sequence[str] = ()) -> Page:
    """The same for decoded text or a part of a page; ``around`` are texts that all its links have around them."""
    reader = _Reader(address)
    reader.feed(text)
    reader.close()
    reader.finish()
    links = [
        Link(found.address, found.said, tuple(dict.fromkeys([*found.around, *around]))[:MAX_TEXTS], found.embedded)
        for found in reader.links
    ]
    shown = tidy("".join(reader.shown))
    title, heading = tidy("".join(reader.title)), reader.heading
    return Page(address, title, heading, shown, tuple(links), tuple(reader.scripts), reader.refresh)


def tidy(text: str) -> str:
    """Lines without blanks at their ends, without empty lines."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def join_address(base: str, reference: str) -> str:
    """The address that ``reference`` means on a page at ``base``, encoded, without a fragment; empty where it is not a
    web address."""
    try:
        joined, _ = urldefrag(urljoin(base, reference.strip().replace("\\", "/")))
        encoded = quote(joined, safe=_SAFE)
        return encoded if is_web_address(encoded) and urlsplit(encoded).port != 0 else ""
    except ValueError:
        return ""


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[_Found] = []
        self.title: list[str] = []
        self.shown: list[str] = []
        self.scripts: list[str] = []
        self.heading = self.refresh = ""
        self._base = address
        self._frames = [_Frame("page")]
        self._above: dict[str, str] = {}
        self._open: _Found | None = None
        self._into: list[str] = []  # the text of the title, heading or script that is open
        self._named = ""
        self._silent = ""  # the open element whose text is not shown
        self._scripted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BOUNDS:
            self._open_frame(tag, given.get("rowspan", ""))
        if tag in _BREAKS:
            self._add("\n")
        if tag in _SILENT:
            self._silent = tag
        if tag in _NAMING or tag == "dd":
            self._take_text()  # of one that was not closed
        if tag in _NAMING:
            self._into, self._named = [], tag
        elif tag == "base" and given.get("href"):
            self._base = join_address(self._base, given["href"]) or self._base
        elif tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.search(given.get("content", ""))
            self.refresh = join_address(self._base, found[1]) if found else ""
        elif tag == "a":
            self._close_link()
            self._begin_link(_find_reference(given), given.get("title", ""))
        elif tag == "option" and "/" in given.get("value", ""):
            self._close_link()
            self._begin_link(given["value"], "")
        elif tag in _EMBEDS:
            self._begin_link(given.get(_EMBEDS[tag], ""), given.get("title", ""), embedded=True)
            self._close_link()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "option", "select"):
            self._close_link()
        if tag == self._named:
            self._take_text()
        if tag == self._silent:
            self._silent = ""
        if tag in _BOUNDS:
            self._close_frames({tag}, _BOUNDS[tag] - {tag})
        if tag in ("dl", "table"):
            self._above.pop("dt" if tag == "dl" else "caption", None)
        if tag in _BREAKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        if self._named:
            self._into.append(data)
        if not self._silent:
            self._add(data)

    def finish(self) -> None:
        self._close_link()
        while len(self._frames) > 1:
            self._close_frame()
        for found in self.links:
            _put_around([found], *found.above)
            words = tidy("".join(found.words))
            # a title says what was cut off in the text of the link
            cut = words.rstrip(".…") in found.said or words.endswith(("...", "…"))
            found.said = tidy(found.said) if found.said and (not words or cut) else words

    def _add(self, data: str) -> None:
        self._frames[-1].text.append(data)
        if self._open is not None:
            self._open.words.append(data)
        self.shown.append(data)

    def _take_text(self) -> None:
        """Use the text of the open title, heading or script, if there is one."""
        tag, text = self._named, "".join(self._into)
        self._named = ""
        if tag == "script":
            self._scripted += len(text)
            if text.strip() and self._scripted <= MAX_SCRIPTS:
                self.scripts.append(text)
        elif tag == "title":
            self.title.append(text)
        elif tag:
            words = tidy(text)[:MAX_AROUND]
            level = _HEADINGS.index(tag)
            self._above = {name: each for name, each in self._above.items() if _HEADINGS.index(name) < level}
            self._above[tag] = words
            self.heading = self.heading or (words if tag in ("h1", "h2") else "")

    def _begin_link(self, reference: str, title: str, *, embedded: bool = False) -> None:
        address = join_address(self._base, reference) if reference else ""
        if address and len(self.links) < MAX_LINKS:
            self._frames[-1].text.append("\n")
            above = tuple(each for name, each in reversed(self._above.items()) if name != "h1")
            self._open = _Found(address, [], title, above, embedded)
            self.links.append(self._open)
            self._frames[-1].links.append(self._open)

    def _close_link(self) -> None:
        if self._open is not None:
            self._open = None
            self._frames[-1].text.append("\n")

    def _open_frame(self, tag: str, rows: str) -> None:
        if tag in _CLOSES:
            self._close_frames(_CLOSES[tag], _BOUNDS[tag])
        if len(self._frames) < MAX_DEPTH:
            self._frames.append(_Frame(tag, int(rows) if re.fullmatch("[0-9]{1,3}", rows) else 1))

    def _close_frames(self, tags: set[str], bounds: frozenset[str]) -> None:
        """Close the innermost open element of ``tags`` with all in it; nothing where one of ``bounds`` is between."""
        for at in range(len(self._frames) - 1, 0, -1):
            if self._frames[at].tag in tags:
                while len(self._frames) > at:
                    self._close_frame()
                return
            if self._frames[at].tag in bounds:
                return

    def _close_frame(self) -> None:
        frame = self._frames.pop()
        parent = self._frames[-1]
        text = tidy("".join(frame.text))[:MAX_AROUND]
        if frame.tag in ("td", "th"):
            frame.text = [text]
            parent.cells.append(frame)
        elif frame.tag == "tr":
            _place_in_row(frame, parent)
        elif frame.tag in ("li", "dd", "dt"):
            _put_around(frame.links, text)
        parent.links += frame.links


def _find_reference(given: dict[str, str]) -> str:
    """Where a link leads: its address, or the one that its script opens."""
    href = given.get("href", "")
    if href and not href.startswith("#") and not href.lower().startswith(("javascript:", "mailto:", "tel:")):
        return href
    found = _QUOTED.search(href) or _QUOTED.search(given.get("onclick", ""))
    return found[1] if found else given.get("data-href", "") or given.get("data-url", "")


def _place_in_row(row: _Frame, table: _Frame) -> None:
    """Give the links of a row the words of their cell, of the cells before it, and of the column's head."""
    spanning = [text for _, text in table.spanning]
    texts = [*spanning, *("".join(cell.text) for cell in row.cells)]
    linked = any(cell.links for cell in row.cells)
    if not linked or table.head is None:
        table.head = [] if linked else texts
    for at, cell in enumerate(row.cells, len(spanning)):
        head = [table.head[at]] if len(table.head) == len(texts) else []
        before = [*reversed(texts[max(0, at - _CELLS) : at]), *texts[: min(at, _CELLS)]]
        _put_around(cell.links, texts[at], *before, *head)
        row.links += cell.links
    begun = [(cell.rows, text) for cell, text in zip(row.cells, texts[len(spanning) :], strict=True)]
    table.spanning = [(rows - 1, text) for rows, text in (*table.spanning, *begun) if rows > 1]


def _put_around(links: Sequence[_Found], *texts: str) -> None:
    for found in links:
        found.around += [text for text in texts if text and text not in found.around]
