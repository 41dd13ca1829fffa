"""PDF sources: text layer and ruled tables through pdfium; scans are named as such."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.builder import DocumentBuilder
from disclosure.read.furniture import find_furniture
from disclosure.read.glyphs import read_page
from disclosure.read.layout import PageLayout, lay_out
from disclosure.read.lines import Line

#: A PDF with more pages is refused; the longest report known here has 50.
MAX_PAGES = 3_000
#: Fewer characters than this for each page, on average, and the document is taken for a scan.
SCAN_CHARACTERS = 5

MEDIA_TYPE = "application/pdf"


def read_pdf(content: bytes, name: str, sha256: str) -> Document:
    """Read a PDF's pages into lines and tables.

    Raises SourceError for a file that is broken, encrypted, too long, or a scan without a text layer.
    """
    pdfium.FPDF_InitLibrary()
    held = ctypes.create_string_buffer(content, len(content))
    document = pdfium.FPDF_LoadMemDocument64(held, len(content), None)
    if not document:
        raise _explain_failure(name)
    try:
        return _read_pages(document, name).finish(sha256, MEDIA_TYPE)
    finally:
        pdfium.FPDF_CloseDocument(document)
        del held


def _explain_failure(name: str) -> SourceError:
    code = pdfium.FPDF_GetLastError()
    if code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return SourceError("the PDF is encrypted", file=name, remedy="save a copy without a password")
    return SourceError("the PDF is broken and cannot be opened", file=name, remedy="download the document again")


def _read_pages(document: Any, name: str) -> DocumentBuilder:
    count = pdfium.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise SourceError(f"{count} pages, more than {MAX_PAGES}", file=name, remedy="split the document")
    pages: list[PageLayout] = []
    characters = 0
    for number in range(count):
        try:
            content = read_page(document, number)
        except ValueError as error:
            raise SourceError(
                str(error), file=name, place=f"p{number + 1}", remedy="download the document again"
            ) from None
        characters += len(content.glyphs)
        pages.append(lay_out(content))
    if characters < SCAN_CHARACTERS * max(1, count):
        raise SourceError(
            f"has no text layer ({characters} characters on {count} pages): it is a scan",
            file=name,
            remedy="ask the publisher for the document itself, or add a text layer with an OCR program and check it",
        )
    builder = DocumentBuilder(name)
    furniture = find_furniture(pages)
    for page in pages:
        builder.begin_page()
        for item in page.items:
            if isinstance(item, Line):
                builder.add_line(item.text, furniture=id(item) in furniture)
            else:
                builder.add_table(item.cells)
    return builder
