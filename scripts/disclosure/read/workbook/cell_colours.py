"""Colours of a workbook's cells by their channels, by number, by the theme; whether letters contrast with a fill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.styles.colors import COLOR_INDEX

from disclosure.read.building.colours import NEAR_COLOUR, Rgb, apart, channels
from disclosure.read.building.looks import Look

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
#: Numbers of the colours of the system: letters and ground.
_SYSTEM = {64: BLACK, 65: WHITE}
#: The colours of a theme in the order in which cells number them (ECMA-376 part 1, 18.8.3): the first two pairs are
#: in the other order than in the theme.
_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


class Palette:
    """The colours of one workbook; ``theme`` is the root of its theme, if it has one."""

    def __init__(self, theme: Element | None = None) -> None:
        self._theme: dict[str, Rgb] = {"lt1": WHITE, "dk1": BLACK}
        for scheme in () if theme is None else theme.iter():
            if isinstance(scheme.tag, str) and scheme.tag.endswith("}clrScheme"):
                for item in scheme:
                    colour = next((_of_item(each) for each in item), None)
                    if colour is not None:
                        self._theme[item.tag.rpartition("}")[2]] = colour

    def find(self, colour: Any) -> Rgb | None:
        """Red, green and blue of a colour as openpyxl gives it; None for none, or one that is not known."""
        if colour is None:
            return None
        found: Rgb | None = None
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            found = channels(colour.rgb[-6:])
        elif colour.type == "indexed":
            number = colour.indexed
            known = COLOR_INDEX[number][-6:] if 0 <= number < len(COLOR_INDEX) else ""
            found = _SYSTEM.get(number) or channels(known)
        elif colour.type == "theme" and 0 <= colour.theme < len(_THEME):
            found = self._theme.get(_THEME[colour.theme])
        return _tint(found, colour.tint or 0.0) if found is not None else None

    def ground(self, fill: Any) -> Rgb | None:
        """The colour behind letters; None where a pattern or gradient leaves it open."""
        pattern = getattr(fill, "patternType", "gradient")
        return WHITE if pattern is None else self.find(fill.fgColor) if pattern == "solid" else None


def contrast(front: Rgb | None, ground: Rgb | None) -> Look:
    """Whether letters can be seen; a rule of the sheet may change their ground, so that it is never sure."""
    if ground is None:
        return Look.PLAIN
    return Look.UNSURE if apart(front or BLACK, ground) <= NEAR_COLOUR else Look.PLAIN


def _of_item(item: Element) -> Rgb | None:
    return channels(item.get("lastClr") or item.get("val") or "")


def _tint(colour: Sequence[int], tint: float) -> Rgb:
    """A colour made lighter (up to 1.0) or darker (down to -1.0)."""
    share = min(1.0, abs(tint))
    red, green, blue = (round(each + ((255 if tint > 0 else 0) - each) * share) for each in colour)
    return red, green, blue
