"""The fragments of the hand-written pages: lists of units, findings, terms, resources and coverage."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosure.package.editions.distribution import Distribution
from disclosure.publish.audit import describe_audit, describe_precision, summarise_checks
from disclosure.publish.compare import compose_comparison
from disclosure.publish.coverage import add_tallies, list_unread
from disclosure.publish.digest import UnitDigest
from disclosure.publish.downloads import ARCHIVE, list_unions
from disclosure.publish.edition import describe_edition
from disclosure.publish.findings import Discrepancy, sort_discrepancies
from disclosure.publish.glossary import load_glossary
from disclosure.publish.holdings import Setting
from disclosure.publish.integrity import describe_integrity
from disclosure.publish.labels import KINDS
from disclosure.publish.linked import describe_all
from disclosure.publish.resources import add_quality, list_quality, list_tables
from disclosure.publish.template import render
from disclosure.store import Layout, read_csv

_ABOUT = "中国各部门公布的部门预算和部门决算，读成可核对的公开数据：每个数字都有原文和位置。"
#: With more reports than this their coverage is told by unit.
_MOST_COVERED = 40
#: With more units than this the home page names the places they are in.
_MOST_CARDS = 12
#: How many findings the home page shows.
_MOST_FINDINGS = 5
_MOST_OF_UNIT = 2
#: The forms of the repository (.github/ISSUE_TEMPLATE) for readers, with what they are for.
_FORMS = (("report", "推荐一份报告"), ("figure", "一个数字有误"), ("address", "补上原文件的网址"))


def compose_fragments(
    layout: Layout, units: Sequence[UnitDigest], distribution: Distribution, setting: Setting
) -> dict[str, str]:
    """Every fragment that docs/*.md name, by id."""
    tables, graded = list_tables(distribution), list_quality(distribution)
    found = find_all(units)
    return {
        **compose_home(units, found),
        "home/linked": describe_all(units, _ABOUT, setting.base, setting.publisher),
        **describe_edition(layout, distribution),
        **describe_integrity(units),
        **describe_audit(found, summarise_checks(layout, found)),
        **describe_precision(layout),
        "findings/counts": render("counts.html", counts=_count_outcomes(found), checks=_count_checks(units)),
        "glossary/terms": _describe_terms(layout),
        "contribute/ways": describe_ways(setting.publisher.contact, os.environ.get("REPO_URL", "")),
        "data/resources": render("resources.html", tables=tables, root="../", chinese=True),
        "en/resources": render("resources.html", tables=tables, root="../../", chinese=False),
        "data/quality": render("quality.html", rows=graded, total=add_quality(graded), root="../"),
        "data/reports": render("report_list.html", units=units, root="../"),
        "compare/table": compose_comparison(units),
        "method/coverage": _describe_coverage(units),
        "method/unread": render(
            "unread_reasons.html", rows=list_unread(held.unread for unit in units for held in unit.reports)
        ),
    }


def find_all(units: Sequence[UnitDigest]) -> list[Discrepancy]:
    """The findings of all reports, the gravest first."""
    return sort_discrepancies(each for unit in units for each in unit.found)


def compose_home(units: Sequence[UnitDigest], found: list[Discrepancy]) -> dict[str, str]:
    """The fragments of the home page and of the list of units, by id; ``found`` are the findings, the gravest first."""
    reports = [held for unit in units for held in unit.reports]
    tally = add_tallies(held.tally for held in reports)
    totals = {
        "units": len(units),
        "reports": len(reports),
        "facts": sum(held.rows["facts"] for held in reports),
        "findings": len(found),
    }
    newest = sorted(((held, unit) for unit in units for held in unit.reports), key=lambda pair: -pair[0].report.year)
    return {
        "home/units": render("units.html", units=units, root="")
        if len(units) <= _MOST_CARDS
        else render("provinces.html", provinces=_group_regions(units), root=""),
        "home/totals": render("totals.html", totals=totals, tally=tally),
        "home/newest": render("newest.html", newest=newest[:5]),
        "en/totals": render("totals_en.html", totals=totals, tally=tally),
        "en/newest": render("newest_en.html", newest=newest[:5]),
        "home/findings": render("home_findings.html", findings=_choose_findings(found), counts=_count_outcomes(found)),
        "home/data": render("home_data.html", archive=ARCHIVE, unions=list_unions(reports)),
        "units/all": render("regions.html", provinces=_group_regions(units), root="../"),
    }


def _choose_findings(found: Sequence[Discrepancy]) -> list[Discrepancy]:
    """The first of each check of a unit, and of a unit two at most: one document with many does not fill the page."""
    chosen: list[Discrepancy] = []
    for each in found:
        of_unit = [other.check for other in chosen if other.report.unit_id == each.report.unit_id]
        if each.check not in of_unit and len(of_unit) < _MOST_OF_UNIT:
            chosen.append(each)
    return chosen[:_MOST_FINDINGS]


@dataclass(frozen=True)
class _Place:
    """A province with the places in it that have units, by code: what lies in one place is listed together."""

    code: str
    name: str
    places: tuple[tuple[str, str, tuple[UnitDigest, ...]], ...]

    @property
    def units(self) -> int:
        return sum(len(members) for _, _, members in self.places)


def _group_regions(units: Sequence[UnitDigest]) -> list[_Place]:
    """The provinces, each with its places and their units; units of unknown places come last."""
    found: dict[tuple[str, str], dict[tuple[str, str], list[UnitDigest]]] = {}
    for unit in units:
        province = found.setdefault((unit.region.province_code or "~", unit.region.province), {})
        province.setdefault((unit.unit.region_code, unit.region.name), []).append(unit)
    return [
        _Place(code, name, tuple((*place, tuple(members)) for place, members in sorted(places.items())))
        for (code, name), places in sorted(found.items())
    ]


def _count_outcomes(found: list[Discrepancy]) -> list[tuple[str, int]]:
    return sorted(Counter(each.outcome for each in found).items(), key=lambda pair: (-pair[1], pair[0]))


def _count_checks(units: Sequence[UnitDigest]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for unit in units:
        for held in unit.reports:
            counts.update(held.checked)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def describe_ways(contact: str, repository: str) -> str:
    """How a reader reaches those who run the site: their address, and the forms of the repository, both empty where
    unknown."""
    return render("ways.html", contact=contact, issues=repository.rstrip("/"), forms=_FORMS)


def _describe_terms(layout: Layout) -> str:
    groups: dict[str, list[dict[str, str]]] = {}
    names = {row["code"]: row for row in read_csv(layout.reference / "statements.csv")}
    for row in read_csv(layout.reference / "concepts.csv"):
        groups.setdefault(row["statement"], []).append(row)
    measures = read_csv(layout.reference / "measures.csv")
    words = load_glossary()
    used = {word.anchor for word in words}
    return render("glossary.html", groups=groups, names=names, measures=measures, words=words, used=used)


def _describe_coverage(units: Sequence[UnitDigest]) -> str:
    """A table for each report, by section; where there are many one of all units: each page of a year has its own."""
    counted = [(unit, held) for unit in units for held in unit.reports if held.rows["coverage"]]
    if len(counted) <= _MOST_COVERED:
        parts = [
            {
                "heading": "部分",
                "title": f"{unit.unit.name} {held.report.year} 年{KINDS[held.report.category]}",
                "rows": held.parts,
                "total": held.tally,
            }
            for unit, held in counted
        ]
    else:
        rows = [replace(add_tallies(held.tally for held in unit.reports), section=unit.unit.name) for unit in units]
        parts = [{"heading": "单位", "title": "各单位的全部报告", "rows": rows, "total": add_tallies(rows)}]
    return render("coverage.html", parts=parts)
