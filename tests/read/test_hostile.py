"""Hostile, broken and foreign files: a typed error or the right words, within bounds of time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.specimens.formats.hostile import HOSTILE, write_drawing
from tests.specimens.formats.office import write_docx, write_html, write_xls, write_xlsx
from tests.specimens.formats.paper import write_ofd, write_pdf

from disclosure.command.report.bounds import MAX_SECONDS
from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read import formats, isolated, isolation, source
from disclosure.read.building import builder, container
from disclosure.read.formats import read_format
from disclosure.read.isolation import read_isolated
from disclosure.read.page import recognition
from disclosure.read.pdf import glyphs
from disclosure.read.source import MAX_SOURCE_BYTES, read_bytes, read_document
from disclosure.read.tables import pages
from disclosure.read.web import html
from disclosure.read.word import old_word
from disclosure.read.workbook import spreadsheet

#: What runs against a bound of memory or of depth before it is refused: seconds each.
SLOW = (
    "PDF whose drawing draws itself", "PDF whose pages nest 30,000 deep", "PDF with a bomb as drawing",
    "PDF with a bomb as font", "web page 300,000 elements deep", "web page of 49 million bytes",
)  # fmt: skip


@pytest.mark.sampled(12)
@pytest.mark.parametrize("case", [case for case in HOSTILE if case not in SLOW])
def test_hostile_file(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_available", lambda: False)
    refuse_or_read(case, tmp_path)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("case", SLOW)
def test_slow_hostile_file(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_available", lambda: False)
    refuse_or_read(case, tmp_path)


def refuse_or_read(case: str, tmp_path: Path) -> None:
    """A typed error or the right words, within the bounds, and nothing else touched."""
    write, outcome = HOSTILE[case]
    path = tmp_path / "document.pdf"
    path.write_bytes(write())
    if outcome.startswith("="):
        assert outcome[1:] in read_document(path).text
    else:
        with pytest.raises(SourceError, match=outcome) as caught:
            read_document(path)
        assert caught.value.file == "document.pdf"
        assert caught.value.remedy
    assert [each.name for each in tmp_path.iterdir()] == ["document.pdf"]


def test_too_long_a_text() -> None:
    """A text is bounded like every other document: what it holds is parsed outside the reader's process."""
    for content in (b"a" * (builder.MAX_CHARACTERS + 1), b"a" + b"\t" * (builder.MAX_CELLS + 1)):
        with pytest.raises(SourceError, match="more than"):
            read_bytes(content, "long.txt")


def test_too_large_and_missing(tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(MAX_SOURCE_BYTES + 1)
    for path in (large, tmp_path, tmp_path / "absent.pdf"):
        with pytest.raises(SourceError):
            read_document(path)


def test_bounds_of_time_and_memory() -> None:
    # more words than fit into what a process has when the bound is set
    content = write_drawing(b"BT /F 9 Tf 50 50 Td " + b"(total 1234.50 and so on) Tj " * 10_000 + b"ET")
    with pytest.raises(SourceError, match="seconds"):
        read_isolated(content, "slow.pdf", seconds=0.001)
    with pytest.raises(SourceError, match=r"memory|crashed|broken"):
        read_isolated(content, "fat.pdf", memory=30_000_000)
    assert read_isolated(content, "fine.pdf", seconds=600).pages


def test_a_reader_ends_though_nobody_watches_its_clock() -> None:
    bound = "import os; from disclosure.read import isolated; os.cpu_count = lambda: 1; isolated._limit(10**10, 1)"
    environment = os.environ | {"PYTHONPATH": str(Path(isolation.__file__).parents[2])}
    ended = subprocess.run([sys.executable, "-c", f"{bound}\nwhile True: pass"], env=environment, check=False)
    assert ended.returncode < 0


def test_a_page_drawn_to_be_slow_ends() -> None:
    lines = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (n % 595, n % 595, n % 842, n % 842) for n in range(60_000)
    )
    words = b"BT /F 9 Tf 50 50 Td (total 1234.50 and so on) Tj ET"
    document = read_bytes(write_drawing(lines + words), "drawing.pdf")
    assert "".join(document.text.split()).count("1234.50") == 1


def test_a_crash_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    isolation._READERS.close()  # none of those that wait, which are real
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SourceError, match="crashed"):
        read_isolated(write_pdf(), "crash.pdf")
    monkeypatch.undo()
    assert read_isolated(write_pdf(), "after.pdf").pages  # one that died while it waited is not used


def test_every_document_has_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """One is started ahead, none is used twice, and none is left when the readers close."""
    readers = isolation._Readers()
    monkeypatch.setattr(isolation, "_READERS", readers)
    taken: list[int] = []
    take = readers.take

    def watch() -> subprocess.Popen[bytes]:
        process = take()
        taken.append(process.pid)
        return process

    monkeypatch.setattr(readers, "take", watch)
    content = write_pdf()
    documents = [read_isolated(content, "same.pdf") for _ in range(3)]
    assert documents == documents[:1] * 3
    assert len(set(taken)) == 3
    waiting = list(readers._ready)
    assert len(waiting) == 1
    readers.close()
    assert all(process.poll() is not None for process in waiting)


HARM = {
    "network": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "names": "import socket; socket.getaddrinfo('example.invalid', 80)",
    "program": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "writing": "open('made.txt', 'w')",
    "adding": "open('there.txt', 'ab')",
    "removing": "import os; os.remove('there.txt')",
    "moving": "import os; os.rename('there.txt', 'made.txt')",
}


@pytest.mark.parametrize("case", HARM)
def test_a_reader_can_do_no_harm(case: str, tmp_path: Path) -> None:
    """A library that a document got the better of may read, but not write, start programs or call out."""
    (tmp_path / "there.txt").write_bytes(b"safe")
    code = f"from disclosure.read import isolated; isolated._forbid_harm(); open('there.txt').read(); {HARM[case]}"
    path = str(Path(isolation.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "PermissionError: not allowed in a reader" in run.stderr
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("there.txt", b"safe")]


def test_any_exception_of_a_library_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(content: bytes, name: str, *, recognize: bool) -> Document:
        raise {"memory": MemoryError, "depth": RecursionError, "key": KeyError}[name]

    monkeypatch.setattr(formats, "read_format", fail)
    assert "memory" in isolated._answer(b"", "memory")["problem"]
    assert "deep" in isolated._answer(b"", "depth")["problem"]
    assert "KeyError" in isolated._answer(b"", "key")["problem"]


WHOLE: dict[str, Callable[[], bytes]] = {
    "pdf": write_pdf, "docx": write_docx, "xlsx": write_xlsx, "xls": write_xls, "html": write_html, "ofd": write_ofd,
}  # fmt: skip


@cache
def write_once(form: str) -> bytes:
    """A whole file, the same bytes for each example: a workbook tells when it was written."""
    return WHOLE[form]()


@pytest.mark.parametrize("form", WHOLE)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_read_or_refused(form: str, data: st.DataObject) -> None:
    """Any cut or changed byte: a document or a typed error comes back from where readers run."""
    content = bytearray(write_once(form))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    answer = isolated._answer(bytes(content[: data.draw(st.integers(1, len(content)))]), "damaged")
    assert answer.get("problem") or "text" in answer


def test_bounds_are_stated() -> None:
    """The page on formats states every bound, in this order, and every hostile file: a promise."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    bounds, battery = page.partition("## 限度")[2].split("## 恶意", 1)
    stated = [line.split("|")[3].strip() for line in bounds.splitlines() if line.startswith("| ")][2:]
    assert stated == [
        f"{bound:,}"
        for bound in (
            source.MAX_SOURCE_BYTES, isolation.MAX_SECONDS, isolation.MAX_MEMORY_BYTES, pages.MAX_PAGES,
            glyphs.MAX_PAGE_CHARACTERS, builder.MAX_CHARACTERS, builder.MAX_CELLS, container.MAX_MEMBERS,
            container.MAX_UNPACKED_BYTES, container.MAX_RATIO, container.MAX_DEPTH, container.MAX_ELEMENTS,
            html.MAX_TABLE_DEPTH, spreadsheet.MAX_MERGES, recognition.MAX_RECOGNIZED_PAGES, recognition.MAX_SECONDS,
            recognition.MAX_MEMORY_BYTES, old_word.MAX_SECONDS, old_word.MAX_MEMORY_BYTES, MAX_SECONDS,
        )
    ]  # fmt: skip
    told = [line.split("|")[1].strip() for line in battery.splitlines() if line.startswith("| ")][2:]
    assert told == list(HOSTILE)


def test_readers_refuse_in_process_too() -> None:
    with pytest.raises(SourceError):
        read_format(b"\x89PNG", "picture.png")
