"""What the data pages tell of every table: its columns, what they mean, an example, how full they are."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.package.derived.grain import describe_rows
from disclosure.package.derived.schemas import load_derived
from disclosure.package.editions.about import split_languages
from disclosure.package.editions.assembly import LISTS, Shape
from disclosure.package.editions.distribution import Distribution
from disclosure.package.editions.packing import name_file
from disclosure.package.editions.parquet import as_list
from disclosure.package.editions.tablefile import TableFile
from disclosure.package.stored.tables import DETAILS, TABLES
from disclosure.package.versions.contract import list_links
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.rendering.template import render

#: With more reports than this the data page has a line for each unit; every report's is in the table quality.
_MOST_REPORTS = 200
#: Characters of an example; the rest is cut.
_LONGEST = 40
_TYPES = {
    "string": "文字", "integer": "整数", "number": "数", "boolean": "是否", "year": "年", "date": "日期",
}  # fmt: skip


_TITLE = re.compile(r"(.+?) \(([^()]*[\u4e00-\u9fff][^()]*)\)")


@dataclass(frozen=True)
class ColumnRow:
    """One column as the data page shows it; ``filled`` is the share of rows that have it, in percent."""

    name: str
    title: str
    title_en: str
    meaning: str
    meaning_en: str
    type: str
    type_zh: str
    unit: str
    allowed: str
    example: str
    filled: str


@dataclass(frozen=True)
class TableCard:
    """One table as the data page shows it. ``group`` is stated, derived or lists; ``titles`` are Chinese, English;
    ``file`` is its CSV file."""

    name: str
    file: str
    titles: tuple[str, str]
    group: str
    rows: int
    columns: list[ColumnRow]
    key: list[str]
    links: list[tuple[str, str]]
    row: str
    row_en: str


def part_title(title: str) -> tuple[str, str]:
    """The Chinese and the English of a title ``English (中文)``; the same twice where it is in one language."""
    found = _TITLE.fullmatch(title)
    return (found[2], found[1]) if found else (title, title)


def list_tables(distribution: Distribution) -> list[TableCard]:
    """Every table of the package in its order."""
    return [
        TableCard(
            name, name_file(name), part_title(table.shape.title), _find_group(name), table.rows,
            list(_list_columns(table.shape, table)),
            as_list(table.shape.schema.get("primaryKey", ())), list(_list_links(table.shape)),
            *reversed(split_languages(describe_rows(name))),
        )
        for name, table in distribution.tables.items()
    ]  # fmt: skip


def _list_links(shape: Shape) -> Iterator[tuple[str, str]]:
    """The columns that refer to a row of another table, and that table."""
    for link in list_links(shape.schema):
        yield ", ".join(as_list(link["fields"])), link["reference"]["resource"] or shape.name


def _find_group(name: str) -> str:
    if name in TABLES or name in DETAILS:
        return "stated"
    return "derived" if name in load_derived() and name not in LISTS else "lists"


def _list_columns(shape: Shape, table: TableFile) -> list[ColumnRow]:
    return [_describe_column(field, table) for field in shape.schema["fields"]]


def _describe_column(field: Mapping[str, Any], table: TableFile) -> ColumnRow:
    name = field["name"]
    example = table.tally.examples.get(name, "")
    filled = table.tally.filled[name]
    share = _show_share(filled, table.rows) if table.rows else ""
    allowed = ", ".join(map(str, field.get("constraints", {}).get("enum", ())))
    return ColumnRow(
        name=name, title=field["title"], title_en=field.get("title_en", name), meaning=field["description"],
        meaning_en=field["description_en"], type=field["type"], type_zh=_TYPES[field["type"]],
        unit=field.get("unit", ""), allowed=allowed,
        example=example if len(example) <= _LONGEST else f"{example[:_LONGEST]}…", filled=share,
    )  # fmt: skip


def _show_share(filled: int, rows: int) -> str:
    """A share in whole percent, in which only what is full is 100 % and only what is empty 0 %."""
    if filled in (0, rows):
        return "100%" if filled else "0%"
    return f"{min(99, max(1, round(filled * 100 / rows)))}%"


def list_quality(distribution: Distribution) -> list[dict[str, str]]:
    """The rows of the quality statement as text, each with a title and the page it is about: a row for each report, or
    for each unit where there are many."""
    names = {row["report_id"]: row for row in _read(distribution, "reports")}
    rows = _read(distribution, "quality")
    if len(rows) <= _MOST_REPORTS:
        return [
            row | {"title": names[row["report_id"]]["title"], "page": f"{_address_unit(row)}{row['year']}/"}
            for row in rows
        ]
    units: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        units.setdefault(row["unit_id"], []).append(row)
    return [
        add_quality(each) | {"title": names[each[-1]["report_id"]]["unit_name"], "page": _address_unit(each[0])}
        for each in units.values()
    ]


def describe_reports(units: Sequence[UnitDigest]) -> str:
    """The files of every report; where there are many, for each unit its years, whose pages offer the files."""
    many = sum(len(unit.reports) for unit in units) > _MOST_REPORTS
    return render("report_list.html", units=units, many=many, root="../")


def _address_unit(row: Mapping[str, str]) -> str:
    """The address of the pages of a report's unit, see labels.address_unit."""
    return f"units/{row['unit_id']}{'-unit' if row['report_id'].endswith('-unit') else ''}/"


def add_quality(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The quality statement of all reports together."""
    rows = list(rows)
    counts = (
        "figures", "unread", "tested", "checks_passed", "checks_rounding", "checks_failed", "checks_without_data",
        "findings", "parts_required", "parts_present",
    )  # fmt: skip
    total = {name: sum(int(row[name] or 0) for row in rows) for name in counts}
    share = 100 * (total["figures"] - total["unread"]) / total["figures"] if total["figures"] else 0
    complete = "yes" if any(row["completeness"] for row in rows) else ""
    told = {"accounted_share": f"{share:.2f}", "completeness": complete}
    return {name: str(number) for name, number in total.items()} | told


def _read(distribution: Distribution, table: str) -> list[dict[str, str]]:
    with distribution.tables[table].path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))
