"""Kinds of files that are not read, by their first bytes, each with what to do instead."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from disclosure.errors import SourceError

_PICTURE = "ask the publisher for a document with text; pictures are read by the OCR engine only as pages of a PDF"
_ARCHIVE = "unpack it and add the document that it contains"
_OFFICE = "open it in Word, WPS or LibreOffice and save it as {}"
_OTHER = "add the published document: PDF, Word, Excel, OFD, web page or text"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: the bytes at ``offset`` that show it, what it is called, and the remedy."""

    signature: bytes
    name: str
    remedy: str
    offset: int = 0


_KINDS = (
    _Kind(b"\x89PNG", "a picture", _PICTURE),
    _Kind(b"\xff\xd8\xff", "a picture", _PICTURE),
    _Kind(b"GIF8", "a picture", _PICTURE),
    _Kind(b"II*\x00", "a picture", _PICTURE),
    _Kind(b"MM\x00*", "a picture", _PICTURE),
    _Kind(b"WEBP", "a picture", _PICTURE, 8),
    _Kind(b"ftyphei", "a picture", _PICTURE, 4),
    _Kind(b"ftypmif1", "a picture", _PICTURE, 4),
    _Kind(b"ftypavif", "a picture", _PICTURE, 4),
    _Kind(b"AT&TFORM", "a scanned document (DjVu)", "print it to a PDF, or ask the publisher for a document with text"),
    _Kind(b"\x1f\x8b", "a gzip archive", _ARCHIVE),
    _Kind(b"Rar!", "a RAR archive", _ARCHIVE),
    _Kind(b"7z\xbc\xaf", "a 7-Zip archive", _ARCHIVE),
    _Kind(b"BZh", "a bzip2 archive", _ARCHIVE),
    _Kind(b"\xfd7zXZ\x00", "an xz archive", _ARCHIVE),
    _Kind(b"MSCF", "a cabinet archive", _ARCHIVE),
    _Kind(b"ustar", "a tar archive", _ARCHIVE, 257),
    _Kind(b"{\\rtf", "a rich text file (.rtf)", _OFFICE.format(".docx")),
    _Kind(b"%!PS", "a PostScript file", "print it to a PDF"),
    _Kind(b"SQLite format 3\x00", "a database (SQLite)", _OTHER),
    _Kind(b"MZ\x90\x00", "a program", _OTHER),
    _Kind(b"\x7fELF", "a program", _OTHER),
    _Kind(b"CAJ\x00", "a CAJ document", "open it in its reader and print it to a PDF"),
    _Kind(b"KDH ", "a CAJ document", "open it in its reader and print it to a PDF"),
)
_BITMAP = re.compile(rb"BM.{4}\x00{4}", re.DOTALL)
_DRAWING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)?<svg[\s>]", re.DOTALL)
_MAIL = re.compile(rb"(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:From|Received|Message-ID):[^\n]*\n", re.DOTALL)
_MAIL_TYPE = re.compile(rb"^(?:MIME-Version|Received|Message-ID):", re.IGNORECASE | re.MULTILINE)
#: Parts of zip files that show what they are.
_MEMBERS = (
    ("ppt/presentation.xml", "a PowerPoint presentation", "save it as a PDF"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", "open it in Excel, WPS or LibreOffice and save it as .xlsx"),
    ("META-INF/container.xml", "an electronic book (.epub)", "print it to a PDF"),
)
#: How documents in an archive are called.
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|html?|mht(?:ml)?|txt|zip|rar)$", re.IGNORECASE)
_MOST_NAMES = 3


def find_refused(head: bytes) -> tuple[str, str] | None:
    """What a file is called that is not read, and the remedy, by its first bytes; None for all others."""
    for kind in _KINDS:
        if head.startswith(kind.signature, kind.offset):
            return kind.name, kind.remedy
    if _BITMAP.match(head):
        return "a picture", _PICTURE
    if _DRAWING.match(head):
        return "a drawing (SVG)", _OTHER
    if _MAIL.match(head[:2000]) and _MAIL_TYPE.search(head[:2000]):
        return "an e-mail message", "save the attached document and add that"
    return None


def is_data(text: str) -> bool:
    """Whether a text is JSON, which is data of a program and no document."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def refuse_archive(members: frozenset[str], name: str) -> SourceError:
    """The error for a zip file that is not of a kind that is read."""
    for member, kind, remedy in _MEMBERS:
        if member in members:
            return SourceError(f"is {kind}", file=name, remedy=remedy)
    documents = sorted(member for member in members if _DOCUMENT.search(member))
    held = ", ".join(documents[:_MOST_NAMES]) + (" …" if len(documents) > _MOST_NAMES else "")
    return SourceError(
        f"is a zip archive, not a document{f' (it contains {held})' if held else ''}", file=name, remedy=_ARCHIVE
    )
