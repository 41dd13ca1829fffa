"""A unit that no code list knows yet: its rows for data/reference/units.csv and unit_names.csv."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.entry import is_plain_text, is_unit_id
from disclosure.errors import DescriptionError
from disclosure.model import Unit
from disclosure.parse import Identity
from disclosure.reference import Reference
from disclosure.store import Layout, read_csv, write_csv

UNIT_COLUMNS = ("unit_id", "name", "name_en", "region_code")
NAME_COLUMNS = ("unit_id", "name", "first_seen", "note", "valid_from", "valid_to", "successor")


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What a report adds to the code lists: a new unit, or only a new name of a known one."""

    unit: Unit
    is_new: bool


def settle_unit(identity: Identity, unit_id: str, region: str, reference: Reference) -> tuple[Unit, UnitChange | None]:
    """The unit of a document and what must be added to the code lists for it, if anything.

    ``unit_id`` and ``region`` are what the user gave, or empty. Raises DescriptionError if the unit is
    unknown and no id was given, the id is out of form or another unit's, or the region is not known.
    """
    if identity.unit is not None:
        if unit_id not in ("", identity.unit.unit_id):
            raise DescriptionError(
                f"{identity.unit_name} is {identity.unit.unit_id} in data/reference/unit_names.csv, not {unit_id}",
                file="--unit",
                remedy="omit --unit, or correct the code list",
            )
        return identity.unit, None
    if not unit_id:
        raise DescriptionError(
            f"the unit {identity.unit_name} is not in the data yet",
            file="data/reference/units.csv",
            remedy="name it with --unit ID (lower-case letters, digits, hyphens; e.g. place-office), "
            "a known id if this is another name of that unit",
        )
    if not is_unit_id(unit_id) or not is_plain_text(identity.unit_name):
        raise DescriptionError(
            f"{unit_id!r} is not a valid unit id", file="--unit", remedy="lower-case letters, digits and single hyphens"
        )
    known = reference.units.get(unit_id)
    if known is not None:
        return known, UnitChange(known, is_new=False)
    unit = Unit(unit_id, identity.unit_name, _settle_region(identity, region, reference))
    return unit, UnitChange(unit, is_new=True)


def _settle_region(identity: Identity, region: str, reference: Reference) -> str:
    """The region given, or the one the document names, or that of a known unit whose name is part of this unit's."""
    name = identity.unit_name
    if region:
        if region not in reference.regions:
            raise DescriptionError(
                f"the region {region} is not in data/reference/regions.csv, the list of GB/T 2260",
                file="--region",
                remedy="give the six-digit code of a division, or add a row for a zone to the list",
            )
        return region
    used = {unit.region_code for unit in reference.units.values() if unit.region_code in reference.regions}
    used |= {above for code in used for above in reference.regions.list_above(code)}
    within = [(len(word), code) for code in used if (word := reference.regions.find_name(code)) in name]
    if not within and not identity.region_code:
        raise DescriptionError(
            f"the region of {name} cannot be derived from its name",
            file="--region",
            remedy="give the six-digit code (GB/T 2260) of its division with --region",
        )
    return identity.region_code or max(within)[1]


def write_unit(layout: Layout, change: UnitChange, name: str, report_id: str) -> None:
    """Add the unit of ``change``, and ``name`` as one of its names first seen in ``report_id``, to the code lists."""
    path = layout.reference / "unit_names.csv"
    row = {
        "unit_id": change.unit.unit_id,
        "name": name,
        "first_seen": report_id,
        "note": "preferred name" if change.is_new else "",
    }
    # a stable sort: names of one unit stay in the order in which they were seen
    names = sorted([*read_csv(path), row], key=lambda each: each["unit_id"])
    write_csv(path, NAME_COLUMNS, names)
    if change.is_new:
        path = layout.reference / "units.csv"
        unit = {"unit_id": change.unit.unit_id, "name": change.unit.name, "region_code": change.unit.region_code}
        units = sorted([*read_csv(path), unit], key=lambda each: each["unit_id"])
        write_csv(path, UNIT_COLUMNS, units)
