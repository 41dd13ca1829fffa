"""The benchmarks: what is measured is held against what is asked, and a report that is to change does."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from disclosure.store import Layout, write_csv

FOLDER = Path(__file__).parents[1] / "benchmarks"


def load_benchmark(name: str) -> ModuleType:
    """A module of benchmarks/, a folder that is not a package."""
    found = importlib.util.spec_from_file_location(f"benchmark_{name}", FOLDER / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module
    found.loader.exec_module(module)
    return module


targets, change = load_benchmark("targets"), load_benchmark("change")


def record(whose: str, data: str, reports: int, stage: str, seconds: float, said: str = "") -> dict[str, object]:
    return {
        "whose": whose, "data": data, "reports": reports, "stage": stage, "seconds": seconds, "clock": 1,
        "memory": 200e6, "said": said,
    }  # fmt: skip


def site(whose: str, data: str, reports: int, cold: float, size: str) -> list[dict[str, object]]:
    said = f"1,060 pages, 9 charts, 2,366 files, {size} MB"
    return [
        record(whose, data, reports, "site, cold", cold, said),
        record(whose, data, reports, "site, one report changed", cold / 10),
    ]


def test_a_run_is_held_against_what_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scale = [
        *site("here", "invented", 100, 10, "20.0"), *site("here", "invented", 200, 20, "30.0"),
        *site("other", "invented", 100, 40, "100.0"), *site("here", "real", 50, 30, "60.0"),
    ]  # fmt: skip
    reading = [
        {"whose": whose, "reader": reader, "pages": 100, "seconds": seconds}
        for whose, reader, seconds in (("here", "pdfplumber", 6), ("here", "checked", 2), ("other", "checked", 3))
    ]
    (tmp_path / "scale.json").write_text(json.dumps(scale), "utf-8")
    (tmp_path / "reading.json").write_text(json.dumps(reading), "utf-8")
    files = [str(tmp_path / name) for name in ("scale.json", "reading.json", "missing.json")]
    monkeypatch.setattr(sys, "argv", ["targets.py", *files])
    targets.main()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in capsys.readouterr().out.splitlines()[4:]]
    told = {row[0]: row[1:] for row in rows}
    assert told["read, parse, check, pages a second against pdfplumber's extract_tables"] == ["2.0 ×", "3.0 ×", "≥ 6 ×"]
    assert told["invented, 100 reports: site, cold"] == [
        "40.0 s, 1,060 pages",
        "10.0 s, 1,060 pages, 0.25 ×",
        "≤ 0.4 ×",
    ]
    assert told["invented, 100 reports: one report changed"][1] == "1.0 s, 0.03 of cold before"
    assert told["invented, 200 reports: site, cold"][0] == ""
    # by a line through 20 MB of 100 and 30 MB of 200; what was measured once is not reckoned on
    assert told["invented, 2,400 reports: bytes, reckoned"] == ["", "250 MB", "≤ 700 MB"]
    # of 60 MB of 50 real reports 10 MB do not grow: 1 MB each
    assert told["real: bytes a report; reports that GitHub Pages takes (1 GB)"][1] == "1.00 MB; 990"


def test_a_size_that_cannot_be_read_is_an_error() -> None:
    records = site("here", "invented", 100, 10, "20.0")
    records[0]["said"] = "no size"
    with pytest.raises(ValueError, match="no size"):
        targets.list_sites(records, "here", "invented")


@pytest.mark.parametrize("content", ["年中调整了安排", "年中调整了安排。"])
def test_a_report_that_is_to_change_changes(tmp_path: Path, content: str) -> None:
    folder = Layout(tmp_path).reports / "library" / "2030-final"
    folder.mkdir(parents=True)
    (folder / "report.yml").write_text("unit: library\n", "utf-8")
    write_csv(folder / "texts.csv", ("report_id", "content"), [{"report_id": "library-2030-final", "content": content}])
    before = (folder / "texts.csv").read_bytes()
    change.change_report(tmp_path)
    assert (folder / "texts.csv").read_bytes() != before
    write_csv(folder / "texts.csv", ("report_id", "content"), [])
    with pytest.raises(ValueError, match="no text"):
        change.change_report(tmp_path)
