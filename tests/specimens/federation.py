"""Sites of invented regions, as they publish their packages, and a server for them that can be told to misbehave."""

from __future__ import annotations

import gzip
import json
import shutil
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from disclosure.package.editions.distribution import write_distribution
from disclosure.store import dump_json, hash_bytes

from .prefecture.checkout import make_checkout, write_unit
from .prefecture.series import Year, make_units

REPOSITORY = Path(__file__).parents[2]
#: Regions of no place on earth, in two provinces of none.
FIRST = ("999900", "望舒地区", "Wangshu Prefecture")
SECOND = ("989900", "羲和地区", "Xihe Prefecture")


def draw_unit(
    seed: int, place: int, years: int = 1, *, unit_id: str = "", name: str = "", first: int = 2019
) -> list[Year]:
    """The money of one unit, by its place in the list of names; its id and name may be others."""
    drawn = make_units(seed, place + 1, years, first)[place]
    return [replace(year, unit_id=unit_id or year.unit_id, unit=name or year.unit) for year in drawn]


def publish_site(folder: Path, region: tuple[str, str, str], units: Sequence[list[Year]]) -> Path:
    """Build the package of a site of these units in ``folder``; gives the folder that is published."""
    layout = make_checkout(folder / "checkout", REPOSITORY, map(write_unit, units), pages=False, region=region)
    return write_distribution(layout, folder / "published").folder


def alter_table(published: Path, folder: Path, table: str, old: str, new: str) -> Path:
    """A copy of a published package whose catalogue agrees with a table in which the first ``old`` is ``new``."""
    shutil.copytree(published, folder)
    text = (folder / f"{table}.csv").read_text("utf-8")
    assert old in text
    content = text.replace(old, new, 1).encode("utf-8")
    (folder / f"{table}.csv").write_bytes(content)
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    resource = next(each for each in descriptor["resources"] if each["name"] == table)
    resource |= {"bytes": len(content), "hash": f"sha256:{hash_bytes(content)}"}
    (folder / "datapackage.json").write_bytes(dump_json(descriptor))
    return folder


@dataclass
class Server:
    """What is served below which first part of a path, and how it misbehaves, by path.

    ``moved`` answers with a redirect, ``heads`` adds or replaces headers, ``cut`` breaks off after so many bytes,
    ``packed`` sends its content by gzip, ``bodies`` sends something else, ``held`` waits for its event. ``asked`` has
    every path that was asked for.
    """

    port: int = 0
    folders: dict[str, Path] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    packed: set[str] = field(default_factory=set)
    bodies: dict[str, bytes] = field(default_factory=dict)
    held: dict[str, threading.Event] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def find(self, path: str) -> bytes | None:
        """What lies at a path, if anything does."""
        if path in self.bodies:
            return self.bodies[path]
        first, _, rest = path.lstrip("/").partition("/")
        file = self.folders.get(first, Path("/nowhere")) / rest
        return file.read_bytes() if file.is_file() else None


class _Quiet(ThreadingHTTPServer):
    """A server that says nothing of clients that go away."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def run_server(secured: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server on this machine, until the end of the block; it speaks https where it is given a context."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            content = server.find(self.path)
            if self.path in server.held:
                server.held[self.path].wait(60)
            if self.path in server.moved:
                self.send_response(302)
                self.send_header("Location", server.moved[self.path])
                self.end_headers()
            elif content is None:
                self.send_error(404)
            else:
                self._send(content)

        def _send(self, content: bytes) -> None:
            heads = {}
            if self.path in server.packed and "gzip" in self.headers.get("Accept-Encoding", ""):
                content, heads = gzip.compress(content), {"Content-Encoding": "gzip"}
            heads = {"Content-Length": str(len(content)), **heads, **server.heads.get(self.path, {})}
            self.send_response(200)
            for name, value in heads.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content[: server.cut.get(self.path, len(content))])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Say nothing."""

    running = _Quiet(("127.0.0.1", 0), Handler)
    if secured is not None:
        running.socket = secured.wrap_socket(running.socket, server_side=True)
    server.port = running.server_address[1]
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        running.shutdown()
        running.server_close()
        thread.join()
