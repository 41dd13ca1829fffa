"""The tables made at package time: which columns they have, where those come from, and their schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from disclosure.entry import Entry, load_entry
from disclosure.errors import DescriptionError
from disclosure.package.versions.contract import OPTIONAL
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout

Concepts = Mapping[tuple[str, str], Mapping[str, str]]
FOLDER = Path(__file__).parent
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
#: The keys of a field of a Table Schema that a column may have of its own.
_OWN = frozenset({"type", "title", "title_en", "description", "columnType", "unit", "enum"})
_HEAD = "see the head of the file"
_UNIT_OF = {"count": "个", "area": "平方米", "amount": "元", "change": "元", "change_rate": "%", "share": "%"}
_MEASURE = {
    "change": ("比上年增减额", "change on the prior year"),
    "change_rate": ("比上年增减率", "rate of change on the prior year"),
    "share": ("占比", "share"),
    "count": ("数量", "count"),
    "area": ("面积", "area"),
}


@dataclass(frozen=True, slots=True)
class Pick:
    """One cell of a report's ledger: its dimensions as those of disclosure.check.cases.cells.Cell."""

    statement: str
    direction: str
    item: str
    expenditure: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a derived table: its field of a Table Schema, or the picks that fill it and give the field."""

    name: str
    like: str = ""
    picks: tuple[Pick, ...] = ()
    measure: str = "amount"
    basis: str = ""
    own: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived table: name, title, primary key, columns in order, and what a row is."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@cache
def load_derived(path: Path = FOLDER / "derived.yml") -> dict[str, Derived]:
    """The derived tables by name, in the order of the file. Raises DescriptionError where it is malformed."""
    return {name: _read_table(name, entry) for name, entry in load_entry(path).each()}


def _read_table(name: str, entry: Entry) -> Derived:
    columns = tuple(map(_read_column, entry.sections("columns")))
    key = entry.texts("key", _HEAD)
    table = Derived(name, entry.text("title", _HEAD), key, columns, entry.text("rows", _HEAD, ""))
    if not set(key) <= set(table.names):
        entry.refuse("key", f"the key of {name} names no column", "name its columns")
    entry.finish(_HEAD)
    return table


def _read_column(entry: Entry) -> Column:
    picks = tuple(_read_pick(entry, text) for text in entry.texts("pick", _HEAD, []))
    own: dict[str, Any] = {}
    for key in entry.keys:  # in the order of the file, which is that of the field
        if key in _OWN:
            own[key] = list(entry.texts(key, _HEAD)) if key == "enum" else entry.text(key, _HEAD)
    column = Column(
        entry.text("name", _HEAD), entry.text("like", _HEAD, ""), picks, entry.text("measure", _HEAD, "amount"),
        entry.text("basis", _HEAD, ""), own,
    )  # fmt: skip
    entry.finish(_HEAD)
    if bool(column.like) + bool(column.picks) > 1 or not (column.like or column.picks or column.own):
        entry.refuse("", f"column {column.name} needs one of: like, pick, its own type and title", "write it")
    return column


def _read_pick(entry: Entry, text: str) -> Pick:
    parts = ["" if part == "-" else part for part in text.split("/")]
    if len(parts) not in (3, 4):
        entry.refuse("pick", f"{text!r} is not statement/direction/item or one part more", _HEAD)
    return Pick(*parts)


def make_schemas(
    layout: Layout, tables: Mapping[str, Derived] | None = None, reference: Reference | None = None
) -> dict[str, dict[str, Any]]:
    """The Table Schema of every derived table by name, and of ``tables``, whose columns may be like theirs.
    ``reference`` are the code lists of ``layout`` where they have been read.

    Raises DescriptionError for a column like none there is.
    """
    schemas: dict[str, dict[str, Any]] = {}
    concepts = {
        (row["statement"], row["item"]): row
        for row in (reference or load_reference(layout.reference)).lists["concepts"]
    }
    for table in (*load_derived().values(), *(tables or {}).values()):
        fields = [_make_field(layout, column, schemas, concepts, table.key) for column in table.columns]
        schemas[table.name] = {
            "$schema": SCHEMA,
            "fields": fields,
            "missingValues": [""],
            "primaryKey": list(table.key),
        }
        links = [link for name, link in _LINKS.items() if name in table.names and table.key != (name,)]
        if "report_id" in table.names:
            links.append(_link("report_id", "reports"))
        schemas[table.name]["foreignKeys"] = links
        if "fact" in table.names:  # it may be empty where it is not of the key: a line can come of a detail instead
            named = "foreignKeys" if "fact" in table.key else OPTIONAL
            schemas[table.name].setdefault(named, []).append(_link_fact())
    return schemas


def _link_fact() -> dict[str, Any]:
    columns = ["report_id", "fact"]
    return {"fields": columns, "reference": {"resource": "facts", "fields": columns}}


def _link(column: str, resource: str, target: str = "") -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": resource, "fields": [target or column]}}


_LINKS = {
    "unit_id": _link("unit_id", "units"),
    "region_code": _link("region_code", "regions"),
    "phase": _link("phase", "phases", "code"),
    "check": _link("check", "check_definitions"),
    "catalogue": _link("catalogue", "sites"),
    "functional_code": _link("functional_code", "functional", "code"),
    "economic_code": _link("economic_code", "economic", "code"),
    "government_code": _link("government_code", "economic", "code"),
}


def _make_field(
    layout: Layout, column: Column, made: Mapping[str, Any], concepts: Concepts, key: tuple[str, ...]
) -> dict[str, Any]:
    if column.like:
        found = _copy_field(layout, column, made) | dict(column.own)
    elif column.picks:
        found = _describe_pick(column, concepts) | dict(column.own)
    else:
        found = {key_: value for key_, value in column.own.items() if key_ != "enum"}
        if "enum" in column.own:
            found["constraints"] = {"enum": column.own["enum"]}
    described = {"name": column.name, **{name: value for name, value in found.items() if name != "name"}}
    limits = {name: value for name, value in described.get("constraints", {}).items() if name != "required"}
    described.pop("constraints", None)
    if column.name in key and column.name.endswith(
        ("_id", "line", "breakdown", "fact", "project", "indicator", "finding")
    ):
        limits = {"required": True, **limits}
    return {**described, "constraints": limits} if limits else described


def _copy_field(layout: Layout, column: Column, made: Mapping[str, Any]) -> dict[str, Any]:
    table, _, name = column.like.partition(".")
    schema = made[table] if table in made else json.loads((layout.schemas / f"{table}.json").read_text("utf-8"))
    for each in schema["fields"]:
        if each["name"] == name:
            return dict(each)
    raise DescriptionError(
        f"column {column.name} refers to {column.like}, which does not exist",
        file=str(FOLDER / "derived.yml"), remedy="name a column of data/schemas",
    )  # fmt: skip


def _describe_pick(column: Column, concepts: Concepts) -> dict[str, Any]:
    """The field of a picked column: the words of its concept, with its unit of measure."""
    pick = column.picks[0]
    concept = concepts.get((pick.statement, _ITEMS.get(pick.expenditure, pick.item)))
    if concept is None:
        raise DescriptionError(
            f"column {column.name} picks {pick.statement}/{pick.item}, which is not a concept",
            file=str(FOLDER / "derived.yml"), remedy="add it to data/reference/concepts.csv",
        )  # fmt: skip
    zh, en = _MEASURE.get(column.measure, ("", ""))
    unit = _UNIT_OF[column.measure]
    return {
        "type": "number",
        "title": f"{concept['label_zh']}{'' if _is_count(concept['label_zh']) else zh}",
        "title_en": f"{concept['label_en']}, {en}" if en else concept["label_en"],
        "description": f"{concept['definition']} {concept['definition_zh']}",
        "unit": unit,
        **({"columnType": "value"} if column.measure == "amount" else {}),
    }


def _is_count(label: str) -> bool:
    """Whether a label says by itself that it is a number of persons or things."""
    return label.endswith(("数", "数量", "人次", "批次", "次数", "保有量"))


_ITEMS = {"basic_personnel": "personnel", "basic_operating": "operating", "basic": "basic", "project": "project"}
