"""Accounting forms whose cells the source gives: rows of one or more records, and their facts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from disclosure.model import Cell, Detail, DetailKind, Fact, Table
from disclosure.parse.forms.facts.amounts import AmountMaker, date_budget
from disclosure.parse.forms.facts.levels import FirstLevel
from disclosure.parse.forms.facts.margin import TOTALS, Margin, Standing
from disclosure.parse.forms.facts.namer import RowNamer
from disclosure.parse.forms.facts.objectives import Objectives
from disclosure.parse.forms.facts.of_which import find_parts, is_part, join_parts, make_whole, name_part
from disclosure.parse.forms.facts.purchases import PurchaseReader
from disclosure.parse.forms.names.heads import ColumnSense, Segment, explain_column, split_segments
from disclosure.parse.forms.names.numbering import name_table
from disclosure.parse.forms.names.records import (
    Names,
    Owner,
    Record,
    Thread,
    split_code,
)  # fmt: skip
from disclosure.parse.forms.selection.claim import Claim, GridForm
from disclosure.parse.forms.selection.details import (
    DetailClaim,
    DetailMaker,
    find_prior_phase,
    find_sums,
    name_class,
    name_head_office,
    name_projects,
    name_sums,
    settle_details,
)  # fmt: skip
from disclosure.parse.forms.selection.settlement import Settlement
from disclosure.parse.forms.tables.bodies import AMOUNT, FigureCells, numbers_columns
from disclosure.parse.forms.tables.sheets import Form, FormFinder, Row
from disclosure.parse.numbers import MEASURES
from disclosure.parse.projects import ProjectBook
from disclosure.parse.trace import Cause, Contradiction, NotConfirmed, Trace, UnknownRow
from disclosure.quick import replace

#: Digits on both sides of a point or comma.
_AMOUNT = re.compile(r"\d[.,，]\d")
#: Columns whose numbers are no amounts, and why.
_NO_AMOUNTS = {
    "line": "column", "unit": "code", "mark": "code", "year": "date", "government": "code", "purchase": "subtotal",
    "ratio": "ratio",
}  # fmt: skip
#: A year in a column of words: when a project began.
_BARE_YEAR = re.compile(r"20\d{2}")
_DIGITS = re.compile(r"\d+")
#: What a row that numbers the columns has in those of codes and names.
_MARK = re.compile(r"\s*[*＊]+\s*")
_CROSSED = ("functional", "economic")
SUBTOTALS = frozenset({"小计"})
#: The rest of a code at the begin of a name.
_CODE_LEFT = re.compile(r"\d{2}(?!\d)")


class GridReader:
    """Reads one form: all its tables together, for what one row says may depend on another."""

    def __init__(self, finder: FormFinder, form: Form, names: Names, book: ProjectBook) -> None:
        self.finder = finder
        self.setting = finder.setting
        self.document = finder.document
        self.parts = form.parts
        self.statement = form.head.title.statement
        self.names = names
        self.book = book
        self.head = replace(form.head, senses=finder.sense_bodies(form))
        self.segments = split_segments(self.head.senses)
        #: The columns of each kind, from left to right: every row asks for some ten of them.
        self.kinds: dict[str, list[int]] = defaultdict(list)
        for column, sense in enumerate(self.head.senses):
            self.kinds[sense.kind].append(column)
        self.threads = [Thread() for _ in self.segments]
        #: The levels of the government's own classification above the next row, by segment.
        self.classes = [Thread() for _ in self.segments]
        title = name_table(form.head.title.number, form.head.title.words)
        self.results = [GridForm(self.statement, self.head.name, title) for _ in form.parts]
        self.claims: list[Claim] = []
        #: What rows of other units hold together, by column.
        self.below: dict[int, Decimal] = {}
        self.details: list[DetailClaim] = []
        #: Details in rows that bear the unit's own name, with that name: they may be of its head office alone.
        self.own_details: list[tuple[DetailClaim, Owner]] = []
        self.maker = DetailMaker(self.setting.year)
        self.amounts = AmountMaker(finder, self.head)
        columns = {column for segment in self.segments for column in segment.amounts}
        cells = [row[at] for _, rows in form.parts for row in rows for at in columns & row.keys()]
        self.cells = FigureCells(self.document, finder.text, cells, exact=self.head.measure == MEASURES["元"])
        self.margin = Margin(finder, self.head.senses, names.own)
        self.purchases = PurchaseReader(finder, self.head, self.segments, names, self.cells)
        self.namer = RowNamer(finder, self.head, self.segments, names, [row for _, rows in form.parts for row in rows])
        self.units = self.margin.find_units(row for _, rows in form.parts for row in rows)
        #: Whether a row says of its amounts that they are 预算数.
        self.staged = False
        self.objectives = Objectives(finder, self._columns("objective"))
        self.levels = FirstLevel(self.segments, finder.text)

    def read(self, told: Sequence[Fact]) -> Iterator[tuple[Table, GridForm]]:
        """Each table of the form and what it gave; ``told`` are the facts of the document's prose."""
        index = 0
        for part, (table, rows) in enumerate(self.parts):
            first = min((cell.row for cell in rows[0].values()), default=0) if rows else table.cells[-1].row + 1
            above = [cell for cell in table.cells if cell.row < first and cell.start not in self.finder.cuts.moved]
            # the number of a column is a whole one: an amount that was taken for a header stays unread
            _ignore(self.results[part], [cell for cell in above if not _AMOUNT.search(self._text(cell))], "column")
            for row in rows:
                self._read_row(row, part, index)
                index += 1
        sums = find_sums(((each.row, each.fact) for each in self.claims if each.kind == "own"), self.details)
        for claim in self.claims:
            claim.kind = "label" if claim.row in sums else claim.kind
        others = {each.fact.subunit for each in self.details if isinstance(each.fact, Detail)} - {""}
        own = {claim.name for claim in self.claims if claim.kind == "own"}
        settlement = Settlement(
            self.claims, self.results, self.units | (others | own if others else set()), self.book, self.maker
        )
        settlement.below = self.below
        totals = settlement.list_totals()
        self.details.extend(settlement.settle())
        name_sums(self.details, settlement.sums)
        name_head_office(self.own_details, settlement.own_parts)
        name_projects(self.details, settlement.projects)
        self.levels.add_parents(settlement.projects, self.book)
        self.details.extend(self.purchases.settle(self.maker, totals, self.results, self.head.title.words))
        settle_details(self.details, self.results, self.head.title.words)
        self.objectives.add_texts(settlement.projects, self.results)
        if self._has_undated_budget():
            date_budget(self.results, told, self.statement)
        self._trace_columns()
        self._trace_claims()
        for (table, _), result in zip(self.parts, self.results, strict=True):
            yield table, result

    def _has_undated_budget(self) -> bool:
        """Whether final accounts have a column 预算数 of which no note tells that it is the adjusted budget."""
        named = any(sense.phase == "budget" for sense in self.head.senses) or self.staged
        return self.setting.phase == "executed" and named and self.setting.budget != "adjusted"

    def _text(self, cell: Cell) -> str:
        return self.finder.text(cell)

    def _columns(self, kind: str) -> list[int]:
        return self.kinds.get(kind, [])

    @cached_property
    def _amounts(self) -> list[list[tuple[int, ColumnSense]]]:
        """By segment: the columns of its amounts, and after them those of parts."""
        senses, side = self.head.senses, self.head.title.direction
        return [[*each.amounts.items(), *find_parts(senses, self.segments, each, side)] for each in self.segments]

    # --- rows ---

    def _read_row(self, row: Row, part: int, index: int) -> None:
        result = self.results[part]
        texts = [self._text(cell) for _, cell in sorted(row.items())]
        marked = any(_MARK.fullmatch(self.document.text, cell.start, cell.end) for cell in row.values())
        if numbers_columns(texts, marked=marked):
            _ignore(result, row.values(), "column")
            return
        if set(texts) & set(self.setting.vocabulary.grids.lists["page"]):
            _ignore(result, row.values(), "subtotal")
            return
        single = self._is_purchase(row)
        for kind, reason in _NO_AMOUNTS.items():
            if not single or kind == "line":
                _ignore(result, [row[column] for column in self._columns(kind) if column in row], reason)
        words = [row[at] for at in self._columns("skip") if at in row]
        words = [cell for cell in words if _BARE_YEAR.fullmatch(text := self._text(cell)) or not AMOUNT.fullmatch(text)]
        _ignore(result, words, "label")
        standing = self.margin.read(row, self._stage(row))
        if single:
            self.purchases.note(row, part, index, self.threads[0] if self.threads else Thread(), standing, result)
            return
        if self.statement == "procurement":
            self.purchases.note_total(row)
        named = any(self.namer.name(row, segment) for segment in self.segments)
        self.objectives.note(row, index, part, self.results[part], named=named)
        self.staged |= standing.stage == "budget"
        self.levels.note(row, index)
        for number, (segment, thread, above) in enumerate(zip(self.segments, self.threads, self.classes, strict=True)):
            types = [self._text(row[column]) if column in row else "" for column in segment.government]
            standing.government = name_class(types, above)
            listed = [at for columns in segment.listed.values() for at in columns]
            codes = [row[at] for at in (*segment.codes, *segment.government, *listed) if at in row]
            _ignore(result, [cell for cell in codes if self._text(cell).isdigit()], "code")
            for cell in dict.fromkeys(row[column] for column in segment.names if column in row):
                result.ignored.extend(self._digits(cell))
            record = self.namer.read(row, segment, thread, standing)
            standing.within = thread.within = self.margin.find_owner(codes, record, standing, thread.within, index)
            self._claim_row(row, number, record, standing, part, index)

    def _digits(self, cell: Cell) -> Iterator[tuple[int, int, str]]:
        """The numbers in a row's name, which are of its numbering or its code."""
        reason = "label" if self.statement == "project" else "numbering"
        reason = "code" if split_code(self._text(cell))[0] else reason
        for found in _DIGITS.finditer(self.document.text, cell.start, cell.end):
            yield found.start(), found.end(), reason

    def _is_purchase(self, row: Row) -> bool:
        """Whether a row of a procurement form is a single purchase: words or a number tell it from others."""
        texts = {self._text(row[column]) for column in self._columns("purchase") if column in row}
        named = any(text and text not in TOTALS and not AMOUNT.fullmatch(text) for text in texts)
        return self.statement == "procurement" and named

    def _stage(self, row: Row) -> str:
        """The name of a row that may say nothing but a phase: in a form of 三公经费 that has its items as columns."""
        if self.statement != "three_public" or len(self.segments) != 1 or any(s.phase for s in self.head.senses):
            return ""
        return self.namer.name(row, self.segments[0])

    # --- amounts ---

    def _claim_row(
        self, row: Row, number: int, record: Record | None, standing: Standing, part: int, index: int
    ) -> None:
        result, segment = self.results[part], self.segments[number]
        types = segment.government
        crossed = "/".join(("", *(self._text(row[column]) for column in types if column in row))) if types else ""
        named = ""
        if record is not None and is_part(record):
            named = join_parts(row, segment, self._text) or self.namer.name(row, segment)
        for column, printed in self._amounts[number]:
            cell = row.get(column)
            if cell is None or cell.column != column:
                continue
            sense = replace(printed, phase=standing.stage) if standing.stage else printed
            if not self.cells.is_figure(cell, sense):
                continue
            if record is not None and record.kind == "foreign":
                _ignore(result, [cell], "part_of_unit")
                continue
            if record is None or not standing.known:
                self._trace(part, UnknownRow(self.namer.name(row, segment)), [cell])
                continue
            fact = self.amounts.make(
                cell, sense, make_whole(record), standing.basis, self._start(row, segment, cell)
            )  # fmt: skip
            name = name_part(record, self.head.senses[column], named, self.head.title)
            if fact is None:
                self._trace(part, Contradiction(self.namer.name(row, segment), "/".join(sense.words)), [cell])
            elif name or self._is_detail(record, sense, standing):
                fact = replace(fact, item="") if is_part(record) else fact
                if not record.code and (record.subunit or self.margin.is_other(standing)):
                    self.below[column] = self.below.get(column, Decimal(0)) + fact.value
                self._claim_detail(DetailClaim(fact, part, index), record, sense, standing, name)
            else:
                owner, told = standing.unit if self.margin.is_other(standing) else "", index in self.objectives.cells
                self.claims.append(
                    Claim(
                        fact, part, index, record.kind, column, crossed, record.name, owner, told,
                        standing.government, standing.within,
                    )
                )  # fmt: skip

    def _trace(self, part: int, cause: Cause, cells: Iterable[Cell]) -> None:
        spans = tuple((cell.start, cell.end) for cell in cells)
        self.results[part].traces.append(Trace(cause, spans, self.head.title.words))

    def _trace_columns(self) -> None:
        """Record the columns of which the header is not known, and those behind names of which it is not."""
        amounts = {column for segment in self.segments for column in segment.amounts}
        for column, sense in enumerate(self.head.senses):
            if column in amounts or sense.kind not in {"unknown", "foreign", "amount", "rate"}:
                continue
            cause = explain_column(column, sense, self.finder.words.terms, self.setting.year)
            for part, (_, rows) in enumerate(self.parts):
                cells = [row[column] for row in rows if column in row and row[column].column == column]
                self._trace(part, cause, cells)

    def _trace_claims(self) -> None:
        """Record the figures whose row and column are known, and which other figures contradict."""
        for claim in self.claims:
            cause = NotConfirmed(claim.fact.functional_name or claim.fact.economic_name or claim.name)
            trace = Trace(cause, claim.fact.spans, self.head.title.words)
            self.results[claim.part].traces.append(trace)

    def _is_detail(self, record: Record, sense: ColumnSense, standing: Standing) -> bool:
        """Whether an amount is of the year before or of a subordinate unit; units above projects are read with them."""
        listed = self.statement == "project" and record.kind in {"project", "unit"}
        prior = "prior" in (sense.phase, standing.phase)
        below = bool(record.code) and standing.within.row >= 0 and not standing.within.own
        return prior or bool(record.subunit) or (not listed and (below or self.margin.is_other(standing)))

    def _claim_detail(
        self, claim: DetailClaim, record: Record, sense: ColumnSense, standing: Standing, part: str = ""
    ) -> None:
        """Claim the amount of a subordinate unit, of the year before or of a ``part`` as a detail."""
        fact, prior = claim.fact, "prior" in (sense.phase, standing.phase)
        if prior:
            words = (*sense.words, self.head.title.words)
            fact = replace(fact, phase=find_prior_phase(words, self.finder.words.terms))
        named = standing.within.row >= 0 and not standing.within.own
        owner = standing.within if record.subunit or named or self.margin.is_other(standing) else Owner()
        kind: DetailKind = "part" if part else "subunit" if owner.name else "prior_year"
        claim.fact = self.maker.make(
            fact, kind, prior, subunit=owner.name, subunit_code=owner.code, part=part,
            government_code=standing.government[0], government_name=standing.government[1],
        )  # fmt: skip
        self.details.append(claim)
        if record.kind == "own":
            self.own_details.append((claim, standing.within))

    def _start(self, row: Row, segment: Segment, cell: Cell) -> int:
        columns = (*self._columns("unit"), *segment.codes, *segment.names)
        starts = [row[column].start for column in columns if column in row and self._text(row[column])]
        return min([*starts[-2:], cell.start]) if segment.codes or segment.names else cell.start


def _ignore(result: GridForm, cells: Iterable[Cell], reason: str) -> None:
    result.ignored.extend((cell.start, cell.end, reason) for cell in cells)
