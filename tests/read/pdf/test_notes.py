"""Note marks and struck-out words of PDF and OFD: neither is part of the figure next to it."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.read.test_looks import kinds
from tests.read.test_ofd import BODY, lines, text
from tests.read.test_ofd import read as read_drawn_ofd
from tests.specimens.formats.content import lines_of
from tests.specimens.formats.typeface import HAN, register_typeface

from disclosure.model import Document
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.pdf.reader import read_pdf

HEIGHT = 842.0
Piece = tuple[float, float, float, str]
Rule = tuple[float, float, float, float]


def draw(*pieces: Piece, rules: tuple[Rule, ...] = (), boxed: bool = False, font: str = "Helvetica") -> Document:
    """A page with texts (left end, baseline downwards, size, words), horizontal rules, and around all a box."""
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, HEIGHT), invariant=True)
    for x, y, size, words in pieces:
        canvas.setFont(font if words.isascii() else HAN, size)
        canvas.drawString(x, HEIGHT - y, words)
    if boxed:
        canvas.grid([50, 150, 260, 370], [HEIGHT - 230, HEIGHT - 210, HEIGHT - 180])
    canvas.setLineWidth(0.6)
    for x0, y0, x1, y1 in rules:
        canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
    canvas.showPage()
    canvas.save()
    return read_pdf(stream.getvalue(), "drawn.pdf", "")


def row_of(document: Document) -> list[str]:
    (table,) = document.tables()
    return [document.text[cell.start : cell.end] for cell in table.rows()[0]]


#: Where a mark is behind a figure of 10 points: rise and size.
MARKS = {
    "small and raised": (3.5, 6.0),
    "small and raised far": (5.5, 6.0),
    "small on the baseline": (0.0, 6.0),
    "small and a little raised": (2.0, 7.0),
    "of one size and raised": (4.0, 10.0),
    "small and lowered": (-2.0, 6.0),
}


@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize("words", ["1", "12", "[1]", "1,2"])
@pytest.mark.parametrize("rise", MARKS)
def test_a_note_mark_is_not_part_of_the_figure(rise: str, words: str, boxed: bool) -> None:
    up, size = MARKS[rise]
    figure = "900.05"
    x1 = 160 + 2.78 + 5 * 5.56
    pieces = ((60.0, 200.0, 10.0, "基本支出"), (160.0, 200.0, 10.0, figure), (x1 + 0.4, 200.0 - up, size, words))
    document = draw(*pieces, (60.0, 225.0, 10.0, "合计"), (300.0, 200.0, 10.0, "12.50"), boxed=boxed)
    raised = words.translate(str.maketrans("0123456789[]", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"))
    if boxed:
        assert row_of(document) == ["基本支出", f"{figure}{raised}", "12.50"]
    else:
        assert f"{figure}{raised}" in "".join(lines_of(document))


@pytest.mark.parametrize("rise", MARKS)
def test_a_note_mark_before_a_figure_and_behind_words(rise: str) -> None:
    up, size = MARKS[rise]
    document = draw((60, 200, 10, "基本支出"), (100.4, 200 - up, size, "3"), (60, 260, 10, "公用经费"),
                    (159.4 - size * 0.556, 260 - up, size, "4"), (160, 260, 10, "900.05"))  # fmt: skip
    assert "基本支出³" in document.text
    assert "⁴900.05" in document.text


def test_small_decimals_leave_the_figure_unread() -> None:
    document = draw((60, 200, 10, "合计"), (160, 200, 10, "1,200."), (160 + 27.8, 196.5, 6, "05"), BELOW)
    assert lines_of(document) == [f"合计{PLACEHOLDER}", BELOW[3]]
    assert kinds(document) == {"overlaid": 1}


def test_digits_of_another_font_a_little_off_are_one_figure() -> None:
    document = draw((60, 200, 10, "合计"), (160, 200, 10, "1,200"), (160 + 25.02, 200.8, 10, ".05"), BELOW)
    assert lines_of(document) == ["合计1,200.05", BELOW[3]]


def test_numbers_in_cells_next_to_each_other_are_no_notes() -> None:
    document = draw((60, 200, 10, "合计"), (120, 200, 10, "900.05"), (151, 203, 7, "12"), boxed=True)
    assert row_of(document)[1] == "12"


BELOW = (60.0, 260.0, 10.0, "本单位决算说明")
STRUCK = [(160.0, 200.0, 10.0, "900.05"), (200.0, 200.0, 10.0, "950.05")]


@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize("above", [2.5, 3.5, 4.5])
def test_a_struck_out_figure_is_not_read(above: float, boxed: bool) -> None:
    rules = ((160.0, 200 - above, 190.6, 200 - above),)
    document = draw((60, 200, 10, "合计"), *STRUCK, rules=rules, boxed=boxed)
    assert "900.05" not in document.text
    assert "950.05" in document.text
    assert kinds(document) == {"struck": 1}


def test_a_struck_out_figure_that_is_alone_leaves_a_placeholder() -> None:
    document = draw((60, 200, 10, "合计"), STRUCK[0], BELOW, rules=((160.0, 196.5, 190.6, 196.5),), boxed=True)
    assert row_of(document)[:2] == ["合计", PLACEHOLDER]


def test_a_sentence_struck_out_from_end_to_end() -> None:
    document = draw((60, 200, 10, "支出5.00万元"), (60, 230, 10, "收入7.00万元"), rules=((60, 196.5, 119, 196.5),))
    assert "5.00" not in document.text
    assert "收入7.00万元" in document.text


def test_rules_of_tables_and_lines_below_words_strike_nothing_out() -> None:
    for at in (201.5, 190.0, 212.0):
        assert "900.05" in draw((60, 200, 10, "合计"), STRUCK[0], rules=((160.0, at, 190.6, at),)).text
    assert "900.05" in draw((60, 200, 10, "合计"), STRUCK[0], rules=((50.0, 196.5, 260.0, 196.5),)).text


def test_in_an_ofd_note_marks_and_struck_out_figures_are_not_read() -> None:
    small = '<TextObject Boundary="{} {} 9 6" Size="2"><TextCode X="0" Y="2">{}</TextCode></TextObject>'
    found = read_drawn_ofd(text("支出650.00") + small.format(40.2, 50, "1"))
    assert lines(found) == ["支出650.00¹", BODY]
    line = '<PathObject Boundary="{} {} 12 1"><AbbreviatedData>M 0 0 L 12 0</AbbreviatedData></PathObject>'
    found = read_drawn_ofd(text("650.00", 28, 50) + text("支出700.00", 44, 50) + line.format(28, 52.6))
    assert "650.00" not in found.text
    assert "700.00" in found.text
    assert kinds(found) == {"struck": 1}
