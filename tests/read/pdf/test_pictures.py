"""Pictures on PDF pages with words: counted where they may show words or figures, and not where they are decoration."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.specimens.formats.typeface import HAN, register_typeface

from disclosure.model import Document
from disclosure.read.pdf.reader import read_pdf

LINES = [f"本年支出合计1,200.05万元，其中基本支出{number}00.05万元" for number in range(1, 5)]
Paint = Callable[[Canvas], object]


def read(paint: Paint, pages: int = 1) -> Document:
    """A document with four lines of words at the top of each page, and what ``paint`` draws there before them."""
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True)
    for _ in range(pages):
        paint(canvas)
        canvas.setFillGray(0)
        canvas.setFont(HAN, 10)
        for number, line in enumerate(LINES):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return read_pdf(stream.getvalue(), "drawn.pdf", "")


def count_pictures(document: Document) -> int:
    return sum(each.count for each in document.skipped if each.kind == "picture")


def make_picture(shade: int = 0) -> ImageReader:
    """Lines of dark dots, as words are."""
    picture = Image.new("L", (120, 60), 255)
    for y in range(5, 60, 10):
        ImageDraw.Draw(picture).line((5, y, 115, y), fill=shade, width=3)
    return ImageReader(picture)


def draw_at(x: float, y: float, wide: float, high: float, shade: int = 0) -> Paint:
    return lambda canvas: canvas.drawImage(make_picture(shade), x, y, wide, high)


def draw_strips(canvas: Canvas) -> None:
    for number in range(20):
        canvas.drawImage(make_picture(number), 60, 300 + 10 * number, 400, 10)


def draw_in_form(canvas: Canvas) -> None:
    canvas.beginForm("held")
    canvas.drawImage(make_picture(), 60, 300, 400, 200)
    canvas.endForm()
    canvas.doForm("held")


def draw_in_cell(canvas: Canvas) -> None:
    canvas.grid([50, 150, 250], [600, 620, 640])
    canvas.setFont(HAN, 10)
    canvas.drawString(60, 626, "合计")
    canvas.drawString(160, 626, "5.00")
    canvas.drawString(60, 606, "其他")
    canvas.drawImage(make_picture(), 160, 604, 40, 11)


def draw_two(canvas: Canvas) -> None:
    canvas.drawImage(make_picture(), 60, 500, 400, 150)
    canvas.drawImage(make_picture(), 60, 300, 400, 150)


@pytest.mark.parametrize(
    ("paint", "number"),
    [
        (draw_at(60, 300, 400, 200), 1),
        (draw_strips, 1),
        (draw_in_form, 1),
        (draw_two, 2),
        (draw_in_cell, 1),
        (draw_at(330, 776, 60, 14), 1),
    ],
)
def test_pictures_that_may_show_figures_are_counted(paint: Paint, number: int) -> None:
    document = read(paint)
    assert count_pictures(document) == number
    assert all(line in document.text for line in LINES)


def draw_letterhead(canvas: Canvas) -> None:
    canvas.drawImage(make_picture(), 480, 776, 60, 14)


@pytest.mark.parametrize(
    ("paint", "pages"),
    [
        (draw_at(60, 300, 400, 200, shade=255), 1),
        (draw_at(60, 700, 400, 120), 1),
        (draw_at(500, 100, 40, 40), 1),
        (draw_at(60, 300, 400, 1), 1),
        (draw_at(700, 300, 400, 200), 1),
        (draw_letterhead, 4),
    ],
    ids=["white", "ground", "seal", "rule", "off the page", "letterhead"],
)
def test_decoration_is_not_counted(paint: Paint, pages: int) -> None:
    assert count_pictures(read(paint, pages)) == 0


def test_a_covered_picture_is_not_seen() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawImage(make_picture(), 60, 300, 400, 200)
        canvas.setFillGray(1)
        canvas.rect(50, 290, 420, 220, stroke=0, fill=1)

    assert count_pictures(read(paint)) == 0
