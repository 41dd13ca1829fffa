"""One matter in two statements that differ in kind: what holds between forms, prose and project tables."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.check.amounts.calculations import load_calculations, run_calculations
from disclosure.check.amounts.sums import compare_sum, is_short
from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, Labels, print_number, show
from disclosure.check.cases.intervals import Agreement, compare
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.registry import load_checks
from disclosure.check.cases.subject import Subject, check

#: An economic row of basic expenditure and the rows by function that name the same payments.
_TWINS = {
    "30108": ("2080505",),
    "30109": ("2080506",),
    "30110": ("2101101", "2101102"),
    "30111": ("2101103",),
    "30113": ("2210201",),
}
#: Economic rows and the line of the three public expenses each is a part of.
_PUBLIC = {"30212": "overseas", "31013": "vehicle_purchase", "30217": "reception", "30231": "vehicle_operation"}


@check("project-expenditure", "project-rows", "same-payment", "three-public-rows", "unit-money")
def run_relations(subject: Subject) -> Iterator[Case]:
    """Every relation of this module."""
    ledger, labels = subject.ledger, subject.labels
    yield from _check_project_part(ledger)
    yield from _check_project_money(ledger, labels)
    yield from _check_project_rows(ledger, labels)
    yield from _check_twins(ledger, labels)
    yield from _check_public(ledger, labels)
    yield from _check_unit_money(ledger)


def _first(ledger: Ledger, **dimensions: str) -> Entry | None:
    where = {"item": "total", "function": "", "economic": "", "expenditure": "", "measure": "amount", "project": ""}
    entries = [e for cell in ledger.select(**{**where, "fund": "", **dimensions}) for e in ledger.at(cell)]
    return min(entries, key=lambda entry: (entry.fact.form != "narrative", entry.number), default=None)


def _check_project_part(ledger: Ledger) -> Iterator[Case]:
    """What the general public budget spends beside basic expenditure is within project expenditure."""
    whole = _first(ledger, statement="general_public", phase="executed")
    basic = _first(ledger, statement="basic", phase="executed")
    project = _first(ledger, statement="expenditure", expenditure="project", phase="executed")
    if whole is None or basic is None or project is None:
        return
    point, spread = whole.fact.value - basic.fact.value, whole.interval - basic.interval
    agreement = compare(project.interval, point, spread)
    if agreement == "pass" or spread.high < project.interval.low:
        yield Case("project-expenditure", ("general-public",), "pass")
        return
    sum_text = f"{print_number(whole.fact)} - {print_number(basic.fact)} = {show(point, whole.fact)}"
    gap = show(abs(point - project.fact.value), whole.fact)
    yield Case(
        "project-expenditure", ("general-public",), agreement,
        *compose(
            "project-expenditure", "project_part", whole=cited(whole), basic=cited(basic), sum_text=sum_text,
            project=cited(project), gap=gap,
        ),
        facts=(whole.number, basic.number, project.number), expected=point, stated=project.fact.value, unit="元",
    )  # fmt: skip


def _check_project_money(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """The money of the projects evaluated is within project expenditure."""
    for phase in ("executed", "approved"):
        money = _first(ledger, statement="performance", phase=phase) or _first(
            ledger, statement="performance", phase=phase, fund="fiscal_appropriation"
        )
        project = _first(ledger, statement="expenditure", expenditure="project", phase=phase)
        if money is None or project is None:
            continue
        agreement = compare(project.interval, money.fact.value, money.interval)
        if agreement == "pass" or money.interval.high < project.interval.low:
            yield Case("project-expenditure", ("performance", phase), "pass")
            continue
        gap = show(abs(money.fact.value - project.fact.value), money.fact)
        yield Case(
            "project-expenditure", ("performance", phase), agreement,
            *compose("project-expenditure", "project_money", money=cited(money), project=cited(project), gap=gap),
            facts=(money.number, project.number), expected=project.fact.value, stated=money.fact.value, unit="元",
        )  # fmt: skip


def _check_project_rows(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """The statement of projects: its total is the sum of the projects listed in it."""
    for total in list(ledger.select(statement="project", item="total", function="", project="", measure="amount")):
        if total.economic:
            continue
        rows = [
            entry
            for cell in ledger.select(statement="project", item="total", measure="amount", form=total.form)
            if cell.project and cell.at(function="", project="") == total
            for entry in ledger.at(cell)[:1]
        ]
        if len(rows) > 1:
            key = ("project-rows", total.form, total.fund) if total.fund else ("project-rows", total.form)
            zh, en = labels.column(ledger.at(total)[0].fact)
            names = (zh or "项目支出", "所列各项目"), (en.capitalize() or "Projects", "the projects listed")
            case = compare_sum("project-rows", key, ledger.at(total)[0], rows, *names)
            yield Case("project-rows", key, "untested") if is_short(case) else case  # a row may not have been read


def _check_twins(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """Insurance and housing payments by economic row against the same payments by function."""
    for economic, functions in _TWINS.items():
        phases = {cell.phase for cell in ledger.select(statement="basic", economic=economic, measure="amount")}
        for phase in sorted(phases):
            left = _row(ledger, "basic", phase, economic=economic)
            rows = [_row(ledger, "general_public", phase, function=function) for function in functions]
            right = [row for row in rows if row is not None]
            if left is None or not right:
                continue
            zh = (labels.zh(left.fact), "功能分类的同一缴费")
            en = (labels.en(left.fact), "the same payment by function")
            case = compare_sum("same-payment", (economic, phase), left, right, zh, en)
            # rows by function may hold other payments too, so that only small gaps are slips of the digits
            allowed = load_checks()["same-payment"].allowance * abs(left.fact.value)
            small = abs((case.expected or left.fact.value) - left.fact.value) <= allowed
            yield case if small else Case("same-payment", (economic, phase), "untested")


def _row(ledger: Ledger, statement: str, phase: str, **code: str) -> Entry | None:
    where = {"statement": statement, "phase": phase, "measure": "amount", "item": "total", "project": "", **code}
    entries = [e for cell in ledger.select(**where) for e in ledger.at(cell) if cell.expenditure != "project"]
    return min(entries, key=lambda entry: (not entry.fact.form.startswith("table-"), entry.number), default=None)


def _check_public(ledger: Ledger, labels: Labels) -> Iterator[Case]:
    """Rows of basic expenditure for trips, vehicles and hospitality are within the three public expenses."""
    for economic, item in _PUBLIC.items():
        for phase in ("approved", "executed"):
            part = _row(ledger, "basic", phase, economic=economic)
            cells = ledger.select(statement="three_public", item=item, phase=phase, measure="amount", fund="")
            wholes = [entry for cell in cells for entry in ledger.at(cell)]
            if part is None or not wholes:
                continue
            key, whole = (economic, phase), wholes[0]
            if part.interval.low <= max(each.interval.high for each in wholes):
                yield Case("three-public-rows", key, "pass")
                continue
            gap = show(part.fact.value - whole.fact.value, part.fact)
            yield Case(
                "three-public-rows", key, "mismatch",
                *compose(
                    "three-public-rows", "public", part_name=labels.both(part.fact), part=cited(part),
                    whole_name=labels.both(whole.fact), whole=cited(whole), gap=gap,
                ),
                facts=(part.number, whole.number), expected=whole.fact.value, stated=part.fact.value, unit="元",
            )  # fmt: skip


#: phase -> the statement and item that the money of the whole unit equals; approved may be of one fund only
_WHOLE = {
    "approved": ("general_public", "total"), "adjusted": ("overall", "total"), "executed": ("expenditure", "total"),
}  # fmt: skip


def _check_unit_money(ledger: Ledger) -> Iterator[Case]:
    """The money in the performance table of the whole unit against the statements."""
    for phase, (statement, item) in _WHOLE.items():
        tables = [
            e for cell in ledger.select(statement="performance", item="total", project="0", phase=phase, fund="")
            for e in ledger.at(cell) if e.fact.measure == "amount" and e.fact.form != "narrative"
        ]  # fmt: skip
        at = phase if phase == "approved" else "executed"
        whole = _first(ledger, statement=statement, item=item, phase=at)
        if not tables or whole is None:
            continue
        table, key = tables[0], ("unit-money", phase)
        agreement: Agreement = "rounding" if table.interval.overlaps(whole.interval) else "mismatch"
        if table.fact.value == whole.fact.value:
            agreement = "pass"
        if agreement == "mismatch" and phase != "executed":
            continue  # the statement may leave funds out: unit_money.py compares with all of them
        gap = show(abs(table.fact.value - whole.fact.value), whole.fact)
        names = {"approved": ("年初预算数", "initial budget"), "adjusted": ("全年预算数", "budget of the year")}
        zh, en = names.get(phase, ("全年执行数", "spending"))
        yield Case(
            "unit-money", key, agreement,
            *compose("unit-money", "unit_money", phase=(zh, en), table=cited(table), whole=cited(whole), gap=gap),
            facts=(table.number, whole.number), expected=whole.fact.value, stated=table.fact.value, unit="元",
        )  # fmt: skip


@check(
    "appropriation-parts",
    "asset-subsets",
    "basic-and-project",
    "basic-parts",
    "expenditure-by-kind",
    "fund-columns",
    "overall-parts",
    "part-within-whole",
    "procurement-parts",
    "procurement-small-firms",
    "procurement-within-spending",
    "project-funds",
    "related-statements",
    "revenue-by-source",
    "revenue-equals-expenditure",
    "staff-parts",
    "three-public-parts",
    "vehicles-by-kind",
)
def run_identities(subject: Subject) -> Iterator[Case]:
    """Every identity of calculations.yml."""
    for case in run_calculations(subject.ledger, subject.report.kind, load_calculations()):
        yield settle_classes(subject.ledger, settle_balance(subject.ledger, case))


#: The classes of equipment that documents number apart: 通用设备 and 专用设备 have no machine in common.
_CLASSES = ("通用", "专用")


def settle_classes(ledger: Ledger, case: Case) -> Case:
    """Numbers of large equipment of two classes, or of a class and of all, prove nothing where neither has the other.

    单位价值100万元以上专用设备 is outside 单位价值50万元以上通用设备, and all equipment is more than one class of it.
    """
    if case.check != "asset-subsets" or case.agreement != "mismatch":
        return case
    whole, part = (
        {word for word in _CLASSES if word in ledger.entries[number - 1].fact.quote} for number in case.facts[:2]
    )
    return case if whole == part or not whole else Case(case.check, case.key, "untested")


def settle_balance(ledger: Ledger, case: Case) -> Case:
    """Totals that differ by as much as the year's revenue and expenditure do were printed without the carryovers.

    Documents of some places call the appropriations of the year 总计: their two sides cannot be compared.
    """
    if case.check != "revenue-equals-expenditure" or case.agreement != "mismatch":
        return case
    sides = [_first(ledger, statement=statement, phase="executed") for statement in ("revenue", "expenditure")]
    if sides[0] is None or sides[1] is None or case.expected is None or case.stated is None:
        return case
    gap, known = abs(case.expected - case.stated), sides[0].interval - sides[1].interval
    within = known.low <= gap <= known.high or known.low <= -gap <= known.high
    return Case(case.check, case.key, "untested") if within and gap else case
