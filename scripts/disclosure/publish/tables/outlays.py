"""What the money of a year goes to, largest first: projects and purchases; and what became more or less, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.package.stored.records import read_details
from disclosure.publish.facts.holdings import Holding
from disclosure.publish.facts.ledger import Entry, first
from disclosure.publish.tables.grids import Arranger
from disclosure.publish.tables.projects import WHOLE, Undertaking
from disclosure.publish.words.amounts import format_figure

#: So many projects, purchases, and changes up and down are named on the page of the answer.
_MOST_PROJECTS, _MOST_PURCHASES, _MOST_CHANGES = 5, 3, 3
#: What a purchase is called by, where it is a word.
_NAMES = ("project_name", "thing", "catalogue")
_WORD = re.compile(r"[^\W\d_]")
#: A reason longer than this is cut there; the table shows it whole.
_LONGEST_REASON = 56


@dataclass(frozen=True)
class Purchase:
    """One purchase: what it is called, its amount as shown."""

    name: str
    shown: str


@dataclass(frozen=True)
class Change:
    """One row that became more or less: its name, the change, its rate if stated, the unit's reason if it is the first
    row with it."""

    name: str
    entry: Entry
    rate: Entry | None
    reason: str


def find_largest(projects: Sequence[Undertaking]) -> list[Undertaking]:
    """The projects with the most money, each name once, parts of a project left out where that is named itself."""
    named: dict[str, Undertaking] = {}
    for each in sorted(projects, key=lambda each: -each.money):
        if each.name != WHOLE and each.money > 0 and not each.parent:
            named.setdefault(each.name, each)
    return list(named.values())[:_MOST_PROJECTS]


def find_purchases(held: Sequence[Holding]) -> tuple[list[Purchase], int]:
    """The largest purchases the reports list one by one, and how many they list."""
    rows = [
        row for each in held for row in read_details(each.folder)["purchases"]
        if not row["fund"] and row["value_unit"] == "元" and Decimal(row["value"]) > 0
        and any(_WORD.search(row[column]) for column in _NAMES)
    ]  # fmt: skip
    rows.sort(key=lambda row: -Decimal(row["value"]))
    made = []
    for row in rows[:_MOST_PURCHASES]:
        names = dict.fromkeys(row[column] for column in _NAMES if _WORD.search(row[column]))
        made.append(
            Purchase("，".join(list(names)[:2]), format_figure(Decimal(row["value"]), row["value_unit"], rounded=True))
        )
    return made, len(rows)


def find_changes(entries: Sequence[Entry], arranger: Arranger, said: str) -> tuple[list[Change], list[Change]]:
    """What became more and what less, largest first: rows by function of the finest level that states changes, else
    what is stated of kinds of expenditure. A reason is given once; ``said`` is one that the page gives already."""
    stated = [each for each in entries if each["measure"] == "change" and not each["project"] and each.value]
    rows = _take_finest(stated) or _take_kinds(stated)
    used = {said}
    up: list[Change] = []
    down: list[Change] = []
    seen: set[tuple[str, Decimal]] = set()
    for entry in sorted(rows, key=lambda each: -abs(each.value)):
        name = arranger.name_entry(entry)
        if (name, entry.value) in seen:
            continue
        seen.add((name, entry.value))
        side = up if entry.value > 0 else down
        if len(side) < _MOST_CHANGES:
            side.append(Change(name, entry, find_rate(entries, entry), find_reason(entry, arranger, used)))
    return up, down


def _take_finest(stated: Sequence[Entry]) -> list[Entry]:
    """The rows by function of one statement, that with the most, without the rows that others are parts of."""
    groups: dict[str, list[Entry]] = {}
    for each in stated:
        if each["functional_name"] or each["functional_code"]:
            groups.setdefault(each["statement"], []).append(each)
    rows = max(groups.values(), key=len, default=[])
    parents = {
        each["functional_name"].rsplit("/", depth)[0]
        for each in rows
        for depth in range(1, each["functional_name"].count("/") + 1)
    }
    return [each for each in rows if not each["functional_name"] or each["functional_name"] not in parents]


def _take_kinds(stated: Sequence[Entry]) -> list[Entry]:
    """Basic and project expenditure of one statement, the widest."""
    for statement in ("expenditure", "overall", "appropriation", "general_public"):
        rows = [
            each for each in stated
            if each["statement"] == statement and (each["item"] in ("basic", "project") or each["expenditure_type"])
        ]  # fmt: skip
        if rows:
            return rows
    return []


def find_rate(entries: Sequence[Entry], change: Entry) -> Entry | None:
    """The stated rate of a change."""
    columns = (
        "statement", "direction", "item", "functional_code", "functional_name", "fund", "expenditure_type", "phase",
    )  # fmt: skip
    return first(entries, {column: change[column] for column in columns} | {"measure": "change_rate"})


def find_reason(entry: Entry, arranger: Arranger, used: set[str]) -> str:
    """The reason the unit gives for a row, if the page does not give it yet; it is added to those ``used``."""
    said = arranger.reasons(entry["statement"], entry["item"], entry["functional_code"])
    reason = next((content for role, content in said if role == "change_reason"), "")
    if not reason or reason in used:
        return ""
    used.add(reason)
    return shorten_reason(reason)


def shorten_reason(reason: str, most: int = _LONGEST_REASON) -> str:
    """A reason as far as there is room for so many characters."""
    return reason if len(reason) <= most else reason[:most].rstrip("，。；、") + "……"
