"""Whether an element of a web page is seen, and how: its own style, rules of the page, what is around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from disclosure.read.building.colours import NEAR_COLOUR, SAME_COLOUR, Rgb, apart
from disclosure.read.building.looks import Look
from disclosure.read.web.css_values import parse_colour, pixels

#: What is placed so many pixels outside of the page is not on it.
_OUTSIDE = 500
#: Letters of at most so many pixels cannot be seen; of so many, hardly.
_NO_SIZE, _TOO_SMALL = 1, 4
#: Text raised or lowered by less (pixels) is in line.
_RAISED_BY = 3
#: Letters of the element small are so much smaller; sizes (pixels) of the element font by their numbers.
_SMALLER, _FONTS = 0.83, {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
#: At the upper or lower edge of its line, letters are raised or lowered if they are smaller than this part of others.
_AT_EDGE, _EDGES = 0.9, frozenset({"top", "text-top", "bottom", "text-bottom"})

_WHITE = (255, 255, 255)
#: A colour that paints nothing.
_CLEAR = re.compile(
    r"\s*(?:transparent|(?:rgb|hsl)a?\((?:(?:[^,)]*,){3}|[^,/)]*/)\s*0*\.?0*%?\s*\)|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00))\s*"
)
#: What is less opaque cannot be seen, or hardly.
_UNSEEN, _FAINT = 0.05, 0.2
#: Text made so narrow, turned over, or moved (pixels), by a transformation.
_MADE_FLAT = re.compile(r"(?:scale(?:3d|x|y)?\(\s*0*\.?0*\s*[,)]|rotate[xy]\(\s*-?90deg|matrix\(\s*0\s*,\s*0)")
_MOVED = re.compile(r"translate(?:3d|x|y)?\(\s*([^,)]+)(?:,\s*([^,)]+))?")
_LIFTED = re.compile(r"translate(?:y\(|(?:3d)?\([^,)]*,)\s*([^,)]+)")
_OPACITY = re.compile(r"opacity\(\s*([\d.]+)(%?)\s*\)")
_STRUCK = frozenset({"s", "strike", "del"})
_RAISED = frozenset({"sup", "sub", "rt"})
#: Elements and attributes that change how text is shown without any style.
_SHOWING = _STRUCK | _RAISED | {"font", "dialog", "bdo", "small"}
#: Elements that browsers show nothing of.
_GONE = frozenset({"datalist", "rp"})
_ATTRIBUTES = frozenset({"hidden", "color", "bgcolor", "background"})
_CELLS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "img", "col", "table"})


@dataclass(frozen=True, slots=True)
class Shown:
    """How an element is shown. One that is ``gone`` takes no place; ``ground`` is None where a picture is behind."""

    gone: bool = False
    least: Look = Look.PLAIN
    unseen: bool = False
    size: float = 16.0
    colour: Rgb = (0, 0, 0)
    ground: Rgb | None = _WHITE
    painted: bool = False
    coloured: bool = False
    struck: bool = False
    raised: bool = False

    def look(self, *, foreign: bool) -> Look:
        """The look of text here; ``foreign`` if style sheets that the page does not hold may paint grounds."""
        if self.gone or self.unseen or self.size <= _NO_SIZE:
            return Look.HIDDEN
        return max(self.least, self._contrast(foreign), Look.STRUCK if self.struck else Look.PLAIN,
                   Look.UNSURE if self.size <= _TOO_SMALL else Look.RAISED if self.raised else Look.PLAIN)  # fmt: skip

    def _contrast(self, foreign: bool) -> Look:
        distance = apart(self.colour, self.ground or _WHITE)
        if distance > NEAR_COLOUR or (foreign and not self.coloured):
            return Look.PLAIN
        sure = self.ground is not None and (self.painted or not foreign) and distance <= SAME_COLOUR
        return Look.HIDDEN if sure else Look.UNSURE


def show(tag: str, said: Mapping[str, str], style: Mapping[str, str], above: Shown) -> Shown:
    """How an element is shown that has these attributes and this style, within ``above``."""
    if (
        not style
        and tag not in _SHOWING
        and tag not in _GONE
        and not (above.raised and tag in _CELLS)
        and _ATTRIBUTES.isdisjoint(said)
    ):
        return above
    gone = "hidden" in said or tag in _GONE or (tag == "dialog" and "open" not in said)
    display = style.get("display", "none" if gone else "")
    least = max(above.least, _place(style), _shape(tag, said, style))
    ground, painted = _ground(said, style, above)
    behind = ground or _WHITE
    colour = parse_colour(style.get("color", ""), behind) or parse_colour(
        said.get("color", "").lower() if tag == "font" else "", behind
    )
    if _CLEAR.fullmatch(style.get("color", "")):
        colour = ground or _WHITE  # its ground shows through
    visibility = style.get("visibility", "")
    usual = above.size * _SMALLER if tag == "small" else _FONTS.get(said.get("size", ""), above.size)
    size = _size(style.get("font-size", ""), usual if tag in {"small", "font"} else above.size)
    lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    return replace(
        above,
        gone=above.gone or display.startswith("none") or (tag == "tr" and visibility == "collapse"),
        least=least,
        unseen=visibility in {"hidden", "collapse"}
        if visibility in {"hidden", "collapse", "visible"}
        else above.unseen,
        size=size,
        colour=colour or above.colour,
        ground=ground,
        painted=painted,
        coloured=above.coloured or colour is not None,
        struck=above.struck or "line-through" in lines or (tag in _STRUCK and "none" not in lines),
        raised=_is_raised(tag, style, above, size),
    )


def may_show(tag: str, said: Mapping[str, str], found: Shown, perhaps: Mapping[str, str], above: Shown) -> Shown:
    """How an element is shown, given how it is shown by what surely holds, if other rules may hold too: where these
    hide it, strike it out or raise it, it is not sure that its figures are seen."""
    other = show(tag, said, perhaps, above)
    looks = [(each.gone or each.look(foreign=False)) for each in (found, other)]
    return found if looks[0] == looks[1] else replace(found, least=max(found.least, Look.UNSURE))


def _place(style: Mapping[str, str]) -> Look:
    """Whether an element is moved off the page, cut away or made transparent."""
    opacity = min(_share(style.get("opacity", "1")), *(_share(a + b) for a, b in _OPACITY.findall(_filter(style))), 1.0)
    if opacity <= _UNSEEN or style.get("content-visibility") == "hidden":
        return Look.HIDDEN
    placed = style.get("position") in {"absolute", "fixed"}
    moves = [style.get(name, "") for name in ("left", "top", "right", "bottom", "margin-left", "margin-top")]
    moves += style.get("inset", "").split()
    away = placed and any((size := pixels(value)) is not None and size <= -_OUTSIDE for value in moves)
    shifts = [pixels(each) for pair in _MOVED.findall(_transform(style)) for each in pair]
    indent = pixels(style.get("text-indent"))
    if away or (indent is not None and indent <= -_OUTSIDE) or any(abs(each or 0) >= _OUTSIDE for each in shifts):
        return Look.HIDDEN
    clip = style.get("clip", "").replace(",", " ").split("(")[-1].rstrip(")").split()
    if (clip and all(size in {"0", "0px", "1px"} for size in clip)) or _MADE_FLAT.search(_transform(style)):
        return Look.HIDDEN
    path = style.get("clip-path", "none")
    if path in {"inset(50%)", "inset(100%)", "circle(0)"}:
        return Look.HIDDEN
    cut = style.get("overflow", "").startswith(("hidden", "clip"))
    sizes = [pixels(style.get(name)) for name in ("width", "height", "max-height", "max-width")]
    if cut and any(size is not None and size <= 1 for size in sizes):
        return Look.HIDDEN
    return Look.UNSURE if opacity <= _FAINT or path != "none" else Look.PLAIN


def _shape(tag: str, said: Mapping[str, str], style: Mapping[str, str]) -> Look:
    """Whether letters are written in reverse order, or replaced by a picture."""
    reverse = tag == "bdo" and said.get("dir", "").lower() == "rtl"
    replaced = "url(" in style.get("content", "") or style.get("unicode-bidi", "").endswith("override")
    return Look.UNSURE if reverse or replaced else Look.PLAIN


def _share(value: str) -> float:
    try:
        return float(value.rstrip("% ")) / (100 if value.rstrip().endswith("%") else 1)
    except ValueError:
        return 1.0


def _filter(style: Mapping[str, str]) -> str:
    return style.get("filter", "")


def _transform(style: Mapping[str, str]) -> str:
    """Transformations, those with properties of their own as well."""
    own = (f"{name}({style[name].replace(' ', ',')})" for name in ("scale", "translate") if name in style)
    return " ".join((style.get("transform", ""), *own))


def _ground(said: Mapping[str, str], style: Mapping[str, str], above: Shown) -> tuple[Rgb | None, bool]:
    values = [style.get("background-image", ""), style.get("background", ""), style.get("background-color", "")]
    if any("url(" in value or "gradient" in value for value in values) or said.get("background"):
        return None, True
    for value in (values[2], values[1], said.get("bgcolor", "").lower()):
        colour = parse_colour(value, above.ground or _WHITE)
        if colour is not None:
            return colour, True
        if value and not value.startswith(("none", "transparent", "inherit", "initial", "unset", "rgba", "hsla", "#")):
            return None, True  # a colour that is not known here
    return above.ground, above.painted


def _size(value: str, above: float) -> float:
    if value.endswith("%"):
        size = pixels(value)
        return above if size is None else above * size / 16
    if value.endswith("em") and not value.endswith("rem"):
        size = pixels(value)
        return above if size is None else above * size / 16
    size = pixels(value)
    return above if size is None else size


def _is_raised(tag: str, style: Mapping[str, str], above: Shown, size: float) -> bool:
    if tag in _CELLS:
        return False
    shift = style.get("vertical-align", "")
    if shift in {"super", "sub"} or style.get("font-variant-position", "") in {"super", "sub"}:
        return True
    if shift in _EDGES and size < _AT_EDGE * above.size:
        return True
    moved = pixels(shift)
    if moved is not None:
        return abs(moved) >= _RAISED_BY
    if style.get("position") == "relative":
        moved = max((abs(pixels(style.get(name)) or 0.0) for name in ("top", "bottom")), default=0.0)
        if moved >= _RAISED_BY:
            return True
    if any(abs(pixels(each) or 0.0) >= _RAISED_BY for each in _LIFTED.findall(_transform(style))):
        return True
    return above.raised or (tag in _RAISED and shift in {"", "inherit"})
