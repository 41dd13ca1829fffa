"""What sites that publish this package have agreed on: its tables, their columns, and the number of that agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: The number of the agreement; every published descriptor names it. It goes up whenever a column of SHARED goes, comes,
#: moves, or changes its type: a test holds the columns against it.
VERSION = 6
#: What the number is called in a descriptor.
KEY = "contractVersion"
#: Tables in which each row belongs to one report. They are partitioned, and merged by a federation. Those that join
#: others (projects_wide …) or span reports (series) can be made again from these.
SHARED = (
    "reports", "facts", "forms", "texts", "projects", "indicators", "findings", "headlines", "three_public",
    "procurement", "functional_lines", "economic_lines", "quality", "spending_by_function", "spending_by_economic",
    "spending_by_project", "spending_by_subunit", "income_by_source", "breakdown_totals", "subunit_facts",
    "government_class_facts", "prior_year_facts", "purchases", "events", "planned_assets", "part_facts",
)  # fmt: skip
#: Where a schema names its links of several columns of which one may be empty, in the form of foreignKeys. Table Schema
#: does not say what a key with an empty part refers to: validators look for a row that has it empty too.
OPTIONAL = "optionalForeignKeys"


def list_columns(schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and types of the columns of a Table Schema, in order."""
    return [(field["name"], field["type"]) for field in schema["fields"]]


def list_links(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The links of a Table Schema to other tables: its foreignKeys, and the OPTIONAL ones.

    Those bind only rows in which all their columns are given, as a foreign key of SQL does.
    """
    return [*schema.get("foreignKeys", ()), *schema.get(OPTIONAL, ())]
