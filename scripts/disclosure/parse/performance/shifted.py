"""Rows of an export that merges no cells: where a merged cell of the source is left out, the others move along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure.parse.performance.columns import Column
from disclosure.parse.performance.matrix import Box
from disclosure.parse.performance.table import is_rate, is_score, split_target
from disclosure.parse.words import PerformanceWords

#: By so many columns the cells of a row may have moved; as printed first.
_SHIFTS = (0, -1, 1, -2)
_LEVELS = ("level1", "level2")
_NUMBERS = ("weight", "score")


class Placement:
    """Which cell of a row belongs to which column, by what only that column can contain."""

    def __init__(self, columns: Sequence[Column], words: PerformanceWords) -> None:
        self.columns = {column.key: column.first for column in columns if column.key}
        self.words = words
        #: Every indicator has one: its cell is filled where that of the indicator's name is.
        self.proof = "weight" if "weight" in self.columns else "target"
        self.names = {"level1": ("", *words.levels1), "level2": ("", *words.levels2)}

    def place(self, row: Sequence[Box]) -> Mapping[str, Box] | None:
        """The filled boxes of a row by column; None where no order of them, or only an unlikely one, fits the head."""
        candidates = [*(self._move(row, shift) for shift in _SHIFTS), self._line_up(row)]
        found = next((each for each in candidates if each), None)
        return found if found and self._plausible(found) else None

    def _move(self, row: Sequence[Box], shift: int) -> Mapping[str, Box] | None:
        """The boxes all moved by ``shift`` columns, if level names are then where levels are, numbers where weights and
        scores are, and nothing is outside of the columns."""
        filled = {box.column - shift: box for box in row if box.text}
        found = {key: filled[at] for key, at in self.columns.items() if at in filled}
        text = {key: box.text for key, box in found.items()}
        outside = (at for at in filled if at not in self.columns.values() and at >= min(self.columns.values()))
        fits = (
            self._levels_fit(text)
            and not any(outside)
            and self._numbers_fit(text)
            and ("level3" in text) == (self.proof in text)
            and not is_score(text.get("level3", ""))
        )
        return found if fits else None

    def _line_up(self, row: Sequence[Box]) -> Mapping[str, Box] | None:
        """The filled boxes in the order of the columns behind the levels, where none but the last column is empty."""
        filled = [box for box in row if box.text]
        found: dict[str, Box] = {}
        for level in _LEVELS:
            if len(filled) > 1 and filled[0].text in self.names[level]:
                found[level] = filled.pop(0)
        order = [key for key in sorted(self.columns, key=self.columns.__getitem__) if key not in _LEVELS]
        if len(filled) not in {len(order), len(order) - 1}:
            return None
        found.update(zip(order, filled, strict=False))
        return found if self._numbers_fit({key: box.text for key, box in found.items()}) else None

    def _levels_fit(self, text: Mapping[str, str]) -> bool:
        return all(text.get(level, "") in self.names[level] for level in _LEVELS)

    def _numbers_fit(self, text: Mapping[str, str]) -> bool:
        return all(is_score(text[key]) for key in _NUMBERS if key in text)

    def _plausible(self, found: Mapping[str, Box]) -> bool:
        """Whether no cell holds what only another column can: a rate, a closed word of the form, a target."""
        text = {key: box.text for key, box in found.items() if box.text not in self.words.blanks}
        completion = text.get("completion", "")
        closed = {*self.words.rules, *self.words.evidences, *self.words.bases}
        return (
            text.get("level3") not in {*self.words.levels1, *self.words.levels2}
            and (not completion or is_rate(completion))
            and not any(split_target(text.get(key, ""))[0] for key in ("level3", "basis", "rule", "evidence"))
            and not any(text.get(key) in closed for key in ("target", "actual", "prior"))
        )


def find_moves(rows: Sequence[Sequence[Box]], columns: Sequence[Column], words: PerformanceWords) -> tuple[bool, bool]:
    """Two signs that cells are not where the head says: a name of a level is in a column of another kind; some of the
    names in the levels' columns are those of the forms and others are not."""
    own = {"level1": words.levels1, "level2": (*words.levels2, *words.placed_levels2)}
    names = {name for listed in own.values() for name in listed if name not in words.placed_levels2}
    kinds = {at: column.key for column in columns for at in range(column.first, column.end)}
    cells = [(kinds.get(box.column, ""), box.text) for row in rows for box in row if box.text]
    elsewhere = any(text in names and text not in own.get(kind, ()) for kind, text in cells)
    fits = {text in own[kind] for kind, text in cells if kind in own}
    return elsewhere, fits == {True, False}
