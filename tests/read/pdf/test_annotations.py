"""What is laid over a PDF page: shown values of fields are read, what is not shown or not drawn is counted."""

from __future__ import annotations

import pytest
from tests.specimens.formats.bare_pdf import write_page, write_stream

from disclosure.model import Document
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.pdf.reader import read_pdf

WORDS = b"BT /W 10 Tf 60 700 Td (Total 1,200.05 of all revenue of the unit) Tj ET\n"
GRID = b"50 590 200 20 re S 50 610 200 20 re S 150 590 m 150 630 l S BT /W 10 Tf 60 616 Td (Code) Tj 100 0 Td (Sum) Tj "
FIELDS = b"/AcroForm<</Fields[7 0 R]/DA(/Helv 10 Tf 0 g)>>"
SHOWN = b"/AP<</N 8 0 R>>"
APPEARANCE = write_stream(
    b"0.5 0.5 75 13 re S BT /W 10 Tf 2 3 Td (900.05) Tj ET",
    b"/Type/XObject/Subtype/Form/BBox[0 0 76 14]/Resources<</Font<</W 6 0 R>>>>",
)


def read(entries: bytes, content: bytes = WORDS) -> Document:
    """A page with an annotation of these entries at 155 to 231, 593 to 607."""
    note = b"<</Type/Annot/Rect[155 593 231 607]%s>>" % entries
    page = write_page(content, [note, APPEARANCE], page=b"/Annots[7 0 R]", catalog=FIELDS)
    return read_pdf(page, "a.pdf", "")


def kinds(document: Document) -> list[tuple[str, int]]:
    return [(each.kind, each.count) for each in document.skipped]


@pytest.mark.parametrize(
    "entries",
    [
        b"/Subtype/Widget/FT/Tx/T(a)/V(900.05)/F 4" + SHOWN,
        b"/Subtype/Widget/FT/Ch/T(a)/V(900.05)/Opt[(900.05)(1)]/F 4" + SHOWN,
        b"/Subtype/FreeText/Contents(900.05)/F 4" + SHOWN,
        b"/Subtype/Stamp/F 4" + SHOWN,
    ],
)
def test_what_an_annotation_shows_is_read(entries: bytes) -> None:
    document = read(entries)
    assert document.text.endswith("\n900.05\n")
    assert kinds(document) == []


def test_what_a_field_shows_is_read_and_not_what_it_has_as_value() -> None:
    assert read(b"/Subtype/Widget/FT/Tx/T(a)/V(777.77)/F 4" + SHOWN).text.endswith("\n900.05\n")


@pytest.mark.parametrize(
    "entries",
    [
        b"/Subtype/Widget/FT/Tx/T(a)/V(900.05)/F 4",
        b"/Subtype/FreeText/Contents(900.05)/DA(/Helv 10 Tf 0 g)/F 4",
    ],
)
def test_a_value_without_appearance_is_a_mark(entries: bytes) -> None:
    document = read(entries)
    assert document.text.endswith(f"\n{PLACEHOLDER}\n")
    assert kinds(document) == [("form_field", 1)]


def test_an_empty_field_says_nothing() -> None:
    assert kinds(read(b"/Subtype/Widget/FT/Tx/T(a)/F 4")) == []


def test_the_frame_of_a_field_is_not_a_rule_of_the_table() -> None:
    document = read(
        b"/Subtype/Widget/FT/Tx/T(a)/V(900.05)/F 4" + SHOWN, WORDS + GRID + b"-100 -20 Td (2200150) Tj ET\n"
    )
    (table,) = document.tables()
    assert [document.text[cell.start : cell.end] for cell in table.cells] == ["Code", "Sum", "2200150", "900.05"]


def test_a_field_without_appearance_is_in_its_cell() -> None:
    document = read(b"/Subtype/Widget/FT/Tx/T(a)/V(900.05)/F 4", WORDS + GRID + b"-100 -20 Td (2200150) Tj ET\n")
    (table,) = document.tables()
    assert [document.text[cell.start : cell.end] for cell in table.cells] == ["Code", "Sum", "2200150", PLACEHOLDER]


@pytest.mark.parametrize(("flags", "read_as"), [(2, ""), (32, "")])
def test_what_is_hidden_is_not_read(flags: int, read_as: str) -> None:
    document = read(b"/Subtype/Widget/FT/Tx/T(a)/V(900.05)/F %d" % flags + SHOWN)
    assert document.text.split("\n")[1] == read_as


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        (b"/Subtype/Text/Contents(see 900.05)", "annotation"),
        (b"/Subtype/Highlight/Contents(see 900.05)/QuadPoints[155 593 231 593 155 607 231 607]", "annotation"),
        (b"/Subtype/FileAttachment/FS<</F(a.xlsx)>>", "embedded"),
    ],
)
def test_comments_and_attached_files_are_counted(entries: bytes, kind: str) -> None:
    assert kinds(read(entries)) == [(kind, 1)]


@pytest.mark.parametrize("entries", [b"/Subtype/Link/A<</S/URI/URI(https://example.org)>>", b"/Subtype/Popup"])
def test_links_say_nothing(entries: bytes) -> None:
    assert kinds(read(entries)) == []


def test_a_value_that_its_appearance_does_not_show_is_a_mark() -> None:
    note = b"<</Type/Annot/Rect[155 593 231 607]/Subtype/Widget/FT/Tx/T(a)/V(900.05)/F 4/AP<</N 8 0 R>>>>"
    empty = write_stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 76 14]")
    document = read_pdf(write_page(WORDS, [note, empty], page=b"/Annots[7 0 R]", catalog=FIELDS), "a.pdf", "")
    assert document.text.endswith(f"\n{PLACEHOLDER}\n")
    assert kinds(document) == [("form_field", 1)]


STRUCK = b"BT /W 10 Tf 60 700 Td (Total of all revenue of the unit) Tj 100 -100 Td (1234.50) Tj ET\n"
LINE = write_stream(b"1 w 158 603.4 m 196 603.4 l S", b"/Type/XObject/Subtype/Form/BBox[155 593 231 607]")


@pytest.mark.parametrize(
    "entries",
    [
        b"/Subtype/StrikeOut/QuadPoints[160 608 195 608 160 599 195 599]",
        b"/Subtype/StrikeOut/Contents(x)/QuadPoints[160 608 195 608 160 599 195 599]",
        b"/Subtype/StrikeOut/AP<</N 8 0 R>>", b"/Subtype/Line/L[160 603 195 603]", b"/Subtype/Ink/AP<</N 8 0 R>>",
    ],
)  # fmt: skip
def test_a_figure_that_an_annotation_strikes_out_is_not_read(entries: bytes) -> None:
    note = b"<</Type/Annot/Rect[155 593 231 607]/F 4%s>>" % entries
    document = read_pdf(write_page(STRUCK, [note, LINE], page=b"/Annots[7 0 R]"), "a.pdf", "")
    assert "1234.50" not in document.text
    assert ("struck", 1) in kinds(document)


def test_a_figure_that_an_annotation_underlines_is_read() -> None:
    note = b"<</Type/Annot/Rect[155 593 231 607]/F 4/Subtype/Underline/QuadPoints[160 608 195 608 160 599 195 599]>>"
    document = read_pdf(write_page(STRUCK, [note], page=b"/Annots[7 0 R]"), "a.pdf", "")
    assert "1234.50" in document.text


def test_files_attached_to_the_document_are_counted() -> None:
    """A portfolio: the report is one of the files, and its page says to open them."""
    file = b"<</Type/Filespec/F(a.docx)/EF<</F 8 0 R>>>>"
    names = b"/Names<</EmbeddedFiles<</Names[(a.docx)7 0 R]>>>>"
    page = write_page(WORDS, [file, write_stream(b"PK", b"/Type/EmbeddedFile")], catalog=names)
    assert kinds(read_pdf(page, "a.pdf", "")) == [("embedded", 1)]
