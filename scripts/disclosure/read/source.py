"""Opens a source file and gives it to the reader its content calls for; its name decides nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from disclosure.document import Document
from disclosure.errors import SourceError
from disclosure.read.building.builder import SPLIT
from disclosure.read.formats import needs_reader
from disclosure.read.isolation import read_isolated
from disclosure.read.web.text import read_text
from disclosure.read.word.old_word import convert_old_word, is_old_word
from disclosure.store import hash_bytes

#: Characters that show nothing and are no white space to Python: byte order marks and zero-width ones.
_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))
#: A larger file is refused, in bytes: the largest report known here has 1.3 million.
MAX_SOURCE_BYTES = 50_000_000


def read_document(path: Path) -> Document:
    """Read one source file into a Document.

    Text and Markdown (UTF-8 or GB 18030), PDF with a text layer, Word, Excel, OFD and web pages are
    read; all but text in a process of its own, old Word through LibreOffice, if it is there. Raises
    SourceError for a missing, empty, oversized, broken, encrypted or other file, naming the file and
    what to do.
    """
    return read_bytes(load_source(path), path.name)


def load_source(path: Path) -> bytes:
    """The bytes of one source file. Raises SourceError for a missing or oversized one."""
    name = path.name
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError("is not a file", file=name, remedy="name the document, not the folder it is in")
        if size > MAX_SOURCE_BYTES:
            raise SourceError(
                f"has {size:,} bytes, more than the {MAX_SOURCE_BYTES:,} that are read", file=name, remedy=SPLIT
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be opened: {error.strerror}", file=name, remedy="check the path and its permissions"
        ) from None


def read_bytes(content: bytes, name: str) -> Document:
    """Read a source's bytes; ``name`` only names it in errors. Raises SourceError as read_document does."""
    if not content.strip():
        raise _empty(name)
    if is_old_word(content):
        # the address of what was read is still the source's own
        return replace(read_isolated(convert_old_word(content, name), name), sha256=hash_bytes(content))
    if needs_reader(content):
        return read_isolated(content, name)
    document = read_text(content, name, hash_bytes(content))
    if not document.text.translate(_UNSEEN).strip():
        raise _empty(name)
    return document


def _empty(name: str) -> SourceError:
    return SourceError("the file is empty", file=name, remedy="download the document again")
