"""The typeface of PDF specimens. It is inside the PDF, so nothing depends on the fonts of the machine.

Readers of PDF take characters from the font's encoding, places from its widths, heights from its descriptor. None of
that needs drawn characters: each one is the same small box here, made on the spot, and no file of a font is needed.
"""

from __future__ import annotations

import struct
import zlib
from copy import deepcopy

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase._cidfontdata import CIDFontInfo
from reportlab.pdfbase.cidfonts import UnicodeCIDFont, structToPDF
from reportlab.pdfbase.pdfdoc import PDFName, PDFStream

#: The name the typeface has, for its widths; no such font is looked for, as one is embedded.
HAN = "STSong-Light"
#: Units of the em; the characters of the encoding that it draws (Adobe-GB1 has about 30,000).
_EM, _CHARACTERS = 1000, 30_572
#: The boxes of Han and of Latin characters as (left, bottom, right, top). pdfium widens a character's place to what is
#: drawn, so the Latin one is narrower than the narrowest width (207); the Han one is as high as printed ones are.
_HAN_BOX, _LATIN_BOX = (50, -70, 950, 840), (20, 0, 200, 700)
#: Where the encoding has Latin characters.
_LATIN = (range(1, 96), range(814, 940))


def register_typeface() -> None:
    """Let reportlab know ``HAN``, once in a process."""
    if HAN not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(_Boxes(HAN))


class _Boxes(UnicodeCIDFont):  # type: ignore[misc] # reportlab has no types
    """reportlab's font of this name with a program for it in the document."""

    def addObjects(self, doc: object) -> None:  # noqa: N802 - the name is the library's
        """Put the font into a document of reportlab."""
        name = f"F{len(doc.fontMapping) + 1}"  # type: ignore[attr-defined]
        font = deepcopy(CIDFontInfo[HAN])
        font |= {"Name": f"/{name}", "Encoding": f"/{self.encodingName}"}
        (descendant,) = font["DescendantFonts"]
        descendant["Subtype"] = "/CIDFontType2"
        made = structToPDF(font)
        inner = made.dict["DescendantFonts"].sequence[0]
        inner.dict["CIDToGIDMap"] = _add_stream(doc, _choose_boxes())
        program = make_program()
        inner.dict["FontDescriptor"].dict["FontFile2"] = _add_stream(doc, program, Length1=len(program))
        doc.idToObject["BasicFonts"].dict[name] = doc.Reference(made, name)  # type: ignore[attr-defined]
        doc.fontMapping[self.name] = f"/{name}"  # type: ignore[attr-defined]


def _choose_boxes() -> bytes:
    """The number of the box that each character of the encoding is drawn as."""
    latin = set().union(*_LATIN)
    return b"".join(struct.pack(">H", 2 if number in latin else 1) for number in range(_CHARACTERS))


def _add_stream(doc: object, content: bytes, **entries: int) -> object:
    stream = PDFStream(content=zlib.compress(content))
    stream.dictionary["Filter"] = PDFName("FlateDecode")
    for key, value in entries.items():
        stream.dictionary[key] = value
    return doc.Reference(stream)  # type: ignore[attr-defined]


def make_program() -> bytes:
    """A TrueType font of three glyphs: nothing, the Han box, the Latin box. What each table has is in the OpenType
    specification, https://learn.microsoft.com/typography/opentype/spec/."""
    boxes = [_draw_box(*_HAN_BOX), _draw_box(*_LATIN_BOX)]
    ends = (0, 0, len(boxes[0]), len(boxes[0] + boxes[1]))
    around = (_LATIN_BOX[0], _HAN_BOX[1], _HAN_BOX[2], _HAN_BOX[3])
    return _assemble({
        b"glyf": b"".join(boxes),
        b"head": struct.pack(
            ">IIIIHHqq4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *around, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">I3hH3h5h3hH", 0x10000, 880, -120, 0, _EM, 20, 50, 950, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": struct.pack(">HhHhHh", _EM, 0, _EM, _HAN_BOX[0], _EM, _LATIN_BOX[0]),
        b"loca": struct.pack(">4I", *ends),
        b"maxp": struct.pack(">I14H", 0x10000, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    })  # fmt: skip


def _draw_box(left: int, bottom: int, right: int, top: int) -> bytes:
    """One contour of four corners, clockwise from the lower left one, each as its distance from the one before."""
    head = struct.pack(">5hHH", 1, left, bottom, right, top, 3, 0) + b"\x01" * 4
    drawn = head + struct.pack(">8h", left, 0, right - left, 0, bottom, top - bottom, 0, bottom - top)
    return drawn + b"\0" * (-len(drawn) % 4)


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    """The tables behind a directory of them, each at a multiple of four bytes."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    entries, body = b"", b""
    for tag, content in sorted(tables.items()):
        padded = content + b"\0" * (-len(content) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        entries += tag + struct.pack(">III", total, len(head) + 16 * count + len(body), len(content))
        body += padded
    return head + entries + body
