"""The small report on paper: as PDF (reportlab) and as OFD (a zip of XML, by hand)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .archive import write_zip
from .content import LINES, TABLES, TITLES, UNIT, Table
from .typeface import HAN, register_typeface

#: An A4 page in points.
WIDTH, HEIGHT = 595.0, 842.0
#: Points a column is wide and a row is high.
COLUMN, ROW, LEFT = 98.0, 24.0, 50.0
DIGITS = "Helvetica"


@dataclass
class Mark:
    """A piece of text in one font: its left end, its baseline (downwards) and its size, in points."""

    x: float
    y: float
    size: float
    text: str
    font: str = HAN


@dataclass
class Sheet:
    """A page: pieces of text, and rules as (x0, y0, x1, y1)."""

    marks: list[Mark] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def width_of(text: str, size: float) -> float:
    return sum(size if ord(char) > 0x2000 else size / 2 for char in text)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of figures and of other characters: reports set them in different fonts."""
    run, figures = "", False
    for char in text:
        here = char in "0123456789.,%"
        if run and here != figures:
            yield run, figures
            run = ""
        run, figures = run + char, here
    if run:
        yield run, figures


def _write(sheet: Sheet, x: float, y: float, size: float, text: str) -> None:
    """Write a line; figures stand a little lower, in another font, as Word prints them."""
    for piece, figures in _pieces(text):
        # Helvetica's figures are 0.556 em wide: a size of 0.9 makes them half an em
        sheet.marks.append(
            Mark(x, y + (1.2 if figures else 0.0), size * (0.9 if figures else 1), piece, DIGITS if figures else HAN)
        )
        x += width_of(piece, size)


def _wrap(text: str, size: float) -> Iterator[str]:
    """Break a line where it is full, within a figure if that is where it is full."""
    line = ""
    for char in text:
        if width_of(line + char, size) > WIDTH - 2 * LEFT:
            yield line
            line = ""
        line += char
    yield line


def _draw(sheet: Sheet, table: Table, top: float) -> float:
    """Draw a ruled table, each border once a cell so that most are drawn twice; give its lower end."""
    for box in table:
        x0, y0 = LEFT + box.column * COLUMN, top + box.row * ROW
        x1, y1 = x0 + box.column_span * COLUMN, y0 + box.row_span * ROW
        sheet.rules += [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
        lines = [box.text[i : i + 9] for i in range(0, len(box.text), 9)]
        for index, line in enumerate(lines):
            at = y0 + (y1 - y0) / 2 + 3 + (index - (len(lines) - 1) / 2) * 11
            _write(sheet, x0 + 4, at, 10, line)
    return top + (max(box.row + box.row_span for box in table) * ROW)


def make_sheets() -> list[Sheet]:
    """The report's pages: prose on the first, a form on each of the others; a running head and a page number."""
    sheets = []
    prose = Sheet()
    at = 120.0
    for line in LINES:
        for part in _wrap(line, 16):
            _write(prose, LEFT, at, 16, part)
            at += 28
    sheets.append(prose)
    for title, table in zip(TITLES, TABLES, strict=True):
        sheet = Sheet()
        _write(sheet, LEFT, 120, 14, title)
        _draw(sheet, table, 150)
        sheets.append(sheet)
    for number, sheet in enumerate(sheets, 1):
        _write(sheet, LEFT, 40, 9, f"{UNIT}部门决算公开")
        _write(sheet, WIDTH / 2 - 12, HEIGHT - 40, 10, f"- {number} -")
    return sheets


def write_pdf(*, rotation: int = 0, thin_areas: bool = False, ruled: bool = True, password: str | None = None) -> bytes:
    """The report as PDF.

    ``rotation`` turns the pages' content on its side and has the page turn it back; ``thin_areas`` fills
    thin rectangles instead of drawing lines; without ``ruled`` none are drawn; ``password`` encrypts.
    """
    register_typeface()
    stream = io.BytesIO()
    # the size as it is seen: reportlab itself swaps the sides of a page on its side
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True, encrypt=password)
    for sheet in make_sheets():
        if rotation:
            canvas.setPageRotation(rotation)
            {90: lambda: (canvas.translate(HEIGHT, 0), canvas.rotate(90)),
             180: lambda: (canvas.translate(WIDTH, HEIGHT), canvas.rotate(180)),
             270: lambda: (canvas.translate(0, WIDTH), canvas.rotate(270))}[rotation]()  # fmt: skip
        for x0, y0, x1, y1 in sheet.rules if ruled else ():
            if thin_areas:
                canvas.rect(x0, HEIGHT - y1 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)
            else:
                canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        for mark in sheet.marks:
            canvas.setFont(mark.font, mark.size)
            canvas.drawString(mark.x, HEIGHT - mark.y, mark.text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def write_ofd() -> bytes:
    """The report as OFD: what the PDF shows, in millimetres."""
    sheets = make_sheets()
    area = f"<ofd:PhysicalBox>0 0 {WIDTH * _MM:.3f} {HEIGHT * _MM:.3f}</ofd:PhysicalBox>"
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
    members = {
        "OFD.xml": f"<ofd:OFD {_OFD} Version='1.0'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
    }
    for number, sheet in enumerate(sheets):
        objects = [_text_object(mark) for mark in sheet.marks] + [_path_object(rule) for rule in sheet.rules]
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return write_zip({name: text.encode() for name, text in members.items()})


def _text_object(mark: Mark) -> str:
    steps = " ".join(
        f"{width_of(char, mark.size if mark.font == HAN else mark.size / 0.9) * _MM:.4f}" for char in mark.text[:-1]
    )
    return (
        f'<ofd:TextObject Boundary="{mark.x * _MM:.4f} {(mark.y - mark.size) * _MM:.4f} 100 10" Size="{mark.size * _MM:.4f}">'
        f'<ofd:TextCode X="0" Y="{mark.size * _MM:.4f}" DeltaX="{steps}">{escape(mark.text)}</ofd:TextCode></ofd:TextObject>'
    )


def _path_object(rule: tuple[float, float, float, float]) -> str:
    x0, y0, x1, y1 = (value * _MM for value in rule)
    return (
        f'<ofd:PathObject Boundary="{x0:.4f} {y0:.4f} {x1 - x0:.4f} {y1 - y0:.4f}">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:.4f} {y1 - y0:.4f}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def write_scan(*, layer: str = "", pages: tuple[int, ...] = (1, 2)) -> bytes:
    """The report as PDF whose ``pages`` (from 0) are pictures, drawn by pdfium from the PDF with words.

    ``layer`` is written invisibly over each picture, as OCR programs do.
    """
    document = pypdfium2.PdfDocument(write_pdf())
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    for number, sheet in enumerate(make_sheets()):
        if number in pages:
            picture = document[number].render(scale=200 / 72).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
            hidden = canvas.beginText(LEFT, HEIGHT / 2)
            hidden.setFont(HAN, 12)
            hidden.setTextRenderMode(3)
            hidden.textLines(layer)
            canvas.drawText(hidden)
        else:
            for mark in sheet.marks:
                canvas.setFont(mark.font, mark.size)
                canvas.drawString(mark.x, HEIGHT - mark.y, mark.text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
