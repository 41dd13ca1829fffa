"""From a compared case to a finding: its permanent id, both figures, both places and the arithmetic."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from disclosure.check.cases.cells import Cell, Entry, cell_of
from disclosure.check.cases.intervals import SCALES, Agreement, count_decimals
from disclosure.model import Fact, FindingClass
from disclosure.reference import Concept

#: The name of a form that has a printed number.
_NUMBERED = re.compile(r"table-(\d+(?:-\d+)*)$")
#: The digits before the point of a number without separators; a year of four digits is cited nowhere as a figure.
_LONG_NUMBER = re.compile(r"(?<![\d.,，．])[1-9]\d{3,}(?![\d,，])")


@dataclass(frozen=True)
class Case:
    """One application of a check: how it came out and, unless it passed, what there is to say.

    ``key`` names the case without its place, so that the finding keeps its id when lines move.
    ``agreement`` is ``untested`` where a figure that is needed is not stated. A sum that passes tells its
    facts too: it proves them.
    """

    check: str
    key: tuple[str, ...]
    agreement: Agreement | Literal["untested"]
    message_zh: str = ""
    message_en: str = ""
    facts: tuple[int, ...] = ()
    expected: Decimal | None = None
    stated: Decimal | None = None
    unit: str = ""
    outcome: FindingClass | None = None
    #: Cases of a check with the same group have one cause (a row copied into several columns or forms)
    #: and make one finding. It holds the figures too, so that two causes never share it.
    group: tuple[str, ...] = ()
    #: amounts in 元 that a sentence states, of which another check may say that they are wrong
    amounts: tuple[Decimal, ...] = ()
    #: where its main figure stands, in Chinese and English
    where: tuple[str, str] = ("", "")


#: Where key_of puts the project of a cell.
_PROJECT_AT = 7


def name_finding(report_id: str, case: Case, projects: Mapping[str, str]) -> str:
    """The permanent id of a finding: the check and eight digits that depend on what it is about alone.

    A project's number in the key, first or second or where key_of has it, gives way to its name: numbers
    are of the order in which projects are read.
    """
    words = list(case.group or case.key)
    places = [_PROJECT_AT] if len(words) > _PROJECT_AT else [0, 1]
    for at in places:
        if at < len(words) and words[at] in projects:
            words[at] = projects[words[at]]
            break
    digest = hashlib.sha256("\x1f".join((report_id, case.check, *words)).encode("utf-8")).hexdigest()
    return f"{case.check}-{digest[:8]}"


def key_of(cell: Cell, *more: str) -> tuple[str, ...]:
    """A cell as the place-independent key of a case."""
    return (
        cell.statement, cell.direction, cell.item, cell.function, cell.economic, cell.fund, cell.expenditure,
        cell.project, cell.phase, cell.measure, cell.basis, cell.form, *more,
    )  # fmt: skip


#: A place that is a page or a line, or several: p12, l40-42.
PLACE = re.compile(r"(?P<kind>[pl])(?P<first>\d+)(?:-(?P<last>\d+))?")


def tell_place(place: str) -> tuple[str, str]:
    """A place in words, in Chinese and English: ``l340-342`` is 第 340-342 行 and lines 340-342."""
    match = PLACE.fullmatch(place)
    if match is None:
        return place, place
    zh, en = ("页", "page") if match["kind"] == "p" else ("行", "line")
    numbers = match["first"] + (f"-{match['last']}" if match["last"] else "")
    return f"第 {numbers} {zh}", f"{en}{'s' if match['last'] else ''} {numbers}"


def quote(name: str) -> str:
    """A name in quotation marks, those within it made single."""
    return f"“{name.replace('“', '‘').replace('”', '’')}”"


def locate(fact: Fact) -> str:
    """Where a figure stands: 第 50 行, or 表 3 第 620 行 in a numbered form."""
    number, place = _NUMBERED.match(fact.form), tell_place(fact.place)[0]
    return f"表 {number[1]} {place}" if number else place


def locate_en(fact: Fact) -> str:
    """Where a figure stands: ``line 50``, or ``table 3, line 620`` in a numbered form."""
    number, place = _NUMBERED.match(fact.form), tell_place(fact.place)[1]
    return f"table {number[1]}, {place}" if number else place


def locate_both(fact: Fact) -> tuple[str, str]:
    """Where a figure stands, in Chinese and English."""
    return locate(fact), locate_en(fact)


def separate(number: str) -> str:
    """A number as printed, with separators of thousands where it has none: ``131495.92`` is ``131,495.92``."""
    return _LONG_NUMBER.sub(lambda match: f"{int(match[0]):,}", number)


def print_number(fact: Fact) -> str:
    """The number of a figure as printed, with separators of thousands."""
    return separate(fact.reported)


def cite(entry: Entry) -> str:
    """A figure as printed, with its place: ``353.13万元（第 50 行）``."""
    return f"{print_number(entry.fact)}{entry.fact.reported_unit}（{locate(entry.fact)}）"


def cite_en(entry: Entry) -> str:
    """A figure as printed, with its place: ``353.13 万元 (line 50)``."""
    return f"{print_number(entry.fact)} {entry.fact.reported_unit} ({locate_en(entry.fact)})"


def show(value: Decimal, like: Fact) -> str:
    """A computed value in the unit of measure and with the decimals of a printed figure (four for a rate)."""
    scaled = value / SCALES.get(like.reported_unit, Decimal(1))
    if like.unit == "%":
        return f"{scaled.quantize(Decimal('0.01')):f}%"
    whole, _, part = f"{scaled.quantize(Decimal('0.000001')):,f}".partition(".")
    part = part.rstrip("0").ljust(count_decimals(like.reported), "0")
    return f"{whole}.{part}{like.reported_unit}" if part else f"{whole}{like.reported_unit}"


def show_gap(gap: Decimal, like: Fact) -> tuple[str, str]:
    """A difference of two printed figures, in Chinese and English: that of two rates is in percentage points."""
    shown = show(abs(gap), like)
    if like.unit != "%":
        return shown, shown
    return f"{shown.removesuffix('%')}个百分点", f"{shown.removesuffix('%')} percentage points"


#: By measure the Chinese verbs of a fall and of a rise.
_VERBS = {"change": ("减少", "增加"), "change_rate": ("下降", "增长")}


def cite_change(entry: Entry) -> tuple[str, str]:
    """A change or its rate in words: 减少98.39万元（第 789 行） and ``down by 98.39 万元 (line 789)``.

    The verb is that of the fact's sign; the printed figure loses its own, which a column of changes prints and a
    sentence does not. Any other figure is cited as ``cite`` and ``cite_en`` do.
    """
    if entry.fact.measure not in _VERBS:
        return cite(entry), cite_en(entry)
    falls = entry.fact.value < 0
    size = replace(entry, fact=replace(entry.fact, reported=entry.fact.reported.lstrip("-+")))
    fall, rise = _VERBS[entry.fact.measure]
    return f"{fall if falls else rise}{cite(size)}", f"{'down' if falls else 'up'} by {cite_en(size)}"


#: Sums of more terms leave out those that are zero.
_MANY = 8


def _list_terms(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The terms of a sum that a reader needs: of a long one those that are not zero."""
    told = [entry for entry in entries if entry.fact.value != 0]
    return told if len(entries) > _MANY and len(told) > 1 else entries


def add_up(terms: Iterable[Decimal], like: Fact) -> str:
    """``10万元 + (-4.17万元)``: computed terms, each shown as ``show`` does, a negative one in brackets."""
    return " + ".join(f"({show(term, like)})" if term < 0 else show(term, like) for term in terms)


def join_sum(entries: Sequence[Entry]) -> str:
    """``332.96 + 0.00 + 20.17``, as printed."""
    units = {entry.fact.reported_unit for entry in entries}
    return " + ".join(_show_term(entry.fact, len(units) > 1) for entry in _list_terms(entries))


def _show_term(fact: Fact, with_unit: bool) -> str:
    """A figure as a term of a sum: a sentence prints a fall without its sign, a unit of measure may be misprinted."""
    unit = fact.reported_unit if with_unit else ""
    number = print_number(fact)
    return f"(-{number.lstrip('-')}{unit})" if fact.value < 0 else f"{number}{unit}"


def equate(entries: Sequence[Entry], total: Decimal, like: Fact) -> str:
    """``332.96 + 20.17 = 353.13万元``; for a single figure ``353.13万元`` alone."""
    return f"{join_sum(entries)} = {show(total, like)}" if len(entries) > 1 else show(total, like)


def join_places(entries: Sequence[Entry]) -> str:
    """The places of several figures, each once, in document order; a form is named where it changes."""
    return "、".join(_list_places(entries, locate, 0))


def join_places_en(entries: Sequence[Entry]) -> str:
    """The same in English."""
    return "; ".join(_list_places(entries, locate_en, 1))


def _list_places(entries: Sequence[Entry], name: Callable[[Fact], str], side: int) -> list[str]:
    places: list[str] = []
    seen: set[tuple[str, str]] = set()
    form = ""
    for fact in (entry.fact for entry in _list_terms(entries)):
        if (fact.form, fact.place) not in seen:
            seen.add((fact.form, fact.place))
            places.append(tell_place(fact.place)[side] if fact.form == form else name(fact))
            form = fact.form
    return places


#: expenditure type -> the concept that names it
_COLUMNS = {
    "basic": ("expenditure", "basic"),
    "project": ("expenditure", "project"),
    "basic_personnel": ("basic", "personnel"),
    "basic_operating": ("basic", "operating"),
}
#: fund of a column -> the item of the overall statement that names it, where they differ
_FUNDS = {"carryover": "opening_carryover"}


class Labels:
    """What a figure is called, in Chinese and English: the concept's label, or the name of its code.

    Without concepts the identifiers of statement and item stand in.
    """

    def __init__(self, concepts: Mapping[tuple[str, str], Concept]) -> None:
        self._concepts = concepts

    def _concept(self, fact: Fact) -> tuple[str, str]:
        concept = self._concepts.get((fact.statement, fact.item))
        if concept is None:
            return fact.item or fact.statement, fact.item or fact.statement
        return concept.label_zh, concept.label_en

    def both(self, fact: Fact) -> tuple[str, str]:
        """What a figure is called, in Chinese and English."""
        return self.zh(fact), self.en(fact)

    def zh(self, fact: Fact) -> str:
        """The Chinese name of what ``fact`` states, with the column of a table: ``卫生健康支出（210）·基本支出``."""
        name = fact.economic_name or fact.functional_name.rsplit("/", 1)[-1]
        row = f"{name}（{_code(fact)}）" if name and _code(fact) else name or self._concept(fact)[0]
        return "·".join([row, *(column[0] for column in self._columns(fact))])

    def en(self, fact: Fact) -> str:
        """The English name of what ``fact`` states, with the column; rows by code keep their Chinese name."""
        name = fact.economic_name or fact.functional_name.rsplit("/", 1)[-1]
        row = f"{name} ({_code(fact)})" if name and _code(fact) else name or self._concept(fact)[1]
        name = ", ".join([row, *(column[1] for column in self._columns(fact))])
        return name[:1].upper() + name[1:]

    def statement(self, fact: Fact) -> tuple[str, str]:
        """What the statement of a figure is called, in Chinese and English."""
        return self._name((fact.statement, ""), fact.statement)

    def shared(self, side: str, fund: str, expenditure: str) -> tuple[str, str]:
        """What two figures have in common: side, fund and kind of expenditure, each where it is not of all."""
        known = [self._name((side, ""), side)]
        known += [self._name(("overall", fund), fund)] if fund else []
        known += [self._name(_COLUMNS[expenditure], expenditure)] if expenditure in _COLUMNS else []
        return "、".join(zh for zh, _ in known), ", ".join(en for _, en in known)

    def _name(self, key: tuple[str, str], otherwise: str) -> tuple[str, str]:
        concept = self._concepts.get(key)
        return (concept.label_zh, concept.label_en) if concept else (otherwise, otherwise)

    def kind(self, expenditure: str) -> tuple[str, str]:
        """What a kind of expenditure is called; the total where it is empty."""
        return self._name(_COLUMNS.get(expenditure, ("expenditure", "total")), expenditure)

    def column(self, fact: Fact) -> tuple[str, str]:
        """The column of a table that ``fact`` stands in, by kind of expenditure and fund; empty for the total."""
        columns = self._columns(fact)
        return "·".join(column[0] for column in columns), ", ".join(column[1] for column in columns)

    def _columns(self, fact: Fact) -> list[tuple[str, str]]:
        """What the column of a table adds to the name of its row: nothing that the row says already."""
        if not fact.form.startswith("table-"):
            return []
        fund = cell_of(fact).fund
        columns = [_COLUMNS.get(fact.expenditure_type), ("overall", _FUNDS.get(fund, fund))]
        found = [self._concepts.get(column) for column in columns if column is not None]
        named = fact.economic_name or fact.functional_name or self._concept(fact)[0]
        return [
            (concept.label_zh, concept.label_en)
            for concept in found
            if concept is not None and concept.item and concept.label_zh != named
        ]


def _code(fact: Fact) -> str:
    return fact.economic_code or fact.functional_code
