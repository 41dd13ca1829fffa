"""Pages over all units are kept under a key of all that they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model import Report, Unit
from disclosure.publish.facts.ledger import Entry
from disclosure.publish.overviews import topics
from disclosure.publish.overviews.digest import ReportDigest, Score, UnitDigest
from disclosure.publish.rendering.page import Draft, Page
from disclosure.publish.units.kept import make_drafted
from disclosure.publish.units.part import Workshop
from disclosure.store import Layout

from .conftest import copy_checkout, list_digests, load_digests

Change = Callable[[UnitDigest], UnitDigest]


def _in_report(change: Callable[[ReportDigest], ReportDigest]) -> Change:
    return lambda unit: replace(unit, reports=(*unit.reports[:-1], change(unit.reports[-1])))


def _in_description(change: Callable[[Report], Report]) -> Change:
    return _in_report(lambda held: replace(held, report=change(held.report)))


def _in_name(change: Callable[[Unit], Unit]) -> Change:
    return lambda unit: replace(unit, unit=change(unit.unit))


def _in_figures(change: Callable[[Entry], Entry]) -> Change:
    def work(held: ReportDigest) -> ReportDigest:
        figures = {
            group: {name: change(entry) for name, entry in named.items()} for group, named in held.figures.items()
        }
        return replace(held, figures=figures)

    return _in_report(work)


def _say(column: str, value: str) -> Change:
    return _in_figures(lambda entry: replace(entry, row={**entry.row, column: value}))


#: One thing of a digest that a page of a topic shows or depends on.
CHANGES: dict[str, Change] = {
    "nothing": lambda unit: unit,
    "year": _in_description(lambda report: replace(report, year=2029)),
    "kind": _in_description(lambda report: replace(report, kind="budget" if report.kind == "final" else "final")),
    "name": _in_name(lambda unit: replace(unit, name="临河县档案馆")),
    "address of the unit": _in_name(lambda unit: replace(unit, unit_id="riverside-archive")),
    "value": _in_figures(lambda entry: replace(entry, value=entry.value + 1)),
    "sign": _in_figures(lambda entry: replace(entry, value=-entry.value)),
    "unit": _say("value_unit", "%"),
    "measure": _say("measure", "change"),
    "address of the figure": _in_figures(lambda entry: replace(entry, anchor="elsewhere", pages={"elsewhere": "t/"})),
    "page of the figure": _in_figures(lambda entry: replace(entry, pages={entry.anchor: "tables/7/"})),
    "no figures": _in_report(lambda held: replace(held, figures={group: {} for group in held.figures})),
    "score": _in_report(lambda held: replace(held, scores=(Score("流动书车", "../projects/p1/", "71", 3),))),
    "indicators": _in_report(lambda held: replace(held, scores=(Score("流动书车", "../projects/p1/", "71", 4),))),
    "order of projects": _in_report(
        lambda held: replace(held, scores=(Score("夜班", "../projects/p2/", "8.5", 3), *held.scores))
    ),
}


@pytest.fixture(scope="module")
def digests(checkout: Layout) -> list[UnitDigest]:
    return load_digests(checkout)


def _draft(units: list[UnitDigest], changes: list[tuple[int, str]]) -> list[Draft]:
    for number, name in changes:
        units = [CHANGES[name](unit) if at == number else unit for at, unit in enumerate(units)]
    return list(topics.draft_topics(units))


def _show(page: Page) -> object:
    return page.article, page.front, page.charts


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(list(CHANGES))), max_size=3), min_size=2, max_size=4)
)
def test_equal_models_are_equal_pages(digests: list[UnitDigest], variants: list[list[tuple[int, str]]]) -> None:
    """Whatever changes in a digest: a page that differs has another model, so it is never taken for another."""
    seen: dict[str, object] = {}
    for changes in variants:
        for draft in _draft(digests, changes):
            shown = _show(draft.compose())
            assert seen.setdefault(draft.model, shown) == shown


@pytest.mark.parametrize("name", [name for name in CHANGES if name not in ("nothing", "order of projects")])
def test_each_change_is_in_some_model(digests: list[UnitDigest], name: str) -> None:
    before, after = ({draft.model for draft in _draft(digests, changes)} for changes in ([], [(0, name), (1, name)]))
    assert after - before


def test_what_is_kept_is_not_composed_again(checkout: Layout, tmp_path: Path, digests: list[UnitDigest]) -> None:
    """A page that was written into is, with the same bytes; and what is wanted no longer goes."""
    workshop = Workshop(copy_checkout(checkout, tmp_path), "")
    composed: list[str] = []

    def watch(draft: Draft) -> Draft:
        def compose() -> Page:
            page = draft.compose()
            composed.append(page.address)
            return page

        return Draft(draft.model, compose)

    def make(units: list[UnitDigest]) -> dict[str, dict[str, str]]:
        composed.clear()
        made = make_drafted(workshop, map(watch, topics.draft_topics(units)))
        return {page.address: {**list_digests(page.folder), "complete": ""} for page in made}

    make(digests[:1])
    first = make(digests)
    assert "topics/spending/" in composed
    assert make(digests) == first
    assert not composed
    folder = next(page.folder for page in make_drafted(workshop, topics.draft_topics(digests)) if page.charts)
    path = next(folder.rglob("index.html"))
    path.write_text("", encoding="utf-8")
    assert make(digests) == first
    assert len(composed) == 1
    assert len(list(folder.parent.iterdir())) == len(first)
    assert all(page.charts == tuple(draft.compose().charts)
               for page, draft in zip(make_drafted(workshop, topics.draft_topics(digests)),
                                      topics.draft_topics(digests), strict=True))  # fmt: skip


def test_the_address_of_the_site_is_part_of_the_key(
    checkout: Layout, tmp_path: Path, digests: list[UnitDigest]
) -> None:
    layout = copy_checkout(checkout, tmp_path)
    plain, placed = (
        {page.folder for page in make_drafted(Workshop(layout, base), topics.draft_topics(digests))}
        for base in ("", "https://example.org/")
    )
    assert not plain & placed


def test_a_figure_of_a_topic_is_shown_as_everywhere(digests: list[UnitDigest]) -> None:
    entries = [entry for unit in digests for held in unit.reports for entry in held.figures["compare"].values()]
    for entry in (*entries, replace(entries[0], value=Decimal("-1.5"), row={**entries[0].row, "measure": "change"})):
        figure = topics.Figure(entry.value, entry["value_unit"], entry.signed, entry.address)
        assert figure.shown == entry.show(with_unit=entry["value_unit"] != "元")
