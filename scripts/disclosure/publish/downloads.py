"""Files a reader can take away: each report's tables, all reports in one table each, everything in one zip."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from disclosure.package.tables import TABLES
from disclosure.publish.holdings import Holding, Holdings
from disclosure.store import Layout, dump_csv

#: The earliest time a zip can hold; a real one would change the bytes of every build.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
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


def write_downloads(layout: Layout, holdings: Holdings, site: Path) -> None:
    """Put the data package into a built site: at the paths it has in the repository, as unions, and as a zip."""
    packed = _list_package(layout)
    for path in packed:
        target = site / path.relative_to(layout.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    folder = site / "downloads"
    folder.mkdir(exist_ok=True)
    for name, columns in TABLES.items():
        rows = (row for held in holdings.reports for row in held.tables[name])
        (folder / f"{name}.csv").write_bytes(dump_csv(columns, rows))
    pack(site / ARCHIVE, {path.relative_to(layout.root).as_posix(): path.read_bytes() for path in packed})


def pack(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a zip whose bytes depend on the names and contents alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def _list_package(layout: Layout) -> list[Path]:
    """The files of the data package: never anything else that lies in a report's folder, such as a source."""
    reports = [
        folder / name for folder in layout.report_folders() for name in ("report.yml", *(f"{t}.csv" for t in TABLES))
    ]
    package = [
        layout.root / "datapackage.json",
        *layout.schemas.glob("*.json"),
        *layout.data.glob("*.csv"),
        *layout.reference.glob("*.csv"),
        *reports,
    ]
    return sorted(path for path in package if path.is_file() and not path.is_symlink())
