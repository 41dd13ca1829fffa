"""A figure that was recognized wrongly: from report.yml to the data, the diff and the guards.

The words of the picture are a layer that some program hid under it, so that no OCR engine is needed: one digit of it
is wrong.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.specimens.formats.paper import write_scan

from disclosure.command.terminal.digest import list_parts
from disclosure.description import dump_report, load_report
from disclosure.model import Correction
from disclosure.package.versions.comparison import compare_data
from disclosure.store import Layout, hash_file, read_csv

from .conftest import Run, snapshot

FOLDER = "qinghe-archive/2024-final"
LAYER = """七、“三公”经费支出情况说明
2024年度“三公”经费支出决算6.43万元，其中：公务用车运行维护费5.68万元，
公务接待费0.80万元。"""
SLIP = Correction(3, "5.68", "5.63", "页面上印的是5.63", "2026-01-31")


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report whose third page is a picture with one wrong digit under it; the source is at hand."""
    path = tmp_path / "published" / "决算.pdf"
    path.parent.mkdir()
    path.write_bytes(write_scan(layer=LAYER, pages=(2,)))
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(path.parent))
    return path


@pytest.fixture
def scanned(run: Run, scan: Path) -> str:
    ended = run("add", scan, "--unit", "qinghe-archive", "--region", "999901", "--control", "expenditure/basic=9000500")
    assert ended.code == 0, ended.err
    return FOLDER


def write(layout: Layout, *corrections: Correction) -> None:
    path = layout.reports / FOLDER / "report.yml"
    report = load_report(path)
    source = replace(report.sources[0], corrections=corrections)
    path.write_bytes(dump_report(replace(report, sources=(source,))))


def read_three_public(layout: Layout) -> list[tuple[str, str, str]]:
    rows = read_csv(layout.reports / FOLDER / "facts.csv")
    return [(row["item"], row["value"], row["quote"]) for row in rows if row["statement"] == "three_public"]


@pytest.mark.usefixtures("scanned")
def test_a_corrected_figure_is_kept_where_a_sum_proves_it(run: Run, layout: Layout) -> None:
    assert read_three_public(layout) == []
    write(layout, SLIP)
    ended = run("build")
    assert ended.code == 0, ended.err
    assert read_three_public(layout) == [
        ("total", "64300", "“三公”经费支出决算6.43万元"),
        ("vehicle_operation", "56300", "公务用车运行维护费5.63〔识别为5.68〕万元"),
        ("reception", "8000", "公务接待费0.80万元"),
    ]
    before = snapshot(layout.root)
    assert "no file changed" in run("build").out
    assert snapshot(layout.root) == before
    assert run("read", FOLDER).code == 0
    assert "5.68" not in run("suggest", FOLDER).out


@pytest.mark.usefixtures("scanned")
def test_a_correction_proves_nothing_by_itself(run: Run, layout: Layout) -> None:
    """Another figure put in its place makes no sum hold: all of them stay unread."""
    write(layout, replace(SLIP, new="5.65"))
    ended = run("build")
    assert ended.code == 0, ended.err
    assert read_three_public(layout) == []
    coverage = read_csv(layout.reports / FOLDER / "coverage.csv")
    unread = [row["figures"] for row in coverage if (row["section"], row["outcome"]) == ("three_public", "unread")]
    assert unread == ["3"]


@pytest.mark.parametrize(
    ("correction", "problem"),
    [
        (replace(SLIP, old="5.69"), "5.69 does not occur on page 3 (any more)"),
        (replace(SLIP, occurrences=2), "5.68 occurs 1 times on page 3, not 2"),
        (replace(SLIP, page=1, old="900.05"), "1 is not among the recognized_pages"),
    ],
)
@pytest.mark.usefixtures("scanned")
def test_a_correction_that_does_not_fit_fails_and_keeps_the_data(
    run: Run, layout: Layout, correction: Correction, problem: str
) -> None:
    write(layout, correction)
    facts = (layout.reports / FOLDER / "facts.csv").read_bytes()
    ended = run("build")
    assert ended.code == 6
    assert problem in ended.err
    assert f"data/reports/{FOLDER}/report.yml:sources[1].corrections[1]" in ended.err
    assert "remedy: " in ended.err
    assert (layout.reports / FOLDER / "facts.csv").read_bytes() == facts


@pytest.mark.usefixtures("scanned")
def test_a_page_said_to_be_a_picture_is_looked_at(run: Run, layout: Layout) -> None:
    """report.yml cannot make a text layer correctable by naming its page."""
    path = layout.reports / FOLDER / "report.yml"
    report = load_report(path)
    source = replace(report.sources[0], recognized_pages=(1, 3), corrections=(replace(SLIP, page=1, old="900.05"),))
    path.write_bytes(dump_report(replace(report, sources=(source,))))
    ended = run("build")
    assert ended.code == 6
    assert "page 1 was not read by OCR: its text layer cannot be corrected" in ended.err


@pytest.mark.usefixtures("scanned")
def test_a_source_that_no_longer_shows_the_old_fails_the_build(run: Run, layout: Layout, scan: Path) -> None:
    """The publisher mends the file: who names the new one in report.yml is told that the correction has no object."""
    write(layout, SLIP)
    assert run("build").code == 0
    scan.write_bytes(write_scan(layer=LAYER.replace("5.68", "5.63"), pages=(2,)))
    path = layout.reports / FOLDER / "report.yml"
    report = load_report(path)
    mended = replace(report.sources[0], sha256=hash_file(scan), size=scan.stat().st_size)
    path.write_bytes(dump_report(replace(report, sources=(mended,))))
    ended = run("build")
    assert ended.code == 6
    assert "5.68 does not occur on page 3 (any more)" in ended.err
    write(layout)
    assert run("build").code == 0
    assert [value for _, value, _ in read_three_public(layout)] == ["64300", "56300", "8000"]


@pytest.mark.usefixtures("scanned")
def test_the_diff_tells_corrections_new_and_gone(run: Run, layout: Layout, tmp_path: Path) -> None:
    shutil.copytree(layout.data, tmp_path / "before" / "data")
    write(layout, SLIP)
    assert run("build").code == 0
    ended = run("diff", tmp_path / "before")
    assert ended.code == 0, ended.err
    assert "Corrections new: 1" in ended.out
    told = next(part for part in list_parts(compare_data(Layout(tmp_path / "before"), layout)) if "Corr" in part.title)
    assert told.rows == (("p3", "5.68", "5.63", "页面上印的是5.63"),)
    assert '"corrections_new": [' in run("diff", tmp_path / "before", "--format", "json").out
    back = compare_data(layout, Layout(tmp_path / "before")).reports[0]
    assert [row["old"] for row in back.corrections_gone] == ["5.68"]
    assert back.corrections_new == ()
