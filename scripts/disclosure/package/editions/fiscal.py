"""The Fiscal Data Package types of columns: which there are, and whether a descriptor uses them rightly.

frictionless passes over ``columnType``. The names are those of the specification's taxonomy (OpenSpending column
types, version 1): a hierarchy of parts joined by colons, with the level of a classification and, at the end, whether
a column holds codes or labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

#: A type as a pattern -> the field types its columns may have.
_TYPES = {
    r"value": {"number", "integer"},
    r"date:fiscal-year": {"year", "integer", "date"},
    r"direction": {"string"},
    r"phase:(id|label)": {"string"},
    r"expenditure-type:(code|label)": {"string", "integer"},
    r"(functional|economic)-classification:generic:level[1-8]:(code|label)": {"string"},
    r"administrative-classification:generic:level[1-8]:(code|label)": {"string"},
    r"fin-source:generic:(code|label)": {"string"},
    r"activity:generic:(program|subprogram|project|subproject):(code|label)": {"string", "integer"},
    r"geo-source:target:(code|label)": {"string"},
}
_PATTERNS = [(re.compile(pattern), kinds) for pattern, kinds in _TYPES.items()]
_DIRECTIONS = {"revenue", "expenditure"}


def list_fiscal_problems(descriptor: Mapping[str, Any]) -> list[str]:
    """What is wrong with the column types of a descriptor whose schemas are inlined; empty if nothing is.

    Wrong is: a type that is not of the taxonomy, one whose field cannot hold it, one used twice in a resource where
    the specification allows it once, labels without their codes, a direction that is not revenue or expenditure.
    """
    return [problem for resource in descriptor["resources"] for problem in _check_resource(resource)]


def _check_resource(resource: Mapping[str, Any]) -> Iterator[str]:
    fields = [field for field in resource["schema"]["fields"] if "columnType" in field]
    used = Counter(field["columnType"] for field in fields)
    for field in fields:
        place, kind = f"{resource['name']}.{field['name']}", field["columnType"]
        allowed = next((kinds for pattern, kinds in _PATTERNS if pattern.fullmatch(kind)), None)
        if allowed is None:
            yield f"{place}: {kind} is not a type of the taxonomy"
        elif field["type"] not in allowed:
            yield f"{place}: {kind} cannot be a column of type {field['type']}"
        if used[kind] > 1 and kind != "value":
            yield f"{place}: {kind} occurs {used[kind]} times"
        if kind.endswith(":label") and kind.removesuffix(":label") + ":code" not in used:
            yield f"{place}: {kind} labels codes that the resource does not have"
        if kind == "direction" and not set(field.get("constraints", {}).get("enum", ())) <= _DIRECTIONS:
            yield f"{place}: a direction is revenue or expenditure"
