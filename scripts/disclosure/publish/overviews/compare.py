"""The data of the page that sets units side by side: an index, the newest reports, one slice a year, and a table for
readers without scripts. Reports of different years or kinds are never ranked against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from disclosure.publish.overviews.digest import ReportDigest, UnitDigest
from disclosure.publish.rendering.template import render
from disclosure.publish.tables.measures import COMPARED
from disclosure.publish.words.labels import KINDS
from disclosure.store import Layout, read_csv, write_bytes

#: The code of the central government in the list of divisions.
_CENTRAL = "100000"


def compose_comparison(units: Sequence[UnitDigest]) -> str:
    """The fragment of the page: the newest report of every unit, by year and kind, as a table that needs no script."""
    newest = [(unit, held) for unit in units for held in unit.reports[-1:]]
    groups: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for unit, held in newest:
        row = {"unit": unit, "held": held, "figures": held.figures["compare"]}
        groups.setdefault((held.report.year, held.report.kind), []).append(row)
    ordered = [
        {"title": f"{year} 年{KINDS[kind]}", "rows": groups[year, kind]} for year, kind in sorted(groups, reverse=True)
    ]
    return render("compare.html", groups=ordered, measures=COMPARED, root="../")


def write_comparison(layout: Layout, units: Sequence[UnitDigest], site: Path) -> None:
    """Write compare/index.json, compare/newest.json and compare/<year>.json: the page fetches what it is asked for."""
    slices: dict[int, list[dict[str, Any]]] = {}
    for unit in units:
        for held in unit.reports:
            slices.setdefault(held.report.year, []).append(_describe(unit, held))
    classes = _name_classes(layout)
    index = {
        "units": [
            {
                "id": each.unit.unit_id, "name": each.unit.name, "region": each.region.name,
                "level": name_level(each.unit.region_code), "purpose": classes.get(_bare(each.purpose), each.purpose),
            }
            for each in units
        ],
        "years": sorted(slices),
        "reports": {str(year): len(rows) for year, rows in sorted(slices.items())},
        "measures": [{"name": each.name, "title": each.title, "count": each.measure == "count"} for each in COMPARED],
    }  # fmt: skip
    _write(site / "compare" / "index.json", index)
    _write(
        site / "compare" / "newest.json",
        [_describe(unit, held) | {"year": held.report.year} for unit in units for held in unit.reports[-1:]],
    )
    for year, rows in slices.items():
        _write(site / "compare" / f"{year}.json", rows)


def name_level(code: str) -> str:
    """The level of government of a division, by its code (GB/T 2260): two digits each of province, city, county."""
    if not code or code == _CENTRAL:
        return "中央" if code else ""
    if code.endswith("0000"):
        return "省级"
    return "市级" if code.endswith("00") else "区县级"


def _name_classes(layout: Layout) -> Mapping[str, str]:
    """Classes of expenditure by function: code, and name without 支出 -> name."""
    rows: Iterable[Mapping[str, str]] = read_csv(layout.reference / "functional.csv")
    names = {row["code"]: row["name"] for row in rows if row["level"] == "1"}
    return names | {_bare(name): name for name in names.values()}


def _bare(name: str) -> str:
    return name.removesuffix("支出")


def _describe(unit: UnitDigest, held: ReportDigest) -> dict[str, Any]:
    figures = {name: [float(entry.value), entry.address] for name, entry in held.figures["compare"].items()}
    return {"unit": unit.unit.unit_id, "kind": held.report.kind, "figures": figures}


def _write(path: Path, content: Any) -> None:
    write_bytes(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")
