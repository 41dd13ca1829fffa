"""Finding source documents by what they contain: by size and sha256, never by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from disclosure.errors import HashError
from disclosure.model import Report, Source
from disclosure.store import Layout, hash_file

#: What belongs to a report's folder besides a source document.
OWN_SUFFIXES = {".yml", ".csv", ".json"}


class SourceIndex:
    """The source documents at hand. Folders are listed once; only a file of the right size is hashed, and once."""

    def __init__(self, layout: Layout, folders: Sequence[Path] | None = None) -> None:
        """``folders`` are searched besides the reports' own, by default those of the layout."""
        self._layout = layout
        self._folders = folders
        self._by_size: dict[int, list[Path]] | None = None
        self._hashes: dict[Path, str] = {}

    def find_all(self, report: Report) -> list[Path] | None:
        """The files of all sources of ``report`` in its order; None if one is not at hand.

        Raises HashError if a document in the report's folder is not one of its sources.
        """
        folder = self._layout.reports / report.folder
        beside = {self._hash(path): path for path in _list_beside(folder)}
        known = {source.sha256 for source in report.sources}
        for sha256, path in beside.items():
            if sha256 not in known:
                raise HashError(
                    f"sha256 {sha256[:12]}… is not a source that report.yml names",
                    file=_shown(path, self._layout),
                    remedy="replace it with the published document, or add this one to report.yml",
                )
        found = [beside.get(source.sha256) or self._find(source) for source in report.sources]
        paths = [path for path in found if path is not None]
        return paths if len(paths) == len(found) else None

    def _find(self, source: Source) -> Path | None:
        if self._by_size is None:
            self._by_size = {}
            for folder in self._layout.source_folders() if self._folders is None else self._folders:
                for path in _list_files(folder):
                    self._by_size.setdefault(path.stat().st_size, []).append(path)
        for path in self._by_size.get(source.size, []):
            if self._hash(path) == source.sha256:
                return path
        return None

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            self._hashes[path] = hash_file(path)
        return self._hashes[path]


def _list_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def _list_beside(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.suffix not in OWN_SUFFIXES and not path.name.startswith("."):
                yield path


def _shown(path: Path, layout: Layout) -> str:
    return path.relative_to(layout.root).as_posix() if path.is_relative_to(layout.root) else path.name
