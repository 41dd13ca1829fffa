"""What an old workbook (.xls) draws over its sheets: pictures, charts, text boxes and comments, as its records say."""

from __future__ import annotations

import io
import struct
from collections import Counter
from collections.abc import Iterator

from xlrd.compdoc import SIGNATURE, CompDoc, CompDocError

from disclosure.document import SkipKind

#: Records of objects and of their text ([MS-XLS] 2.4.181 and 2.4.329); an object has its kind at the same place in all
#: versions.
_OBJECT, _TEXT = 0x005D, 0x01B6
#: Kinds of objects ([MS-XLS] 2.5.143) that are counted in any case, and those that are if they have text.
_KINDS: dict[int, SkipKind] = {0x05: "picture", 0x08: "picture", 0x19: "annotation"}
_BOXES = frozenset({0x02, 0x03, 0x06, 0x0E, 0x1E})


def count_objects(content: bytes) -> Counter[SkipKind]:
    """The objects of a workbook that are not read, by kind."""
    found: Counter[SkipKind] = Counter()
    boxed = False
    for kind, body in _read_records(_find_stream(content)):
        if kind == _OBJECT and len(body) >= 6:
            (number,) = struct.unpack_from("<H", body, 4)
            boxed = number in _BOXES
            if number in _KINDS:
                found[_KINDS[number]] += 1
        elif kind == _TEXT and boxed and len(body) >= 12 and struct.unpack_from("<H", body, 10)[0]:
            found["embedded"] += 1
            boxed = False
    return found


def _find_stream(content: bytes) -> bytes:
    if not content.startswith(SIGNATURE):
        return content
    try:
        compound = CompDoc(content, logfile=io.StringIO())
        for name in ("Workbook", "Book"):
            held, start, length = compound.locate_named_stream(name)
            if held:
                return bytes(held[start : start + length])
    except CompDocError:
        pass  # what is broken is refused by the reader of the cells
    return b""


def _read_records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
