"""Coverage is told in the words of the documents, never in the keys of the data."""

from __future__ import annotations

import re

from tests.publish.conftest import ROOT

from disclosure.publish.coverage import tally_all, tally_sections
from disclosure.publish.holdings import load_holdings
from disclosure.store import Layout


def test_every_section_of_the_committed_data_has_a_chinese_name() -> None:
    holdings = load_holdings(Layout(ROOT))
    for unit in holdings.units:
        for held in unit.reports:
            for tally in tally_sections([held], holdings.wording):
                assert not re.search(r"[a-z_:]", tally.section), tally.section


def test_sections_add_up_to_the_whole() -> None:
    holdings = load_holdings(Layout(ROOT))
    held = [each for unit in holdings.units for each in unit.reports]
    assert sum(part.figures for part in tally_sections(held, holdings.wording)) == tally_all(held).figures > 0
