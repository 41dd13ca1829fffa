"""Zip containers, as Word, Excel and OFD have them."""

from __future__ import annotations

import io
import zipfile


def write_zip(members: dict[str, bytes]) -> bytes:
    """A zip container, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
