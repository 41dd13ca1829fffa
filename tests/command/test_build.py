from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import disclosure.parse
from disclosure.store import Layout, find_layout

from .conftest import REPORT_TEXT, Run, snapshot


@pytest.fixture
def two(run: Run, added: str, document: Path) -> list[str]:
    other = document.with_name("其他.txt")
    other.write_text(REPORT_TEXT.replace("2023", "2022"), encoding="utf-8")
    assert run("add", other, "--control", "overall/total=1205000").code == 0
    return ["qinghe-library/2022-final", added]


@pytest.mark.usefixtures("at_hand")
def test_a_rebuild_gives_the_same_bytes(run: Run, layout: Layout, two: list[str]) -> None:
    before = snapshot(layout.root)
    ended = run("build")
    assert ended.code == 0
    assert [line.split(":")[0] for line in ended.out.splitlines()] == [
        *(f"built   {name}" for name in two),
        "no file changed",
    ]
    assert snapshot(layout.root) == before


@pytest.mark.usefixtures("at_hand")
def test_lost_data_is_built_again(run: Run, layout: Layout, two: list[str]) -> None:
    before = snapshot(layout.root)
    for path in layout.reports.glob("*/*/*.csv"):
        path.unlink()
    (layout.root / "datapackage.json").unlink()
    ended = run("build")
    assert ended.code == 0
    assert "changed data/reports/qinghe-library/2022-final/facts.csv" in ended.out
    assert snapshot(layout.root) == before


@pytest.mark.usefixtures("two")
def test_without_its_source_a_report_keeps_its_data(run: Run, layout: Layout) -> None:
    before = snapshot(layout.root)
    ended = run("build")
    assert ended.code == 0
    assert "kept    qinghe-library/2022-final" in ended.out
    assert snapshot(layout.root) == before


def test_neither_data_nor_source_is_an_error(run: Run, layout: Layout, added: str) -> None:
    (layout.reports / added / "facts.csv").unlink()
    ended = run("build")
    assert ended.code == 6
    assert "DISCLOSURE_SOURCES" in ended.err


@pytest.mark.usefixtures("at_hand")
def test_one_report_that_fails_does_not_stop_the_others(run: Run, layout: Layout, two: list[str]) -> None:
    broken = layout.reports / two[0] / "report.yml"
    broken.write_text(broken.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    facts = (layout.reports / two[0] / "facts.csv").read_bytes()
    (layout.reports / two[1] / "texts.csv").unlink()
    ended = run("build")
    assert ended.code == 6
    assert "colour" in ended.err
    assert f"built   {two[1]}" in ended.out
    assert (layout.reports / two[1] / "texts.csv").is_file()
    assert (layout.reports / two[0] / "facts.csv").read_bytes() == facts


@pytest.mark.usefixtures("at_hand")
def test_a_control_total_that_is_not_read_any_more_fails_and_keeps_the_old_data(
    run: Run, layout: Layout, added: str
) -> None:
    path = layout.reports / added / "report.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("1205000", "1205001"), encoding="utf-8")
    facts = layout.reports / added / "facts.csv"
    facts.write_text("old", encoding="utf-8")
    ended = run("build", added)
    assert ended.code == 8
    assert "control_totals overall/total" in ended.err
    assert "1205000" in ended.err
    assert facts.read_text(encoding="utf-8") == "old"


@pytest.mark.usefixtures("at_hand")
def test_an_acknowledged_finding_must_exist(run: Run, layout: Layout, added: str) -> None:
    path = layout.reports / added / "report.yml"
    entry = "  - finding: gone-1\n    reason: 已更正\n    date: '2026-01-01'\n    status: corrected_upstream\n"
    path.write_text(path.read_text(encoding="utf-8") + f"acknowledgements:\n{entry}", encoding="utf-8")
    ended = run("build")
    assert ended.code == 8
    assert f"data/reports/{added}/report.yml:acknowledgements[1].finding" in ended.err
    assert "the acknowledged finding gone-1 no longer exists" in ended.err
    assert "remedy: delete the acknowledgement, or correct the check" in ended.err
    assert run("check", added).code == 8


@pytest.mark.usefixtures("at_hand")
def test_a_rebuilt_report_does_not_drop_what_another_acknowledges(
    run: Run, layout: Layout, added: str, document: Path
) -> None:
    """Last year's data differ from this year's opening; read again from their source they agree."""
    other = document.with_name("其他.txt")
    text = REPORT_TEXT.replace("2023", "2022").replace("合计117.50", "合计118.00").replace("结余3.00", "结余2.50")
    other.write_text(text, encoding="utf-8")
    assert run("add", other, "--control", "overall/total=1205000").code == 0
    facts = layout.reports / "qinghe-library/2022-final/facts.csv"
    rows = facts.read_text(encoding="utf-8").splitlines(keepends=True)
    spoilt = ["".join(row).replace(",25000,", ",99900,") if "closing_carryover" in row else row for row in rows]
    facts.write_text("".join(spoilt), encoding="utf-8")
    assert run("build", added).code == 0
    findings = layout.reports / added / "findings.csv"
    before = findings.read_text(encoding="utf-8")
    (name,) = re.findall(r"carryover-continuity-[0-9a-f]{8}", before)
    report = layout.reports / added / "report.yml"
    entry = f"acknowledgements:\n  - {{finding: {name}, reason: 待核实, date: '2026-01-01', status: open}}\n"
    report.write_text(report.read_text(encoding="utf-8") + entry, encoding="utf-8")
    ended = run("build", "qinghe-library/2022-final")
    assert ended.code == 8
    assert name in ended.err
    assert findings.read_text(encoding="utf-8") == before


def test_a_source_beside_the_report_is_found(run: Run, layout: Layout, added: str, document: Path) -> None:
    shutil.copy(document, layout.reports / added / "whatever.txt")
    assert f"built   {added}" in run("build").out


def test_another_file_beside_the_report_is_refused(run: Run, layout: Layout, added: str) -> None:
    (layout.reports / added / "决算.txt").write_text("something else", encoding="utf-8")
    ended = run("build")
    assert ended.code == 7
    assert f"data/reports/{added}/决算.txt" in ended.err


def test_a_source_is_known_by_content_not_by_name(
    run: Run, added: str, tmp_path: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "archive" / "deep"
    deep.mkdir(parents=True)
    content = document.read_bytes()
    (deep / "a.txt").write_bytes(content[:-1] + b"!")  # the same size, another content
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(tmp_path / "archive"))
    assert f"kept    {added}" in run("build").out
    (deep / "b.bin").write_bytes(content)
    assert f"built   {added}" in run("build").out


@pytest.mark.parametrize(
    "name", ["qinghe-library/2023-final", "qinghe-library-2023-final", "data/reports/qinghe-library/2023-final"]
)
def test_a_report_has_several_names(run: Run, added: str, name: str) -> None:
    assert added in run("build", name).out


def test_a_report_that_is_not_there(run: Run, added: str) -> None:
    ended = run("build", "qinghe-libary/2023-final")
    assert ended.code == 6
    assert f"did you mean: {added}?" in ended.err


@pytest.mark.usefixtures("at_hand", "added")
def test_an_unexpected_error_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(disclosure.parse, "parse_report", fail)
    ended = run("build")
    assert ended.code == 70
    assert "unexpected RuntimeError: boom" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("at_hand", "added")
def test_an_unexpected_error_can_be_debugged(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    from disclosure.command.app import main

    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(disclosure.parse, "parse_report", fail)
    monkeypatch.setenv("DISCLOSURE_DEBUG", "1")
    assert find_layout().root == layout.root
    with pytest.raises(RuntimeError, match="boom"):
        main(["build"])


@pytest.mark.usefixtures("layout")
def test_an_empty_checkout_builds(run: Run) -> None:
    assert run("build").code == 0
