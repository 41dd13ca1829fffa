"""Hostile, broken and foreign files, each by a recipe: what a document may do to its reader."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from disclosure.read.tables.pages import MAX_PAGES

from .archive import write_zip
from .office import write_docx, write_html, write_xls, write_xlsx
from .paper import write_ofd, write_pdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DOCTYPE = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORDS = b"BT /F 9 Tf 50 50 Td (total 1234.50 and so on) Tj ET"


# --- containers ---


def write_word(body: str, head: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word document of this body."""
    document = f'<?xml version="1.0"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'
    return write_zip({"word/document.xml": document.encode(), **(more or {})})


def write_paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_sheet(sheet: str) -> bytes:
    """The small workbook with its first sheet replaced."""
    return write_zip({**unpack(write_xlsx()), "xl/worksheets/sheet1.xml": sheet.encode()})


def write_rows(rows: str, more: str = "") -> bytes:
    return write_sheet(f"<worksheet {_SHEET}>{more}<sheetData>{rows}</sheetData></worksheet>")


def write_merged(areas: list[str]) -> bytes:
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return write_sheet(
        f'<worksheet {_SHEET}><sheetData/><mergeCells count="{len(areas)}">{cells}</mergeCells></worksheet>'
    )


def letters(column: int) -> str:
    """The name of a column (from 1)."""
    rest, name = column, ""
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def write_lying_zip() -> bytes:
    """A container whose directory says that its one long part is short."""
    content = bytearray(write_word("<w:p/>" * 300_000))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def write_overlapping_zip() -> bytes:
    """A container whose directory names one packed part four thousand times."""
    whole = write_zip({"word/document.xml": b"<w:p/>" * 30_000})
    at, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    entry, count = whole[at:end], 4_000
    entries = b"".join(entry.replace(b"word/document", b"word/%08d" % number) for number in range(count))
    size = struct.pack("<HHII", count, count, len(entries), at)
    return whole[:at] + entries + whole[end : end + 8] + size + whole[end + 20 :]


def write_nested_zip() -> bytes:
    inner = write_zip({"zeros": bytes(3_000_000)})
    for _ in range(5):
        inner = write_zip({f"{number}.zip": inner for number in range(10)})
    return inner


# --- PDF ---


def write_objects(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    content, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return content + head % (len(objects) + 1, table, len(objects) + 1, len(content))


def write_stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def write_pages(count: int, contents: bytes = b"") -> bytes:
    """A PDF of many pages that all are one."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>> >>"
    kids = b" ".join([b"3 0 R"] * count)
    return write_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        page,
        write_stream(contents),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ])  # fmt: skip


def write_drawing(stream: bytes) -> bytes:
    """A PDF of one page that draws ``stream``."""
    return write_pages(1, stream)


def write_page(contents: bytes, resources: bytes, more: list[bytes], catalogue: bytes = b"") -> bytes:
    """A PDF of one page; ``more`` are the objects from number 5 on."""
    return write_objects([
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<%s>> >>" % resources,
        write_stream(contents),
        *more,
    ])  # fmt: skip


def write_acting_pdf() -> bytes:
    """A PDF with a script that runs when it is opened, a file within and a program to be started."""
    actions = (
        b"/OpenAction 6 0 R /Names <</EmbeddedFiles <</Names [(a.exe) 7 0 R]>> /JavaScript <</Names [(a) 6 0 R]>>>>"
    )
    return write_page(
        WORDS, b"/Font <</F 5 0 R>>",
        [
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /S /JavaScript /JS (while \\(true\\) app.alert\\('x'\\)) /Next << /S /Launch /F (/bin/sh) >> >>",
            b"<< /Type /Filespec /F (a.exe) /EF <</F 8 0 R>> >>",
            write_stream(bytes(2_000_000), b"/Type /EmbeddedFile"),
        ],
        actions,
    )  # fmt: skip


def write_font_bomb() -> bytes:
    """A font whose table of characters unpacks to 17 million bytes, and whose widths are a million."""
    ranges = b"100 beginbfrange\n" + b"<0000> <FFFF> <0000>\n" * 100 + b"endbfrange\n"
    table = b"begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + ranges * 8_000 + b"endcmap"
    return write_page(
        b"BT /F 9 Tf 50 50 Td <00310032> Tj ET", b"/Font <</F 5 0 R>>",
        [
            b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo <</Registry (A) /Ordering (B) "
            b"/Supplement 0>> /W [0 [%s]] >>" % (b"500 " * 1_000_000),
            write_stream(table),
        ],
    )  # fmt: skip


def write_huge_picture() -> bytes:
    """A PDF of one picture that says it has ten thousand million dots."""
    picture = b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    return write_page(b"595 0 0 842 0 0 cm /I Do", b"/XObject <</I 5 0 R>>", [write_stream(bytes(30_000_000), picture)])


def write_deep_tree(depth: int) -> bytes:
    """A PDF whose one page stands below so many branches."""
    branches = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 3) for number in range(depth)]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)
    return write_objects([b"<< /Type /Catalog /Pages 2 0 R >>", *branches, page])


def write_cyclic_tree() -> bytes:
    """A PDF whose branch of pages holds itself."""
    return write_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 50 /Kids [3 0 R 2 0 R] >>",
        b"<< /Type /Pages /Count 25 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>",
    ])  # fmt: skip


def write_cyclic_form() -> bytes:
    """A PDF whose drawing draws itself, and then words."""
    form = write_stream(
        b"/X Do " * 50, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 5 0 R>>>>"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return write_page(b"/X Do " + WORDS, b"/XObject <</X 5 0 R>> /Font <</F 6 0 R>>", [form, font])


# --- web pages, OFD ---


def write_large_page(size: int) -> bytes:
    row = b"<tr><td>1,234.50</td><td>" + "本年支出合计".encode() + b"</td></tr>"
    return b"<!DOCTYPE html><html><body><table>" + row * (size // len(row)) + b"</table></body></html>"


def write_ofd_text(deltas: str, text: str) -> bytes:
    """The small OFD with its first page replaced by one text of these distances."""
    page = (
        f'<Page><Content><Layer><TextObject Boundary="10 10 100 10" Size="4"><TextCode X="0" Y="4" DeltaX="{deltas}">'
        f"{text}</TextCode></TextObject></Layer></Content></Page>"
    )
    return write_zip({**unpack(write_ofd()), "Doc_0/Pages/Page_0/Content.xml": page.encode()})


ENCRYPTED_OFFICE = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")

#: File by name: its recipe, and what the error must say of it; "=" and words, if it is read and must hold them.
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zero bytes": (lambda: b"", "empty"),
    "white space": (lambda: b" \n\r\n ", "empty"),
    "NULs": (lambda: bytes(10_000), "control characters"),
    "program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(200), "is a program"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    "RAR": (lambda: b"Rar!\x1a\x07\x00" + bytes(100), "RAR"),
    "rich text": (lambda: b"{\\rtf1\\ansi hello}", "rich text"),
    "OLE of nothing": (lambda: OLE + bytes(5000), "old Office"),
    "OLE of a head only": (lambda: OLE, "old Office"),
    "PDF without an end": (lambda: write_pdf()[:3000], "broken"),
    "PDF of a head only": (lambda: b"%PDF-1.7\n", "broken"),
    "PDF, encrypted": (lambda: write_pdf(password="secret"), "encrypted"),  # noqa: S106
    "PDF of 5,000 pages": (lambda: write_pages(5_000), "pages"),
    "PDF of as many pages as allowed": (lambda: write_pages(MAX_PAGES, WORDS), "=1234.50"),
    "PDF of empty pages": (lambda: write_pages(3), "scan"),
    "PDF whose pages nest 30,000 deep": (lambda: write_deep_tree(30_000), "broken|pages|scan|loaded"),
    "PDF whose pages hold themselves": (write_cyclic_tree, "broken|pages|scan|loaded"),
    "PDF whose drawing draws itself": (write_cyclic_form, "memory|seconds|broken"),
    "PDF with a script, a program and a file": (write_acting_pdf, "=1234.50"),
    "PDF with a bomb as font": (write_font_bomb, "scan|memory|seconds|broken"),
    "PDF with a bomb as drawing": (lambda: write_drawing(bytes(800_000_000)), "scan|memory|seconds|crashed|broken"),
    "PDF of one enormous picture": (write_huge_picture, "scan|memory|seconds|crashed"),
    "container cut off": (lambda: write_docx()[:2000], "broken"),
    "container of nothing": (lambda: write_zip({"readme.txt": b"hello"}), "zip archive"),
    "zip bomb": (lambda: write_word("<w:p/>" * 4_000_000), "times its size"),
    "zip bomb that lies": (write_lying_zip, "damaged|cannot be unpacked"),
    "zip bomb of one part named 4,000 times": (write_overlapping_zip, "unpacks|broken|archive"),
    "zip bomb in zip bombs": (write_nested_zip, "zip archive"),
    "zip bomb within a Word document": (
        lambda: write_word(write_paragraph("合计1234.50"), more={"word/embeddings/a.zip": write_nested_zip()}), "=1234.50"
    ),
    "Office, encrypted": (lambda: ENCRYPTED_OFFICE, "encrypted"),
    "entity bomb": (lambda: write_word(write_paragraph("&c;"), DOCTYPE), "entities"),
    "external entity": (lambda: write_word(write_paragraph("&a;"), EXTERNAL), "entities"),
    "XML 10,000 deep": (lambda: write_word("<w:p>" * 10_000 + "</w:p>" * 10_000), "deeper"),
    "broken XML": (lambda: write_word("<w:p>"), "well-formed"),
    "Word without a body": (lambda: write_zip({"word/document.xml": f"<w:document {W}/>".encode()}), "no body"),
    "Word with macros (docm)": (lambda: write_word("<w:p/>", more={"word/vbaProject.bin": b"x"}), "macros"),
    "Word cell over a thousand million columns": (
        lambda: write_word(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr>"
            f"{write_paragraph('1234.50')}</w:tc><w:tc>{write_paragraph('甲')}</w:tc></w:tr></w:tbl>"
        ),
        "=1234.50",
    ),
    "Excel with macros (xlsm)": (lambda: write_zip({**unpack(write_xlsx()), "xl/vbaProject.bin": b"x"}), "macros"),
    "Excel of one huge merged cell": (lambda: write_merged(["A1:XFD1048576"]), "merged cells"),
    "Excel of 200,000 merged cells": (lambda: write_merged([f"A{n}:C{n}" for n in range(1, 200_001)]), "merged ranges"),
    "Excel of a diagonal of 2,000 cells": (
        lambda: write_rows("".join(f'<row r="{n}"><c r="{letters(n)}{n}"><v>1</v></c></row>' for n in range(1, 2001))),
        "cells",
    ),
    "Excel that claims a million rows and 16,384 columns": (
        lambda: write_rows(
            '<row r="1"><c r="A1"><v>1234.5</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
            '<dimension ref="A1:XFD1048576"/>',
        ),
        "=1234.5",
    ),
    "formulas without values": (lambda: write_rows('<row r="1"><c r="A1"><f>1+1</f></c></row>'), "formulas"),
    "entities in Excel": (lambda: write_sheet(DOCTYPE + f"<worksheet {_SHEET}/>"), "entities"),
    "old workbook without its middle": (lambda: write_xls()[:512] + bytes(512) + write_xls()[1024:], "broken"),
    "web page of 5,000 nested tables": (lambda: b"<html>" + b"<table><tr><td>1" * 5_000, "nested"),
    "web page 300,000 elements deep": (lambda: b"<html>" + b"<div>" * 300_000 + b"1234.50", "=1234.50"),
    "web page of a cell over 1e9 rows and columns": (
        lambda: b"<html><table><tr><td colspan=1000000000 rowspan=1000000000>1234.50<td>2</table>", "=1234.50"
    ),
    "web page of 49 million bytes": (lambda: write_large_page(49_000_000), "cells|seconds|memory|characters"),
    "web page without words": (lambda: b"<html><script>var a = 1;</script></html>", "no text"),
    "web page with NULs": (lambda: write_html().replace(b"<p>", b"<p>\x00"), "=1,234.50"),
    "OFD without pages": (
        lambda: write_zip({"OFD.xml": b"<OFD><DocRoot>D.xml</DocRoot></OFD>", "D.xml": b"<Document/>"}), "no pages"
    ),
    "OFD of a part outside": (
        lambda: write_zip({"OFD.xml": b"<OFD><DocRoot>../../etc/passwd</DocRoot></OFD>"}), "missing"
    ),
    "OFD of endless distances": (lambda: write_ofd_text("g 2000000000 1 " * 1000, "合计1234.50"), "=1234.50"),
}  # fmt: skip
