"""Personal data is found wherever it could be published, and what only looks like it is not.

Numbers and names are put together here: no file of ours holds one that could be somebody's.
"""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from reportlab.pdfgen import canvas

from disclosure.errors import SourceError
from disclosure.publish.downloads import pieces
from disclosure.publish.downloads.pieces import list_pieces
from disclosure.store import Layout, write_bytes

from .conftest import Run

MOBILE = "1" + "3" + "0" * 9
MAIL = "nobody" + "@" + "example.org"
PERSON = "张" + "甲乙"


def make_zip(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def make_database(text: str, folder: Path) -> bytes:
    path = folder / "a.sqlite"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute('CREATE TABLE "a ""table" (words TEXT, value NUMERIC)')
    database.execute('INSERT INTO "a ""table" VALUES (?, ?)', (text, int(MOBILE)))
    database.commit()
    database.close()
    return path.read_bytes()


def make_parquet(text: str, folder: Path) -> bytes:
    path = folder / "a.parquet"
    duckdb.execute(f"COPY (SELECT ? AS words, {MOBILE}::BIGINT AS value) TO '{path}' (FORMAT parquet)", [text])
    return path.read_bytes()


def make_pdf(text: str, *, metadata: bool) -> bytes:
    stream = io.BytesIO()
    drawing = canvas.Canvas(stream)
    if metadata:
        drawing.setAuthor(text)
    drawing.drawString(72, 720, "x" if metadata else text)
    drawing.save()
    return stream.getvalue()


def make_described_pdf(text: str) -> bytes:
    """A PDF that says who made it in XML only, as office programs do."""
    said = "".join(f"&#{ord(char)};" for char in text)
    described = f"<x:xmpmeta><dc:creator>{said[:30]}<b/>{said[30:]}</dc:creator></x:xmpmeta>".encode()
    return make_pdf("x", metadata=False) + b"\n% " + described


def make_described_parquet(text: str, folder: Path) -> bytes:
    path = folder / "a.parquet"
    duckdb.execute(f"COPY (SELECT 1 AS a) TO '{path}' (FORMAT parquet, KV_METADATA {{author: '{text}'}})")
    return path.read_bytes()


#: The texts of a PNG, by how each kind of chunk holds them.
CHUNKS: dict[str, Callable[[bytes], bytes]] = {
    "tEXt": lambda text: b"Comment\0" + text,
    "zTXt": lambda text: b"Comment\0\0" + zlib.compress(text),
    "iTXt": lambda text: b"Comment\0\0\0zh\0\0" + text,
    "iTXt packed": lambda text: b"Comment\0\1\0zh\0\0" + zlib.compress(text),
    "eXIf": lambda text: b"MM\0*" + text,
}


def make_png(text: str, chunk: str) -> bytes:
    data, name = CHUNKS[chunk](text.encode()), chunk[:4].encode()
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(data)) + name + data + b"\0" * 4


Make = Callable[[str, Path], bytes]
PLACES: dict[str, tuple[str, Make]] = {
    "page": ("a.html", lambda text, _: f"<p>电话 <b>{text[:5]}</b>{text[5:]}</p>".encode()),
    "attribute": ("a.html", lambda text, _: f'<p data-x="{text}">x</p>'.encode()),
    "entity": ("a.html", lambda text, _: f"<p>{''.join(f'&#{ord(char)};' for char in text)}</p>".encode()),
    "feed": ("a.xml", lambda text, _: f"<feed><title>{text}</title></feed>".encode()),
    "table": ("a.csv", lambda text, _: f"a,b\n1,{text}\n".encode()),
    "json": ("a.json", lambda text, _: json.dumps({"a": [{"b": text}]}).encode()),
    "json escaped": ("a.json", lambda text, _: json.dumps([f"电话{text}"]).encode("ascii")),
    "search index": ("a.pf_fragment", lambda text, _: gzip.compress(f'pagefind_dcd{{"c": "{text}"}}'.encode())),
    "search index of bytes": ("a.pf_index", lambda text, _: gzip.compress(b"pagefind_dcd\xff\xfe" + text.encode())),
    "zip in zip": ("a.zip", lambda text, _: make_zip("b.zip", make_zip("c.csv", f"a\n{text}\n".encode()))),
    "database": ("a.sqlite", make_database),
    "parquet": ("a.parquet", make_parquet),
    "pdf": ("a.pdf", lambda text, _: make_pdf(text, metadata=False)),
    "pdf metadata": ("a.pdf", lambda text, _: make_pdf(text, metadata=True)),
    "pdf described": ("a.pdf", lambda text, _: make_described_pdf(text)),
    "parquet described": ("a.parquet", make_described_parquet),
    "drawing": (
        "a.svg", lambda text, _: f"<svg><text><tspan>{text[:4]}</tspan><tspan>{text[4:]}</tspan></text></svg>".encode(),
    ),
    "drawing's title": ("a.svg", lambda text, _: f"<svg><title>{text}</title></svg>".encode()),
    **{
        f"png {chunk}": ("a.png", lambda text, _, chunk=chunk: make_png(text, chunk)) for chunk in CHUNKS  # type: ignore[misc]
    },
    "bytes": ("a.bin", lambda text, _: b"\xff\xfe\x00" + text.encode() + b"\x00"),
}  # fmt: skip


#: How some of these places are told.
TOLD = {
    "table": "row 2 b", "json": "[0]", "zip in zip": "a.zip!b.zip!c.csv", "database": 'a "table row 1 words',
    "parquet": "row 1 words", "parquet described": "metadata", "pdf": "p1", "pdf metadata": "metadata",
    "pdf described": "metadata", **{f"png {chunk}": chunk[:4] for chunk in CHUNKS}, "feed": "l1",
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_number_is_found_wherever_it_stands(run: Run, layout: Layout, tmp_path: Path, place: str) -> None:
    name, make = PLACES[place]
    write_bytes(layout.root / "site" / name, make(MOBILE, tmp_path))
    ended = run("scan", layout.root / "site")
    assert ended.code == 8, ended.out
    assert "mobile" in ended.out
    assert TOLD.get(place, "") in ended.out
    assert MOBILE not in ended.out + ended.err
    write_bytes(layout.root / "site" / name, make("12345", tmp_path))
    assert run("scan", layout.root / "site").code == 0


def test_a_name_and_a_file_named_like_a_number_are_found(run: Run, layout: Layout) -> None:
    write_bytes(layout.root / "site" / "a.csv", f"ask,answer\n联系人,{PERSON}\n".encode())
    write_bytes(layout.root / "site" / f"{MOBILE}.txt", b"x")
    write_bytes(layout.root / "site" / "b.html", f"<td>联系人：</td><td>{PERSON}</td><p>{MAIL}</p>".encode())
    ended = run("scan", layout.root / "site")
    assert "3 places" not in ended.err
    assert ended.out.count("name") >= 2
    assert "mail" in ended.out
    assert PERSON not in ended.out + ended.err


def test_amounts_and_numbers_of_tables_are_none(run: Run, layout: Layout) -> None:
    rows = f"value,reported,reported_unit,quote\n{MOBILE},{MOBILE},元,共{MOBILE}元\n130,0013,人,x\n"
    write_bytes(layout.root / "site" / "facts.csv", rows.encode())
    fact = {"value": int(MOBILE), "reported": MOBILE, "reported_unit": "元", "number": "新财预〔2022〕15号"}
    write_bytes(layout.root / "site" / "a.json", json.dumps([fact]).encode())
    assert run("scan", layout.root / "site").code == 0


def test_cells_side_by_side_are_no_number(run: Run, layout: Layout) -> None:
    """Nor are amounts of eleven digits in a worksheet or in a report's control totals; in words they are."""
    site = layout.root / "site"
    cells = "".join(f"<td>{part}</td>" for part in ("138", "0013", "8000"))
    write_bytes(site / "a.html", f"<table><tr>{cells}</tr></table>".encode())
    sheet = f'<row r="2"><c r="A2" s="1"><v>{MOBILE}</v></c></row>'
    write_bytes(site / "a.xlsx", make_zip("xl/worksheets/sheet1.xml", sheet.encode()))
    write_bytes(site / "report.yml", f"control_totals:\n  - item: total\n    value: '{MOBILE}'\n".encode())
    assert run("scan", site).code == 0
    for name, content in {
        "a.html": "<p>138<b>0013</b>8000</p>",
        "report.yml": f"acknowledgements:\n  - text: '{MOBILE}'\n",
        "a.xlsx": f'<c r="A2" t="inlineStr"><is><t>{MOBILE}</t></is></c>',
    }.items():
        packed = make_zip("xl/worksheets/sheet1.xml", content.encode()) if name == "a.xlsx" else content.encode()
        write_bytes(site / name, packed)
        assert run("scan", site).code == 8, name
        write_bytes(site / name, b"")


def test_all_that_is_published_is_clean(run: Run, layout: Layout, added: str) -> None:
    ended = run("scan")
    assert (ended.code, ended.err) == (0, "")
    assert "no personal data in" in ended.out


def test_a_document_with_personal_data_beside_its_report_is_found(run: Run, layout: Layout, added: str) -> None:
    (layout.reports / added / "report.txt").write_text(f"联系人：{PERSON}，\n{MOBILE}\n", encoding="utf-8")
    ended = run("scan")
    assert ended.code == 8
    assert f"data/reports/{added}/report.txt" in ended.out
    assert run("scan", "missing").code == 1


def test_what_cannot_be_looked_into_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = b"x"
    for _ in range(6):
        nested = make_zip("a.zip", nested)
    for content in (nested, b"PK\x03\x04broken", b"\x1f\x8bbroken", b"%PDF-broken"):
        with pytest.raises(SourceError):
            list(list_pieces("a", content))
    monkeypatch.setattr(pieces, "MOST_BYTES", 1000)
    for content in (make_zip("a", bytes(100_000)), gzip.compress(bytes(100_000)), bytes(1001)):
        with pytest.raises(SourceError):
            list(list_pieces("a", content))


def test_the_index_of_the_search_is_looked_into_as_it_is_built(run: Run, layout: Layout) -> None:
    page = f"<html><body><article><h1>公告</h1><p>请致电 {MOBILE}。</p></article></body></html>"
    write_bytes(layout.root / "site" / "index.html", page.encode())
    index = [sys.executable, "-m", "pagefind_bin_extended", "--site", str(layout.root / "site")]
    subprocess.run(index, check=True, capture_output=True, cwd=layout.root)
    (layout.root / "site" / "index.html").unlink()
    ended = run("scan", layout.root / "site")
    assert ended.code == 8
    assert ".pf_fragment" in ended.out
    assert MOBILE not in ended.out + ended.err
