"""Holds what one run of the benchmarks has measured against what is asked; prints a table.

``python benchmarks/targets.py RESULTS...`` with the files that ``--results`` of scale.py and reading.py has written.
What was measured of another checkout, by the same run, is the column of the program before.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: A number of reports that a prefecture may have, and the bytes that GitHub Pages takes for a site.
PREFECTURE, HOST = 2400, 10**9
_SIZE = re.compile(r"(?P<pages>[\d,]+) pages, .*?(?P<files>[\d,]+) files, (?P<size>[\d.]+) MB")


@dataclass(frozen=True)
class Site:
    """A site as it was measured: reports, seconds of the processor cold and with one report changed, files, bytes, peak
    memory in bytes of any process."""

    reports: int
    cold: float
    changed: float
    pages: int
    files: int
    size: float
    memory: float


def list_sites(records: Sequence[dict[str, Any]], whose: str, data: str) -> list[Site]:
    """The sites of one program over invented or real reports, the smallest first."""
    found: dict[int, dict[str, dict[str, Any]]] = {}
    for each in records:
        if (each.get("whose"), each.get("data")) == (whose, data):
            found.setdefault(each["reports"], {})[each["stage"]] = each
    whole = {"site, cold", "site, one report changed"}
    return [_read_site(reports, stages) for reports, stages in sorted(found.items()) if whole <= set(stages)]


def _read_site(reports: int, stages: dict[str, dict[str, Any]]) -> Site:
    cold, changed = stages["site, cold"], stages["site, one report changed"]
    said = _SIZE.search(cold["said"])
    if said is None:
        raise ValueError(f"no size in what was said of a site: {cold['said']}")
    pages, files = (int(said[name].replace(",", "")) for name in ("pages", "files"))
    memory = max(each["memory"] for name, each in stages.items() if name.startswith("site"))
    return Site(reports, cold["seconds"], changed["seconds"], pages, files, float(said["size"]) * 1e6, memory)


def reckon(sites: Sequence[Site], reports: int) -> float | None:
    """The bytes of a site of so many reports, by a straight line through the smallest and the largest measured."""
    if len(sites) < 2:
        return None
    return sites[-1].size + (reports - sites[-1].reports) * _slope(sites)


def _slope(sites: Sequence[Site]) -> float:
    first, last = sites[0], sites[-1]
    return (last.size - first.size) / (last.reports - first.reports)


def measure_reading(records: Sequence[dict[str, Any]], whose: str) -> float | None:
    """How many times as many pages a second a program reads, parses and checks as pdfplumber finds tables in."""
    rates = {(each["whose"], each["reader"]): each["pages"] / each["seconds"] for each in records if "reader" in each}
    peer = rates.get(("here", "pdfplumber"))
    own = rates.get((whose, "checked"))
    return own / peer if own and peer else None


def list_rows(records: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    """What was measured: the name, the program before, this one, what is asked."""
    reading = [measure_reading(records, whose) for whose in ("other", "here")]
    yield (
        "read, parse, check, pages a second against pdfplumber's extract_tables",
        *(f"{each:.1f} ×" if each else "" for each in reading),
        "≥ 6 ×",
    )
    before, now = (list_sites(records, whose, "invented") for whose in ("other", "here"))
    for old, new in _pair(before, now):
        yield from _compare_sites(old, new)
    old_size, size = (_show_size(reckon(each, PREFECTURE)) for each in (before, now))
    yield f"invented, {PREFECTURE:,} reports: bytes, reckoned", old_size, size, "≤ 700 MB"
    for site in list_sites(records, "here", "real"):
        yield from _describe_real(site, now)


def _pair(before: Sequence[Site], now: Sequence[Site]) -> list[tuple[Site | None, Site]]:
    known = {each.reports: each for each in before}
    return [(known.get(each.reports), each) for each in now]


def _compare_sites(old: Site | None, new: Site) -> Iterator[tuple[str, str, str, str]]:
    name = f"invented, {new.reports:,} reports"
    ratio = f", {new.cold / old.cold:.2f} ×" if old else ""
    yield (
        f"{name}: site, cold",
        f"{old.cold:.1f} s, {old.pages:,} pages" if old else "",
        (f"{new.cold:.1f} s, {new.pages:,} pages{ratio}"),
        "≤ 0.4 ×",
    )
    share = f", {new.changed / old.cold:.2f} of cold before" if old else ""
    yield (
        f"{name}: one report changed",
        f"{old.changed:.1f} s, {old.changed / old.cold:.2f} of cold" if old else "",
        (f"{new.changed:.1f} s{share}"),
        "≤ 0.04 of cold before",
    )
    yield (
        f"{name}: bytes, files",
        f"{_show_size(old.size)}, {old.files:,}" if old else "",
        (f"{_show_size(new.size)}, {new.files:,}"),
        "",
    )
    yield (
        f"{name}: peak memory, any process",
        _show_size(old.memory if old else None),
        _show_size(new.memory),
        "≤ 300 MB",
    )


def _describe_real(site: Site, invented: Sequence[Site]) -> Iterator[tuple[str, str, str, str]]:
    """What a site of real reports has; what does not grow with them is reckoned from the invented ones."""
    name = f"real, {site.reports:,} reports"
    yield (
        f"{name}: site, cold; one report changed",
        "",
        (f"{site.cold:.1f} s, {site.pages:,} pages; {site.changed:.1f} s"),
        "",
    )
    yield (
        f"{name}: bytes, files; peak memory",
        "",
        (f"{_show_size(site.size)}, {site.files:,}; {_show_size(site.memory)}"),
        "",
    )
    if len(invented) > 1:
        fixed = invented[0].size - invented[0].reports * _slope(invented)
        each = (site.size - fixed) / site.reports
        fit = int((HOST - fixed) / each)
        yield "real: bytes a report; reports that GitHub Pages takes (1 GB)", "", f"{each / 1e6:.2f} MB; {fit:,}", ""


def _show_times(rate: float | None) -> str:
    return f"{rate:.1f} ×" if rate else ""


def _show_size(size: float | None) -> str:
    return f"{size / 1e6:,.0f} MB" if size is not None else ""


def main() -> None:
    """Print the table in Markdown."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "results", type=Path, nargs="+", help="files that --results has written; missing ones are left out"
    )
    chosen = options.parse_args()
    records = [
        each for path in chosen.results if path.is_file() for each in json.loads(path.read_text(encoding="utf-8"))
    ]
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"Seconds of the processor, of all processes. Load of the last 1, 5, 15 minutes: {load}.\n")
    print("| | the other checkout | here | asked |\n| --- | ---: | ---: | ---: |")
    for row in list_rows(records):
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
