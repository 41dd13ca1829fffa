"""Damage: bytes cut, doubled and changed; members of containers, attributes of XML, objects of PDF changed by name."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

#: What a number in a file is turned into.
WILD = (
    b"0",
    b"-1",
    b"1",
    b"2",
    b"65535",
    b"99999",
    b"2147483648",
    b"9" * 20,
    b"9" * 5000,
    b"1e309",
    b"NaN",
    b"",
    b"\xd9\xa3",
)
#: Pieces that mean something to some reader.
PIECES = (
    b"\x00",
    b"\xff",
    b"\n",
    b"<",
    b">",
    b"</",
    b"<!--",
    b"<![CDATA[",
    b"&amp;",
    b"&#0;",
    b"&#x110000;",
    b"<!DOCTYPE a>",
    b"<table>",
    b"<td rowspan=2 colspan=3>",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"/Kids",
    b"/Length 99999",
    b"0 0 R",
    b"BT",
    b"ET",
    b"q",
    b"Q",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"\xd0\xcf\x11\xe0",
    b"\t",
    b",",
    b"%",
    *(words.encode() for words in ("\u202e", "\u200b", "一、", "单位：万元", "合计")),
)
_NUMBER = re.compile(rb"(?<![A-Za-z0-9_])-?\d{1,10}(?:\.\d{1,6})?")
_ATTRIBUTE = re.compile(rb'(?<==")[^"]{0,60}(?=")')
_NAME = re.compile(rb"/[A-Za-z]{1,20}")


def damage(draw: Draw, content: bytes, times: int = 4) -> bytes:
    """``content`` after a few edits, none of which knows the format."""
    for _ in range(_int(draw, 1, times)):
        content = _EDITS[_int(draw, 0, len(_EDITS) - 1)](draw, content)
    return content


def damage_parts(draw: Draw, content: bytes) -> bytes:
    """A container with some of its members changed, doubled, renamed or left out, and packed again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(_int(draw, 1, 3)):
        at, way = _int(draw, 0, len(members) - 1), _int(draw, 0, 9)
        name, held = members[at]
        if way == 0 and len(members) > 1:
            del members[at]
        elif way == 1:
            members.append((members[_int(draw, 0, len(members) - 1)][0], held))
        elif way == 2:
            members[at] = (members[_int(draw, 0, len(members) - 1)][0], held)
        elif way == 3:
            members[at] = (name, damage(draw, held))
        else:
            members[at] = (name, damage_words(draw, held))
    packed = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in members:
            archive.writestr(zipfile.ZipInfo(name), held)
    return packed.getvalue()


def damage_words(draw: Draw, content: bytes) -> bytes:
    """Text whose numbers, attributes, names or elements are changed, each by what another one says or a wild value."""
    for _ in range(_int(draw, 1, 4)):
        pattern = (_NUMBER, _ATTRIBUTE, _NAME, _ELEMENT)[_int(draw, 0, 3)]
        found = [match.span() for match in pattern.finditer(content)]
        if not found:
            continue
        start, end = found[_int(draw, 0, len(found) - 1)]
        other = found[_int(draw, 0, len(found) - 1)]
        wild = _int(draw, 0, 2) == 0
        piece = WILD[_int(draw, 0, len(WILD) - 1)] if wild else content[slice(*other)]
        times = 2 if _int(draw, 0, 3) == 0 else 1
        content = content[:start] + piece * times + content[end:]
    return content


_ELEMENT = re.compile(rb"<[^<>]{1,200}>|\d+ \d+ obj\b.{0,300}?endobj", re.DOTALL)


def _int(draw: Draw, low: int, high: int) -> int:
    found: int = draw(st.integers(low, high))
    return found


def _range(draw: Draw, content: bytes, most: int) -> tuple[int, int]:
    start = _int(draw, 0, max(0, len(content) - 1))
    return start, min(len(content), start + _int(draw, 1, most))


def _flip(draw: Draw, content: bytes) -> bytes:
    if not content:
        return content
    start, _ = _range(draw, content, 1)
    return content[:start] + bytes([content[start] ^ (1 << _int(draw, 0, 7))]) + content[start + 1 :]


def _cut(draw: Draw, content: bytes) -> bytes:
    return content[: _int(draw, 0, len(content))]


def _remove(draw: Draw, content: bytes) -> bytes:
    start, end = _range(draw, content, 2000)
    return content[:start] + content[end:]


def _double(draw: Draw, content: bytes) -> bytes:
    start, end = _range(draw, content, 2000)
    return content[:end] + content[start:end] * _int(draw, 1, 3) + content[end:]


def _move(draw: Draw, content: bytes) -> bytes:
    start, end = _range(draw, content, 2000)
    rest = content[:start] + content[end:]
    at = _int(draw, 0, len(rest))
    return rest[:at] + content[start:end] + rest[at:]


def _insert(draw: Draw, content: bytes) -> bytes:
    at = _int(draw, 0, len(content))
    return content[:at] + PIECES[_int(draw, 0, len(PIECES) - 1)] + content[at:]


def _overwrite(draw: Draw, content: bytes) -> bytes:
    start, end = _range(draw, content, 40)
    return content[:start] + bytes([_int(draw, 0, 255)]) * (end - start) + content[end:]


_EDITS = (_flip, _cut, _remove, _double, _move, _insert, _overwrite, damage_words, damage_words)
