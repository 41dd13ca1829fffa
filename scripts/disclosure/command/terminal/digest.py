"""A change of the data as parts to be read: a title, a table, lines. The same for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclosure.command.terminal.markdown import escape_markdown
from disclosure.command.terminal.screen import clean_text
from disclosure.package.versions.comparison import DIMENSIONS, OUTCOMES, DataChange, FactChange, ReportChange

#: Rows of one table that are shown; the others are counted. JSON holds all.
LISTED = 40
#: Longer quotes are cut here, in characters.
QUOTED = 80
#: Dimensions that name the line of a figure, in this order.
_LINE = tuple(name for name in DIMENSIONS if name not in ("phase", "measure", "basis"))


@dataclass(frozen=True)
class Part:
    """One part of a digest: depth 1 is a report, 2 what changed of it."""

    title: str
    depth: int = 1
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()


def list_parts(change: DataChange) -> list[Part]:
    """A change as parts, the most important first: reports, then the units and code lists."""
    if change.is_empty:
        return [Part("Nothing changed in the data.")]
    parts = [_summarize(change)] if len(change.reports) > 1 else []
    for report in change.reports:
        parts += _describe_report(report)
    if change.units:
        rows = tuple((row["unit_id"], row["name"], row["region_code"]) for row in change.units)
        parts.append(_table("New units", ("unit", "name", "region"), rows, depth=1))
    if change.unit_names:
        rows = tuple((row["unit_id"], row["name"], row["first_seen"]) for row in change.unit_names)
        parts.append(_table("New names of units", ("unit", "name", "first seen in"), rows, depth=1))
    lists = tuple(
        f"{table.name}: {len(table.added)} rows new, {len(table.changed)} changed, {len(table.removed)} gone"
        for table in change.code_lists
    )
    return [*parts, Part("Code lists", lines=lists)] if lists else parts


def _summarize(change: DataChange) -> Part:
    columns = ("report", "figures", "new", "gone", "changed", "findings", "unread")
    rows = tuple(
        (
            report.report, f"{report.facts_before} → {report.facts_after}", str(len(report.added)),
            str(len(report.gone)), str(len(report.changed)),
            f"+{len(report.findings_new)} −{len(report.findings_resolved)}",
            f"{report.coverage_before.get('unread', 0)} → {report.coverage_after.get('unread', 0)}",
        )
        for report in change.reports
    )  # fmt: skip
    return Part(f"{len(rows)} reports changed", 1, columns, rows)


def _describe_report(report: ReportChange) -> list[Part]:
    parts = [_describe_counts(report)]
    changed = tuple(row for fact in report.changed for row in _describe_both(fact))
    sections = tuple((name, str(before), str(after)) for name, before, after in report.sections)
    stated, finding_columns = ("figure", "as printed", "place", "quote"), ("finding", "severity", "what")
    put_right = ("page", "recognized", "printed", "reason")
    groups = (
        ("Figures changed", len(report.changed), ("figure", "", *stated[1:]), changed),
        ("Figures new", len(report.added), stated, _describe_facts(report.added)),
        ("Figures gone", len(report.gone), stated, _describe_facts(report.gone)),
        ("Findings new", len(report.findings_new), finding_columns, _describe_findings(report.findings_new)),
        (
            "Findings resolved",
            len(report.findings_resolved),
            finding_columns,
            _describe_findings(report.findings_resolved),
        ),
        ("Corrections new", len(report.corrections_new), put_right, _describe_corrections(report.corrections_new)),
        ("Corrections gone", len(report.corrections_gone), put_right, _describe_corrections(report.corrections_gone)),
        ("Sections whose unread figures changed", len(report.sections), ("section", "before", "after"), sections),
    )
    return parts + [_table(f"{title}: {number}", columns, rows) for title, number, columns, rows in groups if rows]


def _describe_counts(report: ReportChange) -> Part:
    state = " (new report)" if report.is_new else " (report withdrawn)" if report.is_gone else ""
    lines = [f"figures {report.facts_before} → {report.facts_after}"]
    counts = [
        f"{name} {report.coverage_before.get(name, 0)} → {report.coverage_after.get(name, 0)}" for name in OUTCOMES
    ]
    lines.append(f"numbers of the source: {', '.join(counts)}")
    if report.moved:
        lines.append(f"{report.moved} figures changed only in their place or quote")
    if report.description and not (report.is_new or report.is_gone):
        lines.append("report.yml changed")
    for table in report.tables:
        lines.append(f"{table.name}: {len(table.added)} new, {len(table.changed)} changed, {len(table.removed)} gone")
    return Part(f"{report.report}{state}", 1, lines=tuple(lines))


def _table(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], depth: int = 2) -> Part:
    more = len(rows) - LISTED
    return Part(title, depth, columns, tuple(rows[:LISTED]), (f"… and {more} more rows",) if more > 0 else ())


def _describe_both(fact: FactChange) -> list[tuple[str, ...]]:
    if fact.before is None or fact.after is None:
        return []
    return [
        (_name_line(fact.before), "before", *_describe_evidence(fact.before)),
        (_name_line(fact.after), f"after ({', '.join(fact.columns)})", *_describe_evidence(fact.after)),
    ]


def _describe_facts(facts: Sequence[FactChange]) -> tuple[tuple[str, ...], ...]:
    rows = (fact.after or fact.before or {} for fact in facts)
    return tuple((_name_line(row), *_describe_evidence(row)) for row in rows)


def _describe_evidence(row: Mapping[str, str]) -> tuple[str, str, str]:
    return f"{row['reported']} {row['reported_unit']}".strip(), row["place"], _cut(row["quote"])


def _name_line(row: Mapping[str, str]) -> str:
    words = [row[name] for name in _LINE if row.get(name)]
    return f"{'/'.join(words)} {row['phase']} {row['measure']} {row.get('basis', '')}".strip()


def _describe_findings(rows: Sequence[Mapping[str, str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((row["finding"], row["severity"], row["message_zh"]) for row in rows)


def _describe_corrections(rows: Sequence[Mapping[str, str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((f"p{row['page']}", row["old"], row["new"], row["reason"]) for row in rows)


def _cut(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def render_markdown(parts: Sequence[Part]) -> str:
    """Parts as Markdown for a job's summary or a comment: what documents say is shown, never acted on."""
    lines = []
    for part in parts:
        lines += [f"{'#' * (part.depth + 2)} {_plain(part.title)}", ""]
        if part.rows:
            lines += [_row(part.columns), _row(("---",) * len(part.columns), raw=True)]
            lines += [*(_row(row) for row in part.rows), ""]
        if part.lines:
            lines += [*(f"- {_plain(line)}" for line in part.lines), ""]
    return "\n".join(lines)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cells if raw else [_plain(cell) for cell in cells])} |"


def _plain(text: str) -> str:
    return escape_markdown(clean_text(text))
