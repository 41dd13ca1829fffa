"""Units of money in the cells of forms: ¥1,200.00, 3.5万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.model import Document, Table
from disclosure.parse.forms.tables.bodies import AMOUNT
from disclosure.parse.numbers import MEASURES, UNIT_LABEL, Measure
from disclosure.parse.stream import fold

_SIGNS = frozenset("¥￥")
#: An amount with its own unit in the cell.
_OWN_UNIT = re.compile(rf"(?P<amount>{AMOUNT.pattern})(?:（(?=.*）))?(?P<unit>[百千万亿]*元)）?")
#: Whole numbers that need no unit of money: small ones, years, and codes of classifications.
_COUNTED = re.compile("[0-9]{1,2}|(?:19|20)[0-9]{2}|[2-5][0-9]{2}(?:[0-9]{2}){0,2}")


def strip_unit(text: str, common: Measure | None) -> str:
    """An amount without the sign of the currency and without its unit, if all forms of the document are in that
    (``common``); any other text as it is."""
    if text[:1] not in _SIGNS and text[-2:].strip("）")[-1:] != "元":
        return text
    amount = text[1:] if text[:1] in _SIGNS else text
    found = _OWN_UNIT.fullmatch(amount)
    if found is None:
        return amount
    return found["amount"] if common and found["unit"] == common.printed else text


def find_common_measure(document: Document) -> Measure | None:
    """The one unit of measure that all forms of a document name, or without any, that every amount of money in its
    tables has in its own cell; None where there are several."""
    named = {found.group(1) for found in UNIT_LABEL.finditer(fold(document.text))}
    named = named or {unit for table in document.tables() for unit in _list_own_units(document, table)}
    return MEASURES.get(named.pop()) if len(named) == 1 else None


def _list_own_units(document: Document, table: Table) -> Iterator[str]:
    """The units in the cells of a table; empty for an amount that has none. Of whole numbers those that may be
    codes, years or counts are none."""
    for cell in table.cells:
        text = fold(document.text[cell.start : cell.end]).replace("，", ",").lstrip("".join(_SIGNS))
        found = _OWN_UNIT.fullmatch(text)
        counts = _COUNTED.fullmatch(text)
        if found or (AMOUNT.fullmatch(text) and not counts):
            yield found["unit"] if found else ""
