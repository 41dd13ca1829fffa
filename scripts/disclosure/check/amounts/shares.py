"""Shares of a whole and variance of the final accounts on the budget, recomputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.amounts.calculations import find_parts, find_totals, list_statements, load_calculations
from disclosure.check.cases.cells import TYPES, Cell, Entry, Ledger
from disclosure.check.cases.findings import (
    Case,
    Labels,
    join_places,
    join_places_en,
    join_sum,
    key_of,
    print_number,
    show,
)
from disclosure.check.cases.intervals import compare, divide, divide_change, exact, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check

#: Statements whose totals and rows can be shares of all revenue or expenditure.
_OF_ALL_MONEY = frozenset(
    {
        "overall", "revenue", "expenditure", "appropriation", "general_public", "basic", "project", "government_fund",
        "state_capital",
    }
)  # fmt: skip


@check("shares")
def run_shares(subject: Subject) -> Iterator[Case]:
    """Each stated share against the figure it belongs to and the wholes it can be of."""
    ledger, labels = subject.ledger, subject.labels
    for share in ledger.entries:
        if share.fact.measure == "share":
            yield _check_share(ledger, share, labels)


def _wholes(ledger: Ledger, part: Cell, basis: str) -> Iterator[Cell]:
    """What a share can be of: the item its basis names, or the total of its statement."""
    bare = part.at(function="", economic="", expenditure="", item="total")
    if part.function or part.economic or part.item != "total" or part.expenditure:
        own = [*_find_basis(bare, basis), bare, bare.at(item="current_year")]
        if part.statement == "procurement":
            own.append(bare.at(item="sme"))
        # stated in another form too: a misprinted total is told elsewhere, not at each of its shares
        elsewhere = dict.fromkeys(cell for each in own for cell in ledger.elsewhere(each))
        own += sorted(elsewhere, key=lambda cell: ledger.at(cell)[0].number)
        yield from own
        if any(ledger.at(cell) for cell in own):
            return  # a row's share is of its own statement: another total may be near enough to hide an error
    if part.statement not in _OF_ALL_MONEY:
        return  # the money of projects evaluated is a share of what prose names, not of all expenditure
    for statement, direction in (("expenditure", ""), ("revenue", ""), ("overall", part.direction)):
        other = bare.at(statement=statement, direction=direction, fund="")
        if part.statement != statement:
            yield from (other, other.at(item="current_year"))


def _find_basis(total: Cell, basis: str) -> Iterator[Cell]:
    """The whole that a share names: an item, or a type of expenditure of the statement."""
    yield total.at(item=basis)
    if basis in TYPES:
        yield total.at(expenditure=TYPES[basis])


def _check_share(ledger: Ledger, share: Entry, labels: Labels) -> Case:
    key = key_of(share.cell, "share")
    cell = share.cell.at(measure="amount", basis="")
    part = ledger.before(cell, share.number)
    if part is None:
        return Case("shares", key, "untested")
    failed: Case | None = None
    near: Case | None = None
    for candidate in dict.fromkeys(_wholes(ledger, cell, share.cell.basis)):
        for whole in ledger.at(candidate):
            case = _compare(part, whole, share, labels, key) if whole is not part else None
            if case is not None and case.agreement == "pass":
                return case
            if case is not None and case.agreement == "rounding":
                near = near or case
            failed = failed or case
    if near is not None:
        return near
    if part.fact.statement == "procurement" and part.fact.item == "micro" and not _has_small(ledger, part):
        return Case("shares", key, "untested")  # it may be of what all small firms get, which is not read
    if failed is not None and _is_of_listed(ledger, part, share):
        return Case("shares", key, "pass")
    return failed or Case("shares", key, "untested")


def _has_small(ledger: Ledger, part: Entry) -> bool:
    """Whether the report states what all small and medium-sized firms get, of which a share can be."""
    return bool(ledger.at(part.cell.at(item="sme")))


def _is_of_listed(ledger: Ledger, part: Entry, share: Entry) -> bool:
    """Whether a share is of what is listed with shares beside it: the year’s part of a total with carryovers."""
    cells = ledger.select(statement=share.cell.statement, measure="share", basis=share.cell.basis, form=share.cell.form)
    beside = [cell.at(measure="amount", basis="") for cell in cells if _depth(cell) == _depth(share.cell)]
    amounts = [ledger.at(cell)[0] for cell in beside if ledger.at(cell)]
    computed = divide(part.interval, sum_intervals(amount.interval for amount in amounts))
    return len(amounts) > 1 and computed is not None and share.interval.overlaps(computed)


def _depth(cell: Cell) -> tuple[int, bool, str]:
    return len(cell.function), bool(cell.expenditure), cell.phase


def _compare(part: Entry, whole: Entry, share: Entry, labels: Labels, key: tuple[str, ...]) -> Case | None:
    computed = divide(part.interval, whole.interval)
    if computed is None or whole.fact.value == 0:
        return None
    point = part.fact.value / whole.fact.value * 100
    agreement = compare(share.interval, point, computed)
    if agreement == "pass":
        return Case("shares", key, "pass")
    ratio = f"{print_number(part.fact)} ÷ {print_number(whole.fact)} = {show(point, share.fact)}"
    return Case(
        "shares", key, agreement,
        *compose(
            "shares", "found", part_name=labels.both(part.fact), part=cited(part), whole=cited(whole), ratio=ratio,
            share=cited(share),
        ),
        facts=(part.number, whole.number, share.number), expected=point, stated=share.fact.value, unit="%",
    )  # fmt: skip


@check("shares-sum")
def run_share_sums(subject: Subject) -> Iterator[Case]:
    """The shares of every complete set of parts: those of an identity, or the classes that make up a total."""
    ledger, kind, calculations, labels = subject.ledger, subject.report.kind, load_calculations(), subject.labels
    shares: dict[Cell, list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.fact.measure == "share":
            shares[entry.cell.at(basis="", measure="amount")].append(entry)
    stating = {cell.statement for cell in shares}
    sets = [
        (total, [part for part in find_parts(calculation, total, parts) if ledger.at(part)])
        for calculation in calculations
        if calculation.kind == "sum" and calculation.report in ("", kind) and stating & list_statements(calculation)
        for total in find_totals(ledger, calculation)
        for parts in calculation.parts
    ]
    # alternatives that differ by parts which are not stated are one set
    for total, found in {(total, *parts): (total, parts) for total, parts in sets}.values():
        yield from _check_set(ledger, total, found, shares, labels)
    for total in list(ledger.by_cell):
        if total.statement in stating and total.item == "total" and not total.function and total.measure == "amount":
            below = [cell for cell in shares if len(cell.function) == 3 and cell.at(function="") == total]
            yield from _check_set(ledger, total, below, shares, labels)
    yield from _check_excess(ledger, shares)


def _check_set(
    ledger: Ledger, total: Cell, parts: Sequence[Cell], shares: dict[Cell, list[Entry]], labels: Labels
) -> Iterator[Case]:
    """One case if each of ``parts`` that is stated has a share and their amounts make up the total."""
    parts = [part for part in parts if ledger.at(part)]
    if len(parts) < 2 or not all(ledger.at(part) and shares.get(part) for part in parts):
        return
    entries = [shares[part][0] for part in parts]
    amounts = sum_intervals(ledger.at(part)[0].interval for part in parts)
    key = key_of(total, "shares-sum", *sorted(f"{part.item}{part.function}{part.expenditure}" for part in parts))
    # the parts may make up the total as another form states it, where the one beside them is misprinted
    anywhere = [entry for cell in ledger.elsewhere(total) for entry in ledger.at(cell)]
    whole = next((e for e in [*ledger.at(total), *anywhere] if e.interval.overlaps(amounts)), None)
    if whole is None:
        yield Case("shares-sum", key, "untested")
        return
    point = sum((entry.fact.value for entry in entries), start=Decimal(0))
    spread = sum_intervals(entry.interval for entry in entries)
    if point == 100 or whole.fact.value == point == 0:  # of nothing every share is 0%
        yield Case("shares-sum", key, "pass")
        return
    # parts that make up the whole but for their rounding have shares that do the same
    rest = sum((ledger.at(part)[0].fact.value for part in parts), start=Decimal(0)) - whole.fact.value
    shift = rest / whole.fact.value * 100 if whole.fact.value else Decimal(0)
    yield Case(
        "shares-sum", key, compare(exact(Decimal(100) + shift), point, spread),
        *compose(
            "shares-sum", "set", name=labels.both(whole.fact), whole=cited(whole), terms=join_sum(entries),
            sum=show(point, entries[0].fact), places=(join_places(entries), join_places_en(entries)),
        ),
        facts=tuple(entry.number for entry in entries), expected=Decimal(100), stated=point, unit="%",
    )  # fmt: skip


def _check_excess(ledger: Ledger, shares: dict[Cell, list[Entry]]) -> Iterator[Case]:
    """Basic and project expenditure of a total that is not stated: their shares do not make more than all of it."""
    for basic in [cell for cell in shares if cell.expenditure == "basic" and cell.item == "total"]:
        total, project = basic.at(expenditure=""), basic.at(expenditure="project")
        if project not in shares or ledger.at(total) or ledger.elsewhere(total):
            continue
        entries = [shares[basic][0], shares[project][0]]
        key = key_of(total, "shares-excess")
        if sum_intervals(entry.interval for entry in entries).low <= 100 or len({e.cell.basis for e in entries}) > 1:
            yield Case("shares-sum", key, "untested")
            continue
        point = sum((entry.fact.value for entry in entries), start=Decimal(0))
        terms = f"{join_sum(entries)} = {show(point, entries[0].fact)}"
        yield Case(
            "shares-sum", key, "mismatch",
            *compose("shares-sum", "excess", terms=terms, places=(join_places(entries), join_places_en(entries))),
            facts=tuple(entry.number for entry in entries), expected=Decimal(100), stated=point, unit="%",
            outcome="impossible",
        )  # fmt: skip


@check("variance-rate")
def run_variances(subject: Subject) -> Iterator[Case]:
    """Each stated variance rate (预决算差异率) against the executed amount and the budget it names."""
    ledger, labels = subject.ledger, subject.labels
    for rate in ledger.entries:
        if rate.fact.measure == "variance_rate":
            yield _check_variance(ledger, rate, labels)


def _check_variance(ledger: Ledger, rate: Entry, labels: Labels) -> Case:
    key = key_of(rate.cell, "variance")
    cell = rate.cell.at(measure="amount", basis="")
    sides = [cell.direction] if cell.direction else ["", "revenue", "expenditure"]
    for side in sides:
        executed = ledger.before(cell.at(phase="executed", direction=side), rate.number)
        budget = ledger.before(cell.at(phase=rate.cell.basis, direction=side), rate.number)
        if executed and budget:
            return _compare_variance(executed, budget, rate, labels, key)
    return Case("variance-rate", key, "untested")


def _compare_variance(executed: Entry, budget: Entry, rate: Entry, labels: Labels, key: tuple[str, ...]) -> Case:
    if budget.fact.value == 0:
        return Case("variance-rate", key, "untested")
    point = (executed.fact.value - budget.fact.value) / budget.fact.value * 100
    computed = divide_change(executed.interval - budget.interval, executed.interval)
    if computed is None:
        return Case("variance-rate", key, "untested")
    agreement = compare(rate.interval, point, computed)
    if agreement == "pass":
        return Case("variance-rate", key, "pass")
    base = print_number(budget.fact)
    ratio = f"({print_number(executed.fact)} - {base}) ÷ {base} = {show(point, rate.fact)}"
    return Case(
        "variance-rate", key, agreement,
        *compose(
            "variance-rate", "variance", executed_name=labels.both(executed.fact), budget=cited(budget),
            executed=cited(executed), ratio=ratio, rate=cited(rate),
        ),
        facts=(executed.number, budget.number, rate.number), expected=point, stated=rate.fact.value, unit="%",
    )  # fmt: skip
