"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

#: The earliest time a zip can hold; a real one would change the bytes of every build.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


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


def _open(path: Path) -> zipfile.ZipFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    return zipfile.ZipFile(path, "w")


def _name(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
