"""Requests that burden no publisher: robots.txt, one at a time, a pause between two, and no further than its domain.

robots.txt is read as RFC 9309 says: none (4xx) allows everything, one that cannot be had forbids everything. The guards
of the transfer between sites apply: bounds of size and time, no private networks, never from https to http.
"""

from __future__ import annotations

import email.utils
import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import urlsplit

from protego import Protego

from disclosure import __version__
from disclosure.errors import SiteError
from disclosure.package.federation.address import Address
from disclosure.package.federation.transfer import Answer, Manners, Visit

#: The name in robots.txt and at the begin of User-Agent.
AGENT = "disclosure-watch"
#: Seconds between two requests to a host, unless robots.txt asks for more; where it asks for more than LONGEST_PAUSE
#: the host is left to people.
PAUSE, LONGEST_PAUSE = 3.0, 60.0
#: Seconds that a server may ask to be left alone before the request is repeated; if it asks for more, it is left alone.
LONGEST_WAIT = 120.0
#: Seconds for the content of one answer; bytes of robots.txt, of which RFC 9309 asks for no more to be read.
SECONDS, MOST_ROBOTS = 300.0, 512_000
#: A host that failed so many times one after the other is left alone until the next run.
FAILURES = 3
_ROBOTS = "/robots.txt"
_REMEDY = "open the page in a browser, and add what it lists by hand"


class RefusedError(SiteError):
    """An address that may not be requested, or that the server does not give: ``problem`` says why."""


@dataclass
class _Host:
    """What is known of a host: its rules, the pause, when it was last asked, and failures in a row."""

    rules: Protego | None = None
    pause: float = PAUSE
    last: float = float("-inf")
    failures: int = 0
    closed: str = ""


@dataclass
class Client:
    """Makes the requests of one run. ``public`` refuses private networks; ``contact`` is in each User-Agent."""

    contact: str
    public: bool = True
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    requests: int = 0
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def get(self, address: str, home: str, sink: BinaryIO, limit: int, known: dict[str, str] | None = None) -> Answer:
        """Write the content of ``address`` into ``sink`` if the answer is 200; 304 is an answer to ``known``, the
        headers of a conditional request.

        ``home`` is the list page: nothing outside its domain is requested. Raises RefusedError for everything else.
        """
        for trial in (1, 2):
            try:
                answer = self._request(address, home, sink, limit, known or {})
            except RefusedError:
                raise
            except SiteError as error:
                self._note_failure(address)
                raise RefusedError(error.problem, file=address, remedy=_REMEDY) from None
            if answer.status in (200, 304):
                self._host(address).failures = 0
                return answer
            wait = _read_wait(answer) if answer.status in (429, 503) else None
            if trial == 2 or wait is None or wait > LONGEST_WAIT:
                break
            self.sleep(wait)
        raise self._refuse_status(address, answer, wait)

    def _request(self, address: str, home: str, sink: BinaryIO, limit: int, headers: dict[str, str]) -> Answer:
        """One request with its redirects, each of which must be allowed and waits for its turn."""

        def permit(url: str) -> None:
            if not is_within(url, home):
                raise RefusedError(f"leads to another domain: {urlsplit(url).hostname}", file=address, remedy=_REMEDY)
            self._obey(url, address)
            self._wait(url)

        if not is_within(address, home):  # not even its name is looked up
            permit(address)
        visit = Visit(Address(address), public=self.public)
        return visit.ask(address, sink, limit, Manners({**self._name(), **headers}, SECONDS, permit))

    def _name(self) -> dict[str, str]:
        return {"User-Agent": f"{AGENT}/{__version__} (+{self.contact})"}

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}", _Host(pause=self.pause))

    def _obey(self, url: str, address: str) -> None:
        """Raises RefusedError where the rules of the host, read when it is first asked, do not allow ``url``."""
        host = self._host(url)
        if not host.closed and host.rules is None:
            self._read_rules(url, host)
        if host.closed:
            raise RefusedError(host.closed, file=address, remedy=_REMEDY)
        assert host.rules is not None
        if not host.rules.can_fetch(url, AGENT):
            raise RefusedError("robots.txt does not allow it", file=address, remedy=_REMEDY)

    def _read_rules(self, url: str, host: _Host) -> None:
        parts = urlsplit(url)
        robots = f"{parts.scheme}://{parts.netloc}{_ROBOTS}"
        sink = io.BytesIO()

        def permit(moved: str) -> None:
            if not is_within(moved, robots):
                raise RefusedError("robots.txt is redirected to another domain", file=robots, remedy=_REMEDY)
            self._wait(moved)

        try:
            answer = Visit(Address(robots), public=self.public).ask(
                robots, sink, MOST_ROBOTS, Manners(self._name(), SECONDS, permit)
            )
        except SiteError as error:
            host.closed = f"robots.txt cannot be read: {error.problem}"
            return
        if answer.status >= 500 or answer.status == 429:
            host.closed = f"robots.txt cannot be read: the server answers {answer.status}"
            return
        text = sink.getvalue().decode("utf-8", errors="replace") if answer.status == 200 else ""
        host.rules = Protego.parse(text)
        delay = host.rules.crawl_delay(AGENT) or 0.0
        rate = host.rules.request_rate(AGENT)
        if rate is not None and rate.requests:
            delay = max(delay, rate.seconds / rate.requests)
        host.pause = max(self.pause, delay)
        if delay > LONGEST_PAUSE:
            host.closed = f"robots.txt asks for {delay:.0f} seconds between two requests"

    def _wait(self, url: str) -> None:
        """Wait until the pause since the last request to the host is over."""
        host = self._host(url)
        left = host.last + host.pause - self.clock()
        if left > 0:
            self.sleep(left)
        host.last = self.clock()
        self.requests += 1

    def _note_failure(self, address: str) -> None:
        host = self._host(address)
        host.failures += 1
        if host.failures >= FAILURES and not host.closed:
            host.closed = f"the server failed {FAILURES} times in a row: left alone until the next run"

    def _refuse_status(self, address: str, answer: Answer, wait: float | None) -> RefusedError:
        if answer.status in (429, 503):
            asked = "" if wait is None else f" and asks to wait {wait:.0f} seconds"
            self._host(address).closed = f"the server answers {answer.status}{asked}: left alone until the next run"
            return RefusedError(self._host(address).closed, file=address, remedy="run the command again later")
        if answer.status >= 500:
            self._note_failure(address)
        return RefusedError(f"the server answers {answer.status}", file=address, remedy=_REMEDY)


def find_domain(address: str) -> str:
    """The host of a list page without www., below which its publisher's other hosts are; the whole host where less
    than three labels would be left, which could be everybody's (gov.cn)."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    bare = host.removeprefix("www.")
    return bare if bare.count(".") >= 2 else host


def is_within(address: str, home: str) -> bool:
    """Whether an address is on the host of the list page ``home``, or on another one of its domain; both at the usual
    port of their kind, or at the same one."""
    one, other = urlsplit(address), urlsplit(home)
    host, domain = (one.hostname or "").rstrip("."), find_domain(home)
    ports = (one.port, other.port)
    if ports[0] != ports[1] and not (ports[0] in (None, 80, 443) and ports[1] in (None, 80, 443)):
        return False
    named = re.search("[a-z]", domain) is not None and ":" not in domain
    return host in (other.hostname, domain) or (named and domain.count(".") >= 2 and host.endswith(f".{domain}"))


def _read_wait(answer: Answer) -> float | None:
    """The seconds that Retry-After asks for, given as a number or as a date; None where it is neither."""
    asked = answer.headers.get("retry-after", "").strip()
    if re.fullmatch("[0-9]{1,9}", asked):
        return float(asked)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(asked).timestamp() - time.time())
    except (ValueError, TypeError, IndexError):
        return None
