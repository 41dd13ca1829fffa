"""Which lines of paged documents belong to the page and not to the text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from disclosure.read.page.lines import Line
from disclosure.read.tables.layout import PageLayout

#: Furniture stands in this part of the page's height at its top or bottom.
MARGIN = 0.14
#: A line is a running head when as many pages, and this part of those that are as upright or landscape, repeat it at
#: the same height: the forms of a report may be its only landscape pages.
MIN_REPEATS, MIN_SHARE = 3, 0.4

#: So many lines at either end of a page may be furniture: a running head and a page number.
DEPTH = 2

_DASH = r"[-—–－―_~·.•]*"
_NUMBERED = r"第?\d{1,4}页?([/，,]?共?\d{1,4}页?)?"
_PAGE_NUMBER = re.compile(rf"{_DASH}{_NUMBERED}{_DASH}|[ⅠⅡⅢⅣⅤⅥIVX]{{1,5}}")
_YEAR = re.compile(r"(19|20)\d\d")
#: The unit of measure of a form, which forms may repeat at one height.
_MEASURE = re.compile(r"单位[:：]?(?:人民币)?[亿万千]?元")
#: A page number within a running head: set off by words or dashes, so that the number of a form is none.
_WITHIN = re.compile(r"第\d{1,4}页(共\d{1,4}页)?|[-—–－]+\d{1,4}[-—–－]+|\d{1,4}/\d{1,4}")


def is_page_number(text: str) -> bool:
    """Whether a line holds nothing but the number of its page; a year is none."""
    bare = "".join(text.split())
    return _PAGE_NUMBER.fullmatch(bare) is not None and _YEAR.fullmatch(bare) is None


def find_furniture(pages: Sequence[PageLayout]) -> set[int]:
    """The identities (``id``) of the lines that are page numbers or running heads."""
    ends = [(page, lines) for page in pages for lines in _marginal_lines(page)]
    repeated = Counter(key for page, lines in ends for key in {_key(line, page) for line in lines})
    landscape = sum(page.width > page.height for page in pages)
    enough = {
        wide: max(MIN_REPEATS, MIN_SHARE * count)
        for wide, count in ((True, landscape), (False, len(pages) - landscape))
    }
    found: set[int] = set()
    for page, lines in ends:
        for line in lines:
            # a page number is outermost, or next to a running head
            key = _key(line, page)
            running = repeated[key] >= enough[page.width > page.height] and not _MEASURE.search(key[0])
            if not is_page_number(line.text) and not running:
                break
            found.add(id(line))
    return found


def _marginal_lines(page: PageLayout) -> Iterator[list[Line]]:
    """The lines in the upper margin from the top, and those in the lower margin from the bottom."""
    lines = [item for item in page.items if isinstance(item, Line)]
    yield [line for line in lines[:DEPTH] if line.baseline < MARGIN * page.height]
    yield [line for line in reversed(lines[-DEPTH:]) if line.baseline > (1 - MARGIN) * page.height]


def _key(line: Line, page: PageLayout) -> tuple[str, int, bool]:
    """What makes two running heads the same: the words, the height, the upright or the landscape page."""
    words = _WITHIN.sub("#", "".join(line.text.split()))
    return words, round(line.baseline / 3), page.width > page.height
