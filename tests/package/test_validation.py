"""A package goes out only if a referee that is not ours finds it valid; a large one is sampled."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from disclosure.errors import SiteError, UnaccountedError
from disclosure.package.editions import validation
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.distribution import Distribution
from disclosure.package.editions.validation import choose_sample, validate_distribution
from disclosure.package.federation.conformity import check_links
from disclosure.package.versions.contract import OPTIONAL


def test_a_valid_package_passes_and_a_changed_one_does_not(distribution: Distribution, tmp_path: Path) -> None:
    """Of one table: the whole package is validated by a test of its own."""
    package = json.loads((distribution.folder / "datapackage.json").read_text("utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] == "phases"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    shutil.copy(distribution.folder / "phases.csv", tmp_path)
    assert validate_distribution(tmp_path, {"phases": 3}) == "1 tables, 3 rows"
    content = (tmp_path / "phases.csv").read_text("utf-8")
    (tmp_path / "phases.csv").write_text(content.replace("executed,", "excuted,"), "utf-8")
    with pytest.raises(UnaccountedError, match="errors of validation"):
        validate_distribution(tmp_path, {"phases": 3})


def test_a_large_package_is_sampled(distribution: Distribution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "MOST_ROWS", 10)
    seen: list[Path] = []
    monkeypatch.setattr(validation, "validate_package", seen.append)
    assert validate_distribution(distribution.folder, distribution.rows).startswith("a sample of")
    assert seen == choose_sample(sorted((distribution.folder / "reports").glob("*.zip")))


def test_the_sample_is_evenly_spaced() -> None:
    paths = [Path(f"{number}.zip") for number in range(101)]
    assert [path.stem for path in choose_sample(paths)] == ["0", "25", "50", "75", "100"]
    assert choose_sample(paths[:3]) == paths[:3]


@pytest.mark.parametrize(("fact", "is_refused"), [("NULL", False), ("1", False), ("2", True)])
def test_an_optional_link_binds_only_rows_that_give_all_of_it(fact: str, is_refused: bool) -> None:
    columns = ["report_id", "fact"]
    link = {"fields": columns, "reference": {"resource": "facts", "fields": columns}}
    fields = [{"name": name} for name in columns]
    shape = Shape("purchases", "", {"fields": fields, OPTIONAL: [link]})
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA site")
        connection.execute("CREATE TABLE site.facts AS SELECT 'a' AS report_id, 1 AS fact")
        connection.execute(f"CREATE TABLE site.purchases AS SELECT 'a' AS report_id, {fact}::INTEGER AS fact")
        with pytest.raises(SiteError, match="fact refers to a row that facts") if is_refused else nullcontext():
            check_links(connection, shape, {"facts": Shape("facts", "", {"fields": fields})}, "a.csv")
