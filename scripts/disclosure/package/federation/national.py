"""The national package as files: Parquet by province and year, the index of units, the sites, the problems."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from disclosure.package.derived.schemas import load_derived, make_schemas
from disclosure.package.editions.assembly import Shape, keep_regions
from disclosure.package.editions.distribution import write_sums
from disclosure.package.editions.partition import INDEX, Part
from disclosure.package.editions.tablefile import TableFile, describe_resource
from disclosure.package.federation.identity import Problem
from disclosure.package.federation.merge import CODES, Merger
from disclosure.package.versions.contract import KEY, VERSION
from disclosure.store import Layout, dump_json, write_bytes

#: How the descriptor of a federation is known from that of a site.
NAME = "open-books-federation"
_TABLES = Path(__file__).parent / "tables.yml"
_BATCH = 1000


@dataclass(frozen=True)
class SiteRow:
    """A row of the table sites; see tables.yml."""

    catalogue: str
    title: str = ""
    publisher: str = ""
    license: str = ""
    homepage: str = ""
    version: str = ""
    catalogue_sha256: str = ""
    bytes: int | None = None
    units: int | None = None
    reports: int | None = None
    taken: int | None = None
    fact_rows: int | None = None
    error: str = ""


def load_own_shapes(layout: Layout) -> dict[str, Shape]:
    """The shapes of the tables a federation adds, by name."""
    tables = load_derived(_TABLES)
    schemas = make_schemas(layout, tables)
    return {name: Shape(name, table.title, schemas[name]) for name, table in tables.items()}


def write_national(
    merger: Merger, shapes: Mapping[str, Shape], sites: Sequence[SiteRow], problems: Iterable[Problem], folder: Path
) -> list[Part]:
    """Write everything into ``folder``: the same sites give the same bytes, in whichever order they were named."""
    parts = merger.write_parts(folder)
    tables: dict[str, tuple[str, Iterable[Mapping[str, object]]]] = {
        "units": ("units.csv", _list_units(merger)),
        "sites": ("sites.csv", map(asdict, sites)),
        "problems": ("problems.csv", map(asdict, sorted(problems, key=lambda each: tuple(asdict(each).values())))),
        "files": (INDEX, [asdict(part) for part in sorted(parts, key=lambda part: part.path)]),
        **{name: (f"codes/{name}.csv", _list_codes(merger, name, shapes[name])) for name in CODES},
    }
    resources = []
    for name, (path, rows) in tables.items():
        left = iter(rows)
        with TableFile(folder / path, shapes[name]) as table:
            while batch := list(islice(left, _BATCH)):
                table.write(batch)
        resources.append({**describe_resource(shapes[name], folder / path), "path": path})
    _write_index(folder / "units.json", _list_units(merger))
    write_bytes(folder / "datapackage.json", dump_json(_describe(sites, resources)))
    write_sums(folder)
    return parts


def _list_units(merger: Merger) -> Iterator[dict[str, object]]:
    """The index of units by id, a batch in memory at a time."""
    cursor = merger.connection.execute(
        "SELECT unit_id, any_value(province) AS province, count(*) AS reports, "
        "count(*) FILTER (WHERE kind = 'budget') AS budgets, count(*) FILTER (WHERE kind = 'final') AS finals, "
        "min(fiscal_year) AS first_year, max(fiscal_year) AS last_year, "
        "array_to_string(list_sort(list_distinct(list(fiscal_year))), ' ') AS years, "
        "arg_max(report_id, (fiscal_year, kind)) AS latest, sum(facts)::BIGINT AS fact_rows, "
        "sum(findings)::BIGINT AS findings FROM taken GROUP BY unit_id ORDER BY unit_id"
    )
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(_BATCH):
        for row in rows:
            counted = dict(zip(names, row, strict=True))
            known = merger.register.units[counted["unit_id"]]
            unit = known.unit
            yield {
                **counted, "name": unit.name, "name_en": unit.name_en, "names": "|".join(unit.names),
                "region_code": unit.region_code, "catalogue": known.catalogue, "site_unit": unit.unit_id,
                "also_at": "|".join(known.also_at),
            }  # fmt: skip


def _write_index(path: Path, units: Iterable[Mapping[str, object]]) -> None:
    """The index of units as JSON, a line for each, so that it can be read line by line as well."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{"version": {VERSION}, "units": [')
        for number, unit in enumerate(units):
            line = json.dumps(dict(sorted(unit.items())), ensure_ascii=False, separators=(",", ":"))
            stream.write(f"{',' if number else ''}\n{line}")
        stream.write("\n]}\n")


def _list_codes(merger: Merger, name: str, shape: Shape) -> list[dict[str, object]]:
    """The rows of a code list; of regions those of the units at hand, with what they lie in."""
    rows = merger.connection.execute(f'SELECT * FROM codes."{name}" ORDER BY ALL').fetchall()  # noqa: S608 - our name
    listed = [dict(zip(shape.columns, row, strict=True)) for row in rows]
    if name != "regions":
        return listed
    return keep_regions(listed, {unit.unit.region_code for unit in merger.register.units.values()})


def _describe(sites: Sequence[SiteRow], resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    licenses = sorted({site.license for site in sites if site.license})
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": "明账 · Open Books：各站合集",
        "description": (
            "Packages of many sites of Open Books as one: the index of units, the sites, and under parquet/ the tables "
            "by province and year, which files.csv lists with their sums. 多个明账站点的数据合集：单位索引、站点目录，"
            "以及按省份和年度分开的各表（见 files.csv）。"
        ),
        KEY: VERSION,
        **({"licenses": [{"name": _name_license(name)} for name in licenses]} if licenses else {}),
        "sources": [
            {"title": site.title or site.catalogue, **({"path": site.catalogue} if "://" in site.catalogue else {})}
            for site in sites
            if not site.error
        ],
        "resources": list(resources),
    }


def _name_license(name: str) -> str:
    """A licence as the standard has names: letters, digits, and the signs between them."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-._") else "-" for sign in name)
