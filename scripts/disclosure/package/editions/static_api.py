"""The package as JSON with stable addresses: an index, a file for each unit, a compressed one for each report.

A table is {"columns": [names], "data": [rows as lists]}, which pandas.DataFrame(**table) takes: a name for every cell
made the files four times as large as their CSV.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from disclosure.package.editions.assembly import Batch, Shape
from disclosure.package.stored.addresses import address_facts
from disclosure.package.stored.collection import Row
from disclosure.package.stored.tables import DETAILS, TABLES
from disclosure.store import dump_compact, fill_file

#: Raised when an address or a key changes its meaning or goes.
API_VERSION = "2"
_UNIT_TABLES = ("headlines", "three_public", "procurement", "quality")
#: Columns that have one value in all rows of a file.
_OF_REPORT, _OF_UNIT = ("report_id",), ("unit_id",)
#: The column of facts that no other edition has.
_ADDRESS = "address"


def write_unit_json(batch: Batch, shapes: Mapping[str, Shape], folder: Path) -> dict[str, Any]:
    """Write the files of one unit and of each of its reports below ``folder``; returns its entry of the index."""
    unit = _list_plain(shapes["units_wide"], batch.tables["units_wide"])[0]
    reports = []
    divided = {name: _divide(batch.tables[name]) for name in (*TABLES, *DETAILS, "headlines", "quality")}
    for member in batch.members:
        report = member.report
        listed = {
            "report_id": report.report_id, "year": report.year, "kind": report.kind, "title": report.title,
            "path": f"reports/{report.report_id}.json.gz",
        }  # fmt: skip
        reports.append(listed)
        rows = {table: found.get(report.report_id, []) for table, found in divided.items()}
        records = {name: _list_plain(shapes[name], rows.pop(name))[0] for name in ("headlines", "quality")}
        own = {name: _make_table(shapes[name], listed_rows, _OF_REPORT) for name, listed_rows in rows.items()}
        _add_addresses(own["facts"], address_facts(report.kind, member.tables["facts"]))
        body = {"version": API_VERSION, "report": listed, **records, **own}
        fill_file(folder / f"reports/{report.report_id}.json.gz", gzip.compress(dump_compact(body), mtime=0))
    unit["names"] = unit["names"].split("|")
    unit["reports"] = reports
    path = f"units/{batch.unit_id}.json"
    tables = {name: _make_table(shapes[name], batch.tables[name], _OF_UNIT) for name in _UNIT_TABLES}
    _write(folder / path, {"version": API_VERSION, "unit": unit, **tables})
    return {**unit, "path": path}


def write_index(
    folder: Path, units: Sequence[Mapping[str, Any]], lists: Mapping[str, Sequence[Row]], shapes: Mapping[str, Shape]
) -> None:
    """The index of all units and reports, the code lists, and the JSON Schemas of the three kinds of files."""
    _write(folder / "index.json", {"version": API_VERSION, "units": units})
    codes = {name: _make_table(shapes[name], rows) for name, rows in lists.items() if name not in ("reports", "units")}
    _write(folder / "codes.json", {"version": API_VERSION, **codes})
    for name, schema in make_json_schemas(shapes).items():
        _write(folder / "schemas" / f"{name}.json", schema)


def _divide(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their report."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["report_id"]), []).append(row)
    return found


def _list_plain(shape: Shape, rows: Sequence[Row]) -> list[dict[str, Any]]:
    kinds = [(field["name"], field["type"]) for field in shape.schema["fields"]]
    return [{name: _plain_value(row[name], kind) for name, kind in kinds} for row in rows]


def _make_table(shape: Shape, rows: Sequence[Row], left_out: Sequence[str] = ()) -> dict[str, list[Any]]:
    """A table by columns and rows; ``left_out`` are columns that the file states once for all of its rows."""
    kinds = [(field["name"], field["type"]) for field in shape.schema["fields"] if field["name"] not in left_out]
    columns = [[_plain_value(row[name], kind) for row in rows] for name, kind in kinds]
    return {"columns": [name for name, _ in kinds], "data": list(map(list, zip(*columns, strict=True)))}


def _add_addresses(facts: dict[str, list[Any]], addresses: Mapping[str, str]) -> None:
    """Give each fact its address on the page of its year as the last column."""
    number = facts["columns"].index("fact")
    facts["columns"].append(_ADDRESS)
    for row in facts["data"]:
        row.append(f"#{addresses[str(row[number])]}")


def _write(path: Path, value: object) -> None:
    fill_file(path, dump_compact(value))


def _plain_value(value: object, kind: str) -> object:
    """A cell as JSON: empty is null, numbers are numbers, lists are what the CSV has."""
    if value is None or value == "":
        return None
    if kind == "string" and type(value) is str:
        return value
    if kind in ("integer", "year"):
        return int(str(value))
    if kind == "number":
        number = Decimal(str(value))
        return int(number) if number == number.to_integral_value() else float(number)
    if kind == "boolean":
        return value if isinstance(value, bool) else value == "true"
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


_KINDS = {
    "string": ["string", "null"], "integer": ["integer", "null"], "number": ["number", "null"],
    "boolean": ["boolean", "null"], "year": ["integer", "null"], "date": ["string", "null"],
}  # fmt: skip
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def make_json_schemas(shapes: Mapping[str, Shape]) -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of index.json, of a unit's and of a report's file."""
    listed = _object({
        "report_id": _text(), "year": {"type": "integer"}, "kind": {"enum": ["budget", "final"]}, "title": _text(),
        "path": _text(),
    })  # fmt: skip
    unit = _row(shapes["units_wide"])
    unit["properties"] |= {"names": _list(_text()), "reports": _list(listed)}
    indexed = _object({**unit["properties"], "path": _text()})
    version = {"const": API_VERSION}
    return {
        "index": {"$schema": _DRAFT, **_object({"version": version, "units": _list(indexed)})},
        "unit": {"$schema": _DRAFT, **_object({
            "version": version, "unit": unit, **{name: _table(shapes[name], _OF_UNIT) for name in _UNIT_TABLES},
        })},
        "report": {"$schema": _DRAFT, **_object({
            "version": version, "report": listed, "headlines": _row(shapes["headlines"]),
            "quality": _row(shapes["quality"]),
            **{name: _table(shapes[name], _OF_REPORT) for name in (*TABLES, *DETAILS)},
        })},
    }  # fmt: skip


def _row(shape: Shape) -> dict[str, Any]:
    return _object({
        field["name"]: {"type": _KINDS[field["type"]], "title": field["title"], "description": field["description"]}
        for field in shape.schema["fields"]
    })  # fmt: skip


def _table(shape: Shape, left_out: Sequence[str]) -> dict[str, Any]:
    fields = [field for field in shape.schema["fields"] if field["name"] not in left_out]
    cells: list[dict[str, Any]] = [{"type": _KINDS[field["type"]], "title": field["title"]} for field in fields]
    columns = [field["name"] for field in fields]
    if shape.name == "facts":
        cells, columns = [*cells, _text()], [*columns, _ADDRESS]
    row = {"type": "array", "prefixItems": cells, "minItems": len(cells), "maxItems": len(cells)}
    return _object({"columns": {"const": columns}, "data": _list(row)})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _text() -> dict[str, Any]:
    return {"type": "string"}
