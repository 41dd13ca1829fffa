"""Addresses of catalogues: where a site's datapackage.json is, on the web or in a folder, and the files next to it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit, urlunsplit

from disclosure.entry import is_plain_text
from disclosure.errors import SiteError

CATALOGUE = "datapackage.json"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
#: A path below the catalogue: plain names, so that none leads up, elsewhere, or to another kind of address.
_BESIDE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 1000


@dataclass(frozen=True, order=True)
class Address:
    """Where a catalogue is: an address on the web, or a path as it was named."""

    text: str

    @property
    def on_web(self) -> bool:
        return self.text.startswith(("http://", "https://"))

    def find_beside(self, path: object) -> str:
        """The address of a file that the catalogue names by a relative path. Raises SiteError for any other path."""
        if not isinstance(path, str) or len(path) > _LONGEST or not _BESIDE.fullmatch(path):
            raise SiteError(
                "names a file outside its own folder", file=self.text, place=tidy_text(str(path), 100),
                remedy="the paths of a catalogue are relative, of plain names, without ..",
            )  # fmt: skip
        return urljoin(self.text, path) if self.on_web else (Path(self.text).parent / path).as_posix()


def tidy_text(text: str, longest: int = _LONGEST) -> str:
    """Foreign text on one line, cut, without control, hidden or unencodable characters."""
    signs = (" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text[:longest])
    return " ".join("".join(signs).split())


def parse_address(text: str) -> Address:
    """The address of a catalogue that is named by itself, by its folder or by its site, in one spelling.

    Raises SiteError for any other scheme than http and https, for a user, a query or a fragment in it.
    """
    if len(text) > _LONGEST or not is_plain_text(text):
        raise _refuse(text, "contains invisible characters, or is too long")
    if not _SCHEME.match(text):
        local = Path(text)
        return Address((local / CATALOGUE if local.is_dir() else local).as_posix())
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        raise _refuse(text, "is not a web address") from None
    if parts.scheme not in _PORTS or not host:
        raise _refuse(text, "is neither an http or https address nor a path")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise _refuse(f"{parts.scheme}://{host}", "has a user, a query or a fragment in it")
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, _PORTS[parts.scheme]) else f"{shown}:{port}"
    path = parts.path if parts.path.endswith(".json") else f"{parts.path.rstrip('/')}/{CATALOGUE}"
    return Address(urlunsplit((parts.scheme, place, path, "", "")))


def _refuse(text: str, problem: str) -> SiteError:
    return SiteError(
        problem, file=tidy_text(text), remedy="name the address of the site's datapackage.json, or its path"
    )
