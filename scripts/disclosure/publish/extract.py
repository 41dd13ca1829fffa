"""What a reader takes away from one page of a unit and year: its data as JSON and as a package of its tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from disclosure.package.editions.assembly import Batch, Shape
from disclosure.package.editions.share import Bench, write_reports_zip
from disclosure.package.stored.tables import TABLES
from disclosure.publish.holdings import Holding, Row, UnitHolding
from disclosure.store import fill_file


def write_extracts(unit: UnitHolding, bench: Bench, batch: Batch, site: Path) -> None:
    """Put ``data.json`` and ``data.zip``, a valid package of the year's reports, beside every page of a unit and year
    below ``site``."""
    numeric = {name: _list_numeric(bench.shapes[name]) for name in TABLES}
    for year in unit.years:
        folder = site / "units" / unit.unit.unit_id / str(year)
        held = unit.of_year(year)
        text = json.dumps(_describe(unit, year, held, numeric), ensure_ascii=False, separators=(",", ":"))
        fill_file(folder / "data.json", text.encode("utf-8") + b"\n")
        reports = [each.report for each in held]
        write_reports_zip(bench, batch, reports, f"{unit.unit.unit_id}-{year}", folder / "data.zip")


def _list_numeric(shape: Shape) -> frozenset[str]:
    """The columns of a table that its schema calls numbers."""
    return frozenset(field["name"] for field in shape.schema["fields"] if field["type"] in ("number", "integer"))


def _describe(
    unit: UnitHolding, year: int, held: list[Holding], numeric: Mapping[str, frozenset[str]]
) -> dict[str, Any]:
    return {
        "unit": {"id": unit.unit.unit_id, "name": unit.unit.name, "region_code": unit.unit.region_code},
        "year": year,
        "licence": "CC0-1.0",
        "reports": [
            {"report_id": each.report_id, "kind": each.report.kind, "title": each.report.title,
             "publisher": each.report.sources[0].publisher, "url": each.report.sources[0].url,
             "list_page": each.report.sources[0].list_page,
             "source_sha256": each.report.sources[0].sha256}
            | {name: [_type_row(row, each, name, numeric[name]) for row in each.tables[name]] for name in TABLES}
            for each in held
        ],
    }  # fmt: skip


def _type_row(row: Row, held: Holding, table: str, numeric: frozenset[str]) -> dict[str, Any]:
    """A row without its empty cells, numbers as numbers; a fact with its address on the page."""
    typed: dict[str, Any] = {
        column: _to_number(value) if column in numeric else value
        for column, value in row.items()
        if value != "" and column != "report_id"
    }
    if table == "facts":
        typed["address"] = f"#{held.addresses[row['fact']]}"
    return typed


def _to_number(text: str) -> int | float:
    return float(text) if "." in text else int(text)
