"""What a reader met and did not read: in the document, through the isolated process, and in the accounting."""

from __future__ import annotations

from typing import get_args

import pytest

from disclosure.model import Document, SkipKind, Skipped
from disclosure.parse.account import account_figures
from disclosure.read.building.builder import DocumentBuilder, GridCell
from disclosure.read.building.skips import PLACEHOLDER, REPLACING, mark
from disclosure.read.isolated import _pack
from disclosure.read.isolation import _unpack


def write_document() -> Document:
    builder = DocumentBuilder("a.pdf")
    builder.begin_page()
    builder.add_line(f"支出{mark('equation')}万元{mark('picture')}")
    builder.add_line(mark("embedded"))
    builder.skip("hidden", 2)
    builder.begin_page()
    builder.add_table([GridCell("合计", 0, 0), GridCell(mark("form_field"), 0, 1), GridCell(mark("frame"), 1, 0)])
    builder.add_table([GridCell(mark("picture"), 0, 0)])
    return builder.finish("ab" * 32, "application/pdf")


def test_marks_become_placeholders_or_nothing_and_are_listed() -> None:
    document = write_document()
    assert document.text == f"支出{PLACEHOLDER}万元\n合计\t{PLACEHOLDER}\n\n"
    assert [(each.kind, each.count, document.text[each.start : each.end]) for each in document.skipped] == [
        ("equation", 1, PLACEHOLDER),
        ("picture", 1, ""),
        ("embedded", 1, ""),
        ("hidden", 2, ""),
        ("form_field", 1, PLACEHOLDER),
        ("frame", 1, ""),
        ("picture", 1, ""),
    ]
    assert len(document.blocks) == 2  # nothing but a mark makes no line and no table


def test_what_is_not_read_is_unread_with_its_place_and_what_is_hidden_is_ignored() -> None:
    figures = account_figures(write_document(), [(0, 6, "revenue")], [], [])
    assert [(each.place, each.outcome, each.reason, each.section) for each in figures] == [
        ("p1", "unread", "equation", "revenue"),
        ("p1", "unread", "picture", "revenue"),
        ("p1", "unread", "embedded", "revenue"),
        ("p1", "ignored", "hidden", "revenue"),
        ("p1", "ignored", "hidden", "revenue"),
        ("p2", "unread", "form_field", "revenue"),
        ("p2", "unread", "frame", "revenue"),
        ("p2", "unread", "picture", "revenue"),
    ]
    assert all(each.text == "" and each.context.startswith("（") for each in figures)


def test_the_isolated_process_hands_them_on() -> None:
    document = write_document()
    assert _unpack(_pack(document), "a.pdf") == document


@pytest.mark.parametrize("kind", get_args(SkipKind))
def test_every_kind_is_named_in_the_accounting(kind: SkipKind) -> None:
    document = Document("", "", "", PLACEHOLDER, (), skipped=(Skipped(0, int(kind in REPLACING), kind),))
    (figure,) = account_figures(document, [], [], [])
    assert figure.reason == kind
    assert len(figure.context) > 4
