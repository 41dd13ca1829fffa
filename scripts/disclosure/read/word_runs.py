"""The words of a Word paragraph as they are shown, and marks of what in it is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.model import SkipKind
from disclosure.read.looks import Look, Piece, compose
from disclosure.read.skips import mark
from disclosure.read.word_styles import Ground, Styles
from disclosure.read.word_tree import BOX, W, children

_CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
#: Pictures of this width and height (points) or more may show figures; smaller ones are icons and ornaments.
_RELEVANT = (36.0, 9.0)
_EMU = 12_700
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,12})\s*(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75, "": 0.75}
#: References to comments, and to documents that are part of this one, say where these are.
_UNREAD: dict[str, SkipKind] = {f"{W}commentReference": "annotation", f"{W}subDoc": "inserted"}
_EMBEDDED = ("/chart", "/diagram", "/chartex")


class Runs:
    """Writes paragraphs: what their runs say, by the look that styles and formatting give them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def write(self, paragraph: Element, ground: Ground) -> str:
        """The words of a paragraph, without those of its text boxes, with marks (``read.skips``)."""
        return compose(self._pieces(paragraph, ground))

    def _pieces(self, paragraph: Element, ground: Ground) -> Iterator[Piece]:
        pending = [(item, ground.look) for item in children(paragraph)]
        while pending:
            item, look = pending.pop()
            tag = _local(item)
            if item.tag == f"{W}t":
                yield item.text or "", look
            elif item.tag in _CHARACTERS:
                yield _CHARACTERS[item.tag], look
            elif item.tag in _UNREAD:
                yield mark(_UNREAD[item.tag]), Look.PLAIN
            elif item.tag == f"{W}rt":
                yield _text(item, "t"), Look.RAISED  # how to say what it is set over
            elif item.tag == BOX:
                continue
            elif tag in {"drawing", "pict", "object"}:
                kind = _find_object(item, tag)
                yield (mark(kind) if kind and look is not Look.HIDDEN else ""), Look.PLAIN
            elif tag == "oMath" and item.tag != f"{W}oMath":
                yield (mark("equation") if _text(item, "t") else ""), look
            elif tag == "ddList":
                yield _choice(item), look
            else:
                if item.tag == f"{W}r":
                    look = self._styles.look(item, paragraph, ground)
                pending.extend((each, look) for each in children(item))


def _local(item: Element) -> str:
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def _text(item: Element, tag: str) -> str:
    return "".join(each.text or "" for each in item.iter() if _local(each) == tag).strip()


def _choice(choices: Element) -> str:
    """What an old drop-down field shows: the chosen entry, by default the first."""
    entries = [each.get(f"{W}val", "") for each in choices.findall(f"{W}listEntry")]
    for name in ("result", "default"):
        found = choices.find(f"{W}{name}")
        chosen = "" if found is None else found.get(f"{W}val", "")
        if chosen.isdecimal() and int(chosen[:6]) < len(entries):
            return entries[int(chosen[:6])]
    return entries[0] if entries else ""


def _find_object(item: Element, tag: str) -> SkipKind | None:
    """What a drawing or object shows that is not read, if it is of a relevant size: an object, a control, a picture."""
    names = {_local(each) for each in _outside_boxes(item)}
    if "control" in names:
        return "form_field"
    if not _is_relevant(item):
        return None
    uris = [each.get("uri", "") for each in _outside_boxes(item) if _local(each) == "graphicData"]
    if tag == "object" or "OLEObject" in names or any(uri.endswith(_EMBEDDED) for uri in uris):
        return "embedded"
    if names & {"pic", "blip", "imagedata", "svgBlip"}:
        return "picture"
    lettering = [each.get("string", "") for each in _outside_boxes(item) if _local(each) == "textpath"]
    return "picture" if any(char.isdigit() for words in lettering for char in words) else None


def _outside_boxes(item: Element) -> Iterator[Element]:
    pending = [item]
    while pending:
        each = pending.pop()
        if each.tag != BOX:
            yield each
            pending.extend(children(each))


def _is_relevant(item: Element) -> bool:
    """Whether a drawing is large enough to show figures; one whose size is not known is."""
    for each in _outside_boxes(item):
        size: list[float] = []
        if _local(each) == "extent":
            given = [each.get(name, "") for name in ("cx", "cy")]
            size = [int(value[:12]) / _EMU for value in given if value.isdecimal()]
        elif each.get("style"):
            found = {name.lower(): (number, unit) for name, number, unit in _LENGTH.findall(each.get("style", ""))}
            size = [_points(*found[name]) for name in ("width", "height") if name in found]
        if len(size) == 2:
            return size[0] >= _RELEVANT[0] and size[1] >= _RELEVANT[1]
    return True


def _points(number: str, unit: str) -> float:
    try:
        return float(number) * _POINTS[unit.lower()]
    except ValueError:
        return _RELEVANT[0]
