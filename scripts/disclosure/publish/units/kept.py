"""Pages over all units that are kept, each under a key of everything it is composed of.

A page of a topic has a line for each of thousands of reports, and after most changes of a report all are the same. What
such a page is composed of is its draft's model, plain values as text, so that nothing it shows can be missing from its
key.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from disclosure.publish.charts.chart import Chart
from disclosure.publish.rendering.drawings import draw_beside
from disclosure.publish.rendering.page import Draft, Page
from disclosure.publish.units.part import Workshop, write_pages
from disclosure.shelf import Shelf, make_key
from disclosure.store import fill_file

_SAID = "page.pickle"


@dataclass(frozen=True)
class KeptPage:
    """A page that is rendered: its folder, which is like that of a part, its address and its charts."""

    folder: Path
    address: str
    charts: tuple[Chart, ...]


def make_drafted(workshop: Workshop, drafts: Iterable[Draft]) -> list[KeptPage]:
    """The pages of drafts, in their order; those that are not kept are composed. Others than these are removed."""
    shelf = Shelf(workshop.layout.root / "build" / "pages")
    shared = [*workshop.shared, repr(workshop.terms)]
    keys: list[str] = []
    composed: dict[str, Page] = {}
    for draft in drafts:  # one at a time: thousands of lines are no longer needed where a page is kept
        keys.append(make_key([*shared, draft.model]))
        if shelf.find(keys[-1]) is None:
            composed[keys[-1]] = draft.compose()
    draw_beside((chart for page in composed.values() for chart in page.charts), workshop.charts)
    for key, page in composed.items():
        shelf.make(key, partial(_fill, workshop, page))
    shelf.sweep(keys)
    return [_load(shelf.folder / key) for key in keys]


def _fill(workshop: Workshop, page: Page, folder: Path) -> None:
    write_pages(workshop, [page], folder)
    fill_file(folder / _SAID, pickle.dumps((page.address, tuple(page.charts))))


def _load(folder: Path) -> KeptPage:
    return KeptPage(folder, *pickle.loads((folder / _SAID).read_bytes()))  # noqa: S301 - written by _fill, sealed by the shelf
