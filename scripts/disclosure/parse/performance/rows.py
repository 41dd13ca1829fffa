"""The rows of a flattened performance table: levels, then third level, target and what the layout adds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from disclosure.parse.performance.table import PerformanceBuilder, Piece, split_target
from disclosure.parse.performance.tokens import Word, join_words, make_piece, match_words
from disclosure.parse.stream import Stream
from disclosure.parse.words import PerformanceWords

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
#: No value of a cell is spread over more words than this.
_MAX_WORDS = 12


@dataclass(slots=True)
class _Group:
    """The words that stand under one pair of levels; they may hold several rows."""

    level1: str
    level2: str
    words: list[Word] = field(default_factory=list)
    last: bool = False


@dataclass(slots=True)
class _Row:
    """The cells of one row, and the words behind it that are its deviation or the next row's name."""

    cells: dict[str, list[Word]]
    behind: list[Word] = field(default_factory=list)


class RowReader:
    """Reads the indicator part of a flattened table, header first."""

    def __init__(
        self, stream: Stream, words: Sequence[Word], builder: PerformanceBuilder, names: PerformanceWords
    ) -> None:
        self.stream = stream
        self.words = words
        self.builder = builder
        self.names = names
        self.endings: set[str] = set()

    def read(self) -> None:
        """Find the layout by the header, the groups by the levels' names, and the rows by the layout."""
        start = self._first_level()
        header = join_words(self.words[:start])
        evaluated = any(word in header for word in self.names.columns["actual"])
        scored = any(word in header for word in self.names.columns["rule"])
        groups = self._groups(start)
        rows: list[tuple[_Group, list[_Row]]] = []
        for group in groups:
            find = self._evaluated if evaluated else self._scored if scored else self._weighted
            rows.append((group, find(group)))
        if evaluated:
            self._split_deviations(rows)
        for group, found in rows:
            for row in found:
                self.builder.set_levels(group.level1, group.level2)
                self.builder.level2 = group.level2
                cells = {key: make_piece(self.stream, part) for key, part in row.cells.items() if part}
                if "level3" in cells:
                    self.builder.add_indicator(cells)

    def _first_level(self) -> int:
        third = next(
            (
                found[1]
                for index in range(len(self.words))
                if (found := match_words(self.words, index, self.names.columns["level3"]))
            ),
            0,
        )
        for index in range(third, len(self.words)):
            if match_words(self.words, index, self.names.levels1):
                return index
        return len(self.words)

    def _groups(self, start: int) -> list[_Group]:
        """Cut at the levels' names. A first-level name is one that another level's name follows at once."""
        groups: list[_Group] = []
        level1 = level2 = ""
        at = start
        while at < len(self.words):
            total = match_words(self.words, at, self.names.total)
            if total is not None:
                self._read_total(self.words[at : total[1]], self.words[total[1] :])
                break
            found = match_words(self.words, at, (*self.names.levels1, *self.names.levels2))
            if found is None:
                if groups:
                    groups[-1].words.append(self.words[at])
                at += 1
                continue
            name, at = found
            follows = match_words(self.words, at, self.names.levels2) is not None
            if name in self.names.levels1 and (follows or name not in self.names.levels2):
                level1, level2 = name, ""
            else:
                level2 = name
            groups.append(_Group(level1, level2))
        return [group for group in groups if group.words]

    def _read_total(self, label: Sequence[Word], words: Sequence[Word]) -> None:
        numbers = [word for word in words[:4] if _NUMBER.fullmatch(word.text.removesuffix("分"))]
        if len(numbers) == 2:
            pieces = [make_piece(self.stream, part) for part in (label, numbers[:1], numbers[1:])]
            self.builder.add_total(*pieces)

    # --- 自评表: third level, target, actual, weight, score, deviation ---

    def _evaluated(self, group: _Group) -> list[_Row]:
        rows: list[_Row] = []
        words, last = group.words, 0
        for at in range(1, len(words) - 1):
            if at < last or not (_NUMBER.fullmatch(words[at].text) and _NUMBER.fullmatch(words[at + 1].text)):
                continue
            pair = self._pair(words, last, at)
            if pair is None or not (at + 2 == len(words) or words[at + 2].line):
                continue
            first, second = pair
            before = words[last:first]
            if rows:
                rows[-1].behind = before
            rows.append(
                _Row(
                    {
                        "level3": [] if rows else before, "target": words[first:second], "actual": words[second:at],
                        "weight": [words[at]], "score": [words[at + 1]],
                    }
                )
            )  # fmt: skip
            last = at + 2
        if rows:
            rows[-1].behind = words[last:]
            rows[-1].cells["deviation"] = words[last:]
        return rows

    def _pair(self, words: Sequence[Word], low: int, high: int) -> tuple[int, int] | None:
        """The longest run of words before ``high`` that reads as a target and a result."""
        for first in range(max(low, high - 2 * _MAX_WORDS), high - 1):
            for second in range(first + 1, high):
                if self._is_value(words[first:second]) and self._is_value(words[second:high]):
                    return first, second
        return None

    def _is_value(self, words: Sequence[Word]) -> bool:
        text = join_words(words)
        if text in self.names.qualities or _DATE.fullmatch(text):
            return True
        operator, value, unit = split_target(text)
        dated = any(char in unit for char in "月日") or (unit == "年" and value is not None and value >= 1000)
        return value is not None and bool(operator or unit) and not dated

    def _split_deviations(self, rows: Sequence[tuple[_Group, list[_Row]]]) -> None:
        """Tell each row's deviation from the next row's name; certain ones first, as others end like them."""
        unsure: list[tuple[_Row, _Row]] = []
        for _, found in rows:
            for row, following in itertools.pairwise(found):
                if not self._split_certain(row, following):
                    unsure.append((row, following))
            if found and found[-1].cells.get("deviation"):
                self.endings.add(join_words(found[-1].cells["deviation"]))
        for row, following in unsure:
            self._split_alike(row, following)

    def _split_certain(self, row: _Row, following: _Row) -> bool:
        words = row.behind
        if self._number(row, "score") == self._number(row, "weight"):
            following.cells["level3"] = words
            return True
        cuts = [index for index in range(1, len(words)) if words[index].cut]
        if len(cuts) != 1:
            return False
        self._split(row, following, cuts[0])
        self.endings.add(join_words(row.cells["deviation"]))
        return True

    def _split_alike(self, row: _Row, following: _Row) -> None:
        """Split where the deviation would end as another, certain one does; if one place only does."""
        words = row.behind
        fits = [
            index
            for index in range(2, len(words))
            if words[index].line
            and any(
                join_words(words[index - 2 : index]) == ending[-len(join_words(words[index - 2 : index])) :]
                for ending in self.endings
            )
        ]
        if len(fits) == 1:
            self._split(row, following, fits[0])

    def _split(self, row: _Row, following: _Row, at: int) -> None:
        row.cells["deviation"], following.cells["level3"] = row.behind[:at], row.behind[at:]

    @staticmethod
    def _number(row: _Row, key: str) -> float:
        return float(row.cells[key][0].text)

    # --- 项目支出绩效目标表: third level, target, basis, prior, weight, rule, evidence ---

    def _scored(self, group: _Group) -> list[_Row]:
        rows: list[_Row] = []
        words, last = group.words, 0
        for at in range(len(words)):
            if at < last or not _NUMBER.fullmatch(words[at].text):
                continue
            rule = match_words(words, at + 1, self.names.rules)
            basis = self._find_basis(words, last, at)
            if rule is None or basis is None:
                continue
            target = self._target(words, last, basis[0])
            if target is None:
                continue
            evidence = match_words(words, rule[1], self.names.evidences)
            end = evidence[1] if evidence else rule[1]
            rows.append(
                _Row(
                    {
                        "level3": words[last:target], "target": words[target : basis[0]],
                        "basis": words[basis[0] : basis[1]], "prior": words[basis[1] : at], "weight": [words[at]],
                        "rule": words[at + 1 : rule[1]], "evidence": words[rule[1] : end],
                    }
                )
            )  # fmt: skip
            last = end
        return rows

    def _find_basis(self, words: Sequence[Word], low: int, high: int) -> tuple[int, int] | None:
        for index in range(high - 1, low, -1):
            found = match_words(words[:high], index, self.names.bases)
            if found is not None:
                return index, found[1]
        return None

    def _target(self, words: Sequence[Word], low: int, high: int) -> int | None:
        """Where the longest value that ends at ``high`` begins."""
        for index in range(max(low + 1, high - _MAX_WORDS), high):
            if self._is_value(words[index:high]):
                return index
        return None

    # --- 整体绩效目标表: third level, target, basis in free words, weight on a line of its own ---

    def _weighted(self, group: _Group) -> list[_Row]:
        rows: list[_Row] = []
        words, last = group.words, 0
        for at in range(len(words)):
            alone = words[at].line and (at + 1 == len(words) or words[at + 1].line)
            if at < last or not alone or not _NUMBER.fullmatch(words[at].text):
                continue
            target = self._operated(words, last, at)
            if target is None:
                continue
            first, second = target
            rows.append(
                _Row(
                    {
                        "level3": words[last:first], "target": words[first:second], "basis": words[second:at],
                        "weight": [words[at]],
                    }
                )
            )  # fmt: skip
            last = at + 1
        return rows

    def _operated(self, words: Sequence[Word], low: int, high: int) -> tuple[int, int] | None:
        """The first value with an operator between ``low`` and ``high``, as long as its line allows."""
        for first in range(low, high):
            best = None
            for second in range(first + 1, min(high, first + _MAX_WORDS) + 1):
                operator, value, _ = split_target(join_words(words[first:second]))
                if operator and value is not None and not any(word.line for word in words[first + 1 : second]):
                    best = second
            if best is not None:
                return first, best
        return None


__all__ = ["Piece", "RowReader"]
