"""Documents in rarer packings: web archives, flat and Strict Open XML; and what is refused by its own name."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.specimens.formats.office import write_docx, write_xlsx

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.source import read_bytes

STRICT = "http://purl.oclc.org/ooxml/"
KINDS = ("wordprocessingml", "spreadsheetml", "drawingml", "officeDocument")
PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def make_strict(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, body in unpack(content).items():
            text = body.decode("utf-8")
            for kind in KINDS:
                text = text.replace(f"http://schemas.openxmlformats.org/{kind}/2006/", f"{STRICT}{kind}/")
            archive.writestr(name, text)
    return packed.getvalue()


def make_flat(content: bytes) -> bytes:
    parts = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{body.decode("utf-8").split("?>", 1)[-1]}</pkg:xmlData></pkg:part>'
        for name, body in unpack(content).items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    return f'{head}<pkg:package xmlns:pkg="{PKG}">{parts}</pkg:package>'.encode()


def describe(document: Document) -> tuple[str, int]:
    return document.text, len(list(document.tables()))


@pytest.mark.parametrize("write", [write_docx, write_xlsx])
def test_strict_open_xml_reads_like_the_usual_kind(write: type) -> None:
    usual, strict = write(), make_strict(write())
    assert STRICT.encode() in b"".join(unpack(strict).values())
    found = describe(read_bytes(strict, "strict"))
    assert found == describe(read_bytes(usual, "usual"))
    assert found[1]


def test_one_flat_xml_file_reads_like_the_usual_kind() -> None:
    found = describe(read_bytes(make_flat(write_docx()), "flat.xml"))
    assert found == describe(read_bytes(write_docx(), "usual.docx"))
    assert found[1]


TABLE = "<table><tr><td>合计</td><td>1,200.05</td></tr></table>"
PAGE = f"<html><body><p>望舒县水务局2024年度部门决算</p>{TABLE}</body></html>"


def make_archive(charset: str, encoding: str, pages: int = 1) -> bytes:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.make_related()
    for _ in range(pages):
        message.add_related(PAGE.encode(charset), "text", "html", cte=encoding, params={"charset": charset})
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "quoted-printable"), ("utf-8", "base64"), ("gb2312", "quoted-printable")]
)
def test_a_web_archive_reads_like_its_page(charset: str, encoding: str) -> None:
    document = read_bytes(make_archive(charset, encoding), "archive.doc")
    assert describe(document) == describe(read_bytes(PAGE.encode(), "page.html"))
    assert document.media_type == "multipart/related"


def test_all_sheets_of_a_web_archive_are_read() -> None:
    assert read_bytes(make_archive("utf-8", "base64", 3), "book.mht").text.count("1,200.05") == 3


@pytest.mark.parametrize(
    ("content", "problem", "remedy"),
    [
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Excel 2003",
         ".xlsx"),
        ('<?xml version="1.0"?><w:d xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "Word 2003",
         ".docx"),
        ('<?xml version="1.0"?><rss version="2.0"/>', "an XML file", "published document"),
        (f'<?xml version="1.0"?><p:package xmlns:p="{PKG}"/>', "one XML file", ".docx"),
        (f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><p:package xmlns:p="{PKG}"/>', "document type", ".docx"),
        (f'<?xml version="1.0"?><p:package xmlns:p="{PKG}">' + "<a>" * 2000, "nested", ".docx"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n-\n--x--\n", "no words", "save"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_by_its_name(content: str, problem: str, remedy: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(content.encode(), "file.doc")
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


def test_an_open_document_is_refused_by_its_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(SourceError, match="OpenDocument"):
        read_bytes((tmp_path / "a.odt").read_bytes(), "a.odt")


@pytest.mark.parametrize("depth", [300, 5_000])
def test_messages_in_messages_end(depth: int) -> None:
    nested = "".join(f"Content-Type: multipart/related; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    with pytest.raises(SourceError):
        read_bytes(f"MIME-Version: 1.0\n{nested}".encode(), "deep.mht")


def make_zip(*members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member in members:
            archive.writestr(member, "<a/>")
    return packed.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "problem", "remedy"),
    [
        (b"\x89PNG\r\n", "a picture", "publisher"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "a picture", "publisher"),
        (b"\x00\x00\x00\x18ftypheic", "a picture", "publisher"),
        (b"BM\x36\x10\x00\x00\x00\x00\x00\x00", "a picture", "publisher"),
        (b"AT&TFORM\x00\x00", "DjVu", "PDF"),
        (b"\x1f\x8b\x08", "a gzip archive", "unpack"),
        (b"Rar!\x1a\x07", "a RAR archive", "unpack"),
        (b"7z\xbc\xaf\x27", "a 7-Zip archive", "unpack"),
        (b"a" * 257 + b"ustar", "a tar archive", "unpack"),
        (b"{\\rtf1 a}", "a rich text file", ".docx"),
        (b"%!PS-Adobe-3.0", "a PostScript file", "PDF"),
        (b"SQLite format 3\x00", "a database", "published document"),
        (b"CAJ\x00", "a CAJ document", "PDF"),
        (b'<?xml version="1.0"?>\n<svg xmlns="a">', "a drawing", "published document"),
        (b"Subject: a\nFrom: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n", "an e-mail", "attached"),
        (b'{"code": 404}', "JSON", "document itself"),
        (b"\x01\x02unknown", "of an unknown kind", "published document"),
        ("收入总计".encode("utf-16-be") + b"\x00a" * 40, "byte order mark|unknown kind", ""),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "PowerPoint", ".pdf"),
        (OLE, "old Office file", "WPS"),
        (make_zip("ppt/presentation.xml"), "PowerPoint", "PDF"),
        (make_zip("xl/workbook.bin"), "xlsb", ".xlsx"),
        (make_zip("META-INF/container.xml"), "electronic book", "PDF"),
        (make_zip("表.xlsx", "inner.zip", "photo.jpg"), "contains inner.zip, 表.xlsx", "unpack"),
        (make_zip("photo.jpg"), "is a zip archive, not a document", "unpack"),
    ],
)
def test_a_kind_that_is_not_read_is_refused_by_its_name(content: bytes, problem: str, remedy: str) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        read_bytes(content, "file.pdf")
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("text", ["[附件] 收入总计5万元", "{收入}", "From: 第一部分\n"])
def test_text_that_begins_like_another_kind_is_text(text: str) -> None:
    assert read_bytes(text.encode(), "report.txt").text == text
