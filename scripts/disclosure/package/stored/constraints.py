"""Tables that are read back are compared with their schema (data/schemas) before any value is used."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from disclosure.errors import DescriptionError
from disclosure.store import find_layout

#: How values of a type are printed in our tables: no exponent, no infinity, digits of ASCII only.
_PRINTED = {"integer": re.compile(r"-?[0-9]+"), "number": re.compile(r"-?[0-9]+(\.[0-9]+)?")}

#: A value to the reason why its column cannot have it, or to nothing.
Test = Callable[[str], str]


def verify_rows(path: Path, table: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Compare the rows of a report's ``table``, read from ``path``, with the schema of that table.

    The schema is the one of the checkout that ``path`` is in, else that of the checkout this package is in. Values
    of one column are tested once each. Raises DescriptionError with the row and the column of a value that the
    schema does not allow.
    """
    for column, test in _list_tests(_find_schema(path, table)).items():
        wrong = {value: reason for value in {row[column] for row in rows} if (reason := test(value))}
        if not wrong:
            continue
        line, value = next((line, row[column]) for line, row in enumerate(rows, 2) if row[column] in wrong)
        raise DescriptionError(
            f"{column} {wrong[value]}: {value[:40]!r}",
            file=str(path),
            place=f"row {line}",
            remedy="build the report again; this file is generated",
        )


def _find_schema(path: Path, table: str) -> Path:
    for folder in path.absolute().parents:
        schema = folder / "schemas" / f"{table}.json"
        if schema.is_file():
            return schema
    return find_layout(Path(__file__).parent).schemas / f"{table}.json"


@lru_cache(maxsize=64)
def _list_tests(schema: Path) -> dict[str, Test]:
    """A test for each column of a schema."""
    fields: list[dict[str, Any]] = json.loads(schema.read_text("utf-8"))["fields"]
    return {field["name"]: _make_test(field["type"], field.get("constraints", {})) for field in fields}


def _make_test(kind: str, constraints: Mapping[str, Any]) -> Test:
    required = constraints.get("required", False)
    allowed = constraints.get("enum")
    pattern = re.compile(constraints["pattern"]) if "pattern" in constraints else None
    printed, minimum = _PRINTED.get(kind), constraints.get("minimum")

    def test(value: str) -> str:
        if not value:
            return "is empty" if required else ""
        if printed is not None and not printed.fullmatch(value):
            return f"is not of the type {kind}"
        if minimum is not None and Decimal(value) < minimum:
            return f"is less than {minimum}"
        if allowed is not None and value not in allowed:
            return "is not one of the values of its column"
        return "" if pattern is None or pattern.fullmatch(value) else "does not match the pattern of its column"

    return test
