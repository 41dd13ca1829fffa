"""The CSV files of one report: written from what was parsed and checked, and read back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from disclosure.check.cases.coverage import is_partial
from disclosure.check.cases.wholes import find_wholes
from disclosure.errors import DescriptionError
from disclosure.model import CheckResult, Detail, Fact, Finding, Form, Indicator, Parsed, Project, Report, Text
from disclosure.package.stored.constraints import verify_rows
from disclosure.package.stored.tables import ATTRIBUTES, DETAILS, TABLE_OF_KIND, TABLES
from disclosure.store import Layout, dump_csv, read_csv, write_bytes

Row = Mapping[str, object]
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
#: Columns that are not text, by table; all others are.
_INTEGERS = {"project", "parent", "year"}
_DECIMALS = {"value", "total_score", "target_value", "actual_value", "weight", "score"}


def write_report(
    layout: Layout, report: Report, parsed: Parsed, findings: Sequence[Finding], results: Sequence[CheckResult]
) -> list[Path]:
    """Write every table of ``report`` into its folder; returns the files that changed.

    Everything is rendered before anything is written, and each file is replaced in one step: a
    failure leaves the old data whole. An empty table is a header; one of details has no file, unless there was one.
    """
    tables = make_tables(report, parsed, findings, results) | make_details(report, parsed)
    folder = layout.reports / report.folder
    kept = {name: head for name, head in DETAILS.items() if tables[name] or (folder / f"{name}.csv").is_file()}
    columns = {**TABLES, **kept}
    rendered = {folder / f"{name}.csv": dump_csv(head, tables[name]) for name, head in columns.items()}
    return [path for path, content in rendered.items() if write_bytes(path, content)]


def write_audit(
    layout: Layout, report: Report, findings: Sequence[Finding], results: Sequence[CheckResult]
) -> list[Path]:
    """Write only the findings and checks of ``report``, whose other tables stay; returns the files that changed."""
    tables = make_tables(report, Parsed((), (), (), (), ()), findings, results)
    folder = layout.reports / report.folder
    rendered = {folder / f"{name}.csv": dump_csv(TABLES[name], tables[name]) for name in ("findings", "checks")}
    return [path for path, content in rendered.items() if write_bytes(path, content)]


def read_audit(folder: Path) -> tuple[list[Finding], list[CheckResult]]:
    """The findings and results of checks in a report folder. Raises DescriptionError as read_parsed does."""
    findings = []
    path = folder / "findings.csv"
    for line, row in enumerate(_read_table(path, "findings"), 2):
        with _numbers_of(path, line):
            numbers = {name: _read_decimal(row[name]) for name in ("expected", "stated", "difference")}
            words = {name: row[name] for name in TABLES["findings"][1:7]}
            facts = tuple(int(number) for number in row["fact_numbers"].split())
            more = {"unit": row["value_unit"], "sentences": row["sentences"]}
            findings.append(Finding(**words, **numbers, **more, facts=facts))  # type: ignore[arg-type]
    results, path = [], folder / "checks.csv"
    for line, row in enumerate(_read_table(path, "checks"), 2):
        with _numbers_of(path, line):
            results.append(CheckResult(row["check"], row["outcome"], int(row["tested"])))  # type: ignore[arg-type]
    return findings, results


@contextmanager
def _numbers_of(path: Path, line: int) -> Iterator[None]:
    """Turn a value that is not a number into an error about the row."""
    try:
        yield
    except (ValueError, InvalidOperation):
        raise DescriptionError(
            "a value is not a number", file=str(path), place=f"row {line}", remedy="build the report again"
        ) from None


def make_tables(
    report: Report, parsed: Parsed, findings: Sequence[Finding], results: Sequence[CheckResult]
) -> dict[str, list[Row]]:
    """The rows of every table of a report, by the table's name; columns are those of package.tables."""
    name = report.report_id
    projects = sorted(parsed.projects, key=lambda project: project.project)
    return {
        "facts": [_make_row(name, fact, "facts", fact=number) for number, fact in enumerate(parsed.facts, 1)],
        "forms": [_make_row(name, each, "forms") for each in _list_forms(parsed)],
        "texts": [_make_row(name, text, "texts", text=number) for number, text in enumerate(parsed.texts, 1)],
        "projects": [_make_row(name, project, "projects") for project in projects],
        "indicators": [
            _make_row(name, indicator, "indicators", indicator=number)
            for number, indicator in enumerate(parsed.indicators, 1)
        ],
        "findings": [_make_row(name, each, "findings") for each in sorted(findings, key=lambda f: f.finding)],
        "checks": [_make_row(name, each, "checks") for each in sorted(results, key=lambda r: r.check)],
        "coverage": _count_figures(name, parsed),
    }


def _list_forms(parsed: Parsed) -> list[Form]:
    """Each form that facts and details name, in the order in which they do, with its title if it prints one."""
    titled = {each.form: each for each in parsed.forms}
    names = dict.fromkeys(each.form for each in (*parsed.facts, *parsed.details))
    return [titled.get(name) or Form(name) for name in names]


def make_details(report: Report, parsed: Parsed) -> dict[str, list[Row]]:
    """The rows of every table of details, by the table's name; each names the fact that it is a part of, if stated."""
    tables: dict[str, list[Row]] = {name: [] for name in DETAILS}
    wholes = find_wholes(parsed.facts, parsed.details)
    for number, (detail, whole) in enumerate(zip(parsed.details, wholes, strict=True), 1):
        name = TABLE_OF_KIND[detail.kind]
        tables[name].append(_make_row(report.report_id, detail, name, detail=number, fact=whole))
    return tables


def _make_row(report_id: str, record: object, table: str, **more: object) -> Row:
    """The columns of ``table`` from the attributes of ``record``, the report and ``more``."""
    given = {"report_id": report_id, **more}
    columns = TABLES.get(table) or DETAILS[table]
    return {
        column: given[column] if column in given else getattr(record, ATTRIBUTES.get(column, column))
        for column in columns
    }


def _count_figures(report_id: str, parsed: Parsed) -> list[Row]:
    """How many numeric tokens of the source came to what, by section, outcome and reason."""
    counted = Counter((figure.section, figure.outcome, figure.reason) for figure in parsed.figures)
    return [
        {"report_id": report_id, "section": section, "outcome": outcome, "reason": reason, "figures": counted[key]}
        for key in sorted(counted)
        for section, outcome, reason in [key]
    ]


def read_tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Every table of a report folder as rows of text, by name.

    Raises DescriptionError where a table is missing, its columns are not those of package.tables, or a value is not one
    that its schema allows.
    """
    return {name: _read_table(folder / f"{name}.csv", name) for name in TABLES}


def _read_table(path: Path, table: str) -> list[dict[str, str]]:
    rows, columns = read_csv(path), TABLES.get(table) or DETAILS[table]
    for number, row in enumerate(rows, 2):
        if list(row) != list(columns) or any(value is None for value in row.values()):
            raise DescriptionError(
                "the columns are not those of this table",
                file=str(path),
                place=f"row {number}",
                remedy="build the report again; this file is generated",
            )
    verify_rows(path, table, rows)
    return rows


def read_parsed(folder: Path) -> Parsed:
    """What a report folder holds, as it was parsed, but without figures and offsets: of figures only which sections
    have some that are unread or of a part of the unit.

    Raises DescriptionError where a table is missing or a value is not what its column holds.
    """
    coverage = _read_table(folder / "coverage.csv", "coverage")
    return Parsed(
        facts=tuple(_read_records(folder, "facts", Fact, "fact")),
        texts=tuple(_read_records(folder, "texts", Text, "text")),
        projects=tuple(_read_records(folder, "projects", Project, "project")),
        indicators=tuple(_read_records(folder, "indicators", Indicator, "indicator")),
        figures=(),
        forms=tuple(form for form in _read_forms(folder) if form.title),
        partial=frozenset(row["section"] for row in coverage if is_partial(row["outcome"], row["reason"])),
        details=tuple(detail for _, detail in sorted(_read_details(folder), key=lambda each: each[0])),
    )


def _read_forms(folder: Path) -> Iterator[Form]:
    for row in _read_table(folder / "forms.csv", "forms"):
        yield Form(row["form"], row["title"], row["place"])


def read_details(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Every table of details of a report folder as rows of text, by name; a table that a report lacks is empty.

    Raises DescriptionError as read_tables does.
    """
    paths = {name: folder / f"{name}.csv" for name in DETAILS}
    return {name: _read_table(path, name) if path.exists() else [] for name, path in paths.items()}


def _read_details(folder: Path) -> Iterator[tuple[int, Detail]]:
    """The details of a report by number; tables that it does not have hold none."""
    for kind, table in TABLE_OF_KIND.items():
        if (folder / f"{table}.csv").exists():
            yield from _read_numbered(folder, table, Detail, "detail", kind=kind)


def _read_records(folder: Path, table: str, kind: Any, number: str) -> Iterable[Any]:
    return (record for _, record in _read_numbered(folder, table, kind, number))


def _read_numbered(folder: Path, table: str, made: Any, number: str, **given: str) -> Iterator[tuple[int, Any]]:
    path = folder / f"{table}.csv"
    columns = TABLES.get(table) or DETAILS[table]
    known = {field.name for field in fields(made)}
    names = {column: name for column in columns if (name := ATTRIBUTES.get(column, column)) in known}
    rows = _read_table(path, table)
    for line, row in enumerate(rows, 2):
        with _numbers_of(path, line):
            position = int(row[number])
            record = made(**{name: _read_value(column, row[column]) for column, name in names.items()}, **given)
        yield position, record


def _read_value(name: str, text: str) -> object:
    if name in _INTEGERS:
        return int(text) if text else None
    return _read_decimal(text) if name in _DECIMALS else text


def _read_decimal(text: str) -> Decimal | None:
    """A number as format_value writes it: no exponent, no infinity."""
    if text and not _PLAIN.fullmatch(text):
        raise ValueError(text)
    return Decimal(text) if text else None
