"""A site of unchanged inputs is not built again; any change of an input, or of the site, builds it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import disclosure.publish.site
from disclosure import shelf
from disclosure.publish import build_site
from disclosure.publish.standing import digest_inputs
from disclosure.store import Layout

from .conftest import LIBRARY, copy_checkout, list_digests

#: Of every kind of input one file, as a path below the checkout.
CHANGED = (
    f"data/reports/{LIBRARY}/2030-final/report.yml", f"data/reports/{LIBRARY}/2030-final/facts.csv",
    "data/reference/units.csv", "data/reference/concepts.csv", "data/schemas/facts.json", "data/release.yml",
    "data/reports.csv", "datapackage.json", "mkdocs.yml", "docs/index.md", "docs/stylesheets/extra.css",
    "docs/javascripts/search.js",
)  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_a_byte_of_an_input_changes_the_key(checkout: Layout, tmp_path: Path, name: str) -> None:
    layout = copy_checkout(checkout, tmp_path)
    path = layout.root / name
    before, times = digest_inputs(layout), path.stat()
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # nothing is taken from the time of a file
    assert digest_inputs(layout) != before
    path.write_bytes(content)
    assert digest_inputs(layout) == before
    path.unlink()
    assert digest_inputs(layout) != before


def test_a_new_file_changes_the_key_but_what_a_build_makes_does_not(checkout: Layout, tmp_path: Path) -> None:
    layout = copy_checkout(checkout, tmp_path)
    before = digest_inputs(layout)
    for folder in layout.generated:
        folder.mkdir(exist_ok=True)
        (folder / "made.md").write_text("made")
    assert digest_inputs(layout) == before
    (layout.docs / "new.md").write_text("new")
    assert digest_inputs(layout) != before


@pytest.mark.parametrize("name", ["SITE_URL", "REPO_URL"])
def test_a_variable_changes_the_key(checkout: Layout, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name, raising=False)
    before = digest_inputs(checkout)
    monkeypatch.setenv(name, "https://example.org/")
    assert digest_inputs(checkout) != before


def test_the_program_and_every_package_are_in_the_key(checkout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_inputs(checkout)
    monkeypatch.setattr("disclosure.publish.standing.list_packages", lambda: ["mkdocs-1.0.dist-info"])
    other = digest_inputs(checkout)
    monkeypatch.setattr(shelf, "_digest_program", lambda: "another program")
    assert len({before, other, digest_inputs(checkout)}) == 3


def test_installed_packages_are_listed_with_their_versions() -> None:
    listed = shelf.list_packages()
    assert any(name.startswith("jinja2-") for name in listed)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a site says that it is built, for each time it was built."""
    said: list[str] = []
    make = disclosure.publish.site.make_site

    def count(layout: Layout, out: Path, echo: Callable[[str], None], *, validate: bool) -> object:
        said.append(out.name)
        return make(layout, out, echo, validate=validate)

    monkeypatch.setattr(disclosure.publish.site, "make_site", count)
    return said


@pytest.mark.sampled(1, of="builds")
def test_only_what_changed_is_built(published: Path, tmp_path: Path, made: list[str]) -> None:
    layout, out = copy_checkout(Layout(published / "checkout"), tmp_path / "checkout"), tmp_path / "site"
    first = build_site(layout, out, lambda _: None)
    digests = list_digests(out)
    told: list[str] = []
    second = build_site(layout, out, told.append)
    assert (len(made), told) == (1, ["the site is that of the same data and program: nothing to build"])
    assert (second.pages, second.charts, second.files) == (first.pages, first.charts, first.files)
    page = out / "index.html"
    page.write_text("another page", encoding="utf-8")
    build_site(layout, out, lambda _: None)
    assert len(made) == 2
    assert list_digests(out) == digests
    build_site(layout, tmp_path / "other", lambda _: None)
    assert len(made) == 3
    mark = layout.root / "build" / "site.json"
    for broken in ("", "{", "[]", json.dumps({"key": digest_inputs(layout)})):
        mark.write_text(broken, encoding="utf-8")
    build_site(layout, tmp_path / "other", lambda _: None)
    assert len(made) == 4
    assert list_digests(tmp_path / "other") == digests
