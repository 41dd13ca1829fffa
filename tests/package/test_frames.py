"""The package as typed frames: the types that the schema states, and every cell as the tables have it."""

from __future__ import annotations

import csv
import json
import shutil
import threading
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest

import disclosure
from disclosure.errors import DescriptionError, SiteError
from disclosure.package.editions.distribution import Distribution
from disclosure.store import format_value

TYPES = {"integer": "Int64", "year": "Int64", "boolean": "boolean", "number": "Float64"}


def test_every_table_has_the_types_of_its_schema_and_its_cells(distribution: Distribution) -> None:
    frames = disclosure.load(distribution.folder, exact=True)
    assert list(frames) == list(distribution.tables)
    for name, frame in frames.items():
        schema = distribution.tables[name].shape.schema
        with (distribution.folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert len(frame) == len(rows)
        for field in schema["fields"]:
            column = frame[field["name"]]
            if field["type"] in ("integer", "year", "boolean"):
                assert str(column.dtype) == TYPES[field["type"]], (name, field["name"])
            if field["type"] == "date":
                shown = ["" if pd.isna(cell) else cell.date().isoformat() for cell in column]
            elif field["type"] == "boolean":
                shown = ["" if pd.isna(cell) else str(cell).lower() for cell in column]
            elif field["type"] == "number":
                shown = ["" if pd.isna(cell) else str(cell) for cell in column]
            else:
                shown = ["" if pd.isna(cell) else format_value(cell) for cell in column]
            assert shown == [row[field["name"]] for row in rows], (name, field["name"])


@pytest.mark.first_reports
def test_money_can_be_reckoned_with(distribution: Distribution) -> None:
    spent = disclosure.load(distribution.folder)["spending_by_function"]
    assert str(spent["amount"].dtype) == "Float64"
    sums = spent[spent["kind"] == "final"].groupby("year", observed=True)["amount"].sum()
    assert dict(sums * 1.5) == {2022: (3_339_600 + 13_634_600) * 1.5, 2024: 5_647_100 * 1.5}
    exact = disclosure.load(distribution.folder, exact=True)["spending_by_function"]
    assert exact["amount"].sum() == Decimal(3_339_600 + 13_634_600 + 5_647_100 + 11_359_700 + 5_057_300)


def test_codes_and_links_are_categories_and_codes_stay_text(distribution: Distribution) -> None:
    frames = disclosure.load(distribution.folder)
    facts = frames["facts"]
    for column in ("statement", "functional_code", "report_id", "phase"):
        assert isinstance(facts[column].dtype, pd.CategoricalDtype), column
    assert "201" in set(facts["functional_code"].dropna())
    assert set(facts["direction"].cat.categories) == {"revenue", "expenditure"}


def test_foreign_keys_are_joined_on_wish(distribution: Distribution) -> None:
    frames = disclosure.load(distribution.folder)
    joined = frames.join("spending_by_function", "reports", "units")
    assert len(joined) == len(frames["spending_by_function"])
    names = dict(zip(frames["units"]["unit_id"], frames["units"]["name"], strict=True))
    assert [names[unit] for unit in joined["unit_id"]] == list(joined["units.name"])
    assert joined["reports.title"].notna().all()
    titled = frames.join("facts", "forms")
    assert len(titled) == len(frames["facts"])
    printed = titled["forms.title"].notna()
    assert printed.any()
    assert set(titled.loc[~printed, "form"]) <= {"narrative", "narrative-words", "project-table", "unit-table"}
    with pytest.raises(DescriptionError, match="no foreign key to texts"):
        frames.join("facts", "texts")


def test_zips_and_addresses_give_the_same(distribution: Distribution) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(distribution.folder))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}"
        whole = disclosure.load(distribution.folder)["headlines"]
        for place in (f"{home}/", f"{home}/datapackage.json", f"{home}/open-books.zip",
                      str(distribution.folder / "open-books.zip")):  # fmt: skip
            pd.testing.assert_frame_equal(disclosure.load(place)["headlines"], whole)
        with pytest.raises(SiteError, match="404"):
            disclosure.load(f"{home}/nothing.zip")
        server.shutdown()
    report = sorted(distribution.folder.glob("reports/*.zip"))[0]
    assert set(disclosure.load(report)["facts"]["report_id"]) <= set(whole["report_id"])


def test_what_is_no_package_or_was_changed_is_refused(distribution: Distribution, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no zip")
    (tmp_path / "datapackage.json").write_text("{}", "utf-8")
    for place in (tmp_path / "no.zip", tmp_path, tmp_path / "missing.zip"):
        with pytest.raises(DescriptionError):
            disclosure.load(place)
    with pytest.raises(SiteError):
        disclosure.load(tmp_path / "missing")
    shutil.copy(distribution.folder / "datapackage.json", tmp_path)
    (tmp_path / "phases.csv").write_text("code\nx\n", "utf-8")
    with pytest.raises(DescriptionError, match="sha256"):
        disclosure.load(tmp_path)["phases"]
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    package["resources"][0]["path"] = "../facts.csv"
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    with pytest.raises(SiteError, match="outside its own folder"):
        disclosure.load(tmp_path)["facts"]
