"""The hand-kept code lists of data/reference as look-ups."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.errors import DescriptionError
from disclosure.model import Unit
from disclosure.store import read_csv


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a classification: its name, its level (类 1, 款 2, 项 3) and every other name seen."""

    code: str
    name: str
    parent: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A row of concepts.csv: what an item of a statement is called and means."""

    statement: str
    item: str
    label_zh: str
    label_en: str
    definition: str


class CodeList:
    """One classification (功能分类 or 经济分类): codes by code, and codes by name below a parent."""

    def __init__(self, codes: list[Code]) -> None:
        self.by_code = {code.code: code for code in codes}
        self._named: dict[str, list[Code]] = defaultdict(list)
        for code in codes:
            for name in (code.name, *code.aliases):
                self._named[normalize_name(name)].append(code)

    def find(self, name: str, parent: str | None = None) -> Code | None:
        """The one code called ``name`` (below ``parent``, if given); None if there is none or several."""
        found = [code for code in self._named.get(normalize_name(name), []) if parent is None or code.parent == parent]
        return found[0] if len(found) == 1 else None

    def find_path(self, names: list[str]) -> Code | None:
        """The code at the end of a path of names from 类 down; None where a step is unknown."""
        parent = ""
        found: Code | None = None
        for name in names:
            found = self.find(name, parent)
            if found is None:
                return None
            parent = found.code
        return found

    def __iter__(self) -> object:
        return iter(self.by_code.values())


@dataclass(frozen=True, slots=True)
class Reference:
    """All code lists that parsing and publishing look things up in."""

    units: dict[str, Unit]
    regions: dict[str, str]
    concepts: dict[tuple[str, str], Concept]
    functional: CodeList
    economic: CodeList

    def unit_named(self, name: str) -> Unit | None:
        """The unit that bears ``name`` among its names, white space aside; None if unknown."""
        wanted = normalize_name(name)
        for unit in self.units.values():
            if wanted in {normalize_name(each) for each in (unit.name, *unit.names)}:
                return unit
        return None


_BRACKETS = str.maketrans({"（": "(", "）": ")", "　": None, " ": None})


def normalize_name(name: str) -> str:
    """A name with brackets half-width and white space gone, for comparing."""
    return name.translate(_BRACKETS)


def load_reference(folder: Path) -> Reference:
    """Read data/reference. Raises DescriptionError where a list is missing or unreadable."""
    names: dict[str, list[str]] = defaultdict(list)
    named = read_csv(folder / "unit_names.csv")
    for row in named:
        names[row["unit_id"]].append(row["name"])
    units = {
        row["unit_id"]: Unit(row["unit_id"], row["name"], row["region_code"], tuple(names[row["unit_id"]]))
        for row in read_csv(folder / "units.csv")
    }
    _verify_names(folder / "unit_names.csv", named, units)
    concepts = {
        (row["statement"], row["item"]): Concept(
            row["statement"], row["item"], row["label_zh"], row["label_en"], row["definition"]
        )
        for row in read_csv(folder / "concepts.csv")
    }
    regions = {row["region_code"]: row["name"] for row in read_csv(folder / "regions.csv")}
    functional, economic = (_load_codes(folder / f"{name}.csv") for name in ("functional", "economic"))
    return Reference(units, regions, concepts, functional, economic)


def _verify_names(path: Path, rows: Sequence[Mapping[str, str]], units: Mapping[str, Unit]) -> None:
    """Renames and mergers: days as 2026-01-31 and in order, successors that are other units of the list."""
    for line, row in enumerate(rows, 2):
        begin, end, successor = (row.get(name) or "" for name in ("valid_from", "valid_to", "successor"))
        problem = ""
        try:
            dates = [datetime.date.fromisoformat(day) for day in (begin, end) if day]
        except ValueError:
            dates, problem = [], "valid_from or valid_to is no day: write it as 2026-01-31"
        if dates != sorted(dates):
            problem = "valid_to is before valid_from"
        if successor and (successor not in units or successor == row["unit_id"] or not end):
            problem = "successor is no other unit of units.csv, or valid_to is missing"
        if problem:
            raise DescriptionError(
                problem, file=str(path), place=f"row {line}", remedy="correct the row; a rename needs no successor"
            )


def _load_codes(path: Path) -> CodeList:
    return CodeList(
        [
            Code(row["code"], row["name"], row["parent"], tuple(row["aliases"].split("|")) if row["aliases"] else ())
            for row in read_csv(path)
        ]
    )
