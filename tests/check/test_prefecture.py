"""The audit over an invented prefecture: silent where all is right, and it finds what was planted."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.selection import is_full
from tests.specimens.prefecture.checkout import audit_unit, write_unit
from tests.specimens.prefecture.score import score_audit
from tests.specimens.prefecture.series import make_units
from tests.specimens.prefecture.slips import KINDS, plant_slips


def test_a_right_prefecture_raises_no_finding_but_rounding() -> None:
    told = [
        (outcome.report.report_id, finding.check, finding.message_zh)
        for years in make_units(seed=7, units=6 if is_full() else 3, years=4)
        for outcome in audit_unit(write_unit(years))
        for finding in outcome.findings
        if finding.outcome != "rounding"
    ]
    assert told == []


@pytest.fixture(scope="module")
def scored() -> object:
    """A short run has fewer units; in them is still each kind of slip."""
    seed, count = (8, 24) if is_full() else (9, 10)
    units = make_units(seed=seed, units=count, years=4)
    return score_audit(plant_slips(map(write_unit, units), seed, every=2))


def test_every_kind_of_slip_is_planted_and_found(scored: object) -> None:
    planted: Counter[str] = scored.planted  # type: ignore[attr-defined]
    missed = planted - scored.found  # type: ignore[attr-defined]
    assert set(planted) == set(KINDS)
    assert missed == Counter()


def test_nothing_is_found_beside_what_was_planted(scored: object) -> None:
    assert scored.beside == []  # type: ignore[attr-defined]
