"""What became of units: names they bore until a day, units they were merged into, units they took over."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from disclosure.model import Unit
from disclosure.publish.facts.holdings import Row


@dataclass(frozen=True)
class Other:
    """Another unit in a merger: the last day before it, the unit's name, and its page's folder; empty without one."""

    day: str
    name: str
    unit_id: str


@dataclass(frozen=True)
class Succession:
    """The other names of a unit with the days they bear, what it was merged into, and what it took over."""

    names: tuple[str, ...] = ()
    successors: tuple[Other, ...] = ()
    predecessors: tuple[Other, ...] = ()


def list_successions(rows: Iterable[Row], units: Mapping[str, Unit], held: Collection[str]) -> dict[str, Succession]:
    """What the rows of unit_names say of each unit; ``held`` are the units that have a page."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    after: dict[str, dict[Other, None]] = defaultdict(dict)
    before: dict[str, dict[Other, None]] = defaultdict(dict)
    for row in rows:
        unit = units[row["unit_id"]]
        begin, end, successor = (row.get(column) or "" for column in ("valid_from", "valid_to", "successor"))
        if row["name"] != unit.name:
            names[unit.unit_id].setdefault(row["name"], _name_span(begin, "" if successor else end))
        if successor:
            day = name_day(end)
            after[unit.unit_id][Other(day, units[successor].name, successor if successor in held else "")] = None
            before[successor][Other(day, unit.name, unit.unit_id if unit.unit_id in held else "")] = None
    return {
        unit_id: Succession(
            tuple(f"{name}{span}" for name, span in names[unit_id].items()),
            tuple(after[unit_id]),
            tuple(before[unit_id]),
        )
        for unit_id in {*names, *after, *before}
    }


def name_day(day: str) -> str:
    """An ISO day in Chinese."""
    date = datetime.date.fromisoformat(day)
    return f"{date.year} 年 {date.month} 月 {date.day} 日"


def _name_span(begin: str, end: str) -> str:
    if begin and end:
        return f"（{name_day(begin)}至 {name_day(end)}）"
    return f"（{name_day(begin)}起）" if begin else f"（至 {name_day(end)}）" if end else ""
