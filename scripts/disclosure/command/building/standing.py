"""Which reports a site need not read again: nothing they depend on has changed since their data was built."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from disclosure.command.report.source import SourceIndex
from disclosure.description import load_report
from disclosure.errors import DisclosureError
from disclosure.journal import BESIDE_DATA
from disclosure.shelf import Shelf, digest_files, list_packages, list_tree, make_key
from disclosure.store import Layout, fill_file

#: Programs that documents are read with where they are installed.
_PROGRAMS = ("soffice", "libreoffice")


class Standing:
    """What is known of earlier builds of a checkout: marks in build/standing, which may be deleted at any time."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._shelf = Shelf(layout.root / "build" / "standing")
        self._whole = layout.root / "build" / "standing.txt"

    def is_whole(self) -> bool:
        """Whether all data, what is made of it and every source are as the last build left them that did not fail."""
        return self._whole.is_file() and self._whole.read_text(encoding="ascii") == self._digest_all()

    def find_changed(self, folders: Sequence[Path]) -> list[Path]:
        """Those of the report ``folders`` whose unit is not as a build left it, or whose sources came or went."""
        index = SourceIndex(self._layout)
        units = {folder.parent.name for folder in folders}
        standing = {unit_id for unit_id in units if self._shelf.find(self._make_key(unit_id, index))}
        return [folder for folder in folders if folder.parent.name not in standing]

    def mark(self, unit_ids: Collection[str]) -> None:
        """Mark the data of these units as built, all of it, and forget whatever else was marked."""
        index = SourceIndex(self._layout)
        keys = {self._make_key(unit_id, index) for unit_id in unit_ids}
        for key in keys:
            self._shelf.make(key, lambda folder: None)
        self._shelf.sweep(keys)
        fill_file(self._whole, self._digest_all().encode("ascii"))

    def _digest_all(self) -> str:
        """A key of the data and its descriptor by content, of sources by size and time: hashing those takes long."""
        files = [*map(Path, list_tree(self._layout.data)), *(self._layout.root / name for name in BESIDE_DATA)]
        sources = [path for folder in self._layout.source_folders() for path in map(Path, list_tree(folder))]
        parts: list[bytes | str] = [*self._shared]
        for path in filter(Path.is_file, files):
            parts += [path.as_posix(), path.read_bytes()]
        for path in filter(Path.is_file, sources):
            parts.append(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}")
        return make_key(parts)

    def _make_key(self, unit_id: str, index: SourceIndex) -> str:
        return make_key([*self._shared, *self._list_files(unit_id), *self._list_sources(unit_id, index)])

    @cached_property
    def _shared(self) -> list[str]:
        """What every report depends on besides the program: the code lists, and all that may help to read one."""
        return [
            digest_files(sorted(self._layout.reference.glob("*.csv"))),
            *list_packages(),
            str(any(map(shutil.which, _PROGRAMS))),
        ]

    def _list_files(self, unit_id: str) -> Iterator[bytes | str]:
        for path in sorted((self._layout.reports / unit_id).glob("*/*")):
            yield path.relative_to(self._layout.reports).as_posix()
            yield path.read_bytes()

    def _list_sources(self, unit_id: str, index: SourceIndex) -> Iterator[str]:
        """Which reports have their sources at hand; what those are is in report.yml, by sha256."""
        for path in sorted((self._layout.reports / unit_id).glob("*/report.yml")):
            found: object = None
            with suppress(DisclosureError):  # its build reports the reason
                found = index.find_all(load_report(path))
            yield f"{path.parent.name} {found is not None}"
