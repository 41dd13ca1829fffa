"""Findings for use elsewhere: JSON of our own columns, and SARIF 2.1.0 for tools that show results of checks."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure import __version__
from disclosure.check import load_checks
from disclosure.command.report.chain import Outcome
from disclosure.model import SEPARATOR, Finding, Report
from disclosure.store import dump_json, format_value

#: severity -> level of SARIF
_LEVELS = {"error": "error", "warning": "warning", "notice": "note", "info": "note"}


def render_json(outcomes: Sequence[Outcome]) -> str:
    """Findings and outcomes of checks by report, with the columns of findings.csv and checks.csv."""
    reports = [
        {
            "report_id": outcome.report.report_id,
            "title": outcome.report.title,
            "findings": [_list_finding(outcome.report, finding) for finding in outcome.findings],
            "checks": [{"check": r.check, "outcome": r.outcome, "tested": r.tested} for r in outcome.results],
        }
        for outcome in outcomes
    ]
    return dump_json({"version": __version__, "reports": reports}).decode("utf-8")


def _find_answer(report: Report, finding: Finding) -> dict[str, str] | None:
    """What report.yml says of a finding, if anything."""
    answers = (each for each in report.acknowledgements if each.finding == finding.finding)
    return next(({"status": each.status, "date": each.date, "reason": each.reason} for each in answers), None)


def _list_finding(report: Report, finding: Finding) -> dict[str, object]:
    numbers = {name: getattr(finding, name) for name in ("expected", "stated", "difference")}
    return {
        "finding": finding.finding, "check": finding.check, "outcome": finding.outcome, "severity": finding.severity,
        "message_zh": finding.message_zh, "message_en": finding.message_en,
        **{name: None if value is None else format_value(value) for name, value in numbers.items()},
        "unit": finding.unit, "facts": list(finding.facts),
        "sentences": finding.sentences.split(SEPARATOR) if finding.sentences else [],
        "acknowledgement": _find_answer(report, finding),
    }  # fmt: skip


def render_sarif(outcomes: Sequence[Outcome]) -> str:
    """One run over all reports; a result is located at the first of its facts in facts.csv."""
    rules = [
        {
            "id": check.check,
            "shortDescription": {"text": check.title_en},
            "fullDescription": {"text": check.description_en},
            "help": {"text": f"{check.title_zh}：{check.description_zh}"},
            "defaultConfiguration": {"level": _LEVELS[check.severity]},
        }
        for check in load_checks().values()
    ]
    places = {str(rule["id"]): index for index, rule in enumerate(rules)}
    results = [
        {
            "ruleId": finding.check,
            "ruleIndex": places[finding.check],
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message_en}\n{finding.message_zh}"},
            "locations": [_locate(outcome, finding)],
            "partialFingerprints": {"finding/v1": finding.finding},
            "properties": {
                "report": outcome.report.report_id,
                "class": finding.outcome,
                "severity": finding.severity,
                "acknowledgement": _find_answer(outcome.report, finding),
            },
        }
        for outcome in outcomes
        for finding in outcome.findings
    ]
    driver = {"name": "disclosure", "version": __version__, "rules": rules}
    return dump_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    ).decode("utf-8")


def _locate(outcome: Outcome, finding: Finding) -> dict[str, object]:
    """The row of facts.csv of its first fact (the header is line 1), or the report's description."""
    folder = f"data/reports/{outcome.report.folder}"
    if not finding.facts:
        return {"physicalLocation": {"artifactLocation": {"uri": f"{folder}/report.yml"}}}
    place: dict[str, object] = {"artifactLocation": {"uri": f"{folder}/facts.csv"}}
    return {"physicalLocation": {**place, "region": {"startLine": finding.facts[0] + 1}}}
