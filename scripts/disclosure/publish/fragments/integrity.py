"""What pages show of how the data of reports was held against its sources, and of what was taken down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.rendering.template import render
from disclosure.publish.words.labels import KINDS, address_unit

_STATES = ("verified", "outdated", "changed", "unverified")


def describe_integrity(units: Sequence[UnitDigest]) -> dict[str, str]:
    """The fragments: how many reports were verified, by the reader of their data; every fact that was taken down."""
    reports = [(unit, held) for unit in units for held in unit.reports]
    counts: Counter[tuple[str, str]] = Counter((held.report.read_with, held.state) for _, held in reports)
    rows = [
        {"reader": reader or "不详", **{state: counts[reader, state] for state in _STATES}}
        for reader in sorted({reader for reader, _ in counts}, reverse=True)
    ]
    withheld = [(entry, unit, held.report) for unit, held in reports for entry in held.report.withheld]
    listed = [
        {
            "entry": entry,
            "title": f"{unit.unit.name} {report.year} 年{KINDS[report.category]}",
            "page": f"units/{address_unit(report)}/{report.year}/",
        }
        for entry, unit, report in sorted(withheld, key=lambda each: each[0].date, reverse=True)
    ]
    return {
        "method/verified": render("verification.html", rows=rows),
        "findings/withheld": render("withheld_log.html", rows=listed),
    }
