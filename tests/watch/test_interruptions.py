"""A run that is cut off, wherever that is, goes on where it was; and documents that were replaced."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.specimens.portals import HTML, PDF, PORTALS, list_entries, surround
from tests.watch.conftest import Watching

from disclosure.command.report.unit import NAME_COLUMNS, UNIT_COLUMNS
from disclosure.description import dump_report
from disclosure.model import Report, Source
from disclosure.store import hash_bytes, write_csv
from disclosure.watch.courtesy import Client
from disclosure.watch.memory import Memory

ENTRIES = list_entries()
KEYS = sorted(each.key for each in ENTRIES)


class CutError(Exception):
    """The end of the process, at a request or before something is kept."""


@pytest.mark.parametrize("name", ["numbered", "units", "gbk"])
def test_a_run_that_is_cut_off_at_any_request_loses_nothing(
    watching: Watching, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, make = PORTALS["pages of units" if name == "units" else name]
    watching.portal.content = make(ENTRIES)
    watching.list_pages(path)
    get, left = Client.get, [0]

    def cut(self: Client, *args: object, **named: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise CutError
        return get(self, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Client, "get", cut)
    for _ in range(40):
        left[0] = 3  # each run makes three requests, then it ends
        try:
            watching.run(since=2000)
            break
        except CutError:
            continue
    assert watching.keys == KEYS
    paths = watching.portal.paths
    assert len(paths) == len(set(paths)), "an address was requested twice"


@pytest.mark.parametrize("place", ["note", "put"])
def test_a_run_that_is_cut_off_before_it_keeps_a_document_fetches_it_again(
    watching: Watching, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, make = PORTALS["json"]
    watching.portal.content = make(ENTRIES)
    watching.list_pages(path)
    with monkeypatch.context() as patch:
        note = Memory.note

        def stop(self: Memory, known: object, content: bytes | None = None) -> None:
            if content is None:
                raise CutError
            note(self, known, content)  # type: ignore[arg-type]

        def refuse(*_: object) -> None:
            raise CutError

        if place == "note":
            patch.setattr(Memory, "note", stop)
        else:
            patch.setattr("disclosure.watch.holdings.write_origin", refuse)
        with pytest.raises(CutError):
            watching.run(since=2000)
    watching.run(since=2000)
    assert watching.keys == KEYS
    assert not list((watching.layout.root / "sources" / ".watch").glob("part-*"))


def test_a_run_long_after_one_that_was_cut_off_begins_anew(watching: Watching) -> None:
    watching.portal.content = {"/list/": (HTML, surround("").encode())}
    watching.list_pages("/list/")
    path = watching.layout.root / "sources" / ".watch" / "state.sqlite"
    Memory(path, watching.time).close()
    assert Memory(path, watching.time + 3600).resumed
    assert not Memory(path, watching.time + 3 * 86_400).resumed
    with sqlite3.connect(path) as store:
        assert store.execute("SELECT count(*) FROM runs WHERE finished IS NULL").fetchone() == (1,)


def make_one(watching: Watching, document: bytes, title: str = ENTRIES[4].title) -> None:
    page = surround(f'<ul><li>2025-09-03 <a href="/f/1.pdf">{title}</a></li></ul>')
    watching.portal.content = {"/list/": (HTML, page.encode()), "/f/1.pdf": (PDF, document)}
    watching.list_pages("/list/")


def test_a_document_that_was_replaced_at_its_address_is_not_a_new_one(watching: Watching) -> None:
    make_one(watching, ENTRIES[4].document())
    (first,) = watching.run(since=2000)
    (old,) = first.finds
    assert (old.origin.replaces, old.origin.published, old.origin.retrieved) == ("", "2025-09-03", "2026-09-21")
    make_one(watching, ENTRIES[4].document("corrected"))
    (soon,) = watching.run(since=2000)
    assert not soon.finds, "a document is asked for again after four weeks"
    watching.time += 30 * 86_400
    (later,) = watching.run(since=2000)
    (new,) = later.finds
    assert new.origin.replaces == old.origin.sha256
    assert {old.path.name, new.path.name} == {path.name for path, _ in watching.origins}
    assert old.path.read_bytes() == ENTRIES[4].document()


def test_the_page_of_one_unit_names_it_nowhere(watching: Watching) -> None:
    body = (
        "<h1>预决算公开</h1><ul><li><a href='/f/1.pdf'>2024年部门决算</a><li><a href='/f/2.pdf'>2024年单位预算</a></ul>"
    )
    watching.portal.content = {
        "/list/": (HTML, surround(body).encode()), "/f/1.pdf": (PDF, b"%PDF-1"), "/f/2.pdf": (PDF, b"%PDF-2"),
    }  # fmt: skip
    watching.list_pages("/list/", kind="unit", publisher="望舒市民政局")
    watching.run(since=2000)
    assert watching.keys == [("望舒市民政局", 2024, "budget"), ("望舒市民政局", 2024, "final")]
    assert sorted(path.name.rsplit("-", 1)[0] for path, _ in watching.origins) == [
        "望舒市民政局-2024-budget-unit", "望舒市民政局-2024-final",
    ]  # fmt: skip
    watching.list_pages("/list/")  # on the page of a government the same links name no unit
    assert watching.run(since=2000, recheck=True)[0].finds == []


def test_a_report_that_lacks_its_address_gets_it(
    watching: Watching, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The document is in the data; where it was published is not."""
    entry = ENTRIES[4]
    source = Source(hash_bytes(entry.document()), "application/pdf", 40, entry.title, entry.unit)
    report = Report("wangshu-civil-affairs", 2024, "final", entry.title, entry.unit, (source,))
    path = watching.layout.reports / report.folder / "report.yml"
    path.parent.mkdir(parents=True)
    path.write_bytes(dump_report(report))
    make_one(watching, entry.document())
    (found,) = watching.run(since=2000)
    address = watching.portal.address("/f/1.pdf")
    assert (found.finds, found.known, found.addresses) == ([], 1, {address: report.folder})
    assert f"which is {address}" in capsys.readouterr().out
    assert not watching.origins
    watching.portal.asked.clear()
    path.write_bytes(dump_report(replace(report, sources=(replace(source, url=address),))))
    (found,) = watching.run(since=2000)
    assert (found.known, found.addresses) == (1, {})
    assert watching.portal.paths == ["/list/"], "what the data has with its address is not requested"


@pytest.mark.parametrize(
    ("region", "words", "name"),
    [("110000", "市历法局", "calendar"), ("310107", "区观星局", "stars"), ("330521", "县望舒局", "德清县望舒局")],
)
def test_units_of_a_list_without_their_place_are_known(watching: Watching, region: str, words: str, name: str) -> None:
    units = [("calendar", "北京市历法局", "110000"), ("stars", "上海市普陀区观星局", "310107")]
    folder = watching.layout.reference
    rows = [dict(zip(("unit_id", "name", "region_code"), each, strict=True)) for each in units]
    write_csv(folder / "units.csv", UNIT_COLUMNS, rows)
    write_csv(folder / "unit_names.csv", NAME_COLUMNS, [{"unit_id": each[0], "name": each[1]} for each in units])
    make_one(watching, ENTRIES[4].document(), f"{words}2024年部门决算")
    watching.list_pages("/list/", region=region)
    watching.run(since=2000)
    ((path, _),) = watching.origins
    assert path.name.startswith(f"{name}-2024-final-")


def test_all_known_documents_are_asked_for_where_that_is_wanted(watching: Watching) -> None:
    make_one(watching, ENTRIES[4].document())
    watching.portal.bare.add("/f/1.pdf")  # without headers it is never asked for again by itself
    watching.run(since=2000)
    make_one(watching, ENTRIES[4].document("corrected"))
    watching.time += 60 * 86_400
    (later,) = watching.run(since=2000)
    assert not later.finds
    (asked,) = watching.run(since=2000, recheck=True)
    assert asked.finds[0].origin.replaces


def test_the_same_document_at_two_addresses_is_one(watching: Watching) -> None:
    entry = ENTRIES[4]
    page = surround(f'<a href="/a.pdf">{entry.title}</a><a href="/b.pdf">{entry.title}</a>')
    watching.portal.content = {
        "/list/": (HTML, page.encode()),
        **dict.fromkeys(("/a.pdf", "/b.pdf"), (PDF, entry.document())),
    }
    watching.list_pages("/list/")
    (found,) = watching.run(since=2000)
    assert (len(found.finds), found.known) == (1, 1)
