"""Coverage is told in the words of the documents, never in the keys of the data."""

from __future__ import annotations

import re

from tests.publish.conftest import ROOT, load_unit

from disclosure.package.collection import list_units
from disclosure.publish.coverage import add_tallies, tally_all, tally_sections
from disclosure.store import Layout


def test_every_section_of_the_committed_data_has_a_chinese_name() -> None:
    for unit_id in list_units(Layout(ROOT)):
        unit, workshop = load_unit(Layout(ROOT), unit_id)
        for held in unit.reports:
            for tally in tally_sections([held], workshop.setting.wording):
                assert not re.search(r"[a-z_:]", tally.section), tally.section


def test_sections_add_up_to_the_whole() -> None:
    for unit_id in list_units(Layout(ROOT)):
        unit, workshop = load_unit(Layout(ROOT), unit_id)
        total = tally_all(unit.reports)
        assert sum(part.figures for part in tally_sections(unit.reports, workshop.setting.wording)) == total.figures > 0
        assert add_tallies(tally_all([held]) for held in unit.reports) == total
