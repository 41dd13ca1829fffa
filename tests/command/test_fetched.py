"""Documents that a watch fetched: their origin goes into report.yml, and one that replaces another is not a new one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.command.conftest import REPORT_TEXT, Run, snapshot

from disclosure.description import UNCONFIRMED, load_report
from disclosure.store import Layout, hash_file, read_csv
from disclosure.watch.origin import Origin, find_beside, load_origin, write_origin

FOLDER = "qinghe-library/2023-final"
ADDRESS = "https://www.wangshu.gov.example/f/1.txt"
ORIGIN = Origin(
    ADDRESS, "https://www.wangshu.gov.example/list/", "2026-09-21", "0" * 64, "望舒县图书馆2023年部门决算", "2024-09-03"
)


def fetch(document: Path, **given: str) -> Path:
    write_origin(document, replace(ORIGIN, sha256=hash_file(document), **given))
    return document


@pytest.fixture
def corrected(layout: Layout, tmp_path: Path) -> Path:
    """The document as the publisher corrected it: another amount of procurement."""
    path = tmp_path / "inbox" / "更正.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(REPORT_TEXT.replace("4.00万元", "5.00万元"), encoding="utf-8")
    return path


def test_address_and_days_come_from_the_file_next_to_it(run: Run, layout: Layout, document: Path) -> None:
    ended = run("add", fetch(document), "--unit", "qinghe-library")
    assert ended.code == 0, ended.err
    (source,) = load_report(layout.reports / FOLDER / "report.yml").sources
    assert (source.url, source.list_page) == (ADDRESS, ORIGIN.list_page)
    assert (source.published, source.retrieved, source.replaces) == ("2024-09-03", "2026-09-21", ())
    (row,) = read_csv(layout.data / "reports.csv")
    assert row["url"] == ADDRESS


def test_an_address_that_is_given_is_used_instead(run: Run, layout: Layout, document: Path) -> None:
    assert run("add", fetch(document), "--unit", "qinghe-library", "--url", "https://other.example/a").code == 0
    (source,) = load_report(layout.reports / FOLDER / "report.yml").sources
    assert (source.url, source.list_page) == ("https://other.example/a", ORIGIN.list_page)


def test_a_file_next_to_it_that_is_about_another_one_is_refused(run: Run, layout: Layout, document: Path) -> None:
    write_origin(document, ORIGIN)
    before = snapshot(layout.root)
    ended = run("add", document, "--unit", "qinghe-library")
    assert ended.code == 6
    assert "not about" in ended.err
    assert snapshot(layout.root) == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("url: https", "url: ftp", "not a web address"), ("2026-09-21", "2026-19-21", "not a date"),
     ("list_page:", "page:", "is missing"), ("title:", "more: a\ntitle:", "unknown key")],
)  # fmt: skip
def test_a_broken_file_next_to_it_is_refused(run: Run, document: Path, old: str, new: str, words: str) -> None:
    path = find_beside(fetch(document))
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    ended = run("add", document, "--unit", "qinghe-library")
    assert ended.code == 6
    assert words in ended.err
    assert path.name in ended.err


def test_a_title_of_hidden_characters_is_written_without_them(document: Path) -> None:
    fetch(document, title="望舒县\u202e图书馆\n2023年\x00部门决算: {a} # b")
    origin = load_origin(document)
    assert origin is not None
    assert origin.title == "望舒县 图书馆 2023年 部门决算: {a} # b"


def test_a_document_that_replaces_another_one_is_not_taken_for_a_new_one(
    run: Run, layout: Layout, added: str, document: Path, corrected: Path
) -> None:
    fetch(corrected, replaces=hash_file(document))
    before = snapshot(layout.root)
    ended = run("add", corrected)
    assert ended.code == 5
    assert "replaced the document of this report" in ended.err
    assert "--replace" in ended.err
    assert snapshot(layout.root) == before


def test_it_is_taken_over_where_that_is_wanted(
    run: Run, layout: Layout, added: str, document: Path, corrected: Path
) -> None:
    old = hash_file(document)
    fetch(corrected, replaces=old)
    ended = run("add", corrected, "--replace")
    assert ended.code == 0, ended.err
    path = layout.reports / added / "report.yml"
    (source,) = load_report(path).sources
    assert (source.sha256, source.replaces, source.url) == (hash_file(corrected), (old,), ADDRESS)
    assert path.read_text("utf-8").startswith(UNCONFIRMED), "its totals are to be read by eye again"
    values = {row["value"] for row in read_csv(path.parent / "facts.csv") if row["statement"] == "procurement"}
    assert "50000" in values
    assert "40000" not in values
    # a further one: the whole line of documents is kept
    third = corrected.with_name("再更正.txt")
    third.write_text(REPORT_TEXT.replace("4.00万元", "6.00万元"), encoding="utf-8")
    assert run("add", third, "--replace").code == 0
    (source,) = load_report(path).sources
    assert source.replaces == (hash_file(corrected), old)
    # the first one comes back
    assert run("add", document, "--replace").code == 0
    (source,) = load_report(path).sources
    assert (source.sha256, source.replaces) == (old, (hash_file(third), hash_file(corrected)))


def test_what_replaces_what_is_never_guessed(
    run: Run, layout: Layout, added: str, document: Path, corrected: Path
) -> None:
    before = snapshot(layout.root)
    for files in ([document], [document, corrected]):
        ended = run("add", *files, "--replace")
        assert ended.code == 6, ended.out
    assert snapshot(layout.root) == before


def test_there_must_be_a_report_to_replace_the_document_of(run: Run, layout: Layout, document: Path) -> None:
    ended = run("add", document, "--unit", "qinghe-library", "--replace")
    assert ended.code == 6
    assert "no document to replace" in ended.err
