from __future__ import annotations

import functools
import random
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.tampering import tamper

from disclosure import __version__
from disclosure.command.building.build import find_folders
from disclosure.command.review.verify import record_verified, verify_reports
from disclosure.description import load_report, write_marks
from disclosure.errors import HashError, SourceError
from disclosure.package.editions.descriptor import write_descriptor
from disclosure.package.stored.integrity import digest_data, find_state, verify_download
from disclosure.store import Layout

from .conftest import Run, snapshot

pytestmark = pytest.mark.usefixtures("here")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def inbox(document: Path) -> Path:
    return document.parent


def test_equal_data_is_marked_once(run: Run, layout: Layout, added: str, inbox: Path) -> None:
    assert run("verify", "--from", inbox).out == f"equal         {added}\n"
    folder = layout.reports / added
    report = load_report(folder / "report.yml")
    assert report.verification is not None
    assert (report.verification.reader, report.verification.origin) == (__version__, "folder")
    assert find_state(report, folder) == "verified"
    before = snapshot(layout.root)
    assert run("verify", "--from", inbox).code == 0
    assert snapshot(layout.root) == before


def test_a_dry_run_writes_nothing(run: Run, layout: Layout, added: str, inbox: Path) -> None:
    before = snapshot(layout.root)
    assert run("verify", added, "--from", inbox, "--dry-run").code == 0
    assert snapshot(layout.root) == before


def test_a_changed_figure_is_named_with_the_one_of_the_source(
    run: Run, layout: Layout, added: str, inbox: Path
) -> None:
    edit(layout.reports / added / "facts.csv", ",6,人,6,人,", ",9,人,9,人,")
    before = snapshot(layout.root)
    ended = run("verify", "--from", inbox)
    assert ended.code == 8
    assert "facts.csv row" in ended.out
    assert "value '9', from the source '6'" in ended.out
    assert "do not merge" in ended.err
    assert snapshot(layout.root) == before


def test_without_its_source_a_report_is_not_verified(run: Run, layout: Layout, added: str) -> None:
    ended = run("verify")
    assert ended.code == 3
    assert ended.out == f"not verified  {added}: its source file is not available\n"
    assert "--fetch" in ended.err
    assert load_report(layout.reports / added / "report.yml").verification is None


def test_without_its_source_what_contradicts_itself_is_found(run: Run, layout: Layout, added: str) -> None:
    edit(layout.reports / added / "facts.csv", ",6,人,6,人,", ",9,人,9,人,")
    ended = run("verify")
    assert ended.code == 8
    assert "the quote does not hold 9" in ended.out


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("facts", ",2,", ",3,", "is numbered 3 instead of 2"),
        ("coverage", "", "again", "not sorted, or occur twice"),
        ("checks", "again", "", "is not what the checks give"),
        ("coverage", ",fact,,", ",unread,,", "data/reports.csv row 2: accounted"),
    ],
)
def test_rows_and_counts_are_held_against_each_other(
    run: Run, layout: Layout, added: str, table: str, old: str, new: str, says: str
) -> None:
    path = layout.reports / added / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if "again" in (old, new):
        lines = [*lines, lines[-1]] if new else lines[:-1]
        path.write_text("".join(lines), encoding="utf-8")
    else:
        number = next(number for number, line in enumerate(lines) if number and old in line)
        lines[number] = lines[number].replace(old, new, 1)
        path.write_text("".join(lines), encoding="utf-8")
    ended = run("verify")
    assert ended.code == 8
    assert says in ended.out


def test_what_the_document_says_of_itself_is_compared(run: Run, layout: Layout, added: str, inbox: Path) -> None:
    edit(layout.reports / added / "report.yml", "部门决算", "部门预算")
    ended = run("verify", "--from", inbox)
    assert ended.code == 8
    assert "report.yml: title" in ended.out


def test_a_table_more_or_less_is_found(run: Run, layout: Layout, added: str, inbox: Path) -> None:
    (layout.reports / added / "more.csv").write_text("a\n", encoding="utf-8")
    assert "no such table" in run("verify", "--from", inbox).out
    (layout.reports / added / "more.csv").unlink()
    (layout.reports / added / "texts.csv").unlink()
    ended = run("verify", "--from", inbox)
    assert ended.code == 8
    assert "texts.csv: is missing" in ended.out


def test_every_single_change_is_found(layout: Layout, added: str, inbox: Path) -> None:
    rng, folders = random.Random(11), find_folders(layout, [])  # noqa: S311 - a choice of test cases
    for _ in range(12):
        changed = tamper(layout.reports / added, rng)
        path = layout.reports / added / f"{changed.table}.csv"
        before = path.read_bytes()
        path.write_bytes(changed.content)
        (verified,) = verify_reports(layout, folders, inbox)
        assert any(f"{changed.table}.csv" in line for line in verified.differences), changed
        path.write_bytes(before)
    assert verify_reports(layout, folders, inbox)[0].is_equal


def test_a_mark_does_not_outlive_a_change(layout: Layout, added: str, inbox: Path) -> None:
    record_verified(layout, verify_reports(layout, find_folders(layout, []), inbox))
    folder = layout.reports / added
    edit(folder / "facts.csv", ",6,人,6,人,", ",9,人,9,人,")
    assert find_state(load_report(folder / "report.yml"), folder) == "changed"


def test_another_reader_is_outdated(run: Run, layout: Layout, added: str, inbox: Path) -> None:
    record_verified(layout, verify_reports(layout, find_folders(layout, []), inbox))
    path = layout.reports / added / "report.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"'{__version__}'", "'0.0.7'"), encoding="utf-8")
    assert find_state(load_report(path), path.parent) == "outdated"
    assert f"kept    {added}: its source file is not available; its data was read with 0.0.7" in run("build").out


def test_marks_leave_what_a_person_wrote(layout: Layout, added: str) -> None:
    path = layout.reports / added / "report.yml"
    edit(path, "year: 2023", "# 按封面\nyear: 2023")
    text = path.read_text(encoding="utf-8")
    write_marks(path, "9.9.9", None)
    assert path.read_text(encoding="utf-8") == text.replace(__version__, "9.9.9")


@pytest.fixture
def server(inbox: Path) -> Iterator[tuple[str, list[str]]]:
    """A server of the inbox: its address, and the paths that were requested."""
    requested: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_request(self, code: object = "-", size: object = "-") -> None:
            requested.append(self.path)

    serving = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(inbox)))
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_address[1]}", requested
    serving.shutdown()
    serving.server_close()


def set_address(layout: Layout, added: str, address: str) -> None:
    edit(layout.reports / added / "report.yml", "    publisher: ", f"    url: {address}\n    publisher: ")
    write_descriptor(layout)


def test_a_source_is_fetched_from_its_address(layout: Layout, added: str, server: tuple[str, list[str]]) -> None:
    address, requested = server
    set_address(layout, added, f"{address}/决算.txt")
    folders = find_folders(layout, [])
    assert isinstance(verify_reports(layout, folders)[0].error, SourceError)
    assert requested == []
    (verified,) = verify_reports(layout, folders, fetch=True, public=False)
    assert verified.error is None
    assert verified.origin == "address"
    assert len(requested) == 1


def test_a_page_at_the_address_is_not_the_source(layout: Layout, added: str, server: tuple[str, list[str]]) -> None:
    set_address(layout, added, f"{server[0]}/")
    (verified,) = verify_reports(layout, find_folders(layout, []), fetch=True, public=False)
    assert isinstance(verified.error, HashError)
    assert "list page" in verified.error.remedy


def test_an_address_in_a_private_network_is_refused(
    run: Run, layout: Layout, added: str, server: tuple[str, list[str]]
) -> None:
    set_address(layout, added, f"{server[0]}/决算.txt")
    ended = run("verify", "--fetch")
    assert ended.code == 3
    assert "private network" in ended.err
    assert server[1] == []


def test_a_source_without_an_address_cannot_be_fetched(run: Run, added: str) -> None:
    ended = run("verify", added, "--fetch")
    assert ended.code == 3
    assert "sources[1].url" in ended.err


def test_a_download_is_compared_with_its_sums(run: Run, layout: Layout, added: str, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "facts.csv").write_bytes((layout.reports / added / "facts.csv").read_bytes())
    (folder / "notes.csv").write_text("a\n", encoding="utf-8")
    from disclosure.store import hash_file

    lines = [f"{hash_file(folder / name)}  {name}\n" for name in ("facts.csv", "notes.csv")]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    assert run("verify", "--download", folder).code == 0
    (folder / "notes.csv").unlink()
    (folder / "more.csv").write_text("b\n", encoding="utf-8")
    edit(folder / "facts.csv", "qinghe", "qinghf")
    assert verify_download(folder) == ["facts.csv: was changed", "notes.csv: is missing", "more.csv: is not listed"]
    assert run("verify", "--download", folder).code == 8


def test_the_digest_is_of_what_comes_from_the_source(layout: Layout, added: str) -> None:
    folder = layout.reports / added
    digest = digest_data(folder)
    edit(folder / "checks.csv", "pass", "fail")
    assert digest_data(folder) == digest
    edit(folder / "coverage.csv", "fact", "unread")
    assert digest_data(folder) != digest
