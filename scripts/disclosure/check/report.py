"""All checks on one report: findings for the public, and what came of each check."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Context, localcontext
from functools import cache
from pathlib import Path

from disclosure.check.agreement import run_repeats
from disclosure.check.calculations import load_calculations, run_calculations
from disclosure.check.cells import Ledger
from disclosure.check.changes import run_changes, run_prior_sums
from disclosure.check.findings import Case, Labels, name_finding
from disclosure.check.hierarchy import run_sums
from disclosure.check.performance import run_performance
from disclosure.check.plausibility import run_counts, run_vehicles
from disclosure.check.project_money import run_allocations, run_costs, run_executions
from disclosure.check.registry import Check, load_checks
from disclosure.check.shares import run_share_sums, run_shares, run_variances
from disclosure.errors import DescriptionError
from disclosure.model import CheckResult, Fact, Finding, Indicator, Outcome, Project, Report, Text
from disclosure.reference import Concept, load_reference
from disclosure.store import find_layout

#: Significant digits of all arithmetic.
PRECISION = 100


def check_report(
    report: Report,
    facts: Sequence[Fact],
    texts: Sequence[Text] = (),
    projects: Sequence[Project] = (),
    indicators: Sequence[Indicator] = (),
    concepts: Mapping[tuple[str, str], Concept] | None = None,
) -> tuple[list[Finding], list[CheckResult]]:
    """Try every check on the facts of one report.

    ``facts`` are in document order: fact numbers in findings are 1-based positions in it. Messages
    call items by the labels of ``concepts``, by default those of the checkout around this module.
    Findings come sorted by id, results in the order of checks.yml. Nothing a document holds makes
    this fail.
    """
    checks = load_checks()
    labels = Labels(_find_concepts() if concepts is None else concepts)
    # wide enough for any figure a document can print, and the same whoever calls
    with localcontext(Context(prec=PRECISION)):
        cases: dict[str, list[Case]] = defaultdict(list)
        for case in _run_all(report, facts, projects, indicators, labels):
            cases[case.check].append(case)
        findings = _name_findings(report, checks, [case for check in checks for case in cases[check]])
    results = [CheckResult(check, *_sum_up(cases[check])) for check in checks]
    return sorted(findings, key=lambda finding: finding.finding), results


@cache
def _find_concepts() -> Mapping[tuple[str, str], Concept]:
    """The concepts of the checkout this module stands in; none where it is installed without data."""
    try:
        return load_reference(find_layout(Path(__file__).parent).reference).concepts
    except DescriptionError:
        return {}


def _run_all(
    report: Report, facts: Sequence[Fact], projects: Sequence[Project], indicators: Sequence[Indicator], labels: Labels
) -> Iterator[Case]:
    ledger = Ledger(facts)
    yield from run_calculations(ledger, report.kind, load_calculations())
    yield from run_sums(ledger, labels)
    yield from run_changes(ledger, labels)
    yield from run_prior_sums(ledger, labels)
    yield from run_shares(ledger, labels)
    yield from run_share_sums(ledger, report.kind, load_calculations(), labels)
    yield from run_variances(ledger, labels)
    yield from run_repeats(ledger, labels)
    yield from run_counts(ledger, labels)
    yield from run_vehicles(ledger, labels)
    yield from run_allocations(ledger, labels)
    yield from run_executions(ledger, labels)
    yield from run_costs(ledger, indicators)
    yield from run_performance(ledger, projects, indicators, labels)


def _name_findings(report: Report, checks: dict[str, Check], cases: Iterable[Case]) -> list[Finding]:
    names: Counter[str] = Counter()
    findings = []
    for case in _merge(case for case in cases if case.agreement in ("rounding", "mismatch")):
        name = name_finding(report.report_id, case)
        names[name] += 1
        again = f"-{names[name]}" if names[name] > 1 else ""
        findings.append(_make_finding(f"{name}{again}", case, checks[case.check]))
    return findings


def _merge(cases: Iterable[Case]) -> Iterator[Case]:
    """One case for each group: the first, with the facts and places of the others. Cases without a group stay."""
    groups: dict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in cases:
        groups[(case.check, "group", *case.group) if case.group else (case.check, "case", *case.key)].append(case)
    for same in groups.values():
        if len(same) == 1 or not same[0].group:
            yield from same
            continue
        facts = tuple(dict.fromkeys(number for case in same for number in case.facts))
        zh, en = (list(dict.fromkeys(case.where[side] for case in same[1:])) for side in (0, 1))
        yield replace(
            same[0],
            facts=facts,
            message_zh=f"{same[0].message_zh}另有{len(same) - 1}处数据相同（{'、'.join(zh)}）。",
            message_en=f"{same[0].message_en} Same figures elsewhere: {'; '.join(en)}.",
        )


def _make_finding(name: str, case: Case, check: Check) -> Finding:
    rounding = case.agreement == "rounding"
    gap = None if case.expected is None or case.stated is None else case.stated - case.expected
    return Finding(
        finding=name,
        check=case.check,
        outcome="rounding" if rounding else case.outcome or "mismatch",
        severity="info" if rounding else "notice" if case.outcome == "omission" else check.severity,
        message_zh=case.message_zh,
        message_en=case.message_en,
        facts=case.facts,
        expected=None if case.expected is None else round(case.expected, 6),
        stated=case.stated,
        difference=None if gap is None else round(gap, 6),
        unit=case.unit,
    )


def _sum_up(cases: Sequence[Case]) -> tuple[Outcome, int]:
    """The outcome of a check on a report, the worst of its cases, and how many cases could be tested."""
    agreements = {case.agreement for case in cases}
    tested = sum(case.agreement != "untested" for case in cases)
    if not cases:
        return "not_applicable", 0
    if "mismatch" in agreements:
        return "fail", tested
    if "rounding" in agreements:
        return "rounding", tested
    return ("pass", tested) if tested else ("not_checked", 0)
