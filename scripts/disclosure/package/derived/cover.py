"""Of lines that nest, those that add up to a stated total without counting any money twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.intervals import Interval, sum_intervals

#: Why a total and its lines differ: nothing is left, the form has unread figures, the lines are more than the total,
#: the form lists no more, or no total is stated.
Reason = Literal["", "unread_figures", "lines_exceed_total", "not_itemised", "no_total"]
#: Two covers whose amounts differ by less than this share explain equally much: digits are rounded.
_ALIKE = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """A line that may be counted: its key (a code, a name, a number) and the figures that give its amount.

    That is one figure, or several that divide the line where it is not stated as a whole.
    """

    key: str
    entries: tuple[Entry, ...]

    @property
    def value(self) -> Decimal:
        """Its amount, in yuan."""
        return sum((entry.fact.value for entry in self.entries), Decimal(0))

    @property
    def printed(self) -> Interval:
        """What its amount can be, as far as the printed digits show."""
        return sum_intervals(entry.printed for entry in self.entries)


@dataclass(frozen=True)
class Cover:
    """Disjoint lines and the stated total that they are parts of, which may be missing."""

    total: Entry | None
    lines: tuple[Line, ...]
    #: A line of which the form has unread figures.
    partial: bool = False
    #: Lines left out because they state the money of another line again.
    repeated: tuple[Line, ...] = field(default=())

    @property
    def explained(self) -> Decimal:
        """The sum of the lines, in yuan."""
        return sum((line.value for line in self.lines), Decimal(0))

    @property
    def is_whole(self) -> bool:
        """Whether the lines are the total, as far as printed digits show."""
        return self.total is not None and _add(self.lines).overlaps(self.total.printed)

    @property
    def unexplained(self) -> Decimal | None:
        """What the total states and the lines do not; 0 where only rounding differs, None without a total."""
        if self.total is None:
            return None
        return Decimal(0) if self.is_whole else self.total.fact.value - self.explained

    @property
    def is_sound(self) -> bool:
        """Whether the lines are parts of a stated total: without one, or beyond it, some money may be counted twice."""
        return self.unexplained is not None and self.unexplained >= 0

    @property
    def reason(self) -> Reason:
        """Why something is unexplained."""
        left = self.unexplained
        if left is None:
            return "no_total"
        if left == 0:
            return ""
        if left < 0:
            return "lines_exceed_total"
        return "unread_figures" if self.partial else "not_itemised"


def _add(lines: Sequence[Line]) -> Interval:
    return sum_intervals(line.printed for line in lines)


def cover_total(
    total: Entry | None, lines: Mapping[str, Line], find_parents: Callable[[str], Sequence[str]], partial: bool = False
) -> Cover:
    """The finest disjoint ``lines`` (by key) that add up to what they are parts of.

    ``find_parents`` gives the keys above one, the nearest first; a line hangs below the nearest that is stated. Where
    the parts of a line do not add up to it, the line itself is taken, since its amount is certain and its parts are
    incomplete. Where they exceed it by exactly one part that another part of the same name and amount repeats, that one
    is left out.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for key in lines:
        below[next((parent for parent in find_parents(key) if parent in lines), "")].append(key)
    repeated: list[Line] = []

    def descend(key: str) -> list[Line]:
        parts = _drop_repeated(lines[key].printed, [lines[each] for each in below.get(key, ())], repeated)
        if not parts or not _add(parts).overlaps(lines[key].printed):
            return [lines[key]]
        return [line for part in parts for line in descend(part.key)]

    tops = [lines[key] for key in below[""]]
    tops = _drop_repeated(total.printed, tops, repeated) if total else tops
    return Cover(total, tuple(line for top in tops for line in descend(top.key)), partial, tuple(repeated))


def _drop_repeated(whole: Interval, parts: Sequence[Line], repeated: list[Line]) -> list[Line]:
    """``parts`` without the one that states the money of another again, if exactly that makes them add up."""
    if not parts or _add(parts).overlaps(whole):
        return list(parts)
    for line in reversed(parts):
        twins = [each for each in parts if each is not line and _is_again(each, line)]
        rest = [each for each in parts if each is not line]
        if twins and _add(rest).overlaps(whole):
            repeated.append(line)
            return rest
    return list(parts)


def _is_again(one: Line, other: Line) -> bool:
    """Whether two lines state the same amount under the same name."""
    first, second = one.entries[0].fact, other.entries[0].fact
    names = [
        {each.functional_name.split("/")[-1], each.economic_name.split("/")[-1]} - {""} for each in (first, second)
    ]
    return one.value == other.value != 0 and bool(names[0] & names[1])


def choose_cover(covers: Sequence[Cover]) -> Cover | None:
    """Of several covers the one that explains most of what is spent or received; of those that explain equally much
    one without a remainder, of these the one with the most lines. None if there is no cover with a line."""
    usable = [cover for cover in covers if cover.lines]
    if not usable:
        return None
    most = max(map(_count_explained, usable))
    alike = [cover for cover in usable if _count_explained(cover) >= most - abs(most) * _ALIKE]
    return max(alike, key=lambda cover: (cover.is_whole, -abs(cover.unexplained or Decimal(0)), len(cover.lines)))


def _count_explained(cover: Cover) -> Decimal:
    """How much of a total its lines explain; what they state beyond it explains nothing and counts against them."""
    if cover.total is None or cover.unexplained is None:
        return Decimal(0)
    return cover.total.fact.value - abs(cover.unexplained)
