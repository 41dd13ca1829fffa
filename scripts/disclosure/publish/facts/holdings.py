"""What the pages of a unit show: the published tables of its reports and the code lists, as rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from disclosure.divisions import Divisions
from disclosure.errors import DescriptionError
from disclosure.model import Report, Unit
from disclosure.package.stored.addresses import address_facts
from disclosure.package.stored.collection import Member
from disclosure.package.versions.publisher import Publisher
from disclosure.publish.words.labels import address_unit
from disclosure.reference import Reference

Row = Mapping[str, str]
#: Unit ids become folders and addresses of the site.
_UNIT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LISTS = ("statements", "phases", "measures", "funds", "expenditure_types")


@dataclass(frozen=True)
class Holding:
    """One report with its tables; ``tables`` has every name of package.tables.

    ``pages`` is filled in when the pages of the year are planned: address of a fact or finding -> the page below that
    of the year which shows it (``tables/2/``). So is ``homes``: kind and number of a project (``budget-3``) -> the
    address of its own page, below that of the year.
    """

    report: Report
    folder: Path
    tables: Mapping[str, Sequence[Row]]
    pages: dict[str, str] = field(default_factory=dict, compare=False)
    homes: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def report_id(self) -> str:
        return self.report.report_id

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Fact number -> its address on the page of the year."""
        return address_facts(self.report.kind, self.tables["facts"])


@dataclass(frozen=True)
class Region:
    """Where a unit is: the name of its division with the city above it, and the province with its code, all empty where
    they are not known."""

    name: str = ""
    province: str = ""
    province_code: str = ""

    def __str__(self) -> str:
        return self.name


def find_region(code: str, divisions: Divisions) -> Region:
    """The region of a unit by its code in data/reference/units.csv."""
    top = divisions.find_top(code)
    return Region(divisions.name_fully(code), divisions.find_name(top), top)


@dataclass(frozen=True)
class UnitHolding:
    """One unit with at least one report, all of one scope, ordered by year, then kind; ``unit.unit_id`` is the unit's
    part of the address of its pages."""

    unit: Unit
    region: Region
    reports: tuple[Holding, ...]

    @property
    def years(self) -> list[int]:
        return sorted({each.report.year for each in self.reports})

    def of_year(self, year: int) -> list[Holding]:
        return [each for each in self.reports if each.report.year == year]


class Wording:
    """Labels of code lists in Chinese; an unknown code is shown as it is."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._lists = {name: {row["code"]: row["label_zh"] for row in reference.lists[name]} for name in _LISTS}

    def name(self, codes: str, code: str) -> str:
        """The label of ``code`` in the list ``codes`` (statements, phases, measures, funds, expenditure_types)."""
        return self._lists.get(codes, {}).get(code, code)

    def name_item(self, statement: str, item: str) -> str:
        """The label of an item of a statement."""
        concept = self.reference.concepts.get((statement, item))
        return concept.label_zh if concept else item


@dataclass(frozen=True)
class Setting:
    """What all pages are made with: the labels, the names of the site, its address, empty where unknown."""

    wording: Wording
    publisher: Publisher
    base: str = ""


def hold_unit(unit: Unit, region: Region, members: Iterable[Member]) -> list[UnitHolding]:
    """A unit with its reports: those of the department, and those of the unit by itself (本级), if it has such; each
    has pages of its own. Raises DescriptionError where its id cannot be an address."""
    if not _UNIT_ID.fullmatch(unit.unit_id):
        raise DescriptionError(
            f"{unit.unit_id!r} cannot be an address",
            file="data/reference/units.csv",
            remedy="an id is lower-case letters, digits and single hyphens",
        )
    held = sorted(
        (Holding(member.report, member.folder, member.tables) for member in members),
        key=lambda each: (each.report.year, each.report.kind),
    )
    found = []
    scopes = sorted(held, key=lambda each: each.report.scope)
    for page_unit in dict.fromkeys(address_unit(each.report) for each in scopes):
        reports = tuple(each for each in held if address_unit(each.report) == page_unit)
        both = len(reports) < len(held) and reports[0].report.scope == "unit"
        name = f"{unit.name}（本级）" if both else unit.name
        found.append(UnitHolding(replace(unit, unit_id=page_unit, name=name), region, reports))
    return found
