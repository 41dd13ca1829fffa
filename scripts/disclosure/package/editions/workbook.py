"""The main tables as one workbook (.xlsx) for people who work in spreadsheets, with a sheet that explains it."""

from __future__ import annotations

import csv
import itertools
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from disclosure.package.editions.archive import pack_kept
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.cells import unguard_cell
from disclosure.shelf import KeptFiles
from disclosure.store import hash_bytes, hash_file

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
FORMATS = {"number": "#,##0.00", "integer": "#,##0", "year": "0"}
#: The row with a cell of each format, and the number of a cell's format.
_SAMPLE = re.compile(rb'<row r="3".*?</row>')
_STYLE = re.compile(rb's="(\d+)"')
HEAD_ROWS = 2
#: Characters that XML cannot hold.
ILLEGAL = re.compile(r"[\000-\010\013\014\016-\037]")
#: Of the properties of a workbook the time of writing, which would make each build another file.
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_workbook(
    path: Path, folder: Path, shapes: Mapping[str, Shape], about: Mapping[str, str], kept: KeptFiles | None = None
) -> None:
    """Write the published CSV files of ``folder`` that are in SHEETS into a new workbook at ``path``.

    Each sheet has two header rows that stay in view, titles in Chinese and names of columns; numbers are numbers, codes
    are text, a text is never a formula. ``about`` is that of describe_release. The same data gives the same bytes, with
    sheets of earlier builds in ``kept`` or without.
    """
    kept = kept or KeptFiles(None)
    chosen = [shapes[name] for name in SHEETS if name in shapes]
    counted = [_count_rows(folder / f"{shape.name}.csv") for shape in chosen]
    empty = path.with_suffix(".empty")
    kept.take(
        ["workbook", repr(chosen), repr(counted), repr(about)],
        empty,
        lambda target: _write_empty(target, list(zip(chosen, counted, strict=True)), about),
    )
    with zipfile.ZipFile(empty) as written:
        pack_kept(path, _fill_parts(written, folder, chosen, about["date"]), kept)
    empty.unlink()


def _write_empty(path: Path, tables: Sequence[tuple[Shape, tuple[int, bool]]], about: Mapping[str, str]) -> None:
    from disclosure.package.editions.sheets import write_sheets

    write_sheets(path, tables, about)


def _fill_parts(
    written: zipfile.ZipFile, folder: Path, shapes: Sequence[Shape], date: str
) -> Iterator[tuple[str, list[str], Callable[[], Iterable[bytes]]]]:
    """The parts of a workbook of empty sheets, for pack_kept, with the rows of the tables put in: openpyxl takes five
    times as long for those."""
    # the first sheet explains
    sheets = {f"xl/worksheets/sheet{number}.xml": shape for number, shape in enumerate(shapes, 2)}
    for name in written.namelist():
        content = _WRITTEN.sub(rb"\g<1>" + f"{date}T00:00:00Z".encode(), written.read(name))
        shape = sheets.get(name)
        about = [hash_bytes(content)]
        if shape is None:
            yield name, about, partial(list, (content,))
        else:
            source = folder / f"{shape.name}.csv"
            yield name, [*about, repr(shape), hash_file(source)], partial(_fill_sheet, content, shape, source)


def _fill_sheet(content: bytes, shape: Shape, path: Path) -> Iterator[bytes]:
    sample = _SAMPLE.search(content)
    assert sample is not None
    numbers = [number.decode("ascii") for number in _STYLE.findall(sample[0])]
    yield content[: sample.start()]
    rows = itertools.islice(_read_rows(path), MOST_ROWS)
    for row in write_rows(shape, rows, dict(zip(FORMATS, numbers, strict=True))):
        yield row.encode("utf-8")
    yield content[sample.end() :]


def write_rows(shape: Shape, rows: Iterable[Sequence[str]], styles: Mapping[str, str]) -> Iterator[str]:
    """The rows of a table as those of a worksheet; ``styles`` are the numbers of the formats of kinds of numbers."""
    columns = [(_name_column(number), field["type"]) for number, field in enumerate(shape.schema["fields"], 1)]
    for number, row in enumerate(rows, HEAD_ROWS + 1):
        cells = [
            _write_cell(f"{letter}{number}", cell, kind, styles)
            for cell, (letter, kind) in zip(row, columns, strict=True)
            if cell
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _name_column(number: int) -> str:
    """A, B, …, Z, AA, …: the letters of a column by its number from 1."""
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def _write_cell(at: str, text: str, kind: str, styles: Mapping[str, str]) -> str:
    """A cell of a published CSV file as one of a workbook: a text is never a formula."""
    if kind == "boolean":
        return f'<c r="{at}" t="b"><v>{int(text == "true")}</v></c>'
    if kind in styles and len(text.strip("-").replace(".", "")) <= _DIGITS:
        return f'<c r="{at}" s="{styles[kind]}"><v>{text}</v></c>'
    words = escape(ILLEGAL.sub("", unguard_cell(text) if kind == "string" else text))
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
