"""How a workbook shows its cells: struck out, raised, small, in the colour of their ground; what it draws over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from disclosure.document import SkipKind
from disclosure.read.building.colours import Rgb
from disclosure.read.building.container import Container
from disclosure.read.building.looks import Look, Sized, compose, note_sizes
from disclosure.read.workbook.cell_colours import Palette, contrast
from disclosure.read.workbook.cell_rules import CellRules
from disclosure.read.workbook.number_format import show_value

#: Letters of so many points or fewer cannot be read.
_TOO_SMALL = 2.0

#: What is drawn over sheets, by the beginning of its part's name.
_DRAWN: dict[str, SkipKind] = {
    "xl/media/": "picture", "xl/charts/chart": "picture", "xl/diagrams/data": "picture", "xl/embeddings/": "embedded",
    "xl/comments": "annotation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters are drawn: their colour (None for the usual one) and their size in points."""

    colour: Rgb | None
    size: float
    struck: bool
    raised: bool


class CellLooks:
    """What the cells of one workbook show, by their fonts, fills and borders."""

    def __init__(self, book: Workbook, theme: Element | None = None) -> None:
        styles: Any = book  # the tables of fonts, fills and borders have no public name
        self._palette = Palette(theme)
        self._fonts = [_letters(self._palette, font) for font in styles._fonts]
        self._grounds = [self._palette.ground(fill) for fill in styles._fills]
        self._crossed = {index for index, border in enumerate(styles._borders) if _is_crossed(border)}

    def rules(self, sheet: Worksheet) -> CellRules:
        """The rules by which a sheet changes how its cells are shown."""
        return CellRules(sheet, self._palette)

    def show(self, cell: Cell | MergedCell, rules: CellRules) -> str:
        """The words of a cell as shown, with marks of what is not read in the place of figures."""
        style = getattr(cell, "_style")  # noqa: B009 - the library's types leave it out
        letters, ground = self._fonts[style.fontId], self._grounds[style.fillId]
        least = Look.PLAIN
        if style.borderId in self._crossed and not isinstance(cell.value, str):
            least = Look.STRUCK
        if rules.may_hide(cell.row or 0, cell.column or 0, cell.value, letters.colour, ground):
            least = Look.UNSURE
        if isinstance(cell.value, CellRichText):
            pieces = [self._show_part(part, letters, ground, least) for part in cell.value]
        else:
            shown = show_value(cell.value, cell.number_format)
            pieces = [(shown, max(least, look_of(letters, ground)), letters.size)]
        return compose(note_sizes(pieces))

    def _show_part(self, part: TextBlock | str, letters: Letters, ground: Rgb | None, least: Look) -> Sized:
        own = letters if isinstance(part, str) else _letters(self._palette, part.font)
        text = part if isinstance(part, str) else part.text
        return text, max(least, look_of(own, ground)), own.size or letters.size


def _letters(palette: Palette, font: Any) -> Letters:
    raised = font.vertAlign in {"superscript", "subscript"}
    return Letters(palette.find(font.color), float(font.sz or 0.0), bool(font.strike), raised)


def look_of(letters: Letters, ground: Rgb | None) -> Look:
    """How letters look on a ground."""
    small = 0 < letters.size <= _TOO_SMALL
    usual = Look.UNSURE if small else Look.RAISED if letters.raised else Look.PLAIN
    return max(contrast(letters.colour, ground), Look.STRUCK if letters.struck else Look.PLAIN, usual)


def _is_crossed(border: Any) -> bool:
    line = border.diagonal
    return bool(line is not None and line.style and (border.diagonalUp or border.diagonalDown))


def count_drawings(container: Container) -> Iterator[tuple[SkipKind, int]]:
    """What is drawn over the sheets of a workbook or embedded in it, by kind, with how often; comments by sheet."""
    found = (kind for member in container.members for prefix, kind in _DRAWN.items() if member.startswith(prefix))
    yield from sorted(Counter(found).items())
