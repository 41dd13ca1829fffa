from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import disclosure.publish
from disclosure.errors import DescriptionError
from disclosure.publish import SiteSummary
from disclosure.store import Layout

from .conftest import Run


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stands in for the generator of pages, which has tests of its own: notes where it was told to write."""
    calls: list[Path] = []

    def build_site(layout: Layout, out: Path, echo: Callable[[str], None], *, validate: bool) -> SiteSummary:
        calls.append(out)
        echo("validating" if validate else "rendering")
        return SiteSummary(out, pages=3, charts=2, files=40, seconds=1.0)

    monkeypatch.setattr(disclosure.publish, "build_site", build_site)
    return calls


def test_the_site_is_built_from_the_data_at_hand(run: Run, added: str, built: list[Path]) -> None:
    ended = run("site", "--out", "public")
    assert ended.code == 0
    assert f"kept    {added}" in ended.out
    assert "rendering" in ended.out
    assert "public: 3 generated pages, 2 charts, 40 files" in ended.out
    assert built == [Path("public")]


@pytest.mark.usefixtures("added", "built")
def test_the_package_is_validated_on_wish(run: Run) -> None:
    assert "validating" in run("site", "--validate").out


@pytest.mark.usefixtures("added")
def test_a_site_that_fails_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(layout: Layout, out: Path, echo: Callable[[str], None], *, validate: bool) -> SiteSummary:
        raise DescriptionError("a page is broken", file="docs/index.md", remedy="mend it")

    monkeypatch.setattr(disclosure.publish, "build_site", fail)
    ended = run("site")
    assert ended.code == 6
    assert "docs/index.md: a page is broken" in ended.err


def test_a_report_that_fails_is_told_after_the_site_is_built(
    run: Run, layout: Layout, added: str, built: list[Path]
) -> None:
    path = layout.reports / added / "report.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("kind: final", "kind: final\ncolour: red"), encoding="utf-8"
    )
    ended = run("site", "--strict")
    assert (ended.code, built) == (6, [])
    ended = run("site")
    assert ended.code == 6
    assert len(built) == 1


def test_what_is_as_it_was_is_not_read_again(
    run: Run, layout: Layout, added: str, at_hand: None, built: list[Path], document: Path
) -> None:
    """A report is read again when its description, its data, its source or a code list is another one."""
    again = f"built   {added}"
    assert again in run("site").out
    second = run("site")
    assert again not in second.out
    assert "unchanged: 1 of 1 reports" in second.out
    assert len(built) == 2
    data = layout.reports / added / "facts.csv"
    whole = data.read_bytes()
    data.write_bytes(whole.replace(b"1205000", b"1205001"))
    assert again in run("site").out
    assert data.read_bytes() == whole
    assert "unchanged: 1 of 1 reports" in run("site").out
    with (layout.reference / "regions.csv").open("ab") as regions:
        regions.write("999902,新县,New County,\n".encode())
    assert again in run("site").out
    shutil.rmtree(layout.root / "build")
    assert again in run("site").out
    document.unlink()
    assert f"kept    {added}" in run("site").out
    assert "unchanged: 1 of 1 reports" in run("site").out


def test_a_report_that_failed_is_read_again(run: Run, layout: Layout, added: str, built: list[Path]) -> None:
    path = layout.reports / added / "report.yml"
    path.write_text(path.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    assert [run("site").code, run("site").code] == [6, 6]
    assert len(built) == 2
