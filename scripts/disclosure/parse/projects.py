"""The projects of a report: which names in lists, forms and sentences are the same project."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass

from disclosure.model import Project
from disclosure.parse.stream import fold
from disclosure.quick import replace

#: A code before the name of a project or behind a bracket: 11000022T000000445578-扫黄打非, [50010]培训.
_CODE = re.compile(
    r"(?:[\[［【](?P<bracketed>\d[\dA-Z]+)[\]］】]|(?P<code>(?=[A-Z]*\d[\dA-Z]*\d{4})[\dA-Z]{8,})[-_—－])(?=\D)"
)
_SAME = str.maketrans("", "", "（）()《》“”\"'‘’、，,。；;：: 　—-")
#: A unit's name without its place has at least so many characters.
_SHORT_NAME = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """A project as it is first entered. ``table`` is the number of its performance table, 0 for a mention in a list
    or a sentence; ``whole`` says that the table is of a whole unit."""

    name: str
    table: int = 0
    whole: bool = False


class ProjectBook:
    """The projects of a report, numbered as they are first met; ``resolve`` unites those that are the same.

    A project is identified by its name, the unit that implements it and its performance table: two tables are never
    one project. A mention in a list or a sentence belongs to the only table of its name, unless both name different
    units; where several tables have the name, to the only one whose unit is the same.
    """

    def __init__(self, unit_names: Collection[str] = (), unit_name: str = "") -> None:
        self.unit_names = frozenset(unit_names)
        self.unit_name = unit_name
        self._projects: dict[int, Project] = {}
        self._entries: dict[int, _Entry] = {}
        self._numbers: dict[tuple[str, str, int], int] = {}
        self._tables = 0

    def begin_table(self) -> int:
        """The number of another performance table (a form, or a list of projects)."""
        self._tables += 1
        return self._tables

    def number(self, name: str, mark: str = "") -> int:
        """The number of the project that a list or a sentence calls ``name``, a new one at the first mention. Where a
        list has several projects of one name, ``mark`` distinguishes them, and the name alone is another project."""
        return self._enter(name, mark)

    def number_in(self, table: int, name: str, body: str = "") -> int:
        """The number of the project of the unit ``body`` called ``name`` in a performance table."""
        return self._enter(name, body, table)

    def number_whole(self, table: int, name: str) -> int:
        """The number of the unit called ``name`` in a performance table of a whole unit."""
        return self._enter(name, "", table, whole=True)

    def whole_unit(self, name: str) -> int:
        """Project 0, the whole unit."""
        self._projects.setdefault(0, Project(0, name))
        return 0

    def has(self, name: str) -> bool:
        """Whether a list or a sentence mentions a project called ``name``."""
        return any(each == name.translate(_SAME) and table == 0 for each, _, table in self._numbers)

    def update(self, number: int, **values: object) -> None:
        """Add what a form or paragraph says of a project; what is already known stays."""
        self._projects[number] = _complete(self._projects[number], values)

    def projects(self) -> tuple[Project, ...]:
        return tuple(project for _, project in sorted(self._projects.items()))

    def resolve(self) -> Mapping[int, int]:
        """Unite the entries that are the same project and number them anew, in order of first mention; returns the
        final number of each number given out."""
        same = {**dict(self._pair_mentions()), **self._find_whole()}
        final: dict[int, int] = {}
        projects = {0: self._projects[0]} if 0 in self._projects else {}
        for number in sorted(self._entries):
            head = same.get(number, number)
            final[number] = final[head] if 0 < head < number else len({*final.values()} - {0}) + 1 if head else 0
            own = replace(self._projects[number], project=final[number])
            known = projects.get(final[number])
            projects[final[number]] = _complete(known, asdict(own)) if known else own
        self._projects = {number: _renumber_parent(each, final) for number, each in projects.items()}
        return final

    def _enter(self, printed: str, mark: str, table: int = 0, *, whole: bool = False) -> int:
        code, name = ("", printed) if whole else split_project(printed)
        key = (name.translate(_SAME), f"{mark}/{code}", -table if whole else table)
        if key not in self._numbers:
            self._numbers[key] = number = len(self._numbers) + 1
            self._entries[number] = _Entry(name, table, whole)
            self._projects[number] = Project(number, name, code=code)
        return self._numbers[key]

    def _find_whole(self) -> dict[int, int]:
        """The table of the whole unit, as project 0: the only table of a unit, or the first whose unit is the report's.
        Others are tables of subordinate units."""
        tables = [number for number, entry in self._entries.items() if entry.whole]
        named = [number for number in tables if self._is_own(self._entries[number].name)]
        return dict.fromkeys((tables if len(tables) == 1 else named)[:1], 0)

    def _is_own(self, name: str) -> bool:
        short = fold(name)
        return len(short) >= _SHORT_NAME and any(
            unit.endswith(short) or short.endswith(unit) for unit in self.unit_names
        )

    def _pair_mentions(self) -> Iterator[tuple[int, int]]:
        """Mentions and tables that are the same project: the later number, and the earlier."""
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in self._entries.items():
            if not entry.whole:
                groups[entry.name.translate(_SAME)].append(number)
        for numbers in groups.values():
            tables = [number for number in numbers if self._entries[number].table]
            mentions = [number for number in numbers if not self._entries[number].table]
            plain = [number for number in mentions if not self._projects[number].code]
            if len(mentions) == 2 and len(plain) == 1 and self._agree(*mentions):
                yield max(mentions), min(mentions)  # the same mention with its code and without
                mentions = [min(mentions)]
            if len(tables) == len(mentions) == 1:
                pairs = [(mentions[0], tables[0])] if self._agree(mentions[0], tables[0]) else []
            else:
                pairs = self._pair_bodies(mentions, tables)
            yield from ((max(pair), min(pair)) for pair in pairs)

    def _agree(self, one: int, other: int) -> bool:
        both = (self._projects[one], self._projects[other])
        return all(len({getattr(each, key) for each in both} - {""}) < 2 for key in ("implementer", "code"))

    def _pair_bodies(self, mentions: list[int], tables: list[int]) -> list[tuple[int, int]]:
        """Of several mentions or tables of a name those whose unit has one of each."""
        by_body: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, numbers in enumerate((mentions, tables)):
            for number in numbers:
                by_body[self._projects[number].implementer][side].append(number)
        return [
            (ours[0], theirs[0]) for body, (ours, theirs) in by_body.items() if body and len(ours) == len(theirs) == 1
        ]


def split_project(printed: str) -> tuple[str, str]:
    """The code before a project's name, empty if there is none, and the name."""
    found = _CODE.match(printed)
    if found is None:
        return "", printed
    return found["bracketed"] or found["code"], printed[found.end() :]


def _renumber_parent(project: Project, final: Mapping[int, int]) -> Project:
    """The project with the final number of its parent; none where both are the same project or the whole unit."""
    parent = final.get(project.parent) if project.parent else None
    return replace(project, parent=parent if parent and parent != project.project else None)


def _complete(project: Project, values: Mapping[str, object]) -> Project:
    """``project`` with the ``values`` of what is not known of it."""
    fresh = {
        key: value for key, value in values.items() if value not in ("", None) and getattr(project, key) in ("", None)
    }
    return replace(project, **fresh)  # type: ignore[arg-type]
