"""What was not understood, by shape, with a line for each; adding the line teaches it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import disclosure.parse.report
from disclosure.command.review.suggest import find_shape, group_unread, propose_line, suggest_words
from disclosure.model import Figure
from disclosure.parse import vocabulary
from disclosure.reference import load_reference
from disclosure.store import Layout

from .conftest import REPORT_TEXT, Run

KNOWN = "年初结转和结余2.50万元"


def make_figure(context: str, text: str, place: str = "l1", section: str = "overall") -> Figure:
    return Figure(0, len(text), text, place, section, "unread", context=context)


@pytest.fixture
def strange(document: Path) -> Path:
    new = f"{KNOWN}。\n财政拨来款项77.70万元。\n甲乙丙66.60万元。"
    document.write_text(REPORT_TEXT.replace(f"{KNOWN}。", new), "utf-8")
    return document


def test_a_document_gives_shapes_places_and_lines(run: Run, layout: Layout, strange: Path) -> None:
    ended = run("suggest", strange)
    assert (ended.code, ended.err) == (0, "")
    assert "财政拨来款项{n}万元" in ended.out
    assert "l15" in ended.out
    assert "labels.yml" in ended.out
    assert "words: [甲乙丙]" in ended.out


def test_nothing_to_teach(run: Run, layout: Layout, document: Path) -> None:
    assert "there are no suggestions" in run("suggest", document).out


def test_a_report_without_its_source_tells_so(run: Run, layout: Layout, added: str) -> None:
    ended = run("suggest", added)
    assert ended.code == 6
    assert "not available" in ended.err


def test_the_proposed_line_teaches(
    layout: Layout, strange: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = next(each for each in suggest_words(layout, str(strange))[0] if each.words == "甲乙丙")
    section, _, entry = found.line.partition(":")
    folder = tmp_path / "vocabulary"
    shutil.copytree(vocabulary.FOLDER, folder)
    labels = folder / "labels.yml"
    text = labels.read_text("utf-8")
    taught = entry.replace("item: ?", "item: other_income, direction: revenue")
    labels.write_text(text.replace(f"\n{section}:\n", f"\n{section}:\n{taught}\n"), "utf-8")
    monkeypatch.setattr(disclosure.parse.report, "load_vocabulary", lambda: vocabulary.load_vocabulary(folder))
    assert [each.words for each in suggest_words(layout, str(strange))[0]] == ["财政拨来款项"]


def test_figures_of_one_shape_are_one_suggestion(layout: Layout) -> None:
    reference = load_reference(layout.reference)
    figures = [make_figure("，其他收入12.50万元，", "12.50"), make_figure("。其他收入3.00万元。", "3.00", "l2")]
    (suggestion,) = group_unread(figures, reference)
    assert suggestion.places == ("l1", "l2")
    assert suggestion.line == "overall:  - {item: other_income, words: [其他收入]}"


def test_what_is_no_figure_of_the_accounts_is_proposed_as_an_ignore_and_a_cell_as_nothing(layout: Layout) -> None:
    reference = load_reference(layout.reference)
    words, shape = find_shape(make_figure("依据条例30条规定", "30"))
    assert propose_line("overall", words, shape, reference)[0].endswith("ignores.yml")
    assert propose_line("form:project", "某项目经费", "某项目经费{n}", reference) == ("", "")


def test_why_a_form_is_not_read_is_printed_with_the_line_to_add(run: Run, tmp_path: Path) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>"
        for row in ("科目编码|科目名称|合计", "201|一般公共服务支出|31.55", "|合计|31.55")
    )
    path = tmp_path / "forms.html"
    text = "".join(f"<p>{line}</p>" for line in REPORT_TEXT.splitlines())
    path.write_text(
        f"<html><body>{text}<p>支出喵喵预算总表</p><p>单位：万元</p><table>{rows}</table></body></html>",
        encoding="utf-8",
    )
    out = run("suggest", path).out
    assert "the title has an unknown word" in out
    assert "vocabulary/terms.yml" in out
    assert "[喵喵]" in out
    shown = run("read", path, "--format", "table").out
    assert "the title has an unknown word" in shown
