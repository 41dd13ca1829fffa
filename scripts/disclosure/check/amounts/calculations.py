"""The identities of calculations.yml and the engine that tries them on the facts of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import islice, product
from pathlib import Path

from disclosure.check.cases.cells import DIMENSIONS, Cell, Entry, Ledger
from disclosure.check.cases.findings import (
    Case,
    cite_change,
    equate,
    join_places,
    join_places_en,
    key_of,
    show,
)
from disclosure.check.cases.intervals import Agreement, compare, sum_intervals
from disclosure.check.cases.message import cited, compose
from disclosure.entry import Entry as Description
from disclosure.entry import load_entries

CALCULATIONS_FILE = Path(__file__).parents[1] / "calculations.yml"
_KINDS, _REPORTS = ("sum", "equal", "at_most"), ("budget", "final")
_LIMIT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?")
_HEAD = "see the head of the file"
_DIMENSION = f"a selector names some of {', '.join(DIMENSIONS)}"
#: What a dimension is where a selector does not name it.
_RESTING = {name: "total" if name == "item" else "" for name in DIMENSIONS}
#: How many ways of choosing among repeated figures are tried for one identity.
_MAX_CHOICES = 256
#: Among several readings of one identity the kindest counts.
_ORDER = {"pass": 0, "rounding": 1, "untested": 2, "mismatch": 3}
Selector = Mapping[str, str]


@dataclass(frozen=True)
class Calculation:
    """One identity: ``parts`` (one list, or several alternatives) make up, equal or stay within ``total``."""

    calculation: str
    check: str
    kind: str
    where: Mapping[str, str | Sequence[str]]
    total: Selector
    parts: tuple[tuple[Selector, ...], ...]
    optional: tuple[Selector, ...]
    name_zh: str
    name_en: str
    report: str = ""
    limit: Decimal | None = None

    @cached_property
    def varying(self) -> tuple[str, ...]:
        """The dimensions that tell the rows of the identity apart."""
        named = {
            name
            for selector in (self.total, *(s for parts in (*self.parts, self.optional) for s in parts))
            for name in selector
        }
        return tuple(name for name in DIMENSIONS if name in named)

    @cached_property
    def resting(self) -> Mapping[str, str]:
        """What each varying dimension is where a selector does not name it."""
        fixed = {name: self.where.get(name) for name in self.varying}
        return {name: value if isinstance(value, str) else _RESTING[name] for name, value in fixed.items()}


@cache
def load_calculations(path: Path = CALCULATIONS_FILE) -> tuple[Calculation, ...]:
    """Every identity, in the order of the file. Raises DescriptionError for an unknown or missing key."""
    return tuple(map(_read_calculation, load_entries(path)))


def _read_calculation(entry: Description) -> Calculation:
    name = entry.text("id", _HEAD)
    entry.place = name  # a person looks for the name, not for the number of the entry
    single = [iter((entry.mapping("part"),))] if "part" in entry else []
    lists = single or [entry.sections("parts"), *entry.lists("alternatives", [])]
    parts = [tuple(map(_read_selector, each)) for each in lists]
    limit = entry.matched("limit", _LIMIT, "write limit: '1.5'", "")
    calculation = Calculation(
        name, entry.text("check", _HEAD), entry.chosen("kind", _KINDS), _read_where(entry.mapping("where")),
        _read_selector(entry.mapping("total")), tuple(parts),
        tuple(map(_read_selector, entry.sections("optional", []))),
        entry.text("name_zh", _HEAD), entry.text("name_en", _HEAD), entry.chosen("report", _REPORTS, ""),
        Decimal(limit) if limit else None,
    )  # fmt: skip
    entry.finish(_HEAD)
    return calculation


def _read_selector(entry: Description) -> Selector:
    selector = {name: entry.text(name, _HEAD) for name in DIMENSIONS if name in entry}
    entry.finish(_DIMENSION)
    return selector


def _read_where(entry: Description) -> Mapping[str, str | Sequence[str]]:
    where = {name: entry.any_of(name, _HEAD) for name in DIMENSIONS if name in entry}
    entry.finish(_DIMENSION)
    return where


def run_calculations(ledger: Ledger, kind: str, calculations: Sequence[Calculation]) -> Iterator[Case]:
    """One case for each identity and context (form, phase, fund, code …) of which the total or a part is stated."""
    for calculation in calculations:
        if calculation.report not in ("", kind):
            continue
        for total in find_totals(ledger, calculation):
            yield from _run(ledger, calculation, total)


def list_statements(calculation: Calculation) -> frozenset[str]:
    """The statements an identity is about."""
    named = calculation.where.get("statement", ())
    return frozenset([named] if isinstance(named, str) else named)


def find_totals(ledger: Ledger, calculation: Calculation) -> Iterator[Cell]:
    """Every stated cell that is the total of ``calculation`` in some context."""
    where = dict(calculation.where)
    if "measure" not in where:
        where["measure"] = "amount"
    wanted = {**calculation.resting, **calculation.total}
    # where both name a dimension, a cell has to be of both
    both = [(name, where.pop(name)) for name in wanted.keys() & where.keys()]
    if all(wanted[name] == value if isinstance(value, str) else wanted[name] in value for name, value in both):
        yield from ledger.select(**where, **wanted)


def find_parts(calculation: Calculation, total: Cell, parts: Sequence[Selector]) -> list[Cell]:
    """The cells of one list of parts in the context of ``total``, stated or not."""
    return [total.at(**{**calculation.resting, **part}) for part in parts]


def _run(ledger: Ledger, calculation: Calculation, total: Cell) -> Iterator[Case]:
    lists = [find_parts(calculation, total, parts) for parts in calculation.parts]
    lists = [cells for cells in lists if any(ledger.at(cell) for cell in cells)]
    lists = [cells for cells in lists if ledger.at(cells[0])] or lists
    if not lists:
        return
    more = [cell for cell in find_parts(calculation, total, calculation.optional) if ledger.at(cell)]
    lists = [*lists, *([*cells, *more] for cells in lists if more)]
    trials = [_try(ledger, calculation, total, cells) for cells in lists]
    yield min(trials, key=lambda case: _ORDER[case.agreement])


def _try(ledger: Ledger, calculation: Calculation, total: Cell, cells: Sequence[Cell]) -> Case:
    stated = [ledger.at(cell) for cell in cells]
    present = [_by_distance(entries, ledger.at(total)[0]) for entries in stated if entries]
    missing = len(present) < len(cells)
    choices = islice(product(ledger.at(total), *present), _MAX_CHOICES)
    cases = [_compare(calculation, total, whole, parts, missing) for whole, *parts in choices]
    return min(cases, key=lambda case: _ORDER[case.agreement])


def _by_distance(entries: Sequence[Entry], anchor: Entry) -> list[Entry]:
    """Entries one per distinct value, nearest to the total first."""
    seen: dict[object, Entry] = {}
    for entry in sorted(entries, key=lambda e: (abs(e.number - anchor.number), e.number)):
        seen.setdefault(entry.fact.value, entry)
    return list(seen.values())


def _compare(calculation: Calculation, cell: Cell, whole: Entry, parts: Sequence[Entry], missing: bool) -> Case:
    point = sum((part.fact.value for part in parts), start=whole.fact.value * 0)
    computed = sum_intervals(part.interval for part in parts)
    agreement: Agreement = compare(whole.interval, point, computed)
    key = key_of(cell, calculation.calculation)
    if calculation.kind == "at_most" and computed.low <= whole.interval.high:
        agreement = "pass"
    if agreement == "pass" and whole not in parts:
        proven = () if calculation.kind == "at_most" else (whole.number, *(part.number for part in parts))
        return Case(calculation.check, key, "pass", facts=proven)
    beyond = calculation.limit is not None and point > whole.fact.value * calculation.limit
    # without a part the rest may be smaller than the whole; a change that is not stated may be of either sign
    open_sum = calculation.kind == "sum" and missing and (point < whole.fact.value or cell.measure == "change")
    if whole in parts or beyond or open_sum:
        return Case(calculation.check, key, "untested")
    messages = _describe(calculation, cell, whole, parts)
    facts = (whole.number, *(part.number for part in parts))
    return Case(
        calculation.check, key, agreement, *messages, facts=facts, expected=point, stated=whole.fact.value,
        unit=whole.fact.unit, outcome="impossible" if calculation.kind == "at_most" else None,
    )  # fmt: skip


def _describe(calculation: Calculation, cell: Cell, whole: Entry, parts: Sequence[Entry]) -> tuple[str, str]:
    point = sum((part.fact.value for part in parts), start=whole.fact.value * 0)
    gap = show(abs(whole.fact.value - point), whole.fact)
    row = whole.fact.functional_name.rsplit("/", 1)[-1] or whole.fact.economic_name
    zh = f"{calculation.name_zh}（{row}）" if row else calculation.name_zh
    en = f"{calculation.name_en} ({row})" if row else calculation.name_en
    en = en[0].upper() + en[1:]
    if calculation.kind == "sum" and len(parts) > 1:
        return compose(
            "shared", "sum", name=(zh, en), whole=cite_change(whole), equation=equate(parts, point, whole.fact),
            places=(join_places(parts), join_places_en(parts)), gap=gap,
        )  # fmt: skip
    if calculation.kind != "at_most":
        return compose("shared", "equal", name=(zh, en), part=cited(parts[0]), whole=cited(whole), gap=gap)
    return compose("shared", "at_most", name=(zh, en), part=cited(parts[0]), whole=cited(whole), gap=gap)
