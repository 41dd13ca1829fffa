"""Documents as a reader would hand them over: words of the vocabulary, numbers of wild shapes, lines of specimens and
noise, in any order, as lines and as tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st
from tests.specimens import sheets
from tests.specimens.accounts import make_accounts
from tests.specimens.books import make_books
from tests.specimens.forms import write_budget
from tests.specimens.institution import make_institution
from tests.specimens.national import Style, make_forms
from tests.specimens.performance import write_flat_evaluation, write_flat_targets, write_tabs
from tests.specimens.prose import write_final
from tests.specimens.tables import merge_cells

from disclosure.model import Document
from disclosure.read.building.builder import DocumentBuilder, GridCell
from disclosure.read.source import read_bytes

VOCABULARY = Path(__file__).parents[2] / "scripts" / "disclosure" / "vocabulary"
UNITS = ("万元", "元", "亿元", "千元", "%", "个百分点", "人", "辆", "台（套）", "平方米", "批次", "家", "分", "％", "")
NOISE = (
    "，",
    "。",
    "；",
    "：",
    "、",
    "（",
    "）",
    "(",
    ")",
    "〔",
    "“",
    "”",
    " ",
    "　",
    "\t",
    ".",
    ",",
    "-",
    "—",
    "+",
    "%",
    "※",
    "/",
    "|",
    "其中：",
    "一、",
    "（一）",
    "1.",
    "1、",
    "第二部分",
    "表4",
    "附表",
    "年",
    "号",
    "2023年",
    "2022年度",
    "{{ 7*7 }}",
    "<b>",
    "&",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u0663",
    "①",
    "½",
    "²",
    "𝟙",
    "１",
    "〇",
    "Ⅳ",
    "\u0301",
    "\U0001f4a9",
    "联系人：张三",
    "@",
    "https://a.example/?a=1",
    "=1+1",
    "a" * 70,
)
#: Numbers as nobody should print them, and as everybody does.
NUMBERS = st.one_of(
    st.from_regex(r"[-+]?[0-9]{1,3}(,[0-9]{3}){0,3}(\.[0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"[-0-9.,]{1,12}", fullmatch=True),
    st.integers(0, 10**7).map(str),
    st.sampled_from(
        [
            "0",
            "0.00",
            "-0",
            "00",
            "9" * 16,
            "9" * 400,
            "1" * 5000,
            "0." + "0" * 400 + "1",
            "1e5",
            "１２．５",
            "1,23,456",
        ]
    ),
    st.sampled_from(["2010301", "208", "20805", "30201", "100.00", "1,234.50", "20 / 1"]),
)


@cache
def list_words() -> tuple[str, ...]:
    """Every word of the vocabulary."""
    found = [
        word for path in sorted(VOCABULARY.glob("*.yml")) for word in _walk(yaml.safe_load(path.read_text("utf-8")))
    ]
    return tuple(dict.fromkeys(word.replace("{n}", "3").replace("{name}", "李四") for word in found if word))


def _walk(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from _walk(each)
    elif isinstance(value, list):
        for each in value:
            yield from _walk(each)


@cache
def list_lines() -> tuple[str, ...]:
    """Lines of specimens: prose, flattened forms, performance tables."""
    lines = [*write_final(make_books(1)), *write_final(make_books(2))]
    texts = (
        write_budget(make_books(3), broken=False, total_first=True),
        write_budget(make_books(3), broken=True, total_first=False),
        write_flat_evaluation(),
        write_flat_targets(),
        write_tabs(),
    )
    return tuple(dict.fromkeys([*lines, *(line for text in texts for line in text.split("\n"))]))


@cache
def list_tables() -> tuple[tuple[str, tuple[GridCell, ...]], ...]:
    """Tables of specimens, each with its title."""
    accounts, found = make_accounts(1), []
    for style in (Style(), Style(codes="split", unit="元", total_last=True), Style(codes="merged", nothing="0.00")):
        for form in (*make_forms(accounts, style), make_institution(accounts, style)):
            boxes = form.boxes()
            cells = (GridCell(box.text, box.row, box.column, box.row_span, box.column_span) for box in boxes)
            found.append((f"{form.title}（单位：{style.unit}）", tuple(cells)))
    for name in ("TARGETS", "SPLIT", "EVALUATION", "TERMS", "TWO_TERMS", "UNIT_TARGETS"):
        found.append(("项目支出绩效自评表", tuple(merge_cells(getattr(sheets, name)))))
    return tuple(found)


def pieces() -> st.SearchStrategy[str]:
    """One piece of a line."""
    return st.one_of(
        st.sampled_from(list_words()),
        st.sampled_from(NOISE),
        NUMBERS,
        st.builds(lambda number, unit: number + unit, NUMBERS, st.sampled_from(UNITS)),
        st.text(max_size=4),
    )


def lines() -> st.SearchStrategy[str]:
    """One line: pieces in any order, or a specimen's line, whole, cut, or with a piece put in."""
    made = st.lists(pieces(), max_size=12).map("".join)
    whole = st.sampled_from(list_lines())
    spliced = st.builds(
        lambda line, at, cut, piece: line[: at % (len(line) + 1)] + piece + line[at % (len(line) + 1) + cut :],
        whole,
        st.integers(0, 500),
        st.integers(0, 20),
        pieces(),
    )
    return st.one_of(made, whole, spliced, spliced)


@st.composite
def tables(draw: Any) -> tuple[str, tuple[GridCell, ...]]:
    """A table and its title: a specimen's with cells changed, moved and lost, or one of pieces."""
    if draw(st.integers(0, 3)) == 0:
        width, height = draw(st.integers(1, 8)), draw(st.integers(1, 8))
        cells = [GridCell(draw(pieces()), row, column) for row in range(height) for column in range(width)]
        return draw(lines()), tuple(cells)
    title, given = draw(st.sampled_from(list_tables()))
    cells = list(given)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(cells) - 1))
        cell, way = cells[at], draw(st.integers(0, 5))
        if way == 0 and len(cells) > 1:
            del cells[at]
        elif way == 1:
            cells[at] = GridCell(
                cell.text, draw(st.integers(0, 40)), draw(st.integers(0, 20)), cell.row_span, cell.column_span
            )
        elif way == 2:
            cells[at] = GridCell(cell.text, cell.row, cell.column, draw(st.integers(1, 50)), draw(st.integers(1, 50)))
        elif way == 3:
            other = cells[draw(st.integers(0, len(cells) - 1))]
            cells[at] = GridCell(other.text, cell.row, cell.column, cell.row_span, cell.column_span)
        else:
            cells[at] = GridCell(draw(pieces()), cell.row, cell.column, cell.row_span, cell.column_span)
    if draw(st.integers(0, 3)) == 0:
        title = draw(lines())
    return title, tuple(cells)


@st.composite
def documents(draw: Any) -> Document:
    """A document of lines and tables over some pages."""
    builder = DocumentBuilder("fuzz.html")
    if draw(st.booleans()):
        builder.begin_page()
    for line in ("望舒县图书馆2023年度部门决算", "一、收入支出决算总体情况说明"):
        builder.add_line(line)
    for _ in range(draw(st.integers(0, 14))):
        way = draw(st.integers(0, 9))
        if way == 0:
            builder.begin_page(legible=draw(st.booleans()), recognized=draw(st.booleans()))
        elif way < 4:
            title, cells = draw(tables())
            if title.strip():
                builder.add_line(title)
            builder.add_table(cells)
        else:
            builder.add_line(draw(lines()), furniture=draw(st.integers(0, 9)) == 0)
    return builder.finish("0" * 64, draw(st.sampled_from(["text/html", "application/pdf", "text/plain"])))


@st.composite
def texts(draw: Any) -> Document:
    """A document as plain text, tabulators and line breaks anywhere."""
    parts = draw(
        st.lists(
            st.one_of(lines(), st.sampled_from(["", "\t", "\n\n", "\x0c", "| 合计 | 1.00 |", "| --- | --- |"])),
            max_size=30,
        )
    )
    joined = "\n".join(("望舒县图书馆2023年度部门决算", *parts))
    content = joined.encode("utf-8", "replace")
    return read_bytes(content, "fuzz.txt")
