"""The pages on which publishers list their budgets and final accounts: data/reference/sources.csv."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from disclosure.entry import is_web_address

SOURCE_COLUMNS = ("list_page", "publisher", "region_code", "kind")
#: What a page lists: the reports of many units (a platform of a government), or those of its publisher alone.
ListKind = Literal["platform", "unit"]
LIST_KINDS: tuple[ListKind, ...] = ("platform", "unit")


@dataclass(frozen=True, slots=True)
class ListPage:
    """A row of the list. ``publisher`` is who keeps the page; of the kind ``unit`` it is the name of the unit, which
    titles on such a page leave out."""

    list_page: str
    publisher: str
    region_code: str
    kind: ListKind


def find_source_faults(rows: Sequence[Mapping[str, str]], regions: Collection[str]) -> Iterable[tuple[int, str]]:
    """What is wrong with rows of the list, by the number of the row in the file."""
    for number, row in enumerate(rows, 2):
        if not is_web_address(row["list_page"]):
            yield number, f"{row['list_page']!r} is not a web address"
        elif not row["publisher"]:
            yield number, "the publisher is empty"
        elif row["region_code"] not in regions:
            yield number, f"the region {row['region_code']!r} is not in regions.csv"
        elif row["kind"] not in LIST_KINDS:
            yield number, f"the kind {row['kind']!r} is not one of: {', '.join(LIST_KINDS)}"


def make_list_pages(rows: Iterable[Mapping[str, str]]) -> tuple[ListPage, ...]:
    """The rows, which have no faults, in their order."""
    return tuple(
        ListPage(row["list_page"], row["publisher"], row["region_code"], cast(ListKind, row["kind"])) for row in rows
    )
