"""Pages that are pictures: told apart, reported, never silently empty, and read where the OCR engine is installed."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.specimens.formats.content import EXPENDITURE, filled, tables_of
from tests.specimens.formats.paper import HEIGHT, WIDTH, write_pdf, write_scan
from tests.specimens.formats.typeface import HAN, register_typeface

from disclosure.errors import SourceError
from disclosure.read.page import recognition
from disclosure.read.page.marks import Glyph, Rule
from disclosure.read.page.recognition import _is_within, _place_words, _straighten
from disclosure.read.pdf.legibility import is_garbled
from disclosure.read.pdf.reader import read_pdf
from disclosure.read.source import read_bytes

LAYER = "\n".join(["本年支出合计1,200.05万元，其中：基本支出900.05万元。"] * 4)
needs_engine = pytest.mark.skipif(not recognition.is_available(), reason="needs the OCR engine: pip install '.[ocr]'")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_available", lambda: False)


def write_words(lines: list[str]) -> bytes:
    """A PDF with a page of words and an empty page."""
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setFont(HAN, 12)
    for number, line in enumerate(lines):
        canvas.drawString(50, HEIGHT - 50 - 20 * number, line)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.usefixtures("no_engine")
def test_pages_that_are_pictures_are_told() -> None:
    document = read_bytes(write_scan(), "mixed.pdf")
    assert document.unread_pages == (2, 3)
    assert document.recognized_pages == ()
    assert "1,234.50" in document.text


@pytest.mark.usefixtures("no_engine")
def test_a_scan_is_refused_with_the_remedy() -> None:
    with pytest.raises(SourceError, match="scan") as caught:
        read_bytes(write_scan(pages=(0, 1, 2)), "scan.pdf")
    assert ".[ocr]" in caught.value.remedy


def test_whole_and_blank_pages_are_no_pictures() -> None:
    for content in (write_pdf(), write_words(["部门决算公开"] * 3)):
        document = read_pdf(content, "whole.pdf", "")
        assert document.unread_pages == document.recognized_pages == ()


def test_words_hidden_under_a_picture_are_marked() -> None:
    document = read_pdf(write_scan(layer=LAYER), "layer.pdf", "")
    assert document.recognized_pages == (2, 3)
    assert document.unread_pages == ()
    assert not document.is_recognized(document.text.index("1,234.50"))
    assert document.is_recognized(document.text.rindex("1,200.05"))


def test_garbled_words_are_not_taken() -> None:
    private = "".join(chr(0xE000 + index) for index in range(40))
    latin = "ÏÖ½ðÔÂ¸ÊÕÈë×Ü¼Æ" * 4
    for words in (private, latin):
        assert is_garbled([Glyph(char, 0, 10, 10, 10) for char in words])
    for words in ("收入总计1,234.50万元" * 4, "Total revenue 1,234.50 é" * 3, "\ue000部门预算"):
        assert not is_garbled([Glyph(char, 0, 10, 10, 10) for char in words])


def test_characters_of_a_box_stand_side_by_side() -> None:
    box = [(100.0, 50.0), (200.0, 51.0), (200.0, 71.0), (100.0, 70.0)]
    glyphs = list(_place_words(box, "合计 12.5"))
    assert "".join(glyph.char for glyph in glyphs) == "合计12.5"
    assert glyphs[0].x0 == 100
    assert glyphs[-1].x1 == pytest.approx(200)
    assert all(a.x1 <= b.x0 + 1e-9 for a, b in pairwise(glyphs))
    assert all(50 < glyph.middle < 71 for glyph in glyphs)
    assert list(_place_words([(0.0, 0.0), (100.0, 80.0), (90.0, 90.0), (0.0, 20.0)], "水印")) == []


def test_a_stroke_of_a_large_character_is_no_rule() -> None:
    box = [(100.0, 50.0), (300.0, 50.0), (300.0, 110.0), (100.0, 110.0)]
    assert _is_within(Rule(False, 80, 120, 160), box)
    assert _is_within(Rule(True, 120, 60, 100), box)
    assert not _is_within(Rule(False, 80, 90, 320), box)


@needs_engine
def test_a_picture_of_a_form_is_read(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(write_scan(pages=(1,)))
    document = read_bytes(path.read_bytes(), "scan.pdf")
    assert document.recognized_pages == (2,)
    assert document.unread_pages == ()
    # Chinese characters are drawn as boxes in this picture; figures with a font that pdfium has inside
    figures = {box for box in filled(EXPENDITURE) if box.text[0].isdigit() and not box.text.isdigit()}
    assert figures <= tables_of(document)[0]


@needs_engine
def test_a_page_that_leans_is_set_level() -> None:
    """Boxes of a page drawn half a degree aslant: afterwards their lines are level and in their places."""
    numpy = pytest.importorskip("numpy")
    lean = 0.0087
    boxes = [[(50.0, y), (250.0, y + 200 * lean), (250.0, y + 12 + 200 * lean), (50.0, y + 12)] for y in (40.0, 90.0)]
    picture = numpy.full((600, 400, 3), 255, dtype=numpy.uint8)
    words, turned = _straighten([(box, "合计") for box in boxes], picture, 2.0)
    assert turned.shape == picture.shape
    for corners, _ in words:
        assert corners[0][1] == pytest.approx(corners[1][1], abs=0.05)
    assert words[1][0][0][1] - words[0][0][0][1] == pytest.approx(50, abs=0.1)
    level = [([(50.0, 40.0), (250.0, 40.0), (250.0, 52.0), (50.0, 52.0)], "合计")]
    assert _straighten(level, picture, 2.0) == (level, picture)


@needs_engine
def test_more_pictures_than_allowed_stay_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "MAX_RECOGNIZED_PAGES", 0)
    document = read_pdf(write_scan(), "long.pdf", "", recognize=True)
    assert document.unread_pages == (2, 3)
