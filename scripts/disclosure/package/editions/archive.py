"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from disclosure.shelf import KeptFiles

#: The earliest time a zip can hold; a real one would change the bytes of every build.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
#: Before compressed bytes that are kept: the sum (CRC-32) and the number of what they contain.
_HEAD = struct.Struct("<IQ")


def write_archive(path: Path, folder: Path, members: Iterable[Path], files: Iterable[tuple[str, bytes]] = ()) -> None:
    """Write ``files``, names with contents, and ``members``, files below ``folder`` under their paths in it, into a new
    zip at ``path``, in order."""
    with _open(path) as archive:
        for name, content in files:
            archive.writestr(_name(name), content)
        for member in members:
            entry = _name(member.relative_to(folder).as_posix())
            entry.file_size = member.stat().st_size
            with member.open("rb") as stream, archive.open(entry, "w") as packed:
                shutil.copyfileobj(stream, packed, 1 << 20)


def pack_files(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write names with their contents into a new zip at ``path``, in order, one in memory at a time."""
    with _open(path) as archive:
        for name, content in files:
            archive.writestr(_name(name), content)


def pack_pieces(path: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write names with their contents, each in pieces, into a new zip at ``path``, in order, a piece in memory at a
    time."""
    with _open(path) as archive:
        for name, pieces in files:
            with archive.open(_name(name), "w") as packed:
                packed.writelines(pieces)


def pack_kept(
    path: Path, files: Iterable[tuple[str, Iterable[str], Callable[[], Iterable[bytes]]]], kept: KeptFiles
) -> None:
    """Write names with their contents, each in pieces, into a new zip at ``path``, in order. What a content is about
    says whether it is kept compressed; the bytes are those of pack_pieces."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".packed-", dir=path.parent) as scratch, _open(path) as archive:
        for number, (name, about, pieces) in enumerate(files):
            packed = Path(scratch) / str(number)
            kept.take(["deflated", *about], packed, partial(_deflate, pieces))
            _append(archive, _name(name), packed)


def _deflate(pieces: Callable[[], Iterable[bytes]], target: Path) -> None:
    """Write pieces compressed, behind their sum and their number of bytes."""
    check, size, compressor = 0, 0, zlib.compressobj(wbits=-zlib.MAX_WBITS)
    with target.open("wb") as stream:
        stream.write(_HEAD.pack(0, 0))
        for piece in pieces():
            check, size = zlib.crc32(piece, check), size + len(piece)
            stream.write(compressor.compress(piece))
        stream.write(compressor.flush())
        stream.seek(0)
        stream.write(_HEAD.pack(check, size))


def _append(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, packed: Path) -> None:
    """Put into a zip what _deflate has written: zipfile itself takes only what is not compressed yet."""
    stream: Any = archive.fp
    entry.header_offset = stream.tell()
    entry.compress_size = packed.stat().st_size - _HEAD.size
    with packed.open("rb") as source:
        entry.CRC, entry.file_size = _HEAD.unpack(source.read(_HEAD.size))
        stream.write(entry.FileHeader())
        shutil.copyfileobj(source, stream, 1 << 20)
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry
    archive.start_dir, archive._didModify = stream.tell(), True  # type: ignore[attr-defined]


def _open(path: Path) -> zipfile.ZipFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    return zipfile.ZipFile(path, "w")


def _name(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
