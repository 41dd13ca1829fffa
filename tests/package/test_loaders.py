"""The lines that the data page gives to copy are run as they stand there, on the package as published."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pytest
from tests.editions import unpack_database

from disclosure.package.editions.distribution import WORKBOOK, Distribution, pack_distribution

PAGE = Path(__file__).parents[2] / "docs" / "data.md"
_TAB = re.compile(
    r'^=== "(?P<tab>[^"]+)"\n\n {4}```(?P<language>\w+)\n(?P<code>.*?)\n {4}```$', re.MULTILINE | re.DOTALL
)
LOADERS = {
    found["tab"]: re.sub(r"^ {4}", "", found["code"], flags=re.MULTILINE)
    for found in _TAB.finditer(PAGE.read_text("utf-8"))
}


@pytest.fixture
def home(distribution: Distribution, tmp_path: Path) -> Path:
    """A folder with the package in downloads/, as on the site, and the database of a release."""
    shutil.copytree(distribution.folder, tmp_path / "downloads")
    pack_distribution(tmp_path / "downloads")
    return tmp_path


def run(command: list[str], home: Path) -> str:
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_every_loader_of_the_page_is_tested() -> None:
    assert set(LOADERS) == {
        "Python", "pandas", "pandas，CSV", "polars", "polars，CSV", "R", "DuckDB", "DuckDB，分地区、年度", "SQLite",
        "JavaScript",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Python", "pandas", "pandas，CSV", "polars", "polars，CSV"])
def test_python(name: str, home: Path, distribution: Distribution) -> None:
    assert run([sys.executable, "-c", LOADERS[name]], home) == str(distribution.rows["facts"])


@pytest.mark.parametrize(("name", "program", "option"), [("JavaScript", "node", "-e"), ("R", "Rscript", "-e")])
def test_other_languages(name: str, program: str, option: str, home: Path, distribution: Distribution) -> None:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"needs {program}; on Debian: apt-get install nodejs r-base-core")
    assert run([found, option, LOADERS[name]], home) == str(distribution.rows["facts"])


def test_duckdb(home: Path, distribution: Distribution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    with duckdb.connect() as connection:
        assert connection.execute(LOADERS["DuckDB"]).fetchall() == [(distribution.rows["facts"],)]


def test_duckdb_over_the_pieces(home: Path, distribution: Distribution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    with duckdb.connect() as connection:
        connection.execute(LOADERS["DuckDB，分地区、年度"])
        assert connection.execute("SELECT count(*) FROM facts").fetchall() == [(distribution.rows["facts"],)]
        of_a_year = connection.execute("SELECT count(*) FROM facts WHERE province = '650000' AND fiscal_year = 2023")
        listed = [row for row in read_rows(distribution.folder / "facts.csv") if "-2023-" in row["report_id"]]
        assert of_a_year.fetchall() == [(len(listed),)]


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_sqlite(home: Path, distribution: Distribution) -> None:
    database = sqlite3.connect(unpack_database(distribution.folder))
    assert database.execute(LOADERS["SQLite"]).fetchall() == [(distribution.rows["facts"],)]
    database.close()


@pytest.mark.first_reports
@pytest.mark.parametrize("page", ["data.md", "en/data.md"])
def test_the_right_question_gives_what_the_documents_state(page: str, distribution: Distribution) -> None:
    text = (PAGE.parent / page).read_text("utf-8")
    (question,) = re.findall(r"^```sql\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    database = sqlite3.connect(unpack_database(distribution.folder))
    rows = database.execute(question).fetchall()
    database.close()
    by_year: dict[int, int] = {}
    for year, *_, amount in rows:
        by_year[year] = by_year.get(year, 0) + amount
    # 2022: 333.96 (e-government) and 1,363.46 as the services' lines add up (stated 1,363.45); 2024: 564.71 万元
    assert by_year == {2022: 3339600 + 13634600, 2024: 5647100}


def test_a_spreadsheet_program_takes_the_workbook_as_it_is(distribution: Distribution, tmp_path: Path) -> None:
    """Opened by LibreOffice, saved as a workbook, read back: the same cells, no formula, no torn characters."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice Calc; on Debian: apt-get install libreoffice-calc-nogui")
    source, options = distribution.folder / WORKBOOK, f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, options, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, capture_output=True, text=True, check=False)
    if not (tmp_path / WORKBOOK).is_file():
        pytest.skip("needs LibreOffice Calc; on Debian: apt-get install libreoffice-calc-nogui")
    ours, saved = openpyxl.load_workbook(source), openpyxl.load_workbook(tmp_path / WORKBOOK)
    assert saved.sheetnames == ours.sheetnames
    own = {"=TRUE()": True, "=FALSE()": False}  # as LibreOffice saves a truth value
    for sheet in saved.worksheets:
        cells = [list(row) for row in sheet.iter_rows()]
        assert {str(cell.value) for row in cells for cell in row if cell.data_type == "f"} <= set(own)
        values = [[own.get(str(cell.value), cell.value) for cell in row] for row in cells]
        assert values == [list(row) for row in ours[sheet.title].iter_rows(values_only=True)][: len(values)]
