"""Zip containers of documents (Word, Excel, OFD), opened with care: bounded in size, without entities or macros."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from disclosure.errors import SourceError

#: A container with more members is refused; a report as Word document has some 20.
MAX_MEMBERS = 5_000
#: All members unpacked may have so many bytes.
MAX_UNPACKED_BYTES = 300_000_000
#: A member over a million bytes may be packed at most so many times smaller; text of forms reaches 60.
MAX_RATIO = 200
#: XML elements may stand at most so deep in each other; nested tables of real reports reach 40.
MAX_DEPTH = 400
#: One member may have so many XML elements.
MAX_ELEMENTS = 5_000_000

_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY|" + "|".join(("<!DOCTYPE", "<!ENTITY")).encode("utf-16-le"))
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


class Container:
    """An open zip container: ``members`` names what it holds, ``read`` and ``parse`` give one member."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises SourceError for a broken or encrypted container, and for one made to be too large."""
        self._name = name
        self.content = content
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED:
            raise self.broken("the file is broken: its zip container cannot be opened") from None
        entries = self._zip.infolist()
        if len(entries) > MAX_MEMBERS:
            raise self._unsafe(f"holds {len(entries):,} parts, more than the {MAX_MEMBERS:,} that are read")
        if any(entry.flag_bits & 1 for entry in entries):
            raise SourceError("the document is encrypted", file=name, remedy="save a copy without a password")
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
            raise self._unsafe(f"unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB")
        for entry in entries:
            if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
                raise self._unsafe(f"unpacks to more than {MAX_RATIO} times its size", entry.filename)
        self.members = frozenset(entry.filename for entry in entries)

    def broken(self, problem: str, place: str = "") -> SourceError:
        """The error for what is wrong with this container."""
        return SourceError(problem, file=self._name, place=place, remedy="download the document again")

    def _unsafe(self, problem: str, place: str = "") -> SourceError:
        """The error for a container that is larger than documents are, as one that was made to exhaust a machine."""
        remedy = "if it is a document, open it in its program and save it again, or as a PDF"
        return SourceError(problem, file=self._name, place=place, remedy=remedy)

    def read(self, member: str) -> bytes:
        """A member's bytes. Raises SourceError if it is missing or damaged."""
        if member not in self.members:
            raise self.broken("the file is broken: a part of it is missing", member)
        try:
            return self._zip.read(member)
        except _DAMAGED:
            raise self.broken("the file is broken: a part of it cannot be unpacked", member) from None

    def parse(self, member: str) -> Element:
        """A member as XML. Raises SourceError if it is not well-formed, too deep, or declares a document type."""
        return parse_xml(self.read(member), lambda problem: self.broken(problem, member))

    def check_parts(self) -> None:
        """Raises SourceError if any XML part declares a document type: for libraries that parse by themselves."""
        for member in self.members:
            if member.endswith((".xml", ".rels")) and _DOCTYPE.search(self.read(member)):
                raise self.broken("a part declares a document type or entities, which are not allowed", member)


def parse_xml(content: bytes, refuse: Callable[[str], SourceError]) -> Element:
    """Untrusted bytes as XML; ``refuse`` makes the error of what is wrong with them.

    Raises that SourceError where they are not well-formed, too deep, or declare a document type.
    """
    if _DOCTYPE.search(content):
        raise refuse("a part declares a document type or entities, which are not allowed")
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            count += 1
            root = element if root is None else root
            if depth > MAX_DEPTH or count > 2 * MAX_ELEMENTS:
                raise refuse(f"elements nested deeper than {MAX_DEPTH}, or too many")
    except (SyntaxError, ValueError, LookupError):
        raise refuse("a part is not well-formed XML") from None
    if root is None:
        raise refuse("a part is empty")
    return root
