"""Files a reader can take away: each report's tables, all reports in one table each, everything in one zip."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from disclosure.package.distribution import Distribution
from disclosure.package.tablefile import render_table
from disclosure.package.tables import TABLES
from disclosure.publish.holdings import Holding, Holdings
from disclosure.store import Layout, dump_json

ARCHIVE = "downloads/open-books.zip"
LABELS = {
    "facts": "数字（facts）", "texts": "说明文字（texts）", "projects": "项目（projects）",
    "indicators": "绩效指标（indicators）", "findings": "核对发现（findings）", "checks": "检查结果（checks）",
    "coverage": "数字的去向（coverage）",
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """One file for download: its address below the site's root, its name and how many rows it has."""

    path: str
    label: str
    rows: int


@dataclass(frozen=True)
class ReportFiles:
    """What can be had of one report, with the source it was made from."""

    kind: str
    title: str
    publisher: str
    url: str
    sha256: str
    files: list[File]


def list_files(holdings: Iterable[Holding]) -> list[ReportFiles]:
    """The files of some reports."""
    listed = []
    for held in holdings:
        source = held.report.sources[0]
        files = [
            File(f"data/reports/{held.report.folder}/{name}.csv", LABELS[name], len(rows))
            for name, rows in held.tables.items()
        ]
        listed.append(
            ReportFiles(held.report.kind, held.report.title, source.publisher, source.url, source.sha256, files)
        )
    return listed


def list_unions(holdings: Holdings) -> list[File]:
    """The tables with the rows of all reports."""
    return [
        File(f"downloads/{name}.csv", LABELS[name], sum(len(held.tables[name]) for held in holdings.reports))
        for name in TABLES
    ]


def write_downloads(layout: Layout, holdings: Holdings, distribution: Distribution, site: Path) -> None:
    """Put the data into a built site: the package, and each report's tables at the paths they have in the repository.

    The package moves to downloads/; the descriptor of it at the root of the site names the same files.
    """
    folder = site / "downloads"
    shutil.copytree(distribution.folder, folder, dirs_exist_ok=True)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource["path"] = f"downloads/{resource['path']}"
    (site / "datapackage.json").write_bytes(dump_json(descriptor))
    shapes = {name: table.shape for name, table in distribution.tables.items()}
    for held in holdings.reports:
        for name in TABLES:
            target = site / "data" / "reports" / held.report.folder / f"{name}.csv"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(render_table(shapes[name], held.tables[name]))
