"""Files a reader can take away: a report's tables in a zip and as JSON, all reports in one table each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.package.editions.distribution import Distribution
from disclosure.package.editions.packing import name_file
from disclosure.package.stored.tables import TABLES
from disclosure.publish.facts.holdings import Holding
from disclosure.publish.overviews.digest import ReportDigest
from disclosure.store import dump_json, fill_file

ARCHIVE = "downloads/open-books.zip"
LABELS = {
    "facts": "数字（facts）", "forms": "表式和标题（forms）", "texts": "说明文字（texts）",
    "projects": "项目（projects）", "indicators": "绩效指标（indicators）", "findings": "核对发现（findings）",
    "checks": "检查结果（checks）", "coverage": "数字的去向（coverage）",
    "subunit_facts": "所属单位的数字（subunit_facts）",
    "government_class_facts": "政府预算经济分类的数字（government_class_facts）",
    "prior_year_facts": "上年的数字（prior_year_facts）", "purchases": "采购明细（purchases）",
    "events": "会议、培训（events）", "planned_assets": "拟购置资产（planned_assets）",
    "part_facts": "列明部分的数字（part_facts）",
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """A table for download: its address below the site's root, its name and how many rows it has."""

    path: str
    label: str
    rows: int


@dataclass(frozen=True)
class ReportFiles:
    """What can be had of one report, with the source it was made from; ``tables`` are names with their rows."""

    report_id: str
    kind: str
    title: str
    publisher: str
    url: str
    list_page: str
    sha256: str
    tables: list[tuple[str, int]]


def list_files(holdings: Iterable[Holding]) -> list[ReportFiles]:
    """The files of some reports."""
    listed = []
    for held in holdings:
        source = held.report.sources[0]
        tables = [(LABELS[name], len(rows)) for name, rows in held.tables.items() if name in TABLES or rows]
        listed.append(
            ReportFiles(
                held.report.report_id,
                held.report.kind,
                held.report.title,
                source.publisher,
                source.url,
                source.list_page,
                source.sha256,
                tables,
            )
        )
    return listed


def list_unions(reports: Sequence[ReportDigest]) -> list[File]:
    """The tables with the rows of all reports."""
    return [
        File(f"downloads/{name_file(name)}", LABELS[name], sum(held.rows[name] for held in reports)) for name in TABLES
    ]


def move_downloads(distribution: Distribution, site: Path) -> None:
    """Move the package to downloads/ of a built site; the descriptor at the root of the site names the same files."""
    folder = site / "downloads"
    shutil.move(distribution.folder, folder)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource["path"] = f"downloads/{resource['path']}"
    fill_file(site / "datapackage.json", dump_json(descriptor))
