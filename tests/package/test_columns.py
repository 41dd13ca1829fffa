"""The columns of the published tables: one word has one meaning, and an empty column says when it is not."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from tests.first import REPOSITORY
from tests.selection import is_full

from disclosure.package.editions.assembly import Shape, iterate_batches, load_shapes, read_lists
from disclosure.package.stored.collection import list_units, read_members
from disclosure.package.versions.comparison import DIMENSIONS
from disclosure.reference import load_reference
from disclosure.store import Layout, read_csv

LAYOUT = Layout(REPOSITORY)
#: Words that a table has for its own rows: what the row is called, where it comes from, what became of it.
OF_THE_ROW = frozenset({
    "name", "code", "parent", "kind", "outcome", "reason", "total", "source", "publisher", "list_page", "valid_from",
    "valid_to", "successor", "thing", "quantity", "planned", "project_name", "fact", "vehicles_owned",
})  # fmt: skip
#: 个, 人次: longer units of measure name what is counted, as 家事业单位 does.
LONGEST_UNIT = 2


@pytest.fixture(scope="module")
def shapes() -> dict[str, Shape]:
    return load_shapes(LAYOUT)


def test_a_word_has_one_meaning(shapes: dict[str, Shape]) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for shape in shapes.values():
        for field in shape.schema["fields"]:
            meanings[field["name"]].add(field["title"])
    assert {name for name, found in meanings.items() if len(found) > 1} <= OF_THE_ROW


def test_a_unit_is_an_organisation_and_a_unit_of_measure_says_of_which_value(shapes: dict[str, Shape]) -> None:
    named = {column for shape in shapes.values() for column in shape.columns if "unit" in column.split("_")}
    organisations = {name for name in named if name.startswith("unit_")} | {"is_unit"}
    assert named - organisations == {"value_unit", "reported_unit", "target_unit", "actual_unit"}
    for shape in shapes.values():
        for column in named.difference(organisations).intersection(shape.columns):
            assert column == "value_unit" or column.removesuffix("_unit") in shape.columns


def test_no_column_of_rows_is_called_like_the_table_of_facts(shapes: dict[str, Shape]) -> None:
    assert [name for name, shape in shapes.items() if "facts" in shape.columns] == []


def test_a_column_that_is_always_empty_says_when_it_has_a_value(shapes: dict[str, Shape]) -> None:
    """Over all reports at hand; derived tables, which take longer to make than to read, where every case runs."""
    rows: Counter[str] = Counter()
    filled: set[tuple[str, str]] = set()
    lists = read_lists(LAYOUT, load_reference(LAYOUT.reference))
    members = (member.tables for unit_id in list_units(LAYOUT) for member in read_members(LAYOUT, unit_id))
    made = (batch.tables for batch in iterate_batches(LAYOUT)) if is_full() else members
    for tables in (lists, *made):
        for name, table in tables.items():
            rows[name] += len(table)
            open_columns = [column for column in shapes[name].columns if (name, column) not in filled]
            filled |= {
                (name, column) for column in open_columns if any(row[column] not in (None, "") for row in table)
            }  # fmt: skip
    silent = [
        f"{name}.{field['name']}" for name, shape in shapes.items() if rows[name] for field in shape.schema["fields"]
        if (name, field["name"]) not in filled
        and not ("空" in field["description"] and "mpty" in field["description_en"])
    ]  # fmt: skip
    assert silent == []


def test_what_is_counted_is_named_by_the_item_and_not_by_the_printed_unit_alone() -> None:
    """下属0家行政单位和0家事业单位 are two facts that differ in more than what is printed behind the number."""
    for path in sorted(LAYOUT.reports.glob("*/*/facts.csv")):
        named: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for row in read_csv(path):
            if row["measure"] == "count" and len(row["reported_unit"]) > LONGEST_UNIT:
                named[tuple(row[column] for column in (*DIMENSIONS, "form"))].add(row["reported_unit"])
        assert {key: units for key, units in named.items() if len(units) > 1} == {}, path.parent
