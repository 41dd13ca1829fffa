"""The tables of a package as a site has them: what grows with the reports is a compressed file, ``facts.csv.gz``.

Programs that read CSV by its address (pandas, polars, R, DuckDB, frictionless) read it as it is; a web server sends CSV
compressed as well, so a reader fetches the same number of bytes, and the site has a tenth of them. The lists of codes,
units and reports stay ``.csv``: they are small, and many programs begin with them.
"""

from __future__ import annotations

import gzip
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO

from disclosure.package.editions.assembly import LISTS
from disclosure.store import dump_compact, fill_file, hash_file

#: What the descriptor says of a packed file; the name is that of Frictionless.
COMPRESSION = "gz"
#: The head of a gzip file (RFC 1952): deflate, no name, no time, of no system.
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
#: Bytes of the head of a file in a zip before its name (PKWARE APPNOTE 4.3.7); the lengths of name and extra field.
_LOCAL, _LENGTHS = 30, struct.Struct("<HH")
_PIECE = 1 << 20


def name_file(table: str) -> str:
    """The file of a table on a site."""
    return f"{table}.csv" if table in LISTS else f"{table}.csv.gz"


def pack_tables(folder: Path, archive: str) -> None:
    """Replace tables in ``folder`` by packed ones, in the descriptor as well.

    The zip ``archive`` has the same tables: their compressed bytes are taken from it, none is compressed again.
    """
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    with zipfile.ZipFile(folder / archive) as opened, (folder / archive).open("rb") as stream:
        for resource in descriptor["resources"]:
            packed = folder / name_file(resource["name"])
            if packed.name == resource["path"]:
                continue
            with packed.open("wb") as target:
                _wrap(opened.getinfo(resource["path"]), stream, target)
            (folder / resource["path"]).unlink()
            resource |= _describe(packed)
    fill_file(path, dump_compact(descriptor))


def _wrap(entry: zipfile.ZipInfo, stream: BinaryIO, target: BinaryIO) -> None:
    """Write a file of a zip as a gzip file."""
    stream.seek(entry.header_offset)
    head = stream.read(_LOCAL)
    stream.seek(sum(_LENGTHS.unpack(head[-_LENGTHS.size :])), 1)
    target.write(_HEAD)
    left = entry.compress_size
    while left:
        piece = stream.read(min(left, _PIECE))
        target.write(piece)
        left -= len(piece)
    target.write(struct.pack("<II", entry.CRC, entry.file_size & 0xFFFFFFFF))


def _describe(packed: Path) -> dict[str, Any]:
    return {
        "path": packed.name,
        "compression": COMPRESSION,
        "bytes": packed.stat().st_size,
        "hash": f"sha256:{hash_file(packed)}",
    }


def is_packed(resource: Mapping[str, Any]) -> bool:
    """Whether the file of a resource is compressed."""
    return resource.get("compression") == COMPRESSION


def unpack_table(source: IO[bytes], target: IO[bytes], most: int) -> None:
    """Write what a packed file contains. Raises ValueError where it is damaged or has more than ``most`` bytes: a
    package comes from anywhere, and a small file can contain any number of zeros."""
    try:
        with gzip.GzipFile(fileobj=source, mode="rb") as stream:
            while piece := stream.read(min(_PIECE, most + 1)):
                most -= len(piece)
                if most < 0:
                    raise ValueError("the table has too many bytes")
                target.write(piece)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(f"cannot be unpacked: {error}") from None
