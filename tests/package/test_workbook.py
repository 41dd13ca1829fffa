"""The edition for spreadsheets: the same cells as the tables, typed, with headers that stay in view."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from disclosure.package.editions import workbook
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.distribution import WORKBOOK, Distribution
from disclosure.package.editions.workbook import SHEETS, write_workbook

ABOUT = dict.fromkeys(("title", "version", "license", "license_url", "citation", "homepage"), "-") | {
    "date": "2030-01-31"
}


def test_every_sheet_has_the_cells_of_its_table(distribution: Distribution) -> None:
    book = openpyxl.load_workbook(distribution.folder / WORKBOOK)
    assert book.sheetnames[1:] == [name for name in SHEETS if name in distribution.tables]
    for sheet in book.worksheets[1:]:
        fields = distribution.tables[sheet.title].shape.schema["fields"]
        with (distribution.folder / f"{sheet.title}.csv").open(encoding="utf-8", newline="") as stream:
            written = list(csv.reader(stream))
        read = list(sheet.iter_rows(values_only=True))
        assert read[0] == tuple(field["title"] for field in fields)
        assert list(read[1]) == written[0]
        assert sheet.freeze_panes == "B3"
        assert len(read) == len(written) + 1
        for mine, theirs in zip(written[1:], read[2:], strict=True):
            for cell, value, field in zip(mine, theirs, fields, strict=True):
                if not cell:
                    assert value is None
                elif field["type"] in ("number", "integer", "year"):
                    assert value == float(cell), field["name"]
                elif field["type"] == "boolean":
                    assert value is (cell == "true")
                else:
                    assert value == cell, field["name"]


def test_the_first_sheet_explains(distribution: Distribution) -> None:
    sheet = openpyxl.load_workbook(distribution.folder / WORKBOOK).worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert "CC0-1.0" in cells
    for name in SHEETS:
        for column in distribution.tables[name].shape.columns:
            assert column in cells


def make(tmp_path: Path, rows: list[list[str]]) -> openpyxl.Workbook:
    fields = [
        {"name": "report_id", "type": "string", "title": "报告", "description": "报告。"},
        {"name": "amount", "type": "number", "title": "金额", "description": "金额。", "unit": "元"},
    ]
    shape = Shape("headlines", "主要数据", {"fields": fields})
    with (tmp_path / "headlines.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["report_id", "amount"], *rows])
    write_workbook(tmp_path / "made.xlsx", tmp_path, {"headlines": shape}, ABOUT)
    return openpyxl.load_workbook(tmp_path / "made.xlsx")


def test_a_text_is_no_formula_and_a_long_number_loses_no_digit(tmp_path: Path) -> None:
    sheet = make(tmp_path, [["=1+1", "1234567.89"], ["'=SUM(A1)", "-12345678901234567.89"]])["headlines"]
    rows = list(sheet.iter_rows(min_row=3))
    assert [(row[0].value, row[0].data_type) for row in rows] == [("=1+1", "s"), ("=SUM(A1)", "s")]
    assert (rows[0][1].value, rows[0][1].number_format) == (1234567.89, "#,##0.00")
    assert rows[1][1].value == "-12345678901234567.89"


def test_a_table_that_is_too_long_is_cut_and_the_first_sheet_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    book = make(tmp_path, [["a", "1"], ["b", "2"], ["c", "3"]])
    assert book["headlines"].max_row == 4
    notes = [row[3] for row in book.worksheets[0].iter_rows(values_only=True) if row[0] == "headlines" and row[3]]
    assert any("only" in str(note) and "headlines.csv" in str(note) for note in notes)
