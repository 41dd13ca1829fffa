"""Tables joined with what a reader would otherwise have to join: projects, indicators, findings, units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.model import Report, Unit
from disclosure.package.derived.headlines import choose_entry
from disclosure.package.derived.schemas import Derived
from disclosure.package.stored.collection import Member, Row

_HUNDREDTH = Decimal("0.01")
#: Checks of the form of a report, a finding for each case that fails.
_DETAILS = ("required-detail", "empty-statements")


def make_projects(member: Member) -> Iterator[Row]:
    """A row for each project, number 0 (the whole unit) among them, with all its money by phase.

    A score that the performance table leaves empty is the one that the report states elsewhere.
    """
    indicators = Counter(indicator.project for indicator in member.parsed.indicators)
    rows = {int(row["project"]): row for row in member.tables["projects"]}
    for project in member.parsed.projects:
        money = {phase: _find_money(member, project.project, phase) for phase in ("approved", "adjusted", "executed")}
        yield {
            **rows[project.project], **member.stamp, **money, "execution_rate": _find_rate(money),
            "project": project.project, "is_unit": project.project == 0, "indicators": indicators[project.project],
            "total_score": _find_score(member, project.project) if project.total_score is None else project.total_score,
        }  # fmt: skip


def _find_money(member: Member, project: int, phase: str) -> Decimal | None:
    """All funds of a project in one phase; None where the report gives no such total."""
    cells = member.ledger.select(
        item="total", fund="", project=str(project), phase=phase, measure="amount", function="", economic=""
    )
    entries = [entry for cell in cells for entry in member.ledger.at(cell)]
    return choose_entry(entries).fact.value if entries else None


def _find_score(member: Member, project: int) -> Decimal | None:
    """The total score that a fact states for a project; None where none does."""
    cells = member.ledger.select(item="score", project=str(project), measure="score", function="", economic="")
    entries = [entry for cell in cells for entry in member.ledger.at(cell)]
    return choose_entry(entries).fact.value if entries else None


def _find_rate(money: Mapping[str, Decimal | None]) -> Decimal | None:
    executed, adjusted = money["executed"], money["adjusted"]
    if executed is None or not adjusted:
        return None
    return (executed / adjusted * 100).quantize(_HUNDREDTH)


def make_indicators(table: Derived, member: Member) -> Iterator[Row]:
    """A row for each indicator with its project's name."""
    names = {row["project"]: row["name"] for row in member.tables["projects"]}
    for row in member.tables["indicators"]:
        joined = {**row, **member.stamp, "project_name": names.get(row["project"], "")}
        yield {name: joined[name] for name in table.names}


def make_findings(member: Member) -> Iterator[Row]:
    """A row for each finding with what report.yml says became of it."""
    known = {each.finding: each for each in member.report.acknowledgements}
    for row in member.tables["findings"]:
        said = known.get(row["finding"])
        yield {
            **row, **member.stamp, "status": said.status if said else "", "reason": said.reason if said else "",
            "date": said.date if said else "",
        }  # fmt: skip


def make_corrections(member: Member) -> Iterator[Row]:
    """A row for each figure that report.yml puts right, ordered by the table's key."""
    for number, source in enumerate(member.report.sources, 1):
        for each in sorted(source.corrections, key=lambda each: (each.page, each.old, each.occurrence)):
            yield {
                **member.stamp, "source": number, "page": each.page, "old": each.old, "new": each.new,
                "occurrence": each.occurrence, "reason": each.reason, "date": each.date,
            }  # fmt: skip


def make_unit(unit: Unit, name_en: str, region: str, members: Sequence[Member]) -> Row:
    """The row of one unit: its names, its region, the years at hand."""
    years = [member.report.year for member in members]
    return {
        "unit_id": unit.unit_id, "name": unit.name, "name_en": name_en, "region_code": unit.region_code,
        "region": region, "names": "|".join(dict.fromkeys((unit.name, *unit.names))), "reports": len(members),
        "first_year": min(years, default=None), "last_year": max(years, default=None),
    }  # fmt: skip


def make_quality(member: Member) -> Row:
    """The quality statement of one report: what was read of it, what was tested, what was found."""
    figures = Counter[str]()
    for row in member.tables["coverage"]:
        figures[row["outcome"]] += int(row["figures"])
    outcomes = Counter(row["outcome"] for row in member.tables["checks"])
    classes = Counter(row["outcome"] for row in member.tables["findings"])
    total = figures.total()
    required, present = _count_parts(member)
    return {
        **member.stamp, "figures": total or None, "read": figures["fact"], "ignored": figures["ignored"],
        "unread": figures["unread"],
        "accounted_share": _share(total - figures["unread"], total), "fact_rows": len(member.tables["facts"]),
        "tested": sum(int(row["tested"]) for row in member.tables["checks"]),
        "checks_passed": outcomes["pass"], "checks_rounding": outcomes["rounding"], "checks_failed": outcomes["fail"],
        "checks_without_data": outcomes["not_applicable"] + outcomes["not_checked"],
        "findings": classes.total() - classes["rounding"], "rounding": classes["rounding"],
        "control_totals": len(member.report.control_totals), "parts_required": required, "parts_present": present,
        "completeness": _share(present or 0, required or 0), "source_address": _find_address(member.report),
    }  # fmt: skip


def _find_address(report: Report) -> str:
    """What is known of where all documents of a report are published, see quality.source_address."""
    known = [source.url or source.list_page for source in report.sources]
    if not known or not all(known):
        return "missing"
    return "document" if all(source.url for source in report.sources) else "list_page"


def _count_parts(member: Member) -> tuple[int | None, int | None]:
    """How many parts and details a report must hold, of those that could be judged, and how many it holds."""
    tested = {row["check"]: int(row["tested"]) for row in member.tables["checks"]}
    missing = 0
    parts = tested.get("required-parts", 0)
    if not parts:
        return None, None
    for row in member.tables["findings"]:
        if row["check"] == "required-parts":  # one finding for all parts that are missing
            parts = int(row["expected"])
            missing += parts - int(row["stated"])
        elif row["check"] in _DETAILS:
            missing += 1
    required = parts + sum(tested.get(check, 0) for check in _DETAILS)
    return required, required - missing


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / whole * 100).quantize(_HUNDREDTH) if whole else None
