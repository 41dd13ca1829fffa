"""What report.yml records of how the data of a report was made: with which reader, held against which source, and the
facts that were taken down. This module imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Where ``verify`` had the source from: a folder of the one who ran it, or the address in report.yml.
Origin = Literal["folder", "address"]
ORIGINS: tuple[Origin, ...] = ("folder", "address")
#: Why the figure of a fact that was taken down is unread.
WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A fact that was read wrongly and is not published until the reader reads it right.

    ``place``, ``quote`` and ``reported`` are those of the wrong fact in facts.csv. ``date`` is the day (ISO) on which
    it was taken down, ``corrected`` the day on which the reader read it right, empty until then.
    """

    place: str
    quote: str
    reported: str
    reason: str
    date: str
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """That the tables of a report were made again from its source and were the same, byte by byte.

    ``date`` is the day (ISO), ``reader`` the version of the program, ``data`` the digest of the tables that were
    compared (package.integrity.digest_data): it no longer fits once one of them is changed.
    """

    date: str
    reader: str
    origin: Origin
    data: str
