"""Facts of accounting forms whose cells the source gives: what an amount of a known row and column is."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.characters import NOTE_MARKS
from disclosure.document import CELL_MARK
from disclosure.model import PHASES, Cell, Fact
from disclosure.parse.forms.names.heads import ColumnSense
from disclosure.parse.forms.names.records import Record
from disclosure.parse.forms.selection.claim import GridForm
from disclosure.parse.forms.tables.sheets import FormFinder, Head
from disclosure.parse.numbers import MEASURES, parse_decimal
from disclosure.parse.terms.header import plain_header
from disclosure.quick import replace

#: What a statement's amounts are of, where its columns do not say otherwise: fund, expenditure type.
_TYPE_OF_STATEMENT = {"basic": "basic", "project": "project", "operating": "basic_operating"}
_SUM_WORDS = frozenset({"小计", "合计", "总计"})
_BUDGETS = frozenset({"approved", "adjusted"})
#: Statements of things, which neither come in nor go out.
_SIDELESS = frozenset({"assets"})


class AmountMaker:
    """Makes the facts of one form; remembers the names of its codes, which are the path of those below them."""

    def __init__(self, finder: FormFinder, head: Head) -> None:
        self.finder = finder
        self.setting = finder.setting
        self.document = finder.document
        self.head = head
        self.statement = head.title.statement
        self.printed: dict[str, str] = {}
        budget = self.setting.budget or ("adjusted" if self.setting.phase == "executed" else "approved")
        self.phases = {"budget": budget, **{phase: phase for phase in PHASES}}

    def make(self, cell: Cell, sense: ColumnSense, record: Record, margin: str, start: int) -> Fact | None:
        """The fact of a cell; its quote begins at ``start``. ``margin`` is the basis that its row's margin says. None
        where row and column contradict each other or the statement has no such item."""
        printed, title = self.finder.text(cell).rstrip("%"), self.head.title
        label = record.label
        statement = label.statement or sense.statement or self.statement
        direction = sense.direction or label.direction or title.direction
        sides = {sense.direction, label.direction} - {""}
        if not direction or sense.kind in {"part", "ratio"} or len(sides) > 1:
            return None
        functional = record.code if record.kind == "functional" else record.function[0]
        rate = sense.kind == "rate"
        measure = MEASURES["%"] if rate else MEASURES[sense.measure] if sense.measure else self.head.measure
        measure = record.measure or measure
        if record.code:
            self.printed.setdefault(record.code, record.name)
        basis = margin or sense.basis
        kind = sense.expenditure_type or record.expenditure_type or label.expenditure_type
        item = self._item(sense, record)
        fund = label.fund or sense.fund or title.fund
        if record.measure or label.statement:
            # Things counted are of no fund, and what another statement says is not of this form's.
            direction, fund = "" if statement in _SIDELESS else direction, label.fund
        type_code, type_name = self._type_of(record, sense)
        if sense.economic and not type_code.startswith(sense.economic):
            return None  # an economic type in the row, and over the column one that it is no part of
        item = self._of_own_fund(statement, item)
        if item != "sum" and (statement, item) not in self.setting.reference.concepts:
            return None  # a word known in other forms, of which this statement has no item
        return Fact(
            statement, self._measure(sense, record, basis), self._phase(sense),
            parse_decimal(printed) * measure.factor, measure.base, printed, measure.printed, self.head.name,
            self.document.place(start, cell.end), self._quote(start, cell), direction=direction, item=item,
            functional_code=functional,
            functional_name=self._path(record) if record.kind == "functional" else record.function[1],
            economic_code=type_code, economic_name=type_name, fund=fund,
            expenditure_type=kind or title.expenditure_type or _TYPE_OF_STATEMENT.get(statement, ""), basis=basis,
            spans=(self._number_span(cell),),
        )  # fmt: skip

    def _of_own_fund(self, statement: str, item: str) -> str:
        """The item of an amount; what comes in from the fund that the form is of is the revenue of the year."""
        concepts = self.setting.reference.concepts
        own = item == self.head.title.fund and (statement, item) not in concepts
        return "current_year" if own and (statement, "current_year") in concepts else item

    def _type_of(self, record: Record, sense: ColumnSense) -> tuple[str, str]:
        """The code and the name of the economic type of an amount: its row's, its column's, or the form's."""
        code, name = _type_of(record, sense)
        known = self.setting.reference.economic.by_code.get(self.head.title.economic)
        return (known.code, known.name) if known is not None and not code else (code, name)

    def _item(self, sense: ColumnSense, record: Record) -> str:
        """A column's item names one source or kind; the sum of the year says no more than total in a form of
        functions, and rows of functions have no item."""
        if record.label.item == "total" and record.label.direction and sense.item == "current_year":
            return "total"  # 收入总计, whatever stands over it
        if record.code:
            return "" if sense.item in {"", "current_year"} else sense.item
        return (
            record.label.item
            if sense.item in {"", "current_year"} and record.label.item != "total"
            else (sense.item or record.label.item)
        )

    def _measure(self, sense: ColumnSense, record: Record, basis: str) -> str:
        """What a number is: a rate, a change, a count of things, or an amount."""
        if sense.kind == "rate":
            return "change_rate"
        return "change" if basis else "count" if record.measure else "amount"

    def _phase(self, sense: ColumnSense) -> str:
        return self.phases.get(sense.phase, self.setting.phase)

    def _path(self, record: Record) -> str:
        """The names of a code's levels as the form prints them above it, and its own."""
        above = [name for end in (3, 5) if end < len(record.code) and (name := self.printed.get(record.code[:end]))]
        return "/".join((*above, record.name))

    def _number_span(self, cell: Cell) -> tuple[int, int]:
        raw = self.document.text[cell.start : cell.end].rstrip().rstrip(f"%％{NOTE_MARKS}")
        return cell.start + len(raw) - len(raw.lstrip()), cell.start + len(raw.rstrip())

    def _quote(self, start: int, cell: Cell) -> str:
        """The source from the row's name to the figure, where they stand near each other, else the figure."""
        text = self.document.evidence(start, cell.end)
        return text if len(text.replace(CELL_MARK, "")) <= 200 else self.document.evidence(cell.start, cell.end)


def _type_of(record: Record, sense: ColumnSense) -> tuple[str, str]:
    """The code and the name of the economic type of an amount: its row's, or else its column's."""
    if record.kind == "economic":
        return record.code, record.name
    if record.economic[0] or not sense.economic:
        return record.economic
    names = [word for word in map(plain_header, sense.words) if word not in _SUM_WORDS]
    return sense.economic, names[-1] if names else ""


def date_budget(results: Sequence[GridForm], told: Sequence[Fact], statement: str) -> None:
    """Whether 预算数 beside 决算数 is the approved budget: where the prose states an approved total, that total tells
    by being the form's own or another. ``results`` are those of one form, ``told`` the facts of the prose."""
    totals = {(fact.statement, fact.value) for each in results for fact in each.facts if _is_total(fact)}
    prose = {(fact.statement, fact.value) for fact in told if fact.phase == "approved" and _is_total(fact)}
    prose = {(stated, value) for stated, value in prose if stated == statement}
    if totals and prose:
        phase = "approved" if totals & prose else "adjusted"
        for each in results:
            each.facts = [replace(fact, phase=phase) if fact.phase in _BUDGETS else fact for fact in each.facts]


def _is_total(fact: Fact) -> bool:
    return (
        fact.item == "total" and fact.measure == "amount" and fact.phase in _BUDGETS
        and not (fact.functional_code or fact.economic_code or fact.expenditure_type)
    )  # fmt: skip
