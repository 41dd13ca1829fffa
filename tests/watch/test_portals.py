"""Eight kinds of list pages give the same reports: each once, final accounts first, from their own domain only."""

from __future__ import annotations

import pytest
from tests.specimens.portals import PORTALS, list_entries
from tests.watch.conftest import Watching

ENTRIES = list_entries()
KEYS = sorted(each.key for each in ENTRIES)


@pytest.mark.parametrize("name", PORTALS)
def test_a_list_page_gives_every_report_once(watching: Watching, name: str) -> None:
    path, make = PORTALS[name]
    watching.portal.content = make(ENTRIES)
    watching.list_pages(path)
    (found,) = watching.run(since=2020)
    assert not found.problems
    assert watching.keys == KEYS
    assert len(found.finds) == len(KEYS)
    paths = watching.portal.paths
    assert len(paths) == len(set(paths)), "an address was requested twice"
    files = [each for each in paths if each.endswith(".pdf") or "fileId" in each]
    by_file = {origin.url: origin for _, origin in watching.origins}
    ranks = ["决算" in by_file[watching.portal.address(each)].title for each in files]
    if name not in ("numbered", "queries", "store", "pages of units"):  # those do not show all at once
        assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("name", PORTALS)
def test_the_next_run_fetches_nothing_again(watching: Watching, name: str) -> None:
    path, make = PORTALS[name]
    watching.portal.content = make(ENTRIES)
    watching.list_pages(path)
    watching.run(since=2020)
    before = {file: file.read_bytes() for file, _ in watching.origins}
    watching.portal.asked.clear()
    watching.time += 7 * 86_400
    (found,) = watching.run(since=2020)
    assert (found.finds, found.known, found.problems) == ([], len(KEYS), {})
    assert watching.portal.given == []
    assert {file: file.read_bytes() for file, _ in watching.origins} == before


def test_years_before_the_first_one_wanted_are_left_out(watching: Watching) -> None:
    path, make = PORTALS["table"]
    watching.portal.content = make(ENTRIES)
    watching.list_pages(path)
    watching.run(since=2024)
    assert watching.keys == [key for key in KEYS if key[1] == 2024]
