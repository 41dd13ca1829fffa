"""A checkout with list pages of a server on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.specimens.portal_server import Portal, run_portal

from disclosure.command.review.watch import watch_sources
from disclosure.list_pages import SOURCE_COLUMNS
from disclosure.store import Layout, write_csv
from disclosure.watch.guess import guess_words
from disclosure.watch.origin import Origin, list_origins
from disclosure.watch.result import Yield

REPOSITORY = Path(__file__).parents[2]


@dataclass
class Watching:
    """A checkout, the server its list pages are on, and a clock that goes on by a minute with each run."""

    layout: Layout
    portal: Portal
    time: float = 1_790_000_000.0

    def list_pages(
        self, *paths: str, kind: str = "platform", publisher: str = "望舒市人民政府", region: str = "110000"
    ) -> None:
        rows = [(self.portal.address(path), publisher, region, kind) for path in paths]
        write_csv(
            self.layout.reference / "sources.csv", SOURCE_COLUMNS,
            [dict(zip(SOURCE_COLUMNS, row, strict=True)) for row in rows],
        )  # fmt: skip

    def run(self, **options: object) -> list[Yield]:
        self.time += 60
        given = {"private": True, "pause": 0.0, "now": lambda: self.time, **options}
        return watch_sources(self.layout, **given)  # type: ignore[arg-type]

    @property
    def origins(self) -> list[tuple[Path, Origin]]:
        return list_origins(self.layout.root / "sources")

    @property
    def keys(self) -> list[tuple[str, int, str]]:
        """Which reports the files in sources/ would be, by their titles."""
        guesses = [guess_words(origin.title) for _, origin in self.origins]
        return sorted((each.unit_name, each.year, str(each.kind)) for each in guesses)


@pytest.fixture
def portal() -> Iterator[Portal]:
    with run_portal() as running:
        yield running


@pytest.fixture
def watching(tmp_path: Path, portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Watching:
    root = tmp_path / "checkout"
    shutil.copytree(REPOSITORY / "data" / "reference", root / "data" / "reference")
    (root / "data" / "reference" / "subunits.csv").unlink(missing_ok=True)
    (root / "data" / "publisher.yml").write_text("contact: https://books.example/contact\n", "utf-8")
    monkeypatch.delenv("REPO_URL", raising=False)
    return Watching(Layout(root), portal)
