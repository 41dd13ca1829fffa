"""How a workbook shows its cells decides what is read: colours, sizes, rules, what is not shown, text boxes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Drawing
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from tests.read.test_looks import kinds

from disclosure.model import Document
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.formats import read_format

Change = Callable[[Worksheet, Cell], object]


def read(change: Change, value: object = 900.05, member: str = "", content: str = "") -> Document:
    """A sheet with a name, a figure below it and one next to that; ``change`` gets the sheet and the figure's cell."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["项目", "合计"])
    sheet.append(["支出", value])
    cell = sheet["B2"]
    cell.number_format = "0.00"
    change(sheet, cell)
    stream = io.BytesIO()
    book.save(stream)
    if not member:
        return read_format(stream.getvalue(), "a.xlsx")
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr(member, content)
        rels = "http://schemas.openxmlformats.org/package/2006/relationships"
        target = f'<Relationship Id="r1" Type="x/drawing" Target="/{member}"/>'
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", f'<Relationships xmlns="{rels}">{target}</Relationships>')
    return read_format(packed.getvalue(), "a.xlsx")


def put(**attributes: object) -> Change:
    """Change the figure's cell."""

    def change(_: Worksheet, cell: Cell) -> None:
        for name, value in attributes.items():
            setattr(cell, name, value)

    return change


def paint(letters: Color | str, ground: str = "") -> Change:
    fill = PatternFill("solid", fgColor=ground) if ground else PatternFill()
    return put(font=Font(color=letters), fill=fill)


@pytest.mark.parametrize(
    "change",
    [
        paint(Color(indexed=9)), paint(Color(indexed=1)), paint(Color(theme=0)), paint(Color(theme=0, tint=-0.02)),
        paint("FEFEFE"), paint("0000FF", "0000FF"), paint("C0C0C0", "C0C0C0"), paint("000000", "000000"),
        put(fill=PatternFill("solid", fgColor="000000")), put(font=Font(sz=1)),
    ],
)  # fmt: skip
def test_letters_in_the_colour_of_their_ground_or_too_small_are_unread(change: Change) -> None:
    assert kinds(read(change)) == {"visibility": 1}


def test_letters_on_another_ground_are_read() -> None:
    for change in (paint("FFFFFF", "1F4E79"), paint(Color(theme=1)), paint("FF0000"), paint("000000", "FFFF00")):
        assert "900.05" in read(change).text


def rule(one: Rule) -> Change:
    return lambda sheet, _: sheet.conditional_formatting.add("A1:C9", one)


def when(formula: list[str], font: Font, operator: Any = None) -> Rule:
    kind: Any = "cellIs" if operator else "expression"
    return Rule(type=kind, operator=operator, formula=formula, dxf=DifferentialStyle(font=font))


WHITE = Font(color="FFFFFF")
UNSHOWN = DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode=";;;"))
BAR = DataBar(cfvo=[FormatObject("min"), FormatObject("max")], color="00FF00", showValue=False)


@pytest.mark.parametrize(
    ("one", "read_so"),
    [
        (when(["0"], WHITE, "greaterThan"), False),
        (when(["900.05"], Font(strike=True), "equal"), False),
        (Rule(type="expression", formula=["TRUE"], dxf=UNSHOWN), False),
        (Rule(type="dataBar", dataBar=BAR), False),
        (when(["0"], WHITE, "equal"), True),
        (when(["1", "2"], WHITE, "between"), True),
        (when(["B2=0"], WHITE), True),
        (when(["ISERROR(B2)"], WHITE), True),
        (when(["0"], WHITE, "lessThan"), True),
        (when(["0"], Font(color="FF0000"), "greaterThan"), True),
    ],
)
def test_a_rule_that_may_hide_a_figure_leaves_it_unread(one: Rule, *, read_so: bool) -> None:
    document = read(rule(one))
    assert ("900.05" in document.text) is read_so
    assert kinds(document) == ({} if read_so else {"visibility": 1})


def test_a_crossed_cell_is_struck_out() -> None:
    document = read(put(border=Border(diagonal=Side("thin"), diagonalUp=True)))
    assert PLACEHOLDER in document.text
    assert kinds(document) == {"struck": 1}


def rich(*parts: TextBlock | str) -> Change:
    return put(value=CellRichText(*parts))


write_small = rich(TextBlock(InlineFont(sz=11), "900.05"), TextBlock(InlineFont(sz=5), "1"))


def make_comment(words: str) -> Comment:
    make: Any = Comment  # the library does not type it
    made: Comment = make(words, "a")
    return made


def add_image(sheet: Worksheet, _: Cell) -> None:
    """Lay a picture over a sheet."""
    stream = io.BytesIO()
    Image.new("RGB", (60, 20)).save(stream, "PNG")
    add: Any = sheet.add_image  # the library does not type it
    add(Drawing(stream), "D9")


def test_parts_of_a_cell() -> None:
    unseen = TextBlock(InlineFont(color=Color(rgb="FFFFFFFF")), "9")
    assert f"9{PLACEHOLDER}00.05" in read(rich("9", unseen, "00.05")).text
    small = read(write_small)
    assert f"900.05{PLACEHOLDER}1" in small.text
    assert kinds(small) == {"overlaid": 1}
    struck = read(rich(TextBlock(InlineFont(strike=True), "850.05"), "900.05"))
    assert "\t900.05\n" in struck.text
    assert kinds(struck) == {"struck": 1}


def test_zeros_that_a_sheet_does_not_show_are_not_there() -> None:
    def hide(sheet: Worksheet, _: Cell) -> None:
        sheet.sheet_view.showZeros = False

    assert "0.00" not in read(hide, 0).text
    assert "900.05" in read(hide).text


def hide_row(sheet: Worksheet, _: Cell) -> None:
    sheet.row_dimensions[2].hidden = True


def flatten_row(sheet: Worksheet, _: Cell) -> None:
    sheet.row_dimensions[2].height = 0.5


def narrow_column(sheet: Worksheet, _: Cell) -> None:
    sheet.column_dimensions["B"].width = 0.1


def hide_sheet(sheet: Worksheet, _: Cell) -> None:
    book = sheet.parent
    assert book is not None
    other = book.create_sheet("旧")
    other.append(["合计", 900.05])
    other.sheet_state = "veryHidden"
    sheet["B2"] = None


@pytest.mark.parametrize("change", [hide_row, flatten_row, narrow_column, hide_sheet])
def test_figures_of_rows_columns_and_sheets_that_are_not_shown_are_counted(change: Change) -> None:
    document = read(change)
    assert "900.05" not in document.text
    assert kinds(document) == {"hidden": 1}


SPACES = (
    'xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def make_box(row: int, words: str, more: str = "") -> str:
    paragraph = f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>"
    return (
        f"<twoCellAnchor><from><row>{row}</row></from><grpSp><grpSpPr/><sp><nvSpPr><cNvPr id='2' name='a'{more}/>"
        f"</nvSpPr><txBody>{paragraph}</txBody></sp></grpSp></twoCellAnchor>"
    )


def test_text_boxes_are_read_as_lines() -> None:
    boxes = make_box(0, "单位：万元") + make_box(5, "另有30.00万元") + make_box(5, "777.77", ' hidden="1"')
    document = read(lambda *_: None, 900.05, "xl/drawings/drawing1.xml", f"<wsDr {SPACES}>{boxes}</wsDr>")
    assert document.text.splitlines() == ["单位：万元", "Sheet", "项目\t合计", "支出\t900.05", "另有30.00万元"]
    assert kinds(document) == {"hidden": 1}


def read_old(style: str = "", change: Callable[[xlwt.Worksheet], object] = lambda _: None) -> Document:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表", cell_overwrite_ok=True)
    for row, words in enumerate(("项目", "支出")):
        sheet.write(row, 0, words)
    sheet.write(1, 1, 900.05, xlwt.easyxf(style, num_format_str="0.00"))
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return read_format(stream.getvalue(), "a.xls")


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("font: struck_out on", "struck"), ("font: colour white", "visibility"), ("font: height 20", "visibility"),
        ("font: colour blue; pattern: pattern solid, fore_colour blue", "visibility"),
    ],
)  # fmt: skip
def test_the_same_in_an_old_workbook(style: str, kind: str) -> None:
    assert kinds(read_old(style)) == {kind: 1}


def write_parts(sheet: xlwt.Worksheet) -> None:
    sheet.write_rich_text(1, 1, ["900.05", ("1", xlwt.easyfont("escapement superscript"))])


def test_a_note_mark_in_an_old_workbook_ends_a_figure() -> None:
    assert "支出\t900.05¹\n" in read_old(change=write_parts).text


def hide_old_row(sheet: xlwt.Worksheet) -> None:
    sheet.row(1).hidden = 1


def insert_picture(sheet: xlwt.Worksheet) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (60, 20)).save(stream, "BMP")
    sheet.insert_bitmap_data(stream.getvalue(), 1, 1)


def test_what_an_old_workbook_hides_or_draws_is_counted() -> None:
    assert kinds(read_old(change=hide_old_row)) == {"hidden": 1}
    assert kinds(read_old(change=insert_picture)) == {"picture": 1}
