"""PDF fonts that do not say which characters they draw: their figures are counted, and none is read wrongly."""

from __future__ import annotations

import pytest
from tests.specimens.formats.bare_pdf import DESCRIPTOR, write_page, write_stream

from disclosure.model import Document
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.page.marks import Glyph
from disclosure.read.page.unmapped import UNMAPPED, join_unmapped
from disclosure.read.pdf.legibility import is_garbled
from disclosure.read.pdf.reader import read_pdf

WORDS = b"BT /W 10 Tf 60 700 Td (Total 1,200.05 of all revenue of the unit) Tj ET\n"
SIMPLE = (
    b"<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Boxes/FirstChar 0/LastChar 255/Widths[%s]/FontDescriptor 8 0 R%s>>"
)


def simple(entries: bytes = b"") -> list[bytes]:
    return [SIMPLE % (b"600 " * 256, entries), DESCRIPTOR]


def mapped(lines: bytes) -> list[bytes]:
    """A font with these lines in its map to Unicode."""
    head = b"begincmap 1 begincodespacerange <00><FF> endcodespacerange\n"
    return [*simple(b"/ToUnicode 9 0 R"), write_stream(head + lines + b"\nendcmap")]


COMPOSITE = [
    b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Boxes/Encoding/Identity-H/DescendantFonts[8 0 R]>>",
    (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Boxes/FontDescriptor 9 0 R/CIDToGIDMap 10 0 R/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    ),
    DESCRIPTOR,
    write_stream(b"\0\2" * 128),
]


def drawn(first: int) -> list[bytes]:
    """A font of two drawings under two codes from ``first`` on."""
    return [
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar %d/LastChar %d"
        b"/Encoding<</Differences[%d/g1/g2]>>/Widths[600 600]/CharProcs<</g1 8 0 R/g2 8 0 R>>/Resources<<>>>>"
        % (first, first + 1, first),
        write_stream(b"600 0 0 0 600 700 d1 50 0 500 700 re f"),
    ]


def read(content: bytes, fonts: list[bytes]) -> Document:
    return read_pdf(write_page(WORDS + content, fonts), "a.pdf", "")


@pytest.mark.parametrize(
    ("codes", "fonts"),
    [
        (b"<010201>", simple()),
        (b"(12)", drawn(ord("1"))),
        (b"<000100020001>", COMPOSITE),
        (b"<003100320033>", COMPOSITE),
        (b"<010201>", drawn(1)),
        (b"<010201>", mapped(b"2 beginbfchar <01><0000> <02><0000> endbfchar")),
        (b"<010201>", mapped(b"2 beginbfchar <01><FFFD> <02><FFFD> endbfchar")),
        (b"<010201>", mapped(b"2 beginbfchar <01><> <02><> endbfchar")),
        (b"<010201>", mapped(b"2 beginbfchar <01><200B> <02><FEFF> endbfchar")),
        (b"<010201>", mapped(b"2 beginbfchar <01><F031> <02><F032> endbfchar")),
        (b"<010201>", mapped(b"1 beginbfchar <01><0031> endbfchar")),
    ],
)
def test_a_figure_without_unicode_is_one_mark(codes: bytes, fonts: list[bytes]) -> None:
    document = read(b"BT /A 10 Tf 60 600 Td %s Tj ET" % codes, fonts)
    assert document.text.split("\n")[1:] == [PLACEHOLDER, ""]
    assert [(each.kind, each.count) for each in document.skipped] == [("no_unicode", 1)]


def test_digits_of_a_font_that_names_them_are_read() -> None:
    document = read(b"BT /A 10 Tf 60 600 Td <0102> Tj ET", mapped(b"2 beginbfchar <01><0031> <02><0032> endbfchar"))
    assert document.text.endswith("\n12\n")
    assert not document.skipped


def test_white_space_without_unicode_says_nothing() -> None:
    document = read(b"BT /A 10 Tf 60 600 Td <09090a0d> Tj ET", simple())
    assert document.text.count("\n") == 1
    assert not document.skipped


def test_a_page_without_any_unicode_is_not_legible() -> None:
    assert is_garbled([Glyph(UNMAPPED, 0, 10, 10, 10)] * 40)
    assert not is_garbled([Glyph(UNMAPPED, 0, 10, 10, 10)] * 20 + [Glyph("支", 0, 10, 10, 10)] * 20)


def test_words_and_figures_apart_are_several() -> None:
    glyphs = [Glyph(char, x, x + 5, 10, 10) for x, char in ((0, UNMAPPED), (5, "0"), (10, UNMAPPED), (30, UNMAPPED))]
    assert join_unmapped(glyphs) == [Glyph(UNMAPPED, 0, 15, 10, 10), Glyph(UNMAPPED, 30, 35, 10, 10)]
    bullet = [Glyph("\uf06c", 0, 5, 10, 10), Glyph("支", 5, 15, 10, 10)]
    assert join_unmapped(bullet) == bullet
