"""The hand-kept code lists of data/reference as look-ups."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from disclosure.characters import normalize_name as normalize_name
from disclosure.codes import CODE, CODE_COLUMNS, STANDARD
from disclosure.divisions import Division, Divisions
from disclosure.entry import is_plain_text, is_unit_id
from disclosure.errors import DescriptionError
from disclosure.list_pages import SOURCE_COLUMNS, ListPage, find_source_faults, make_list_pages
from disclosure.model import Unit
from disclosure.store import find_layout, read_csv
from disclosure.subunits import SUBUNIT_COLUMNS, Subunits, find_faults
from disclosure.zones import Zones

_LABELLED = ("code", "label_zh", "label_en", "definition", "definition_zh")
#: The columns of each list. The first identifies a row, except in _OF_SEVERAL.
_COLUMNS = {
    "units": ("unit_id", "name", "name_en", "region_code"),
    "unit_names": ("unit_id", "name", "first_seen", "note", "valid_from", "valid_to", "successor"),
    "regions": ("region_code", "name", "name_en", "parent"),
    "concepts": ("statement", "item", "label_zh", "label_en", "definition", "definition_zh"),
    "functional": CODE_COLUMNS,
    "economic": CODE_COLUMNS,
    **dict.fromkeys(("expenditure_types", "funds", "measures", "phases", "statements"), _LABELLED),
}
#: The lists of CodeSets whose codes are in the column ``code``.
_CODE_SETS = ("funds", "expenditure_types", "statements", "phases", "functional", "economic")
_OF_SEVERAL = frozenset({"unit_names", "concepts", "subunits"})
_REGION = re.compile(r"[0-9]{6}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_FORMER = ("region_code", "name", "parent", "valid_to", "successor")
_ZONES = ("zone", "region_code", "valid_from")


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

    def has_name(self, name: str) -> bool:
        """Whether a code is called ``name``, or several are."""
        return normalize_name(name) in self._named

    def is_called(self, code: str, name: str) -> bool:
        """Whether ``code`` is called ``name``, by any of its names."""
        return any(each.code == code for each in self._named.get(normalize_name(name), []))

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
class CodeSets:
    """The codes of every list that the vocabulary may use, without what they mean."""

    funds: frozenset[str]
    expenditure_types: frozenset[str]
    items: frozenset[str]
    statements: frozenset[str]
    phases: frozenset[str]
    functional: frozenset[str]
    economic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reference:
    """All code lists that parsing and publishing look things up in, and their rows with all columns as ``lists``.

    ``functional`` and ``economic`` have the standard codes only (see disclosure.codes), ``codes`` and ``lists`` all.
    """

    units: dict[str, Unit]
    regions: Divisions
    concepts: dict[tuple[str, str], Concept]
    functional: CodeList
    economic: CodeList
    codes: CodeSets
    zones: Zones
    subunits: Subunits
    list_pages: tuple[ListPage, ...]
    lists: Mapping[str, Sequence[Mapping[str, str]]]

    def unit_named(self, name: str) -> Unit | None:
        """The unit that has ``name`` among its names, white space aside; None if unknown."""
        wanted = normalize_name(name)
        for unit in self.units.values():
            if wanted in {normalize_name(each) for each in (unit.name, *unit.names)}:
                return unit
        return None


def find_reference(start: Path | None = None) -> Path:
    """The folder of code lists: that of the checkout around ``start``, else the one this package came with.

    A checkout the package itself is in has its own data/reference; an installed package has a copy of that folder, made
    when it was built. Raises DescriptionError if there is neither.
    """
    with contextlib.suppress(DescriptionError):
        if start is not None:
            return find_layout(start).reference
    package = Path(__file__).parent
    copied = package / "codelists"
    try:
        return copied if copied.is_dir() else find_layout(package).reference
    except DescriptionError:
        raise DescriptionError(
            "the package has no code lists", file=str(package), remedy="install it again, from a complete checkout"
        ) from None


def load_reference(folder: Path) -> Reference:
    """Read data/reference. Raises DescriptionError where a list is missing or not as it must be, of those too that only
    pages and packages show.

    A process that asks again gets the same lists, as long as the files hold the same.
    """
    return _load_lists(folder, tuple((path.name, _read_bytes(path)) for path in sorted(folder.glob("*.csv"))))


def _read_bytes(path: Path) -> bytes | None:
    """What a file holds; None where that cannot be read, which is explained where it is asked for."""
    try:
        return path.read_bytes()
    except OSError:
        return None


@lru_cache(maxsize=4)
def _load_lists(folder: Path, _held: tuple[tuple[str, bytes | None], ...]) -> Reference:
    lists = {name: _read_list(folder / f"{name}.csv", columns) for name, columns in _COLUMNS.items()}
    names: dict[str, list[str]] = defaultdict(list)
    for row in lists["unit_names"]:
        names[row["unit_id"]].append(row["name"])
    units = {
        row["unit_id"]: Unit(row["unit_id"], row["name"], row["region_code"], tuple(names[row["unit_id"]]))
        for row in lists["units"]
    }
    _verify_ids(folder / "units.csv", lists["units"])
    _verify_names(folder / "unit_names.csv", lists["unit_names"], units)
    concepts = {
        (row["statement"], row["item"]): Concept(
            row["statement"], row["item"], row["label_zh"], row["label_en"], row["definition"]
        )
        for row in lists["concepts"]
    }
    _verify_parents(folder / "regions.csv", lists["regions"])
    former = _read_former(folder, lists["regions"])
    successors = {row["region_code"]: row["successor"] for row in former if row["successor"]}
    regions = Divisions(_list_divisions(lists["regions"]), _list_divisions(former), successors)
    functional, economic = (_list_codes(folder / f"{name}.csv", lists[name]) for name in ("functional", "economic"))
    codes = CodeSets(
        items=frozenset(row["item"] for row in lists["concepts"]),
        **{name: frozenset(row["code"] for row in lists[name]) for name in _CODE_SETS},
    )
    zones = Zones(regions, _read_zones(folder, regions))
    subunits = Subunits(tuple(_read_subunits(folder, units)))
    lists["sources"] = _read_sources(folder, regions)
    list_pages = make_list_pages(lists["sources"])
    return Reference(units, regions, concepts, functional, economic, codes, zones, subunits, list_pages, lists)


def _list_divisions(rows: Sequence[Mapping[str, str]]) -> list[Division]:
    return [Division(row["region_code"], row["name"], row["parent"]) for row in rows]


def _read_former(folder: Path, regions: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The divisions that were abolished, with the year where it is known, and what they have become under a similar
    name; a checkout need not have the list."""
    path = folder / "former_regions.csv"
    rows = _read_list(path, _FORMER) if path.is_file() else []
    codes = {row["region_code"] for row in regions}
    for number, row in enumerate(rows, 2):
        code, successor = row["region_code"], row["successor"]
        if not _REGION.fullmatch(code) or (code in codes and code != successor) or row["parent"] not in codes:
            problem = f"{code!r} is in regions.csv or not a code of six digits, or its parent is not there"
            raise _refuse(path, number, problem)
        if successor and successor not in codes:
            raise _refuse(path, number, f"the successor {successor!r} is not in regions.csv")
        if not row["name"] or not (row["valid_to"] == "" or _YEAR.fullmatch(row["valid_to"])):
            raise _refuse(path, number, "the name is empty, or valid_to is not the year it was abolished in, as 2021")
    return rows


def _read_zones(folder: Path, regions: Divisions) -> dict[str, str]:
    """The zones whose names do not begin with their division, with its code; a checkout need not have the list."""
    path = folder / "zones.csv"
    rows = _read_list(path, _ZONES) if path.is_file() else []
    for number, row in enumerate(rows, 2):
        if row["region_code"] not in regions or not (row["valid_from"] == "" or _YEAR.fullmatch(row["valid_from"])):
            raise _refuse(path, number, "region_code is not in regions.csv, or valid_from is not a year, as 2014")
    return {row["zone"]: row["region_code"] for row in rows}


def _read_subunits(folder: Path, units: Mapping[str, Unit]) -> list[dict[str, str]]:
    """The subordinate units of departments; a checkout has no list before the first of them is named."""
    path = folder / "subunits.csv"
    rows = _read_list(path, SUBUNIT_COLUMNS) if path.is_file() else []
    for number, problem in find_faults(rows, units):
        raise _refuse(path, number, problem, "correct the row; another name of a unit is a further row of its id")
    return rows


def _read_sources(folder: Path, regions: Divisions) -> list[dict[str, str]]:
    """The pages that list reports; a checkout need not have the list."""
    path = folder / "sources.csv"
    rows = _read_list(path, SOURCE_COLUMNS) if path.is_file() else []
    for number, problem in find_source_faults(rows, regions.by_code):
        raise _refuse(path, number, problem)
    return rows


def _read_list(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    rows = read_csv(path, columns)
    own = [row[columns[0]] for row in rows]
    twins = path.stem not in _OF_SEVERAL and len(set(own)) < len(own)
    for row_number, row in enumerate(rows, 2):
        if not row[columns[0]] or not all(map(is_plain_text, row.values())):
            raise _refuse(path, row_number, f"{columns[0]} is empty, or a cell contains an invisible character")
        if twins and own.index(row[columns[0]]) != row_number - 2:
            raise _refuse(path, row_number, f"{row[columns[0]]} occurs twice")
    return rows


def _refuse(path: Path, row: int, problem: str, remedy: str = "correct the row") -> DescriptionError:
    return DescriptionError(problem, file=str(path), place=f"row {row}", remedy=remedy)


def _verify_ids(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """A unit's id is the name of a folder and of a page, and its name is what they show."""
    ids = {row["unit_id"] for row in rows}
    for number, row in enumerate(rows, 2):
        if not is_unit_id(row["unit_id"]) or not row["name"]:
            problem = f"{row['unit_id']!r} is not a valid id, or the name is empty"
            raise _refuse(path, number, problem, "lower-case letters, digits and single hyphens")
        if row["unit_id"].endswith("-unit") and row["unit_id"].removesuffix("-unit") in ids:
            problem = f"{row['unit_id']!r} is the address of the reports of another unit by itself"
            raise _refuse(path, number, problem, "choose an id with another ending")


def _verify_parents(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """A region has six digits and a name, and lies in another one of the list or in none; nowhere in a circle."""
    above = {row["region_code"]: row["parent"] for row in rows}
    for number, row in enumerate(rows, 2):
        code = row["region_code"]
        if not _REGION.fullmatch(code) or not row["name"]:
            raise _refuse(path, number, f"{code!r} is not a region code of six digits, or it has no name")
        seen = {code}
        while code := above[code]:
            if code not in above or code in seen:
                problem = f"the parent {code!r} is not in the list, or the region lies in itself"
                raise _refuse(path, number, problem, "name a region_code of the list as parent, or leave it empty")
            seen.add(code)


def _verify_names(path: Path, rows: Sequence[Mapping[str, str]], units: Mapping[str, Unit]) -> None:
    """Renames and mergers: days as 2026-01-31 and in order, successors that are other units of the list."""
    for line, row in enumerate(rows, 2):
        begin, end, successor = (row.get(name) or "" for name in ("valid_from", "valid_to", "successor"))
        problem = ""
        try:
            dates = [datetime.date.fromisoformat(day) for day in (begin, end) if day]
        except ValueError:
            dates, problem = [], "valid_from or valid_to is not a date: write it as 2026-01-31"
        if dates != sorted(dates):
            problem = "valid_to is before valid_from"
        if successor and (successor not in units or successor == row["unit_id"] or not end):
            problem = "successor is not another unit of units.csv, or valid_to is missing"
        if problem:
            raise _refuse(path, line, problem, "correct the row; a rename needs no successor")


def _list_codes(path: Path, rows: Sequence[Mapping[str, str]]) -> CodeList:
    for number, row in enumerate(rows, 2):
        if not CODE.fullmatch(row["code"]) or not row["name"]:
            raise _refuse(
                path, number, f"{row['code']!r} is not a code of three, five or seven digits, or the name is empty"
            )
    return CodeList([
        Code(row["code"], row["name"], row["parent"], tuple(filter(None, row["aliases"].split("|"))))
        for row in rows
        if row["source"] == STANDARD
    ])  # fmt: skip
