"""Looking for personal data in everything that is published: the last gate before it goes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.parse.privacy import list_personal
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.publish.downloads.pieces import Piece, list_pieces
from disclosure.store import Layout

#: What is looked into if nothing is named, as far as it is there.
PUBLISHED = ("data", "docs", "site", "datapackage.json", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
#: Documents that may be next to report.yml; they are read as the program reads them.
_DOCUMENTS = {".pdf", ".docx", ".doc", ".xlsx", ".xls", ".html", ".htm", ".txt", ".md", ".ofd"}
#: What the bytes of a picture or a font can look like by accident.
_BY_ACCIDENT = ("mail", "name", "landline")


@dataclass(frozen=True)
class Hit:
    """The place and kind of personal data in a published file, never the data itself."""

    file: str
    place: str
    kind: str


@dataclass(frozen=True)
class Scan:
    """What came of a scan: hits, files looked into, and files that could only be looked at as bytes."""

    hits: tuple[Hit, ...]
    files: int
    opaque: int


def scan_paths(layout: Layout, paths: Sequence[Path]) -> Scan:
    """Look into ``paths``, files or folders; into all that is published if there are none.

    Raises DisclosureError for a path that is not there, SourceError for a file that cannot be looked into.
    """
    chosen = list(paths) or [layout.root / name for name in PUBLISHED if (layout.root / name).exists()]
    numbers = list_number_columns(layout)
    hits: list[Hit] = []
    opaque = set()
    files = 0
    for file in _list_files(chosen):
        files += 1
        shown = file.relative_to(layout.root).as_posix() if file.is_relative_to(layout.root) else file.as_posix()
        for piece in _read_pieces(layout, file, shown, numbers):
            if piece.opaque:
                opaque.add(piece.file)
            hits += find_hits(piece)
    return Scan(tuple(dict.fromkeys(hits)), files, len(opaque))


def _list_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (each for each in sorted(path.rglob("*")) if each.is_file() and not each.is_symlink())
        elif path.is_file():
            yield path
        else:
            raise DisclosureError("does not exist", file=str(path), remedy="name a file or a folder")


def _read_pieces(layout: Layout, file: Path, shown: str, numbers: frozenset[str]) -> Iterator[Piece]:
    yield Piece(shown, "name", file.name)
    if file.is_relative_to(layout.reports) and file.suffix.lower() in _DOCUMENTS:
        from disclosure.read import read_document

        document = read_document(file)
        yield Piece(shown, "", document.text)
    else:
        yield from list_pieces(shown, file.read_bytes(), numbers)


def list_number_columns(layout: Layout) -> frozenset[str]:
    """The names of columns that are declared as numbers in every table that has them."""
    kinds: dict[str, set[str]] = {}
    for schema in _list_schemas(layout):
        for field in schema.get("fields", []):
            kinds.setdefault(field["name"], set()).add(field.get("type", "string"))
    return frozenset(name for name, found in kinds.items() if found <= {"number", "integer"})


def _list_schemas(layout: Layout) -> Iterator[dict[str, list[dict[str, str]]]]:
    for path in sorted(layout.schemas.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((layout.root / "site").rglob("datapackage.json")):
        for resource in json.loads(path.read_text(encoding="utf-8")).get("resources", []):
            if isinstance(resource.get("schema"), dict):
                yield resource["schema"]


def find_hits(piece: Piece) -> list[Hit]:
    """The personal data of a piece, by line where it is a text of many."""
    hits = []
    for kind, line in _find_personal(piece.text):
        if (piece.row and kind != "name") or (piece.opaque and kind in _BY_ACCIDENT):
            continue
        hits.append(Hit(piece.file, piece.place or f"l{line}", kind))
    return hits


@cache
def _find_personal(text: str) -> tuple[tuple[str, int], ...]:
    found = list_personal(text, load_vocabulary())
    return tuple((each.kind, text.count("\n", 0, each.start) + 1) for each in found)
