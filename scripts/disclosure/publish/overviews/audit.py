"""The pages of findings: what each check found, over all units; and the log of answers and corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.publish.facts.findings import Discrepancy
from disclosure.publish.facts.holdings import Row
from disclosure.publish.rendering.page import Page
from disclosure.publish.rendering.template import render
from disclosure.publish.words.labels import SEVERITIES, address_unit
from disclosure.store import Layout, read_csv

#: Findings on one page of a check; the rest go on further pages.
_MOST_FINDINGS = 60
_LABELS = ("unseen_true", "unseen_disputable", "unseen_false", "tuned_true", "tuned_other")
#: The gravest, on the page of all checks.
_MOST_GRAVE = 6


@dataclass(frozen=True)
class Summary:
    """One check with what came of it."""

    check: str
    title: str
    description: str
    basis: str
    found: Sequence[Discrepancy]

    @property
    def units(self) -> int:
        return len({each.report.unit_id for each in self.found})


def summarise_checks(layout: Layout, found: Sequence[Discrepancy]) -> list[Summary]:
    """Every check that found something, the most findings first."""
    path = layout.data / "check_definitions.csv"
    defined: dict[str, Row] = {row["check"]: row for row in read_csv(path)} if path.is_file() else {}
    groups: dict[str, list[Discrepancy]] = {}
    for each in found:
        groups.setdefault(each.check, []).append(each)
    made = []
    for check, members in groups.items():
        row = defined.get(check, {})
        made.append(
            Summary(check, row.get("title_zh", check), row.get("description_zh", ""), row.get("basis_zh", ""), members)
        )
    return sorted(made, key=lambda each: (-len(each.found), each.check))


def compose_audit(summaries: Sequence[Summary]) -> list[Page]:
    """The pages of each check, ``findings/<check>/`` and, where there is much, ``findings/<check>/<number>/``."""
    pages = []
    for summary in summaries:
        parts = [
            summary.found[start : start + _MOST_FINDINGS] for start in range(0, len(summary.found), _MOST_FINDINGS)
        ]
        pages += [_compose_part(summary, part, number, len(parts)) for number, part in enumerate(parts, 1)]
    return pages


def _compose_part(summary: Summary, part: Sequence[Discrepancy], number: int, many: int) -> Page:
    base = f"findings/{summary.check}" + (f"/{number}" if number > 1 else "")
    page = Page(f"{base}/index.md")
    listed = render(
        "check.html", summary=summary, findings=part, root=page.root, linked=True, number=number, many=many,
        base=f"findings/{summary.check}", none="",
    )  # fmt: skip
    title = f"{summary.title}：{len(summary.found)} 项发现" + (f"（第 {number} 页）" if number > 1 else "")
    page.head(summary.title)
    page.add("list", listed)
    page.close(title, summary.description or title, hide=("navigation", "toc"))
    return page


def describe_audit(found: Sequence[Discrepancy], summaries: Sequence[Summary]) -> dict[str, str]:
    """The fragments of findings.md: by check, by unit and year, the gravest, the log."""
    places = Counter((address_unit(each.report), each.report.year) for each in found)
    names = {address_unit(each.report): each.name for each in found}
    answered = [(answer, each) for each in found for answer in each.answers]
    answered.sort(key=lambda pair: (pair[0].date, pair[1].anchor), reverse=True)
    return {
        "findings/checks": render("checks.html", summaries=summaries),
        "findings/places": render("places.html", names=names, places=places),
        "findings/grave": render("findings.html", findings=found[:_MOST_GRAVE], root="../", linked=True, none=""),
        "findings/log": render("log.html", answered=answered),
    }


def describe_precision(layout: Layout) -> dict[str, str]:
    """The fragment of method.md: how many findings of each check were true when people looked at the page."""
    path = layout.data / "check_definitions.csv"
    defined = read_csv(path) if path.is_file() else []
    rows = [row for row in defined if any(row.get(each, "0") != "0" for each in _LABELS)]
    return {"method/precision": render("precision.html", rows=rows, severities=SEVERITIES)}
