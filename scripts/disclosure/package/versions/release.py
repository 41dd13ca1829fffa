"""Which version of the data this is, of what day, and where it is published: data/release.yml."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from disclosure.entry import is_web_address, load_entry
from disclosure.package.versions.publisher import Publisher, load_publisher
from disclosure.store import Layout, write_bytes

_VERSION = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REMEDY = "see the comment at its top"
_HEAD = """\
# The version of the data, the day it was released (never taken from the clock), and where it is published.
# `disclosure release OLD` says which version follows and writes it here.
"""


@dataclass(frozen=True)
class Release:
    """A version of the data, its day (ISO), the address of the site (empty if there is none yet), and by whom."""

    version: str
    date: str
    homepage: str = ""
    publisher: Publisher = Publisher()  # noqa: RUF009 - nothing in it can be changed

    @property
    def created(self) -> str:
        """The day as a moment: midnight UTC."""
        return f"{self.date}T00:00:00Z"


def load_release(layout: Layout, address: str = "") -> Release:
    """Read data/release.yml; version 0.0.0 of 1980 where there is none, as in a checkout that never released.

    ``address`` is where the site is published, which counts where the file names no homepage. Raises DescriptionError
    where a key is missing, unknown or not as it must be.
    """
    path = layout.data / "release.yml"
    publisher = load_publisher(layout)
    if not path.is_file():
        return Release("0.0.0", "1980-01-01", address, publisher)
    entry = load_entry(path)
    version = entry.matched("version", _VERSION, f"a version of the form '1.2.3'; {_REMEDY}")
    date = entry.matched("date", _DATE, f"a day of the form '2026-01-31'; {_REMEDY}")
    homepage = entry.text("homepage", f"a web address, or ''; {_REMEDY}", "")
    entry.finish()
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        entry.refuse("date", f"{date!r} is not a day of the calendar", _REMEDY)
    if homepage and not is_web_address(homepage):
        entry.refuse("homepage", "is not a web address", _REMEDY)
    return Release(version, date, homepage or address, publisher)


def write_release(layout: Layout, release: Release, section: str) -> list[Path]:
    """Write ``release`` and put the changelog's new ``section`` above the older ones; returns what changed.

    A section of the same version is replaced: a release may be written again before it is published. CITATION.cff,
    where there is one, gets version, day and address.
    """
    lines = "".join(f"{name}: '{getattr(release, name)}'\n" for name in ("version", "date", "homepage"))
    changelog = layout.data / "CHANGELOG.md"
    old = changelog.read_text("utf-8") if changelog.is_file() else "# Changelog of the data\n\n"
    title = re.compile(rf"## {re.escape(release.version)}\b")
    head, *sections = re.split(r"^(?=## )", old, flags=re.MULTILINE)
    kept = [each for each in sections if not title.match(each)]
    text = f"{head.rstrip()}\n\n{section.strip()}\n" + "".join(f"\n{each.strip()}\n" for each in kept)
    written = {layout.data / "release.yml": _HEAD + lines, changelog: text}
    citation = layout.root / "CITATION.cff"
    if citation.is_file():
        written[citation] = _cite(citation.read_text("utf-8"), release)
    return [path for path, content in written.items() if write_bytes(path, content.encode("utf-8"))]


def _cite(citation: str, release: Release) -> str:
    """CITATION.cff with the version, the day and the address of ``release``; its other lines stay."""
    stated = [f"version: {release.version}\n", f"date-released: '{release.date}'\n"]
    stated += [f"url: {release.homepage}\n"] if release.homepage else []
    lines = citation.splitlines(keepends=True)
    ours = [number for number, line in enumerate(lines) if re.match(r"(version|date-released|url):", line)]
    at = ours[0] if ours else len(lines)
    return "".join(lines[:at] + stated + [line for number, line in enumerate(lines[at:], at) if number not in ours])
