"""Whether an element of a web page is seen, and how: its own style, rules of the page, what is around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from disclosure.read.css import Rgb, parse_colour, pixels
from disclosure.read.looks import Look
from disclosure.read.word_styles import NEAR_COLOUR, SAME_COLOUR, apart

#: What is placed so many pixels outside of the page is not on it.
_OUTSIDE = 500
#: Letters of at most so many pixels cannot be seen; of so many, hardly.
_NO_SIZE, _TOO_SMALL = 1, 4
#: Text raised or lowered by less (pixels) is in line.
_RAISED_BY = 3

_WHITE = (255, 255, 255)
#: A colour that paints nothing.
_CLEAR = re.compile(r"\s*(?:transparent|(?:rgb|hsl)a?\((?:(?:[^,)]*,){3}|[^,/)]*/)\s*0*\.?0*%?\s*\))\s*")
_STRUCK = frozenset({"s", "strike", "del"})
_RAISED = frozenset({"sup", "sub"})
#: Elements and attributes that change how text is shown without any style.
_SHOWING = _STRUCK | _RAISED | {"font", "dialog"}
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
    if not style and tag not in _SHOWING and not (above.raised and tag in _CELLS) and _ATTRIBUTES.isdisjoint(said):
        return above
    gone = "hidden" in said or (tag == "dialog" and "open" not in said)
    display = style.get("display", "none" if gone else "")
    least = max(above.least, _place(style))
    ground, painted = _ground(said, style, above)
    colour = parse_colour(style.get("color", "")) or parse_colour(
        said.get("color", "").lower() if tag == "font" else ""
    )
    if _CLEAR.fullmatch(style.get("color", "")):
        colour = ground or _WHITE  # its ground shows through
    visibility = style.get("visibility", "")
    lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    return replace(
        above,
        gone=above.gone or display.startswith("none") or (tag == "tr" and visibility == "collapse"),
        least=least,
        unseen=visibility in {"hidden", "collapse"}
        if visibility in {"hidden", "collapse", "visible"}
        else above.unseen,
        size=_size(style.get("font-size", ""), above.size),
        colour=colour or above.colour,
        ground=ground,
        painted=painted,
        coloured=above.coloured or colour is not None,
        struck=above.struck or "line-through" in lines or (tag in _STRUCK and "none" not in lines),
        raised=_is_raised(tag, style, above),
    )


def _place(style: Mapping[str, str]) -> Look:
    """Whether an element is moved off the page, cut away or made transparent."""
    opacity = style.get("opacity", "1").rstrip("%")
    if opacity.strip("0.") == "":
        return Look.HIDDEN
    away = style.get("position") in {"absolute", "fixed"} and any(
        (size := pixels(style.get(name))) is not None and size <= -_OUTSIDE for name in ("left", "top", "right")
    )
    indent = pixels(style.get("text-indent"))
    if away or (indent is not None and indent <= -_OUTSIDE):
        return Look.HIDDEN
    clip = style.get("clip", "").replace(",", " ").split("(")[-1].rstrip(")").split()
    if (clip and all(size in {"0", "0px", "1px"} for size in clip)) or style.get("transform", "") == "scale(0)":
        return Look.HIDDEN
    if style.get("clip-path", "") in {"inset(50%)", "inset(100%)", "circle(0)"}:
        return Look.HIDDEN
    cut = style.get("overflow", "").startswith(("hidden", "clip"))
    sizes = [pixels(style.get(name)) for name in ("width", "height", "max-height", "max-width")]
    return Look.HIDDEN if cut and any(size is not None and size <= 1 for size in sizes) else Look.PLAIN


def _ground(said: Mapping[str, str], style: Mapping[str, str], above: Shown) -> tuple[Rgb | None, bool]:
    values = [style.get("background-image", ""), style.get("background", ""), style.get("background-color", "")]
    if any("url(" in value or "gradient" in value for value in values) or said.get("background"):
        return None, True
    for value in (values[2], values[1], said.get("bgcolor", "").lower()):
        colour = parse_colour(value)
        if colour is not None:
            return colour, True
        if value and not value.startswith(("none", "transparent", "inherit", "initial", "unset", "rgba")):
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


def _is_raised(tag: str, style: Mapping[str, str], above: Shown) -> bool:
    if tag in _CELLS:
        return False
    shift = style.get("vertical-align", "")
    if shift in {"super", "sub"}:
        return True
    moved = pixels(shift)
    if moved is not None:
        return abs(moved) >= _RAISED_BY
    if style.get("position") == "relative":
        top = pixels(style.get("top"))
        if top is not None and abs(top) >= _RAISED_BY:
            return True
    return above.raised or (tag in _RAISED and shift in {"", "inherit"})
