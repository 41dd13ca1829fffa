"""Columns of single types of the economic classification (基本工资, 办公费), by their names in the code list.

Forms of final accounts (支出决算明细表) and of basic expenditure print the types of a class as columns below the class.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from disclosure.parse.forms.names.economic import find_type
from disclosure.parse.forms.names.heads import ColumnSense
from disclosure.parse.terms.header import plain_header, read_path
from disclosure.parse.terms.meaning import Meaning
from disclosure.parse.terms.term import Terms
from disclosure.quick import replace
from disclosure.reference import CodeList

#: What the words above a type say of its amounts.
_ABOVE = ("direction", "fund", "expenditure_type", "phase", "basis")
_SENSE = {each.name for each in fields(ColumnSense)}


def name_types(
    senses: Iterable[ColumnSense], economic: CodeList, title_class: str, terms: Terms, year: int
) -> list[ColumnSense]:
    """The columns of a form with those of single types: the last word over such a column is the name of a type, and the
    words above it name its class, or the title does (``title_class``, a code). ``year`` is the report's."""
    return [_name_type(sense, economic, title_class, terms, year) for sense in senses]


def _name_type(sense: ColumnSense, economic: CodeList, title_class: str, terms: Terms, year: int) -> ColumnSense:
    words = [plain_header(word) for word in sense.words]
    if not words or sense.kind not in {"unknown", "amount"}:
        return sense
    above = read_path(words[:-1], terms, year) if words[:-1] else Meaning(kind="amount")
    if not isinstance(above, Meaning) or above.kind != "amount" or above.item:
        return sense
    found = find_type(words[-1], economic, parent) if (parent := above.economic or title_class) else None
    if found is None:
        return sense
    known = {name: getattr(above, name) for name in _ABOVE if name in _SENSE}
    return replace(ColumnSense("amount", measure=sense.measure, words=sense.words), economic=found.code, **known)
