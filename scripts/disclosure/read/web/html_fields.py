"""What a web page has besides text: pictures and frames of a relevant size, fields with the value that they show."""

from __future__ import annotations

import re
from collections.abc import Mapping

from disclosure.read.building.skips import mark
from disclosure.read.web.css_values import pixels

#: A picture of this width and height (pixels) or more may show figures; smaller ones are icons and ornaments.
_RELEVANT = (48.0, 12.0)
#: A canvas without a size has this one; a figure is at most as large as that one.
_CANVAS, _FIGURE = (300.0, 150.0), (300.0, 60.0)
#: Frames of less than this (pixels) show nothing.
_NO_FRAME = 8.0
#: Names that files of ornaments have.
_ORNAMENT = re.compile(
    r"icon|logo|banner|qrcode|ewm|erweima|share|weixin|weibo|wechat|blank|spacer|arrow|dot", re.IGNORECASE
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|tiff?)(?:[?#]|$)", re.IGNORECASE)
_FRAMES = frozenset({"iframe", "frame"})
#: Kinds of input that show their value as text.
_SHOWING = frozenset({"", "text", "number", "search", "tel", "url", "email", "date", "month"})


def read_field(said: Mapping[str, str]) -> str:
    """The text that an input element shows; empty for buttons, boxes and hidden ones."""
    return said.get("value", "") if said.get("type", "").lower() in _SHOWING else ""


def read_picture(said: Mapping[str, str], style: Mapping[str, str], *, link: str | None) -> str:
    """A mark for a picture that may show figures. ``link`` is where a click on it goes: one that goes to anything
    but a larger picture is a button."""
    if link is not None and not _PICTURE.search(link):
        return ""
    source = said.get("src", "")
    if not source.startswith("data:") and _ORNAMENT.search(source.rpartition("/")[2]):
        return ""
    width, height = _size(said, style)
    small = (width is not None and width < _RELEVANT[0]) or (height is not None and height < _RELEVANT[1])
    return "" if small else mark("picture")


def read_canvas(tag: str, said: Mapping[str, str], style: Mapping[str, str]) -> str:
    """A mark for a drawing of a relevant size; where a drawing of lines states none, its own scale does."""
    size = _size(said, style)
    box = said.get("viewbox", "").replace(",", " ").split()
    usual = _CANVAS if tag == "canvas" else (pixels(box[2]), pixels(box[3])) if len(box) == 4 else (0.0, 0.0)
    width, height = (own if own is not None else other or 0.0 for own, other in zip(size, usual, strict=True))
    return mark("picture") if width >= _RELEVANT[0] and height >= _RELEVANT[1] else ""


def read_ground(style: Mapping[str, str]) -> str:
    """A mark for an element of the size of a figure that has a picture as ground, in the place of words."""
    if "url(" not in style.get("background-image", "") + style.get("background", ""):
        return ""
    width, height = pixels(style.get("width")), pixels(style.get("height"))
    if width is None or height is None or not _RELEVANT[0] <= width <= _FIGURE[0]:
        return ""
    return mark("picture") if _RELEVANT[1] <= height <= _FIGURE[1] else ""


def read_frame(tag: str, said: Mapping[str, str], style: Mapping[str, str]) -> str:
    """A mark for a frame or an object that is large enough to show something."""
    sizes = [size for size in _size(said, style) if size is not None]
    return "" if any(size < _NO_FRAME for size in sizes) else mark("frame" if tag in _FRAMES else "embedded")


def _size(said: Mapping[str, str], style: Mapping[str, str]) -> tuple[float | None, float | None]:
    def find(name: str) -> float | None:
        value = style.get(name) or said.get(name, "")
        return None if value.endswith("%") else pixels(value.lower())

    return find("width"), find("height")
