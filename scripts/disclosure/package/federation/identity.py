"""Which units of many sites are one, and what they are called nationally.

An id at a site is unique there and nowhere else. Nationally a unit has the id that the first site gives it, behind the
code of its region: 652300-changji-egov. Two units are one where a name of theirs, of all they have borne, and their
region are equal. Nothing is guessed: an id that means two, or names that mean several, leave a unit out, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SiteUnit:
    """A unit as a site publishes it; ``names`` are all it has borne."""

    unit_id: str
    name: str
    name_en: str
    region_code: str
    names: tuple[str, ...]

    @property
    def marks(self) -> set[tuple[str, str]]:
        """By what it is known: its region with each of its names."""
        return {(self.region_code, name) for name in (self.name, *self.names) if name}


@dataclass
class NationalUnit:
    """A unit of the federation: its id, the unit as the first site has it, that site, and further sites in order."""

    unit_id: str
    unit: SiteUnit
    catalogue: str
    also_at: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Problem:
    """A row of the table problems; see tables.yml."""

    catalogue: str
    unit: str
    report: str
    kind: str
    other: str
    stands: str


@dataclass(frozen=True)
class Admission:
    """What a site's units are nationally, by their ids at the site, and their problems."""

    catalogue: str
    units: Mapping[str, SiteUnit]
    ids: Mapping[str, str]
    problems: Sequence[Problem]


class Register:
    """The units of the federation, admitted site by site. Nothing is changed before ``commit``."""

    def __init__(self) -> None:
        self.units: dict[str, NationalUnit] = {}
        self._known: dict[tuple[str, str], str] = {}

    def admit(self, catalogue: str, units: Sequence[SiteUnit]) -> Admission:
        """Find the national ids of a site's units. Two units of one site are never one."""
        ids: dict[str, str] = {}
        problems = []
        for unit in sorted(units, key=lambda unit: unit.unit_id):
            owners = sorted({self._known[mark] for mark in unit.marks if mark in self._known})
            wanted = f"{unit.region_code}-{unit.unit_id}"
            if len(owners) == 1 and owners[0] not in ids.values():
                kind, stands = "shared", owners[0]
                ids[unit.unit_id] = stands
            elif owners:
                kind, stands = "ambiguous", owners[0]
            elif wanted in self.units:
                kind, stands = "clash", wanted
            else:
                ids[unit.unit_id] = wanted
                continue
            problems.append(Problem(catalogue, unit.unit_id, "", kind, self.units[stands].catalogue, stands))
        return Admission(catalogue, {unit.unit_id: unit for unit in units}, ids, problems)

    def commit(self, admission: Admission) -> None:
        """Keep what was admitted; its names are known from now on."""
        for site_id, national_id in admission.ids.items():
            unit = admission.units[site_id]
            if national_id in self.units:
                self.units[national_id].also_at.append(admission.catalogue)
            else:
                self.units[national_id] = NationalUnit(national_id, unit, admission.catalogue)
            for mark in unit.marks:
                self._known.setdefault(mark, national_id)
