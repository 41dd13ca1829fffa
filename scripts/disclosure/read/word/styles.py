"""How Word shows a run of text: direct formatting, styles and what they are based on, document defaults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from disclosure.read.building.colours import NEAR_COLOUR, SAME_COLOUR, apart, channels
from disclosure.read.building.container import Container
from disclosure.read.building.looks import Look

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Text is raised or lowered if it is moved by as many half-points.
_RAISED_BY = 4
#: Letters of at most so many half-points cannot be read.
_TOO_SMALL = 4
#: A style is based on at most so many others.
_MOST_BASES = 20

Properties = dict[str, str]
_OFF = frozenset({"0", "false", "off"})
#: These switch between styles (ECMA-376 part 1, 17.7.3): on in two styles means off.
_TOGGLES = ("vanish", "strike")
_HIGHLIGHTS = {"white": "FFFFFF", "yellow": "FFFF00", "black": "000000", "cyan": "00FFFF", "green": "00FF00",
               "red": "FF0000", "blue": "0000FF", "magenta": "FF00FF", "lightGray": "C0C0C0", "darkBlue": "000080",
               "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
               "darkYellow": "808000", "darkGray": "808080"}  # fmt: skip
#: The theme's colours of the paper.
_PAPER = frozenset({"background1", "light1", "bg1", "lt1"})
#: A colour of a drawing (w14) with this transparency (thousandths of a per cent) or more is not seen.
_CLEAR = 95_000
#: Fonts that draw a picture for each digit.
_PICTORIAL = ("wingdings", "webdings")
#: The usual size of letters, in half-points; letters narrower than this (per cent), or moved together by this part
#: of their size, are drawn over each other.
_USUAL_SIZE, _NARROW, _TOGETHER = 20, 20, 0.4


@dataclass(frozen=True, slots=True)
class Ground:
    """What is behind a paragraph: the fill of its cell or table (six hexadecimal digits), ``?`` if it is not known,
    empty if there is none; the style of the table; the least look of all in the row."""

    fill: str = ""
    table_style: str = ""
    look: Look = Look.PLAIN


class Styles:
    """The styles of a Word document."""

    def __init__(self, container: Container) -> None:
        self._styles: dict[str, Element] = {}
        self._usual: dict[str, str] = {}
        self._own: Properties = {}
        self._found: dict[str, Properties] = {}
        if "word/styles.xml" not in container.members:
            return
        root = container.parse("word/styles.xml")
        self._own = read_properties(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for style in root.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            self._styles[name] = style
            if style.get(f"{_W}default") in {"1", "true", "on"}:
                self._usual[style.get(f"{_W}type", "")] = name

    def look(self, run: Element, paragraph: Element, ground: Ground) -> tuple[Look, float]:
        """How a run is shown, and the size of its letters in half-points."""
        layers = [
            self._properties(ground.table_style or self._usual.get("table", "")),
            self._properties(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or self._usual.get("paragraph", "")),
            self._properties(_value(run.find(f"{_W}rPr/{_W}rStyle")) or self._usual.get("character", "")),
        ]
        direct = read_properties(run.find(f"{_W}rPr"))
        shown = self._own | layers[0] | layers[1] | layers[2] | direct
        for name in _TOGGLES:
            if name not in direct:
                on = sum(layer.get(name) == "1" for layer in layers)
                shown[name] = "1" if self._own.get(name) == "1" or on % 2 else "0"
        back = (
            shown.get("highlight", "")
            or shown.get("shd", "")
            or _fill(paragraph.find(f"{_W}pPr/{_W}shd"))
            or ground.fill
        )
        size = shown.get("sz", "")
        halves = float(size[:6]) if size.isdecimal() else _USUAL_SIZE
        # two lines in one have half of the height each
        return max(ground.look, _judge(shown, back, halves)), halves / (2 if "combine" in shown else 1)

    def fills(self, name: str) -> bool:
        """Whether a table style paints cells, which ones depending on their place."""
        return any(
            each is not None and any(_fill(item) not in {"", "FFFFFF"} for item in each.iter(f"{_W}shd"))
            for each in self._chain(name)
        )

    def _properties(self, name: str) -> Properties:
        if name not in self._found:
            merged: Properties = {}
            for style in reversed(self._chain(name)):
                merged |= read_properties(style.find(f"{_W}rPr"))
            self._found[name] = merged
        return self._found[name]

    def _chain(self, name: str) -> list[Element]:
        """A style and those that it is based on, nearest first."""
        chain: list[Element] = []
        while name in self._styles and len(chain) < _MOST_BASES:
            chain.append(self._styles[name])
            name = _value(self._styles[name].find(f"{_W}basedOn"))
        return chain


def read_properties(item: Element | None) -> Properties:
    """What of run properties (w:rPr) decides how a run is shown."""
    found: Properties = {}
    for each in () if item is None else item:
        name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
        if name in {"vanish", "strike", "dstrike"}:
            found[name] = "0" if _value(each) in _OFF else "1"
        elif name in {"vertAlign", "position", "sz", "w", "spacing"}:
            found[name] = _value(each)
        elif name == "color":
            theme = each.get(f"{_W}themeColor", "") in _PAPER and channels(_value(each)) is None
            found[name] = "FFFFFF" if theme else _value(each)
        elif name == "textFill":
            found |= _read_fill(each)
        elif name == "rFonts":
            found["font"] = each.get(f"{_W}ascii", "").lower()
        elif name == "eastAsianLayout" and each.get(f"{_W}combine") not in {None, *_OFF}:
            found["combine"] = "1"
        elif name == "highlight":
            found["highlight"] = _HIGHLIGHTS.get(_value(each), "" if _value(each) == "none" else "?")
        elif name == "shd":
            found["shd"] = _fill(each)
    return found


def _read_fill(item: Element) -> Properties:
    """What a drawn fill (w14:textFill) paints letters with: nothing, or a colour."""
    for each in item.iter():
        name, value = each.tag.rpartition("}")[2], next(iter(each.attrib.values()), "")
        if name == "noFill" or (name == "alpha" and value.isdecimal() and int(value[:9]) >= _CLEAR):
            return {"vanish": "1"}
        if name == "srgbClr" or (name == "schemeClr" and value in _PAPER):
            return {"color": value if name == "srgbClr" else "FFFFFF"}
    return {}


def cell_fill(properties: Iterable[Element | None]) -> str:
    """The fill of the first of some properties (of a cell, a table) that have one."""
    return next((fill for each in properties if each is not None and (fill := _fill(each.find(f"{_W}shd")))), "")


def _judge(shown: Properties, back: str, size: float) -> Look:
    if shown.get("vanish") == "1":
        return Look.HIDDEN
    colour = shown.get("color", "")
    # letters without a colour are white on a dark fill, and black on a dark mark of a pen
    seen = _contrast("000000" if shown.get("highlight") and channels(colour) is None else colour, back)
    if seen is not Look.PLAIN:
        return seen
    if size <= _TOO_SMALL or _is_crowded(shown, size) or shown.get("font", "").startswith(_PICTORIAL):
        return Look.UNSURE
    if "1" in {shown.get("strike"), shown.get("dstrike")}:
        return Look.STRUCK
    moved = shown.get("position", "").lstrip("+-")
    by = int(moved[:6]) if moved.isdecimal() else 0
    return Look.RAISED if shown.get("vertAlign") in {"superscript", "subscript"} or by >= _RAISED_BY else Look.PLAIN


def _is_crowded(shown: Properties, size: float) -> bool:
    """Whether letters are so narrow, or moved so near each other (twentieths of a point), that none can be read."""
    width, moved = shown.get("w", ""), shown.get("spacing", "")
    narrow = width.isdecimal() and int(width[:6]) < _NARROW
    return narrow or (moved[:1] == "-" and moved[1:].isdecimal() and int(moved[1:7]) / 10 > _TOGETHER * size)


def _contrast(colour: str, back: str) -> Look:
    """Whether letters of a colour can be seen on their ground; paper is white."""
    front = channels(colour)
    if front is None:
        return Look.PLAIN
    ground = channels(back or "FFFFFF")
    if ground is None:
        return Look.UNSURE if apart(front, (255, 255, 255)) <= NEAR_COLOUR else Look.PLAIN
    distance = apart(front, ground)
    return Look.HIDDEN if distance <= SAME_COLOUR else Look.UNSURE if distance <= NEAR_COLOUR else Look.PLAIN


def _fill(shading: Element | None) -> str:
    if shading is None:
        return ""
    pattern = _value(shading)
    fill = shading.get(f"{_W}fill", "")
    if pattern == "solid":
        fill = shading.get(f"{_W}color", "")
        return "000000" if fill == "auto" else fill.upper()
    if pattern not in {"", "clear", "nil"}:
        return "?"
    return "" if fill in {"", "auto"} else fill.upper()


def _value(item: Element | None) -> str:
    return "" if item is None else item.get(f"{_W}val", "")
