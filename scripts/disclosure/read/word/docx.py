"""Word documents (.docx): paragraphs with their automatic numbers, tables with merged cells, text boxes."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from xml.etree.ElementTree import Element

from disclosure.document import Document
from disclosure.errors import SourceError
from disclosure.read.building.builder import DocumentBuilder, GridCell
from disclosure.read.building.container import Container
from disclosure.read.building.looks import Look, part_digits
from disclosure.read.building.skips import mark
from disclosure.read.web.html import add_html
from disclosure.read.word.numbering import Numbering
from disclosure.read.word.runs import Runs
from disclosure.read.word.styles import Ground, Styles, cell_fill
from disclosure.read.word.tree import W, blocks, boxes, cells, grid_before, rows, spans

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PAGES = (".htm", ".html", ".xhtml")
_OFF = frozenset({"0", "false", "off"})
#: A row of exactly this height (twentieths of a point) or less shows nothing.
_NO_HEIGHT = 20
#: A page is this wide (twentieths of a point): what is moved further is not on it. Indents and frames are measured so.
_LIMITS = (("ind", ("left", "start", "firstLine", "hanging"), 12_000), ("framePr", ("x", "y"), 20_000))


def read_docx(container: Container, name: str, sha256: str) -> Document:
    """Read an open Word document: body, text boxes, foot- and endnotes; headers and footers as furniture.

    Raises SourceError for a broken one.
    """
    root = container.parse("word/document.xml")
    body = root.find(f"{W}body")
    if body is None:
        raise container.broken("the document has no body", "word/document.xml")
    reader = _Reader(DocumentBuilder(name), container)
    paper = Ground("?" if root.find(f"{W}background") is not None else "")
    reader.add_blocks(body, paper)
    for member in sorted(container.members):
        if member in {"word/footnotes.xml", "word/endnotes.xml"}:
            for note in container.parse(member):
                reader.add_blocks(note, paper)
        elif member.startswith(("word/header", "word/footer")) and member.endswith(".xml"):
            for paragraph in container.parse(member).iter(f"{W}p"):
                reader.builder.add_line(reader.runs.write(paragraph, paper), furniture=True)
    return reader.builder.finish(sha256, MEDIA_TYPE)


class _Reader:
    def __init__(self, builder: DocumentBuilder, container: Container) -> None:
        self.builder = builder
        self._container = container
        self._numbering = Numbering(container)
        self._styles = Styles(container)
        self.runs = Runs(self._styles)

    def add_blocks(self, parent: Element, ground: Ground) -> None:
        """Add the paragraphs and tables below ``parent`` in order."""
        for block in blocks(parent):
            if block.tag == f"{W}p":
                self.builder.add_line(self._paragraph(block, ground))
                for box in boxes(block):
                    self.add_blocks(box, Ground("?", look=ground.look))
            elif block.tag == f"{W}altChunk":
                self._add_inserted(block)
            else:
                self._add_table(block, ground)

    def _add_inserted(self, chunk: Element) -> None:
        """Add a file that Word inserts when it opens the document: a web page is read, any other is not."""
        member = self._target(chunk.get(f"{_R}id", ""))
        if member in self._container.members and member.lower().endswith(_PAGES):
            try:
                add_html(self._container.read(member), member, self.builder)
            except SourceError as error:
                raise self._container.broken(error.problem, member) from None
        else:
            self.builder.add_line(mark("inserted"))

    def _target(self, identity: str) -> str:
        rels = "word/_rels/document.xml.rels"
        for item in self._container.parse(rels) if rels in self._container.members else ():
            if item.get("Id") == identity:
                return posixpath.normpath(posixpath.join("/word", item.get("Target", ""))).lstrip("/")
        return ""

    def _add_table(self, table: Element, ground: Ground) -> None:
        """A table of one cell is a frame around its content; tables within cells follow the outer table."""
        ground = self._table_ground(table, ground)
        lines = list(rows(table))
        found = [list(cells(row)) for row in lines]
        if len(found) == 1 and len(found[0]) == 1:
            self.add_blocks(found[0][0], _cell_ground(lines[0], found[0][0], ground))
            return
        inner: list[tuple[Element, Ground]] = []
        placed: list[GridCell] = []
        open_cells: dict[int, int] = {}
        for number, row in enumerate(lines):
            column = grid_before(row)
            for cell in found[number]:
                span, merge = spans(cell)
                if merge == "continue" and column in open_cells:
                    _lengthen(placed, open_cells[column], number)
                else:
                    open_cells.pop(column, None)
                    if merge:
                        open_cells[column] = len(placed)
                    text = self._cell_text(cell, _cell_ground(row, cell, ground), inner)
                    placed.append(GridCell(text, number, column, 1, span))
                column += span
        self.builder.add_table(placed)
        for each, place in inner:
            self._add_table(each, place)

    def _table_ground(self, table: Element, ground: Ground) -> Ground:
        style = table.find(f"{W}tblPr/{W}tblStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        fill = cell_fill([table.find(f"{W}tblPr")]) or ("?" if self._styles.fills(name) else ground.fill)
        return Ground(fill, name, ground.look)

    def _cell_text(self, cell: Element, ground: Ground, inner: list[tuple[Element, Ground]]) -> str:
        lines: list[str] = []
        for block in blocks(cell):
            if block.tag == f"{W}tbl":
                inner.append((block, ground))
            elif block.tag == f"{W}altChunk":
                lines.append(mark("inserted"))
            else:
                lines.append(self._paragraph(block, ground, in_cell=True))
                boxed = Ground("?", look=ground.look)
                lines.extend(self.runs.write(line, boxed) for box in boxes(block) for line in box.iter(f"{W}p"))
        return "\n".join(line for line in lines if line.strip())

    def _paragraph(self, paragraph: Element, ground: Ground, *, in_cell: bool = False) -> str:
        if _is_away(paragraph):
            ground = replace(ground, look=max(ground.look, Look.UNSURE))
        text = self.runs.write(paragraph, ground)
        # an empty numbered paragraph still counts in Word, but says nothing here
        label = self._numbering.label(paragraph)
        if label == mark("sign") and not (in_cell and text[:1].isdigit()):
            label = ""  # a bullet
        return f"{label}{part_digits(label.rstrip(), text)}{text}" if text.strip() else ""


def _is_away(paragraph: Element) -> bool:
    """Whether a paragraph has lines of no height, or is moved so far that it may be off the page."""
    for name, attributes, most in _LIMITS:
        item = paragraph.find(f"{W}pPr/{W}{name}")
        for attribute in attributes if item is not None else ():
            value = item.get(f"{W}{attribute}", "") if item is not None else ""
            number = value.lstrip("-")
            if number.isdecimal() and int(number[:6]) > most:
                return True
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    line = "" if spacing is None or spacing.get(f"{W}lineRule") != "exact" else spacing.get(f"{W}line", "")
    return line.isdecimal() and int(line[:6]) <= _NO_HEIGHT


def _cell_ground(row: Element, cell: Element, ground: Ground) -> Ground:
    """The ground of a cell; it is not sure that anything is seen in a row marked as hidden or without height.

    A row or cell that was deleted under tracking is not shown.
    """
    fill = cell_fill([cell.find(f"{W}tcPr")]) or ground.fill
    if row.find(f"{W}trPr/{W}del") is not None or cell.find(f"{W}tcPr/{W}cellDel") is not None:
        return Ground(fill, ground.table_style, Look.HIDDEN)
    mark_of_row = row.find(f"{W}trPr/{W}hidden")
    hidden = mark_of_row is not None and mark_of_row.get(f"{W}val") not in _OFF
    height = row.find(f"{W}trPr/{W}trHeight")
    if height is not None and height.get(f"{W}hRule") == "exact":
        size = height.get(f"{W}val", "0")
        hidden = hidden or (size.isdecimal() and int(size[:6]) <= _NO_HEIGHT)
    return Ground(fill, ground.table_style, max(ground.look, Look.UNSURE) if hidden else ground.look)


def _lengthen(placed: list[GridCell], index: int, row: int) -> None:
    cell = placed[index]
    placed[index] = GridCell(cell.text, cell.row, cell.column, row - cell.row + 1, cell.column_span)
