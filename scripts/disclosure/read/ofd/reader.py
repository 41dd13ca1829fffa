"""OFD documents (GB/T 33190-2016): XML of positioned text and paths, laid out like the pages of a PDF."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from disclosure.document import Document, SkipKind
from disclosure.errors import SourceError
from disclosure.read.building.container import Container
from disclosure.read.ofd.colour import State, inherit
from disclosure.read.ofd.numbers import POINTS, BadNumberError, find_all, local_name, read_matrix, read_numbers
from disclosure.read.ofd.page import OfdPage
from disclosure.read.ofd.paths import Area, read_area, read_path, read_shape, read_slants
from disclosure.read.ofd.resources import Resources
from disclosure.read.page.hidden import clip_rules
from disclosure.read.page.marks import Box, Matrix, PageContent, combine, move
from disclosure.read.page.outlines import find_outlined
from disclosure.read.page.overlays import part_overlays
from disclosure.read.pdf.pictures import is_relevant
from disclosure.read.tables.layout import PageLayout, lay_out
from disclosure.read.tables.pages import check_page_count, check_places, check_text_layer, write_pages

MEDIA_TYPE = "application/ofd"

#: A page without a box of its own is an A4 page, in millimetres.
_A4 = (0.0, 0.0, 210.0, 297.0)
#: Composite objects may be nested so deep.
_MAX_NESTING = 8
#: One page may draw so many objects, composite ones counted each time.
_MAX_OBJECTS = 500_000
_NOT_FINITE = "a coordinate is not a finite number, or too large"
#: The ranks of templates behind and before a page, and of annotations, in the order of drawing.
_BEHIND, _PAGE, _BEFORE, _ANNOTATION = 0, 2, 4, 5


def read_ofd(container: Container, name: str, sha256: str) -> Document:
    """Read an open OFD container's first document. Raises SourceError for a broken one or a scan."""
    bodies = [item.text for item in find_all(container.parse("OFD.xml"), "DocRoot") if item.text]
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
    builder = write_pages(pages, name)
    attached = reader.count_attachments()
    if attached:
        builder.skip("embedded", attached)
    return builder.finish(sha256, MEDIA_TYPE)


class _Reader:
    def __init__(self, container: Container, path: str) -> None:
        self._container = container
        self._folder = posixpath.dirname(path)
        self._root = container.parse(path)
        self._templates = {item.get("ID", ""): item.get("BaseLoc", "") for item in find_all(self._root, "TemplatePage")}
        common = next(find_all(self._root, "CommonData"), None)
        try:
            self._area = _page_box(common) if common is not None else None
        except BadNumberError:
            raise container.broken(_NOT_FINITE, path) from None
        self._resources = Resources(container, self._folder)
        for tag in ("PublicRes", "DocumentRes"):
            for item in find_all(self._root, tag):
                self._resources.add((item.text or "").strip())
        self._annotations = dict(self._find_annotations())

    def pages(self) -> list[tuple[str, str]]:
        """The ids and paths of the pages, in order."""
        holder = next(find_all(self._root, "Pages"), None)
        entries = [] if holder is None else find_all(holder, "Page")
        return [(item.get("ID", ""), item.get("BaseLoc", "")) for item in entries]

    def count_attachments(self) -> int:
        """How many files are attached to the document."""
        location = next((item.text or "" for item in find_all(self._root, "Attachments")), "").strip()
        root = self._parse_if_there(location)
        return 0 if root is None else sum(1 for _ in find_all(root, "Attachment"))

    def read_page(self, entry: tuple[str, str], place: str) -> PageContent:
        """One page, upright, with the templates it is on and what its annotations show."""
        root = self._parse(entry[1])
        try:
            box = _page_box(root) or self._area or _A4
            resources = self._resources.copy()
            for item in find_all(root, "PageRes"):
                resources.add((item.text or "").strip())
            drawn = self._draw_page(entry[0], root, box, 0, resources)
            quarter, most = next(iter(drawn.turned.most_common(1)), (0, 0))
            if quarter and most > drawn.turned[0]:
                drawn = self._draw_page(entry[0], root, box, quarter, resources)
            return _make_content(drawn)
        except BadNumberError:
            raise self._container.broken(_NOT_FINITE, place) from None
        except ValueError as error:
            raise self._container.broken(str(error), place) from None

    def _draw_page(self, identity: str, root: Element, box: Box, quarter: int, resources: Resources) -> OfdPage:
        """What a page draws, turned back by quarters."""
        left, top, width, height = box
        turns: tuple[Matrix, ...] = (
            (1, 0, 0, 1, 0, 0), (0, -1, 1, 0, 0, width), (-1, 0, 0, -1, width, height), (0, 1, -1, 0, height, 0),
        )  # fmt: skip
        base = combine((1.0, 0.0, 0.0, 1.0, -left, -top), turns[quarter])
        wide, high = (height, width) if quarter % 2 else (width, height)
        drawn = OfdPage(wide * POINTS, high * POINTS)
        self._draw(root, State(base, rank=_PAGE), drawn, resources)
        for use in find_all(root, "Template"):
            location = self._templates.get(use.get("TemplateID", ""))
            if location:
                rank = _BEFORE if use.get("ZOrder") == "Foreground" else _BEHIND
                layered = State(base, layered=True, rank=rank)
                self._draw(self._parse(location), layered, drawn, resources)
        for note in self._annotations.get(identity, ()):
            self._draw_note(note, State(base, rank=_ANNOTATION, noted=True), drawn, resources)
        drawn.finish()
        return drawn

    def _draw_note(self, note: Element, state: State, drawn: OfdPage, resources: Resources) -> None:
        """What an annotation shows; the words of a watermark are no words of the page."""
        shown = inherit(note, state, resources.items)
        for appearance in find_all(note, "Appearance"):
            if note.get("Type") == "Watermark" or not shown.shown:
                words = " ".join(code.text or "" for code in find_all(appearance, "TextCode")).strip()
                drawn.aslant.append(words) if shown.shown else drawn.hide(words)
            else:
                within = replace(shown, matrix=combine(read_matrix(appearance), shown.matrix))
                covers = note.get("Type") != "Highlight"  # what it marks is seen through it
                self._draw(appearance, replace(within, covers=covers), drawn, resources)

    def _find_annotations(self) -> Iterator[tuple[str, list[Element]]]:
        """The ids of pages with their annotations."""
        location = next((item.text or "" for item in find_all(self._root, "Annotations")), "").strip()
        root = self._parse_if_there(location)
        folder = posixpath.dirname(location)
        for page in () if root is None else find_all(root, "Page"):
            files = [(item.text or "").strip() for item in find_all(page, "FileLoc")]
            notes = [self._parse_if_there(file if file[:1] == "/" else posixpath.join(folder, file)) for file in files]
            yield (
                page.get("PageID", ""),
                [each for note in notes if note is not None for each in find_all(note, "Annot")],
            )

    def _draw(self, parent: Element, state: State, drawn: OfdPage, resources: Resources) -> None:
        """Draw the objects below ``parent``, those of composite ones too."""
        for item in parent:
            drawn.objects += 1
            if drawn.objects > _MAX_OBJECTS:
                raise self._container.broken(f"a page draws more than {_MAX_OBJECTS} objects")
            tag = local_name(item)
            if tag in {"Content", "Layer", "PageBlock"}:
                self._draw(item, inherit(item, state, resources.items), drawn, resources)
            elif tag in {"TextObject", "PathObject", "ImageObject", "CompositeObject"}:
                within = inherit(item, state, resources.items)
                within = replace(within, matrix=combine(read_matrix(item), state.matrix))
                if tag == "TextObject":
                    drawn.add_text(item, within)
                elif tag == "PathObject" and within.shown:
                    _draw_path(item, within, drawn)
                elif tag == "ImageObject" and within.shown:
                    _draw_picture(item, within, drawn, resources)
                elif tag == "CompositeObject":
                    self._draw_unit(item, within, drawn, resources)

    def _draw_unit(self, item: Element, within: State, drawn: OfdPage, resources: Resources) -> None:
        unit = resources.items.get(item.get("ResourceID", ""))
        if unit is not None and within.depth < _MAX_NESTING:
            self._draw(unit, replace(within, depth=within.depth + 1), drawn, resources)
        elif within.shown:
            drawn.skipped["embedded"] += 1

    def _parse(self, location: str) -> Element:
        if location.startswith("/"):
            return self._container.parse(location.lstrip("/"))
        return self._container.parse(posixpath.normpath(posixpath.join(self._folder, location)))

    def _parse_if_there(self, location: str) -> Element | None:
        try:
            return self._parse(location) if location else None
        except SourceError:
            return None


def _make_content(drawn: OfdPage) -> PageContent:
    """The content of a page without what is laid over it; pictures that may show figures are counted."""
    rules = clip_rules(drawn.rules, drawn.width, drawn.height)
    glyphs, laid_over = part_overlays(drawn.glyphs, drawn, [*rules, *drawn.noted], drawn.slants)
    size = (drawn.width, drawn.height)
    count = sum(is_relevant(box, glyphs, size) for box in drawn.pictures)
    count += find_outlined(drawn.shapes, glyphs)
    counts: dict[SkipKind, int] = {**drawn.skipped, **({"picture": count} if count else {})}
    words = (*drawn.aslant, *laid_over)
    return PageContent(
        drawn.width,
        drawn.height,
        glyphs,
        rules,
        words,
        skipped=tuple((kind, count) for kind, count in counts.items() if count),
    )


def _draw_path(item: Element, within: State, drawn: OfdPage) -> None:
    (drawn.noted if within.noted else drawn.rules).extend(read_path(item, within.matrix))
    drawn.slants.extend(read_slants(item, within.matrix))
    shape = read_shape(item, within.matrix)
    drawn.shapes += [shape] if shape else []
    order = (within.rank, drawn.objects)
    area = read_area(item, within.matrix, order, within.colour, within.alpha) if within.covers else None
    drawn.areas += [area] if area else []


def _draw_picture(item: Element, within: State, drawn: OfdPage, resources: Resources) -> None:
    boundary = read_numbers(item.get("Boundary"))
    wide, high = boundary[2:] if len(boundary) == 4 else (0.0, 0.0)
    # the matrix of a picture makes a square of one millimetre as large as it is shown
    unit = combine((1.0, 0.0, 0.0, 1.0, 0.0, 0.0), within.matrix)
    corner = (1.0, 1.0) if item.get("CTM") else (wide, high)
    (ax, ay), (bx, by) = move(unit, 0.0, 0.0), move(unit, *corner)
    box = (min(ax, bx) * POINTS, min(ay, by) * POINTS, max(ax, bx) * POINTS, max(ay, by) * POINTS)
    drawn.pictures.append(box)
    opaque = not item.get("ImageMask") and within.alpha >= 255
    if opaque and resources.is_opaque(item.get("ResourceID", "")):
        drawn.areas.append(Area((within.rank, drawn.objects), box, None, whole=True))


def _page_box(root: Element) -> tuple[float, float, float, float] | None:
    for area in find_all(root, "PageArea" if root.tag.endswith("CommonData") else "Area"):
        for box in find_all(area, "PhysicalBox"):
            numbers = read_numbers(box.text)
            if len(numbers) == 4:
                return (numbers[0], numbers[1], numbers[2], numbers[3])
    return None
