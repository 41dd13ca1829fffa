"""Coverage is told in the words of the documents, never in the keys of the data."""

from __future__ import annotations

import re

import pytest
from tests.publish.conftest import ROOT, load_unit

from disclosure.model import UNREAD_PAGE
from disclosure.package.stored.collection import list_units
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.publish.facts.coverage import add_tallies, name_section, tally_all, tally_sections
from disclosure.publish.facts.holdings import Wording
from disclosure.reference import Reference
from disclosure.store import Layout

_WORDS = load_vocabulary()
#: All that coverage.csv can name: sections by their headings, forms by their titles, and what has neither.
_SECTIONS = sorted(
    {each.section for each in _WORDS.sections}
    | {f"form:{name}" for each in _WORDS.forms for name in (each.form, f"{each.form}:table-6")}
    | {"title", "other", "table", "unknown_form", UNREAD_PAGE}
)


@pytest.mark.parametrize("section", _SECTIONS)
def test_every_section_that_a_report_can_have_has_a_chinese_name(
    section: str, repository: Layout, reference: Reference
) -> None:
    name = name_section(section, Wording(reference))
    assert name
    assert not re.search(r"[a-z_:]", name), name


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
