"""Text to paragraphs and tables: encodings, line ends, rows by tabs, one cell a line, page numbers."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from disclosure.errors import SourceError
from disclosure.model import Document, Paragraph, Table
from disclosure.read.web import text as module
from disclosure.read.web.text import read_text


def read(text: str | bytes) -> Document:
    return read_text(text if isinstance(text, bytes) else text.encode("utf-8"), "report.txt", "0" * 64)


def lines(document: Document) -> list[tuple[str, bool]]:
    return [
        (document.text[block.start : block.end], block.furniture)
        for block in document.blocks
        if isinstance(block, Paragraph)
    ]


def grid(document: Document, number: int = 0) -> list[list[str]]:
    tables = list(document.tables())
    return [[document.text[cell.start : cell.end] for cell in row] for row in tables[number].rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    text = "收入总计 353.13 万元，其中：“三公”经费\n支出（类）\n"
    assert read(text.encode(encoding)).text == text


def test_what_is_in_no_encoding_is_refused() -> None:
    with pytest.raises(SourceError, match="neither UTF-8, UTF-16 nor GB 18030") as caught:
        read("收入".encode() + b"\xff\xff\x80")
    assert caught.value.remedy


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f"])
def test_control_characters_are_refused_at_their_line(control: str) -> None:
    with pytest.raises(SourceError, match="control characters") as caught:
        read(f"收入\n支{control}出\n")
    assert (caught.value.file, caught.value.place) == ("report.txt", "line 2")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_become_one(end: str) -> None:
    document = read(end.join(("甲", "", "乙\t丙", "丁")))
    assert document.text == "甲\n\n乙\t丙\n丁"
    assert document.place(0, document.text.index("丁") + 1) == "l1-4"


def test_a_form_feed_ends_a_line() -> None:
    assert lines(read("甲\x0c乙")) == [("甲", False), ("乙", False)]


def test_more_lines_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LINES", 3)
    assert len(read("甲\n乙\n丙").blocks) == 3
    with pytest.raises(SourceError, match="4 lines, more than the 3") as caught:
        read("甲\n乙\n丙\n丁")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("甲\n\n\n12\n\n\n乙", ["12"]),
        ("甲\n\n\n- 12 -\n\n乙", ["- 12 -"]),
        ("甲\n—12—\n乙", ["—12—"]),
        ("甲\n-12-\n乙", ["-12-"]),
        ("甲\n12\n乙", []),
        ("甲\n\n12\n\n乙", []),
        ("甲\n\n\n12.5\n\n\n乙", []),
        ("甲\n\n\n12345\n\n\n乙", []),
        ("甲\n\n\n12人\n\n\n乙", []),
        ("12\n甲", []),
    ],
)
def test_a_page_number_is_furniture(text: str, numbers: list[str]) -> None:
    assert [line for line, furniture in lines(read(text)) if furniture] == numbers


def test_rows_by_tabs_keep_their_empty_cells() -> None:
    document = read("表\n项目\t预算数\t\n\n\t20.00\t18.00\n文字\n")
    assert grid(document) == [["项目", "预算数", ""], ["", "20.00", "18.00"]]
    assert lines(document) == [("表", False), ("文字", False)]


def test_text_between_makes_two_tables() -> None:
    document = read("甲\t乙\n中间\n丙\t丁\n")
    assert (grid(document, 0), grid(document, 1)) == ([["甲", "乙"]], [["丙", "丁"]])
    assert [type(block) for block in document.blocks] == [Table, Paragraph, Table]


def test_a_cell_a_line_makes_rows_between_empty_lines() -> None:
    document = read("\t项目名称\n\t目录\n\n\t\n\t资金\n\t20.00\n\n\n\t总分\n文字\n")
    assert grid(document) == [["项目名称", "目录"], ["", "资金", "20.00"], ["总分"]]


def test_a_tab_inside_a_cell_of_a_line_stays_in_it() -> None:
    assert grid(read("\t甲，\t乙\n\t丙\n\t丁\n")) == [["甲，\t乙", "丙", "丁"]]


@pytest.mark.parametrize("text", ["\t甲\t乙\n\t丙\t丁\n", "甲\t\n\t乙\n"])
def test_rows_that_begin_with_an_empty_cell_are_no_cells_of_a_line(text: str) -> None:
    assert all(len(row) > 1 for row in grid(read(text)))


@given(
    st.lists(
        st.lists(st.text(alphabet="收入12.% ", max_size=6), min_size=2, max_size=5), min_size=1, max_size=6
    ).filter(lambda rows: all(any(cell.strip() for cell in row) for row in rows))
)
def test_any_rows_by_tabs_come_back(rows: list[list[str]]) -> None:
    single = sum(1 for row in rows if len(row) == 2 and not row[0])
    assume(single * 2 <= len(rows))  # more would be a table with one cell a line
    assert grid(read("\n".join("\t".join(row) for row in rows))) == rows


@given(st.text(alphabet="收入1.\t \n-", max_size=60))
def test_blocks_are_in_order_and_cover_every_word(text: str) -> None:
    document = read(text)
    covered: set[int] = set()
    last = 0
    for block in document.blocks:
        assert last <= block.start <= block.end
        last = block.end
        if isinstance(block, Table):
            for cell in block.cells:
                assert block.start <= cell.start <= cell.end <= block.end
                covered.update(range(cell.start, cell.end))
        else:
            covered.update(range(block.start, block.end))
    assert all(char.isspace() for offset, char in enumerate(document.text) if offset not in covered)
