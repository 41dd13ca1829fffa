"""Questions to the package: SQL over its tables, and the explanation of one figure."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from disclosure.check import check_report
from disclosure.check.cases.cells import Ledger
from disclosure.errors import DisclosureError
from disclosure.model import Fact, Finding, Parsed, Report
from disclosure.package.derived.headlines import without_form
from disclosure.package.editions.assembly import iterate_batches, load_shapes, read_lists
from disclosure.package.editions.database import VIEWS
from disclosure.package.editions.parquet import connect, select_typed
from disclosure.package.editions.tablefile import TableFile
from disclosure.reference import load_reference
from disclosure.store import Layout


class QueryError(DisclosureError):
    """A question that cannot be asked: not SQL, of a table or column there is not, of more than the package."""

    exit_code = 2


@dataclass(frozen=True)
class Answer:
    """The columns and rows of an answer; cells are strings, ints, Decimals, booleans, dates or None."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def ask_package(layout: Layout, question: str) -> Answer:
    """The answer to one statement of SQL (DuckDB's) over every table and view of the package.

    The database is in memory; the statement reaches no file, no network and no extension. Raises QueryError.
    """
    with connect() as connection:
        _load_tables(connection, layout)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        try:
            _require_question(connection.extract_statements(question))
            cursor = connection.execute(question)
            return Answer(tuple(column[0] for column in cursor.description or ()), cursor.fetchall())
        except duckdb.Error as error:
            raise QueryError(_shorten(str(error)), file="SQL", remedy=_find_remedy(error)) from None


def _require_question(statements: Sequence[duckdb.Statement]) -> None:
    """Refuse what is not one question: nothing, several statements, one that changes something."""
    if len(statements) != 1:
        raise QueryError(
            f"{len(statements)} statements were given", file="SQL", remedy="give one SELECT, WITH, SHOW or DESCRIBE"
        )
    if statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise QueryError(
            f"{statements[0].type.name} does not ask for anything", file="SQL",
            remedy="a question is a SELECT, WITH, SHOW or DESCRIBE; the tables cannot be changed",
        )  # fmt: skip


def _shorten(message: str) -> str:
    """A message of the database on one line, without the marks that point at a column of another line."""
    lines = (" ".join(line.split()) for line in message.splitlines())
    return " | ".join(line for line in lines if set(line) - {"^", " "})


def _find_remedy(error: duckdb.Error) -> str:
    if isinstance(error, duckdb.PermissionException):
        return "a question reaches the tables of the package only: no files, no network"
    if isinstance(error, duckdb.CatalogException | duckdb.BinderException):
        return 'data.md describes the tables and columns; list them with: disclosure query "SHOW TABLES"'
    return "correct the statement; the dialect is that of DuckDB"


def _load_tables(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    shapes = load_shapes(layout)
    lists = read_lists(layout, load_reference(layout.reference))
    with tempfile.TemporaryDirectory(prefix="query-") as scratch:
        files = {name: TableFile(Path(scratch) / f"{name}.csv", shape) for name, shape in shapes.items()}
        for name, listed in lists.items():
            files[name].write(listed)
        for batch in iterate_batches(layout):
            for name, rows in batch.tables.items():
                files[name].write(rows)
        for name, file in files.items():
            file.close()
            connection.execute(f'CREATE TABLE "{name}" AS {select_typed(file.path, shapes[name])}')
    for name, query in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {query}")


@dataclass(frozen=True)
class Explanation:
    """The explanation of a figure: its other mentions, the findings that name it, and the checks it took part in.

    ``mentions`` are fact numbers of the same report; ``checks`` are ids of checks that would come out differently
    if the figure were another or were not stated.
    """

    report: Report
    number: int
    fact: Fact
    mentions: tuple[int, ...]
    findings: tuple[Finding, ...]
    checks: tuple[str, ...]


def explain_fact(report: Report, parsed: Parsed, findings: Sequence[Finding], number: int) -> Explanation:
    """Explain fact ``number`` of a report. Raises QueryError where the report has no such fact."""
    if not 1 <= number <= len(parsed.facts):
        raise QueryError(
            f"fact {number} does not exist",
            file=report.report_id,
            remedy=f"facts are numbered 1 to {len(parsed.facts)}",
        )
    fact = parsed.facts[number - 1]
    cell = without_form(Ledger(parsed.facts).entries[number - 1].cell)
    mentions = tuple(
        entry.number for entry in Ledger(parsed.facts).entries
        if entry.number != number and without_form(entry.cell) == cell
    )  # fmt: skip
    named = tuple(finding for finding in findings if number in finding.facts)
    return Explanation(report, number, fact, mentions, named, _find_checks(report, parsed, number))


def _find_checks(report: Report, parsed: Parsed, number: int) -> tuple[str, ...]:
    """The checks whose outcome, cases or findings change when the fact has another value, or none."""
    usual = _run(report, parsed, parsed.facts)
    fact = parsed.facts[number - 1]
    other = replace(fact, value=fact.value * 3 + Decimal("1234567.89"))
    changed = [*parsed.facts]
    changed[number - 1] = other
    without = [each for position, each in enumerate(parsed.facts, 1) if position != number]
    runs = (_run(report, parsed, changed), _run(report, parsed, without))
    return tuple(check for check in usual if any(run[check] != usual[check] for run in runs))


def _run(report: Report, parsed: Parsed, facts: Sequence[Fact]) -> dict[str, tuple[object, ...]]:
    findings, results = check_report(
        report, facts, parsed.texts, parsed.projects, parsed.indicators, partial=parsed.partial
    )
    found: dict[str, list[object]] = {result.check: [] for result in results}
    for finding in findings:
        found[finding.check].append((finding.outcome, finding.expected, finding.stated))
    return {result.check: (result.outcome, result.tested, sorted(map(str, found[result.check]))) for result in results}
