"""What the first sentence of a page says adds up: on the reports of this checkout, by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from disclosure.package.stored.collection import read_members
from disclosure.publish.facts.holdings import Region, Wording, hold_unit
from disclosure.publish.facts.ledger import Entry, list_entries
from disclosure.publish.tables.answer import Answer, compose_answer
from disclosure.publish.tables.grids import Arranger
from disclosure.publish.tables.sections import compose_sections
from disclosure.reference import Reference
from disclosure.store import Layout, read_csv


def list_pages(repository: Layout, reference: Reference) -> Iterator[tuple[list[Entry], Arranger]]:
    wording = Wording(reference)
    for unit_id in sorted({row["unit_id"] for row in read_csv(repository.data / "reports.csv")}):
        for unit in hold_unit(reference.units[unit_id], Region(), read_members(repository, unit_id)):
            for year in unit.years:
                held = unit.of_year(year)
                yield list_entries(held), Arranger(wording, held)


@pytest.mark.first_reports
def test_a_share_is_of_the_total_that_the_sentence_names(repository: Layout, reference: Reference) -> None:
    seen = 0
    for entries, arranger in list_pages(repository, reference):
        answer: Answer = compose_answer(entries, arranger)
        assert answer.spent is not None
        named = answer.whole or answer.spent
        for purpose in answer.purposes:
            if purpose.share:
                seen += 1
                stated = named.value * purpose.share.value / 100
                # the document rounds to as many decimals as it prints; a hundredth more where it rounds rounded amounts
                printed = purpose.share["reported"].rstrip("%％").partition(".")[2]
                half = Decimal("0.0051") * Decimal(10) ** -len(printed)
                assert abs(stated - purpose.amount.value) <= named.value * half, (answer, purpose)
    assert seen >= 8


@pytest.mark.first_reports
def test_a_chart_that_is_not_cut_adds_up_to_its_table(repository: Layout, reference: Reference) -> None:
    """To all spending of its lines in one phase; a line of which the table has only a part is named as left out."""
    charts = 0
    for entries, arranger in list_pages(repository, reference):
        section = next((each for each in compose_sections(entries, arranger) if each.name == "spending"), None)
        if section is None or section.chart is None or "里最多的" in section.chart.measure:
            continue
        charts += 1
        lines = [line for line in section.grids[0].lines if line.depth == 2]
        cells = {line.label: [cell[0] for cell in line.cells if cell] for line in lines}
        whole = {
            (label, entry["phase"]): entry.value
            for label, row in cells.items()
            for entry in row
            if entry["measure"] == "amount" and not entry["expenditure_type"]
        }
        phase = "executed" if any(phase == "executed" for _, phase in whole) else "approved"
        table = {label: value for (label, each), value in whole.items() if each == phase}
        drawn = sum((Decimal(row[1].replace(",", "")) for row in section.chart.rows), Decimal(0))
        # a picture shows 万元 with two decimals: each figure is at most 50 元 away from that of the table
        assert abs(drawn * 10000 - sum(table.values(), Decimal(0))) <= 50 * len(section.chart.rows)
        partial = [row for label, row in cells.items() if label not in table and any(entry.value for entry in row)]
        assert (f"另有 {len(partial)} 行" in section.chart.summary) == bool(partial)
    assert charts >= 3
