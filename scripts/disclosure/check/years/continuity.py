"""The documents of one unit against each other: last year's figure in two documents, and what carries on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosure.check.cases.cells import Cell, Entry
from disclosure.check.cases.chapters import Chapter
from disclosure.check.cases.findings import Case, Labels, cite, cite_change, cite_en, show
from disclosure.check.cases.intervals import Agreement
from disclosure.check.cases.message import cited, compose
from disclosure.check.years.changes import find_triples
from disclosure.check.years.project_continuity import run_project_continuity
from disclosure.check.years.restated import run_restated

#: What exists at a day, and so must be the same in every document that tells of that day.
_HOLDINGS = ("vehicles", "buildings", "equipment_over_1m", "equipment_over_500k", "vehicles_general")


def run_continuity(chapters: Sequence[Chapter], labels: Labels) -> Iterator[tuple[Chapter, Case]]:
    """Every case with the later chapter, whose report the finding belongs to."""
    for later in chapters:
        for earlier in chapters:
            if earlier is later or (earlier.report.year, earlier.report.kind) >= (later.report.year, later.report.kind):
                continue
            if earlier.report.scope != later.report.scope:
                continue  # a department's figures include those of its units
            for case in _compare(earlier, later, labels):
                yield later, replace(case, key=(earlier.report.report_id, *case.key))


def _compare(earlier: Chapter, later: Chapter, labels: Labels) -> Iterator[Case]:
    gap = later.report.year - earlier.report.year
    kinds = (earlier.report.kind, later.report.kind)
    if gap == 1:
        yield from _check_implied(earlier, later, labels)
        yield from run_restated(earlier, later, labels)
    if gap == 1 and kinds == ("final", "budget"):
        yield from _check_holdings(earlier, later, labels)
        yield from _check_approved(earlier, later)
    if gap == 1 and kinds == ("final", "final"):
        yield from _check_carryover(earlier, later, labels)
    if gap == 0 and kinds == ("budget", "final"):
        yield from _check_budget(earlier, later, labels)
    yield from run_project_continuity(earlier, later)


def _stated(chapter: Chapter, cell: Cell) -> list[Entry]:
    """What a report states for a cell, in whatever form; several if it contradicts itself."""
    wanted = cell.at(form="")
    return [entry for entry in chapter.ledger.entries if entry.cell.at(form="") == wanted]


def _name(chapter: Chapter, entry: Entry) -> tuple[str, str]:
    return f"{chapter.title_zh}载明{cite(entry)}", f"{cite_en(entry)} in the {chapter.title_en}"


def _check_implied(earlier: Chapter, later: Chapter, labels: Labels) -> Iterator[Case]:
    """A figure and its change imply the figure of the year before, which that year's document states."""
    done: set[Cell] = set()
    for triple in find_triples(later.ledger):
        cell = triple.value.cell.at(form="")
        head = cell.statement == "staff"
        # a count of people carries on from the accounts into the next budget; money only within one phase
        entries = _stated(earlier, cell) or (_stated(earlier, cell.at(phase="executed")) if head else [])
        if cell in done or not entries or cell.project or triple.value.fact.unit != entries[0].fact.unit:
            continue
        done.add(cell)
        check = "staff-continuity" if head else "prior-year-continuity"
        point = triple.value.fact.value - triple.change.fact.value
        key, entry = (*_key(cell), check), entries[0]
        if any(point == each.fact.value for each in entries):
            yield Case(check, key, "pass")
            continue
        rounding = any(triple.prior.overlaps(each.interval) for each in entries)
        fact = triple.value.fact
        yield Case(
            check, key, "rounding" if rounding else "mismatch",
            *compose(
                "shared", "implied", name=labels.both(fact), value=cited(triple.value),
                change=cite_change(triple.change), point=show(point, fact), stated=_name(earlier, entry),
                gap=show(abs(point - entry.fact.value), fact),
            ),
            facts=(triple.value.number, triple.change.number), expected=entry.fact.value, stated=point, unit=fact.unit,
        )  # fmt: skip


def _key(cell: Cell) -> tuple[str, ...]:
    return (cell.statement, cell.direction, cell.item, cell.function, cell.economic, cell.fund, cell.expenditure)


def _differ(check: str, name: tuple[str, str], one: tuple[Chapter, Entry], other: tuple[Chapter, Entry]) -> Case:
    """Two documents' word for one figure; ``one`` is the earlier."""
    (earlier, first), (later, second) = one, other
    key = (*_key(second.cell), second.cell.measure, check)
    if first.fact.value == second.fact.value:
        return Case(check, key, "pass")
    rounding = first.interval.overlaps(second.interval)
    gap = show(abs(first.fact.value - second.fact.value), second.fact)
    return Case(
        check, key, "rounding" if rounding else "mismatch",
        *compose(
            "shared", "differ", name=name, stated=_name(earlier, first),
            document=(later.title_zh, later.title_en), figure=cited(second), gap=gap,
        ),
        facts=(second.number,), expected=first.fact.value, stated=second.fact.value, unit=second.fact.unit,
    )  # fmt: skip


def _check_holdings(earlier: Chapter, later: Chapter, labels: Labels) -> Iterator[Case]:
    """A budget tells of the assets at the end of the year before, as does that year's final accounts."""
    for item in _HOLDINGS:
        for measure in ("count", "area", "amount"):
            first, second = (_find_asset(chapter, item, measure) for chapter in (earlier, later))
            if first is not None and second is not None:
                what = ("数量", "number") if measure != "amount" else ("价值", "value")
                name = f"{labels.zh(second.fact)}（{earlier.report.year} 年末{what[0]}）"
                name_en = f"{labels.en(second.fact)} ({what[1]} at the end of {earlier.report.year})"
                yield _differ("asset-continuity", (name, name_en), (earlier, first), (later, second))


def _find_asset(chapter: Chapter, item: str, measure: str) -> Entry | None:
    cells = chapter.ledger.select(statement="assets", item=item, measure=measure)
    return next((entry for cell in cells for entry in chapter.ledger.at(cell)), None)


def _check_carryover(earlier: Chapter, later: Chapter, labels: Labels) -> Iterator[Case]:
    for statement in ("overall", "appropriation"):
        closing = _find_items(earlier, statement, "closing_carryover")
        opening = _find_items(later, statement, "opening_carryover")
        if closing and opening:
            name = (f"{labels.zh(closing[0].fact)}与下年年初数", f"{labels.en(closing[0].fact)} and the next opening")
            yield _differ("carryover-continuity", name, (earlier, closing[0]), (later, opening[0]))


def _find_items(chapter: Chapter, statement: str, item: str) -> list[Entry]:
    wanted = (statement, item, "amount")
    return [e for e in chapter.ledger.entries if (e.fact.statement, e.fact.item, e.fact.measure) == wanted]


def _check_budget(earlier: Chapter, later: Chapter, labels: Labels) -> Iterator[Case]:
    """年初预算 as the final accounts repeat it against the budget itself."""
    done: set[Cell] = set()
    for entry in later.ledger.entries:
        cell = entry.cell.at(form="")
        if cell.phase != "approved" or cell.measure != "amount" or cell.project or cell in done:
            continue
        done.add(cell)
        for first in _stated(earlier, cell)[:1]:
            yield _differ(
                "budget-continuity", (labels.zh(entry.fact), labels.en(entry.fact)), (earlier, first), (later, entry)
            )


def _check_approved(earlier: Chapter, later: Chapter) -> Iterator[Case]:
    """Last year's budget as this budget implies it against 年初预算数 in last year's final accounts."""
    priors = [
        t for t in find_triples(later.ledger)
        if t.value.fact.item == "general_public_budget" and t.value.fact.measure == "amount"
        and t.value.fact.statement in ("revenue", "general_public")
    ]  # fmt: skip
    stated = [e for e in _find_items(earlier, "general_public", "total") if e.fact.phase == "approved"]
    if not priors or not stated:
        return
    triple, entry, fact = priors[0], stated[0], priors[0].value.fact
    point, key = fact.value - triple.change.fact.value, ("approved",)
    gap = show(abs(point - entry.fact.value), fact)
    agreement: Agreement = "rounding" if triple.prior.overlaps(entry.interval) else "mismatch"
    if point == entry.fact.value:
        agreement = "pass"
    (zh, en) = _name(earlier, entry)
    yield Case(
        "budget-continuity", key, agreement,
        *compose(
            "budget-continuity", "approved", value=cited(triple.value), change=cite_change(triple.change),
            point=show(point, fact), earlier=(zh, en), gap=gap,
        ),
        facts=(triple.value.number, triple.change.number), expected=entry.fact.value, stated=point, unit="元",
    )  # fmt: skip
