"""What changed from one published package to the next, and the version that follows from it.

The version is that of the data, by the Data Package recipe: a column or table that goes or changes raises the first
number, new reports, rows, tables or columns the second, corrections of rows the third.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from disclosure.errors import DescriptionError

Key = tuple[str, ...]


@dataclass(frozen=True)
class TableChange:
    """Rows of one table that are new, gone or changed, by primary key; ``columns`` says what changed of its shape."""

    name: str
    added: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    changed: tuple[tuple[Key, tuple[str, ...]], ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackageChange:
    """All changes: tables by name, reports that came and went, what breaks readers of the old package."""

    old_version: str
    breaking: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    tables: tuple[TableChange, ...] = ()
    reports_added: tuple[str, ...] = ()
    reports_removed: tuple[str, ...] = ()
    chosen: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def step(self) -> str:
        """major, minor, patch, or empty if nothing changed."""
        if self.breaking or self.reports_removed:
            return "major"
        if self.additions or self.reports_added or any(table.added for table in self.tables):
            return "minor"
        return "patch" if any(table.changed or table.removed for table in self.tables) else ""

    @property
    def version(self) -> str:
        """The version of the new package: the one that was chosen, else the one that follows."""
        major, minor, patch = _read_version(self.old_version)
        steps = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
        return self.chosen or ".".join(map(str, steps.get(self.step, (major, minor, patch))))

    def choose(self, version: str) -> PackageChange:
        """The same changes as a higher ``version``: one may be due for a change of meaning, which columns do not show.

        Raises DescriptionError for one that is lower than what follows.
        """
        if not _VERSION.fullmatch(version) or _read_version(version) < _read_version(self.version):
            raise DescriptionError(
                f"{version!r} is not a version from {self.version} on", file="--as", remedy="write it as 1.0.0"
            )
        return replace(self, chosen=version)


_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")


def _read_version(text: str) -> tuple[int, int, int]:
    major, minor, patch = (int(part) for part in text.split("."))
    return major, minor, patch


class PublishedPackage:
    """A published package as a folder or as the zip of it, read table by table. Raises DescriptionError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.descriptor: dict[str, Any] = self._read_descriptor()
        self.resources = {resource["name"]: resource for resource in self.descriptor["resources"]}

    def _read_descriptor(self) -> dict[str, Any]:
        try:
            descriptor = json.loads(self._read("datapackage.json"))
            if not isinstance(descriptor.get("resources"), list) or "version" not in descriptor:
                raise ValueError("no resources or no version")
        except (OSError, ValueError, KeyError, AttributeError, zipfile.BadZipFile) as error:
            raise DescriptionError(
                f"is not a published package: {error}", file=str(self._path), remedy="name open-books.zip or its folder"
            ) from None
        return dict(descriptor)

    def _read(self, name: str) -> bytes:
        if self._path.is_dir():
            return (self._path / name).read_bytes()
        with zipfile.ZipFile(self._path) as archive:
            return archive.read(name)

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """The rows of a table as text."""
        text = self._read(self.resources[name]["path"]).decode("utf-8-sig")
        yield from csv.DictReader(io.StringIO(text, newline=""), strict=True)

    def shape(self, name: str) -> dict[str, str]:
        """The types of a table's columns by name, in order."""
        return {each["name"]: each["type"] for each in self.resources[name]["schema"]["fields"]}

    def key(self, name: str) -> Sequence[str]:
        """The primary key of a table; all columns where it has none."""
        key = self.resources[name]["schema"].get("primaryKey") or list(self.shape(name))
        return [key] if isinstance(key, str) else list(key)


def compare_packages(old: PublishedPackage, new: PublishedPackage) -> PackageChange:
    """What changed from ``old`` to ``new``."""
    breaking = [f"table {name} is gone" for name in old.resources if name not in new.resources]
    additions = [f"table {name}" for name in new.resources if name not in old.resources]
    tables = []
    for name in (name for name in old.resources if name in new.resources):
        gone, came = _compare_shapes(old.shape(name), new.shape(name))
        breaking += [f"{name}: {words}" for words in gone]
        additions += [f"{name}: column {column}" for column in came]
        tables.append(_compare_rows(old, new, name))
    reports = [{row["report_id"]: row["title"] for row in package.rows("reports")} for package in (old, new)]
    return PackageChange(
        old.descriptor["version"], tuple(breaking), tuple(additions),
        tuple(table for table in tables if table.added or table.removed or table.changed),
        tuple(sorted(set(reports[1]) - set(reports[0]))), tuple(sorted(set(reports[0]) - set(reports[1]))),
        "", reports[0] | reports[1],
    )  # fmt: skip


def _compare_shapes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[list[str], list[str]]:
    gone = [f"column {column} is gone" for column in old if column not in new]
    gone += [
        f"column {column} was {kind}, is {new[column]}" for column, kind in old.items() if new.get(column, kind) != kind
    ]
    shared = [column for column in new if column in old]
    if not gone and shared != list(old):
        gone.append("columns are in another order")
    return gone, [column for column in new if column not in old]


def _compare_rows(old: PublishedPackage, new: PublishedPackage, name: str) -> TableChange:
    key = old.key(name)
    if list(key) != list(new.key(name)):
        return TableChange(name, columns=("key",))
    return compare_rows(name, key, old.rows(name), new.rows(name))


def compare_rows(
    name: str,
    key: Sequence[str],
    old: Iterable[Mapping[str, str]],
    new: Iterable[Mapping[str, str]],
    ignored: Sequence[str] = (),
) -> TableChange:
    """Rows of a table that are new, gone or changed, matched by ``key``. Neither ``ignored`` columns count nor those
    that only one of both has, which are a change of the table."""
    before, after = ({tuple(row[column] for column in key): row for row in rows} for rows in (old, new))
    changed = []
    for name_of, row in after.items():
        known = before.get(name_of)
        if known is not None and known != row:
            columns = tuple(c for c in known if c in row and c not in ignored and known[c] != row[c])
            changed.append((name_of, columns))
    return TableChange(
        name, tuple(each for each in after if each not in before), tuple(each for each in before if each not in after),
        tuple(each for each in changed if each[1]),
    )  # fmt: skip


#: How many changed rows of a table a changelog names.
_MOST_NAMED = 10


def write_changelog(change: PackageChange, day: str) -> str:
    """The changelog section of a new version in Markdown, dated ``day`` (ISO); in the order of what matters."""
    lines = [f"## {change.version} ({day})", ""]
    groups = (
        ("Breaking changes", list(change.breaking)),
        ("Reports withdrawn", [_name_report(change, name) for name in change.reports_removed]),
        ("New reports", [_name_report(change, name) for name in change.reports_added]),
        ("New tables and columns", list(change.additions)),
        ("Corrections", [line for table in change.tables for line in _tell_corrections(table, change)]),
        ("Rows", [_count_rows(table) for table in change.tables]),
    )
    for title, items in groups:
        if items:
            lines += [f"### {title}", "", *(f"- {item}" for item in items), ""]
    return "\n".join(lines)


def _name_report(change: PackageChange, name: str) -> str:
    return f"{name}: {change.titles.get(name, '')}"


def _tell_corrections(table: TableChange, change: PackageChange) -> list[str]:
    """The changed rows of the tables that documents state; derived tables follow from them."""
    if table.name not in ("facts", "texts", "projects", "indicators", "units", "unit_names"):
        return []
    named = [f"{table.name} {'/'.join(key)}: {', '.join(columns)}" for key, columns in table.changed[:_MOST_NAMED]]
    more = len(table.changed) - len(named)
    return [*named, f"{table.name}: {more} more rows"] if more > 0 else named


def _count_rows(table: TableChange) -> str:
    return f"{table.name}: {len(table.added)} new, {len(table.changed)} changed, {len(table.removed)} gone"
