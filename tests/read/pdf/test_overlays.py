"""Words laid over the words of a page: watermarks are taken out, figures that others lie in are unread."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from tests.read.test_looks import kinds
from tests.read.test_ofd import BODY, lines, text
from tests.read.test_ofd import read as read_drawn_ofd
from tests.specimens.formats.content import lines_of
from tests.specimens.formats.typeface import HAN, register_typeface

from disclosure.model import Document, Paragraph
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.page.marks import Box, Glyph
from disclosure.read.page.overlays import Style, part_overlays
from disclosure.read.pdf.reader import read_pdf

HEIGHT = 842.0
#: Rows of a table, each a name and a figure, and where they are on the page.
ROWS = [("合计", "1,200.05"), ("基本支出", "900.05"), ("项目支出", "300.00"), ("公用经费", "208.30")]
TOP, PITCH, NAMES, FIGURES = 200.0, 40.0, 60.0, 200.0
PALE, BLACK, FAINT = Color(0.8, 0.8, 0.8), Color(0, 0, 0), Color(0, 0, 0, alpha=0.3)


@dataclass
class Over:
    """Words over the page: where they begin (downwards), at which angle, how large, in which colour, and whether below
    the table."""

    words: str
    x: float
    y: float
    angle: float = 0.0
    size: float = 12.0
    colour: Color = field(default_factory=lambda: PALE)
    below: bool = False


def draw(over: Sequence[Over] = (), *, passes: int = 1, shift: float = 0.3, lean: float = 0.0) -> Document:
    """A page with a table and words over it, all of it drawn ``passes`` times and leaning by ``lean`` degrees."""
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, HEIGHT), invariant=True)
    canvas.rotate(lean)
    for each in over:
        if each.below:
            _draw_over(canvas, each)
    canvas.setFillColor(BLACK)
    for number in range(passes):
        canvas.setFont(HAN, 10)
        for index, row in enumerate(ROWS):
            y = HEIGHT - TOP - index * PITCH
            canvas.drawString(NAMES + number * shift, y, row[0])
            canvas.drawString(FIGURES + number * shift, y, row[1])
        for index in range(len(ROWS) + 1):
            canvas.line(50, HEIGHT - TOP + 20 - index * PITCH, 300, HEIGHT - TOP + 20 - index * PITCH)
        for x in (50, 190, 300):
            canvas.line(x, HEIGHT - TOP + 20, x, HEIGHT - TOP + 20 - len(ROWS) * PITCH)
    for each in over:
        if not each.below:
            _draw_over(canvas, each)
    canvas.showPage()
    canvas.save()
    return read_pdf(stream.getvalue(), "drawn.pdf", "")


def _draw_over(canvas: Canvas, each: Over) -> None:
    canvas.saveState()
    canvas.setFillColor(each.colour)
    canvas.setFont(HAN, each.size)
    canvas.translate(each.x, HEIGHT - each.y)
    canvas.rotate(each.angle)
    canvas.drawString(0, 0, each.words)
    canvas.restoreState()


def rows_of(document: Document) -> list[tuple[str, ...]]:
    (table,) = document.tables()
    return [tuple(document.text[cell.start : cell.end] for cell in row) for row in table.rows()]


def laid_over(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if isinstance(b, Paragraph) and b.furniture]


def tile(words: str, angle: float, colour: Color, size: float = 12.0) -> list[Over]:
    return [Over(words, 20 + 95 * i, 60 + 44 * j, angle, size, colour) for i in range(6) for j in range(17)]


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("angle", [2.5, 5, 10, 15, 20, 25, 30, 45, -15, 90])
@pytest.mark.parametrize("words", ["2024-05-18", "内部资料"])
def test_words_at_an_angle_are_not_in_the_lines(words: str, angle: float, below: bool) -> None:
    document = draw([Over(words, 195, 205, angle, colour=BLACK, below=below)])
    assert rows_of(document) == ROWS
    assert laid_over(document) == [words]


@pytest.mark.parametrize("colour", [PALE, FAINT, BLACK])
@pytest.mark.parametrize("angle", [3, 8, 15, 30, 45])
def test_tiles_that_are_most_of_a_page_do_not_turn_it(angle: float, colour: Color) -> None:
    document = draw(tile("样本2024", angle, colour))
    assert rows_of(document) == ROWS
    assert "样本2024" in "".join(laid_over(document))


@pytest.mark.parametrize("size", [10, 14, 30])
@pytest.mark.parametrize("colour", [PALE, FAINT])
def test_level_words_that_are_pale_or_transparent_are_not_in_the_lines(colour: Color, size: float) -> None:
    document = draw([Over("2024-05-18", 203, 203, size=size, colour=colour)])
    assert rows_of(document) == ROWS
    assert laid_over(document) == ["2024-05-18"]


@pytest.mark.parametrize("colour", [PALE, FAINT])
def test_level_tiles_in_empty_places_are_known_by_those_over_words(colour: Color) -> None:
    document = draw(tile("0823", 0, colour))
    assert rows_of(document) == ROWS


def test_pale_figures_repeated_over_no_words_are_unread() -> None:
    document = draw([Over("0823", 250, 180 + 40 * index, size=10) for index in range(8)])
    assert [row[1].split()[0] for row in rows_of(document)] == [figure for _, figure in ROWS]
    assert "0823" not in document.text
    assert kinds(document)["overlaid"] == 8


@pytest.mark.parametrize("words", ["内部资料", "0823", "5"])
def test_a_figure_with_other_characters_in_it_is_unread(words: str) -> None:
    document = draw([Over(words, 210, 244, size=14, colour=BLACK)])
    found = rows_of(document)
    assert [row[0] for row in found] == [name for name, _ in ROWS]
    assert [row for index, row in enumerate(found) if index != 1] == [*ROWS[:1], *ROWS[2:]]
    assert PLACEHOLDER in found[1][1]
    assert not any(char.isdigit() for char in found[1][1])
    assert kinds(document)["overlaid"] > 0


@pytest.mark.parametrize(("words", "unread"), [("）", 0), ("。", 0), ("-", 1), ("元", 1)])
def test_a_bracket_over_a_figure_is_no_part_of_it(words: str, unread: int) -> None:
    document = draw([Over(words, 205, 237.5, size=10, colour=BLACK)])
    assert kinds(document)["overlaid"] == unread


def test_pale_figures_that_reach_into_the_next_cell_are_not_taken_for_a_watermark() -> None:
    document = draw([Over("7,777.77", 192, 240, size=10)])
    assert PLACEHOLDER in rows_of(document)[1][1]
    assert laid_over(document) == []


@pytest.mark.parametrize("shift", [0.0, 0.3, 0.8])
def test_words_drawn_twice_count_once(shift: float) -> None:
    assert rows_of(draw(passes=2, shift=shift)) == ROWS
    assert rows_of(draw(passes=3, shift=shift / 2)) == ROWS


def test_a_page_that_leans_is_read_without_its_watermark() -> None:
    document = draw([Over("2024-05-18", 195, 205, 20, colour=BLACK)], lean=-3)
    assert "2024" not in "".join(lines_of(document))
    assert laid_over(document) == ["2024-05-18"]


def test_letters_slanted_to_be_italic_are_in_their_line() -> None:
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, HEIGHT), invariant=True)
    canvas.setFont(HAN, 10)
    canvas.drawString(60, 600, "合计")
    canvas.transform(1, 0, 0.33, 1, -0.33 * 600, 0)
    canvas.drawString(80, 600, "1,200.05万元")
    canvas.showPage()
    canvas.save()
    assert lines_of(read_pdf(stream.getvalue(), "drawn.pdf", "")) == ["合计1,200.05万元"]


def test_in_an_ofd_pale_and_transparent_words_over_a_figure_are_not_in_its_line() -> None:
    for more, inside in (
        ("", '<FillColor Value="205 205 205"/>'), ('Alpha="150"', ""), ("", '<FillColor Value="0 0 0" Alpha="90"/>'),
        ('CTM="0.998 0.0523 -0.0523 0.998 0 0"', ""),
    ):  # fmt: skip
        found = read_drawn_ofd(text("支出650.00") + text("2024", 29, 49, more, inside))
        assert lines(found) == ["支出650.00", BODY, "2024"]


def test_in_an_ofd_a_figure_with_other_characters_in_it_is_unread() -> None:
    found = read_drawn_ofd(text("支出650.00") + text("20", 31, 49))
    assert kinds(found)["overlaid"] > 0
    assert not any(char.isdigit() for char in "".join(lines(found)))


class Plain:
    """All characters are black, and drawn as wide as a part of their boxes."""

    def __init__(self, glyphs: Sequence[Glyph], drawn: float) -> None:
        self.glyphs, self.drawn = glyphs, drawn

    def style(self, place: int) -> Style:
        return Style()

    def ink(self, place: int) -> Box:
        _, x0, x1, baseline, height = self.glyphs[place]
        return x0, baseline - 0.7 * height, x0 + self.drawn * (x1 - x0), baseline


@given(
    st.lists(st.text("0123456789,.", min_size=1, max_size=9), min_size=1, max_size=6),
    st.floats(1, 2.4),
    st.floats(0.4, 0.9),
)
def test_boxes_wider_than_the_steps_of_their_characters_lie_over_nothing(
    figures: list[str], wide: float, gap: float
) -> None:
    glyphs = []
    x = 10.0
    for figure in figures:
        for char in figure:
            glyphs.append(Glyph(char, x, x + 5 * wide, 100.0, 10.0))
            x += 5
        x += 10 * gap
    assert part_overlays(glyphs, Plain(glyphs, 0.9 / wide)) == (glyphs, [])
