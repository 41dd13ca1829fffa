"""Old Word and Excel files: made by LibreOffice itself from the specimens, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest
from tests.specimens.formats.content import LINES, TABLES, filled, lines_of, tables_of
from tests.specimens.formats.office import write_docx, write_xlsx

from disclosure.errors import SourceError
from disclosure.read.source import read_bytes
from disclosure.read.word import old_word
from disclosure.store import hash_bytes

WRITERS = {"docx": write_docx, "xlsx": write_xlsx}
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")


@cache
def save_old(before: str, after: str) -> bytes | None:
    """The specimen as LibreOffice saves it in an old format; None where it, or its part for that, is missing."""
    if shutil.which("soffice") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        try:
            return convert(Path(folder), WRITERS[before](), before, after)
        except (OSError, subprocess.SubprocessError):
            return None


@pytest.fixture
def old_word_file() -> bytes:
    """The specimen as .doc; skips a test without LibreOffice's part for text."""
    saved = save_old("docx", "doc")
    if saved is None:
        pytest.skip("needs LibreOffice Writer; on Debian: apt-get install libreoffice-writer-nogui")
    return saved


@pytest.fixture
def old_workbook() -> bytes:
    """The specimen as .xls; skips a test without LibreOffice's part for spreadsheets."""
    saved = save_old("xlsx", "xls")
    if saved is None:
        pytest.skip("needs LibreOffice Calc; on Debian: apt-get install libreoffice-calc-nogui")
    return saved


def convert(folder: Path, content: bytes, before: str, after: str) -> bytes:
    """What LibreOffice saves ``content`` as."""
    (folder / f"made.{before}").write_bytes(content)
    profile = (folder / "maker").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", after, f"made.{before}"],
        cwd=folder, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / f"made.{after}").read_bytes()


@pytest.mark.sampled(2, of="office")
def test_an_old_word_document_says_what_the_new_one_says(old_word_file: bytes) -> None:
    assert old_word.is_old_word(old_word_file)
    document = read_bytes(old_word_file, "report.doc")
    assert document.sha256 == hash_bytes(old_word_file)
    assert tables_of(document) == [filled(table) for table in TABLES]
    assert lines_of(document)[: len(LINES)] == list(LINES)


@pytest.mark.sampled(2, of="office")
def test_an_old_workbook_of_libreoffice_is_read(old_workbook: bytes) -> None:
    document = read_bytes(old_workbook, "report.xls")
    assert tables_of(document) == [filled(table) for table in TABLES]


def test_a_broken_old_word_document_is_refused(old_word_file: bytes) -> None:
    with pytest.raises(SourceError):
        read_bytes(old_word_file[:3000], "cut.doc")


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SourceError, match="LibreOffice") as caught:
        read_bytes(OLD_WORD, "old.doc")
    assert "install LibreOffice" in caught.value.remedy


def write_program(folder: Path, script: str) -> None:
    """A stand-in for LibreOffice, called as the real one is."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_its_profile_runs_no_macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(write_docx())
    write_program(
        tmp_path,
        'profile="${1#-env:UserInstallation=file://}"\n'
        f'/bin/cp "$profile/user/registrymodifications.xcu" {tmp_path}\n'
        f'while [ "$1" != --outdir ]; do shift; done; /bin/cp {tmp_path}/made.docx "$2/source.docx"',
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read_bytes(OLD_WORD, "old.doc")
    assert document.sha256 == hash_bytes(OLD_WORD)
    settings = (tmp_path / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true' in settings


#: A stand-in that converts text files only.
TEXT_ONLY = """
for last; do :; done
while [ "$1" != --outdir ]; do shift; done
case "$last" in *.txt) echo made > "$2/probe.docx";; esac
"""


def test_without_its_part_for_text_the_reader_names_the_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_program(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="cannot convert text documents") as caught:
        old_word.convert_old_word(OLD_WORD, "old.doc")
    assert "Writer" in caught.value.remedy


def test_a_document_that_only_it_cannot_convert_is_the_one_at_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(tmp_path, TEXT_ONLY)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="cannot convert this old Word document") as caught:
        old_word.convert_old_word(OLD_WORD, "old.doc")
    assert caught.value.remedy == "save it as .docx"


@pytest.mark.sampled(2, of="office")
def test_nothing_it_started_outlives_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_program(tmp_path, f"/bin/sleep 60 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(old_word, "MAX_SECONDS", 2)
    with pytest.raises(SourceError, match="cannot convert"):
        old_word.convert_old_word(OLD_WORD, "slow.doc")
    child = int((tmp_path / "child").read_text())
    for _ in range(50):  # an ended process may wait a moment to be taken away
        if not is_running(child):
            break
        time.sleep(0.1)
    assert not is_running(child)


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    if status.parent.parent.joinpath("self").exists():
        return status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
