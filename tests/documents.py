"""Documents for tests of what is made of them; reading has tests of its own, and costs as little as possible here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from disclosure.model import Document
from disclosure.read import read_document
from disclosure.read.formats import needs_reader, read_format
from disclosure.read.source import read_bytes
from disclosure.store import Layout


def read_here(content: bytes, name: str) -> Document:
    """What ``read_bytes`` gives, read in this process: to start one for each specimen takes longer than to parse it."""
    return read_format(content, name) if needs_reader(content) else read_bytes(content, name)


@cache
def read_once(path: Path) -> Document:
    """The document of a file that does not change while tests run. A document cannot be changed, so tests share it."""
    return read_document(path)


def list_regional(repository: Layout) -> list[Path]:
    """The documents of other regions that are at hand with the sources; they are read and not published."""
    return [path for folder in repository.source_folders() for path in sorted((folder / "pdf").glob("*.pdf"))]
