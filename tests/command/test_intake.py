"""Adding a report by hand: what is asked, what is told, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from disclosure.command.building import intake
from disclosure.description import UNCONFIRMED, load_report
from disclosure.store import Layout

from .conftest import REPORT_TEXT, Run, snapshot

FOLDER = "qinghe-library/2023-final"
#: Put together here: no file of ours holds a number that could be somebody's.
MOBILE = "1" + "3" + "0" * 9
PERSON = "张" + "甲乙"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for a person at a terminal: types these answers, then only Enter."""
    answers: list[str] = []
    monkeypatch.setattr(intake, "is_interactive", lambda: True)
    monkeypatch.setattr(typer, "prompt", lambda question, **_: answers.pop(0) if answers else "")
    return answers


def test_totals_typed_as_printed_are_the_control_totals(
    run: Run, layout: Layout, document: Path, typed: list[str]
) -> None:
    typed += ["120.50", "120.5", "118.00", ""]
    ended = run("add", document, "--unit", "qinghe-library")
    assert ended.code == 0, ended.err
    path = layout.reports / FOLDER / "report.yml"
    assert UNCONFIRMED not in path.read_text("utf-8")
    assert [str(each.value) for each in load_report(path).control_totals] == ["1205000", "1205000", "1180000"]
    assert "Headline figures" not in ended.out


def test_too_few_totals_leave_the_report_to_be_confirmed(
    run: Run, layout: Layout, document: Path, typed: list[str]
) -> None:
    typed += ["120.50"]
    assert run("add", document, "--unit", "qinghe-library").code == 0
    assert (layout.reports / FOLDER / "report.yml").read_text("utf-8").startswith(UNCONFIRMED)


def test_another_total_than_was_read_writes_nothing(run: Run, layout: Layout, document: Path, typed: list[str]) -> None:
    typed += ["99", "abc", "1205000"]
    before = snapshot(layout.root)
    ended = run("add", document, "--unit", "qinghe-library")
    assert ended.code == 8
    assert "read by the program: 120.50" in ended.err
    assert snapshot(layout.root) == before


def test_personal_data_is_counted_with_its_place_and_never_shown(run: Run, layout: Layout, document: Path) -> None:
    document.write_text(f"{REPORT_TEXT}\n联系人：{PERSON}，电话{MOBILE}。\n{MOBILE}\n", encoding="utf-8")
    ended = run("add", document, "--unit", "qinghe-library")
    assert ended.code == 0
    assert "Personal data found and left out: 3" in ended.out
    last = REPORT_TEXT.count("\n") + 2
    assert f"l{last}, l{last + 1}" in ended.out
    assert "Do not commit the document" in ended.out
    written = b"".join(snapshot(layout.root).values()).decode("utf-8")
    for secret in (MOBILE, PERSON):
        assert secret not in ended.out + ended.err + written


def test_the_document_is_kept_where_it_is_wanted(run: Run, layout: Layout, document: Path) -> None:
    ended = run("add", document, "--unit", "qinghe-library", "--keep", "--control", "overall/total=1205000")
    copy = layout.root / "sources" / "qinghe-library-2023-final.txt"
    assert copy.read_bytes() == document.read_bytes()
    assert "Keep the document" not in ended.out
    assert f"built   {FOLDER}" in run("build").out


def test_the_next_commands_are_told(run: Run, document: Path) -> None:
    document.write_text(
        REPORT_TEXT.replace("年初结转和结余2.50万元。", "年初结转和结余2.50万元，甲乙丙丁77.77。"), "utf-8"
    )
    ended = run("add", document, "--unit", "qinghe-library")
    for words in ("disclosure suggest qinghe-library/2023-final", "disclosure diff", "make serve", "Keep the document"):
        assert words in ended.out
