"""Text boxes drawn over the sheets of a workbook, which the library that reads the cells leaves out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from disclosure.read.building.container import Container

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class SheetBox(NamedTuple):
    """A text box: the row (from 1) over which it begins, its words, and whether it is shown."""

    row: int
    words: str
    shown: bool


def find_boxes(container: Container) -> dict[str, list[SheetBox]]:
    """The text boxes of each sheet by the sheet's name, in their order in the file."""
    if "xl/workbook.xml" not in container.members:
        return {}
    parts = _targets(container, "xl/workbook.xml")
    boxes: dict[str, list[SheetBox]] = {}
    for sheet in container.parse("xl/workbook.xml").iter():
        if _local(sheet) == "sheet":
            member = parts.get(sheet.get(f"{_R}id", ""), "")
            drawings = [each for each in _targets(container, member).values() if each.startswith("xl/drawings/drawing")]
            boxes[sheet.get("name", "")] = [box for each in drawings for box in _read_drawing(container, each)]
    return boxes


def _targets(container: Container, member: str) -> dict[str, str]:
    """The parts that a part of the file refers to, by the ids of the references."""
    folder, name = posixpath.split(member)
    rels = f"{folder}/_rels/{name}.rels"
    found = container.parse(rels) if rels in container.members else ()
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        for each in found
    }


def _read_drawing(container: Container, member: str) -> Iterator[SheetBox]:
    if member not in container.members:
        return
    for anchor in container.parse(member):
        row = next((each.text or "" for each in anchor.iter() if _local(each) == "row"), "")
        number = int(row) + 1 if row.isdecimal() and len(row) < 8 else 1
        yield from _read_shapes(anchor, number, shown=True)


def _read_shapes(parent: Element, row: int, *, shown: bool) -> Iterator[SheetBox]:
    for item in parent:
        name = _local(item)
        if name in {"sp", "grpSp", "cxnSp"}:
            names = (each for part in item for each in part if _local(each) == "cNvPr")
            seen = shown and not any(each.get("hidden") in {"1", "true"} for each in names)
            if name == "grpSp":
                yield from _read_shapes(item, row, shown=seen)
                continue
            words = "\n".join(filter(None, _lines(item)))
            if words:
                yield SheetBox(row, words, seen)
        elif name == "AlternateContent":
            for each in list(item)[:1]:
                yield from _read_shapes(each, row, shown=shown)


def _lines(shape: Element) -> Iterator[str]:
    for paragraph in shape.iter():
        if _local(paragraph) == "p":
            yield "".join(each.text or "" for each in paragraph.iter() if _local(each) == "t").strip()


def _local(item: Element) -> str:
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""
