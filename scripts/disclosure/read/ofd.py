"""OFD documents (GB/T 33190-2016): XML of positioned text and paths, laid out like the pages of a PDF."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.model import Document
from disclosure.read.container import Container
from disclosure.read.layout import PageLayout, lay_out
from disclosure.read.marks import Glyph, Matrix, PageContent, Point, Rule, draw_outline
from disclosure.read.pages import check_page_count, check_places, check_text_layer, write_pages

MEDIA_TYPE = "application/ofd"

#: OFD measures in millimetres, our pages in points.
_POINTS = 72 / 25.4
#: A page without a box of its own is an A4 page, in millimetres.
_A4 = (0.0, 0.0, 210.0, 297.0)
_PATH_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
#: A DeltaX may say "g 500 12" for five hundred times 12; more repetitions than this are cut.
_MAX_REPEATS = 100_000


def read_ofd(container: Container, name: str, sha256: str) -> Document:
    """Read an open OFD container's first document. Raises SourceError for a broken one or a scan."""
    bodies = [item.text for item in _find_all(container.parse("OFD.xml"), "DocRoot") if item.text]
    if not bodies:
        raise container.broken("names no document", "OFD.xml")
    path = bodies[0].strip().lstrip("/")
    reader = _Reader(container, path)
    entries = reader.pages()
    check_page_count(len(entries), name)
    pages: list[PageLayout] = []
    characters = 0
    for number, entry in enumerate(entries, 1):
        page = reader.read_page(entry)
        check_places(page, number, name)
        characters += len(page.glyphs)
        pages.append(lay_out(page, pages[-1] if pages else None))
    check_text_layer(characters, len(pages), name)
    return write_pages(pages, name).finish(sha256, MEDIA_TYPE)


class _Reader:
    def __init__(self, container: Container, path: str) -> None:
        self._container = container
        self._folder = posixpath.dirname(path)
        self._root = container.parse(path)
        self._templates = {
            item.get("ID", ""): item.get("BaseLoc", "") for item in _find_all(self._root, "TemplatePage")
        }
        common = next(_find_all(self._root, "CommonData"), None)
        self._area = _page_box(common) if common is not None else None

    def pages(self) -> list[str]:
        """The paths of the pages, in order."""
        holder = next(_find_all(self._root, "Pages"), None)
        return [] if holder is None else [item.get("BaseLoc", "") for item in _find_all(holder, "Page")]

    def read_page(self, location: str) -> PageContent:
        """One page with the templates it stands on."""
        root = self._parse(location)
        left, top, width, height = _page_box(root) or self._area or _A4
        roots = [root]
        for use in _find_all(root, "Template"):
            base = self._templates.get(use.get("TemplateID", ""))
            if base:
                roots.append(self._parse(base))
        glyphs: list[Glyph] = []
        rules: list[Rule] = []
        for each in roots:
            for item in _find_all(each, "TextObject"):
                glyphs.extend(_read_text(item, left, top))
            for item in _find_all(each, "PathObject"):
                rules.extend(_read_path(item, left, top))
        return PageContent(width * _POINTS, height * _POINTS, glyphs, rules)

    def _parse(self, location: str) -> Element:
        if location.startswith("/"):
            return self._container.parse(location.lstrip("/"))
        return self._container.parse(posixpath.normpath(posixpath.join(self._folder, location)))


def _find_all(root: Element, tag: str) -> Iterator[Element]:
    """Elements of this local name: documents use two namespaces, and none."""
    return (item for item in root.iter() if isinstance(item.tag, str) and item.tag.rpartition("}")[2] == tag)


def _numbers(text: str | None) -> list[float]:
    found: list[float] = []
    for part in (text or "").split():
        try:
            found.append(float(part))
        except ValueError:
            return []
    return found


def _page_box(root: Element) -> tuple[float, float, float, float] | None:
    for area in _find_all(root, "PageArea" if root.tag.endswith("CommonData") else "Area"):
        for box in _find_all(area, "PhysicalBox"):
            numbers = _numbers(box.text)
            if len(numbers) == 4:
                return (numbers[0], numbers[1], numbers[2], numbers[3])
    return None


def _matrix(item: Element) -> Matrix:
    """What turns a place within an object into one on the page, in millimetres."""
    boundary = _numbers(item.get("Boundary"))
    x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    own = _numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (a, b, c, d, e + x, f + y)


def _read_text(item: Element, left: float, top: float) -> Iterator[Glyph]:
    a, b, c, d, e, f = _matrix(item)
    size = next(iter(_numbers(item.get("Size"))), 0.0)
    stretch = next(iter(_numbers(item.get("HScale"))), 1.0)
    height = size * abs(d) * _POINTS
    for code in _find_all(item, "TextCode"):
        text = (code.text or "").strip("\r\n")
        x = next(iter(_numbers(code.get("X"))), 0.0)
        y = next(iter(_numbers(code.get("Y"))), 0.0)
        steps, falls = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        for index, char in enumerate(text):
            wide = size * stretch * (1.0 if ord(char) > 0x2E7F else 0.5)
            px, py = (a * x + c * y + e - left) * _POINTS, (b * x + d * y + f - top) * _POINTS
            # the next character begins where this one ends: measured widths beat the guess
            step = steps[index] if index < len(steps) else (0.0 if steps or falls else wide)
            shown = min(wide, step) if step > 0 else wide
            yield Glyph(char, px, px + shown * abs(a) * _POINTS, py, height)
            x += step
            y += falls[index] if index < len(falls) else 0.0


def _deltas(text: str | None) -> list[float]:
    """DeltaX: distances between characters; ``g 3 4.5`` says 4.5 three times."""
    words = (text or "").split()
    found: list[float] = []
    while words and len(found) < _MAX_REPEATS:
        word = words.pop(0)
        try:
            if word == "g" and len(words) > 1:
                times = int(words.pop(0))
                found.extend([float(words.pop(0))] * max(0, min(times, _MAX_REPEATS - len(found))))
            else:
                found.append(float(word))
        except ValueError:
            break
    return found


def _read_path(item: Element, left: float, top: float) -> Iterator[Rule]:
    """The rules a path draws: straight lines, and areas too thin to be areas."""
    a, b, c, d, e, f = _matrix(item)
    stroked = item.get("Stroke", "true").lower() != "false"
    for data in _find_all(item, "AbbreviatedData"):
        for line in _outlines(data.text or ""):
            points = [((a * x + c * y + e - left) * _POINTS, (b * x + d * y + f - top) * _POINTS) for x, y in line]
            yield from draw_outline(points, stroked=stroked)


def _outlines(data: str) -> Iterator[list[Point]]:
    """The lines of ``M x y L x y … C``; curves end one."""
    line: list[Point] = []
    command, numbers = "", list[float]()
    for word in [*_PATH_TOKEN.findall(data), "M"]:
        if not word.isalpha():
            numbers.append(float(word))
            if command not in {"M", "S", "L"} or len(numbers) < 2:
                continue
            if command != "L":
                line = []
            line.append((numbers[0], numbers[1]))
            numbers.clear()
            continue
        if word == "C" and len(line) > 1:
            line.append(line[0])
        if word in {"M", "S", "C"} and len(line) > 1:
            yield line
            line = []
        command = word
        numbers.clear()
