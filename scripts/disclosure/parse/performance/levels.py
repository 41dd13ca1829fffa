"""The first and second level of indicators: merged cells, empty ones, and ones that a page's end cuts through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.parse.performance.labels import plain_label
from disclosure.parse.performance.matrix import Box

#: What the second levels of each first one are about.
_KINDS = {
    "产出": ("数量", "质量", "时效", "成本"),
    "效益": ("效益", "影响"),
    "满意度": ("满意度",),
    "成本": ("成本",),
}


@dataclass(slots=True)
class Level:
    """A level's name; known later than its rows where a page's end hides it."""

    text: str = ""


class LevelColumn:
    """One column of levels, read from top to bottom."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.level = Level()
        self._box: Box | None = None
        self.merged = False
        self._fresh = False

    def resume(self) -> None:
        """The next box stands at the head of a table that goes on with the one before."""
        self._fresh = True

    def reset(self) -> None:
        """What stands beside another first level has a level of its own."""
        self.level, self._box, self._fresh = Level(), None, False

    def read(self, box: Box) -> bool:
        """Take the box that covers the next row; True where it begins another level.

        An empty box goes on with the level above, unless the table has merged cells to tell that (``merged``):
        then it is a level without a name. At a page's head, what stands there may be the rest of the last box's words.
        """
        if box is self._box:
            return False
        self._box = box
        text = plain_label(box.text)
        if self._fresh:
            self._fresh = False
            return self._join(text)
        if not text and not self.merged:
            return False
        self.level = Level(text)
        return True

    def _join(self, text: str) -> bool:
        above = self.level.text
        if not text:
            return False
        if not above:
            self.level.text = text
            return False
        if above not in self.names and above + text in self.names:
            self.level.text = above + text
            return False
        if above == text:
            return False
        self.level = Level(text)
        return True


def belongs(level2: str, level1: str) -> bool:
    """Whether a second level may be below a first one in the forms of the Ministry of Finance (财预〔2015〕88号)."""
    return any(kind in level2 for kind in _KINDS.get(level1.removesuffix("指标"), ()))
