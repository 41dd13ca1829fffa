"""A report of several files by report.yml, and one with pages that are pictures: from add to build."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from tests.specimens.formats.office import write_xlsx
from tests.specimens.formats.paper import write_scan

from disclosure.description import load_report
from disclosure.read.page import recognition
from disclosure.store import Layout

from .conftest import REPORT_TEXT, Run, snapshot

FOLDER = "qinghe-library/2023-final"
#: The specimen of a scan is of another unit and year.
STATED = ("--year", "2023", "--unit-name", "望舒县图书馆")
WISH = ("--unit", "qinghe-library", "--control", "overall/total=1205000")


def read_rows(layout: Layout, table: str) -> list[dict[str, str]]:
    with (layout.reports / FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A folder with the prose of a report."""
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / "说明.txt").write_text(REPORT_TEXT, encoding="utf-8")
    return folder


def test_prose_in_one_file_and_statements_in_another(
    run: Run, layout: Layout, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prose, statements = published / "说明.txt", published / "附表.xlsx"
    statements.write_bytes(write_xlsx())
    ended = run("add", prose, statements, *WISH)
    assert ended.code == 0, ended.err
    report = load_report(layout.reports / FOLDER / "report.yml")
    assert [source.media_type.rpartition("/")[2][:5] for source in report.sources] == ["plain", "vnd.o"]
    facts = read_rows(layout, "facts")
    assert {fact["form"] for fact in facts} == {"narrative", "table-unnumbered-1", "table-unnumbered-2"}
    assert [fact["value"] for fact in facts if fact["item"] == "vehicle_operation"] == ["56300"]
    before = snapshot(layout.root)
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(published))
    ended = run("build")
    assert ended.code == 0
    assert "no file changed" in ended.out
    assert snapshot(layout.root) == before
    statements.unlink()
    assert f"kept    {FOLDER}" in run("build").out  # one source alone is not the report


def test_pages_that_are_pictures_are_told_from_add_to_build(
    run: Run, layout: Layout, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "is_available", lambda: False)
    (published / "附表.pdf").write_bytes(write_scan())
    ended = run("add", published / "说明.txt", published / "附表.pdf", *WISH, *STATED)
    assert ended.code == 0, ended.err
    assert "本页为图片" in ended.out
    rows = [row for row in read_rows(layout, "coverage") if row["section"] == "unread_page"]
    assert [(row["outcome"], row["figures"]) for row in rows] == [("unread", "2")]
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(published))
    ended = run("build")
    assert ended.code == 0
    assert f"unread  {FOLDER}: nothing could be read on p2, p3" in ended.out
    assert "no file changed" in ended.out


def test_recognized_pages_are_named_in_the_description(
    run: Run, layout: Layout, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text layer under pictures: its figures are kept where a sum proves them, and its pages are named."""
    layer = "\n".join(["本年支出合计1,200.05万元，其中：基本支出900.05万元，占75.01%。"] * 3)
    (published / "附表.pdf").write_bytes(write_scan(layer=layer))
    ended = run("add", published / "说明.txt", published / "附表.pdf", *WISH, *STATED)
    assert ended.code == 0, ended.err
    path = layout.reports / FOLDER / "report.yml"
    assert load_report(path).sources[1].recognized_pages == (2, 3)
    assert "75.01" not in {fact["reported"] for fact in read_rows(layout, "facts")}
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(published))
    assert run("build").code == 0
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r" +recognized_pages:\n( +- \d+\n)+", "", text), encoding="utf-8")
    assert "recognized_pages" not in path.read_text(encoding="utf-8")
    ended = run("build")
    assert ended.code == 6
    assert "pages read by OCR: 2, 3" in ended.err
