"""The data of the page that sets units side by side: an index, one slice a year, and a table for who has no script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from disclosure.publish.digest import UnitDigest
from disclosure.publish.measures import COMPARED
from disclosure.publish.template import render
from disclosure.store import write_bytes


def compose_comparison(units: Sequence[UnitDigest]) -> str:
    """The fragment of the page: the newest report of every unit, as a table that needs no script."""
    rows = [
        {"unit": unit, "held": held, "figures": held.figures["compare"]} for unit in units for held in unit.reports[-1:]
    ]
    return render("compare.html", rows=rows, measures=COMPARED, root="../")


def write_comparison(units: Sequence[UnitDigest], site: Path) -> None:
    """Write compare/index.json and compare/<year>.json: the page fetches the years it is asked for."""
    slices: dict[int, list[dict[str, Any]]] = {}
    for unit in units:
        for held in unit.reports:
            figures = {name: [float(entry.value), entry.address] for name, entry in held.figures["compare"].items()}
            row = {"unit": unit.unit.unit_id, "kind": held.report.kind, "figures": figures}
            slices.setdefault(held.report.year, []).append(row)
    index = {
        "units": [{"id": each.unit.unit_id, "name": each.unit.name, "region": each.region.name} for each in units],
        "years": sorted(slices),
        "reports": {str(year): len(rows) for year, rows in sorted(slices.items())},
        "measures": [{"name": each.name, "title": each.title, "count": each.measure == "count"} for each in COMPARED],
    }
    _write(site / "compare" / "index.json", index)
    for year, rows in slices.items():
        _write(site / "compare" / f"{year}.json", rows)


def _write(path: Path, content: Any) -> None:
    write_bytes(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")
