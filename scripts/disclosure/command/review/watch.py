"""``disclosure watch``: which list pages, what came of each, and what waits in sources/ to be added."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from disclosure.command.terminal.screen import print_lines
from disclosure.errors import DescriptionError
from disclosure.list_pages import ListPage
from disclosure.package.versions.publisher import load_publisher
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout
from disclosure.watch.courtesy import PAUSE, Client
from disclosure.watch.holdings import load_holdings
from disclosure.watch.memory import Memory
from disclosure.watch.result import Yield
from disclosure.watch.walk import Bounds, Walk

#: Reports of so many years before this one are wanted.
YEARS = 3
#: So many addresses that could not be had are listed for one list page.
_LISTED = 10


def watch_sources(
    layout: Layout,
    pages: Sequence[str] = (),
    *,
    since: int | None = None,
    recheck: bool = False,
    private: bool = False,
    pause: float = PAUSE,
    bounds: Bounds | None = None,
    now: Callable[[], float] = time.time,
) -> list[Yield]:
    """Watch the list pages of data/reference/sources.csv, or those of them that ``pages`` names, and print a log.

    Those that were watched longest ago come first. ``since`` is the first year that is wanted, by default YEARS before
    this one; ``private`` allows pages in private networks. Raises DescriptionError for an unknown page, an empty list,
    or a publisher without contact.
    """
    reference = load_reference(layout.reference)
    sources = _choose(reference, pages)
    client = Client(_find_contact(layout), public=not private, pause=pause)
    memory = Memory(layout.home / "sources" / ".watch" / "state.sqlite", now())
    year = since if since is not None else time.gmtime(now()).tm_year - YEARS
    with closing(memory):
        if memory.resumed:
            print_lines("the last run was cut off: this one goes on where it was")
        walk = Walk(
            client, memory, load_holdings(layout), reference, year, recheck, bounds or Bounds(), now, print_lines
        )
        found = []
        for source in sorted(sources, key=lambda each: _last(memory, each)):
            print_lines(f"watching {source.list_page} ({source.publisher})")
            found.append(walk.watch(source))
            _print_yield(found[-1])
        memory.finish(now())
    waiting = len(walk.holdings.waiting)
    new = sum(len(each.finds) for each in found)
    print_lines(f"{client.requests} requests; {new} new documents; {waiting} in sources/ wait to be added")
    return found


def _last(memory: Memory, source: ListPage) -> float:
    """When a list page was last requested, in seconds since 1970."""
    known = memory.find(source.list_page)
    return known.checked if known else 0.0


def _choose(reference: Reference, pages: Sequence[str]) -> list[ListPage]:
    """The list pages to watch. Raises DescriptionError where there are none or one is not in the list."""
    listed = {each.list_page: each for each in reference.list_pages}
    for page in pages:
        if page not in listed:
            raise DescriptionError(
                f"{page} is not in the list", file="data/reference/sources.csv",
                remedy="add a row: list_page, publisher, region_code, kind (platform or unit)",
            )  # fmt: skip
    if not listed:
        raise DescriptionError(
            "has no list page", file="data/reference/sources.csv",
            remedy="add a row: list_page, publisher, region_code, kind (platform or unit)",
        )  # fmt: skip
    return [listed[page] for page in pages] if pages else list(listed.values())


def _find_contact(layout: Layout) -> str:
    """Where publishers reach us: that of data/publisher.yml, or the repository's address in REPO_URL."""
    contact = load_publisher(layout).contact or os.environ.get("REPO_URL", "")
    if not contact or not contact.isascii() or not contact.isprintable():
        raise DescriptionError(
            "no contact is given; it is sent with every request", file="data/publisher.yml", place="contact",
            remedy="write a web address or the e-mail address of an office there, or set REPO_URL",
        )  # fmt: skip
    return contact


def _print_yield(found: Yield) -> None:
    for address, report in found.addresses.items():
        print_lines(f"address  {report}: the data has it without its address, which is {address}")
    for address, problem in list(found.problems.items())[:_LISTED]:
        print_lines(f"not had  {address}: {problem}")
    if len(found.problems) > _LISTED:
        print_lines(f"not had  … and {len(found.problems) - _LISTED} more")
    if found.reason:
        print_lines(f"nothing  {found.source.list_page}: {found.reason}")
    else:
        print_lines(f"done     {found.source.list_page}: {len(found.finds)} new, {found.known} known")


def write_issues(layout: Layout, folder: Path) -> int:
    """Write an issue for each report that waits in sources/ into ``folder``; returns how many.

    Raises DisclosureError where the folder cannot be written.
    """
    from disclosure.command.review.issue import compose_issues

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for issue in compose_issues(layout):
        issue.write(folder)
        count += 1
        print_lines(f"issue    {issue.name}: {issue.title}")
    return count
