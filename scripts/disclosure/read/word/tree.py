"""The elements of a Word document in reading order: blocks, rows and cells, text boxes; and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: A cell spans at most so many columns; Word itself allows 63.
_MAX_SPAN = 200
#: So many digits of a span are read at most: Python itself refuses to read thousands.
_MOST_DIGITS = 9
#: Text that was deleted, moved away or is an instruction to Word is not text of the document.
_UNSAID = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}delInstrText", f"{W}pPr", f"{W}rPr"})
#: Additions to the format that Word has known since 2010.
_KNOWN = frozenset({
    "wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "wp14", "wp15", "a14", "a15", "v", "o", "w", "wp", "pic", "c14",
    "cx", "cx1", "am3d", "aink", "p14",
})  # fmt: skip
BOX = f"{W}txbxContent"


def children(parent: Element) -> list[Element]:
    """What is right below ``parent``, last first, of several renderings of the same content the first: Word writes
    text boxes twice."""
    below = [item for item in parent if item.tag not in _UNSAID]
    if parent.tag == f"{_MC}AlternateContent":
        below = [item for item in below if set(item.get("Requires", "").split()) <= _KNOWN][:1]
    return below[::-1]


def blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs, tables and inserted files right below ``parent``, looking through content controls and the like."""
    pending = children(parent)
    while pending:
        item = pending.pop()
        if item.tag in {f"{W}p", f"{W}tbl", f"{W}altChunk"}:
            yield item
        else:
            pending.extend(children(item))


def rows(table: Element) -> Iterator[Element]:
    """The rows of a table."""
    return _within(table, f"{W}tr")


def cells(row: Element) -> Iterator[Element]:
    """The cells of a row."""
    return _within(row, f"{W}tc")


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, looking through content controls, not into other tables."""
    pending = list(reversed(parent))
    while pending:
        item = pending.pop()
        if item.tag == tag:
            yield item
        elif item.tag not in {f"{W}tbl", f"{W}tc", f"{W}tr", *_UNSAID}:
            pending.extend(reversed(item))


def boxes(paragraph: Element) -> Iterator[Element]:
    """The contents of the text boxes that belong to a paragraph, outermost ones only."""
    pending = children(paragraph)
    while pending:
        item = pending.pop()
        if item.tag == BOX:
            yield item
        else:
            pending.extend(children(item))


def grid_before(row: Element) -> int:
    """The number of columns left out before the first cell of a row."""
    return _count(row.find(f"{W}trPr/{W}gridBefore"), 0)


def spans(cell: Element) -> tuple[int, str]:
    """Columns a cell spans, and whether it begins (restart) or continues a merged one; empty if neither."""
    span = _count(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return max(1, span), "" if merge is None else merge.get(f"{W}val", "continue")


def _count(item: Element | None, default: int) -> int:
    value = "" if item is None else item.get(f"{W}val", "")
    return min(int(value[:_MOST_DIGITS]), _MAX_SPAN) if value.isdecimal() else default
