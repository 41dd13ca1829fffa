"""Rows that name a project and give the function and the economic type it is of, as the lists of a system that plans
all expenditure by project print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure.parse.forms.names.records import (
    Names,
    Record,
    Thread,
    join_code,
    kind_of_code,
    name_listed,
    split_code,
    strip_number,
)
from disclosure.parse.words import Label
from disclosure.quick import replace
from disclosure.reference import CodeList


def name_classed(name: str, cells: Mapping[str, Sequence[str]], names: Names) -> Record | None:
    """Whose amounts a row holds: those of the project ``name``, of the function and the economic type that ``cells``
    (the texts of their columns, codes and names, by classification) give. None where a name has no code of its
    classification: what it is a part of is not known then."""
    found = {kind: _read_class(texts) for kind, texts in cells.items()}
    if any(words and kind_of_code(code) != kind for kind, (code, words) in found.items()):
        return None
    nothing = ("", "")
    return replace(
        name_listed(name, names), function=found.get("functional", nothing), economic=found.get("economic", nothing)
    )


def name_project(code: str, name: str, functional: CodeList) -> Record | None:
    """The project that a row of a list of projects names behind the code of its function; None where ``name`` is that
    of the function itself, and where it may be: the code has no other name that is known."""
    known = functional.by_code.get(code)
    if known is not None and functional.is_called(code, name):
        return None
    function = (code, known.name) if known is not None else ("", "")
    return Record("project", name=strip_number(name), label=Label((), item="total"), function=function)


def _read_class(texts: Sequence[str]) -> tuple[str, str]:
    """The code and the name in the cells of one classification, which may be one cell."""
    code, words = split_code("".join(text for text in texts if not text.isdigit()))
    return code or join_code([text for text in texts if text.isdigit()], Thread()), words
