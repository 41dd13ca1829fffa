"""The editions of a published package as their readers open them: the database unpacked, a table of the API as rows."""

from __future__ import annotations

import atexit
import gzip
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from disclosure.package.editions.distribution import DATABASE


@cache
def unpack_database(folder: Path) -> Path:
    """The database of the package in ``folder``, taken out of its zip; removed at the end of the process."""
    scratch = Path(tempfile.mkdtemp(prefix="database-"))
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    with zipfile.ZipFile(folder / DATABASE) as archive:
        (name,) = archive.namelist()
        return Path(archive.extract(name, scratch))


def read_json(path: Path) -> Any:
    """A file of the API, compressed or not."""
    content = path.read_bytes()
    return json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)


def expand_table(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A table of the API, columns and rows, as a mapping for each row."""
    return [dict(zip(table["columns"], row, strict=True)) for row in table["data"]]
