"""Laid-out pages of positioned text (PDF, OFD) written into a document."""

from __future__ import annotations

import math
from collections.abc import Sequence

from disclosure.errors import SourceError
from disclosure.read.building.builder import SPLIT, DocumentBuilder
from disclosure.read.page.lines import Line
from disclosure.read.page.marks import PageContent
from disclosure.read.tables.furniture import find_furniture
from disclosure.read.tables.layout import PageLayout

#: A document with more pages is refused; the longest report known here has 50.
MAX_PAGES = 3_000
#: Fewer characters than this for each page, on average, and the document is taken for a scan.
SCAN_CHARACTERS = 5


def check_page_count(count: int, name: str) -> None:
    """Raises SourceError for a document without pages or with more than MAX_PAGES."""
    if not 0 < count <= MAX_PAGES:
        problem = f"has {count:,} pages, more than the {MAX_PAGES:,} that are read" if count else "has no pages"
        raise SourceError(problem, file=name, remedy=SPLIT if count else "download the document again")


def check_places(page: PageContent, number: int, name: str) -> None:
    """Raises SourceError where a size or coordinate of page ``number`` (from 1), in points, is not a finite number.

    ``1e999`` and ``inf`` are floats to Python: nothing can be placed at them, and a guess would move a figure.
    """
    # what is not finite makes every sum so that it is in
    places = (x0 + x1 + baseline + height for _, x0, x1, baseline, height in page.glyphs)
    rules = (at + low + high for _, at, low, high in page.rules)
    if math.isfinite(page.width + page.height + sum(places) + sum(rules)):
        return
    raise SourceError(
        "a coordinate is not a finite number", file=name, place=f"p{number}", remedy="download the document again"
    )


class NoTextLayerError(SourceError):
    """A document of pictures: reading it takes an OCR engine."""


def check_text_layer(characters: int, count: int, name: str) -> None:
    """Raises NoTextLayerError for ``count`` pages that hold pictures of text instead of text."""
    if characters < SCAN_CHARACTERS * max(1, count):
        raise NoTextLayerError(
            f"has no text layer ({characters} characters on {count} pages): a scan, or empty pages",
            file=name,
            remedy="ask the publisher for a document with text, or install the OCR engine: pip install '.[ocr]' "
            "in the folder of this program",
        )


def write_pages(pages: Sequence[PageLayout], name: str) -> DocumentBuilder:
    """Lines and tables of all pages in order; page numbers and running heads are marked as furniture."""
    builder = DocumentBuilder(name)
    furniture = find_furniture(pages)
    for page in pages:
        builder.begin_page(legible=page.legible, recognized=page.recognized)
        for item in page.items:
            if isinstance(item, Line):
                builder.add_line(item.text, furniture=id(item) in furniture)
            else:
                builder.add_table(item.cells)
        for words in page.aslant:
            builder.add_line(words, furniture=True)
        for kind, number in page.skipped:
            builder.skip(kind, number)
    return builder
