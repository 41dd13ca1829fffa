"""OFD documents (GB/T 33190-2016): XML of positioned text and paths, laid out like the pages of a PDF."""

from __future__ import annotations

import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from disclosure.errors import SourceError
from disclosure.model import Document, SkipKind
from disclosure.read.container import Container
from disclosure.read.hidden import clip_rules, part_at_edges, tally_figures
from disclosure.read.layout import PageLayout, lay_out
from disclosure.read.marks import Box, Glyph, Matrix, PageContent, Point, Rule, combine, draw_outline, move
from disclosure.read.overlays import Style, part_overlays
from disclosure.read.pages import check_page_count, check_places, check_text_layer, write_pages
from disclosure.read.skips import mark

MEDIA_TYPE = "application/ofd"

#: OFD measures in millimetres, our pages in points.
_POINTS = 72 / 25.4
#: A page without a box of its own is an A4 page, in millimetres.
_A4 = (0.0, 0.0, 210.0, 297.0)
_PATH_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
#: A DeltaX may say "g 500 12" for five hundred times 12; more repetitions than this are cut.
_MAX_REPEATS = 100_000
#: Composite objects may be nested so deep; a number may be so large (millimetres).
_MAX_NESTING, _LARGEST = 8, 1e7
#: One page may draw so many objects, composite ones counted each time.
_MAX_OBJECTS = 500_000
#: Characters are drawn from their baseline up to this part of their size.
_INK = 0.72
#: Pictures of this width and height (millimetres) or more may show figures.
_RELEVANT = (12.0, 3.0)
#: Words that run further (radians) from the horizontal, or are at most so opaque (of 255), are laid over the page.
_ASLANT, _PALE = math.radians(2), 110


class _BadNumberError(ValueError):
    """A number of the file is not finite or far too large."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for an object by those that it is in."""

    matrix: Matrix
    shown: bool = True
    alpha: float = 255.0
    white: bool = False
    light: float = 0.0
    layered: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Drawn:
    """What a page of this width and height (points) draws."""

    width: float
    height: float
    glyphs: list[Glyph]
    styles: list[Style]
    rules: list[Rule]
    aslant: list[str]
    skipped: Counter[SkipKind]
    objects: int = 0

    def style(self, place: int) -> Style:
        """How the character at a place in the list is painted."""
        return self.styles[place]

    def ink(self, place: int) -> Box:
        """What a character's box would be if it were as high as most are drawn."""
        _, x0, x1, baseline, height = self.glyphs[place]
        return x0, baseline - _INK * height, x1, baseline


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
        page = reader.read_page(entry, f"p{number}")
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
        try:
            self._area = _page_box(common) if common is not None else None
        except _BadNumberError:
            raise container.broken("a coordinate is not a finite number, or too large", path) from None
        self._resources: dict[str, Element] = {}
        for tag in ("PublicRes", "DocumentRes"):
            for item in _find_all(self._root, tag):
                self._resources |= self._read_resources((item.text or "").strip())

    def pages(self) -> list[str]:
        """The paths of the pages, in order."""
        holder = next(_find_all(self._root, "Pages"), None)
        return [] if holder is None else [item.get("BaseLoc", "") for item in _find_all(holder, "Page")]

    def read_page(self, location: str, place: str) -> PageContent:
        """One page with the templates it stands on."""
        root = self._parse(location)
        try:
            left, top, width, height = _page_box(root) or self._area or _A4
        except _BadNumberError:
            raise self._container.broken("a coordinate is not a finite number, or too large", place) from None
        roots = [root]
        for use in _find_all(root, "Template"):
            base = self._templates.get(use.get("TemplateID", ""))
            if base:
                roots.append(self._parse(base))
        drawn = _Drawn(width * _POINTS, height * _POINTS, [], [], [], [], Counter())
        resources = dict(self._resources)
        for item in _find_all(root, "PageRes"):
            resources |= self._read_resources((item.text or "").strip())
        try:
            for each in roots:
                self._draw(each, _State((1.0, 0.0, 0.0, 1.0, -left, -top)), drawn, resources)
        except _BadNumberError:
            raise self._container.broken("a coordinate is not a finite number, or too large", place) from None
        rules = list(clip_rules(drawn.rules, drawn.width, drawn.height))
        try:
            glyphs, laid_over = part_overlays(drawn.glyphs, drawn, rules)
        except ValueError as error:
            raise self._container.broken(str(error), place) from None
        page = PageContent(drawn.width, drawn.height, glyphs, rules, (*drawn.aslant, *laid_over))
        return replace(page, skipped=tuple(drawn.skipped.items()))

    def _read_resources(self, location: str) -> dict[str, Element]:
        """Composite units and drawing parameters of a resource file, by their ids; none if it is missing."""
        try:
            root = self._parse(location)
        except SourceError:
            return {}
        found = [*_find_all(root, "CompositeGraphicUnit"), *_find_all(root, "DrawParam")]
        return {item.get("ID", ""): item for item in found}

    def _draw(self, parent: Element, state: _State, drawn: _Drawn, resources: dict[str, Element]) -> None:
        """Draw the objects below ``parent``, those of composite ones too."""
        for item in parent:
            drawn.objects += 1
            if drawn.objects > _MAX_OBJECTS:
                raise self._container.broken(f"a page draws more than {_MAX_OBJECTS} objects")
            tag = item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""
            if tag in {"Content", "Layer", "PageBlock"}:
                self._draw(item, _inherit(item, state, resources), drawn, resources)
            elif tag in {"TextObject", "PathObject", "ImageObject", "CompositeObject"}:
                within = _inherit(item, state, resources)
                within = replace(within, matrix=combine(_matrix(item), state.matrix))
                unit = resources.get(item.get("ResourceID", "")) if tag == "CompositeObject" else None
                if tag == "TextObject":
                    _draw_text(item, within, drawn)
                elif tag == "PathObject" and within.shown:
                    drawn.rules.extend(_read_path(item, within.matrix))
                elif tag == "ImageObject" and within.shown and _is_relevant(item):
                    drawn.skipped["picture"] += 1
                elif unit is not None and within.depth < _MAX_NESTING:
                    self._draw(unit, replace(within, depth=within.depth + 1), drawn, resources)
                elif tag == "CompositeObject" and within.shown:
                    drawn.skipped["embedded"] += 1

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
            number = float(part)
        except ValueError:
            return []
        found.append(_finite(number))
    return found


def _finite(number: float) -> float:
    if not abs(number) <= _LARGEST:
        raise _BadNumberError
    return number


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


def _inherit(item: Element, state: _State, resources: dict[str, Element]) -> _State:
    """What holds within an object or a layer: its own visibility, transparency and colour."""
    params = resources.get(item.get("DrawParam", ""))
    alpha = min(state.alpha, *(_numbers(item.get("Alpha")) or [255.0]))
    white, light, shown = state.white, state.light, state.shown
    for source in (params, item):
        if source is None:
            continue
        shown = shown and source.get("Visible", "true").strip().lower() not in {"false", "0"}
        for colour in source:
            if isinstance(colour.tag, str) and colour.tag.rpartition("}")[2] == "FillColor":
                values = _numbers(colour.get("Value"))
                white = (len(values) == 3 and min(values) >= 250) or values == [255.0]
                light = sum(values) / len(values) if len(values) in {1, 3} else 0.0
                alpha = min(alpha, *(_numbers(colour.get("Alpha")) or [255.0]))
    unpainted = item.get("Fill", "true").lower() == "false" and item.get("Stroke", "false").lower() != "true"
    if item.tag.endswith("TextObject") and unpainted:
        shown = False
    layered = state.layered or item.get("Type") in {"Background", "Foreground"}
    return replace(state, shown=shown and alpha > 0, alpha=alpha, white=white, light=light, layered=layered)


def _is_relevant(item: Element) -> bool:
    boundary = _numbers(item.get("Boundary"))
    return len(boundary) != 4 or (boundary[2] >= _RELEVANT[0] and boundary[3] >= _RELEVANT[1])


def _draw_text(item: Element, state: _State, drawn: _Drawn) -> None:
    """Words into the lines of the page, or where they are laid over it or are not shown, elsewhere."""
    words = "".join(code.text or "" for code in _find_all(item, "TextCode"))
    a, b = state.matrix[:2]
    turned = item.get("ReadDirection", "0").strip() not in {"0", ""} and not any(
        code.get("DeltaY") for code in _find_all(item, "TextCode")
    )
    if not state.shown:
        _hide(words, drawn)
    elif turned or abs(math.atan2(b, a)) > _ASLANT or state.alpha <= _PALE:
        drawn.aslant.append(words.strip())
    else:
        glyphs, beyond = part_at_edges(list(_read_text(item, state.matrix)), drawn.width, drawn.height)
        _hide("".join(glyph.char for glyph in beyond), drawn)
        drawn.glyphs.extend(_veil(glyphs) if state.white else glyphs)
        style = Style(state.light, state.alpha, state.layered)
        drawn.styles.extend([style] * (len(drawn.glyphs) - len(drawn.styles)))


def _hide(words: str, drawn: _Drawn) -> None:
    figures = tally_figures(words)
    if figures:
        drawn.skipped["hidden"] += figures


def _veil(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """White words, with one mark for every figure: what is behind them is not known."""
    before = False
    for glyph in glyphs:
        part = glyph.char.isdigit() or (before and glyph.char in ",.，．")
        if not part:
            yield glyph
        elif not before:
            yield glyph._replace(char=mark("visibility"))
        before = part


def _read_text(item: Element, matrix: Matrix) -> Iterator[Glyph]:
    size = next(iter(_numbers(item.get("Size"))), 0.0)
    stretch = next(iter(_numbers(item.get("HScale"))), 1.0)
    height = size * abs(matrix[3]) * _POINTS
    first_x = first_y = 0.0
    for code in _find_all(item, "TextCode"):
        text = (code.text or "").strip("\r\n")
        # GB/T 33190-2016, 11.3: one without a place has that of the one before
        first_x = x = next(iter(_numbers(code.get("X"))), first_x)
        first_y = y = next(iter(_numbers(code.get("Y"))), first_y)
        steps, falls = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        for index, char in enumerate(text):
            wide = size * stretch * (1.0 if ord(char) > 0x2E7F else 0.5)
            px, py = (each * _POINTS for each in move(matrix, x, y))
            # the next character begins where this one ends: measured widths beat the guess
            step = steps[index] if index < len(steps) else (0.0 if steps or falls else wide)
            shown = min(wide, step) if step > 0 else wide
            yield Glyph(char, px, px + shown * abs(matrix[0]) * _POINTS, py, height)
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
                found.extend([_finite(float(words.pop(0)))] * max(0, min(times, _MAX_REPEATS - len(found))))
            else:
                found.append(_finite(float(word)))
        except _BadNumberError:
            raise
        except ValueError:
            break
    return found


def _read_path(item: Element, matrix: Matrix) -> Iterator[Rule]:
    """The rules a path draws: straight lines, and areas too thin to be areas."""
    stroked = item.get("Stroke", "true").lower() != "false"
    for data in _find_all(item, "AbbreviatedData"):
        for line in _outlines(data.text or ""):
            points = [(x * _POINTS, y * _POINTS) for x, y in (move(matrix, *point) for point in line)]
            yield from draw_outline(points, stroked=stroked)


def _outlines(data: str) -> Iterator[list[Point]]:
    """The lines of ``M x y L x y … C``; curves end one."""
    line: list[Point] = []
    command, numbers = "", list[float]()
    for word in [*_PATH_TOKEN.findall(data), "M"]:
        if not word.isalpha():
            numbers.append(_finite(float(word)))
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
