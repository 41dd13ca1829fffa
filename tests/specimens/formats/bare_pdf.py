"""PDF specimens of one page written object by object: fonts, fields and marks that a library of PDF would not write."""

from __future__ import annotations

from collections.abc import Sequence

from .typeface import make_program

#: The number of the first object that a specimen adds.
FIRST = 7

#: What describes a font whose program is in the specimen.
DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/AAAAAA+Boxes/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 5 0 R>>"
)


def write_stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object with more ``entries`` in its dictionary."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def write_page(
    content: bytes, added: Sequence[bytes] = (), *, page: bytes = b"", catalog: bytes = b"", resources: bytes = b""
) -> bytes:
    """A PDF with one A4 page that draws ``content``.

    /W is Helvetica; /A is object FIRST, the first of those ``added``. ``page``, ``catalog`` and ``resources`` are more
    entries of those dictionaries.
    """
    program = make_program()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources"
        b"<</Font<</A 7 0 R/W 6 0 R>>%s>>%s>>" % (resources, page),
        write_stream(content),
        write_stream(program, b"/Length1 %d" % len(program)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *added,
    ]
    written, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(written)
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)
    )
