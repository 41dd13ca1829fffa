"""Spreadsheets: numbers as shown, merged cells, hidden sheets, rows and columns."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from tests.specimens.formats.content import lines_of, tables_of
from tests.specimens.formats.hostile import write_rows
from tests.specimens.formats.office import write_xls

from disclosure.errors import SourceError
from disclosure.model import Document, SkipKind
from disclosure.read.building.skips import mark
from disclosure.read.formats import read_format
from disclosure.read.workbook.number_format import show_value

#: A spreadsheet's dates have no time zone.
DAY = datetime.datetime(2025, 1, 8)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e16, "General", "10000000000000000"),
        (1234567, "#,##0", "1,234,567"),
        (-1234.5, "#,##0.00_ ;[Red]\\-#,##0.00\\ ", "-1,234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "-1,234.50"),
        (0, '#,##0.00;-#,##0.00;"-"', "-"),
        (0.2534, "0.00%", "25.34%"),
        (2.675, "0.00", "2.68"),
        (-0.001, "0.00", "0.00"),
        (5, "000", "005"),
        (0.5, "#.##", ".5"),
        (3, "0.##", "3"),
        (1234567.8, "#,##0.00,", "1,234.57"),
        (12.5, '"¥"#,##0.00"元"', "¥12.50元"),
        (2080501, "@", "2080501"),
        (1.5, "# ?/?", "1.5"),
        (1.3, "# ?/?", mark("number_format")),
        (900.05, "0.00E+00", mark("number_format")),
        (905, "0.00E+00", "905"),
        (-5.2, "0.00;0.00-", "-5.20"),
        (-5.2, '0.00;"负"0.00', "-5.20"),
        (-5.2, "0.00;<0.00>", "-<5.20>"),
        (-5.2, "General;[Red]-General", "-5.2"),
        (-5.2, "General;[Red]General", "-5.2"),
        (900.05, "0.00*1", mark("number_format")),
        (15, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "15.00"),
        # conditions
        (0, '[=0]"-";#,##0.00', "-"),
        (1200.05, '[=0]"-";#,##0.00', "1,200.05"),
        (-3, '[=0]"-";#,##0.00', "-3.00"),
        (5000, '[>=10000]0\\.0,"万";0"元"', "5000元"),
        (1234.5, '[<0]"减"0.00;"增"0.00', "增1234.50"),
        (-1234.5, '[<0]"减"0.00;"增"0.00', "减1234.50"),
        (7, "[Red][<5]0.0;[Blue][>6]0.00;0", "7.00"),
        (5, "[<5]0.0;[>6]0.00;0", "5"),
        # the sign that only a colour shows
        (-5.2, "#,##0.00;[Red]#,##0.00", "-5.20"),
        (-5.2, "#,##0.00;[红色]#,##0.00", "-5.20"),
        (-5.2, "#,##0.00;[Color3]#,##0.00", "-5.20"),
        (-5.2, "0.00_ ;[Red](0.00)", "-5.20"),
        (-5.2, '0.00;"△"0.00', "-5.20"),
        # literals between digits: 元 shown in 万元
        (123456, "0\\.0,", "12.3"),
        (1234567, "0\\.0,", "123.5"),
        (12000500, "0!.0000", "1200.0500"),
        (12000500, '0"."0,', "1200.1"),
        (1234567890, "0.00,,", "1234.57"),
        (-12000500, "0!.0000", "-1200.0500"),
        # currency and East Asian names of General
        (12.5, "[$¥-804]#,##0.00", "¥12.50"),
        (12.5, "[$-804]0.0", "12.5"),
        (12.5, "G/通用格式", "12.5"),
        (12.5, 'G/通用格式"万元"', "12.5万元"),
        # a zero that shows nothing is a blank
        (0, "#,##0.00;-#,##0.00;", ""),
        (0, "#", ""),
        (-5.2, '[=0]"";#,##0.00', "-5.20"),
        (-5.2, '0.00"元";0.00"元"', "-5.20元"),
        (1, '0;"a;b"0', "1"),
        ("字", '@"元"', "字元"),
        ("字", "#,##0.00", "字"),
        (True, "General", "TRUE"),
        ("0205", "General", "0205"),
        (None, "0.00", ""),
        (DAY, 'yyyy"年"m"月"d"日"', "2025年1月8日"),
        (DAY, "yyyy-mm-dd", "2025-01-08"),
        (DAY.replace(hour=9, minute=5), "yyyy/m/d h:mm", "2025/1/8 9:05"),
        (datetime.date(2025, 1, 8), "General", "2025-01-08"),
        (datetime.time(9, 5), "h:mm AM/PM", "9:05 上午"),
    ],
)
def test_numbers_as_shown(value: object, code: str, shown: str) -> None:
    assert show_value(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "kind"),
    [
        (12.5, ";;;", "hidden"),
        (-12.5, "0.00;", "hidden"),
        ("字", ";;;", "hidden"),
        (12.5, "[DBNum1]0.00", "number_format"),
        (12.5, "0.0.0", "number_format"),
        (12.5, "0.00x", "number_format"),
        (3, "[>5]0.00", "number_format"),
        (3, "0.0;[<2]0.00", "number_format"),
        (5.5, "[<5]0.0;[>6]0.00", "number_format"),
        (12.5, "0" * 600, "number_format"),
    ],
)
def test_what_is_not_shown_or_not_certain_is_not_read(value: object, code: str, kind: SkipKind) -> None:
    assert show_value(value, code) == mark(kind)


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from(["#,##0.00", "0.00;[Red]0.00", "#,##0.00;[绿色]#,##0.00", '[=0]"-";0.00', "0.00_);[Red]-0.00"]),
)
def test_no_format_loses_a_sign(value: Decimal, code: str) -> None:
    shown = show_value(value, code).replace(",", "")
    assert shown == "-" if not value and code.startswith("[=0]") else Decimal(shown) == value


@given(st.decimals(-(10**12), 10**12, places=2))
def test_amounts_survive_their_format(value: Decimal) -> None:
    assert Decimal(show_value(value, "#,##0.00").replace(",", "")) == value


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=20))
def test_no_format_breaks_the_reader(value: float, code: str) -> None:
    assert isinstance(show_value(value, code), str)


def test_what_is_hidden_is_not_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "收支总表"
    rows: list[tuple[str | float, ...]] = [
        ("项目", "备用", "金额"),
        ("收入", "x", 12.5),
        ("内部", "y", 99),
        ("支出", "z", 10),
    ]
    for row, words in enumerate(rows, 1):
        for column, word in enumerate(words, 1):
            sheet.cell(row, column, word)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("内部数据").cell(1, 1, "秘")
    book["内部数据"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    document = read_format(stream.getvalue(), "book.xlsx")
    assert lines_of(document) == ["收支总表"]
    assert {(box.text, box.row, box.column) for box in tables_of(document)[0]} == {
        ("项目", 0, 0), ("金额", 0, 1), ("收入", 1, 0), ("12.5", 1, 1), ("支出", 2, 0), ("10", 2, 1),
    }  # fmt: skip


def test_a_cell_of_a_format_that_is_not_there_is_refused() -> None:
    """Found by changing bytes: a cell's format is a number, and the library does not look whether there is one."""
    content = bytearray(write_xls())
    at = content.index(b"\xfd\x00\x0a\x00")  # the record of a cell of words: row, column, format, which words
    content[at + 8 : at + 10] = b"\xff\x00"
    with pytest.raises(SourceError, match="the format of a cell is missing"):
        read_format(bytes(content), "broken.xls")


# --- what a sheet does not show, and what it draws ------------------------------------------------

Change = Callable[[Worksheet], object]


def read_book(change: Change) -> Document:
    """A sheet with an amount in B2, changed."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("项目", "金额（万元）"), ("基本支出", 900.05), ("项目支出", 300)):
        sheet.append(row)
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return read_format(stream.getvalue(), "a.xlsx")


def put(**look: Any) -> Change:
    """Set attributes of the cell B2."""

    def change(sheet: Worksheet) -> None:
        for name, value in look.items():
            setattr(sheet["B2"], name, value)

    return change


def kinds_of(document: Document) -> list[str]:
    return [each.kind for each in document.skipped]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (put(font=Font(strike=True)), "struck"),
        (put(font=Font(color="FFFFFF")), "visibility"),
        (put(font=Font(color="FFFFFF"), fill=PatternFill("solid", fgColor="FFFFFF")), "visibility"),
        (put(number_format=";;;"), "hidden"),
        (put(number_format="[DBNum2]0.00"), "number_format"),
        (put(value=CellRichText(TextBlock(InlineFont(strike=True), "900.05"))), "struck"),
    ],
)
def test_a_figure_that_is_not_shown_is_counted(change: Change, kind: str) -> None:
    document = read_book(change)
    assert "900.05" not in document.text
    assert kinds_of(document) == [kind]


def test_white_on_a_dark_ground_is_read() -> None:
    look = put(font=Font(color="FFFFFF"), fill=PatternFill("solid", fgColor="1F4E79"))
    assert "900.05" in read_book(look).text


@pytest.mark.parametrize("look", ['hidden="1"', 'ht="0" customHeight="1"'])
def test_a_row_that_is_not_shown_is_not_read(look: str) -> None:
    rows = "".join(
        f'<row r="{number}" {look if number == 2 else ""}><c r="A{number}"><v>{number}00.05</v></c></row>'
        for number in (1, 2, 3)
    )
    text = read_format(write_rows(rows), "a.xlsx").text
    assert "100.05" in text
    assert "200.05" not in text
    assert "300.05" in text


@pytest.mark.parametrize("position", ["superscript", "subscript"])
def test_a_raised_mark_ends_a_figure(position: Any) -> None:
    rich = CellRichText("900.05", TextBlock(InlineFont(vertAlign=position), "1"))
    assert "900.05¹" in read_book(put(value=rich)).text


def test_a_chart_is_counted() -> None:
    def change(sheet: Worksheet) -> None:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
        sheet.add_chart(chart, "D2")

    assert kinds_of(read_book(change)) == ["picture"]


def test_comments_of_a_sheet_are_counted() -> None:
    document = read_book(put(comment=Comment("另见附表，900.05万元", "x")))
    assert "900.05" in document.text
    assert kinds_of(document) == ["annotation"]


@pytest.mark.parametrize("number", ["1E999", "-1E999"])
def test_a_number_that_is_not_finite_is_refused(number: str) -> None:
    """It was shown as Infinity, and a figure was lost without a token for it."""
    book, written, changed = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    assert book.active is not None
    book.active.append(["本年收入合计", 118.25])
    book.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(changed, "w") as target:
        for part in parts.namelist():
            target.writestr(part, parts.read(part).replace(b"<v>118.25</v>", f"<v>{number}</v>".encode()))
    with pytest.raises(SourceError, match="not finite") as caught:
        read_format(changed.getvalue(), "accounts.xlsx")
    assert caught.value.place == "Sheet, B1"


def test_a_sheet_of_one_column_is_prose() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, text in enumerate(
        ("望舒县图书馆2024年度部门决算", None, "一、收入决算情况说明", "本年收入合计1,200.05万元。"), 1
    ):
        sheet.cell(row, 3, text)
    written = io.BytesIO()
    book.save(written)
    document = read_format(written.getvalue(), "prose.xlsx")
    assert not list(document.tables())
    assert document.text.splitlines()[1:] == [
        "望舒县图书馆2024年度部门决算",
        "一、收入决算情况说明",
        "本年收入合计1,200.05万元。",
    ]


@pytest.mark.parametrize(
    ("rows", "lines", "tables"),
    [
        (
            [["收入说明"], ["收入总计5万元。"], ["支出表"], ["甲", "5"]],
            ["表", "收入说明", "收入总计5万元。"],
            ["支出表", "甲", "5"],
        ),
        ([["支出表"], ["单位：万元"], ["甲", "5"]], ["表"], ["支出表", "单位：万元", "甲", "5"]),
        ([["收入总计5万元。"], ["支出表"]], ["表", "收入总计5万元。", "支出表"], []),
    ],
)
def test_sentences_above_a_table_are_prose(rows: list[list[str]], lines: list[str], tables: list[str]) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "表"
    for row in rows:
        book.worksheets[0].append(row)
    packed = io.BytesIO()
    book.save(packed)
    document = read_format(packed.getvalue(), "book.xlsx")
    cells = [document.text[cell.start : cell.end] for table in document.tables() for cell in table.cells]
    assert [cell for cell in cells if cell] == tables
    assert lines_of(document) == lines
