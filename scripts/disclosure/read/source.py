"""Opens a source file and gives it to the reader its content calls for; its name decides nothing."""

from __future__ import annotations

from pathlib import Path

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.text import read_text
from disclosure.store import hash_bytes

#: A larger file is refused, in bytes: the largest report known here has 1.3 million.
MAX_SOURCE_BYTES = 50_000_000

_SIGNATURES = {
    b"PK\x03\x04": "a zip container (Word, Excel or OFD)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
}


def read_document(path: Path) -> Document:
    """Read one source file into a Document.

    Text and Markdown (UTF-8 or GB 18030) and PDF with a text layer are read. Raises SourceError for a
    missing, empty, oversized or otherwise binary file, naming the file and what to do.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError("not a file", file=name, remedy="name one document file")
        if size > MAX_SOURCE_BYTES:
            raise SourceError(f"{size} bytes, more than {MAX_SOURCE_BYTES}", file=name, remedy="split the document")
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be opened: {error.strerror}", file=name, remedy="check the path and its rights"
        ) from None
    return read_bytes(content, name)


def read_bytes(content: bytes, name: str) -> Document:
    """Read a source's bytes; ``name`` only names it in errors. Raises SourceError as read_document does."""
    if not content.strip():
        raise SourceError("the file is empty", file=name, remedy="download the document again")
    if b"%PDF-" in content[:1024]:
        # imported here: pdfium is 7 MB that a text source has no need of
        from disclosure.read.pdf import read_pdf

        return read_pdf(content, name, hash_bytes(content))
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise SourceError(
                f"is {kind}, which is not read yet", file=name, remedy="export it as text or Markdown and add that"
            )
    return read_text(content, name, hash_bytes(content))
