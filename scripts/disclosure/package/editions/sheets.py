"""A workbook whose sheets are empty but for their heads, and the sheet that explains it, as openpyxl writes them.

openpyxl takes a third of a second to load: so this module is loaded where a workbook has other sheets than before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.workbook import FORMATS, HEAD_ROWS, ILLEGAL

_WIDTHS = {"integer": 10, "year": 8, "number": 16, "boolean": 8, "date": 12}
_TEXT_WIDTH = 18


def write_sheets(path: Path, tables: Sequence[tuple[Shape, tuple[int, bool]]], about: Mapping[str, str]) -> None:
    """Write a workbook with a sheet for each table, given with its rows and whether it has more than a sheet takes."""
    book = Workbook(write_only=True)
    explained = book.create_sheet("说明 About")
    for shape, counted in tables:
        _open_sheet(book.create_sheet(shape.name), shape, *counted)
    _explain(explained, tables, about)
    book.save(path)


def _open_sheet(sheet: Any, shape: Shape, rows: int, more: bool) -> None:
    """Make the sheet of a table up to its first row: that has a cell of each format, and gives way to the rows."""
    fields = shape.schema["fields"]
    sheet.freeze_panes = f"{get_column_letter(_count_frozen(shape) + 1)}{HEAD_ROWS + 1}"
    for number, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(field["type"], _TEXT_WIDTH)
    for head in ([field["title"] for field in fields], [field["name"] for field in fields]):
        sheet.append([_make_head(sheet, text) for text in head])
    sheet.append([_make_sample(sheet, form) for form in FORMATS.values()])
    if not more:
        sheet.auto_filter.ref = f"A{HEAD_ROWS}:{get_column_letter(len(fields))}{HEAD_ROWS + rows}"


def _count_frozen(shape: Shape) -> int:
    """Columns that stay in view: the first one that identifies a row."""
    return 1 if shape.columns else 0


def _make_head(sheet: Any, text: str) -> Any:
    cell = _make_text(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _make_text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL.sub("", text))
    cell.data_type = "s"  # a text that begins with = would become a formula
    return cell


def _make_sample(sheet: Any, form: str) -> Any:
    cell = WriteOnlyCell(sheet, value=0)
    cell.number_format = form
    return cell


def _explain(sheet: Any, tables: Sequence[tuple[Shape, tuple[int, bool]]], about: Mapping[str, str]) -> None:
    """The first sheet: what the workbook is, how to use it, its sheets, and the meaning of every column."""
    for letter, width in zip("ABCDEF", (22, 26, 26, 60, 60, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    lines: list[list[str]] = [
        [about["title"]], ["版本 version", about["version"]], ["日期 date", about["date"]],
        ["许可 licence", about["license"], about["license_url"]], ["引用 cite as", about["citation"]],
        ["网址 address", about["homepage"]], [],
        ["金额以元计。空格子表示文件没有写，绝不等于 0。每个数字的原文和位置见 CSV 版的 facts 表。"],
        ["Amounts are in yuan; an empty cell means that the document does not state the figure."],
        ["The quote and the place of every figure are in the table facts of the CSV edition."],
        [], ["工作表 sheet", "内容 table", "行数 rows"],
    ]  # fmt: skip
    for shape, (rows, more) in tables:
        note = f"只有前 {rows:,} 行，全部见 {shape.name}.csv。 The first {rows:,} rows only." if more else ""
        lines.append([shape.name, shape.title, f"{rows:,}", note])
    lines += [[], ["工作表 sheet", "列 column", "名称 title", "含义", "meaning", "单位 unit"]]
    for shape, _ in tables:
        for field in shape.schema["fields"]:
            meaning = (field["description"], field.get("description_en", ""))
            lines.append([shape.name, field["name"], field["title"], *meaning, field.get("unit", "")])
    sheet.freeze_panes = "A2"
    for number, line in enumerate(lines):
        make = _make_head if number == 0 or line[:1] == ["工作表 sheet"] else _make_text
        sheet.append([make(sheet, text) for text in line])
