"""Tables that become cards on a phone: each cell bears the head of its column (stylesheets/extra.css)."""

from __future__ import annotations

import html
import re

from markupsafe import Markup

_HEAD = re.compile(r"<th [^>]*>(.*?)</th>", re.S)
_ROW = re.compile(r"<tr(?: [^>]*)?>.*?</tr>", re.S)
_CELL = re.compile(r"<(t[hd])\b")
_TAG = re.compile(r"<[^>]*>")
_TABLE = '<table class="ledger'


def label_cells(markup: str) -> Markup:
    """A table of HTML from a template, one cell a column and the first a ``th``, with heads as ``data-label`` of its
    cells and the class ``many``."""
    head, end, body = str(markup).partition("</thead>")
    names = [html.unescape(_TAG.sub("", name)) for name in _HEAD.findall(head)]

    def label(row: re.Match[str]) -> str:
        columns = iter(names)

        def put(cell: re.Match[str]) -> str:
            name = html.escape(next(columns, ""))
            return f'<td data-label="{name}"' if cell[1] == "td" else cell[0]

        return _CELL.sub(put, row[0])

    return Markup(head.replace(_TABLE, f"{_TABLE} many") + end + _ROW.sub(label, body))  # noqa: S704 - was escaped
