"""Lines by function and by economic classification: each once, with what must not be summed marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from disclosure.check.cases.cells import Cell, Entry
from disclosure.model import PHASES, Fact
from disclosure.package.derived.breakdowns import Breakdown, find_breakdown
from disclosure.package.derived.headlines import choose_entry, without_form
from disclosure.package.stored.collection import Member, Row

#: Digits of a code -> its level: 类, 款, 项.
_LEVELS = {3: 1, 5: 2, 7: 3}


def make_functional_lines(member: Member) -> Iterator[Row]:
    """A row for each function of each statement of a report, in document order.

    Rows by economic class or project belong to the other table. ``is_leaf`` is false where the same
    statement, phase, fund and type has a finer line below; ``is_main`` is true for the lines of a phase that add
    up to a stated total without counting money twice.
    """
    entries = [entry for entry in _list_spending(member) if entry.cell.function and not _is_finer(entry.fact)]
    main = _find_main(member, "function")
    for entry, group, leaf in _find_leaves(entries, lambda fact: (fact.functional_code, fact.functional_name)):
        fact = entry.fact
        yield _make_line(member, entry, group, leaf) | {
            "level": _find_level(fact.functional_code, fact.functional_name),
            "is_main": without_form(entry.cell) in main,
        }


def make_economic_lines(member: Member) -> Iterator[Row]:
    """A row for each economic class of each statement, function and project of a report, in document order."""
    entries = [entry for entry in _list_spending(member) if entry.cell.economic]
    main = _find_main(member, "economic")
    for entry, group, leaf in _find_leaves(entries, lambda fact: (fact.economic_code, fact.economic_name)):
        fact = entry.fact
        yield _make_line(member, entry, group, leaf) | {
            "project": fact.project, "economic_code": fact.economic_code, "economic_name": fact.economic_name,
            "level": _find_level(fact.economic_code, fact.economic_name),
            "is_main": without_form(entry.cell) in main,
        }  # fmt: skip


def _find_main(member: Member, breakdown: Breakdown) -> set[Cell]:
    """The cells of the lines to add up, of each phase."""
    covers = [find_breakdown(member, breakdown, phase) for phase in PHASES]
    return {
        without_form(entry.cell)
        for cover in covers if cover is not None and cover.is_sound
        for line in cover.lines for entry in line.entries
    }  # fmt: skip


def _is_finer(fact: Fact) -> bool:
    return bool(fact.economic_code or fact.economic_name or fact.project is not None)


def _list_spending(member: Member) -> list[Entry]:
    """The amounts of a report on the side of expenditure, rows of items aside."""
    return [
        entry for entry in member.ledger.entries
        if entry.fact.measure == "amount" and entry.fact.direction == "expenditure" and entry.cell.item == "total"
    ]  # fmt: skip


def _find_leaves(
    entries: list[Entry], name: Callable[[Fact], tuple[str, str]]
) -> Iterator[tuple[Entry, list[Entry], bool]]:
    """Each line once: the mention to take, all its mentions, and whether it has no finer line below it.

    ``name`` gives the code and the name path by which lines nest.
    """
    lines: dict[Cell, list[Entry]] = defaultdict(list)
    for entry in entries:
        lines[without_form(entry.cell)].append(entry)
    below: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for group in lines.values():
        for parent in _list_parents(*name(group[0].fact)):
            below[_find_family(group[0])].add(parent)
    for group in lines.values():
        code, path = name(group[0].fact)
        yield choose_entry(group), group, (code or path) not in below[_find_family(group[0])]


def _list_parents(code: str, path: str) -> list[str]:
    if code:
        return [code[:length] for length in (3, 5) if length < len(code)]
    names = path.split("/")
    return ["/".join(names[:count]) for count in range(1, len(names))]


def _find_family(entry: Entry) -> tuple[object, ...]:
    """What lines must share for one to lie below another; of economic lines also function and project."""
    cell = entry.cell
    inner = (cell.function, cell.project) if cell.economic else ()
    return (cell.statement, cell.direction, cell.phase, cell.fund, cell.expenditure, *inner)


def _find_level(code: str, path: str) -> int:
    return _LEVELS.get(len(code)) or path.count("/") + 1


def _make_line(member: Member, entry: Entry, group: list[Entry], leaf: bool) -> dict[str, object]:
    fact = entry.fact
    return {
        **member.stamp, "fact": entry.number, "statement": fact.statement, "phase": fact.phase, "fund": fact.fund,
        "expenditure_type": fact.expenditure_type, "functional_code": fact.functional_code,
        "functional_name": fact.functional_name, "is_leaf": leaf, "amount": fact.value, "mentions": len(group),
        "agrees": all(entry.printed.overlaps(other.printed) for other in group),
    }  # fmt: skip
