"""The checks of sentences as printed, whether or not their figures are data."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.check.cases.findings import Case
from disclosure.check.cases.subject import Subject, check
from disclosure.check.sentences.sentence_amounts import Prose
from disclosure.check.sentences.sentence_balances import check_balances
from disclosure.check.sentences.sentence_lists import check_items, check_plain, check_sums
from disclosure.check.sentences.sentence_moves import check_moves
from disclosure.check.sentences.sentence_parts import check_parts
from disclosure.check.sentences.sentence_rates import check_rates
from disclosure.check.sentences.sentence_rows import check_rows
from disclosure.check.sentences.sentence_shares import check_shares
from disclosure.check.sentences.sentence_years import check_years
from disclosure.check.years.changes import find_triples


@check(
    "sentence-rates",
    "direction-words",
    "same-year",
    "sentence-parts",
    "sentence-shares",
    "sentence-changes",
    "sentence-balance",
    "sentence-rows",
    "listed-items",
)
def run_sentences(subject: Subject) -> Iterator[Case]:
    """Every check of sentences; nothing where the text is not at hand."""
    if not subject.source:
        return
    prose = Prose(subject)
    held = {(t.change.number, t.rate.number) for t in find_triples(subject.ledger) if t.rate is not None}
    yield from check_rates(prose, held)
    yield from check_parts(prose)
    yield from check_shares(prose)
    yield from check_moves(prose)
    yield from check_years(prose)
    yield from check_balances(prose)
    yield from check_rows(prose, subject)
    yield from check_items(prose)
    yield from check_plain(prose)
    yield from check_sums(prose)
