"""The ids of subordinate units: those of data/reference/subunits.csv, and new rows for names that it does not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from disclosure.model import Parsed
from disclosure.reference import load_reference, normalize_name
from disclosure.store import Layout, write_csv
from disclosure.subunits import SUBUNIT_COLUMNS, Subunits

if TYPE_CHECKING:
    from disclosure.command.report.chain import Outcome


def identify_subunits(parsed: Parsed, unit_id: str, subunits: Subunits) -> Parsed:
    """``parsed`` with the ids that the units of its details have in the list of the department ``unit_id``."""
    known = subunits.find(unit_id)
    if not known:
        return parsed
    details = (replace(each, subunit_id=known.get(normalize_name(each.subunit), "")) for each in parsed.details)
    return replace(parsed, details=tuple(details))


def assign_subunits(layout: Layout, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The same outcomes, of one department, with an id for every unit that their details name.

    Names that the list of ``layout`` does not have are added to it, in the order of the reports and their documents;
    who reviews the data gives a renamed unit its old id there. Raises DescriptionError for a broken list.
    """
    reference = load_reference(layout.reference)
    same_as = {
        normalize_name(name): unit.unit_id for unit in reference.units.values() for name in (unit.name, *unit.names)
    }
    subunits = reference.subunits
    for outcome in outcomes:
        report = outcome.report
        names = dict.fromkeys(each.subunit for each in outcome.parsed.details if each.subunit)
        others = {name: unit_id for name, unit_id in same_as.items() if unit_id != report.unit_id}
        subunits = subunits.add(report.unit_id, names, report.report_id, others)
    if subunits != reference.subunits:
        write_csv(layout.reference / "subunits.csv", SUBUNIT_COLUMNS, subunits.rows)
    return [
        replace(outcome, parsed=identify_subunits(outcome.parsed, outcome.report.unit_id, subunits))
        for outcome in outcomes
    ]
