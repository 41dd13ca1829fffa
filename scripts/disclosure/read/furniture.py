"""Which lines of paged documents belong to the page and not to the text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from disclosure.read.layout import PageLayout
from disclosure.read.lines import Line

#: Furniture stands in this part of the page's height at its top or bottom.
MARGIN = 0.14
#: A line is a running head when as many pages, and this part of all, repeat it at the same height.
MIN_REPEATS, MIN_SHARE = 3, 0.4

_DASH = r"[-—–－―_~·.•]*"
_PAGE_NUMBER = re.compile(rf"{_DASH}(第)?\d{{1,4}}(页)?([/，,]?共?\d{{1,4}}页?)?{_DASH}|[ⅠⅡⅢⅣⅤⅥIVX]{{1,5}}")


def find_furniture(pages: Sequence[PageLayout]) -> set[int]:
    """The identities (``id``) of the lines that are page numbers or running heads."""
    marginal = [list(_marginal_lines(page)) for page in pages]
    repeated = Counter(
        key for lines in marginal for key in {_key(line, page) for line, page in lines if not _is_number(line)}
    )
    enough = max(MIN_REPEATS, MIN_SHARE * len(pages))
    return {
        id(line)
        for lines in marginal
        for line, page in lines
        if _is_number(line) or repeated[_key(line, page)] >= enough
    }


def _marginal_lines(page: PageLayout) -> Iterator[tuple[Line, PageLayout]]:
    """The first and the last line of a page where they stand in its margins, and lines right beside them."""
    lines = [item for item in page.items if isinstance(item, Line)]
    first = lines[:1] if lines and lines[0].baseline < MARGIN * page.height else []
    last = lines[-1:] if lines and lines[-1].baseline > (1 - MARGIN) * page.height else []
    for line in {id(line): line for line in (*first, *last)}.values():
        yield line, page


def _key(line: Line, page: PageLayout) -> tuple[str, int, bool]:
    """What makes two running heads the same: the words, the height, the upright or the landscape page."""
    return line.text, round(line.baseline / 3), page.width > page.height


def _is_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text.replace(" ", "")) is not None
