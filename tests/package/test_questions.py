"""The questions of the page, each with its one query, in SQLite and in DuckDB; answers as the documents state them."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.editions import unpack_database

from disclosure.package.editions.distribution import Distribution

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
QUESTIONS = dict(re.findall(r"^## [^\n]* \{#([a-z-]+)\}\n\n```sql\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S))

pytestmark = pytest.mark.first_reports

#: Looked up in the documents by eye, 万元 as 元: lines 51 and 73 of the first (340.01), line 65 of the second
#: (1,488.29), line 18 of the third (564.71) for spending; for the others the lines that the page of a report names.
STATED: dict[str, list[tuple[Any, ...]]] = {
    "spent": [
        ("changji-egov", 2022, 3_400_100), ("changji-egov", 2024, 5_647_100), ("changji-services", 2022, 14_882_900),
    ],
    "functions": [("changji-egov", 2022, "一般公共服务支出", 2_973_600)],
    "share": [("changji-egov-2022-final", "general_public", 3_339_600, 3_400_100, 98.22, 0)],
    "sources": [("changji-egov", 2024, "fiscal_appropriation", 5_647_100)],
    "staff": [("changji-city-office", 2023, 89.2)],
    "three-public": [("changji-services", 2022, 50_000, 49_900)],
    "projects": [("changji-egov-2022-final", "政府网站改版办公区域装修", 905_000, 401_700, 44.39)],
    "procurement": [("changji-services-2022-final", 555_100, 555_100, 100)],
    "targets": [("changji-services-2022-final", "“一件事”统一受理系统", "系统正常使用年限", ">=5年", "1年", 15, 3)],
    "evidence": [("l17", "收入总计579.00万元", "579.00", "万元")],
}  # fmt: skip


def plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(cell if cell is None or isinstance(cell, str) else float(cell) for cell in row)


@pytest.fixture(scope="module")
def duck(distribution: Distribution) -> Any:
    connection = duckdb.connect()
    for name in distribution.tables:
        path = distribution.folder / "parquet" / f"{name}.parquet"
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{path}'")  # noqa: S608 - our own names
    yield connection
    connection.close()


def test_there_are_ten_questions_and_more() -> None:
    assert len(QUESTIONS) >= 11
    assert set(STATED) <= set(QUESTIONS)
    assert PAGE.read_text("utf-8").count("```sql") == len(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_its_answer(name: str, distribution: Distribution, duck: Any) -> None:
    database = sqlite3.connect(unpack_database(distribution.folder))
    rows = [plain(row) for row in database.execute(QUESTIONS[name]).fetchall()]
    database.close()
    assert rows
    assert [plain(row) for row in duck.execute(QUESTIONS[name]).fetchall()] == rows
    for row in STATED.get(name, []):
        assert plain(row) in rows
