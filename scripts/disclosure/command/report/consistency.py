"""What the stored data of a report shows of itself, without its source: values, quotes, and outcomes of checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.command.report.chain import refresh_units
from disclosure.errors import DisclosureError
from disclosure.package.stored.integrity import AUDIT
from disclosure.package.stored.records import read_tables
from disclosure.parse.numbers import MEASURES
from disclosure.store import Layout

_SEPARATORS = re.compile(r"[,，\s]")
#: The column that numbers the rows of a table in document order; the columns by which the others are sorted.
_NUMBERED = {"facts": "fact", "texts": "text", "indicators": "indicator"}
_KEYS = {"findings": ("finding",), "checks": ("check",), "coverage": ("section", "outcome", "reason")}
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def find_inconsistencies(layout: Layout, fresh: Layout, name: str) -> Iterator[str]:
    """What of the report ``name`` in ``layout`` cannot be, one line each.

    A value that is not what was printed, a figure that its quote does not hold, findings that the checks do not give.
    ``fresh`` is a copy of the data, in which they are run again.
    """
    where = f"data/reports/{name}"
    try:
        tables = read_tables(layout.reports / name)
        for table, rows in tables.items():
            yield from (f"{where}/{table}.csv {problem}" for problem in _examine_order(table, rows))
        for number, row in enumerate(tables["facts"], 2):
            for problem in _examine_fact(row):
                yield f"{where}/facts.csv row {number}: {problem}"
        refresh_units(fresh, [name.partition("/")[0]])
    except DisclosureError as error:
        yield f"{error.file or where}: {error.problem}"
        return
    for table in AUDIT:
        stored, made = (each.reports / name / f"{table}.csv" for each in (layout, fresh))
        if stored.read_bytes() != made.read_bytes():
            yield f"{where}/{table}.csv: is not what the checks give for the stored data"


def _examine_order(table: str, rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Rows are numbered from 1 without a gap, or sorted by a key that occurs once."""
    if table in _NUMBERED:
        for number, row in enumerate(rows, 1):
            if row[_NUMBERED[table]] != str(number):
                yield f"row {number + 1}: is numbered {row[_NUMBERED[table]]} instead of {number}"
                return
    elif table in _KEYS:
        keys = [tuple(row[column] for column in _KEYS[table]) for row in rows]
        if keys != sorted(set(keys)):
            yield "has rows that are not sorted, or occur twice"


def _examine_fact(row: dict[str, str]) -> Iterator[str]:
    printed = _SEPARATORS.sub("", row["reported"])
    if not _NUMBER.fullmatch(printed):
        return
    measure = MEASURES.get(row["reported_unit"])
    scaled = abs(Decimal(printed)) * (measure.factor if measure else 1)
    if scaled != abs(Decimal(row["value"])):
        yield f"value {row['value']} is not {row['reported']} {row['reported_unit']}"
    # a zero may be stated in words: 与上年持平
    if scaled and printed.lstrip("+-") not in _SEPARATORS.sub("", row["quote"]):
        yield f"the quote does not hold {row['reported']}"
