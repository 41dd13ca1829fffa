"""Findings for use elsewhere: one document on standard output, whatever the report."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure import __version__
from disclosure.check import load_checks
from disclosure.description import dump_report, load_report
from disclosure.model import Acknowledgement
from disclosure.store import Layout

from .conftest import REPORT_TEXT, Run


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == __version__


def test_json_holds_findings_and_checks(run: Run, added: str) -> None:
    ended = run("check", "--format", "json")
    assert ended.code == 0
    told = json.loads(ended.out)
    assert [report["report_id"].rsplit("-", 2)[1:] for report in told["reports"]] == [["2023", "final"]]
    for report in told["reports"]:
        assert [each["check"] for each in report["checks"]] == list(load_checks())
        for finding in report["findings"]:
            assert finding["message_en"]
            assert finding["message_zh"]


def test_sarif_names_its_rules_and_places(run: Run, document: Path) -> None:
    """An invented report with one wrong share."""
    document.write_text(REPORT_TEXT.replace("占14.89%", "占16.89%"), encoding="utf-8")
    assert run("add", document, "--unit", "qinghe-library", "--control", "overall/total=1205000").code == 0
    ended = run("check", "--format", "sarif")
    assert ended.code == 0
    told = json.loads(ended.out)
    assert told["version"] == "2.1.0"
    (single,) = told["runs"]
    rules = [rule["id"] for rule in single["tool"]["driver"]["rules"]]
    assert rules == list(load_checks())
    assert set(told) == {"$schema", "version", "runs"}
    assert single["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for rule in single["tool"]["driver"]["rules"]:
        assert {rule[part]["text"] for part in ("shortDescription", "fullDescription", "help")}.isdisjoint({""})
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note", "none")
    assert single["results"]
    for result in single["results"]:
        assert result["message"]["text"]
        assert result["locations"][0]["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["partialFingerprints"]["finding/v1"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("data/reports/")


def test_what_is_known_of_a_finding_stands_beside_it(run: Run, layout: Layout, document: Path) -> None:
    document.write_text(REPORT_TEXT.replace("占14.89%", "占16.89%"), encoding="utf-8")
    assert run("add", document, "--unit", "qinghe-library", "--control", "overall/total=1205000").code == 0
    findings = json.loads(run("check", "--format", "json").out)["reports"][0]["findings"]
    name, others = findings[0]["finding"], len(findings) - 1
    assert [each["acknowledgement"] for each in findings] == [None] * (others + 1)
    path = layout.reports / "qinghe-library/2023-final/report.yml"
    known = Acknowledgement(name, "单位答复：四舍五入\u3000所致", "2026-01-31", "answered")
    path.write_bytes(dump_report(replace(load_report(path), acknowledgements=(known,))))
    lines = [line.strip() for line in run("check").out.splitlines()]
    (at,) = (number for number, line in enumerate(lines) if line.startswith("answered 2026-01-31: 单位答复"))
    assert any(line.endswith(name) for line in lines[at - 3 : at])
    told = {"status": "answered", "date": "2026-01-31", "reason": known.reason}
    findings = json.loads(run("check", "--format", "json").out)["reports"][0]["findings"]
    assert [each["acknowledgement"] for each in findings] == [told] + [None] * others
    results = json.loads(run("check", "--format", "sarif").out)["runs"][0]["results"]
    assert [each["properties"]["acknowledgement"] for each in results] == [told] + [None] * others


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_no_report_is_still_a_document(run: Run, form: str) -> None:
    ended = run("check", "--format", form)
    assert ended.code == 0
    assert json.loads(ended.out)


def test_an_unknown_format_is_a_usage_error(run: Run) -> None:
    assert run("check", "--format", "yaml").code == 2
