"""Parquet by province and year: nothing lost, nothing twice, and listed with its sums."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import duckdb
import pytest
from tests.first import first_checkout

from disclosure.package.editions import partition
from disclosure.package.editions.assembly import load_shapes
from disclosure.package.editions.distribution import Distribution
from disclosure.package.editions.parquet import connect
from disclosure.package.editions.partition import FOLDER, INDEX
from disclosure.package.versions.contract import KEY, SHARED, VERSION, list_columns
from disclosure.store import hash_bytes

CHECKOUT = first_checkout()
#: The columns of every shared table, as agreed on under each number. A change of columns makes a new number.
AGREED = {
    1: "2d3756fbc508107d9dac7afe9cbeff5dc915ceb66042e7a755f571bdaeeabcf7",
    2: "4050a6538dd1c812ab726157cf1e791c584a3987a93c27f150eb7a4628dcc11e",
    3: "cd14a6f584bebc0c6421fd846b3ed829cd84f40cc9078506799a2d2929b1d701",
    4: "ed09c449da193bfff0a73fc3c814335e43486c596a1e50d41edea1b3ae424fa2",
    5: "39da97f79dfffda390d60d1116b7d27340b9213a67f8548bd96be823bb2d0ad8",
    6: "e06b297ccef126e388512e2e7474d2e0770d9f9ef631e3539431e955fef08e6a",
}


def test_a_change_of_columns_is_a_new_agreement() -> None:
    shapes = load_shapes(CHECKOUT)
    columns = repr([(name, list_columns(shapes[name].schema)) for name in SHARED])
    assert hash_bytes(columns.encode("utf-8")) == AGREED[VERSION], (
        f"columns of a shared table changed: raise VERSION in package/versions/contract.py and add its sum here ({KEY})"
    )


@pytest.mark.first_reports
def test_the_pieces_are_the_whole(distribution: Distribution, tmp_path: Path) -> None:
    parquet = distribution.folder / FOLDER
    with duckdb.connect() as connection:
        for name in (each for each in SHARED if distribution.rows[each]):
            pieces = f"read_parquet('{parquet}/{name}/*/*/*.parquet', hive_partitioning = true)"
            columns = ", ".join(f'"{column}"' for column in distribution.tables[name].shape.columns)
            whole = f"SELECT {columns} FROM read_parquet('{parquet}/{name}.parquet')"  # noqa: S608
            cut = f"SELECT {columns} FROM {pieces}"  # noqa: S608
            for one, other in ((whole, cut), (cut, whole)):
                assert connection.execute(f"{one} EXCEPT ALL {other}").fetchall() == []
        years = connection.execute(
            "SELECT DISTINCT province, fiscal_year FROM read_parquet(?, hive_types = {'province': VARCHAR}) ORDER BY 2",
            [f"{parquet}/facts/*/*/*.parquet"],
        ).fetchall()
    assert years == [("650000", 2022), ("650000", 2023), ("650000", 2024), ("650000", 2025)]


def test_a_piece_has_a_bounded_number_of_rows(
    distribution: Distribution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partition, "MOST_ROWS", 150)
    shape = distribution.tables["facts"].shape
    read = {
        name: f"read_parquet('{distribution.folder}/{FOLDER}/{name}.parquet')" for name in ("facts", "reports")
    }  # fmt: skip
    with connect() as connection:
        source = partition.stamp_source(read["facts"], read["reports"])
        parts = partition.write_parts(connection, shape, source, tmp_path)
        kept = connection.execute(
            "SELECT report_id, fact FROM read_parquet(?) ORDER BY ALL", [f"{tmp_path}/{FOLDER}/facts/*/*/*.parquet"]
        ).fetchall()
        whole = connection.execute(f"SELECT report_id, fact FROM {read['facts']} ORDER BY ALL").fetchall()  # noqa: S608
    assert kept == whole
    assert max(part.rows for part in parts) == 150
    assert {Path(part.path).name for part in parts} >= {"part-0.parquet", "part-1.parquet", "part-2.parquet"}


@pytest.mark.first_reports
def test_only_pieces_whose_rows_changed_are_written_again(distribution: Distribution, tmp_path: Path) -> None:
    shape = distribution.tables["facts"].shape
    read = {name: f"read_parquet('{distribution.folder}/{FOLDER}/{name}.parquet')" for name in ("facts", "reports")}
    quote = "CASE WHEN report_id LIKE '%-2022-%' THEN '' ELSE quote END AS quote"
    changed = f"(SELECT * REPLACE ({quote}) FROM {read['facts']})"  # noqa: S608
    made = []
    with connect() as connection:
        for name, rows in (("first", read["facts"]), ("second", changed)):
            kept = partition.KeptPieces(tmp_path / "kept")
            source = partition.stamp_source(rows, read["reports"])
            parts = partition.write_parts(connection, shape, source, tmp_path / name, {}, kept)
            kept.sweep()
            again = partition.write_parts(connection, shape, source, tmp_path / f"{name}-alone")
            assert parts == again
            made.append({part.fiscal_year: tmp_path / name / part.path for part in parts})
    first, second = made
    assert {year for year in first if not first[year].samefile(second[year])} == {2022}
    assert len(list((tmp_path / "kept").iterdir())) == len(second)


def test_every_piece_is_listed_with_its_sum(distribution: Distribution) -> None:
    with (distribution.folder / INDEX).open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    found = {
        path.relative_to(distribution.folder).as_posix() for path in distribution.folder.glob("parquet/*/**/*.parquet")
    }
    assert {row["path"] for row in listed} == found
    for row in listed:
        content = (distribution.folder / row["path"]).read_bytes()
        assert int(row["bytes"]) == len(content)
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
    facts = sum(int(row["rows"]) for row in listed if row["table"] == "facts")
    assert facts == distribution.rows["facts"]
