"""How a workbook shows its cells: struck out, raised, in white; and what it draws over them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock

from disclosure.model import SkipKind
from disclosure.read.container import Container
from disclosure.read.looks import write_raised
from disclosure.read.number_format import show_value
from disclosure.read.skips import PLACEHOLDER, mark

_WHITE = re.compile(r"(?:[0-9A-Fa-f]{2})?[Ff]{6}")
#: The theme's colour of the ground, white in every theme that comes with the program.
_GROUND = 0
#: What is drawn over sheets, by the beginning of its part's name.
_DRAWN: dict[str, SkipKind] = {
    "xl/media/": "picture", "xl/charts/chart": "picture", "xl/diagrams/data": "picture", "xl/embeddings/": "embedded",
    "xl/comments": "annotation",
}  # fmt: skip


class CellLooks:
    """What the cells of one workbook show, by their fonts and fills."""

    def __init__(self, book: Workbook) -> None:
        styles: Any = book  # the tables of fonts and fills have no public name
        fonts, fills = styles._fonts, styles._fills
        self._struck = {index for index, font in enumerate(fonts) if font.strike}
        self._white = {index for index, font in enumerate(fonts) if _is_white(font.color)}
        self._plain = {index for index, fill in enumerate(fills) if _is_ground(fill)}
        self._raised = {index for index, font in enumerate(fonts) if font.vertAlign in {"superscript", "subscript"}}

    def show(self, cell: Cell | MergedCell) -> str:
        """The words of a cell as shown, or a mark of what is not read in their place."""
        style = getattr(cell, "_style")  # noqa: B009 - the library's types leave it out
        if style.fontId in self._struck:
            return mark("struck") + PLACEHOLDER
        if style.fontId in self._white and style.fillId in self._plain:
            return mark("visibility")
        if isinstance(cell.value, CellRichText):
            return "".join(map(_show_part, cell.value))
        shown = show_value(cell.value, cell.number_format)
        return write_raised(shown) if style.fontId in self._raised else shown


def _show_part(part: TextBlock | str) -> str:
    if isinstance(part, str):
        return part
    font = part.font
    if font.strike:
        return mark("struck") + PLACEHOLDER
    return write_raised(part.text) if font.vertAlign in {"superscript", "subscript"} else part.text


def _is_white(colour: Any) -> bool:
    if colour is None:
        return False
    if colour.type == "rgb":
        return isinstance(colour.rgb, str) and _WHITE.fullmatch(colour.rgb) is not None
    return colour.type == "theme" and colour.theme == _GROUND and not colour.tint


def _is_ground(fill: Any) -> bool:
    """Whether a fill leaves the sheet white; a gradient does not."""
    pattern = getattr(fill, "patternType", "gradient")
    return pattern is None or (pattern == "solid" and _is_white(fill.fgColor))


def count_drawings(container: Container) -> Iterator[tuple[SkipKind, int]]:
    """What is drawn over the sheets of a workbook or embedded in it, by kind, with how often; comments by sheet."""
    found = (kind for member in container.members for prefix, kind in _DRAWN.items() if member.startswith(prefix))
    yield from sorted(Counter(found).items())
