"""Round trip over an invented prefecture: series to documents in each format, and back to the same data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import read_here
from tests.selection import try_examples
from tests.specimens.prefecture.budget import write_budget
from tests.specimens.prefecture.final import write_final
from tests.specimens.prefecture.paper import write_docx, write_pdf, write_text
from tests.specimens.prefecture.series import Year, make_units
from tests.specimens.prefecture.writer import Written

from disclosure.model import Fact, Parsed
from disclosure.parse import parse_report
from disclosure.reference import Reference

#: The forms of projects stand in the budget of a PDF's text; what is read of a form's class a second time is not.
WRITERS: dict[str, Callable[[Written], bytes]] = {"txt": write_text, "docx": write_docx, "pdf": write_pdf}


def make_years(seed: int) -> tuple[Year, Year]:
    """A year and the one before it, of a unit drawn from ``seed``."""
    before, now = make_units(seed, units=1, years=1)[0]
    return before, now


def read_back(reference: Reference, written: Written, suffix: str) -> Parsed:
    document = read_here(WRITERS[suffix](written), f"specimen.{suffix}")
    return parse_report([document], written.report, reference)


def facts_of(parsed: Parsed) -> Counter[Fact]:
    """The facts without the place they stand at and the words around them, which differ from format to format."""
    return Counter(
        replace(
            fact, place="", quote="", spans=(), value=fact.value.normalize(),
            functional_name=fact.functional_name,
        )
        for fact in parsed.facts
    )  # fmt: skip


@pytest.mark.parametrize("suffix", ["txt", "docx"])
@pytest.mark.parametrize("seed", range(3))
def test_a_final_accounts_comes_back_whole(reference: Reference, seed: int, suffix: str) -> None:
    before, now = make_years(seed)
    written = write_final(now, before)
    parsed = read_back(reference, written, suffix)
    assert facts_of(parsed) == facts_of(written.parsed)
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []

    def goals(some: Parsed) -> list[object]:
        return [replace(each, place="", spans=(), evidence="") for each in some.indicators]

    assert goals(parsed) == goals(written.parsed)
    assert [each.total_score for each in parsed.projects if each.project] == [
        each.total_score for each in written.parsed.projects
    ]
    assert Counter((text.role, text.content) for text in parsed.texts if text.role.endswith("reason")) == Counter(
        (text.role, text.content) for text in written.parsed.texts
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_budget_comes_back_whole(reference: Reference, seed: int) -> None:
    before, now = make_years(seed)
    written = write_budget(now, before)
    parsed = read_back(reference, written, "txt")
    assert facts_of(parsed) == facts_of(written.parsed)
    # of the form of projects the text does not tell in which economic class an amount stands a second time
    assert {figure.section for figure in parsed.figures if figure.outcome == "unread"} == {"form:project"}


@try_examples(10, 4)
@given(seed=st.integers(0, 10**6), suffix=st.sampled_from(sorted(WRITERS)))
def test_no_unit_makes_a_wrong_fact(reference: Reference, seed: int, suffix: str) -> None:
    before, now = make_years(seed)
    written = [write_budget(now, before)]
    written += [] if suffix == "pdf" else [write_final(now, before)]
    for each in written:
        parsed = read_back(reference, each, suffix)
        assert facts_of(parsed) - facts_of(each.parsed) == Counter()
