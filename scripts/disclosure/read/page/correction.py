"""Figures read wrongly off pictures, put right as report.yml says: nothing else of a document can be changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from disclosure.document import Block, Document, Table
from disclosure.errors import DescriptionError
from disclosure.model import Correction

#: No figure goes on before or behind one that is corrected.
_BEFORE, _BEHIND = r"(?<![0-9０-９])(?<![0-9０-９][.,．，])", r"(?![.,．，]?[0-9０-９])"
_LOOK = "look at the page and at the output of `disclosure read DOCUMENT --figures`"


def correct_document(document: Document, corrections: Sequence[Correction], file: str, place: str) -> Document:
    """``document`` with the figures of ``corrections`` as they are printed; it remembers what had been recognized.

    All corrections are found in the document as it was read, so that none rests on another. ``file`` and ``place``
    say in errors where they are written. Raises DescriptionError for a page that was not read off a picture, for a
    figure that does not stand there (any more) or not as often as said, and for one that is corrected twice.
    """
    found: list[tuple[int, int, int]] = []
    for number, each in enumerate(corrections):
        try:
            found.append((*_find(document, each), number))
        except DescriptionError as error:
            error.file, error.place = file, f"{place}[{number + 1}]"
            raise
    found.sort()
    for (_, end, _), (start, _, number) in pairwise(found):
        if start < end:
            raise DescriptionError(
                f"{corrections[number].old} on page {corrections[number].page} is corrected twice",
                file=file,
                place=f"{place}[{number + 1}]",
                remedy="keep one of the two",
            )
    return _write(document, [(start, end, corrections[number]) for start, end, number in found])


def _find(document: Document, correction: Correction) -> tuple[int, int]:
    """Where the figure stands that ``correction`` means."""
    _refuse_page(document, correction.page)
    start, end = (*document.pages, len(document.text))[correction.page - 1 :][:2]
    pattern = re.compile(_BEFORE + re.escape(correction.old) + _BEHIND)
    spans = [match.span() for match in pattern.finditer(document.text, start, end)]
    if not spans:
        raise DescriptionError(
            f"{correction.old} does not occur on page {correction.page} (any more)",
            remedy=f"{_LOOK}; delete the correction if the figure is now read correctly",
        )
    if len(spans) != correction.occurrences:
        raise DescriptionError(
            f"{correction.old} occurs {len(spans)} times on page {correction.page}, not {correction.occurrences}",
            remedy=f"say which one, counted from the top of the page: `which: 1 of {len(spans)}`; {_LOOK}",
        )
    return spans[correction.occurrence - 1]


def _refuse_page(document: Document, page: int) -> None:
    """Raises DescriptionError for a page that was not read by OCR."""
    if not document.pages:
        problem = f"names page {page}, but {document.media_type} has no pages"
    elif page > len(document.pages):
        problem = f"page {page} does not exist: the document has {len(document.pages)}"
    elif page in document.unread_pages:
        raise DescriptionError(
            f"nothing was read on page {page}", remedy="install the OCR engine: pip install '.[ocr]'"
        )
    elif page not in document.recognized_pages:
        problem = f"page {page} was not read by OCR: its text layer cannot be corrected"
    else:
        return
    raise DescriptionError(
        problem,
        remedy="delete the correction; an error in the document itself is published as a finding, and an "
        "acknowledgement explains it",
    )


def _write(document: Document, found: Sequence[tuple[int, int, Correction]]) -> Document:
    """The document with each figure in the place of the one recognized; every offset behind it moves along."""
    parts: list[str] = []
    ends: list[int] = []
    #: How far what stands behind the first, second … of the figures moves.
    moves = [0]
    corrected = []
    for start, end, each in found:
        corrected.append((start + moves[-1], start + moves[-1] + len(each.new), each.old))
        parts += [document.text[ends[-1] if ends else 0 : start], each.new]
        ends.append(end)
        moves.append(moves[-1] + len(each.new) - (end - start))

    def move(offset: int) -> int:
        return offset + moves[bisect_right(ends, offset)]

    def move_block(block: Block) -> Block:
        moved = replace(block, start=move(block.start), end=move(block.end))
        if not isinstance(moved, Table):
            return moved
        cells = (replace(cell, start=move(cell.start), end=move(cell.end)) for cell in moved.cells)
        return replace(moved, cells=tuple(cells))

    skipped = (replace(each, start=move(each.start), end=move(each.end)) for each in document.skipped)
    return replace(
        document, text="".join((*parts, document.text[ends[-1] if ends else 0 :])),
        blocks=tuple(map(move_block, document.blocks)), pages=tuple(map(move, document.pages)),
        line_starts=tuple(map(move, document.line_starts)), corrected=tuple(corrected),
        skipped=tuple(skipped),
    )  # fmt: skip
