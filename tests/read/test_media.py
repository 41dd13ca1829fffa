"""The same small report in every format gives the same lines and the same cells, at offsets that lead back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.specimens.formats.content import LINES, TABLES, TITLES, filled, lines_of, tables_of
from tests.specimens.formats.office import write_docx, write_html, write_xls, write_xlsx
from tests.specimens.formats.paper import write_ofd, write_pdf

from disclosure.model import Document, Table
from disclosure.read import read_document
from disclosure.read.source import read_bytes

NARRATIVE: dict[str, Callable[[], bytes]] = {
    "pdf": write_pdf,
    "pdf-areas": lambda: write_pdf(thin_areas=True),
    "pdf-90": lambda: write_pdf(rotation=90),
    "pdf-180": lambda: write_pdf(rotation=180),
    "pdf-270": lambda: write_pdf(rotation=270),
    "docx": write_docx,
    "html": write_html,
    "html-gbk": lambda: write_html("gbk"),
    "html-utf-16": lambda: write_html("utf-16"),
    "ofd": write_ofd,
}
SHEETS: dict[str, Callable[[], bytes]] = {"xlsx": write_xlsx, "xls": write_xls}

AMOUNT = re.compile(r"\d[\d,]*\.\d+")


@pytest.mark.sampled(4)
@pytest.mark.parametrize("form", [*NARRATIVE, *SHEETS])
def test_same_tables(form: str) -> None:
    document = read_bytes({**NARRATIVE, **SHEETS}[form](), f"report.{form}")
    assert tables_of(document) == [filled(table) for table in TABLES]


@pytest.mark.parametrize("form", NARRATIVE)
def test_same_lines(form: str) -> None:
    document = read_bytes(NARRATIVE[form](), f"report.{form}")
    assert "".join(lines_of(document)) == "".join((*LINES, *TITLES))


@pytest.mark.parametrize("form", SHEETS)
def test_a_sheets_name_stands_before_its_table(form: str) -> None:
    document = read_bytes(SHEETS[form](), f"report.{form}")
    assert lines_of(document) == list(TITLES)
    assert [isinstance(block, Table) for block in document.blocks] == [False, True, False, True]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("form", [*NARRATIVE, *SHEETS])
def test_every_figure_stands_once_and_blocks_cover_the_text(form: str) -> None:
    document = read_bytes({**NARRATIVE, **SHEETS}[form](), f"report.{form}")
    said = [*(box.text for table in TABLES for box in table), *(LINES if form in NARRATIVE else ())]
    read = ["".join(lines_of(document)), *(box.text for boxes in tables_of(document) for box in boxes)]
    found = [amount for text in read for amount in AMOUNT.findall(text)]
    assert sorted(found) == sorted(amount for text in said for amount in AMOUNT.findall(text))
    check_offsets(document)


def check_offsets(document: Document) -> None:
    """Blocks follow each other; cells lie in their table; nothing but white space is outside."""
    at = 0
    for block in document.blocks:
        assert at <= block.start <= block.end
        assert not document.text[at : block.start].strip()
        at = block.end
        if isinstance(block, Table):
            inner = block.start
            for cell in block.cells:
                assert inner <= cell.start <= cell.end <= block.end
                assert not document.text[inner : cell.start].strip()
                inner = cell.end
            assert not document.text[inner : block.end].strip()
    assert not document.text[at:].strip()


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    page = tmp_path / "saved.pdf"
    page.write_bytes(write_html())
    assert read_document(page).media_type == "text/html"
    paper = tmp_path / "paper.txt"
    paper.write_bytes(write_pdf())
    assert read_document(paper).media_type == "application/pdf"
    words = tmp_path / "words.docx"
    words.write_text("一行文字\n", encoding="utf-8")
    assert read_document(words).media_type == "text/plain"


def test_pages_are_places() -> None:
    document = read_bytes(write_pdf(), "report.pdf")
    assert len(document.pages) == 3
    tables = list(document.tables())
    assert [document.place(table.start, table.end) for table in tables] == ["p2", "p3"]
    assert read_bytes(write_docx(), "report.docx").pages == ()


@pytest.mark.parametrize("write", [write_pdf, write_ofd, write_html, write_xls])
def test_recipes_give_the_same_bytes_each_time(write: Callable[[], bytes]) -> None:
    assert write() == write()
