"""Holds the vocabulary against the code lists: no word stands for a code that data/reference does not have.

A code that no list has would pass unnoticed until a package is made of the facts, and stop it then for all reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from disclosure.errors import DescriptionError
from disclosure.parse.vocabulary import FOLDER
from disclosure.parse.words import NOT_HELD
from disclosure.plain_yaml import compose_plain, load_plain
from disclosure.reference import CodeSets

#: The item of a total of which the other rows decide what it is the total of.
SUM = "sum"
#: The key of items by unit of measure: {辆: vehicles_owned}.
_BY_UNIT = "units"
#: A phase of a document's own figures that the document decides, and the year before.
_OPEN_PHASES = frozenset({"budget", "prior"})


@cache
def verify_vocabulary(codes: CodeSets, folder: Path = FOLDER) -> None:
    """Refuse a vocabulary with a value that its code list lacks.

    Raises DescriptionError with the file, the line, the value and the values that are possible.
    """
    known = {
        "fund": codes.funds,
        "expenditure_type": codes.expenditure_types,
        "item": codes.items | {NOT_HELD, SUM},
        "statement": codes.statements,
        "phase": codes.phases | _OPEN_PHASES,
        "functional_code": codes.functional,
        "economic_code": codes.economic,
    }
    for path in sorted(folder.glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if all(key not in known or not value or value in known[key] for key, value in _list_values(load_plain(text))):
            continue
        # only now are the places of values worth the time
        for key, node in _pairs(compose_plain(text)):
            if key in known and node.value and node.value not in known[key]:
                raise DescriptionError(
                    f"{key} cannot be {node.value!r}",
                    file=path.name,
                    place=f"line {node.start_mark.line + 1}",
                    remedy=f"use one of {sorted(known[key])}, or add it to the code list in data/reference",
                )


def _list_values(content: Any) -> Iterator[tuple[str, Any]]:
    """Every key with a single value; items by unit of measure come under the key ``item``."""
    if isinstance(content, list):
        for each in content:
            yield from _list_values(each)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key == _BY_UNIT and isinstance(value, dict):
                yield from (("item", item) for item in value.values())
            elif isinstance(value, (list, dict)):
                yield from _list_values(value)
            else:
                yield key, value


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """The same with the nodes of the values, which have their places."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _pairs(each)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == _BY_UNIT and isinstance(value, yaml.MappingNode):
                yield from (("item", item) for _, item in value.value)
            elif isinstance(value, yaml.ScalarNode):
                yield key.value, value
            else:
                yield from _pairs(value)
