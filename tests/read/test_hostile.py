"""Hostile, broken and foreign files: a typed error in bounded time, each file made by a recipe here."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.specimens.formats.office import write_docx, write_html, write_xls, write_xlsx
from tests.specimens.formats.paper import write_ofd, write_pdf, write_zip

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read import formats, isolation
from disclosure.read.container import MAX_DEPTH, MAX_RATIO, MAX_UNPACKED_BYTES
from disclosure.read.formats import read_format
from disclosure.read.html import MAX_TABLE_DEPTH
from disclosure.read.isolation import read_isolated
from disclosure.read.pages import MAX_PAGES
from disclosure.read.source import MAX_SOURCE_BYTES, read_bytes, read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCTYPE = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def write_word(body: str, head: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word document of this body."""
    document = f'<?xml version="1.0"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'
    return write_zip({"word/document.xml": document.encode(), **(more or {})})


def write_sheet(sheet: str) -> bytes:
    """The small workbook with its first sheet replaced."""
    members = unpack(write_xlsx())
    members["xl/worksheets/sheet1.xml"] = sheet.encode()
    return write_zip(members)


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_pages(count: int) -> bytes:
    """A PDF of many pages that all are one."""
    kids = " ".join(["3 0 R"] * count)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    return write_objects([item.encode() for item in objects])


def write_objects(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    content, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(content),
        )
    )


def write_drawing(stream: bytes) -> bytes:
    """A PDF of one page that draws ``stream``."""
    packed = zlib.compress(stream)
    return write_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def write_sheet_merged(area: str) -> bytes:
    return write_sheet(
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>'
        f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells></worksheet>'
    )


def write_sheet_formula() -> bytes:
    return write_sheet(
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><f>1+1</f></c></row></sheetData></worksheet>'
    )


def write_lying_zip() -> bytes:
    """A container whose directory says that its one long part is short."""
    content = bytearray(write_word("<w:p/>" * 300_000))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


ENCRYPTED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")

#: File, what the error must say of it.
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zero bytes": (lambda: b"", "empty"),
    "white space": (lambda: b" \n\r\n ", "empty"),
    "NULs": (lambda: bytes(10_000), "control characters"),
    "PDF without an end": (lambda: write_pdf()[:3000], "broken"),
    "PDF of a head only": (lambda: b"%PDF-1.7\n", "broken"),
    "encrypted PDF": (lambda: write_pdf(password="secret"), "encrypted"),  # noqa: S106
    "PDF of too many pages": (lambda: write_pages(MAX_PAGES + 1), "pages"),
    "scan": (lambda: write_pages(3), "scan"),
    "encrypted Office": (lambda: ENCRYPTED_OFFICE, "encrypted"),
    "container cut off": (lambda: write_docx()[:2000], "broken"),
    "container of nothing": (lambda: write_zip({"readme.txt": b"hello"}), "zip archive"),
    "zip bomb": (lambda: write_word("<w:p/>" * 4_000_000), "times its size"),
    "zip bomb that lies": (write_lying_zip, "damaged"),
    "entity bomb": (lambda: write_word("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", DOCTYPE), "entities"),
    "external entity": (lambda: write_word("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", EXTERNAL), "entities"),
    "deep XML": (lambda: write_word("<w:p>" * 10_000 + "</w:p>" * 10_000), "deeper"),
    "broken XML": (lambda: write_word("<w:p>"), "well-formed"),
    "Word without a body": (lambda: write_zip({"word/document.xml": f"<w:document {W}/>".encode()}), "no body"),
    "Word with macros": (lambda: write_word("<w:p/>", more={"word/vbaProject.bin": b"x"}), "macros"),
    "Excel with macros": (lambda: write_zip({**unpack(write_xlsx()), "xl/vbaProject.bin": b"x"}), "macros"),
    "Excel of one huge merged cell": (lambda: write_sheet_merged("A1:XFD1048576"), "merged cells"),
    "formulas without values": (write_sheet_formula, "formulas"),
    "entities in Excel": (
        lambda: write_sheet(DOCTYPE + '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
        "entities",
    ),
    "old workbook without its middle": (lambda: write_xls()[:512] + bytes(512) + write_xls()[1024:], "broken"),
    "web page of nested tables": (lambda: b"<html>" + b"<table><tr><td>1" * 5_000, "nested"),
    "web page without words": (lambda: b"<html><script>var a = 1;</script></html>", "no words"),
    "OFD without pages": (
        lambda: write_zip({
            "OFD.xml": b"<OFD><DocRoot>D.xml</DocRoot></OFD>",
            "D.xml": b"<Document/>",
        }),
        "no pages",
    ),
    "OFD of a part outside": (
        lambda: write_zip({"OFD.xml": b"<OFD><DocRoot>../../etc/passwd</DocRoot></OFD>"}),
        "missing",
    ),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    "RAR": (lambda: b"Rar!\x1a\x07\x00" + bytes(100), "RAR"),
    "rich text": (lambda: b"{\\rtf1\\ansi hello}", "rich text"),
    "program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(200), "control characters"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file(case: str, tmp_path: Path) -> None:
    write, problem = HOSTILE[case]
    path = tmp_path / "document.pdf"
    path.write_bytes(write())
    begun = time.monotonic()
    with pytest.raises(SourceError, match=problem) as caught:
        read_document(path)
    assert time.monotonic() - begun < 20
    assert caught.value.file == "document.pdf"
    assert caught.value.remedy


def test_too_large_and_missing(tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(MAX_SOURCE_BYTES + 1)
    for path in (large, tmp_path, tmp_path / "absent.pdf"):
        with pytest.raises(SourceError):
            read_document(path)


def test_bounds_of_time_and_memory() -> None:
    content = write_pdf()
    with pytest.raises(SourceError, match="seconds"):
        read_isolated(content, "slow.pdf", seconds=0.001)
    with pytest.raises(SourceError, match=r"memory|crashed|broken"):
        read_isolated(content, "fat.pdf", memory=30_000_000)
    assert read_isolated(content, "fine.pdf").pages


def test_a_page_drawn_to_be_slow_ends() -> None:
    lines = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (n % 595, n % 595, n % 842, n % 842) for n in range(60_000)
    )
    words = b"BT /F 9 Tf 50 50 Td (total 1234.50 and so on) Tj ET"
    begun = time.monotonic()
    document = read_bytes(write_drawing(lines + words), "drawing.pdf")
    assert time.monotonic() - begun < isolation.MAX_SECONDS
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
    code = f"from disclosure.read import isolation; isolation._forbid_harm(); open('there.txt').read(); {HARM[case]}"
    path = str(Path(isolation.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "PermissionError: a reader may not" in run.stderr
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("there.txt", b"safe")]


def test_any_exception_of_a_library_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(content: bytes, name: str, *, recognize: bool) -> Document:
        raise {"memory": MemoryError, "depth": RecursionError, "key": KeyError}[name]

    monkeypatch.setattr(formats, "read_format", fail)
    assert "memory" in isolation._answer(b"", "memory")["problem"]
    assert "deep" in isolation._answer(b"", "depth")["problem"]
    assert "KeyError" in isolation._answer(b"", "key")["problem"]


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
    answer = isolation._answer(bytes(content[: data.draw(st.integers(1, len(content)))]), "damaged")
    assert answer.get("problem") or "text" in answer


def test_bounds_are_stated() -> None:
    """The bounds that docs and errors speak of: a change here is a change of what is promised."""
    assert (MAX_PAGES, MAX_DEPTH, MAX_RATIO, MAX_UNPACKED_BYTES, MAX_TABLE_DEPTH) == (3_000, 400, 200, 300_000_000, 100)
    assert (isolation.MAX_SECONDS, isolation.MAX_MEMORY_BYTES) == (60, 1_500_000_000)


def test_readers_refuse_in_process_too() -> None:
    with pytest.raises(SourceError):
        read_format(b"\x89PNG", "picture.png")
