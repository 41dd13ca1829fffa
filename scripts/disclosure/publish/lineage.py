"""The same project in other years and documents of its unit, as the table of links says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclosure.publish.labels import KINDS
from disclosure.publish.projects import Kin
from disclosure.publish.yearbook import YearPlan


@dataclass(frozen=True)
class _Place:
    """A project in one document: its year, where its page is below that of the unit, what it costs there."""

    year: int
    kin: Kin


def find_kin(plans: Iterable[YearPlan], links: Sequence[Mapping[str, object]]) -> dict[str, list[Kin]]:
    """For each project (its report and number, as ``Undertaking.key``) the same one in other documents, by year.

    ``links`` are rows of project_links: a project and the last earlier document that has it.
    """
    places: dict[str, _Place] = {}
    for plan in plans:
        kinds = {held.report_id: KINDS[held.report.category] for held in plan.held}
        for each in plan.undertakings:
            shown = each.amount.show(rounded=True) if each.amount else ""
            kin = Kin(f"{plan.year} 年{kinds[each.key.partition('/')[0]]}", shown, f"{plan.year}/{each.address}")
            places[each.key] = _Place(plan.year, kin)
    families: dict[str, list[str]] = {key: [key] for key in places}
    for row in links:
        one, other = f"{row['report_id']}/{row['project']}", f"{row['earlier_report_id']}/{row['earlier_project']}"
        if one in places and other in places and families[one] is not families[other]:
            families[one] += families[other]
            for key in families[other]:
                families[key] = families[one]
    return {
        key: [places[each].kin for each in sorted(family, key=lambda each: places[each].year) if each != key]
        for key, family in families.items()
        if len(family) > 1
    }
