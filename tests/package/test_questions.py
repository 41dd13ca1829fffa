"""The questions of the page, each with its one query, in SQLite and in DuckDB; answers as the documents state them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.editions import unpack_database
from tests.first import REPOSITORY, copy_reports

from disclosure.package.editions.distribution import Distribution, write_distribution
from disclosure.store import read_csv

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
QUESTIONS = dict(re.findall(r"^## [^\n]* \{#([a-z-]+)\}\n\n```sql\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S))

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
    "evidence": [("l17", None, "收入总计579.00万元", "579.00", "万元")],
}  # fmt: skip


#: Compared with the pages of two documents of other places, as pictures, by a person who had seen the answers: the
#: report, its page, the question, the row. 2,152.26 of 2,336.91 is 92.1 %; 24,498.01 of 272,067.69 is 9.0 %.
FINANCE, HEALTH = "shanghai-putuo-finance/2024-final", "xian-health/2022-final"
READ: list[tuple[str, int, str, tuple[Any, ...]]] = [
    (FINANCE, 6, "spent", ("shanghai-putuo-finance", 2024, 29_400_500)),
    (FINANCE, 6, "functions", ("shanghai-putuo-finance", 2024, "一般公共服务支出", 21_066_600)),
    # page 21 prints 326.72, page 6 prints 326.71 for the class: the query adds up its items
    (FINANCE, 21, "functions", ("shanghai-putuo-finance", 2024, "社会保障和就业支出", 3_267_200)),
    (FINANCE, 6, "functions", ("shanghai-putuo-finance", 2024, "卫生健康支出", 609_900)),
    (FINANCE, 6, "functions", ("shanghai-putuo-finance", 2024, "住房保障支出", 4_456_900)),
    (FINANCE, 6, "sources", ("shanghai-putuo-finance", 2024, "other_income", 62_000)),
    (FINANCE, 17, "staff", ("shanghai-putuo-finance", 2024, 92.1)),
    (HEALTH, 146, "spent", ("xian-health", 2022, 20_749_620_100)),
    (HEALTH, 146, "sources", ("xian-health", 2022, "service_income", 11_109_721_100)),
    (HEALTH, 21, "three-public", ("xian-health", 2022, 5_934_600, 5_875_500)),
    (HEALTH, 22, "procurement", ("xian-health-2022-final", 2_720_676_900, 244_980_100, 9)),
    (HEALTH, 107, "projects", ("xian-health-2022-final", "复合手术室DSA项目", 18_960_000, 6_636_000, 35)),
    (HEALTH, 107, "targets", (
        "xian-health-2022-final", "复合手术室DSA项目", "设备购入后每年给医院增加收入", "700万", "未使用", 10, 0,
    )),
]  # fmt: skip

#: Read on pictures of the pages of four documents of other places, and committed, before any of the queries was run:
#: the report, its page, the question, its query, the answer. ``differs`` is how the query answers otherwise.
BLIND = read_csv(Path(__file__).parent / "blind.csv")


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


@pytest.mark.first_reports
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_its_answer(name: str, distribution: Distribution, duck: Any) -> None:
    database = sqlite3.connect(unpack_database(distribution.folder))
    rows = [plain(row) for row in database.execute(QUESTIONS[name]).fetchall()]
    database.close()
    assert rows
    assert [plain(row) for row in duck.execute(QUESTIONS[name]).fetchall()] == rows
    for row in STATED.get(name, []):
        assert plain(row) in rows


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the reports of READ and BLIND alone."""
    folders = tuple(sorted({folder for folder, *_ in READ} | {row["report"] for row in BLIND}))
    if not all((REPOSITORY / "data" / "reports" / folder).is_dir() for folder in folders):
        pytest.skip("a site of one's own may have other reports")
    made = write_distribution(copy_reports(folders), tmp_path_factory.mktemp("others") / "package")
    return unpack_database(made.folder)


@pytest.mark.parametrize(("folder", "page", "name", "row"), READ)
def test_an_answer_is_what_a_person_read_on_the_page(
    folder: str, page: int, name: str, row: tuple[Any, ...], others: Path
) -> None:
    with closing(sqlite3.connect(others)) as database:
        rows = [plain(each) for each in database.execute(QUESTIONS[name]).fetchall()]
    assert plain(row) in rows, (folder, page)


@pytest.mark.parametrize("row", BLIND, ids=lambda row: f"{row['report']} page {row['page']}: {row['question']}")
def test_an_answer_is_what_was_read_before_the_query_was_run(row: dict[str, str], others: Path) -> None:
    with closing(sqlite3.connect(others)) as database:
        rows = [plain(each) for each in database.execute(row["query"]).fetchall()]
    read = tuple(float(cell) if re.fullmatch(r"-?[0-9.]+", cell) else cell for cell in row["answer"].split("|"))
    assert read in rows
    assert (rows == [read]) is not bool(row["differs"])
