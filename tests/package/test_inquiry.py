"""Asking the package in SQL, and asking what stands behind one figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.first import first_checkout

from disclosure.description import load_report
from disclosure.package.query.inquiry import QueryError, ask_package, explain_fact
from disclosure.package.stored.records import read_audit, read_parsed

CHECKOUT = first_checkout()


@pytest.mark.first_reports
def test_executed_expenditure_by_function_and_year() -> None:
    answer = ask_package(
        CHECKOUT,
        "SELECT year, sum(amount) AS total FROM executed_by_function WHERE unit_id = 'changji-egov' GROUP BY ALL",
    )
    assert answer.columns == ("year", "total")
    assert sorted(answer.rows) == [(2022, Decimal(3339600)), (2024, Decimal(5647100))]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM nothing", "SELEC 1", "", "COPY facts TO 'facts.csv'", "SELECT * FROM read_csv('/etc/hosts')",
        "INSTALL httpfs", "ATTACH 'other.db'", "SET enable_external_access = true",
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(question: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QueryError):
        ask_package(CHECKOUT, question)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("question", "problem", "remedy"),
    [
        ("DROP TABLE facts", "DROP does not ask", "cannot be changed"),
        ("SELECT 1; SELECT 2", "2 statements", "give one SELECT"),
        ("SELEC 1", "LINE 1: SELEC 1", "correct the statement"),
        ("SELECT nothing FROM facts", "nothing", "data.md describes"),
        ("SELECT * FROM read_csv('/etc/hosts')", "disabled", "no files"),
    ],
)
@pytest.mark.sampled(2)
def test_what_cannot_be_asked_has_its_own_reason_and_remedy(question: str, problem: str, remedy: str) -> None:
    with pytest.raises(QueryError) as raised:
        ask_package(CHECKOUT, question)
    assert problem in raised.value.problem
    assert "\n" not in raised.value.problem
    assert remedy in raised.value.remedy


@pytest.mark.parametrize("question", ["SHOW TABLES", "DESCRIBE facts", "WITH a AS (SELECT 1 AS x) SELECT x FROM a"])
def test_what_asks_is_answered(question: str) -> None:
    assert ask_package(CHECKOUT, question).rows


@pytest.mark.first_reports
def test_a_figure_is_explained() -> None:
    folder = CHECKOUT.reports / "changji-egov" / "2024-final"
    report, parsed = load_report(folder / "report.yml"), read_parsed(folder)
    number = next(
        number for number, fact in enumerate(parsed.facts, 1)
        if (fact.statement, fact.item, fact.measure, fact.reported) == ("overall", "total", "amount", "579.00")
    )  # fmt: skip
    explained = explain_fact(report, parsed, read_audit(folder)[0], number)
    assert explained.fact.quote
    assert "overall-parts" in explained.checks
    assert all(parsed.facts[other - 1].value == explained.fact.value for other in explained.mentions)
    with pytest.raises(QueryError, match="does not exist"):
        explain_fact(report, parsed, (), len(parsed.facts) + 1)
