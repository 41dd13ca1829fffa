"""A figure, its change on the year before and the rate of the change: any two give the third."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, cite, cite_change, cite_en, key_of, show
from disclosure.check.cases.intervals import Interval, compare, divide_change
from disclosure.check.cases.message import cited, compose, follow
from disclosure.check.cases.subject import Subject, check


@dataclass(frozen=True)
class Triple:
    """An amount or count, its change on the prior year and, where stated, the rate."""

    value: Entry
    change: Entry
    rate: Entry | None

    @property
    def prior(self) -> Interval:
        """What the prior-year figure can have been."""
        return self.value.interval - self.change.interval


#: Measures a change can be of, and the side of a statement it can be of where the change names none.
_OF = [("amount", ""), ("count", ""), ("amount", "revenue"), ("amount", "expenditure")]


def find_triples(ledger: Ledger) -> list[Triple]:
    """Every stated change on the prior year with the figure before it and the rate after it."""
    changes = [e for e in ledger.entries if e.fact.measure == "change" and e.cell.basis == "prior_year"]
    triples = []
    for change in changes:
        value = _find_value(ledger, change)
        if value is not None:
            triples.append(Triple(value, change, _find_rate(ledger, change)))
    return triples


def _find_value(ledger: Ledger, change: Entry) -> Entry | None:
    for measure, direction in _OF:
        cell = change.cell.at(measure=measure, basis="", direction=change.cell.direction or direction)
        entry = ledger.before(cell, change.number)
        if entry is not None and entry.fact.unit == change.fact.unit:
            return entry
    return None


def _find_rate(ledger: Ledger, change: Entry) -> Entry | None:
    """The rate stated after the change, before the same change is stated again."""
    later = [e.number for e in ledger.at(change.cell) if e.number > change.number]
    end = min(later, default=len(ledger.entries) + 1)
    rates = ledger.at(change.cell.at(measure="change_rate"))
    return next((rate for rate in rates if change.number < rate.number < end), None)


@check("change-rate", "implied-prior-year", "rate-of-zero-base", "rate-without-change", "repeated-rate")
def run_changes(subject: Subject) -> Iterator[Case]:
    """Rates recomputed from figure and change; implied prior-year figures below zero."""
    ledger, labels = subject.ledger, subject.labels
    triples = find_triples(ledger)
    for triple in triples:
        twin = _find_twin(ledger, triple.rate) if triple.rate else None
        cases = [_check_prior(triple, labels), _check_rate(triple, labels, twin)]
        if any(case.agreement == "mismatch" for case in cases) and _belongs_elsewhere(ledger, triple):
            cases = [Case(case.check, case.key, "untested") for case in cases]
        yield from cases
    yield from run_zero_bases(triples, labels)
    yield from run_repeated_rates(ledger, labels)
    yield from run_bare_rates(ledger, labels)


def _check_prior(triple: Triple, labels: Labels) -> Case:
    value, change = triple.value, triple.change
    key = key_of(change.cell, "prior")
    prior = value.fact.value - change.fact.value
    if triple.prior.high >= 0:
        return Case("implied-prior-year", key, "pass")
    return Case(
        "implied-prior-year", key, "mismatch",
        *compose(
            "implied-prior-year", "prior", value_name=labels.both(value.fact), value=cited(value),
            change=cite_change(change), prior=show(prior, value.fact),
        ),
        facts=(value.number, change.number), expected=prior, unit=value.fact.unit, outcome="impossible",
    )  # fmt: skip


def _check_rate(triple: Triple, labels: Labels, twin: Entry | None) -> Case:
    value, change, rate = triple.value, triple.change, triple.rate
    key = key_of(change.cell, "rate")
    prior = value.fact.value - change.fact.value
    computed = divide_change(change.interval, value.interval)
    if rate is None or computed is None or prior <= 0:
        return Case("change-rate", key, "untested")
    point = change.fact.value / prior * 100
    agreement = compare(rate.interval, point, computed)
    if agreement == "pass" or -rate.fact.value in exact_like(point, rate):
        return Case("change-rate", key, "pass")  # the verb may be a form’s “下降（增长）”: signs prove nothing
    sum_text = f"{show(change.fact.value, change.fact)} ÷ {show(prior, value.fact)}"
    hint, hint_en = _explain(triple, rate, twin if agreement == "mismatch" else None)
    return Case(
        "change-rate", key, agreement,
        *compose(
            "change-rate", "rate", value_name=labels.both(value.fact), value=cited(value),
            change=cite_change(change), prior=show(prior, value.fact), sum_text=sum_text,
            point=show(point, rate.fact), rate=cite_change(rate), hint=(hint, hint_en),
        ),
        facts=(value.number, change.number, rate.number), expected=point, stated=rate.fact.value, unit="%",
    )  # fmt: skip


def exact_like(point: Decimal, rate: Entry) -> Interval:
    """What a computed rate can be printed as with the digits of a stated one."""
    half = (rate.interval.high - rate.interval.low) / 2
    return Interval(point - half, point + half)


def _belongs_elsewhere(ledger: Ledger, triple: Triple) -> bool:
    """Whether change and rate fit another figure stated shortly before: they stand behind a list of its parts."""
    if triple.rate is None:
        return False
    for entry in ledger.entries[max(0, triple.change.number - 12) : triple.change.number - 1]:
        if entry is triple.value or entry.fact.measure != triple.value.fact.measure or entry.fact.value <= 0:
            continue
        own = ledger.at(entry.cell.at(measure="change", basis="prior_year"))
        if any(each.fact.value == triple.change.fact.value for each in own):
            continue  # it has the same change stated as its own: this one is of another figure
        computed = divide_change(triple.change.interval, entry.interval)
        prior = entry.fact.value - triple.change.fact.value
        if computed is not None and prior > 0 and triple.change.fact.value / prior * 100 in triple.rate.interval:
            return True
    return False


def _explain(triple: Triple, rate: Entry, twin: Entry | None) -> tuple[str, str]:
    """What may have led to a wrong rate: this year's figure as the base, or the rate of another line."""
    value, change = triple.value.fact.value, triple.change.fact.value
    if value > 0 and change / value * 100 in rate.interval:
        whole = f"{show(change, triple.change.fact)} ÷ {show(value, triple.value.fact)}"
        return follow(compose("change-rate", "of_this_year", whole=whole))
    if twin is not None:
        return follow(compose("change-rate", "of_another_line", rate=cite_change(twin)))
    return "", ""


def _find_twin(ledger: Ledger, rate: Entry) -> Entry | None:
    """The same uncommon rate stated for another row by function of the same statement."""
    if rate.fact.value % 1 == 0 or not rate.cell.function:
        return None
    cells = ledger.select(statement=rate.cell.statement, measure="change_rate", form=rate.cell.form)
    rows = (e for cell in cells if cell.function not in ("", rate.cell.function) for e in ledger.at(cell))
    return next((e for e in rows if e.fact.value == rate.fact.value), None)


def run_zero_bases(triples: Sequence[Triple], labels: Labels) -> Iterator[Case]:
    """Rates stated where the prior year was zero, so that there is none: one case for the report."""
    based = [t for t in triples if t.rate is not None and t.value.fact.value != 0]
    if not based:
        return
    zero = [t for t in based if t.value.fact.value == t.change.fact.value]
    if not zero:
        yield Case("rate-of-zero-base", ("zero-base",), "pass")
        return
    rows = [(t.value, t.change, t.rate) for t in zero if t.rate is not None]
    zh = "；".join(f"{labels.zh(v.fact)}{cite(v)}，{cite_change(c)[0]}，{cite_change(r)[0]}" for v, c, r in rows)
    en = "; ".join(f"{labels.en(v.fact)} {cite_en(v)}, {cite_change(c)[1]}, {cite_change(r)[1]}" for v, c, r in rows)
    yield Case(
        "rate-of-zero-base", ("zero-base",), "mismatch",
        *compose("rate-of-zero-base", "zero_bases", number=len(rows), lines=(zh, en)),
        facts=tuple(e.number for row in rows for e in row), outcome="wording",
    )  # fmt: skip


def run_repeated_rates(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """One uncommon rate for two rows by function of which neither states the change it is the rate of."""
    rates: dict[Decimal, list[Entry]] = defaultdict(list)
    for cell in ledger.select(measure="change_rate", basis="prior_year"):
        if cell.function:
            rates[ledger.at(cell)[0].fact.value].append(ledger.at(cell)[0])
    for rate, entries in rates.items():
        bare = [e for e in entries if not ledger.at(e.cell.at(measure="change"))]
        if rate % 1 == 0 or len(entries) < 2 or len({e.cell.function for e in entries}) < 2:
            continue
        key = (str(rate), *sorted(e.cell.function for e in entries))
        if len({e.cell.function for e in bare}) < 2:
            yield Case("repeated-rate", key, "pass")
            continue
        zh = "、".join(f"{labels.zh(e.fact)}{cite_change(e)[0]}" for e in bare)
        en = ", ".join(f"{labels.en(e.fact)} {cite_change(e)[1]}" for e in bare)
        yield Case(
            "repeated-rate", key, "mismatch",
            *compose("repeated-rate", "repeated_rates", lines=(zh, en)),
            facts=tuple(e.number for e in bare), outcome="wording",
        )  # fmt: skip


def run_bare_rates(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """Rows by function in prose that state a rate and no change, where most rows of the report state both.

    Rows that share their rate are told by run_repeated_rates.
    """
    cells = [c for c in ledger.select(measure="change_rate", basis="prior_year", form="narrative") if c.function]
    bare = [ledger.at(c)[0] for c in cells if not ledger.at(c.at(measure="change"))]
    if len(cells) < 2 or len(bare) * 2 >= len(cells):
        return
    shared = Counter(entry.fact.value for entry in bare)
    bare = [entry for entry in bare if shared[entry.fact.value] == 1 or entry.fact.value % 1 == 0]
    zh = "；".join(f"{labels.zh(e.fact)}{cite_change(e)[0]}" for e in bare)
    en = "; ".join(f"{labels.en(e.fact)} {cite_change(e)[1]}" for e in bare)
    yield Case(
        "rate-without-change", ("bare",), "mismatch" if bare else "pass",
        *compose("rate-without-change", "bare_rates", number=len(bare), lines=(zh, en)),
        facts=tuple(e.number for e in bare), outcome="omission",
    )  # fmt: skip
