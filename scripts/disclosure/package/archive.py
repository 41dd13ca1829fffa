"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

#: The earliest time a zip can hold; a real one would change the bytes of every build.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_archive(path: Path, folder: Path, members: Iterable[Path]) -> None:
    """Write ``members``, files below ``folder``, into a new zip at ``path`` under their paths in it, in order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            entry = zipfile.ZipInfo(member.relative_to(folder).as_posix(), _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, member.read_bytes())
