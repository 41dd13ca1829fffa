"""PDF sources: text layer and ruled tables through pdfium; pages that are pictures are marked or recognized."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2_raw as pdfium

from disclosure.document import Document
from disclosure.errors import SourceError
from disclosure.garbage import collect_afterwards
from disclosure.read.page.marks import Picture
from disclosure.read.page.recognition import Recognizer
from disclosure.read.pdf.glyphs import read_page
from disclosure.read.pdf.pictures import find_letterheads
from disclosure.read.tables.layout import PageLayout, lay_out
from disclosure.read.tables.pages import check_page_count, check_places, check_text_layer, write_pages

MEDIA_TYPE = "application/pdf"


@collect_afterwards
def read_pdf(content: bytes, name: str, sha256: str, *, recognize: bool = False) -> Document:
    """Read a PDF's pages into lines and tables.

    Pages that are pictures are marked, and with ``recognize`` read by the OCR engine, which must be installed.
    Raises SourceError for a file that is broken, encrypted or too long, NoTextLayerError for a scan.
    """
    pdfium.FPDF_InitLibrary()
    held = ctypes.create_string_buffer(content, len(content))  # pdfium reads from it until the document is closed
    document = pdfium.FPDF_LoadMemDocument64(held, len(content), None)
    if not document:
        raise _explain_failure(name)
    try:
        return write_pages(
            _read_pages(document, name, Recognizer() if recognize else None, layers=_may_have_layers(content)), name
        ).finish(sha256, MEDIA_TYPE)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _may_have_layers(content: bytes) -> bool:
    """Whether a file names optional content, or may name it in a part that is compressed."""
    return b"/OCProperties" in content or b"/ObjStm" in content


def _explain_failure(name: str) -> SourceError:
    code = pdfium.FPDF_GetLastError()
    if code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return SourceError(
            "the PDF is encrypted", file=name, remedy="open it with its password, print it into a new PDF, and use that"
        )
    return SourceError("the PDF is broken and cannot be opened", file=name, remedy="download the document again")


def _read_pages(document: Any, name: str, recognizer: Recognizer | None, *, layers: bool) -> list[PageLayout]:
    count = pdfium.FPDF_GetPageCount(document)
    check_page_count(count, name)
    pages: list[PageLayout] = []
    pictures: list[tuple[Picture, ...]] = []
    characters = 0
    for number in range(count):
        try:
            content = read_page(document, number, layers=layers)
            if recognizer is not None and not content.legible:
                content = recognizer.read_page(document, number)
        except ValueError as error:
            raise SourceError(
                str(error), file=name, place=f"p{number + 1}", remedy="download the document again"
            ) from None
        check_places(content, number + 1, name)
        characters += len(content.glyphs)
        pages.append(lay_out(content, pages[-1] if pages else None))
        pictures.append(content.pictures)
    check_text_layer(characters, count, name)
    return _add_attached(list(_add_pictures(pages, pictures)), pdfium.FPDFDoc_GetAttachmentCount(document))


def _add_attached(pages: list[PageLayout], count: int) -> list[PageLayout]:
    """The same pages; the files attached to the document as a whole are counted as not read on the first."""
    if pages and count > 0:
        pages[0] = replace(pages[0], skipped=(*pages[0].skipped, ("embedded", count)))
    return pages


def _add_pictures(pages: Sequence[PageLayout], pictures: Sequence[tuple[Picture, ...]]) -> Iterator[PageLayout]:
    """The same pages; the small pictures of each that are not its letterhead are counted as not read."""
    letterheads = find_letterheads(pictures)
    for page, held in zip(pages, pictures, strict=True):
        count = sum(1 for picture in held if picture not in letterheads)
        yield replace(page, skipped=(*page.skipped, ("picture", count))) if count else page
