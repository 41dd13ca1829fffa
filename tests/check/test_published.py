"""The findings that are published: each slip once, in two languages, with what it rests on."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from disclosure.check import load_checks
from disclosure.store import find_layout

FILES = sorted(find_layout(Path(__file__).parent).reports.glob("*/*/findings.csv"))


def read_findings(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def name_report(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.parent.name}"


@pytest.mark.parametrize("path", FILES, ids=name_report)
def test_no_slip_is_told_twice(path: Path) -> None:
    """No two findings hold the same two amounts against each other, and none says what another says."""
    rows = read_findings(path)
    assert len({row["finding"] for row in rows}) == len({row["message_zh"] for row in rows}) == len(rows)
    pairs = Counter(
        (frozenset((row["expected"], row["stated"])), row["value_unit"])
        for row in rows
        if row["expected"] and row["stated"] and row["value_unit"] == "元"
    )
    assert [pair for pair, times in pairs.items() if times > 1] == []


@pytest.mark.parametrize("path", FILES, ids=name_report)
def test_a_finding_is_complete(path: Path) -> None:
    checks = load_checks()
    for row in read_findings(path):
        check = checks[row["check"]]
        assert row["finding"].startswith(f"{row['check']}-")
        if row["outcome"] == "rounding":
            assert row["severity"] == "info"
        assert row["message_zh"].endswith("。")
        assert re.search(r"\.$", row["message_en"])
        assert row["severity"] in (check.severity, "notice", "info")
        # what a document does not mention has no place in it
        places = re.search(r"第 \d|原文第|主管部门|单位名称|个人信息|^全文未提及", row["message_zh"])
        assert places, row["message_zh"]
        if row["expected"] and row["stated"] and row["difference"]:
            assert float(row["difference"]) == pytest.approx(float(row["stated"]) - float(row["expected"]), abs=1e-6)
