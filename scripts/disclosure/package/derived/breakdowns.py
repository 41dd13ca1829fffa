"""What a report breaks its money down by: disjoint lines that add up to a stated total, and what is left of it.

Five breakdowns: spending by function, by economic class, by project and by subordinate unit, income by source. Each
is of one phase of a report and of the statement that explains most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.wholes import find_wholes
from disclosure.model import Detail, DetailKind
from disclosure.package.derived.cover import Cover, Line, choose_cover, cover_total
from disclosure.package.derived.headlines import choose_entry
from disclosure.package.stored.collection import Member

Breakdown = Literal["function", "economic", "project", "subunit", "source"]
BREAKDOWNS: tuple[Breakdown, ...] = ("function", "economic", "project", "subunit", "source")
#: Totals of a statement that lines are parts of, the most exact first.
_TOTALS = ("current_year", "total")
#: Statements whose lines are spending, and those whose lines are income.
_SPENDING = ("expenditure", "overall", "appropriation", "general_public", "basic")
_INCOME = ("revenue", "overall")
_CARRIED = frozenset({"opening_carryover", "use_of_nonfiscal_surplus", "account_balance"})
#: Above which sources a source may be listed: both ways in which documents nest them.
_SOURCES = {
    "general_public_budget": ("fiscal_appropriation",), "government_fund": ("fiscal_appropriation",),
    "state_capital": ("fiscal_appropriation",),
    "general_financial_resources": ("general_public_budget", "fiscal_appropriation"),
    "higher_level_transfers": ("general_public_budget", "fiscal_appropriation"),
    "government_fund_revenue": ("government_fund", "fiscal_appropriation"),
    "government_fund_transfers": ("government_fund", "fiscal_appropriation"),
    "state_capital_revenue": ("state_capital", "fiscal_appropriation"),
    "state_capital_transfers": ("state_capital", "fiscal_appropriation"),
    **dict.fromkeys(
        ("service_income", "business_income", "superior_subsidy", "subsidiary_remittance", "other_income"),
        ("own_funds",),
    ),
}  # fmt: skip
#: Types of basic expenditure that are listed apart from each other.
_HALVES = ("basic_personnel", "basic_operating")


@dataclass(frozen=True)
class Family:
    """Lines that may be added up with each other: of one statement, form (empty for all forms) and type."""

    statement: str
    form: str
    types: tuple[str, ...]


def find_breakdown(member: Member, breakdown: Breakdown, phase: str) -> Cover | None:
    """The lines of a report by ``breakdown`` in ``phase`` with their total; None where the report has no such lines.

    The lines of ``subunit`` are details, numbered as such; all others are facts.
    """
    return choose_cover(list(_FINDERS[breakdown](member, phase)))


def _by_function(member: Member, phase: str) -> Iterator[Cover]:
    entries = [
        entry for entry in _list_spending(member, phase)
        if entry.cell.function and not entry.cell.economic and not entry.cell.project
    ]  # fmt: skip
    for family, found in _group(entries):
        if len(family.types) == 1 and not family.types[0]:
            lines = _make_lines(found, lambda entry: entry.cell.function)
            yield from _cover_each(member, family, phase, "expenditure", lines, _find_code_parents)


def _by_economic(member: Member, phase: str) -> Iterator[Cover]:
    """Lines by the department's class. A class whose rows are all divided by the government's class, which makes them
    details, is counted by these."""
    divided = [entry for entry in _list_details(member, "government_class", phase) if not entry.cell.fund]
    entries = [
        entry for entry in (*_list_spending(member, phase), *divided)
        if entry.cell.economic and not entry.cell.function and not entry.cell.project
    ]  # fmt: skip
    for family, found in _group(entries):
        whole = _make_lines((each for each in found if not isinstance(each.fact, Detail)), _name_class)
        parts: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        for entry in found:
            if isinstance(entry.fact, Detail) and _name_class(entry) not in whole:
                government = entry.fact.government_code or entry.fact.government_name
                parts[_name_class(entry)][government].append(entry)
        summed = {key: Line(key, tuple(map(choose_entry, group.values()))) for key, group in parts.items()}
        yield from _cover_each(member, family, phase, "expenditure", whole | summed, _find_typed_parents)


def _name_class(entry: Entry) -> str:
    return f"{entry.cell.expenditure}:{entry.cell.economic}"


def _by_project(member: Member, phase: str) -> Iterator[Cover]:
    parents = {str(each.project): str(each.parent or "") for each in member.parsed.projects}
    entries = [
        entry for entry in member.ledger.entries
        if entry.fact.measure == "amount" and entry.fact.phase == phase and (entry.fact.project or 0) > 0
        and entry.cell.item == "total" and not entry.cell.function and not entry.cell.economic
    ]  # fmt: skip
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.fact.statement, entry.fact.fund].append(entry)
    for (statement, fund), group in found.items():
        lines = _make_lines(group, lambda entry: entry.cell.project)
        partial = _is_partial(member, group)
        totals = _find_project_totals(member.ledger, phase, statement, fund)
        for total in (*totals, *([] if totals else [None])):
            yield cover_total(total, lines, lambda key: _climb(parents, key), partial)


def _find_project_totals(ledger: Ledger, phase: str, statement: str, fund: str) -> list[Entry]:
    """The stated totals of all projects of one fund: of the statement of projects, or of expenditure by type."""
    where = [(each, "") for each in ("project",) if statement == each]
    where += [(each, "project") for each in ("expenditure", "overall", "general_public", "appropriation")]
    found = []
    for name, kind in where:
        cells = ledger.select(
            statement=name, item=_TOTALS, function="", economic="", project="", phase=phase, measure="amount",
            expenditure=kind,
        )  # fmt: skip
        entries = [entry for cell in cells if cell.direction != "revenue" for entry in ledger.at(cell)]
        own = [entry for entry in entries if entry.fact.fund == fund]
        found += [choose_entry(own)] if own else []
    return found


def _by_subunit(member: Member, phase: str) -> Iterator[Cover]:
    details = [
        entry for entry in _list_details(member, "subunit", phase)
        if not (entry.cell.function or entry.cell.economic or entry.cell.project) and not entry.cell.expenditure
    ]  # fmt: skip
    wholes = find_wholes(member.parsed.facts, member.parsed.details)
    found: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in details:
        found[entry.fact.form, entry.fact.statement, entry.fact.fund].append(entry)
    for group in found.values():
        lines = _make_lines(group, lambda entry: _name_subunit(member, entry))
        numbers = {whole for entry in group if (whole := wholes[entry.number - 1])}
        totals = [member.ledger.entries[number - 1] for number in sorted(numbers)] if len(numbers) == 1 else []
        yield cover_total(next(iter(totals), None), lines, lambda _: (), _is_partial(member, group))


def _list_details(member: Member, kind: DetailKind, phase: str) -> list[Entry]:
    """The amounts spent that are details of one kind in a phase; their numbers are those of details."""
    return [
        entry for entry, detail in zip(Ledger(member.parsed.details).entries, member.parsed.details, strict=True)
        if detail.kind == kind and detail.measure == "amount" and detail.phase == phase
        and detail.direction != "revenue" and entry.cell.item == "total" and detail.statement in _SPENDING
    ]  # fmt: skip


def _name_subunit(member: Member, entry: Entry) -> str:
    detail = member.parsed.details[entry.number - 1]
    return detail.subunit_code or detail.subunit


def _by_source(member: Member, phase: str) -> Iterator[Cover]:
    entries = [
        entry for entry in member.ledger.entries
        if entry.fact.measure == "amount" and entry.fact.phase == phase and entry.fact.statement in _INCOME
        and entry.cell.direction != "expenditure" and entry.fact.direction != "expenditure"
        and not (entry.cell.function or entry.cell.economic or entry.cell.project or entry.cell.expenditure)
        and (entry.cell.item not in _TOTALS or entry.cell.fund)
    ]  # fmt: skip
    for family, found in _group(entries):
        lines = _make_lines(found, lambda entry: entry.cell.fund if entry.cell.item in _TOTALS else entry.cell.item)
        earned = {key: line for key, line in lines.items() if key not in _CARRIED and key != "carryover"}
        partial = _is_partial(member, found)
        for item, kept in (("current_year", earned), ("total", earned), ("total", lines)):
            totals = _find_totals(member.ledger, phase, family.statement, "revenue", (item,), "", family.form)
            for total in totals[:1]:
                yield cover_total(total, kept, _find_source_parents, partial)
                yield cover_total(total, kept, _find_other_parents, partial)


def _find_source_parents(key: str) -> Sequence[str]:
    return _SOURCES.get(key, ())


def _find_other_parents(key: str) -> Sequence[str]:
    """As _find_source_parents, for documents that list transfers next to the general public budget."""
    return () if key == "higher_level_transfers" else _SOURCES.get(key, ())


_FINDERS: Mapping[Breakdown, Callable[[Member, str], Iterator[Cover]]] = {
    "function": _by_function, "economic": _by_economic, "project": _by_project, "subunit": _by_subunit,
    "source": _by_source,
}  # fmt: skip


def _list_spending(member: Member, phase: str) -> list[Entry]:
    """The amounts spent by a report's statements in a phase, of all funds of the statement."""
    return [
        entry for entry in member.ledger.entries
        if entry.fact.measure == "amount" and entry.fact.phase == phase and entry.fact.direction == "expenditure"
        and entry.cell.item == "total" and not entry.cell.fund and entry.fact.statement in _SPENDING
    ]  # fmt: skip


def _group(entries: Sequence[Entry]) -> Iterator[tuple[Family, list[Entry]]]:
    """The entries of each statement as families: of all forms and of each, of all types and of each; the halves of
    basic expenditure also together."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for form in dict.fromkeys(("", entry.fact.form)):
            found[entry.fact.statement, form].append(entry)
    for (statement, form), group in found.items():
        types = list(dict.fromkeys(entry.cell.expenditure for entry in group))
        for chosen in [(each,) for each in types if each not in _HALVES] + [_HALVES]:
            family = [entry for entry in group if entry.cell.expenditure in chosen]
            if family:
                yield Family(statement, form, chosen), family


def _make_lines(entries: Iterable[Entry], name: Callable[[Entry], str]) -> dict[str, Line]:
    """The lines by key; of several mentions the most precise."""
    mentions: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        mentions[name(entry)].append(entry)
    return {key: Line(key, (choose_entry(group),)) for key, group in mentions.items() if key}


def _cover_each(
    member: Member,
    family: Family,
    phase: str,
    direction: str,
    lines: Mapping[str, Line],
    find_parents: Callable[[str], Sequence[str]],
) -> Iterator[Cover]:
    """A cover for each total that the lines of a family can be parts of, or one without a total."""
    kind = "" if family.types == _HALVES else family.types[0]
    totals = _find_totals(member.ledger, phase, family.statement, direction, _TOTALS, kind, family.form)
    partial = _is_partial(member, [entry for line in lines.values() for entry in line.entries])
    for total in (*totals, *([] if totals else [None])):
        yield cover_total(total, lines, find_parents, partial)


def _find_totals(
    ledger: Ledger,
    phase: str,
    statement: str,
    direction: str,
    items: Sequence[str],
    kind: str = "",
    form: str = "",
) -> list[Entry]:
    """The stated totals of a statement, one for each item; of one form, or wherever they are stated."""
    found = []
    for item in items:
        cells = ledger.select(
            statement=statement, item=item, function="", economic="", fund="", project="", phase=phase,
            measure="amount", expenditure=kind,
        )  # fmt: skip
        entries = [
            entry for cell in cells if cell.direction in ("", direction) for entry in ledger.at(cell)
            if entry.fact.direction in ("", direction)
        ]  # fmt: skip
        own = [entry for entry in entries if entry.fact.form == form] or entries
        if own:
            found.append(choose_entry(own))
    return found


def _is_partial(member: Member, entries: Iterable[Entry]) -> bool:
    """Whether a form that lines are taken from has unread figures."""
    return bool({entry.fact.form for entry in entries} & member.parsed.partial)


def _find_code_parents(key: str) -> list[str]:
    """The codes above a code, or the names above a path of names, the nearest first."""
    if key[:1].isdigit():
        return [key[:length] for length in (5, 3) if length < len(key)]
    names = key.split("/")
    return ["/".join(names[:count]) for count in range(len(names) - 1, 0, -1)]


def _find_typed_parents(key: str) -> list[str]:
    kind, _, code = key.partition(":")
    return [f"{kind}:{parent}" for parent in _find_code_parents(code)]


def _climb(parents: Mapping[str, str], key: str) -> list[str]:
    above: list[str] = []
    while (key := parents.get(key, "")) and key not in above:
        above.append(key)
    return above
