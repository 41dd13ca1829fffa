"""What the objects of an OFD refer to: composite units, parameters of drawing, pictures that cover what is below."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from disclosure.errors import SourceError
from disclosure.read.building.container import Container
from disclosure.read.ofd.numbers import find_all

_JPEG, _PNG, _BITMAP = b"\xff\xd8\xff", b"\x89PNG", b"BM"
#: Kinds of PNG with a channel of transparency, at this place of the file.
_KIND_AT, _TRANSPARENT = 25, frozenset({4, 6})


class Resources:
    """The resources of a document, or of one of its pages with those of the document."""

    def __init__(self, container: Container, folder: str) -> None:
        self._container = container
        self._folder = folder
        self.items: dict[str, Element] = {}
        self._media: dict[str, str] = {}

    def add(self, location: str) -> None:
        """Add those of a file; none if it is missing or broken."""
        member = self._find(location)
        try:
            root = self._container.parse(member)
        except SourceError:
            return
        for tag in ("CompositeGraphicUnit", "DrawParam"):
            self.items |= {item.get("ID", ""): item for item in find_all(root, tag)}
        folder = posixpath.join(posixpath.dirname(member), root.get("BaseLoc", ""))
        for item in find_all(root, "MultiMedia"):
            for file in find_all(item, "MediaFile"):
                self._media[item.get("ID", "")] = posixpath.normpath(
                    posixpath.join("/", folder, (file.text or "").strip())
                ).lstrip("/")

    def copy(self) -> Resources:
        """The same, to add those of a page to."""
        found = Resources(self._container, self._folder)
        found.items, found._media = dict(self.items), dict(self._media)
        return found

    def is_opaque(self, name: str) -> bool:
        """Whether a picture is in the file and covers what is below it."""
        member = self._media.get(name, "")
        if member not in self._container.members:
            return False
        content = self._container.read(member)
        if content.startswith(_PNG):
            return len(content) > _KIND_AT and content[_KIND_AT] not in _TRANSPARENT and b"tRNS" not in content
        return content.startswith((_JPEG, _BITMAP))

    def _find(self, location: str) -> str:
        if location.startswith("/"):
            return location.lstrip("/")
        return posixpath.normpath(posixpath.join(self._folder, location))
