"""Opening a source: what the file is decides, never what it is called; whatever cannot be read says so."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from disclosure.errors import SourceError
from disclosure.read import read_document
from disclosure.read import source as module
from disclosure.read.source import read_bytes
from disclosure.store import hash_bytes


def make_picture() -> bytes:
    """A PNG of one black point."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def make_archive(path: Path) -> bytes:
    """A zip archive that holds a text."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("report.txt", "收入总计5万元")
    return path.read_bytes()


def refusal(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_document(path)
    assert caught.value.exit_code == 3
    assert caught.value.file == path.name
    assert caught.value.problem
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("content", [b"", b" ", b"\n\r\n\t \n", b"\n" * 5000])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert "empty" in refusal(path).problem


@pytest.mark.parametrize("text", ["\ufeff", "　\n　", "\u200b"])
def test_a_file_without_a_word_is_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(text, encoding="utf-8")
    assert "empty" in refusal(path).problem


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / "nothing.txt").problem


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "not a file" in refusal(tmp_path).problem


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes("收入\n".encode() + bytes(range(256)))
    refusal(path)


def test_a_text_with_a_zero_in_it_is_refused_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "zero.txt"
    path.write_bytes("收入\n支\0出\n".encode())
    assert refusal(path).place == "line 2"


@pytest.mark.parametrize("name", ["report.txt", "report.md", "report"])
def test_a_picture_under_another_name_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(make_picture())
    assert "picture" in refusal(path).problem


def test_an_archive_under_another_name_is_refused(tmp_path: Path) -> None:
    content = make_archive(tmp_path / "archive.zip")
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    assert "zip" in refusal(path).problem


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", b"\n\n%PDF-1.4"])
def test_a_broken_pdf_under_another_name_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    refusal(path)


def test_a_file_larger_than_allowed_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SOURCE_BYTES", 10)
    path = tmp_path / "large.txt"
    path.write_bytes(b"0123456789")
    assert read_document(path).text == "0123456789"
    path.write_bytes(b"0123456789\0")
    assert "11 bytes, more than the 10" in refusal(path).problem


@pytest.mark.parametrize("name", ["report.pdf", "报告.docx", "picture.png", "without"])
def test_a_text_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("收入总计5万元\n", encoding="utf-8")
    document = read_document(path)
    assert (document.name, document.media_type) == (name, "text/plain")
    assert document.sha256 == hash_bytes(path.read_bytes())
    assert document.text == "收入总计5万元\n"


def test_bytes_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("\ufeff收入\t5\r\n支出\t7\r\n".encode())
    assert read_bytes(path.read_bytes(), path.name) == read_document(path)
