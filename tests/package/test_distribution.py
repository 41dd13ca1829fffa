"""The published package: every edition holds the same rows, holds them typed, and is valid where it lands."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import jsonschema
import pytest
import yaml
from frictionless import Package
from tests.editions import expand_table, read_json, unpack_database
from tests.first import REPOSITORY, copy_reports, first_checkout
from tests.selection import draw, draw_some, is_full

from disclosure.errors import DescriptionError
from disclosure.package.editions.assembly import load_shapes
from disclosure.package.editions.database import write_database
from disclosure.package.editions.distribution import Distribution, write_distribution
from disclosure.package.stored.integrity import SUMS
from disclosure.package.versions.contract import list_links
from disclosure.store import Layout, read_csv

CHECKOUT = first_checkout()
FACTS = [row for folder in CHECKOUT.report_folders() for row in read_csv(folder / "facts.csv")]
REPORTS = [row["report_id"] for row in read_csv(CHECKOUT.data / "reports.csv")]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_referee_finds_the_package_valid_elsewhere(distribution: Distribution, tmp_path: Path) -> None:
    with zipfile.ZipFile(distribution.folder / "open-books.zip") as archive:
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert report.stats["tasks"] == len(load_shapes(CHECKOUT))


@pytest.mark.first_reports
def test_the_referee_loads_the_package_into_a_database(distribution: Distribution, tmp_path: Path) -> None:
    """A pattern on a column with empty cells made a rule of SQL that fails on them."""
    Package(str(distribution.folder / "datapackage.json")).publish(f"sqlite:///{tmp_path}/loaded.sqlite")
    database = sqlite3.connect(tmp_path / "loaded.sqlite")
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    database.close()
    assert counts == distribution.rows


def test_the_zip_of_every_report_is_a_valid_package(distribution: Distribution, tmp_path: Path) -> None:
    """A short run draws one; what is in all of them was written by the same code."""
    archives = sorted((distribution.folder / "reports").glob("*.zip"))
    assert [path.stem for path in archives] == sorted(REPORTS)
    for path in archives if is_full() else [draw("reports").choice(archives)]:
        folder = tmp_path / path.stem
        with zipfile.ZipFile(path) as archive:
            assert all(not Path(name).is_absolute() and ".." not in Path(name).parts for name in archive.namelist())
            archive.extractall(folder)
        report = Package(str(folder / "datapackage.json")).validate()
        assert report.valid, (path.name, report.flatten(["rowNumber", "fieldName", "type", "message"]))
        facts = rows_of(folder / "facts.csv")
        assert facts
        assert all(row["report_id"] == path.stem for row in facts)
        needed = {row["code"] for row in rows_of(folder / "functional.csv")}
        stated = {row["functional_code"] for row in facts} - {""}
        assert stated <= needed < {row["code"] for row in rows_of(distribution.folder / "functional.csv")}
        tables = {
            name: rows_of(folder / f"{name}.csv") for name in distribution.tables if (folder / f"{name}.csv").exists()
        }
        for name in distribution.tables:
            whole = distribution.folder / f"{name}.csv"
            if "report_id" in (rows_of(whole) or [{}])[0]:
                assert tables.get(name, []) == [row for row in rows_of(whole) if row["report_id"] == path.stem], name
        schemas = {
            each["name"]: each["schema"]
            for each in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
        }
        named = {link["reference"]["resource"] for schema in schemas.values() for link in list_links(schema)}
        assert set(schemas) == set(tables) == {name for name, rows in tables.items() if rows or name in named}


def test_every_zip_says_what_it_is(distribution: Distribution) -> None:
    """Version, day, licence, citation and the sums of all that is in it, in each zip that is offered."""
    for path in [distribution.folder / "open-books.zip", *sorted(distribution.folder.glob("*/*.zip"))]:
        with zipfile.ZipFile(path) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        package = json.loads(contents["datapackage.json"])
        sums = dict(line.split("  ")[::-1] for line in contents.pop(SUMS).decode("utf-8").splitlines())
        assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}, path.name
        readme = contents["README.md"].decode("utf-8")
        assert all(words in readme for words in (package["version"], package["created"][:10], "CC0-1.0")), path.name
        assert "CC0 1.0 Universal" in contents["LICENSE.txt"].decode("utf-8")
        citation = yaml.safe_load(contents["CITATION.cff"])
        assert (citation["version"], citation["date-released"]) == (package["version"], package["created"][:10])


def test_sqlite_and_parquet_say_what_they_are(distribution: Distribution) -> None:
    package = json.loads((distribution.folder / "datapackage.json").read_text("utf-8"))
    database = sqlite3.connect(unpack_database(distribution.folder))
    stored = dict(database.execute("SELECT name, value FROM _datapackage").fetchall())
    columns = database.execute("SELECT count(*) FROM _columns WHERE description = ''").fetchone()
    version = database.execute("PRAGMA user_version").fetchone()
    database.close()
    assert (columns, version) == ((0,), (package["contractVersion"],))
    for path in distribution.folder.glob("parquet/**/*.parquet"):
        with duckdb.connect() as connection:
            query = "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)"
            found = dict(connection.execute(query, [str(path)]).fetchall())
        for known in (stored, found):
            assert known["version"] == package["version"], path
            assert known["license"] == "CC0-1.0"
            assert known["date"] in known["citation"] or known["date"][:4] in known["citation"]


def test_every_edition_holds_every_fact(distribution: Distribution) -> None:
    folder = distribution.folder
    assert distribution.rows["facts"] == len(FACTS)
    assert len(rows_of(folder / "facts.csv")) == len(FACTS)
    with duckdb.connect() as connection:
        parquet = connection.execute(
            "SELECT report_id, fact, value, quote, functional_code FROM read_parquet(?)",
            [str(folder / "parquet" / "facts.parquet")],
        ).fetchall()
    assert [(row[0], row[1], row[2], row[3] or "", row[4] or "") for row in parquet] == [
        (row["report_id"], int(row["fact"]), Decimal(row["value"]), row["quote"], row["functional_code"])
        for row in FACTS
    ]
    database = sqlite3.connect(unpack_database(folder))
    stored = database.execute("SELECT report_id, fact, value FROM facts ORDER BY report_id, fact").fetchall()
    database.close()
    assert [(name, fact, Decimal(str(value))) for name, fact, value in stored] == [
        (row["report_id"], int(row["fact"]), Decimal(row["value"]).normalize() + 0) for row in FACTS
    ]
    in_json = [
        (name, fact["fact"], Decimal(str(fact["value"])))
        for name in REPORTS
        for fact in expand_table(read_json(folder / "api" / "reports" / f"{name}.json.gz")["facts"])
    ]
    assert in_json == [(row["report_id"], int(row["fact"]), Decimal(row["value"])) for row in FACTS]


@pytest.mark.first_reports
def test_parquet_has_types_and_the_text_as_printed(distribution: Distribution) -> None:
    with duckdb.connect() as connection:
        path = str(distribution.folder / "parquet" / "indicators.parquet")
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
        targets = [row[0] or "" for row in connection.execute("SELECT target FROM read_parquet(?)", [path]).fetchall()]
    kinds = {row[0]: row[1] for row in described}
    assert kinds["target_value"].startswith("DECIMAL")
    assert kinds["indicator"] == "BIGINT"
    printed = [row["target"] for folder in CHECKOUT.report_folders() for row in read_csv(folder / "indicators.csv")]
    assert targets == printed
    assert any(text.startswith("=") for text in printed)


@pytest.mark.first_reports
def test_csv_has_operators_and_targets_as_the_documents_state_them(distribution: Distribution) -> None:
    printed = [row for folder in CHECKOUT.report_folders() for row in read_csv(folder / "indicators.csv")]
    rows = rows_of(distribution.folder / "indicators.csv")
    for column in ("target", "target_operator", "actual"):
        assert [row[column] for row in rows] == [row[column] for row in printed]
    assert sum(row["target_operator"] == "=" for row in rows) == 38


def test_csv_is_for_machines(distribution: Distribution) -> None:
    for path in distribution.folder.glob("*.csv"):
        content = path.read_bytes()
        first = content.split(b"\n")[0].decode("utf-8").split(",")
        assert tuple(first) == distribution.tables[path.stem].shape.columns, path.name
        assert content.endswith(b"\n"), path.name
        assert b"\r\n" not in content, path.name


@pytest.mark.first_reports
def test_sqlite_has_keys_links_and_views(distribution: Distribution) -> None:
    database = sqlite3.connect(unpack_database(distribution.folder))
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(database.execute("PRAGMA foreign_key_list(facts)").fetchall()) >= 4
    assert database.execute("SELECT count(*) FROM facts_in_words").fetchone() == (len(FACTS),)
    executed = database.execute(
        "SELECT year, sum(amount) FROM executed_by_function WHERE unit_id = 'changji-egov' GROUP BY year"
    ).fetchall()
    database.close()
    # general public expenditure as the finals of 2022 and 2024 state it: 333.96 and 564.71 万元
    assert executed == [(2022, 3339600), (2024, 5647100)]


@pytest.mark.first_reports
def test_the_editions_do_not_grow(distribution: Distribution) -> None:
    """All editions of the first five reports had 4,519 bytes for each fact in version 0.1.0, and 5,949 in 1.1.0."""
    size = sum(path.stat().st_size for path in distribution.folder.rglob("*") if path.is_file())
    assert size / distribution.rows["facts"] < 3100


def test_the_api_is_as_its_schemas_say(distribution: Distribution) -> None:
    folder = distribution.folder / "api"
    for name, pattern in (("index", "index.json"), ("unit", "units/*.json"), ("report", "reports/*.json.gz")):
        schema = json.loads((folder / "schemas" / f"{name}.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        paths = sorted(folder.glob(pattern))
        assert paths
        for path in paths:
            jsonschema.validate(read_json(path), schema)
    index = json.loads((folder / "index.json").read_text("utf-8"))
    listed = [report for unit in index["units"] for report in unit["reports"]]
    assert sorted(report["report_id"] for report in listed) == sorted(REPORTS)
    assert all((folder / report["path"]).is_file() for report in listed)


def test_sums_are_those_of_the_files(distribution: Distribution) -> None:
    lines = (distribution.folder / SUMS).read_text("utf-8").splitlines()
    listed = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}
    files = {
        path.relative_to(distribution.folder).as_posix(): path
        for path in distribution.folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }
    assert set(listed) == set(files)
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == digest for name, digest in listed.items())


def test_the_same_data_gives_the_same_bytes(
    distribution: Distribution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("LC_ALL", "C")
    again = write_distribution(CHECKOUT, tmp_path / "again")
    assert (again.folder / SUMS).read_bytes() == (distribution.folder / SUMS).read_bytes()


@pytest.mark.first_reports
def test_a_key_that_names_nothing_is_a_typed_error(distribution: Distribution, tmp_path: Path) -> None:
    shapes = load_shapes(CHECKOUT)
    sources = {
        name: distribution.folder / f"{name}.csv" for name in ("units", "reports", "check_definitions", "findings")
    }
    write_database(tmp_path / "whole.sqlite", sources, shapes)
    torn = tmp_path / "findings.csv"
    torn.write_bytes((distribution.folder / "findings.csv").read_bytes().replace(b",shares,", b",no-such-check,"))
    with pytest.raises(DescriptionError, match="findings refers to a row that check_definitions does not have"):
        write_database(tmp_path / "torn.sqlite", sources | {"findings": torn}, shapes)


def test_the_package_of_all_reports_is_valid(tmp_path: Path) -> None:
    """A short run draws some of them."""
    repository = Layout(REPOSITORY)
    folders = [folder.relative_to(repository.reports).as_posix() for folder in repository.report_folders()]
    made = write_distribution(copy_reports(tuple(draw_some("package", folders, 4))), tmp_path / "made")
    report = Package(str(made.folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]
