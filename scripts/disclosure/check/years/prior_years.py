"""The prior year that changes imply: of the lines against their total, of revenue against expenditure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.cells import Cell, Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, add_up, cite, cite_change, cite_en, key_of, show
from disclosure.check.cases.intervals import Interval, compare, exact, sum_intervals
from disclosure.check.cases.message import cited, compose, follow
from disclosure.check.cases.subject import Subject, check
from disclosure.check.years.changes import Triple, find_triples


@check("prior-year-sum")
def run_prior_sums(subject: Subject) -> Iterator[Case]:
    """The prior-year figures implied by the lines of a statement against the one implied by its total.

    Where the total states no change, basic and project expenditure together stand for it. Lines that
    existed only last year need not be stated, so a smaller sum proves nothing.
    """
    ledger, labels = subject.ledger, subject.labels
    by_cell: dict[Cell, Triple] = {}
    for triple in find_triples(ledger):
        by_cell.setdefault(triple.value.cell, triple)
    for cell in dict.fromkeys(_bare(cell) for cell in by_cell if cell.measure == "amount" and cell.item == "total"):
        lines = _find_lines(cell, by_cell)
        wholes = _find_wholes(cell, by_cell)
        listed = sum_intervals(line.value.interval for line in lines)
        # rows that do not make up this year’s figure do not make up last year’s either
        if lines and wholes and listed.overlaps(sum_intervals(whole.value.interval for whole in wholes)):
            yield _check_sum(cell, wholes, lines, labels)


def _bare(cell: Cell) -> Cell:
    return cell.at(function="", economic="", expenditure="")


def _find_wholes(total: Cell, by_cell: dict[Cell, Triple]) -> list[Triple]:
    if total in by_cell:
        return [by_cell[total]]
    kinds = [by_cell.get(total.at(expenditure=kind)) for kind in ("basic", "project")]
    return [kind for kind in kinds if kind is not None] if all(kinds) else []


def _find_lines(total: Cell, by_cell: dict[Cell, Triple]) -> list[Triple]:
    """The lowest lines by function of the same statement: those with no stated line below them."""
    below = [cell for cell in by_cell if cell.function and cell.at(function="") == total]
    codes = [cell.function for cell in below]
    lowest = [c for c in below if not any(o != c.function and o.startswith(c.function) for o in codes)]
    return [by_cell[cell] for cell in lowest] if len(lowest) > 1 else []


def _imply(triples: Sequence[Triple]) -> Decimal:
    return sum((t.value.fact.value - t.change.fact.value for t in triples), start=Decimal(0))


def _number(triples: Sequence[Triple]) -> tuple[int, ...]:
    return tuple(number for t in triples for number in (t.value.number, t.change.number))


def _tell(triples: Sequence[Triple]) -> tuple[str, str]:
    """``（505.74 + 98.39）`` with places, in Chinese and English."""
    zh = "、".join(f"{cite(t.value)}比上年{cite_change(t.change)[0]}" for t in triples)
    return zh, ", ".join(f"{cite_en(t.value)} ({cite_change(t.change)[1]})" for t in triples)


def _check_sum(cell: Cell, wholes: list[Triple], lines: list[Triple], labels: Labels) -> Case:
    key = key_of(cell, "prior-sum")
    prior, point, fact = _imply(wholes), _imply(lines), wholes[0].value.fact
    # both sides are recomputed: a gap that the printed digits explain is rounding, not agreement
    spread = sum_intervals(line.prior for line in lines) - (sum_intervals(w.prior for w in wholes) - exact(prior))
    agreement = compare(exact(prior), point, spread)
    if agreement == "pass" or (agreement == "mismatch" and point < prior):
        return Case("prior-year-sum", key, "pass" if agreement == "pass" else "untested")
    zh, en = _tell(wholes)
    name, name_en = labels.zh(fact), labels.en(fact)
    if len(wholes) > 1:
        name, name_en = compose("prior-year-sum", "both_kinds")
    if any(line.rate and line.change.fact.reported_unit != line.value.fact.reported_unit for line in lines):
        return Case("prior-year-sum", key, "untested")  # a misprinted unit of measure: the rate shows it
    terms = add_up((line.value.fact.value - line.change.fact.value for line in lines), fact)
    return Case(
        "prior-year-sum", key, agreement,
        *compose(
            "prior-year-sum", "sum", name=(name, name_en), changes=(zh, en), prior=show(prior, fact),
            number=len(lines), terms=terms, point=show(point, fact), gap=show(abs(point - prior), fact),
        ),
        facts=_number([*wholes, *lines]), expected=point, stated=prior, unit=fact.unit,
    )  # fmt: skip


@check("prior-year-balance")
def run_prior_balance(subject: Subject) -> Iterator[Case]:
    """In budgets: last year's revenue, implied by its change, against last year's expenditure, likewise.

    A budget balances every year. Last year's expenditure may also have been paid from carryovers, so it
    may be the larger one; last year's revenue may not.
    """
    ledger, kind = subject.ledger, subject.report.kind
    if kind != "budget":
        return
    by_cell = {t.value.cell: t for t in reversed(find_triples(ledger)) if t.value.cell.measure == "amount"}
    spending = [(c, t) for c, t in by_cell.items() if c.statement == "expenditure" and c.item == "total"]
    kinds = {c.expenditure: t for c, t in spending if not c.function and not c.economic}
    spent = [kinds[""]] if "" in kinds else [kinds[name] for name in ("basic", "project") if name in kinds]
    received = [t for c, t in by_cell.items() if c.statement == "revenue" and _is_all(ledger, c)]
    if not received or not (len(spent) == 2 or "" in kinds):
        return
    left, right, key = _imply(received[:1]), _imply(spent), ("prior-balance",)
    slack = received[0].prior.high - received[0].prior.low + sum(t.prior.high - t.prior.low for t in spent)
    if left - right <= slack:
        yield Case("prior-year-balance", key, "pass")
        return
    fact, (zh, en), (zh_spent, en_spent) = received[0].value.fact, _tell(received[:1]), _tell(spent)
    yield Case(
        "prior-year-balance", key, "mismatch",
        *compose(
            "prior-year-balance", "prior_balance", received=(zh, en), received_prior=show(left, fact),
            spent=(zh_spent, en_spent), spent_prior=show(right, fact), gap=show(left - right, fact),
        ),
        facts=_number([*received[:1], *spent]), expected=right, stated=left, unit=fact.unit,
    )  # fmt: skip


def _is_all(ledger: Ledger, cell: Cell) -> bool:
    """Whether a line of revenue is all the revenue there is."""
    totals = ledger.at(cell.at(item="total", fund=""))
    return any(total.fact.value == entry.fact.value for total in totals for entry in ledger.at(cell))


@check("project-lines")
def run_project_lines(subject: Subject) -> Iterator[Case]:
    """The change of project expenditure against the changes of the lines that are wholly projects, where stated.

    The lines are known from a form in which they make up project expenditure; prose gives the change of each,
    or its rate alone. Where they rose by more, a line of last year alone may have ended and not be listed.
    """
    ledger, labels = subject.ledger, subject.labels
    wholes = [
        t for t in find_triples(ledger)
        if t.value.cell.expenditure == "project" and not t.value.cell.function and t.value.cell.item == "total"
    ]  # fmt: skip
    rows = _find_project_rows(ledger, wholes[0].value) if wholes else []
    if len(rows) < 2:
        return
    rises = [_find_rise(ledger, row) for row in rows]
    known = [rise for rise in rises if rise is not None]
    key = ("project-lines",)
    if len(known) < len(rows):
        yield Case("project-lines", key, "untested")
        return
    if wholes[0].change.interval.overlaps(sum_intervals(interval for _, _, interval in known)):
        yield Case("project-lines", key, "pass")
        return
    yield _tell_project_lines(key, wholes[0], known, labels)


def _tell_project_lines(
    key: tuple[str, ...], whole: Triple, known: Sequence[tuple[Entry, Decimal, Interval]], labels: Labels
) -> Case:
    # rates are printed with two decimals: what they imply is stated no finer than the document’s amounts
    cent = Decimal("1E2")
    point = sum((rise for _, rise, _ in known), start=Decimal(0)).quantize(cent)
    stated, fact = whole.change.fact.value, whole.value.fact
    terms = add_up((rise.quantize(cent) for _, rise, _ in known), fact)
    total, gap = show(point, fact), show(abs(point - stated), fact)
    lines = [entry.fact for entry, _, _ in known]
    names, names_en = "、".join(map(labels.zh, lines)), ", ".join(map(labels.en, lines))
    ended = follow(compose("project-lines", "ended")) if point > stated else ("", "")
    return Case(
        "project-lines", key, "mismatch",
        *compose(
            "project-lines", "project_lines", whole_value=cited(whole.value), change=cite_change(whole.change),
            names=(names, names_en), terms=terms, total=total, gap=gap, ended=ended,
        ),
        facts=(whole.value.number, whole.change.number, *(entry.number for entry, _, _ in known)), expected=point,
        stated=stated, unit=fact.unit, outcome="omission" if point > stated else None,
    )  # fmt: skip


def _find_project_rows(ledger: Ledger, whole: Entry) -> list[Entry]:
    """Rows by function of one form that are projects alone and make up project expenditure."""
    for statement in ("general_public", "expenditure"):
        rows = [
            ledger.at(cell)[0]
            for cell in ledger.select(statement=statement, expenditure="project", measure="amount", item="total")
            if len(cell.function) == 7
            and cell.form.startswith("table-")
            and not ledger.at(cell.at(expenditure="basic"))
        ]
        total = sum((row.fact.value for row in rows), start=Decimal(0))
        if len({row.fact.form for row in rows}) == 1 and total == whole.fact.value:
            return rows
    return []


def _find_rise(ledger: Ledger, row: Entry) -> tuple[Entry, Decimal, Interval] | None:
    """The line in prose of the same name and amount, and what it rose by."""
    name = row.fact.functional_name.rsplit("/", 1)[-1]
    lines = [
        e for cell in ledger.select(form="narrative", measure="amount", statement="general_public", expenditure="")
        for e in ledger.at(cell)
        if e.fact.functional_name.rsplit("/", 1)[-1] == name and e.fact.value == row.fact.value
    ]  # fmt: skip
    if not lines:
        return None
    line = lines[0]
    change = ledger.before(line.cell.at(measure="change", basis="prior_year"), line.number + 1)
    if change is not None:
        return line, change.fact.value, change.interval
    rate = ledger.before(line.cell.at(measure="change_rate", basis="prior_year"), line.number + 1)
    if rate is None or rate.interval.low <= -100:
        return None
    point = _rise(line.fact.value, rate.fact.value)
    corners = [
        _rise(value, percent)
        for value in (line.interval.low, line.interval.high)
        for percent in (rate.interval.low, rate.interval.high)
    ]
    return line, point, Interval(min(corners), max(corners))


def _rise(value: Decimal, percent: Decimal) -> Decimal:
    return value - value / (1 + percent / 100)
