"""The words of a Word paragraph as they are shown, and marks of what in it is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.document import SkipKind
from disclosure.read.building.looks import Look, Sized, compose, note_sizes
from disclosure.read.building.skips import is_mark, mark
from disclosure.read.word.styles import Ground, Styles
from disclosure.read.word.tree import BOX, W, children

_CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
#: Pictures of this width and height (points) or more may show figures; smaller ones are icons and ornaments.
_RELEVANT = (36.0, 9.0)
_EMU = 12_700
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,12})\s*(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75, "": 0.75}
#: References to comments, and to documents that are part of this one, say where these are.
_UNREAD: dict[str, SkipKind] = {f"{W}commentReference": "annotation", f"{W}subDoc": "inserted"}
#: Characters that the font Symbol has where ASCII has them.
_OF_FIGURES = frozenset("0123456789.,+-()%")
_EMBEDDED = ("/chart", "/diagram", "/chartex")


class Runs:
    """Writes paragraphs: what their runs say, by the look that styles and formatting give them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def write(self, paragraph: Element, ground: Ground) -> str:
        """The words of a paragraph, without those of its text boxes, with marks (``read.skips``)."""
        return compose(note_sizes(self._pieces(paragraph, ground)))

    def _pieces(self, paragraph: Element, ground: Ground) -> Iterator[Sized]:
        pending: list[tuple[Element, Look, float]] = [(item, ground.look, 0.0) for item in children(paragraph)]
        while pending:
            item, look, size = pending.pop()
            if item.tag == BOX:
                continue
            words = _read_item(item)
            if words is not None and words and is_mark(words):
                yield ("" if look is Look.HIDDEN else words), Look.PLAIN, size
            elif words is not None:
                yield words, Look.RAISED if item.tag == f"{W}rt" else look, size
            else:
                if item.tag == f"{W}r":
                    shown, size = self._styles.look(item, paragraph, ground)
                    look = max(look, shown)
                elif item.tag == f"{W}bdo" and item.get(f"{W}val") == "rtl":
                    look = max(look, Look.UNSURE)  # its digits are shown in reverse order
                pending.extend((each, look, size) for each in children(item))


def _read_item(item: Element) -> str | None:
    """What an element says, or a mark of what it has that is not read; None for one with others in it."""
    tag = _local(item)
    if item.tag == f"{W}t":
        return item.text or ""
    if item.tag in _CHARACTERS:
        return _CHARACTERS[item.tag]
    if item.tag == f"{W}sym":
        return _read_symbol(item)
    if item.tag in _UNREAD:
        return mark(_UNREAD[item.tag])
    if item.tag == f"{W}rt":
        return _text(item, "t")  # how to say what it is set over
    if tag in {"drawing", "pict", "object"}:
        kind = _find_object(item, tag)
        return mark(kind) if kind else ""
    if (tag == "oMath" and item.tag != f"{W}oMath") or item.tag == f"{W}instrText":
        return mark("equation") if _is_equation(item) else ""
    return _choice(item) if tag == "ddList" else None


def _local(item: Element) -> str:
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def _text(item: Element, tag: str) -> str:
    return "".join(each.text or "" for each in item.iter() if _local(each) == tag).strip()


def _is_equation(item: Element) -> bool:
    """Whether an equation has any letter or digit; an instruction is one if it is of the kind EQ and has a digit."""
    if item.tag != f"{W}instrText":
        return bool(_text(item, "t"))
    words = (item.text or "").strip()
    return words[:3].upper() == "EQ " and any(char.isdigit() for char in words)


def _read_symbol(item: Element) -> str:
    """A character by its number in a font: those of the font Symbol that are of figures, else a private one."""
    try:
        code = int(item.get(f"{W}char", "")[:6], 16) & 0xFF
    except ValueError:
        return ""
    if item.get(f"{W}font", "").lower() == "symbol" and chr(code) in _OF_FIGURES:
        return "\u2212" if code == 0x2D else chr(code)
    return chr(0xF000 + code)


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
