"""MkDocs renders hand-written pages again where one of their inputs has changed, and only there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import DisclosureError
from disclosure.publish.rendering import written
from disclosure.publish.rendering.written import WrittenPages
from disclosure.publish.units.part import Workshop
from disclosure.store import Layout

from .conftest import LIBRARY, copy_checkout

PAGE = '<html lang="zh-CN"><body><article><h1>x</h1><!-- fragment: a/b --><p>基本支出</p></article></body></html>'
TERMS = {"基本支出": "basic"}


def copy_bare(checkout: Layout, root: Path) -> Layout:
    """A copy of a checkout of which nothing was built."""
    layout = copy_checkout(checkout, root)
    shutil.rmtree(layout.root / "build", ignore_errors=True)
    return layout


def open_pages(layout: Layout) -> WrittenPages:
    workshop = Workshop(layout, "")
    return WrittenPages(layout, workshop.setting.publisher, workshop.generator.pages)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """In the place of MkDocs: notes each run, and leaves two pages."""
    ran: list[Path] = []

    def run(layout: Layout, site: Path) -> None:
        ran.append(site)
        for name in ("about", "glossary"):
            (site / name).mkdir(parents=True)
            (site / name / "index.html").write_text(PAGE, encoding="utf-8")

    monkeypatch.setattr(written, "run_mkdocs", run)
    return ran


def change_variable(_: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPO_URL", "https://example.org/other")


def change_file(name: str) -> Callable[[Layout, pytest.MonkeyPatch], None]:
    def change(layout: Layout, _: pytest.MonkeyPatch) -> None:
        with (layout.root / name).open("a", encoding="utf-8") as stream:
            stream.write("\n# more\n")

    return change


@pytest.mark.parametrize(
    "change",
    [
        change_variable,
        *map(change_file, ("docs/about.md", "docs/new.md", "docs/stylesheets/extra.css", "mkdocs.yml")),
        change_file("scripts/disclosure/publish/theme/main.html"),
        change_file("scripts/disclosure/publish/hook.py"),
    ],
)
def test_a_change_of_an_input_runs_mkdocs(
    checkout: Layout, tmp_path: Path, runs: list[Path], monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Layout, pytest.MonkeyPatch], None],
) -> None:  # fmt: skip
    layout = copy_bare(checkout, tmp_path)
    open_pages(layout).render()
    open_pages(layout).render()
    assert len(runs) == 1
    change(layout, monkeypatch)
    open_pages(layout).render()
    assert len(runs) == 2


def test_other_names_of_the_site_run_mkdocs(checkout: Layout, tmp_path: Path, runs: list[Path]) -> None:
    layout = copy_bare(checkout, tmp_path)
    open_pages(layout).render()
    workshop = Workshop(layout, "")
    other = replace(workshop.setting.publisher, title="另一个")
    WrittenPages(layout, other, workshop.generator.pages).render()
    assert len(runs) == 2


def test_a_change_of_the_data_does_not(checkout: Layout, tmp_path: Path, runs: list[Path]) -> None:
    layout = copy_bare(checkout, tmp_path)
    open_pages(layout).render()
    change_file(f"data/reports/{LIBRARY}/2030-final/facts.csv")(layout, pytest.MonkeyPatch())
    open_pages(layout).render()
    assert len(runs) == 1


@pytest.mark.usefixtures("runs")
def test_fragments_and_terms_are_put_into_a_copy(checkout: Layout, tmp_path: Path) -> None:
    pages = open_pages(copy_bare(checkout, tmp_path / "checkout"))
    rendered = pages.render()
    for words in ("first", "second"):
        site = tmp_path / words
        pages.finish(rendered, site, {"a/b": f"<p>{words}</p>"}, TERMS)
        about = (site / "about" / "index.html").read_text(encoding="utf-8")
        assert f"<p>{words}</p>" in about
        assert '<a class="term" href="../glossary/#basic">基本支出</a>' in about
        assert 'class="term"' not in (site / "glossary" / "index.html").read_text(encoding="utf-8")
    assert (rendered / "about" / "index.html").read_text(encoding="utf-8") == PAGE
    assert pages.render() == rendered


@pytest.mark.usefixtures("runs")
def test_a_mark_without_a_fragment_is_refused(checkout: Layout, tmp_path: Path) -> None:
    pages = open_pages(copy_bare(checkout, tmp_path / "checkout"))
    with pytest.raises(DisclosureError, match="there is no fragment a/b") as caught:
        pages.finish(pages.render(), tmp_path / "site", {}, {})
    assert caught.value.file.endswith("docs/about.md")
