"""Editions made of what earlier builds have kept have the bytes of those made from nothing."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.crew import run_beside
from disclosure.package.editions import archive, whole
from disclosure.package.editions.archive import pack_kept, pack_pieces
from disclosure.package.editions.distribution import Distribution
from disclosure.package.editions.whole import write_editions
from disclosure.shelf import KeptFiles
from disclosure.store import hash_file

#: Tables, each with a column of words: one that the workbook has, one that it has not, and the list that gives every
#: piece its place.
CHANGED = (("headlines", "unit_name"), ("texts", "content"), ("reports", "title"))


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.lists(st.binary(max_size=2000)), max_size=4))
def test_a_zip_of_kept_files_is_that_of_the_files(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("zips")
    pack_pieces(folder / "plain.zip", files.items())
    wanted: list[tuple[str, list[str], Callable[[], list[bytes]]]] = [
        (name, [repr(pieces)], partial(list, pieces)) for name, pieces in files.items()
    ]
    for name in ("first", "second"):
        pack_kept(folder / f"{name}.zip", wanted, KeptFiles(folder / "kept"))
        assert (folder / f"{name}.zip").read_bytes() == (folder / "plain.zip").read_bytes()


def test_only_what_is_not_kept_is_compressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [("a", ["1"], lambda: [b"one"]), ("b", ["2"], lambda: [b"two"])]
    pack_kept(tmp_path / "first.zip", files[:1], KeptFiles(tmp_path / "kept"))
    compressed: list[str] = []
    deflate = archive._deflate

    def note(pieces: Callable[[], list[bytes]], target: Path) -> None:
        compressed.append(b"".join(pieces()).decode())
        deflate(pieces, target)

    monkeypatch.setattr(archive, "_deflate", note)
    pack_kept(tmp_path / "second.zip", files, KeptFiles(tmp_path / "kept"))
    assert compressed == ["two"]


def hash_all(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hash_file(path) for path in folder.rglob("*") if path.is_file()}


def change_table(folder: Path, table: str, column: str) -> None:
    """Another word in the first row of a table."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        head, first, *rest = csv.reader(stream)
    first[head.index(column)] += "改"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([head, first, *rest])


@pytest.mark.first_reports
def test_a_changed_table_is_in_every_edition(distribution: Distribution, tmp_path: Path) -> None:
    stated = tmp_path / "stated"
    stated.mkdir()
    for name in (*(f"{name}.csv" for name in distribution.shapes), "datapackage.json"):
        shutil.copy(distribution.folder / name, stated)
    kept = tmp_path / "kept"
    seen = []
    for number, (table, column) in enumerate((("", ""), *CHANGED, ("", ""))):
        if table:
            change_table(stated, table, column)
        made = []
        for folder, shelf in ((tmp_path / f"kept-{number}", kept), (tmp_path / f"alone-{number}", None)):
            shutil.copytree(stated, folder)
            write_editions(folder, distribution.shapes, database=False, kept=shelf)
            made.append(hash_all(folder))
            shutil.rmtree(folder)
        assert made[0] == made[1]
        seen.append(made[0])
    assert seen[-1] == seen[-2]
    assert all(one != other for one, other in pairwise(seen[:-1]))


@pytest.mark.first_reports
def test_large_tables_become_parquet_in_a_process_of_their_own(
    distribution: Distribution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its memory goes with it; the bytes are the same, and where all tables are kept no process is started."""
    started: list[object] = []

    def start(*work: Any) -> None:
        started.append(work)
        run_beside(*work)

    monkeypatch.setattr(whole, "run_beside", start)
    made = []
    for name, large in (("alone", 0), ("beside", 1 << 40), ("kept", 0)):
        monkeypatch.setattr(whole, "_LARGE", large)
        folder = tmp_path / name
        shutil.copytree(distribution.folder, folder)
        shutil.rmtree(folder / "parquet")
        write_editions(folder, distribution.shapes, database=False, kept=tmp_path / "shelf")
        made.append(hash_all(folder))
    assert made[0] == made[1] == made[2]
    assert len(started) == 1
