"""The fragments of the hand-written pages: lists of units, findings, terms, resources and coverage."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from disclosure.package.editions.assembly import name_in_english
from disclosure.package.editions.distribution import Distribution
from disclosure.publish.charts.chart import Chart
from disclosure.publish.downloads.linked import describe_all
from disclosure.publish.facts.coverage import add_tallies, list_unread
from disclosure.publish.facts.findings import Discrepancy, count_outcomes, sort_discrepancies
from disclosure.publish.facts.holdings import Setting
from disclosure.publish.fragments.edition import describe_edition
from disclosure.publish.fragments.home import compose_home
from disclosure.publish.fragments.integrity import describe_integrity
from disclosure.publish.fragments.resources import add_quality, describe_reports, list_quality, list_tables
from disclosure.publish.overviews.audit import describe_audit, describe_precision, summarise_checks
from disclosure.publish.overviews.compare import compose_comparison
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.rendering.template import render
from disclosure.publish.words.glossary import load_glossary
from disclosure.publish.words.labels import KINDS
from disclosure.store import Layout

_ABOUT = "中国各部门公布的部门预算和部门决算，读成可核对的公开数据：每个数字都有原文和位置。"
#: With more reports than this their coverage is told by unit.
_MOST_COVERED = 40
#: The forms of the repository (.github/ISSUE_TEMPLATE) for readers, with what they are for.
_FORMS = (("report", "推荐一份报告"), ("figure", "一个数字有误"), ("address", "补上原文件的网址"))


def compose_fragments(
    layout: Layout,
    units: Sequence[UnitDigest],
    distribution: Distribution,
    setting: Setting,
    chart: Chart | None = None,
) -> dict[str, str]:
    """Every fragment that docs/*.md name, by id; ``chart`` is the one over all units, its drawings still marks."""
    tables, graded = list_tables(distribution), list_quality(distribution)
    found = find_all(units)
    lists = setting.wording.reference.lists
    return {
        **compose_home(units, found, chart, name_in_english(setting.wording.reference)),
        "home/linked": describe_all(units, _ABOUT, setting.base, setting.publisher),
        **describe_edition(layout, distribution),
        **describe_integrity(units),
        **describe_audit(found, summarise_checks(layout, found)),
        **describe_precision(layout),
        "findings/counts": render("counts.html", counts=count_outcomes(found), checks=_count_checks(units)),
        "glossary/terms": _describe_terms(lists),
        "contribute/ways": describe_ways(setting.publisher.contact, os.environ.get("REPO_URL", "")),
        "data/resources": render("resources.html", tables=tables, root="../", chinese=True),
        "en/resources": render("resources.html", tables=tables, root="../../", chinese=False),
        "data/quality": render("quality.html", rows=graded, total=add_quality(graded), root="../"),
        "data/reports": describe_reports(units),
        "compare/table": compose_comparison(units),
        "method/coverage": _describe_coverage(units),
        "method/unread": render(
            "unread_reasons.html", rows=list_unread(held.unread for unit in units for held in unit.reports)
        ),
    }


def find_all(units: Sequence[UnitDigest]) -> list[Discrepancy]:
    """The findings of all reports, the gravest first."""
    return sort_discrepancies(each for unit in units for each in unit.found)


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


def _describe_terms(lists: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    groups: dict[str, list[Mapping[str, str]]] = {}
    names = {row["code"]: row for row in lists["statements"]}
    for row in lists["concepts"]:
        groups.setdefault(row["statement"], []).append(row)
    words = load_glossary()
    used = {word.anchor for word in words}
    return render("glossary.html", groups=groups, names=names, measures=lists["measures"], words=words, used=used)


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
