"""Whether a table is the rest of the form on the page before, by its header: repeated, printed in part, or missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from disclosure.model import Cell
from disclosure.parse.forms.names.heads import ColumnSense

Row = dict[int, Cell]
_AMOUNTS = frozenset({"amount", "rate", "part", "ratio"})


def repeats_header(senses: Sequence[ColumnSense], before: Sequence[ColumnSense]) -> bool:
    """Whether a header of several rows is, column by column, the upper or the lower rows of the form's header
    (``before``): a page may repeat only some of its rows. A header without amounts is not one."""
    if len(senses) != len(before):
        return False
    pairs = list(zip(senses, before, strict=True))
    amounts = [each.words for each, old in pairs if old.kind in _AMOUNTS and old.words]
    if not amounts or not all(amounts):
        return False
    return any(
        all(not each.words or cut(old.words, len(each.words)) == each.words for each, old in pairs)
        for cut in (_cut_upper, _cut_lower)
    )


def _cut_upper(words: Sequence[str], rows: int) -> Sequence[str]:
    return words[:rows]


def _cut_lower(words: Sequence[str], rows: int) -> Sequence[str]:
    return words[len(words) - rows :] if rows <= len(words) else ()


def are_rows(rows: Sequence[Row], before: Sequence[ColumnSense], text: Callable[[Cell], str]) -> bool:
    """Whether rows without figures at the top of a page are rows of the form before, and not a header: they have
    labels and nothing in any of the columns of amounts, which a header would name."""
    labels = False
    for row in rows:
        for column, cell in row.items():
            if text(cell):
                if column >= len(before) or before[column].kind in _AMOUNTS:
                    return False
                labels = labels or before[column].kind not in {"unknown", "skip"}
    return labels
