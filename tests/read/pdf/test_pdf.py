"""PDF: what stands where, in tables with and without rules; nothing lost, on specimens and on the sources at hand."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from tests.specimens.formats.content import LINES, UNIT, lines_of
from tests.specimens.formats.paper import write_pdf
from tests.specimens.formats.typeface import HAN, register_typeface

from disclosure.model import Document, Paragraph
from disclosure.read.page.marks import Rule
from disclosure.read.pdf.reader import read_pdf
from disclosure.read.tables.ruling import find_grids

HEIGHT = 842.0
Text = tuple[float, float, str]
Rules = tuple[tuple[float, float, float, float], ...]


def draw(*texts: Text, rules: Rules = (), size: float = 10, pages: int = 1, mark: str = "") -> Document:
    """Read a PDF with each text's left end and baseline (downwards), these rules and a mark aslant, on each page."""
    return draw_pages([texts] * pages, rules, size, mark)


def draw_pages(pages: Sequence[tuple[Text, ...]], rules: Rules = (), size: float = 10, mark: str = "") -> Document:
    """The same with other texts on each page."""
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, HEIGHT), invariant=True)
    for texts in pages:
        canvas.setFont(HAN, size)
        for x, y, text in texts:
            canvas.drawString(x, HEIGHT - y, text)
        for x0, y0, x1, y1 in rules:
            canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        if mark:
            canvas.translate(100, HEIGHT - 240)
            canvas.rotate(40)
            canvas.drawString(0, 0, mark)
        canvas.showPage()
    canvas.save()
    return read_pdf(stream.getvalue(), "drawn.pdf", "")


def grid_of(document: Document) -> list[list[str]]:
    """The words of the only table, row by row."""
    (table,) = document.tables()
    return [[document.text[cell.start : cell.end] for cell in row] for row in table.rows()]


def box(xs: list[float], ys: list[float]) -> Rules:
    """Rules of a full grid."""
    return (*((xs[0], y, xs[-1], y) for y in ys), *((x, ys[0], x, ys[-1]) for x in xs))


def test_furniture() -> None:
    document = read_pdf(write_pdf(), "report.pdf", "")
    marked = ["".join(document.text[b.start : b.end].split()) for b in document.blocks if _is_furniture(b)]
    assert marked == [word for page in (1, 2, 3) for word in (f"{UNIT}部门决算公开", f"-{page}-")]


def _is_furniture(block: object) -> bool:
    return isinstance(block, Paragraph) and block.furniture


def test_what_repeats_within_the_page_is_not_furniture() -> None:
    document = draw((50, 300, "单位：万元"), (50, 330, "金额合计为零"), pages=5)
    assert lines_of(document) == ["单位：万元", "金额合计为零"] * 5


def test_a_running_head_with_the_page_number_in_it() -> None:
    numbered = [f"部门预算公开 第{page}页" for page in range(1, 6)]
    document = draw_pages([((50, 30, head), (50, 300, "第1页的正文")) for head in numbered])
    assert lines_of(document) == ["第1页的正文"] * 5


def test_a_running_head_of_the_few_landscape_pages() -> None:
    """A report of 12 upright pages with 4 landscape ones of forms: their running head is at another height."""
    register_typeface()
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=True)
    for page in range(16):
        width, height = (842.0, 595.0) if 6 <= page < 10 else (595.0, 842.0)
        canvas.setPageSize((width, height))
        canvas.setFont(HAN, 10)
        canvas.drawString(50, height - (45 if width > height else 30), "部门预算公开")
        canvas.drawString(50, 300, f"正文{page}")
        canvas.showPage()
    canvas.save()
    assert lines_of(read_pdf(stream.getvalue(), "drawn.pdf", "")) == [f"正文{page}" for page in range(16)]


def test_the_unit_of_measure_is_not_a_running_head() -> None:
    document = draw((50, 30, "部门：望舒市档案局"), (50, 45, "单位：万元"), (50, 300, "正文"), pages=4)
    assert lines_of(document) == ["单位：万元", "正文"] * 4


def test_a_year_is_not_a_page_number() -> None:
    assert lines_of(draw((50, 60, "2024"), (50, 300, "部门决算公开"), (50, 800, "- 12 -"))) == ["2024", "部门决算公开"]


def test_a_watermark_is_not_in_the_sentence() -> None:
    document = draw(
        (60, 205, "合计"), (160, 205, "1,234.50"), rules=box([50, 150, 260], [190, 210, 230]), mark="样本仅供参考"
    )
    assert grid_of(document)[0] == ["合计", "1,234.50"]
    assert [document.text[b.start : b.end] for b in document.blocks if _is_furniture(b)] == ["样本仅供参考"]


def test_dotted_rules() -> None:
    dotted = [
        piece
        for x0, y0, x1, y1 in box([50, 150, 260], [190, 210, 230])
        for piece in (
            [(x, y0, x + 1.5, y0) for x in range(int(x0), int(x1), 3)]
            if y0 == y1
            else [(x0, y, x0, y + 1.5) for y in range(int(y0), int(y1), 3)]
        )
    ]
    document = draw((60, 205, "合计"), (160, 205, "1,234.50"), rules=tuple(dotted))
    assert grid_of(document)[0] == ["合计", "1,234.50"]


@pytest.mark.parametrize("sign", [*"-−－﹣–—△▲负（(", "(-"])
def test_a_sign_that_ends_a_line_is_kept(sign: str) -> None:
    """pdfium takes hyphens off the end of a line: the sum on the next one would lose its minus."""
    document = draw((60, 205, f"其他收入{sign}"), (60, 225, "5.00万元"))
    assert lines_of(document) == [f"其他收入{sign}", "5.00万元"]


def draw_beyond(rotation: int = 0, crop: tuple[float, ...] = ()) -> Document:
    """A page of 300 by 500 points with words and a figure on it, figures and a grid beyond its edges."""
    drawn, turned = io.BytesIO(), io.BytesIO()
    canvas = Canvas(drawn, pagesize=(300, 500), invariant=True)
    if crop:
        canvas.setCropBox(crop)
    for x, y, text in ((100, 250, "Total"), (100, 400, "5.00"), (320, 250, "8.00"), (-60, 250, "6.00")):
        canvas.drawString(x, y, text)
    canvas.drawString(100, 520, "9.00")
    canvas.drawString(100, -9, "7.00")
    canvas.grid([310, 340, 370], [240, 260, 280])
    canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(drawn.getvalue()) as document:
        document[0].set_rotation(rotation)
        document.save(turned)
    return read_pdf(turned.getvalue(), "drawn.pdf", "")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_is_off_the_page_is_counted_and_not_read(rotation: int) -> None:
    document = draw_beyond(rotation)
    assert document.text == "5.00\nTotal\n"
    assert [(each.kind, each.count) for each in document.skipped] == [("hidden", 4)]


def test_a_page_is_what_its_crop_box_shows() -> None:
    document = draw_beyond(crop=(0, 240, 300, 380))
    assert document.text == "Total\n"
    assert [(each.kind, each.count) for each in document.skipped] == [("hidden", 5)]


def test_a_sign_above_its_figure_in_a_cell_is_kept() -> None:
    rules = box([50, 150, 260], [190, 230, 250])
    document = draw((60, 205, "其他收入"), (160, 205, "-"), (160, 220, "5.00"), (60, 245, "合计"), rules=rules)
    assert grid_of(document)[0] == ["其他收入", "-\n5.00"]


def test_figures_of_another_font_stay_in_their_sentence() -> None:
    document = read_pdf(write_pdf(), "report.pdf", "")
    assert "".join(lines_of(document)).startswith("".join(LINES))


def test_a_table_without_rules() -> None:
    rows = [
        ("科目", "合计", "基本支出"),
        ("教育支出", "1,234.50", "234.50"),
        ("卫生支出", "100.00", ""),
        ("合计", "1,334.50", "234.50"),
    ]
    texts = [(60 + 120 * c, 200 + 20 * r, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    document = draw((50, 120, "二、说明"), (50, 150, "本表反映支出情况。"), *texts, (50, 500, "三、其他说明的文字。"))
    assert grid_of(document) == [list(row) for row in rows]
    assert lines_of(document) == ["二、说明", "本表反映支出情况。", "三、其他说明的文字。"]


def test_prose_with_amounts_is_not_a_table() -> None:
    texts = [(50.0, 200.0 + 20 * r, f"收入{r}123.45万元，支出{r}678.90万元，结余{r}5.55万元。") for r in range(8)]
    assert list(draw(*texts).tables()) == []


def test_columns_ruled_but_rows_not() -> None:
    rows = [("教育支出", "1,234.50", "234.50"), ("卫生支出", "100.00", "50.00"), ("合计", "1,334.50", "284.50")]
    texts = [(60 + 120 * c, 230 + 20 * r, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    head = [(60 + 120 * c, 205.0, text) for c, text in enumerate(("科目", "合计", "基本支出"))]
    document = draw(*head, *texts, rules=box([50, 170, 290, 410], [190, 212, 290]))
    assert grid_of(document) == [["科目", "合计", "基本支出"], *map(list, rows)]


def test_a_figure_that_a_rule_cuts_stays_whole() -> None:
    texts = [(60.0, 205.0, "合计"), (152.0, 205.0, "1,234,567.89"), (60.0, 225.0, "其他"), (220.0, 225.0, "5.00")]
    document = draw(*texts, rules=box([50, 150, 205, 260], [190, 210, 230]))
    assert grid_of(document) == [["合计", "1,234,567.89", ""], ["其他", "", "5.00"]]


def test_figures_that_touch_a_rule_stay_apart() -> None:
    texts = [(60.0, 205.0, "合计"), (150.0, 205.0, "12345.67"), (190.0, 205.0, "76543.21")]
    document = draw(*texts, rules=box([50, 150, 190, 260], [190, 210, 230]))
    assert grid_of(document)[0] == ["合计", "12345.67", "76543.21"]


def test_a_figure_broken_over_lines_of_its_cell_is_one() -> None:
    texts = [
        (60.0, 202.0, "合计"),
        (152.0, 200.0, "1234567"),
        (152.0, 212.0, "8.90"),
        (212.0, 200.0, "5"),
        (212.0, 212.0, "6"),
    ]
    document = draw(*texts, rules=box([50, 150, 190, 400], [190, 220, 240]))
    assert grid_of(document)[0] == ["合计", "12345678.90", "5\n6"]


def test_a_table_open_at_its_sides_and_below() -> None:
    texts = [(60.0, 205.0, "科目"), (200.0, 205.0, "金额"), (60.0, 225.0, "教育"), (200.0, 225.0, "7.00")]
    rules = ((50, 190, 400, 190), (50, 210, 400, 210), (180, 190, 180, 230))
    assert grid_of(draw(*texts, rules=rules)) == [["科目", "金额"], ["教育", "7.00"]]


def test_a_frame_or_an_underline_is_not_a_table() -> None:
    frame = box([40, 560], [180, 260])
    document = draw((60, 205, "一段说明文字"), (60, 225, "另一段说明"), rules=(*frame, (60, 230, 120, 230)))
    assert lines_of(document) == ["一段说明文字", "另一段说明"]


@given(
    st.lists(st.integers(1, 8), min_size=2, max_size=6),
    st.lists(st.integers(1, 8), min_size=1, max_size=6),
    st.data(),
)
def test_any_full_grid_is_found(widths: list[int], heights: list[int], data: st.DataObject) -> None:
    """Rules drawn in pieces, in any order, a little off: the cells are those of the grid."""
    xs, ys = [50.0], [50.0]
    for width in widths:
        xs.append(xs[-1] + 10 * width)
    for height in heights:
        ys.append(ys[-1] + 10 * height)
    off = st.floats(-0.7, 0.7)
    rules = [
        *(Rule(False, y + data.draw(off), low, high) for y in ys for low, high in pairwise(xs)),
        *(Rule(True, x + data.draw(off), low, high) for x in xs for low, high in pairwise(ys)),
    ]
    (grid,) = find_grids(data.draw(st.permutations(rules)))
    assert len(grid.areas) == len(widths) * len(heights)
    assert all(area.row_span == area.column_span == 1 for area in grid.areas)


def characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace() and char.isprintable())


def own_text(content: bytes) -> tuple[Counter[str], Counter[str]]:
    """Every character that pdfium itself gives, in whatever order: those surely on the page, and all of them.

    A hyphen that pdfium took off the end of a line is U+FFFE or 2.
    """
    inside, every = Counter[str](), Counter[str]()
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            every += characters(_restore_hyphens(text.get_text_range()))
            inside += characters(_restore_hyphens("".join(_write_inside(page, text)))) - _count_repeated(text)
    return inside, every


def _count_repeated(text: pypdfium2.PdfTextPage) -> Counter[str]:
    """The characters that are drawn again at the place of the same character, to look bold."""
    places: dict[str, list[tuple[float, float]]] = {}
    repeated = Counter[str]()
    for index in range(text.count_chars()):
        char = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
        left, low, _, high = text.get_charbox(index, loose=True)
        known, near = places.setdefault(char, []), 0.1 * abs(high - low)
        repeated[char] += any(abs(x - left) <= near and abs(y - low) <= near for x, y in known)
        known.append((left, low))
    return repeated


def _restore_hyphens(text: str) -> str:
    return text.translate({0xFFFE: "-", 2: "-"})


def _write_inside(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Iterator[str]:
    """The whole text of a page, or the characters whose middles are in its box if any is not wholly in it."""
    x0, y0, x1, y1 = page.get_bbox()
    places = [text.get_charbox(index) for index in range(text.count_chars())]
    if all(x0 <= left <= right <= x1 and y0 <= low <= high <= y1 for left, low, right, high in places):
        yield text.get_text_range()
        return
    for index, (left, low, right, high) in enumerate(places):
        if x0 < (left + right) / 2 < x1 and y0 < (low + high) / 2 < y1:
            yield chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_no_character_is_lost_or_made_up(rotation: int) -> None:
    content = write_pdf(rotation=rotation)
    inside, every = own_text(content)
    assert inside == every == characters(read_pdf(content, "report.pdf", "").text)


def _sources() -> list[Path]:
    """Documents of which all that pdfium gives is read: those of ``faults`` have what must not be read."""
    folder = os.environ.get("DISCLOSURE_SOURCES", "")
    found = sorted(Path(folder).rglob("*.pdf")) if folder and Path(folder).is_dir() else []
    return [path for path in found if "faults" not in path.parts]


@pytest.mark.sampled(6)
@pytest.mark.skipif(not _sources(), reason="no PDF sources at hand")
@pytest.mark.parametrize("path", _sources(), ids=lambda path: path.stem)
def test_no_character_of_a_real_document_is_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for those off the page, and those that are not seen, which nothing is added to."""
    content = path.read_bytes()
    inside, every = own_text(content)
    seen = characters(read_pdf(content, path.name, "").text)
    monkeypatch.setattr("disclosure.read.pdf.glyphs.find_suspects", lambda *_, **__: [])
    assert inside <= characters(read_pdf(content, path.name, "").text) <= every
    assert seen <= every
