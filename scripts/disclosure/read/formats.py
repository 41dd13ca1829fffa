"""Which reader a document's content calls for. Its name decides nothing: web pages are saved as .pdf."""

from __future__ import annotations

import re

from disclosure.document import Document, hash_bytes
from disclosure.errors import SourceError
from disclosure.read.building.refused import find_refused, refuse_archive

#: Kinds of XML that are documents of other programs, by what is near their beginning.
_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "an Excel 2003 XML spreadsheet",
     "open it in Excel, WPS or LibreOffice and save it as .xlsx"),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", "a Word 2003 XML document",
     "open it in Word, WPS or LibreOffice and save it as .docx"),
    (b"urn:oasis:names:tc:opendocument", "an OpenDocument file as one XML file",
     "open it in LibreOffice and save it as .docx or .xlsx"),
)  # fmt: skip
#: What a Word or Excel document as one XML file (Flat OPC) holds near its begin.
_FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(rb"<\s*(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)

#: The header of a MIME message of a web page.
_HEADER = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}\r?\n", re.DOTALL)
_RELATED = re.compile(rb"^Content-Type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_MIME = re.compile(rb"^(?:MIME-Version|Content-Transfer-Encoding|Content-Location):", re.IGNORECASE | re.MULTILINE)


def needs_reader(content: bytes) -> bool:
    """Whether ``content`` is anything but plain text. Raises nothing; looks at the first bytes only."""
    head = content[:4096]
    return (
        b"%PDF-" in head[:1024]
        or head.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))
        or find_refused(head) is not None
        or _is_web_page(head)
        or _is_web_archive(head)
    )


def _is_web_page(head: bytes) -> bool:
    text = _as_utf8(head)
    return text.startswith(b"<") and (_WEB_PAGE.search(text) is not None or text.startswith(b"<?xml"))


def _is_web_archive(head: bytes) -> bool:
    """Whether a file begins with the header of a MIME message of a web page; ``head`` are its first bytes."""
    header = _HEADER.match(head.removeprefix(b"\xef\xbb\xbf"))
    return bool(header and _RELATED.search(header.group()) and _MIME.search(header.group()))


def _as_utf8(head: bytes) -> bytes:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode("utf-8")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _refuse_xml(head: bytes, name: str) -> None:
    """Raises SourceError for XML other than web pages: it names its kind and the program that saves it as another."""
    for namespace, kind, remedy in _XML:
        if namespace in head:
            raise SourceError(f"is {kind}", file=name, remedy=remedy)
    if head.startswith(b"<?xml") and not _WEB_PAGE.search(head):
        raise SourceError("is an XML file, not a document", file=name, remedy="add the published document itself")


def read_format(content: bytes, name: str, *, recognize: bool = False) -> Document:
    """Read PDF, Word, Excel, web pages, web archives and OFD. Raises SourceError for all other content.

    ``recognize`` has the OCR engine read the pages of a PDF that are pictures.
    """
    sha256 = hash_bytes(content)
    # readers are imported where they are needed: each brings a library the others have no use for
    if b"%PDF-" in content[:1024]:
        from disclosure.read.pdf.reader import read_pdf

        return read_pdf(content, name, sha256, recognize=recognize)
    if content.startswith(b"PK"):
        return _read_container(content, name, sha256)
    if _is_web_archive(content[:4096]):
        from disclosure.read.web.web_archive import read_web_archive

        return read_web_archive(content, name, sha256)
    if _FLAT in content[:4096]:
        from disclosure.read.building.package_xml import unpack_flat

        return _read_container(unpack_flat(content, name), name, sha256)
    if content.startswith(_OLE):
        return _read_old_office(content, name, sha256)
    refused = find_refused(content[:4096])
    if refused is not None:
        raise SourceError(f"is {refused[0]}", file=name, remedy=refused[1])
    _refuse_xml(_as_utf8(content[:4096]), name)
    from disclosure.read.web.html import read_html

    return read_html(content, name, sha256)


def _read_container(content: bytes, name: str, sha256: str) -> Document:
    from disclosure.read.building.container import Container
    from disclosure.read.building.package_xml import is_strict, make_transitional

    container = Container(content, name)
    if any(member.endswith("vbaProject.bin") for member in container.members):
        raise SourceError("holds macros", file=name, remedy="save it without macros (.docx, .xlsx)")
    if is_strict(container):
        container = make_transitional(container, name)
    if "word/document.xml" in container.members:
        from disclosure.read.word.docx import read_docx

        return read_docx(container, name, sha256)
    if "xl/workbook.xml" in container.members:
        from disclosure.read.workbook.spreadsheet import read_xlsx

        return read_xlsx(container.content, container, name, sha256)
    if "OFD.xml" in container.members:
        from disclosure.read.ofd.reader import read_ofd

        return read_ofd(container, name, sha256)
    if b"opendocument" in content[:200]:
        raise SourceError(
            "is an OpenDocument file (.odt, .ods)", file=name, remedy="save it as .docx or .xlsx in LibreOffice"
        )
    raise refuse_archive(container.members, name)


def _read_old_office(content: bytes, name: str, sha256: str) -> Document:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise SourceError("the document is encrypted", file=name, remedy="save a copy without a password")
    if holds("Workbook") or holds("Book"):
        from disclosure.read.workbook.old_spreadsheet import read_xls

        return read_xls(content, name, sha256)
    kind = "is an old PowerPoint file" if holds("PowerPoint Document") else "is an old Office file (before 2007)"
    raise SourceError(
        f"{kind}, neither Word nor Excel",
        file=name,
        remedy="open it in the program that made it (Office, WPS) and save it as .docx, .xlsx or .pdf",
    )
