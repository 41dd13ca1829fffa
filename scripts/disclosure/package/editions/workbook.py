"""The main tables as one workbook (.xlsx) for people who work in spreadsheets, with a sheet that explains it."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from disclosure.package.editions.archive import pack_pieces
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.cells import unguard_cell

#: Tables of the workbook in the order of its sheets, as far as the package has them.
SHEETS = (
    "headlines", "spending_by_function", "spending_by_economic", "spending_by_project", "spending_by_subunit",
    "income_by_source", "breakdown_totals", "three_public", "procurement", "projects_wide", "findings_wide", "quality",
    "reports", "units_wide",
)  # fmt: skip
#: Rows of a sheet: a program of 2007 and later takes a million, but opens a fifth of that in reasonable time. The sheet
#: that explains says which table was cut.
MOST_ROWS = 200_000
#: Digits that a spreadsheet keeps of a number.
_DIGITS = 15
_FORMATS = {"number": "#,##0.00", "integer": "#,##0", "year": "0"}
#: The row with a cell of each format, and the number of a cell's format.
_SAMPLE = re.compile(rb'<row r="3".*?</row>')
_STYLE = re.compile(rb's="(\d+)"')
_WIDTHS = {"integer": 10, "year": 8, "number": 16, "boolean": 8, "date": 12}
_TEXT_WIDTH, _HEAD_ROWS = 18, 2
#: Of the properties of a workbook the time of writing, which would make each build another file.
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_workbook(path: Path, folder: Path, shapes: Mapping[str, Shape], about: Mapping[str, str]) -> None:
    """Write the published CSV files of ``folder`` that are in SHEETS into a new workbook at ``path``.

    Each sheet has two header rows that stay in view, titles in Chinese and names of columns; numbers are numbers, codes
    are text, a text is never a formula. ``about`` is that of describe_release. The same data gives the same bytes.
    """
    book = Workbook(write_only=True)
    names = [name for name in SHEETS if name in shapes]
    explained = book.create_sheet("说明 About")
    counted = {name: _count_rows(folder / f"{name}.csv") for name in names}
    for name in names:
        _open_sheet(book.create_sheet(name), shapes[name], *counted[name])
    _explain(explained, [(shapes[name], counted[name]) for name in names], about)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as written:
        pack_pieces(path, _fill_parts(written, folder, [shapes[name] for name in names], about["date"]))


def _fill_parts(
    written: zipfile.ZipFile, folder: Path, shapes: Sequence[Shape], date: str
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The parts of a workbook of empty sheets, each in pieces, with the rows of the tables put in: openpyxl takes five
    times as long for those."""
    # the first sheet explains
    sheets = {f"xl/worksheets/sheet{number}.xml": shape for number, shape in enumerate(shapes, 2)}
    for name in written.namelist():
        content = _WRITTEN.sub(rb"\g<1>" + f"{date}T00:00:00Z".encode(), written.read(name))
        shape = sheets.get(name)
        yield name, _fill_sheet(content, shape, folder / f"{shape.name}.csv") if shape else [content]


def _fill_sheet(content: bytes, shape: Shape, path: Path) -> Iterator[bytes]:
    sample = _SAMPLE.search(content)
    assert sample is not None
    numbers = [number.decode("ascii") for number in _STYLE.findall(sample[0])]
    yield content[: sample.start()]
    rows = itertools.islice(_read_rows(path), MOST_ROWS)
    for row in write_rows(shape, rows, dict(zip(_FORMATS, numbers, strict=True))):
        yield row.encode("utf-8")
    yield content[sample.end() :]


def write_rows(shape: Shape, rows: Iterable[Sequence[str]], styles: Mapping[str, str]) -> Iterator[str]:
    """The rows of a table as those of a worksheet; ``styles`` are the numbers of the formats of kinds of numbers."""
    columns = [(get_column_letter(number), field["type"]) for number, field in enumerate(shape.schema["fields"], 1)]
    for number, row in enumerate(rows, _HEAD_ROWS + 1):
        cells = [
            _write_cell(f"{letter}{number}", cell, kind, styles)
            for cell, (letter, kind) in zip(row, columns, strict=True)
            if cell
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _write_cell(at: str, text: str, kind: str, styles: Mapping[str, str]) -> str:
    """A cell of a published CSV file as one of a workbook: a text is never a formula."""
    if kind == "boolean":
        return f'<c r="{at}" t="b"><v>{int(text == "true")}</v></c>'
    if kind in styles and len(text.strip("-").replace(".", "")) <= _DIGITS:
        return f'<c r="{at}" s="{styles[kind]}"><v>{text}</v></c>'
    words = escape(ILLEGAL_CHARACTERS_RE.sub("", unguard_cell(text) if kind == "string" else text))
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _read_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        next(rows)
        yield from rows


def _count_rows(path: Path) -> tuple[int, bool]:
    """The rows of a table that its sheet has, and whether the table has more."""
    rows = sum(1 for _ in itertools.islice(_read_rows(path), MOST_ROWS + 1))
    return min(rows, MOST_ROWS), rows > MOST_ROWS


def _open_sheet(sheet: Any, shape: Shape, rows: int, more: bool) -> None:
    """Make the sheet of a table up to its first row: that has a cell of each format, and gives way to the rows."""
    fields = shape.schema["fields"]
    sheet.freeze_panes = f"{get_column_letter(_count_frozen(shape) + 1)}{_HEAD_ROWS + 1}"
    for number, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(field["type"], _TEXT_WIDTH)
    for head in ([field["title"] for field in fields], [field["name"] for field in fields]):
        sheet.append([_make_head(sheet, text) for text in head])
    sheet.append([_make_sample(sheet, form) for form in _FORMATS.values()])
    if not more:
        sheet.auto_filter.ref = f"A{_HEAD_ROWS}:{get_column_letter(len(fields))}{_HEAD_ROWS + rows}"


def _count_frozen(shape: Shape) -> int:
    """Columns that stay in view: the first one that identifies a row."""
    return 1 if shape.columns else 0


def _make_head(sheet: Any, text: str) -> Any:
    cell = _make_text(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _make_text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
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
