"""What each reader counts as not read, by kind, with a specimen each; the table of decision 0028 says the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.pdfgen.canvas import Canvas
from tests.read import test_cell_looks as cells
from tests.read import test_docx as word
from tests.read import test_html as web
from tests.read import test_looks as looks
from tests.read import test_ofd_shown as ofd
from tests.read.pdf import test_annotations as notes
from tests.read.pdf import test_pen as pen
from tests.read.pdf import test_pictures as pictures
from tests.read.pdf import test_shown as shown
from tests.read.pdf import test_unmapped as unmapped
from tests.read.test_ofd import text

from disclosure.model import Document

DECISION = Path(__file__).parents[2] / "docs" / "decisions" / "0028-what-readers-step-over.md"
FIELD = b"/Subtype/Widget/FT/Tx/T(a)/V(900.05)/F 4"
OVER = "<TextObject Boundary='23 50 90 6' Size='4'><TextCode X='0' Y='4'>12</TextCode></TextObject>"


def draw_over() -> Document:
    return pen.read(b"BT /W 10 Tf 126 602 Td (12) Tj ET")


def word_line(properties: str) -> Document:
    return word.read(f"<w:p>{word.run('支出')}{word.run('900.05', properties)}</w:p>")


def in_book(**attributes: object) -> Document:
    return cells.read(cells.put(**attributes))


def draw_pale(canvas: Canvas) -> None:
    canvas.setFillGray(0.97)
    shown.draw_figure(canvas)


def comment(_: Worksheet, cell: Cell) -> None:
    cell.comment = cells.make_comment("应为1.00")


def with_dash() -> Document:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1">'
    numbering = f'<w:numbering {word.W}>{lists}<w:abstractNumId w:val="1"/></w:num></w:numbering>'
    rows = word.table(word.cell(word.line("甲")) + word.cell(word.line("5.20", numbered)))
    return word.read(rows, numbering=numbering)


def in_form(inside: str) -> Document:
    return web.read(f"<table><tr><td>甲<td>乙{inside}</table>")


SMALL = word.run("1", '<w:sz w:val="8"/>')
EQUATION = '<w:p><oMath xmlns="m"><t>900.05</t></oMath></w:p>'

SPECIMENS: dict[tuple[str, str], Callable[[], Document]] = {
    ("PDF", "picture"): lambda: pictures.read(pictures.draw_strips),
    ("PDF", "form_field"): lambda: notes.read(FIELD),
    ("PDF", "annotation"): lambda: notes.read(b"/Subtype/Text/Contents(5.00)"),
    ("PDF", "embedded"): lambda: notes.read(b"/Subtype/FileAttachment/Contents(a)"),
    ("PDF", "no_unicode"): lambda: unmapped.read(b"BT /A 10 Tf 60 600 Td <010201> Tj ET", unmapped.simple()),
    ("PDF", "visibility"): lambda: shown.read(draw_pale),
    ("PDF", "hidden"): lambda: shown.read(shown.hide_white),
    ("PDF", "overlaid"): draw_over,
    ("PDF", "struck"): lambda: pen.read(b"120 599 m 140 608 l S"),
    ("PDF", "sign"): lambda: pen.read(b"113 603.5 m 118 603.5 l S"),
    ("DOCX", "picture"): lambda: word.read(looks.drawing("<blip/>")),
    ("DOCX", "embedded"): lambda: word.read(looks.drawing(looks.CHART)),
    ("DOCX", "inserted"): lambda: word.read('<w:altChunk r:id="r1" xmlns:r="x"/>'),
    ("DOCX", "equation"): lambda: word.read(EQUATION),
    ("DOCX", "form_field"): lambda: word.read("<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>"),
    ("DOCX", "annotation"): lambda: word.read("<w:p><w:r><w:commentReference/></w:r></w:p>"),
    ("DOCX", "no_unicode"): lambda: word.read(word.line("\uf039\uf030\uf030")),
    ("DOCX", "visibility"): lambda: word_line('<w:sz w:val="2"/>'),
    ("DOCX", "hidden"): lambda: word_line("<w:vanish/>"),
    ("DOCX", "overlaid"): lambda: word.read(f"<w:p>{word.run('900.05')}{SMALL}</w:p>"),
    ("DOCX", "struck"): lambda: word_line("<w:dstrike/>"),
    ("DOCX", "sign"): with_dash,
    ("XLSX", "picture"): lambda: cells.read(cells.add_image),
    ("XLSX", "annotation"): lambda: cells.read(comment),
    ("XLSX", "number_format"): lambda: in_book(number_format="[DBNum1]General"),
    ("XLSX", "no_unicode"): lambda: in_book(value="\uf039\uf030\uf030"),
    ("XLSX", "visibility"): lambda: in_book(font=Font(color="FFFFFF")),
    ("XLSX", "hidden"): lambda: cells.read(cells.hide_row),
    ("XLSX", "overlaid"): lambda: cells.read(cells.write_small),
    ("XLSX", "struck"): lambda: in_book(font=Font(strike=True)),
    ("XLS", "picture"): lambda: cells.read_old(change=cells.insert_picture),
    ("XLS", "visibility"): lambda: cells.read_old("font: colour white"),
    ("XLS", "hidden"): lambda: cells.read_old(change=cells.hide_old_row),
    ("XLS", "struck"): lambda: cells.read_old("font: struck_out on"),
    ("HTML", "picture"): lambda: in_form("<canvas></canvas>"),
    ("HTML", "embedded"): lambda: in_form("<embed src=a.svg>"),
    ("HTML", "frame"): lambda: in_form("<iframe src=a.html></iframe>"),
    ("HTML", "equation"): lambda: in_form("<math><mn>900.05</mn></math>"),
    ("HTML", "no_unicode"): lambda: in_form("\ue001\ue002\ue003"),
    ("HTML", "number_format"): lambda: web.read("<style>i::after{content:counter(a)}</style><p>9<i></i>"),
    ("HTML", "visibility"): lambda: web.read("<p style='color:#eee'>支出650.00"),
    ("HTML", "hidden"): lambda: in_form("<i style='display:none'>9.00</i>"),
    ("HTML", "overlaid"): lambda: in_form("900.05<font size=1>1</font>900.05"),
    ("HTML", "struck"): lambda: in_form("<s>850.05</s>900.05"),
    ("OFD", "picture"): lambda: ofd.read('<ImageObject ResourceID="9" Boundary="20 50 90 40"/>'),
    ("OFD", "embedded"): lambda: ofd.read('<CompositeObject ResourceID="9" Boundary="20 50 9 9"/>'),
    ("OFD", "no_unicode"): lambda: ofd.read(text("\ue036\ue035\ue030")),
    ("OFD", "visibility"): lambda: ofd.read(ofd.paint("255 255 255")),
    ("OFD", "hidden"): lambda: ofd.read(text(ofd.FIGURE) + ofd.area()),
    ("OFD", "overlaid"): lambda: ofd.read(text(ofd.FIGURE) + OVER),
    ("OFD", "struck"): lambda: ofd.read(text(ofd.FIGURE) + ofd.line(20, 54, 32, 51)),
    ("OFD", "sign"): lambda: ofd.read(text(ofd.FIGURE) + ofd.line(17.6, 52.6, 19.2, 52.6)),
}


@pytest.mark.parametrize(("reader", "kind"), SPECIMENS)
def test_a_specimen_of_each_kind_is_counted(reader: str, kind: str) -> None:
    assert kind in {each.kind for each in SPECIMENS[reader, kind]().skipped}


def test_the_decision_lists_the_same_kinds_for_each_reader() -> None:
    words = DECISION.read_text("utf-8")
    listed = {
        (reader, kind)
        for reader, kinds in re.findall(r"^\| ([A-Z]{3,4}) \| ([^|]+) \|", words, re.MULTILINE)
        for kind in re.findall(r"`(\w+)`", kinds)
    }
    assert listed == set(SPECIMENS)
