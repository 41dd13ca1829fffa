"""Every table of the published package: those of the reports, the code lists, and the derived ones, unit by unit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from disclosure.errors import DescriptionError
from disclosure.package.derived.headlines import make_headline, make_phases
from disclosure.package.derived.lines import make_economic_lines, make_functional_lines
from disclosure.package.derived.links import make_project_links
from disclosure.package.derived.schemas import load_derived, make_schemas
from disclosure.package.derived.series import Point, make_series
from disclosure.package.derived.spending import TABLE_OF, make_spending
from disclosure.package.derived.wide import (
    make_corrections,
    make_findings,
    make_indicators,
    make_projects,
    make_quality,
    make_unit,
)
from disclosure.package.editions.about import split_languages
from disclosure.package.editions.descriptor import CODE_LISTS, TITLES
from disclosure.package.stored.collection import Member, Row, list_units, read_members
from disclosure.package.stored.tables import DETAILS, TABLES
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout, read_csv

#: Tables of the checkout that are one file: the register, the checks, the code lists.
LISTS = ("reports", "check_definitions", *CODE_LISTS)
#: The tables of make_spending.
SPENDING = (*TABLE_OF.values(), "breakdown_totals")
_POINT = tuple(field.name for field in fields(Point))


@dataclass(frozen=True)
class Shape:
    """What a table is: its name, title, Table Schema."""

    name: str
    title: str
    schema: Mapping[str, Any]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(field["name"] for field in self.schema["fields"])


@dataclass(frozen=True)
class Batch:
    """All rows of one unit, by table, with its reports and its series."""

    unit_id: str
    members: Sequence[Member]
    tables: Mapping[str, Sequence[Row]]
    points: Sequence[Point]


def load_shapes(layout: Layout, reference: Reference | None = None) -> dict[str, Shape]:
    """The shape of every table of the package, in its order: stated, derived, registers and code lists.
    ``reference`` are the code lists of ``layout`` where they have been read."""
    derived = load_derived()
    schemas = make_schemas(layout, reference=reference)
    shapes = {
        name: Shape(name, TITLES[name], json.loads((layout.schemas / f"{name}.json").read_text("utf-8")))
        for name in (*TABLES, *DETAILS, *LISTS)
    }
    made = {name: Shape(name, table.title, schemas[name]) for name, table in derived.items()}
    ordered = {**{name: shapes[name] for name in (*TABLES, *DETAILS)}, **made, **{name: shapes[name] for name in LISTS}}
    return {name: Shape(name, shape.title, _divide_languages(shape.schema)) for name, shape in ordered.items()}


def _divide_languages(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema whose descriptions are Chinese, with those in English as ``description_en``, as titles are."""
    fields_ = []
    for field in schema["fields"]:
        english, chinese = split_languages(field["description"])
        fields_.append({**field, "description": chinese or english, "description_en": english or chinese})
    return {**schema, "fields": fields_}


def read_lists(layout: Layout, reference: Reference) -> dict[str, Sequence[Mapping[str, str]]]:
    """The rows of the tables that are one file each; of regions those of units, with what they lie in."""
    lists: dict[str, Sequence[Mapping[str, str]]] = {
        name: reference.lists[name] if name in CODE_LISTS else read_csv(layout.data / f"{name}.csv") for name in LISTS
    }
    lists["regions"] = keep_regions(lists["regions"], {row["region_code"] for row in lists["units"]})
    return lists


def keep_regions(rows: Iterable[Mapping[str, Any]], codes: Iterable[str]) -> list[dict[str, Any]]:
    """Of the rows of regions.csv those of ``codes`` and of the regions they lie in, in the order of ``rows``."""
    listed = [dict(row) for row in rows]
    above = {str(row["region_code"]): str(row["parent"] or "") for row in listed}
    wanted: set[str] = set()
    for code in codes:
        while code and code not in wanted:
            wanted.add(code)
            code = above.get(code, "")
    return [row for row in listed if row["region_code"] in wanted]


def iterate_batches(layout: Layout) -> Iterator[Batch]:
    """Every unit's rows, one unit in memory at a time. Raises DescriptionError where data is incomplete."""
    reference = load_reference(layout.reference)
    english = name_in_english(reference)
    for unit_id in list_units(layout):
        yield make_batch(reference, english, unit_id, read_members(layout, unit_id))


def name_in_english(reference: Reference) -> dict[str, str]:
    """The names of the units in English by id, as far as they have any."""
    return {row["unit_id"]: row["name_en"] for row in reference.lists["units"]}


def make_batch(reference: Reference, english: Mapping[str, str], unit_id: str, members: Sequence[Member]) -> Batch:
    """All rows of one unit from its reports; ``english`` are the names that name_in_english gives.

    Raises DescriptionError for a unit that is in no code list.
    """
    unit = reference.units.get(unit_id)
    if unit is None:
        raise DescriptionError(
            f"unit {unit_id!r} is not known", file="data/reference/units.csv", remedy="add it to units.csv"
        )
    tables: dict[str, Sequence[Row]] = {
        name: [row for member in members for row in member.tables[name]] for name in (*TABLES, *DETAILS)
    }
    points = make_series(
        [(member.report, member.parsed.facts) for member in members],
        {member.report.report_id: member.parsed.details for member in members},
    )
    tables |= _derive(members, points, unit.region_code, link_codes(reference))
    spending = [make_spending(member, reference, unit.region_code) for member in members]
    tables |= {name: [row for each in spending for row in each[name]] for name in SPENDING}
    region = reference.regions.find_name(unit.region_code)
    tables["units_wide"] = [make_unit(unit, english.get(unit_id, ""), region, members)]
    return Batch(unit_id, members, tables, points)


def link_codes(reference: Reference) -> dict[str, str]:
    """Codes before and after a change of the classification, each with the other one."""
    pairs = [
        (row["code"], row["successor"])
        for name in ("functional", "economic")
        for row in reference.lists[name]
        if row["successor"]
    ]
    return {after: before for before, after in pairs} | dict(pairs)


def _list_point(point: Point, linked: Mapping[str, str]) -> Row:
    code = linked.get(point.functional_code) or linked.get(point.economic_code, "")
    return {**{name: getattr(point, name) for name in _POINT}, "linked_code": code}


def _derive(
    members: Sequence[Member], points: Sequence[Point], region_code: str, linked: Mapping[str, str]
) -> dict[str, Sequence[Row]]:
    derived = load_derived()
    return {
        "headlines": [make_headline(derived["headlines"], member, region_code) for member in members],
        **{
            name: [row for member in members for row in make_phases(derived[name], member)]
            for name in ("three_public", "procurement")
        },
        "functional_lines": [row for member in members for row in make_functional_lines(member)],
        "economic_lines": [row for member in members for row in make_economic_lines(member)],
        "series": [_list_point(point, linked) for point in points],
        "project_links": list(make_project_links(members)),
        "projects_wide": [row for member in members for row in make_projects(member)],
        "indicators_wide": [row for member in members for row in make_indicators(derived["indicators_wide"], member)],
        "findings_wide": [row for member in members for row in make_findings(member)],
        "corrections": [row for member in members for row in make_corrections(member)],
        "quality": [make_quality(member) for member in members],
    }
