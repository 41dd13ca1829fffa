"""Web archives (MHTML): a web page with its pictures as one MIME message (RFC 2557), as browsers and Word save it."""

from __future__ import annotations

import email
import email.errors
from email.message import Message

from disclosure.document import Document
from disclosure.errors import SourceError
from disclosure.read.building.builder import DocumentBuilder
from disclosure.read.web.html import add_html

MEDIA_TYPE = "multipart/related"
#: A message of more parts is refused; a report with its pictures has some 50.
MAX_PARTS = 2_000


def read_web_archive(content: bytes, name: str, sha256: str) -> Document:
    """Read the web pages of an archive, in their order. Raises SourceError for one without words or broken."""
    builder = DocumentBuilder(name)
    for page in _list_pages(content, name):
        add_html(page, name, builder)
    if builder.empty:
        raise SourceError("the web archive has no words", file=name, remedy="save the page again, or as .docx or .pdf")
    return builder.finish(sha256, MEDIA_TYPE)


def _list_pages(content: bytes, name: str) -> list[bytes]:
    try:
        parts = list(email.message_from_bytes(content.lstrip()).walk())
        if len(parts) > MAX_PARTS:
            raise SourceError(f"a web archive of {len(parts)} parts, more than {MAX_PARTS}", file=name,
                              remedy="save it as .docx or .pdf")  # fmt: skip
        return [_decode(part) for part in parts if part.get_content_type() == "text/html"]
    except (email.errors.MessageError, RecursionError, LookupError, ValueError):
        raise SourceError("the web archive is broken", file=name, remedy="save it as .docx or .pdf") from None


def _decode(part: Message) -> bytes:
    """The bytes of a page; as UTF-8 with its mark where the message names an encoding."""
    body = part.get_payload(decode=True)
    page = body if isinstance(body, bytes) else b""
    charset = part.get_content_charset()
    if charset is None or charset == "utf-8":
        return page
    return (
        b"\xef\xbb\xbf" + page.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset), "replace").encode()
    )
