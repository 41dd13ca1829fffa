"""Of 100 yuan spent: how much on people, on the office, on projects; and the way from the budget to the accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.publish.facts.ledger import Entry, first

#: 元 that sums of three figures printed to 0.01 万元 may be off
ROUNDING = Decimal(150)
_PLAIN = dict.fromkeys(
    ("functional_code", "functional_name", "economic_code", "economic_name", "project"), ""
)  # fmt: skip
_TOTALS = ("total", "current_year")
#: an item of a statement that means the same as a type of expenditure
_KINDS = {
    "basic": "basic", "project": "project", "personnel": "basic_personnel", "operating": "basic_operating",
}  # fmt: skip
#: type of expenditure -> the word people use, and what it is
_WORDS = {
    "basic_personnel": ("人员", "工资、社保、住房公积金和退休补助"),
    "basic_operating": ("办公", "水电、办公用品、差旅、公车等日常开支"),
    "basic": ("人员和办公", "工资、社保和日常开支，即基本支出"),
    "project": ("项目", "为某件事专门安排的钱"),
}


@dataclass(frozen=True)
class Part:
    """One part of the 100 yuan: the word for it, what it is, its amount, its yuan of 100."""

    name: str
    words: str
    amount: Entry
    yuan: Decimal


@dataclass(frozen=True)
class Hundred:
    """A total and its parts, which add up to it."""

    whole: Entry
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Course:
    """One total from the budget over the adjusted budget to the accounts; ``adjusted`` may be missing. ``rate`` is what
    was spent of the last budget, in percent."""

    steps: tuple[tuple[str, Entry], ...]
    rate: Decimal | None

    @property
    def widths(self) -> list[Decimal]:
        """How long the bar of each step is, the longest 100."""
        most = max(entry.value for _, entry in self.steps) or Decimal(1)
        return [max(entry.value, Decimal(0)) / most * 100 for _, entry in self.steps]


def split_hundred(entries: Sequence[Entry]) -> Hundred | None:
    """The parts of a total of spending, of what was spent before what was planned and of all funds before one; None
    where no stated parts add up to a stated total."""
    for phase in ("executed", "approved"):
        groups = _group(entries, phase)
        for kinds in groups:
            whole, basic, project = (kinds.get(kind) for kind in ("", "basic", "project"))
            if whole is None or whole.value <= 0 or not (basic or project):
                continue
            parts = {"basic": basic, "project": project}
            if not _add_up(whole, [each for each in parts.values() if each]):
                continue
            if basic and (both := _split_basic(basic, groups)):
                parts = {"basic_personnel": both[0], "basic_operating": both[1], "project": project}
            made = tuple(
                Part(*_WORDS[kind], each, each.value / whole.value * 100)
                for kind, each in parts.items()
                if each and each.value > 0
            )
            return Hundred(whole, made)
    return None


def _group(entries: Sequence[Entry], phase: str) -> list[dict[str, Entry]]:
    """The total of each statement and fund with its parts by type of expenditure, those of all funds first."""
    groups: dict[tuple[str, str], dict[str, Entry]] = {}
    plain = _PLAIN | {"measure": "amount", "phase": phase}
    for entry in entries:
        if not entry.is_about(plain) or entry["direction"] == "revenue" or entry["statement"] == "revenue":
            continue
        group = groups.setdefault((entry["statement"], entry["fund"]), {})
        if entry["item"] in _TOTALS:
            group.setdefault(entry["expenditure_type"], entry)
        elif entry["item"] in _KINDS:
            group.setdefault(_KINDS[entry["item"]], entry)
    order = ["expenditure", "overall", "appropriation", "general_public", "basic"]
    rank = {statement: number for number, statement in enumerate(order)}
    return [
        groups[key] for key in sorted(groups, key=lambda key: (key[1] != "", rank.get(key[0], len(order)), key))
    ]  # fmt: skip


def _split_basic(basic: Entry, groups: Iterable[dict[str, Entry]]) -> tuple[Entry, Entry] | None:
    """People and office of the basic expenditure, from whatever statement: the same money if they add up to it."""
    for kinds in groups:
        people, office = kinds.get("basic_personnel"), kinds.get("basic_operating")
        if people and office and _add_up(basic, [people, office]):
            return people, office
    return None


def _add_up(whole: Entry, parts: Iterable[Entry]) -> bool:
    return abs(whole.value - sum((each.value for each in parts), Decimal(0))) <= ROUNDING


def follow_budget(entries: Sequence[Entry]) -> Course | None:
    """The first total of spending that is stated both as a budget and as spent."""
    lines = [
        {"statement": statement, "direction": side, "item": item, "fund": fund}
        for statement, fund in (
            ("expenditure", ""), ("overall", ""), ("appropriation", "fiscal_appropriation"), ("appropriation", ""),
            ("general_public", "general_public_budget"), ("general_public", ""),
        )
        for side in ("expenditure", "")
        for item in _TOTALS
    ]  # fmt: skip
    best: list[tuple[str, Entry]] = []
    named = (("年初预算", "approved"), ("全年预算", "adjusted"), ("决算", "executed"))
    plain = _PLAIN | {"measure": "amount", "expenditure_type": ""}
    totals = [each for each in entries if each["item"] in _TOTALS and each.is_about(plain)]
    for line in lines:
        found = [(name, first(totals, line | {"phase": phase})) for name, phase in named]
        steps = [(name, entry) for name, entry in found if entry]
        if len(steps) > max(1, len(best)) and steps[-1][0] == "决算":
            best = steps
    if not best:
        return None
    budget, spent = best[-2][1], best[-1][1]
    return Course(tuple(best), spent.value / budget.value * 100 if budget.value > 0 else None)
