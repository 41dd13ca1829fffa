"""What a fetched file is, by its content: the ending it gets, or why it is not a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from disclosure.read.building.refused import find_refused
from disclosure.read.formats import needs_reader

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\s*(?:!doctype|!--|html|head|body|meta|title|table|div|script|datastore|\?xml)",
    re.IGNORECASE,
)
_INNER = re.compile(rb"<html[\s>]|<body[\s>]", re.IGNORECASE)
#: Parts of packed documents, whose names are in the archive as they are, and their endings.
_PARTS = {b"word/document.xml": ".docx", b"xl/workbook.xml": ".xlsx", b"OFD.xml": ".ofd"}
_BOOK = "Workbook".encode("utf-16-le")
_PIECE = 1 << 20


def find_ending(path: Path) -> tuple[str, str]:
    """The ending of a document (``.pdf``), ``.html`` for a web page, and why it is neither; one of the two is empty.

    The file is looked through in pieces; its content is judged when it is read.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head.strip():
        return "", "is empty"
    if b"%PDF-" in head[:1024]:
        return ".pdf", ""
    if head.startswith(b"PK"):
        found = _find_in(path, _PARTS)
        return (_PARTS[found], "") if found else ("", "is an archive (zip)")
    if head.startswith(_OLE):
        return (".xls" if _find_in(path, [_BOOK]) else ".doc"), ""
    refused = find_refused(head)
    if refused is not None:
        return "", f"is {refused[0]}"
    if _PAGE.match(head) or _INNER.search(head) or needs_reader(head):
        return ".html", ""
    return ("", "is binary data") if b"\x00" in head else (".txt", "")


def _find_in(path: Path, words: Iterable[bytes]) -> bytes | None:
    """The first of the words that is anywhere in a file."""
    longest = max(map(len, words))
    with path.open("rb") as stream:
        before = b""
        while piece := stream.read(_PIECE):
            content = before + piece
            for word in words:
                if word in content:
                    return word
            before = content[-longest:]
    return None
