"""The words a figure was read from, as a reader sees them: the figure marked, the cells of a row apart."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from disclosure.document import CELL_MARK
from disclosure.publish.facts.holdings import Wording
from disclosure.publish.facts.ledger import Entry

#: figures of a row of a form as they run into each other in a quote: 合计74868.3317739.88
_RUN = re.compile(r"(?<=\.\d\d)(?=[-\d])|(?<=[\u4e00-\u9fff）])(?=-?\d)|(?<=\d)(?=[\u4e00-\u9fff（])")
_NARRATIVE = "narrative"
#: what is counted on one day, whose figures are of no budget even where a budget states them
_COUNTED = frozenset({("staff", ""), ("assets", ""), ("three_public", "vehicles_owned")})


def space_row(quote: str) -> str:
    """A quote of a row with spaces between its cells: where they are marked, else as far as two decimals and words show
    where they end."""
    return quote.replace(CELL_MARK, f" {CELL_MARK} ") if CELL_MARK in quote else _RUN.sub(" ", quote)


def show_quote(entry: Entry) -> str:
    """The words that a fact was read from; the cells of a row of a form with spaces between them."""
    return entry["quote"] if entry["form"] == _NARRATIVE else space_row(entry["quote"])


def mark_quote(entry: Entry) -> Markup:
    """The same as HTML with the figure marked: a quote ends with its figure or its unit, so the last one counts."""
    quote = show_quote(entry)
    before, figure, after = quote.rpartition(entry["reported"]) if entry["reported"] else ("", "", quote)
    if not figure:
        return escape(quote)
    return escape(before) + Markup("<mark>") + escape(figure) + Markup("</mark>") + escape(after)


def name_row(entry: Entry, wording: Wording) -> str:
    """What the row of a figure is called: the last name of its classification with the code, or its item."""
    name, code = entry["functional_name"] or entry["economic_name"], entry["functional_code"] or entry["economic_code"]
    row = name.rsplit("/", 1)[-1] + (f"（{code}）" if code else "") if name else ""
    return row or wording.name_item(entry["statement"], entry["item"])


def name_columns(entry: Entry, wording: Wording) -> list[str]:
    """What the column of a figure is called: its fund, kind of spending, phase and measure, those that it has."""
    columns = [
        ("funds", "fund"), ("expenditure_types", "expenditure_type"), ("phases", "phase"), ("measures", "measure"),
    ]  # fmt: skip
    if {(entry["statement"], ""), (entry["statement"], entry["item"])} & _COUNTED:
        columns = [pair for pair in columns if pair[0] != "phases"]
    return [wording.name(codes, entry[column]) for codes, column in columns if entry[column]]


def name_headers(entry: Entry, wording: Wording) -> str:
    """The headers of a figure: its row, its column, the phase and the measure (行政运行·基本支出·年初预算)."""
    row = name_row(entry, wording)
    return "·".join([row, *(part for part in name_columns(entry, wording) if part != row)])
