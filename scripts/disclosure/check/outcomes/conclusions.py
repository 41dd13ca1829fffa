"""From the cases of all checks to what is published: findings, each slip once, and the outcome of each check."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from disclosure.check.cases.findings import Case, name_finding
from disclosure.check.cases.intervals import SCALES
from disclosure.check.cases.message import compose
from disclosure.check.cases.registry import Check, load_checks
from disclosure.check.outcomes.causes import merge_causes
from disclosure.model import CheckResult, Finding, Outcome, Parsed, Report


def conclude(report: Report, parsed: Parsed, found: Sequence[Case]) -> tuple[list[Finding], list[CheckResult]]:
    """Findings sorted by id, and results in the order of checks.yml, of the cases ``found`` in one report."""
    checks = load_checks()
    cases: dict[str, list[Case]] = defaultdict(list)
    for case in found:
        cases[case.check].append(case)
    ordered = [case for check in checks for case in cases[check]]
    findings = _name_findings(report, checks, ordered, parsed)
    results = [CheckResult(check, *_sum_up(cases[check])) for check in checks]
    return sorted(findings, key=lambda finding: finding.finding), results


def _name_findings(report: Report, checks: dict[str, Check], cases: Iterable[Case], parsed: Parsed) -> list[Finding]:
    names: Counter[str] = Counter()
    findings = []
    found = list(_merge(case for case in cases if case.agreement in ("rounding", "mismatch")))
    projects = {str(project.project): project.name for project in parsed.projects}
    for case in merge_causes(found, parsed.facts, checks):
        name = name_finding(report.report_id, case, projects)
        names[name] += 1
        again = f"-{names[name]}" if names[name] > 1 else ""
        findings.append(_make_finding(f"{name}{again}", case, checks[case.check]))
    return findings


def _merge(cases: Iterable[Case]) -> Iterator[Case]:
    """One case for each group: the first, with the facts and places of the others; and for each message one."""
    groups: dict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in cases:
        name = ("group", *case.group) if case.group else ("words", case.message_zh)
        groups[(case.check, *name)].append(case)
    for same in groups.values():
        if len(same) == 1 or not same[0].group:
            yield same[0]  # the same words are of the same figures: those of another column repeat them
            continue
        facts = tuple(dict.fromkeys(number for case in same for number in case.facts))
        zh, en = (list(dict.fromkeys(case.where[side] for case in same[1:])) for side in (0, 1))
        message = compose(
            "shared", "again", message=(same[0].message_zh, same[0].message_en), number=len(same) - 1,
            places=("、".join(zh), "; ".join(en)),
        )  # fmt: skip
        yield replace(same[0], facts=facts, message_zh=message[0], message_en=message[1])


def _make_finding(name: str, case: Case, check: Check) -> Finding:
    rounding = case.agreement == "rounding"
    digits = 4 if case.unit == "%" else 6
    if case.unit in SCALES:  # amounts of performance tables keep their printed unit; findings are in base units
        case = replace(
            case, unit="元",
            expected=None if case.expected is None else case.expected * SCALES[case.unit],
            stated=None if case.stated is None else case.stated * SCALES[case.unit],
        )  # fmt: skip
    expected = None if case.expected is None else round(case.expected, digits)
    severity = check.severity
    if case.outcome in ("omission", "wording") and severity == "warning":
        severity = "notice"
    gap = None if expected is None or case.stated is None else case.stated - expected
    return Finding(
        finding=name,
        check=case.check,
        outcome="rounding" if rounding else case.outcome or "mismatch",
        severity="info" if rounding else severity,
        message_zh=case.message_zh,
        message_en=case.message_en,
        facts=case.facts,
        expected=expected,
        stated=case.stated,
        difference=None if gap is None else round(gap, digits),
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
