"""A server of list pages on this machine, which can be made to misbehave."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .portals import Content


@dataclass
class Portal:
    """What is served, and how it misbehaves, by path with its query.

    ``statuses`` answers with a status and headers, for so many times; ``moved`` redirects, ``cut`` breaks off after so
    many bytes, ``slow`` pauses so many seconds before each byte, ``bare`` sends no headers for conditional requests.
    ``asked`` has every request with its time and headers.
    """

    port: int = 0
    content: Content = field(default_factory=dict)
    robots: str | None = None
    statuses: dict[str, tuple[int, dict[str, str], int]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were requested, without robots.txt."""
        return [path for _, path, _ in self.asked if path != "/robots.txt"]

    @property
    def given(self) -> list[str]:
        """The paths that were requested without a condition, without robots.txt."""
        return [path for _, path, heads in self.asked if path != "/robots.txt" and not is_conditional(heads)]


def is_conditional(heads: dict[str, str]) -> bool:
    return "If-None-Match" in heads or "If-Modified-Since" in heads


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that go away."""


@contextmanager
def run_portal(content: Content | None = None) -> Iterator[Portal]:
    """A server until the end of the block."""
    portal = Portal(content=content or {})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            portal.asked.append((time.monotonic(), self.path, dict(self.headers.items())))
            portal.busy += 1
            portal.most_busy = max(portal.busy, portal.most_busy)
            try:
                self._answer()
            finally:
                portal.busy -= 1

        def _answer(self) -> None:
            status, heads, times = portal.statuses.get(self.path, (0, {}, 0))
            if status and times:
                portal.statuses[self.path] = (status, heads, times - 1)
                self._send(status, heads, b"no")
            elif self.path in portal.moved:
                self._send(302, {"Location": portal.moved[self.path]}, b"")
            elif self.path == "/robots.txt":
                known = portal.robots is not None
                self._send(200 if known else 404, {"Content-Type": "text/plain"}, (portal.robots or "").encode())
            elif self.path not in portal.content:
                self._send(404, {}, b"not found")
            else:
                media, body = portal.content[self.path]
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                heads = {"Content-Type": media} | ({} if self.path in portal.bare else {"ETag": etag})
                unchanged = self.headers.get("If-None-Match") == etag
                self._send(304 if unchanged else 200, heads, b"" if unchanged else body)

        def _send(self, status: int, heads: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **heads}.items():
                self.send_header(name, value)
            self.end_headers()
            body = body[: portal.cut.get(self.path, len(body))]
            if self.path not in portal.slow:
                self.wfile.write(body)
            else:
                for at in range(len(body)):
                    time.sleep(portal.slow[self.path])
                    self.wfile.write(body[at : at + 1])
                    self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Say nothing."""

    running = _Quiet(("127.0.0.1", 0), Handler)
    portal.port = running.server_address[1]
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield portal
    finally:
        running.shutdown()
        running.server_close()
        thread.join()
