from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from disclosure.description import load_report
from disclosure.package.stored.records import read_tables
from disclosure.publish.facts.holdings import Holding
from disclosure.store import Layout, read_csv

from .conftest import Run, snapshot

pytestmark = pytest.mark.usefixtures("here")

ENTRY = """withheld:
  - place: {place}
    quote: '{quote}'
    reported: '{reported}'
    reason: 原文第11行为7人，读取有误
    date: '2026-11-30'
"""


def withhold(layout: Layout, added: str, value: str, more: str = "") -> dict[str, str]:
    """Withhold the first fact with ``value``; gives its row."""
    folder = layout.reports / added
    row = next(row for row in read_csv(folder / "facts.csv") if row["value"] == value)
    path = folder / "report.yml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if "read_with" not in line]
    path.write_text("".join(kept) + ENTRY.format_map(row) + more, encoding="utf-8")
    return row


def count(layout: Layout, added: str) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for row in read_csv(layout.reports / added / "coverage.csv"):
        counted[row["outcome"], row["reason"]] += int(row["figures"])
    return counted


@pytest.mark.parametrize("source", [True, False], ids=["with its source", "without"])
def test_a_fact_is_taken_down(
    run: Run, layout: Layout, added: str, document: Path, source: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if source:
        monkeypatch.setenv("DISCLOSURE_SOURCES", str(document.parent))
    before = read_csv(layout.reports / added / "facts.csv")
    counted = count(layout, added)
    row = withhold(layout, added, "6")
    assert run("build").code == 0
    facts = read_csv(layout.reports / added / "facts.csv")
    strip = [{**each, "fact": ""} for each in facts]
    assert strip == [{**each, "fact": ""} for each in before if each != row]
    assert [each["fact"] for each in facts] == [str(number) for number in range(1, len(facts) + 1)]
    after = count(layout, added)
    assert after["unread", "withheld"] == 1
    assert after["fact", ""] == counted["fact", ""] - 1
    assert sum(after.values()) == sum(counted.values())


def test_findings_follow_their_facts(run: Run, layout: Layout, added: str) -> None:
    folder = layout.reports / added
    facts = {row["fact"]: row["quote"] for row in read_csv(folder / "facts.csv")}
    quoted = {
        row["finding"]: [facts[n] for n in row["fact_numbers"].split()] for row in read_csv(folder / "findings.csv")
    }
    withhold(layout, added, "6")
    assert run("build").code == 0
    facts = {row["fact"]: row["quote"] for row in read_csv(folder / "facts.csv")}
    for row in read_csv(folder / "findings.csv"):
        if row["finding"] in quoted:
            assert [facts[number] for number in row["fact_numbers"].split()] == quoted[row["finding"]]


@pytest.mark.usefixtures("at_hand")
def test_once_it_is_read_right_the_build_says_so(run: Run, layout: Layout, added: str) -> None:
    row = withhold(layout, added, "6")
    path = layout.reports / added / "report.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"reported: '{row['reported']}'", "reported: '8'"), encoding="utf-8")
    ended = run("build")
    assert ended.code == 8
    assert "withheld[1]" in ended.err
    assert "no fact is read as 8 there any more" in ended.err
    assert "corrected" in ended.err
    path.write_text(
        text.replace(f"reported: '{row['reported']}'", "reported: '8'\n    corrected: '2026-12-01'"), encoding="utf-8"
    )
    assert run("build").code == 0
    path.write_text(f"{text.rstrip()}\n    corrected: '2026-12-01'\n", encoding="utf-8")
    ended = run("build")
    assert ended.code == 8
    assert "is still read so" in ended.err


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("place", "page 3", "'page 3' is not allowed here"),
        ("date", "'30.11.'", "is not a date"),
        ("extra", "1", "unknown"),
    ],
)
def test_an_entry_is_read_strictly(run: Run, layout: Layout, added: str, key: str, value: str, problem: str) -> None:
    withhold(layout, added, "6")
    path = layout.reports / added / "report.yml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if f"{key}:" not in line or "- " in line]
    lines = [f"  - place: {value}" if key == "place" and "- place" in line else line for line in lines]
    if key != "place":
        lines.append(f"    {key}: {value}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ended = run("build")
    assert ended.code == 6
    assert problem in ended.err
    assert f"withheld[1].{key}" in ended.err


def test_one_command_takes_a_fact_down_by_its_address(run: Run, layout: Layout, added: str) -> None:
    folder = layout.reports / added
    tables = read_tables(folder)
    row = next(row for row in tables["facts"] if row["value"] == "6")
    address = Holding(load_report(folder / "report.yml"), folder, tables).addresses[row["fact"]]
    ended = run("withhold", added, f"https://example.org/units/qinghe-library/2023/#{address}", "--reason", "应为7人")
    assert ended.code == 0, ended.err
    assert f"changed data/reports/{added}/report.yml" in ended.out
    (entry,) = load_report(folder / "report.yml").withheld
    assert (entry.place, entry.quote, entry.reported) == (row["place"], row["quote"], row["reported"])
    assert (entry.reason, entry.corrected) == ("应为7人", "")
    assert row["quote"] not in [each["quote"] for each in read_csv(folder / "facts.csv") if each["value"] == "6"]
    assert run("withhold", added, "1", "--reason", "应为8人").code == 0
    assert len(load_report(folder / "report.yml").withheld) == 2
    assert run("build").code == 0


def test_a_fact_that_is_not_there_cannot_be_taken_down(run: Run, layout: Layout, added: str) -> None:
    before = snapshot(layout.root)
    ended = run("withhold", added, "999", "--reason", "x")
    assert ended.code == 6
    assert "has no fact 999" in ended.err
    assert run("withhold", added, "1", "--reason", "一行\n两行").code == 6
    assert snapshot(layout.root) == before
