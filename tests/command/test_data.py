"""The commands on the package of all data, as a user types them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from disclosure.command.results.display import display_stored
from disclosure.package.editions.descriptor import write_descriptor
from disclosure.store import Layout, find_layout, read_csv

from .conftest import REGION, Run


@pytest.fixture
def report(run: Run, layout: Layout, document: Path) -> str:
    """The invented report, added to the checkout."""
    assert REGION
    ended = run("add", document, "--unit", "qinghe-library", "--region", "999901")
    assert ended.code == 0, ended.err
    write_descriptor(layout)
    return "qinghe-library-2023-final"


def test_export_writes_the_package_once(run: Run, report: str, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    ended = run("export", "--out", out)
    assert ended.code == 0, ended.err
    assert "1 reports" in ended.out
    assert {"facts.csv", "datapackage.json", "SHA256SUMS", "open-books.sqlite.zip", "croissant.json"} <= {
        path.name for path in out.iterdir()
    }
    with zipfile.ZipFile(out / "reports" / f"{report}.zip") as archive:
        assert archive.testzip() is None
    again = run("export", "--out", out)
    assert again.code == 1
    assert "not an empty folder" in again.err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".export-")] == []


@pytest.mark.parametrize(
    ("form", "names"),
    [("parquet", {"parquet"}), ("sqlite", {"open-books.sqlite.zip"}), ("json", {"api"})],
)
def test_export_of_one_format(run: Run, report: str, tmp_path: Path, form: str, names: set[str]) -> None:
    assert run("export", "--out", tmp_path / "dist", "--format", form).code == 0
    assert {path.name for path in (tmp_path / "dist").iterdir()} == names


def test_query_answers_in_three_forms(run: Run, report: str) -> None:
    question = "SELECT report_id, expenditure_total, kind FROM headlines"
    assert report in run("query", question).out
    rows = list(csv.DictReader(io.StringIO(run("query", question, "--format", "csv").out)))
    assert rows == [{"report_id": report, "expenditure_total": "1205000", "kind": "final"}]
    assert json.loads(run("query", question, "--format", "json").out) == [
        {"report_id": report, "expenditure_total": 1205000, "kind": "final"}
    ]


def test_a_question_that_cannot_be_asked_ends_with_two(run: Run, report: str) -> None:
    ended = run("query", "SELECT nothing FROM nowhere")
    assert ended.code == 2
    assert "nowhere" in ended.err
    assert "Traceback" not in ended.err


def test_explain_tells_what_stands_behind_a_figure(run: Run, report: str) -> None:
    rows = json.loads(
        run("query", "SELECT fact FROM facts WHERE item = 'basic' AND measure = 'share'", "--format", "json").out
    )
    ended = run("explain", f"{report}/{rows[0]['fact']}")
    assert ended.code == 0
    assert "85.11%" in ended.out
    assert "shares" in ended.out
    for name in ("nothing", f"{report}/999", f"{report}/x"):
        assert run("explain", name).code == 2


def test_release_tells_the_version_that_follows(run: Run, layout: Layout, report: str, tmp_path: Path) -> None:
    assert run("export", "--out", tmp_path / "old").code == 0
    assert "nothing changed" in run("release", tmp_path / "old", "--date", "2030-02-01").out
    path = tmp_path / "old" / "facts.csv"
    path.write_text(path.read_text("utf-8").replace("120.50", "120.05"), "utf-8")
    (layout.root / "CITATION.cff").write_text("cff-version: 1.2.0\nversion: 0.0.0\n", "utf-8")
    ended = run("release", tmp_path / "old", "--date", "2030-02-01", "--write")
    assert ended.code == 0
    assert "## 0.0.1 (2030-02-01)" in ended.out
    assert "version: '0.0.1'" in (layout.data / "release.yml").read_text("utf-8")
    assert "version: 0.0.1" in (layout.root / "CITATION.cff").read_text("utf-8")
    assert json.loads((layout.root / "datapackage.json").read_text("utf-8"))["version"] == "0.0.1"
    assert run("release", tmp_path / "old", "--date", "2030-13-01", "--write").code == 2


@pytest.mark.first_reports
def test_a_stored_report_is_shown_with_the_findings_that_the_data_has(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those against other reports of the unit as well: 20 were shown where the data had 22."""
    monkeypatch.delenv("DISCLOSURE_SOURCES", raising=False)
    layout = find_layout(Path(__file__).parent)
    display_stored(layout, "changji-egov/2024-final", figures=False)
    stored = read_csv(layout.reports / "changji-egov" / "2024-final" / "findings.csv")
    assert f"Findings: {len(stored)} " in capsys.readouterr().out
