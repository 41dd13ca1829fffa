"""The subordinate units of departments: ids that stay, by the names that documents print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclosure.characters import normalize_name

#: The columns of data/reference/subunits.csv: one row a name. The first row of an id has its preferred name, further
#: rows of it are other names. ``same_as`` is the id that the unit has in units.csv, where it publishes by itself.
SUBUNIT_COLUMNS = ("subunit_id", "unit_id", "name", "first_seen", "same_as", "note")
_ID = re.compile(r"(?P<unit>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<number>[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Subunits:
    """The subordinate units by department and name; the same name in the same department has the same id."""

    rows: tuple[Mapping[str, str], ...] = ()

    def find(self, unit_id: str) -> dict[str, str]:
        """The ids of a department's units by name, normalized for comparing."""
        return {normalize_name(row["name"]): row["subunit_id"] for row in self.rows if row["unit_id"] == unit_id}

    def add(self, unit_id: str, names: Iterable[str], first_seen: str, same_as: Mapping[str, str]) -> Subunits:
        """The list with the ``names`` of a department's units that it does not have, numbered on from the highest.

        ``first_seen`` is the report that names them, ``same_as`` the ids in units.csv by normalized name.
        """
        known, rows = self.find(unit_id), list(self.rows)
        last = max((int(each.rpartition(".")[2]) for each in known.values()), default=0)
        for name in names:
            plain = normalize_name(name)
            if plain and plain not in known:
                last += 1
                known[plain] = f"{unit_id}.{last}"
                values = (known[plain], unit_id, name, first_seen, same_as.get(plain, ""), "")
                rows.append(dict(zip(SUBUNIT_COLUMNS, values, strict=True)))
        # a stable sort: the names of one id stay in their order
        return Subunits(tuple(sorted(rows, key=lambda row: (row["unit_id"], _number_of(row["subunit_id"])))))


def _number_of(subunit_id: str) -> int:
    return int(subunit_id.rpartition(".")[2])


def find_faults(rows: Sequence[Mapping[str, str]], units: Iterable[str]) -> Iterable[tuple[int, str]]:
    """What is wrong with rows of the list, by the number of the row in the file."""
    known, names = frozenset(units), set()
    for number, row in enumerate(rows, 2):
        found = _ID.fullmatch(row["subunit_id"])
        named = (row["unit_id"], normalize_name(row["name"]))
        if found is None or found["unit"] != row["unit_id"]:
            yield number, f"{row['subunit_id']!r} is not the unit_id, a point and a number"
        elif not row["name"]:
            yield number, "the name is empty"
        elif named in names:
            yield number, f"{row['name']} has two rows in this department"
        elif row["same_as"] and row["same_as"] not in known:
            yield number, f"same_as {row['same_as']!r} is not in units.csv"
        names.add(named)
