"""What a change of the data means, told from a folder or a revision of git."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.command.terminal.digest import list_parts, render_markdown
from disclosure.package.versions.comparison import DIMENSIONS, EVIDENCE, VALUES, Row, compare_data, match_facts
from disclosure.store import Layout, read_csv

from .conftest import Run


def make_fact(number: int, **more: str) -> Row:
    row = dict.fromkeys(("report_id", "fact", *DIMENSIONS, *VALUES, *EVIDENCE), "")
    given = {"statement": "overall", "item": "total", "measure": "amount", "phase": "executed", "value_unit": "元"}
    return row | given | {"fact": str(number), "value": "10", "reported": "10", "place": "l1", "quote": "共10元"} | more


@pytest.fixture
def copy(layout: Layout, added: str, tmp_path: Path) -> Layout:
    """The checkout as it was before the test changes something."""
    shutil.copytree(layout.data, tmp_path / "before" / "data")
    return Layout(tmp_path / "before")


def edit(path: Path, was: str, becomes: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")


def test_nothing_changed(run: Run, copy: Layout) -> None:
    ended = run("diff", copy.root)
    assert (ended.code, ended.err) == (0, "")
    assert "Nothing changed" in ended.out


def test_a_new_report_is_told_with_its_figures_unit_and_name(run: Run, layout: Layout, copy: Layout) -> None:
    shutil.rmtree(copy.reports)
    copy.reports.mkdir()
    for name in ("units.csv", "unit_names.csv"):
        kept = [line for line in (copy.reference / name).read_text("utf-8").splitlines(True) if "qinghe" not in line]
        (copy.reference / name).write_text("".join(kept), "utf-8")
    ended = run("diff", copy.root)
    facts = len(read_csv(layout.reports / "qinghe-library/2023-final/facts.csv"))
    assert "qinghe-library/2023-final (new report)" in ended.out
    assert f"figures 0 → {facts}" in ended.out
    assert f"Figures new: {facts}" in ended.out
    assert "New units" in ended.out
    assert "New names of units" in ended.out
    change = compare_data(layout, copy)
    assert change.reports[0].is_gone
    assert len(change.reports[0].gone) == facts


def test_a_changed_value_is_told_with_both_quotes(run: Run, layout: Layout, copy: Layout, added: str) -> None:
    edit(layout.reports / added / "facts.csv", "1180000,元,118.00,万元", "1810000,元,181.00,万元")
    ended = run("diff", copy.root)
    assert "Figures changed: 3" in ended.out
    assert "118.00 万元" in ended.out
    assert "181.00 万元" in ended.out
    told = json.loads(run("diff", copy.root, "--format", "json").out)["reports"][0]["changed"][0]
    assert (told["before"]["value"], told["after"]["value"], told["columns"]) == (
        "1180000", "1810000", ["value", "reported"],
    )  # fmt: skip


def test_findings_and_coverage_are_held_together(run: Run, layout: Layout, copy: Layout, added: str) -> None:
    findings = layout.reports / added / "findings.csv"
    with findings.open("a", encoding="utf-8") as stream:
        stream.write("qinghe-library-2023-final,total-parts-1,total-parts,mismatch,warning,不等,unequal,,,,,,\n")
    edit(layout.reports / added / "coverage.csv", ",fact,", ",unread,")
    ended = run("diff", copy.root)
    assert "Findings new: 1" in ended.out
    assert "unread 0 → " in ended.out
    assert "Sections whose unread figures changed" in ended.out
    assert "Findings resolved: 1" in "\n".join(part.title for part in list_parts(compare_data(layout, copy)))


def test_a_revision_of_git_is_a_base_and_main_is_the_default(run: Run, layout: Layout, added: str) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=layout.root, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "first")
    edit(layout.reports / added / "facts.csv", "1180000,元,118.00,万元", "1810000,元,181.00,万元")
    assert "Figures changed: 3" in run("diff").out
    git("checkout", "-qb", "work")
    git("commit", "-qam", "second")
    assert "Figures changed: 3" in run("diff").out
    assert "Nothing changed" in run("diff", "HEAD").out
    assert "Figures changed: 3" in run("diff", "HEAD~1").out


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "-x", "a" * 99])
def test_what_is_no_base_is_refused(run: Run, layout: Layout, added: str, base: str) -> None:
    ended = run("diff", "--", base)
    assert ended.code == 1
    assert "neither a folder nor a git revision" in ended.err
    assert not (layout.root / "x").exists()


def test_a_folder_without_data_is_refused(run: Run, tmp_path: Path, added: str) -> None:
    assert "no data/reference" in run("diff", tmp_path).err


def test_markdown_shows_what_documents_say_and_acts_on_nothing(layout: Layout, copy: Layout, added: str) -> None:
    evil = "<img src=x onerror=alert(1)> [a](javascript:1) @someone | {{ 7*7 }} \u202eabc\u200b"
    edit(layout.reports / added / "facts.csv", "本年收入合计118.00万元", evil)
    edit(layout.reports / added / "facts.csv", "1180000,元,118.00,万元", "1810000,元,181.00,万元")
    text = render_markdown(list_parts(compare_data(copy, layout)))
    for sign in ("<img", "](", "@someone", "{{", "\u202e", "\u200b"):
        assert sign not in text
    assert "&#60;img" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows if "img" in line} == {6}


def test_the_same_line_with_another_number_is_no_change() -> None:
    before = [make_fact(1), make_fact(2, item="current_year")]
    after = [make_fact(1, item="project"), make_fact(2), make_fact(3, item="current_year")]
    added, gone, changed, moved = match_facts(before, after)
    assert ([fact.after and fact.after["item"] for fact in added], gone, changed, moved) == (["project"], (), (), 0)


def test_another_place_alone_is_a_move_and_another_line_for_the_same_words_a_change() -> None:
    assert match_facts([make_fact(1)], [make_fact(1, place="l2")]) == ((), (), (), 1)
    _, _, changed, _ = match_facts([make_fact(1)], [make_fact(1, item="current_year")])
    assert [change.columns for change in changed] == [("item",)]


facts = st.lists(
    st.builds(
        make_fact,
        st.just(1),
        item=st.sampled_from(["total", "project", "basic"]),
        value=st.sampled_from(["1", "2", "3"]),
        place=st.sampled_from(["l1", "l2"]),
        quote=st.sampled_from(["甲", "乙"]),
    ),
    max_size=8,
)


@given(before=facts, after=facts)
def test_every_figure_is_told_once(before: list[Row], after: list[Row]) -> None:
    added, gone, changed, moved = match_facts(before, after)
    assert len(before) - len(gone) == len(after) - len(added)
    assert len(changed) + moved <= len(before) - len(gone)
    assert match_facts(before, before) == ((), (), (), 0)
    assert all(change.columns for change in changed)
