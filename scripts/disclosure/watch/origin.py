"""Where a file in sources/ comes from: a small YAML next to each, written by a watch and read by ``add``."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import yaml

from disclosure.entry import is_web_address, load_entry
from disclosure.errors import DescriptionError
from disclosure.package.federation.address import tidy_text
from disclosure.store import write_bytes

_HEAD = "# 这个文件从哪里来：由 disclosure watch 写下，disclosure add 会读；请不要改。\n"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REMEDY = "delete the file and fetch the document again: disclosure watch"


@dataclass(frozen=True, slots=True)
class Origin:
    """The address of a document, the page that lists it, days (ISO) on which it was retrieved and published, the sum of
    its content, its title as the page gives it; ``replaces`` is the sum of the document that was at the address."""

    url: str
    list_page: str
    retrieved: str
    sha256: str
    title: str
    published: str = ""
    replaces: str = ""


def find_beside(document: Path) -> Path:
    """Where the origin of a document is written: next to it, under its name with .yml."""
    return document.with_name(f"{document.name}.yml")


def write_origin(document: Path, origin: Origin) -> None:
    """Write the origin of ``document`` next to it, in one step."""
    given = {key: value for key, value in asdict(origin).items() if value}
    given["title"] = tidy_text(origin.title, 300)
    text: str = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=10**9)
    write_bytes(find_beside(document), (_HEAD + text).encode("utf-8"))


def load_origin(document: Path) -> Origin | None:
    """The origin of a document; None where there is none next to it, or a file of another kind.

    Raises DescriptionError where it is not as a watch writes it.
    """
    path = find_beside(document)
    if not path.is_file():
        return None
    entry = load_entry(path)
    origin = Origin(
        url=entry.text("url", _REMEDY),
        list_page=entry.text("list_page", _REMEDY),
        retrieved=entry.text("retrieved", _REMEDY),
        sha256=entry.matched("sha256", _SHA256, _REMEDY),
        title=entry.text("title", _REMEDY),
        published=entry.text("published", _REMEDY, ""),
        replaces=entry.matched("replaces", _SHA256, _REMEDY, ""),
    )
    entry.finish()
    for key, address in (("url", origin.url), ("list_page", origin.list_page)):
        if not is_web_address(address):
            entry.refuse(key, "is not a web address", _REMEDY)
    for key, day in (("retrieved", origin.retrieved), ("published", origin.published)):
        if day and not _is_day(day):
            entry.refuse(key, "is not a date", _REMEDY)
    return origin


def list_origins(folder: Path) -> list[tuple[Path, Origin]]:
    """Every document of a folder that has an origin next to it; a broken one is left out, ``add`` names its fault."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        document = path.with_name(path.name.removesuffix(".yml"))
        try:
            origin = load_origin(document) if document.is_file() else None
        except DescriptionError:
            continue
        if origin is not None:
            found.append((document, origin))
    return found


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
