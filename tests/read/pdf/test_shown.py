"""Which words of a PDF page a reader sees: the others are counted, and no figure is read that may not be seen."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.specimens.formats.bare_pdf import write_page
from tests.specimens.formats.typeface import HAN, register_typeface

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.pdf.reader import read_pdf

WORDS = "本年支出合计1,200.05万元，其中基本支出900.05万元"
FIGURE = "9,999.00"
Paint = Callable[[Canvas], object]


def read(paint: Paint, rotation: int = 0) -> Document:
    """A page with a line of words, on which ``paint`` draws more (points from the lower left)."""
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 842), invariant=True)
    canvas.setPageRotation(rotation)
    canvas.setFont(HAN, 10)
    canvas.drawString(60, 700, WORDS)
    paint(canvas)
    canvas.showPage()
    canvas.save()
    return read_pdf(stream.getvalue(), "drawn.pdf", "")


def kinds(document: Document) -> dict[str, int]:
    return {each.kind: each.count for each in document.skipped}


def draw_figure(canvas: Canvas, x: float = 60) -> None:
    canvas.drawString(x, 600, FIGURE)


def hide_white(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    draw_figure(canvas)


def hide_mode(canvas: Canvas) -> None:
    text = canvas.beginText(60, 600)
    text.setTextRenderMode(3)
    text.textOut(FIGURE)
    canvas.drawText(text)


def hide_under_area(canvas: Canvas) -> None:
    draw_figure(canvas)
    canvas.setFillColor(white)
    canvas.rect(50, 590, 100, 30, stroke=0, fill=1)


def hide_under_black_area(canvas: Canvas) -> None:
    draw_figure(canvas)
    canvas.rect(50, 590, 100, 30, stroke=0, fill=1)


def hide_under_picture(canvas: Canvas) -> None:
    draw_figure(canvas)
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 10), "white")), 50, 590, 100, 30)


def hide_on_black(canvas: Canvas) -> None:
    canvas.rect(50, 590, 100, 30, stroke=0, fill=1)
    draw_figure(canvas)


def hide_on_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 10), "black")), 50, 590, 100, 30)
    draw_figure(canvas)


def hide_clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, 20, 20)
    canvas.clipPath(path, stroke=0)
    draw_figure(canvas)


def hide_clipped_round(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.circle(300, 300, 20)
    canvas.clipPath(path, stroke=0)
    draw_figure(canvas)


def hide_clipped_twice(canvas: Canvas) -> None:
    for x in (50, 80):  # neither path alone hides all of the figure
        path = canvas.beginPath()
        path.rect(x, 595, 29 if x == 50 else 40, 20)
        canvas.clipPath(path, stroke=0)
    draw_figure(canvas)


def hide_transparent(canvas: Canvas) -> None:
    canvas.setFillColor(Color(0, 0, 0, alpha=0))
    draw_figure(canvas)


def hide_in_form(canvas: Canvas) -> None:
    canvas.beginForm("held")
    canvas.setFont(HAN, 10)
    canvas.setFillColor(white)
    draw_figure(canvas)
    canvas.endForm()
    canvas.doForm("held")


def hide_by_clipped_form(canvas: Canvas) -> None:
    canvas.beginForm("held")
    canvas.setFont(HAN, 10)
    draw_figure(canvas)
    canvas.endForm()
    path = canvas.beginPath()
    path.rect(300, 300, 20, 20)
    canvas.clipPath(path, stroke=0)
    canvas.doForm("held")


def hide_under_line(canvas: Canvas) -> None:
    draw_figure(canvas)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(20)
    canvas.line(50, 604, 150, 604)


def hide_under_shading(canvas: Canvas) -> None:
    draw_figure(canvas)
    path = canvas.beginPath()
    path.rect(50, 590, 100, 30)
    canvas.clipPath(path, stroke=0)
    canvas.linearGradient(50, 590, 150, 620, (white, white))


def hide_small(canvas: Canvas) -> None:
    canvas.setFont(HAN, 0.5)
    draw_figure(canvas)


HIDING = [
    hide_under_line, hide_under_shading, hide_small,
    hide_white, hide_mode, hide_under_area, hide_under_black_area, hide_under_picture, hide_on_black, hide_on_picture,
    hide_clipped, hide_clipped_round, hide_clipped_twice, hide_transparent, hide_in_form, hide_by_clipped_form,
]  # fmt: skip


@pytest.mark.parametrize("hide", HIDING)
def test_a_figure_that_is_not_seen_is_counted_and_not_read(hide: Paint) -> None:
    document = read(hide)
    assert document.text == WORDS + "\n"
    assert kinds(document) == {"hidden": 1}


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_the_same_on_a_turned_page(rotation: int) -> None:
    assert kinds(read(hide_under_area, rotation)) == {"hidden": 1}
    assert kinds(read(hide_clipped, rotation)) == {"hidden": 1}


def test_what_is_drawn_over_a_covered_figure_is_read() -> None:
    def paint(canvas: Canvas) -> None:
        hide_under_area(canvas)
        canvas.setFillColor(black)
        canvas.drawString(60, 600, "8,888.00")

    document = read(paint)
    assert document.text == f"{WORDS}\n8,888.00\n"
    assert kinds(document) == {"hidden": 1}


def show_white_on_dark(canvas: Canvas) -> None:
    canvas.setFillColor(Color(0.1, 0.2, 0.5))
    canvas.rect(50, 590, 200, 30, stroke=0, fill=1)
    canvas.setFillColor(white)
    draw_figure(canvas)


def show_grey(canvas: Canvas) -> None:
    canvas.setFillGray(0.7)
    draw_figure(canvas)


def show_twice(canvas: Canvas) -> None:
    for x in (60.0, 60.3):
        canvas.setFillGray(0.65)
        draw_figure(canvas, x)


def show_in_cell(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(50, 590, 100, 30, stroke=0, fill=1)
    path = canvas.beginPath()
    path.rect(50, 590, 100, 30)
    canvas.clipPath(path, stroke=0)
    canvas.setFillGray(0)
    draw_figure(canvas)
    canvas.setFillGray(0.9)
    canvas.rect(150, 590, 100, 30, stroke=0, fill=1)


def show_under_glass(canvas: Canvas) -> None:
    draw_figure(canvas)
    canvas.setFillColor(Color(1, 1, 0, alpha=0.3))
    canvas.rect(50, 590, 100, 30, stroke=0, fill=1)


@pytest.mark.parametrize("show", [show_white_on_dark, show_grey, show_twice, show_in_cell, show_under_glass])
def test_a_figure_that_is_seen_is_read(show: Paint) -> None:
    document = read(show)
    assert document.text == f"{WORDS}\n{FIGURE}\n"
    assert not document.skipped


def test_a_figure_that_can_hardly_be_seen_is_a_mark() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFillGray(0.97)
        draw_figure(canvas)

    document = read(paint)
    assert document.text == f"{WORDS}\n{PLACEHOLDER}\n"
    assert kinds(document) == {"visibility": 1}


def test_a_figure_of_which_a_part_is_seen_is_a_mark() -> None:
    def paint(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(60, 590, 20, 30)
        canvas.clipPath(path, stroke=0)
        draw_figure(canvas)

    assert kinds(read(paint)) == {"visibility": 1}


def draw_layer(canvas: Canvas, mode: int) -> None:
    text = canvas.beginText(60, 500)
    text.setFont(HAN, 10)
    text.setTextRenderMode(mode)
    text.textOut("项目支出300.00万元")
    canvas.drawText(text)


def draw_scan(canvas: Canvas) -> None:
    picture = Image.new("L", (480, 180), 255)
    for x in range(0, 480, 4):
        picture.paste(0, (x, 0, x + 2, 180))
    canvas.drawImage(ImageReader(picture), 60, 450, 240, 90)


@pytest.mark.parametrize(("mode", "under"), [(3, False), (3, True), (0, True)])
def test_the_words_of_a_picture_that_an_ocr_program_put_there_are_read(mode: int, *, under: bool) -> None:
    def paint(canvas: Canvas) -> None:
        if under:
            draw_layer(canvas, mode)
        draw_scan(canvas)
        if not under:
            draw_layer(canvas, mode)

    assert "项目支出300.00万元" in read(paint).text


@pytest.mark.parametrize("actual", [b"( )", b"(777)", b"()"])
def test_words_are_read_as_they_are_drawn_and_not_as_they_are_named(actual: bytes) -> None:
    drawn = b"BT /W 10 Tf 60 600 Td (1234.50) Tj ET BT /W 10 Tf 160 600 Td (88.50) Tj ET"
    content = b"BT /W 10 Tf 60 700 Td (Total 1,200.05) Tj ET /Span<</ActualText%s>>BDC %s EMC" % (actual, drawn)
    assert read_pdf(write_page(content, [b"null"]), "a.pdf", "").text == "Total 1,200.05\n1234.50 88.50\n"


def test_optional_content_that_is_off_is_not_read() -> None:
    content = b"BT /W 10 Tf 60 700 Td (Total 1,200.05) Tj ET /OC /Off BDC BT /W 10 Tf 60 600 Td (777.00) Tj ET EMC"
    layer = b"<</Type/OCG/Name(layer)>>"
    page = write_page(
        content, [layer], resources=b"/Properties<</Off 7 0 R>>",
        catalog=b"/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>",
    )  # fmt: skip
    document = read_pdf(page, "a.pdf", "")
    assert document.text == "Total 1,200.05\n"
    assert kinds(document) == {"hidden": 1}


@pytest.mark.parametrize(
    "at", [b"1 0 0 1 3e38 600", b"3e38 0 0 3e38 60 600", b"1e-9 0 0 1e-9 60 600", b"1 0 0 1 60 -3e38"]
)
def test_places_without_measure_end_in_no_other_error_than_a_typed_one(at: bytes) -> None:
    content = b"BT /W 10 Tf 60 700 Td (Total 1,200.05) Tj ET 1 g 0 0 3e38 3e38 re f BT /W 10 Tf %s Tm (7.00) Tj ET" % at
    text = ""
    with contextlib.suppress(SourceError):
        text = read_pdf(write_page(content, [b"null"]), "a.pdf", "").text
    assert "7.00" not in text


@pytest.mark.parametrize("unpainted", [b"3 Tr", b"7 Tr"])
def test_a_digit_that_is_not_painted_is_not_in_the_figure_around_it(unpainted: bytes) -> None:
    digits = b"BT /W 10 Tf 60 600 Td (9) Tj %s (9) Tj 0 Tr (00.05) Tj ET" % unpainted
    page = write_page(b"BT /W 10 Tf 60 700 Td (Total 1,200.05) Tj ET " + digits, [b"null"])
    text = read_pdf(page, "a.pdf", "").text
    assert "9900.05" not in text
    assert "99" not in text
