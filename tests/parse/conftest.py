"""A reading of text as a report of the invented unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.specimens.books import UNIT

from disclosure.model import Kind, Parsed, Report, Unit
from disclosure.parse import parse_report
from disclosure.read.source import read_bytes
from disclosure.reference import Reference

ReadText = Callable[[str, Kind], Parsed]


@pytest.fixture(scope="session")
def read_text(reference: Reference) -> ReadText:
    """Parse a text as the invented unit's report of a kind."""
    units = {**reference.units, "wangshu-archive": Unit("wangshu-archive", UNIT, "999901", (UNIT,))}
    known = replace(reference, units=units)

    def read(text: str, kind: Kind) -> Parsed:
        document = read_bytes(text.encode("utf-8"), "specimen.txt")
        return parse_report([document], Report("wangshu-archive", 2023, kind, "", UNIT, ()), known)

    return read
