"""Lists of single meetings and training: what each is called, when it is, for how many persons, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.model import Cell, Detail, Fact, Table
from disclosure.parse.forms.facts.margin import TOTALS
from disclosure.parse.forms.names.numbering import find_number, name_form, name_table
from disclosure.parse.forms.names.titles import find_measure
from disclosure.parse.forms.selection.claim import GridForm
from disclosure.parse.forms.selection.details import DetailMaker
from disclosure.parse.forms.tables.bodies import AMOUNT
from disclosure.parse.forms.tables.sheets import FormFinder, Row
from disclosure.parse.numbers import Measure, parse_decimal

#: The kinds of lists by the header of the names: items of the statement of 三公经费 and what is listed with it.
_KINDS = ("meetings", "training")
_STATEMENT = "three_public"


def read_events(finder: FormFinder, tables: Sequence[Table]) -> Iterator[tuple[Table, GridForm]]:
    """The lists of meetings and training among ``tables``, which are not other forms. A table without lines above it
    that is as wide as the list before goes on with it. A list without a unit of measure is left unread."""
    last: _EventList | None = None
    for table in tables:
        rows = [{cell.column: cell for cell in row} for row in table.rows()]
        columns = _find_columns(finder, rows[0]) if rows else {}
        lines = finder.contexts[table.start]
        if columns:
            measure = find_measure(lines) or finder.common
            last = _EventList(finder, columns, lines, measure, max(rows[0], default=0)) if measure else None
            rows = rows[1:]
        elif last is not None and (lines or max((max(row) for row in rows if row), default=0) != last.width):
            last = None
        if last is not None:
            yield table, last.read(rows)


def _find_columns(finder: FormFinder, header: Row) -> dict[str, int]:
    """The columns of a list of events by what they hold; empty where the table is none."""
    found: dict[str, int] = {}
    for column, cell in sorted(header.items()):
        words = finder.text(cell)
        kind = next((kind for kind, known in finder.words.events.items() if words.partition("（")[0] in known), "")
        if kind:
            found.setdefault(kind, column)
    named = [kind for kind in _KINDS if kind in found]
    return found if len(named) == 1 and "amount" in found else {}


class _EventList:
    """One list: its ``columns`` by what they hold, the ``lines`` above it and its unit of measure."""

    def __init__(
        self, finder: FormFinder, columns: Mapping[str, int], lines: Sequence[str], measure: Measure, width: int
    ) -> None:
        self.finder = finder
        self.columns = columns
        self.width = width
        self.item = next(kind for kind in _KINDS if kind in columns)
        self.measure = measure
        title = next((line for line in reversed(lines) if line.endswith("表")), "")
        number = find_number(lines, len(lines), len(lines)) if lines else ""
        finder.unnumbered += not number
        self.form = name_form(number, finder.unnumbered)
        self.title = name_table(number, title)
        self.maker = DetailMaker(finder.setting.year)
        self.sum = Decimal(0)

    def read(self, rows: Sequence[Row]) -> GridForm:
        """The events of some rows."""
        result = GridForm(_STATEMENT, self.form, self.title)
        for row in rows:
            self._read_row(row, result)
        return result

    def _read_row(self, row: Row, result: GridForm) -> None:
        amount, name = row.get(self.columns["amount"]), self._text(row, self.item)
        for column, cell in row.items():
            if column != self.columns["amount"]:
                reason = "date" if column == self.columns.get("planned") else "label"
                result.ignored.append((cell.start, cell.end, reason))
        if amount is None or not AMOUNT.fullmatch(self.finder.text(amount)):
            return
        value = parse_decimal(self.finder.text(amount)) * self.measure.factor
        if name in TOTALS or any(self.finder.text(cell) in TOTALS for cell in row.values()):
            if value == self.sum:
                result.ignored.append((amount.start, amount.end, "subtotal"))
        elif name:
            self.sum += value
            result.details.append(self._make(row, amount, name, value))

    def _make(self, row: Row, amount: Cell, name: str, value: Decimal) -> Detail:
        document, persons = self.finder.document, row.get(self.columns.get("quantity", -1))
        counted = persons is not None and AMOUNT.fullmatch(self.finder.text(persons)) is not None
        start = min(cell.start for cell in row.values())
        fact = Fact(
            _STATEMENT, "amount", self.finder.setting.phase, value, self.measure.base, self.finder.text(amount),
            self.measure.printed, self.form, document.place(start, amount.end), document.evidence(start, amount.end),
            direction="expenditure", item=self.item,
            spans=((amount.start, amount.end), *(((persons.start, persons.end),) if persons and counted else ())),
        )  # fmt: skip
        return self.maker.make(
            fact, "event", thing=name, planned=self._text(row, "planned"), quantity=self._text(row, "quantity")
        )

    def _text(self, row: Row, kind: str) -> str:
        cell = row.get(self.columns.get(kind, -1))
        return self.finder.text(cell) if cell is not None else ""
