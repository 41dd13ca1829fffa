"""Single purchases of a procurement form: what is bought, how many, by which unit, for how much.

Such forms list purchases with sums of units and projects above them. Rows that name a thing or a class of the catalogue
are purchases; that all other rows are sums is proved where the purchases of a column add up to the form's total.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from disclosure.model import Cell, Detail, Fact
from disclosure.parse.forms.facts.amounts import AmountMaker
from disclosure.parse.forms.facts.margin import TOTALS, Standing, split_unit
from disclosure.parse.forms.names.heads import ColumnSense, Segment
from disclosure.parse.forms.names.records import Names, Owner, Record, Thread, join_code, kind_of_code, split_code
from disclosure.parse.forms.selection.claim import GridForm, place_value
from disclosure.parse.forms.selection.details import DetailClaim, DetailMaker, name_class
from disclosure.parse.forms.tables.bodies import AMOUNT, FigureCells
from disclosure.parse.forms.tables.sheets import FormFinder, Head, Row
from disclosure.parse.numbers import parse_decimal
from disclosure.parse.trace import NotConfirmed, Trace, UnknownRow
from disclosure.parse.words import Label
from disclosure.quick import replace
from disclosure.reference import normalize_name

#: Columns that say what is bought; a row without any of them is a sum, in a form that has one.
_ESSENTIAL = ("thing", "catalogue")
_WORDS = ("project", "catalogue", "thing", "quantity", "price", "planned", "mode")
#: Columns whose numbers belong to the purchase of their row.
_NUMBERS = ("quantity", "price")


@dataclass(slots=True)
class _Line:
    """A row of the form: its amounts by column, the words of its columns, and whether it is a purchase."""

    part: int
    row: int
    facts: dict[int, Fact]
    words: dict[str, str]
    owner: Owner
    single: bool
    government: tuple[str, str] = ("", "")
    #: The quantity of a row without an amount, and where the row's other numbers are.
    counted: Fact | None = None
    #: Whether it is known of which kind of purchases (goods, works, services) the row is.
    known: bool = True
    numbers: tuple[tuple[int, int], ...] = ()


class PurchaseReader:
    """The rows of single purchases, and of sums above them, of one procurement form."""

    def __init__(
        self, finder: FormFinder, head: Head, segments: Sequence[Segment], names: Names, cells: FigureCells
    ) -> None:
        self.finder = finder
        self.cells = cells
        self.names = names
        self.amounts = AmountMaker(finder, head)
        self.segment = segments[0] if len(segments) == 1 else None
        self.fields = self._find_fields(head)
        of_type = [(at, sense.classification) for at, sense in enumerate(head.senses) if sense.kind == "purchase"]
        self.types = {kind: [at for at, each in of_type if each == kind] for kind in ("economic", "government")}
        self.codes = {at for at, sense in enumerate(head.senses) if sense.kind in {"code", "unit", "government"}}
        #: Columns of amounts, or that may be: their numbers are read or unread.
        self.open = {
            at for at, sense in enumerate(head.senses) if sense.kind in {"unknown", "foreign", "amount", "rate"}
        }
        self.units = [at for at, sense in enumerate(head.senses) if sense.kind == "unit"]
        self.threads = {kind: Thread() for kind in ("functional", "economic", "government")}
        self.lines: list[_Line] = []
        self.totals: dict[int, set[Decimal]] = {}
        self._above: dict[int, tuple[int, Cell]] = {}
        self._project = (Owner(), "")

    def _find_fields(self, head: Head) -> dict[str, list[int]]:
        """The columns by what they say of a purchase; names of rows are those of projects."""
        fields: dict[str, list[int]] = {name: [] for name in _WORDS}
        words = self.finder.words.purchases
        for column, sense in enumerate(head.senses):
            if sense.kind == "purchase" and not sense.classification:
                named = (name for name in _WORDS if set(sense.words) & set(words[name]))
                if (found := next(named, "")) in fields:
                    fields[found].append(column)
        fields["project"].extend(self.segment.names if self.segment else ())
        return fields

    @property
    def _essential(self) -> list[str]:
        return [name for name in _ESSENTIAL if self.fields[name]] or ["project"]

    # --- rows ---

    def note(self, row: Row, part: int, index: int, thread: Thread, standing: Standing, result: GridForm) -> None:
        """Take a row that names a purchase or sums up those below it; ``thread`` says what the rows above say."""
        self._account(row, result)
        words = {name: self._text_of(row, part, columns) for name, columns in self.fields.items()}
        single = any(words[name] for name in self._essential)
        thread.within = self._find_owner(row, words["project"], single, thread.within, standing, index)
        if not words["project"] and self._project[0] == thread.within:
            words["project"] = self._project[1] if single else ""
        elif not (thread.within.row == index and not single):
            self._project = thread.within, words["project"]
        record = self._record(row, thread)
        facts = {}
        for column, sense in (self.segment.amounts if self.segment else {}).items():
            cell = row.get(column)
            if cell is None or cell.column != column or not self.cells.is_figure(cell, sense):
                continue
            fact = self.amounts.make(cell, sense, record, "", min(each.start for each in row.values()))
            if fact is not None and sense.kind == "amount":
                facts[column] = fact
        texts = [self.finder.text(row[at]) if at in row else "" for at in self.types["government"]]
        government = name_class(texts, self.threads["government"])
        line = _Line(part, index, facts, words, thread.within, single, government)
        line.known = thread.bought != "unknown"
        line.counted = self._count(row, record)
        line.numbers = tuple(self._find_numbers(row))
        self.lines.append(line)

    def _find_numbers(self, row: Row) -> Iterator[tuple[int, int]]:
        for name in _NUMBERS:
            for cell in (row[at] for at in self.fields[name] if at in row):
                if AMOUNT.fullmatch(self.finder.text(cell)):
                    yield cell.start, cell.end

    def _count(self, row: Row, record: Record) -> Fact | None:
        """How many things a row says are bought, in no unit of measure, for the form prints none; None where the
        columns of amounts are not known."""
        if self.segment is None or not self.segment.amounts:
            return None
        for cell in (row[at] for at in self.fields["quantity"] if at in row):
            if AMOUNT.fullmatch(self.finder.text(cell)):
                sense = ColumnSense("amount", words=("数量",))
                fact = self.amounts.make(cell, sense, record, "", min(each.start for each in row.values()))
                value = parse_decimal(self.finder.text(cell))
                return fact and replace(fact, measure="count", unit="", reported_unit="", value=value)
        return None

    def note_total(self, row: Row) -> None:
        """Remember the amounts of a row that is called a total in one of the columns of what is bought."""
        columns = {column for columns in self.fields.values() for column in columns}
        if not any(self.finder.text(row[column]) in TOTALS for column in columns if column in row):
            return
        for column, sense in (self.segment.amounts if self.segment else {}).items():
            cell = row.get(column)
            if cell is not None and cell.column == column and self.cells.is_figure(cell, sense):
                fact = self.amounts.make(cell, sense, Record("label", label=Label((), item="total")), "", cell.start)
                self.totals.setdefault(column, set()).update({fact.value} if fact is not None else ())

    def _account(self, row: Row, result: GridForm) -> None:
        """Say what the numbers are in columns that hold no amounts."""
        dates = self.fields["planned"]
        codes = {*self.codes, *self.types["economic"], *self.types["government"]}
        amounts = self.segment.amounts if self.segment else {}
        for column, cell in row.items():
            if column not in amounts or cell.column != column:
                reason = "code" if column in codes else "date" if column in dates else "label"
                counted = any(column in self.fields[name] for name in _NUMBERS) or column in self.open
                if not (counted and AMOUNT.fullmatch(self.finder.text(cell))):
                    result.ignored.append((cell.start, cell.end, reason))

    def _text_of(self, row: Row, part: int, columns: Sequence[int]) -> str:
        """The words of some columns of a row; a cell that spans several rows counts in each."""
        texts = []
        for column in columns:
            cell = row.get(column)
            if cell is not None and self.finder.text(cell):
                self._above[column] = (part, cell)
            elif cell is None and column in self._above and self._above[column][0] == part:
                above = self._above[column][1]
                at = min((each.row for each in row.values()), default=0)
                cell = above if above.row < at < above.row + above.row_span else None
            texts.append(self.finder.text(cell) if cell is not None else "")
        return "/".join(dict.fromkeys(text for text in texts if text))

    def _find_owner(self, row: Row, name: str, single: bool, above: Owner, standing: Standing, index: int) -> Owner:
        """The unit of a row: the one it names, in its margin or, as a sum, by its own name; else that of the rows
        above."""
        texts = [self.finder.text(row[column]) for column in self.units if column in row]
        code = next((text for text in texts if text.isdigit()), "")
        if standing.unit and standing.unit not in TOTALS:
            printed, name = split_unit(standing.unit)
            return Owner(name, printed or standing.unit_code)
        if name and not single and (self.names.is_unit(name) or normalize_name(name) in self.names.own):
            printed, name = split_unit(name)
            return Owner(name, printed or code, row=index)
        return Owner("", code) if code and code != above.code else above

    def _record(self, row: Row, thread: Thread) -> Record:
        """What the amounts of a row are of, by the codes of its columns."""
        parts = self.finder.code_parts(row, self.segment.codes) if self.segment else []
        code = join_code(parts, self.threads["functional"])
        economic = self._read_type(row)
        if kind_of_code(code) == "functional":
            return Record("functional", code, economic=economic)
        item = thread.bought if thread.bought not in {"", "unknown"} else "total"
        return Record("label", label=Label((), item=item), economic=economic)

    def _read_type(self, row: Row) -> tuple[str, str]:
        """The code and the name of the economic type of a row, as far as they are printed."""
        texts = [self.finder.text(row[at]) if at in row else "" for at in self.types["economic"]]
        code = join_code([text for text in texts if not text or text.isdigit()], self.threads["economic"])
        divided = [split_code(text) for text in texts if text and not text.isdigit()]
        code = code or next((code for code, _ in divided if code), "")
        return (code if kind_of_code(code) == "economic" else ""), "".join(name for _, name in divided)

    # --- what is taken up ---

    def settle(
        self, maker: DetailMaker, totals: Mapping[int, Collection[Decimal]], results: Sequence[GridForm], title: str
    ) -> Iterator[DetailClaim]:
        """Put the purchases into ``results`` and give back the claims of units' sums; ``totals`` are those of the form
        by column. What may be a purchase or a sum is unread."""
        stated = {column: {*totals.get(column, ()), *self.totals.get(column, ())} for column in self._columns()}
        proved = {column for column, values in stated.items() if self._add_up(column, values)}
        for line in self.lines:
            if line.known:
                self._settle_numbers(maker, line, results[line.part])
            for column, fact in line.facts.items():
                if not line.known:
                    results[line.part].traces.append(Trace(UnknownRow(line.words["project"]), fact.spans, title))
                elif line.single:
                    results[line.part].details.append(self._make(maker, fact, line))
                elif column not in proved:
                    cause = NotConfirmed(line.words["project"])
                    results[line.part].traces.append(Trace(cause, fact.spans, title))
                elif line.owner.row == line.row:
                    detail = maker.make(fact, "subunit", subunit=line.owner.name, subunit_code=line.owner.code)
                    yield DetailClaim(detail, line.part, line.row)
                else:
                    results[line.part].ignored.append((*fact.spans[0], "subtotal"))

    def _settle_numbers(self, maker: DetailMaker, line: _Line, result: GridForm) -> None:
        """The quantity and price of a purchase belong to its first amount, or make a row of their own without one; the
        quantity of a sum is that of the purchases below it."""
        if not line.single:
            result.ignored.extend((*span, "subtotal") for span in line.numbers)
        elif line.facts:
            column, fact = next(iter(line.facts.items()))
            line.facts[column] = replace(fact, spans=(*fact.spans, *line.numbers))
        elif line.counted is not None:
            spans = dict.fromkeys((*line.counted.spans, *line.numbers))
            result.details.append(self._make(maker, replace(line.counted, spans=tuple(spans)), line))

    def _make(self, maker: DetailMaker, fact: Fact, line: _Line) -> Detail:
        words: dict[str, Any] = {name: line.words[name] for name in _WORDS if name != "project"}
        return maker.make(
            fact, "purchase", subunit=line.owner.name, subunit_code=line.owner.code, project_name=line.words["project"],
            government_code=line.government[0], government_name=line.government[1], **words,
        )  # fmt: skip

    def _columns(self) -> set[int]:
        return {column for line in self.lines for column in line.facts}

    def _add_up(self, column: int, totals: Collection[Decimal]) -> bool:
        """Whether the purchases of a column add up to the form's only total."""
        facts = [line.facts[column] for line in self.lines if line.single and column in line.facts]
        rounding = sum(map(place_value, facts), Decimal(0)) / 2
        return len(totals) == 1 and abs(sum(each.value for each in facts) - next(iter(totals))) <= rounding
