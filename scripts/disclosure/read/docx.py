"""Word documents (.docx): paragraphs with their automatic numbers, tables with merged cells, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.model import Document, SkipKind
from disclosure.read.builder import DocumentBuilder, GridCell
from disclosure.read.container import Container
from disclosure.read.numbering import Numbering
from disclosure.read.run_styles import RunStyles
from disclosure.read.shown_runs import Look, write_run
from disclosure.read.skips import mark

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: A cell spans at most so many columns; Word itself allows 63.
_MAX_SPAN = 200
#: So many digits of a span are read at most: Python itself refuses to read thousands.
_MOST_DIGITS = 9
#: Text that was deleted, moved away or is an instruction to Word is not text of the document.
_UNSAID = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr"})
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: What shows something that is not read, and its kind.
_SKIPPED: dict[str, SkipKind] = {
    _PICTURE: "picture", "{urn:schemas-microsoft-com:vml}imagedata": "picture", f"{_W}object": "embedded",
    f"{_MATH}oMath": "equation", f"{_W}altChunk": "inserted",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "embedded",
}  # fmt: skip
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}


def read_docx(container: Container, name: str, sha256: str) -> Document:
    """Read an open Word document: body, text boxes, foot- and endnotes; headers and footers as furniture.

    Raises SourceError for a broken one.
    """
    body = container.parse("word/document.xml").find(f"{_W}body")
    if body is None:
        raise container.broken("the document has no body", "word/document.xml")
    reader = _Reader(DocumentBuilder(name), Numbering(container), RunStyles(container))
    reader.add_blocks(body)
    for member in sorted(container.members):
        if member in {"word/footnotes.xml", "word/endnotes.xml"}:
            for note in container.parse(member):
                reader.add_blocks(note)
        elif member.startswith(("word/header", "word/footer")) and member.endswith(".xml"):
            for paragraph in container.parse(member).iter(f"{_W}p"):
                reader.builder.add_line("".join(_words(paragraph, reader.styles)), furniture=True)
    return reader.builder.finish(sha256, MEDIA_TYPE)


class _Reader:
    def __init__(self, builder: DocumentBuilder, numbering: Numbering, styles: RunStyles) -> None:
        self.builder = builder
        self._numbering = numbering
        self.styles = styles

    def add_blocks(self, parent: Element) -> None:
        """Add the paragraphs and tables below ``parent`` in order."""
        for block in _blocks(parent):
            if block.tag == f"{_W}altChunk":
                self.builder.skip("inserted")
            elif block.tag == f"{_W}p":
                self.builder.add_line(self._paragraph(block))
                for box in _boxes(block):
                    self.add_blocks(box)
            else:
                self._add_table(block)

    def _add_table(self, table: Element) -> None:
        """A table of one cell is a frame around its content; tables within cells follow the outer table."""
        rows = [list(_children(row, f"{_W}tc")) for row in _children(table, f"{_W}tr")]
        if len(rows) == 1 and len(rows[0]) == 1:
            self.add_blocks(rows[0][0])
            return
        inner: list[Element] = []
        cells: list[GridCell] = []
        open_cells: dict[int, int] = {}
        for number, row in enumerate(_children(table, f"{_W}tr")):
            column = _grid_before(row)
            for cell in rows[number]:
                span, merge = _spans(cell)
                if merge == "continue" and column in open_cells:
                    _lengthen(cells, open_cells[column], number)
                else:
                    open_cells.pop(column, None)
                    if merge:
                        open_cells[column] = len(cells)
                    cells.append(GridCell(self._cell_text(cell, inner), number, column, 1, span))
                column += span
        self.builder.add_table(cells)
        for each in inner:
            self._add_table(each)

    def _cell_text(self, cell: Element, inner: list[Element]) -> str:
        lines: list[str] = []
        for block in _blocks(cell):
            if block.tag == f"{_W}tbl":
                inner.append(block)
                continue
            if block.tag == f"{_W}altChunk":
                lines.append(mark("inserted"))
                continue
            lines.append(self._paragraph(block))
            lines.extend("".join(_words(line, self.styles)) for box in _boxes(block) for line in box.iter(f"{_W}p"))
        return "\n".join(line for line in lines if line.strip())

    def _paragraph(self, paragraph: Element) -> str:
        text = "".join(_words(paragraph, self.styles))
        # an empty numbered paragraph still counts in Word, but says nothing here
        label = self._numbering.label(paragraph)
        return f"{label}{text}" if text.strip() else ""


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables right below ``parent``, looking through content controls and the like."""
    pending = list(reversed(parent))
    while pending:
        item = pending.pop()
        if item.tag in {f"{_W}p", f"{_W}tbl", f"{_W}altChunk"}:
            yield item
        elif item.tag in _UNSAID:
            continue
        elif item.tag == f"{_MC}AlternateContent":
            pending.extend(reversed(_chosen(item)))
        else:
            pending.extend(reversed(item))


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, looking through content controls, not into other tables."""
    pending = list(reversed(parent))
    while pending:
        item = pending.pop()
        if item.tag == tag:
            yield item
        elif item.tag not in {f"{_W}tbl", f"{_W}tc", f"{_W}tr", *_UNSAID}:
            pending.extend(reversed(item))


def _chosen(alternatives: Element) -> list[Element]:
    """The first of several renderings of the same content: Word writes text boxes twice."""
    return list(alternatives[:1])


def _words(paragraph: Element, styles: RunStyles) -> Iterator[str]:
    """The text of a paragraph's runs, without that of text boxes in it; marks for what is not read."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    base = "" if style is None else style.get(f"{_W}val", "")
    pending = [(each, Look()) for each in reversed(paragraph)]
    while pending:
        item, look = pending.pop()
        if item.tag == f"{_W}t":
            yield write_run(item.text or "", look)
        elif item.tag in _CHARACTERS:
            yield "" if look.hidden else _CHARACTERS[item.tag]
        elif item.tag in _UNSAID or item.tag == f"{_W}txbxContent":
            continue
        elif item.tag in _SKIPPED and not look.hidden:
            yield mark(_SKIPPED[item.tag])
        elif item.tag == f"{_MC}AlternateContent":
            pending.extend((each, look) for each in reversed(_chosen(item)))
        else:
            look = styles.look(item, base) if item.tag == f"{_W}r" else look
            pending.extend((each, look) for each in reversed(item))


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The contents of the text boxes that hang on a paragraph, outermost ones only."""
    pending = list(reversed(paragraph))
    while pending:
        item = pending.pop()
        if item.tag == f"{_W}txbxContent":
            yield item
        elif item.tag == f"{_MC}AlternateContent":
            pending.extend(reversed(_chosen(item)))
        elif item.tag not in _UNSAID:
            pending.extend(reversed(item))


def _grid_before(row: Element) -> int:
    return _count(row.find(f"{_W}trPr/{_W}gridBefore"), 0)


def _spans(cell: Element) -> tuple[int, str]:
    """Columns a cell spans, and whether it begins (restart) or continues a merged one; empty if neither."""
    span = _count(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return max(1, span), "" if merge is None else merge.get(f"{_W}val", "continue")


def _count(item: Element | None, default: int) -> int:
    value = "" if item is None else item.get(f"{_W}val", "")
    return min(int(value[:_MOST_DIGITS]), _MAX_SPAN) if value.isdecimal() else default


def _lengthen(cells: list[GridCell], index: int, row: int) -> None:
    cell = cells[index]
    cells[index] = GridCell(cell.text, cell.row, cell.column, row - cell.row + 1, cell.column_span)
