"""Of the lists of a package, the rows that some rows of its tables refer to: a part needs no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.parquet import as_list
from disclosure.package.stored.collection import Row
from disclosure.package.versions.contract import list_links

#: A list, the columns of it that are referred to, and what is in them.
_Reference = tuple[str, tuple[str, ...], tuple[str, ...]]


def keep_needed(
    shapes: Mapping[str, Shape], tables: Mapping[str, Iterable[Row]], lists: Mapping[str, Sequence[Row]]
) -> dict[str, list[Row]]:
    """The rows of ``lists`` that ``tables`` refer to, by links of their schemas, and those that these refer to."""
    wanted: set[_Reference] = set()
    fresh = {each for name, rows in tables.items() for each in _iterate_references(shapes[name], rows, lists)}
    while fresh:
        wanted |= fresh
        named = {name for name, _, _ in fresh}
        found = {name: _select(lists[name], [each for each in fresh if each[0] == name]) for name in named}
        fresh = {each for name in named for each in _iterate_references(shapes[name], found[name], lists)} - wanted
    return {name: _select(rows, [each for each in wanted if each[0] == name]) for name, rows in lists.items()}


def _iterate_references(shape: Shape, rows: Iterable[Row], lists: Mapping[str, Sequence[Row]]) -> Iterator[_Reference]:
    links = [
        (target, as_list(link["fields"]), tuple(as_list(link["reference"]["fields"])))
        for link in list_links(shape.schema)
        if (target := link["reference"]["resource"] or shape.name) in lists
    ]
    listed = list(rows) if links else []
    for target, columns, keys in links:
        # rows repeat what they refer to: the same values are written once
        for values in {tuple([row[column] for column in columns]) for row in listed}:
            written = tuple([str(value or "") for value in values])
            if any(written):
                yield target, keys, written


def _select(rows: Sequence[Row], references: Iterable[_Reference]) -> list[Row]:
    """The rows, in their order, that are referred to."""
    values: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for _, keys, value in references:
        values.setdefault(keys, set()).add(value)
    if not values:
        return []
    return [
        row
        for row in rows
        if any(tuple([str(row[key] or "") for key in keys]) in held for keys, held in values.items())
    ]
