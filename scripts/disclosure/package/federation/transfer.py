"""Fetching files of a site with bounds: of size, of patience, and no further than the site's own reach.

Only http and https are spoken, without proxies. A redirect is followed a few times, never from https to http. The site
of a public catalogue leads to public addresses alone; the one of a catalogue in a private network leads nowhere but
to itself. Names are resolved once for each connection, and what was checked is what is connected to.
"""

from __future__ import annotations

import errno
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import SplitResult, urljoin, urlsplit

from disclosure import __version__
from disclosure.errors import SiteError
from disclosure.package.federation.address import Address

#: Seconds a server may be silent, and to come out with the head of its answer.
SILENCE = 30.0
#: After this many seconds a server must have sent SLOWEST bytes for each second since.
GRACE, SLOWEST = 60.0, 2_000
REDIRECTS = 5
#: How many of a host's addresses are tried.
_TRIES = 4
_PIECE = 1 << 16
_OURS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_PORTS = {"http": 80, "https": 443}
_MOVED = (301, 302, 303, 307, 308)
_REMEDY = "check the address in a browser; a local copy of the package can be given by its path"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the status, the address behind all redirects, headers by their names in lower case."""

    status: int
    address: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Manners:
    """How a request is made: headers besides our own, the most seconds for the content, and ``permit``, which is
    called with each address before it is requested, those of redirects too, and raises SiteError for one that must
    not be."""

    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = float("inf")
    permit: Callable[[str], None] = lambda address: None


class Visit:
    """A conversation with the site of one catalogue."""

    def __init__(self, address: Address, *, public: bool = False) -> None:
        """Look at what reach the site has; with ``public``, none into private networks even if it is in one itself.

        Raises SiteError where its name does not resolve.
        """
        self._home = urlsplit(address.text) if address.on_web else None
        self._public = public or self._home is None or any(map(_is_public, _resolve(self._home)))

    def fetch(self, address: str, sink: BinaryIO, limit: int) -> None:
        """Write what lies at ``address`` into ``sink``. Raises SiteError where it cannot be had, or has more than
        ``limit`` bytes."""
        if self._home is None:
            with _site_errors(address):
                _copy_file(Path(address), sink, limit)
            return
        answer = self.ask(address, sink, limit)
        if answer.status != http.client.OK:
            reason = http.client.responses.get(answer.status, "")
            raise _refuse(address, f"the server answers {answer.status} {reason}".rstrip())

    def ask(self, address: str, sink: BinaryIO, limit: int, manners: Manners = Manners()) -> Answer:
        """Request ``address`` of the web, and write its content into ``sink`` where the answer is 200.

        Raises SiteError where there is no answer, the content has more than ``limit`` bytes, or a redirect leads where
        none may; not for a status: what that means is for who asks.
        """
        with _site_errors(address):
            return self._ask_web(address, sink, limit, manners)

    def make_fetch(self, address: str, limit: int) -> Callable[[BinaryIO], None]:
        """What fetches one file when it is called with a sink."""
        return lambda sink: self.fetch(address, sink, limit)

    def _ask_web(self, address: str, sink: BinaryIO, limit: int, manners: Manners) -> Answer:
        url = address
        for _ in range(REDIRECTS + 1):
            manners.permit(url)
            with closing(self._connect(urlsplit(url))) as connection:
                answer = _ask(connection, url, manners.headers)
                if answer.status not in _MOVED:
                    if answer.status == http.client.OK:
                        _receive(answer, sink, limit, address, manners.seconds)
                    return Answer(answer.status, url, {name.lower(): value for name, value in answer.getheaders()})
                url = self._follow(url, answer.getheader("Location") or "", address)
        raise _refuse(address, f"redirects more than {REDIRECTS} times")

    def _follow(self, url: str, location: str, address: str) -> str:
        """The address a redirect leads to, if it may."""
        before, after = urlsplit(url), urlsplit(urljoin(url, location))
        if after.scheme not in ("http", "https") or not after.hostname or after.username is not None:
            raise _refuse(address, f"redirects to {location[:100]!r}, which is not a plain web address")
        if before.scheme == "https" and after.scheme == "http":
            raise _refuse(address, "redirects from https to http")
        assert self._home is not None
        if not self._public and (after.hostname, _port(after)) != (self._home.hostname, _port(self._home)):
            raise _refuse(address, "redirects out of its private network")
        return after.geturl()

    def _connect(self, url: SplitResult) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(url.hostname or "", _port(url))
        connection.sock = self._open_socket(url)
        if url.scheme == "https":
            connection.default_port = _PORTS["https"]
            try:
                connection.sock = _encrypt(connection.sock, connection.host)
            except BaseException:
                connection.close()
                raise
        return connection

    def _open_socket(self, url: SplitResult) -> socket.socket:
        allowed = [each for each in _resolve(url) if not self._public or _is_public(each)][:_TRIES]
        if not allowed:
            raise _refuse(url.geturl(), "resolves to a private network")
        for number, place in enumerate(allowed, 1):
            try:
                return socket.create_connection(place, timeout=SILENCE)
            except OSError:
                if number == len(allowed):
                    raise
        raise AssertionError("unreachable")


@contextmanager
def _site_errors(address: str) -> Iterator[None]:
    """Errors of the network as SiteError; one of our own disk stays what it is."""
    try:
        yield
    except TimeoutError:
        raise _refuse(address, "the server does not answer") from None
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        if isinstance(error, OSError) and error.errno in _OURS:
            raise  # the disk here is full: not an error of the site
        raise _refuse(address, f"cannot be fetched: {error or type(error).__name__}") from None


def _encrypt(sock: socket.socket, host: str) -> ssl.SSLSocket:
    secured = ssl.create_default_context().wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
    with _hurry(secured):
        secured.do_handshake()
    return secured


def _port(url: SplitResult) -> int:
    return url.port or _PORTS[url.scheme]


def _resolve(url: SplitResult) -> list[tuple[str, int]]:
    """The addresses of a host. Raises SiteError where it has none."""
    try:
        found = socket.getaddrinfo(url.hostname, _port(url), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _refuse(url.geturl(), "no such host") from None
    return list(dict.fromkeys((str(each[4][0]), _port(url)) for each in found))


def _is_public(place: tuple[str, int]) -> bool:
    """Whether an address is public and does not embed another one."""
    address = ipaddress.ip_address(place[0].partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return _is_public((str(inner), place[1]))
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _ask(connection: http.client.HTTPConnection, url: str, headers: Mapping[str, str]) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    ours = {"Accept-Encoding": "gzip", "User-Agent": f"disclosure/{__version__}", "Connection": "close"}
    with _hurry(connection.sock):
        connection.request(
            "GET", parts._replace(scheme="", netloc="", fragment="").geturl() or "/",
            headers={**ours, **headers},
        )  # fmt: skip
        return connection.getresponse()


@contextmanager
def _hurry(sock: socket.socket) -> Iterator[None]:
    """Cut the line if what is done here takes longer than GRACE: a server may send its head byte by byte."""

    def cut() -> None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(GRACE, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _receive(
    answer: http.client.HTTPResponse, sink: BinaryIO, limit: int, address: str, seconds: float = float("inf")
) -> None:
    coding = (answer.getheader("Content-Encoding") or "identity").lower()
    if coding not in ("identity", "gzip"):
        raise _refuse(address, f"is encoded as {coding[:40]!r}, which was not requested")
    announced = answer.length
    if announced is not None and announced > limit + (_PIECE if coding == "gzip" else 0):
        raise _refuse(address, f"the server announces {announced} bytes, more than the limit of {limit}")
    unpack = zlib.decompressobj(wbits=31) if coding == "gzip" else None
    begun, raw, written = time.monotonic(), 0, 0
    while piece := answer.read1(_PIECE):
        raw += len(piece)
        # no more is unpacked than is wanted: what is packed small may be without end
        content = unpack.decompress(piece, limit + 1 - written) if unpack else piece
        written += len(content)
        if written > limit or raw > limit + _PIECE:
            raise _refuse(address, f"has more than {limit} bytes")
        if time.monotonic() - begun > min(GRACE + raw / SLOWEST, seconds):
            raise _refuse(address, "the server sends too slowly")
        sink.write(content)
    if answer.length or (unpack and not unpack.eof):
        raise _refuse(address, "the download is incomplete")


def _copy_file(path: Path, sink: BinaryIO, limit: int) -> None:
    if not path.is_file():
        raise _refuse(str(path), "the file does not exist")
    with path.open("rb") as stream:
        left = limit
        while piece := stream.read(min(_PIECE, left + 1)):
            if len(piece) > left:
                raise _refuse(str(path), f"has more than {limit} bytes")
            left -= len(piece)
            sink.write(piece)


def _refuse(address: str, problem: str) -> SiteError:
    return SiteError(problem, file=address, remedy=_REMEDY)
