"""Spreadsheets: numbers as shown, merged cells, hidden sheets, rows and columns."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.specimens.formats.content import lines_of, tables_of
from tests.specimens.formats.office import write_xls

from disclosure.errors import SourceError
from disclosure.read.formats import read_format
from disclosure.read.number_format import show_value

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
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
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
        (15, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "15.00"),
        (123.45, "0\\.0", "12.3"),
        (123456, "0\\.0,", "12.3"),
        (1234567, '0"."0,', "123.5"),
        (12000500, "0!.0000", "1200.0500"),
        (5, "0\\.0", "0.5"),
        (12345678, '#\\.####"万元"', "1234.5678万元"),
        (5, '[=0]"-";#,##0.00', "5.00"),
        (0, '[=0]"-";#,##0.00', "-"),
        (-5.2, '[=0]"";#,##0.00', "-5.20"),
        (-5.2, "#,##0.00;[Red]#,##0.00", "-5.20"),
        (-5.2, "#,##0.00;[红色]#,##0.00", "-5.20"),
        (-5.2, "[Color3]0.00", "-5.20"),
        (-5.2, "0.00;[Color3]0.00", "-5.20"),
        (-5.2, '0.00;"△"0.00', "△5.20"),
        (-5.2, '0.00;"负"0.00', "负5.20"),
        (1234.5, '[<0]"减"0.00;"增"0.00', "增1234.50"),
        (-1234.5, '[<0]"减"0.00;"增"0.00', "减1234.50"),
        (-5.2, '0.00"元";0.00"元"', "-5.20元"),
        (5000, '[>=10000]0!.0,"万";0"元"', "5000元"),
        (50000, '[>=10000]0!.0,"万";0"元"', "5.0万"),
        (0, "#,##0.00;-#,##0.00;", ""),
        (0, "#", ""),
        (5, ";;;", ""),
        ("字", ";;;", ""),
        ("字", '@"元"', "字元"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (5, "[DBNum1]0", "5"),
        (-5, 'General"元"', "-5元"),
        (-5, '0;[<-100]"少"0;0', "-5"),
        (-0.001, "0.00;[Red]0.00", "0.00"),
        (1, '0;"a;b"0', "1"),
        (-1, '0;"a;b"0', "a;b-1"),
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
