"""The tables to add up: a row for each disjoint line of a report's breakdowns, and a row for each of their totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Entry
from disclosure.model import Detail
from disclosure.package.derived.breakdowns import BREAKDOWNS, Breakdown, find_breakdown
from disclosure.package.derived.cover import Cover
from disclosure.package.derived.headlines import pick_value
from disclosure.package.derived.schemas import Column, Pick
from disclosure.package.stored.collection import Member, Row
from disclosure.reference import CodeList, Reference

#: The table of each breakdown.
TABLE_OF: Mapping[Breakdown, str] = {
    "function": "spending_by_function", "economic": "spending_by_economic", "project": "spending_by_project",
    "subunit": "spending_by_subunit", "source": "income_by_source",
}  # fmt: skip
#: All that a report spends, or receives, in its year: what the total of a breakdown is a share of.
_SPENT = Column("whole", picks=(
    Pick("overall", "expenditure", "current_year"), Pick("expenditure", "", "total"),
    Pick("overall", "expenditure", "total"),
))  # fmt: skip
_RECEIVED = Column("whole", picks=(
    Pick("overall", "revenue", "current_year"), Pick("revenue", "", "total"), Pick("overall", "revenue", "total"),
))  # fmt: skip
_HUNDREDTH = Decimal("0.01")
#: Digits of codes: class (类), group (款), item (项).
_LEVELS = (3, 5, 7)


def make_spending(member: Member, reference: Reference, region_code: str) -> dict[str, list[Row]]:
    """The rows of every table of TABLE_OF and of breakdown_totals, of one report.

    A breakdown whose lines name no stated total, or exceed it, has no lines: they cannot be added up in safety.
    """
    tables: dict[str, list[Row]] = {name: [] for name in (*TABLE_OF.values(), "breakdown_totals")}
    for breakdown in BREAKDOWNS:
        cover = find_breakdown(member, breakdown, member.phase)
        if cover is None:
            continue
        rows: list[Row] = []
        if cover.is_sound:
            pairs = [(line.key, entry) for line in cover.lines for entry in line.entries]
            rows = [
                _make_row(member, region_code, number, entry) | _describe(breakdown, member, entry, key, reference)
                for number, (key, entry) in enumerate(pairs, 1)
            ]
        tables[TABLE_OF[breakdown]] = rows
        tables["breakdown_totals"].append(_make_total(member, breakdown, cover, rows))
    return tables


def _make_row(member: Member, region_code: str, number: int, entry: Entry) -> dict[str, object]:
    is_detail = isinstance(entry.fact, Detail)
    return {
        **member.stamp, "line": number, "region_code": region_code, "phase": member.phase,
        "statement": entry.fact.statement, "fund": entry.fact.fund, "amount": entry.fact.value,
        "fact": None if is_detail else entry.number, "detail": entry.number if is_detail else None,
    }  # fmt: skip


def _describe(breakdown: Breakdown, member: Member, entry: Entry, key: str, reference: Reference) -> dict[str, object]:
    """What distinguishes the lines of a breakdown."""
    fact = entry.fact
    if breakdown == "function":
        return _place(fact.functional_code, fact.functional_name, "functional", reference.functional)
    if breakdown == "economic":
        government = (fact.government_code, fact.government_name) if isinstance(fact, Detail) else ("", "")
        placed = _place(fact.economic_code, fact.economic_name, "economic", reference.economic)
        return {
            **{name: value for name, value in placed.items() if name != "economic_item"},
            "expenditure_type": fact.expenditure_type, "government_code": government[0],
            "government_name": government[1],
        }  # fmt: skip
    if breakdown == "project":
        names = {each.project: each.name for each in member.parsed.projects}
        return {"project": fact.project, "project_name": names.get(fact.project or 0, "")}
    if breakdown == "subunit":
        return {"subunit": getattr(fact, "subunit", ""), "subunit_code": getattr(fact, "subunit_code", "")}
    return {"source": key}


def _place(code: str, name: str, prefix: str, known: CodeList) -> dict[str, object]:
    """A code with the codes above it, and the names of its class and of itself: as printed, else as listed."""
    levels = [code[:length] if len(code) >= length else "" for length in _LEVELS]
    listed, top = known.by_code.get(code), known.by_code.get(levels[0])
    return {
        f"{prefix}_class": levels[0], f"{prefix}_group": levels[1], f"{prefix}_item": levels[2],
        f"{prefix}_code": code, f"{prefix}_name": name or (listed.name if listed else ""),
        "class_name": top.name if top else name.split("/")[0],
    }  # fmt: skip


def _make_total(member: Member, breakdown: Breakdown, cover: Cover, rows: Sequence[Row]) -> Row:
    total = cover.total
    stated = total.fact.value if total else None
    whole = pick_value(_RECEIVED if breakdown == "source" else _SPENT, member, member.phase)
    first = cover.lines[0].entries[0].fact
    return {
        **member.stamp, "breakdown": breakdown, "phase": member.phase, "statement": first.statement,
        "fund": total.fact.fund if total else first.fund,
        "expenditure_type": total.fact.expenditure_type if total else first.expenditure_type,
        "total": stated, "fact": total.number if total else None, "lines": len(rows), "explained": cover.explained,
        "unexplained": cover.unexplained, "unexplained_share": _share(cover.unexplained, stated),
        "reason": cover.reason, "repeated": len(cover.repeated), "whole": whole,
        "share_of_whole": _share(stated, whole),
    }  # fmt: skip


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A percentage to two decimals; None where one of the two is missing or the whole is nothing."""
    return (part / whole * 100).quantize(_HUNDREDTH) if part is not None and whole else None
