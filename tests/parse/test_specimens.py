"""Round trip: accounts to a document in each layout, and back to the same facts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parse.conftest import ReadText
from tests.selection import try_examples
from tests.specimens.books import make_books
from tests.specimens.forms import write_budget
from tests.specimens.key import keys_of, narrative_keys, statement_keys
from tests.specimens.prose import as_broken_lines, as_lines, write_final

SEEDS = st.integers(min_value=0, max_value=10**6)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("width", [0, 19, 27, 41])
def test_a_final_accounts_in_prose_gives_every_figure(read_text: ReadText, seed: int, width: int) -> None:
    books = make_books(seed)
    paragraphs = write_final(books)
    parsed = read_text(as_broken_lines(paragraphs, width) if width else as_lines(paragraphs), "final")
    assert keys_of(parsed) == Counter(narrative_keys(books))
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("total_first", [False, True])
def test_a_budgets_flattened_forms_give_every_figure(
    read_text: ReadText, seed: int, broken: bool, total_first: bool
) -> None:
    books = make_books(seed)
    parsed = read_text(write_budget(books, broken=broken, total_first=total_first), "budget")
    assert keys_of(parsed) == Counter(statement_keys(books))
    # In the form of projects the text does not tell in which economic class an amount stands a second time.
    unread = {figure.section for figure in parsed.figures if figure.outcome == "unread"}
    assert unread == {"form:project"}


@try_examples(25, 8)
@given(seed=SEEDS, width=st.integers(min_value=8, max_value=60))
def test_no_width_of_a_line_makes_a_wrong_fact(read_text: ReadText, seed: int, width: int) -> None:
    books = make_books(seed)
    parsed = read_text(as_broken_lines(write_final(books), width), "final")
    assert keys_of(parsed) - Counter(narrative_keys(books)) == Counter()


@try_examples(25, 8)
@given(seed=SEEDS, broken=st.booleans(), total_first=st.booleans())
def test_no_amounts_make_a_wrong_fact(read_text: ReadText, seed: int, broken: bool, total_first: bool) -> None:
    books = make_books(seed)
    parsed = read_text(write_budget(books, broken=broken, total_first=total_first), "budget")
    assert keys_of(parsed) - Counter(statement_keys(books)) == Counter()
