"""From a list page to new documents: pages and files are requested in the order of their rank, final accounts first."""

from __future__ import annotations

import heapq
import os
import re
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from disclosure.list_pages import ListPage
from disclosure.read.source import MAX_SOURCE_BYTES
from disclosure.reference import Reference
from disclosure.store import hash_file
from disclosure.watch.courtesy import Client, RefusedError, is_within
from disclosure.watch.guess import Guess, name_in_full
from disclosure.watch.holdings import Holdings, name_report
from disclosure.watch.media import find_ending
from disclosure.watch.memory import Known, Memory
from disclosure.watch.origin import Origin
from disclosure.watch.page import Page, read_page
from disclosure.watch.plan import Plan, Step, plan_page
from disclosure.watch.result import Find, Yield
from disclosure.watch.scripts import is_store, read_store

#: Bytes of a page that is looked through; a larger one is not a list.
MAX_PAGE = 2_000_000
#: Seconds for looking through a page: a hostile one could take hours.
PAGE_SECONDS = 30.0
#: Seconds after which a known document is asked for again, on the condition that it has changed.
RECHECK = 28 * 86_400
#: So many amounts make a page without attachments a report; ``parse.genre`` asks for as many of a document.
_MIN_AMOUNTS = 10
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2}")
#: A page that is itself the document has this ending in the memory, so that it is not asked for as a list again.
_PAGE_DOCUMENT = ".htm"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a run goes: requests for one list page, new documents, and seconds since 1970 at which it ends."""

    requests: int = 300
    documents: int = 10_000
    until: float = float("inf")

    def find_reached(self, requests: int, documents: int, now: float) -> str:
        """Which of them is reached; empty where none is."""
        if requests >= self.requests:
            return f"{requests} requests were made"
        if documents >= self.documents:
            return f"{documents} new documents were found"
        return "its time is over" if now >= self.until else ""


@dataclass
class Walk:
    """One run over list pages. ``since`` is the first year that is wanted, ``recheck`` asks for every known document
    again, ``say`` is called with each thing that happens. ``bounds`` end it early; what is left comes next time."""

    client: Client
    memory: Memory
    holdings: Holdings
    reference: Reference
    since: int = 0
    recheck: bool = False
    bounds: Bounds = Bounds()
    now: Callable[[], float] = time.time
    say: Callable[[str], None] = lambda line: None
    new: int = 0

    def watch(self, source: ListPage) -> Yield:
        """Follow a list page to its documents; what cannot be had is a problem of the result, not an error."""
        found = Yield(source)
        unit = source.publisher if source.kind == "unit" else ""
        queue: list[tuple[tuple[int, int], int, Step]] = [
            ((0, 0), 0, Step(source.list_page, "page", Guess(unit_name=unit), 0))
        ]
        seen, begun = {source.list_page}, self.client.requests
        while queue:
            if reached := self.bounds.find_reached(self.client.requests - begun, self.new, self.now()):
                found.problems["…"] = f"{len(queue)} addresses are left for the next run: {reached}"
                break
            _, _, step = heapq.heappop(queue)
            try:
                plan = self._take(step, found)
            except RefusedError as error:
                found.problems[step.address] = error.problem
                self.say(f"refused {step.address}: {error.problem}")
                continue
            if step.depth == 0:
                found.links, found.scripts = found.links + plan.links, found.scripts + plan.scripts
            found.unnamed += plan.unnamed
            for each in plan.steps:
                # a report elsewhere is a problem worth a line, another list there is not
                if each.address not in seen and (each.guess.is_whole or is_within(each.address, source.list_page)):
                    seen.add(each.address)
                    heapq.heappush(queue, (each.rank, len(seen), each))
        return found

    def _take(self, step: Step, found: Yield) -> Plan:
        """Request what a step leads to, unless it is known; the steps from it, if it is a page."""
        known = self.memory.find(step.address)
        if self.memory.is_checked(known) or (step.depth and self._is_settled(step, known)):
            return self._recall(step, known, found)
        with self._part() as part:
            known, content = self._request(step, known, found.source, part)
            if known.problem:
                raise RefusedError(known.problem, file=step.address)
            if known.ending == ".html":
                return self._read(step, known, content, found)
            self._keep(step, known, part, found)
        return Plan((), 0, 0, 0)

    def _is_settled(self, step: Step, known: Known | None) -> bool:
        """Whether a document need not be asked for: its content is known, and it was asked for not long ago."""
        if self.recheck:
            return False
        if known is None:
            return step.address in self.holdings.addresses
        if known.problem or known.ending in ("", ".html"):
            return False
        return not known.condition or known.ending == _PAGE_DOCUMENT or self.now() - known.checked < RECHECK

    def _recall(self, step: Step, known: Known | None, found: Yield) -> Plan:
        """What is known of an address without a request."""
        if known is not None and known.problem:
            raise RefusedError(known.problem, file=step.address)
        if known is not None and known.ending == ".html":
            content = self.memory.read_page(step.address)
            return self._read(step, known, content or b"", found)
        self._count(step.address, known.sha256 if known else self.holdings.addresses[step.address], found)
        return Plan((), 0, 0, 0)

    def _request(self, step: Step, known: Known | None, source: ListPage, part: Path) -> tuple[Known, bytes]:
        """Make the request and remember what came of it; the content, if it is a page's."""
        now = self.now()
        stored = self.memory.read_page(step.address) if known and known.ending == ".html" else b""
        condition = known.condition if known and not known.problem and (stored or known.ending != ".html") else {}
        try:
            with part.open("wb") as sink:
                answer = self.client.get(step.address, source.list_page, sink, MAX_SOURCE_BYTES, condition)
        except RefusedError as error:
            failed = known or Known(step.address, now)
            if not (known and known.sha256):  # what was had once stays known
                self.memory.note(replace(failed, checked=now, problem=error.problem))
            raise
        if answer.status == 304 and known is not None:
            self.say(f"same    {step.address}")
            kept = replace(known, checked=now, problem="")
            self.memory.note(kept)
            return kept, stored or b""
        ending, problem = find_ending(part)
        content = b""
        if ending == ".html":
            problem = f"is a page of more than {MAX_PAGE} bytes" if part.stat().st_size > MAX_PAGE else ""
            content = b"" if problem else part.read_bytes()
        self.say(f"fetched {step.address}")
        headers = answer.headers
        fresh = Known(
            step.address, now, headers.get("etag", ""), headers.get("last-modified", ""), hash_file(part), ending,
            answer.address, problem,
        )  # fmt: skip
        if ending == ".html" or problem:  # a document is remembered once it is in its place
            self.memory.note(fresh, content)
        return fresh, content

    def _read(self, step: Step, known: Known, content: bytes, found: Yield) -> Plan:
        """The steps from a page. A page that a report's link led to, without any, and with amounts, is the report."""
        address = known.final or step.address
        with limit_seconds(PAGE_SECONDS, step.address):
            page = _make_page(content, address)
            plan = plan_page(page, step, self.since)
        if plan.steps or not step.guess.is_whole:
            return plan
        if len(_AMOUNT.findall(page.text)) < _MIN_AMOUNTS:
            what = "is a web page, not a document" if step.kind == "document" else "is a page without a document"
            raise RefusedError(f"{what} (its title: {page.title[:60] or 'none'})", file=step.address)
        with self._part() as part:
            part.write_bytes(content)
            self._keep(step, replace(known, ending=_PAGE_DOCUMENT), part, found)
        return plan

    def _keep(self, step: Step, known: Known, part: Path, found: Yield) -> None:
        """Put a document that is new into sources/, then remember it: in this order nothing is lost in between."""
        guess = self._name_in_full(step.guess, found.source.region_code)
        before = self.memory.find(step.address)
        old = before.sha256 if before and before.ending not in ("", ".html") else ""
        old = old or self.holdings.addresses.get(step.address, "")
        if self.holdings.is_known(known.sha256) or known.sha256 in self.memory.list_hashes():
            self._count(step.address, known.sha256, found)
        else:
            replaced = old if old != known.sha256 else ""
            origin = Origin(
                step.address, found.source.list_page, date.fromtimestamp(self.now()).isoformat(),  # noqa: DTZ012
                known.sha256, guess.title, step.published, replaced,
            )  # fmt: skip
            ending = ".html" if known.ending == _PAGE_DOCUMENT else known.ending
            path = self.holdings.put(part, ending, name_report(guess, self.reference), origin)
            found.finds.append(Find(path, origin, guess))
            self.new += 1
            self.say(f"{'replaced' if replaced else 'new'}     {path.name}: {guess.title}")
        self.memory.note(known)

    def _name_in_full(self, guess: Guess, region_code: str) -> Guess:
        """The guess with the place of the list page in the unit's name, by the name that a known unit has."""
        regions = self.reference.regions
        named = [
            name_in_full(guess, name) for name in (regions.find_name(region_code), regions.name_fully(region_code))
        ]
        return next((each for each in named if self.reference.unit_named(each.unit_name)), named[0])

    def _count(self, address: str, sha256: str, found: Yield) -> None:
        found.known += 1
        report = self.holdings.reports.get(sha256)
        if report and address not in self.holdings.addresses:
            found.addresses[address] = report

    @contextmanager
    def _part(self) -> Iterator[Path]:
        """A name for a download next to where it will be, gone afterwards if it was not given another."""
        folder = self.holdings.folder / ".watch"
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix="part-")
        os.close(handle)
        try:
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)


@contextmanager
def limit_seconds(seconds: float, address: str) -> Iterator[None]:
    """End what is done here after so many seconds with RefusedError; outside the main thread there is no limit."""

    def end(*_: object) -> None:
        raise RefusedError(f"takes more than {seconds:.0f} seconds to look through", file=address)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, end)
    # again and again: Python drops an error that is raised while it clears up an object
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _make_page(content: bytes, address: str) -> Page:
    """A page, or the answer of a data store as one."""
    page = read_page(content, address)
    text = content[:MAX_PAGE].decode("utf-8", errors="replace")
    if not page.links and is_store(text):
        links, further = read_store(text, address)
        return replace(page, links=tuple(links), refresh=further[0] if further else "")
    return page
