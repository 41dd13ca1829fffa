"""What stands in published files, as pieces of text with their places: whatever the format, packed or not."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disclosure.errors import SourceError

#: One file or member larger than this is refused, in bytes, and so is a package in a package deeper than this.
MOST_BYTES, DEEPEST = 1 << 30, 4
_TAGS = re.compile(r"<[^<>]*>")
#: Tags that end a cell, an item or a block: figures on both sides are not one number.
_APART = re.compile(
    r"</?(?:td|th|tr|li|p|div|dt|dd|br|h[1-6]|option|caption|text|title|summary|small|t)\b[^<>]*>", re.I
)
_BETWEEN = re.compile(r"(?<=\d)\s*\0[\s\0]*(?=\d)")
#: Numbers that have a column or a key for numbers only: a cell of a worksheet, a control total of report.yml.
_NUMBER_CELL = re.compile(r'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?(?: t="n")?><v>[^<]*</v></c>')
_CONTROL_VALUE = re.compile(r"(?m)^    value: '-?[0-9]{1,15}(?:\.[0-9]+)?'$")
#: What a PDF says of itself in XML.
_XMP = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_TEXT_CHUNKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}


@dataclass(frozen=True)
class Piece:
    """A text of a file and its place in it. ``opaque`` is what a binary file's bytes look like as text; of a
    ``row``, cells put together, only what stands beside each other counts."""

    file: str
    place: str
    text: str
    opaque: bool = False
    row: bool = False


def list_pieces(file: str, content: bytes, numbers: frozenset[str] = frozenset(), depth: int = 0) -> Iterator[Piece]:
    """The pieces of ``content``. ``numbers`` are the columns of tables that hold numbers only.

    Raises SourceError where a package holds too much or cannot be opened.
    """
    if len(content) > MOST_BYTES or depth > DEEPEST:
        raise SourceError("is too large, or packed too often, to be looked into", file=file, remedy="take it apart")
    kind = Path(file.lower()).suffix
    if content.startswith(b"\x1f\x8b"):
        yield from list_pieces(file, _unzip(file, content), numbers, depth + 1)
    elif content.startswith(b"PK\x03\x04"):
        yield from _open_zip(file, content, numbers, depth)
    elif content.startswith(b"SQLite format 3\0"):
        yield from _open_database(file, content)
    elif content.startswith(b"PAR1"):
        yield from _open_parquet(file, content)
    elif content.startswith(b"%PDF-"):
        yield from _open_pdf(file, content)
    elif content.startswith(b"\x89PNG\r\n"):
        yield from (Piece(file, name, text) for name, text in _open_png(content))
    else:
        yield from _open_text(file, content, kind, numbers)


def _open_text(file: str, content: bytes, kind: str, numbers: frozenset[str]) -> Iterator[Piece]:
    try:
        text = content.removeprefix(b"pagefind_dcd").decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Piece(file, "", content.decode("latin-1"), opaque=True)
        return
    if kind == ".csv":
        yield from _open_table(file, text, numbers)
        return
    if text[:1] in ("{", "["):
        try:
            yield from _open_json(file, "", json.loads(text))
            return
        except (ValueError, RecursionError):
            pass  # it only looked like JSON
    text = _leave_out_numbers(file, text)
    yield Piece(file, "", text)
    if "<" in text:
        yield Piece(file, "", html.unescape(_take_tags_out(text)))


def _take_tags_out(text: str) -> str:
    """A page without its tags; figures of two cells, items or blocks do not become one number."""
    bare = _TAGS.sub("", _APART.sub("\0", text))
    return _BETWEEN.sub(" ¦ ", bare).replace("\0", "")


def _leave_out_numbers(file: str, text: str) -> str:
    """A worksheet without its cells of numbers, a report.yml without its control totals, which are amounts of 元."""
    if "xl/worksheets/" in file:
        return _NUMBER_CELL.sub("", text)
    return _CONTROL_VALUE.sub("", text) if Path(file).name == "report.yml" else text


def _open_table(file: str, text: str, numbers: frozenset[str]) -> Iterator[Piece]:
    rows = csv.reader(io.StringIO(text, newline=""))
    columns = next(rows, [])
    for number, row in enumerate(rows, 2):
        cells = dict(zip(columns, row, strict=False))
        yield from _open_row(file, f"row {number}", {k: v for k, v in cells.items() if k not in numbers})


def _open_row(file: str, place: str, row: Mapping[str, object]) -> Iterator[Piece]:
    """Every text cell, a figure together with its unit of measure, and the row for what stands side by side."""
    words = {name: value for name, value in row.items() if isinstance(value, str) and value}
    if "reported" in words:
        words["reported"] += words.get("reported_unit", "")
    for name, text in words.items():
        yield Piece(file, f"{place} {name}", text)
    yield Piece(file, place, "\n".join(words.values()), row=True)


def _open_json(file: str, place: str, value: Any) -> Iterator[Piece]:
    if isinstance(value, str):
        yield Piece(file, place, value)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _open_json(file, f"{place}[{number}]", each)
    elif isinstance(value, dict):
        yield from _open_row(file, place, value)
        for name, each in value.items():
            yield Piece(file, f"{place} key", name)
            if not isinstance(each, str):
                yield from _open_json(file, f"{place}.{name}", each)


def _unzip(file: str, content: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise SourceError("cannot be unpacked", file=file, remedy="build it again") from None


def _open_zip(file: str, content: bytes, numbers: frozenset[str], depth: int) -> Iterator[Piece]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise SourceError("holds too much to be looked into", file=file, remedy="take it apart")
            for info in archive.infolist():
                yield Piece(f"{file}!{info.filename}", "name", info.filename)
                if not info.is_dir():
                    yield from list_pieces(f"{file}!{info.filename}", archive.read(info), numbers, depth + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError):
        raise SourceError("cannot be unpacked", file=file, remedy="build it again") from None


def _open_database(file: str, content: bytes) -> Iterator[Piece]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "database"
        path.write_bytes(content)
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
            database.row_factory = sqlite3.Row
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                quoted = '"' + name.replace('"', '""') + '"'
                rows = database.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - a quoted name of its own catalogue
                for number, row in enumerate(rows, 1):
                    yield from _open_row(file, f"{name} row {number}", dict(row))


def _open_parquet(file: str, content: bytes) -> Iterator[Piece]:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        path.write_bytes(content)
        connection = duckdb.connect()
        for key, value in connection.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(path)]).fetchall():
            yield Piece(file, "metadata", b"\n".join((key, value)).decode("utf-8", "replace"))
        answer = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        columns = [column[0] for column in answer.description or []]
        for number, row in enumerate(answer.fetchall(), 1):
            yield from _open_row(file, f"row {number}", dict(zip(columns, row, strict=True)))


def _open_pdf(file: str, content: bytes) -> Iterator[Piece]:
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            yield Piece(file, "metadata", "\n".join(document.get_metadata_dict().values()))
            for match in _XMP.finditer(content):
                text = match.group().decode("utf-8", "replace")
                yield Piece(file, "metadata", text)
                yield Piece(file, "metadata", html.unescape(_TAGS.sub("", text)))
            for number in range(len(document)):
                yield Piece(file, f"p{number + 1}", document[number].get_textpage().get_text_range())
    except pypdfium2.PdfiumError:
        raise SourceError("cannot be looked into", file=file, remedy="open it and look") from None


def _open_png(content: bytes) -> Iterator[tuple[str, str]]:
    """The texts that a PNG carries beside its picture."""
    at = 8
    while at + 8 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if name in _TEXT_CHUNKS:
            yield name.decode("ascii"), " ".join(_open_chunk(data))
        at += 12 + length


def _open_chunk(data: bytes) -> Iterator[str]:
    """A chunk as it stands, and what is packed in it."""
    yield data.decode("utf-8", "replace")
    for at in range(min(len(data), 256)):
        if data[at : at + 1] == b"\x78":
            try:
                yield zlib.decompressobj().decompress(data[at:], MOST_BYTES).decode("utf-8", "replace")
            except zlib.error:
                continue
