"""Commands on the package of all data: writing it out, asking it, explaining one figure of it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from disclosure.check import load_checks
from disclosure.command.building.build import find_folders
from disclosure.command.terminal.screen import print_heading, print_lines, print_table
from disclosure.description import load_report
from disclosure.errors import DisclosureError
from disclosure.model import Fact
from disclosure.package.editions.distribution import DATABASE, WORKBOOK, Distribution, write_distribution
from disclosure.package.editions.validation import validate_distribution
from disclosure.package.query.inquiry import Answer, Explanation, QueryError, ask_package, explain_fact
from disclosure.package.stored.records import read_audit, read_parsed
from disclosure.package.versions.changes import PackageChange, PublishedPackage, compare_packages, write_changelog
from disclosure.store import Layout, format_value

#: Format -> what of a distribution it is, as patterns below its folder.
PIECES = {
    "csv": ("*.csv", "datapackage.json"),
    "parquet": ("parquet/**/*",),
    "sqlite": (DATABASE,),
    "xlsx": (WORKBOOK,),
    "json": ("api/**/*.json", "api/**/*.json.gz"),
    "zip": ("open-books.zip", "reports/*.zip"),
    "all": ("**/*",),
}


def export_data(layout: Layout, out: Path, form: str, *, validate: bool = False) -> tuple[Distribution, int]:
    """Write the package into ``out``, whole or in one format; returns it and the number of files written.

    With ``validate`` frictionless validates it before anything is in ``out``, which must be new or empty. Raises
    DisclosureError otherwise.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DisclosureError("is not an empty folder", file=str(out), remedy="name a new or an empty folder")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=out.parent) as scratch:
        made = write_distribution(layout, Path(scratch) / "package", os.environ.get("SITE_URL", ""))
        if validate:
            validate_distribution(made.folder, made.rows)
        paths = sorted({path for pattern in PIECES[form] for path in made.folder.glob(pattern) if path.is_file()})
        for path in paths:
            target = out / path.relative_to(made.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
    return made, len(paths)


def release_data(layout: Layout, old: Path, day: str, version: str = "") -> tuple[PackageChange, str]:
    """What changed since the published package ``old`` and the changelog section about it; ``version`` is a higher one
    than follows, empty for that."""
    with tempfile.TemporaryDirectory(prefix="release-") as scratch:
        made = write_distribution(layout, Path(scratch) / "package")
        change = compare_packages(PublishedPackage(old), PublishedPackage(made.folder))
    change = change.choose(version) if version else change
    return change, write_changelog(change, day)


def query_data(layout: Layout, question: str, form: str) -> None:
    """Print the answer to a question in SQL: as a table, as CSV or as JSON."""
    answer = ask_package(layout, question)
    if form == "json":
        rows = [dict(zip(answer.columns, map(_plain, row), strict=True)) for row in answer.rows]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([[_show(cell) for cell in row] for row in answer.rows])
    else:
        _print_answer(answer)


def _print_answer(answer: Answer) -> None:
    right = [
        column for place, column in enumerate(answer.columns)
        if answer.rows and all(isinstance(row[place], int | float | Decimal | None) for row in answer.rows)
    ]  # fmt: skip
    print_table(answer.columns, [[_show(cell) for cell in row] for row in answer.rows], right=right)


def _show(cell: object) -> str:
    return format_value(cell)


def _plain(cell: object) -> object:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def print_explanation(layout: Layout, name: str) -> None:
    """Print one figure, named as REPORT/NUMBER: what it is, its quote and place, mentions, checks and findings."""
    report_name, _, number = name.replace("#", "/").rpartition("/")
    if not report_name or not number.isascii() or not number.isdecimal():
        raise QueryError(
            "is not the name of a figure", file=name, remedy="write it as unit/2024-final/12 or unit-2024-final/12"
        )
    folder = find_folders(layout, [report_name])[0]
    report = load_report(folder / "report.yml")
    explained = explain_fact(report, read_parsed(folder), read_audit(folder)[0], int(number))
    _print_fact(explained.report.report_id, explained.number, explained.fact)
    source = report.sources[0]
    print_lines(f"  source    {source.title}, {explained.fact.place} (sha256 {source.sha256[:12]}…)")
    _print_relations(explained, read_parsed(folder).facts)


def _print_fact(report_id: str, number: int, fact: Fact) -> None:
    print_heading(f"{report_id}/{number}")
    dimensions = (
        "statement", "direction", "item", "functional_code", "functional_name", "economic_code", "economic_name",
        "fund", "expenditure_type", "project", "phase", "measure", "basis",
    )  # fmt: skip
    rows = [(name, str(getattr(fact, name))) for name in dimensions if getattr(fact, name) not in ("", None)]
    rows += [
        ("value", f"{format_value(fact.value)} {fact.unit}"), ("reported", f"{fact.reported}{fact.reported_unit}"),
        ("form", fact.form), ("quote", fact.quote),
    ]  # fmt: skip
    for name, text in rows:
        print_lines(f"  {name:<16}  {text}")


def _print_relations(explained: Explanation, facts: tuple[Fact, ...]) -> None:
    if explained.mentions:
        print_heading("also stated")
        for number in explained.mentions:
            fact = facts[number - 1]
            print_lines(f"  {number:>5}  {fact.reported}{fact.reported_unit}  {fact.form}  {fact.place}  {fact.quote}")
    checks = load_checks()
    print_heading(f"used in {len(explained.checks)} checks" if explained.checks else "not tested by any check")
    for check in explained.checks:
        print_lines(f"  {check:<28}  {checks[check].title_zh}  {checks[check].title_en}")
    if explained.findings:
        print_heading("findings that name it")
        for finding in explained.findings:
            print_lines(f"  {finding.finding}  {finding.message_zh}")
