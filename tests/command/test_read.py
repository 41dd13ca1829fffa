from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import disclosure
from disclosure.errors import DescriptionError, SourceError
from disclosure.package.stored.tables import DETAILS
from disclosure.store import Layout, read_csv

from .conftest import REPORT_TEXT, Run, snapshot


def test_a_report_is_shown_from_its_data(run: Run, added: str) -> None:
    ended = run("read", added)
    assert (ended.code, ended.err) == (0, "")
    for words in (
        "qinghe-library-2023-final",
        "望舒县图书馆",
        "120.50 万元",
        "1,205,000",
        "procurement",
        "not available",
    ):
        assert words in ended.out


def test_sections_add_up_to_all(run: Run, added: str) -> None:
    rows = [line.split() for line in run("read", added).out.splitlines()]
    start = rows.index(["section", "read", "ignored", "unread", "because"])
    counts = []
    for row in rows[start + 1 :]:
        if not row or row[1] == "%":
            break
        counts.append((row[0], [int(each) for each in row[1:4]]))
    *sections, (last, total) = counts
    assert last == "all"
    assert total == [sum(column) for column in zip(*(each for _, each in sections), strict=True)]
    assert total[0] > 20


def test_a_document_that_is_hardly_read_says_that_it_is_not_to_be_added(run: Run, document: Path) -> None:
    """Forty figures of one document are unread; a document that is read says how much of it, too."""
    assert re.search(
        r"\n  (9[7-9]|100)\.\d % of \d+ figures are accounted for\n", run("read", document, "--format", "table").out
    )
    document.write_text(REPORT_TEXT + "\n戊己庚辛" + "5.55、" * 40 + "。\n", encoding="utf-8")
    assert "accounted for: fewer than the 97 % that a report needs" in run("read", document, "--format", "table").out


@pytest.mark.usefixtures("at_hand")
def test_every_figure_is_shown_with_what_claimed_it(run: Run, added: str) -> None:
    out = run("read", added, "--figures").out
    assert "ignored: date" in out
    line = next(line for line in out.splitlines() if " 14.89 " in line)
    assert line.split()[0] == "l21"
    assert "expenditure/project/share" in line


def test_a_document_is_shown_and_nothing_written(run: Run, layout: Layout, document: Path) -> None:
    document.write_text(REPORT_TEXT.replace("4.00万元、", "4.00万元、戊己庚辛5.55、"), encoding="utf-8")
    before = snapshot(layout.root)
    ended = run("read", document, "--figures", "--format", "table")
    assert ended.code == 0
    assert "UNREAD" in ended.out
    assert "5.55" in ended.out
    assert snapshot(layout.root) == before


def test_figures_need_the_source(run: Run, added: str) -> None:
    assert "Every figure" not in run("read", added, "--figures").out


def test_what_is_no_report_is_refused(run: Run) -> None:
    ended = run("read", "nothing/2023-final")
    assert ended.code == 6
    assert "no such report" in ended.err


def read_json(run: Run, *arguments: str | Path) -> dict[str, Any]:
    ended = run("read", *arguments, "--format", "json")
    assert ended.code == 0, ended.err
    content: dict[str, Any] = json.loads(ended.out)
    return content


def test_json_holds_what_the_csv_files_of_a_report_hold(run: Run, layout: Layout, added: str, document: Path) -> None:
    content = read_json(run, document)
    assert content["report"]["unit"] == "qinghe-library"
    assert list(content) == [
        "report", "facts", *DETAILS, "forms", "projects", "texts", "indicators", "figures", "findings", "refusals",
    ]  # fmt: skip
    stored = read_csv(layout.reports / added / "facts.csv")
    assert len(stored) == len(content["facts"]) > 20
    for row, fact in zip(stored, content["facts"], strict=True):
        assert Decimal(row["value"]) == Decimal(str(fact.pop("value")))
        assert [("" if fact[name] is None else str(fact[name])) for name in fact] == [row[name] for name in fact]


def test_every_number_has_its_outcome(run: Run, document: Path) -> None:
    figures = read_json(run, document)["figures"]
    assert {each["outcome"] for each in figures} <= {"fact", "ignored", "unread"}
    assert all(each["reason"] for each in figures if each["outcome"] == "ignored")
    assert any(each["text"] == "14.89" and each["place"] == "l21" for each in figures)


def test_csv_is_facts_once_for_all_files(run: Run, document: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_text(REPORT_TEXT.replace("2023", "2024"), encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("read", document, second, "--format", "csv").out)))
    assert {row["report_id"] for row in rows} == {"unknown-2023-final", "unknown-2024-final"}


def test_several_files_are_written_and_a_broken_one_stops_none(run: Run, document: Path, tmp_path: Path) -> None:
    broken, out = tmp_path / "broken.pdf", tmp_path / "readings"
    broken.write_bytes(b"%PDF-1.4 nothing")
    twin = tmp_path / document.name
    twin.write_text(REPORT_TEXT.replace("2023", "2024"), encoding="utf-8")
    ended = run("read", broken, document, twin, "--out", out)
    assert ended.code == 3
    assert "broken.pdf" in ended.err
    written = sorted(out.iterdir())
    assert len(written) == 2
    assert {json.loads(path.read_text("utf-8"))["report"]["year"] for path in written} == {2023, 2024}


def test_several_files_on_the_standard_output_are_a_list(run: Run, document: Path, tmp_path: Path) -> None:
    ended = run("read", document, tmp_path / "missing.txt", document, "--format", "json")
    assert ended.code == 3
    assert [each["report"]["year"] for each in json.loads(ended.out)] == [2023, 2023]
    assert json.loads(run("read", tmp_path / "a", tmp_path / "b", "--format", "json").out) == []


def test_files_together_are_one_report(run: Run, document: Path, tmp_path: Path) -> None:
    annex = tmp_path / "annex.txt"
    annex.write_text("附件\n另附 3 页。\n", encoding="utf-8")
    alone, both = read_json(run, document), read_json(run, annex, document, "--together")
    assert [each["file"] for each in both["report"]["sources"]] == ["annex.txt", document.name]
    assert [each["value"] for each in both["facts"]] == [each["value"] for each in alone["facts"]]


@pytest.mark.parametrize(
    ("removed", "options", "missing"),
    [
        (("2023年度",), ("--year", "2023"), ["year"]),
        (("2023年度", "望舒县图书馆"), ("--year", "2023", "--unit-name", "望舒县图书馆"), ["year", "unit"]),
        (
            ("决算", "2023年度"),
            ("--year", "2023", "--kind", "final", "--unit-name", "望舒县图书馆"),
            ["year", "kind", "unit"],
        ),
    ],
)
def test_options_supply_what_a_document_does_not_say(
    run: Run, document: Path, removed: tuple[str, ...], options: tuple[str, ...], missing: list[str]
) -> None:
    text = REPORT_TEXT
    for words in removed:
        text = text.replace(words, "")
    document.write_text(text, encoding="utf-8")
    refused = run("read", document, "--format", "json")
    assert refused.code == 4
    problem = refused.err.splitlines()[0]
    assert [name for name in ("year", "kind", "unit") if re.search(rf"no {name}\b", problem)] == missing
    option_names = [each for each in options if each.startswith("--")]
    assert all(name in refused.err for name in option_names)
    report = read_json(run, document, *options)["report"]
    assert (report["year"], report["kind"], report["unit_name"]) == (2023, "final", "望舒县图书馆")


def test_all_three_options_read_a_document_without_sections(run: Run, document: Path) -> None:
    document.write_text("收支总表\n单位：万元\n", encoding="utf-8")
    assert run("read", document, "--year", "2026", "--kind", "budget", "--format", "json").code == 4
    options = ("--year", "2026", "--kind", "budget", "--unit-name", "望舒县图书馆")
    assert read_json(run, document, *options)["report"]["report_id"] == "unknown-2026-budget"


@pytest.mark.parametrize("options", [("--year", "26"), ("--unit-name", " "), ("--unit-name", "图书\u202e馆")])
def test_impossible_options_are_refused(run: Run, document: Path, options: tuple[str, ...]) -> None:
    assert run("read", document, *options).code == 6


def test_a_table_is_not_written_to_a_folder(run: Run, document: Path, tmp_path: Path) -> None:
    assert run("read", document, "--format", "table", "--out", tmp_path / "out").code == 2


def test_reading_needs_no_checkout(run: Run, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert read_json(run, document)["report"]["year"] == 2023
    assert run("read", "nothing/2023-final").code == 3
    assert list(empty.iterdir()) == []


def test_the_function_gives_frames(document: Path) -> None:
    reading = disclosure.read_report(document)
    total = reading.facts.query("statement == 'overall' and item == 'total' and measure == 'amount'")
    assert set(total["value"]) == {1_205_000}
    assert reading.report["year"] == 2023
    assert set(reading.figures["outcome"]) >= {"fact", "ignored"}
    assert set(reading.details) == set(DETAILS)
    for frame in (
        *reading.details.values(),
        reading.projects,
        reading.texts,
        reading.indicators,
        reading.findings,
        reading.refusals,
    ):
        assert "report_id" in frame.columns


def test_the_function_refuses_as_the_command_does(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        disclosure.read_report(tmp_path / "missing.txt")
    with pytest.raises(DescriptionError):
        disclosure.read_report([])


def test_check_prints_findings_and_does_not_fail(run: Run, layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(REPORT_TEXT.replace("项目支出17.50万元", "项目支出18.50万元"), encoding="utf-8")
    assert run("add", path, "--unit", "qinghe-library").code == 0
    before = snapshot(layout.root)
    ended = run("check")
    assert ended.code == 0
    assert "qinghe-library/2023-final" in ended.out
    assert "117.5" in ended.out
    assert "18.5" in ended.out
    assert snapshot(layout.root) == before


def test_a_sound_report_has_no_finding(run: Run, added: str) -> None:
    ended = run("check", added)
    assert ended.code == 0
    assert "Findings: 0" in ended.out


def test_check_fails_where_we_are_wrong(run: Run, layout: Layout, added: str) -> None:
    facts = layout.reports / added / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace(",1205000,", ",many,"), encoding="utf-8")
    ended = run("check")
    assert ended.code == 6
    assert "facts.csv" in ended.err


def test_check_holds_the_control_totals(run: Run, layout: Layout, added: str) -> None:
    facts = layout.reports / added / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace(",1205000,", ",1205001,"), encoding="utf-8")
    assert run("check").code == 8
