"""Versions of the data follow from what changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from disclosure.errors import DescriptionError
from disclosure.package.editions.distribution import Distribution
from disclosure.package.versions.changes import (
    PackageChange,
    PublishedPackage,
    compare_packages,
    compare_rows,
    write_changelog,
)
from disclosure.package.versions.publisher import Publisher, load_publisher
from disclosure.package.versions.release import Release, load_release, write_release
from disclosure.store import Layout


@pytest.fixture
def old(distribution: Distribution, tmp_path: Path) -> Path:
    """A copy of the package, as version 0.1.0, to take things away from: the present one is then the newer."""
    folder = tmp_path / "old"
    folder.mkdir()
    for path in (*distribution.folder.glob("*.csv"), distribution.folder / "datapackage.json"):
        shutil.copy(path, folder)
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (folder / "datapackage.json").write_text(json.dumps(descriptor | {"version": "0.1.0"}), "utf-8")
    return folder


def compare(old: Path, distribution: Distribution) -> PackageChange:
    return compare_packages(PublishedPackage(old), PublishedPackage(distribution.folder))


def edit(path: Path, was: str, becomes: str) -> None:
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), "utf-8")


def test_nothing_changed(old: Path, distribution: Distribution) -> None:
    change = compare(old, distribution)
    assert (change.step, change.version) == ("", "0.1.0")


def test_the_zip_is_the_same_package(old: Path, distribution: Distribution) -> None:
    zipped = PublishedPackage(distribution.folder / "open-books.zip")
    assert compare_packages(zipped, PublishedPackage(distribution.folder)).step == ""


@pytest.mark.first_reports
def test_a_corrected_figure_is_a_patch(old: Path, distribution: Distribution) -> None:
    edit(old / "facts.csv", ",353.13,万元,", ",353.31,万元,")
    change = compare(old, distribution)
    assert (change.step, change.version) == ("patch", "0.1.1")
    section = write_changelog(change, "2026-12-01")
    assert section.startswith("## 0.1.1 (2026-12-01)")
    assert "### Corrections" in section
    assert "reported" in section


@pytest.mark.first_reports
def test_a_new_report_is_minor(old: Path, distribution: Distribution) -> None:
    for name in ("facts", "reports", "texts"):
        lines = (old / f"{name}.csv").read_text("utf-8").splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith("changji-services-2022-final"))
        (old / f"{name}.csv").write_text(kept, "utf-8")
    change = compare(old, distribution)
    assert (change.step, change.version) == ("minor", "0.2.0")
    assert change.reports_added == ("changji-services-2022-final",)
    assert "### New reports" in write_changelog(change, "2026-12-01")


def change_shape(old: Path, table: str, **more: str) -> None:
    """Edit the old package's field ``quote`` or, without a field's key, the name of the table."""
    path = old / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    resource = next(each for each in descriptor["resources"] if each["name"] == table)
    field: dict[str, str] = next((each for each in resource["schema"]["fields"] if each["name"] == "quote"), {})
    if "becomes" in more:
        resource["name"] = more["becomes"]
    else:
        field.update(more)
    path.write_text(json.dumps(descriptor), "utf-8")


@pytest.mark.parametrize(
    ("table", "more"), [("facts", {"type": "any"}), ("facts", {"name": "citation"}), ("quality", {"becomes": "grades"})]
)
def test_a_shape_that_changes_is_major(old: Path, distribution: Distribution, table: str, more: dict[str, str]) -> None:
    change_shape(old, table, **more)
    change = compare(old, distribution)
    assert (change.step, change.version) == ("major", "1.0.0")
    assert "### Breaking changes" in write_changelog(change, "2026-12-01")


def test_a_new_column_is_minor(old: Path, distribution: Distribution) -> None:
    descriptor = json.loads((old / "datapackage.json").read_text("utf-8"))
    facts = next(each for each in descriptor["resources"] if each["name"] == "facts")
    facts["schema"]["fields"] = [field for field in facts["schema"]["fields"] if field["name"] != "place"]
    (old / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    change = compare(old, distribution)
    assert change.step == "minor"
    assert "facts: column place" in change.additions


def test_a_higher_version_may_be_chosen_and_no_lower_one(old: Path, distribution: Distribution) -> None:
    descriptor = json.loads((old / "datapackage.json").read_text("utf-8"))
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] != "quality"]
    (old / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    change = compare(old, distribution)
    chosen = change.choose("9.0.0")
    assert (chosen.step, chosen.version) == (change.step, "9.0.0")
    assert write_changelog(chosen, "2026-12-01").startswith("## 9.0.0 (2026-12-01)")
    for version in ("0.0.1", "1", "9.0", "x"):
        with pytest.raises(DescriptionError, match="is not a version from"):
            change.choose(version)


def test_what_is_no_package_is_told(tmp_path: Path) -> None:
    (tmp_path / "open-books.zip").write_bytes(b"no zip")
    for path in (tmp_path / "missing", tmp_path / "open-books.zip", tmp_path):
        with pytest.raises(DescriptionError, match="not a published package"):
            PublishedPackage(path)


def test_a_release_is_written_and_read(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.data.mkdir()
    assert load_release(layout).version == "0.0.0"
    release = Release("1.2.3", "2026-12-01", "https://example.org/books/")
    assert len(write_release(layout, release, "## 1.2.3 (2026-12-01)\n\n- first")) == 2
    write_release(layout, Release("1.2.4", "2026-12-02"), "## 1.2.4 (2026-12-02)\n\n- second")
    assert load_release(layout) == Release("1.2.4", "2026-12-02")
    write_release(layout, Release("1.2.4", "2026-12-03"), "## 1.2.4 (2026-12-03)\n\n- second, again")
    changelog = (layout.data / "CHANGELOG.md").read_text("utf-8")
    assert [line for line in changelog.splitlines() if line.startswith("## ")] == [
        "## 1.2.4 (2026-12-03)", "## 1.2.3 (2026-12-01)",
    ]  # fmt: skip


def test_a_release_is_in_the_citation(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    path = tmp_path / "CITATION.cff"
    path.write_text("cff-version: 1.2.0\nversion: 0.1.0\nlicense: CC0-1.0\n", "utf-8")
    for version, home in (("0.2.0", ""), ("0.3.0", "https://example.org/books/"), ("0.4.0", "https://example.org/b/")):
        write_release(Layout(tmp_path), Release(version, "2026-12-01", home), f"## {version}\n")
    assert path.read_text("utf-8") == (
        "cff-version: 1.2.0\nversion: 0.4.0\ndate-released: '2026-12-01'\nurl: https://example.org/b/\n"
        "license: CC0-1.0\n"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name: River", "name"), ("title: ''", ""), ("maker: 1\u202e", "maker"), ("site: x", "site"), ("- 1", ""),
        (f"notice: {'长' * 301}", "notice"), ("title: [x]", "title"),
    ],
)  # fmt: skip
def test_a_publisher_that_is_wrong_is_told(tmp_path: Path, text: str, place: str) -> None:
    layout = Layout(tmp_path)
    layout.data.mkdir()
    assert load_publisher(layout) == Publisher()
    (layout.data / "publisher.yml").write_text(text, "utf-8")
    with pytest.raises(DescriptionError) as raised:
        load_publisher(layout)
    assert raised.value.place == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("version: '1.2'\ndate: '2026-12-01'\nhomepage: ''\n", "version"),
        ("version: '1.2.3'\ndate: '2026-13-01'\nhomepage: ''\n", "date"),
        ("version: '1.2.3'\ndate: '2026-12-01'\nhomepage: 'javascript:1'\n", "homepage"),
        ("version: '1.2.3'\n", "date"),
        ("- 1\n", ""),
    ],
)
def test_a_release_file_that_is_wrong_is_told(tmp_path: Path, text: str, place: str) -> None:
    layout = Layout(tmp_path)
    layout.data.mkdir()
    (layout.data / "release.yml").write_text(text, "utf-8")
    with pytest.raises(DescriptionError) as raised:
        load_release(layout)
    assert raised.value.place == place


def test_a_column_that_is_gone_or_new_changes_no_row() -> None:
    old = [{"fact": "1", "unit": "元", "value": "5"}, {"fact": "2", "unit": "元", "value": "6"}]
    new = [{"fact": "1", "value_unit": "元", "value": "5"}, {"fact": "2", "value_unit": "元", "value": "7"}]
    assert compare_rows("facts", ["fact"], old, new).changed == ((("2",), ("value",)),)
