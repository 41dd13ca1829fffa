from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import disclosure.command.site
from disclosure.errors import DescriptionError
from disclosure.store import Layout

from .conftest import Run, snapshot


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stands in for the generator of pages, which has tests of its own: writes one page where it is told."""
    calls: list[Path] = []

    def build_site(layout: Layout, out: Path, echo: Callable[[str], None]) -> None:
        calls.append(out)
        out.mkdir(parents=True)
        (out / "index.html").write_text(f"build {len(calls)}", encoding="utf-8")
        echo("1 page")

    monkeypatch.setattr(disclosure.command.site, "build_site", build_site)
    return calls


@pytest.mark.usefixtures("built")
def test_the_site_is_built(run: Run, layout: Layout, added: str) -> None:
    ended = run("site")
    assert ended.code == 0
    assert f"kept    {added}" in ended.out
    assert "1 page" in ended.out
    assert snapshot(layout.root / "site") == {"index.html": b"build 1"}
    assert run("site", "--out", "site").code == 0
    assert snapshot(layout.root / "site") == {"index.html": b"build 2"}


@pytest.mark.usefixtures("added")
def test_pages_are_made_beside_the_old_site(run: Run, layout: Layout, built: list[Path]) -> None:
    run("site")
    assert built[0] != layout.root / "site"
    assert [path.name for path in layout.root.iterdir() if path.name.startswith(".")] == []


@pytest.mark.usefixtures("added", "built")
def test_the_old_site_survives_a_failure(run: Run, layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    run("site")

    def fail(layout: Layout, out: Path, echo: Callable[[str], None]) -> None:
        out.mkdir(parents=True)
        raise DescriptionError("a page is broken", file="docs/index.md", remedy="mend it")

    monkeypatch.setattr(disclosure.command.site, "build_site", fail)
    ended = run("site")
    assert ended.code == 6
    assert "docs/index.md: a page is broken" in ended.err
    assert snapshot(layout.root / "site") == {"index.html": b"build 1"}
    assert [path.name for path in layout.root.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("out", [".", "data", "data/reports", "docs/new", "..", "../inbox"])
def test_a_site_never_replaces_something_else(
    run: Run, layout: Layout, document: Path, built: list[Path], out: str
) -> None:
    before = snapshot(layout.root.parent)
    ended = run("site", "--out", out)
    assert ended.code == 1
    assert "not a site" in ended.err
    assert built == []
    assert snapshot(layout.root.parent) == before


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
