from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.store import Layout

from .conftest import REPORT_TEXT, Run, snapshot


def test_a_report_is_shown_from_its_data(run: Run, added: str) -> None:
    ended = run("show", added)
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
    rows = [line.split() for line in run("show", added).out.splitlines()]
    start = rows.index(["section", "read", "ignored", "unread", "ignored", "because"])
    counts = []
    for row in rows[start + 1 :]:
        if not row:
            break
        counts.append((row[0], [int(each) for each in row[1:4]]))
    *sections, (last, total) = counts
    assert last == "all"
    assert total == [sum(column) for column in zip(*(each for _, each in sections), strict=True)]
    assert total[0] > 20


@pytest.mark.usefixtures("at_hand")
def test_every_figure_is_shown_with_what_claimed_it(run: Run, added: str) -> None:
    out = run("show", added, "--figures").out
    assert "ignored: date" in out
    line = next(line for line in out.splitlines() if " 14.89 " in line)
    assert line.split()[0] == "l21"
    assert "expenditure/project/share" in line


def test_a_document_is_shown_and_nothing_written(run: Run, layout: Layout, document: Path) -> None:
    document.write_text(REPORT_TEXT.replace("4.00万元、", "4.00万元、戊己庚辛5.55、"), encoding="utf-8")
    before = snapshot(layout.root)
    ended = run("show", document, "--figures")
    assert ended.code == 0
    assert "UNREAD" in ended.out
    assert "5.55" in ended.out
    assert snapshot(layout.root) == before


def test_figures_need_the_source(run: Run, added: str) -> None:
    assert "Every figure" not in run("show", added, "--figures").out


def test_what_is_no_report_is_refused(run: Run) -> None:
    ended = run("show", "nothing/2023-final")
    assert ended.code == 6
    assert "no such report" in ended.err


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
