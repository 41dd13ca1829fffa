"""Nothing that comes from outside may act: a test for each way in, with what must come out.

The readers have their own (tests/read/test_hostile.py), as have CSV cells (tests/package/test_cells.py) and the journal
(tests/test_journal.py).
"""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.description import load_report
from disclosure.errors import DescriptionError
from disclosure.store import Layout, load_yaml

from .conftest import REPORT_TEXT, Run, snapshot

FOLDER = "qinghe-library/2023-final"


def rewrite(layout: Layout, was: str, becomes: str) -> None:
    path = layout.reports / FOLDER / "report.yml"
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), "utf-8")


YAML = {
    "alias": ("kind: final", "kind: &a final\nx: *a"),
    "alias bomb": ("kind: final", "kind: final\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"),
    "tag": ("kind: final", "kind: !!python/object/apply:os.system ['touch owned']"),
    "plain tag": ("kind: final", "kind: !!str final"),
    "depth": ("kind: final", "kind: final\nx: " + "[" * 5000),
    "twice": ("kind: final", "kind: final\nkind: budget"),
    "two documents": ("kind: final", "kind: final\n---\nkind: final"),
    "merge key": ("kind: final", "kind: final\n<<: {x: 1}"),
    "number of a thousand digits": ("year: 2023", "year: " + "9" * 1000),
    "infinity": ("value: '1205000'", "value: '.inf'"),
    "exponent": ("value: '1205000'", "value: '1e999999999'"),
    "not a number": ("value: '1205000'", "value: 'NaN'"),
    "path in the unit": ("unit: qinghe-library", "unit: ../../etc"),
    "absolute path": ("unit: qinghe-library", "unit: /etc"),
    "Windows name": ("unit: qinghe-library", "unit: con\\nul"),
    "another unit's id": ("unit: qinghe-library", "unit: changji-egov"),
    "bidirectional": ("unit_name: 望舒县", "unit_name: \u202e望舒县"),
    "zero width": ("unit_name: 望舒县", "unit_name: 清\u200b河县"),
    "line break": ("unit_name: 望舒县图书馆", 'unit_name: "望舒县\\n图书馆"'),
    "null": ("unit_name: 望舒县图书馆", 'unit_name: "a\\0b"'),
    "long": ("unit_name: 望舒县", "unit_name: " + "清" * 3000),
    "script address": ("sources:\n  - sha256", "sources:\n  - url: javascript:alert(1)\n    sha256"),
    "address with password": ("sources:\n  - sha256", "sources:\n  - url: https://a:b@example.org/\n    sha256"),
    "file address": ("sources:\n  - sha256", "sources:\n  - url: file:///etc/passwd\n    sha256"),
    "a megabyte": ("kind: final", "kind: final\n# " + "x" * 1_000_001),
}  # fmt: skip


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("way", YAML)
def test_a_hostile_description_is_refused_and_changes_nothing(run: Run, layout: Layout, way: str) -> None:
    rewrite(layout, *YAML[way])
    before = snapshot(layout.root)
    ended = run("build")
    assert ended.code == 6, ended.err
    assert "remedy:" in ended.err
    assert "Traceback" not in ended.err
    assert snapshot(layout.root) == before
    assert not (layout.root / "owned").exists()


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("name", ["unit", "report", "report.yml", "facts.csv", "units.csv"])
def test_a_symbolic_link_leads_nowhere(run: Run, layout: Layout, tmp_path: Path, name: str) -> None:
    places = {
        "unit": layout.reports / "qinghe-library", "report": layout.reports / FOLDER,
        "units.csv": layout.reference / "units.csv",
    }  # fmt: skip
    place = places.get(name, layout.reports / FOLDER / name)
    elsewhere = tmp_path / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    ended = run("build")
    assert ended.code == 6
    assert "symbolic link" in ended.err
    assert str(elsewhere) not in ended.err


@pytest.mark.usefixtures("added")
def test_a_report_in_the_folder_of_another_unit_is_refused(run: Run, layout: Layout) -> None:
    shutil.copytree(layout.reports / FOLDER, layout.reports / "changji-egov" / "2023-final")
    ended = run("build")
    assert ended.code == 6
    assert "does not match the content" in ended.err


MARKUP = "<script>alert(1)</script>{{ 7*7 }}{% x %}${x}[a](javascript:1)`x`|=1+1"


def test_markup_in_a_document_stays_text(run: Run, layout: Layout, document: Path) -> None:
    document.write_text(REPORT_TEXT.replace("图书借阅", MARKUP), "utf-8")
    ended = run("add", document, "--unit", "qinghe-library", "--control", "overall/total=1205000")
    assert ended.code == 0
    assert "{{ 7*7 }}" not in (layout.root / "datapackage.json").read_text("utf-8").replace(MARKUP, "")


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x1b[31m", "\x07"])
def test_a_name_with_signs_that_hide_is_refused_or_cleaned(run: Run, layout: Layout, document: Path, sign: str) -> None:
    document.write_text(REPORT_TEXT.replace("望舒县图书馆", f"望舒县{sign}图书馆"), "utf-8")
    ended = run("add", document, "--unit", "qinghe-library")
    written = (layout.reference / "units.csv").read_text("utf-8")
    assert sign not in ended.out + ended.err + written
    assert ended.code in (0, 3, 4, 6)


@pytest.mark.parametrize("number", ["9" * 16, "9" * 400, "9" * 50 + "." + "9" * 50, "１" * 100, "1" + ",000" * 100])
def test_enormous_numbers_end_in_time_and_typed(run: Run, document: Path, number: str) -> None:
    document.write_text(REPORT_TEXT.replace("118.00", number), "utf-8")
    ended = run("add", document, "--unit", "qinghe-library")
    assert ended.code in (0, 3, 4, 6, 8)
    assert "Traceback" not in ended.err
    assert "Infinity" not in ended.out


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
@pytest.mark.parametrize(
    "name", ["-rf.txt", "a\nb.txt", "$(touch owned).txt", "\u202etxt.exe", "con.txt", "a" * 200 + ".txt"]
)
def test_the_name_of_a_file_is_only_a_name(run: Run, layout: Layout, document: Path, name: str) -> None:
    path = document.with_name(name)
    Path(document).rename(path)
    ended = run("add", "--unit", "qinghe-library", "--keep", "--control", "overall/total=1205000", "--", path)
    assert ended.code == 0, ended.err
    assert [each.name for each in (layout.root / "sources").iterdir()] == [
        "qinghe-library-2023-final" + (".txt" if name.endswith(".txt") else "")
    ]
    assert not (layout.root / "owned").exists()


GOOD = (
    "unit: a\nunit_name: 甲\nyear: 2024\nkind: final\ntitle: 甲\nsources:\n  - sha256: '" + "0" * 64 + "'\n"
    "    media_type: text/plain\n    bytes: 1\n    title: 甲\n    publisher: 甲\ncontrol_totals:\n"
    "  - statement: overall\n    item: total\n    value: '1'\n"
)
PIECES = [
    "&a ",
    "*a",
    "!!int ",
    "'",
    '"',
    "[",
    "{",
    "]",
    "- ",
    ": ",
    "\n",
    "\t",
    ">",
    "#",
    "%",
    "@",
    "\u202e",
    "\x00",
    "? ",
    "<<",
    "~",
]


pieces = st.one_of(st.sampled_from(PIECES), st.text(max_size=5))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 20), pieces), min_size=1, max_size=5))
def test_any_description_is_read_or_refused(tmp_path: Path, edits: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for at, cut, piece in edits:
        text = text[:at] + piece + text[at + cut :]
    path = tmp_path / "a" / "2024-final" / "report.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(DescriptionError):
        assert load_report(path).folder == "a/2024-final"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_any_bytes_as_yaml_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(content)
    with suppress(DescriptionError):
        load_yaml(path)
