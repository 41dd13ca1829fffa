"""Word documents as the XML that they are. A library that merges cells one by one takes seconds for a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from .archive import write_zip
from .content import Table

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: What every document has besides its text; the numbering "77" counts 一、二、三、.
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>',
    "word/numbering.xml": f'<w:numbering xmlns:w="{_MAIN}"><w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>',
}
#: The width of a column in twentieths of a point. LibreOffice needs one to know the columns of a .doc.
_COLUMN = 1200
_EMPTY = f'<w:tc><w:tcPr><w:tcW w:w="{_COLUMN}" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
_NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'


def write_word(blocks: Iterable[str]) -> bytes:
    """A Word document (.docx) of paragraphs and tables, each as ``make_paragraph`` and ``make_table`` give them.

    The last block is an empty paragraph: Word has one after every table, and LibreOffice loses a table without it.
    """
    body = "".join([*blocks, "<w:p/>"])
    document = f'<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>'
    parts = _PARTS | {"word/document.xml": document}
    return write_zip({name: (_HEAD + text).encode() for name, text in parts.items()})


def make_paragraph(*pieces: str, numbered: bool = False) -> str:
    """A paragraph, each of its pieces a run of its own; ``numbered`` lets Word count it."""
    return f"<w:p>{_NUMBERED if numbered else ''}{''.join(map(_run, pieces))}</w:p>"


def _run(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def make_table(table: Table) -> str:
    """A table; merged cells are merged as Word does it: over columns by a span, over rows by cells that continue."""
    rows = max(box.row + box.row_span for box in table)
    columns = max(box.column + box.column_span for box in table)
    cells: dict[tuple[int, int], tuple[int, str]] = {}
    for box in table:
        for row in range(box.row, box.row + box.row_span):
            first = row == box.row
            merge = f'<w:vMerge w:val="{"restart" if first else "continue"}"/>' if box.row_span > 1 else ""
            width = f'<w:tcW w:w="{box.column_span * _COLUMN}" w:type="dxa"/>'
            properties = f'<w:tcPr>{width}<w:gridSpan w:val="{box.column_span}"/>{merge}</w:tcPr>'
            text = make_paragraph(box.text) if first else "<w:p/>"
            cells[row, box.column] = box.column_span, f"<w:tc>{properties}{text}</w:tc>"
    drawn = "".join(f"<w:tr>{''.join(_draw_row(cells, row, columns))}</w:tr>" for row in range(rows))
    grid = f'<w:gridCol w:w="{_COLUMN}"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"


def _draw_row(cells: dict[tuple[int, int], tuple[int, str]], row: int, columns: int) -> Iterator[str]:
    """The cells of one row from left to right, empty ones where nothing is written."""
    column = 0
    while column < columns:
        span, drawn = cells.get((row, column), (1, _EMPTY))
        yield drawn
        column += span
