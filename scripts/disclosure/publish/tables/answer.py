"""The answer to "how much, on what, against last year": the facts that belong into one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.publish.facts.ledger import Entry, first, select
from disclosure.publish.tables.grids import Arranger

_PHASES = ("executed", "approved")
#: How many purposes the sentence names.
_PURPOSES = 3


@dataclass(frozen=True)
class Purpose:
    """What money went to: a row by function, its amount and, where stated, its share."""

    label: str
    amount: Entry
    share: Entry | None


@dataclass(frozen=True)
class Answer:
    """What the sentence says; anything the reports do not state is None or empty.

    ``whole`` is the total that the purposes are parts of, with its name, where it is not what was spent.
    """

    spent: Entry | None
    planned: Entry | None
    received: Entry | None
    change: Entry | None
    rate: Entry | None
    change_label: str
    reason: str
    purposes: tuple[Purpose, ...]
    whole: Entry | None
    whole_label: str
    tiles: tuple[tuple[str, Entry], ...]


def compose_answer(entries: Sequence[Entry], arranger: Arranger) -> Answer:
    """Choose the facts of the sentence from the facts of one unit and year."""
    entries = [entry for entry in entries if not entry["project"]]
    spent = find_total(entries, "expenditure")
    planned = find_total(entries, "expenditure", ("approved",))
    change = _find_change(entries, spent)
    rate = None
    if change:
        line = {column: change[column] for column in ("statement", "direction", "item", "phase")}
        rate = first(entries, line | {"measure": "change_rate"})
    purposes, whole = _find_purposes(entries, arranger)
    if whole and spent and whole.value == spent.value:
        whole = None
    return Answer(
        spent, planned if planned is not spent else None, find_total(entries, "revenue"), change, rate,
        _label_change(change, arranger), _find_reason(change, arranger), purposes,
        whole, _label_whole(whole, arranger), _find_tiles(entries),
    )  # fmt: skip


def find_total(entries: Sequence[Entry], side: str, phases: Sequence[str] = _PHASES) -> Entry | None:
    """The total of one side (revenue, expenditure) of a report: of the year itself before that with carryovers."""
    choices = [
        {"measure": "amount", "phase": phase, "fund": "", "functional_code": "", "economic_code": ""} | line
        for phase in phases
        for line in (
            {"statement": "overall", "direction": side, "item": "current_year"},
            {"statement": side, "item": "current_year"},
            {"statement": side, "item": "total"},
            {"statement": "overall", "direction": side, "item": "total"},
            {"statement": "overall", "direction": "", "item": "total"},
        )
    ]
    return first(entries, *choices)


def _find_change(entries: Sequence[Entry], spent: Entry | None) -> Entry | None:
    lines: list[dict[str, str]] = []
    if spent:
        lines.append({column: spent[column] for column in ("statement", "direction", "item")})
    lines += [
        {"statement": "overall", "direction": "expenditure", "item": "total"},
        {"statement": "overall", "direction": "", "item": "total"},
        {"statement": "appropriation", "direction": "expenditure", "item": "total"},
        {"statement": "general_public", "item": "total"},
        {"statement": "general_public", "item": "current_year"},
        {"statement": "revenue", "item": "general_public_budget"},
    ]
    plain = {"measure": "change", "functional_code": "", "functional_name": ""}
    return first(entries, *(plain | line for line in lines))


def _label_change(change: Entry | None, arranger: Arranger) -> str:
    if change is None:
        return ""
    side = {"revenue": "收入", "expenditure": "支出"}.get(change["direction"], "收支")
    item = arranger.wording.name_item(change["statement"], change["item"])
    if change["statement"] == "overall":
        return f"{side}{item}"
    return (
        item
        if change["item"] not in ("total", "current_year")
        else arranger.wording.name("statements", change["statement"])
    )


def _find_reason(change: Entry | None, arranger: Arranger) -> str:
    if change is None:
        return ""
    reasons = arranger.reasons(change["statement"], change["item"], change["functional_code"])
    return next((content for role, content in reasons if role == "change_reason"), "")


def _label_whole(whole: Entry | None, arranger: Arranger) -> str:
    if whole is None:
        return ""
    name = arranger.wording.name("statements", whole["statement"])
    return name if name.endswith("支出") else f"{name}支出"


def _find_purposes(entries: Sequence[Entry], arranger: Arranger) -> tuple[tuple[Purpose, ...], Entry | None]:
    """The largest 类 (else the largest rows) of the table by function, and the total of that table."""
    for statement in ("general_public", "expenditure", "overall", "appropriation"):
        rows = [
            entry
            for entry in select(entries, statement=statement, measure="amount", economic_code="", expenditure_type="")
            if entry["functional_name"] and "/" not in entry["functional_name"] and entry["phase"] in _PHASES
        ]
        executed = [entry for entry in rows if entry["phase"] == "executed"]
        largest = _keep_classes(executed or rows)[:_PURPOSES]
        if largest:
            whole = _find_whole(entries, statement, largest[0]["phase"])
            shares = (_find_share(entries, entry, whole) for entry in largest)
            named = (arranger.name_entry(entry) for entry in largest)
            return tuple(map(Purpose, named, largest, shares)), whole
    return (), None


def _keep_classes(rows: Sequence[Entry]) -> list[Entry]:
    """The rows of the highest level there is, each once, the largest first: a row whose name does not say what it is a
    part of says it by its code."""
    lengths = [len(entry["functional_code"]) for entry in rows if entry["functional_code"]]
    level = min(lengths, default=0)
    by_row: dict[str, Entry] = {}
    for entry in rows:
        code = entry["functional_code"]
        if len(code) in (0, level) and not (lengths and not code):
            by_row.setdefault(code or entry["functional_name"], entry)
    by_name = {entry["functional_name"].removesuffix("支出"): entry for entry in reversed(by_row.values())}
    return sorted(by_name.values(), key=lambda entry: -entry.value)


def _find_whole(entries: Sequence[Entry], statement: str, phase: str) -> Entry | None:
    """The total of spending that a table by function adds up to."""
    plain = {
        "statement": statement, "phase": phase, "measure": "amount", "functional_code": "", "functional_name": "",
        "economic_code": "", "economic_name": "", "expenditure_type": "",
    }  # fmt: skip
    lines = [{"item": item, "direction": side} for side in ("expenditure", "") for item in ("current_year", "total")]
    return first(entries, *(plain | line for line in lines))


def _find_share(entries: Sequence[Entry], amount: Entry, whole: Entry | None) -> Entry | None:
    """The printed share of a purpose, if it is of the total that is named: another is of another total."""
    line = {column: amount[column] for column in ("statement", "functional_name", "phase")}
    share = first(entries, line | {"measure": "share"})
    if share is None or whole is None or not whole.value:
        return None
    printed = share["reported"].rstrip("%％")
    half = Decimal("0.51") * Decimal(10) ** -len(printed.partition(".")[2])
    return share if abs(amount.value / whole.value * 100 - share.value) <= half else None


def _find_amount(entries: Sequence[Entry], statement: str, item: str) -> Entry | None:
    line = {"statement": statement, "item": item, "measure": "amount"}
    return first(entries, *(line | {"phase": phase} for phase in _PHASES))


def _find_tiles(entries: Sequence[Entry]) -> tuple[tuple[str, Entry], ...]:
    """The few figures everybody looks for, with their labels."""
    wanted: list[tuple[str, Entry | None]] = [
        ("收入", find_total(entries, "revenue")),
        ("支出", find_total(entries, "expenditure")),
        ("其中项目支出", _find_amount(entries, "expenditure", "project")),
        ("“三公”经费", _find_amount(entries, "three_public", "total")),
        ("政府采购", _find_amount(entries, "procurement", "total")),
        ("在职人数", first(entries, {"statement": "staff", "item": "active", "measure": "count"})),
    ]  # fmt: skip
    return tuple((label, entry) for label, entry in wanted if entry)
