"""A form written as lines of cells (form_provinces.yml) as the writers of layouts.py take it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .formats.content import Box
from .national import FormSheet, Style

CellWords = str | tuple[str, int] | tuple[str, int, int] | None
_FIGURE = re.compile(r"-?[\d,]+\.\d+%?")


class PrintedForm(FormSheet):
    """The lines above a form, its rows, and how many of them are its header: those above the first figure."""

    def __init__(self, lines: Sequence[str], grid: Sequence[Sequence[CellWords]]) -> None:
        texts = [[cell[0] if isinstance(cell, tuple) else cell or "" for cell in row] for row in grid]
        body = next(at for at, row in enumerate(texts) if any(map(_FIGURE.fullmatch, row)))
        super().__init__(lines[0], 1, Style(), [])
        self.grid: Any = grid
        self.head, self.rows = list(grid[:body]), list(grid[body:])  # type: ignore[arg-type]
        title = max(lines, key=lambda line: ("表" in line and not line.startswith("单位")) * len(line))
        rest = [line for line in lines if line != title]
        number = rest[:1] if len(rest) > 1 else [""]
        self._lines = [title, *number, " ".join(rest[len(rest) > 1 :])]

    @property
    def lines(self) -> list[str]:
        return self._lines

    def boxes(self, rows: Sequence[Any] | None = None) -> tuple[Box, ...]:
        found = []
        for row, cells in enumerate([*self.head, *(self.rows if rows is None else rows)]):
            for column, words in enumerate(cells):
                if words is not None:
                    text, width, height = (*words, 1, 1)[:3] if isinstance(words, tuple) else (words, 1, 1)
                    found.append(Box(text, row, column, height, width))
        return tuple(found)
