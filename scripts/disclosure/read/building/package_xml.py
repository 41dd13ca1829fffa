"""Word and Excel files in their rarer packings, made into the usual one: Strict Open XML, and one flat XML file.

The namespaces are those of ISO/IEC 29500-1 (Strict) and 29500-4 (Transitional); the flat file is the form that Word
saves as "Word XML Document" (http://schemas.microsoft.com/office/2006/xmlPackage).
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from xml.etree.ElementTree import Element, tostring

from disclosure.errors import SourceError
from disclosure.read.building.container import MAX_MEMBERS, MAX_UNPACKED_BYTES, Container, parse_xml

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|drawingml|officeDocument)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_MAIN_PARTS = ("word/document.xml", "xl/workbook.xml")
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def is_strict(container: Container) -> bool:
    """Whether a Word or Excel file has the namespaces of Strict Open XML."""
    return any(part in container.members and _STRICT.search(container.read(part)[:20_000]) for part in _MAIN_PARTS)


def make_transitional(container: Container, name: str) -> Container:
    """A Strict file with the namespaces that the readers know. Raises SourceError as Container does."""
    members = {
        member: _STRICT.sub(_TRANSITIONAL, container.read(member))
        for member in container.members
        if member.endswith((".xml", ".rels"))
    }
    return Container(_pack(members), name)


def unpack_flat(content: bytes, name: str) -> bytes:
    """A Word or Excel file that is one XML file, as the usual zip container.

    Raises SourceError where it is not well-formed, declares a document type, or has too many or too large parts.
    """

    def refuse(problem: str) -> SourceError:
        return SourceError(problem, file=name, remedy="save it as .docx or .xlsx")

    root = parse_xml(content, refuse)
    members: dict[str, bytes] = {}
    for part in root.iter(f"{_PKG}part"):
        member = part.get(f"{_PKG}name", "").lstrip("/")
        body = _read_part(part)
        if member and body is not None:
            members[member] = body
    if not members or len(members) > MAX_MEMBERS or sum(map(len, members.values())) > MAX_UNPACKED_BYTES:
        raise refuse("is an Office file as one XML file, with no parts or too many")
    return _pack(members)


def _read_part(part: Element) -> bytes | None:
    data, binary = part.find(f"{_PKG}xmlData"), part.find(f"{_PKG}binaryData")
    if data is not None and len(data):
        written: bytes = tostring(data[0], encoding="utf-8", xml_declaration=True)
        return written
    if binary is not None and binary.text:
        try:
            return base64.b64decode("".join(binary.text.split()), validate=True)
        except binascii.Error:
            return None
    return None


def _pack(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for member, body in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(member), body)
    return packed.getvalue()
