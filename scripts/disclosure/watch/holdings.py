"""What is at hand: documents of the data and of sources/, by their sums and addresses, and where new ones are put."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.description import load_report
from disclosure.reference import Reference
from disclosure.store import Layout
from disclosure.watch.guess import Guess
from disclosure.watch.origin import Origin, list_origins, write_origin

#: Characters of names of files that any system takes.
_NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_LONGEST = 40


@dataclass
class Holdings:
    """``reports`` has the report of each sum in the data, ``addresses`` the sum at each address that the data or
    sources/ names, ``waiting`` the sums in sources/ that are in no report."""

    folder: Path
    reports: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, Path] = field(default_factory=dict)

    def is_known(self, sha256: str) -> bool:
        """Whether a document of that sum is in the data or in sources/."""
        return sha256 in self.reports or sha256 in self.waiting

    def put(self, part: Path, ending: str, name: str, origin: Origin) -> Path:
        """Give a fetched file its place in sources/, with its origin next to it; the origin comes first, so that no
        document is ever without."""
        path = self.folder / f"{name}-{origin.sha256[:8]}{ending}"
        write_origin(path, origin)
        part.replace(path)
        self.waiting[origin.sha256] = path
        self.addresses[origin.url] = origin.sha256
        return path


def load_holdings(layout: Layout) -> Holdings:
    """What the data and sources/ hold. Raises DescriptionError for a broken report.yml."""
    held = Holdings(layout.home / "sources")
    for folder in layout.report_folders():
        report = load_report(folder / "report.yml")
        for source in report.sources:
            held.reports[source.sha256] = report.folder
            if source.url:
                held.addresses[source.url] = source.sha256
    for path, origin in list_origins(held.folder):
        held.addresses.setdefault(origin.url, origin.sha256)
        if origin.sha256 not in held.reports:
            held.waiting[origin.sha256] = path
    return held


def name_report(guess: Guess, reference: Reference) -> str:
    """A name for files of the report that a link would be: the unit's id, or its name, with year and kind."""
    unit = reference.unit_named(guess.unit_name)
    name = unit.unit_id if unit else _NAME.sub("", guess.unit_name)[:_LONGEST]
    return f"{name}-{guess.year}-{guess.kind}" + ("-unit" if guess.scope == "unit" else "")
