"""What a person sees of a report: who and when, the headline figures, what was and was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from disclosure.command.report.control import is_of_control, propose_controls
from disclosure.command.terminal.screen import print_heading, print_lines, print_table
from disclosure.model import Acknowledgement, CheckResult, ControlTotal, Fact, Figure, Finding, Refusal, Report
from disclosure.reference import Concept, Reference
from disclosure.store import format_value

#: Unread figures beyond this are counted, not listed, unless all are asked for.
LISTED = 40
#: Percent of the figures of a document that are facts, details or ignored for a reason when its report is added.
_ENOUGH = 97
SEVERITIES = ("error", "warning", "notice", "info")


def count_coverage(figures: Iterable[Figure]) -> list[dict[str, str]]:
    """Figures by section and outcome, as the rows of coverage.csv without report_id."""
    counts = Counter((figure.section, figure.outcome, figure.reason) for figure in figures)
    return [
        {"section": section, "outcome": outcome, "reason": reason, "figures": str(number)}
        for (section, outcome, reason), number in counts.items()
    ]


def print_identity(report: Report, reference: Reference) -> None:
    """Unit, year, kind, title and sources."""
    from disclosure.parse.place import find_place

    unit = reference.units.get(report.unit_id)
    place = find_place((report.unit_name, report.title), "", reference)
    region = reference.regions.find_name(unit.region_code if unit is not None else place.region_code)
    print_heading(f"{report.report_id}  {report.title}")
    names = f"{unit.name} ({report.unit_name})" if unit and unit.name != report.unit_name else report.unit_name
    print_lines(f"  {', '.join(filter(None, (names, region, place.zone and f'in the zone {place.zone}')))}")
    for source in report.sources:
        size = f"{source.size:,} bytes"
        print_lines(
            f"  source {source.sha256[:12]}…  {source.media_type}, {size}{'  ' + source.url if source.url else ''}"
        )


def print_controls(controls: Sequence[ControlTotal], facts: Sequence[Fact], reference: Reference) -> None:
    """Control totals with where the document states them."""
    rows = []
    for control in controls:
        fact = next((each for each in facts if is_of_control(each, control) and each.value == control.value), None)
        rows.append(
            (
                f"{control.statement}/{control.item}",
                label_item(control.statement, control.item, reference.concepts),
                control.direction,
                control.phase,
                f"{Decimal(format_value(control.value)):,f}",
                fact.unit if fact else "",
                f"{fact.reported} {fact.reported_unit}".strip() if fact else "",
                fact.place if fact else "",
            )
        )
    print_table(("line", "", "direction", "phase", "value", "unit", "as printed", "place"), rows, right=("value",))


def print_headlines(report: Report, facts: Sequence[Fact], reference: Reference) -> None:
    """The totals that every report states, found as a scaffold's control totals are."""
    print_heading("Headline figures")
    controls = propose_controls(facts, report.kind)
    if controls:
        print_controls(controls, facts, reference)
    else:
        print_lines("  no headline total was read")


def label_item(statement: str, item: str, concepts: Mapping[tuple[str, str], Concept]) -> str:
    """The Chinese label of an item, or nothing if the code list does not have it."""
    concept = concepts.get((statement, item))
    return concept.label_zh if concept else ""


def print_coverage(rows: Sequence[Mapping[str, str]]) -> None:
    """Figures by section: read as facts, ignored, unread, and for which reasons."""
    print_heading("What was understood (numeric tokens of the source, by section)")
    sections = list(dict.fromkeys(row["section"] for row in rows))
    table = []
    for section in sections:
        own = [row for row in rows if row["section"] == section]
        reasons = Counter[str]()
        for row in own:
            if row["reason"]:
                reasons[row["reason"]] += int(row["figures"])
        listed = ", ".join(f"{reason} {number}" for reason, number in sorted(reasons.items()))
        table.append((section, *(str(_sum(own, outcome)) for outcome in ("fact", "ignored", "unread")), listed))
    total = ("all", *(str(_sum(rows, outcome)) for outcome in ("fact", "ignored", "unread")), "")
    print_table(
        ("section", "read", "ignored", "unread", "because"),
        [*table, total],
        right=("read", "ignored", "unread"),
    )
    figures, unread = sum(int(row["figures"]) for row in rows), _sum(rows, "unread")
    if figures:
        share = Decimal(100) * (figures - unread) / figures
        low = share < _ENOUGH
        print_lines(
            f"  {share.quantize(Decimal('0.1'), ROUND_DOWN)} % of {figures:,} figures are accounted for"
            + (
                f": fewer than the {_ENOUGH} % that a report needs to be added (docs/contribute/add-a-report.md)"
                if low
                else ""
            )
        )


def _sum(rows: Iterable[Mapping[str, str]], outcome: str) -> int:
    return sum(int(row["figures"]) for row in rows if row["outcome"] == outcome)


def print_unread(figures: Sequence[Figure], *, everything: bool = False) -> None:
    """Every figure that was not understood, with its place and the words around it."""
    unread = [figure for figure in figures if figure.outcome == "unread"]
    if not unread:
        return
    print_heading(f"Not understood: {len(unread)}")
    shown = unread if everything else unread[:LISTED]
    print_table(("place", "figure", "section", "context"), [(f.place, f.text, f.section, f.context) for f in shown])
    if len(unread) > len(shown):
        print_lines(f"  … and {len(unread) - len(shown)} more: disclosure read FILE lists all")


#: What each cause of a refusal is, in words.
_CAUSES = {
    "no_title": "no title above the table", "unknown_title_part": "the title has an unknown word",
    "restricted_title": "the title restricts the form to a part",
    "other_title": "the title names no form that is read", "no_unit_of_measure": "no unit of measure is named",
    "no_header": "no header was found", "unknown_header": "the header of a column is not known",
    "flat_header": "the header does not name the columns",
    "contradiction": "words contradict each other", "unknown_row": "the label of a row is not known",
    "not_confirmed": "other figures of the form contradict it",
    "performance_cell": "not assigned to a row and column of a performance form",
    "no_topic": "neither heading nor sentence says what it is about",
    "no_subject": "the clause does not say what the number is of",
    "unknown_words": "unknown words between subject and number", "other_year": "it is of another year",
    "which_budget": "of which of the year's two budgets is not said",
    "other_unit": "the unit of measure does not fit the words", "open_sign": "rise or fall is not certain",
    "which_whole": "the comparison may be of the whole or of its last part",
    "approximate": "the document itself says that it is approximate",
    "repeated": "a second number for the same",
    "unassigned": "not assigned to a row and column of a form", "outside": "in no part of the document that is read",
}  # fmt: skip


def print_refusals(refusals: Sequence[Refusal], *, lines: bool = False) -> None:
    """Why figures were not read, those that cost most first; with ``lines`` what could be added to a file of
    the vocabulary."""
    if not refusals:
        return
    total = sum(each.figures for each in refusals)
    print_heading(f"Why {total} figures were not read")
    for each in sorted(refusals, key=lambda each: -each.figures)[:LISTED]:
        column = f"column {each.column}: " if each.column else ""
        words = " / ".join(dict.fromkeys(part for part in (each.title, each.words, each.detail) if part))
        print_lines(f"  {each.figures} ×  {each.place}  {_CAUSES.get(each.reason, each.reason)}: {column}{words}")
        if lines and each.line:
            print_lines(f"       {each.file}", f"       {each.line}")
    if len(refusals) > LISTED:
        print_lines(f"  … and {len(refusals) - LISTED} more: disclosure read FILE --format json lists all")


#: What a kind of personal data is called.
_PERSONAL = {
    "identity": "identity number", "bank": "bank number", "mobile": "mobile telephone", "landline": "telephone",
    "mail": "e-mail address", "name": "name of a person", "cell": "cell that asks for a person",
}  # fmt: skip


def print_personal(personal: Sequence[tuple[str, str]]) -> None:
    """Print the kinds, counts and places of the personal data that was left out, never the data itself."""
    if not personal:
        return
    print_heading(f"Personal data found and left out: {len(personal)}")
    places: dict[str, list[str]] = {}
    for kind, place in personal:
        places.setdefault(kind, []).append(place)
    rows = [
        (_PERSONAL.get(kind, kind), str(len(found)), ", ".join(dict.fromkeys(found))) for kind, found in places.items()
    ]
    print_table(("kind", "times", "places"), rows, right=("times",))
    print_lines("  Do not commit the document itself, unless these places are blacked out.")


def print_findings(
    findings: Sequence[Finding],
    results: Sequence[CheckResult],
    *,
    full: bool,
    known: Sequence[Acknowledgement] = (),
) -> None:
    """Findings by severity, in full with what is ``known`` of each or only counted, and how many checks were made."""
    outcomes = Counter(result.outcome for result in results)
    tested = sum(result.tested for result in results)
    counted = ", ".join(f"{outcomes[name]} {name}" for name in sorted(outcomes))
    print_heading(
        f"Findings: {len(findings)}  ({tested} comparisons in {len(results)} checks{': ' if counted else ''}{counted})"
    )
    by_severity: Counter[str] = Counter(finding.severity for finding in findings)
    print_lines("  " + (", ".join(f"{by_severity[name]} {name}" for name in SEVERITIES if by_severity[name]) or "none"))
    if full:
        for finding in sorted(findings, key=lambda each: SEVERITIES.index(each.severity)):
            print_lines(f"  {finding.severity:<8}{finding.finding}", f"          {finding.message_zh}")
            print_lines(f"          {finding.message_en}", style="dim")
            for each in known:
                if each.finding == finding.finding:
                    print_lines(f"          {each.status} {each.date}: {each.reason}")
