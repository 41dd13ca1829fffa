"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

#: The earliest time a zip can hold; a real one would change the bytes of every build.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_archive(path: Path, folder: Path, members: Iterable[Path]) -> None:
    """Write ``members``, files below ``folder``, into a new zip at ``path`` under their paths in it, in order."""
    pack_files(path, ((member.relative_to(folder).as_posix(), member.read_bytes()) for member in members))


def pack_files(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write names with their contents into a new zip at ``path``, in order, one in memory at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
