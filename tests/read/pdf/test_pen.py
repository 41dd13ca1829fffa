"""Lines drawn through figures and before them, and words drawn as outlines, on a PDF page."""

from __future__ import annotations

import pytest
from tests.read.pdf.test_annotations import kinds
from tests.specimens.formats.bare_pdf import write_page

from disclosure.model import Document
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.pdf.reader import read_pdf

WORDS = b"BT /W 10 Tf 60 700 Td (Total 1,200.05 of all revenue) Tj 0 -100 Td (Sum) Tj 60 0 Td (5.20) Tj ET\n"


def read(drawn: bytes, words: bytes = WORDS) -> Document:
    return read_pdf(write_page(words + drawn, [b"null"]), "a.pdf", "")


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        (b"120 599 m 140 608 l S", "struck"), (b"120 608 m 140 599 l S", "struck"),
        (b"113 603.5 m 118 603.5 l S", "sign"), (b"113 603 5 0.9 re f", "sign"),
        (b"50 590 m 250 700 l S", ""),  # across the page
        (b"113 598 m 118 598 l S", ""),  # below the line
        (b"100 603.5 m 104 603.5 l S 107 603.5 m 111 603.5 l S 113 603.5 m 118 603.5 l S", ""),  # a dotted line
        (b"113 603.5 m 118 603.5 l S 118 590 m 118 620 l S", ""),  # of a table
    ],
)  # fmt: skip
def test_lines_through_and_before_a_figure(drawn: bytes, kind: str) -> None:
    document = read(drawn)
    assert kinds(document) == ([(kind, 1)] if kind else [])
    assert (PLACEHOLDER in document.text) is bool(kind)
    assert ("5.20" in document.text) is (kind != "struck")


def draw_letters(x: float, y: float, count: int = 6) -> bytes:
    letter = b"%d %d m %d %d %d %d %d %d c %d %d %d %d %d %d c %d %d l %d %d l %d %d l %d %d l h f "
    return b"".join(
        letter % (
            at, y, at, y + 4, at + 2, y + 7, at + 4, y + 7, at + 5, y + 5, at + 5, y + 2, at + 4, y,
            at + 3, y, at + 3, y + 1, at + 2, y + 1, at + 1, y,
        )
        for at in range(int(x), int(x) + 6 * count, 6)
    )  # fmt: skip


def test_a_figure_drawn_as_outlines_is_counted() -> None:
    assert kinds(read(draw_letters(220, 600))) == [("picture", 1)]


@pytest.mark.parametrize("drawn", [draw_letters(220, 500), draw_letters(220, 600, 2), draw_letters(118, 600)])
def test_ornaments_are_not_counted(drawn: bytes) -> None:
    assert kinds(read(drawn)) == []
