"""Codes that reports print and the classifications of data/reference do not have: rows for them, named as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclosure.codes import CODE_COLUMNS, add_printed
from disclosure.model import Parsed
from disclosure.reference import load_reference
from disclosure.store import Layout, write_csv

if TYPE_CHECKING:
    from disclosure.command.report.chain import Outcome


def list_printed_codes(layout: Layout, outcomes: Sequence[Outcome]) -> bool:
    """Add the codes of ``outcomes`` that the lists of ``layout`` do not have; returns whether there were any.

    Every code of the published tables is a key of its list. Raises DescriptionError for a broken list.
    """
    lists = load_reference(layout.reference).lists
    changed = False
    for name, iterate in (("functional", _iterate_functional), ("economic", _iterate_economic)):
        rows = lists[name]
        for outcome in outcomes:
            rows = add_printed(rows, set(iterate(outcome.parsed)), outcome.report.report_id)
        if len(rows) > len(lists[name]):
            write_csv(layout.reference / f"{name}.csv", CODE_COLUMNS, rows)
            changed = True
    return changed


def _iterate_functional(parsed: Parsed) -> Iterator[tuple[str, str]]:
    yield from ((each.functional_code, each.functional_name) for each in (*parsed.facts, *parsed.details))
    yield from ((text.functional_code, "") for text in parsed.texts)


def _iterate_economic(parsed: Parsed) -> Iterator[tuple[str, str]]:
    yield from ((each.economic_code, each.economic_name) for each in (*parsed.facts, *parsed.details))
    yield from ((each.government_code, each.government_name) for each in parsed.details)
